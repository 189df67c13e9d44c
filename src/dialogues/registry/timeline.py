"""When the matter of a record was, and the order of time that lists, time lines and dialogues have in common."""

from __future__ import annotations

from dialogues.records import Agreement, Record
from dialogues.records.dates import Date


def dates_of(record: Record) -> tuple[Date | None, Date | None]:
    """Give when a record's matter was, or began, and its end: of a programme, over all its phases.

    A programme whose latest phase has no end has none.
    """
    if isinstance(record, Agreement):
        return record.date, None
    phases = getattr(record, "phases", ())
    if phases:
        starts = [phase.start for phase in phases if phase.start is not None]
        ends = [phase.end for phase in phases if phase.end is not None]
        goes_on = any(phase.end is None for phase in phases if starts and phase.start == max(starts))
        return min(starts, default=None), None if goes_on else max(ends, default=None)
    start = next((found for name in ("date", "since", "published") if (found := getattr(record, name, None))), None)
    return start, getattr(record, "end", None)


def goes_on(record: Record) -> bool:
    """Say whether a date is the beginning of something whose end is not known."""
    start, end = dates_of(record)
    return start is not None and end is None and (hasattr(record, "phases") or hasattr(record, "since"))


def time_key(record: Record) -> tuple[bool, Date | str, str]:
    """Give the key by which records are in order of time, then of their ids; what has no date stands last."""
    start, _ = dates_of(record)
    return start is None, start or "", record.id
