"""L: languages, their tags and labels."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from dialogues.checks.rules.rule import Context, NotApplicable, Outcome, Problem, UnusualTag, rule
from dialogues.errors import InvalidLanguageTag
from dialogues.findings import Edit, Insert, Replace
from dialogues.languages import tables
from dialogues.languages.labels import LabelKind, LanguageReading, identify_language
from dialogues.languages.localised import LocalisedText
from dialogues.languages.matching import MatchReason, relation
from dialogues.languages.scripts import dominant_script, scripts_of_language
from dialogues.languages.tags import LanguageTag
from dialogues.records import Agreement, Document
from dialogues.vocabulary import TitleBasis


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


def _is_no_language(tag: LanguageTag) -> bool:
    """Say whether a tag is told of as a country's code or unknown: what follows from it is no finding of its own."""
    return _written(tag.source)[0] in ("country", "unknown")


_NO_LANGUAGE = NotApplicable("a language is told of as none")


def _fix(use: UnusualTag, meant: str) -> tuple[Edit, ...]:
    """Write the better tag; a document keeps the old one as its printed label, where it has none."""
    edits: list[Edit] = [Replace(use.path, meant, use.key)]
    if isinstance(use.owner, Document) and use.owner.printed_label is None and use.path == ("language",):
        edits.append(Insert((), "printed_label", use.tag.source, "language"))
    return tuple(edits)


@rule("L201", "warning", UnusualTag, fixable=True)
def retired_code(use: UnusualTag, _context: Context) -> Iterator[Outcome]:
    """A language code is retired.

    ## Why is this bad?
    BCP 47 has replaced it; software that knows the new code alone does not find the text. What a page printed
    belongs into `printed_label`, where `--fix` keeps it.

    ## Example
    ```yaml
    documents:
      - language: mo
    ```

    ## Use instead
    ```yaml
    documents:
      - language: ro
        printed_label: mo
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
    language: ua
    ```

    ## Use instead
    ```yaml
    language: uk
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
    language: russian
    ```

    ## Use instead
    ```yaml
    language: ru
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
    language: ZH_hans
    ```

    ## Use instead
    ```yaml
    language: zh-Hans
    ```
    """
    wrong, meant, _, _ = _written(use.tag.source)
    if wrong == "form":
        fix = (Replace(use.path, meant, use.key),)
        yield Problem(f"{use.tag.source!r} is written {meant}", use.path, f"write {meant}", fix, use.key)


@lru_cache(4096)
def _read_label(label: str) -> LanguageReading:
    return identify_language(label)


def _speaks_of(record: Document, claim: str) -> bool:
    """Say whether a dispute about a claim is on record."""
    return any(claim in each.claims for each in record.resolution) or any(
        claim in each.claims and each.says is not None for each in record.evidence
    )


@rule("L205", "error", Document)
def label_contradicts_language(document: Document, _context: Context) -> Iterator[Outcome]:
    """The printed label of a document names another language than the record, and nothing says why.

    ## Why is this bad?
    One of the two is wrong. Where the page is wrong, the record says so with evidence and a resolution.

    ## Example
    ```yaml
    - language: pt
      printed_label: EN
    ```

    ## Use instead
    ```yaml
    - language: pt
      printed_label: EN
      evidence:
        - {for: language, source: page, quote: "Brazil PDF EN EN", says: en}
      resolution: {for: language, why: The partner's own page names the language.}
    ```
    """
    if document.printed_label is None:
        yield NotApplicable("no label is printed")
        return
    if _is_no_language(document.language):
        yield _NO_LANGUAGE
        return
    tag = _read_label(document.printed_label).tag
    if tag is None:
        yield NotApplicable("the printed label names no language")
    elif relation(tag, document.language) not in (MatchReason.EXACT, MatchReason.SAME_LANGUAGE) and not _speaks_of(
        document, "language"
    ):
        yield Problem(
            f"the printed label {document.printed_label!r} is {tag}, the language {document.language}",
            ("language",),
            "correct one of them, or give evidence that says otherwise and a resolution",
        )


@rule("L206", "warning", Agreement)
def duplicate_language(agreement: Agreement, _context: Context) -> Iterator[Outcome]:
    """Two documents of an agreement have the same language and format.

    ## Why is this bad?
    A reader gets the first of them. A listing that repeats a label usually means another language; where both are
    right, the notes of both say what tells them apart.

    ## Example
    ```yaml
    documents:
      - language: en
      - language: en
    ```

    ## Use instead
    ```yaml
    documents:
      - language: en
      - language: und
        printed_label: EN
    ```
    """
    seen: set[tuple[LanguageTag, str | None]] = set()
    for index, document in enumerate(agreement.documents):
        key = (document.language, document.media_type)
        if key in seen and document.language.language != "und" and not document.note:
            message = f"an earlier document is in {document.language} as well"
            yield Problem(message, ("documents", index, "language"), "say in a note what tells them apart")
        seen.add(key)


