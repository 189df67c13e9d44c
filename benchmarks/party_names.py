"""Parties as a ministry's treaty database prints them, and official long names: how many are answered, and how.

The names and the number of their uses are facts of UK Treaties Online (Crown copyright, Open Government Licence v3.0);
those of the states and territories of today are here, with the codes that they mean, which were judged with our own
answers in sight. States that are no more, parts of
states and organisations are not.
"""

from __future__ import annotations

import csv
import logging
from collections import Counter
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import countrynames
import pycountry

from dialogues.languages.territories import find_territories

HERE = Path(__file__).parent
Answer = Callable[[str], set[str]]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def ours(name: str) -> set[str]:
    return {each.code for each in find_territories(name)}


def by_countrynames(name: str, fuzzy: bool = False) -> set[str]:  # noqa: FBT001, FBT002  # as its own
    code = countrynames.to_code(name, fuzzy=fuzzy)
    return {code} if code else set()


def by_pycountry(name: str) -> set[str]:
    try:
        return {str(pycountry.countries.lookup(name).alpha_2)}
    except LookupError:
        return set()


def by_pycountry_search(name: str) -> set[str]:
    try:
        return {str(pycountry.countries.search_fuzzy(name)[0].alpha_2)}
    except LookupError:
        return set()


def country_converter() -> Answer | None:
    """Give the answers of country_converter; None where it does not start, as with pandas 3."""
    try:
        from country_converter import CountryConverter

        converter = CountryConverter()
    except (ImportError, TypeError):
        return None
    logging.getLogger("country_converter").setLevel(logging.CRITICAL)

    def answer(name: str) -> set[str]:
        found = converter.convert(name, to="ISO2", not_found="-")
        return set(found if isinstance(found, list) else [found]) - {"-"}

    return answer


def judged(answer: Answer, names: list[tuple[str, set[str], int]]) -> str:
    """Give the shares of uses: right; right among several, and said to be; wrong; not answered."""
    shares: Counter[str] = Counter()
    for name, meant, uses in names:
        got = answer(name)
        shares["none" if not got else "right" if got == meant else "among" if got > meant else "wrong"] += uses
    whole = sum(shares.values())
    return " | ".join(f"{shares[each] / whole:.2%}" for each in ("right", "among", "wrong", "none"))


def main() -> None:
    parties = [(row["name"], set(row["codes"].split()), int(row["uses"])) for row in rows(HERE / "party-names.tsv")]
    long = rows(HERE.parent / "scripts" / "names" / "long-names.tsv")
    official = [(row["name"], {row["code"]}, 1) for row in long if row["kind"] == "long"]
    converter = country_converter()
    contestants: dict[str, Answer] = {
        "dialogues": ours,
        f"countrynames {version('countrynames')}": by_countrynames,
        "countrynames, fuzzy": lambda name: by_countrynames(name, fuzzy=True),
        f"pycountry {version('pycountry')}, lookup": by_pycountry,
        "pycountry, search": by_pycountry_search,
    }
    if converter is not None:
        contestants[f"country_converter {version('country_converter')}"] = converter
    for names, what in (
        (parties, f"{len(parties)} names of parties, {sum(uses for *_, uses in parties):,} uses"),
        (official, f"{len(official)} official long names in their languages"),
        ([each for each in official if each[0].isascii()], "of these, in ASCII alone"),
    ):
        print(f"| {what} | right | among several | wrong | not answered |\n|---|---|---|---|---|")
        for name, answer in contestants.items():
            print(f"| {name} | {judged(answer, names)} |")
        print()


if __name__ == "__main__":
    main()
