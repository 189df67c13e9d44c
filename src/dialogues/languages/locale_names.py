"""Locale names of other systems as language tags: POSIX (``ca_ES@valencia``) and Java (``zh_TW_#Hant``).

Nothing of a name is dropped that could say something about the language: what is not understood is refused.
"""

from __future__ import annotations

import re

from dialogues.errors import InvalidLanguageTag
from dialogues.languages import tables

_POSIX = re.compile(
    r"(?P<tag>[A-Za-z]{2,3}(?:[_-][A-Za-z0-9]{2,8})*)(?:\.[A-Za-z0-9][A-Za-z0-9_-]{0,19})?"
    r"(?:@(?P<modifier>[A-Za-z0-9]{1,20}))?"
)
# What glibc's locale modifiers mean for the language; those of money and order say nothing about it.
_MODIFIERS = {
    "latin": "Latn",
    "cyrillic": "Cyrl",
    "devanagari": "Deva",
    "iqtelif": "Latn",
    "euro": "",
    "abegede": "",
}
_SAAHO = "ssy"  # aa_ER@saaho: another language, in the name of its neighbour
# As java.util.Locale writes them: language, country, variant, # and script, extensions; what is missing is empty.
_JAVA = re.compile(
    r"(?P<language>[A-Za-z]{2,3})_(?P<region>[A-Za-z]{2}|[0-9]{3})?"
    r"(?:_(?P<variant>[A-Za-z0-9_]*?))?(?:_?#(?P<script>[A-Za-z]{4})?(?:_?(?P<extensions>[A-Za-z0-9-]{3,}))?)?"
)
# The three that its documentation gives a meaning of their own.
_JAVA_SPECIAL = {
    "no_no_ny": "nn-NO",
    "ja_jp_jp": "ja-JP-u-ca-japanese",
    "th_th_th": "th-TH-u-nu-thai",
}
# CLDR names the root locale; it is the undetermined language in BCP 47.
_ROOT = "root"


def as_tag(text: str) -> str:
    """Write a locale name as a language tag; what is none of a known form comes back as it is.

    Raises :class:`~dialogues.errors.InvalidLanguageTag` for a modifier that is not known.

    >>> as_tag("sr_RS@latin"), as_tag("zh_TW_#Hant"), as_tag("no_NO_NY")
    ('sr-Latn-RS', 'zh-Hant-TW', 'nn-NO')
    """
    if "." in text or "@" in text:
        return _from_posix(text)
    if "#" in text or "__" in text or text.count("_") == 2:
        return _from_java(text)
    return "und" if text.lower() == _ROOT else text.replace("_", "-")


def _from_posix(text: str) -> str:
    match = _POSIX.fullmatch(text)
    if match is None:
        return text
    tag, modifier = match["tag"].replace("_", "-"), match["modifier"] or ""
    language, _, rest = tag.partition("-")
    if not modifier or _MODIFIERS.get(modifier.lower()) == "":
        return tag
    if modifier.lower() == "saaho" and language.lower() == "aa":
        return "-".join(part for part in (_SAAHO, rest) if part)
    script = _MODIFIERS.get(modifier.lower(), modifier.title())
    written = _script_of(rest)
    if script in tables.known_subtags()["script"] and written in ("", script):
        return tag if written else "-".join(part for part in (language, script, rest) if part)
    if not written and modifier.lower() in tables.known_subtags()["variant"]:
        return f"{tag}-{modifier}"
    raise InvalidLanguageTag(text, f"the modifier {modifier!r} is not known here, and may say which language it is")


def _script_of(rest: str) -> str:
    first = rest.partition("-")[0]
    return first.title() if len(first) == 4 and first.isalpha() else ""


def _from_java(text: str) -> str:
    plain, _, behind = text.partition("_#")
    special = _JAVA_SPECIAL.get(plain.lower())
    if special is not None and (not behind or special.lower().endswith(behind.lower())):
        return special
    match = _JAVA.fullmatch(text)
    if match is None:
        return text.replace("_", "-")
    variants = [part for part in (match["variant"] or "").split("_") if part]
    parts = (match["language"], match["script"], match["region"], *variants, match["extensions"])
    return "-".join(part for part in parts if part)
