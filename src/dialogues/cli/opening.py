"""The registry that a command is asked of: which folder that is, and what is left out of it because of a fault."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import click

from dialogues.cli.output import print_line
from dialogues.files import Reading, bundled_folder, has_manifest, is_registry
from dialogues.files.folder import OTHER_FORMAT
from dialogues.files.registries import read_registry
from dialogues.findings import Finding, InvalidRegistry, Severity
from dialogues.registry import Registry

VARIABLE = "DIALOGUES_DATA"
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
    """Say whether a registry is on a server, or a file that is none of JSON."""
    if named.startswith(("postgresql://", "postgres://")):
        return True
    return not named.endswith(".json") and Path(named).is_file()


def reading_of(data: str | None, collections: Iterable[str] | None = None) -> Reading:
    """Read the registry that a command is asked of, and say on standard error what is wrong with it.

    Raises :class:`~dialogues.findings.InvalidRegistry` for one of another format, and with ``--whole`` for any fault.
    """
    return _told(folder_of(data), collections)


def _told(folder: Path, collections: Iterable[str] | None) -> Reading:
    reading = read_registry(folder, collections)
    faults = [each for each in reading.findings if each.severity is Severity.ERROR]
    context = click.get_current_context(silent=True)
    refused = context is not None and bool(context.meta.get(WHOLE))
    if faults and (refused or any(each.code == OTHER_FORMAT for each in faults)):
        raise InvalidRegistry(reading.findings)
    tell_faults(folder, faults)
    return reading


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


def folder_of(data: str | None) -> Path:
    """Give the folder that is asked: the one given, that of DIALOGUES_DATA, the nearest above, else the bundled one.

    Which it is, is said on standard error where a person might take another one.
    """
    if data is not None:
        return Path(data)
    named = os.environ.get(VARIABLE)
    if named:
        print_line(f"dialogues: the registry is {named} ({VARIABLE})", err=True)
        return Path(named)
    around = folder_around()
    if around is not None:
        if around != Path():
            print_line(f"dialogues: the registry is {around}, the nearest one above", err=True)
        return around
    below = _folder_below()
    if below is not None:
        told = f"the registry is the bundled one, and not {below}: that is asked with --data {below}"
        print_line(f"dialogues: {told}", err=True)
    return bundled_folder()


def own_folder(data: str | None) -> Path:
    """Give the folder that is written to, as :func:`folder_of` does: the bundled one only where it is named."""
    folder = folder_of(data)
    if data is None and folder == bundled_folder() and not os.environ.get(VARIABLE):
        raise click.UsageError("no registry is here: name its folder with --data, or begin one: dialogues new registry")
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
