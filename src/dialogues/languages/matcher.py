"""The best available language for a reader, as CLDR would choose it (UTS #35, Enhanced Language Matching).

A little over 300 lines: how a wish is read for matching stands beside the matching, since both are one tight loop.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, partial
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from dialogues.errors import InvalidLanguageTag
from dialogues.languages import _cldr
from dialogues.languages.accept import (
    MAX_CHARACTERS,
    MAX_RANGES,
    AcceptLanguage,
    LanguageRange,
    read_part,
    what_is_read,
)
from dialogues.languages.matching import (
    DEFAULT_THRESHOLD,
    Language,
    MatchReason,
    Wanted,
    form_distance,
    is_refused,
    language_distance,
    region_distance,
    relation_of,
    script_distance,
)
from dialogues.languages.subtags import MAX_LENGTH, Likely, likely_subtags
from dialogues.languages.tags import LanguageTag
from dialogues.names.memo import Memo

_DEMOTION = 5  # how much farther each next language of the reader counts
# Distances are kept in eighths: the lowest three bits tell apart what means the same (en, en-US, en-Latn-US).
_SCALE = 8


class LanguageMatch(NamedTuple):
    """The available language that suits a reader best.

    A named tuple and not an attrs class, which takes three times as long to make: half of the time of a match.

    >>> match = best_match("pt-BR, en;q=0.5", ["en", "pt"])
    >>> match.available, match.wanted, match.reason.value
    ('pt', 'pt-BR', 'same-language')
    """

    wanted: Language
    """The reader's language it was chosen for, as it was given."""
    available: Language
    """The language chosen, as it was given."""
    distance: float
    """CLDR's distance between the two; 0 for the same language."""
    reason: MatchReason
    """How the two relate."""

    def to_dict(self) -> dict[str, object]:
        """Give the match as plain data: ``wanted``, ``available``, ``distance``, ``reason``.

        >>> from dialogues import best_match
        >>> best_match("pt-BR", ["en", "pt"]).to_dict()
        {'wanted': 'pt-BR', 'available': 'pt', 'distance': 0.0, 'reason': 'same-language'}
        """
        return {
            "wanted": str(self.wanted),
            "available": str(self.available),
            "distance": self.distance,
            "reason": self.reason.value,
        }


_match_of = partial(tuple.__new__, LanguageMatch)


class _Prepared(NamedTuple):
    """A language as it was given, its canonical form, and the form that matching works on."""

    given: Language
    canonical: str
    form: Likely
    tag: LanguageTag


def _prepare(language: object) -> _Prepared | None:
    """Read a language for matching; None when it is no well-formed tag."""
    if isinstance(language, LanguageTag):
        return _prepared(language, language)
    return _TEXTS[language] if isinstance(language, str) and len(language) <= MAX_LENGTH else None


def _prepared(given: Language, tag: LanguageTag) -> _Prepared:
    return _Prepared(given, str(tag), tag.form, tag)


def _prepare_text(text: str) -> _Prepared | None:
    try:
        return _prepared(text, LanguageTag.parse(text))
    except InvalidLanguageTag:
        return None


_TEXTS: Memo[str, _Prepared | None] = Memo(_prepare_text, most=500_000, each=900)

# What stands between two commas: its weight, the higher the less, and the language, None for any.
_Part: TypeAlias = tuple[float, _Prepared | None]


def _prepare_part(part: str) -> _Part | None:
    """Read a part of a field for matching; None when it says nothing."""
    found = read_part(part).range if part.strip(" \t") else None
    return None if found is None else _prepare_range(found)


def _prepare_range(range_: LanguageRange) -> _Part:
    return -range_.weight, None if range_.tag is None else _prepared(range_.text, range_.tag)


_PARTS: Memo[str, _Part | None] = Memo(_prepare_part, most=800_000, each=1_000)
_BY_WEIGHT = itemgetter(0)


def _read(wanted: Wanted) -> list[_Part]:
    """Give what a reader wants, the preferred first."""
    if isinstance(wanted, str):
        if "," not in wanted:
            part = _PARTS[wanted]
            return [] if part is None else [part]
        if wanted.count(",") < MAX_RANGES:
            parts = [found for part in wanted.split(",") if (found := _PARTS[part]) is not None]
            parts.sort(key=_BY_WEIGHT)
            return parts
        wanted = AcceptLanguage.parse(wanted)
    if wanted is None:
        return []
    if isinstance(wanted, AcceptLanguage):
        return [_prepare_range(each) for each in wanted.ranges]
    if isinstance(wanted, bytes) or not isinstance(wanted, Iterable | LanguageTag):
        raise InvalidLanguageTag(str(wanted), f"what a reader wants is a text, not {type(wanted).__name__}")
    given = (wanted,) if isinstance(wanted, LanguageTag) else wanted
    items = (None if each == "*" else _prepare(each) for each in given)
    return [(-1.0, item) for each, item in zip(given, items, strict=True) if item is not None or each == "*"]


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


