"""What a folder holds: its records, what is wrong with its files, and where they are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from attrs import field, frozen

from dialogues.findings import Finding, Location
from dialogues.findings import Path as PathWithin
from dialogues.registry import Registry


@frozen
class Reading:
    """What a folder holds: the records that could be read, and what was wrong with the others.

    >>> import dialogues
    >>> reading = dialogues.read("data")
    >>> "china-2006" in reading.registry, reading.findings
    (True, ())
    """

    registry: Registry
    """The records without faults."""
    findings: tuple[Finding, ...] = field(repr=lambda findings: str(len(findings)))
    """The faults of the files, in order of place."""
    folder: Path
    """The folder that was read."""
    files: Mapping[str, str] = field(repr=False)
    """The file of every record that was read, by id, relative to the folder."""
    referred_to: frozenset[str] = field(default=frozenset(), repr=False)
    """The ids that some record refers to."""
    incomplete: frozenset[str] = field(default=frozenset(), repr=False)
    """The collections in which a file could not be read."""
    manifest_file: str | None = None
    """The file of the manifest; None where there is none."""
    faulty: frozenset[str] = field(default=frozenset(), repr=False)
    """The ids of records that could not be read."""

    def locate(self, identifier: str, path: PathWithin = (), *, key: bool = False) -> Location:
        """Find the place of a value, or of its key, in the file of a record.

        The file is read again: places are looked for only where there is something to say of them.
        Raises KeyError for an id that was not read.

        >>> import dialogues
        >>> str(dialogues.read("data").locate("brazil-2007", ("signed", 0, "date")))
        'agreements/brazil-2007.yaml:60:11'
        """
        file = self.files[identifier]
        from dialogues.files.file import read_placed  # here: of the bundled registry no file is read

        tree = read_placed(self.folder, file)
        return tree.locate(file, path, key=key) if tree is not None else Location(file)
