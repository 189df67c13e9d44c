"""The generated tables as dictionaries, each built once, on first use."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from dialogues.languages import _cldr, _subtags


class CompoundAlias(NamedTuple):
    """A language alias whose old form has several subtags (UTS #35, annex C)."""

    language: str
    region: str
    variants: frozenset[str]
    new: str


def _pairs(text: str) -> dict[str, str]:
    return dict(item.split("=", 1) for item in text.split())


@cache
def language_aliases() -> dict[str, str]:
    """Map each retired language subtag to the tag that replaces it."""
    return _pairs(_cldr.LANGUAGE_ALIASES)


@cache
def whole_tag_aliases() -> dict[str, str]:
    """Map whole retired tags (``i-klingon``, ``zh-min-nan``), in lower case, to what replaces them."""
    return {old.lower(): new for old, new in _pairs(_cldr.COMPOUND_ALIASES).items()}


@cache
def compound_aliases() -> tuple[CompoundAlias, ...]:
    """List the aliases that may match a part of a tag, the most specific first."""
    rules = []
    for old, new in _pairs(_cldr.COMPOUND_ALIASES).items():
        language, *rest = old.split("-")
        region = "".join(part for part in rest if part.isupper())
        variants = frozenset(part for part in rest if len(part) >= 5)
        if len(language) > 1 and len(variants) + bool(region) == len(rest):
            rules.append(CompoundAlias(language, region, variants, new))
    return tuple(rules)


@cache
def script_aliases() -> dict[str, str]:
    """Map each retired script subtag to its replacement."""
    return _pairs(_cldr.SCRIPT_ALIASES)


@cache
def region_aliases() -> dict[str, tuple[str, ...]]:
    """Map each retired or numeric region subtag to its replacements."""
    return {old: tuple(new.split(",")) for old, new in _pairs(_cldr.REGION_ALIASES).items()}


@cache
def variant_aliases() -> dict[str, str]:
    """Map each retired variant subtag to its replacement."""
    return _pairs(_cldr.VARIANT_ALIASES)


@cache
def likely() -> dict[str, tuple[str, str, str]]:
    """Map a language, or one with script or region, to the likely language, script and region."""
    table: dict[str, tuple[str, str, str]] = {}
    for item in _cldr.LIKELY.split():
        if "=" in item:
            key, value = item.split("=")
            language, script, region = value.split("-")
            table[key] = (language, script, region)
        else:
            rest, languages = item.split(":")
            script, region = rest.split("-")
            for language in languages.split(","):
                table[language] = (language, script, region)
    return table


@cache
def region_codes() -> dict[str, tuple[str, str]]:
    """Map each alpha-2 code to its alpha-3 and numeric codes (empty where there is none)."""
    table = {}
    for item in _cldr.REGION_CODES.split():
        code, rest = item.split(":")
        alpha3, numeric = rest.split(",")
        table[code] = (alpha3, numeric)
    return table


@cache
def countries() -> frozenset[str]:
    """Give the alpha-2 codes of ISO 3166-1, and XK, which is in use for Kosovo."""
    retired = region_aliases()
    assigned = {code for code, (three, numeric) in region_codes().items() if three and numeric and int(numeric) < 900}
    return frozenset(code for code in assigned if code not in retired) | {"XK"}


@cache
def region_languages() -> dict[str, tuple[str, ...]]:
    """Map each region to its official languages, the most spoken first."""
    return {
        code: tuple(languages.split(","))
        for code, languages in (item.split(":") for item in _cldr.REGION_LANGUAGES.split())
    }


@cache
def known_subtags() -> dict[str, frozenset[str]]:
    """Map each kind of subtag to those of the IANA registry."""
    return {
        "language": frozenset(_subtags.LANGUAGES.split()),
        "script": frozenset(_subtags.SCRIPTS.split()),
        "region": frozenset(_subtags.REGIONS.split()),
        "variant": frozenset(_subtags.VARIANTS.split()),
    }


@cache
def deprecated_subtags() -> dict[str, str]:
    """Map ``kind:subtag`` to the replacement the IANA registry names (empty where it names none)."""
    return _pairs(_subtags.DEPRECATED)


@cache
def extlangs() -> dict[str, str]:
    """Map each extended language subtag to the prefix it belongs to."""
    return _pairs(_subtags.EXTLANGS)


@cache
def redundant() -> dict[str, str]:
    """Map whole tags that the IANA registry lists as redundant, and retired, in lower case, to what replaces them."""
    return {old.lower(): new for old, new in _pairs(_subtags.REDUNDANT).items()}


@cache
def grandfathered() -> frozenset[str]:
    """Give the grandfathered tags of RFC 5646, in lower case."""
    return frozenset(tag.lower() for tag in _subtags.GRANDFATHERED.split())
