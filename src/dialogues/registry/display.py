"""Records in the reader's words: partners, kinds, languages and dates, as tables and JSON show them."""

from __future__ import annotations

from collections.abc import Sized
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from dialogues.languages.catalogue import label, message, message_language, word
from dialogues.languages.display import day_interval, decimal, territory_name
from dialogues.languages.localised import LocalisedText
from dialogues.languages.tags import LanguageTag
from dialogues.records import Agreement, Date, Organisation, Party, Person, Record, Signatory
from dialogues.records.dates import Precision
from dialogues.records.fields import FileRecord
from dialogues.records.fields_of import references
from dialogues.vocabulary import Bound, InstrumentKind, Side, TitleBasis

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


def in_words(text: LocalisedText, language: Language) -> str:
    """Give a localised text as :func:`text_in` does, with the tag of its language behind it where that is another."""
    tag, best = text.best(language)
    return best if is_readers(tag, language) else f"{best} [{tag}]"


@lru_cache(1024)
def is_readers(tag: LanguageTag, language: Language) -> bool:
    """Say whether a text's language is the reader's, in whatever region."""
    if str(tag) == str(language):
        return True
    from dialogues.languages.matching import compare  # here: most texts are in the language asked for

    return compare(language, tag).is_same_language


def field_word(kind: type, name: str, language: Language) -> str:
    """Name a field of a kind of record; in many languages a person's name is another word than that of a thing.

    >>> field_word(Person, "name", "ru"), field_word(Organisation, "name", "ru")
    ('имя', 'название')
    """
    is_persons = name == "name" and kind in (Person, Signatory)
    return message("person", "name", language) if is_persons else word("field", name, language)


def organisation_name(known: Known, identifier: str, language: Language) -> str:
    """Name an organisation in the reader's language, marked where it has no name there; its id where it is missing."""
    record = known.get(identifier)
    return in_words(record.name, language) if isinstance(record, Organisation) and record.name else identifier


def party_name(known: Known, party: Party, language: Language) -> str:
    """Name a party as a list does: its organisation, its territory or its country; see ``Registry.key_of``.

    One of which nobody knows who that is has the name by which the text calls it; empty where it has none either.
    """
    key = known.key_of(party)
    return partner_name(known, key, language) if key else party.printed or ""


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


class Heading(NamedTuple):
    """What a record is called, as it is shown to a reader."""

    text: str
    """The name or title."""
    language: LanguageTag | None = None
    """Its language, where that is not the reader's; None where it is, or where a name has none."""
    composed: bool = False
    """Whether it is made of kind and parties, since the registry's own description is not in the reader's language."""


def heading_of(known: Known, record: Record, language: Language) -> Heading:
    """Give the name of a record in the reader's language, else as it is; its kind where it has none.

    A title that only describes (``title_basis: descriptive``) is ours, and is composed in a language that it lacks and
    that has a catalogue of messages.
    """
    heading = record.heading
    if isinstance(heading, LocalisedText) and heading:
        tag, text = heading.best(language)
        if is_readers(tag, language):
            return Heading(text)
        if isinstance(record, Agreement) and _is_composed(record, language):
            return Heading(_composed(known, record, language), None, composed=True)
        return Heading(text, tag)
    if isinstance(heading, str) and heading:
        return Heading(heading)
    return Heading(kind_text(record, language) or record.id)


def kind_text(record: Record, language: Language) -> str:
    """Say of what kind a record is; empty where its collection has no kinds."""
    return label(getattr(record, record.kind_field), language) if record.kind_field else ""


def _is_composed(agreement: Agreement, language: Language) -> bool:
    """Say whether a title that the reader's language lacks is made in it."""
    is_ours = agreement.title_basis is TitleBasis.DESCRIPTIVE and bool(agreement.parties)
    return is_ours and is_readers(LanguageTag(message_language(language)), language)


