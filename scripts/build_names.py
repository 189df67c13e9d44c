"""Write the name indices that the package ships: every name CLDR has, in every locale, through Babel.

``python scripts/build_names.py [FOLDER]`` writes them; ``tests/test_generated.py`` builds them again and compares.
It runs in a process of its own: Babel gives other data for a locale once that has been merged with its parents.
Babel lacks short and variant names (UK, Czech Republic, Mandarin Chinese): these come from ``scripts/cldr/``, and so do
the names of the IANA registry.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import babel
from babel import localedata

from dialogues.languages import tables
from dialogues.names.folding import fold
from dialogues.names.index import WIDELY_USED, build

HERE = Path(__file__).parent
TARGET = HERE.parent / "src" / "dialogues" / "names"

# The scripts that tell two written forms of one language apart in CLDR's locales.
_SCRIPTS = {
    "Adlm",
    "Arab",
    "Beng",
    "Bopo",
    "Cyrl",
    "Deva",
    "Guru",
    "Hans",
    "Hant",
    "Hebr",
    "Latn",
    "Mong",
    "Mtei",
    "Nkoo",
    "Olck",
    "Orya",
    "Telu",
    "Tfng",
    "Vaii",
}
# Regions of the world that tell two forms of one language apart in CLDR's locales.
_LANGUAGE_REGIONS = {"001", "150", "419"}


def _babel_names(kind: str) -> Iterator[tuple[str, str, str]]:
    for locale in sorted(localedata.locale_identifiers()):
        for code, name in localedata.load(locale, merge_inherited=False).get(kind, {}).items():
            if isinstance(name, str):
                yield name, code, locale


def _committed(file: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((HERE / "cldr" / file).read_text(encoding="utf-8"))
    return content


def language_names() -> Iterator[tuple[str, str, str]]:
    """Give names of languages, and of scripts with their code in capitals as CLDR has it (``Hans``)."""
    for name, code, locale in _babel_names("languages"):
        if code not in ("zxx", "mul", "mis"):
            yield name, code, locale
    for name, code, locale in _babel_names("scripts"):
        if code in _SCRIPTS:
            yield name, f"und_{code}", locale
    for name, code, locale in _babel_names("territories"):
        if code in _LANGUAGE_REGIONS:
            yield name, f"und_{code}", locale
    for locale, names in _committed("language-alternatives.json").items():
        for key, name in names.items():
            yield name, key.split("-alt-")[0].replace("-", "_"), locale.replace("-", "_")
    yield from registered_names()


def registered_names() -> Iterator[tuple[str, str, str]]:
    """Give the names of the IANA registry, which has those of ISO 639-2 and 639-3, and names of variants."""
    registry = _committed("iana.json")
    for code, names in registry["descriptions"].items():
        for name in names:
            yield name, f"{code}:iana", "en"
            bare = re.sub(r" \((?:[^()]*[0-9][^()]*|macrolanguage)\)", "", name)  # Ancient Greek (to 1453)
            if bare != name:
                yield bare, f"{code}:iana", "en"
    tags = {tag.rpartition("-")[2].upper(): tag for tag in registry["variants"]}
    for tag, names in registry["variants"].items():
        for name in names:
            yield name.removeprefix("The "), f"{tag.replace('-', '_')}:iana", "en"
    for name, code, locale in _babel_names("variants"):
        if code in tags:
            yield name, f"{tags[code].replace('-', '_')}:variant", locale


def territory_names() -> Iterator[tuple[str, str, str]]:
    """Give names of countries and territories that have a code of ISO 3166-1; no other can be a country of a record."""
    known = tables.countries()
    former = _no_more_in_use()
    for name, code, locale in (*_babel_names("territories"), *_alternatives()):
        if code in known:
            yield name, f"{code}:former" if (code, fold(name)) in former else code, locale
    for code, names_of_code in _committed("iana.json")["regions"].items():
        if code in known:
            for name in names_of_code:
                yield name, f"{code}:short", "en"
    yield from long_names()


def _alternatives() -> Iterator[tuple[str, str, str]]:
    """Give the short and variant names of territories, which Babel lacks."""
    for locale, names in _committed("territory-alternatives.json").items():
        for key, name in names.items():
            yield name, key.split("-alt-")[0], locale.replace("-", "_")


def _no_more_in_use() -> set[tuple[str, str]]:
    """Give the former names, folded, that CLDR keeps as a variant (Swaziland) or in the names of small locales (Burma).

    What a widely used language calls a country today (Moldavia, in Spanish) is no former name of it.
    """
    today = {(code, fold(name)) for name, code, locale in _babel_names("territories") if locale in WIDELY_USED}
    ours = ((code.partition(":"), name) for name, code, _ in long_names())
    return {(code, fold(name)) for (code, _, kind), name in ours if kind == "former"} - today


def long_names() -> Iterator[tuple[str, str, str]]:
    """Give official long names, former names, and short names that several territories share: our own data."""
    for row in (*_rows("long-names.tsv"), *_rows("short-names.tsv"), *_former_names()):
        language = row["language"].replace("-", "_")
        yield row["name"], f"{row['code']}:{row['kind']}", language
        bare = row["name"].replace(" of the ", " of ")
        if bare != row["name"]:  # Republic of Congo
            yield bare, f"{row['code']}:{row['kind']}", language


def _former_names() -> Iterator[dict[str, str]]:
    """Give the names that former countries are shown by: what is shown is understood.

    A mere change of name leads to the state of today, and so does the territory whose English name does; parts of
    states of today (Metropolitan France, Johnston Island) had codes, and are no countries of any record.
    """
    today = {row["code"]: row["today"] for row in _rows("former-countries.tsv")} | {"NHVU": "VU", "RHZW": "ZW"}
    parts = {"BQAQ", "FXFR", "JTUM", "MIUM", "NQAQ", "PUUM", "WKUM"}
    for row in _rows("former-names.tsv"):
        if row["code"] not in parts:
            yield {**row, "code": today[row["code"]] or row["code"], "kind": "former"}


def _rows(file: str) -> list[dict[str, str]]:
    with (HERE / "names" / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


INDICES = {"_languages.bin": language_names, "_territories.bin": territory_names}

if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    for file, collect in INDICES.items():
        (target / file).write_bytes(build(collect(), babel_version=babel.__version__))
