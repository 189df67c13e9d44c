"""The settings of a check: which rules, how they weigh, what is accepted and why, what is expected."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, StringConstraints, ValidationError

from dialogues.documents.file_bytes import open_file
from dialogues.errors import InvalidSettings
from dialogues.files.comments import SHORTEST_REASON
from dialogues.files.toml_text import NoToml, toml_of
from dialogues.findings import Severity, format_path

FILE, PROJECT_FILE = "dialogues.toml", "pyproject.toml"
MAX_BYTES = 1_000_000
_OUR_TABLE = re.compile(rb"\[\s*tool\s*\.\s*[\"']?dialogues\b")
_SELECTOR = re.compile(r"ALL|[A-Z]{1,4}[0-9]{0,3}", re.ASCII)

Selector = Annotated[str, Field(pattern=r"^(ALL|[A-Z]{1,4}[0-9]{0,3})$")]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=SHORTEST_REASON)]


class _Table(BaseModel):
    model_config = ConfigDict(
        extra="forbid", frozen=True, defer_build=True, alias_generator=lambda n: n.replace("_", "-")
    )


class ListingExpectation(_Table):
    """What a listing page is known to print."""

    source: str
    """The id of the listing."""
    agreements: Annotated[int, Field(ge=0)] | None = None
    """The number of agreements that it prints."""
    publications: Annotated[int, Field(ge=0)] | None = None
    """The number of publications that it prints."""
    documents: Annotated[int, Field(ge=0)] | None = None
    """The number of documents of its agreements."""


class Expectations(_Table):
    """What the registry as a whole is known to hold."""

    counts: Mapping[str, Annotated[int, Field(ge=0)]] = {}
    """The number of records by collection."""
    listings: tuple[ListingExpectation, ...] = ()
    """What listing pages print."""
    release: str | None = None
    """The release before, whose ids must not be gone without a trace: its folder, seen from that of the settings."""


class AcceptedFinding(_Table):
    """A finding that is accepted: for a file that can hold no comment, a JSON record."""

    file: str
    """The file, relative to the registry's folder."""
    code: Annotated[str, Field(pattern=r"^[A-Z]{1,4}[0-9]{3}$")]
    """The rule."""
    at: str = ""
    """The place within the record (``documents[0].language``); any, if none is given."""
    reason: Reason
    """Why."""


class Settings(_Table):
    """The settings of a check."""

    select: Annotated[tuple[Selector, ...], Field(min_length=1)] = ("ALL",)
    """The rules to run: codes, families, or ``ALL``."""
    ignore: Mapping[Selector, Reason] = {}
    """The rules not to run, each with the reason."""
    per_file_ignores: Mapping[str, Mapping[Selector, Reason]] = {}
    """The same for the files that a pattern (``agreements/*.yaml``) names."""
    severity: Mapping[Selector, Severity] = {}
    """Other weights than the rules' own."""
    accept: tuple[AcceptedFinding, ...] = ()
    """Findings that are accepted, where no comment can stand."""
    expect: Expectations = Field(default_factory=Expectations.model_construct)
    """What the registry as a whole is known to hold."""
    _file: str = PrivateAttr(default="")

    @property
    def file(self) -> str:
        """The file that they were read from; empty for none."""
        return self._file

    def selectors(self) -> Iterator[tuple[str, str]]:
        """Go through all names of rules, each with the key that it stands under."""
        yield from (("select", each) for each in self.select)
        yield from (("ignore", each) for each in self.ignore)
        yield from (("severity", each) for each in self.severity)
        yield from (("accept", each.code) for each in self.accept)
        yield from (("per-file-ignores", each) for codes in self.per_file_ignores.values() for each in codes)

    def selects(self, code: str, file: str = "") -> bool:
        """Say whether a rule is to be run, or its findings in a file to be told."""
        if not _matches(code, self.select) or _matches(code, self.ignore):
            return False
        return not any(
            fnmatchcase(file, pattern) and _matches(code, codes) for pattern, codes in self.per_file_ignores.items()
        )

    def severity_of(self, code: str, default: Severity) -> Severity:
        """Give the weight of a code: that of the longest selector that names it."""
        named = [selector for selector in self.severity if _matches(code, (selector,))]
        return self.severity[max(named, key=len)] if named else default


