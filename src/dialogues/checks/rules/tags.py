"""L: language tags, and the script that a text in a language is written in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from dialogues.checks.rules.parts import UnusualTag
from dialogues.checks.rules.rule import Context, NotApplicable, Outcome, Problem, rule
from dialogues.errors import InvalidLanguageTag
from dialogues.findings import Edit, Replace
from dialogues.languages.labels import LabelKind, identify_language
from dialogues.languages.localised import LocalisedText
from dialogues.languages.scripts import dominant_script, scripts_of_language
from dialogues.languages.tags import LanguageTag
from dialogues.records import Document


@lru_cache(4096)
def _written(source: str) -> tuple[str, str, bool, str]:
    """Judge a tag as written: what is wrong with it (retired, country, unknown, form), and the better one."""
    try:
        tag = LanguageTag.parse(source)
    except InvalidLanguageTag:
        return "", "", False, ""
    canonical = str(tag)
    if tag.problems and LanguageTag.parse(canonical).problems:
        reading = identify_language(source)
        if reading.how is LabelKind.COUNTRY_CODE:
            return "country", ", ".join(map(str, reading.suggestions)), False, reading.note
        certain = reading.how is LabelKind.NAME and not reading.ambiguous_with and reading.tag is not None
        meant = str(reading.tag) if certain else ", ".join(map(str, reading.suggestions))
        return "unknown", meant, certain, "; ".join(tag.problems)
    if tag.deprecated:
        old, new = tag.deprecated[0]
        return "retired", canonical, True, f"{old} is retired" + (f", {new} replaces it" if new else "")
    return ("form", canonical, True, "") if source != canonical else ("", "", False, "")


NO_LANGUAGE = NotApplicable("a language is told of as none")


def is_no_language(tag: LanguageTag) -> bool:
    """Say whether a tag is told of as a country's code or unknown: what follows from it is no finding of its own."""
    return _written(tag.source)[0] in ("country", "unknown")


def _fix(use: UnusualTag, meant: str) -> tuple[Edit, ...]:
    """Write the better tag. What a page printed, if it printed any, is not known from a tag."""
    return (Replace(use.path, meant, use.key),)


@rule("L201", "warning", UnusualTag, fixable=True)
def retired_code(use: UnusualTag, _context: Context) -> Iterator[Outcome]:
    """A language code is retired.

    ## Why is this bad?
    BCP 47 has replaced it; software that knows the new code alone does not find the text. If a page printed it,
    that belongs into `printed_label`.

    ## Example
    ```yaml
    documents:
      - language: mo
    ```

    ## Use instead
    ```yaml
    documents:
      - language: ro
    ```
    """
    wrong, meant, _, note = _written(use.tag.source)
    if wrong == "retired":
        yield Problem(f"{use.tag.source!r}: {note}", use.path, f"write {meant}", _fix(use, meant), use.key)


@rule("L202", "error", UnusualTag)
def country_code_as_language(use: UnusualTag, _context: Context) -> Iterator[Outcome]:
    """A country's code stands where a language is expected.

    ## Why is this bad?
    `ua` is Ukraine, `uk` is Ukrainian; a reader of Ukrainian is not served what is labelled `ua`.
    Which language of the country is meant, a person has to say.

    ## Example
    ```yaml
    documents:
      - language: ua
    ```

    ## Use instead
    ```yaml
    documents:
      - language: uk
    ```
    """
    wrong, meant, _, note = _written(use.tag.source)
    if wrong == "country":
        yield Problem(note, use.path, f"its languages: {meant}", key=use.key)


@rule("L203", "error", UnusualTag, fixable=True)
def unknown_language(use: UnusualTag, _context: Context) -> Iterator[Outcome]:
    """A language tag has parts that no registry knows.

    ## Why is this bad?
    Nobody can tell which language is meant. Where the word is a language's name, `--fix` writes its tag.

    ## Example
    ```yaml
    documents:
      - language: russian
    ```

    ## Use instead
    ```yaml
    documents:
      - language: ru
    ```
    """
    wrong, meant, certain, note = _written(use.tag.source)
    if wrong == "unknown":
        hint = f"write {meant}" if certain else f"did you mean {meant}?" if meant else "write a BCP 47 tag, or und"
        yield Problem(f"{use.tag.source!r}: {note}", use.path, hint, _fix(use, meant) if certain else (), use.key)


