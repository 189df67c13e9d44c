"""A site of a registry: its languages, its addresses, and the pages that are made of its templates.

A little over 300 lines: what every page asks of its site stands in one place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from dialogues.languages.catalogue import LANGUAGES, counted, message
from dialogues.languages.environment import DEFAULT
from dialogues.records import Record
from dialogues.records.fields_of import Path as Place
from dialogues.registry.display import heading_of as heading
from dialogues.releases import difference
from dialogues.releases.words import lines
from dialogues.site.addresses import INDEX, record_folder, up, written_down
from dialogues.site.backing import backing_of
from dialogues.site.look import look_of
from dialogues.site.reader import Reader, capital, direction, own_language
from dialogues.site.rendering import Templates
from dialogues.site.shown import Backing, Text

if TYPE_CHECKING:
    from dialogues.registry import Registry

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'"
)
"""What a page may load (Content-Security-Policy): its own style, script, pictures and index, and nothing else."""
TIMED = frozenset(("agreements", "events", "publications", "programmes", "cooperations"))
"""The collections whose records have a time."""
MISSING = "404.html"
"""The page that servers show where there is none."""
HERE = Path(__file__).parent


class File(NamedTuple):
    """A file of the site."""

    path: str
    """Where it is, from the root of the site."""
    content: bytes
    """What is in it."""


class Row(NamedTuple):
    """A record as a line of a list."""

    name: Text
    """What it is called."""
    when: str
    """When it was; empty where nobody knows."""
    has_time: bool
    """Whether it is something that happens or begins."""
    kind: str
    """What it is."""
    collection: str
    """The collection that it is in, in the reader's language."""
    partners: tuple[Text, ...]
    """The partners that it is of."""
    disputed: bool
    """Whether a source says something else of a value of it."""
    retired: bool
    """Whether it is no longer used."""


