"""The release before: which ids a registry has given out, and of what."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import field, frozen

from dialogues.errors import InvalidSettings, RegistryNotFound
from dialogues.files.root import RELEASE
from dialogues.registry import Registry

if TYPE_CHECKING:  # a rule is told of it, and the settings of the rules
    from dialogues.checks.settings import Settings


@frozen
class LastRelease:
    """What the check knows of the release before."""

    version: str
    """Its version."""
    collections: Mapping[str, str] = field(repr=False)
    """The collection of each record, by id."""


def last_release(since: Registry | None, settings: Settings) -> LastRelease | None:
    """Give what is known of the release before: of a registry, else by the settings; None where neither says it.

    Raises :class:`~dialogues.errors.InvalidSettings` where the settings name what is no release.
    """
    if since is not None:
        version = since.manifest.version if since.manifest is not None else "before"
        return LastRelease(version, {identifier: record.collection for identifier, record in since.items()})
    if settings.expect.release is None:
        return None
    from dialogues.releases.manifest import read_release  # here: most settings name no release

    path = Path(settings.file).parent / settings.expect.release
    try:
        said = read_release(path.parent if path.name == RELEASE else path)
    except RegistryNotFound as error:
        raise InvalidSettings(settings.file, "expect.release", str(error)) from None
    records = said.get("records")
    if not isinstance(records, dict) or not all(isinstance(each, dict) for each in records.values()):
        raise InvalidSettings(settings.file, "expect.release", f"{RELEASE} does not say which records there were")
    return LastRelease(said["version"], {key: str(each.get("collection")) for key, each in records.items()})
