"""The best document for a reader: CLDR's matching, with the respect that a legal text asks for.

A user interface may hand a reader a related language without a word; a choice between documents may not.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from attrs import frozen

from dialogues.errors import InvalidLanguageTag, NoSuitableDocument
from dialogues.languages.accept import AcceptLanguage, LanguageRange
from dialogues.languages.display import join, language_name
from dialogues.languages.labels import identify_language
from dialogues.languages.matching import DEFAULT_THRESHOLD, MatchReason, Wanted, distance, relation
from dialogues.languages.tags import LanguageTag
from dialogues.records.agreements import Document
from dialogues.vocabulary import Answer

ANY = "*"
_ONE_LANGUAGE = 1.0
DEFAULT_FALLBACK = ("en", ANY)
"""English, then the first document whose language is known."""


class ChoiceReason(StrEnum):
    """Why a document was chosen."""

    EXACT = "exact"
    """It is in a language the reader named."""
    SAME_LANGUAGE = "same-language"
    """It is in that language, of another or an implied region."""
    OTHER_SCRIPT = "other-script"
    """It is in that language, written in another script."""
    RELATED = "related"
    """It is in another language, which readers of the one wanted usually read."""
    ANY = "any"
    """The reader named no language that there is, and takes any (``*``); the policy chose."""
    FALLBACK = "fallback"
    """Nothing matched; it is what the policy names."""
    NONE = "none"
    """There is no document to serve."""


_SENTENCES = {
    ChoiceReason.EXACT: "which is what was asked for",
    ChoiceReason.SAME_LANGUAGE: "the language asked for, though not with the same region",
    ChoiceReason.OTHER_SCRIPT: "the language asked for in another script",
    ChoiceReason.RELATED: "a related language, which readers of the one asked for usually read",
    ChoiceReason.ANY: "since any language will do",
    ChoiceReason.FALLBACK: "as a fallback, since nothing matches",
}
_AUTHENTIC = {
    Answer.YES: "This text is authentic.",
    Answer.NO: "This text is not authentic.",
    Answer.UNKNOWN: "Whether this text is authentic is not known.",
}


@frozen
class Choice:
    """The document that suits a reader best, and why."""

    identifier: str
    """The id of the record whose documents were chosen from."""
    document: Document | None
    """The document; None when nothing may be served."""
    wanted: AcceptLanguage
    """What the reader asked for, as it was understood."""
    matched: LanguageRange | None
    """The reader's language that the document was chosen for; None for a fallback."""
    reason: ChoiceReason
    """Why this document."""
    distance: float | None
    """CLDR's distance from the language matched; None for a fallback."""
    authentic: Answer
    """Whether the text served is an authentic one."""
    others: tuple[LanguageTag, ...]
    """The languages of the other documents, those not determined left out."""
    undetermined: int
    """The number of documents whose language nobody has determined; they are never served as a match."""

    @property
    def served(self) -> LanguageTag | None:
        """The language of the document served."""
        return None if self.document is None else self.document.language

    @property
    def printed_label(self) -> str | None:
        """The label under which a listing prints the document served."""
        return None if self.document is None else self.document.printed_label

    def explain(self) -> str:
        """Say in plain sentences what was served and why, and what else there is."""
        asked = str(self.wanted) or "no language that is understood"
        if self.document is None:
            some = self.others or self.undetermined
            why = "none is in a language that may be served" if some else "none is on record"
            sentences = [f"Asked for {asked}: no document is served, since {why}."]
        else:
            name = language_name(self.document.language)
            label = f", printed {self.printed_label!r}" if self.printed_label else ""
            why = _SENTENCES[self.reason]
            if self.matched is not None and self.matched.tag is not None and self.reason is ChoiceReason.SAME_LANGUAGE:
                other = self.matched.tag.language != self.document.language.language
                why = "the language asked for, by another of its codes" if other else why
            if self.matched is not None and len(self.wanted.ranges) > 1:
                why += f" ({self.matched.text})"
            sentences = [
                f"Asked for {asked}: served {name} ({self.document.language}{label}), {why}.",
                _AUTHENTIC[self.authentic],
            ]
        if self.others:
            there = join([f"{language_name(tag)} ({tag})" for tag in self.others])
            sentences.append(f"There is also: {there}.")
        if self.undetermined:
            count = "One document" if self.undetermined == 1 else f"{self.undetermined} documents"
            sentences.append(f"{count} of undetermined language {'exists' if self.undetermined == 1 else 'exist'}.")
        sentences.extend(f"Of what was asked, {problem}." for problem in self.wanted.problems)
        return " ".join(sentences)


