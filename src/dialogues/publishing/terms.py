"""Terms of linked data as N-Triples writes them (RDF 1.1), without a library: addresses, texts and typed values."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from dialogues.records.dates import Date, Precision

OWN = "urn:x-dialogues:def:"
"""The namespace of the terms that no other vocabulary has."""
PREFIXES: dict[str, str] = {
    "adms": "http://www.w3.org/ns/adms#",
    "d": OWN,
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The vocabularies in use, by the prefixes that they usually have."""
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
"""The type of a date at its precision (Extended Date/Time Format, ISO 8601-2)."""
_NOT_IN_AN_ADDRESS = re.compile('[\x00-\x20<>"{}|^`\\\\\x7f-\x9f\ud800-\udfff]')
_ESCAPED = re.compile('["\\\\\n\r\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r"}


class Triple(NamedTuple):
    """A statement, its three terms as N-Triples writes them."""

    subject: str
    """An address."""
    predicate: str
    """An address."""
    object: str
    """An address, or a literal."""


@lru_cache(65_536)
def address(text: str) -> str:
    """Write an address; a character that none can have is percent-encoded."""
    return f"<{_NOT_IN_AN_ADDRESS.sub(_percent, text)}>"


def own(text: str) -> str:
    """Write an address that the registry's base, ids and hashes make: none of them has what no address can have."""
    return f"<{text}>"


def _percent(char: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in char[0].encode("utf-8", "replace"))


@cache
def named(short: str) -> str:
    """Write the address of a term by its prefix: ``dct:title``."""
    prefix, _, name = short.partition(":")
    return f"<{PREFIXES[prefix]}{name}>"


def text(value: str, language: str = "") -> str:
    r"""Write a text, with its language where that is known.

    Half a character, which no file in UTF-8 can hold, is written out as the files of data do.

    >>> print(text('a "b"\n', "zh-Hans"))
    "a \"b\"\n"@zh-hans
    """
    quoted = f'"{_ESCAPED.sub(_escape, value)}"'
    # Language tags have no case (RDF 1.1, 3.3), and libraries write them small.
    return f"{quoted}@{language.lower()}" if language else quoted


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    if "\ud800" <= char <= "\udfff":
        return f"\\\\u{ord(char):04x}"
    return _SHORT.get(char) or f"\\u{ord(char):04X}"


def typed(value: str, kind: str) -> str:
    """Write a value of a type of XML Schema: ``typed("3", "integer")``."""
    return f'"{value}"^^<{PREFIXES["xsd"]}{kind}>'


def edtf(date: Date) -> str:
    """Write a date at its precision and with its doubt, as the Library of Congress's type has it (EDTF)."""
    return f'"{date}"^^<{EDTF}>'


def certain_day(date: Date) -> str | None:
    """Write a date as a day of XML Schema; None where the day is not known or in doubt."""
    return typed(str(date), "date") if date.precision is Precision.DAY and not date.mark else None
