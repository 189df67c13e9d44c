"""Whether the codes of a font can be turned into characters: else what comes out are letters, and no text."""

from __future__ import annotations

import re
from typing import Any

# Predefined CMaps (ISO 32000-2, table 116) whose codes are read, by pypdf or as Unicode.
_KNOWN_CMAPS = re.compile(
    r"/(?:GB-EUC|GBpc-EUC|GBK-EUC|GBK2K|ETen-B5|ETenms-B5|90ms-RKSJ|UniCNS-UTF16|UniGB-UTF16|UniJIS-UTF16)-[HV]"
)
_IDENTITY = re.compile(r"/Identity-[HV]")
# Names that a program made up for the glyphs of a subset, in place of those that Adobe's list knows.
_NUMBERED = re.compile(r"/(?:g|gid|glyph|cid|c|char|index|a|f|i|h)_?[0-9]+", re.IGNORECASE)
# Fonts that draw another script's letters for Latin codes, as they were used before Unicode.
_LEGACY = re.compile(
    r"kruti ?dev|devlys|chanakya|shusha|shivaji|walkman|kundli|aps-?dv|dv-?tt(?:ganesh|yogesh|surekh)|preeti|kantipur"
    r"|sagarmatha|sutonny|bijoy|acad(?:nusx|mtavr)|lit(?:nusx|mtavr)|artarumian|arial ?armst|times ?armst"
    r"|\.?vn(?:time|arial)|vni-|bamini|tam(?:il)?elango|tscu?|hemawathy|fm ?(?:abhaya|malithi)|inpage|zawgyi",
    re.IGNORECASE,
)
_SYMBOLS = re.compile(r"symbol|dingbat|webdings|marlett", re.IGNORECASE)
_SYMBOLIC = 4  # a flag of a font's descriptor (ISO 32000-2, table 121)


def why_not_decodable(font: Any) -> str:
    """Say why the codes of a font's dictionary cannot be turned into characters; empty where they can.

    A font that maps its codes to Unicode itself is believed, but one of those that drew other letters before Unicode.
    """
    name = str(font.get("/BaseFont", "")).lstrip("/").partition("+")[2] or str(font.get("/BaseFont", "")).lstrip("/")
    if _LEGACY.search(name):
        return f"the font {name} draws other letters than its codes say"
    if "/ToUnicode" in font or _SYMBOLS.search(name):
        return ""
    if str(font.get("/Subtype")) == "/Type0":
        return _of_composite(font, name)
    return _of_simple(font, name)


def _of_composite(font: Any, name: str) -> str:
    encoding = _resolved(font.get("/Encoding"))
    if isinstance(encoding, str) and _KNOWN_CMAPS.fullmatch(encoding):
        return ""
    if isinstance(encoding, str) and not _IDENTITY.fullmatch(encoding):
        return f"the font {name} is encoded by {encoding.lstrip('/')}, which is not read"
    return f"the font {name} does not say what its glyphs mean"


def _of_simple(font: Any, name: str) -> str:
    encoding = _resolved(font.get("/Encoding"))
    if hasattr(encoding, "get"):
        given = [str(each) for each in _resolved(encoding.get("/Differences")) or () if isinstance(each, str)]
        numbered = [each for each in given if _NUMBERED.fullmatch(each)]
        return f"the font {name} names its glyphs by numbers" if given and len(numbered) * 2 > len(given) else ""
    embedded = _resolved(font.get("/FontDescriptor")) or {}
    own = str(font.get("/Subtype")) == "/TrueType" and int(embedded.get("/Flags", 0)) & _SYMBOLIC
    if encoding is None and (own or str(font.get("/Subtype")) == "/Type3"):
        return f"the font {name} has an encoding of its own and does not tell it"
    return ""


def _resolved(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value
