"""Writes the lists at the end of docs/data-format.md from the records. Run with PYTHONPATH=src."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from dialogues import vocabulary
from dialogues.records.json_schema import KINDS, additions, json_schema
from dialogues.vocabulary import RelationKind

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "data-format.md"
MARK = "<!-- What follows is written by scripts/build_data_format.py. -->\n"


def generated() -> str:
    """Give the lists of words and the table of what 1.0 lacks."""
    return "\n".join([MARK, *_words(), *_additions()])


def page() -> str:
    """Give the page with its lists as the records have them."""
    return PAGE.read_text(encoding="utf-8").partition(MARK)[0] + generated()


def _words() -> Iterator[str]:
    yield "## The words\n"
    yield "Each list is closed: another word is refused, and the message names those that there are.\n"
    lists: dict[str, dict[str, Any]] = {}
    uses: dict[str, list[str]] = {}
    for kind in KINDS:
        schema = json_schema(kind)
        parts: dict[str, Any] = schema.get("$defs", {})
        lists |= {name: part for name, part in parts.items() if "oneOf" in part}
        for owner, part in {kind: schema, **parts}.items():
            for key, field in part.get("properties", {}).items():
                for name in re.findall(r'"#/\$defs/(\w+)"', json.dumps(field)):
                    uses.setdefault(name, []).append(f"`{key}` of {_called(owner)}")
    for name in (each for each in vars(vocabulary) if each in lists):
        part = lists[name]
        yield f"### {', '.join(dict.fromkeys(uses[name]))}\n"
        yield f"{_told(part['description'])}\n"
        rows: list[tuple[str, ...]] = [(f"`{word['const']}`", word["description"]) for word in part["oneOf"]]
        if name == RelationKind.__name__:
            inverses = [f"`{RelationKind(word['const']).inverse}`" for word in part["oneOf"]]
            rows = [(*row, inverse) for row, inverse in zip(rows, inverses, strict=True)]
            yield _table(("word", "what it says", "read from the other end"), rows)
        else:
            yield _table(("word", "what it says"), rows)


def _additions() -> Iterator[str]:
    yield "## From 1.0 to 1.1\n"
    yield "A file of 1.0 is one of 1.1, and is read as it is; the check tells of the older number (S409), and"
    yield "`dialogues check --fix` writes the new one, with what else is certain: codes of states that are no more, the"
    yield "order of evidence. Files that name a schema in their first line keep that line. This is what 1.0 lacked, as"
    yield "`dialogues schema --format-version` prints it.\n"
    folder = ROOT / "schemas" / "1.0"
    before = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}
    rows = [(each.kind, f"`{each.what}`", each.meaning) for each in additions(before)]
    yield _table(("file", "key or word", "what it says"), rows)


def _called(name: str) -> str:
    """Name a kind of record or a part of one: an agreement, a listing entry."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
    return words if words == "evidence" else f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(map(_told, line))} |\n" for line in (heads, *rows)]
    lines.insert(1, f"|{'---|' * len(heads)}\n")
    return "".join(lines)


def _told(text: str) -> str:
    """Write a docstring's text as Markdown."""
    return " ".join(text.replace("``", "`").split())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
