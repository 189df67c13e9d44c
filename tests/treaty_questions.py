"""Questions about the public treaty database of the United Kingdom, and what its own table answers.

Whoever judges reads the table alone: no record, no index, no folding of the library's.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from dialogues import Registry

Row = dict[str, str]


def rows_of(table: Path, taken_in: Iterable[str]) -> list[Row]:
    """Read the rows that became records, in order of the day of signature or adoption and then of the id."""
    with table.open(encoding="utf-8", newline="") as stream:
        rows = [*csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)]
    chosen = set(taken_in)
    for row in rows:
        row["key"] = f"uk-{row['id']}"
        row["date"] = min(_dates(row), default="")
    return sorted((row for row in rows if row["key"] in chosen), key=_in_time)


def _dates(row: Row) -> list[str]:
    return [row[column] for column in ("signed", "adopted") if row[column]]


def _in_time(row: Row) -> tuple[bool, str, str]:
    return not row["date"], row["date"], row["key"]


class Question(NamedTuple):
    """What is asked, and how the table answers."""

    asked: str
    ask: Callable[[Registry], Iterable[str]]
    judge: Callable[[Row], bool]


def _with(*names: str) -> Callable[[Row], bool]:
    return lambda row: not {*names}.isdisjoint(row["parties"].split("; "))


def _in(first: int, last: int | None = None) -> Callable[[Row], bool]:
    return lambda row: any(first <= int(date[:4]) <= (last or first) for date in _dates(row))


def _says(*words: str) -> Callable[[Row], bool]:
    """Say whether the title and the place together have words that begin so; case does not count."""
    return lambda row: all(
        re.search(rf"(?<![A-Za-z0-9]){word}", f"{row['title']} | {row['place']}", re.IGNORECASE) for word in words
    )


def _on(subject: str) -> Callable[[Row], bool]:
    return lambda row: subject in row["subject"].split("; ")


def _all(*judges: Callable[[Row], bool]) -> Callable[[Row], bool]:
    return lambda row: all(judge(row) for judge in judges)


def _found(registry: Registry, text: str, **bounds: Any) -> Iterator[str]:
    """Search page by page, as a service does, and give the ids as they come."""
    after = None
    while True:
        page = registry.search(text, collection="agreements", limit=7, after=after, **bounds)
        yield from (each.id for each in page)
        if len(page) < 7:
            return
        after = page[-1].place


_NOTES = re.compile(r"(Exchanges?\s+of\s+(Notes|Letters)|Notes\s+Exchanged)", re.IGNORECASE)

# Filters: in order of time.
FILTERS = [
    Question("with France in 1904", lambda r: r.agreements.where(partner="France", year=1904), _all(_with("FRANCE"), _in(1904))),
    Question("with 法国, 1900 to 1910", lambda r: r.agreements.where(partner="法国", year=(1900, 1910)), _all(_with("FRANCE"), _in(1900, 1910))),
    Question("with Соединенные Штаты until 1900", lambda r: r.agreements.where(partner="Соединенные Штаты", year=(None, 1900)), _all(_with("UNITED STATES OF AMERICA"), _in(1, 1900))),
    Question("with اليابان", lambda r: r.agreements.where(partner="اليابان"), _with("JAPAN")),
    Question("with Czechoslovakia, which is no more", lambda r: r.agreements.where(partner="Czechoslovakia"), _with("CZECHOSLOVAKIA", "CZECH AND SLOVAK FEDERAL REPUBLIC")),
    Question("with Norway or Sweden, 1900 to 1930", lambda r: r.agreements.where(partner=["Noruega", "SE"], year=(1900, 1930)), _all(_with("NORWAY", "SWEDEN"), _in(1900, 1930))),
    Question("of 1815", lambda r: r.agreements.where(year="1815"), _in(1815)),
    Question("exchanges of notes with Belgium", lambda r: r.agreements.where(kind="exchange-of-notes", partner="Belgien"), _all(_with("BELGIUM"), lambda row: bool(_NOTES.match(row["title"])))),
    Question("on extradition", lambda r: r.agreements.where(theme="extradition"), _on("EXTRADITION")),
    Question("on aviation with 일본", lambda r: r.agreements.where(theme="aviation", partner="일본"), _all(_on("AVIATION"), _with("JAPAN"))),
    Question("on the post, with Argentina, signed before 1900", lambda r: r.agreements.where(theme="postal", partner="Argentinien", year=(1800, 1899)), _all(_on("POSTAL"), _with("ARGENTINA"), _in(1800, 1899))),
    Question("the timeline of Japan", lambda r: dict.fromkeys(each.record.id for each in r.timeline("Japan") if each.record.id in r.agreements), _with("JAPAN")),
]  # fmt: skip

# Searches: in order of rank, so that the ids are compared and not their order.
SEARCHES = [
    Question("extradition", lambda r: _found(r, "extradition"), _says("extradition")),
    Question("ÉXTRADITION, marked and in capitals", lambda r: _found(r, "ÉXTRADITION"), _says("extradition")),
    Question("parcel post, side by side", lambda r: _found(r, '"parcel post"'), _says(r"parcel[^A-Za-z0-9]+post(?![A-Za-z0-9])")),
    Question("whal…, the beginning of a word", lambda r: _found(r, "whal"), _says("whal")),
    Question("telegraph with Belgium", lambda r: _found(r, "telegraph", partner="ベルギー"), _all(_says("telegraph"), _with("BELGIUM"))),
    Question("loan in the seventies", lambda r: _found(r, "loan", year=(1970, 1979)), _all(_says("loan"), _in(1970, 1979))),
    Question("signed at, or named by, Lisbon", lambda r: _found(r, "lisbon"), _says("lisbon")),
    Question("slave trade", lambda r: _found(r, "slave trade"), _says("slave", "trade")),
    Question("boundary Alaska", lambda r: _found(r, "boundary alaska"), _says("boundary", "alaska")),
    Question("a text that would be syntax elsewhere", lambda r: _found(r, 'whal* OR "; DROP TABLE'), _says("whal", "or", "drop", "table")),
]  # fmt: skip
