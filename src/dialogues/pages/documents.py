"""The documents that a line lists: each label with its link, its format, and what tells its language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import define, evolve

from dialogues.documents.lines import Line
from dialogues.documents.link import Link
from dialogues.languages.tags import LanguageTag
from dialogues.pages.clusters import Cluster, is_file
from dialogues.pages.entries import LanguageEvidence, ListedDocument, Oddity, OddityKind
from dialogues.pages.labels import Label, language_of_link, understood, understood_alone
from dialogues.pages.links import Links


@define(eq=False)
class Documents:
    """Makes the documents of a page."""

    links: Links
    odd: list[Oddity]

    def of(self, line: Line, cluster: Cluster, start: int, end: int) -> Iterator[ListedDocument]:
        """Make a document of each label, one of a format alone, and one of each other file that the name leads to."""
        printed = line.text[start if start < end else cluster.start : cluster.end]  # one text for all labels
        made = [
            self._document(line, cluster, label, self._link(line, cluster, label, start, end), printed)
            for label in cluster.labels or (None,)
        ]
        for link in line.links(start, end):
            if is_file(link) and not self.links.is_used(link):
                yield self._of_link(link, printed)
        yield from made

    def _document(
        self, line: Line, cluster: Cluster, label: Label | None, link: Link | None, printed: str
    ) -> ListedDocument:
        place = line.place(label.start if label is not None else max(0, min(cluster.start, len(line.text) - 1)))
        language, evidence = language_of_link(link) if link is not None else (None, None)
        address = self.links.use(link) if link is not None else None
        if label is not None:
            tag = understood_alone(label.text).tag
            if language is not None and tag is not None:
                self._contradiction(label.text, tag, language, evidence, place)
            language, evidence = tag, LanguageEvidence.LABEL if tag is not None else None
        return ListedDocument(
            label.text if label is not None else None,
            language,
            cluster.format or (link.format if link is not None else None),
            cluster.size,
            address,
            *place,
            printed=printed,
            beside=cluster.beside,
            language_from=evidence,
        )

    def _of_link(self, link: Link, printed: str) -> ListedDocument:
        language, evidence = language_of_link(link)
        place = (link.place.line, link.place.col + 1)
        return ListedDocument(
            None, language, link.format, "", self.links.use(link), *place, printed=printed, language_from=evidence
        )

    def _contradiction(
        self,
        label: str,
        tag: LanguageTag,
        of_link: LanguageTag,
        evidence: LanguageEvidence | None,
        place: tuple[int, int],
    ) -> None:
        if tag.language == of_link.language:
            return
        what = "its file's name" if evidence is LanguageEvidence.FILE_NAME else "its link"
        message = f"the label {label!r} is {tag}, {what} says {of_link}"
        self.odd.append(Oddity(OddityKind.CONTRADICTING_LINK, message, *place))

    def _link(self, line: Line, cluster: Cluster, label: Label | None, start: int, end: int) -> Link | None:
        """Find the link of a label: its own, else that of the only document's format or name."""
        if cluster.link is not None:
            return cluster.link
        if label is not None:
            own = line.links(label.start, label.end)
            if own:
                return own[0]
        if len(cluster.labels) > 1 and label is not cluster.labels[0]:
            return None
        # Of several labels, the format's link is the first one's.
        behind = cluster.end if len(cluster.labels) <= 1 else cluster.labels[0].start
        links = line.links(cluster.start, behind)
        if len(cluster.labels) <= 1:
            links = [link for link in links + line.links(start, end) if is_file(link) or link.language] or links
        return links[0] if links else None


def with_label(documents: list[ListedDocument], text: str, place: tuple[int, int]) -> list[ListedDocument]:
    """Give documents a label that stands in a line or cell of its own."""
    tag = understood(text).tag
    changes: dict[str, Any] = {
        "printed_label": text,
        "language": tag,
        "language_from": LanguageEvidence.LABEL if tag is not None else None,
        "line": place[0],
        "column": place[1],
        "printed": text,
    }
    return [evolve(each, **changes) for each in documents]
