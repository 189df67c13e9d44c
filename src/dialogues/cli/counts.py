"""``dialogues check --update-counts``: the expected numbers of records become those that there are."""

from __future__ import annotations

from pathlib import Path

from dialogues.checks.settings import Settings
from dialogues.checks.settings_text import with_counts
from dialogues.cli.options import Unreadable
from dialogues.cli.output import print_line
from dialogues.files import read
from dialogues.files.replace import write_whole


def update_counts(folder: Path, settings: Settings) -> None:
    """Write the numbers of records into the settings' file, and tell which were others.

    Raises :class:`~dialogues.cli.options.Unreadable` where a collection cannot be read whole, or the file not written.
    """
    expected = settings.expect.counts
    if not expected:
        raise Unreadable("the settings expect no counts: write [expect.counts] with a line for each collection first")
    reading = read(folder)
    faulty = sorted(reading.incomplete.intersection(expected))
    if faulty:
        raise Unreadable(f"{', '.join(faulty)}: a file cannot be read, and nobody can count it; mend it first")
    there = {name: len(held) for name, held in reading.registry.collections.items()}
    other = {name: there[name] for name, number in expected.items() if name in there and there[name] != number}
    path = Path(settings.file)
    text = path.read_bytes().decode("utf-8-sig")
    written, left = with_counts(text, other)
    if left:
        raise Unreadable(f"{settings.file}: write {', '.join(left)} in a line of its own below [expect.counts]")
    if other:
        try:
            write_whole(path, written.encode())
        except OSError as error:
            raise Unreadable(f"{settings.file} cannot be written: {(error.strerror or str(error)).lower()}") from None
    for name, number in other.items():
        print_line(f"{settings.file}: {name} = {number}, was {expected[name]}", err=True)
