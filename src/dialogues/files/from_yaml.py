"""YAML as the registry writes it: text, lists and mappings, with the place of every key and value.

libyaml's events are composed here and not by PyYAML, whose composer takes duplicate keys, reads ``no`` as False
and crashes on deep nesting. What a curator does not need is refused:
anchors, aliases, tags, merge keys, several documents.
Over 300 lines: one loop, what it says of each fault, and what is not kept of a text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NoReturn

from yaml import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    YAMLError,
)
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs hide that it is there
from yaml.reader import ReaderError

from dialogues.errors import shorten
from dialogues.files.limits import MAX_DEPTH, MAX_NODES, MAX_STRING, Value
from dialogues.files.plain_yaml import MERGE_KEY, plain, texts_of
from dialogues.files.tree import (
    CORRECT,
    TOO_MUCH,
    At,
    Fault,
    Mark,
    Point,
    Tree,
    at_offset,
    conflict_fault,
    conflict_mark,
)

# libyaml takes these for line breaks, editors do not: line numbers would disagree.
_SEPARATORS = re.compile("[\u0085\u2028\u2029]")
_PLAIN_BYTES = b"\n" + bytes(range(ord(" "), ord("~") + 1))
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_QUESTION = re.compile(r"^[ -]*\?[ \t]", re.MULTILINE)

SYNTAX, DUPLICATE_KEY, NOT_SUPPORTED, SEVERAL, SEPARATOR, LIMIT = "S201", "S203", "S204", "S205", "S206", "S207"


class _Stop(Exception):
    """Reading on would say nothing more."""


def compose(text: str) -> tuple[Tree | None, list[Fault]]:
    """Read one YAML document; the tree is None when a fault left nothing to read."""
    faults = _unreadable(text)
    if faults:
        return None, faults
    texts: list[str] = []
    fine = plain(text, texts) if not _may_question(text) else None
    if fine is not None:
        return unplaced(text, fine, texts), []
    return composed(text)


def _may_question(text: str) -> bool:
    """Say whether a question mark may stand before a key."""
    return "?" in text and ("? " in text or "?\t" in text) and _QUESTION.search(text) is not None


def placed(text: str) -> Tree | None:
    """Read a document whose places are asked for; None when nothing of it can be read."""
    return None if _unreadable(text) else composed(text)[0]


def unplaced(text: str, value: Value, texts: Sequence[str] | None = None) -> Tree:
    """Make a tree of the value of a text without a fault; the text is read again when a place is asked for."""
    again = _Again(text, value)
    return Tree(value, again.mark, again.all_texts if texts is None else texts)


class _Again:
    """Finds what was not kept of a text, once, when somebody asks for it."""

    __slots__ = ("found", "text", "texts", "value")

    def __init__(self, text: str, value: Value) -> None:
        self.text, self.value = text, value
        self.texts: Sequence[str] | None = None
        self.found: Mark | None = None

    def mark(self) -> Mark:
        if self.found is None:
            tree, _ = composed(self.text)
            assert tree is not None
            self.found = tree.mark
        return self.found

    def all_texts(self) -> Sequence[str]:
        if self.texts is None:
            self.texts = texts_of(self.value)
        return self.texts


def composed(text: str) -> tuple[Tree | None, list[Fault]]:
    """Read a document with the places of its values."""
    composer = _Composer(text)
    try:
        composer.run()
    except _Stop:
        return None, composer.faults
    except YAMLError as error:
        composer.faults.append(_syntax_fault(text, error))
        return None, composer.faults
    tree = composer.tree
    return tree, composer.faults


def _unreadable(text: str) -> list[Fault]:
    # As nearly all are: a tenth of the time of looking for each sign, and of ASCII alone by its bytes half of that.
    odd = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN_BYTES)
    merging = ("<" in text and "<<<<<<<" in text) or (">" in text and ">>>>>>>" in text)
    if not merging and (not odd or odd.decode("utf-8", "surrogatepass").isprintable()):
        return []
    faults = []
    for match in _SEPARATORS.finditer(text):
        place = at_offset(text, match.start())
        faults.append(
            Fault(
                SEPARATOR,
                f"the line separator U+{ord(match[0]):04X} stands raw in the file",
                place,
                At(place.line, place.column + 1),
                "write a line break, or the escape within double quotes",
            )
        )
        if len(faults) == 20:  # enough to see what is wrong
            break
    conflict = conflict_mark(text)
    if conflict is not None:
        return [conflict_fault(SYNTAX, text, conflict)]
    control = None if faults else _CONTROLS.search(text)
    if control is not None:
        place = at_offset(text, control.start())
        message = f"the control character U+{ord(control[0]):04X} is not allowed in YAML"
        faults.append(Fault(SYNTAX, message, place, At(place.line, place.column + 1), "remove it"))
    return faults


def _syntax_fault(text: str, error: YAMLError) -> Fault:
    problem = str(getattr(error, "problem", None) or "not YAML")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    space = _odd_space(text, mark)
    if space is not None:
        return Fault(SYNTAX, ODD_SPACE, space, At(space.line, space.column + 1), PLAIN_SPACE)
    if isinstance(error, ReaderError):
        place = at_offset(text, min(error.position, len(text)))
        return Fault(SYNTAX, f"not YAML: {error.reason}", place, place, CORRECT)
    if mark is None:
        return Fault(SYNTAX, f"not YAML: {problem}", At(0, 0), At(0, 0), CORRECT)
    opened = getattr(error, "context_mark", None)
    if "end of stream" in problem and opened is not None:
        return Fault(SYNTAX, "not YAML: a quote that is opened here is never closed", opened, opened, "close it")
    if "',' or" in problem and opened is not None:
        problem += f", after the bracket in line {opened.line + 1}, column {opened.column + 1}"
    place, hint = _cause(text, mark, opened)
    if not hint:
        hint = next((hint for part, hint in _SYNTAX_HINTS.items() if part in problem), CORRECT)
    return Fault(SYNTAX, f"not YAML: {problem}", place, mark, hint)


def _cause(text: str, mark: Any, opened: Any) -> tuple[Any, str]:
    """Find what made reading fail, above where it failed: a # in a text in brackets, a quote that was not closed."""
    lines = [*text.splitlines(), ""]  # the mark may stand behind the last one
    last = min(mark.line, len(lines) - 1)
    for number in range(opened.line if opened is not None else last + 1, last + 1):
        if " #" in lines[number]:
            return At(number, lines[number].index(" #") + 1), "a text with a # is written in quotes"
    number = _unclosed([*lines[:last], lines[last][: mark.column]])
    if number:
        return At(number - 1, lines[number - 1].rindex('"')), f"the quotation mark in line {number} is not closed there"
    return mark, ""


