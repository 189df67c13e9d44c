"""What a check is asked of: a registry's folder, files in it, and how the reader knows them."""

from __future__ import annotations

import os
from pathlib import Path

import click

from dialogues.checks.judge import MANIFEST_FILE
from dialogues.cli.opening import VARIABLE, folder_around, folder_of
from dialogues.files import bundled_folder
from dialogues.records import RECORD_TYPES


def what_to_check(paths: tuple[str, ...], *, bundled: bool) -> tuple[Path, list[str] | None, str]:
    """Give the registry's folder, the files asked for (None: all), and the folder as the reader knows it."""
    if bundled:
        return bundled_folder(), None, _prefix(bundled_folder())
    if not paths:
        named = os.environ.get(VARIABLE)
        folder = folder_of(None) if named else folder_around()
        if folder is None:
            raise click.UsageError(
                "No registry is here or in a folder above; name its folder, or ask for the one that the library ships"
                " with --bundled."
            )
        return folder, None, _prefix(folder)
    given = [folder_of(path) for path in paths]
    if len(given) == 1 and not given[0].is_file():
        return given[0], None, _prefix(given[0])
    folder = _folder_of_files(given)
    return folder, [os.path.relpath(path, folder).replace(os.sep, "/") for path in given], _prefix(folder)


def _folder_of_files(given: list[Path]) -> Path:
    """Give the registry that all of some files are in."""
    missing = [path for path in given if not path.is_file()]
    if missing:
        what = "is a folder; give one folder, or files" if missing[0].is_dir() else "there is no such file"
        raise click.UsageError(f"{missing[0]}: {what}")
    folders = {os.path.abspath(folder): folder for folder in map(_registry_of, given)}  # noqa: PTH100  # follows no link
    if len(folders) > 1:
        raise click.UsageError(f"the files are of several registries: {', '.join(sorted(folders))}")
    return next(iter(folders.values()))


def _registry_of(file: Path) -> Path:
    """Give the folder of the registry that a file is in, written as the file is: relative or absolute."""
    if Path(os.path.abspath(file.parent)).name in RECORD_TYPES:  # noqa: PTH100  # follows no link
        return Path(os.path.normpath(file.parent / os.pardir))
    if file.stem == Path(MANIFEST_FILE).stem:
        return file.parent
    raise click.UsageError(f"{file}: it is in none of a registry's folders: {', '.join(RECORD_TYPES)}")


def _prefix(folder: Path) -> str:
    """Write a folder as seen from where the command runs, where it is below."""
    absolute, here = folder.absolute(), Path.cwd()
    if absolute == here:
        return ""
    shown = absolute.relative_to(here) if absolute.is_relative_to(here) else folder
    return shown.as_posix()


def workspace_prefix(folder: Path) -> str:
    """Write a folder as seen from the top of the workspace: what the CI service says, else the repository, else here.

    A folder that is elsewhere is written as it is, from the top of the file system.
    """
    absolute = Path(os.path.abspath(folder))  # noqa: PTH100  # follows no link
    named = os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR")
    here = Path.cwd()
    repository = next((each for each in (here, *here.parents) if (each / ".git").exists()), here)
    for top in (Path(named) if named else repository, repository.resolve()):
        for seen in (absolute, absolute.resolve()):
            if seen.is_relative_to(top):
                shown = seen.relative_to(top).as_posix()
                return "" if shown == "." else shown
    return absolute.as_posix()
