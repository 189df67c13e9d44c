"""What is odd about the entries of a page and their documents: one file for several, and names that name nothing."""

from __future__ import annotations

from collections.abc import Iterator

from dialogues.errors import shorten
from dialogues.names.placeholders import names_nothing
from dialogues.pages.entries import Entry, Oddity, OddityKind

_LONGEST_PRINTED = 200  # characters of an address in a message


def odd_documents(entries: tuple[Entry, ...]) -> Iterator[Oddity]:
    """Tell of names that name nothing, and of documents that lead where one before them leads."""
    seen: dict[str, tuple[int, int]] = {}
    for entry in entries:
        if names_nothing(entry.name):
            message = f"{entry.name!r} stands where a name is expected"
            yield Oddity(OddityKind.NO_NAME, message, entry.line, entry.column)
        for document in entry.documents:
            if document.address is None:
                continue
            place = (document.line, document.column)
            line, column = seen.setdefault(document.address, place)
            if (line, column) != place:
                address = shorten(document.address, _LONGEST_PRINTED)
                message = f"the document leads where the one at {line}:{column} leads: {address}"
                yield Oddity(OddityKind.REPEATED_ADDRESS, message, *place)
