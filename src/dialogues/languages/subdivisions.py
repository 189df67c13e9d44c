"""Parts of countries by code and name: ISO 3166-2 as CLDR has it, and CLDR's names of them.

The names are those in the ten languages of the library, and in the official languages of the country.
CLDR calls nearly all of them provisional: they have been collected, and not voted on.
The codes are a small table; the index of names (574 kB) is read when a name is first asked for.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dialogues.errors import UnknownSubdivision
from dialogues.languages import _subdivisions
from dialogues.languages.display import FALLBACK, Language, territory_name
from dialogues.languages.localised import LocalisedText
from dialogues.languages.tags import LanguageTag
from dialogues.names.index import NamedCode, NameIndex
from dialogues.names.suggestion import suggest

_FORMER = "former"
_FORM = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}", re.ASCII | re.IGNORECASE)


@cache
def names_of_subdivisions() -> NameIndex:
    """Give the index of names, read on first use."""
    return NameIndex.load("_subdivisions.bin")


def is_subdivision(code: str) -> bool:
    """Say whether a code is that of a part of a country, today or formerly, that is no country itself.

    >>> is_subdivision("CA-QC"), is_subdivision("NO-12"), is_subdivision("CN-HK"), is_subdivision("CA-XX")
    (True, True, False, False)
    """
    return code in _today() or code in _former()


def is_former_subdivision(code: str) -> bool:
    """Say whether a code is that of a part that is no more, or that ISO 3166-2 no longer lists.

    >>> is_former_subdivision("NO-12"), is_former_subdivision("CA-QC")
    (True, False)
    """
    return code in _former()


def same_as_country(code: str) -> str | None:
    """Give the country code of what ISO 3166-2 lists as a part, and ISO 3166-1 as a country.

    >>> same_as_country("CN-HK"), same_as_country("US-PR"), same_as_country("CA-QC")
    ('HK', 'PR', None)
    """
    return _countries().get(code)


def code_today(code: str) -> str | None:
    """Give the code that replaced a retired one of a part that is still there.

    >>> code_today("PL-MZ"), code_today("PL-14")
    ('PL-14', None)
    """
    return _replaced().get(code)


def subdivision_country(code: str) -> str:
    """Give the alpha-2 code of the country that a part belongs to.

    Raises :class:`~dialogues.errors.UnknownSubdivision` for what is no such code, with what may have been meant.

    >>> subdivision_country("CA-QC")
    'CA'
    """
    if not (is_subdivision(code) or code in _countries() or code in _replaced()):
        raise UnknownSubdivision(code, meant(code))
    return code[:2]


def subdivision_name(code: str, language: Language = FALLBACK) -> str:
    """Name a part of a country in a language, else in English; the code itself where there is no name.

    >>> subdivision_name("DE-BY", "fr"), subdivision_name("DE-BY", "de"), subdivision_name("XX-1")
    ('Bavière', 'Bayern', 'XX-1')
    """
    country = same_as_country(code)
    if country is not None:
        return territory_name(country, language)
    names = _names(code_today(code) or code)
    return names.best(language)[1] if names else code


def find_subdivisions(name: str) -> tuple[NamedCode, ...]:
    """Find the parts of countries that bear a name, or have the code: none, one, or all that share it.

    The kind is ``code``, ``former`` for a part that is no more or no longer listed (found only where none of today's in
    that country bears the name), or empty. What is a country too (Hong Kong) is found by
    :func:`~dialogues.languages.territories.find_territories` alone.
    A spelling without its accents counts only where no exact spelling matches.

    >>> [found.code for found in find_subdivisions("Québec")], [found.code for found in find_subdivisions("Limburg")]
    (['CA-QC'], ['BE-VLI', 'NL-LI'])
    """
    written = name.strip().upper()
    if _FORM.fullmatch(written) and is_subdivision(written):
        return (NamedCode(written, written, "", 0, True, "code"),)
    found = names_of_subdivisions().find(name)
    today = {each.code[:2] for each in found if each.kind != _FORMER}
    return tuple(each for each in found if each.kind != _FORMER or each.code[:2] not in today)


def meant(text: str) -> tuple[str, ...]:
    """Give the codes that may have been meant by what is none: of the same thing, of that name, or written much alike.

    >>> meant("CN-HK"), meant("PL-MZ"), meant("Québec"), meant("ca-qc"), meant("CAQC"), meant("nonsense")
    (('HK',), ('PL-14',), ('CA-QC',), ('CA-QC',), ('CA-QC',), ())
    """
    written = text.strip().upper()
    known = same_as_country(written) or code_today(written)
    if known is not None:
        return (known,)
    if len(written) > 2 and is_subdivision(dashed := f"{written[:2]}-{written[2:].lstrip('-_. ')}"):
        return (dashed,)
    found = find_subdivisions(text)
    if found:
        return tuple(each.code for each in found[:3])
    return suggest(written, sorted(_today()), limit=3, likeness=80) if _FORM.fullmatch(written) else ()


@lru_cache(4096)
def _names(code: str) -> LocalisedText:
    if not is_subdivision(code):
        return LocalisedText({})
    names = names_of_subdivisions().names_of(code)
    return LocalisedText({LanguageTag.parse(tag): name for tag, name in names.items()})


def _codes(table: str) -> frozenset[str]:
    groups = (group.split(":") for group in table.split())
    return frozenset(f"{country}-{part}" for country, parts in groups for part in parts.split(","))


@cache
def _today() -> frozenset[str]:
    return _codes(_subdivisions.TODAY)


@cache
def _former() -> frozenset[str]:
    return _codes(_subdivisions.FORMER)


@cache
def _countries() -> dict[str, str]:
    return dict(pair.split("=") for pair in _subdivisions.COUNTRIES.split())


@cache
def _replaced() -> dict[str, str]:
    return dict(pair.split("=") for pair in _subdivisions.REPLACED.split())
