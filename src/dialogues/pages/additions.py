"""Documents put into a record that lacks them: the file as it is, with the items behind its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dialogues.errors import CannotDraft
from dialogues.files import Reading, read_text
from dialogues.files.edit import apply
from dialogues.findings import Append

MAX_ADDED = 100  # documents that one draft adds to a record
_BOM = "\ufeff"


def with_documents(reading: Reading, record: str, documents: Sequence[dict[str, Any]], mark: str) -> str:
    """Give a record's file with more documents, and a mark above; comments, line ends and byte-order mark stay.

    JSON, which has no comments, gets no mark.

    Raises :class:`~dialogues.errors.CannotDraft` where that cannot be done without another change.
    """
    file = reading.files[record]
    if len(documents) > MAX_ADDED:
        problem = f"the page lists {len(documents):,} documents that it lacks, and a draft adds at most {MAX_ADDED}"
        raise CannotDraft(file, problem)
    text, _ = read_text(reading.folder, file)
    for document in documents:
        text = apply(text, Append(("documents",), document), file) if text is not None else None
    if text is None:
        raise CannotDraft(file, "the documents cannot be put into it without another change: add them by hand")
    begins = _BOM if (reading.folder / file).read_bytes().startswith(_BOM.encode()) else ""
    line_end = "\r\n" if "\r\n" in text else "\n"
    return f"{begins}{text}" if file.endswith(".json") else f"{begins}{mark}{line_end}{text}"
