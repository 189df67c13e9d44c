"""The closed lists as comments of a record that is begun: what may stand where its value is not known yet."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from dialogues.files.file import compose
from dialogues.files.tree import Mark, Path
from dialogues.files.writing import LONGEST_LINE
from dialogues.records.fields_of import field_of

_OPEN = frozenset({"unknown", "descriptive"})
"""The values that a person will often replace."""


def with_word_lists(text: str, kind: type, file: str) -> str:
    """Give a text with the words that may stand in place of each that is not known, as comments."""
    tree, _ = compose(text, file)
    if tree is None:
        return text
    lines = text.splitlines()
    before: dict[int, list[str]] = {}
    for line, column, words in _open_words(tree.value, tree.mark, kind, ()):
        told = f"# {' | '.join(words)}"
        if len(lines[line]) + 2 + len(told) <= LONGEST_LINE:
            lines[line] += f"  {told}"
        else:
            before[line] = [" " * column + each for each in _wrapped(words, LONGEST_LINE - column)]
    return "\n".join(each for at, line in enumerate(lines) for each in (*before.get(at, ()), line)) + "\n"


def _open_words(value: Any, mark: Mark, kind: type, path: Path) -> Iterator[tuple[int, int, list[str]]]:
    """Find the keys whose value is open: their line, their column, and the words of their list."""
    if isinstance(value, list):
        for each, below in zip(value, mark.below or (), strict=False):
            yield from _open_words(each, below, kind, path)
    if not isinstance(value, dict) or not isinstance(mark.below, dict) or mark.keys is None:
        return
    for key, each in value.items():
        field = field_of(kind, key)
        if field is None:
            continue
        if field.part is not None:
            yield from _open_words(each, mark.below[key], field.part, (*path, key))
        elif (
            isinstance(each, str)
            and each in _OPEN
            and isinstance(field.holds, type)
            and issubclass(field.holds, StrEnum)
        ):
            start, _ = mark.keys[key]
            yield start.line, start.column, [word.value for word in field.holds]


def _wrapped(words: list[str], room: int) -> list[str]:
    lines, line = [], "#"
    for at, word in enumerate(words):
        piece = f" {word}" if at == len(words) - 1 else f" {word} |"
        if len(line) + len(piece) > room:
            lines.append(line)
            line = "#"
        line += piece
    return [*lines, line]
