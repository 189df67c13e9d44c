"""A record as labelled lines in the reader's words: nothing that it says is left out but the evidence.

One module, however long: a writer for each kind of value, and the tables that say which kind has which.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any, TypeAlias

from dialogues.languages.catalogue import counted, label, message, word
from dialogues.languages.display import bytes_text, join, language_name
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
    heading_of,
    in_words,
    marked_name,
    organisation_name,
    party_name,
    place_name,
    place_text,
)
from dialogues.vocabulary import Answer, DocumentRole, InstrumentKind, TitleBasis

Line: TypeAlias = tuple[str, str]
"""A label and a text; a label that is empty continues the one before."""

# What has a place of its own in the output, or is told in other words.
_ELSEWHERE = {"id", "title", "name", "documents", "notes", "evidence", "resolution"}


def described(known: Known, record: Record, language: Language) -> Iterator[Line]:
    """Tell what a record says, in the order of its fields: documents, notes and evidence are told apart."""
    heading = record.heading
    if isinstance(heading, LocalisedText):
        told = heading_of(known, record, language)
        what = word("field", "name" if hasattr(record, "name") else "title", language)
        yield from ((f"{what} ({tag})", text) for tag, text in heading.items() if told.composed or text != told.text)
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        if field.name in _ELSEWHERE or value is None or value == () or value is False:
            if value is None and field.name in _TOLD_UNKNOWN:
                yield _label(field, language), label(Answer.UNKNOWN, language)
            continue
        yield from _lines(known, record, field, value, language)


# What a reader asks of every agreement; that nobody knows is an answer.
_TOLD_UNKNOWN = {"authentic_languages", "published"}


def _label(field: FieldOf, language: Language) -> str:
    return word("field", field.name, language)


def _lines(known: Known, record: Record, field: FieldOf, value: Any, language: Language) -> Iterator[Line]:
    if field.name == "authentic_languages":
        yield _label(field, language), ", ".join(words(known, field, each, language) for each in value)
        return
    if field.name == "status_on":
        return  # told with the status
    before = ""
    for each in value if isinstance(value, tuple) else (value,):
        for name, text in lines_of(known, record, field, each, language):
            yield "" if name == before and type(each) not in _LINES else name, text
            before = name


def lines_of(known: Known, record: Record, field: FieldOf, value: Any, language: Language) -> Iterator[Line]:
    """Write one value of a field as lines, the first with a label."""
    if type(value) in _LINES:
        yield from _LINES[type(value)](known, record, value, language)
    else:
        yield _label(field, language), _value(known, record, field, value, language)


def _value(known: Known, record: Record, field: FieldOf, value: Any, language: Language) -> str:
    text = words(known, field, value, language)
    if isinstance(record, Agreement):
        if field.name == "kind" and value is InstrumentKind.OTHER and record.designation is not None:
            return in_words(record.designation, language)
        if field.name == "status" and record.status_on is not None:
            on = record.status_on.format(language)
            return message("text", "{status} (on {date})", language, status=text, date=on)
        if value is TitleBasis.DESCRIPTIVE and heading_of(known, record, language).composed:
            return f"{text}; {message('text', 'composed by this registry', language)}"
    return text


def words(known: Known, field: FieldOf | None, value: Any, language: Language) -> str:
    """Write any value of a field in the reader's words."""
    if type(value) in _WORDS:
        return _WORDS[type(value)](known, value, language)
    if isinstance(value, FileRecord):
        return "; ".join(_parts(known, value, language))
    if isinstance(value, StrEnum):
        return label(value, language)
    if isinstance(value, str) and field is not None:
        if field.reference is not None:
            return f"{marked_name(known, value, language)} ({value})"
        if field.holds in (CountryCode, SubdivisionCode):
            return place_name(value, language)
    return label(Answer.YES, language) if value is True else str(value)


def said_in_words(known: Known, field: FieldOf | None, said: str, language: Language) -> str:
    """Write what a source says otherwise in the words of the field that it is of; as it stands if it is none of them.

    >>> import dialogues
    >>> from dialogues.records import Document, Party
    >>> from dialogues.records.fields_of import field_of
    >>> registry = dialogues.load()
    >>> said_in_words(registry, field_of(Document, "language"), "en", "ro")
    'engleză (en)'
    >>> said_in_words(registry, field_of(Party, "printed"), "the Member States", "ro")
    "'the Member States'"
    """
    held = None if field is None else field.holds
    try:
        if held in (Date, LanguageTag):
            return words(known, field, held.parse(said), language)
        if isinstance(held, type) and issubclass(held, StrEnum):
            return label(held(said), language)
    except ValueError:  # the source's own words
        return repr(said)
    is_missing = field is not None and field.reference is not None and known.get(said) is None
    told = repr(said) if is_missing else words(known, field, said, language)
    return repr(said) if told == said else told


