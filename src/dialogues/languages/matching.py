"""The best available language for a reader, as CLDR would choose it (UTS #35, Enhanced Language Matching).

Distances are CLDR's: 0 for the same language and upwards; at the threshold (50) two languages no longer match.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cache, lru_cache, partial
from typing import NamedTuple, TypeAlias

from dialogues.errors import InvalidLanguageTag
from dialogues.languages import _cldr
from dialogues.languages.accept import AcceptLanguage, LanguageRange
from dialogues.languages.tags import LanguageTag, likely_subtags

Language: TypeAlias = str | LanguageTag
Wanted: TypeAlias = Language | AcceptLanguage | Sequence[Language]

DEFAULT_THRESHOLD = 50

_UNRELATED = 80
_OTHER_SCRIPT = 50
_OTHER_REGION = 4
_DEMOTION = 5  # how much farther each next language of the reader counts
# Distances are kept in eighths: the lowest three bits tell apart what means the same (en, en-US, en-Latn-US).
_SCALE = 8
_MEMO_SIZE = 4096


class MatchReason(StrEnum):
    """How an available language relates to the one the reader named."""

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


class LanguageMatch(NamedTuple):
    """The available language that suits a reader best.

    A named tuple and not an attrs class, which takes three times as long to make: half of the time of a match.
    """

    wanted: Language
    """The reader's language it was chosen for, as it was given."""
    available: Language
    """The language chosen, as it was given."""
    distance: float
    """CLDR's distance between the two; 0 for the same language."""
    reason: MatchReason
    """How the two relate."""


_match_of = partial(tuple.__new__, LanguageMatch)


class Likely(NamedTuple):
    """A language with its likely script and region, and which of the three were written out."""

    language: str
    script: str
    region: str
    explicit: int


_UND = Likely("und", "", "", 7)
# Regions and variants that CLDR reserves for pseudo-locales; what is written in them is no natural language.
_PSEUDO = {"XA", "XB", "XC", "psaccent", "psbidi", "pscrack"}


def likely_form(tag: LanguageTag) -> Likely:
    """Maximise a tag for matching; ``und`` alone stays undetermined and is not taken for English."""
    language, script, region = tag.language, tag.script, tag.region
    if not language:
        return Likely(tag.private, "", "", 7)  # a language of its own, known to none
    pseudo = _PSEUDO.intersection((region, *tag.variants))
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


class _Prepared(NamedTuple):
    """A language as it was given, its canonical form, and the form that matching works on."""

    given: Language
    canonical: str
    form: Likely


@lru_cache(_MEMO_SIZE)
def _prepare(language: Language) -> _Prepared | None:
    """Read a language for matching; None when it is no well-formed tag."""
    if isinstance(language, LanguageTag):
        return _Prepared(language, str(language), likely_form(language))
    tag = _tag(language)
    if tag is None:
        return None
    # CLDR's rules still name Serbo-Croatian by its retired code, at equal distance from what replaced it.
    return _Prepared(language, str(tag), likely_form(LanguageTag("sh") if language.lower() == "sh" else tag))


@lru_cache(_MEMO_SIZE)
def _tag(language: Language) -> LanguageTag | None:
    if isinstance(language, LanguageTag):
        return language
    try:
        return LanguageTag.parse(language)
    except InvalidLanguageTag:
        return None


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


def _language_distance(wanted: str, available: str) -> int:
    return 0 if wanted == available else _rules()[0].get((wanted, available), _UNRELATED)


def _script_distance(language: str, script: str, other_language: str, other_script: str) -> int:
    return _rules()[1].get((language, script, other_language, other_script), _OTHER_SCRIPT)


@lru_cache(_MEMO_SIZE)
def _region_distance(language: str, script: str, region: str, other_region: str) -> int:
    """Measure two regions by the rules of the language and the script that both have in common (or empty)."""
    for rule_script, first, second, measured in _rules()[2].get(language, ()):
        if rule_script in ("*", script) and _region_fits(first, region) and _region_fits(second, other_region):
            return int(measured)
    return _OTHER_REGION


def _distance(wanted: Likely, available: Likely) -> int:
    """Sum the distances of language, script and region, each only where the two differ."""
    language, script, region, _ = wanted
    total = _language_distance(language, available.language)
    if script != available.script:
        total += _script_distance(language, script, available.language, available.script)
    if region != available.region:
        common = script if script == available.script else ""
        total += _region_distance(language if language == available.language else "", common, region, available.region)
    return total


def distance(wanted: Language, available: Language) -> float:
    """Measure how far an available language is from a wanted one, by CLDR's data; 0 is the same language.

    Not symmetric: a Breton reader usually reads French (``br`` → ``fr``), not the reverse.
    Raises :class:`~dialogues.errors.InvalidLanguageTag` when one is not well-formed.
    """
    first, second = (
        likely_form(each) if isinstance(each, LanguageTag) else likely_form(LanguageTag.parse(each))
        for each in (wanted, available)
    )
    return float(_distance(first, second))


