"""A record as facts in the reader's words: all that it says, each value with what it rests on.

What a field holds decides how it is written, and what a part begins with stands in a table; nothing here is made of
sentences, so that it reads as well in each language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from dialogues.languages.localised import LocalisedText
from dialogues.languages.tags import LanguageTag
from dialogues.records import Agreement, Date, Party, Record
from dialogues.records.durations import Duration
from dialogues.records.fields import FileRecord
from dialogues.records.fields_of import FieldOf, Path, fields_of
from dialogues.records.identifiers import CountryCode, SubdivisionCode
from dialogues.site.reader import Reader, capital
from dialogues.site.shown import NOT_KNOWN, Backing, Fact, Text, Value
from dialogues.vocabulary import Answer

# What a page tells elsewhere, or in other words.
ELSEWHERE = frozenset({"id", "documents", "notes", "evidence", "resolution", "retired"})
_BACKING = frozenset({"evidence", "resolution"})
# What stands for a part: the first of these fields that says something.
_HEADS = {
    "Signatory": ("name",),
    "Figure": ("printed",),
    "OrganisationName": ("text",),
    "PersonName": ("text",),
    "OtherTitle": ("text",),
    "Phase": ("name",),
    "Identifier": ("value",),
    "PublishedIn": ("title",),
    "ListingEntry": ("source",),
    "EventFile": ("printed",),
    "Contribution": ("person", "group"),
    "Note": ("text",),
    "Signature": ("date",),
    "Action": ("date", "by"),
    "Application": ("territory",),
    "Funding": ("organisation", "programme"),
    "Interest": ("country", "organisation"),
    "Relation": ("agreement", "outside"),
    "LanguageList": ("source",),
    "Place": ("city", "area", "institution", "country"),
    "OutsideWork": ("title",),
    "Predecessor": ("organisation",),
}
# Texts that are names, numbers or the like, and in no language or in all.
_IN_NO_LANGUAGE = frozenset(
    [
        "name",
        "family",
        "city",
        "area",
        "number",
        "pages",
        "value",
        "version",
        "person",
        "printed_label",
        "publisher",
        "scheme",
        "sha256",
        "path",
        "party",
    ]
)
# Texts that the registry writes itself, and no source.
_OWN_WORDS = frozenset({"note", "notes", "why", "reason"})
_ADDRESSES = frozenset({"href", "address", "archived"})
_FIRST = ("title", "name", "kind", "parties", "signed", "date", "end", "place")
_TOLD_UNKNOWN = frozenset({"authentic_languages", "published"})
_UNSAID = (None, (), False)


class Facts:
    """Tells what records say to one reader."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def of(self, record: Record, backing: Mapping[Path, Backing]) -> tuple[Fact, ...]:
        """Give the facts of a record, what a reader asks first at the beginning."""
        found = [
            fact
            for field in _ordered(type(record))
            if field.name not in ELSEWHERE
            for fact in self._field(record, field, (), backing)
        ]
        return tuple(found)

    def documents(self, record: Record, backing: Mapping[Path, Backing]) -> tuple[Value, ...]:
        """Give the texts of a record: each begins with its language."""
        return tuple(
            self._part(each, ("documents", at), backing, ("language",))
            for at, each in enumerate(getattr(record, "documents", ()))
        )

    def notes(self, record: Record, backing: Mapping[Path, Backing]) -> tuple[Value, ...]:
        """Give the notes of a record."""
        whole = backing.get(("notes",))
        values = []
        for at, each in enumerate(getattr(record, "notes", ())):
            if isinstance(each, FileRecord):
                values.append(self._part(each, ("notes", at), backing))
            else:
                values.append(Value((Text(str(each), self._reader.own_language),)))
        if whole is not None:
            values.append(Value((), backing=whole))
        return tuple(values)

    def _field(self, part: FileRecord, field: FieldOf, above: Path, backing: Mapping[Path, Backing]) -> Iterator[Fact]:
        """Give the facts of a field: one, or one for each label that its parts have of their own."""
        value = getattr(part, field.name)
        path = (*above, field.key)
        label = self._reader.word("field", field.name)
        if isinstance(value, tuple) and value and isinstance(value[0], FileRecord):
            yield from self._parts(field, value, path, backing)
        elif isinstance(value, FileRecord):
            yield Fact(field.name, capital(label), (self._part(value, path, backing),))
        elif self._is_said(part, field, value, path, backing):
            texts = () if value in _UNSAID else tuple(self._texts(part, field, value, backing.get(path)))
            yield Fact(field.name, capital(label), (Value(texts, backing=backing.get(path), is_said=bool(texts)),))

    @staticmethod
    def _is_said(part: FileRecord, field: FieldOf, value: Any, path: Path, backing: Mapping[Path, Backing]) -> bool:
        if path in backing or field.name in _TOLD_UNKNOWN:
            return True
        if value in _UNSAID:
            return False
        default = type(part).__pydantic_fields__[field.name].default
        return isinstance(part, Agreement) or value != default

    def _parts(
        self, field: FieldOf, parts: tuple[FileRecord, ...], path: Path, backing: Mapping[Path, Backing]
    ) -> Iterator[Fact]:
        """Tell parts under the labels that they have: parties by their side, relations and actions by their kind."""
        found: dict[str, list[Value]] = {}
        for at, each in enumerate(parts):
            label = self._part_label(field, each)
            found.setdefault(label, []).append(self._part(each, (*path, at), backing))
        whole = backing.get(path)
        for label, values in found.items():
            yield Fact(field.name, capital(label), tuple(values))
        if whole is not None:
            yield Fact(field.name, capital(self._reader.word("field", field.name)), (Value((), backing=whole),))

    def _part_label(self, field: FieldOf, part: FileRecord) -> str:
        own = _LABELLED_BY.get(type(part).__name__)
        if own is not None:
            return self._reader.label(getattr(part, own))
        return self._reader.word("field", field.name)

    def _part(
        self, part: FileRecord, path: Path, backing: Mapping[Path, Backing], heads: tuple[str, ...] = ()
    ) -> Value:
        """Tell a part: what it begins with, and the rest as facts below."""
        texts: list[Text] = []
        rest: Backing | None = backing.get(path)
        head = ""
        if isinstance(part, Party):
            texts.append(self._party(part))
        else:
            head, texts, rest = self._head(part, path, backing, heads)
        facts = [
            fact
            for field in fields_of(type(part))
            if field.name != head and field.name not in _BACKING and field.name != _LABELLED_BY.get(type(part).__name__)
            for fact in self._field(part, field, path, backing)
        ]
        return _merged(Value(tuple(texts), tuple(facts), rest))

    def _head(
        self, part: FileRecord, path: Path, backing: Mapping[Path, Backing], heads: tuple[str, ...]
    ) -> tuple[str, list[Text], Backing | None]:
        for field in fields_of(type(part)):
            if field.name not in (heads or _HEADS.get(type(part).__name__, ())):
                continue
            value = getattr(part, field.name)
            if value not in _UNSAID and not isinstance(value, FileRecord):
                own = backing.get((*path, field.key))
                texts = list(self._texts(part, field, value, own))
                if type(part).__name__ == "Figure" and getattr(part, "unit", None):
                    texts.append(Text(str(getattr(part, "unit")), self._language(part, field, own)))  # noqa: B009
                named = _LABELLED_BY.get(type(part).__name__, "")
                return field.name, texts, _joined(_joined(own, backing.get((*path, named))), backing.get(path))
        named = _LABELLED_BY.get(type(part).__name__, "")
        return "", [], _joined(backing.get((*path, named)), backing.get(path))

    def _party(self, party: Party) -> Text:
        key = self._reader.registry.key_of(party)
        return self._reader.partner(key) if key else Text(party.printed or self._reader.say("not known"))

    def _texts(self, part: FileRecord, field: FieldOf, value: Any, backing: Backing | None) -> Iterator[Text]:
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, LocalisedText):
                yield from self._reader.texts(each)
            else:
                yield self._text(part, field, each, backing)

    def _text(self, part: FileRecord, field: FieldOf, value: Any, backing: Backing | None) -> Text:
        reader = self._reader
        if isinstance(value, StrEnum):
            return Text(reader.label(value), style="unknown" if value.value == "unknown" else "")
        if isinstance(value, Date):
            return reader.date(value)
        if isinstance(value, LanguageTag):
            return reader.tag(value)
        if value is True:
            return Text(reader.label(Answer.YES))
        if isinstance(value, Duration | int | float):
            return Text(reader.number(value))
        return self._string(part, field, str(value), backing)

    def _string(self, part: FileRecord, field: FieldOf, value: str, backing: Backing | None) -> Text:
        reader = self._reader
        is_key = field.name == "party"
        if field.reference is not None or (is_key and value in reader.registry):
            return reader.record(value)
        if field.holds in (CountryCode, SubdivisionCode) or (is_key and value.isupper()):
            return reader.place(value)
        if field.name in _ADDRESSES:
            return Text(value, outside=value if value.startswith(("https://", "http://")) else "")
        if field.name in ("sha256", "path"):
            return Text(value, style="code")
        return Text(value, self._language(part, field, backing))

    def _language(self, part: FileRecord, field: FieldOf, backing: Backing | None) -> str | None:
        """Say in which language a text is that has none of its own: its sources', where these agree."""
        if field.name in _IN_NO_LANGUAGE:
            return None
        if field.name in _OWN_WORDS:
            return self._reader.own_language
        if field.name == "title" and type(part).__name__ == "Source":
            return "en"
        own = getattr(part, "language", None)
        if own is not None:
            return NOT_KNOWN if str(own) == "und" else str(own)
        quoted = set() if backing is None else {each.quoted for each in backing.supporting}
        return quoted.pop() if len(quoted) == 1 else NOT_KNOWN


