"""What of a document's text is its text: not codes of fonts, letters set apart, stamps on scans, or placeholders."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from attrs import frozen

MOST_OF_A_STAMP = 200  # letters of a page that is a picture with a line on it
_LEAST_SPACED = 12  # words of one letter before they are a habit
_SPACED_SHARE = 0.7
_SHAPES = re.compile("[\ufb00-\ufdff\ufe70-\ufefc]+")
_GAP = re.compile(r"\s{2,}")
_DIGITS = re.compile(r"[0-9]+")
# Scripts whose words are not parted by spaces, or may be of one letter each.
_NOT_SPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]")
# Within a word: what fonts of other scripts drew letters with, before Unicode: `i{k`, `dk;ZØeksa`, `sferoSi`.
_STRANGE = re.compile(r"\w[{};=|^~<>]\w|[a-zà-ÿ]{2}[A-Z][a-zà-ÿ]|[{};=|^~<>]\w+[{};=|^~<>]|(?:^|\s)[{}|^~]\w")
# What a text has somewhere in which a word is strange: most have neither.
_PERHAPS_STRANGE = re.compile(r"[{};=|^~<>]|[a-zà-ÿ]{2}[A-Z][a-zà-ÿ]")
_STRANGE_SHARE = 0.12
_LEAST_WORDS = 12
# What stands where a code has no character: controls, the mark of what cannot be decoded, private use.
_CODES = re.compile("[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]")
_CODES_SHARE = 0.03


@frozen
class PageText:
    """What was got out of a page."""

    text: str
    """The text that its fonts can be read for."""
    lost: int = 0
    """The letters whose codes mean nothing."""
    why: str = ""
    """Why they mean nothing, for the first of them."""
    picture: bool = False
    """Whether it shows a picture."""


def of_letters(text: str) -> str:
    """Put letters for their shapes: Arabic as it is drawn, and Latin ligatures (Unicode, presentation forms).

    >>> of_letters("ﺗﺨﻄﻴﻂ, ﬁnance")
    'تخطيط, finance'
    """
    return _SHAPES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)


def joined(text: str) -> tuple[str, int]:
    """Put letters that stand apart together again: ``T h e  P a r t i e s``; count those that cannot be.

    Words are told apart by wider gaps. In a line that has none, nobody can tell where a word ends.

    >>> joined("T h e  P a r t i e s  a g r e e  t o  m e e t .")
    ('The Parties agree to meet.', 0)
    """
    lines, together = [], 0
    for line in text.splitlines():
        if _is_spaced_out(line):
            words = [word.replace(" ", "") for word in _GAP.split(line.strip())]
            together += len(words[0]) if len(words) == 1 else 0
            lines.append(" ".join(words))
        else:
            lines.append(line)
    return "\n".join(lines), together


def _is_spaced_out(line: str) -> bool:
    words = line.split()
    if len(words) < _LEAST_SPACED or _NOT_SPACED.search(line):
        return False
    single = sum(len(word) == 1 for word in words)
    return single / len(words) >= _SPACED_SHARE


def without_stamps(pages: Sequence[PageText]) -> list[PageText]:
    """Leave out the line that scans have on every page: a page that shows a picture and little else has no text.

    A line counts as a stamp where another page repeats it, numbers aside, or where the document is one page of a
    picture.
    """
    pictures = [page.picture and sum(map(str.isalpha, page.text)) < MOST_OF_A_STAMP for page in pages]
    if not any(pictures):
        return [*pages]
    seen = _repeated(page.text for page in pages)
    left = []
    for page, picture in zip(pages, pictures, strict=True):
        text = page.text
        if picture:
            kept = [line for line in text.splitlines() if seen[_of_any_number(line)] < 2 and len(pages) > 1]
            text = "\n".join(kept)
        left.append(PageText(text, page.lost, page.why, page.picture))
    return left


def with_headers_last(pages: Sequence[str]) -> list[str]:
    r"""Put the lines that several pages have, numbers aside, behind all others, each once.

    A header in English on every page is no third of a text in Armenian.

    >>> with_headers_last(["Page 1\nLes Parties", "Page 2\nconviennent"])
    ['Les Parties', 'conviennent', 'Page 1']
    """
    if len(pages) < 2:
        return [*pages]
    seen = _repeated(pages)
    headers: dict[str, str] = {}
    left = []
    for page in pages:
        own = []
        for line in page.splitlines():
            plain = _of_any_number(line)
            if seen[plain] < 2:
                own.append(line)
            else:
                headers.setdefault(plain, line)
        left.append("\n".join(own))
    return [*left, "\n".join(headers.values())] if headers else left


def _repeated(pages: Iterable[str]) -> Counter[str]:
    """Count the pages that have a line, numbers aside."""
    return Counter(line for page in pages for line in {_of_any_number(each) for each in page.splitlines()})


def _of_any_number(line: str) -> str:
    return _DIGITS.sub("0", " ".join(line.split()))


def is_placeholder(text: str) -> bool:
    """Say whether a text only asks for another program, as forms of XFA and portfolios do."""
    return len(text) < 2_000 and re.search(r"adobe|acrobat|\bpdf\b", text, re.IGNORECASE) is not None


def is_of_another_script(text: str) -> bool:
    """Say whether Latin text looks like what a font drew another script with: its words have signs and capitals inside.

    >>> is_of_another_script("nksuksa i{k {ks=h; dk;ZØeksa dh ;kstuk ds vuqHko dk vknku&iznku djus ij lger gSaA")
    True
    >>> is_of_another_script("An eBook; the text of the McDonald's of the year 2007, and so on it goes for all.")
    False
    """
    if not _PERHAPS_STRANGE.search(text):
        return False
    words = text.split()
    if len(words) < _LEAST_WORDS:
        return False
    return sum(_STRANGE.search(word) is not None for word in words) / len(words) >= _STRANGE_SHARE


def is_of_codes(text: str) -> bool:
    """Say whether a text has codes in place of characters."""
    return len(_CODES.findall(text)) > len(text) * _CODES_SHARE
