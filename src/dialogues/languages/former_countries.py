"""States and territories that are no more, by their four-letter codes of ISO 3166-3.

The days are those of the state itself, not those on which ISO withdrew its code; each has its source in
``scripts/names/former-countries.tsv``. Where no source is beyond doubt there is no day, or only a year or a month.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from attrs import frozen

from dialogues.languages import tables
from dialogues.languages.localised import LocalisedText
from dialogues.languages.tags import LanguageTag


@frozen
class FormerCountry:
    """A state or territory that is no more, or the former name or code of one that is."""

    code: str
    """The code of ISO 3166-3: ``SUHH``."""
    alpha_2: str
    """The two letters it had in ISO 3166-1, which others may have had before or since."""
    names: LocalisedText
    """Its usual name in English, and in other languages where we have it."""
    began: str | None = None
    """The first day, month or year of the state or the name (EDTF); None where no source is beyond doubt."""
    ended: str | None = None
    """The last one; None likewise, and where nothing ended but the code."""
    today: str | None = None
    """The alpha-2 code of today, where the name or the code alone changed (``CD`` for Zaire); None for no such."""

    def name(self, language: str | LanguageTag = "en") -> str:
        """Name it in a language, else in English.

        >>> former_country("SUHH").name("pt-BR"), former_country("JTUM").name("pt-BR")
        ('União Soviética', 'Johnston Island')
        """
        return self.names.best(language)[1]


def former_country(code: str) -> FormerCountry | None:
    """Give the former country with a four-letter code; None where no country had it.

    >>> former = former_country("CSHH")
    >>> former.name("fr"), former.began, former.ended, former.today
    ('Tchécoslovaquie', '1918-10-28', '1992-12-31', None)
    """
    return former_countries().get(code)


def by_retired_code(alpha_2: str) -> FormerCountry | None:
    """Give the one country that had an alpha-2 code which is none today.

    None where two had it (``CS``), and where another country or the same has it today (``GE``, ``BY``).

    >>> by_retired_code("SU").code, by_retired_code("CS")
    ('SUHH', None)
    """
    if alpha_2 in tables.countries():
        return None
    found = [each for each in former_countries().values() if each.alpha_2 == alpha_2]
    return found[0] if len(found) == 1 else None


@cache
def former_countries() -> dict[str, FormerCountry]:
    """Map the codes of ISO 3166-3 to what they stand for, read on first use."""
    text = Path(__file__).with_name("_former_countries.tsv").read_text(encoding="utf-8")
    found = {}
    for line in text.splitlines():
        code, alpha_2, today, began, ended, *names = line.split("\t")
        texts = dict(each.split("=") for each in names)
        localised = LocalisedText({LanguageTag.parse(tag): name for tag, name in texts.items()})
        found[code] = FormerCountry(code, alpha_2, localised, began or None, ended or None, today or None)
    return found
