"""What a file is, and what of it contradicts a declared language."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from attrs import frozen

from dialogues.documents.relatives import CONFUSABLE, confusable
from dialogues.documents.text import CODES_LOST, IDENTIFIABLE, WRITTEN_WITH
from dialogues.errors import InvalidLanguageTag
from dialogues.findings import Finding, Location, Severity
from dialogues.languages.scripts import scripts_of_language
from dialogues.languages.tags import LanguageTag
from dialogues.vocabulary import MediaType

# Scripts that a language was written in without CLDR's likely subtags naming it.
_ALSO_WRITTEN_IN = {"ro": "Cyrl"}
# A language that is less of the text than that may be a name or a quotation.
LEAST_SHARE = 0.2
# Below that a text is too short, or says the same few words, to accuse anybody.
LEAST_LETTERS_OF_PROOF = 120
LEAST_WORDS_OF_PROOF = 15


_NO_LANGUAGE = frozenset({"", "und", "mul", "zxx", "mis", "x"})
_SAYS_NOTHING = frozenset({"", "x-unknown", "unknown", "x-default", "none", "root"})


class TextLayer(StrEnum):
    """On which pages of a document there is text, and not just a picture of it.

    >>> from dialogues.documents import TextLayer
    >>> [each.value for each in TextLayer]
    ['all', 'some', 'none']
    """

    ALL = "all"
    SOME = "some"
    NONE = "none"


@frozen
class DocumentFacts:
    """What a file is. A file that could not be read is not :attr:`readable`, and :attr:`problem` says why.

    >>> import dialogues
    >>> facts = dialogues.inspect("LICENSE")
    >>> facts.media_type.value, facts.readable, facts.languages
    ('text/plain', True, (('en', 1.0),))
    """

    path: str
    """The file's path, as it was given."""
    readable: bool
    """Whether the file could be opened and understood as a document."""
    problem: str = ""
    """Why it could not be read, or not wholly; empty where it could."""
    media_type: MediaType | None = None
    """The format that its bytes show; None where they show none that is known."""
    size: int | None = None
    """Its size in bytes."""
    sha256: str = ""
    """The SHA-256 of its bytes: it identifies the file, not the document."""
    pdf_version: str = ""
    """The version of PDF that it declares (``1.7``); empty for another format."""
    pages: int | None = None
    """The number of pages; None for what has none."""
    encrypted: bool = False
    """Whether it is encrypted, with a password or without."""
    title: str | None = None
    """The title that its properties give."""
    created: str | None = None
    """When it says that it was made (ISO 8601)."""
    modified: str | None = None
    """When it says that it was last changed (ISO 8601)."""
    declared: str | None = None
    """The language that it declares, as it is written (``/Lang`` of a PDF, ``lang`` of HTML)."""
    tagged: bool = False
    """Whether its structure is tagged, as accessible documents are."""
    text_layer: TextLayer | None = None
    """On which pages there is text; None where that is not known."""
    scripts: tuple[tuple[str, float], ...] = ()
    """The scripts of its letters (ISO 15924) with their shares, the largest first."""
    languages: tuple[tuple[str, float], ...] = ()
    """The languages that its text was identified as, with their shares, the largest first."""
    too_little_text: bool = False
    """Whether it has too little text to tell its language."""
    letters: int = 0
    """The number of letters that were read."""
    words: int = 0
    """The number of different words among them; of what is written without spaces, of pairs of letters."""
    doubts: tuple[str, ...] = ()
    """Why what was read is not the document's text, or proves nothing; then it contradicts no language."""
    notes: tuple[str, ...] = ()
    """Where what the file says of itself differs."""
    unread_pages: int = 0
    """The number of pages whose text could not be read."""

    @property
    def declared_language(self) -> LanguageTag | None:
        """The language that it declares, as a canonical tag.

        None where it declares none, what is no tag, or a tag that says nothing (``x-unknown``, ``mis``).

        >>> import dialogues
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     file = Path(folder, 'a.html')
        ...     _ = file.write_text('<html lang="pt"><p>Memorando de entendimento entre as partes</p></html>')
        ...     facts = dialogues.inspect(file)
        >>> str(facts.declared_language)
        'pt'
        """
        try:
            tag = LanguageTag.parse(self.declared) if self.declared else None
        except InvalidLanguageTag:
            return None
        return None if tag is not None and tag.language in _NO_LANGUAGE else tag

    def to_dict(self, language: LanguageTag | str | None = None) -> dict[str, Any]:
        """Give it as JSON values, with the keys of ``dialogues inspect --json``.

        ``language`` is the one that it should be in; what contradicts it is told.

        >>> import dialogues
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     file = Path(folder, 'a.html')
        ...     _ = file.write_text('<html lang="pt"><p>Memorando de entendimento entre as partes</p></html>')
        ...     facts = dialogues.inspect(file)
        >>> facts.to_dict()["media_type"]
        'text/html'
        """
        told = self.contradictions(language) if language is not None else ()
        return {
            "path": self.path,
            "readable": self.readable,
            "problem": self.problem or None,
            "media_type": self.media_type.value if self.media_type else None,
            "size": self.size,
            "sha256": self.sha256 or None,
            "pdf_version": self.pdf_version or None,
            "pages": self.pages,
            "encrypted": self.encrypted,
            "title": self.title,
            "created": self.created,
            "modified": self.modified,
            "declared": self.declared,
            "declared_language": str(self.declared_language) if self.declared_language else None,
            "tagged": self.tagged,
            "text_layer": self.text_layer.value if self.text_layer else None,
            "scripts": [{"script": script, "share": share} for script, share in self.scripts],
            "languages": [{"language": language, "share": share} for language, share in self.languages],
            "too_little_text": self.too_little_text,
            "letters": self.letters,
            "words": self.words,
            "doubts": list(self.doubts),
            "notes": list(self.notes),
            "unread_pages": self.unread_pages,
            "contradictions": [
                {"code": each.code, "severity": each.severity.value, "message": each.message} for each in told
            ],
        }

    def contradictions(self, language: LanguageTag | str) -> tuple[Finding, ...]:
        """Say what of the file contradicts a language that a record gives for it.

        Languages that a text does not tell apart (bs, hr, sr; id, ms; nb, nn, da; ro, mo) contradict none of theirs.
        Raises :class:`~dialogues.errors.InvalidLanguageTag` for a text that is no tag.

        >>> import dialogues
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     file = Path(folder, 'a.html')
        ...     _ = file.write_text('<html lang="pt"><p>Memorando de entendimento entre as partes</p></html>')
        ...     facts = dialogues.inspect(file)
        >>> [each.code for each in facts.contradictions("fi")]
        ['L301']
        """
        tag = language if isinstance(language, LanguageTag) else LanguageTag.parse(language)
        if not self.readable or tag.language in _NO_LANGUAGE:
            return ()
        return tuple(
            Finding(Location(self.path), severity, code, message, "", "open the file and see")
            for code, severity, message in (*_declared(self, tag), *_text(self, tag))
        )


