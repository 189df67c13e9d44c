"""The values of a record's fields: each is made by one parser from the text of the file.

A little over 300 lines: a parser and its field for each kind of value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Any, TypeVar

from attrs import frozen
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from dialogues.errors import InvalidLanguageTag
from dialogues.languages.localised import LocalisedText
from dialogues.languages.tags import LanguageTag
from dialogues.records.address import why_no_address
from dialogues.records.dates import Date, parse_date
from dialogues.records.durations import DURATION_EXAMPLES, DURATION_PATTERN, Duration, parse_duration
from dialogues.records.identifiers import (
    CountryCode,
    RecordId,
    SubdivisionCode,
    area_code,
    country_code,
    record_id,
    subdivision_code,
)

MAX_STRING = 20_000


class FileRecord(BaseModel):
    """What a mapping of a data file says: frozen, and unknown keys are refused.

    The validators are built on first use, since an import should not wait for them; and the modules of the records
    do without ``from __future__ import annotations``, since pydantic would have to compile each one again.
    A field's docstring is its description in the JSON Schema, which reads it from the source
    (:mod:`dialogues.records.json_schema`). Values are written with the keys of the files, so that what is written is
    read again; files are read by those keys alone, Python by the attributes' names too.
    """

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        defer_build=True,
        serialize_by_alias=True,
        validate_by_alias=True,
        validate_by_name=True,
        json_schema_serialization_defaults_required=True,
    )

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> Any:
        """Give the schema of a file, or of what is written where that is asked for (``mode="serialization"``)."""
        schema = handler(core_schema)
        if handler.mode == "serialization":
            from dialogues.records.output_schema import as_written  # here: only a service's OpenAPI asks for it

            as_written(handler.resolve_ref_schema(schema), cls, handler.resolve_ref_schema)
        return schema


_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_HALF = re.compile(r"[\ud800-\udfff]")  # of a character
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}", re.ASCII)
_TAG_PATTERN = "^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*$"
_DATE_PATTERN = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?[?~%]?$"

parse_tag = lru_cache(4096)(LanguageTag.parse)
"""Read a language tag; the same text gives the same object."""


def _expect_text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("text is expected here")  # noqa: TRY004  # pydantic turns only a ValueError into a fault
    return value


def _date(value: object) -> Date:
    return value if isinstance(value, Date) else parse_date(_expect_text(value))


def _duration(value: object) -> Duration:
    return value if isinstance(value, Duration) else parse_duration(_expect_text(value))


def _tag(value: object) -> LanguageTag:
    if value.__class__ is str:  # as in files
        return parse_tag(value)
    return value if isinstance(value, LanguageTag) else parse_tag(_expect_text(value))


def _id(value: object) -> RecordId:
    return record_id(value if value.__class__ is str else _expect_text(value))


def _fault_of_key(key: str, message: str) -> PydanticCustomError:
    return PydanticCustomError("value_error", "{error}", {"error": message, "key": key})


def _localised(value: object) -> LocalisedText:
    if isinstance(value, LocalisedText):
        return value
    if not isinstance(value, Mapping):
        raise ValueError("a map from language tag to text is expected here")  # noqa: TRY004
    texts: dict[LanguageTag, str] = {}
    for key, text in value.items():
        try:
            tag = _tag(key)
        except InvalidLanguageTag as error:
            raise _fault_of_key(key, str(error)) from None
        if tag in texts:
            raise _fault_of_key(key, f"the language {tag} is given twice")
        if not isinstance(text, str) or not text:
            raise _fault_of_key(key, f"the text in {tag} is missing")
        if not text.isascii() and _HALF.search(text):  # JSON may hold them, and no file can be written with them
            raise _fault_of_key(key, f"the text in {tag} has half characters (surrogates)")
        texts[tag] = text
    if not texts:
        raise ValueError("at least one language is expected here")
    return LocalisedText(texts)


def _dump_localised(value: LocalisedText) -> dict[str, str]:
    return {str(tag): text for tag, text in value.items()}


def _web_address(value: object) -> str:
    text = _expect_text(value)
    problem = why_no_address(text)
    if problem:
        raise ValueError(problem)
    return text


_BASE = re.compile(
    r"(?:https://[^\s<>\"'\\^`{|}?#\ud800-\udfff]+|urn:[a-z0-9][a-z0-9-]{0,31}:[^\s<>\"'\\^`{|}?#\ud800-\udfff]*)",
    re.ASCII,
)


def _base_address(value: object) -> str:
    text = _expect_text(value)
    if not _BASE.fullmatch(text):
        raise ValueError("a base is an https:// address or a urn: prefix, without query and fragment")
    return text


def relative_path(value: object) -> str:
    """Check the path of a file of the registry. Raises ValueError for one that could lead out of the folder."""
    text = _expect_text(value)
    if _CONTROLS.search(text):
        raise ValueError("a path has no control characters, and none that turn the direction of a text")
    if text.startswith(("/", "\\")) or "\\" in text or ":" in text or ".." in text.split("/") or not text:
        raise ValueError("a path is relative to the data folder, written with / and without ..")
    return text


def logo_path(value: object) -> str:
    """Check the path of a logo. Raises ValueError for one that leads out of the folder, or is of another kind."""
    path = relative_path(value)
    if not path.lower().endswith((".svg", ".png")):
        raise ValueError("a logo is a file .svg or .png")
    return path


def _colour(value: object) -> str:
    if not isinstance(value, str) or not _COLOUR.fullmatch(value):
        raise ValueError('a colour is # and six hexadecimal digits, in quotes: "#005a3c"')
    return value.lower()


def _sha256(value: object) -> str:
    text = _expect_text(value)
    if not _SHA256.fullmatch(text):
        raise ValueError("a SHA-256 is 64 hexadecimal digits in lower case")
    return text


def _known(value: object) -> object:
    return None if value == "unknown" else value


def one_or_more(value: object) -> object:
    """Let a single item stand for a list of one, which reads better by hand."""
    kind = value.__class__
    if kind is list:  # as most are: to ask for a Mapping takes ten times as long
        return value
    if kind is str:
        return (value,)
    return (value,) if isinstance(value, str | Mapping) else value


@frozen
class Reference:
    """Marks a field that holds the id of another record, and names the relation that this makes."""

    collection: str
    """The collection the other record is in; empty for any."""
    relation: str
    """What the other record is to this one (``publisher``); empty where the field's owner says it by its ``kind``."""
    inverse: str
    """What this record is to the other one (``published``); likewise."""