_QUOTE_IN_LINE = re.compile(r'(?<!\\)"')


def _unclosed(lines: list[str]) -> int:
    """Give the number of the line that opens a quote which the last line closes, by accident; 0 where none does."""
    opened = 0
    for number, line in enumerate(lines, 1):
        if len(_QUOTE_IN_LINE.findall(line)) % 2:
            if opened and number == len(lines):
                return opened
            opened = 0 if opened else number
    return 0


# A no-break space before or behind a dash, or behind the colon of a key: it looks like a plain one.
_ODD_SPACE = re.compile("^[ -]*(?P<before>\u00a0)|^[ -]*[a-z_]+:(?P<behind>\u00a0)", re.MULTILINE)
ODD_SPACE = "a no-break space (U+00A0) stands where YAML needs a plain one"
PLAIN_SPACE = "write a plain space there"


def _odd_space(text: str, mark: Any) -> At | None:
    """Find the first no-break space in the place of a plain one, up to where reading failed."""
    if "\u00a0" not in text or mark is None:
        return None
    match = _ODD_SPACE.search(text)
    place = at_offset(text, match.start(match.lastgroup or 0)) if match is not None else None
    return place if place is not None and place.line <= mark.line else None


_SYNTAX_HINTS = {
    "mapping values are not allowed": "a text with a colon is written in quotes, a key below the keys beside it",
    "cannot start any token": "tabs do not indent, and a text that starts with @, ` or % is written in quotes",
    "',' or": "close the bracket, or put the comma",
    "expected key": "put it below the keys beside it; within single quotes, ' is written twice",
    "'-' indicator": "an item begins below the others; within single quotes, ' is written twice",
    "expected ':'": "a key has a colon behind it; the lines of a longer text are indented",
    "unknown escape character": "within double quotes, a backslash is written twice",
}
"""What to do, by a part of libyaml's message."""


class _Container:
    """A list or mapping that is being read."""

    __slots__ = ("below", "keys", "merging", "pending", "start", "value")

    def __init__(self, start: Any, *, mapping: bool) -> None:
        self.start = start
        self.value: Any = {} if mapping else []
        self.below: Any = {} if mapping else []
        self.keys: dict[str, tuple[Point, Point]] | None = {} if mapping else None
        self.pending: str | None = None
        self.merging = False

    def add(self, item: Any, mark: Mark) -> None:
        if self.keys is None:
            self.value.append(item)
            self.below.append(mark)
        elif self.merging:  # already told of; an unknown key would be a second finding of one fault
            self.pending, self.merging = None, False
        else:
            self.value[self.pending] = item
            self.below[self.pending] = mark
            self.pending = None


