"""P: what slips into a text while it is typed or copied; what is kept as printed is left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from dialogues.checks.rules.form import is_free_text
from dialogues.checks.rules.letters import texts_of
from dialogues.checks.rules.rule import File, Outcome, Problem, rule
from dialogues.checks.rules.survey import NAMED
from dialogues.errors import shorten
from dialogues.findings import Path, Replace
from dialogues.names.placeholders import NOTHING, names_nothing

# Fields that keep what a source prints, whatever that is.
_AS_PRINTED = frozenset({"quote", "printed", "printed_label", "printed_date", "says", "listed"})


def _own_texts(file: File) -> Iterator[tuple[Path, str]]:
    """Give the texts of a file that its writer chose."""
    for path, text in texts_of(file.tree.value):
        if path and _AS_PRINTED.isdisjoint(path):
            yield path, text


_BETWEEN_LETTERS = re.compile("(?<=[^\\W\\d_])[\u00a0\u202f](?=[^\\W\\d_])")


@rule("P425", "info", File, signs=lambda file: "\u00a0" in file.unseen_words or "\u202f" in file.unseen_words)
def no_break_space(file: File, _context: object) -> Iterator[Outcome]:
    r"""A no-break space stands between two words of a text.

    ## Why is this bad?
    It looks like a plain space and is none: a search for the words does not find them. It came along with a copy from
    a page. French sets it before signs, and numbers before their units: these are left alone.

    ## Example
    ```yaml
    title: {en: "Letter\u00a0of Intent"}
    ```

    ## Use instead
    ```yaml
    title: {en: Letter of Intent}
    ```
    """
    for path, text in _own_texts(file):
        if _BETWEEN_LETTERS.search(text) is not None:
            yield Problem("a no-break space stands between two words", path, "write a plain space, if none is meant")


_TAG = re.compile(r"</?(?:a|b|i|u|p|br|em|strong|span|div|font|su[bp]|h[1-6]|li|[uo]l)\b[^<>]*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#[0-9]{2,5}|#x[0-9a-fA-F]{2,5});")


def _may_be_html(file: File) -> bool:
    entity = "&" in file.unseen_words and _ENTITY.search(file.unseen_words) is not None
    return entity or ("<" in file.unseen_words and _TAG.search(file.unseen_words) is not None)


@rule("P426", "warning", File, fixable=True, signs=_may_be_html)
def html_entity(file: File, _context: object) -> Iterator[Outcome]:
    """A text has a character as HTML writes it, or a tag of HTML.

    ## Why is this bad?
    `&amp;` is an ampersand in a page's source and five letters here: readers see them, and an address with it leads
    nowhere.

    ## Example
    ```yaml
    signed:
      - place: Bosnia &amp; Herzegovina House
    ```

    ## Use instead
    ```yaml
    signed:
      - place: Bosnia & Herzegovina House
    ```
    """
    for path, text in _own_texts(file):
        written = _TAG.search(text)
        if written is not None:
            yield Problem(f"{written[0]} is HTML", path, "write the text without it")
        match = _ENTITY.search(text)
        # In an address, &copy; may be the name of a parameter: only &amp; is never meant.
        meant = text.replace("&amp;", "&") if "://" in text else _ENTITY.sub(_character, text)
        if match is None or meant == text:
            continue
        meant = _INNER_SPACE.sub(" ", _OUTER_SPACE.sub("", meant))
        if not meant:
            yield Problem(f"{match[0]} is HTML, and nothing else stands there", path, "leave it out")
        elif _LOST in meant and _LOST not in text:
            yield Problem(f"{match[0]} is HTML, for a character that was lost", path, "write what the source has there")
        else:
            yield Problem(f"{match[0]} is HTML", path, f"write {_in_a_line(meant)}", (Replace(path, meant),))


def _in_a_line(text: str) -> str:
    return shorten(" ".join(text.split()), 60)


_LOST = "\N{REPLACEMENT CHARACTER}"
_SPACE = "\0"  # no text has it
# Several spaces are one where a line goes on, and none at its ends.
_OUTER_SPACE = re.compile(rf"(?:^|(?<=\n)) *{_SPACE}[ {_SPACE}]*| *{_SPACE}[ {_SPACE}]*(?=\n|\Z)")
_INNER_SPACE = re.compile(rf" *{_SPACE}[ {_SPACE}]*")


def _character(entity: re.Match[str]) -> str:
    """Give what an entity stands for; a space of any width is one, and what cannot be seen stays as it is written."""
    import html  # here: 2 ms, and few texts have an entity

    meant = html.unescape(entity[0])
    if meant.isspace():
        return _SPACE
    return meant if meant.isprintable() else entity[0]


# The first byte of a character in UTF-8 that was read as Windows-1252, and what its second byte turned into.
_TWICE = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
_WORD = re.compile(r"\S+")


def _read_once(text: str) -> str:
    """Read the words of a text, which was read twice, as they were."""
    return _WORD.sub(lambda word: _once(word[0]), text)


def _once(word: str) -> str:
    if _TWICE.search(word) is None:
        return word
    try:
        # Five bytes are no character of Windows-1252, and are kept as what they are.
        content = b"".join(char.encode("latin-1" if "\u0080" <= char <= "\u009f" else "cp1252") for char in word)
        return content.decode()
    except UnicodeError:
        return word


def _may_be_read_twice(file: File) -> bool:
    return not file.unseen_words.isascii() and _TWICE.search(file.unseen_words) is not None


@rule("P427", "warning", File, fixable=True, signs=_may_be_read_twice)
def read_in_another_encoding(file: File, _context: object) -> Iterator[Outcome]:
    """A text was written as UTF-8 and read as Windows-1252.

    ## Why is this bad?
    `QuÃ©bec` is Québec, and nobody finds it. Only what is whole and valid UTF-8 when it is read again is told of.

    ## Example
    ```yaml
    signed:
      - place: QuÃ©bec
    ```

    ## Use instead
    ```yaml
    signed:
      - place: Québec
    ```
    """
    for path, text in texts_of(file.tree.value):
        meant = _read_once(text)
        if path and meant != text:
            fix = (Replace(path, meant),) if _AS_PRINTED.isdisjoint(path) else ()
            yield Problem("the text was read in another encoding", path, f"write {_in_a_line(meant)}", fix)


_OPENING = "“„«‘‚"
_QUOTED = re.compile("[“„«‘‚](?P<text>[^“”„«»‘’‚]*)[”“»’‘]")


def _may_be_quoted(file: File) -> bool:
    return not file.unseen_words.isascii() and any(mark in file.unseen_words for mark in _OPENING)


@rule("P428", "info", File, signs=_may_be_quoted)
def quotation_marks_of_print(file: File, _context: object) -> Iterator[Outcome]:
    """A whole text stands between quotation marks of print.

    ## Why is this bad?
    A word processor put them where `"` was meant: they are letters of the text, and no search for the text finds it.

    ## Example
    ```yaml
    signed:
      - place: “Cairo”
    ```

    ## Use instead
    ```yaml
    signed:
      - place: Cairo
    ```
    """
    for path, text in _own_texts(file):
        match = _QUOTED.fullmatch(text)
        if match is not None:
            yield Problem("the quotation marks are part of the text", path, f"write {_in_a_line(match['text'])}")


def _says_nothing(path: Path, text: str) -> bool:
    """Say whether a text stands in the place of one that is not there."""
    if not text:
        return False  # which is told while the file is read
    if text.casefold() in NOTHING:
        return True
    if path[-1] in NAMED and not any(map(str.isalpha, text)):
        return True
    if path[-1] in ("name", "office") and text.casefold() == "unknown":
        return True
    if path[-1] in NAMED or path[0] in ("title", "name"):
        return names_nothing(text)
    return False


def _may_say_nothing(file: File) -> bool:
    if not NOTHING.isdisjoint([text.casefold() for text in file.unseen]):
        return True
    return any(map(_is_no_name, file.survey.named))


@lru_cache(4096)
def _is_no_name(text: str) -> bool:
    """Say whether a person, an office, a place or a record is never called so."""
    return not any(map(str.isalpha, text)) or text.casefold() == "unknown" or names_nothing(text)


@rule("P429", "warning", File, signs=_may_say_nothing)
def placeholder(file: File, _context: object) -> Iterator[Outcome]:
    """Something stands in the place of a text that is not there.

    ## Why is this bad?
    Programs take it for the text: `TODO` becomes a town, `n/a` a person's office, and `mou_final.pdf` a title. What is
    not known is left out.

    ## Example
    ```yaml
    signed:
      - date: 2007
        place: TODO
    ```

    ## Use instead
    ```yaml
    signed:
      - date: 2007
    ```
    """
    for path, text in _own_texts(file):
        if _says_nothing(path, text) and is_free_text(file.kind, path):
            hint = "leave it out, or write unknown where the field allows that"
            yield Problem(f"{text!r} stands where a text is expected", path, hint)
    for path, text in texts_of(file.tree.value):
        if path[-1:] == ("quote",) and text.casefold() in NOTHING:
            yield Problem(
                f"{text!r} stands where a quote is expected", path, "quote the source, or say where it stands"
            )


RULES = (no_break_space, html_entity, read_in_another_encoding, quotation_marks_of_print, placeholder)
