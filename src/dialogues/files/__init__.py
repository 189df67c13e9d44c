"""From files to records: a folder is read file by file, and whatever is wrong becomes a finding."""

from dialogues.files.file import FileRead, compose, read_text
from dialogues.files.folder import Reading, read_folder
from dialogues.files.registries import load, read
from dialogues.files.root import bundled_folder, has_manifest, is_registry, require_folder

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
