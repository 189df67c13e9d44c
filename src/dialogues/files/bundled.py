"""What is told of the bundled registry by its manifest alone: neither records nor pydantic are loaded for it."""

from __future__ import annotations

from contextlib import suppress

from dialogues._version import __version__
from dialogues.files.root import bundled_folder, manifest_file


def versions() -> str:
    """Tell the versions of the library, of the data that it ships, and of CLDR."""
    from dialogues.languages._cldr import CLDR_VERSION  # here: nothing else of the languages is needed

    return f"dialogues {__version__}, {_data()}, CLDR {CLDR_VERSION}"


def _data() -> str:
    from dialogues.files.plain_yaml import plain  # here: it takes half of the time

    root = bundled_folder()
    with suppress(OSError, ValueError):
        manifest = plain((root / (manifest_file(root) or "")).read_text("utf-8"))
        if isinstance(manifest, dict) and {"version", "date"} <= manifest.keys():
            return f"data {manifest['version']} of {manifest['date']}"
    return "data of unknown version"
