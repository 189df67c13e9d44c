"""A registry's folder: a collection is a folder, a record a file, and the file's stem the record's id."""

from __future__ import annotations

import gc
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from types import MappingProxyType

from attrs import evolve, field, frozen

from dialogues.errors import RegistryNotFound, UnknownCollection
from dialogues.files import from_yaml
from dialogues.files.to_record import to_record
from dialogues.files.tree import MAX_BYTES, Tree
from dialogues.files.tree import Path as PathWithin
from dialogues.findings import Finding, InvalidRegistry, Location, Severity, format_path
from dialogues.records import RECORD_TYPES, Manifest, Record
from dialogues.records.fields import FileRecord
from dialogues.records.fields_of import references
from dialogues.records.identifiers import record_id
from dialogues.records.manifest import FORMAT_MAJOR, FORMAT_MINOR
from dialogues.registry import Registry

MANIFEST = "registry"
SUFFIXES = (".yaml", ".yml", ".json")

UNREADABLE, NOT_UTF8, EMPTY, NOT_A_FILE, LINK_OUT, TOO_LARGE, NOT_DATA = (
    "S101",
    "S102",
    "S103",
    "S104",
    "S105",
    "S106",
    "S107",
)
NO_ID, ID_TWICE, DANGLING, WRONG_KIND, NO_COLLECTION, NO_MANIFEST, OTHER_FORMAT, NEWER_FORMAT = (
    "S401",
    "S402",
    "R601",
    "R602",
    "S405",
    "S406",
    "S407",
    "S408",
)


@frozen
class Reading:
    """What a folder holds: the records that could be read, and what was wrong with the others."""

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

    def locate(self, identifier: str, path: PathWithin = (), *, key: bool = False) -> Location:
        """Find the place of a value, or of its key, in the file of a record.

        The file is read again: places are looked for only where there is something to say of them.
        Raises KeyError for an id that was not read.
        """
        file = self.files[identifier]
        tree, _ = read_tree(self.folder, file)
        return tree.locate(file, path, key=key) if tree is not None else Location(file)


def load(folder: str | os.PathLike[str] | None = None, *, collections: Iterable[str] | None = None) -> Registry:
    """Load a registry: the one that the library ships, or that of a folder.

    ``collections`` loads these alone, which is faster; references to what is left out are not judged.

    Raises :class:`~dialogues.errors.RegistryNotFound` when there is no such folder,
    :class:`~dialogues.errors.UnknownCollection` when a collection is called otherwise, and
    :class:`~dialogues.errors.InvalidRegistry`, with all findings, when a file has a structure fault.
    """
    reading = read_folder(bundled_folder() if folder is None else Path(folder), collections=collections)
    if any(finding.severity is Severity.ERROR for finding in reading.findings):
        raise InvalidRegistry(reading.findings)
    return reading.registry


def read(folder: str | os.PathLike[str] | None = None) -> Reading:
    """Read a registry and tell what is wrong with it; bad data never raises.

    Raises :class:`~dialogues.errors.RegistryNotFound` when there is no such folder.
    """
    return read_folder(bundled_folder() if folder is None else Path(folder))


@frozen
class FileRead:
    """A file of a record, at the moment it was read: its text and tree are not kept."""

    file: str
    """Its path relative to the folder."""
    kind: type[FileRecord]
    """The kind of record it holds."""
    text: str
    """What it says."""
    tree: Tree
    """The same as values, with their places."""