def _parts(known: Known, part: FileRecord, language: Language) -> Iterator[str]:
    """Write the fields of a part that say something, each with its label."""
    for field in fields_of(type(part)):
        value = getattr(part, field.name)
        default = type(part).__pydantic_fields__[field.name].default
        if field.name in ("evidence", "resolution") or value is None or value in ((), default):
            continue
        texts = [words(known, field, each, language) for each in (value if isinstance(value, tuple) else (value,))]
        yield f"{word('field', field.key, language)} {', '.join(texts)}"


# Parts that are a line of their own, under a label of their own


def _party(known: Known, _record: Record, party: Party, language: Language) -> Iterator[Line]:
    name = party_name(known, party, language)
    acting = organisation_name(known, party.organisation, language) if party.organisation else ""
    where = [place_name(code, language) for code in (party.territory, party.country) if code]
    beside = [text for text in (acting, *where) if text and text not in name]
    text = f"{name}: {', '.join(beside)}" if beside else name
    text += (
        f", {message('text', 'called {name}', language, name=repr(party.printed))}"
        if party.printed and party.printed != name
        else ""
    )
    side = label(party.side, language)
    capacities = ", ".join(label(each, language) for each in party.capacity)
    yield side if party.capacity == ("party",) else capacities if not party.is_party else f"{side}, {capacities}", text
    for signatory in party.signatories:
        on_behalf = signatory.on_behalf_of
        behalf = message("text", "on behalf of {person}", language, person=on_behalf) if on_behalf else ""
        about = [signatory.name, signatory.office or "", behalf]
        yield "", ", ".join(part for part in about if part) + (f" ({signatory.person})" if signatory.person else "")


def _signature(known: Known, record: Record, signature: Signature, language: Language) -> Iterator[Line]:
    parts = [
        signature.date.format(language) if signature.date else message("text", "date unknown", language),
        message("text", "printed {text}", language, text=repr(signature.printed)) if signature.printed else "",
        place_text(known, signature.place, language) if signature.place else "",
        label(signature.side, language) if signature.side else "",
        join(acting(known, record, signature.party, language), language),
    ]
    yield label(signature.act, language), ", ".join(part for part in parts if part)


def _action(known: Known, record: Record, action: Action, language: Language) -> Iterator[Line]:
    on = action.date.format(language) if action.date else "" if action.by else message("text", "date unknown", language)
    parts = [
        on,
        message("text", "by {date}", language, date=action.by.format(language)) if action.by else "",
        message("text", "until {date}", language, date=action.until.format(language)) if action.until else "",
        join(acting(known, record, action.party, language), language),
    ]
    yield label(action.action, language), ", ".join(part for part in parts if part)


def acting(known: Known, record: Record, keys: tuple[str, ...], language: Language) -> list[str]:
    """Name the parties that an act is of, by whatever keys it gives; nobody where it is of all."""
    parties = record.parties if isinstance(record, Agreement) else ()
    return [next((party_name(known, party, language) for party in parties if key in party.keys), key) for key in keys]


def _relation(known: Known, record: Record, relation: Relation, language: Language) -> Iterator[Line]:
    outside = words(known, None, relation.outside, language) if relation.outside else ""
    parts = [
        f"{marked_name(known, relation.agreement, language)} ({relation.agreement})" if relation.agreement else outside,
        message("text", "a part of it", language) if relation.part else "",
    ]
    if relation.since:
        parts.append(message("text", "from its entry into force", language))
        if isinstance(record, Agreement) and record.took_effect is None:
            parts.append(message("text", "which is not on record", language))
    yield label(relation.kind, language), ", ".join(part for part in parts if part)


def _application(known: Known, record: Record, each: Application, language: Language) -> Iterator[Line]:
    parts = [
        place_name(each.territory, language),
        date_text(each.since, each.until, language) if each.since or each.until else "",
        join(acting(known, record, each.party, language), language),
    ]
    applies = message("text", "applies to", language)
    name = message("text", "does not apply to", language) if each.excepted else applies
    yield name, ", ".join(part for part in parts if part)


def _retirement(known: Known, _record: Record, retired: Retirement, language: Language) -> Iterator[Line]:
    use = retired.replaced_by
    other = f"{marked_name(known, use, language)} ({use})" if use else ""
    instead = f"; {message('text', 'use {other}', language, other=other)}" if use else ""
    yield word("field", "retired", language), f"{retired.on.format(language)}: {retired.reason}{instead}"


def _listing(_known: Known, _record: Record, each: ListingEntry, language: Language) -> Iterator[Line]:
    yield word("field", "listed", language), f"{each.source}, {each.position}: {each.name!r}"


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
    of = label(term.renewal, language)
    length, notice = term.renewed_for, term.notice
    parts = [
        term.duration.format(language) if term.duration else "",
        message("text", "from {start}", language, start=label(term.start, language)) if term.start else "",
        message("text", "until {date}", language, date=term.until.format(language)) if term.until else "",
        message("text", "renewal: {renewal}", language, renewal=of),
        message("text", "for {duration}", language, duration=length.format(language)) if length else "",
        message("text", "notice: {duration}", language, duration=notice.format(language)) if notice else "",
    ]
    return ", ".join(part for part in parts if part)


