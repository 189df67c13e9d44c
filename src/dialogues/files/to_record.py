"""From a tree to a record: pydantic's errors become findings in words for the person who wrote the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from attrs import evolve
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from dialogues.errors import InvalidDate, InvalidLanguageTag, UnknownCountry, shorten
from dialogues.files.tree import Path, Tree
from dialogues.findings import Finding, Insert, Replace, Severity, format_path
from dialogues.records.date_words import plain_day
from dialogues.records.dates import NO_SUCH_DAY
from dialogues.records.fields import FileRecord
from dialogues.records.fields_of import field_of, fields_of

_NUMBERS = {
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "greater_than_equal": "a number of 0 or more",
}

R = TypeVar("R", bound=FileRecord)

UNKNOWN_KEY, MISSING_KEY, WRONG_SHAPE, NOT_ALLOWED, MALFORMED = "S301", "S302", "S303", "S304", "S305"
IMPOSSIBLE_DAY, UNKNOWN_COUNTRY = "D301", "P401"

_SHAPES = {
    "model_type": "a mapping",
    "dict_type": "a mapping",
    "tuple_type": "a list",
    "list_type": "a list",
    "string_type": "text",
    "string_too_short": "text",
}

_HOW = {
    "a mapping": "write keys with values",
    "a list": "write each item in a line of its own, behind a dash",
    "text": "write a text",
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
    at = _Place(tree, file)
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

    def __init__(self, tree: Tree, file: str) -> None:
        self.tree = tree
        self.file = file

    def has(self, path: Path) -> bool:
        value: Any = self.tree.value
        for part in path:
            if isinstance(value, dict):
                value = value.get(str(part))
            elif isinstance(value, list) and isinstance(part, int):
                value = value[part]
        return value is not None

    def finding(self, code: str, message: str, path: Path, hint: str, *, key: bool = False) -> Finding:
        location = self.tree.locate(self.file, path, key=key)
        return Finding(location, Severity.ERROR, code, message, format_path(path), hint)


def _validated(kind: type[R], value: dict[str, Any], at: _Place) -> tuple[R | None, list[Finding]]:
    try:
        return kind.model_validate(value, by_alias=True, by_name=False), []
    except ValidationError as error:
        errors = [_in_the_file(each) for each in error.errors(include_url=False)]
    unknown = [each for each in errors if each["type"] == "extra_forbidden"]
    findings, mended = [], set()
    for each in unknown:
        path = each["loc"]
        allowed = _fields(_type_at(kind, path[:-1]))
        similar = _similar(str(path[-1]), allowed)
        hint = f"did you mean {similar}?" if similar else f"allowed: {', '.join(allowed)}"
        mended.add((*path[:-1], similar))
        findings.append(
            at.finding(UNKNOWN_KEY, f"the key {shorten(str(path[-1]))!r} is unknown here", path, hint, key=True)
        )
    # A key that is misspelt is not missing as well.
    findings.extend(
        _finding(each, at)
        for each in errors
        if each["type"] != "extra_forbidden" and not (each["type"] == "missing" and each["loc"] in mended)
    )
    return None, sorted(findings)


def _in_the_file(error: ErrorDetails) -> ErrorDetails:
    """Leave out of a path which form of a value was meant, where it may have several."""
    error["loc"] = tuple(part for part in error["loc"] if not str(part).startswith("~"))
    return error


def _finding(error: ErrorDetails, at: _Place) -> Finding:
    path, kind, found = error["loc"], error["type"], describe(error["input"])
    context = error.get("ctx", {})
    if kind == "missing":
        missing = at.finding(MISSING_KEY, f"the key {path[-1]!r} is missing", path[:-1], "add it")
        return evolve(missing, path=format_path(path))
    if kind == "enum":
        allowed = [member.strip(" '") for member in str(context["expected"]).replace(" or ", ", ").split(",")]
        similar = _similar(str(error["input"]), allowed) if isinstance(error["input"], str) else ""
        hint = f"did you mean {similar}?" if similar else f"allowed: {', '.join(allowed)}"
        return at.finding(NOT_ALLOWED, f"{found} is not one of the values allowed here", path, hint)
    if kind in _SHAPES:
        return at.finding(WRONG_SHAPE, f"{_SHAPES[kind]} is expected, found {found}", path, _HOW[_SHAPES[kind]])
    if kind in _NUMBERS:
        return at.finding(MALFORMED, f"{_NUMBERS[kind]} is expected, found {found}", path, "write digits alone")
    if "key" in context:
        return at.finding(MALFORMED, str(context["error"]), (*path, str(context["key"])), "correct it, or remove it")
    # Our own parsers say what they expect; of pydantic's messages only those remain that read well by themselves.
    problem = context.get("error", error["msg"][:1].lower() + error["msg"][1:])
    return _malformed(problem, error["input"], path, at)


def _malformed(problem: object, value: object, path: Path, at: _Place) -> Finding:
    code = MALFORMED
    fix: tuple[Replace | Insert, ...] = ()
    if isinstance(problem, InvalidDate):
        code = IMPOSSIBLE_DAY if problem.fault == NO_SUCH_DAY else MALFORMED
        meant = plain_day(problem.text)
        fix = (Replace(path, str(meant)),) if meant is not None else ()
    elif isinstance(problem, InvalidLanguageTag):
        fix = _language_by_name(problem.text, path, at)
    elif isinstance(problem, UnknownCountry):
        code = UNKNOWN_COUNTRY
    hint = f"write {fix[0].text}" if fix else _REMEDIES[code]
    found = at.finding(code, f"{getattr(problem, 'fault', problem)}; found {describe(value)}", path, hint)
    return evolve(found, fix=fix)


def _language_by_name(text: str, path: Path, at: _Place) -> tuple[Replace | Insert, ...]:
    """Write the tag of a language given by its name; a document keeps the name as its printed label."""
    from dialogues.languages.labels import LabelKind, identify_language  # here: only needed for what is malformed

    reading = identify_language(text)
    if reading.tag is None or reading.how is not LabelKind.NAME or reading.ambiguous_with:
        return ()
    edits: list[Replace | Insert] = [Replace(path, str(reading.tag))]
    if path[-1:] == ("language",) and path[:1] == ("documents",) and not at.has((*path[:-1], "printed_label")):
        edits.append(Insert(path[:-1], "printed_label", text, "language"))
    return tuple(edits)


def _similar(word: str, allowed: Iterable[str]) -> str:
    from difflib import get_close_matches  # here: only needed for what is misspelt

    return next(iter(get_close_matches(word.lower(), list(allowed), n=1, cutoff=0.7)), "")


def _type_at(kind: type, path: Path) -> type | None:
    """Follow a path through the types of the fields."""
    found: type | None = kind
    for part in path:
        if found is None:
            return None
        if isinstance(part, str):
            field = field_of(found, part)
            found = None if field is None else field.part
    return found


def _fields(kind: type | None) -> list[str]:
    return [] if kind is None else [field.key for field in fields_of(kind) if field.name != "id"]
