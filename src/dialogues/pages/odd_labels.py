"""What is odd about the labels of a page: printed twice, in other letters, retired, no language's."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache

from dialogues.errors import shorten
from dialogues.languages.labels import LabelKind
from dialogues.pages.entries import Entry, EntryKind, Oddity, OddityKind
from dialogues.pages.labels import understood_alone

_CODES = (LabelKind.TAG, LabelKind.ISO_639, LabelKind.EU_CODE)
_LONGEST_ABBREVIATION = 5
_LONGEST_PRINTED = 100  # characters of a name in a message


def odd_labels(entries: tuple[Entry, ...]) -> Iterator[Oddity]:
    """Tell of labels that an entry prints twice, that stand in other letters elsewhere, or that are no codes."""
    written: defaultdict[tuple[EntryKind, str], Counter[str]] = defaultdict(Counter)
    for entry in entries:
        for document in entry.documents:
            written[entry.kind, (document.printed_label or "").casefold()][document.printed_label or ""] += 1
    forms = {key: [form for form, _ in counted.most_common()] for key, counted in written.items()}
    for entry in entries:
        labels = [document.printed_label for document in entry.documents if document.printed_label]
        with_codes = any(understood_alone(label).how in _CODES for label in labels if len(label) <= 3)
        name = shorten(entry.name, _LONGEST_PRINTED)  # it is printed with each label
        seen: set[tuple[str, str]] = set()
        for document in entry.documents:
            label = document.printed_label
            if label is None:
                continue
            place = (document.line, document.column)
            usual = forms[entry.kind, label.casefold()]
            if (label, document.title) in seen:
                message = f"{name} has the label {label!r} twice"
                yield Oddity(OddityKind.REPEATED_LABEL, message, *place)
            elif len(usual) > 1 and usual[0] != label:
                yield Oddity(OddityKind.MIXED_CASE, f"{label!r} here, {usual[0]!r} elsewhere", *place)
            seen.add((label, document.title))
            found = _odd_label(label, with_codes=with_codes)
            if found is not None:
                yield Oddity(*found, *place)


@lru_cache(1024)
def _odd_label(label: str, *, with_codes: bool) -> tuple[OddityKind, str] | None:
    reading = understood_alone(label)
    if reading.how is LabelKind.COUNTRY_CODE:
        meant = " or ".join(map(str, reading.suggestions))
        return OddityKind.COUNTRY_CODE, f"{reading.note}; {meant} may be meant"
    if reading.tag is None:
        return OddityKind.UNKNOWN_LABEL, f"{label!r}: {reading.note}"
    if reading.tag.deprecated:
        return OddityKind.RETIRED_CODE, f"{label!r}: {reading.note}"
    abbreviated = label.isupper() and len(label) <= _LONGEST_ABBREVIATION
    if reading.how is LabelKind.NAME and with_codes and not abbreviated:
        return OddityKind.NAME_INSTEAD_OF_CODE, f"{label!r} among codes; its code is {reading.tag}"
    return None
