"""A rule: a function that judges one thing, with a code, a weight and a page."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path as FolderPath
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias

from attrs import field, frozen

from dialogues.checks.last_release import LastRelease
from dialogues.checks.rules.parts import Parts, parts_of_record
from dialogues.checks.rules.survey import Survey, survey
from dialogues.checks.settings import Expectations
from dialogues.documents.file_bytes import AttachedFile, read_attached
from dialogues.files.tree import Tree
from dialogues.findings import Edit, Path, Severity
from dialogues.records import Agreement, Record, Source
from dialogues.registry import Registry
from dialogues.registry.claims import Claims

if TYPE_CHECKING:  # its module costs 8 ms, and most checks look into no document
    from dialogues.documents.facts import DocumentFacts

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


class NotApplicable(NamedTuple):
    """The rule has nothing to say here, and why; a named tuple, since most rules say so of most records."""

    reason: str
    """What is missing or otherwise, in a few words."""


FINE = NotApplicable("")
"""What an ``unless`` says of a thing that is fine at first sight: the rules apply, and have nothing to say."""
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
    shared: dict[Any, Any] = field(factory=dict, repr=False, init=False)
    """What a rule has worked out of the record for others that ask the same, by a key of its own."""

    @cached_property
    def claims(self) -> Claims:
        """What the evidence and the resolutions of the record say, worked out once for all rules that ask."""
        return Claims(self.record, self.parts.sourced)

    @cached_property
    def parts(self) -> Parts:
        """What is in the record, gone through once for all rules."""
        return parts_of_record(self.record)

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
    fresh: frozenset[str] | None = None
    """Those of its keys and texts that are not known to be without any sign; None for all of them."""

    @cached_property
    def words(self) -> str:
        """All of its keys and texts, a line each: to look at them at once is fast."""
        return "\n".join(self.tree.texts)

    @cached_property
    def unseen(self) -> frozenset[str]:
        """The texts in which a sign of something may be: those that are not known to be without."""
        return frozenset(self.tree.texts) if self.fresh is None else self.fresh

    @cached_property
    def unseen_words(self) -> str:
        """The same, a line each."""
        return "\n".join(self.unseen)

    @cached_property
    def survey(self) -> Survey:
        """What the mappings of the file are like, gone through once for all rules that ask."""
        return survey(self.tree.value, self.kind)


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


class Sourced(Protocol):
    """Whatever carries evidence: rules of this are asked of every part of a record that has it."""

    evidence: tuple[Any, ...]
    resolution: tuple[Any, ...]


Judge: TypeAlias = Callable[[Any, Any], Iterator[Outcome]]
Signs: TypeAlias = Callable[[File], bool]
Unless: TypeAlias = Callable[[Any, Any], NotApplicable | None]


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
    signs: Signs | None = field(default=None, repr=False)
    """For a rule of files: says whether one may have what the rule tells of. It is asked of no other file."""
    unless: Unless | None = field(default=None, repr=False)
    """Says why several rules have nothing to say of a thing, or that it is FINE; asked once for all of them."""

    @property
    def always(self) -> bool:
        """Whether it is told whatever settings and comments say: it keeps a record from being read."""
        return self.of is None and self.severity is Severity.ERROR and self.code[0] not in "GR"

    @property
    def title(self) -> str:
        """What the rule finds, in a line."""
        return self.page.partition("\n")[0]


def rule(  # noqa: PLR0913  # all but three are named
    code: str,
    severity: str,
    of: Any,
    *,
    fixable: bool = False,
    signs: Signs | None = None,
    unless: Unless | None = None,
) -> Callable[[Judge], Rule]:
    """Make a rule of a function; its docstring is its page.

    ``of`` is a record type or a part of one (``Agreement``, ``Document``, ``Evidence`` …), :class:`Sourced` for
    whatever carries evidence, :class:`File` for a file as written, or :class:`Whole` for the registry.
    ``signs`` says of a file, at little cost, whether the rule may have something to say of it: else it is not asked.
    Of texts it looks at :attr:`File.unseen` or :attr:`File.unseen_words` alone, each by itself. ``unless`` says of a
    record or a part why this rule, and others with the same function, do not apply, or that it is FINE; None where they
    are asked.
    Raises ValueError for a code that is none.
    """
    if not _CODE.fullmatch(code):
        raise ValueError(f"a rule's code is one to four capitals and three digits, like X101, and not {code!r}")

    def made(judge: Judge) -> Rule:
        name = judge.__name__.replace("_", "-")
        return Rule(code, name, Severity(severity), of, inspect.getdoc(judge) or "", judge, fixable, signs, unless)

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
