"""L3: the languages of the texts in files; asked only where documents are looked into (``--documents``)."""

from __future__ import annotations

from collections.abc import Iterator

from dialogues.checks.rules.documents import UNREAD, facts_of
from dialogues.checks.rules.files import without_a_file
from dialogues.checks.rules.rule import Context, NotApplicable, Outcome, Problem, rule
from dialogues.records import Document


def _contradiction(document: Document, context: Context, code: str) -> Iterator[Outcome]:
    facts = facts_of(document, context)
    if isinstance(facts, NotApplicable):
        yield facts
    elif not facts.readable:
        yield UNREAD
    else:
        for finding in facts.contradictions(document.language):
            if finding.code == code:
                yield Problem(f"{document.path}: {finding.message}", ("language",), finding.hint)


@rule("L301", "warning", Document, unless=without_a_file)
def file_declares_another_language(document: Document, context: Context) -> Iterator[Outcome]:
    """A file declares another language than the record gives.

    ## Why is this bad?
    One of them is wrong; screen readers pronounce the text as what the file declares.

    ## Example
    ```yaml
    ==> agreements/chile-2010.yaml
    documents:
      - language: pt
        path: files/a.html
    ==> files/a.html
    <html lang=en><p>Carta de intenções entre a Comissão Europeia e o Ministério da Integração Nacional</p>
    ```

    ## Use instead
    ```yaml
    ==> agreements/chile-2010.yaml
    documents:
      - language: pt
        path: files/a.html
    ==> files/a.html
    <html lang=pt><p>Carta de intenções entre a Comissão Europeia e o Ministério da Integração Nacional</p>
    ```
    """
    yield from _contradiction(document, context, "L301")


@rule("L302", "info", Document, unless=without_a_file)
def file_declares_no_valid_language(document: Document, context: Context) -> Iterator[Outcome]:
    """A file declares a language by what is no valid tag.

    ## Why is this bad?
    Nobody knows what is meant; the fault is the file's and not the record's.

    ## Example
    ```yaml
    ==> agreements/chile-2010.yaml
    documents:
      - language: en
        path: files/a.html
    ==> files/a.html
    <html lang=english><p>Letter of intent between the European Commission and the Ministry on regional policy</p>
    ```

    ## Use instead
    ```yaml
    ==> agreements/chile-2010.yaml
    documents:
      - language: en
        path: files/a.html
    ==> files/a.html
    <html lang=en><p>Letter of intent between the European Commission and the Ministry on regional policy</p>
    ```
    """
    yield from _contradiction(document, context, "L302")


@rule("L303", "error", Document, unless=without_a_file)
def text_in_another_language(document: Document, context: Context) -> Iterator[Outcome]:
    """The text of a file is in another language than the record gives.

    ## Why is this bad?
    Readers are served a text that they cannot read. Families that a text does not tell apart (bs, hr, sr; id, ms;
    nb, nn, da; hi, mr, ne …) never contradict each other; cs and sk, be, ru and uk do by their letters. A text that
    cannot be decoded, a notice in place of the content, or the stamp on a scan proves nothing.

    ## Example
    ```yaml
    ==> agreements/chile-2010.yaml
    documents:
      - language: pt
        path: files/a.html
    ==> files/a.html
    <p>Letter of intent between the European Commission and the Ministry on regional policy and the development of
    cities: both sides will exchange experience and meet every year to look at what was done.</p>
    ```

    ## Use instead
    ```yaml
    ==> agreements/chile-2010.yaml
    documents:
      - language: en
        path: files/a.html
    ==> files/a.html
    <p>Letter of intent between the European Commission and the Ministry on regional policy and the development of
    cities: both sides will exchange experience and meet every year to look at what was done.</p>
    ```
    """
    yield from _contradiction(document, context, "L303")


@rule("L304", "error", Document, unless=without_a_file)
def text_in_another_script_than_its_language(document: Document, context: Context) -> Iterator[Outcome]:
    """The text of a file is in another script than the record's language is written in.

    ## Why is this bad?
    It is a text in another language, whatever an identification says.

    ## Example
    ```yaml
    ==> agreements/chile-2010.yaml
    documents:
      - language: ka
        path: files/a.html
    ==> files/a.html
    <p>Letter of intent between the European Commission and the Ministry on regional policy and the development of
    cities: both sides will exchange experience and meet every year to look at what was done.</p>
    ```

    ## Use instead
    ```yaml
    ==> agreements/chile-2010.yaml
    documents:
      - language: en
        path: files/a.html
    ==> files/a.html
    <p>Letter of intent between the European Commission and the Ministry on regional policy and the development of
    cities: both sides will exchange experience and meet every year to look at what was done.</p>
    ```
    """
    yield from _contradiction(document, context, "L304")


@rule("L305", "warning", Document, unless=without_a_file)
def little_text_in_another_language(document: Document, context: Context) -> Iterator[Outcome]:
    """The little text of a file seems to be in another language or script than the record gives.

    ## Why is this bad?
    It may be a cover, a table of contents or a quotation; fewer than 120 letters, or 15 different words, prove nothing.

    ## Example
    ```yaml
    ==> agreements/chile-2010.yaml
    documents:
      - language: pt
        path: files/a.html
    ==> files/a.html
    <p>Letter of intent between the European Commission and the Ministry on regional policy</p>
    ```

    ## Use instead
    ```yaml
    ==> agreements/chile-2010.yaml
    documents:
      - language: en
        path: files/a.html
    ==> files/a.html
    <p>Letter of intent between the European Commission and the Ministry on regional policy</p>
    ```
    """
    yield from _contradiction(document, context, "L305")


RULES = (
    file_declares_another_language,
    file_declares_no_valid_language,
    text_in_another_language,
    text_in_another_script_than_its_language,
    little_text_in_another_language,
)
