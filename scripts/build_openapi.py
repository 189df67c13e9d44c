"""Writes examples/openapi.json, what the example for FastAPI tells its clients. Run with PYTHONPATH=src:examples."""

from __future__ import annotations

import json
from pathlib import Path

from fastapi_service import app

FILE = Path(__file__).parent.parent / "examples" / "openapi.json"


def contents() -> str:
    """Give the text of the file."""
    return json.dumps(app.openapi(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(contents(), encoding="utf-8")
