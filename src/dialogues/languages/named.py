"""Languages by their names: CLDR's in every language, the IANA registry's, and names with details in brackets."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from attrs import evolve

from dialogues.errors import InvalidLanguageTag, shorten
from dialogues.languages import tables
from dialogues.languages.reading import LabelKind, LanguageReading, not_understood, understood
from dialogues.languages.tags import LanguageTag
from dialogues.languages.territories import names_of_territories
from dialogues.names.folding import fold, fold_accents
from dialogues.names.index import WIDELY_USED, NamedCode, NameIndex

_IN_BRACKETS = re.compile(r"(?P<language>[^()（）]+)[(（](?P<detail>[^()（）]+)[)）]")
_BEHIND_COMMA = re.compile(r"(?P<language>[^,()（）]+), *(?P<detail>[^,()（）]+(?:\([^()]*\))?)")
_SEPARATORS = re.compile(" *[,;،、，；] *")
# The word for a language, in languages whose name of one may stand with it.
_NOUNS = frozenset(
    (  # noqa: SIM905  # as words
        "language idioma lengua língua lingua limba мова язык език језик јазик jezik jazyk język լեզու ენა γλώσσα "
        "nyelv kalba valoda keel भाषा اللغة زبان bahasa basa dili tili тілі тили хэл afaan tiếng ভাষা ژبه"
    ).split()
)
# … and where no blank stands between the two.
_NOUNS_BEFORE, _NOUNS_BEHIND = ("ภาษา", "ພາສາ", "ភាសា"), ("ဘာသာစကား", "ဘာသာ")
# Names in official use that CLDR and ISO 639 do not have: Spanish by the constitution of Spain (article 3) and the
# statutes of Catalonia and Galicia; Chinese as its alphabet (汉语拼音) and schools call it, and its characters in
# Taiwan; Montenegrin by the constitution (article 13), Romanian by that of Moldova until 2023 (article 13);
# Belarusian in ISO 639 of 1988.
_ALSO = {
    "castellano": "es", "castellà": "es", "castelán": "es", "汉语": "zh", "漢語": "zh", "华语": "zh", "華語": "zh",
    "正體中文": "zh-Hant", "crnogorski": "sr-ME", "црногорски": "sr-ME", "moldovenească": "ro-MD", "byelorussian": "be",
}  # fmt: skip
_WAYS_TO_WRITE_HAN = ("Hans", "Hant")
_LESSER = {"iana", "variant"}  # the kinds of names of the IANA registry, and of varieties
_SHORTEST_NAME = 4
_LEAST_LIKE = 82
_PART_OF_A_SLIP = 6  # letters of a name for each that may be wrong


@cache
def names_of_languages() -> NameIndex:
    """Give the index of language names, read on first use."""
    return NameIndex.load("_languages.bin")


def as_name(label: str) -> LanguageReading | None:
    """Read a name in any language."""
    also = _ALSO.get(fold(label))
    if also is not None:
        return understood(also, LabelKind.NAME)
    found = _named(label)
    # Two letters without their accents are a code, and no name.
    return _from_names(found) if found and (found[0].exact or len(label) > 2) else None


def _named(label: str) -> list[NamedCode]:
    """Find the languages of a name: CLDR's in a language of many, else also those that the IANA registry calls so."""
    found = [each for each in names_of_languages().find(label) if not each.code.startswith("und_")]
    by_cldr = [each for each in found if each.kind not in _LESSER]
    # The registry has names of two and three letters (En, Ge, Pe), which are codes where they are written.
    if any(each.language.replace("-", "_") in WIDELY_USED for each in by_cldr) or len(fold(label)) < _SHORTEST_NAME:
        return by_cldr
    return found


def _from_names(found: list[NamedCode]) -> LanguageReading:
    tags = list(dict.fromkeys(LanguageTag.parse(each.code) for each in found))
    if len(tags) > 1 and len({tag.language for tag in tags}) == 1:
        # Valencian is a variety before it is another name of Catalan; Hindi is no form of Hindi before it is Hindi.
        lesser = all(each.kind in _LESSER for each in found)
        tags = [tag for tag in tags if (str(tag) == tag.language) is not lesser] or tags
    note = "" if found[0].exact else f"spelled {found[0].name!r}"
    if len(tags) > 1:
        note = f"several languages bear this name: {', '.join(map(str, tags))}"
    return LanguageReading("", tags[0], LabelKind.NAME, note, tuple(tags[1:]))


def as_name_of_a_language(label: str) -> LanguageReading | None:
    """Read ``English language``, ``українська мова``, ``język polski``: a name, and the word for what it names."""
    words = label.split()
    for noun, name in ((words[-1], words[:-1]), (words[0], words[1:])) if len(words) > 1 else ():
        if fold(noun) in _NOUNS and (found := as_name(" ".join(name))) is not None:
            return found
    attached = next((label.removeprefix(noun) for noun in _NOUNS_BEFORE if label.startswith(noun)), "")
    attached = attached or next((label.removesuffix(noun) for noun in _NOUNS_BEHIND if label.endswith(noun)), "")
    return as_name(attached) if attached else None


def as_several_names(label: str) -> LanguageReading | None:
    """Read ``Dutch; Flemish``, as ISO 639-2 has it: names of one language; what they do not share is left out."""
    parts = [part.strip() for part in label.split(";")] if ";" in label else []
    readings = [as_name(part) or as_name_with_detail(part) for part in parts if part]
    tags = [each.tag for each in readings if each is not None and each.tag is not None and not each.ambiguous_with]
    if len(tags) < len(parts) or not tags:
        return None
    several = tuple(dict.fromkeys(LanguageTag(tag.language) for tag in tags))
    if len(several) > 1:
        return not_understood(f"it names several languages: {', '.join(map(str, several))}", several)
    return LanguageReading("", tags[0] if len(set(tags)) == 1 else several[0], LabelKind.NAME)


