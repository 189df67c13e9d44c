"""F: the local files of documents, judged by their bytes.

The rules stand together, however many: all ask the facts of one file.
"""

from __future__ import annotations

from collections.abc import Iterator

from dialogues.checks.rules.rule import Context, NotApplicable, Outcome, Problem, Whole, rule
from dialogues.documents.file_bytes import AttachedFile
from dialogues.records import Agreement, Document, Publication

_NO_FILE = NotApplicable("the document has no local file")
_UNREAD = NotApplicable("the file cannot be read")
ATTACH = "look at the file; if it is the right one, attach it again"


def without_a_file(document: Document, _context: Context) -> NotApplicable | None:
    """Say that a document has no local file; most have none, and no rule of files has anything to say of them."""
    return _NO_FILE if document.path is None else None


def _read(document: Document, context: Context) -> AttachedFile | NotApplicable:
    if document.path is None:
        return _NO_FILE
    file = context.attached_file(document.path)
    if file is None:
        return NotApplicable("the folder is not at hand")
    return _UNREAD if file.problem else file


@rule("F701", "error", Document, unless=without_a_file)
def file_missing(document: Document, context: Context) -> Iterator[Outcome]:
    """A document names a local file that is not there, or cannot be read.

    ## Why is this bad?
    The record promises a text that nobody gets.

    ## Example
    ```yaml
    ==> agreements/chile-2010.yaml
    documents:
      - language: en
        path: files/chile.pdf
    ```

    ## Use instead
    ```yaml
    documents:
      - language: en
        href: https://example.org/chile-2010-en.pdf
    ```
    """
    file = context.attached_file(document.path) if document.path is not None else None
    if file is None:
        yield _NO_FILE
    elif file.problem and not file.leads_out:
        yield Problem(f"{document.path}: {file.problem}", ("path",), "add the file, or remove the path")