def _identifier(_known: Known, each: Identifier, language: Language) -> str:
    printed = message("text", "printed {text}", language, text=repr(each.printed)) if each.printed else ""
    told = ", ".join(part for part in (printed, str(each.language or "")) if part)
    return f"{each.scheme} {each.value}" + (f" ({told})" if told else "")


def _titled(_known: Known, each: OtherTitle | OrganisationName, language: Language) -> str:
    about = [str(each.language) if each.language else "", label(each.use, language) if each.use else ""]
    told = ", ".join(part for part in about if part)
    return f"{each.text} ({told})" if told else str(each.text)


def _outside(known: Known, work: OutsideWork, language: Language) -> str:
    title = in_words(work.title, language) if work.title else ""
    numbers = [_identifier(known, each, language) for each in work.identifiers]
    date = work.date.format(language) if work.date else ""
    return ", ".join(part for part in (title, *numbers, date) if part)


def _published(_known: Known, each: PublishedIn, language: Language) -> str:
    date = each.date.format(language) if each.date else ""
    pages = message("text", "pages {pages}", language, pages=each.pages) if each.pages else ""
    return ", ".join(part for part in (each.title, each.number, date, pages, each.href) if part)


def _contribution(known: Known, value: Contribution, language: Language) -> str:
    person = marked_name(known, value.person, language) if value.person else ""
    who = ", ".join(part for part in (person, value.group) if part)
    organisation = organisation_name(known, value.organisation, language) if value.organisation else ""
    country = place_name(value.country, language) if value.country else ""
    address = "".join(f"{form} " for form in value.forms_of_address[:1])
    others = ", ".join(value.forms_of_address[1:])
    also = message("text", "also {names}", language, names=others) if others else ""
    about = "".join(f", {part}" for part in (value.office, organisation, country) if part)
    kind = ", ".join(part for part in (label(value.kind, language), also) if part)
    return f"{address}{who}{about} ({kind})" + "".join(f"; {words}" for words in value.said)


def _file(known: Known, value: EventFile, language: Language) -> str:
    number = f"{value.number} " if value.number else ""
    about = [
        marked_name(known, value.person, language) if value.person else "",
        language_name(value.language, language) if value.language else "",
        label(value.media_type, language) if value.media_type else "",
    ]
    told = ", ".join(part for part in about if part)
    return f"{number}{value.printed}" + (f" ({told})" if told else "")


def _phase(_known: Known, value: Phase, language: Language) -> str:
    countries = ", ".join(place_name(code, language) for code in value.countries)
    dates = date_text(value.start, value.end, language) or message("text", "dates unknown", language)
    return "; ".join(part for part in (f"{value.name}: {dates}", countries, value.note) if part)


def _funding(known: Known, value: Funding, language: Language) -> str:
    payers = [marked_name(known, key, language) for key in (value.organisation, value.programme) if key]
    who = " / ".join(payers) or message("text", "nobody named", language)
    figure = f", {figure_text(value.amount, language)}" if value.amount else ""
    return f"{who} ({label(value.role, language)}{figure})"


def _interest(known: Known, value: Interest, language: Language) -> str:
    names = [place_name(value.country, language)] if value.country else []
    names += [organisation_name(known, value.organisation, language)] if value.organisation else []
    return ", ".join(names) or message("text", "nobody named", language)


def _period(_known: Known, value: Period, language: Language) -> str:
    return date_text(value.start, value.end, language) or message("text", "dates unknown", language)


def _language_list(_known: Known, value: LanguageList, _language: Language) -> str:
    languages = " ".join(map(str, value.languages))
    quote = f": {value.quote!r}" if value.quote else ""
    return f"{languages} ({value.source}){quote}"


def document_text(document: Document, language: Language) -> str:
    """Write a document in a line: its language, role and label, its file, and what to know of it."""
    authentic = {
        Answer.YES: message("text", "authentic", language),
        Answer.NO: message("text", "not authentic", language),
    }
    printed, pages = document.printed_label, document.pages
    parts = [
        language_name(document.language, language),
        "" if document.role is DocumentRole.MAIN else label(document.role, language),
        authentic.get(document.authentic),
        label(document.access, language) if document.access else "",
        message("text", "printed {text}", language, text=repr(printed)) if printed else "",
        label(document.media_type, language) if document.media_type else "",
        document.title,
        document.href,
        document.path,
        bytes_text(document.size, language) if document.size is not None else "",
        f"sha256 {document.sha256}" if document.sha256 else "",
        counted("text", "one page", "{number} pages", pages, language) if pages else "",
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
