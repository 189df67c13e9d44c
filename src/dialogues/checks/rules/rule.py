"""A rule: a function that judges one thing, with a code, a weight and a page."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path as FolderPath
from typing import Any, NamedTuple, Protocol, TypeAlias

from attrs import field, frozen

from dialogues.checks.last_release import LastRelease
from dialogues.checks.settings import Expectations
from dialogues.documents.facts import DocumentFacts
from dialogues.documents.file_bytes import AttachedFile, read_attached
from dialogues.files.tree import Tree
from dialogues.findings import Edit, Path, Severity
from dialogues.languages.tags import LanguageTag
from dialogues.records import Agreement, Record, Source
from dialogues.registry import Registry
from dialogues.registry.claims import Claims

_CODE = re.compile(r"[A-Z]{1,4}[0-9]{3}", re.ASCII)


@frozen
class Problem:
    """What a rule found wrong with the thing it judges."""

    message: str
    """What was found, and what is allowed."""
    path: Path
    """The place, below the thing that is judged; empty for the thing itself."""
    hint: str
    """What to do."""
    fix: tuple[Edit, ...] = ()
    """Edits that mend it without a doubt, with paths below the thing that is judged."""
    key: bool = False
    """Whether the key is at fault and not its value."""
    record: str = ""
    """The id of the record that is at fault, where the registry as a whole is judged."""
    setting: tuple[str, ...] = ()
    """The setting that is not met: its table and key, and the value where the table stands several times."""


@frozen
class NotApplicable:
    """The rule has nothing to say here, and why."""

    reason: str
    """What is missing or otherwise, in a few words."""


INCOMPLETE = NotApplicable("a file could not be read, and has been told of")

Outcome: TypeAlias = Problem | NotApplicable
"""What a rule tells; a rule that tells nothing finds the thing fine."""


@frozen
class Context:
    """What a rule may look at beside the thing it judges."""

    registry: Registry
    """All records that could be read."""
    record: Record
    """The record that the thing is in."""
    alone: bool = False
    """Whether the record is checked without the registry it belongs to."""
    folder: FolderPath | None = None
    """The folder of the registry; None for a record from elsewhere."""
    attached: dict[str, AttachedFile] = field(factory=dict, repr=False)
    """The files looked into so far, by path."""
    retired: Mapping[str, Record] = field(factory=dict, repr=False)
    """The retired records by id."""
    documents: Mapping[str, DocumentFacts] = field(factory=dict, repr=False)
    """What files of documents were found to be, by path; empty where they are not looked into."""

    languages: tuple[str, ...] = ("en",)
    """The languages of the registry's sources, in which quotes are read."""
    incomplete: frozenset[str] = field(default=frozenset(), repr=False)
    """The collections in which a file could not be read: what is missing there has been told."""

    signed_on: Mapping[str, Sequence[Agreement]] = field(factory=dict, repr=False)
    """The agreements by the days on which they were signed."""

    @cached_property
    def claims(self) -> Claims:
        """What the evidence and the resolutions of the record say, worked out once for all rules that ask."""
        return Claims(self.record)

    def language_of(self, source: str) -> str:
        """Give the language of a source; empty where that is not on record."""
        found = self.source(source)
        return "" if found is None or found.language is None else str(found.language.language)

    def source(self, identifier: str) -> Source | None:
        """Give a source; None where it is missing or faulty, which is told elsewhere."""
        found: Source | None = self.registry.sources.get(identifier)
        return found

    def attached_file(self, path: str) -> AttachedFile | None:
        """Give the facts of a file of the registry, read once; None where there is no folder to look into."""
        if self.folder is None:
            return None
        if path not in self.attached:
            self.attached[path] = read_attached(self.folder, path)
        return self.attached[path]


@frozen
class File:
    """A data file as it is written."""

    text: str
    """Its text."""
    tree: Tree
    """Its values, with their places."""
    kind: type
    """The kind of record that it holds."""
    json: bool = False
    """Whether it is JSON and not YAML."""
    words: str = ""
    """All of its keys and texts, a line each: to look at them at once is fast."""


@frozen
class Whole:
    """The registry as a whole."""

    registry: Registry
    """All records that could be read."""
    expectations: Expectations
    """What the settings expect of it."""
    referred_to: frozenset[str] = field(default=frozenset(), repr=False)
    """The ids that some record refers to."""
    incomplete: frozenset[str] = field(default=frozenset(), repr=False)
    """The collections in which a file could not be read: what is missing there has been told."""
    before: LastRelease | None = field(default=None, repr=False)
    """The release before, where one is named."""


class UnusualTag(NamedTuple):
    """A language tag, as a value or as a key, that is retired, not registered or not in canonical form.

    Rules of this are not asked of the tags that are fine, which nearly all are.
    """

    tag: LanguageTag
    """The tag; its ``source`` is what the file says."""
    owner: object
    """The part of the record that it is in."""
    path: Path
    """Where in its owner it stands."""
    key: bool
    """Whether it is a key."""


class Sourced(Protocol):
    """Whatever carries evidence: rules of this are asked of every part of a record that has it."""

    evidence: tuple[Any, ...]
    resolution: tuple[Any, ...]


Judge: TypeAlias = Callable[[Any, Any], Iterator[Outcome]]


@frozen
class Rule:
    """A rule of the check."""

    code: str
    """Letters for the family and three digits (``L201``)."""
    name: str
    """The rule's name in words (``retired-code``)."""
    severity: Severity
    """How much a finding weighs, if the settings do not say otherwise."""
    of: Any
    """The type that it judges, or a union; None for what is told while a file is read."""
    page: str = field(repr=False)
    """What the rule wants, why, an example and what to use instead, as Markdown."""
    judge: Judge = field(repr=False)
    """Tells the outcomes for one thing and its context."""
    fixable: bool = False
    """Whether some of its findings can be mended by ``--fix``."""

    @property
    def always(self) -> bool:
        """Whether it is told whatever settings and comments say: it keeps a record from being read."""
        return self.of is None and self.severity is Severity.ERROR and self.code[0] not in "GR"

    @property
    def title(self) -> str:
        """What the rule finds, in a line."""
        return self.page.partition("\n")[0]


def rule(code: str, severity: str, of: Any, *, fixable: bool = False) -> Callable[[Judge], Rule]:
    """Make a rule of a function; its docstring is its page.

    ``of`` is a record type or a part of one (``Agreement``, ``Document``, ``Evidence`` …), :class:`Sourced` for
    whatever carries evidence, :class:`File` for a file as written, or :class:`Whole` for the registry.
    Raises ValueError for a code that is none.
    """
    if not _CODE.fullmatch(code):
        raise ValueError(f"a rule's code is one to four capitals and three digits, like X101, and not {code!r}")

    def made(judge: Judge) -> Rule:
        name = judge.__name__.replace("_", "-")
        return Rule(code, name, Severity(severity), of, inspect.getdoc(judge) or "", judge, fixable)

    return made


_MOST_NAMED = 5


def some(names: Sequence[str]) -> str:
    """Name a few, and say how many more there are.

    >>> some(["a", "b"]), some("abcdefg")
    ('a, b', 'a, b, c, d, e and 2 more')
    """
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def tells_nothing(_value: object, _context: object) -> Iterator[Outcome]:
    """Judge nothing: what is told while a file is read is asked of no record."""
    return iter(())


def page_of(title: str, why: str, example: str, instead: str) -> str:
    """Write a rule's page from its parts."""
    return f"{title}\n\n## Why is this bad?\n{why}\n## Example\n{example}\n\n## Use instead\n{instead}"