@rule("F702", "error", Document, unless=without_a_file)
def file_outside_folder(document: Document, context: Context) -> Iterator[Outcome]:
    """A document's path leads out of the data folder, by way of a link.

    ## Why is this bad?
    A registry must be whole when its folder is copied, and must not show files of the machine it is read on.

    ## Example
    ```yaml
    ==> agreements/chile-2010.yaml
    documents:
      - language: en
        path: files/chile.pdf
    ==> files/chile.pdf -> /home/me/chile.pdf
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
    file = context.attached_file(document.path) if document.path is not None else None
    if file is None:
        yield _NO_FILE
    elif file.leads_out:
        yield Problem(f"{document.path}: {file.problem}", ("path",), "put the file itself into the data folder")


@rule("F703", "error", Document, unless=without_a_file)
def size_differs(document: Document, context: Context) -> Iterator[Outcome]:
    """A file has another size than the record says.

    ## Why is this bad?
    It is not the file that the record speaks of. Where the SHA-256 differs too, only that is told.

    ## Example
    ```yaml
    ==> agreements/chile-2010.yaml
    documents:
      - language: en
        path: files/chile.pdf
        size: 12
    ==> files/chile.pdf
    %PDF-1.7 …
    ```

    ## Use instead
    ```yaml
    ==> agreements/chile-2010.yaml
    documents:
      - language: en
        path: files/chile.pdf
        size: 13
    ==> files/chile.pdf
    %PDF-1.7 …
    ```
    """
    file = _read(document, context)
    if isinstance(file, NotApplicable):
        yield file
    elif document.size is None:
        yield NotApplicable("the record gives no size")
    elif document.sha256 not in (None, file.sha256):
        yield NotApplicable("the SHA-256 differs, which says more")
    elif document.size != file.size:
        yield Problem(f"the file has {file.size} bytes, the record says {document.size}", ("size",), ATTACH)


@rule("F704", "error", Document, unless=without_a_file)
def sha256_differs(document: Document, context: Context) -> Iterator[Outcome]:
    """A file has another SHA-256 than the record says.

    ## Why is this bad?
    It is not the file that was looked at: it was replaced, or damaged. The hash identifies the file, not the
    document; a new file of the same text has another one.

    ## Example
    ```yaml
    ==> agreements/chile-2010.yaml
    documents:
      - language: en
        path: files/chile.pdf
        sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
    ==> files/chile.pdf
    %PDF-1.7 …
    ```

    ## Use instead
    ```yaml
    ==> agreements/chile-2010.yaml
    documents:
      - language: en
        path: files/chile.pdf
        sha256: b8d964d24d2ecf649574094ee6d3223d4af4d05ece3ee370283ae22b89e76403
    ==> files/chile.pdf
    %PDF-1.7 …
    ```
    """
    file = _read(document, context)
    if isinstance(file, NotApplicable):
        yield file
    elif document.sha256 is None:
        yield NotApplicable("the record gives no SHA-256")
    elif document.sha256 != file.sha256:
        yield Problem(f"the file's SHA-256 is {file.sha256}", ("sha256",), ATTACH)


@rule("F705", "warning", Whole)
def same_bytes_twice(whole: Whole, context: Context) -> Iterator[Outcome]:
    """Two documents of different language have the same bytes.

    ## Why is this bad?
    One of the two languages is wrong, or the text is in both and the language is `mul`.

    ## Example
    ```yaml
    ==> agreements/chile-2010.yaml
    documents:
      - {language: en, path: files/en.pdf}
      - {language: es, path: files/es.pdf}
    ==> files/en.pdf
    %PDF-1.7 Letter of intent
    ==> files/es.pdf
    %PDF-1.7 Letter of intent
    ```

    ## Use instead
    ```yaml
    ==> agreements/chile-2010.yaml
    documents:
      - {language: en, path: files/en.pdf}
      - {language: es, path: files/es.pdf}
    ==> files/en.pdf
    %PDF-1.7 Letter of intent
    ==> files/es.pdf
    %PDF-1.7 Carta de intenciones
    ```
    """
    first: dict[str, tuple[str, Document]] = {}
    records: list[Agreement | Publication] = [
        *whole.registry.agreements.values(),
        *whole.registry.publications.values(),
    ]
    for record in records:
        for index, document in enumerate(record.documents):
            file = context.attached_file(document.path) if document.path is not None else None
            digest = document.sha256 if file is None or file.problem else file.sha256
            if digest is None:
                continue
            other, found = first.setdefault(digest, (record.id, document))
            if found.language != document.language:
                message = f"the same bytes are the {found.language} document of {other}"
                hint = "open the file, and correct the language that is wrong; mul is a text in both"
                yield Problem(message, ("documents", index, "language"), hint, record=record.id)


@rule("F706", "error", Document, unless=without_a_file)
def media_type_contradicts_bytes(document: Document, context: Context) -> Iterator[Outcome]:
    """A file is of another format than the record says.

    ## Why is this bad?
    Readers open it with the wrong program. The format is told by the bytes, not by the file's name.

    ## Example
    ```yaml
    ==> agreements/chile-2010.yaml
    documents:
      - language: en
        path: files/chile.pdf
        media_type: application/pdf
    ==> files/chile.pdf
    <!doctype html>
    ```

    ## Use instead
    ```yaml
    ==> agreements/chile-2010.yaml
    documents:
      - language: en
        path: files/chile.pdf
        media_type: application/pdf
    ==> files/chile.pdf
    %PDF-1.7 …
    ```
    """
    file = _read(document, context)
    if isinstance(file, NotApplicable):
        yield file
    elif document.media_type is None:
        yield NotApplicable("the record gives no media type")
    elif file.media_type != document.media_type:
        found = file.media_type.value if file.media_type else "no known format"
        message = f"the bytes are {found}, the record says {document.media_type.value}"
        yield Problem(message, ("media_type",), "correct the media type, or get the right file")


@rule("F707", "info", Document, unless=without_a_file)
def file_without_hash(document: Document, context: Context) -> Iterator[Outcome]:
    """A local file has no SHA-256 in the record.

    ## Why is this bad?
    Nobody notices when the file is replaced or damaged.

    ## Example
    ```yaml
    ==> agreements/chile-2010.yaml
    documents:
      - language: en
        path: files/chile.pdf
    ==> files/chile.pdf
    %PDF-1.7 …
    ```

    ## Use instead
    ```yaml
    ==> agreements/chile-2010.yaml
    documents:
      - language: en
        path: files/chile.pdf
        size: 13
        sha256: b8d964d24d2ecf649574094ee6d3223d4af4d05ece3ee370283ae22b89e76403
    ==> files/chile.pdf
    %PDF-1.7 …
    ```
    """
    file = _read(document, context)
    if isinstance(file, NotApplicable):
        yield file
    elif document.sha256 is None:
        yield Problem("the record does not say which bytes the file has", ("path",), "add its sha256")


RULES = (
    file_missing,
    file_outside_folder,
    size_differs,
    sha256_differs,
    same_bytes_twice,
    media_type_contradicts_bytes,
    file_without_hash,
)
