"""Names of partners in a text: where they stand, what leads to them, and which country they mean."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dialogues.languages.territories import find_territories
from dialogues.names.folding import fold

SEPARATORS = ",;:.|/·•、，；：。،؛"
# In scripts that put no space between words, a name may start at any letter.
NO_SPACES = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
LONGEST_TEXT = 200  # characters that are looked at for a name or label
# Arrows, flags and other pictures, and what joins two of them.
_PICTURES = ((0x2190, 0x21FF), (0x2300, 0x23FF), (0x25A0, 0x27BF), (0x2B00, 0x2BFF), (0x1F000, 0x1FAFF))
PICTURES = "".join(chr(code) for first, last in _PICTURES for code in range(first, last + 1)) + " \ufe0f\u200d"
_EDGES_BEFORE = frozenset(f" \t{SEPARATORS}–—-])\ufffc{PICTURES}")
_EDGES_BEHIND = frozenset(f" \t{SEPARATORS.replace('.', '')}–—-([\ufffc{PICTURES}")
_LONGEST_PARTNER = 8  # words
_LONGEST_CODE = 3  # letters
USUAL = frozenset({"US", "USA", "UK", "РФ"})  # abbreviations of states that are read as such among other words
_SMALL = frozenset({"of", "on", "and", "for", "de", "et", "y", "e", "und", "zur", "über"})  # within a title

# Articles before the names of countries, as in the languages of the Commission's pages.
ARTICLES = frozenset(
    (  # noqa: SIM905  # as words
        "the la le les el los las lo il gli i o a os as de het der die das den dem ο η το οι τα την τη τον της του των"
    ).split()
)
ELISIONS = ("l'", "l’", "d'", "d’", "all'", "all’", "dell'", "dell’")


@cache
def conjunctions() -> frozenset[str]:
    """Give the words that join the items of a list, in the languages of CLDR (``and``, ``et``, ``und``, ``or``)."""
    return frozenset(word for word, _, _ in _list_words()) | {"oraz", "sowie", "&"}


@cache
def alternatives() -> frozenset[str]:
    """Give the words for ``or``."""
    return frozenset(word for word, kind, _ in _list_words() if kind == "or")


@cache
def _attached() -> tuple[str, ...]:
    """Give the conjunctions that are written without a space before what they join (``و``, ``和``)."""
    return tuple(sorted({word for word, _, attached in _list_words() if attached and not word.isascii()}))


@cache
def _list_words() -> frozenset[tuple[str, str, bool]]:
    """Give the words between the last two items of a list: word, kind, whether it is written to the last item."""
    from babel import Locale
    from babel.localedata import locale_identifiers

    found = set()
    for identifier in locale_identifiers():
        if "_" not in identifier:
            for kind, patterns in Locale.parse(identifier).list_patterns.items():
                joint = patterns.get("end", "").partition("{0}")[2].partition("{1}")[0]
                if kind in ("standard", "or"):
                    words = [word.strip(",") for word in joint.split()]
                    found |= {(word, kind, not joint.endswith(" ")) for word in words if word.isalpha()}
    return frozenset(found)


_PUBLICATIONS = re.compile(
    r"(?:brochures?|posters?|stud(?:y|ies)|(?:final )?reports?|executive summary|guidelines?|leaflets?|books?"
    r"|publications?|étude|rapport|affiches?|folleto|carteles?|estudio|informe|broschüre|plakate?|studie|bericht)\b",
    re.IGNORECASE,
)
# Words for agreements, and how longer ones begin; in scripts without spaces, what stands anywhere.
_AGREEMENTS = frozenset(
    (  # noqa: SIM905  # as words
        "agreement agreements arrangement arrangements treaty treaties memorandum memoranda mou convention conventions"
        " protocol protocols declaration declarations accord accords traité traités protocole mémorandum convenio"
        " acuerdo acuerdos tratado memorando protocolo acordo abkommen vereinbarung vertrag absichtserklärung protokoll"
        " übereinkommen accordo umowa porozumienie protokół dohoda smlouva zmluva sporazum меморандум угода договір"
        " договор протокол соглашение конвенція декларація perjanjian överenskommelse avtal avtale aftale overeenkomst"
        " sopimus leping megállapodás acordul acord συμφωνία μνημόνιο anlaşma anlaşması споразумение"
        " споразум меморандумът memorándum déclaration declaración declaração dichiarazione"
    ).split()
)
# What ends the words for agreements in languages that write them as one: Rahmenabkommen, samenwerkingsovereenkomst.
_AGREEMENTS_COMPOUND = (
    "abkommen", "vereinbarung", "vertrag", "übereinkommen", "overeenkomst", "avtal", "avtale", "aftale", "sopimus",
    "leping",
)  # fmt: skip
_AGREEMENT_OF_WORDS = re.compile(
    r"(?<!\w)(?:letters? of intent|exchange of (?:letters|notes)|lettre d['’]intention|carta de intenci"
    r"|memorandum d['’]intesa|nota kesepahaman|dopis o úmyslu|list intencyjny)"
)
_AGREEMENTS_ANYWHERE = re.compile(
    "协议|协定|協定|备忘录|備忘錄|備忘録|覚書|条約|条约|條約|议定书|議定書|公约|公約|换文|換文|取極|交換公文|意向书|意向書"
    r"|協議書?(?!\w)|양해 ?각서|협정|조약|의정서|협약|약정|اتفاق|مذكرة تفاهم|معاهدة|הסכם"
)
_ACRONYM = re.compile(r".+\((?P<acronym>[A-ZÀ-Þ][A-ZÀ-Þ-]{2,11})\)")
# Where a name may start: at a word, and at any letter of a script that puts no space between words.
_STARTS = re.compile(rf"(?<!\S)\S|[{NO_SPACES}]")


@lru_cache(16_384)
def countries(name: str) -> tuple[str, ...]:
    """Give the codes of the countries that bear a name."""
    if len(name) < 2 or len(name) > 100 or (len(name) < 4 and not name.isupper() and name.isascii()):
        return ()
    found = find_territories(name)
    if not found and "'" in name and "\u05d0" <= name[0] <= "\u05ea":
        found = find_territories(name.replace("'", "\u05f3"))  # what is typed for a geresh
    return tuple(dict.fromkeys(each.code for each in found))


@lru_cache(4096)
def is_abbreviation(word: str, language: str = "") -> bool:
    """Say whether a short word in capitals may be another word: a code (``IT``, ``AND``), or of another language."""
    if len(word) > _LONGEST_CODE or not word.isupper() or word in USUAL:
        return False
    found = find_territories(word)
    return any(each.kind == "code" or (len(word) == 2 and each.language != language) for each in found)


def acronym(name: str) -> str:
    """Give the acronym in brackets behind an organisation's name."""
    match = _ACRONYM.fullmatch(name)
    return match["acronym"] if match else ""


