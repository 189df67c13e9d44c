"""P: the letters of texts: all texts of a file together, and one by one only where that finds something."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from dialogues.checks.rules.rule import File, Outcome, Problem, rule
from dialogues.findings import Path, Replace
from dialogues.languages.scripts import script_of


def texts_of(value: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Go through the texts of a file, each with its path."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield from texts_of(below, (*path, key))
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield from texts_of(below, (*path, index))
    elif isinstance(value, str):
        yield path, value


def _is_not_normalised(text: str) -> bool:
    return not unicodedata.is_normalized("NFC", text)


@rule("P408", "warning", File, fixable=True, signs=lambda file: _is_not_normalised(file.unseen_words))
def not_normalised(file: File, _context: object) -> Iterator[Outcome]:
    r"""A text is not in Unicode normalisation form C.

    ## Why is this bad?
    It looks like another text and is not equal to it; a search for one does not find the other. The letters stay
    the same, so `--fix` writes them.

    ## Example
    ```yaml
    signed:
      - place: "Brasi\u0301lia"
    ```

    ## Use instead
    ```yaml
    signed:
      - place: "Brasília"
    ```
    """
    for path, text in texts_of(file.tree.value):
        fixed = unicodedata.normalize("NFC", text)
        if fixed == text:
            continue
        yield Problem("the text is not in Unicode form NFC", path, "write it in NFC", (Replace(path, fixed),))


_WORDS = re.compile(r"\w+")


_ALIKE = {"Latn", "Cyrl", "Grek", "Armn", "Cher"}


def _is_latin_1(text: str) -> bool:
    """Say whether a text has no character above U+00FF: the answer costs nearly nothing, where a search does not."""
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True


_ALIKE_LETTER = re.compile("[\u0370-\u058f\u13a0-\u13ff\u1c80-\u1c8f\u1f00-\u1fff\u2de0-\u2dff\ua640-\ua69f]")


def _mixed_word(text: str) -> str:
    for word in _WORDS.findall(text):
        if not word.isascii() and len({script_of(char) for char in word} & _ALIKE) > 1:
            return str(word)
    return ""


def _may_be_mixed(file: File) -> bool:
    return not _is_latin_1(file.unseen_words) and _ALIKE_LETTER.search(file.unseen_words) is not None


@rule("P409", "warning", File, signs=_may_be_mixed)
def mixed_scripts(file: File, _context: object) -> Iterator[Outcome]:
    r"""A word mixes letters of scripts that look alike.

    ## Why is this bad?
    A Cyrillic а in a Latin name cannot be seen, and no search finds the name.

    ## Example
    ```yaml
    parties:
      - side: eu
        organisation: european-commission
        signatories:
          - name: "P\u0430weł Samecki"
      - {side: partner, country: CN}
    ```

    ## Use instead
    ```yaml
    parties:
      - side: eu
        organisation: european-commission
        signatories:
          - name: Paweł Samecki
      - {side: partner, country: CN}
    ```
    """
    for path, text in texts_of(file.tree.value):
        word = _mixed_word(text)
        if not word:
            continue
        parts = ", ".join(f"{char} ({script_of(char)})" for char in dict.fromkeys(word) if script_of(char) != "Latn")
        yield Problem(f"the word {word!r} mixes scripts: {parts}", path, "write it in the letters of one script")


_INVISIBLE = re.compile(
    "[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\U000e0000-\U000e0fff]"
)


_SOFT_HYPHEN = "\u00ad"  # the only one of them in Latin-1
# What commands a terminal and cannot be written out again: all but tab and line feed.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


_JOINERS = "\u200c\u200d"


_AS_PICTURE = "\ufe0f"


def _invisible(text: str) -> str:
    control = _CONTROLS.search(text)
    if control is not None:
        return control[0]
    for match in _INVISIBLE.finditer(text):
        before = text[match.start() - 1 : match.start()]
        # Persian and the scripts of India write words with joiners.
        # So do the pictures that are made of several.
        joined = match[0] in _JOINERS and (
            script_of(before) not in ("", "Latn", "Cyrl", "Grek", "Hani")
            or unicodedata.category(before or " ") in ("So", "Sk")
            or before == _AS_PICTURE
        )
        if not joined:
            return match[0]
    return ""


def _may_be_invisible(file: File) -> bool:
    words = file.unseen_words
    latin = _is_latin_1(words) and _SOFT_HYPHEN not in words
    return (not latin and _INVISIBLE.search(words) is not None) or _CONTROLS.search(words) is not None


@rule("P410", "error", File, signs=_may_be_invisible)
def invisible_character(file: File, _context: object) -> Iterator[Outcome]:
    r"""A text has a character that cannot be seen.

    ## Why is this bad?
    Two texts look equal and are not; marks of direction can make a text read as another, and a control character
    commands the terminal that shows it.

    ## Example
    ```yaml
    signed:
      - place: "Santiago\u200b"
    ```

    ## Use instead
    ```yaml
    signed:
      - place: Santiago
    ```
    """
    for path, text in texts_of(file.tree.value):
        char = _invisible(text)
        if not char:
            continue
        name = unicodedata.name(char, "").lower()
        what = f"invisible character U+{ord(char):04X} ({name})" if name else f"control character U+{ord(char):04X}"
        yield Problem(f"the text has the {what}", path, "remove it")


_STRAY = re.compile(r"\A[ \t\n]+|[ \t]+(?=\n|\Z)|\n+(?=\n\Z)")


_TWO_SPACES = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)|(?<=[^\s])\t(?=\S)")


def _tidy(text: str) -> str:
    """Take white space off the ends of lines and of the text; its lines, and how they are indented, stay."""
    return _TWO_SPACES.sub(" ", _STRAY.sub("", text))


def _may_be_stray(file: File) -> bool:
    words = f"\n{file.unseen_words}\n"
    return "  " in words or "\t" in words or "\n " in words or " \n" in words or "\n\n" in words


@rule("P411", "warning", File, fixable=True, signs=_may_be_stray)
def stray_white_space(file: File, _context: object) -> Iterator[Outcome]:
    """A text or a line of it begins or ends with white space, or has two spaces where one is meant.

    ## Why is this bad?
    It looks equal to the text without it and is not. Labels and quotes as printed may have it. Line breaks, and how
    the lines of a text are indented, are its own.

    ## Example
    ```yaml
    signed:
      - place: "Santiago "
    ```

    ## Use instead
    ```yaml
    signed:
      - place: "Santiago"
    ```
    """
    for path, text in texts_of(file.tree.value):
        if not path:
            continue  # the whole file is one text, which is told of
        fixed = _tidy(text)
        if fixed != text and path[-1] not in ("quote", "printed_label", "printed", "says"):
            yield Problem("the text has stray white space", path, "remove it", (Replace(path, fixed),) if fixed else ())


RULES = (
    not_normalised,
    mixed_scripts,
    invisible_character,
    stray_white_space,
)