def _declared(facts: DocumentFacts, tag: LanguageTag) -> list[tuple[str, Severity, str]]:
    if not facts.declared or facts.declared.strip().casefold() in _SAYS_NOTHING:
        return []
    try:
        declared = LanguageTag.parse(facts.declared)
    except InvalidLanguageTag as error:
        return [("L302", Severity.INFO, f"the file declares the language {facts.declared!r}: {error}")]
    if declared.language in _NO_LANGUAGE:
        return []
    if declared.problems:
        told = "; ".join(declared.problems)
        return [("L302", Severity.INFO, f"the file declares the language {facts.declared!r}: {told}")]
    differ = declared.language != tag.language and not confusable(declared.language, tag.language)
    if differ or _names_another_script(declared, tag):
        return [("L301", Severity.WARNING, f"the file declares {declared}, the record says {tag}")]
    return []


def _names_another_script(one: LanguageTag, other: LanguageTag) -> bool:
    """Say whether both tags tell their script, by itself or by the region, and not the same one."""
    told = (each.script or each.region for each in (one, other))
    return all(told) and one.maximize().script != other.maximize().script


def _text(facts: DocumentFacts, tag: LanguageTag) -> list[tuple[str, Severity, str]]:
    if facts.too_little_text or (facts.doubts and not _is_of_sure_letters(facts)):
        return []
    code, message = _another_script(facts, tag) or _another_language(facts, tag) or ("", "")
    if not code:
        return []
    if facts.letters < LEAST_LETTERS_OF_PROOF or facts.words < LEAST_WORDS_OF_PROOF:
        return [("L305", Severity.WARNING, f"{message}, as far as so little text tells")]
    return [(code, Severity.ERROR, message)]


def _is_of_sure_letters(facts: DocumentFacts) -> bool:
    """Say whether a text of which codes were lost still shows its script: what could not be read comes out Latin."""
    return facts.doubts == (CODES_LOST,) and bool(facts.scripts) and facts.scripts[0][0] != "Latn"


def _another_script(facts: DocumentFacts, tag: LanguageTag) -> tuple[str, str] | None:
    scripts = _scripts_of(tag)
    right = scripts.union(*(WRITTEN_WITH.get(each, ()) for each in scripts))
    if (
        not facts.scripts
        or not scripts
        or sum(share for found, share in facts.scripts if found in right) >= LEAST_SHARE
    ):
        return None
    return "L304", f"the text is written in {facts.scripts[0][0]}, and {tag} in {' or '.join(sorted(scripts))}"


def _seen_as(scripts: set[str]) -> set[str]:
    """Give some scripts and those that they are written with."""
    return scripts.union(*(WRITTEN_WITH.get(each, ()) for each in scripts))


def _share_of(facts: DocumentFacts, scripts: set[str]) -> float:
    """Give the share of the letters that are of some scripts."""
    return sum(share for found, share in facts.scripts if found in scripts)


def _another_language(facts: DocumentFacts, tag: LanguageTag) -> tuple[str, str] | None:
    languages = [LanguageTag.parse(found) for found, share in facts.languages if share >= LEAST_SHARE]
    if tag.language not in IDENTIFIABLE and not any(confusable(tag.language, each) for each in IDENTIFIABLE):
        return None  # what the identification cannot find, it cannot miss
    if not languages or any(
        found.language == tag.language or confusable(found.language, tag.language) for found in languages
    ):
        return None
    own = _seen_as(_scripts_of(tag))
    if _share_of(facts, own) >= LEAST_SHARE and not any(own & _seen_as(_scripts_of(found)) for found in languages):
        return None  # what is written in its script was not identified
    return "L303", f"the text is in {' and '.join(map(str, languages))}, the record says {tag}"


def _scripts_of(tag: LanguageTag) -> set[str]:
    """Give the scripts that a text in a language, or in one of its family, may be written in; the one that is named."""
    if tag.script:
        return {tag.script}
    family = next((family for family in CONFUSABLE if tag.language in family), frozenset({tag.language}))
    scripts = {script for language in family for script in scripts_of_language(language)}
    scripts |= {_ALSO_WRITTEN_IN[language] for language in family if language in _ALSO_WRITTEN_IN}
    return {tag.maximize().script} if tag.region and not len(family) > 1 else scripts