def _matches(code: str, selectors: object) -> bool:
    return any(selector == "ALL" or code.startswith(selector) for selector in selectors)  # type: ignore[attr-defined]


def is_selector(text: str) -> bool:
    """Say whether a text names rules: a code, a family, or ``ALL``."""
    return _SELECTOR.fullmatch(text) is not None


def find_settings(folder: Path) -> Settings:
    """Read the settings for a folder: ``dialogues.toml``, or ``[tool.dialogues]`` in ``pyproject.toml``.

    The first file found counts, in the folder and then in those above it. A ``pyproject.toml`` above it that cannot
    be read is somebody else's, unless it speaks of us.
    Raises :class:`~dialogues.errors.InvalidSettings` when it cannot be read or says what is not allowed.
    """
    resolved = folder.resolve()
    for each in (resolved, *resolved.parents):
        table, file = _table(each / FILE), each / FILE
        if table is None:
            file = each / PROJECT_FILE
            tool = (_table(file, ours=each == resolved) or {}).get("tool")
            table = tool.get("dialogues") if isinstance(tool, dict) else None
        if table is not None:
            return read_settings(table, str(file))
    return Settings.model_construct()  # as Settings(), without the validators, which take 5 ms to make


class _NoSettings(Exception):
    """The file is none that settings are read from."""


def _table(path: Path, *, ours: bool = True) -> dict[str, Any] | None:
    """Read a file; None where there is none, or one that cannot be read and is not ``ours`` and does not say it is."""
    content = b""
    try:
        content = _content(path)
        return _parsed(content)
    except FileNotFoundError:
        return None
    except (OSError, _NoSettings) as error:
        problem = str(getattr(error, "strerror", None) or error)
    if ours or _OUR_TABLE.search(content):
        raise InvalidSettings(str(path), "", problem)
    return None


def _parsed(content: bytes) -> dict[str, Any]:
    """Read TOML. Raises _NoSettings for what is none."""
    try:
        return toml_of(content)
    except NoToml as error:
        raise _NoSettings(str(error)) from None


def _content(path: Path) -> bytes:
    """Read a file. Raises OSError where that is not possible, and _NoSettings for what no settings are."""
    with open_file(path) as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise _NoSettings("it is no regular file")
        content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise _NoSettings(f"it is larger than {MAX_BYTES:,} bytes")
    return content


def read_settings(table: object, file: str) -> Settings:
    """Make settings of a table. Raises :class:`~dialogues.errors.InvalidSettings` with the key that is wrong."""
    try:
        settings = Settings.model_validate(table)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        kind, path = first["type"], format_path(tuple(part for part in first["loc"] if part != "[key]"))
        if kind == "extra_forbidden" and len(first["loc"]) == 1:
            allowed = ", ".join(name.replace("_", "-") for name in Settings.model_fields)
            raise InvalidSettings(file, path, f"no such key; allowed: {allowed}") from None
        raise InvalidSettings(file, path, _PROBLEMS.get(kind, "another value is expected")) from None
    settings._file = file  # noqa: SLF001  # a private attribute of our own
    return settings


_PROBLEMS = {
    "extra_forbidden": "no such key",
    "string_pattern_mismatch": "a rule is named by its code (L201), its family (L) or ALL",
    "string_too_short": "a reason is mandatory, of at least three letters, and tells a stranger why",
    "string_type": "text is expected, in quotes",
    "tuple_type": 'a list is expected, like ["ALL"]',
    "too_short": "at least one rule is expected",
    "dict_type": 'a table is expected, with a line for each: CODE = "the reason"',
    "mapping_type": 'a table is expected, with a line for each: CODE = "the reason"',
    "model_type": "a table is expected",
    "list_type": "a list is expected",
    "int_type": "a number is expected",
    "int_parsing": "a number is expected",
    "finite_number": "a number is expected",
    "int_parsing_size": "a smaller number is expected",
    "int_from_float": "a whole number is expected",
    "greater_than_equal": "a number of 0 or more is expected",
    "enum": "error, warning or info is expected",
    "missing": "it is missing",
}
