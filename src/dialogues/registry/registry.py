"""The registry: an immutable, mapping-like value over all records, and what is asked of it.

Over 600 lines, most of them docstrings of its methods with an example each: it is the door that callers come through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Collection as AnyCollection
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from dialogues.errors import AmbiguousName, IdTaken, NoDocuments, NoPartner, UnknownCollection, UnknownName
from dialogues.names.memo import Memo
from dialogues.records import RECORD_TYPES, kinds
from dialogues.records.order import time_key
from dialogues.registry.collection import Agreements, Collection, Records, Year, YearRange, closed, in_time
from dialogues.registry.indices import Indices
from dialogues.registry.table import html_table

if TYPE_CHECKING:
    from typing import Never

    from dialogues.languages.matching import Language, Wanted
    from dialogues.records import (
        Agreement,
        Cooperation,
        Event,
        Manifest,
        Organisation,
        Party,
        Person,
        Programme,
        Publication,
        Record,
        Source,
        Theme,
    )
    from dialogues.registry.choice import Choice
    from dialogues.registry.found import Found
    from dialogues.registry.partners import Dialogue, Partner
    from dialogues.registry.relations import Related
    from dialogues.registry.search import Bounds, Hit
    from dialogues.registry.timeline import Moment
    from dialogues.vocabulary import (
        CooperationBasisWord,
        DocumentRoleWord,
        EventKindWord,
        OrganisationKindWord,
        ProgrammeKindWord,
        PublicationKindWord,
        SourceClassWord,
    )

R = TypeVar("R", bound="Record")

_BYTES_OF_CHOICES = 4_000_000
_BYTES_OF_ONE = 1_000  # a choice that is remembered
_BYTES_OF_A_CHARACTER = 40  # of what was asked for: what is read of it is kept with the choice
_LONGEST_REMEMBERED = 1_000  # characters of what was asked for

_MOST_MEANT = 5


class Registry(Records["Record"]):
    """All records by id, and the collections they are in. It never changes and can be shared between threads.

    Two registries are equal when they hold the same facts: their manifests and records have the same digest.

    >>> import dialogues
    >>> registry = dialogues.load()
    >>> registry["china-2006"].collection, registry.agreements.where(partner="Japan")
    ('agreements', <Agreements of 2 agreements>)
    """

    manifest: Manifest | None
    """What the registry is; None where its folder has no manifest."""
    agreements: Agreements
    """The agreements, by date."""
    publications: Collection[Publication, PublicationKindWord]
    """The publications."""
    events: Collection[Event, EventKindWord]
    """The events."""
    programmes: Collection[Programme, ProgrammeKindWord]
    """The programmes, platforms, instruments and policies."""
    cooperations: Collection[Cooperation, CooperationBasisWord]
    """The cooperations of cities and institutions; their kind is what they rest on."""
    organisations: Collection[Organisation, OrganisationKindWord]
    """The organisations."""
    people: Collection[Person, Never]
    """The people."""
    themes: Collection[Theme, Never]
    """The themes."""
    sources: Collection[Source, SourceClassWord]
    """The sources; their kind is how far each can be relied on."""
    _indices: Indices

    def __init__(self, manifest: Manifest | None, records: Mapping[str, Mapping[str, Record]]) -> None:
        ordered: dict[str, Mapping[str, Any]] = {name: records.get(name, {}) for name in RECORD_TYPES}
        ordered["agreements"] = in_time(ordered["agreements"])
        every = {key: record for collection in ordered.values() for key, record in collection.items()}
        indices = Indices(every, manifest)
        collections: dict[str, Any] = {
            name: (Agreements if name == "agreements" else Collection)(dict(held), name, indices)
            for name, held in ordered.items()
        }
        super().__init__(every)
        for name, each in {**collections, "manifest": manifest, "_indices": indices}.items():
            object.__setattr__(self, name, each)

    @property
    def indices(self) -> Indices:
        """What the registry looks up.

        >>> import dialogues
        >>> registry = dialogues.load()
        >>> type(registry.indices).__name__
        'Indices'
        """
        return self._indices

    @property
    def collections(self) -> Mapping[str, Collection[Record, str]]:
        """The collections by name.

        >>> import dialogues
        >>> registry = dialogues.load()
        >>> [*registry.collections][:3]
        ['agreements', 'publications', 'events']
        """
        return {name: getattr(self, name) for name in RECORD_TYPES}

    @property
    def digest(self) -> str:
        """The SHA-256 of all that the registry says: over the sorted ids and hashes of its records and its manifest.

        Order, comments and style of the files do not count; a record's hash is that of its JSON with sorted keys.

        >>> import dialogues
        >>> registry = dialogues.load()
        >>> len(registry.digest), registry.digest == dialogues.load().digest
        (64, True)
        """
        return self._indices.digest

    def __eq__(self, other: object) -> bool:
        return self.digest == other.digest if isinstance(other, Registry) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.digest)

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(collection)} {name}" for name, collection in self.collections.items() if collection)
        return f"<Registry ({counts})>"

    def _repr_html_(self) -> str:
        """Show a notebook the collections, a row each."""
        title = self.manifest.title.best("en")[1] if self.manifest is not None else "Registry"
        rows = [(name, str(len(collection))) for name, collection in self.collections.items()]
        return html_table(title, ("collection", "records"), rows)

    def with_record(self, record: Record) -> Registry:
        """Give a new registry that holds a record too, in place of the one with its id; this one stays as it is.

        References are not judged. Raises :class:`~dialogues.errors.IdTaken` when a record of another collection has
        the id.

        >>> import dialogues
        >>> registry = dialogues.load()
        >>> brazil = registry.agreements["brazil-2007"].model_copy(update={"notes": ()})
        >>> registry.with_record(brazil)["brazil-2007"].notes, registry.with_record(brazil) == registry
        ((), False)
        """
        held = {name: dict(collection) for name, collection in self.collections.items()}
        there = self.get(record.id)
        if there is not None and there.collection != record.collection:
            raise IdTaken(record.id, there.collection)
        held[record.collection][record.id] = record
        held[record.collection] = dict(sorted(held[record.collection].items()))
        return Registry(self.manifest, held)

    def collection_of(self, identifier: str) -> str:
        """Name the collection a record is in. Raises UnknownRecord for an id that is not there.

        >>> import dialogues
        >>> registry = dialogues.load()
        >>> registry.collection_of("dg-regio")
        'organisations'
        """
        return self[identifier].collection

    time_key = staticmethod(time_key)

    # Relations

    def related(self, identifier: str, *, same_partner: bool = True) -> tuple[Related, ...]:
        """Give the typed relations of a record, those it writes and those others write of it, by kind and id.

        ``same_partner`` says whether an agreement and what names the same partner country are related by that alone.
        Raises UnknownRecord for an id that is not there.

        >>> import dialogues
        >>> registry = dialogues.load()
        >>> [(each.kind, each.identifier) for each in registry.related("japan-2021")][:2]
        [('follows', 'japan-2013'), ('party', 'dg-regio')]
        """
        record = self[identifier]
        relations = self._indices.relations
        return relations.of(identifier, record) if same_partner else relations.written(identifier)

    def whole_of(self, organisation: str) -> str:
        """Give the id of the organisation that one is a part of, directly or by way of others; its own id if of none.

        Of a circle, which the check tells of, every organisation is its own whole.

        >>> import dialogues
        >>> registry = dialogues.load()
        >>> registry.whole_of("dg-regio")
        'european-commission'
        """
        return self._indices.whole_of(organisation)

    # Partners and dialogues

    def partner(self, text: str) -> Partner:
        """Give the one partner that a name means, with its agreements.

        Raises :class:`~dialogues.errors.UnknownName` when nothing bears the name,
        :class:`~dialogues.errors.NoPartner`, which is one, when what bears it has no agreement, and
        :class:`~dialogues.errors.AmbiguousName` when it is the name of several, whatever the registry holds of them.

        >>> import dialogues
        >>> registry = dialogues.load()
        >>> registry.partner("Brasil").country, registry.partner("SICA").organisation
        ('BR', <Organisation sica: Central American Integration System>)
        """
        key = self._indices.partner_key(text)
        if not self._indices.agreements_with(key):
            raise NoPartner(text, [key], parts=len(self._indices.agreements_of_parts(key)))
        return self._partner(key)

    def _partner(self, key: str) -> Partner:
        from dialogues.registry.partners import Partner  # here: a list of agreements needs no partners

        organisation = self.organisations.get(key)
        # Ids are in lower case, codes in capitals: no key is both.
        country = key if organisation is None and key.isupper() and "-" not in key else None
        territory = key if organisation is None and key.isupper() and "-" in key else None
        return Partner(key, country, territory, organisation, self.agreements_with(key))

    def partner_keys(self, identifier: str) -> tuple[str, ...]:
        """Give what the partners of an agreement are shown as: ids of organisations, territories and countries.

        Raises UnknownRecord for an id that is not there.

        >>> import dialogues
        >>> registry = dialogues.load()
        >>> registry.partner_keys("brazil-2007"), registry.partner_keys("sica-2015")
        (('BR',), ('sica',))
        """
        keys = (self.key_of(party) for party in self.agreements[identifier].partners)
        return tuple(dict.fromkeys(key for key in keys if key))

    def key_of(self, party: Party) -> str:
        """Give what a party is shown as: the id of its organisation, its territory or its country; empty for none.

        >>> import dialogues
        >>> registry = dialogues.load()
        >>> [registry.key_of(each) for each in registry.agreements["brazil-2007"].parties]
        ['european-commission', 'BR']
        """
        return self._indices.key_of(party)

    def same_partner(self, first: str, second: str) -> bool:
        """Say whether two agreements have a partner in common, or one that took the other's place.

        Of agreements without an own side all parties are partners: of these, two must be in common.
        Raises UnknownRecord for an id that is not there.

        >>> import dialogues
        >>> registry = dialogues.load()
        >>> registry.same_partner("japan-2013", "japan-2021"), registry.same_partner("japan-2013", "brazil-2007")
        (True, False)
        """
        from dialogues.vocabulary import Side  # here: many questions need no closed list

        common = 0
        theirs = set(self.partner_keys(second))
        for key in self.partner_keys(first):
            common += not theirs.isdisjoint(self._indices.line_of(key))
        sides = {party.side for party in (*self.agreements[first].parties, *self.agreements[second].parties)}
        return common >= (2 if sides == {Side.PARTY} else 1)

    def agreements_of(self, key: str) -> Agreements:
        """Give the agreements that name a country, territory or organisation on any side, or that a person signed.

        >>> import dialogues
        >>> registry = dialogues.load()
        >>> [*registry.agreements_of("JP")]
        ['japan-2013', 'japan-2021']
        """
        return self.agreements.part(self._indices.agreements_of(key))

    def agreements_by_party(self, key: str) -> Agreements:
        """Give the agreements that a country, an organisation or a part of one is a party to, on any side.

        >>> import dialogues
        >>> registry = dialogues.load()
        >>> [*registry.agreements_with("dg-regio")], [*registry.agreements_by_party("dg-regio")][:2]
        ([], ['chile-2010', 'georgia-2011'])
        """
        return self.agreements.part(self._indices.agreements_by_party(key))

    def agreements_of_parts(self, country: str) -> Agreements:
        """Give the agreements with a part or a city of a country, which do not bind the country.

        >>> import dialogues
        >>> registry = dialogues.load()
        >>> len(registry.agreements_of_parts("JP"))
        0
        """
        return self.agreements.part(self._indices.agreements_of_parts(country))

    def agreements_with(self, key: str) -> Agreements:
        """Give the agreements with a country, or with an organisation or a part of it.

        >>> import dialogues
        >>> registry = dialogues.load()
        >>> [*registry.agreements_with("JP")]
        ['japan-2013', 'japan-2021']
        """
        return self.agreements.part(self._indices.agreements_with(key))

    @cached_property
    def dialogues(self) -> Mapping[str, Dialogue]:
        """The dialogues by the key of their partners, in the order of their first agreements.

        >>> import dialogues
        >>> registry = dialogues.load()
        >>> [*registry.dialogues][:3]
        ['CN', 'RU', 'BR']
        """
        return MappingProxyType({key: self._dialogue(self._partner(key)) for key in self._indices.partners()})

    def dialogue(self, text: str) -> Dialogue:
        """Give the dialogue with the one partner that a name means: what is on record of it, in order of time.

        Raises as :meth:`partner` does.

        >>> import dialogues
        >>> registry = dialogues.load()
        >>> [each.id for each in registry.dialogue("Japan").agreements]
        ['japan-2013', 'japan-2021']
        """
        partner = self.partner(text)
        made = self.__dict__.get("dialogues", {})  # all of them are, once somebody asked for all
        return made.get(partner.key) or self._dialogue(partner)

    def _dialogue(self, partner: Partner) -> Dialogue:
        from dialogues.registry.partners import Dialogue  # here: a list of agreements needs no dialogues

        naming = self._naming(partner.key)[1]

        def of(collection: Collection[R, Any]) -> tuple[R, ...]:
            return tuple(sorted((collection[each] for each in naming if each in collection), key=time_key))

        agreements = tuple(partner.agreements.values())
        rest = of(self.events), of(self.programmes), of(self.cooperations), of(self.publications)
        return Dialogue(partner, agreements, *rest, indices=self._indices)

    def timeline(self, partner: str | None = None) -> tuple[Moment, ...]:
        """Give the records of the dialogue with a partner, or of all, and what the parties did, in order of time.

        Records that are retired are left out. Raises as :meth:`partner` does.

        >>> import dialogues
        >>> registry = dialogues.load()
        >>> [each.record.id for each in registry.timeline("Peru")][:2]
        ['eu-peru-workshops-2012', 'peru-2013']
        """
        from dialogues.registry.timeline import moments  # here: likewise

        dialogues = self.dialogues.values() if partner is None else [self.dialogue(partner)]
        records = {record.id: record for each in dialogues for part in each.parts.values() for record in part}
        return moments(record for record in records.values() if record.retired is None)

    def _naming(self, key: str) -> tuple[AnyCollection[str], AnyCollection[str]]:
        """Give the ids of what names a partner: a country as one, or the organisation itself, and nothing else.

        The agreements come first, then the others.
        """
        relations = self._indices.relations
        if key.isupper() and "-" not in key:  # ids are in lower case, codes in capitals
            return relations.naming(key)
        related = {each.identifier for each in relations.written(key)}
        agreements = {each for each in related if each in self.agreements}
        return agreements, related - agreements

    def earlier(self, identifier: str) -> tuple[Agreement, ...]:
        """Give the agreements with one of the same partners that stand before this one, by date.

        >>> import dialogues
        >>> registry = dialogues.load()
        >>> [each.id for each in registry.earlier("japan-2021")]
        ['japan-2013']
        """
        before, _ = self._indices.beside(self.agreements[identifier])
        return tuple([self.agreements[each] for each in before])

    def later(self, identifier: str) -> tuple[Agreement, ...]:
        """Give the agreements with one of the same partners that stand behind this one, by date.

        >>> import dialogues
        >>> registry = dialogues.load()
        >>> [each.id for each in registry.later("japan-2013")]
        ['japan-2021']
        """
        _, behind = self._indices.beside(self.agreements[identifier])
        return tuple([self.agreements[each] for each in behind])

    def view(self, identifier: str, language: Language = "en") -> dict[str, Any]:
        """Give a record as plain JSON values for a reader of a language.

        ``name`` is its name or title, ``name_language`` the language of that where it is not the reader's, ``composed``
        whether the title was made of kind and parties. ``fields`` has by key, for each field that says something, its
        ``label``, its ``value`` as in the file, and the ``text`` of the value in words, a list where there are several.
        Raises UnknownRecord for an id that is not there.

        >>> import dialogues
        >>> registry = dialogues.load()
        >>> registry.view("brazil-2007", "pt")["date_text"]
        '29 de novembro de 2007'
        """
        from dialogues.registry.view import view  # here: only output needs its words

        return view(self, self[identifier], language)

    # Names

    def find(self, text: str) -> tuple[Found, ...]:
        """Find the countries, organisations and records that a name means, best first; nothing is guessed.

        An id; a code or a name of a country, in any language; a name or an acronym of an organisation; a number; a
        year; words of a title; else the words that records say of who signed, in what office, and where: what is found
        by those is not :attr:`~dialogues.registry.found.Found.named` so. Where several share a name, all are given and
        marked as shared.

        >>> import dialogues
        >>> registry = dialogues.load()
        >>> [(each.country, each.how) for each in registry.find("Rússia")]
        [('RU', <How.CLDR_NAME: 'CLDR name'>)]
        """
        return self._indices.found[text]

    def suggest(self, text: str) -> tuple[str, ...]:
        """Give at most five names that may have been meant by one that is not found.

        >>> import dialogues
        >>> registry = dialogues.load()
        >>> registry.suggest("Ukrain")
        ('Ukraina', 'Ukraine', 'Ukrajina', 'Ucraina', 'Ukrajna')
        """
        return self._indices.names.suggest(text)

    def resolve(self, text: str, *, documents: bool = False) -> Record:
        """Give the one record that a name means: by id, by any other name, or the only agreement with a partner.

        ``documents`` asks for a record that has documents to choose from.
        Raises :class:`~dialogues.errors.UnknownName` or :class:`~dialogues.errors.AmbiguousName`.

        >>> import dialogues
        >>> registry = dialogues.load()
        >>> registry.resolve("Brasil").id
        'brazil-2007'
        """
        found = self._indices.named(text)
        keys = sorted(each.key for each in found)
        if len(found) > 1 and any(each.country for each in found):
            raise AmbiguousName(text, keys)
        candidates: dict[str, Record] = {}
        for each in found:
            if each.record is not None and not (documents and isinstance(each.record, kinds.Organisation)):
                candidates[each.record.id] = each.record
            else:
                candidates.update(self.agreements_with(each.key))
        if not candidates:
            if found:
                raise NoPartner(text, keys)
            said = tuple(each.key for each in self.find(text)[:_MOST_MEANT])
            raise UnknownName(text, said or self.suggest(text))
        if len(candidates) > 1:
            raise AmbiguousName(text, list(candidates))
        return next(iter(candidates.values()))

    def search(  # noqa: PLR0913  # each option is a question a caller may ask
        self,
        text: str,
        *,
        language: Language | None = None,
        collection: str | None = None,
        partner: str | None = None,
        year: Year | YearRange | Iterable[Year] | None = None,
        limit: int = 20,
        after: str | None = None,
    ) -> tuple[Hit, ...]:
        """Search the texts of the records: titles, names, quotes, notes, offices and places, in any script.

        A record is found that has all the words, in whatever case and without their accents; a word of three letters
        or more also stands for those that begin with it, and what is in quotation marks for itself. Records that are
        called so come first, in the reader's ``language`` before others, then those whose other texts have the words;
        of equals the earlier first, then by id. No text is a syntax, and none raises.

        ``collection``, ``partner`` (by any name) and ``year`` say what may be found; ``after`` is the ``place`` of the
        answer to go on behind.
        Raises :class:`~dialogues.errors.UnknownCollection`, UnknownName and AmbiguousName for a partner,
        :class:`~dialogues.errors.UnknownValue` for no year, language or place, and a limit beyond 1 to 1,000.

        >>> import dialogues
        >>> registry = dialogues.load()
        >>> [hit.id for hit in registry.search("地域政策")][:2]
        ['japan-2021']
        """
        from dialogues.registry.search import Place, asked_for, checked_limit  # here: few calls search

        asked, most = asked_for(text, language), checked_limit(limit)
        behind = None if after is None else Place.parse(after)
        bounds = self._bounds(collection, partner, year)
        if not asked.terms:
            return ()
        texts = self._indices.texts
        return tuple(texts.hit(asked, place) for place in texts.places(asked, bounds, behind, most))

    def _bounds(
        self, collection: str | None, partner: str | None, year: Year | YearRange | Iterable[Year] | None
    ) -> Bounds:
        from dialogues.registry.search import Bounds  # here: likewise

        if collection is not None and collection not in RECORD_TYPES:
            raise UnknownCollection(collection, tuple(RECORD_TYPES))
        among: set[str] | None = None
        if partner is not None:
            key = self._indices.partner_key(partner)
            among = {*self._indices.agreements_with(key), *chain(*self._naming(key))}
        if year is not None:
            names = RECORD_TYPES if collection is None else (collection,)
            # What is gone through once is asked of several collections; a tuple is a range, and stays one.
            years = [*year] if isinstance(year, Iterable) and not isinstance(year, str | tuple) else year
            found = {key for name in names for key in self.collections[name].where(year=years)}
            among = found if among is None else among & found
        return Bounds(collection, among)

    def choose(  # noqa: PLR0913  # each option is a question a caller may ask
        self,
        subject: str | Record,
        wanted: Wanted | None,
        *,
        strict: bool = False,
        related: bool = False,
        fallback: Sequence[str] | None = None,
        role: DocumentRoleWord | None = None,
    ) -> Choice:
        """Choose the document of an agreement or publication that suits a reader best; see :func:`choose`.

        ``subject`` is the record, its id, or a name that means one record with documents; ``wanted`` may be None for
        a reader without a wish.
        ``role`` asks for an annex, a summary or a consolidated text; else the text itself or a translation is meant.
        Raises UnknownName and AmbiguousName as :meth:`resolve` does, NoDocuments for a record of another kind,
        and NoSuitableDocument when ``strict`` finds nothing.

        >>> import dialogues
        >>> registry = dialogues.load()
        >>> str(registry.choose("brazil-2007", "pt-BR, en;q=0.5").served)
        'pt'
        """
        asked = "" if wanted is None else wanted
        policy = None if fallback is None else tuple(fallback)
        if isinstance(subject, str) and isinstance(asked, str) and len(asked) <= _LONGEST_REMEMBERED:
            return self._choices[subject, asked, strict, related, policy, role]
        return self._choice((subject, asked, strict, related, policy, role))

    @cached_property
    def _choices(self) -> Memo[tuple[Any, ...], Choice]:
        return Memo(self._choice, most=_BYTES_OF_CHOICES, each=_BYTES_OF_ONE, weigh=_weight)

    @cached_property
    def _choose(self) -> Callable[..., Choice]:
        from dialogues.registry.choice import choose  # here: listing a registry needs no matcher

        return choose

    def _choice(self, question: tuple[Any, ...]) -> Choice:
        subject, asked, strict, related, policy, role = question
        record = self._subject(subject)
        options: dict[str, Any] = {"strict": strict, "related": related, "fallback": policy}
        if role is not None:
            from dialogues.vocabulary import DocumentRole  # here: likewise

            options["role"] = DocumentRole(closed("role", role, [*DocumentRole]))
        if isinstance(record, kinds.Agreement):
            options |= {
                "authentic": record.authentic_languages,
                "prevailing": record.prevailing_language,
                "access": record.access,
                "ask": self._named(record.responsible),
            }
        return self._choose(record.id, record.documents, asked, **options)

    def _named(self, organisation: str | None) -> str:
        record = self._indices.organisation(organisation)
        return "" if record is None else record.name.best("en")[1]

    def _subject(self, subject: str | Record) -> Agreement | Publication:
        record = subject
        if isinstance(record, str):
            record = self._records.get(record) or self.resolve(record, documents=True)
        if not isinstance(record, (kinds.Agreement, kinds.Publication)):  # faster than a union
            raise NoDocuments(record.id, record.collection)
        return record


def _weight(question: tuple[Any, ...], _choice: Choice) -> int:
    """Give the bytes that a question and what is read of it take: the languages that are asked for, and a policy."""
    characters, policy = len(question[1]), question[4]
    if policy is not None:
        characters += sum(len(str(each)) + 1 for each in policy)
    return _BYTES_OF_A_CHARACTER * characters
