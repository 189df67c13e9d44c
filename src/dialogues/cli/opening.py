"""The registry that a command is asked of: which folder that is, and what is left out of it because of a fault."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import click

from dialogues.cli.output import print_line
from dialogues.errors import RegistryNotFound
from dialogues.files import Reading, bundled_folder, has_manifest, is_registry, require_folder
from dialogues.files.folder import OTHER_FORMAT
from dialogues.files.registries import read_registry
from dialogues.findings import Finding, InvalidRegistry, Severity
from dialogues.registry import Registry

VARIABLE = "DIALOGUES_DATA"
SERVERS = ("postgresql://", "postgres://")
"""What the address of a store on a server begins with."""
_DATABASE = b"SQLite format 3\0"
_A_STORE = "it is a store, and here the folder is meant that it was built from"
_MOST_TOLD = 5  # faults; the check tells all
WHOLE = "dialogues.whole"
"""Under this key, a command's context has whether a registry with faults is refused."""


def registry_of(data: str | None, collections: Iterable[str] | None = None) -> Registry:
    """Read the registry that a command is asked of; see :func:`reading_of`. Of a store, nothing is read yet.

    Raises also what :func:`dialogues.open_store` raises.
    """
    named = data if data is not None else os.environ.get(VARIABLE)
    if named and _is_store(named):
        from dialogues.store import open_store  # here: most registries are folders

        return open_store(named)
    return _told(folder_of(data), collections).registry


def _is_store(named: str) -> bool:
    """Say whether a registry is on a server, or a file that is none of JSON, whatever it is called."""
    if named.startswith(SERVERS):
        return True
    return _is_database(Path(named)) if named.endswith(".json") else Path(named).is_file()


def reading_of(data: str | None, collections: Iterable[str] | None = None) -> Reading:
    """Read the registry that a command is asked of, and say on standard error what is wrong with it.

    Raises :class:`~dialogues.findings.InvalidRegistry` for one of another format, and with ``--whole`` for any fault.
    """
    return _told(folder_of(data), collections)


def _told(folder: Path, collections: Iterable[str] | None) -> Reading:
    reading = untold_reading_of(folder, collections)
    tell_faults(folder, faults_of(reading))
    return reading


def untold_reading_of(folder: Path, collections: Iterable[str] | None = None) -> Reading:
    """Read the registry of a folder, for a command that says itself what is wrong with it; raises likewise."""
    reading = read_registry(folder, collections)
    faults = faults_of(reading)
    context = click.get_current_context(silent=True)
    refused = context is not None and bool(context.meta.get(WHOLE))
    if faults and (refused or any(each.code == OTHER_FORMAT for each in faults)):
        raise InvalidRegistry(reading.findings)
    return reading


def faults_of(reading: Reading) -> list[Finding]:
    """Give what keeps records from being read whole."""
    return [each for each in reading.findings if each.severity is Severity.ERROR]


def tell_faults(folder: Path, faults: list[Finding]) -> None:
    """Say on standard error that what has a fault is left out, and the first faults."""
    if not faults:
        return
    count = f"{len(faults)} fault{'' if len(faults) == 1 else 's'}"
    print_line(f"dialogues: {folder} has {count}; what can be read is answered from (--whole refuses it):", err=True)
    for each in faults[:_MOST_TOLD]:
        print_line(f"  {each}", err=True)
    if len(faults) > _MOST_TOLD:
        print_line(f"  … and {len(faults) - _MOST_TOLD} more: dialogues check {folder}", err=True)


def left_out_of(reading: Reading) -> tuple[str, ...]:
    """Name the files of a registry whose records could not be read."""
    read = {*reading.files.values()}
    return tuple(dict.fromkeys(each.location.file for each in faults_of(reading) if each.location.file not in read))


def tell_left_out(reading: Reading) -> bool:
    """Say on standard error what is missing in what was written of a registry, and whether anything is."""
    faults, left_out = faults_of(reading), left_out_of(reading)
    for each in faults:
        print_line(f"dialogues: {'left out: ' if each.location.file in left_out else ''}{each}", err=True)
    return bool(faults)


def folder_of(data: str | None) -> Path:
    """Give the folder that is asked: the one given, that of DIALOGUES_DATA, the nearest above, else the bundled one.

    Which it is, is said on standard error where a person might take another one.
    Raises :class:`~dialogues.errors.RegistryNotFound` for a store.
    """
    named = data if data is not None else os.environ.get(VARIABLE, "")
    if named.startswith(SERVERS):
        raise RegistryNotFound(shown_store(named), _A_STORE)
    folder, told = (Path(data), "") if data is not None else stood_in()
    if told:
        print_line(f"dialogues: {told}", err=True)
    if _is_database(folder):
        raise RegistryNotFound(str(folder), _A_STORE)
    return folder


def shown_store(named: str) -> str:
    """Name a store as it may be told: a server without the password."""
    if not named.startswith(SERVERS):
        return named
    from dialogues.store.postgresql import without_password  # here: most stores are files

    return without_password(named)


def _is_database(file: Path) -> bool:
    if not file.is_file():  # a folder, or nothing; and a pipe may never give its first byte
        return False
    try:
        with file.open("rb") as stream:
            return stream.read(len(_DATABASE)) == _DATABASE
    except OSError:  # whoever reads it will say what is wrong
        return False


def stood_in() -> tuple[Path, str]:
    """Give the folder that is asked where none is named, and what is to be said of that where it is not obvious."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named), f"the registry is {named} ({VARIABLE})"
    around = folder_around()
    if around is not None:
        return around, "" if around == Path() else f"the registry is {around}, the nearest one above"
    below = _folder_below()
    if below is not None:
        told = f"the registry is the bundled one, and not {below}: that is asked with --data {below}"
        return bundled_folder(), told
    return bundled_folder(), ""


def own_folder(data: str | None) -> Path:
    """Give the folder that is written to, as :func:`folder_of` does: the bundled one only where it is named."""
    folder = folder_of(data)
    if data is None and folder == bundled_folder() and not os.environ.get(VARIABLE):
        raise click.UsageError("no registry is here: name its folder with --data, or begin one: dialogues new registry")
    require_folder(folder)  # neither a release nor an exported file is written into
    return folder


def folder_around() -> Path | None:
    """Find the registry that this folder is or lies in."""
    if is_registry(Path()):
        return Path()
    around = (Path(), *(Path(*[os.pardir] * up) for up in range(1, len(Path.cwd().parts))))
    return next(filter(has_manifest, around), None)


def _folder_below() -> Path | None:
    """Find the one registry that lies just below this folder, and is not the bundled one."""
    try:
        below = [Path(each.name) for each in os.scandir() if each.is_dir() and has_manifest(Path(each.name))]
    except OSError:
        return None
    return below[0] if len(below) == 1 and not below[0].samefile(bundled_folder()) else None
