"""L3 and F8: the files of documents, read; asked only where documents are looked into (``--documents``)."""

from __future__ import annotations

from collections.abc import Iterator

from dialogues.checks.rules.files import ATTACH
from dialogues.checks.rules.rule import Context, NotApplicable, Outcome, Problem, rule
from dialogues.documents.facts import DocumentFacts, TextLayer
from dialogues.records import Document

_NO_FILE = NotApplicable("the document has no local file")
_NOT_ASKED = NotApplicable("documents are not looked into (--documents)")
_UNREAD = NotApplicable("the file cannot be read")


def _facts(document: Document, context: Context) -> DocumentFacts | NotApplicable:
    if document.path is None:
        return _NO_FILE
    facts = context.documents.get(document.path)
    return _NOT_ASKED if facts is None else facts


def _contradiction(document: Document, context: Context, code: str) -> Iterator[Outcome]:
    facts = _facts(document, context)
    if isinstance(facts, NotApplicable):
        yield facts
    elif not facts.readable:
        yield _UNREAD
    else:
        for finding in facts.contradictions(document.language):
            if finding.code == code:
                yield Problem(f"{document.path}: {finding.message}", ("language",), finding.hint)


@rule("L301", "warning", Document)
def file_declares_another_language(document: Document, context: Context) -> Iterator[Outcome]:
    """A file declares another language than the record gives.

    ## Why is this bad?
    One of them is wrong; screen readers pronounce the text as what the file declares.

    ## Example
    ```yaml
    language: zh
    path: files/china.pdf      # /Lang (en-GB)
    ```

    ## Use instead
    ```yaml
    language: en
    path: files/china.pdf
    ```
    """
    yield from _contradiction(document, context, "L301")


@rule("L302", "info", Document)
def file_declares_no_valid_language(document: Document, context: Context) -> Iterator[Outcome]:
    """A file declares a language by what is no valid tag.

    ## Why is this bad?
    Nobody knows what is meant; the fault is the file's and not the record's.

    ## Example
    ```yaml
    path: files/china.pdf      # /Lang (english)
    ```

    ## Use instead
    ```yaml
    path: files/china.pdf      # /Lang (en)
    ```
    """
    yield from _contradiction(document, context, "L302")


@rule("L303", "error", Document)
def text_in_another_language(document: Document, context: Context) -> Iterator[Outcome]:
    """The text of a file is in another language than the record gives.

    ## Why is this bad?
    Readers are served a text that they cannot read. Families that a text does not tell apart (bs, hr, sr; id, ms;
    nb, nn, da; ro, mo) never contradict each other.

    ## Example
    ```yaml
    language: pt
    path: files/brazil.pdf      # an English text
    ```

    ## Use instead
    ```yaml
    language: en
    path: files/brazil.pdf
    ```
    """
    yield from _contradiction(document, context, "L303")


@rule("L304", "error", Document)
def text_in_another_script_than_its_language(document: Document, context: Context) -> Iterator[Outcome]:
    """The text of a file is in another script than the record's language is written in.

    ## Why is this bad?
    It is a text in another language, whatever an identification says.

    ## Example
    ```yaml
    language: ka
    path: files/georgia.pdf      # Latin letters
    ```

    ## Use instead
    ```yaml
    language: en
    path: files/georgia.pdf
    ```
    """
    yield from _contradiction(document, context, "L304")


@rule("F801", "error", Document)
def document_unreadable(document: Document, context: Context) -> Iterator[Outcome]:
    """A file cannot be opened as the document that it should be.

    ## Why is this bad?
    Whoever downloads it gets nothing.

    ## Example
    ```yaml
    path: files/peru.pdf      # cut off in the middle
    ```

    ## Use instead
    ```yaml
    path: files/peru.pdf      # downloaded again
    ```
    """
    facts = _facts(document, context)
    file = context.attached_file(document.path) if document.path is not None else None
    if isinstance(facts, NotApplicable):
        yield facts
    elif file is not None and file.problem:
        yield NotApplicable("the file is missing, which is told of")
    elif not facts.readable:
        yield Problem(f"{document.path}: {facts.problem}", ("path",), "get the file again")


@rule("F802", "info", Document)
def no_text_layer(document: Document, context: Context) -> Iterator[Outcome]:
    """A file is a picture of a text, wholly or in part.

    ## Why is this bad?
    It can be neither searched, nor read aloud, nor judged.

    ## Example
    ```yaml
    path: files/sica.pdf      # a scan
    ```

    ## Use instead
    ```yaml
    path: files/sica.pdf      # with recognised text
    ```
    """
    facts = _facts(document, context)
    if isinstance(facts, NotApplicable):
        yield facts
    elif facts.readable and facts.text_layer in (TextLayer.NONE, TextLayer.SOME):
        pages = "no page has" if facts.text_layer is TextLayer.NONE else "some pages have no"
        yield Problem(f"{document.path}: {pages} text", ("path",), "get or make a file with recognised text")


@rule("F803", "error", Document)
def pages_differ(document: Document, context: Context) -> Iterator[Outcome]:
    """A file has another number of pages than the record says.

    ## Why is this bad?
    It is not the file that the record speaks of, or the number is wrong.

    ## Example
    ```yaml
    path: files/chile.pdf      # 4 pages
    pages: 3
    ```

    ## Use instead
    ```yaml
    path: files/chile.pdf
    pages: 4
    ```
    """
    facts = _facts(document, context)
    if isinstance(facts, NotApplicable):
        yield facts
    elif document.pages is None or facts.pages is None:
        yield NotApplicable("the number of pages is not known")
    elif facts.pages != document.pages:
        pages = f"{facts.pages} page{'' if facts.pages == 1 else 's'}"
        yield Problem(f"the file has {pages}, the record says {document.pages}", ("pages",), ATTACH)


@rule("F804", "warning", Document)
def pages_unread(document: Document, context: Context) -> Iterator[Outcome]:
    """The text of some pages of a file cannot be read.

    ## Why is this bad?
    The pages are damaged, or made to do harm; what they say has not been judged.

    ## Example
    ```yaml
    path: files/chile.pdf      # two pages are damaged
    ```

    ## Use instead
    ```yaml
    path: files/chile.pdf      # downloaded again
    ```
    """
    facts = _facts(document, context)
    if isinstance(facts, NotApplicable):
        yield facts
    elif facts.unread_pages:
        yield Problem(f"{document.path}: {facts.problem}", ("path",), "get the file again, or look at the pages")


RULES = (
    file_declares_another_language,
    file_declares_no_valid_language,
    text_in_another_language,
    text_in_another_script_than_its_language,
    document_unreadable,
    no_text_layer,
    pages_differ,
    pages_unread,
)
