"""The workers of an executor: the texts of files go out to them, and records and findings come back.

Nothing else is shared: no worker opens a file, so that it may be anywhere. What a worker does not do, because it died,
is no more, or is of another version, is done here; the outcome is the same.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias

from attrs import frozen

from dialogues._version import __version__
from dialogues.files.file import FileRead
from dialogues.files.garbage import garbage_collector_paused
from dialogues.files.record_file import record_of
from dialogues.findings import Finding
from dialogues.records import Record

if TYPE_CHECKING:  # its module costs 10 ms, and most registries are read without one
    from concurrent.futures import Executor, Future

_FILES = 64  # of one task: some hundredths of a second
_CHARACTERS = 500_000
_TASKS = 64  # under way at once: what is in memory twice stays bounded


class Text(NamedTuple):
    """A file to be read."""

    file: str
    """Its path relative to the folder."""
    identifier: str
    """The id that its name is."""
    text: str | None
    """What it says; None where that cannot be read."""


RecordRead: TypeAlias = tuple[Record | None, list[Finding]]


class Visits(Protocol):
    """Looks at files while their text is at hand, in a worker."""

    def visit(self, read: FileRead) -> None:
        """Look at a file."""

    def told(self) -> Any:
        """Give what there is to say of all of them, in a form that travels."""


@frozen
class Workers:
    """An executor, and what its workers look at beside the records."""

    executor: Executor
    """Any of :mod:`concurrent.futures`, or what behaves so."""
    begin: Callable[[], Visits] | None = None
    """Called in a worker for each of its tasks; it travels too."""
    take: Callable[[Any], None] | None = None
    """Called here, in the order of the files, with what was told of them."""

    def read(self, kind: type[Record], texts: Iterable[Text]) -> Iterator[tuple[list[Text], list[RecordRead] | None]]:
        """Give the files in their order, some at once, with what was read; None for those that no worker read."""
        under_way: deque[tuple[list[Text], Future[_Read] | None]] = deque()
        try:
            for some in _parts(texts):
                under_way.append((some, self._submit(kind, some)))
                if len(under_way) == _TASKS:
                    yield self._done(*under_way.popleft())
            while under_way:
                yield self._done(*under_way.popleft())
        finally:  # whoever stops a run does not want what is left of it
            for _, future in under_way:
                if future is not None:
                    future.cancel()

    def _submit(self, kind: type[Record], some: list[Text]) -> Future[_Read] | None:
        submit = self.executor.submit
        try:
            return submit(_read, __version__, kind, some, self.begin)
        except Exception:  # noqa: BLE001  # it takes no more, or its cluster is gone
            return None

    def _done(self, some: list[Text], future: Future[_Read] | None) -> tuple[list[Text], list[RecordRead] | None]:
        if future is None:
            return some, None
        try:
            records, told = future.result()
        except Exception:  # noqa: BLE001  # whatever happened there, here it is done again; a fault of ours comes again
            return some, None
        if self.take is not None:
            self.take(told)
        return some, records


_Read: TypeAlias = tuple[list[RecordRead], Any]


def _parts(texts: Iterable[Text]) -> Iterator[list[Text]]:
    """Divide files into parts of a bounded number and size."""
    part: list[Text] = []
    size = 0
    for each in texts:
        part.append(each)
        size += len(each.text or "")
        if len(part) == _FILES or size > _CHARACTERS:
            yield part
            part, size = [], 0
    if part:
        yield part


def _read(version: str, kind: type[Record], some: list[Text], begin: Callable[[], Visits] | None) -> _Read:
    """Read the texts of files, in a worker."""
    if version != __version__:
        raise RuntimeError(f"the worker has version {__version__} of the library, and not {version}")
    visits = begin() if begin is not None else None
    visit = visits.visit if visits is not None else None
    with garbage_collector_paused():
        read = [(None, []) if text is None else record_of(text, file, kind, name, visit) for file, name, text in some]
    return read, visits.told() if visits is not None else None
