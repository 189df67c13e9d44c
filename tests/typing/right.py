"""What a caller writes, as type checkers see it: checked and never run."""

from __future__ import annotations

from typing import assert_type

import dialogues
from dialogues import (
    Choice,
    Date,
    Dialogue,
    Found,
    LanguageTag,
    Registry,
    checks,
    documents,
    errors,
    files,
    findings,
    languages,
    pages,
    records,
    registry,
    vocabulary,
)
from dialogues.records import Agreement, Event, Organisation, Record
from dialogues.registry import Agreements, Collection
from dialogues.vocabulary import EventKindWord, InstrumentKind

loaded = dialogues.load()
assert_type(loaded, Registry)
assert_type(loaded.agreements, Agreements)
assert_type(loaded.agreements["china-2006"], Agreement)
assert_type(loaded.agreements.get("china-2006"), Agreement | None)
assert_type(loaded.agreements.get("china-2006", 7), Agreement | int)
assert_type(loaded.get("china-2006"), Record | None)
assert_type(loaded.events, Collection[Event, EventKindWord])
assert_type(loaded.events.where(kind="webinar"), Collection[Event, EventKindWord])
assert_type(loaded.agreements.where(kind=InstrumentKind.DECLARATION, status="active"), Agreements)
assert_type(loaded.agreements["china-2006"].documents[0].language, LanguageTag)
assert_type(loaded.agreements["china-2006"].date, Date | None)
assert_type(loaded.organisations.get("sica"), Organisation | None)
assert_type(loaded.find("Китай"), tuple[Found, ...])
assert_type(loaded.choose("china-2006", "zh-TW, en;q=0.5"), Choice)
assert_type(loaded.choose(loaded.agreements["china-2006"], None), Choice)
assert_type(loaded.dialogue("Japan"), Dialogue)
assert_type(loaded.digest, str)
assert_type(sorted(loaded.values(), key=loaded.time_key), list[Record])

assert_type(dialogues.registry_of(loaded.values(), loaded.manifest), Registry)
assert_type(dialogues.difference(loaded, loaded), dialogues.Difference)
assert_type(dialogues.difference(loaded, loaded)[0], dialogues.Change)
assert_type([each.sources for each in dialogues.difference(loaded, loaded)], list[tuple[str, ...]])

loaded.agreements.where(
    kind={"declaration", "action-plan"}, year=(2010, None), language={"es", LanguageTag.parse("pt")}
)
loaded.events.where(kind=["webinar", "seminar"], country="China", year={2010, "2012"})
loaded.sources.where(kind="official")

try:
    loaded.choose("russia-2007", "ru", strict=True)
except errors.NoSuitableDocument as error:
    assert_type(error.available, tuple[str, ...])
    assert_type(error.status, int)
    error.problem()
except dialogues.UnknownName as error:
    assert_type(error.candidates, tuple[str, ...])

modules = (checks, documents, errors, files, findings, languages, pages, records, registry, vocabulary)
