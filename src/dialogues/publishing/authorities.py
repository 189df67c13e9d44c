"""Entries of the lists of others, and of our own closed lists, that an export uses: each is told of once.

The codes of languages, countries, formats and kinds of text are those of the tables of the EU's Publications Office
(https://op.europa.eu/en/web/eu-vocabularies/authority-tables). Those of languages and countries are data, with their
source and day, in ``records/_eu_codes.py``; a language or an area that has none there gets an address of our own.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from enum import StrEnum
from functools import cache

from dialogues.languages.display import language_name
from dialogues.languages.tags import LanguageTag
from dialogues.publishing.columns import named_place
from dialogues.publishing.terms import OWN, Triple, address, named, text
from dialogues.records.identifiers import CountryCode, eu_address, eu_country_code, eu_language_code
from dialogues.vocabulary import InstrumentKind, MediaType

_A = named("rdf:type")
_CLASSES = {
    "language": ("dct:LinguisticSystem", "skos:Concept"),
    "country": ("dct:Location", "skos:Concept"),
    "file-type": ("dct:MediaTypeOrExtent", "skos:Concept"),
}


class Authorities:
    """Gives the addresses of entries, and remembers which were asked for."""

    def __init__(self) -> None:
        self._entries: dict[str, tuple[str, str, dict[str, str]]] = {}
        self._concepts: dict[type[StrEnum], set[StrEnum]] = {}
        self._areas: dict[str, str] = {}

    def entry(self, table: str, code: str, label: str = "") -> str:
        """Give the address of an entry of a table of the Publications Office."""
        found = address(eu_address(table, code))
        self._entries[found] = (table, code, {"en": label} if label else {})
        return found

    def language(self, tag: LanguageTag) -> str:
        """Give the address of a language: that of the EU's table, which knows no scripts; else our own."""
        code = eu_language_code(tag)
        if not code:
            return self._area(f"language/{tag}", str(tag))
        known = address(eu_address("language", code))
        if known not in self._entries:
            self.entry("language", code, language_name(LanguageTag(tag.language), "en"))
        return known

    def area(self, code: str) -> str:
        """Give the address of a country, of today or of then, in the EU's table; our own for a part of one."""
        known = eu_country_code(CountryCode(code))
        return self.entry("country", known, named_place(code, "en")) if known else self._area(f"area/{code}", code)

    def _area(self, path: str, code: str) -> str:
        found = address(OWN + path)
        self._areas[found] = code
        return found

    def concept(self, word: StrEnum) -> str:
        """Give the address of a word of a closed list."""
        self._concepts.setdefault(type(word), set()).add(word)
        return concept(word)

    def triples(self) -> Iterator[Triple]:
        """Give what the entries are, in order of their addresses."""
        for found, (table, code, labels) in sorted(self._entries.items()):
            classes = _CLASSES.get(table, ("skos:Concept",))
            yield from (Triple(found, _A, named(each)) for each in classes)
            yield Triple(found, named("skos:inScheme"), address(eu_address(table, "")[:-1]))
            yield Triple(found, named("skos:notation"), text(code))
            for language, label in (labels or {"en": code.replace("_", " ").lower()}).items():
                yield Triple(found, named("skos:prefLabel"), text(label, language))
        for found, code in sorted(self._areas.items()):
            area = "/area/" in found or ":area/" in found
            yield Triple(found, _A, named("dct:Location" if area else "dct:LinguisticSystem"))
            yield Triple(found, named("skos:notation"), text(code))
            if area:
                yield Triple(found, named("skos:prefLabel"), text(named_place(code, "en"), "en"))
        for kind in sorted(self._concepts, key=lambda kind: kind.__name__):
            yield from _scheme(kind, self._concepts[kind])


@cache
def concept(word: StrEnum) -> str:
    """Give the address of a word of a closed list: a term of our own vocabulary."""
    return address(f"{OWN}{type(word).__name__}/{word.value}")


def _scheme(kind: type[StrEnum], words: set[StrEnum]) -> Iterator[Triple]:
    """Give a closed list as a scheme of concepts, with the words of it that are used."""
    from dialogues.records.json_schema import field_docstrings  # here: reads the source of the lists

    scheme = address(f"{OWN}{kind.__name__}")
    yield Triple(scheme, _A, named("skos:ConceptScheme"))
    yield Triple(scheme, named("dct:title"), text(kind.__name__, "en"))
    yield Triple(scheme, named("skos:definition"), text(" ".join(inspect.cleandoc(kind.__doc__ or "").split()), "en"))
    meanings = field_docstrings(kind)
    for word in sorted(words):
        found = concept(word)
        yield Triple(found, _A, named("skos:Concept"))
        yield Triple(found, named("skos:inScheme"), scheme)
        yield Triple(found, named("skos:notation"), text(word.value))
        yield Triple(found, named("skos:prefLabel"), text(word.value.replace("-", " "), "en"))
        yield Triple(found, named("skos:definition"), text(" ".join(meanings[word.name].split()), "en"))
        code = getattr(word, "eu_code", "")
        if code and isinstance(word, InstrumentKind):
            yield Triple(found, named("skos:closeMatch"), address(eu_address("resource-type", code)))
        elif code and isinstance(word, MediaType):
            yield Triple(found, named("skos:exactMatch"), address(eu_address("file-type", code)))
