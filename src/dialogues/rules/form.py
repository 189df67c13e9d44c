"""S5: the canonical form of a YAML file: the order of its keys, and its quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from dialogues.edits import Path, Reorder, Replace
from dialogues.reading.tree import Mark, Point, Value, line_starts, offset_of
from dialogues.records.references import record_type_in
from dialogues.rules.rule import File, NotApplicable, Outcome, Problem, rule

_JSON = NotApplicable("the file is JSON")


@cache
def _keys(kind: type) -> dict[str, tuple[int, type | None]]:
    """Map each key of a record type to its place and to the record type below it."""
    fields = getattr(kind, "__pydantic_fields__", {})
    return {
        field.alias or name: (place, record_type_in(field.annotation))
        for place, (name, field) in enumerate(fields.items())
    }


def _mappings(value: Value, kind: type, path: Path = ()) -> Iterator[tuple[dict[str, Value], type, Path]]:
    if isinstance(value, dict):
        yield value, kind, path
        for key, (_, below) in _keys(kind).items():
            if below is not None and key in value:
                yield from _mappings(value[key], below, (*path, key))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _mappings(each, kind, (*path, index))


@rule("S501", "warning", File, fixable=True)
def keys_out_of_order(file: File, _context: object) -> Iterator[Outcome]:
    """Keys are not in the order of the format.

    ## Why is this bad?
    Files that look alike are read, compared and reviewed faster. `--fix` moves each key with its comments.

    ## Example
    ```yaml
    kind: letter-of-intent
    title: {en: Letter of intent}
    ```

    ## Use instead
    ```yaml
    title: {en: Letter of intent}
    kind: letter-of-intent
    ```
    """
    for mapping, kind, path in _mappings(file.tree.value, file.kind):
        keys = _keys(kind)
        places = [keys[key][0] if key in keys else len(keys) for key in mapping]
        if any(later < earlier for earlier, later in pairwise(places)):
            order = tuple(sorted(range(len(places)), key=places.__getitem__))
            names = list(mapping)
            at = next(place for place, index in enumerate(order) if place != index)
            message = f"{names[order[at]]} belongs before {names[at]}"
            yield Problem(
                message, (*path, names[order[at]]), "put the keys in order", (Reorder(path, order),), key=True
            )


# What YAML 1.1 reads as true, false or nothing, where this library reads text.
_WORDS = frozenset(["y", "yes", "n", "no", "true", "false", "on", "off", "null", "~"])
_PERHAPS = re.compile(
    r"(?:^|[\s\[{,:])'"
    r"|(?:[:\-,\[{?]\s+|^\s*)(?:y|yes|n|no|true|false|on|off|null|~)\s*(?:$|[,\]}#:])",
    re.IGNORECASE | re.MULTILINE,
)


def _scalars(value: Value, mark: Mark, path: Path = ()) -> Iterator[tuple[Path, bool, str, tuple[Point, Point]]]:
    if isinstance(value, dict):
        for key, below in value.items():
            assert mark.keys is not None
            assert isinstance(mark.below, dict)
            yield (*path, key), True, key, mark.keys[key]
            yield from _scalars(below, mark.below[key], (*path, key))
    elif isinstance(value, list):
        assert isinstance(mark.below, list)
        for index, below in enumerate(value):
            yield from _scalars(below, mark.below[index], (*path, index))
    elif isinstance(value, str):
        yield path, False, value, (mark.start, mark.end)


@rule("S502", "warning", File, fixable=True)
def quotes(file: File, _context: object) -> Iterator[Outcome]:
    """A text is in single quotes that need not be, or lacks quotes that other readers of YAML need.

    ## Why is this bad?
    One way of quoting reads better than two; and `no`, Norwegian to this library, is `false` to most others.

    ## Example
    ```yaml
    printed_label: 'EN'
    language: no
    ```

    ## Use instead
    ```yaml
    printed_label: EN
    language: "no"
    ```
    """
    if file.json:
        yield _JSON
        return
    if not _PERHAPS.search(file.text):
        return
    starts = line_starts(file.text)
    for path, key, text, (start, _) in _scalars(file.tree.value, file.tree.mark):
        first = file.text[offset_of(starts, start)]
        if first == "'" and '"' not in text and "\\" not in text and "\n" not in text:
            yield Problem(
                "double quotes, or none, are written here", path, "write it so", (Replace(path, text, key),), key
            )
        elif first not in "\"'|>" and text.lower() in _WORDS:
            message = f"{text} is no text to other readers of YAML"
            yield Problem(message, path, "write it in double quotes", (Replace(path, text, key),), key)


RULES = (keys_out_of_order, quotes)
