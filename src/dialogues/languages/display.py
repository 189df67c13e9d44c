"""Names, lists and numbers in the reader's language: CLDR's, through Babel."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeAlias

from dialogues.languages.environment import DEFAULT
from dialogues.languages.tags import LanguageTag

if TYPE_CHECKING:
    import datetime

    from babel import Locale

    from dialogues.languages.matcher import Matcher

Language: TypeAlias = str | LanguageTag

FALLBACK = "en"
"""The locale for a reader whose language CLDR has no locale for: the tool's own sentences are English."""
_FORMER_CODE = 4  # letters of a code of ISO 3166-3
# In CLDR's patterns of dates: the days of an interval, and any day, beside what is quoted.
_DAYS = re.compile(r"d+(?P<between>[^dMLy']+)d")
_QUOTED_OR_DAY = re.compile(r"'[^']*'|d+")


@lru_cache(256)
def locale_for(language: Language) -> Locale:
    """Choose the CLDR locale for a reader's language, by the same matching as documents are chosen.

    A language that CLDR has no data for gets British English, as who names none.

    Raises :class:`~dialogues.errors.InvalidLanguageTag` when the language is not well-formed.
    """
    from babel import Locale  # here: 15 ms that importing the library should not cost
    from babel.localedata import exists

    tag = language if isinstance(language, LanguageTag) else LanguageTag.parse(language)
    if tag.language != "und":
        for each in _forms(tag):
            identifier = "_".join(part for part in (each.language, each.script, each.region) if part)
            if exists(identifier):
                return Locale.parse(identifier)
    found = _locales().match(tag)
    chosen = str(found.available) if found else FALLBACK
    # Who reads another language is no American: 29 November 2007.
    return Locale.parse(DEFAULT if chosen == FALLBACK != tag.language else chosen, sep="-")


def _forms(tag: LanguageTag) -> Iterator[LanguageTag]:
    """Give the forms a locale may be named by; the table of likely subtags is read only where it takes that."""
    yield tag
    yield tag.minimize()
    yield tag.maximize()


@cache
def _locales() -> Matcher:
    """Prepare CLDR's locales of a language as a whole; those of regions are found by name."""
    from babel.localedata import locale_identifiers

    from dialogues.languages.matcher import Matcher  # here: a reader's locale is nearly always found by name

    identifiers = sorted(identifier for identifier in locale_identifiers() if not identifier[-1].isupper())
    return Matcher([identifier.replace("_", "-") for identifier in identifiers])


def language_name(tag: LanguageTag, language: Language = FALLBACK) -> str:
    """Name a language in another: ``pt-BR`` in French is *portugais brésilien*; the tag itself where CLDR has none."""
    locale = locale_for(language)
    script, region = tag.script, tag.region
    for named in ((tag.language, script, region), (tag.language, script), (tag.language, region), (tag.language,)):
        name = locale.languages.get("_".join(named)) if all(named) else None
        if name:
            break
    else:
        return str(tag)
    details = [
        *(str(locale.scripts.get(each, each)) for each in (script,) if each and each not in named),
        *(str(locale.territories.get(each, each)) for each in (region,) if each and each not in named),
        *(str(locale.variants.get(each.upper(), each)) for each in tag.variants),
    ]
    return _with_details(str(name), details)


def _with_details(name: str, details: list[str]) -> str:
    """Put what a name does not say behind it in brackets, or into those that it has."""
    if not details:
        return name
    if name.endswith(")"):
        return f"{name[:-1]}, {', '.join(details)})"
    return f"{name} ({', '.join(details)})"


def territory_name(code: str, language: Language = FALLBACK) -> str:
    """Name a country by its alpha-2 code, or a state that is no more by its code of ISO 3166-3.

    A former state that has no name in the language is named in English; what has no name at all, by its code.
    """
    from dialogues.languages.former_countries import former_country  # here: most states are there

    former = former_country(code) if len(code) == _FORMER_CODE else None
    return str(locale_for(language).territories.get(code, code)) if former is None else former.name(language)


def unit(number: int, name: str, language: Language = FALLBACK) -> str:
    """Write a number of years, months, weeks or days (``name`` is one of them, in English, singular): *5 anos*.

    Babel leaves out that the long form of a unit is the short one where CLDR has no other (UTS #35, part 1, 4.3).
    """
    from babel.units import format_unit

    code = f"duration-{name}"
    for length in ("long", "short"):
        written = str(format_unit(number, code, length, locale=locale_for(language)))
        if code not in written:  # it stands in the place of a pattern that is not there
            return written
    return str(format_unit(number, code, "long", locale=FALLBACK))


def join(items: Iterable[str], language: Language = FALLBACK) -> str:
    """Write a list as the language does: ``en, es y uk``."""
    from babel.lists import format_list

    return str(format_list(list(items), locale=locale_for(language)))


def decimal(number: float, language: Language = FALLBACK) -> str:
    """Write a number as the language does: *1,234.5*, *1 234,5*."""
    from babel.numbers import format_decimal  # here: few records have numbers

    return str(format_decimal(number, locale=locale_for(language)))


def bytes_text(number: int, language: Language = FALLBACK) -> str:
    """Write the size of a file: *91,234 bytes*."""
    from babel.units import format_unit  # here: likewise

    return str(format_unit(number, "digital-byte", "long", locale=locale_for(language)))


def day_interval(start: datetime.date, end: datetime.date, language: Language = FALLBACK) -> str:
    """Write two days, the month that they share once: *11–13 October 2011*, *30 May 2012 – 2 June 2012*.

    CLDR's intervals have the month in short; its long date is taken, with the days as the interval writes them.
    """
    from babel.dates import format_date  # here: costs 20 ms, and only output needs it

    locale = locale_for(language)
    if (start.year, start.month) == (end.year, end.month):
        days = _DAYS.search("".join(locale.interval_formats.get("yMMMd", {}).get("d", ())))
        between = days["between"] if days is not None else "–"
        first = format_date(start, "d", locale=locale)
        long = str(locale.date_formats["long"].pattern)
        pattern = _QUOTED_OR_DAY.sub(lambda part: part[0] if part[0][0] == "'" else f"'{first}{between}'d", long)
        return str(format_date(end, pattern, locale=locale))
    return " – ".join(format_date(each, "long", locale=locale) for each in (start, end))
