"""A record as labelled lines in the reader's words: nothing that it says is left out but the evidence.

One module, however long: a writer for each kind of value, and the tables that say which kind has which.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any, TypeAlias

from dialogues.languages.display import language_name
from dialogues.languages.localised import LocalisedText
from dialogues.languages.matching import Language
from dialogues.languages.tags import LanguageTag
from dialogues.records import (
    Action,
    Agreement,
    Application,
    Contribution,
    Date,
    Document,
    EventFile,
    Figure,
    Funding,
    Identifier,
    Interest,
    LanguageList,
    ListingEntry,
    Note,
    OrganisationName,
    OtherTitle,
    OutsideWork,
    Party,
    Period,
    PersonName,
    Phase,
    Place,
    PublishedIn,
    Record,
    Relation,
    Retirement,
    Signature,
    Term,
)
from dialogues.records.durations import Duration
from dialogues.records.fields import FileRecord
from dialogues.records.fields_of import FieldOf, fields_of
from dialogues.records.identifiers import CountryCode, SubdivisionCode
from dialogues.registry.display import (
    Known,
    date_text,
    figure_text,
    organisation_name,
    party_name,
    place_name,
    place_text,
    record_name,
)
from dialogues.vocabulary import InstrumentKind, Side

Line: TypeAlias = tuple[str, str]
"""A label and a text; a label that is empty continues the one before."""

# What has a place of its own in the output, or is told in other words.
_ELSEWHERE = {"id", "title", "name", "documents", "notes", "evidence", "resolution"}


def described(known: Known, record: Record, language: Language) -> Iterator[Line]:
    """Tell what a record says, in the order of its fields: documents, notes and evidence are told apart."""
    heading = record.heading
    if isinstance(heading, LocalisedText):
        shown, _ = heading.best(language)
        what = "name" if hasattr(record, "name") else "title"
        yield from ((f"{what} ({tag})", text) for tag, text in heading.items() if tag != shown)
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        if field.name in _ELSEWHERE or value is None or value == () or value is False:
            if value is None and field.name in _TOLD_UNKNOWN:
                yield _label(field), "unknown"
            continue
        yield from _lines(known, record, field, value, language)


# What a reader asks of every agreement; that nobody knows is an answer.
_TOLD_UNKNOWN = {"authentic_languages", "published"}


def _label(field: FieldOf) -> str:
    return _LABELS.get(field.name, field.name.replace("_", " "))


_LABELS = {
    "title_basis": "title is",
    "authentic_languages": "authentic",
    "prevailing_language": "prevailing",
    "publisher": "by",
    "other_names": "also",
    "other_titles": "also titled",
    "countries": "country",
    "source_class": "class",
    "programmes": "programme",
    "cooperations": "cooperation",
    "events": "event",
    "themes": "theme",
}


def _lines(known: Known, record: Record, field: FieldOf, value: Any, language: Language) -> Iterator[Line]:
    if field.name == "authentic_languages":
        yield _label(field), ", ".join(words(known, field, each, language) for each in value)
        return
    if field.name == "status_on":
        return  # told with the status
    label = _label(field)
    for each in value if isinstance(value, tuple) else (value,):
        lines = list(_LINES[type(each)](known, record, each, language)) if type(each) in _LINES else []
        for more in lines or [(label, _value(known, record, field, each, language))]:
            yield more if more[0] != label or lines else (label, more[1])
        label = "" if not lines else label


def _value(known: Known, record: Record, field: FieldOf, value: Any, language: Language) -> str:
    text = words(known, field, value, language)
    if isinstance(record, Agreement):
        if field.name == "kind" and value is InstrumentKind.OTHER and record.designation is not None:
            return record.designation.best(language)[1]
        if field.name == "status" and record.status_on is not None:
            return f"{text} (on {record.status_on.format(language)})"
    return text


def words(known: Known, field: FieldOf | None, value: Any, language: Language) -> str:
    """Write any value of a field in the reader's words."""
    if type(value) in _WORDS:
        return _WORDS[type(value)](known, value, language)
    if isinstance(value, FileRecord):
        return "; ".join(_parts(known, value, language))
    if isinstance(value, StrEnum):
        return value.value.replace("-", " ")
    if isinstance(value, str) and field is not None:
        if field.reference is not None:
            return f"{record_name(known, value, language)} ({value})"
        if field.holds in (CountryCode, SubdivisionCode):
            return place_name(value, language)
    return "yes" if value is True else str(value)


def _parts(known: Known, part: FileRecord, language: Language) -> Iterator[str]:
    """Write the fields of a part that say something, each with its label."""
    for field in fields_of(type(part)):
        value = getattr(part, field.name)
        default = type(part).__pydantic_fields__[field.name].default
        if field.name in ("evidence", "resolution") or value is None or value in ((), default):
            continue
        texts = [words(known, field, each, language) for each in (value if isinstance(value, tuple) else (value,))]
        yield f"{field.key.replace('_', ' ')} {', '.join(texts)}"