@rule("L204", "warning", UnusualTag, fixable=True)
def tag_not_canonical(use: UnusualTag, _context: Context) -> Iterator[Outcome]:
    """A language tag is not in canonical form (RFC 5646 section 4.5, UTS #35 annex C).

    ## Why is this bad?
    Two spellings of one tag look like two languages to everything that compares them as text.

    ## Example
    ```yaml
    documents:
      - language: ZH_hans
    ```

    ## Use instead
    ```yaml
    documents:
      - language: zh-Hans
    ```
    """
    wrong, meant, _, _ = _written(use.tag.source)
    if wrong == "form":
        fix = (Replace(use.path, meant, use.key),)
        yield Problem(f"{use.tag.source!r} is written {meant}", use.path, f"write {meant}", fix, use.key)


@rule("L207", "info", Document)
def undetermined_language(document: Document, _context: Context) -> Iterator[Outcome]:
    """The language of a document is not determined.

    ## Why is this bad?
    It is honest, but no reader is served the text before somebody has looked at it.

    ## Example
    ```yaml
    documents:
      - language: und
    ```

    ## Use instead
    ```yaml
    documents:
      - language: ru
    ```
    """
    if document.language.language in ("und", "") and not document.language.private:
        yield Problem("nobody has determined the language", ("language",), "open the document and name its language")


@rule("L208", "info", Document)
def script_missing(document: Document, _context: Context) -> Iterator[Outcome]:
    """A language that is written in several scripts has no script.

    ## Why is this bad?
    A reader of Traditional Chinese is served a Simplified text. Where no source tells the script, the tag stays
    as it is.

    ## Example
    ```yaml
    documents:
      - language: sr
    ```

    ## Use instead
    ```yaml
    documents:
      - language: sr-Latn
    ```
    """
    tag = document.language
    if len(scripts_of_language(tag.language)) > 1 and not tag.script and not tag.region:
        hint = f"name it where a source tells it: {tag.language}-{tag.maximize().script} or another"
        yield Problem(f"{tag} is written in several scripts", ("language",), hint)


@rule("L213", "warning", LocalisedText)
def text_in_another_script(text: LocalisedText, _context: Context) -> Iterator[Outcome]:
    """A text is written in another script than its language tag says.

    ## Why is this bad?
    The text is in another language, or is transliterated, which the tag has to say (`uk-Latn`).

    ## Example
    ```yaml
    title: {uk: Memorandum of Understanding}
    ```

    ## Use instead
    ```yaml
    title: {en: Memorandum of Understanding}
    ```
    """
    for tag, words in text.items():
        if tag.language in ("und", "mul", "zxx"):
            yield NotApplicable("the language is not determined")
            continue
        expected, found = _likely_script(tag), dominant_script(words)
        if expected and found and not _same_script(expected, found):
            message = f"the text is in {found}, and {tag} is written in {expected}"
            yield Problem(message, (tag.source,), f"correct the tag, or write {tag.language}-{found}")


_SCRIPTS = {
    "Jpan": {"Hira", "Kana", "Hani"},
    "Kore": {"Hang", "Hani"},
    "Hans": {"Hani"},
    "Hant": {"Hani"},
    "Hanb": {"Hani", "Bopo"},
}


@lru_cache(1024)
def _likely_script(tag: LanguageTag) -> str:
    return tag.maximize().script


def _same_script(expected: str, found: str) -> bool:
    return found == expected or found in _SCRIPTS.get(expected, ())


RULES = (
    retired_code,
    country_code_as_language,
    unknown_language,
    tag_not_canonical,
    undetermined_language,
    script_missing,
    text_in_another_script,
)
