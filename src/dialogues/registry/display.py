"""Records in the reader's words: partners, kinds, languages and dates, as tables and JSON show them."""

from __future__ import annotations

from collections.abc import Sized
from typing import TYPE_CHECKING, Any, Protocol

from dialogues.languages.display import locale_for, territory_name
from dialogues.languages.localised import LocalisedText
from dialogues.records import Agreement, Date, Organisation, Party, Record
from dialogues.records.dates import Precision
from dialogues.records.fields import FileRecord
from dialogues.records.fields_of import references

if TYPE_CHECKING:
    from dialogues.languages.matching import Language
    from dialogues.records import Figure, Place


class Known(Protocol):
    """Where names and partners are looked up: a registry, or its indices."""

    def get(self, identifier: str, /) -> Record | None:
        """Give a record; None where there is none."""

    def whole_of(self, organisation: str) -> str:
        """Give the id of the organisation that one is a part of, its own if of none."""

    def key_of(self, party: Party) -> str:
        """Give what a party is shown as."""

    def agreements_with(self, key: str) -> Sized:
        """Give the agreements with a country or an organisation."""


def text_in(text: LocalisedText | None, language: Language, default: str = "") -> str:
    """Give a localised text in the reader's language, else in English, else in the first there is."""
    return text.best(language)[1] if text else default


def organisation_name(known: Known, identifier: str, language: Language) -> str:
    """Name an organisation in the reader's language; its id where the record is missing."""
    record = known.get(identifier)
    return text_in(record.name, language, identifier) if isinstance(record, Organisation) else identifier


def party_name(known: Known, party: Party, language: Language) -> str:
    """Name a party as a list does: its organisation, its territory or its country; see ``Registry.key_of``."""
    return partner_name(known, known.key_of(party), language)


def acronym_of(known: Known, identifier: str) -> str:
    """Give the acronym of an organisation, or an empty string."""
    record = known.get(identifier)
    names = record.other_names if isinstance(record, Organisation) else ()
    return next((name.text for name in names if name.use == "acronym"), "")


def place_name(code: str, language: Language) -> str:
    """Name a country, a state that is no more, or a part of a country by its code."""
    if "-" in code:
        from dialogues.languages.subdivisions import subdivision_name  # here: few agreements are with a part of one

        return subdivision_name(code, language)
    return territory_name(code, language)


def partner_name(known: Known, key: str, language: Language) -> str:
    """Name a partner by its key: a country's or territory's code, else an organisation's id, with its acronym."""
    if key.isupper():
        return place_name(key, language)
    name, acronym = organisation_name(known, key, language), acronym_of(known, key)
    return f"{name} ({acronym})" if acronym and acronym not in name else name


def partners_of(known: Known, record: Record, language: Language) -> list[dict[str, str | None]]:
    """Tell the partners of an agreement as they are shown, with the codes and ids that they have.

    Of other records, the countries that they name and that there are agreements with: the others have no dialogue.
    """
    if isinstance(record, Agreement):
        return [_partner(party_name(known, party, language), party) for party in record.partners]
    return [
        {"name": territory_name(code, language), "country": code, "territory": None, "organisation": None}
        for code in record.partner_countries
        if len(known.agreements_with(code))
    ]


def _partner(name: str, party: Party) -> dict[str, str | None]:
    return {
        "name": name,
        "country": party.country,
        "territory": party.territory,
        "organisation": party.organisation,
    }


def row(known: Known, record: Record, language: Language) -> dict[str, Any]:
    """Give what a list, a time line and a find tell of a record, as one JSON object."""
    start, end, _ = record.span
    return {
        "id": record.id,
        "collection": record.collection,
        "name": record_name(known, record.id, language),
        "kind": record.kind_word or None,
        "partners": partners_of(known, record, language),
        "date": None if start is None else str(start),
        "end": None if end is None else str(end),
        "date_text": when(record, language) or None,
    }


def record_name(known: Known, identifier: str, language: Language) -> str:
    """Name any record in the reader's language; its kind where it has no name, its id where it is missing."""
    record = known.get(identifier)
    heading = None if record is None else record.heading
    if isinstance(heading, LocalisedText):
        return text_in(heading, language, identifier)
    return heading or ((record.kind_word if record is not None else "") or identifier).replace("-", " ")


def figure_text(figure: Figure, language: Language = "en") -> str:
    """Write a figure as printed, with its unit, scope and doubt, and what number it means where that is not plain."""
    parts = [figure.printed + (f" {figure.unit}" if figure.unit else "")]
    parts += [part for part in (figure.scope, f"as of {figure.as_of.format(language)}" if figure.as_of else "") if part]
    parts += ["a target"] if figure.target else []
    number = f"{figure.amount:g}"
    if number not in figure.printed:
        parts.append(f"that is {figure.bound.value.replace('-', ' ')} {number}")
    parts += [figure.note] if figure.note else []
    return ", ".join(parts)


def place_text(known: Known, place: Place | str, language: Language) -> str:
    """Write a place as far as it is known."""
    if isinstance(place, str):
        return place
    if place.unknown:
        return "not known"
    parts = [
        organisation_name(known, place.institution, language) if place.institution else "",
        place.area or "",
        place.city or "",
        place_name(place.country, language) if place.country else "",
        "online" if place.online else "",
        place.note or "",
    ]
    return ", ".join(part for part in parts if part)


def date_text(start: Date | None, end: Date | None, language: Language) -> str:
    """Write a day or a period, at the precision of its source; empty where neither end is known.

    What two days have in common is written once, as CLDR's interval formats have it: *Oct 11 - 13, 2011*.
    """
    if start is None and end is None:
        return ""
    if end is None:
        return start.format(language) if start is not None else ""
    if (
        start is not None
        and {start.precision, end.precision} == {Precision.DAY}
        and start < end
        and not start.mark + end.mark
    ):
        from babel.dates import format_interval  # here: costs 20 ms, and only output needs it

        return str(format_interval(start.earliest, end.earliest, "yMMMMd", locale=locale_for(language)))
    return " – ".join(each.format(language) if each is not None else "unknown" for each in (start, end))


def when(record: Record, language: Language) -> str:
    """Write when a record's matter was, at the precision of its source; empty where that is not known."""
    start, end, _ = record.span
    written = date_text(start, end, language)
    return f"{written} –" if record.span.goes_on else written


def partner_names(known: Known, record: Record, language: Language) -> tuple[str, ...]:
    """Name the partners of a record, each once."""
    return tuple(dict.fromkeys(each["name"] or "" for each in partners_of(known, record, language)))


def cited_sources(record: FileRecord) -> tuple[str, ...]:
    """Give the ids of the sources a record or a part of one cites, each once, in the order of its fields."""
    return tuple(dict.fromkeys(each.identifier for each in references(record) if each.collection == "sources"))
