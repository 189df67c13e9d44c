"""Registries that nobody would write: every field that a record has, with values at random, and texts of any letters."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from hypothesis import strategies as st

from dialogues.languages.localised import LocalisedText
from dialogues.languages.tags import LanguageTag
from dialogues.records import RECORD_TYPES, Agreement, Date
from dialogues.records.durations import Duration
from dialogues.records.fields import FileRecord
from dialogues.records.fields_of import FieldOf, fields_of
from dialogues.records.identifiers import CountryCode, SubdivisionCode
from dialogues.registry import Registry

_AWKWARD = (
    *("=1+1", "@SUM(A1)", "+2", "-1", "'quoted", "007", "2012", "1e5", "true", "null", "unknown", "NO", "~", "[1, 2]", "{}"),
    *("a; b", "a, b", 'say "so"', "it's: so # or", "two  blanks", " at the edges ", "a\nb", "a\r\nb", "\ta", "a\u00a0b"),
    *("_x000A_", "日本語", "هذا نص", "A\u0308rger", "😀", "&amp;", "https://example.org/?a=1&b=2", "2011-02-14?", "29/11/2007"),
)  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(_AWKWARD),
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn"), include_characters="\n\t"), min_size=1, max_size=12),
)  # fmt: skip
TAGS = st.sampled_from(["en", "fr", "pt-BR", "zh-Hant", "sr-Latn", "de", "ka"])
DATES = st.sampled_from(["2007-11-29", "2013-05", "2015", "2011-02-14?", "1999~", "2001-02%", "1848-03-01", "0900"])
_ADDRESSES = ("https://example.org/a", "https://example.org/b?c=1&d=2", "http://example.org/%C3%A9")
_HELD: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    bool: st.booleans(),
    int: st.integers(1, 9_999),
    Date: DATES,
    Duration: st.sampled_from(["P1Y", "P18M", "P90D"]),
    LanguageTag: TAGS,
    CountryCode: st.sampled_from(["BR", "NO", "SUHH", "KR", "CY"]),
    SubdivisionCode: st.sampled_from(["US-CA", "CA-QC", "GB-SCT"]),
    LocalisedText: st.dictionaries(TAGS, TEXTS, min_size=1, max_size=3),
}
_PARTNERS = ("BR", "NO", "KR", "US-CA", "CA-QC")


@st.composite
def registries(draw: st.DrawFn, size: int = 2) -> Registry:
    """Give a registry with some records of each collection, which refer to each other."""
    ids = {name: [f"{name}-{number}" for number in range(1, size + 1)] for name in RECORD_TYPES}
    own = draw(st.sampled_from([None, "GB", "organisations-1", ["GB", "organisations-1"]]))
    manifest = {"format": "1.1", "title": {"en": "X"}, "version": "1", "date": "2026", "licence": "MIT"}
    records: dict[str, dict[str, Any]] = {}
    for name, kind in RECORD_TYPES.items():
        held = {}
        for each in ids[name][: draw(st.integers(0, size))]:
            held[each] = draw(_values(kind, ids))
            if kind is Agreement:
                held[each] |= draw(_of_agreement(own))
        records[name] = held
    # What is referred to is there.
    for name in ("organisations", "themes", "people", "programmes", "cooperations", "events"):
        for each in ids[name]:
            records[name].setdefault(each, draw(_values(RECORD_TYPES[name], ids, plain=True)))
    made: Any = {
        name: {key: RECORD_TYPES[name].model_validate({**each, "id": key}, by_name=False) for key, each in held.items()}
        for name, held in records.items()
    }
    from dialogues.records import Manifest

    return Registry(Manifest.model_validate(manifest | ({} if own is None else {"own": own}), by_name=False), made)


@st.composite
def _values(
    draw: st.DrawFn, kind: type[FileRecord], ids: dict[str, list[str]], *, plain: bool = False
) -> dict[str, Any]:
    """Give values of the fields of a kind of record that are no lists of parts."""
    value: dict[str, Any] = {}
    for each in fields_of(kind):
        wanted = each.required or (not plain and draw(st.booleans()))
        if (
            each.key in ("id", "evidence", "resolution", "attendance")
            or not wanted
            or (each.part is not None and each.several)
        ):
            continue
        if each.part is not None:
            value[each.key] = draw(_values(each.part, ids))
        elif each.several:
            value[each.key] = draw(st.lists(_one(each, ids), min_size=1, max_size=3, unique=True))
        else:
            value[each.key] = draw(_one(each, ids))
    if kind is RECORD_TYPES["cooperations"]:
        value["ends"] = [{"city": "Essen"}, {"city": "Cali"}]
    if kind is Agreement:
        value["parties"] = [{"side": "partner", "country": "BR"}]
    return {key: each for key, each in value.items() if each != {}}


def _one(of: FieldOf, ids: dict[str, list[str]]) -> st.SearchStrategy[Any]:
    if of.key in ("address", "archived"):
        return st.sampled_from(_ADDRESSES)
    if of.reference is not None:
        return st.sampled_from(ids[of.reference.collection or "themes"])
    if isinstance(of.holds, type) and issubclass(of.holds, StrEnum):
        return st.sampled_from([each.value for each in of.holds])
    return _HELD[of.holds]


@st.composite
def _of_agreement(draw: st.DrawFn, own: Any) -> dict[str, Any]:
    """Give the parties of an agreement, its signatures and its documents."""
    mine = own if isinstance(own, str) else "GB"
    partners = draw(st.lists(st.sampled_from([*_PARTNERS, "organisations-2"]), min_size=1, max_size=3, unique=True))
    if draw(st.booleans()):
        parties = [{"side": "own", **_party(mine)}, *({"side": "partner", **_party(each)} for each in partners)]
    else:
        parties = [{"side": "party", **_party(each)} for each in partners]
    dates = draw(st.lists(st.one_of(DATES, st.just("unknown")), max_size=2))
    tags = draw(st.lists(TAGS, max_size=3, unique=True))
    return {
        "parties": parties,
        "signed": [{"date": each} for each in dates],
        "documents": [{"language": each} for each in tags],
    }


def _party(key: str) -> dict[str, str]:
    return {"territory" if "-" in key and key[0].isupper() else "country" if key[0].isupper() else "organisation": key}