def read_folder(
    root: Path, visit: Callable[[FileRead], None] | None = None, collections: Iterable[str] | None = None
) -> Reading:
    """Read a registry; ``visit`` is shown each file that holds values, while its places are still known.

    ``collections`` leaves the others out; references to what was left out are not judged.
    """
    chosen = _chosen(collections)
    require_folder(root)
    findings: list[Finding] = []
    with garbage_collector_paused():
        manifest, seen = _read_manifest(root, findings)
        if visit is not None and seen is not None:
            visit(seen)
        findings.extend(_other_folders(root))
        records: dict[str, dict[str, Record]] = {}
        files: dict[str, str] = {}
        faulty: set[str] = set()
        incomplete: set[str] = set()
        for collection in chosen:
            records[collection] = {}
            if not (root / collection).exists():
                continue  # its kind of record need not even be imported
            kind = RECORD_TYPES[collection]
            told = len(findings)
            for file, identifier in _record_files(root, collection, findings, faulty):
                record, seen = _read_record(root, file, identifier, kind, findings)
                if visit is not None and seen is not None:
                    visit(seen)
                if identifier in files:
                    message = f"the id {identifier!r} is used twice, first by {files[identifier]}"
                    hint = "ids are unique over all collections: rename one of the files"
                    findings.append(_of_file(file, ID_TWICE, message, hint))
                    faulty.add(identifier)
                elif record is None:
                    faulty.add(identifier)
                else:
                    records[collection][identifier] = record
                    files[identifier] = file
            if any(finding.severity is Severity.ERROR for finding in findings[told:]):
                incomplete.add(collection)
        registry = Registry(manifest, records)
        reading = Reading(registry, (), root, MappingProxyType(files))
        referred_to: set[str] = set()
        findings.extend(_dangling(reading, faulty, referred_to, chosen))
    return evolve(
        reading,
        findings=tuple(sorted(findings)),
        referred_to=frozenset(referred_to),
        incomplete=frozenset(incomplete),
        manifest_file=_manifest_file(root),
    )


def _chosen(collections: Iterable[str] | None) -> tuple[str, ...]:
    """Give the collections to read, each once; one name alone may be given as it is."""
    if collections is None:
        return tuple(RECORD_TYPES)
    chosen = tuple(dict.fromkeys((collections,) if isinstance(collections, str) else collections))
    for name in chosen:
        if name not in RECORD_TYPES:
            raise UnknownCollection(name, tuple(RECORD_TYPES))
    return chosen


@cache
def bundled_folder() -> Path:
    """Give the folder of the registry that the library ships.

    A checkout's own ``data/`` comes before an installed copy, so that an editor of the data sees the edit.
    """
    package = Path(__file__).resolve().parent.parent
    checkout = package.parent.parent
    if (
        package.parent.name == "src"
        and (checkout / "pyproject.toml").is_file()
        and (checkout / "data" / f"{MANIFEST}.yaml").is_file()
    ):
        return checkout / "data"
    return package / "data"