class Site:
    """All that is needed to write the pages of a registry."""

    def __init__(  # noqa: PLR0913, PLR0917  # what a site is made of
        self,
        registry: Registry,
        languages: Sequence[str] = LANGUAGES,
        base: str | None = None,
        templates: Path | None = None,
        since: Registry | None = None,
        home: Path | None = None,
    ) -> None:
        self.registry = registry
        self.look = look_of(registry.manifest, home, templates)
        self.since = since
        self.languages = tuple(languages)
        self.templates = templates
        written = base or (registry.manifest.prefix if registry.manifest is not None else None) or ""
        self.base = f"{written.rstrip('/')}/" if written.startswith(("https:", "http:")) else ""
        self.name_base = self.base or written
        self.readers = {each: Reader(registry, each, self.languages) for each in self.languages}
        self._rows: dict[tuple[str, str], Row] = {}
        self._menus: dict[str, list[tuple[str, str]]] = {}
        self._rendered = Templates(templates)
        self._shared: dict[str, dict[str, Any]] = {}

    @cached_property
    def backings(self) -> Mapping[str, dict[Place, Backing]]:
        """What the values of each record rest on."""
        sources = self.registry.sources
        return {key: backing_of(record, sources, self.folder) for key, record in self.registry.items()}

    @cached_property
    def changes(self) -> Mapping[str, tuple[str, ...]]:
        """What became of each record since an older state of the registry, in English; empty without one."""
        if self.since is None:
            return {}
        found: defaultdict[str, list[str]] = defaultdict(list)
        for line in lines(difference(self.since, self.registry), self.since, self.registry, DEFAULT):
            found[line.record].append(line.text)
        return {key: tuple(texts) for key, texts in found.items()}

    @property
    def since_version(self) -> str:
        """The version of the older state; empty where it says none."""
        manifest = None if self.since is None else self.since.manifest
        return "" if manifest is None else manifest.version

    def folder(self, identifier: str) -> str:
        """Give the folder of a record's page; empty for a record that is missing."""
        return record_folder(identifier, self.languages) if identifier in self.registry else ""

    def disputes(self, identifier: str) -> int:
        """Count the values of a record that a source disputes."""
        return sum(each.is_disputed for each in self.backings[identifier].values())

    def title(self, language: str) -> Text:
        """Give the name of the registry."""
        manifest = self.registry.manifest
        if manifest is None:
            return Text(message("site", "A registry of agreements", language))
        tag, text = manifest.title.best(language)
        return Text(text, str(tag))

    def name(self, language: str) -> Text:
        """Give the name of the site: that of its look, else the registry's."""
        if self.look.name is None:
            return self.title(language)
        tag, text = self.look.name.best(language)
        return Text(text, str(tag))

    def row(self, reader: Reader, record: Record) -> Row:
        """Give a record as a line of a list."""
        key = reader.language, record.id
        if key not in self._rows:
            self._rows[key] = Row(
                name=reader.record(record.id),
                when=reader.when(record),
                has_time=record.collection in TIMED,
                kind=reader.kind(record) if record.kind_word not in ("", "unknown") else "",
                collection=reader.word("collection", record.collection),
                partners=reader.partners_of(record),
                disputed=self.disputes(record.id) > 0,
                retired=record.retired is not None,
            )
        return self._rows[key]

    @cached_property
    def has_own_addresses(self) -> bool:
        """Whether the addresses that the manifest gives to records lie on this site: citations and linked data."""
        manifest = self.registry.manifest
        return bool(self.base) and manifest is not None and manifest.prefix == self.base

    @cached_property
    def has_feed(self) -> bool:
        """Whether there is a feed: its entries need names that hold everywhere, and a date."""
        return bool(self.name_base) and self.registry.manifest is not None

    # Pages

    def page(  # what a page has
        self, template: str, reader: Reader, folders: Sequence[str], title: str, description: str = "", **told: Any
    ) -> File:
        """Write a page of a language with a template; ``folders`` say where it is below the language."""
        path = reader.page(*folders)
        shared = self._of_language(reader)
        context = {
            **shared,
            "path": path,
            "written": written_down(path),
            "root": up(path),
            "title": title,
            "description": description or title,
            "is_start": not folders,
            "linked": self._linked(reader, title, path),
            "menu": self._menu(reader, folders),
            **self._alternates(folders),
            **told,
        }
        return File(path, self._rendered.render(template, context))

    def _linked(self, reader: Reader, title: str, path: str) -> dict[str, Any]:
        """Tell a page in the words of schema.org: a part of the registry; pages of records tell more."""
        told: dict[str, Any] = {
            "@context": "https://schema.org",
            "@type": "WebPage",
            "name": title,
            "inLanguage": reader.language,
            "isPartOf": {"@type": "Dataset", "name": self.title(reader.language).text},
        }
        return told | ({"url": f"{self.base}{written_down(path)}"} if self.base else {})

    def _of_language(self, reader: Reader) -> dict[str, Any]:
        language = reader.language
        if language not in self._shared:
            manifest = self.registry.manifest
            self._shared[language] = {
                "reader": reader,
                "language": language,
                "own": own_language(self.registry),
                "direction": direction,
                "policy": POLICY,
                "base": self.base,
                "site_title": self.title(language),
                "site_name": self.name(language),
                "icon": self.look.icon,
                "manifest": manifest,
                "manifest_date": "" if manifest is None else reader.date(manifest.date).text,
                "has_feed": self.has_feed,
                "_": reader.say,
                "capital": capital,
                "counted": _sources(language),
            }
        return self._shared[language]

    def _menu(self, reader: Reader, folders: Sequence[str]) -> list[dict[str, Any]]:
        if reader.language not in self._menus:
            collections = [
                (name, reader.collection(name))
                for name in ("agreements", "events", "programmes", "publications")
                if len(self.registry.collections[name])
            ]
            partners = [("partners", reader.say("Partners"))] if self.registry.dialogues else []
            rest = [("timeline", reader.say("Timeline")), ("search", reader.say("Search"))]
            self._menus[reader.language] = [*collections[:1], *partners, *collections[1:], *rest]
        return [
            {"href": reader.page(folder), "text": text, "here": bool(folders) and folders[0] == folder}
            for folder, text in self._menus[reader.language]
        ]

    def _alternates(self, folders: Sequence[str]) -> dict[str, Any]:
        paths = [(each, "/".join((each, *folders, INDEX))) for each in self.languages]
        default = "/".join((folders[0], INDEX)) if len(folders) == 1 and folders[0] in self._neutral else ""
        default = default or (INDEX if not folders else paths[0][1])
        return {
            "alternates": [
                {"language": each, "path": path, "written": written_down(path), "name": self._natives[each]}
                for each, path in paths
            ],
            "default_path": default,
            "default_written": written_down(default),
        }

    @cached_property
    def _natives(self) -> dict[str, str]:
        return {each: reader.native(each) for each, reader in self.readers.items()}

    @cached_property
    def _neutral(self) -> frozenset[str]:
        return frozenset(record_folder(each, self.languages) for each in self.registry)

    def neutral(  # noqa: PLR0913, PLR0917  # what a page of no language has
        self,
        path: str,
        heading: Text,
        lines: Sequence[Text],
        folders: Sequence[str],
        data: str = "",
        of: str = "",
    ) -> File:
        """Write a page of no language: what it is, and the languages in which it can be read.

        ``of`` is the page that it says the same as, where it is a second one.
        """
        context = {
            "policy": POLICY,
            "base": self.base,
            "heading": heading,
            "icon": self.look.icon,
            "direction": direction,
            "lines": lines,
            "data": data,
            "path": path,
            "written": written_down(of or path),
            # A page that is missing may be asked for anywhere: relative links hold only where it lies.
            "root": self.base if path == MISSING and self.base else up(path),
            "default_language": self.languages[0],
            # The start pages are the languages of the root, and no translations of a page that is not there.
            "is_translated": not of and (path == INDEX or bool(folders)),
            **self._alternates(folders),
        }
        return File(path, self._rendered.render("neutral.html", context))

    # What is beside the pages

    def assets(self) -> Iterator[File]:
        """Give the style, the script and the pictures: the library's, or those of a ministry in their place."""
        found = {each.name: each for each in sorted((HERE / "assets").iterdir()) if each.suffix in _ASSETS}
        own = self.templates / "assets" if self.templates else None
        if own is not None and own.is_dir():
            found |= {each.relative_to(own).as_posix(): each for each in sorted(own.rglob("*")) if each.is_file()}
        files = {f"assets/{name}": each.read_bytes() for name, each in found.items()}
        for path, content in sorted((files | self.look.files).items()):
            yield File(path, content)


_ASSETS = frozenset((".css", ".js", ".svg"))


def _sources(language: str) -> Callable[[int], str]:
    known: dict[int, str] = {}

    def count(number: int) -> str:
        if number not in known:
            known[number] = counted("site", "{number} source", "{number} sources", number, language)
        return known[number]

    return count


def heading_of(record: Record, reader: Reader) -> Text:
    """Give what stands over a record's page: its name without a link and an acronym."""
    named = heading(reader.registry, record, reader.language)
    shown = reader.record(record.id)
    return Text(named.text if record.heading is not None else shown.text, shown.language)