def is_publication(name: str) -> bool:
    """Say whether a name begins as that of a publication does."""
    return _PUBLICATIONS.match(name) is not None


@lru_cache(4096)
def begins_as_agreement(name: str) -> bool:
    """Say whether a name begins as an agreement's title does: the words before that for it are a part of a name."""
    begin = name[:LONGEST_TEXT]
    if not begin.isascii() and _AGREEMENTS_ANYWHERE.search(begin):
        return True
    lowered = begin.casefold()
    of_words = _AGREEMENT_OF_WORDS.search(lowered)
    if of_words is not None and of_words.start() == 0:
        return True
    title_at = len(lowered[: of_words.start()].split()) if of_words is not None else -1
    for at, word in enumerate(begin.split()):
        plain = word.casefold().strip(".,;:()\"'«»“”")
        if at == title_at or plain in _AGREEMENTS or plain.endswith(_AGREEMENTS_COMPOUND):
            return True
        if at >= _LONGEST_PARTNER or (word[0].islower() and plain not in ARTICLES and plain not in _SMALL):
            return False
    return False


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Take the separators off both ends of a stretch of text."""
    while start < end and text[start] in _EDGES_BEFORE:
        start += 1
    while end > start and text[end - 1] in _EDGES_BEHIND:
        end -= 1
    return start, end


def without_conjunction(text: str, start: int, end: int) -> tuple[int, str]:
    """Step over a conjunction that begins a name (``and Ukraine``); give what was stepped over."""
    stretch = text[start : min(end, start + LONGEST_TEXT)]
    first, _, rest = stretch.partition(" ")
    if rest and fold(first) in conjunctions() and fold(first) not in ARTICLES:
        return start + len(first) + 1, first
    for word in _attached():
        if stretch.startswith(word) and countries(stretch[len(word) :]):
            return start + len(word), word
    return start, ""


def is_joined(before: str) -> bool:
    """Say whether the words before a country's name are another one and a conjunction: ``Chile and``."""
    name, _, conjunction = before.strip().rpartition(" ")
    return fold(conjunction) in conjunctions() and len(countries(name.rstrip(","))) == 1


def without_article(text: str, start: int, end: int) -> int:
    """Step over an article that begins the name of a country (``la Russie``, ``l'Inde``)."""
    stretch = text[start : min(end, start + LONGEST_TEXT)]
    first, _, rest = stretch.partition(" ")
    # A capital makes it a part of the name: El Salvador.
    if rest and first in ARTICLES and countries(rest):
        return start + len(first) + 1
    if not stretch.startswith(ELISIONS):
        return start
    elided = next(each for each in ELISIONS if stretch.startswith(each))
    return start + len(elided) if countries(stretch[len(elided) :]) else start


def name_at_end(text: str, start: int, end: int) -> int:
    """Find where the words in capitals start that end a running text: a name that is none that is known."""
    match = re.search(r"(?:(?<=\s)[(]?[^\W\d_a-z]\S*\s?)+\Z", text[start:end])
    return start + match.start() if match is not None else start


def partner_at_end(text: str, start: int, end: int) -> int:
    """Find where the longest name of a country starts that ends a running text (``… cooperation with China``)."""
    for at in _starts(text, max(start, end - LONGEST_TEXT), end):
        begin = without_article(text, at, end)
        if countries(text[begin:end]) and (begin == start or not is_abbreviation(text[begin:end])):
            return begin
    return -1


def _starts(text: str, first: int, end: int) -> list[int]:
    """Give where the last words of a stretch start; in scripts without spaces, its last letters."""
    stretch = text[first:end]
    if not stretch.isascii():
        return [first + match.start() for match in _STARTS.finditer(stretch)][-_LONGEST_PARTNER:]
    found: list[int] = []
    at = len(stretch)
    while at > 0 and len(found) < _LONGEST_PARTNER:
        at = stretch.rfind(" ", 0, at)
        if stretch[at + 1 : at + 2].strip():
            found.append(first + at + 1)
    return found[::-1]
