"""From files to records: a folder is read file by file, and whatever is wrong becomes a finding."""

from dialogues.files.folder import (
    FileRead,
    Reading,
    bundled_folder,
    compose,
    has_manifest,
    is_registry,
    load,
    read,
    read_folder,
    read_text,
    require_folder,
)

__all__ = [
    "FileRead",
    "Reading",
    "bundled_folder",
    "compose",
    "has_manifest",
    "is_registry",
    "load",
    "read",
    "read_folder",
    "read_text",
    "require_folder",
]