# Parts whose label is a word of their own.
_LABELLED_BY = {"Party": "side", "Relation": "kind", "Action": "action", "Signature": "act"}


def _merged(value: Value) -> Value:
    """Leave out a fact that says again what the part begins with; what it rests on stands with that."""
    rest, facts = value.backing, []
    for fact in value.facts:
        only = fact.values[0] if len(fact.values) == 1 else None
        if only is not None and only.texts and _read(only) == _read(value) and not only.facts:
            rest = _joined(rest, only.backing)
        else:
            facts.append(fact)
    return Value(value.texts, tuple(facts), rest, is_said=value.is_said)


def _read(value: Value) -> list[str]:
    return [text.text for text in value.texts]


def _joined(first: Backing | None, second: Backing | None) -> Backing | None:
    if first is None or second is None:
        return first or second
    return Backing(
        tuple(dict.fromkeys(first.supporting + second.supporting)),
        tuple(dict.fromkeys(first.disputing + second.disputing)),
        tuple(dict.fromkeys(first.why + second.why)),
        first.is_open or second.is_open,
    )


def _ordered(kind: type) -> list[FieldOf]:
    """Put the fields of a kind in the order of a page: the rest stays as in the data."""
    fields = fields_of(kind)
    return sorted(fields, key=lambda each: _FIRST.index(each.name) if each.name in _FIRST else len(_FIRST))