def choose(  # noqa: PLR0913  # each option is a question a caller may ask
    identifier: str,
    documents: Sequence[Document],
    wanted: Wanted,
    *,
    authentic: Sequence[LanguageTag] | None = None,
    strict: bool = False,
    related: bool = False,
    fallback: Sequence[str] | None = None,
) -> Choice:
    """Choose the document that suits a reader best.

    ``wanted`` is a language by any label, an ``Accept-Language`` field, or a sequence of them, the preferred first.
    ``authentic`` are the authentic languages, None when they are not known.
    ``strict`` serves the language asked for and nothing else.
    ``related`` allows a language that readers of the one asked for usually read.
    ``fallback`` is what to serve when nothing matches: languages, and ``*`` for the first whose language is known;
    :data:`DEFAULT_FALLBACK` if None, nothing if empty.
    Raises :class:`~dialogues.errors.NoSuitableDocument` when ``strict`` finds nothing, and
    :class:`~dialogues.errors.InvalidLanguageTag` for a fallback that names no language.
    """
    asked = read_wanted(wanted)
    known = [document for document in documents if document.language.language not in ("und", "")]
    allowed = _allowed(known, asked)
    policy = [_fallback(name) for name in (DEFAULT_FALLBACK if fallback is None else fallback)]
    document, matched, reason = _find(allowed, asked, strict=strict, related=related, fallback=policy)
    measured = None
    if document is not None and matched is not None and matched.tag is not None:
        measured = distance(matched.tag, document.language)
    others = tuple(each.language for each in known if each is not document)
    undetermined = len(documents) - len(known)
    if document is None and strict:
        raise NoSuitableDocument(identifier, str(asked) or str(wanted), [str(tag) for tag in others], undetermined)
    return Choice(
        identifier,
        document,
        asked,
        matched,
        reason,
        measured,
        _is_authentic(document, authentic),
        others,
        undetermined,
    )


def read_wanted(wanted: Wanted) -> AcceptLanguage:
    """Read what a reader asks for; every part may be a tag, a code or a name in any language."""
    if isinstance(wanted, AcceptLanguage):
        return wanted
    if isinstance(wanted, str):
        return AcceptLanguage.parse(wanted, _understand)
    if isinstance(wanted, LanguageTag):
        return AcceptLanguage((LanguageRange(str(wanted), wanted),))
    parts = [AcceptLanguage.parse(str(each).replace(",", " "), _understand) for each in wanted]
    return AcceptLanguage(
        tuple(each for part in parts for each in part.ranges), tuple(each for part in parts for each in part.problems)
    )


def _understand(label: str) -> LanguageTag:
    reading = identify_language(label)
    if reading.tag is None or reading.ambiguous_with:
        meant = " or ".join(str(tag) for tag in reading.suggestions)
        raise ValueError(f"{reading.note}; did you mean {meant}?" if meant else reading.note)
    return reading.tag


def _fallback(name: str) -> LanguageTag | None:
    """Read one entry of a fallback policy; None stands for any language."""
    if name == ANY:
        return None
    try:
        return _understand(name)
    except ValueError as error:
        raise InvalidLanguageTag(name, f"a fallback names no language: {error}") from None


def _allowed(documents: Sequence[Document], asked: AcceptLanguage) -> list[Document]:
    """Leave out the languages the reader refuses (``q=0``); ``*;q=0`` refuses all that are not named."""
    refused = [each for each in asked.ranges if not each.weight]
    named = [each.tag for each in asked.ranges if each.weight and each.tag is not None]

    def is_refused(document: Document) -> bool:
        return any(
            _is_same(each.tag, document.language)
            if each.tag is not None
            else not any(tag.language == document.language.language for tag in named)
            for each in refused
        )

    return [document for document in documents if not is_refused(document)]


def _is_same(wanted: LanguageTag, available: LanguageTag) -> bool:
    return _how(wanted, available) in (MatchReason.EXACT, MatchReason.SAME_LANGUAGE)


def _how(wanted: LanguageTag, available: LanguageTag) -> MatchReason:
    """Say how two languages relate; two codes of one language, which CLDR tells apart by 1 alone (no, nb), are one."""
    how = relation(wanted, available)
    one = how is MatchReason.RELATED and distance(wanted, available) <= _ONE_LANGUAGE
    return MatchReason.SAME_LANGUAGE if one else how


def _find(
    documents: Sequence[Document],
    asked: AcceptLanguage,
    *,
    strict: bool,
    related: bool,
    fallback: Sequence[LanguageTag | None],
) -> tuple[Document | None, LanguageRange | None, ChoiceReason]:
    wanted = [each for each in asked.ranges if each.weight and each.tag is not None]
    steps: list[tuple[MatchReason, ...]] = [(MatchReason.EXACT, MatchReason.SAME_LANGUAGE)]
    if not strict:
        steps.append((MatchReason.OTHER_SCRIPT,))
        if related:
            steps.append((MatchReason.RELATED,))
    for reasons in steps:
        for each in wanted:
            found = _nearest(documents, each, reasons)
            if found is not None:
                assert each.tag is not None
                return found, each, ChoiceReason(_how(each.tag, found.language).value)
    if strict:
        return None, None, ChoiceReason.NONE
    takes_any = any(each.tag is None and each.weight for each in asked.ranges)
    for language in (*fallback, None) if takes_any else fallback:
        for document in documents:
            if language is None or _is_same(language, document.language):
                return document, None, ChoiceReason.ANY if takes_any else ChoiceReason.FALLBACK
    return None, None, ChoiceReason.NONE


def _nearest(documents: Sequence[Document], wanted: LanguageRange, reasons: Sequence[MatchReason]) -> Document | None:
    """Find the nearest document that relates to the language in one of some ways; of equals, the first."""
    assert wanted.tag is not None
    found = None
    least = float("inf")
    for document in documents:
        how = _how(wanted.tag, document.language)
        if how not in reasons:
            continue
        measured = distance(wanted.tag, document.language)
        if how is MatchReason.RELATED and measured >= DEFAULT_THRESHOLD:
            continue
        if how is MatchReason.EXACT:
            measured = -1
        if measured < least:
            found, least = document, measured
    return found


def _is_authentic(document: Document | None, authentic: Sequence[LanguageTag] | None) -> Answer:
    if document is None or authentic is None:
        return Answer.UNKNOWN
    return Answer.YES if any(_is_same(tag, document.language) for tag in authentic) else Answer.NO