def as_name_with_detail(label: str) -> LanguageReading | None:
    """Read ``Chinese (Simplified)``, ``português (Brasil)``, ``Uzbek (Cyrillic, Uzbekistan)``, ``Greek, Modern``.

    Every detail has to be a script, a region, a variant, or the language once more; else nothing is understood.
    """
    failed = None
    for match in (_BEHIND_COMMA.fullmatch(label), _IN_BRACKETS.fullmatch(label)):
        if match is None:
            continue
        detail, _, bracket = match["detail"].partition("(")
        if match.re is _BEHIND_COMMA:
            inverted = f"{detail.strip()} {match['language']}{f' ({bracket}' if bracket else ''}"
            if (found := as_name(inverted)) is not None:
                return found
        found = _with_details(match["language"].strip(), _SEPARATORS.split(match["detail"].strip()))
        if found is not None and found.tag is not None:
            return found
        failed = failed or found
    return failed


def _with_details(name: str, details: list[str]) -> LanguageReading | None:
    """Read a language and details of it, some of which may be a part of its name (``китайська (спрощене письмо)``)."""
    failed = None
    for own in range(len(details)):
        named = as_name(f"{name} ({', '.join(details[:own])})" if own else name)
        reading = named
        for each in details[own:]:
            reading = None if reading is None else _with_detail(reading, each)
            if named is not None and reading is None and failed is None:
                why = f"{shorten(each)!r} is no script, region or variety of {shorten(name)} that is known"
                failed = not_understood(why, (named.tag,) if named.tag is not None else ())
        if reading is not None:
            return reading
    return failed


def _with_detail(reading: LanguageReading, detail: str) -> LanguageReading | None:
    """Add a detail to the language read, and to those that bear the same name; None when it is not understood."""
    if reading.tag is None:
        return None
    found = names_of_languages().find(detail)
    scripts = [each for each in found if each.code.startswith("und_") and each.code[4:].isalpha()]
    if scripts and not reading.tag.script and (script := _script(reading.tag, scripts[0], detail)) is not None:
        return _evolve(reading, script=script) if script else None
    regions = [each.code[4:] for each in found if each.code[4:].isdigit()]
    named = names_of_territories().find(detail)
    # By a former name too, as CLDR once had it (Swaziland); the code of a state that is no more is no region.
    regions += dict.fromkeys(
        each.code for each in named if not each.kind or (each.kind == "former" and each.code[2:] == "")
    )
    if len(regions) == 1 and not reading.tag.region:
        return _evolve(reading, region=regions[0])
    again = _as_code(detail) or as_name(detail)
    if again is None or again.tag is None:
        return None
    if again.tag.language != reading.tag.language:
        # One of the languages that a name stands for: Chinese (Cantonese), Norwegian (Nynorsk).
        member = again.how is LabelKind.NAME and _is_one_of(again.tag.language, reading.tag)
        return evolve(reading, tag=again.tag, ambiguous_with=()) if member else None
    # The language once more, or a variety of it that has a name of its own: Catalan (Valencian), Persian (Dari).
    return reading if str(again.tag) == again.tag.language else evolve(reading, tag=again.tag, ambiguous_with=())


def _is_one_of(language: str, whole: LanguageTag) -> bool:
    if str(whole) != whole.language:
        return False
    return tables.extlangs().get(language) == whole.language or (whole.language == "no" and language in ("nb", "nn"))


def _script(tag: LanguageTag, script: NamedCode, detail: str) -> str | None:
    """Give the script that a detail names; empty where it is no script of the language, None where it is a region.

    Traditional and simplified are ways to write Chinese characters, and say nothing of a language in other letters.
    ``Mongolia`` is a script in three languages of CLDR, and the country in 54.
    """
    code = script.code[4:]
    if code in _WAYS_TO_WRITE_HAN and tag.form.script not in _WAYS_TO_WRITE_HAN:
        return ""
    regions = max((each.uses for each in names_of_territories().find(detail) if not each.kind), default=0)
    if not regions or regions < script.uses:
        return code
    return None if regions > script.uses else ""


def _as_code(detail: str) -> LanguageReading | None:
    try:
        tag = LanguageTag.parse(detail)
    except InvalidLanguageTag:
        return None
    return None if tag.problems else understood(tag, LabelKind.TAG)


def _evolve(reading: LanguageReading, **parts: Any) -> LanguageReading:
    assert reading.tag is not None
    others = tuple(evolve(tag, source="", **parts) for tag in reading.ambiguous_with)
    return evolve(reading, tag=evolve(reading.tag, source="", **parts), ambiguous_with=others)


def similar_languages(label: str) -> tuple[LanguageTag, ...]:
    """Give the languages whose names are a slip or two away; what is only somewhat alike is another language."""
    if len(fold(label)) <= 3:
        return ()
    from rapidfuzz.distance import OSA  # here: 40 ms, and only needed for a label that was not understood

    plain = fold_accents(fold(label))
    slips: dict[LanguageTag, tuple[int, bool]] = {}
    least = max(1, len(plain) // _PART_OF_A_SLIP)
    for each in names_of_languages().similar(label, limit=20, score=_LEAST_LIKE):
        apart = OSA.distance(plain, fold_accents(fold(each.name)))
        if not each.code.startswith("und_") and apart <= least:
            rank = (apart, each.language.replace("-", "_") not in WIDELY_USED)
            tag = LanguageTag.parse(each.code)
            slips[tag] = min(rank, slips.get(tag, rank))
    best = min(slips.values(), default=None)
    return tuple(tag for tag, rank in slips.items() if rank == best)[:3]
