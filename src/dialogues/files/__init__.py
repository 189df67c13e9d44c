"""From files to records: a folder is read file by file, and whatever is wrong becomes a finding."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dialogues.files.file import FileRead, compose, read_text
    from dialogues.files.folder import read_folder
    from dialogues.files.reading import Reading
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

# A name is imported when it is first used (PEP 562): where the bundled registry lies is known without pydantic.
_MODULES = {
    "file": "FileRead compose read_text",
    "folder": "read_folder",
    "reading": "Reading",
    "registries": "load read",
    "root": "bundled_folder has_manifest is_registry require_folder",
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names.split()}

if not TYPE_CHECKING:  # a type checker would take any name for one that is there

    def __getattr__(name: str) -> object:
        """Import a public name on first use."""
        if name not in _MODULE_OF:
            raise AttributeError(f"module 'dialogues.files' has no attribute {name!r}")
        found = globals()[name] = getattr(import_module(f"dialogues.files.{_MODULE_OF[name]}"), name)
        return found