@contextmanager
def garbage_collector_paused() -> Iterator[None]:
    """Keep the collector from walking, again and again, over records that are all alive."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def has_manifest(root: Path) -> bool:
    """Say whether a folder has the manifest of a registry."""
    return _manifest_file(root) is not None


def is_registry(root: Path) -> bool:
    """Say whether a folder holds a registry: a manifest, or a folder of records."""
    return _manifest_file(root) is not None or any((root / name).is_dir() for name in RECORD_TYPES)


def require_folder(root: Path) -> None:
    """Raise :class:`~dialogues.errors.RegistryNotFound` for what is no folder of a registry."""
    try:
        if not root.exists():
            raise RegistryNotFound(str(root), "there is no such folder")
        if not root.is_dir():
            raise RegistryNotFound(str(root), "it is a file; a registry is a folder")
        if not is_registry(root):
            raise RegistryNotFound(str(root), f"it has neither {MANIFEST}.yaml nor a folder of records{_meant(root)}")
        with os.scandir(root):
            pass
    except OSError as error:
        raise RegistryNotFound(str(root), (error.strerror or "it cannot be read").lower()) from error


def _meant(root: Path) -> str:
    """Say which folder may have been meant: the one around a folder of records, or one below."""
    around = root.resolve().parent
    if root.resolve().name in RECORD_TYPES and is_registry(around):
        return f"; it is one itself, of the registry {root.parent if root.name else around}"
    below = sorted(each for each in root.iterdir() if each.is_dir() and _manifest_file(each) is not None)
    return f"; did you mean {below[0]}?" if below else ""


# Files


_UNREADABLE_HINT = "see that it is there and may be read"


def read_text(root: Path, file: str) -> tuple[str | None, list[Finding]]:
    """Read the text of a file below the folder; None when it cannot be, with the finding that says why."""
    try:
        refused = _refused(root, file)
        if refused is not None:
            return None, [refused]
        with (root / file).open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        message = f"the file cannot be read: {(error.strerror or str(error)).lower()}"
        return None, [_of_file(file, UNREADABLE, message, _UNREADABLE_HINT)]
    if len(content) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES:,} bytes"
        return None, [_of_file(file, TOO_LARGE, message, "make several records of it")]
    if not content.strip():
        return None, [_of_file(file, EMPTY, "the file is empty", "write the record, or remove the file")]
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line, column = before.count(b"\n") + 1, len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        place = Location(file, line, column, line, column + 1)
        message = f"the file is not UTF-8: byte 0x{content[error.start]:02X}"
        return None, [Finding(place, Severity.ERROR, NOT_UTF8, message, "", "save it as UTF-8")]


def _of_file(file: str, code: str, message: str, hint: str) -> Finding:
    return Finding(Location(file), Severity.ERROR, code, message, "", hint)


def _refused(root: Path, file: str) -> Finding | None:
    """Refuse what is no regular file of the folder, before it is opened: opening a pipe would wait forever."""
    path = root / file
    status = path.lstat()
    if stat.S_ISLNK(status.st_mode):
        if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root)):
            return _of_file(file, LINK_OUT, "the link leads out of the data folder", "put the file itself here")
        status = path.stat()
    if stat.S_ISREG(status.st_mode):
        return None
    what = "a folder" if stat.S_ISDIR(status.st_mode) else "no regular file"
    return _of_file(file, NOT_A_FILE, f"{what} stands where a record file is expected", "move it elsewhere")


def read_tree(root: Path, file: str) -> tuple[Tree | None, list[Finding]]:
    """Read a file as a tree; None when nothing of it can be read."""
    text, findings = read_text(root, file)
    return (None, findings) if text is None else compose(text, file)


def compose(text: str, file: str) -> tuple[Tree | None, list[Finding]]:
    """Make a tree of a file's text; None when nothing of it can be read."""
    if file.endswith(".json"):
        from dialogues.files import from_json  # here: most registries have no JSON file

        tree, faults = from_json.compose(text)
    else:
        tree, faults = from_yaml.compose(text)
    findings = [fault.finding(file) for fault in faults]
    if tree is None and not findings:
        findings.append(_of_file(file, EMPTY, "the file holds no record", "write it, or remove the file"))
    return tree, findings


def _read_record(
    root: Path, file: str, identifier: str, kind: type[Record], findings: list[Finding]
) -> tuple[Record | None, FileRead | None]:
    """Read a file's record, if it has one, and the file, if it has values without a fault of syntax."""
    text, faults = read_text(root, file)
    tree = None
    if text is not None:
        tree, faults = compose(text, file)
    findings.extend(faults)
    if text is None or tree is None:
        return None, None
    record, more = to_record(kind, tree, file, identifier)
    findings.extend(more)
    return (None, None) if faults else (record, FileRead(file, kind, text, tree))


def _manifest_file(root: Path) -> str | None:
    return next((name for suffix in SUFFIXES if (root / (name := MANIFEST + suffix)).exists()), None)


def _read_manifest(root: Path, findings: list[Finding]) -> tuple[Manifest | None, FileRead | None]:
    file = _manifest_file(root)
    if file is None:
        hint = f"write {MANIFEST}.yaml with format, title, version, date and licence"
        message = "the registry has no manifest"
        findings.append(Finding(Location(f"{MANIFEST}.yaml"), Severity.WARNING, NO_MANIFEST, message, "", hint))
        return None, None
    text, faults = read_text(root, file)
    tree = None
    if text is not None:
        tree, faults = compose(text, file)
    findings.extend(faults)
    if text is None or tree is None or faults:
        return None, None
    manifest, more = to_record(Manifest, tree, file)
    findings.extend(more)
    seen = FileRead(file, Manifest, text, tree)
    if manifest is None:
        return None, seen
    major, minor = (int(part) for part in manifest.format.split("."))
    place = tree.locate(file, ("format",))
    if major != FORMAT_MAJOR:
        message = f"the data has format {manifest.format}; this library reads format {FORMAT_MAJOR}"
        hint = "use the version of the library that was made for it"
        findings.append(Finding(place, Severity.ERROR, OTHER_FORMAT, message, "format", hint))
    elif minor > FORMAT_MINOR:
        message = f"the data has format {manifest.format}, newer than this library's {FORMAT_MAJOR}.{FORMAT_MINOR}"
        findings.append(Finding(place, Severity.WARNING, NEWER_FORMAT, message, "format", "update the library"))
    return manifest, seen


