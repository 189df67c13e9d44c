"""The tables that a registry is told in: one for each collection, and one for each kind of part that a record has.

They are made of the records themselves, so that no field of any record can be missing. A row of a part knows the record
it is of and its place in it (``item``: ``documents[1]``), which is also how statements speak of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TypeAlias

from attrs import field, frozen

from dialogues.publishing.columns import (
    Cell,
    Column,
    ColumnType,
    Reader,
    Target,
    columns_of,
    date_columns,
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
    """A table: its columns, its key, and what it is of."""

    name: str
    """Its name, which is that of its file."""
    meaning: str
    """What a row is."""
    columns: tuple[Column, ...] = field(repr=False)
    """Its columns, in order."""
    key: tuple[str, ...]
    """The columns that no two rows have alike."""
    links: tuple[tuple[tuple[str, ...], Target], ...] = ()
    """What several of its columns refer to together."""
    kind: type[FileRecord] | None = None
    """The kind of record or part that a row is; None for a table that is none of one kind."""
    of: frozenset[str] = frozenset()
    """The collections whose records have such parts; empty where all do."""

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


def _get_nothing(_part: Any, _reader: Reader) -> Cell:
    raise AssertionError("the cell is told by where the row stands")


def _standing(of: str, within: str | None) -> Iterator[Column]:
    """Give the columns that say where a row stands."""
    record, item = "The id of the record that it is of.", "Its place in the record, as statements name it."
    yield Column("record", ColumnType.STRING, _get_nothing, required=True, target=(of, ("id",)), meaning=record)
    yield Column("item", ColumnType.STRING, _get_nothing, derived=True, required=True, meaning=item)
    told = "Its number in its list, counted from 1; empty for one that is in no list."
    yield Column("item_number", ColumnType.INTEGER, _get_nothing, derived=True, meaning=told)
    if within is not None:
        yield Column("within", ColumnType.STRING, _get_nothing, derived=True, meaning=within)


def _part_table(kind: type[FileRecord], name: str) -> Table:
    collections, around = _owners()[kind]
    of = next(iter(collections)) if len(collections) == 1 else "records"
    parents = sorted(PARTS[each] for each in around if each in PARTS)
    within = f"The item of `{'` or `'.join(parents)}` that it stands in; else empty." if parents else None
    links: tuple[tuple[tuple[str, ...], Target], ...] = ()
    if len(parents) == len(around) == 1:
        links = ((("record", "within"), (parents[0], ("record", "item"))),)
    columns = (*_standing(of, within), *columns_of(kind))
    return Table(name, _first_sentence(kind), columns, ("record", "item"), links, kind, collections)


def _first_sentence(kind: type) -> str:
    return " ".join((kind.__doc__ or "").partition("\n\n")[0].split())


def _record_table(collection: str) -> Table:
    kind = RECORD_TYPES[collection]
    columns = [*columns_of(kind)]
    if collection == "agreements":
        columns += _of_agreements()
    return Table(collection, _first_sentence(kind), tuple(columns), ("id",), kind=kind)


def _of_agreements() -> Iterator[Column]:
    """Give the columns of agreements that follow from their parts."""

    def partners(record: Any, reader: Reader) -> Cell:
        return reader.registry.partner_keys(record.id)

    def names(record: Any, reader: Reader) -> Cell:
        from dialogues.registry.display import partner_name  # here: reads the names of territories

        known = reader.registry
        return tuple([partner_name(known, key, reader.language) for key in known.partner_keys(record.id)])

    told = "The day of conclusion: the last act of signature that is known."
    yield from date_columns("date", told, lambda record: record.date)
    told = "The partners: ids of organisations, codes of countries and of parts of one."
    yield Column("partners", ColumnType.CODES, partners, derived=True, meaning=told)
    yield Column("partners_name", ColumnType.TEXTS, names, derived=True, meaning="Their names, in the same order.")
    told = "The languages of its documents, each once, as BCP 47 tags."
    yield Column("languages", ColumnType.CODES, _tags, derived=True, meaning=told)


def _tags(record: Any, _reader: Reader) -> Cell:
    return tuple([str(tag) for tag in record.languages])


# Tables of all kinds of record


def _told(name: str, kind: ColumnType, meaning: str, **more: Any) -> Column:
    return Column(name, kind, more.pop("get", _get_nothing), derived=True, meaning=meaning, **more)


_TEXT = ColumnType.STRING


def _records() -> Table:
    def name(record: Any, reader: Reader) -> Cell:
        heading = record.heading
        return heading if heading is None or isinstance(heading, str) else heading.best(reader.language)[1]

    def name_language(record: Any, reader: Reader) -> Cell:
        heading = record.heading
        return None if heading is None or isinstance(heading, str) else str(heading.best(reader.language)[0])

    columns = (
        _told("id", _TEXT, "The record's id.", get=lambda record, _reader: record.id, required=True),
        _told(
            "collection", _TEXT, "The collection it is in.", required=True,
            get=lambda record, _reader: record.collection,
        ),
        _told("name", _TEXT, "Its name or title; empty where it has none.", get=name),
        _told("name_language", _TEXT, "The language of that, as a BCP 47 tag.", get=name_language),
        _told(
            "kind", _TEXT, "What it is, by the closed list of its collection; empty for one without.",
            get=lambda record, _reader: record.kind_word or None,
        ),
        *date_columns("start", "When its matter was or began, as EDTF.", lambda record: record.span.start),
        *date_columns("end", "When that ended, as EDTF.", lambda record: record.span.end),
        _told(
            "countries", ColumnType.CODES, "The countries that it is of or about.",
            get=lambda record, _reader: record.country_codes,
        ),
        _told("languages", ColumnType.CODES, "The languages of its texts.", get=_tags),
        _told(
            "retired", ColumnType.BOOLEAN, "Whether it is no longer used.",
            get=lambda record, _reader: record.retired is not None, required=True,
        ),
    )  # fmt: skip
    return Table("records", "A record of any collection.", columns, ("id",))


def _of_record(name: str, item: str) -> tuple[Column, Column]:
    return (
        _told("record", _TEXT, "The id of the record.", required=True, target=("records", ("id",))),
        _told(name, _TEXT, item, required=True),
    )


def _names() -> Table:
    columns = (
        *_of_record("item", "Its place in the record."),
        _told("field", _TEXT, "The field of the record that it stands in.", required=True),
        _told("text", _TEXT, "The name or title.", required=True),
        _told("language", _TEXT, "Its language, as a BCP 47 tag; empty where it has none or none is on record."),
        _told("language_name", _TEXT, "The name of `language` in the language of the export."),
        _told("use", _TEXT, "How it is used; empty for a name that a list shows."),
    )
    return Table("names", "A name or title of a record, in one language.", columns, ("record", "item"))


def _links() -> Table:
    columns = (
        *_of_record("item", "The place of the reference in the record."),
        _told("target", _TEXT, "The id of the other record.", required=True, target=("records", ("id",))),
        _told("relation", _TEXT, "What the other record is to this one.", required=True),
        _told("inverse", _TEXT, "What this record is to the other one.", required=True),
    )
    meaning = "A reference of a record to another; what evidence refers to stands in `statements`."
    return Table("links", meaning, columns, ("record", "item"))


def _statements() -> Table:
    columns = (
        *_of_record("path", "The place of the value in the record (`documents[1].language`)."),
        _told("number", ColumnType.INTEGER, "The number of the statement in the record, from 1.", required=True),
        _told("collection", _TEXT, "The collection that the record is in.", required=True),
        _told("item", _TEXT, "The row that the value is in (`documents[1]`); empty for that of the record itself."),
        _told("field", _TEXT, "The rest of the path (`language`); empty where it is the whole item."),
        _told("value", _TEXT, "What the record says there, lists and parts as JSON; empty where it says nothing."),
        _told("source", _TEXT, "The id of the source.", required=True, target=("sources", ("id",))),
        _told("source_class", _TEXT, "How far the source can be relied on."),
        _told("stance", _TEXT, "Whether it backs the value or disputes it.", words=("supports", "disputes")),
        _told("quote", _TEXT, "The source's own words, at most 20 of them."),
        _told("says", _TEXT, "What the source says where it disputes the value."),
        _told("basis", _TEXT, "What part of the source says it."),
        _told("note", _TEXT, "What to know about the evidence."),
        _told("resolution", _TEXT, "What became of a dispute about the value.", words=("chosen", "open")),
        _told("why", _TEXT, "The reason for that."),
    )
    meaning = "What one source says of one claim of a record."
    return Table("statements", meaning, columns, ("record", "number"))


def _resolutions() -> Table:
    columns = (
        *_of_record("path", "The place of the disputed value in the record."),
        _told("number", ColumnType.INTEGER, "The number of the resolution in the record, from 1.", required=True),
        _told("item", _TEXT, "The row that the value is in; empty for that of the record itself."),
        _told("field", _TEXT, "The rest of the path."),
        _told("value", _TEXT, "What the record says there, as in `statements`."),
        _told("outcome", _TEXT, "Whether a value was chosen or the dispute left open.", words=("chosen", "open")),
        _told("why", _TEXT, "The reason, in a sentence.", required=True),
    )
    return Table("resolutions", "What became of a dispute about one value.", columns, ("record", "number"))


def _made() -> dict[str, Table]:
    parts = [_part_table(kind, name) for kind, name in PARTS.items()]
    records = [_record_table(collection) for collection in RECORD_TYPES]
    tables = (_records(), *records, *parts, _names(), _links(), _statements(), _resolutions())
    return {each.name: each for each in tables}


TABLES: Mapping[str, Table] = _made()
"""The tables by name: of all records, of each collection, of each kind of part, of names, references and statements."""
