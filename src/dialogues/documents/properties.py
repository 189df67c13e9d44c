"""What a PDF says of itself: title, dates and language, at their worth."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

_MAX_TITLE = 500
_MAX_LANG = 100
# A language within a text string stands between two escapes (ISO 32000-2, 7.9.2.2).
_ESCAPE = re.compile("\x1b[A-Za-z]{2,8}(?:-?[A-Za-z0-9]{1,8})*\x1b")
_DATE = re.compile(
    r"D?:?([0-9]{4})(?:([0-9]{2})(?:([0-9]{2})(?:([0-9]{2})(?:([0-9]{2})(?:([0-9]{2}))?)?"
    r"(?:(Z)|([+-][0-9]{2})'?(?:([0-9]{2})'?)?)?)?)?)?.*",
    re.DOTALL,
)


def properties(reader: Any, or_none: Callable[[Callable[[], Any]], Any]) -> dict[str, Any]:
    """Give the title, the dates, the language and whether its structure is tagged.

    What the information dictionary lacks is taken from its XMP; where both say something else, a note tells.
    """
    root = or_none(lambda: reader.trailer["/Root"].get_object()) or {}  # noqa: PLW0108  # looked up within
    info = or_none(lambda: reader.trailer["/Info"].get_object()) or {}  # noqa: PLW0108  # likewise
    lang = or_none(lambda: _text(root["/Lang"].get_object())) if "/Lang" in root else ""
    title = or_none(lambda: _text(info["/Title"].get_object())) if "/Title" in info else ""
    xmp_title, xmp_language = or_none(partial(_of_xmp, reader)) or ("", "")
    mark = or_none(lambda: root["/MarkInfo"].get_object()["/Marked"]) if "/MarkInfo" in root else None
    return {
        "title": title or xmp_title or None,
        "created": or_none(lambda: date_of(str(info["/CreationDate"].get_object())))
        if "/CreationDate" in info
        else None,
        "modified": or_none(lambda: date_of(str(info["/ModDate"].get_object()))) if "/ModDate" in info else None,
        "declared": (lang or xmp_language or "")[:_MAX_LANG] or None,
        "tagged": str(mark).lower() == "true",
        "notes": [
            f"its XMP gives the {what} {other!r}, the file itself {one!r}"
            for what, one, other in (("title", title, xmp_title), ("language", lang, xmp_language))
            if one and other and one.casefold() != other.casefold()
        ],
    }


def _text(value: Any) -> str:
    """Write a text string without the languages that it escapes to, and with single spaces."""
    return " ".join(_ESCAPE.sub("", str(value)).replace("\0", "").split())[:_MAX_TITLE]


def _of_xmp(reader: Any) -> tuple[str, str]:
    """Give the title and the language of the XMP packet (ISO 16684-1); empty where it has none."""
    xmp = reader.xmp_metadata
    if xmp is None:
        return "", ""
    titles = xmp.dc_title or {}
    title = titles.get("x-default") or next(iter(titles.values()), "")
    languages = [str(each) for each in xmp.dc_language or () if str(each).strip()]
    return _text(title), languages[0].strip() if len(languages) == 1 else ""


def date_of(text: str) -> str | None:
    """Write a date of a PDF as ISO 8601, as precisely as it is given; None for what is none (ISO 32000-2, 7.9.4).

    >>> date_of("D:2007"), date_of("D:20071129120000+01'00'"), date_of("soon")
    ('2007', '2007-11-29T12:00:00+01:00', None)
    """
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day, hour, minute, second, utc, hours, minutes = match.groups()
    date = "-".join(part for part in (year, month, day) if part)
    if hour is None:
        return date
    zone = "+00:00" if utc else f"{hours}:{minutes or '00'}" if hours else ""
    return f"{date}T{hour}:{minute or '00'}:{second or '00'}{zone}"