# The scaled distance of language and script, the available language, what of the two it has in common with the one
# wanted (or empty), and how it relates to that unless both are the same tag.
_Near: TypeAlias = tuple[int, _Prepared, str, str, MatchReason]
# The scaled distance, the available language, and how it relates.
_Nearest: TypeAlias = tuple[int, _Prepared, MatchReason]
_EXACT, _SAME_LANGUAGE = MatchReason.EXACT, MatchReason.SAME_LANGUAGE  # an enumeration's attributes are slow to get
_NOTHING: frozenset[_Prepared] = frozenset()


class _Memos(NamedTuple):
    """What a matcher remembers: answers, the nearest language to a form, and what is near a language in a script."""

    answers: Memo[Language, LanguageMatch | None]
    nearest: Memo[Likely, _Nearest | None]
    near: Memo[tuple[str, str], tuple[_Near, ...]]


class Matcher:
    """A set of available languages, prepared once for many readers.

    ``available`` are tags in any order; what is no well-formed tag is kept, but never matches.
    ``default`` breaks ties, else the first available does; neither is returned for want of a match.
    ``threshold`` is the distance from which a language no longer matches.
    ``favor_script`` brings languages nearer that are written in the reader's script.
    ``memory`` is how many bytes the answers may take that are remembered.

    >>> matcher = Matcher(["en", "ro"], default="en")
    >>> matcher.match("mo").available, matcher.match("ja")
    ('ro', None)
    """

    __slots__ = (
        "_by_form",
        "_by_tag",
        "_language_scale",
        "_memory",
        "_memos",
        "_ordered",
        "_threshold",
        "available",
    )

    available: tuple[Language, ...]
    """The available languages, as they were given."""

    def __init__(
        self,
        available: Iterable[Language],
        *,
        default: Language | None = None,
        threshold: float = DEFAULT_THRESHOLD,
        favor_script: bool = False,
        memory: int = 1_000_000,
    ) -> None:
        self.available = (available,) if isinstance(available, str) else tuple(available)
        prepared = [item for each in self.available if (item := _prepare(each)) is not None]
        first = _prepare(self.available[0] if default is None else default) if self.available else None
        paradigms = _paradigms()

        def group(item: _Prepared) -> int:
            form, tag = item.form[:3], item.tag
            near = 0 if first and form == first.form[:3] else 2 if form in paradigms else 4
            return near + 1 if tag.variants or tag.extensions or tag.private else near

        # A sort is stable: within a group, the first of two equally near languages is the one given first.
        self._ordered = tuple(sorted(prepared, key=group))
        self._by_form = {item.form: item for item in reversed(self._ordered)}
        self._by_tag = {item.canonical: item for item in reversed(prepared)}
        self._threshold = int(threshold * _SCALE)
        self._language_scale = _SCALE // 4 if favor_script else _SCALE
        self._memory = memory
        self._memos: _Memos | None = None  # made when somebody asks a second time

    def __repr__(self) -> str:
        return f"Matcher({[str(each) for each in self.available]})"

    def match(self, wanted: Wanted) -> LanguageMatch | None:
        """Find the best available language for a reader; None when none is within the threshold.

        ``wanted`` is a tag, an ``Accept-Language`` field (its weights, ``q=0`` and ``*`` are honoured),
        or a sequence of tags, the preferred first; what is malformed in it is passed over.
        None and an empty field are no wish, and match nothing.
        Raises :class:`~dialogues.errors.InvalidLanguageTag` for a value of another type.

        >>> from dialogues import Matcher
        >>> str(Matcher(["en", "pt", "zh-Hant"]).match("zh-HK").available)
        'zh-Hant'
        """
        memos = self._memos
        if memos is None:
            memos = self._memos = _Memos(
                Memo(self._match, most=self._memory // 2, each=180),
                Memo(self._find_nearest, most=self._memory // 4, each=300),
                Memo(self._prepare_near, most=self._memory // 4, each=300 + 100 * len(self._ordered)),
            )
        if isinstance(wanted, str):
            return memos[0][wanted if len(wanted) <= MAX_CHARACTERS else what_is_read(wanted)]
        return self._match(wanted)

    def _match(self, wanted: Wanted) -> LanguageMatch | None:
        parts, memos = _read(wanted), self._memos
        # What has no weight stands last.
        left_out = self._left_out(parts) if parts and not parts[-1][0] else _NOTHING
        best, found = self._threshold, None
        demotion, anything = 0, False
        for weight, item in parts:
            if not weight:
                break
            if item is None:
                anything = True
                continue
            same = self._by_tag.get(item[1])
            if same is not None and not (left_out and same in left_out):
                nearest: _Nearest | None = (0, same, _EXACT)
            else:
                nearest = self._find_nearest(item[2], left_out) if left_out or not memos else memos[1][item[2]]
            if nearest is not None and nearest[0] + demotion < best:
                best, found = nearest[0] + demotion, (item, nearest)
            demotion += _DEMOTION * _SCALE
            if best <= demotion:
                break
        if found is not None:
            return self._answer(*found)
        return self._any(left_out) if anything else None

    def _any(self, left_out: frozenset[_Prepared]) -> LanguageMatch | None:
        """Give the first available language whose language is known, for a reader who takes any."""
        for candidate in self._ordered:
            if candidate.form.language != "und" and candidate not in left_out:
                return LanguageMatch("*", candidate.given, 0.0, MatchReason.ANY)
        return None

    def _answer(self, item: _Prepared, nearest: _Nearest) -> LanguageMatch:
        scaled, available, reason = nearest
        if item[1] == available[1]:
            return _match_of((item[0], available[0], 0.0, _EXACT))
        if self._language_scale != _SCALE:  # what was favoured is nearer only for the choice
            scaled = form_distance(item[2], available[2]) * _SCALE
        return _match_of((item[0], available[0], float(scaled // _SCALE), reason))

    def _left_out(self, parts: Sequence[_Part]) -> frozenset[_Prepared]:
        """Give the available languages that a reader refuses."""
        anything = any(item is None and weight for weight, item in parts)
        refused = [None if item is None else item.tag for weight, item in parts if not weight]
        named = [item.tag for weight, item in parts if weight and item is not None]
        left_out = (each for each in self._ordered if is_refused(each.tag, named, refused, anything=anything))
        return frozenset(left_out)

    def _find_nearest(self, wanted: Likely, left_out: frozenset[_Prepared] = _NOTHING) -> _Nearest | None:
        """Find the available language nearest to a wanted one, and how it relates."""
        same = self._by_form.get(wanted)
        if same is not None and same not in left_out:
            return 0, same, _SAME_LANGUAGE
        language, script, region, explicit = wanted
        best, nearest = self._threshold, None
        key = language, script
        for each in self._memos[2][key] if self._memos else self._prepare_near(key):
            scaled, candidate, common_language, common_script, _ = each
            if left_out and candidate in left_out:
                continue
            form = candidate[2]
            if region != form[2]:
                scaled += region_distance(common_language, common_script, region, form[2]) * _SCALE
            if scaled == 0:  # the same language, written out in another way
                scaled = explicit ^ form[3]
            elif scaled == best and nearest is not None and _is_likelier(form, nearest[1].form):
                nearest = each
            if scaled < best:
                best, nearest = scaled, each
        return None if nearest is None else (best, nearest[1], nearest[4])

    def _prepare_near(self, wanted: tuple[str, str]) -> tuple[_Near, ...]:
        """Pick the available languages that may match a language in a script, with the distance of these two."""
        language, script = wanted
        near: list[_Near] = []
        for item in self._ordered:
            other, other_script, _, _ = item.form
            apart = language_distance(language, other)
            between = apart * self._language_scale
            if script != other_script:
                between += script_distance(language, script, other, other_script) * _SCALE
            if between < self._threshold:
                common = (language if language == other else "", script if script == other_script else "")
                near.append((between, item, *common, relation_of(Likely(language, script, "", 0), item.form, apart)))
        return tuple(near)


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
    Raises :class:`~dialogues.errors.InvalidLanguageTag` for a wish that is no text; else nothing matches.

    >>> best_match("mo, fr;q=0.5", ["ro", "en"]).available
    'ro'
    """
    matcher = Matcher(available, default=default, threshold=threshold, favor_script=favor_script)
    return matcher._match(wanted if not isinstance(wanted, str) else what_is_read(wanted))  # noqa: SLF001  # asked once


@cache
def _paradigms() -> frozenset[tuple[str, str, str]]:
    return frozenset(LanguageTag.parse(tag).form[:3] for tag in _cldr.PARADIGM_LOCALES.split())
