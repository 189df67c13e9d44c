"""The tables that a registry is told in: one for each collection, and one for each kind of part that a record has.

They are made of the records themselves, so that no field of any record can be missing. A row of a part knows the record
it is of and its place in it (``item``: ``documents[1]``), which is also how statements speak of it.
Over 300 lines, most of them what each table and its columns mean.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import Any, TypeAlias

from attrs import field, frozen

from dialogues.publishing.columns import (
    Cell,
    Column,
    ColumnType,
    Reader,
    Target,
    Told,
    date_columns,
    days,
    localised,
    told_of,
)
from dialogues.records import (
    RECORD_TYPES,
    Action,
    Application,
    Contribution,
    Document,
    EventFile,
    Evidence,
    Figure,
    Funding,
    Identifier,
    Interest,
    LanguageList,
    ListingEntry,
    Note,
    Party,
    Phase,
    Place,
    Predecessor,
    PublishedIn,
    Relation,
    Resolution,
    Signatory,
    Signature,
    Span,
)
from dialogues.records.fields import FileRecord
from dialogues.records.fields_of import Path, field_of, fields_of

Row: TypeAlias = "tuple[Cell, ...]"

PARTS: Mapping[type[FileRecord], str] = {
    Document: "documents",
    Party: "parties",
    Signatory: "signatories",
    Signature: "signatures",
    Action: "actions",
    Relation: "relations",
    Application: "applications",
    PublishedIn: "printings",
    ListingEntry: "listed",
    LanguageList: "language_lists",
    Contribution: "contributions",
    EventFile: "files",
    Phase: "phases",
    Funding: "funding",
    Interest: "interests",
    Place: "places",
    Figure: "figures",
    Predecessor: "predecessors",
    Identifier: "identifiers",
    Note: "notes",
}
"""The table of each kind of part that has one."""
CLAIMS = ("statements", "resolutions")
"""The tables of what sources say."""


@frozen
class Table:
    """A table: its columns, its key, and what it is of.

    >>> from dialogues.publishing import TABLES
    >>> [column.name for column in TABLES["themes"].columns][:2]
    ['id', 'name']
    """

    name: str
    """Its name, which is that of its file."""
    meaning: str
    """What a row is."""
    key: tuple[str, ...]
    """The columns that no two rows have alike."""
    standing: tuple[Column, ...] = field(default=(), repr=False)
    """Its first columns, which say where a row stands; all of those of a table that is of no kind of part."""
    told: tuple[Told, ...] = field(default=(), repr=False)
    """What its other columns tell of a part."""
    links: tuple[tuple[tuple[str, ...], Target], ...] = ()
    """What several of its columns refer to together."""
    kind: type[FileRecord] | None = None
    """The kind of record or part that a row is; None for a table that is none of one kind."""
    of: frozenset[str] = frozenset()
    """The collections whose records have such parts; empty where all do."""

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Its columns, in order."""
        return (*self.standing, *(column for told in self.told for column in told.columns))

    @property
    def targets(self) -> tuple[tuple[tuple[str, ...], Target], ...]:
        """Everything that its rows refer to: columns, and the table and key that they name."""
        return (*(((each.name,), each.target) for each in self.columns if each.target is not None), *self.links)


def innermost(kind: type, path: Path) -> Path:
    """Give the path of the row that a place of a record is in; empty where it is the row of the record itself.

    >>> from dialogues.records import Agreement
    >>> innermost(Agreement, ("documents", 1, "language")), innermost(Agreement, ("period", "start"))
    (('documents', 1), ())
    """
    here: type[FileRecord] = kind
    found: Path = ()
    at = 0
    while at < len(path):
        of = field_of(here, str(path[at]))
        if of is None or of.part is None:
            break
        at, here = at + 1, of.part
        if at < len(path) and isinstance(path[at], int):
            at += 1
            found = path[:at]
        elif here is Figure:
            found = path[:at]
    return found


# Tables of one kind of part, and of one kind of record


@cache
def _owners() -> Mapping[type, tuple[frozenset[str], frozenset[type]]]:
    """Give, for each kind of part, the collections whose records have it and the parts that it stands in."""
    collections: defaultdict[type, set[str]] = defaultdict(set)
    around: defaultdict[type, set[type]] = defaultdict(set)
    for collection, kind in RECORD_TYPES.items():
        left: list[tuple[type, type]] = [(kind, kind)]
        while left:
            here, row = left.pop()
            for each in fields_of(here):
                part = each.part
                if part is None or part in (Evidence, Resolution):
                    continue
                rows = each.several or part is Figure
                if rows:
                    collections[part].add(collection)
                    around[part].add(row)
                left.append((part, part if rows else row))
    return {part: (frozenset(collections[part]), frozenset(around[part])) for part in collections}


