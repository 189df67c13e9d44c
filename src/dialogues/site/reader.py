"""Names, dates and words as one reader sees them: in the language of the page, with links to what tells more."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from dialogues.languages.catalogue import label, message, word
from dialogues.languages.display import language_name, locale_for
from dialogues.languages.environment import DEFAULT
from dialogues.languages.localised import LocalisedText
from dialogues.languages.tags import LanguageTag
from dialogues.names.collation import collation_key
from dialogues.records import Date, Record
from dialogues.records.durations import Duration
from dialogues.registry.display import acronym_of, heading_of, partner_name, place_name, when
from dialogues.site.addresses import INDEX, partner_folder, record_folder
from dialogues.site.backing import Country, Id
from dialogues.site.shown import NOT_KNOWN, Cited, Text

if TYPE_CHECKING:
    from dialogues.registry import Registry


_FROM_THE_RIGHT = frozenset(("Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Mand", "Samr", "Rohg"))
"""The scripts in use that are written from the right."""


class Reader:
    """One language of a site: what it calls things, and where its pages are."""

    def __init__(self, registry: Registry, language: str, languages: tuple[str, ...]) -> None:
        self.registry = registry
        self.language = language
        self.languages = languages
        self._records: dict[str, Text] = {}
        self._places: dict[str, Text] = {}
        self._labels: dict[StrEnum, str] = {}
        self._words: dict[tuple[str, str], str] = {}
        self._tags: dict[LanguageTag, Text] = {}
        self._said: dict[str, str] = {}

    @property
    def direction(self) -> str:
        """How the language is written: ``ltr`` or ``rtl``."""
        return direction(self.language)

    @cached_property
    def own_language(self) -> str:
        """The language of what the registry says in one language alone: the first that its title is in."""
        return own_language(self.registry)

    def say(self, text: str, **values: object) -> str:
        """Say a message of the site."""
        if not values:
            if text not in self._said:
                self._said[text] = message("site", text, self.language)
            return self._said[text]
        return message("site", text, self.language, **values)

    def label(self, member: StrEnum) -> str:
        """Name a value of a closed list."""
        if member not in self._labels:
            self._labels[member] = label(member, self.language)
        return self._labels[member]

    def word(self, context: str, name: str) -> str:
        """Name a field, a part, a relation or a collection."""
        key = context, name
        if key not in self._words:
            self._words[key] = word(context, name, self.language)
        return self._words[key]

    def collection(self, name: str) -> str:
        """Name a collection, as a heading does."""
        return capital(self.word("collection", name))

    def texts(self, text: LocalisedText) -> tuple[Text, ...]:
        """Give a localised text, in the reader's language first."""
        best, _ = text.best(self.language)
        ordered = sorted(text.items(), key=lambda each: each[0] != best)
        return tuple(Text(said, str(tag)) for tag, said in ordered)

    def page(self, *folders: str) -> str:
        """Give the path of a page of this language from the root of the site."""
        return "/".join((self.language, *folders, INDEX))

    def record_page(self, identifier: str) -> str:
        """Give the path of a record's page."""
        return self.page(record_folder(identifier, self.languages))

    def record(self, identifier: str) -> Text:
        """Name a record, and link to its page; one that is missing is its id."""
        if identifier not in self._records:
            self._records[identifier] = self._record(identifier)
        return self._records[identifier]

    def _record(self, identifier: str) -> Text:
        record = self.registry.get(identifier)
        if record is None:
            return Text(identifier, style="code")
        heading = heading_of(self.registry, record, self.language)
        text, tag = heading.text, None if heading.language is None else str(heading.language)
        if record.heading is None:
            text = self.without_name(record)
        elif record.collection == "sources":
            tag = "en"  # a source's title is ours, in English
        acronym = acronym_of(self.registry, identifier)
        return Text(
            f"{text} ({acronym})" if acronym and acronym not in text else text, tag, self.record_page(identifier)
        )

    def without_name(self, record: Record) -> str:
        """Name a record that no source names: by its kind, and its time where that is known."""
        kind = capital(self.kind(record))
        when = self.when(record)
        return f"{kind}, {when}" if when else kind

    def kind(self, record: Record) -> str:
        """Name what a record is."""
        if not record.kind_field:
            return self.word("collection", record.collection)
        return self.label(getattr(record, record.kind_field))

    def when(self, record: Record) -> str:
        """Say when a record's matter was; empty where nobody knows."""
        return when(record, self.dated)

    @cached_property
    def dated(self) -> str:
        """The language of dates: in English those of Europe, 29 November 2007."""
        return DEFAULT if self.language == "en" else self.language

    def date(self, date: Date) -> Text:
        """Write a date, as precise as its source and as sure."""
        return Text(str(date.format(self.dated)), style="unsure" if date.mark else "")

    def number(self, value: Duration | float) -> str:
        """Write a number or a duration as the language does."""
        if isinstance(value, Duration):
            return str(value.format(self.language))
        from babel.numbers import format_decimal  # here: Babel's numbers are loaded where one is written

        return str(format_decimal(value, locale=locale_for(self.language)))

    def place(self, code: str) -> Text:
        """Name a country or a part of one, and link to the page of the dialogue with it."""
        if code not in self._places:
            self._places[code] = Text(place_name(code, self.language), href=self.partner_page(code))
        return self._places[code]

    def partner(self, key: str) -> Text:
        """Name a partner, and link to its page."""
        if key.isupper():
            return self.place(key)
        named = self.record(key)
        page = self.partner_page(key)
        return Text(named.text, named.language, page) if page else named

    def partner_page(self, key: str) -> str:
        """Give the path of a partner's page; empty for who is none."""
        dialogues = self.registry.dialogues
        return self.page("partners", partner_folder(key, dialogues)) if key in dialogues else ""

    def tag(self, tag: LanguageTag) -> Text:
        """Name a language; that nobody has determined one is said in words."""
        if tag not in self._tags:
            name = self.say("not determined") if str(tag) == "und" else language_name(tag, self.language)
            self._tags[tag] = Text(name)
        return self._tags[tag]

    def saying(self, cited: Cited) -> Text:
        """Write what a source says instead of a value, as the value would be written."""
        said = cited.meant
        if isinstance(said, Date):
            return self.date(said)
        if isinstance(said, LanguageTag):
            return self.tag(said)
        if isinstance(said, StrEnum):
            return Text(self.label(said))
        if isinstance(said, Country):
            return self.place(said)
        if isinstance(said, Id) and said in self.registry:
            return self.record(said)
        return Text(str(said), cited.quoted)

    def order(self, name: str) -> tuple[tuple[int, ...], str, str]:
        """Give what a name is sorted by: the alphabet of the reader."""
        return collation_key(name, self.language)

    def native(self, language: str) -> str:
        """Name a language in itself, as a switch of languages does."""
        return capital(language_name(LanguageTag.parse(language), language))

    def partners_of(self, record: Record) -> tuple[Text, ...]:
        """Name the partners of a record, each once: of an agreement its parties, else countries with a dialogue."""
        registry = self.registry
        if record.collection == "agreements":
            return tuple(self.partner(key) for key in registry.partner_keys(record.id))
        return tuple(self.place(code) for code in record.partner_countries if code in registry.dialogues)

    def full_partner_name(self, key: str) -> str:
        """Name a partner in full, with its acronym."""
        return partner_name(self.registry, key, self.language)


def own_language(registry: Registry) -> str:
    """Say in which language a registry's notes and reasons are taken to be: the first of its title.

    Where it has no manifest nobody says it.
    """
    manifest = registry.manifest
    return NOT_KNOWN if manifest is None else str(next(iter(manifest.title), NOT_KNOWN))


@lru_cache(4096)
def direction(tag: str) -> str:
    """Give the direction in which a language is written, for HTML: a browser looks where nobody knows the language.

    >>> direction("en"), direction("ar"), direction("ar-Latn"), direction("pa-PK"), direction("und"), direction("")
    ('ltr', 'rtl', 'ltr', 'rtl', 'auto', 'auto')
    """
    if tag in (NOT_KNOWN, "und"):
        return "auto"
    return "rtl" if LanguageTag.parse(tag).maximize().script in _FROM_THE_RIGHT else "ltr"


def capital(text: str) -> str:
    """Begin a text with a capital, where its script has any; Georgian's are not for that.

    >>> capital("agreements"), capital("შეთანხმება")
    ('Agreements', 'შეთანხმება')
    """
    first = text[:1]
    return text if "ა" <= first <= "ჿ" else first.upper() + text[1:]
