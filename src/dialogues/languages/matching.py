"""How near two languages are, by CLDR's data (UTS #35, Enhanced Language Matching), and what a refusal covers.

Distances are CLDR's: 0 for the same language and upwards; at the threshold (50) two languages no longer match.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple, TypeAlias

from dialogues.languages import _cldr
from dialogues.languages.accept import AcceptLanguage
from dialogues.languages.subtags import Likely
from dialogues.languages.tags import LanguageTag
from dialogues.names.memo import Memo

Language: TypeAlias = str | LanguageTag
Wanted: TypeAlias = Language | AcceptLanguage | Sequence[Language] | None

DEFAULT_THRESHOLD = 50

_UNRELATED = 80
_OTHER_SCRIPT = 50
_OTHER_REGION = 4
_CODES = {"sh": "sr"}  # CLDR measures from the retired code of Serbo-Croatian, which is another of sr-Latn
_ONE_LANGUAGE = 1  # two codes of one language (no, nb): CLDR tells them apart by this


class MatchReason(StrEnum):
    """How an available language relates to the one the reader named.

    >>> from dialogues import best_match
    >>> best_match("pt-BR", ["en", "pt"]).reason
    <MatchReason.SAME_LANGUAGE: 'same-language'>
    """

    EXACT = "exact"
    """The same tag, in canonical form."""
    SAME_LANGUAGE = "same-language"
    """The same language and script; the region differs or is implied."""
    OTHER_SCRIPT = "other-script"
    """The same language in another script."""
    RELATED = "related"
    """Another language, which readers of the one wanted usually read."""
    ANY = "any"
    """The reader named no language (``*``)."""


class Near(NamedTuple):
    """How an available language relates to a wanted one, and how far it is.

    >>> from dialogues.languages import compare
    >>> compare("zh-TW", "zh-Hant").reason
    <MatchReason.SAME_LANGUAGE: 'same-language'>
    """

    reason: MatchReason
    """How the two relate."""
    distance: float
    """CLDR's distance; 0 for the same language."""

    @property
    def is_same_language(self) -> bool:
        """Whether it is the language wanted, in the script wanted."""
        return self.reason in _SAME


_SAME = frozenset({MatchReason.EXACT, MatchReason.SAME_LANGUAGE})


def compare(wanted: Language, available: Language) -> Near:
    """Say how an available language relates to a wanted one, and how far it is.

    Not symmetric: a Breton reader usually reads French (``br`` → ``fr``), not the reverse.
    Two codes that CLDR tells apart by 1 alone (``no``, ``nb``) are one language.
    Raises :class:`~dialogues.errors.InvalidLanguageTag` when one is not well-formed.

    >>> compare("pt-BR", "pt"), compare("br", "fr").distance
    (Near(reason=<MatchReason.SAME_LANGUAGE: 'same-language'>, distance=0.0), 20.0)
    """
    first = wanted if isinstance(wanted, LanguageTag) else LanguageTag.parse(wanted)
    second = available if isinstance(available, LanguageTag) else LanguageTag.parse(available)
    return _EXACTLY if first.canonical == second.canonical else _NEAR[first.form, second.form]


Compared: TypeAlias = tuple[str, Likely]


def compare_all(wanted: Compared, available: Iterable[Compared]) -> list[Near]:
    """Compare one language with several, each given as its canonical form and the form that matching works on."""
    text, form = wanted
    return [_EXACTLY if each[0] == text else _NEAR[form, each[1]] for each in available]


def distance(wanted: Language, available: Language) -> float:
    """Measure how far an available language is from a wanted one; see :func:`compare`.

    Raises :class:`~dialogues.errors.InvalidLanguageTag` for one that is not well-formed.

    >>> distance("no", "nb"), distance("nb", "no") < distance("nb", "de")
    (1.0, True)
    """
    return compare(wanted, available).distance


def relation(wanted: LanguageTag, available: LanguageTag) -> MatchReason:
    """Say how two languages relate; see :func:`compare`."""
    return compare(wanted, available).reason


def relation_of(wanted: Likely, available: Likely, between: int) -> MatchReason:
    """Say how two languages relate that are so far from each other, by their likely scripts."""
    first, second = _CODES.get(wanted[0], wanted[0]), _CODES.get(available[0], available[0])
    if first != second and between > _ONE_LANGUAGE:
        return MatchReason.RELATED
    return MatchReason.SAME_LANGUAGE if wanted[1] == available[1] else MatchReason.OTHER_SCRIPT


def _near(pair: tuple[Likely, Likely]) -> Near:
    wanted, available = pair
    return Near(
        relation_of(wanted, available, language_distance(wanted[0], available[0])),
        float(form_distance(wanted, available)),
    )


_EXACTLY = Near(MatchReason.EXACT, 0.0)
_NEAR = Memo(_near, most=500_000, each=500)