class _Composer:
    """Builds values and marks from libyaml's events, without recursion."""

    def __init__(self, text: str) -> None:
        self.parser = CParser(text)
        self.marked = _may_question(text)
        self.lines = text.splitlines() if self.marked else []
        self.odd = self.marked or "\u00a0" in text
        self.faults: list[Fault] = []
        self.tree: Tree | None = None
        self.stack: list[_Container] = []
        self.nodes = 0
        self.texts: list[str] = []

    def run(self) -> None:
        """Compose the first document; note whatever else there is."""
        documents = 0
        event = self.parser.get_event()
        while not isinstance(event, StreamEndEvent):
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._stop(SEVERAL, "a second document starts here", event, "a file holds one record")
                self._document()
            event = self.parser.get_event()

    def _document(self) -> None:
        get_event = self.parser.get_event
        while True:
            event: Any = get_event()
            kind = type(event)
            if self.nodes > MAX_NODES:
                self._stop(LIMIT, f"more than {MAX_NODES:,} keys and values", event, TOO_MUCH)
            if kind is ScalarEvent:
                self._scalar(event)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                done = self.stack.pop()
                self._add(done.value, Mark(done.start, event.end_mark, done.keys, done.below))
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._open(event, mapping=kind is MappingStartEvent)
            elif kind is AliasEvent:
                self._stop(NOT_SUPPORTED, "an alias (*) is not supported", event, "write the value out")
            else:
                return

    def _scalar(self, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse(event)
        self.nodes += 1
        value = event.value
        if len(value) > MAX_STRING:
            self._stop(LIMIT, f"a text of {len(value):,} characters; {MAX_STRING:,} are allowed", event, TOO_MUCH)
        self.texts.append(value)
        container = self.stack[-1] if self.stack else None
        if container is not None and container.keys is not None and container.pending is None:
            container.pending = value
            if self.odd:
                self._refuse_key_as_written(value, event)
            if value in container.keys or value == MERGE_KEY:
                self._refuse_key(value, event, container)
            else:
                container.keys[value] = (event.start_mark, event.end_mark)
            return
        # A key without a value says nothing; an empty text is written in quotes.
        item = None if not value and event.implicit[0] else value
        if container is None:
            self.tree = Tree(item, Mark(event.start_mark, event.end_mark), self.texts)
        else:
            container.add(item, Mark(event.start_mark, event.end_mark))

    def _open(self, event: Any, *, mapping: bool) -> None:
        self.nodes += 1
        if event.anchor is not None or event.tag is not None:
            self._refuse(event)
        if len(self.stack) >= MAX_DEPTH:
            self._stop(LIMIT, f"nested deeper than {MAX_DEPTH} levels", event, TOO_MUCH)
        if self.stack and self.stack[-1].keys is not None and self.stack[-1].pending is None:
            self._stop(NOT_SUPPORTED, "a key is a text, not a list or mapping", event, "write the key as text")
        self.stack.append(_Container(event.start_mark, mapping=mapping))

    def _add(self, item: Any, mark: Mark) -> None:
        if self.stack:
            self.stack[-1].add(item, mark)
        else:
            self.tree = Tree(item, mark, self.texts)

    def _refuse_key(self, key: str, event: Any, container: _Container) -> None:
        assert container.keys is not None
        if key in container.keys:
            message = f"the key {shorten(key)!r} stands twice, first in line {container.keys[key][0].line + 1}"
            self._fault(DUPLICATE_KEY, message, event, "remove one of them")
        elif event.implicit[0]:
            container.merging = True
            self._fault(NOT_SUPPORTED, "a merge key (<<) is not supported", event, "write the keys out")
        else:
            container.keys[key] = (event.start_mark, event.end_mark)

    def _refuse_key_as_written(self, key: str, event: Any) -> None:
        """Refuse a key that a plain space would end, and one behind a question mark."""
        mark = event.start_mark
        if "\u00a0" in key and event.implicit[0]:
            at = At(mark.line, mark.column + key.index("\u00a0"))
            self.faults.append(Fault(SYNTAX, ODD_SPACE, at, At(at.line, at.column + 1), PLAIN_SPACE))
            raise _Stop
        if self.marked and self.lines[mark.line][: mark.column].rstrip().endswith("?"):
            self._fault(NOT_SUPPORTED, "a key behind a question mark is not supported", event, "write the key alone")

    def _refuse(self, event: Any) -> None:
        if event.anchor is not None:
            message = f"an anchor (&{shorten(event.anchor, 40)}) is not supported"
            self._fault(NOT_SUPPORTED, message, event, "write the value out")
        else:
            message = f"a tag ({shorten(event.tag, 40)}) is not supported"
            self._fault(NOT_SUPPORTED, message, event, "remove it: all values are text")

    def _fault(self, code: str, message: str, event: Any, hint: str) -> None:
        self.faults.append(Fault(code, message, event.start_mark, event.end_mark, hint))

    def _stop(self, code: str, message: str, event: Any, hint: str) -> NoReturn:
        self._fault(code, message, event, hint)
        raise _Stop
