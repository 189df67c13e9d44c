"""Questions that a registry in memory and one in a database have to answer alike: some hundreds, whatever it holds."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from dialogues.errors import DialoguesError
from dialogues.registry import Registry
from dialogues.registry.description import described

TODAY = datetime.date(2026, 11, 25)

NAMES = [
    "China", "Китай", "中国", "Chine", "SICA", "NDRC", "2013", "regional policy", "mou brazil", "memorandum understanding",
    "Lun Liu", "Liu Lun", "Hübner", "Hubner", "Guinea", "Congo", "brazil-2007", "brazil", "BRAZIL", "Brésil", "Bresil",
    "urban policy", "dialogue", "declaration 2015", "Brazl", "brazil-2008", "Comission", "Québec", "Ontario", "CA-QC", "",
    " ", "a", "the", "x" * 300, "'; DROP TABLE record; --", '"', "%", "_", "European Commission", "DG REGIO", "IUC", "XK",
    "Netherlands", "Oman", "Soviet Union", "Czechoslovakia", "emissions trading", "emissions-trading", "1996", "treaty",
]  # fmt: skip

TEXTS = [
    "hubner", "HÜBNER", "policy", "regional policy", '"regional policy"', '"policy regional"', "letter intent",
    '"letter of intent" 2013', "cooperation china", "coop", "co", "a", "memorandum of understanding", "brasilia", "Brasília",
    "政策", "地域政策", "都市政策対話", "政", "区域", "谅解备忘录", "меморанд", "співробітництво", "სიტყვა", "მემორანდუმი",
    "acuerdo", "política regional", "cooperação", "înțelegere", "intelegere", "accord", "Abkommen", "überein", "հուշագիր",
    "اتفاقية", "הסכם", "समझौता", "นโยบาย", "합의", "ສັນຍາ", "កិច្ច", "ĉu", "EU", "2007", "29", "x" * 401,
    "NEAR(policy, regional)", "title:policy", "policy OR zzz", "policy AND NOT regional", "-policy", "pol*", "^policy", "(",
    '"', "'", '""', "policy\x00regional", "policy\ud800", "{names}: policy", "'; DROP TABLE words; --", "\u202epolicy", "%", "_",
    "brazil-2007", "china 2006", "d'ivoire", "co-operation", "zzzz",
    " ".join(f"a{chr(97 + at // 26)}{chr(97 + at % 26)}" for at in range(100)), "".join(chr(0x4E00 + at) for at in range(400)),
    "policy " * 57, "-".join(["ab"] * 133),
]  # fmt: skip

FILTERS: list[dict[str, Any]] = [
    {}, {"kind": "treaty"}, {"kind": ["memorandum-of-understanding", "letter-of-intent"]}, {"kind": "nothing"},
    {"country": "CN"}, {"country": "Japón"}, {"country": "Atlantis"}, {"country": "Congo"}, {"country": ["BR", "Peru"]},
    {"year": 2013}, {"year": (2010, 2015)}, {"year": (None, 2009)}, {"year": (2016, None)}, {"year": (2015, 2010)},
    {"year": ["2013", 2015]}, {"year": "soon"}, {"year": range(2000, 2012)},
    {"language": "es"}, {"language": "español"}, {"language": "zh"}, {"language": "zh-Hans"}, {"language": "und"},
    {"language": "xyzzy"}, {"language": ["pt", "ru"]},
    {"country": "CN", "year": 2006, "language": "en"},
]  # fmt: skip

OF_AGREEMENTS: list[dict[str, Any]] = [
    {"partner": "China"}, {"partner": "SICA"}, {"partner": "NL"}, {"partner": "Nowhere"}, {"partner": ["BR", "MX"]},
    {"partner": "Québec"}, {"partner": "CA-QC"}, {"partner": "x" * 300},
    {"status": "unknown"}, {"status": "in force"}, {"status": "odd"}, {"theme": "emissions-trading"}, {"theme": "nothing"},
    {"organisation": "European Commission"}, {"organisation": "NDRC"}, {"territory": "CA-QC"}, {"territory": "Ontario"},
    {"territory": "Nowhere"}, {"signed_by": "Hubner"}, {"signed_by": "Danuta Hübner"}, {"signed_by": "nobody at all"},
    {"signed_by": ""}, {"signed_by": "danuta-hubner"}, {"active_on": "2020-01-01"}, {"active_on": "1990"}, {"active_on": "x"},
    {"ends_within": "5y", "today": TODAY}, {"ends_within": "x", "today": TODAY}, {"partner": "China", "year": 2006},
]  # fmt: skip


def answer(ask: Callable[[], Any]) -> Any:
    """Give an answer as a value that can be compared; what is raised is one too."""
    try:
        return ask()
    except DialoguesError as error:
        return type(error).__name__, str(error)


def every_answer(registry: Registry) -> Iterator[tuple[str, Any]]:
    """Ask everything, and give each question with its answer."""
    for group in (_of_records, _of_names, _of_filters, _of_partners, _of_texts):
        yield from group(registry)


def _of_records(registry: Registry) -> Iterator[tuple[str, Any]]:
    yield "ids", list(registry)
    yield "digest", registry.digest
    yield "manifest", registry.manifest
    yield "length", len(registry)
    for name, collection in registry.collections.items():
        yield f"ids of {name}", list(collection)
        yield f"length of {name}", len(collection)
        yield f"html of {name}", collection._repr_html_()
    for key, record in registry.items():
        yield f"{key}", record
        yield f"{key} related", registry.related(key)
        yield f"{key} written", registry.related(key, same_partner=False)
        yield f"{key} whole", registry.whole_of(key)
        yield f"{key} described", list(described(registry, record, "fr"))
    yield "missing", answer(lambda: registry["no-such"])
    yield "odd", registry.get("'; --")


def _of_names(registry: Registry) -> Iterator[tuple[str, Any]]:
    for name in NAMES:
        yield f"find {name}", registry.find(name)
        yield f"suggest {name}", registry.suggest(name)
        yield f"resolve {name}", answer(lambda name=name: registry.resolve(name))  # type: ignore[misc]
        yield f"partner {name}", answer(lambda name=name: registry.partner(name).to_dict(name))  # type: ignore[misc]
        chosen = answer(lambda name=name: registry.choose(name, "es, zh;q=0.5").to_dict())  # type: ignore[misc]
        yield f"choose {name}", chosen


def _of_filters(registry: Registry) -> Iterator[tuple[str, Any]]:
    for name, collection in registry.collections.items():
        for asked in FILTERS:
            kept: Any = answer(lambda each=collection, asked=asked: list(each.where(**asked)))  # type: ignore[misc]
            yield f"{name} where {asked}", kept
    for asked in OF_AGREEMENTS:
        found: Any = answer(lambda asked=asked: list(registry.agreements.where(**asked)))  # type: ignore[misc]
        yield f"agreements where {asked}", found
        again = answer(
            lambda asked=asked: list(registry.agreements.where(language="en").where(**asked))  # type: ignore[misc]
        )
        yield f"agreements in English where {asked}", again


def _of_partners(registry: Registry) -> Iterator[tuple[str, Any]]:
    dialogues: Mapping[str, Any] = registry.dialogues
    yield "partners", list(dialogues)
    yield "timeline", [each.to_dict(registry, "fr") for each in registry.timeline()]
    yield "timeline of China", answer(lambda: registry.timeline("China"))
    for key, dialogue in dialogues.items():
        yield f"dialogue {key}", dialogue.to_dict("es")
        yield f"with {key}", list(registry.agreements_with(key))
        yield f"of {key}", list(registry.agreements_of(key))
        yield f"by party {key}", list(registry.agreements_by_party(key))
        yield f"of parts of {key}", list(registry.agreements_of_parts(key))
    for key in registry.organisations:
        yield f"by party {key}", list(registry.agreements_by_party(key))
    for key in registry.agreements:
        yield f"{key} earlier", [each.id for each in registry.earlier(key)]
        yield f"{key} later", [each.id for each in registry.later(key)]
        yield f"{key} partners", registry.partner_keys(key)


def _of_texts(registry: Registry) -> Iterator[tuple[str, Any]]:
    for text in TEXTS:
        for language in (None, "es", "zh-Hant"):
            yield f"search {text} in {language}", registry.search(text, language=language, limit=6)
        yield f"search {text} in agreements", registry.search(text, collection="agreements", year=(2000, 2013), limit=5)
        with_partner = answer(lambda text=text: registry.search(text, partner="China", limit=5))  # type: ignore[misc]
        yield f"search {text} with China", with_partner
        pages: list[list[str]] = []
        after = None
        while len(pages) < 4:
            page = registry.search(text, language="en", limit=5, after=after)
            pages.append([each.place for each in page])
            if len(page) < 5:
                break
            after = page[-1].place
        yield f"pages of {text}", pages