def _standing(of: str, within: str | None) -> Iterator[Column]:
    """Give the columns that say where a row stands."""
    record, item = "The id of the record that it is of.", "Its place in the record, as statements name it."
    yield Column("record", ColumnType.STRING, required=True, target=(of, ("id",)), meaning=record)
    yield Column("item", ColumnType.STRING, derived=True, required=True, meaning=item)
    told = "Its number in its list, counted from 1; empty for one that is in no list."
    yield Column("item_number", ColumnType.INTEGER, derived=True, meaning=told)
    if within is not None:
        yield Column("within", ColumnType.STRING, derived=True, meaning=within)


def _part_table(kind: type[FileRecord], name: str) -> Table:
    collections, around = _owners()[kind]
    of = next(iter(collections)) if len(collections) == 1 else "records"
    parents = sorted(PARTS[each] for each in around if each in PARTS)
    within = f"The item of `{'` or `'.join(parents)}` that it stands in; else empty." if parents else None
    links: tuple[tuple[tuple[str, ...], Target], ...] = ()
    if len(parents) == len(around) == 1:
        links = ((("record", "within"), (parents[0], ("record", "item"))),)
    standing = tuple(_standing(of, within))
    key = ("record", "item")
    return Table(name, _first_sentence(kind), key, standing, tuple(told_of(kind)), links, kind, collections)


def _first_sentence(kind: type) -> str:
    return " ".join((kind.__doc__ or "").partition("\n\n")[0].split())


def _record_table(collection: str) -> Table:
    kind = RECORD_TYPES[collection]
    told = (*told_of(kind), *(_of_agreements() if collection == "agreements" else ()))
    return Table(collection, _first_sentence(kind), ("id",), told=told, kind=kind)


def _of_agreements() -> Iterator[Told]:
    """Give what follows from the parts of an agreement."""
    told = "The day of conclusion: the last act of signature that is known."
    yield Told(date_columns(_derived("date", _TEXT, told)), "date", days)
    told = "The partners: ids of organisations, codes of countries and of parts of one."
    yield Told(
        (
            _derived("partners", ColumnType.CODES, told),
            _derived("partners_name", ColumnType.TEXTS, "Their names, in the same order."),
        ),
        "partners",
        _partners,
    )
    told = "The languages of its documents, each once, as BCP 47 tags."
    yield Told((_derived("languages", ColumnType.CODES, told),), "languages", _tags)


def _partners(parties: Any, reader: Reader) -> tuple[Cell, ...]:
    found, names = [reader.registry.key_of(party) for party in parties], reader.partners
    keys = tuple(dict.fromkeys([key for key in found if key]))
    for key in keys:
        if key not in names:
            from dialogues.registry.display import partner_name  # here: reads the names of territories

            names[key] = partner_name(reader.registry, key, reader.language)
    return keys, tuple([names[key] for key in keys])


def _tags(tags: Any, _reader: Reader) -> tuple[Cell, ...]:
    return (tuple([str(tag) for tag in tags]),)


# Tables of all kinds of record


def _derived(name: str, kind: ColumnType, meaning: str, **more: Any) -> Column:
    return Column(name, kind, derived=True, meaning=meaning, **more)


_TEXT = ColumnType.STRING


def _records() -> Table:
    standing = (
        _derived("id", _TEXT, "The record's id.", required=True),
        _derived("collection", _TEXT, "The collection it is in.", required=True),
        _derived("kind", _TEXT, "What it is, by the closed list of its collection; empty for one without."),
        _derived("retired", ColumnType.BOOLEAN, "Whether it is no longer used.", required=True),
    )
    name = (
        _derived("name", _TEXT, "Its name or title; empty where it has none."),
        _derived("name_language", _TEXT, "The language of that, as a BCP 47 tag."),
    )
    start = date_columns(_derived("start", _TEXT, "When its matter was or began, as EDTF."))
    end = date_columns(_derived("end", _TEXT, "When that ended, as EDTF."))
    countries = _derived("countries", ColumnType.CODES, "The countries that it is of or about.")
    languages = _derived("languages", ColumnType.CODES, "The languages of its texts.")
    told = (
        Told(name, "heading", _heading),
        Told((*start, *end), "span", _span),
        Told((countries,), "country_codes", _tags),
        Told((languages,), "languages", _tags),
    )
    return Table("records", "A record of any collection.", ("id",), standing, told)


