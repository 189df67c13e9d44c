"""From a tree to a record: pydantic's errors become findings in words for the person who wrote the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from attrs import evolve
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from dialogues.errors import InvalidDate, InvalidLanguageTag, UnknownCountry, shorten
from dialogues.files.meant import Meant, country_meant, date_meant, key_meant, shape_meant, typographic, word_meant
from dialogues.files.tree import Path, Tree
from dialogues.findings import Finding, Replace, Severity, format_path
from dialogues.names.suggestion import suggest
from dialogues.records.dates import NO_SUCH_DAY
from dialogues.records.fields import FileRecord
from dialogues.records.fields_of import field_of, fields_of
from dialogues.records.identifiers import CountryCode

R = TypeVar("R", bound=FileRecord)

UNKNOWN_KEY, MISSING_KEY, WRONG_SHAPE, NOT_ALLOWED, MALFORMED = "S301", "S302", "S303", "S304", "S305"
IMPOSSIBLE_DAY, UNKNOWN_COUNTRY = "D301", "P401"

_HOW = {
    "a mapping": "write keys with values",
    "a list": "write each item in a line of its own, behind a dash",
    "text": "write a text",
    "a whole number": "write digits alone",
    "a number": "write digits alone, with a point before the decimals",
    "true or false": "write true or false",
}
_SHAPES = {
    "model_type": "a mapping",
    "dict_type": "a mapping",
    "tuple_type": "a list",
    "list_type": "a list",
    "string_type": "text",
    "string_too_short": "text",
}
_VALUES = {
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_parsing": "a number",
    "float_type": "a number",
    "finite_number": "a number",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
}
# What pydantic says with a limit or a form, and how it is said here: what is expected, and what to do.
_LIMITS = {
    "int_parsing_size": ("a whole number of fewer digits", "write a smaller one"),
    "greater_than_equal": ("a number of {ge:,.0f} or more", "write digits alone"),
    "less_than_equal": ("a number of at most {le:,.0f}", "write a smaller one"),
    "string_too_long": ("text of at most {max_length:,} characters", "shorten it"),
    "string_unicode": ("text without half characters (surrogates)", "write the character itself"),
    "string_pattern_mismatch": ("a number like 1.0", "write two numbers with a point between"),
}
_REMEDIES = {
    MALFORMED: "write it in that form",
    IMPOSSIBLE_DAY: "write what is known, the month or the year",
    UNKNOWN_COUNTRY: "write the code that the country has today",
}


def to_record(kind: type[R], tree: Tree, file: str, identifier: str | None = None) -> tuple[R | None, list[Finding]]:
    """Make a record of a tree; None when there are faults, all of which are told at once.

    ``identifier`` is the id the file's name gives; None for what has no id.
    """
    at = _Place(tree, file, kind)
    value = tree.value
    if not isinstance(value, dict):
        return None, [at.finding(WRONG_SHAPE, f"a mapping is expected, found {describe(value)}", (), _HOW["a mapping"])]
    if identifier is None:
        return _validated(kind, value, at)
    if "id" in value:
        message = "the id is the file's name and is not written in it"
        return None, [at.finding(UNKNOWN_KEY, message, ("id",), "remove this line", key=True)]
    return _validated(kind, {**value, "id": identifier}, at)


def describe(value: object) -> str:
    """Say what stands in a file, in a few words."""
    if value is None or value == "":
        return "nothing"
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "a list"
    return repr(shorten(str(value), 40))


class _Place:
    """Says findings of one file."""

    def __init__(self, tree: Tree, file: str, kind: type) -> None:
        self.tree = tree
        self.file = file
        self.kind = kind

    def finding(self, code: str, message: str, path: Path, hint: str, *, key: bool = False) -> Finding:
        location = self.tree.locate(self.file, path, key=key)
        return Finding(location, Severity.ERROR, code, message, format_path(path), hint)


def _validated(kind: type[R], value: dict[str, Any], at: _Place) -> tuple[R | None, list[Finding]]:
    try:
        return kind.model_validate(value, by_alias=True, by_name=False), []
    except ValidationError as error:
        errors = [_in_the_file(each) for each in error.errors(include_url=False)]
    findings, meant = [], set()
    for each in errors:
        if each["type"] == "extra_forbidden":
            found, key = _unknown_key(each["loc"], at)
            findings.append(found)
            meant.add((*each["loc"][:-1], key))
    # A key that is misspelt is not missing as well.
    findings += [
        _finding(each, at)
        for each in errors
        if each["type"] != "extra_forbidden" and not (each["type"] == "missing" and each["loc"] in meant)
    ]
    return None, sorted(findings)


def _in_the_file(error: ErrorDetails) -> ErrorDetails:
    """Leave out of a path which form of a value was meant, where it may have several; an unknown key may look so."""
    *above, last = error["loc"] or ("",)
    own = [last] if error["type"] == "extra_forbidden" or not str(last).startswith("~") else []
    error["loc"] = tuple(part for part in above if not str(part).startswith("~")) + tuple(own if error["loc"] else ())
    return error


def _unknown_key(path: Path, at: _Place) -> tuple[Finding, str]:
    """Say that a key is unknown, and give the one that may have been meant."""
    within = _held_at(at.kind, path[:-1])
    key, allowed = str(path[-1]), _fields(within)
    known = key_meant(key, allowed, within)
    similar = known.text if known else "".join(suggest(key, allowed))
    hint = typographic(key) or (known.hint if known else "")
    hint = hint or (f"did you mean {similar}?" if similar else f"allowed: {', '.join(allowed)}")
    return at.finding(UNKNOWN_KEY, f"the key {shorten(key)!r} is unknown here", path, hint, key=True), similar


def _finding(error: ErrorDetails, at: _Place) -> Finding:
    path, kind, found = error["loc"], error["type"], describe(error["input"])
    context = error.get("ctx", {})
    if kind == "missing":
        return at.finding(MISSING_KEY, f"the key {path[-1]!r} is missing", path, "add it")
    if kind == "enum":
        return _not_allowed(error["input"], path, at)
    expected = _expected(error)
    if expected is not None:
        code, what, hint = expected
        meant = shape_meant(error["input"], path, _held_at(at.kind, path)) if code == WRONG_SHAPE else None
        hint = meant.hint if meant else hint
        return at.finding(code, f"{what} is expected, found {found}", path, hint)
    if "key" in context:
        hint = typographic(str(context["key"])) or "correct it, or remove it"
        return at.finding(MALFORMED, str(context["error"]), (*path, str(context["key"])), hint)
    # Our own parsers say what they expect; pydantic's sentences are written for programmers, and none gets through.
    return _malformed(context.get("error", "another value is expected here"), error["input"], path, at)


def _expected(error: ErrorDetails) -> tuple[str, str, str] | None:
    """Give code, what is expected and what to do for what pydantic finds wrong; None where our own parsers do."""
    kind, value = error["type"], error["input"]
    if kind in _SHAPES:
        return WRONG_SHAPE, _SHAPES[kind], _HOW[_SHAPES[kind]]
    if kind in _VALUES:
        return MALFORMED, _VALUES[kind], _HOW[_VALUES[kind]]
    if kind not in _LIMITS:
        return None
    if kind == "less_than_equal" and not any(map(str.isdigit, str(value))):  # nan, infinity
        return MALFORMED, "a number", _HOW["a number"]
    what, hint = _LIMITS[kind]
    return MALFORMED, what.format(**error.get("ctx", {})), hint


def _not_allowed(value: object, path: Path, at: _Place) -> Finding:
    words = _held_at(at.kind, path)
    allowed = [str(member.value) for member in words]
    meant = word_meant(value, words)
    if meant is not None:
        message = f"{describe(value)} is not one of the values allowed here"
        fix = (Replace(path, meant.text),) if meant.text else ()
        return evolve(at.finding(NOT_ALLOWED, message, path, meant.hint), fix=fix)
    similar = suggest(value, allowed) if isinstance(value, str) else ()
    hint = f"did you mean {similar[0]}?" if similar else f"allowed: {', '.join(allowed)}"
    return at.finding(NOT_ALLOWED, f"{describe(value)} is not one of the values allowed here", path, hint)


def _malformed(problem: object, value: object, path: Path, at: _Place) -> Finding:
    code = MALFORMED
    meant: Meant | None = None
    if isinstance(problem, InvalidDate):
        code = IMPOSSIBLE_DAY if problem.fault == NO_SUCH_DAY else MALFORMED
        meant = date_meant(problem.text)
    elif isinstance(problem, InvalidLanguageTag):
        meant = _language_by_name(problem.text)
    elif isinstance(problem, UnknownCountry):
        code = UNKNOWN_COUNTRY
        one = problem.similar[0] if len(problem.similar) == 1 else ""
        meant = Meant(f"write {one}", one) if one else country_meant(problem.text)
    elif _held_at(at.kind, path) is CountryCode:
        meant = country_meant(value)
    else:
        meant = shape_meant(value, path, _held_at(at.kind, path))
    found = at.finding(
        code,
        f"{getattr(problem, 'fault', problem)}; found {describe(value)}",
        path,
        meant.hint if meant else _REMEDIES[code],
    )
    return evolve(found, fix=(Replace(path, meant.text),) if meant and meant.text else ())


def _language_by_name(text: str) -> Meant | None:
    """Give the tag of a language given by its name."""
    from dialogues.languages.labels import LabelKind, identify_language  # here: only needed for what is malformed

    reading = identify_language(text)
    if reading.tag is None or reading.how is not LabelKind.NAME or reading.ambiguous_with:
        return None
    return Meant(f"write {reading.tag}", str(reading.tag))


# The types of the fields


def _held_at(kind: type, path: Path) -> Any:
    """Follow a path through the types of the fields, to what a value there is; None where it leads to no field."""
    found: Any = kind
    for part in path:
        if isinstance(part, str):
            field = field_of(found, part)
            found = None if field is None else field.holds
    return found


def _fields(kind: type | None) -> list[str]:
    return [] if kind is None else [field.key for field in fields_of(kind) if field.name != "id"]