def is_refused(
    available: LanguageTag, named: Iterable[LanguageTag], refused: Iterable[LanguageTag | None], *, anything: bool
) -> bool:
    """Say whether a reader refuses a language (``q=0``), or all (None, ``*;q=0``) that they do not name.

    A refusal takes out what its range covers (RFC 4647 section 3.3.2); of several ranges that cover a language the one
    that says most of it counts, and of two that say as much the one with weight: ``pt;q=0, pt-BR`` is no other
    Portuguese, ``en-GB;q=0, en`` any other English. ``anything`` is whether the reader takes what is not named.
    """
    refusals = tuple(refused)
    against = max((_said_of(available, each) for each in refusals if each is not None), default=0)
    if not against and (anything or None not in refusals):
        return False
    weighed = max((_said_of(available, each) or _same_form(available, each) for each in named), default=0)
    return weighed < max(against, 1)


_ALL_OF_IT = 100


def _said_of(available: LanguageTag, range_: LanguageTag) -> int:
    """Count what a range says of a language: its subtags, where all are true of it; 0 where one is not."""
    if range_ == available:
        return _ALL_OF_IT
    covers = (
        range_.language == available.language
        and range_.script in ("", available.script)
        and range_.region in ("", available.region)
        and set(range_.variants) <= set(available.variants)
        and set(range_.extensions) <= set(available.extensions)
        and range_.private in ("", available.private)
    )
    return _subtags(range_) if covers else 0


def _same_form(available: LanguageTag, range_: LanguageTag) -> int:
    """Count the subtags of a range that means the same (``zh-TW`` of ``zh-Hant``), though it is written otherwise."""
    return _subtags(range_) if range_.form[:3] == available.form[:3] and not range_.variants else 0


def _subtags(tag: LanguageTag) -> int:
    return str(tag).count("-") + 1


# Distances between likely forms


@cache
def _rules() -> tuple[
    dict[tuple[str, str], int], dict[tuple[str, str, str, str], int], dict[str, list[tuple[str, ...]]]
]:
    """Compile CLDR's rules: languages, scripts, and by language those for regions, in the order of precedence."""
    languages: dict[tuple[str, str], int] = {}
    scripts: dict[tuple[str, str, str, str], int] = {}
    regions: dict[str, list[tuple[str, ...]]] = {}
    for item in _cldr.MATCH_RULES.split():
        rule, distance = item.rsplit(":", 1)
        wanted, available = rule.replace(">", "=").split("=")
        ways = [(wanted, available)] if ">" in rule else [(wanted, available), (available, wanted)]
        for left, right in ways:
            first, second = left.split("-"), right.split("-")
            if first[0] == "*":
                continue  # the defaults, which are constants here
            if len(first) == 1:
                languages.setdefault((first[0], second[0]), int(distance))
            elif len(first) == 2:
                scripts.setdefault((first[0], first[1], second[0], second[1]), int(distance))
            else:
                regions.setdefault(first[0], []).append((first[1], first[2], second[2], distance))
    return languages, scripts, regions


@cache
def _variables() -> dict[str, frozenset[str]]:
    return {
        name: frozenset(regions.split(","))
        for name, regions in (item.split(":") for item in _cldr.MATCH_VARIABLES.split())
    }


def _region_fits(pattern: str, region: str) -> bool:
    if pattern.startswith("$!"):
        return region not in _variables()[f"${pattern[2:]}"]
    if pattern.startswith("$"):
        return region in _variables()[pattern]
    return pattern in ("*", region)


def language_distance(wanted: str, available: str) -> int:
    """Measure two languages by themselves, without script and region."""
    return 0 if wanted == available else _rules()[0].get((wanted, available), _UNRELATED)


def script_distance(language: str, script: str, other_language: str, other_script: str) -> int:
    """Measure two scripts, each of a language."""
    return _rules()[1].get((language, script, other_language, other_script), _OTHER_SCRIPT)


@lru_cache(4096)
def region_distance(language: str, script: str, region: str, other_region: str) -> int:
    """Measure two regions by the rules of the language and the script that both have in common (or empty)."""
    for rule_script, first, second, measured in _rules()[2].get(language, ()):
        if rule_script in ("*", script) and _region_fits(first, region) and _region_fits(second, other_region):
            return int(measured)
    return _OTHER_REGION


def form_distance(wanted: Likely, available: Likely) -> int:
    """Sum the distances of language, script and region, each only where the two differ."""
    language, script, region, _ = wanted
    total = language_distance(language, available.language)
    if script != available.script:
        total += script_distance(language, script, available.language, available.script)
    if region != available.region:
        common = script if script == available.script else ""
        total += region_distance(language if language == available.language else "", common, region, available.region)
    return total
