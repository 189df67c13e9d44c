"""S5: the form of a YAML file: its order and quotes, what is lost between file and value, and what is unfinished.

The rules stand together, however many: all look at how the text lies in the file, by the same places of scalars.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dialogues.checks.rules.rule import File, NotApplicable, Outcome, Problem, rule
from dialogues.checks.rules.survey import places_of
from dialogues.errors import shorten
from dialogues.files.limits import Value
from dialogues.files.numbers_to_others import read_otherwise
from dialogues.files.tree import Mark, Point, line_starts, offset_of
from dialogues.findings import Path, Remove, Reorder, Replace
from dialogues.languages.localised import LocalisedText
from dialogues.records.fields_of import FieldOf, field_of, is_mandatory

_JSON = NotApplicable("the file is JSON")


def _disordered(value: Value, kind: type, path: Path) -> Iterator[tuple[Path, list[str], list[int]]]:
    """Give the mappings whose keys are not in the order of their kind's fields.

    A key that is unknown stays behind its neighbour: it may be a slip.
    """
    if isinstance(value, list):
        for index, each in enumerate(value):
            yield from _disordered(each, kind, (*path, index))
    if not isinstance(value, dict):
        return
    keys = places_of(kind)
    places = [0]
    for key, below in value.items():
        place, kind_below = keys.get(key, (places[-1], None))
        places.append(place)
        if kind_below is not None:
            yield from _disordered(below, kind_below, (*path, key))
    if places != sorted(places):
        yield path, list(value), places[1:]


@rule("S501", "warning", File, fixable=True, signs=lambda file: not file.survey.ordered)
def keys_out_of_order(file: File, _context: object) -> Iterator[Outcome]:
    """Keys are not in the order of the format.

    ## Why is this bad?
    Files that look alike are read, compared and reviewed faster. `--fix` moves each key with its comments.

    ## Example
    ```yaml
    status: active
    signed:
      - date: 2007
    ```

    ## Use instead
    ```yaml
    signed:
      - date: 2007
    status: active
    ```
    """
    for path, names, places in _disordered(file.tree.value, file.kind, ()):
        order = tuple(sorted(range(len(places)), key=places.__getitem__))
        at = next(place for place, index in enumerate(order) if place != index)
        message = f"{names[order[at]]} belongs before {names[at]}"
        yield Problem(message, (*path, names[order[at]]), "put the keys in order", (Reorder(path, order),), key=True)


# A key of the format itself, whatever others read it as.
_OWN_KEYS = frozenset({"on"})
# What YAML 1.1 reads as true, false or nothing, and this library as text; true and false mean the same to both.
_WORDS = frozenset({"y", "yes", "n", "no", "on", "off", "null", "~"})
_WORDS_WRITTEN = frozenset(form for word in _WORDS for form in (word, word.title(), word.upper()))


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


def _may_want_quotes(file: File) -> bool:
    # A text in single quotes has two of them that are no part of it.
    quoted = "'" in file.text and file.text.count("'") != file.words.count("'")
    return file.json or quoted or not _WORDS_WRITTEN.isdisjoint(file.unseen)


@rule("S502", "warning", File, fixable=True, signs=_may_want_quotes)
def quotes(file: File, _context: object) -> Iterator[Outcome]:
    """A text is in single quotes that need not be, or lacks quotes that other readers of YAML need.

    ## Why is this bad?
    One way of quoting reads better than two; and `no`, Norwegian to this library, is `false` to most others.

    ## Example
    ```yaml
    documents:
      - language: no
        printed_label: 'NO'
    ```

    ## Use instead
    ```yaml
    documents:
      - language: "no"
        printed_label: "NO"
    ```
    """
    if file.json:
        yield _JSON
        return
    starts = line_starts(file.text)
    for path, key, text, (start, _) in _scalars(file.tree.value, file.tree.mark):
        first = file.text[offset_of(starts, start)]
        if first == "'" and '"' not in text and "\\" not in text:
            yield Problem(
                "double quotes, or none, are written here", path, "write it so", (Replace(path, text, key),), key
            )
        elif first not in "\"'|>" and text in _WORDS_WRITTEN and not (key and text in _OWN_KEYS):
            message = f"{text} is no text to other readers of YAML"
            yield Problem(message, path, "write it in double quotes", (Replace(path, text, key),), key)


_BEGIN_NUMBERS = frozenset("0123456789.+-")


def _field(kind: Any, path: Path) -> FieldOf | None:
    """Give the field that a path of a file leads to; None where it leads to none."""
    found = None
    for part in path:
        if isinstance(part, str):
            found = field_of(kind, part)
            kind = None if found is None else found.holds
    return found


def _may_be_numbers(file: File) -> bool:
    return file.json or any(read_otherwise(text) for text in file.unseen if text[:1] in _BEGIN_NUMBERS)


@rule("S503", "warning", File, fixable=True, signs=_may_be_numbers)
def number_to_others(file: File, _context: object) -> Iterator[Outcome]:
    """A text without quotes is a number to other readers of YAML, which hand back another text.

    ## Why is this bad?
    `2026.10` becomes 2026.1, `010` becomes 8 and `12:30` becomes 750, and nobody sees where. This library reads all
    values as text; a spreadsheet or another program that reads the file does not.

    ## Example
    ```yaml
    identifiers:
      - {scheme: register, value: 2026.10}
    ```

    ## Use instead
    ```yaml
    identifiers:
      - {scheme: register, value: "2026.10"}
    ```
    """
    if file.json:
        yield _JSON
        return
    starts = line_starts(file.text)
    for path, key, text, (start, _) in _scalars(file.tree.value, file.tree.mark):
        other = read_otherwise(text)
        if not other or file.text[offset_of(starts, start)] in "\"'|>":
            continue
        field = None if key else _field(file.kind, path)
        if field is not None and field.holds in (int, float) and not _is_another_number(text, other):
            continue
        message = f"{text} without quotes is the number {other} to other readers of YAML"
        yield Problem(message, path, "write it in double quotes", (Replace(path, text, key),), key)


def _is_another_number(text: str, other: str) -> bool:
    """Say whether a number is another one to others; what is none to us is told where the value is read."""
    try:
        return float(text) != float(other)
    except ValueError:
        return False


# A text, a space, and a # with a letter or digit right behind it.
_CUT = re.compile(r"[ \t]+(#[\w][^\r\n]*)")
_FREE_TEXTS = (str, LocalisedText)


def _may_be_cut(file: File) -> bool:
    begun = "#" in file.text and (" #" in file.text or "\t#" in file.text)
    return file.json or (begun and _CUT.search(file.text) is not None)


@rule("S504", "warning", File, signs=_may_be_cut)
def cut_by_a_comment(file: File, _context: object) -> Iterator[Outcome]:
    """A text ends before a # that begins a comment, and may have been meant to go on.

    ## Why is this bad?
    YAML reads `Agreement No #12` as `Agreement No`, without a word. A comment has a space behind its #.

    ## Example
    ```yaml
    published_in:
      - title: Gazette #12
    ```

    ## Use instead
    ```yaml
    published_in:
      - title: "Gazette #12"
    ```
    """
    if file.json:
        yield _JSON
        return
    starts = line_starts(file.text)
    for path, key, _text, (start, end) in _scalars(file.tree.value, file.tree.mark):
        match = _CUT.match(file.text, offset_of(starts, end))
        if match is None or key or file.text[offset_of(starts, start)] in "\"'|>":
            continue
        if is_free_text(file.kind, path):
            message = f"the text ends before {shorten(match[1], 40)!r}, which is a comment to YAML"
            yield Problem(message, path, "write all of it in double quotes, or put a space behind the #")


def is_free_text(kind: type, path: Path) -> bool:
    """Say whether a field holds a text that its writer chooses: no date, id, tag, number or word of a list."""
    above = _field(kind, path[:-1]) if path else None
    if above is not None and above.holds is LocalisedText:
        return True
    field = _field(kind, path)
    # A text may stand in a part's place: a note, a place.
    return field is not None and (field.holds in _FREE_TEXTS or field.part is not None)


def _empty_lists(value: Value, kind: Any, path: Path) -> Iterator[Path]:
    """Give the lists that hold nothing, of keys that may be left out."""
    if isinstance(value, list):
        for index, each in enumerate(value):
            yield from _empty_lists(each, kind, (*path, index))
    if not isinstance(value, dict):
        return
    for key, below in value.items():
        field = field_of(kind, key)
        if field is None:
            continue
        if below == [] and not is_mandatory(kind, field.name):
            yield (*path, key)
        elif field.part is not None:
            yield from _empty_lists(below, field.part, (*path, key))


@rule("S505", "warning", File, fixable=True, signs=lambda file: "[]" in file.text or "[ " in file.text)
def empty_list(file: File, _context: object) -> Iterator[Outcome]:
    """A list holds nothing, where the key is left out if there is nothing to say.

    ## Why is this bad?
    It reads as if there were none, while the format knows only what is told: `authentic_languages: []` does not say
    that no language is authentic.

    ## Example
    ```yaml
    status: active
    authentic_languages: []
    ```

    ## Use instead
    ```yaml
    status: active
    ```
    """
    for path in _empty_lists(file.tree.value, file.kind, ()):
        yield Problem(f"{path[-1]} holds nothing", path, "leave the key out", (Remove(path),), key=True)


_MARK = re.compile(r"\ufeff?# (?:To fill|Draft): ")


@rule("S509", "warning", File, signs=lambda file: file.json or _MARK.match(file.text) is not None)
def left_to_be_filled(file: File, _context: object) -> Iterator[Outcome]:
    """A file says in its first line that a program began it and a person has to finish it.

    ## Why is this bad?
    What stands there was read off a page or made of an id. Whoever has completed it and looked at every line removes
    the first one.

    ## Example
    ```yaml
    ==> themes/water.yaml
    # To fill: nothing is known of this but its id. Complete it from a source, then remove this line.
    name: {und: water}
    ```

    ## Use instead
    ```yaml
    ==> themes/water.yaml
    name: {en: Water}
    ```
    """
    if file.json:
        yield _JSON
    elif _MARK.match(file.text):
        yield Problem(
            "a program began this record, and nobody has finished it", (), "complete it, remove the first line"
        )


RULES = (keys_out_of_order, quotes, number_to_others, cut_by_a_comment, empty_list, left_to_be_filled)
