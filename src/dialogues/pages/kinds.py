"""What the entries of a page are: partners, agreements, publications; and which countries they name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from operator import itemgetter

from attrs import define

from dialogues.errors import shorten
from dialogues.pages.begun import Begun, is_connecting
from dialogues.pages.east_asian import is_without_blanks, named_without_blanks
from dialogues.pages.entries import Entry, EntryKind, Oddity, OddityKind
from dialogues.pages.inflected import inflected_countries, is_part
from dialogues.pages.partners import acronym, begins_as_agreement, countries, is_abbreviation, is_publication

_LONGEST_PRINTED = 100  # characters of a name in a message
_WORD = re.compile(r"[^\s,;:()\[\]|/–—]+")
_MOST_WORDS = 60  # of a title that are looked at
_MOST_LOOKUPS = 60_000  # of names in titles, on one page
_LEAGUES = frozenset({"EU", "UE", "EC", "CE", "EEC", "CEE", "ЄС", "ЕС", "ΕΕ", "EFTA", "AELE", "ASEAN", "MERCOSUR"})
_FORMER = frozenset(
    {"austria-hungary", "serbia-montenegro", "österreich-ungarn", "serbien-montenegro"}
)  # one state each
_MOST_JOINED = 4  # parties
_PARTS = frozenset({"Northern", "Southern", "Eastern", "Western", "New", "Lower", "Upper"})  # of another country
_OTHER_WORDS = frozenset({"reunión", "réunion", "reunion", "reunião", "granada"})  # meetings, and a town
_SHORTEST_IN_CAPITALS = 3  # letters of a name that may be another word of a title in capitals
_SURE = frozenset({"USA", "UK", "UAE", "DRC", "США", "РФ", "ОАЭ"})
_LOOKUPS = 50  # as many names, about, are looked up in a title without blanks
_LONGEST_TITLE = 300  # characters of one
_NOTE = re.compile(r" ?(?:[0-9]{1,2}|[*†‡]{1,3}|\([0-9*]{1,2}\))\Z")  # the sign of a note behind a name
_NOTES = frozenset("0123456789*†‡)")  # what such a sign ends with
_MOST_WORDS_OF_SEVERAL = 12
_LONGEST_NAME = 9  # words of a country's name within a title


@define(eq=False)
class Kinds:
    """Tells what the entries of a page are."""

    language: str
    odd: list[Oddity]
    lookups: int = 0

    def of(self, begun: Iterable[Begun]) -> tuple[Entry, ...]:
        """Tell partners from agreements and publications: by their names, and by the company they keep."""
        held = [(each, self._countries(each.name)) for each in begun]
        company = Counter(each.group for each, codes in held if codes)
        entries = tuple(
            each.entry(*self._kind(each, codes, each.party or company[each.group] > 1)) for each, codes in held
        )
        for entry in entries:
            self._tell(entry)
        return entries

    def _kind(
        self,
        begun: Begun,
        codes: tuple[str, ...],
        among_partners: bool,  # noqa: FBT001
    ) -> tuple[EntryKind, tuple[str, ...], str]:
        """Tell what an entry is, which countries it names, and the heading that names these in its stead."""
        name = begun.name
        if codes:
            return EntryKind.PARTNER, codes, ""
        if begins_as_agreement(name):
            named = self.named_in(name)
            return EntryKind.AGREEMENT, named or begun.below, "" if named or not begun.below else begun.heading
        if is_publication(name):
            return EntryKind.PUBLICATION, (), ""
        several = self.several(name)
        if several:
            return EntryKind.PARTNER, several, ""
        return EntryKind.PARTNER if acronym(name) or among_partners else EntryKind.PUBLICATION, (), ""

    def _countries(self, name: str) -> tuple[str, ...]:
        """Give the countries that bear a name, as it is written or in another case."""
        found = countries(name)
        if len(found) == 1:
            return found
        inflected = inflected_countries(name, self.language)
        if not inflected and name[-1:] in _NOTES:
            inflected = countries(_NOTE.sub("", name))
        return inflected if len(inflected) == 1 else found or inflected

    def several(self, name: str) -> tuple[str, ...]:
        """Give the countries of a name that is nothing but the names of several: ``Chile, Peru and Brazil``."""
        words = list(_WORD.finditer(name))
        found: dict[str, None] = {}
        at = 0
        while at < len(words) <= _MOST_WORDS_OF_SEVERAL:
            step, codes = self._name_at(name, words, at)
            if len(codes) == 1:
                found[codes[0]] = None
            elif not is_connecting(words[at][0]):
                return ()
            at += step
        return tuple(found) if len(found) > 1 else ()

    def named_in(self, title: str) -> tuple[str, ...]:
        """Give the countries that a title names, in order; the longest name counts."""
        words = list(_WORD.finditer(title))[:_MOST_WORDS]
        found: list[tuple[int, str]] = []
        if is_without_blanks(title) and self.lookups < _MOST_LOOKUPS:
            words = [word for word in words if not is_without_blanks(word[0])]
            self.lookups += _LOOKUPS
            found += named_without_blanks(title[:_LONGEST_TITLE])
        at = 0
        while at < len(words):
            if words[at][0][0].islower():
                at += 1
                continue
            step, codes = self._name_at(title, words, at)
            before = words[at - 1][0] if at else ""
            if len(codes) == 1 and before not in _PARTS and not (before and is_part(before)):
                found.append((words[at].start(), codes[0]))
            elif not codes and "-" in words[at][0]:
                found += [(words[at].start(), code) for code in self._joined(words[at][0])]
            at += step
        return tuple(dict.fromkeys(code for _, code in sorted(found, key=itemgetter(0))))

    def _joined(self, word: str) -> tuple[str, ...]:
        """Give the countries of a word that joins parties: ``EU-Brazil``, ``China-Chile``."""
        parts = word.split("-")
        if word.casefold() in _FORMER or len(parts) > _MOST_JOINED:
            return ()
        self.lookups += len(parts)
        found = [() if part in _LEAGUES or is_abbreviation(part) else countries(part) for part in parts]
        known = all(len(codes) == 1 or part in _LEAGUES for part, codes in zip(parts, found, strict=True))
        return tuple(codes[0] for codes in found if codes) if known else ()

    def _name_at(self, title: str, words: list[re.Match[str]], at: int) -> tuple[int, tuple[str, ...]]:
        for size in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
            name = title[words[at].start() : words[at + size - 1].end()].removesuffix("'s").removesuffix("’s")
            self.lookups += 1
            if self.lookups > _MOST_LOOKUPS:
                return 1, ()
            codes = self._countries(name)
            if codes and not (size == 1 and self._is_other_word(title, name)):
                return size, codes
        return 1, ()

    def _is_other_word(self, title: str, word: str) -> bool:
        """Say whether a word of a title is no name though a state is called so: ``IN`` in capitals, ``Reunión``."""
        word = word.replace("’", "'").rpartition("'")[2]  # L'EAU
        if word.casefold() in _OTHER_WORDS or is_abbreviation(word, self.language):
            return True
        return len(word) <= _SHORTEST_IN_CAPITALS and word not in _SURE and title.isupper()

    def _tell(self, entry: Entry) -> None:
        """Tell of partners that are organisations, of several countries' name, or not understood."""
        if entry.kind is not EntryKind.PARTNER or entry.country is not None:
            return
        place, name = (entry.line, entry.column), shorten(entry.name, _LONGEST_PRINTED)
        kind, message = OddityKind.UNKNOWN_PARTNER, f"{name!r} is no country's name that is known"
        if acronym(entry.name):
            kind, message = OddityKind.ORGANISATION, f"{name!r} is an organisation among countries"
        elif entry.countries and not self._countries(entry.name):
            kind = OddityKind.SEVERAL_PARTNERS
            message = f"{name!r} names several countries: {', '.join(entry.countries)}"
        elif entry.countries:
            kind = OddityKind.AMBIGUOUS_PARTNER
            message = f"{name!r} is the name of several countries: {', '.join(entry.countries)}"
        self.odd.append(Oddity(kind, message, *place))
