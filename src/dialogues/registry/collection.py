"""Records by id: a collection of one kind, and the smaller ones that criteria pick out of it.

The criteria stand here, however many, since each is a keyword of one function and its line in the docs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, Sequence, ValuesView
from collections.abc import Collection as AnyCollection
from collections.abc import Set as AbstractSet
from enum import StrEnum
from functools import cached_property
from itertools import chain
from operator import eq
from typing import TYPE_CHECKING, Any, Generic, Self, TypeAlias, TypeVar, overload

from dialogues.errors import AmbiguousName, InvalidDate, InvalidDuration, UnknownRecord, UnknownValue
from dialogues.names.folding import fold, fold_accents
from dialogues.names.suggestion import suggest
from dialogues.records import RECORD_TYPES, kinds
from dialogues.registry.table import html_table
from dialogues.values import Gathering

if TYPE_CHECKING:
    import datetime

    from dialogues.languages.tags import LanguageTag
    from dialogues.records import Agreement, Record
    from dialogues.records.dates import Date
    from dialogues.records.durations import Duration
    from dialogues.registry.calendar import Calendar
    from dialogues.registry.indices import Indices
    from dialogues.vocabulary import InstrumentKindWord, StatusWord

R_co = TypeVar("R_co", bound="Record", covariant=True)
K = TypeVar("K", bound=str)
V = TypeVar("V")
Default = TypeVar("Default")

Several: TypeAlias = V | Iterable[V]
"""One value, or several of which any will do."""
Year: TypeAlias = int | str
YearRange: TypeAlias = tuple[Year | None, Year | None]
"""The first and the last year; None leaves that end open."""

_FIRST_YEAR, _LAST_YEAR = 1, 9999
_SHORT_DURATION = re.compile(r"([0-9]{1,4})([dwmy])", re.ASCII | re.IGNORECASE)


class Records(Gathering, Mapping[str, R_co], Generic[R_co]):
    """Records by id; an id that is not there raises :class:`~dialogues.errors.UnknownRecord`, a KeyError.

    >>> import dialogues
    >>> registry = dialogues.load()
    >>> "china-2006" in registry, len(registry) > 400
    (True, True)
    """

    _records: Mapping[str, R_co]

    def __init__(self, records: Mapping[str, R_co]) -> None:
        object.__setattr__(self, "_records", records)

    def __getitem__(self, identifier: str) -> R_co:
        try:
            return self._records[identifier]
        except KeyError:
            text = str(identifier)
            raise UnknownRecord(text, suggest(text, self._records, limit=3, likeness=75)) from None

    @overload
    def get(self, identifier: str, /) -> R_co | None: ...

    @overload
    def get(self, identifier: str, /, default: R_co | Default) -> R_co | Default: ...

    def get(self, identifier: str, /, default: Any = None) -> Any:
        """Give the record, or the default where there is none."""
        return self._records.get(identifier, default)

    def values(self) -> ValuesView[R_co]:
        """Give the records, in their order."""
        return self._records.values()

    def items(self) -> ItemsView[str, R_co]:
        """Give the records with their ids, in their order."""
        return self._records.items()

    def __contains__(self, identifier: object) -> bool:
        return identifier in self._records

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)


class Collection(Records[R_co], Generic[R_co, K]):
    """The records of one kind by id, in the order of their ids; agreements are in order of date.

    >>> import dialogues
    >>> registry = dialogues.load()
    >>> [*registry.events.where(year=2008)]
    ['eu-russia-seminar-2008']
    """

    name: str
    """The collection's name (``events``)."""
    _indices: Indices | None

    def __init__(self, records: Mapping[str, R_co], name: str, indices: Indices | None = None) -> None:
        super().__init__(records)
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "_indices", indices)

    def __repr__(self) -> str:
        called = "Agreements" if isinstance(self, Agreements) else "Collection"
        return f"<{called} of {len(self)} {self.name}>"

    def _repr_html_(self) -> str:
        """Show a notebook the first records, a row each."""
        rows = [
            (record.id, _heading(record), ", ".join(record.country_codes), str(record.span.start or ""))
            for record in self._records.values()
        ]
        return html_table(repr(self), ("id", "name", "countries", "date"), rows)

    def where(
        self,
        *,
        kind: Several[K] | None = None,
        country: Several[str] | None = None,
        year: Year | YearRange | Iterable[Year] | None = None,
        language: Several[str | LanguageTag] | None = None,
    ) -> Self:
        """Give the records that meet all the criteria, as a collection of their own in the same order.

        Of several values of a criterion, any will do. ``country`` is one that the record is of or about, by any name
        or code; ``year`` one of those of its time, or ``(2010, 2020)`` for all from the one to the other;
        ``language`` that of a text of it, by any label. What no record has is met by none.
        Raises :class:`~dialogues.errors.UnknownValue` for what is no kind, country, year or language, and
        :class:`~dialogues.errors.AmbiguousName` for a name that several countries bear.
        """
        return self._met([*self._criteria(kind, country, year, language)])

    def _criteria(
        self,
        kind: Several[str] | None,
        country: Several[str] | None,
        year: Year | YearRange | Iterable[Year] | None,
        language: Several[str | LanguageTag] | None,
    ) -> Iterator[AnyCollection[str]]:
        """Give, for each criterion that is there, the ids of the records that meet it: a list is in order."""
        if kind is not None:
            words = [self._kind(each) for each in _each(kind)]
            yield self._having("kind", words)
        if country is not None:
            yield self._having("country", [self._country(each) for each in _each(country)])
        if year is not None:
            yield self._having("year", self._years(year))
        if language is not None:
            yield self._having("language", [tag for each in _each(language) for tag in self._in_language(each)])

    def _met(self, criteria: Sequence[AnyCollection[str]]) -> Self:
        if not criteria:
            return self
        least, *others = sorted(criteria, key=len)
        among = [met if isinstance(met, AbstractSet) else frozenset(met) for met in others]
        chosen = [key for key in least if all(key in met for met in among)] if among else least
        return self.part(chosen if isinstance(least, list) else self._in_order(frozenset(chosen)))

    def part(self, identifiers: Iterable[str]) -> Self:
        """Give some of the records as a collection of their own, in the order of these ids."""
        return type(self)({key: self._records[key] for key in identifiers}, self.name, self._indices)

    def _in_order(self, chosen: AbstractSet[str]) -> list[str]:
        """Put the ids that are here in the collection's order."""
        keys, places = self._keys, self._places
        return [keys[at] for at in sorted([places[key] for key in chosen if key in places])]

    @cached_property
    def _keys(self) -> Sequence[str]:
        return tuple(self._records)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {key: at for at, key in enumerate(self._keys)}

    def _by(self, criterion: str) -> Mapping[Any, Sequence[str]]:
        """Give the ids of the records by the values of a criterion, in order; gathered when somebody first asks."""
        held = self._held.get(criterion)
        if held is None:
            index: defaultdict[Any, list[str]] = defaultdict(list)
            values_of = CRITERIA[criterion]
            for identifier, record in self._records.items():
                for value in values_of(record, self._indices):
                    index[value].append(identifier)
            held = self._held[criterion] = dict(index)
        return held

    @cached_property
    def _held(self) -> dict[str, Mapping[Any, Sequence[str]]]:
        return {}

    def _having(self, criterion: str, values: Iterable[Any]) -> AnyCollection[str]:
        held = self._by(criterion)
        met = [each for value in dict.fromkeys(values) if (each := held.get(value))]
        return met[0] if len(met) == 1 else frozenset(chain.from_iterable(met))

    def _kind(self, text: str) -> str:
        from dialogues.records.fields_of import field_of  # here: many questions need no kind of record

        kind = RECORD_TYPES[self.name]
        field = field_of(kind, kind.kind_field)
        return closed("kind", text, [] if field is None else [*field.holds])

    def _country(self, text: str) -> str:
        if text in self._by("country"):
            return text
        from dialogues.languages.territories import find_territories, similar_territories  # here: reads the names

        codes = list(dict.fromkeys(each.code for each in find_territories(text)))
        if len(codes) > 1:
            raise AmbiguousName(text, codes)
        if not codes:
            similar = dict.fromkeys(each.name for each in similar_territories(text, limit=3))
            raise UnknownValue("country", text, similar=tuple(similar))
        return codes[0]

    def _years(self, year: Year | YearRange | Iterable[Year]) -> Iterable[int]:
        if not isinstance(year, tuple):
            return [_year(each) for each in _each(year)]
        if len(year) != 2:
            raise UnknownValue("range of years", str(year), ["(2010, 2020): the first year, the last"])
        first, last = year
        start = _FIRST_YEAR if first is None else _year(first)
        end = _LAST_YEAR if last is None else _year(last)
        if start > end:
            raise UnknownValue("range of years", f"{start} to {end}", ["the first year before the last"])
        return [each for each in self._by("year") if start <= each <= end]

    def _in_language(self, language: str | LanguageTag) -> Iterator[LanguageTag]:
        from dialogues.languages.labels import identify_language  # here: listing a registry needs no names
        from dialogues.languages.matching import MatchReason, relation
        from dialogues.languages.tags import LanguageTag

        tag = language
        if not isinstance(tag, LanguageTag):
            reading = identify_language(tag)
            if reading.tag is None:
                raise UnknownValue("language", str(language), similar=[str(each) for each in reading.suggestions])
            tag = reading.tag
        for each in self._by("language"):
            same = each.language == tag.language and relation(tag, each)
            if same in (MatchReason.EXACT, MatchReason.SAME_LANGUAGE):
                yield each


