"""What people write understood as what files say: words of closed lists, dates, partners; nothing is ever guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from typing import TypeVar

from dialogues.errors import AmbiguousName, AmbiguousValue, InvalidDate, UnknownName, UnknownValue
from dialogues.languages.catalogue import LANGUAGES as CATALOGUES
from dialogues.languages.catalogue import label
from dialogues.languages.subdivisions import find_subdivisions, is_subdivision
from dialogues.names.folding import fold, fold_accents
from dialogues.records import Date, Organisation
from dialogues.records.date_signs import LANGUAGES
from dialogues.records.dates import Precision
from dialogues.records.printed_dates import dates_of
from dialogues.registry import Registry
from dialogues.registry.collection import closed

W = TypeVar("W", bound=StrEnum)
_SEVERAL_DAYS = re.compile(r"\d{1,2}\s*[-–—]\s*\d{1,2}\b")  # the dashes of print
_SMALL_WORDS = frozenset({"of", "or"})


def word_of(field: str, text: str, words: type[W]) -> W:
    """Give the word of a closed list: as it is written there, by its label in a language, or its initials (MoU, LoI).

    Case, accents and hyphens do not count; the labels are those of the ten languages that messages are in.
    Raises :class:`~dialogues.errors.UnknownValue` for one that is not there, with what may have been meant, and
    :class:`~dialogues.errors.AmbiguousValue` for initials or labels of several.
    """
    written = "".join(char for char in text.casefold() if char.isalnum())
    meant = [each for each in words if each.value == "-".join(text.casefold().replace("-", " ").split())]
    meant = meant or [each for each in words if written in _initials(each.value)]
    meant = meant or [words(each) for each in labelled(words, text)]
    if len(meant) > 1:
        raise AmbiguousValue(field, text, [each.value for each in meant])
    return meant[0] if meant else words(closed(field, text, [each.value for each in words]))


def labelled(words: type[StrEnum], text: str) -> tuple[str, ...]:
    """Give the words of a closed list that have a label in one of the languages of the messages."""
    return _labelled(words).get(fold_accents(fold(text)), ())


@cache
def _labelled(words: type[StrEnum]) -> dict[str, tuple[str, ...]]:
    """Give the words of a closed list by their labels in every language of the messages."""
    found: dict[str, tuple[str, ...]] = {}
    for each in words:
        for key in dict.fromkeys(fold_accents(fold(label(each, language))) for language in CATALOGUES):
            found[key] = (*found.get(key, ()), each.value)
    return found


def _initials(word: str) -> set[str]:
    parts = word.split("-")
    if len(parts) < 2:
        return set()
    return {"".join(each[0] for each in parts), "".join(each[0] for each in parts if each not in _SMALL_WORDS)}


def date_of(text: str, languages: Iterable[str] = LANGUAGES) -> Date:
    """Read a date: EDTF (``2013-05``, ``2011-02-14?``), or as it is printed in one of the languages.

    Raises :class:`~dialogues.errors.InvalidDate` for what is none, and :class:`~dialogues.errors.AmbiguousValue` for
    one with several readings (``03/04/2012``).
    """
    written = text.strip()
    try:
        return Date.parse(written)
    except InvalidDate:
        among = tuple(languages)
        found = dates_of(written, 0, len(written), among[0] if len(among) == 1 else "", among)
    whole = [each for each in found if each.start == 0 and not written[each.end :].strip(" .,г")]
    readings = sorted({str(reading) for each in whole for reading in each.readings})
    if any(_SEVERAL_DAYS.match(written) and Date.parse(each).precision is not Precision.DAY for each in readings):
        raise InvalidDate(text, "several days are no date: give the first and the last one by themselves")
    if len(found) != 1 or not readings:
        raise InvalidDate(text, "a date is expected, like 2013-05-14, or as it is printed")
    if len(readings) > 1:
        raise AmbiguousValue("date", text, readings)
    return Date.parse(readings[0])


def party_of(registry: Registry, text: str) -> dict[str, str]:
    """Give what a party of a name is: its country, its territory, or its organisation with the country of that.

    A country by any name or code in any language, a part of one, an organisation of the registry by any of its names.
    Raises :class:`~dialogues.errors.UnknownName`, and :class:`~dialogues.errors.AmbiguousName` with what it may be.
    """
    if is_subdivision(text.strip()):
        return {"country": text.strip()[:2], "territory": text.strip()}
    found = [each for each in registry.find(text) if each.country or isinstance(each.record, Organisation)]
    if not found:
        parts = list(dict.fromkeys(each.code for each in find_subdivisions(text)))
        if len(parts) == 1:
            return {"country": parts[0][:2], "territory": parts[0]}
        if parts:
            raise AmbiguousName(text, parts)
        raise UnknownName(text, registry.suggest(text))
    if len({each.key for each in found}) > 1:
        raise AmbiguousName(text, sorted({each.key for each in found}))
    if found[0].country:
        return {"country": found[0].country}
    record = registry.organisations[found[0].key]
    place = {"country": record.country, "territory": record.territory}
    return {**{key: value for key, value in place.items() if value}, "organisation": record.id}


def record_of(registry: Registry, text: str, collection: str) -> str | None:
    """Give the id of the one record of a collection that bears a name; None where none does.

    Raises :class:`~dialogues.errors.AmbiguousName` where several do.
    """
    held = registry.collections[collection]
    if text in held:
        return text
    key = fold_accents(fold(text))
    keys = sorted({each.key for each in registry.find(text) if each.record is not None and each.key in held})
    exact = [each for each in keys if any(fold_accents(fold(name.text)) == key for name in held[each].names)]
    if len(exact) > 1:
        raise AmbiguousName(text, exact)
    return exact[0] if exact else None


def country_of(registry: Registry, text: str) -> str:
    """Give the code of the country that a name means.

    Raises :class:`~dialogues.errors.UnknownValue` and :class:`~dialogues.errors.AmbiguousName`.
    """
    codes = sorted({each.country for each in registry.find(text) if each.country})
    if len(codes) > 1:
        raise AmbiguousName(text, codes)
    if not codes:
        raise UnknownValue("country", text, similar=registry.suggest(text))
    return codes[0]
