"""Records in the reader's words: partners, kinds, languages and dates, as tables and JSON show them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dialogues.languages.display import locale_for, territory_name
from dialogues.languages.localised import LocalisedText
from dialogues.records import Agreement, Organisation, Party, Record
from dialogues.records.dates import Date, Precision
from dialogues.records.references import references
from dialogues.registry.registry import Registry
from dialogues.registry.relations import countries_of
from dialogues.registry.timeline import dates_of, goes_on

if TYPE_CHECKING:
    from dialogues.languages.matching import Language
    from dialogues.records import Figure, Place


def text_in(text: LocalisedText | None, language: Language, default: str = "") -> str:
    """Give a localised text in the reader's language, else in English, else in the first there is."""
    return text.best(language)[1] if text else default


def organisation_name(registry: Registry, identifier: str, language: Language) -> str:
    """Name an organisation in the reader's language; its id where the record is missing."""
    record = registry.organisations.get(identifier)
    return text_in(record.name, language, identifier) if isinstance(record, Organisation) else identifier


def party_name(registry: Registry, party: Party, language: Language) -> str:
    """Name a party as a list does: the country, else the organisation with its acronym."""
    if party.country:
        return territory_name(party.country, language)
    if not party.organisation:
        return ""
    name, acronym = organisation_name(registry, party.organisation, language), acronym_of(registry, party.organisation)
    return f"{name} ({acronym})" if acronym and acronym not in name else name


def acronym_of(registry: Registry, identifier: str) -> str:
    """Give the acronym of an organisation, or an empty string."""
    record = registry.organisations.get(identifier)
    names = record.other_names if record is not None else ()
    return next((name.text for name in names if name.use == "acronym"), "")


def partners_of(registry: Registry, agreement: Agreement, language: Language) -> list[dict[str, str | None]]:
    """Tell the partners of an agreement: the country, else the whole organisation that the party is a part of."""
    return [
        {"name": _partner_name(registry, party, language), "country": party.country, "organisation": party.organisation}
        for party in agreement.partners
    ]


def _partner_name(registry: Registry, party: Party, language: Language) -> str:
    if party.country or not party.organisation:
        return party_name(registry, party, language)
    whole = registry.whole_of(party.organisation)
    return party_name(registry, party.model_copy(update={"organisation": whole}), language)


def summary(registry: Registry, agreement: Agreement, language: Language) -> dict[str, Any]:
    """Give what a list tells of an agreement, as one JSON object."""
    date = agreement.date
    return {
        "id": agreement.id,
        "title": text_in(agreement.title, language),
        "kind": agreement.kind.value,
        "partners": partners_of(registry, agreement, language),
        "date": None if date is None else str(date),
        "date_text": None if date is None else date.format(language),
        "languages": [str(document.language) for document in agreement.documents],
        "listed": [
            {"source": entry.source, "position": entry.position, "name": entry.name} for entry in agreement.listed
        ],
        "status": agreement.status.value,
    }


def record_name(registry: Registry, identifier: str, language: Language) -> str:
    """Name any record in the reader's language; its id where it is missing or has no name."""
    record = registry.get(identifier)
    named = getattr(record, "name", None) or getattr(record, "title", None)
    if isinstance(named, LocalisedText):
        return text_in(named, language, identifier)
    return named or (getattr(record, "kind", None) or identifier).replace("-", " ")


def figure_text(figure: Figure) -> str:
    """Write a figure as printed, with its unit, scope and doubt."""
    parts = [figure.printed + (f" {figure.unit}" if figure.unit else "")]
    parts += [part for part in (figure.scope, f"as of {figure.as_of}" if figure.as_of else "") if part]
    parts += ["a target"] if figure.target else []
    return ", ".join(parts)


def place_text(registry: Registry, place: Place, language: Language) -> str:
    """Write a place as far as it is known."""
    if place.unknown:
        return "not known"
    parts = [
        organisation_name(registry, place.institution, language) if place.institution else "",
        place.area or "",
        place.city or "",
        territory_name(place.country, language) if place.country else "",
        "online" if place.online else "",
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
    start, end = dates_of(record)
    written = date_text(start, end, language)
    return f"{written} –" if goes_on(record) else written


def partner_names(registry: Registry, record: Record, language: Language) -> tuple[str, ...]:
    """Name the partners of an agreement, or those that a record names: others of its countries have no dialogue."""
    if isinstance(record, Agreement):
        return tuple(dict.fromkeys(_partner_name(registry, party, language) for party in record.partners))
    return tuple(
        territory_name(code, language) for code in countries_of(record) if registry.agreements.where(partner=code)
    )


def cited_sources(record: Record) -> tuple[str, ...]:
    """Give the ids of the sources a record cites, each once, in the order of its fields."""
    return tuple(dict.fromkeys(each.identifier for each in references(record) if each.collection == "sources"))