class Agreements(Collection["Agreement", "InstrumentKindWord"]):
    """The agreements, by date and then by id.

    >>> import dialogues
    >>> registry = dialogues.load()
    >>> registry.agreements.where(language="es", year=2015)
    <Agreements of 2 agreements>
    """

    def where(  # noqa: PLR0913  # each criterion is a question a caller may ask
        self,
        *,
        kind: Several[InstrumentKindWord] | None = None,
        country: Several[str] | None = None,
        year: Year | YearRange | Iterable[Year] | None = None,
        language: Several[str | LanguageTag] | None = None,
        partner: Several[str] | None = None,
        status: Several[StatusWord] | None = None,
        theme: Several[str] | None = None,
        organisation: Several[str] | None = None,
        territory: Several[str] | None = None,
        signed_by: Several[str] | None = None,
        active_on: Date | datetime.date | str | None = None,
        ends_within: Duration | str | None = None,
        today: datetime.date | None = None,
    ) -> Self:
        """Give the agreements that meet all the criteria; see :meth:`Collection.where`.

        ``year`` is that of a signature. ``partner`` is a country, a part of one or an organisation by any name, which
        also means the agreements with a part of it; ``organisation`` one on whichever side; ``territory`` the part of
        a country that is a party. ``status`` is where the agreement stands, ``theme`` the id or name of a theme,
        ``signed_by`` the name of who signed, in either order. ``active_on`` is a day by which it is known to
        have begun, and on which it is not known to be over; ``ends_within`` a duration (``P6M``, ``6m``) from
        ``today`` within which it ends.
        Raises also :class:`~dialogues.errors.UnknownName` for a name that nothing bears, and UnknownValue for what is
        no date or duration.
        """
        criteria = [*self._criteria(kind, country, year, language)]
        questions: tuple[tuple[Any, Callable[[str], Iterable[str]]], ...] = (
            (partner, self._with_partner),
            (status, self._of_status),
            (theme, self._on_theme),
            (organisation, self._of_organisation),
            (territory, self._of_territory),
            (signed_by, self._signed_by),
        )
        for asked, answer in questions:
            if asked is not None:
                first, *others = [answer(each) for each in _each(asked)] or [()]
                criteria.append(first if isinstance(first, list) and not others else frozenset(chain(first, *others)))
        if active_on is not None:
            criteria.append(self._calendar.active_on(_day(active_on)))
        if ends_within is not None:
            criteria.append(self._ending(_duration(ends_within), today))
        return self._met(criteria)

    def _with_partner(self, text: str) -> Iterable[str]:
        if self._indices is None:  # a collection of its own, without a registry that knows names
            return self._having("country", [self._country(text)])
        return self._in_time(self._indices.agreements_with(self._indices.partner_key(text)))

    def _of_status(self, text: str) -> Iterable[str]:
        from dialogues.vocabulary import Status  # here: many questions need no closed list

        return self._having("status", [closed("status", text, [*Status])])

    def _of_organisation(self, text: str) -> Iterable[str]:
        if self._indices is None:
            return ()
        return self._in_time(self._indices.agreements_of(self._indices.one(text, "organisations")))

    def _in_time(self, identifiers: Sequence[str]) -> AnyCollection[str]:
        """Give ids that are in order of time as a list, if this is all agreements in that order, and else as a set."""
        return identifiers if self._is_whole else frozenset(identifiers)

    @cached_property
    def _is_whole(self) -> bool:
        whole = () if self._indices is None else self._indices.agreements
        return len(self) == len(whole) and all(map(eq, self._keys, (each.id for each in whole)))

    def _on_theme(self, text: str) -> Iterable[str]:
        theme = text if self._indices is None else self._indices.one(text, "themes")
        return self._having("theme", [theme])

    def _of_territory(self, text: str) -> Iterable[str]:
        from dialogues.languages.subdivisions import find_subdivisions, is_subdivision  # here: reads the names

        codes = [text] if is_subdivision(text) else list(dict.fromkeys(each.code for each in find_subdivisions(text)))
        if not codes:
            raise UnknownValue("part of a country", text)
        if len(codes) > 1:
            raise AmbiguousName(text, codes)
        return self._having("territory", codes)

    def _signed_by(self, text: str) -> Iterable[str]:
        words = set(plain_words(text))
        if not words:
            return ()
        of_word, of_name, of_person = self._signatories
        names: set[str] = set.intersection(*(of_word.get(word, set()) for word in words))
        return chain(of_person.get(text, ()), *(of_name[name] for name in names))

    @cached_property
    def _signatories(self) -> tuple[dict[str, set[str]], dict[str, list[str]], dict[str, list[str]]]:
        """The names of who signed by their words, and the ids of the agreements by those names and by the person."""
        of_name: defaultdict[str, list[str]] = defaultdict(list)
        of_person: defaultdict[str, list[str]] = defaultdict(list)
        for key, record in self._records.items():
            for each in (each for party in record.parties for each in party.signatories):
                of_name[each.name].append(key)
                if each.person:
                    of_person[each.person].append(key)
        of_word: defaultdict[str, set[str]] = defaultdict(set)
        for name in of_name:
            for word in plain_words(name):
                of_word[word].add(name)
        return dict(of_word), dict(of_name), dict(of_person)

    @cached_property
    def _calendar(self) -> Calendar:
        from dialogues.registry.calendar import Calendar  # here: few ask by days

        return Calendar(self._records)

    def _ending(self, within: Duration, today: datetime.date | None) -> Sequence[str]:
        import datetime  # here: likewise

        from dialogues.records.dates import Date
        from dialogues.records.durations import end_of

        today = today or datetime.date.today()  # noqa: DTZ011
        return self._calendar.ending(today, end_of(Date(today.year, today.month, today.day), within).latest)


