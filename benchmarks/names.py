"""Names of countries beside countrynames, pycountry and a bare dict: on first sight and on repeat, right and wrong."""

from __future__ import annotations

import csv
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from statistics import median

import countrynames
import pycountry

import dialogues
from dialogues.languages import LanguageTag
from dialogues.languages.localised import LocalisedText
from dialogues.records import Agreement, Organisation, OrganisationName, Party
from dialogues.registry.name_book import NameBook
from dialogues.vocabulary import InstrumentKind, NameUse, OrganisationKind, Side

TABLE = Path(__file__).parent.parent / "tests" / "names.tsv"


def table() -> list[tuple[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["name"], row["expected"]) for row in rows if not row["expected"].startswith("@")]


def by_pycountry(name: str) -> str | None:
    try:
        return str(pycountry.countries.search_fuzzy(name)[0].alpha_2)
    except LookupError:
        return None


def judged(answer: Callable[[str], set[str]], rows: list[tuple[str, str]]) -> str:
    right = wrong = 0
    for name, expected in rows:
        got = answer(name)
        meant = set() if expected == "-" else set(expected.split())
        right += got == meant
        # No answer is no wrong one, and one of several is wrong only where it hides that there are others.
        wrong += bool(got - meant) or (bool(got) and got != meant)
    return f"{right / len(rows):.1%} | {wrong / len(rows):.1%}"


def microseconds(ask: Callable[[str], object], names: list[str]) -> float:
    start = time.process_time()
    for name in names:
        ask(name)
    return (time.process_time() - start) / len(names) * 1e6


def extension(count: int) -> tuple[float, float]:
    """Extend the names by those of a foreign registry; then look one up."""
    english = LanguageTag.parse("en")
    records: dict[str, Agreement | Organisation] = {}
    for number in range(count // 10):
        name = OrganisationName(text=f"MIN{number}", use=NameUse.ACRONYM)
        records[f"ministry-{number}"] = Organisation(
            id=f"ministry-{number}",
            name=LocalisedText({english: f"Ministry {number}"}),
            kind=OrganisationKind.MINISTRY,
            other_names=(name,),
        )
    for number in range(count - count // 10):
        records[f"agreement-{number}"] = Agreement(
            id=f"agreement-{number}",
            title=LocalisedText(
                {english: f"Memorandum of Understanding number {number} on regional policy cooperation"}
            ),
            kind=InstrumentKind.MEMORANDUM_OF_UNDERSTANDING,
            parties=(Party(side=Side.PARTNER, country="BR"),),
        )
    start = time.process_time()
    book = NameBook(records)
    built = time.process_time() - start
    names = [f"MIN{number}" for number in range(0, count // 10, 7)]
    return built, median(microseconds(book.find, names) for _ in range(5))


def load_time() -> float:
    code = (
        "import time; from dialogues.names.index import NameIndex; start = time.process_time();"
        "NameIndex.load('_territories.bin'); print(time.process_time() - start)"
    )
    runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True) for _ in range(9)]
    return median(float(run.stdout) for run in runs)


def main() -> None:
    print(f"countrynames {version('countrynames')}, pycountry {version('pycountry')}\n")
    registry = dialogues.load()
    book = NameBook(dict(registry))  # as the registry itself makes it
    rows = table()
    names = [name for name, _ in rows]
    known = dict.fromkeys(names, "BR")

    def by_dict(name: str) -> str | None:
        return known.get(name)

    def ours(name: str) -> set[str]:
        return {each.country for each in registry.find(name) if each.country}

    def one(answer: str | None) -> set[str]:
        return {answer} if answer else set()

    registry.find("warm")
    few = names[::20]
    contestants: dict[str, tuple[Callable[[str], object], list[str], str]] = {
        "dict.get in a function": (by_dict, names, ""),
        "dialogues, first sight": (book.find, names, judged(ours, rows)),
        "dialogues, repeat": (registry.find, names, ""),
        "countrynames": (countrynames.to_code, names, judged(lambda name: one(countrynames.to_code(name)), rows)),
        "countrynames, fuzzy": (
            lambda name: countrynames.to_code(name, fuzzy=True),
            few,
            judged(lambda name: one(countrynames.to_code(name, fuzzy=True)), rows[::20]) + " (every 20th)",
        ),
        "pycountry, search": (
            by_pycountry,
            few,
            judged(lambda name: one(by_pycountry(name)), rows[::20]) + " (every 20th)",
        ),
    }
    # All take turns, so that a machine that changes its pace does so for all.
    rounds = [{name: microseconds(ask, asked) for name, (ask, asked, _) in contestants.items()} for _ in range(7)]
    print("| | µs a name | against dict.get | right | wrong |\n|---|---|---|---|---|")
    for name, (_, _, verdict) in contestants.items():
        ratio = median(each[name] / each["dict.get in a function"] for each in rounds)
        print(f"| {name} | {median(each[name] for each in rounds):.2f} | {ratio:.1f} × | {verdict or ' | '} |")
    built, lookup = extension(100_000)
    print(f"\nA foreign registry of 100,000 records: extended in {built:.2f} s,", end=" ")
    print(f"a name of its own found in {lookup:.1f} µs.")
    print(f"The index of territories loads in {load_time() * 1000:.0f} ms.")


if __name__ == "__main__":
    main()