@frozen
class Relates:
    """Marks a field that holds parts: what the records that these refer to are to the record, as in Reference."""

    relation: str
    """What the other record is to this one."""
    inverse: str
    """What this record is to the other one."""


Item = TypeVar("Item")

# An editor takes 2015 for a number where the registry reads text: both are allowed.
Text = Annotated[str, Field(min_length=1, max_length=MAX_STRING, json_schema_extra={"type": ["string", "number"]})]
DateField = Annotated[
    Date,
    PlainValidator(_date),
    PlainSerializer(str),
    WithJsonSchema(
        {
            "type": ["string", "integer"],
            "pattern": _DATE_PATTERN,
            "minimum": 1,
            "maximum": 9999,
            "examples": ["2007-11-29", "2013-05", "2015", "2011-02-14?"],
        }
    ),
]
DurationField = Annotated[
    Duration,
    PlainValidator(_duration),
    PlainSerializer(str),
    WithJsonSchema({"type": "string", "pattern": DURATION_PATTERN, "examples": list(DURATION_EXAMPLES)}),
]
TagField = Annotated[
    LanguageTag,
    PlainValidator(_tag),
    PlainSerializer(str),
    WithJsonSchema({"type": "string", "pattern": _TAG_PATTERN, "examples": ["en", "zh-Hans", "und"]}),
]
LocalisedField = Annotated[
    LocalisedText,
    PlainValidator(_localised),
    PlainSerializer(_dump_localised),
    WithJsonSchema(
        {
            "type": "object",
            "propertyNames": {"pattern": _TAG_PATTERN},
            "additionalProperties": {"type": "string", "minLength": 1, "maxLength": MAX_STRING},
            "minProperties": 1,
            "examples": [{"en": "Memorandum of Understanding"}],
        }
    ),
]
IdField = Annotated[
    RecordId,
    PlainValidator(_id),
    WithJsonSchema(
        {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 80, "examples": ["china-2006"]}
    ),
]
CountryField = Annotated[
    CountryCode,
    PlainValidator(lambda value: country_code(_expect_text(value))),
    WithJsonSchema({"type": "string", "pattern": "^[A-Z]{2}([A-Z]{2})?$", "examples": ["BR", "SUHH"]}),
]
TerritoryField = Annotated[
    SubdivisionCode,
    PlainValidator(lambda value: subdivision_code(_expect_text(value))),
    WithJsonSchema({"type": "string", "pattern": "^[A-Z]{2}-[A-Z0-9]{1,3}$", "examples": ["CA-QC"]}),
]
AreaField = Annotated[
    CountryCode | SubdivisionCode,
    PlainValidator(lambda value: area_code(_expect_text(value))),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": "^([A-Z]{2}|[A-Z]{4}|[A-Z]{2}-[A-Z0-9]{1,3})$",
            "examples": ["BR", "SUHH", "CA-QC"],
        }
    ),
]
AddressField = Annotated[
    str, PlainValidator(_web_address), WithJsonSchema({"type": "string", "pattern": '^https?://[^\\s<>"\\\\^`{|}]+$'})
]
BaseField = Annotated[
    str,
    PlainValidator(_base_address),
    WithJsonSchema({"type": "string", "pattern": "^(https://|urn:)", "examples": ["urn:example:agreements:"]}),
]
PathField = Annotated[
    str, PlainValidator(relative_path), WithJsonSchema({"type": "string", "examples": ["files/china-2006-en.pdf"]})
]
LogoField = Annotated[
    str,
    PlainValidator(logo_path),
    WithJsonSchema({"type": "string", "pattern": r"\.([sS][vV][gG]|[pP][nN][gG])$", "examples": ["files/logo.svg"]}),
]
ColourField = Annotated[
    str,
    PlainValidator(_colour),
    WithJsonSchema({"type": "string", "pattern": "^#[0-9A-Fa-f]{6}$", "examples": ["#005a3c"]}),
]
HashField = Annotated[str, PlainValidator(_sha256), WithJsonSchema({"type": "string", "pattern": "^[0-9a-f]{64}$"})]
Count = Annotated[int, Field(ge=0)]
Amount = Annotated[float, Field(ge=0, le=1e15)]


def text_or_mapping(value: object) -> str:
    """Tell the two forms of a value apart that is a text or a mapping; the word is no part of a path."""
    return "~text" if isinstance(value, str) else "~mapping"


def one_or_more_schema(schema: dict[str, Any]) -> None:
    """Say in the JSON Schema that a single item may stand for a list of one."""
    items = schema.get("items")
    if items is not None:
        array = {key: schema.pop(key) for key in ("type", "items") if key in schema}
        schema["anyOf"] = [items, array]


def unknown_schema(schema: dict[str, Any]) -> None:
    """Say in the JSON Schema that the word unknown stands for a value nobody knows."""
    schema["anyOf"] = [*schema.get("anyOf", []), {"const": "unknown"}]


OneOrMore = Annotated[tuple[Item, ...], BeforeValidator(one_or_more), Field(json_schema_extra=one_or_more_schema)]
OrUnknown = Annotated[Item | None, BeforeValidator(_known), Field(json_schema_extra=unknown_schema)]