def _themes(record: Record, _indices: Indices | None) -> Iterable[str]:
    return dict.fromkeys(record.themes) if isinstance(record, kinds.Agreement) else ()


def _territories(record: Record, indices: Indices | None) -> Iterable[str]:
    if not isinstance(record, kinds.Agreement):
        return ()
    areas = (each.territory if indices is None else indices.territory_of(each) for each in record.parties)
    return dict.fromkeys([area for area in areas if area])


CRITERIA: Mapping[str, Callable[[Record, Indices | None], Iterable[Any]]] = {
    "kind": lambda record, _: (record.kind_word,),
    "country": lambda record, _: record.country_codes,
    "year": lambda record, _: record.years,
    "language": lambda record, _: record.languages,
    "status": lambda record, _: (record.status.value,) if isinstance(record, kinds.Agreement) else (),
    "theme": _themes,
    "territory": _territories,
}
"""What records are looked up by, beside names and partners: the values of each criterion, each once."""


def criteria_of(record: Record, indices: Indices | None) -> Iterator[tuple[str, Any]]:
    """Give by what criteria and values a record is looked up, each once."""
    return ((criterion, value) for criterion, values_of in CRITERIA.items() for value in values_of(record, indices))


def plain_words(text: str) -> list[str]:
    """Give the words of a name without case and accents."""
    return fold_accents(fold(text)).split()


