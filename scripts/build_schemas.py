"""Writes schemas/<format>/<kind>.json, which ship with the library. Run with PYTHONPATH=src."""

from __future__ import annotations

import json
from pathlib import Path

from dialogues.records.json_schema import KINDS, json_schema
from dialogues.records.manifest import FORMAT_MAJOR, FORMAT_MINOR

FOLDER = Path(__file__).parent.parent / "schemas" / f"{FORMAT_MAJOR}.{FORMAT_MINOR}"


def contents() -> dict[str, str]:
    """Give each schema's file name and text."""
    return {f"{kind}.json": json.dumps(json_schema(kind), ensure_ascii=False, indent=2) + "\n" for kind in KINDS}


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in contents().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
