"""L: the labels that pages print for languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from attrs import evolve

from dialogues.checks.rules.rule import Context, NotApplicable, Outcome, Problem, rule
from dialogues.checks.rules.tags import NO_LANGUAGE, is_no_language
from dialogues.languages.labels import LanguageReading, identify_language, is_printed_code
from dialogues.languages.matching import MatchReason, relation
from dialogues.languages.tags import LanguageTag
from dialogues.records import Document

# What stands beside a language in labels, and the forms of its name there.
_BESIDE = re.compile(
    r"\b(?:version|versión|versão|text|texte|texto|testo|tekst|document|documento|pdf|docx?|html|file|download|télécharger|"
    r"in|en|em|the|la|le|el|full|complete)\b|[()\[\]:,.–-]|版本?|文本",
    re.IGNORECASE,
)
_ADJECTIVES = {
    "française": "fr", "francaise": "fr", "anglaise": "en", "allemande": "de", "espagnole": "es", "portugaise": "pt",
    "chinoise": "zh", "russe": "ru", "inglesa": "en", "francesa": "fr", "española": "es", "espanola": "es",
    "portuguesa": "pt", "espanhola": "es", "deutsche": "de", "englische": "en", "französische": "fr",
    "spanische": "es",
}  # fmt: skip


@lru_cache(4096)
def _read_label(label: str) -> LanguageReading:
    """Read a label; where it names no language, what is left of it without the words that stand beside one."""
    reading = identify_language(label)
    if reading.tag is not None:
        return reading if is_printed_code(label, reading.tag) else evolve(reading, tag=None)
    left = " ".join(_BESIDE.sub(" ", label).split())
    if not left and label.split():  # "PDF EN": what stands beside a language in Spanish is one in English
        left = next((word for word in re.findall(r"\b[A-Z]{2}\b", label)), "")
    name = _ADJECTIVES.get(left.casefold(), left)
    return identify_language(name) if name and name != label else reading


def _speaks_of(record: Document, claim: str) -> bool:
    """Say whether a dispute about a claim is on record."""
    return any(claim in each.claims for each in record.resolution) or any(
        claim in each.claims and each.says is not None for each in record.evidence
    )


def _is_said_by(label: LanguageTag, language: LanguageTag) -> bool:
    """Say whether a label names a language; one that names no script may be of any: Srpski of sr-Latn."""
    if not label.script and label.language == language.language:
        return True
    return relation(label, language) in (MatchReason.EXACT, MatchReason.SAME_LANGUAGE)


@rule("L205", "error", Document)
def label_contradicts_language(document: Document, _context: Context) -> Iterator[Outcome]:
    """The printed label of a document names another language than the record, and nothing says why.

    ## Why is this bad?
    One of the two is wrong. Where the page is wrong, the record says so with evidence and a resolution.

    ## Example
    ```yaml
    documents:
      - language: pt
        printed_label: EN
    ```

    ## Use instead
    ```yaml
    documents:
      - language: pt
        printed_label: EN
        evidence:
          - {for: language, source: page, says: en, quote: "Brazil PDF EN EN"}
        resolution: {for: language, why: The partner's own page names the language.}
    ```
    """
    if document.printed_label is None:
        yield NotApplicable("no label is printed")
        return
    if is_no_language(document.language):
        yield NO_LANGUAGE
        return
    tag = _read_label(document.printed_label).tag
    if tag is None:
        yield NotApplicable("the printed label names no language")
    elif not _is_said_by(tag, document.language) and not _speaks_of(document, "language"):
        yield Problem(
            f"the printed label {document.printed_label!r} is {tag}, the language {document.language}",
            ("language",),
            "correct one of them, or give evidence that says otherwise and a resolution",
        )


@rule("L212", "info", Document)
def label_not_understood(document: Document, _context: Context) -> Iterator[Outcome]:
    """A printed label names no language that is known.

    ## Why is this bad?
    It is kept as printed; but the language of the record then rests on something else, which evidence has to tell.

    ## Example
    ```yaml
    documents:
      - language: en
        printed_label: Version A
    ```

    ## Use instead
    ```yaml
    documents:
      - language: en
        printed_label: Version A
        evidence:
          - {for: language, source: page, quote: "Version A (English)"}
    ```
    """
    if document.printed_label is None:
        yield NotApplicable("no label is printed")
    elif (
        _read_label(document.printed_label).tag is None
        and identify_language(document.printed_label).tag != document.language  # the code of a rare one
        and not any("language" in each.claims for each in document.evidence)
    ):
        message = f"the printed label {document.printed_label!r} names no language"
        yield Problem(message, ("printed_label",), "make sure that it is printed so")


RULES = (
    label_contradicts_language,
    label_not_understood,
)