def _composed(known: Known, agreement: Agreement, language: Language) -> str:
    """Make a title of kind, parties and those subjects that have a name in the language."""
    is_known = agreement.kind not in (InstrumentKind.UNKNOWN, InstrumentKind.OTHER)
    kind = label(agreement.kind, language) if is_known else message("text", "dialogue", language)
    names = [
        territory_name("EU", language) if party.side is Side.EU else party_name(known, party, language)
        for party in agreement.parties
        if party.is_party
    ]
    title = message(
        "text",
        "{kind}: {parties}",
        language,
        kind=kind[:1].title() + kind[1:],
        parties=" – ".join(dict.fromkeys(filter(None, names))),
    )
    themes = [known.get(each) for each in agreement.themes]
    subjects = [
        each for theme in themes if theme is not None and not (each := heading_of(known, theme, language)).language
    ]
    return f"{title} ({', '.join(each.text for each in subjects)})" if subjects else title


def record_name(known: Known, identifier: str, language: Language) -> str:
    """Name any record in the reader's language; its kind where it has no name, its id where it is missing."""
    record = known.get(identifier)
    return identifier if record is None else heading_of(known, record, language).text


def marked_name(known: Known, identifier: str, language: Language) -> str:
    """Name any record as :func:`record_name` does, with the tag of its language where that is not the reader's."""
    record = known.get(identifier)
    if record is None:
        return identifier
    text, tag, _ = heading_of(known, record, language)
    return text if tag is None else f"{text} [{tag}]"


def figure_text(figure: Figure, language: Language = "en") -> str:
    """Write a figure as printed, with its unit, scope and doubt, and what number it means where that is not plain."""
    parts = [figure.printed + (f" {figure.unit}" if figure.unit else "")]
    on = message("text", "as of {date}", language, date=figure.as_of.format(language)) if figure.as_of else ""
    parts += [part for part in (figure.scope, on) if part]
    parts += [message("text", "a target", language)] if figure.target else []
    if f"{figure.amount:.15g}" not in "".join(char for char in figure.printed if char not in ",. \u00a0\u202f"):
        bound = "" if figure.bound is Bound.EXACT else f"{label(figure.bound, language)} "
        number = f"{bound}{decimal(figure.amount, language)}"
        parts.append(message("text", "that is {number}", language, number=number))
    parts += [figure.note] if figure.note else []
    return ", ".join(parts)


def place_text(known: Known, place: Place | str, language: Language) -> str:
    """Write a place as far as it is known."""
    if isinstance(place, str):
        return place
    if place.unknown:
        return message("text", "not known", language)
    parts = [
        organisation_name(known, place.institution, language) if place.institution else "",
        place.area or "",
        place.city or "",
        place_name(place.country, language) if place.country else "",
        message("text", "online", language) if place.online else "",
        place.note or "",
    ]
    return ", ".join(part for part in parts if part)


def date_text(start: Date | None, end: Date | None, language: Language) -> str:
    """Write a day or a period, at the precision of its source; empty where neither end is known.

    What two days have in common is written once, as CLDR's interval formats have it: *11–13 October 2011*.
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
        return day_interval(start.earliest, end.earliest, language)
    unknown = message("text", "unknown", language)
    return " – ".join(each.format(language) if each is not None else unknown for each in (start, end))


def when(record: Record, language: Language) -> str:
    """Write when a record's matter was, at the precision of its source; empty where that is not known."""
    start, end, _ = record.span
    written = date_text(start, end, language)
    return f"{written} –" if record.span.goes_on else written


def partner_names(known: Known, record: Record, language: Language) -> tuple[str, ...]:
    """Name the partners of a record, each once."""
    names = (each["name"] for each in partners_of(known, record, language))
    return tuple(dict.fromkeys(name for name in names if name))


def cited_sources(record: FileRecord) -> tuple[str, ...]:
    """Give the ids of the sources a record or a part of one cites, each once, in the order of its fields."""
    return tuple(dict.fromkeys(each.identifier for each in references(record) if each.collection == "sources"))
