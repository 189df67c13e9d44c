"""The subtags of a language tag: BCP 47 syntax (RFC 5646), canonical form and likely subtags (UTS #35)."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from dialogues.errors import InvalidLanguageTag
from dialogues.languages import tables
from dialogues.languages.locale_names import as_tag

MAX_LENGTH = 100
"""Longer input is refused before anything else looks at it (no registered tag comes near)."""

# RFC 5646 section 2.1, on lower-case ASCII; every repetition starts with a hyphen, so it is linear.
_LANGTAG = re.compile(
    r"(?P<language>[a-z]{2,3}(?P<extlang>(?:-[a-z]{3}){0,3})|[a-z]{4}|[a-z]{5,8})"
    r"(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
    r"(?P<extensions>(?:-[0-9a-wyz](?:-[a-z0-9]{2,8})+)*)"
    r"(?P<private>(?:-x(?:-[a-z0-9]{1,8})+)?)"
)
_PRIVATE = re.compile(r"x(?:-[a-z0-9]{1,8})+")
# The keys of the two registered extensions (RFC 6067, RFC 6497).
_U_KEY = re.compile(r"[a-z0-9][a-z]")
_T_KEY = re.compile(r"[a-z][0-9]")

_PRIVATE_USE = {
    "language": re.compile(r"q[a-t][a-z]"),
    "script": re.compile(r"Qa[a-b][a-x]"),
    "region": re.compile(r"AA|Q[M-Z]|X[A-Z]|ZZ"),
}


class Subtags(NamedTuple):
    """The subtags a tag is made of, each in its own case; empty where it has none."""

    language: str = ""
    extlang: str = ""
    script: str = ""
    region: str = ""
    variants: tuple[str, ...] = ()
    extensions: tuple[str, ...] = ()
    private: str = ""

    def __str__(self) -> str:
        parts = (self.language, self.extlang, self.script, self.region, *self.variants, *self.extensions, self.private)
        return "-".join(part for part in parts if part)


class Likely(NamedTuple):
    """A language with its likely script and region, and which of the three were written out."""

    language: str
    script: str
    region: str
    explicit: int


def read_subtags(text: str) -> Subtags:
    """Split a tag by the grammar, without replacing anything."""
    if not isinstance(text, str):
        raise InvalidLanguageTag(str(text), f"a language tag is a text, not {type(text).__name__}")
    if len(text) > MAX_LENGTH:
        raise InvalidLanguageTag(text, f"a language tag has at most {MAX_LENGTH} characters, not {len(text):,}")
    # ASCII first: lower() would turn the Kelvin sign into a k.
    if not text.isascii():
        raise InvalidLanguageTag(text, "a language tag has ASCII letters, digits and hyphens only")
    folded = as_tag(text.strip()).lower()
    if folded in tables.grandfathered() and folded in tables.whole_tag_aliases():
        return _split(tables.whole_tag_aliases()[folded].lower(), text)
    return _split(folded, text)


def _split(folded: str, text: str) -> Subtags:
    if _PRIVATE.fullmatch(folded):
        return Subtags(private=folded)
    match = _LANGTAG.fullmatch(folded)
    if match is None:
        raise InvalidLanguageTag(
            text, "not a well-formed language tag (RFC 5646)" if text else "a language tag is not empty"
        )
    extlang = (match["extlang"] or "").lstrip("-")
    return Subtags(
        language=match["language"].removesuffix(f"-{extlang}") if extlang else match["language"],
        extlang=extlang,
        script=(match["script"] or "").title(),
        region=(match["region"] or "").upper(),
        variants=tuple(match["variants"].split("-")[1:]),
        extensions=tuple(_extensions(match["extensions"])),
        private=match["private"].lstrip("-"),
    )


def _extensions(text: str) -> list[str]:
    """Split ``-a-bbb-u-co-phonebk`` before each singleton."""
    found: list[str] = []
    for part in text.split("-")[1:]:
        if len(part) == 1:
            found.append(part)
        else:
            found[-1] += f"-{part}"
    return found


def canonical(subtags: Subtags) -> Subtags:
    """Replace what is retired and put the parts in order (UTS #35, annex C, LocaleId Canonicalization)."""
    language, extlang = subtags.language, subtags.extlang
    # An extended language subtag is the language itself (RFC 5646 section 4.5): zh-yue is yue.
    if extlang and tables.extlangs().get(extlang) == language:
        language, extlang = extlang, ""
    script, region, variants = subtags.script, subtags.region, subtags.variants
    for _ in range(10):  # chains of replacements are short; the bound keeps a faulty table from looping
        before = (language, script, region, variants)
        language, script, region, variants = _replace_language(language, script, region, variants)
        script = tables.script_aliases().get(script, script)
        region = _replace_region(language, script, region)
        variants = tuple(tables.variant_aliases().get(variant, variant) for variant in variants)
        if (language, script, region, variants) == before:
            break
    return Subtags(
        language=language,
        extlang=extlang,
        script=script,
        region=region,
        variants=tuple(sorted(set(variants))),  # two of them may be replaced by the same
        extensions=tuple(sorted(_canonical_extension(extension) for extension in subtags.extensions)),
        private=subtags.private,
    )


def _replace_language(
    language: str, script: str, region: str, variants: tuple[str, ...]
) -> tuple[str, str, str, tuple[str, ...]]:
    if language in tables.language_aliases():
        new = _split(tables.language_aliases()[language].lower(), language)
        return new.language, script or new.script, region or new.region, variants + new.variants
    if variants or region:
        for rule in tables.compound_aliases():
            if (
                rule.language in (language, "und")
                and (not rule.region or rule.region == region)
                and rule.variants <= set(variants)
            ):
                new = _split(rule.new.lower(), rule.new)
                kept = tuple(variant for variant in variants if variant not in rule.variants)
                return (
                    new.language if rule.language != "und" else language,
                    script or new.script,
                    new.region if rule.region else (region or new.region),
                    kept + new.variants,
                )
    return language, script, region, variants


def _replace_region(language: str, script: str, region: str) -> str:
    """Replace a retired region; of several successors, the one most likely for the language is taken."""
    successors = tables.region_aliases().get(region)
    if not successors:
        return region
    found = likely_subtags(language, script, "") or likely_subtags("und", script, "")
    return found[2] if found and found[2] in successors else successors[0]


def _canonical_extension(extension: str) -> str:
    """Put the parts of a ``-u-`` or ``-t-`` extension in order, each once (UTS #35, annex C)."""
    singleton, *parts = extension.split("-")
    if singleton not in "ut":
        return extension
    is_key = _T_KEY.fullmatch if singleton == "t" else _U_KEY.fullmatch
    fields: list[list[str]] = [[]]
    for part in parts:
        if is_key(part):
            fields.append([part])
        else:
            fields[-1].append(part)
    first, *pairs = fields
    known: dict[str, list[str]] = {}
    for key, *value in pairs:  # of two fields with one key the first counts
        known.setdefault(key, [] if value == ["true"] and singleton == "u" else value)
    head = sorted(set(first)) if singleton == "u" else _canonical_source(first)
    return "-".join([singleton, *head, *("-".join([key, *known[key]]) for key in sorted(known))])


def _canonical_source(parts: list[str]) -> list[str]:
    """Put the tag that a ``-t-`` extension was made from into canonical form, in small letters."""
    match = _LANGTAG.fullmatch("-".join(parts)) if parts else None
    return str(canonical(_split("-".join(parts), ""))).lower().split("-") if match else parts


def likely_subtags(language: str, script: str, region: str) -> tuple[str, str, str] | None:
    """Look up the likely language, script and region (UTS #35, Add Likely Subtags); None when nothing is known."""
    language = language or "und"
    script = "" if script == "Zzzz" else script
    region = "" if region == "ZZ" else region
    if language != "und" and script and region:
        return language, script, region
    table = tables.likely()
    for key in (
        f"{language}-{script}-{region}" if script and region else "",
        f"{language}-{script}" if script else "",
        f"{language}-{region}" if region else "",
        language,
    ):
        if key and (found := table.get(key)):
            return (found[0] if language == "und" else language), script or found[1], region or found[2]
    return None


_UND = Likely("und", "", "", 7)
# Regions and variants that CLDR reserves for pseudo-locales; what is written in them is no natural language.
_PSEUDO = {"XA", "XB", "XC", "psaccent", "psbidi", "pscrack"}


def likely_form(
    language: str, script: str = "", region: str = "", variants: tuple[str, ...] = (), private: str = ""
) -> Likely:
    """Maximise a tag for matching; ``und`` alone stays undetermined and is not taken for English."""
    if not language:
        return Likely(private, "", "", 7)  # a language of its own, known to none
    pseudo = _PSEUDO.intersection((region, *variants))
    if pseudo:
        return Likely(f"{language}-{min(pseudo)}", script, region, 7)
    if language == "und" and not script and not region:
        return _UND
    explicit = 4 * (language != "und") + 2 * bool(script) + bool(region)
    found = likely_subtags(language, script, region)
    if found is None:  # CLDR's matching takes script and region of a language it does not know from und
        _, likely_script, likely_region = likely_subtags("und", script, region) or ("", script, region)
        found = language, likely_script, likely_region
    return Likely(*found, explicit)


def problems(subtags: Subtags) -> list[str]:
    """Say what keeps subtags from being valid (RFC 5646 section 2.2.9)."""
    found = []
    for kind, value in (
        ("language", subtags.language),
        ("script", subtags.script),
        ("region", subtags.region),
        *(("variant", variant) for variant in subtags.variants),
    ):
        private = _PRIVATE_USE.get(kind)
        if value and value not in tables.known_subtags()[kind] and not (private and private.fullmatch(value)):
            found.append(f"{value!r} is not a registered {kind} subtag")
    for extlang in subtags.extlang.split("-") if subtags.extlang else ():
        prefix = tables.extlangs().get(extlang)
        if prefix is None:
            found.append(f"{extlang!r} is not a registered extended language subtag")
        elif prefix != subtags.language:
            found.append(f"extended language {extlang!r} belongs behind {prefix!r}, not {subtags.language!r}")
    if subtags.extlang.count("-"):
        found.append("at most one extended language subtag is valid")
    found.extend(f"variant {variant!r} is repeated" for variant in _repeated(subtags.variants))
    singletons = tuple(extension[0] for extension in subtags.extensions)
    found.extend(f"extension {singleton!r} is repeated" for singleton in _repeated(singletons))
    return found


def _repeated(values: tuple[str, ...]) -> list[str]:
    return sorted({value for value in values if values.count(value) > 1})


@cache
def _region_replacements() -> dict[str, str]:
    """Give the retired regions that one other region replaces."""
    return {old: new[0] for old, new in tables.region_aliases().items() if len(new) == 1}


def deprecated(text: str) -> list[tuple[str, str]]:
    """Give the subtags of a text that are retired, each with what replaces it (or an empty string)."""
    folded = text.replace("_", "-").lower()
    if folded in tables.grandfathered():
        return [(text, tables.whole_tag_aliases().get(folded, ""))]
    if folded in tables.redundant():
        return [(text, tables.redundant()[folded])]
    subtags = read_subtags(text)
    found = []
    for kind, value, aliases in (
        ("language", subtags.language, tables.language_aliases()),
        ("script", subtags.script, tables.script_aliases()),
        ("region", subtags.region, _region_replacements()),
        *(("variant", variant, tables.variant_aliases()) for variant in subtags.variants),
    ):
        registered = tables.deprecated_subtags().get(f"{kind}:{value}")
        if registered is not None:
            found.append((value, aliases.get(value) or registered))
    return found