def in_time(records: Mapping[str, Agreement]) -> dict[str, Agreement]:
    """Put agreements in order of time."""
    return {record.id: record for record in sorted(records.values(), key=_order)}


def _order(record: Agreement) -> tuple[bool, tuple[int, ...], str]:
    """Give what :func:`~dialogues.records.entry.time_key` orders by, as numbers, which are compared at once."""
    start = record.span.start
    return start is None, () if start is None else start.order(), record.id


# Usual abbreviations, and what partners' own texts say where the label is the Publications Office's.
_ALSO_CALLED = {
    "mou": "memorandum-of-understanding",
    "moa": "memorandum-of-agreement",
    "loi": "letter-of-intent",
    "memorando-de-entendimiento": "memorandum-of-understanding",
}


def _labelled(members: Iterable[str], text: str) -> str:
    """Give the one word whose label a text is, in any of the languages of messages; empty for none or several."""
    from dialogues.languages.catalogue import LANGUAGES, label  # here: most who filter write the word itself
    from dialogues.names.folding import fold

    asked = fold(text)
    found = {
        str(each)
        for each in members
        if isinstance(each, StrEnum) and any(fold(label(each, language)) == asked for language in LANGUAGES)
    }
    return found.pop() if len(found) == 1 else ""


def closed(field: str, text: str, words: Iterable[str]) -> str:
    """Give the word of a closed list that a text means: in whatever case, with blanks for hyphens, or by its label.

    A label counts in any of the ten languages, and so does a usual abbreviation (MoU, LoI).

    Raises :class:`~dialogues.errors.UnknownValue` when there is none.
    """
    members = [*words]
    allowed = [str(word) for word in members]
    word = "-".join(str(text).replace("_", " ").replace("-", " ").casefold().split())
    if word not in allowed:
        named = _labelled(members, str(text)) or _ALSO_CALLED.get(word, "")
        if named in allowed:
            return named
        raise UnknownValue(field, str(text), allowed, suggest(word, allowed, limit=2))
    return word