def _other_folders(root: Path) -> Iterator[Finding]:
    """Find folders with record files that are no collection: a misspelt one would be lost without a word."""
    for folder in sorted(
        entry.name for entry in os.scandir(root) if entry.is_dir() and entry.name not in [*RECORD_TYPES]
    ):
        with suppress(OSError):
            if not folder.startswith(".") and any(file.suffix in SUFFIXES for file in (root / folder).iterdir()):
                from difflib import get_close_matches  # here: only needed for what is misspelt

                similar = get_close_matches(folder, RECORD_TYPES, n=1)
                hint = f"did you mean {similar[0]}?" if similar else f"collections are: {', '.join(RECORD_TYPES)}"
                message = f"{folder} is no collection: its files were not read"
                yield Finding(Location(folder), Severity.WARNING, NO_COLLECTION, message, "", hint)


def _record_files(root: Path, collection: str, findings: list[Finding], faulty: set[str]) -> Iterator[tuple[str, str]]:
    """Give the files of a collection with the ids their names are, in order of name."""
    folder = root / collection
    if not folder.exists():
        return
    try:
        names = sorted(entry.name for entry in os.scandir(folder))
    except OSError as error:
        message = f"the folder cannot be read: {(error.strerror or str(error)).lower()}"
        findings.append(_of_file(collection, UNREADABLE, message, _UNREADABLE_HINT))
        return
    for name in names:
        file = f"{collection}/{name}"
        stem, dot, suffix = name.rpartition(".")
        if name.startswith("."):
            continue
        if dot + suffix not in SUFFIXES:
            hint = f"a record's file ends in {', '.join(SUFFIXES)}"
            findings.append(
                Finding(Location(file), Severity.WARNING, NOT_DATA, "this is no record file and was not read", "", hint)
            )
            continue
        try:
            yield file, record_id(stem)
        except ValueError as error:
            hint = f"rename it, perhaps to {_as_id(stem)}{dot}{suffix}" if _as_id(stem) else "rename it"
            findings.append(_of_file(file, NO_ID, f"the file's name is no id: {error}", hint))
            faulty.add(_as_id(stem))


def _as_id(stem: str) -> str:
    words = "".join(char if char.isascii() and char.isalnum() else " " for char in stem.lower()).split()
    return "-".join(words)[:80]


# References


def _dangling(reading: Reading, faulty: set[str], referred_to: set[str], read: tuple[str, ...]) -> Iterator[Finding]:
    """Find references to records that are not there; those to faulty records are no findings of their own.

    Notes on the way what is referred to at all.
    """
    registry = reading.registry
    for identifier in reading.files:
        trees: list[Tree | None] = []
        for reference in references(registry[identifier]):
            target = reference.identifier
            referred_to.add(target)
            if target in faulty or (len(read) < len(RECORD_TYPES) and reference.collection not in read):
                continue
            if target not in registry:
                from difflib import get_close_matches  # here: only needed for an id that is not there

                similar = get_close_matches(target, list(registry), n=1)
                code, message = DANGLING, f"there is no record {target!r}"
                hint = f"did you mean {similar[0]}?" if similar else "write the record, or name one that is there"
            elif reference.collection and registry.collection_of(target) != reference.collection:
                code = WRONG_KIND
                message = f"{target!r} is one of the {registry.collection_of(target)}"
                hint = f"one of the {reference.collection} is expected here"
            else:
                continue
            if not trees:
                trees.append(read_tree(reading.folder, reading.files[identifier])[0])
            file = reading.files[identifier]
            place = trees[0].locate(file, reference.path) if trees[0] is not None else Location(file)
            yield Finding(place, Severity.ERROR, code, message, format_path(reference.path), hint)