@rule("L207", "info", Document)
def undetermined_language(document: Document, _context: Context) -> Iterator[Outcome]:
    """The language of a document is not determined.

    ## Why is this bad?
    It is honest, but no reader is served the text before somebody has looked at it.

    ## Example
    ```yaml
    language: und
    ```

    ## Use instead
    ```yaml
    language: ru
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
    language: sr
    ```

    ## Use instead
    ```yaml
    language: sr-Latn
    ```
    """
    tag = document.language
    if len(scripts_of_language(tag.language)) > 1 and not tag.script and not tag.region:
        hint = f"name it where a source tells it: {tag.language}-{tag.maximize().script} or another"
        yield Problem(f"{tag} is written in several scripts", ("language",), hint)


@rule("L209", "warning", Agreement)
def authentic_language_without_document(agreement: Agreement, _context: Context) -> Iterator[Outcome]:
    """A language is authentic, but the agreement has no document in it.

    ## Why is this bad?
    The text that counts is missing from the record.

    ## Example
    ```yaml
    authentic_languages: [en, es]
    documents:
      - language: en
    ```

    ## Use instead
    ```yaml
    authentic_languages: [en, es]
    documents:
      - language: en
      - language: es
    ```
    """
    if not agreement.authentic_languages:
        yield NotApplicable("the authentic languages are not known")
        return
    if any(_is_no_language(each.language) for each in agreement.documents):
        yield _NO_LANGUAGE
        return
    there = {document.language.language for document in agreement.documents}
    for index, tag in enumerate(agreement.authentic_languages):
        if tag.language not in there:
            message = f"{tag} is authentic, and no document is in {tag}"
            yield Problem(message, ("authentic_languages", index), "add the document, even without its address")


@cache
def _official_languages(country: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Give the official languages of a country as CLDR writes them, and without script."""
    official = tables.region_languages().get(country, ())
    return official, frozenset(each.partition("-")[0] for each in official)


@rule("L210", "info", Agreement)
def official_language_missing(agreement: Agreement, _context: Context) -> Iterator[Outcome]:
    """No document is in an official language of the partner country.

    ## Why is this bad?
    There may be one: agreements are mostly written in the languages of both sides. The finding asks to look.

    ## Example
    ```yaml
    parties:
      - {side: partner, country: GE}
    documents:
      - language: en
    ```

    ## Use instead
    ```yaml
    documents:
      - language: en
      - language: ka
    ```
    """
    partner = agreement.partner
    if partner is None or partner.country is None:
        yield NotApplicable("the partner is no country")
    elif not agreement.documents:
        yield NotApplicable("the agreement has no documents")
    elif any(document.language.language == "und" for document in agreement.documents):
        yield NotApplicable("the language of a document is not determined")
    elif any(_is_no_language(each.language) for each in agreement.documents):
        yield _NO_LANGUAGE
    else:
        official, plain = _official_languages(partner.country)
        if official and plain.isdisjoint([document.language.language for document in agreement.documents]):
            wanted = " or ".join(official)
            message = f"no document is in {wanted}, official in {partner.country}"
            yield Problem(message, ("documents",), "add it where a source tells of one", key=True)


@rule("L211", "warning", Agreement)
def official_title_without_document(agreement: Agreement, _context: Context) -> Iterator[Outcome]:
    """An official title is given in a language in which there is no document.

    ## Why is this bad?
    An official title is the document's own. In another language it is a rendering: `title_basis: rendered`.

    ## Example
    ```yaml
    title: {fr: Déclaration commune}
    title_basis: official
    documents:
      - language: en
    ```

    ## Use instead
    ```yaml
    title: {fr: Déclaration commune}
    title_basis: rendered
    ```
    """
    if agreement.title_basis is not TitleBasis.OFFICIAL:
        yield NotApplicable("the title is not official")
    elif not agreement.documents:
        yield NotApplicable("the agreement has no documents")
    elif any(_is_no_language(each.language) for each in agreement.documents):
        yield _NO_LANGUAGE
    else:
        there = {document.language.language for document in agreement.documents}
        for tag in agreement.title:
            if tag.language not in there:
                yield Problem(
                    f"the title in {tag} is official, and no document is in {tag}",
                    ("title", tag.source),
                    "add the document, or write title_basis: descriptive",
                    key=True,
                )


@rule("L212", "info", Document)
def label_not_understood(document: Document, _context: Context) -> Iterator[Outcome]:
    """A printed label names no language that is known.

    ## Why is this bad?
    It is kept as printed; but the language of the record then rests on something else, which evidence has to tell.

    ## Example
    ```yaml
    - language: en
      printed_label: Version A
    ```

    ## Use instead
    ```yaml
    - language: en
      printed_label: Version A
      evidence:
        - {for: language, source: page, quote: "Version A (English)"}
    ```
    """
    if document.printed_label is None:
        yield NotApplicable("no label is printed")
    elif _read_label(document.printed_label).tag is None and not any(
        "language" in each.claims for each in document.evidence
    ):
        message = f"the printed label {document.printed_label!r} names no language"
        yield Problem(message, ("printed_label",), "make sure that it is printed so")


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
    label_contradicts_language,
    duplicate_language,
    undetermined_language,
    script_missing,
    authentic_language_without_document,
    official_language_missing,
    official_title_without_document,
    label_not_understood,
    text_in_another_script,
)