def _is_likelier(first: Likely, second: Likely) -> bool:
    """Say whether the first is the likelier form of a language both share: in equal distance it is preferred."""
    if first.language != second.language:
        return False
    if first.script != second.script:
        found = likely_subtags(first.language, "", "")
        return found is not None and found[1] == first.script
    if first.region != second.region:
        found = likely_subtags(first.language, first.script, "")
        return found is not None and found[2] == first.region
    return False


# Matching

# The scaled distance of language and script, the available language, what of the two it has in common with the one
# wanted (or empty), and how it relates to that unless both are the same tag.
_Near: TypeAlias = tuple[int, _Prepared, str, str, MatchReason]
_EXACT, _SAME_LANGUAGE = MatchReason.EXACT, MatchReason.SAME_LANGUAGE  # an enumeration's attributes are slow to get


class Matcher:
    """A set of available languages, prepared once for many readers.

    ``available`` are tags in any order; what is no well-formed tag is kept, but never matches.
    ``default`` breaks ties, else the first available does; neither is returned for want of a match.
    ``threshold`` is the distance from which a language no longer matches.
    ``favor_script`` brings languages nearer that are written in the reader's script.
    """

    __slots__ = ("_by_form", "_language_scale", "_memo", "_near", "_ordered", "_threshold", "available")

    available: tuple[Language, ...]
    """The available languages, as they were given."""

    def __init__(
        self,
        available: Iterable[Language],
        *,
        default: Language | None = None,
        threshold: float = DEFAULT_THRESHOLD,
        favor_script: bool = False,
    ) -> None:
        self.available = (available,) if isinstance(available, str) else tuple(available)
        prepared = [item for each in self.available if (item := _prepare(each)) is not None]
        first = _prepare(self.available[0] if default is None else default) if self.available else None
        paradigms = _paradigms()

        def group(item: _Prepared) -> int:
            form = item.form[:3]
            return 0 if first and form == first.form[:3] else 1 if form in paradigms else 2

        # A sort is stable: within a group, the first of two equally near languages is the one given first.
        self._ordered = tuple(sorted(prepared, key=group))
        self._by_form = {item.form: item for item in reversed(self._ordered)}
        self._threshold = int(threshold * _SCALE)
        self._language_scale = _SCALE // 4 if favor_script else _SCALE
        self._near: dict[tuple[str, str], tuple[_Near, ...]] = {}
        self._memo: dict[Language, LanguageMatch | None] = {}

    def __repr__(self) -> str:
        return f"Matcher({[str(each) for each in self.available]})"

    def match(self, wanted: Wanted) -> LanguageMatch | None:
        """Find the best available language for a reader; None when none is within the threshold.

        ``wanted`` is a tag, an ``Accept-Language`` field (its weights, ``q=0`` and ``*`` are honoured),
        or a sequence of tags, the preferred first; what is malformed in it is passed over.
        """
        if not isinstance(wanted, str | LanguageTag):
            return self._match(wanted)
        memo = self._memo
        try:
            return memo[wanted]
        except KeyError:
            if len(memo) >= _MEMO_SIZE:
                memo.clear()
            found = memo[wanted] = self._match(wanted)
            return found

    def _match(self, wanted: Wanted) -> LanguageMatch | None:
        named, refused, anything = _read_field(wanted) if isinstance(wanted, str) else _read_wanted(wanted)
        left_out = self._refused(named, refused) if refused else _NOTHING
        best, found = self._threshold, None
        demotion = 0
        for item in named:
            nearest = self._nearest(item[2], best - demotion, left_out)
            if nearest is not None:
                best, found = nearest[0] + demotion, (item, nearest)
            demotion += _DEMOTION * _SCALE
            if best <= demotion:
                break
        if found is not None:
            item, (scaled, available, reason) = found
            if item[1] == available[1]:
                return _match_of((item[0], available[0], 0.0, _EXACT))
            if self._language_scale != _SCALE:  # what was favoured is nearer only for the choice
                scaled = _distance(item[2], available[2]) * _SCALE
            return _match_of((item[0], available[0], float(scaled // _SCALE), reason))
        if anything:
            for candidate in self._ordered:
                if candidate.form != _UND and candidate not in left_out:
                    return LanguageMatch("*", candidate.given, 0.0, MatchReason.ANY)
        return None

    def _nearest(
        self, wanted: Likely, limit: int, left_out: frozenset[_Prepared]
    ) -> tuple[int, _Prepared, MatchReason] | None:
        """Find the available language nearest to a wanted one and nearer than the limit, and how it relates."""
        same = self._by_form.get(wanted)
        if same is not None and not (left_out and same in left_out):
            return 0, same, _SAME_LANGUAGE
        language, script, region, explicit = wanted
        best, nearest = limit, None
        near = self._near.get((language, script))
        if near is None:
            near = self._prepare_near(language, script)
        for each in near:
            scaled, candidate, common_language, common_script, _ = each
            if left_out and candidate in left_out:
                continue
            form = candidate[2]
            if region != form[2]:
                scaled += _region_distance(common_language, common_script, region, form[2]) * _SCALE
            if scaled == 0:  # the same language, written out in another way
                scaled = explicit ^ form[3]
            elif scaled == best and nearest is not None and _is_likelier(form, nearest[1].form):
                nearest = each
            if scaled < best:
                best, nearest = scaled, each
        return None if nearest is None else (best, nearest[1], nearest[4])

    def _prepare_near(self, language: str, script: str) -> tuple[_Near, ...]:
        """Pick the available languages that may match a language in a script, with the distance of these two."""
        near: list[_Near] = []
        for item in self._ordered:
            other, other_script, _, _ = item.form
            between = _language_distance(language, other) * self._language_scale
            if script != other_script:
                between += _script_distance(language, script, other, other_script) * _SCALE
            if between < self._threshold:
                common = (language if language == other else "", script if script == other_script else "")
                near.append((between, item, *common, _relation(Likely(language, script, "", 0), item.form)))
        if len(self._near) >= _MEMO_SIZE:
            self._near.clear()
        self._near[language, script] = tuple(near)
        return self._near[language, script]

    def _refused(self, named: Sequence[_Prepared], refused: Sequence[Language | None]) -> frozenset[_Prepared]:
        """Give what the reader refuses: a language, or (None) all that are not named."""
        return frozenset(
            item
            for item in self._ordered
            if any(
                _covers(each, item.given)
                if each is not None
                else not any(_covers(one.given, item.given) for one in named)
                for each in refused
            )
        )


_NOTHING: frozenset[_Prepared] = frozenset()


def best_match(
    wanted: Wanted,
    available: Iterable[Language],
    *,
    default: Language | None = None,
    threshold: float = DEFAULT_THRESHOLD,
    favor_script: bool = False,
) -> LanguageMatch | None:
    """Find the best available language for a reader; None when none is within the threshold.

    A short form of :class:`Matcher`, which is faster for many readers and the same available languages.

    >>> best_match("mo, fr;q=0.5", ["ro", "en"]).available
    'ro'
    """
    return Matcher(available, default=default, threshold=threshold, favor_script=favor_script).match(wanted)


def relation(wanted: LanguageTag, available: LanguageTag) -> MatchReason:
    """Say how two languages relate, by their likely scripts."""
    return MatchReason.EXACT if wanted == available else _relation(likely_form(wanted), likely_form(available))


def _relation(wanted: Likely, available: Likely) -> MatchReason:
    if wanted[0] != available[0]:
        return MatchReason.RELATED
    return MatchReason.SAME_LANGUAGE if wanted[1] == available[1] else MatchReason.OTHER_SCRIPT


@cache
def _paradigms() -> frozenset[tuple[str, str, str]]:
    return frozenset(likely_form(LanguageTag.parse(tag))[:3] for tag in _cldr.PARADIGM_LOCALES.split())


def _covers(refused: Language, available: Language) -> bool:
    """Say whether a range names a language: all that the range says is true of it (RFC 4647 section 3.3.2)."""
    first, second = _tag(refused), _tag(available)
    return (
        first is not None
        and second is not None
        and first.language == second.language
        and first.script in ("", second.script)
        and first.region in ("", second.region)
    )


_Read: TypeAlias = tuple[tuple[_Prepared, ...], tuple[Language | None, ...], bool]


@lru_cache(_MEMO_SIZE)
def _read_field(text: str) -> _Read:
    return _sort_out(AcceptLanguage.parse(text).ranges)


def _read_wanted(wanted: LanguageTag | AcceptLanguage | Sequence[Language]) -> _Read:
    """Give what a reader names, what they refuse (None for all else), and whether anything else will do."""
    if isinstance(wanted, AcceptLanguage):
        return _sort_out(wanted.ranges)
    given = (wanted,) if isinstance(wanted, LanguageTag) else wanted
    named = tuple(item for each in given if each != "*" and (item := _prepare(each)) is not None)
    return named, (), "*" in given


def _sort_out(ranges: Sequence[LanguageRange]) -> _Read:
    named = tuple(
        item for each in ranges if each.weight and each.tag is not None and (item := _prepare(each.text)) is not None
    )
    refused = tuple(None if each.tag is None else each.text for each in ranges if not each.weight)
    return named, refused, any(each.tag is None and each.weight for each in ranges)