# Parts that are a line of their own, under a label of their own


def _party(known: Known, _record: Record, party: Party, language: Language) -> Iterator[Line]:
    name = party_name(known, party, language)
    acting = organisation_name(known, party.organisation, language) if party.organisation else ""
    where = [place_name(code, language) for code in (party.territory, party.country) if code]
    beside = [text for text in (acting, *where) if text and text not in name]
    text = f"{name}: {', '.join(beside)}" if beside else name
    text += f", called {party.printed!r}" if party.printed else ""
    side = {Side.EU: "EU side", Side.OWN: "own side"}.get(party.side, party.side.value)
    capacities = ", ".join(each.value for each in party.capacity)
    yield side if party.capacity == ("party",) else capacities if not party.is_party else f"{side}, {capacities}", text
    for signatory in party.signatories:
        about = [signatory.name, signatory.office or ""]
        about += [f"on behalf of {signatory.on_behalf_of}"] if signatory.on_behalf_of else []
        yield "", ", ".join(part for part in about if part) + (f" ({signatory.person})" if signatory.person else "")


def _signature(known: Known, record: Record, signature: Signature, language: Language) -> Iterator[Line]:
    parts = [
        signature.date.format(language) if signature.date else "date unknown",
        f"printed {signature.printed!r}" if signature.printed else "",
        place_text(known, signature.place, language) if signature.place else "",
        f"{signature.side.value} side" if signature.side else "",
        " and ".join(acting(known, record, signature.party, language)),
    ]
    yield signature.act.value, ", ".join(part for part in parts if part)


def _action(known: Known, record: Record, action: Action, language: Language) -> Iterator[Line]:
    parts = [
        action.date.format(language) if action.date else "" if action.by else "date unknown",
        f"by {action.by.format(language)}" if action.by else "",
        f"until {action.until.format(language)}" if action.until else "",
        " and ".join(acting(known, record, action.party, language)),
    ]
    yield action.action.value.replace("-", " "), ", ".join(part for part in parts if part)


def acting(known: Known, record: Record, keys: tuple[str, ...], language: Language) -> list[str]:
    """Name the parties that an act is of, by whatever keys it gives; nobody where it is of all."""
    parties = record.parties if isinstance(record, Agreement) else ()
    return [next((party_name(known, party, language) for party in parties if key in party.keys), key) for key in keys]


def _relation(known: Known, record: Record, relation: Relation, language: Language) -> Iterator[Line]:
    other = relation.agreement or (words(known, None, relation.outside, language) if relation.outside else "")
    parts = ["a part of it" if relation.part else ""]
    if relation.since:
        parts.append("from its entry into force")
        if isinstance(record, Agreement) and record.took_effect is None:
            parts.append("which is not on record")
    yield relation.kind.value.replace("-", " "), ", ".join([other, *(part for part in parts if part)])


def _application(known: Known, record: Record, each: Application, language: Language) -> Iterator[Line]:
    parts = [
        place_name(each.territory, language),
        date_text(each.since, each.until, language) if each.since or each.until else "",
        " and ".join(acting(known, record, each.party, language)),
    ]
    yield "does not apply to" if each.excepted else "applies to", ", ".join(part for part in parts if part)


def _retirement(known: Known, _record: Record, retired: Retirement, language: Language) -> Iterator[Line]:
    use = retired.replaced_by
    instead = f"; use {record_name(known, use, language)} ({use})" if use else ""
    yield "retired", f"{retired.on.format(language)}: {retired.reason}{instead}"


def _listing(_known: Known, _record: Record, each: ListingEntry, _language: Language) -> Iterator[Line]:
    yield "listed", f"{each.source}, {each.position}: {each.name!r}"


_LINES: dict[type, Callable[[Known, Record, Any, Language], Iterator[Line]]] = {
    Action: _action,
    Application: _application,
    ListingEntry: _listing,
    Party: _party,
    Relation: _relation,
    Retirement: _retirement,
    Signature: _signature,
}


# Parts and values in words


def _localised(_known: Known, value: LocalisedText, _language: Language) -> str:
    return "; ".join(f"{text} ({tag})" for tag, text in value.items())


def _term(_known: Known, term: Term, language: Language) -> str:
    parts = [
        term.duration.format(language) if term.duration else "",
        f"from {term.start.value}" if term.start else "",
        f"until {term.until.format(language)}" if term.until else "",
        f"renewal {term.renewal.value.replace('-', ' ')}",
        f"for {term.renewed_for.format(language)}" if term.renewed_for else "",
        f"notice {term.notice.format(language)}" if term.notice else "",
    ]
    return ", ".join(part for part in parts if part)


def _identifier(_known: Known, each: Identifier, _language: Language) -> str:
    about = [f"printed {each.printed!r}" if each.printed else "", str(each.language) if each.language else ""]
    told = ", ".join(part for part in about if part)
    return f"{each.scheme} {each.value}" + (f" ({told})" if told else "")


