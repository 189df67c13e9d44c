"""Draws the plot of docs/research.md by the examples of that page: ``python scripts/build_plot.py``."""

from __future__ import annotations

import doctest
import io
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "research.md"
FILE = ROOT / "docs" / "agreements.svg"
_STYLE: Any = {"svg.hashsalt": "dialogues", "svg.fonttype": "none"}
"""The same picture gives the same bytes, and its words stay words."""


def picture() -> str:
    """Draw what the page draws, with its own lines, as SVG."""
    import matplotlib  # here: for this picture alone

    examples = doctest.DocTestParser().get_examples(PAGE.read_text(encoding="utf-8"))
    names: dict[str, Any] = {}
    with matplotlib.rc_context(_STYLE):
        for each in examples:
            if each.source.startswith("figure.savefig("):
                break
            exec(compile(each.source, str(PAGE), "single"), names)  # noqa: S102  # the lines of our own page
        stream = io.StringIO()
        names["figure"].savefig(stream, format="svg", metadata={"Date": None})
    names["pyplot"].close("all")
    return "".join(f"{line.rstrip()}\n" for line in stream.getvalue().splitlines())


if __name__ == "__main__":
    FILE.write_text(picture(), encoding="utf-8")
