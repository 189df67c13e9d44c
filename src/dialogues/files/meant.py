"""What a value that does not fit was meant to say: what the library knows of names, words, days and shapes.

A word is written in a value's place only where it can mean one thing; all else is a hint, which a person decides.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from attrs import frozen

from dialogues.errors import InvalidDate
from dialogues.languages.localised import LocalisedText
from dialogues.records.dates import Date, parse_date
from dialogues.records.fields_of import fields_of
from dialogues.vocabulary import (
    ActionKind,
    InstrumentKind,
    MediaType,
    RelationKind,
    Renewal,
    SourceClass,
    Status,
)

# What people write for words of the lists, beside the words themselves in other letters (``Action Plan``).
_EVERYDAY: dict[type, dict[str, str]] = {
    InstrumentKind: {
        "mou": "memorandum-of-understanding",
        "moa": "memorandum-of-agreement",
        "moc": "memorandum-of-cooperation",
        "loi": "letter-of-intent",
        "accord": "agreement",
        "communique": "joint-statement",
        "communiqué": "joint-statement",
        "joint-communique": "joint-statement",
        "joint-communiqué": "joint-statement",
        "minutes": "agreed-minutes",
        "record-of-discussions": "agreed-minutes",
        "plan-of-action": "action-plan",
        "road-map": "roadmap",
        "program": "programme",
    },
    Status: {"in-force": "active", "in-effect": "active", "not-yet-in-force": "not-in-force", "expired": "ended"},
    ActionKind: {
        "ratified": "ratification",
        "accepted": "acceptance",
        "approved": "approval",
        "acceded": "accession",
        "denounced": "denunciation",
        "terminated": "termination",
        "suspended": "suspension",
        "extended": "extension",
        "withdrawn": "withdrawal",
        "withdrew": "withdrawal",
        "entry-in-force": "entry-into-force",
    },
    RelationKind: {"replaces": "supersedes", "implementing": "implements", "under": "based-on"},
    SourceClass: {"newspaper": "press", "academic": "scholarly"},
    Renewal: {"automatic": "tacit"},
    MediaType: {"pdf": "application/pdf", "html": "text/html", "htm": "text/html", "txt": "text/plain"},
}
# What people write for a key, where neither letters nor parts tell it.
_KEYS = {"url": ("href", "address"), "link": ("href", "address"), "uri": ("href", "address"), "lang": ("language",)}
_BETWEEN = re.compile(r"[\s_-]+")
_NOT_KNOWN = frozenset(
    {"n/a", "na", "n.a.", "tbd", "tbc", "todo", "xxx", "?", "??", "-", "none", "not known", "n.d.", "s.d."}
)
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_TIME = re.compile(r"(?<=[0-9])[T ][0-9]{2}:[0-9]{2}.*")
_SERIAL = re.compile(r"[1-9][0-9]{4}", re.ASCII)
_FIRST_SERIAL, _LAST_SERIAL = 15_000, 73_000  # from 1941 to 2099
_DAY_NOUGHT = datetime.date(1899, 12, 30)  # of spreadsheets, which count 1900 as a leap year


@frozen
class Meant:
    """What was meant."""

    hint: str
    """What to do."""
    text: str = ""
    """What to write in the value's place; empty where a person has to decide."""


def word_meant(value: object, words: type[StrEnum]) -> Meant | None:
    """Give the word of a closed list that was meant: in other letters, as everybody calls it, or by a label of ours."""
    if not isinstance(value, str):
        return None
    written = _BETWEEN.sub("-", value.strip().casefold())
    found = next((str(word) for word in words if str(word) == written), _EVERYDAY.get(words, {}).get(written))
    if found is None:
        from dialogues.files.understood import labelled  # here: the catalogues are only needed for what is no word

        named = labelled(words, value)  # a translation of ours decides nothing
        return Meant(f"did you mean {' or '.join(named)}?") if named else None
    return Meant(f"write {found}", found)


def country_meant(value: object) -> Meant | None:
    """Give the code of the country that a name or a code in other letters means; of a name of several, all of them."""
    from dialogues.languages.territories import find_territories  # here: only needed for what is no code

    if not isinstance(value, str) or not value.strip():
        return None
    codes = [str(each.code) for each in find_territories(value.strip())]
    if len(codes) == 1:
        return Meant(f"write {codes[0]}", codes[0])
    return Meant(f"write {' or '.join(codes)}") if codes else None


def date_meant(value: str) -> Meant | None:
    """Give the date that was meant: in another form, of a spreadsheet, or unknown."""
    from dialogues.records.date_words import known_part, plain_day  # here: seldom needed, and slow to load

    plain = _TIME.sub("", _DASHES.sub("-", value))
    found = plain_day(plain) or known_part(plain)
    if found is not None:
        # An hour of another zone may be of the day before, or behind.
        return Meant(f"write {found}", "" if _TIME.search(value) else str(found))
    if value.strip().casefold() in _NOT_KNOWN:
        return Meant("write unknown, or leave it out")
    if _SERIAL.fullmatch(value) and _FIRST_SERIAL <= int(value) <= _LAST_SERIAL:
        day = _DAY_NOUGHT + datetime.timedelta(days=int(value))
        return Meant(f"write {day}, if it is the number of a day in a spreadsheet")
    return None


def shape_meant(value: object, path: Sequence[str | int], holds: Any) -> Meant | None:
    """Say how a text is written where a list or a mapping is expected."""
    if not isinstance(value, str) or not value.strip() or not path or not isinstance(path[-1], str):
        return None
    key = path[-1]
    if holds is LocalisedText:
        return Meant(f"write {key}: {{en: …}}, with the tag of the language that it is in")
    names = [field.key for field in fields_of(holds)] if isinstance(holds, type) else []
    day = _day(value)
    if day is not None and "date" in names:
        return Meant(f"write {key}: [{{date: {day}}}]")
    return None


def _day(value: str) -> Date | None:
    try:
        return parse_date(value)
    except InvalidDate:
        from dialogues.records.date_words import plain_day  # here: as above

        return plain_day(value)


def key_meant(key: str, allowed: Sequence[str], kind: type | None) -> Meant | None:
    """Give the key that was meant: a longer one that begins with it, or the one whose parts have it."""
    other = [each for each in _KEYS.get(key, ()) if each in allowed]
    if other:
        return Meant(f"did you mean {other[0]}?", other[0])
    longer = [each for each in allowed if each.startswith(f"{key}_")]
    if len(longer) == 1:
        return Meant(f"did you mean {longer[0]}?", longer[0])
    above = [
        field.key
        for field in fields_of(kind or object)
        if field.part is not None and field.key not in _ABOUT and any(each.key == key for each in fields_of(field.part))
    ]
    if not above:
        return None
    return Meant(
        f"it is a key of {' and '.join((', '.join(above[:-1]), above[-1]) if above[1:] else above)}: write it there"
    )


_ABOUT = frozenset({"evidence", "resolution", "retired", "listed", "counterparts"})  # parts that speak of others


def typographic(text: str) -> str:
    """Say that quotation marks of a printed page do not quote in a file; nothing where there are none."""
    if not any(char in text for char in "“”„«»‘’"):
        return ""
    return 'quotation marks of print are letters here: write the whole text between " and "'
