"""L: the languages in which an agreement has documents and titles; the rules stand together, each with its examples."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from dialogues.checks.rules.rule import Context, NotApplicable, Outcome, Problem, rule
from dialogues.checks.rules.tags import NO_LANGUAGE, is_no_language
from dialogues.languages import tables
from dialogues.languages.kind_words import other_language
from dialogues.languages.tags import LanguageTag
from dialogues.records import Agreement, Document, Publication
from dialogues.vocabulary import Answer, DocumentRole, TitleBasis


@rule("L206", "warning", Agreement)
def duplicate_language(agreement: Agreement, _context: Context) -> Iterator[Outcome]:
    """Two documents of an agreement have the same language, format and role.

    ## Why is this bad?
    A reader gets the first of them. A listing that repeats a label usually means another language; where both are
    right, their titles differ, or the notes of both say what tells them apart. Annexes may be many.

    ## Example
    ```yaml
    documents:
      - language: en
      - language: en
    ```

    ## Use instead
    ```yaml
    documents:
      - {language: en, note: The text that was signed.}
      - {language: en, note: A consolidated text of 2015.}
    ```
    """
    seen: set[tuple[object, ...]] = set()
    for index, document in enumerate(agreement.documents):
        if document.role is DocumentRole.ANNEX:
            continue
        key = (document.language, document.media_type, document.role, document.title)
        if key in seen and document.language.language != "und" and not document.note:
            message = f"an earlier document is in {document.language} as well"
            yield Problem(message, ("documents", index, "language"), "say in a note what tells them apart")
        seen.add(key)


@rule("L209", "info", Agreement)
def authentic_language_without_document(agreement: Agreement, _context: Context) -> Iterator[Outcome]:
    """A language is authentic, but the agreement has no document in it.

    ## Why is this bad?
    A text that counts is missing from the record. The finding asks to look for it.

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
    if any(is_no_language(each.language) for each in agreement.documents):
        yield NO_LANGUAGE
        return
    there = {document.language.language for document in agreement.documents}
    for index, tag in enumerate(agreement.authentic_languages):
        if tag.language not in there and not tag.problems:
            message = f"{tag} is authentic, and no document is in {tag}"
            yield Problem(message, ("authentic_languages", index), "add the document, even without its address")


def _not_known(agreement: Agreement) -> NotApplicable | None:
    """Say why the languages of the documents are not known."""
    if not agreement.documents:
        return NotApplicable("the agreement has no documents")
    return NO_LANGUAGE if any(is_no_language(each.language) for each in agreement.documents) else None


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
      - {side: eu, organisation: european-commission}
      - {side: partner, country: GE}
    documents:
      - language: en
    ```

    ## Use instead
    ```yaml
    parties:
      - {side: eu, organisation: european-commission}
      - {side: partner, country: GE}
    documents:
      - language: en
      - language: ka
    ```
    """
    partner = agreement.partner
    there = [document.language.language for document in agreement.documents]
    if partner is None or partner.country is None or partner.territory is not None:
        yield NotApplicable("the partner is no country")
    elif "und" in there:
        yield NotApplicable("the language of a document is not determined")
    elif not_known := _not_known(agreement):
        yield not_known
    else:
        official, plain = _official_languages(partner.country)
        if official and plain.isdisjoint(there):
            wanted = " or ".join(official)
            message = f"no document is in {wanted}, official in {partner.country}"
            yield Problem(message, ("documents",), "add it where a source tells of one", key=True)


@rule("L211", "warning", Agreement)
def official_title_without_document(agreement: Agreement, _context: Context) -> Iterator[Outcome]:
    """An official title is given in a language in which there is no document and no authentic text.

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
    elif not_known := _not_known(agreement):
        yield not_known
    else:
        documents = [document.language for document in agreement.documents]
        there = {each.language for each in (*documents, *(agreement.authentic_languages or ()))}
        for tag in agreement.title:
            if tag.language not in there:
                yield Problem(
                    f"the title in {tag} is official, and no document is in {tag}",
                    ("title", tag.source),
                    "add the document, or write title_basis: descriptive",
                    key=True,
                )


@rule("L214", "warning", Agreement)
def prevailing_not_authentic(agreement: Agreement, _context: Context) -> Iterator[Outcome]:
    """The language that prevails is none of the authentic ones.

    ## Why is this bad?
    A text decides between others because it is one of them (VCLT 33). A language stands for its scripts and regions:
    `zh` for `zh-Hant`.

    ## Example
    ```yaml
    authentic_languages: [nl, ar]
    prevailing_language: en
    ```

    ## Use instead
    ```yaml
    authentic_languages: [nl, ar, en]
    prevailing_language: en
    ```
    """
    prevailing, authentic = agreement.prevailing_language, agreement.authentic_languages
    if prevailing is None or not authentic:
        yield NotApplicable("no language prevails, or the authentic ones are not known")
    elif not any(_stands_for(each, prevailing) for each in authentic):
        message = f"{prevailing} prevails, and is not authentic: {', '.join(map(str, authentic))}"
        yield Problem(message, ("prevailing_language",), "correct one of the two")


def _stands_for(tag: LanguageTag, other: LanguageTag) -> bool:
    """Say whether a language with its script and region, where they are given, is that of another tag."""
    pairs = ((tag.script, other.script), (tag.region, other.region))
    return tag.language == other.language and all(one in ("", another) for one, another in pairs)


@rule("L215", "error", Document)
def authentic_translation(document: Document, _context: Context) -> Iterator[Outcome]:
    """A translation is said to be authentic.

    ## Why is this bad?
    A text that is authentic is no translation, in whatever order the texts were written.

    ## Example
    ```yaml
    documents:
      - {language: pt, role: translation, authentic: "yes"}
    ```

    ## Use instead
    ```yaml
    documents:
      - {language: pt, authentic: "yes"}
    ```
    """
    if document.role is DocumentRole.TRANSLATION and document.authentic is Answer.YES:
        hint = "leave the role out for an authentic text, or write authentic: no in quotes"
        yield Problem("the document is a translation, and authentic", ("authentic",), hint)


@rule("L216", "info", Agreement | Publication)
def title_of_another_language(record: Agreement | Publication, _context: Context) -> Iterator[Outcome]:
    """A title has words that name an instrument in another language than its tag says.

    ## Why is this bad?
    A title was copied and its tag forgotten. Only words of the kind count, two of one language and none of the tag's
    own, so that a proper name in another language is left alone.

    ## Example
    ```yaml
    title:
      fr: Memorandum of Understanding between the Commission and Brazil
    ```

    ## Use instead
    ```yaml
    title:
      en: Memorandum of Understanding between the Commission and Brazil
    ```
    """
    for tag, text in (record.title or {}).items():
        found = other_language(text, tag.language)
        if found is not None:
            message = f"the title under {tag} has words of {found[0]}: {', '.join(found[1])}"
            yield Problem(message, ("title", tag.source), "give it the tag of its language", key=True)


RULES = (
    duplicate_language,
    authentic_language_without_document,
    official_language_missing,
    official_title_without_document,
    prevailing_not_authentic,
    authentic_translation,
    title_of_another_language,
)