def _titled(_known: Known, each: OtherTitle | OrganisationName, _language: Language) -> str:
    about = [str(each.language) if each.language else "", each.use.value if each.use else ""]
    told = ", ".join(part for part in about if part)
    return f"{each.text} ({told})" if told else str(each.text)


def _outside(known: Known, work: OutsideWork, language: Language) -> str:
    title = work.title.best(language)[1] if work.title else ""
    numbers = [_identifier(known, each, language) for each in work.identifiers]
    date = work.date.format(language) if work.date else ""
    return ", ".join(part for part in (title, *numbers, date) if part)


def _published(_known: Known, each: PublishedIn, language: Language) -> str:
    date = each.date.format(language) if each.date else ""
    pages = f"pages {each.pages}" if each.pages else ""
    return ", ".join(part for part in (each.title, each.number, date, pages, each.href) if part)


def _contribution(known: Known, value: Contribution, language: Language) -> str:
    person = record_name(known, value.person, language) if value.person else ""
    who = ", ".join(part for part in (person, value.group) if part)
    organisation = organisation_name(known, value.organisation, language) if value.organisation else ""
    country = place_name(value.country, language) if value.country else ""
    address = "".join(f"{form} " for form in value.forms_of_address[:1])
    also = f"also {', '.join(value.forms_of_address[1:])}" if value.forms_of_address[1:] else ""
    about = "".join(f", {part}" for part in (value.office, organisation, country) if part)
    kind = ", ".join(part for part in (value.kind.value, also) if part)
    return f"{address}{who}{about} ({kind})" + "".join(f"; {words}" for words in value.said)


def _file(known: Known, value: EventFile, language: Language) -> str:
    number = f"{value.number} " if value.number else ""
    about = [
        record_name(known, value.person, language) if value.person else "",
        language_name(value.language, language) if value.language else "",
        value.media_type.name if value.media_type else "",
    ]
    told = ", ".join(part for part in about if part)
    return f"{number}{value.printed}" + (f" ({told})" if told else "")


def _phase(_known: Known, value: Phase, language: Language) -> str:
    countries = ", ".join(place_name(code, language) for code in value.countries)
    parts = [f"{value.name}: {date_text(value.start, value.end, language) or 'dates unknown'}", countries, value.note]
    return "; ".join(part for part in parts if part)


def _funding(known: Known, value: Funding, language: Language) -> str:
    payers = [record_name(known, key, language) for key in (value.organisation, value.programme) if key]
    amount = f", {figure_text(value.amount, language)}" if value.amount else ""
    return f"{' / '.join(payers) or 'nobody named'} ({value.role.value}{amount})"


def _interest(known: Known, value: Interest, language: Language) -> str:
    names = [place_name(value.country, language)] if value.country else []
    names += [organisation_name(known, value.organisation, language)] if value.organisation else []
    return ", ".join(names) or "nobody named"


def _period(_known: Known, value: Period, language: Language) -> str:
    return date_text(value.start, value.end, language) or "unknown"


def _language_list(_known: Known, value: LanguageList, _language: Language) -> str:
    languages = " ".join(map(str, value.languages))
    quote = f": {value.quote!r}" if value.quote else ""
    return f"{languages} ({value.source}){quote}"


def document_text(document: Document, language: Language) -> str:
    """Write a document in a line: its language, role and label, its file, and what to know of it."""
    role = {"main": "", "annex": "an annex", "summary": "a summary", "translation": "a translation"}.get(
        document.role.value, "a consolidated text"
    )
    parts = [
        language_name(document.language, language),
        role,
        {"yes": "authentic", "no": "not authentic", "unknown": ""}[document.authentic.value],
        document.access.value.replace("-", " ") if document.access else "",
        f"printed {document.printed_label!r}" if document.printed_label else "",
        document.media_type.name if document.media_type else "",
        document.title,
        document.href,
        document.path,
        f"{document.size:,} bytes" if document.size is not None else "",
        f"sha256 {document.sha256}" if document.sha256 else "",
        f"{document.pages} pages" if document.pages is not None else "",
        document.note,
    ]
    return "; ".join(part for part in parts if part)


_WORDS: dict[type, Callable[[Known, Any, Language], str]] = {
    Contribution: _contribution,
    Date: lambda _known, value, language: str(value.format(language)),
    Duration: lambda _known, value, language: str(value.format(language)),
    EventFile: _file,
    Figure: lambda _known, value, language: figure_text(value, language),
    Funding: _funding,
    Identifier: _identifier,
    Interest: _interest,
    LanguageList: _language_list,
    LanguageTag: lambda _known, value, language: f"{language_name(value, language)} ({value})",
    LocalisedText: _localised,
    Note: lambda _known, value, _language: str(value),
    OrganisationName: _titled,
    OtherTitle: _titled,
    OutsideWork: _outside,
    Period: _period,
    PersonName: lambda _known, value, _language: str(value.text),
    Phase: _phase,
    Place: place_text,
    PublishedIn: _published,
    Term: _term,
}