def _heading(heading: Any, reader: Reader) -> tuple[Cell, ...]:
    return (heading, None) if isinstance(heading, str) else localised(heading, reader)


def _span(span: Span, reader: Reader) -> tuple[Cell, ...]:
    nothing = (None, None, None)
    ends = (nothing if date is None else days(date, reader) for date in (span.start, span.end))
    return tuple(cell for cells in ends for cell in cells)


def _of_record(name: str, item: str) -> tuple[Column, Column]:
    return (
        _derived("record", _TEXT, "The id of the record.", required=True, target=("records", ("id",))),
        _derived(name, _TEXT, item, required=True),
    )


def _names() -> Table:
    columns = (
        *_of_record("item", "Its place in the record."),
        _derived("field", _TEXT, "The field of the record that it stands in.", required=True),
        _derived("text", _TEXT, "The name or title.", required=True),
        _derived("language", _TEXT, "Its language, as a BCP 47 tag; empty where it has none or none is on record."),
        _derived("language_name", _TEXT, "The name of `language` in the language of the export."),
        _derived("use", _TEXT, "How it is used; empty for a name that a list shows."),
    )
    return Table("names", "A name or title of a record, in one language.", ("record", "item"), columns)


def _links() -> Table:
    columns = (
        *_of_record("item", "The place of the reference in the record."),
        _derived("target", _TEXT, "The id of the other record.", required=True, target=("records", ("id",))),
        _derived("relation", _TEXT, "What the other record is to this one.", required=True),
        _derived("inverse", _TEXT, "What this record is to the other one.", required=True),
    )
    meaning = "A reference of a record to another; what evidence refers to stands in `statements`."
    return Table("links", meaning, ("record", "item"), columns)


def _statements() -> Table:
    columns = (
        *_of_record("path", "The place of the value in the record (`documents[1].language`)."),
        _derived("number", ColumnType.INTEGER, "The number of the statement in the record, from 1.", required=True),
        _derived("collection", _TEXT, "The collection that the record is in.", required=True),
        _derived("item", _TEXT, "The row that the value is in (`documents[1]`); empty for that of the record itself."),
        _derived("field", _TEXT, "The rest of the path (`language`); empty where it is the whole item."),
        _derived("value", _TEXT, "What the record says there, lists and parts as JSON; empty where it says nothing."),
        _derived("source", _TEXT, "The id of the source.", required=True, target=("sources", ("id",))),
        _derived("source_class", _TEXT, "How far the source can be relied on."),
        _derived("stance", _TEXT, "Whether it backs the value or disputes it.", words=("supports", "disputes")),
        _derived("quote", _TEXT, "The source's own words, at most 20 of them."),
        _derived("says", _TEXT, "What the source says where it disputes the value."),
        _derived("basis", _TEXT, "What part of the source says it."),
        _derived("note", _TEXT, "What to know about the evidence."),
        _derived("resolution", _TEXT, "What became of a dispute about the value.", words=("chosen", "open")),
        _derived("why", _TEXT, "The reason for that."),
    )
    meaning = "What one source says of one claim of a record."
    return Table("statements", meaning, ("record", "number"), columns)


def _resolutions() -> Table:
    columns = (
        *_of_record("path", "The place of the disputed value in the record."),
        _derived("number", ColumnType.INTEGER, "The number of the resolution in the record, from 1.", required=True),
        _derived("item", _TEXT, "The row that the value is in; empty for that of the record itself."),
        _derived("field", _TEXT, "The rest of the path."),
        _derived("value", _TEXT, "What the record says there, as in `statements`."),
        _derived("outcome", _TEXT, "Whether a value was chosen or the dispute left open.", words=("chosen", "open")),
        _derived("why", _TEXT, "The reason, in a sentence.", required=True),
    )
    return Table("resolutions", "What became of a dispute about one value.", ("record", "number"), columns)


def _made() -> dict[str, Table]:
    parts = [_part_table(kind, name) for kind, name in PARTS.items()]
    records = [_record_table(collection) for collection in RECORD_TYPES]
    tables = (_records(), *records, *parts, _names(), _links(), _statements(), _resolutions())
    return {each.name: each for each in tables}


TABLES: Mapping[str, Table] = _made()
"""The tables by name: of all records, of each collection, of each kind of part, of names, references and statements."""