def _each(value: Any) -> Iterable[Any]:
    """Give each of several values; a text is one value, and so is what cannot be gone through: a number of a frame."""
    return value if isinstance(value, Iterable) and not isinstance(value, str) else (value,)


def _day(value: Date | datetime.date | str) -> datetime.date:
    import datetime  # here: many questions have no date

    from dialogues.records.dates import Date

    if isinstance(value, datetime.date):
        return value
    try:
        date = value if isinstance(value, Date) else Date.parse(value)
    except InvalidDate:
        raise UnknownValue("day", str(value), ["days like 2020-05-01"]) from None
    return date.latest


def _duration(value: Duration | str) -> Duration:
    """Read a duration: ISO 8601, or ``6m``, ``90d``, ``2y`` as people write on a command line."""
    from dialogues.records.durations import Duration  # here: likewise

    if isinstance(value, Duration):
        return value
    short = _SHORT_DURATION.fullmatch(value.strip())
    try:
        return Duration.parse(f"P{short[1]}{short[2].upper()}" if short else value.strip())
    except InvalidDuration:
        raise UnknownValue("duration", value, ["durations like 6m, 90d, P1Y6M"]) from None


def _year(value: Year) -> int:
    text = str(value).strip()
    if not (text.isascii() and text.isdecimal() and _FIRST_YEAR <= int(text[:5]) <= _LAST_YEAR):
        raise UnknownValue("year", text, [f"{_FIRST_YEAR} to {_LAST_YEAR}"])
    return int(text)


def _heading(record: Record) -> str:
    heading = record.heading
    return heading if isinstance(heading, str) else heading.best("en")[1] if heading else ""
