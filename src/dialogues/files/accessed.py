"""The day on which sources were read, written into their files."""

from __future__ import annotations

from collections.abc import Iterable

from dialogues.errors import CannotWrite
from dialogues.files import Reading, compose, read_text
from dialogues.files.changes import Change
from dialogues.files.edit import apply
from dialogues.files.replace import CHANGED, content_of, encoded, place_of
from dialogues.findings import Edit, Insert, Replace
from dialogues.records import Source
from dialogues.records.fields_of import fields_of

_KEY = "accessed"


def with_accessed(reading: Reading, sources: Iterable[str], day: str) -> tuple[Change, ...]:
    """Give the changes that say of sources that they were read on a day; nothing else of a file changes.

    Raises :class:`~dialogues.errors.CannotWrite` for a file that was changed, or cannot be edited.
    """
    return tuple(_changed(reading, reading.files[each], day) for each in sources)


def _changed(reading: Reading, file: str, day: str) -> Change:
    text, _ = read_text(reading.folder, file)
    tree = None if text is None else compose(text, file)[0]
    if text is None or tree is None or not isinstance(tree.value, dict):
        raise CannotWrite(file, CHANGED)
    keys = [each.key for each in fields_of(Source)]
    before = [each for each in keys[: keys.index(_KEY)] if each in tree.value]
    edit: Edit = Replace((_KEY,), day) if _KEY in tree.value else Insert((), _KEY, day, before[-1])
    after = text if tree.value.get(_KEY) == day else apply(text, edit, file)
    if after is None:
        raise CannotWrite(file, "the day cannot be written into it without another change: do that by hand")
    content = content_of(place_of(reading.folder, file))
    return Change(file, content, encoded(after, content))
