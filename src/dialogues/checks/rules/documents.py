"""F8: the files of documents, read; asked only where documents are looked into (``--documents``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dialogues.checks.rules.files import ATTACH, without_a_file
from dialogues.checks.rules.rule import Context, NotApplicable, Outcome, Problem, rule
from dialogues.records import Document

if TYPE_CHECKING:  # its module costs 8 ms, and most checks look into no document
    from dialogues.documents.facts import DocumentFacts

_NO_FILE = NotApplicable("the document has no local file")
_NOT_ASKED = NotApplicable("documents are not looked into (--documents)")
_WITHOUT_TEXT = {"none": "no page has", "some": "some pages have no"}  # by text layer
UNREAD = NotApplicable("the file cannot be read")


def facts_of(document: Document, context: Context) -> DocumentFacts | NotApplicable:
    """Give what the file of a document was found to be, or why that is not known."""
    if document.path is None:
        return _NO_FILE
    facts = context.documents.get(document.path)
    return _NOT_ASKED if facts is None else facts


@rule("F801", "error", Document, unless=without_a_file)
def document_unreadable(document: Document, context: Context) -> Iterator[Outcome]:
    """A file cannot be opened as the document that it should be.

    ## Why is this bad?
    Whoever downloads it gets nothing.

    ## Example
    ```yaml
    ==> agreements/chile-2010.yaml
    documents:
      - language: en
        path: files/chile.pdf
    ==> files/chile.pdf
    %PDF-1.7
    ```

    ## Use instead
    ```yaml
    ==> agreements/chile-2010.yaml
    documents:
      - language: en
        path: files/chile.pdf
    ==> files/chile.pdf [pdf]
    text
    ```
    """
    facts = facts_of(document, context)
    file = context.attached_file(document.path) if document.path is not None else None
    if isinstance(facts, NotApplicable):
        yield facts
    elif file is not None and file.problem:
        yield NotApplicable("the file is missing, which is told of")
    elif not facts.readable:
        yield Problem(f"{document.path}: {facts.problem}", ("path",), "get the file again")


@rule("F802", "info", Document, unless=without_a_file)
def no_text_layer(document: Document, context: Context) -> Iterator[Outcome]:
    """A file is a picture of a text, wholly or in part.

    ## Why is this bad?
    It can be neither searched, nor read aloud, nor judged.

    ## Example
    ```yaml
    ==> agreements/chile-2010.yaml
    documents:
      - language: en
        path: files/sica.html
    ==> files/sica.html
    <html lang=en><img src=scan.png></html>
    ```

    ## Use instead
    ```yaml
    ==> agreements/chile-2010.yaml
    documents:
      - language: en
        path: files/sica.html
    ==> files/sica.html
    <html lang=en><p>Joint declaration on regional policy</p></html>
    ```
    """
    facts = facts_of(document, context)
    if isinstance(facts, NotApplicable):
        yield facts
    elif facts.readable and facts.text_layer in _WITHOUT_TEXT:
        pages = _WITHOUT_TEXT[facts.text_layer]
        yield Problem(f"{document.path}: {pages} text", ("path",), "get or make a file with recognised text")


@rule("F803", "error", Document, unless=without_a_file)
def pages_differ(document: Document, context: Context) -> Iterator[Outcome]:
    """A file has another number of pages than the record says.

    ## Why is this bad?
    It is not the file that the record speaks of, or the number is wrong.

    ## Example
    ```yaml
    ==> agreements/chile-2010.yaml
    documents:
      - language: en
        path: files/chile.pdf
        pages: 3
    ==> files/chile.pdf [pdf]
    one two
    ```

    ## Use instead
    ```yaml
    ==> agreements/chile-2010.yaml
    documents:
      - language: en
        path: files/chile.pdf
        pages: 2
    ==> files/chile.pdf [pdf]
    one two
    ```
    """
    facts = facts_of(document, context)
    if isinstance(facts, NotApplicable):
        yield facts
    elif document.pages is None or facts.pages is None:
        yield NotApplicable("the number of pages is not known")
    elif facts.pages != document.pages:
        pages = f"{facts.pages} page{'' if facts.pages == 1 else 's'}"
        yield Problem(f"the file has {pages}, the record says {document.pages}", ("pages",), ATTACH)


@rule("F804", "warning", Document, unless=without_a_file)
def pages_unread(document: Document, context: Context) -> Iterator[Outcome]:
    """The text of some pages of a file cannot be read.

    ## Why is this bad?
    The pages are damaged, or made to do harm; what they say has not been judged.

    ## Example
    ```yaml
    ==> agreements/chile-2010.yaml
    documents:
      - language: en
        path: files/chile.pdf
    ==> files/chile.pdf [pdf with a damaged page]
    ```

    ## Use instead
    ```yaml
    ==> agreements/chile-2010.yaml
    documents:
      - language: en
        path: files/chile.pdf
    ==> files/chile.pdf [pdf]
    text
    ```
    """
    facts = facts_of(document, context)
    if isinstance(facts, NotApplicable):
        yield facts
    elif facts.unread_pages:
        yield Problem(f"{document.path}: {facts.problem}", ("path",), "get the file again, or look at the pages")


RULES = (
    document_unreadable,
    no_text_layer,
    pages_differ,
    pages_unread,
)
