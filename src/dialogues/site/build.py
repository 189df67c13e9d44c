"""Building a site: all of its files, and their way to the disk, whole or not at all."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dialogues.errors import CannotWrite
from dialogues.languages.catalogue import LANGUAGES
from dialogues.publishing.whole import STOOD_IN
from dialogues.records import Record
from dialogues.site.downloads import of_registry
from dialogues.site.feeds import feed, maps, robots
from dialogues.site.list_pages import list_pages
from dialogues.site.other_pages import OtherPages, roots
from dialogues.site.record_pages import RecordPages
from dialogues.site.search_index import index, names
from dialogues.site.site import File, Site

if TYPE_CHECKING:
    from dialogues.registry import Registry

MADE_BY_US = "site.json"
"""The file by which a folder is known as a site of ours: it may be replaced."""
_MAKER = "dialogues site"
_ANOTHERS = "it holds files that are no site made by this library; name another folder"


def build(  # noqa: PLR0913  # what a site is made of
    registry: Registry,
    folder: Path,
    *,
    languages: Sequence[str] = LANGUAGES,
    base: str | None = None,
    templates: Path | None = None,
    since: Registry | None = None,
    home: Path | None = None,
    progress: Callable[[str], None] = lambda _path: None,
) -> int:
    """Write the site of a registry into a folder, and give the number of its files. The same registry, the same bytes.

    ``languages`` are those of its pages, the first of them for who asks for no language. ``base`` is the address at
    which it will be, for canonical links and a map of the site; without it all links are relative. ``templates`` is a
    folder whose templates and assets take the place of the library's. ``since`` is an older state, for what has
    changed. ``home`` is the folder of the registry, in which the logo is that its manifest names; without it the site
    has the library's. ``progress`` is told of each file.

    The folder is replaced as a whole, when all is written; what was there stays until then.
    Raises :class:`~dialogues.errors.CannotWrite` for a folder that holds something else and for a logo that cannot be
    used, and :class:`~dialogues.errors.MissingDependency` where Jinja2 is not installed.
    """
    folder = _place(folder)
    site = Site(registry, languages, base, templates, since, home)
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.", suffix=".tmp"))
    try:
        count = _write(site, beside, progress)
        _put_in_place(beside, folder)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    return count


def _place(folder: Path) -> Path:
    """Give where a folder really is. Raises CannotWrite for one that may not be replaced."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise CannotWrite(str(folder), "it is no folder; name another one")
    if folder.is_dir():
        _require_ours(folder, folder)
    place = folder.resolve()  # by a name with .. in it, nothing is found while the folder is away
    if Path.cwd().is_relative_to(place):
        raise CannotWrite(str(folder), STOOD_IN)
    return place


def _require_ours(there: Path, folder: Path) -> None:
    """Refuse to replace what is no site of ours."""
    if any(there.iterdir()) and not _is_a_site(there):
        raise CannotWrite(str(folder), _ANOTHERS)


def _is_a_site(folder: Path) -> bool:
    """Say whether this library has made a folder: others have files of that name, too."""
    try:
        told = json.loads((folder / MADE_BY_US).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(told, dict) and told.get("made_by") == _MAKER


def _write(site: Site, folder: Path, progress: Callable[[str], None]) -> int:
    made: set[Path] = set()
    count = 0
    for file in files(site):
        path = folder / file.path
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        path.write_bytes(file.content)
        count += 1
        progress(file.path)
    return count


def _put_in_place(beside: Path, folder: Path) -> None:
    """Put a folder in the place of another; whoever looks sees the old one or the new one."""
    beside.chmod(0o755)
    if not folder.exists():
        beside.rename(folder)
        return
    old = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.", suffix=".old"))
    folder.rename(old / "site")
    try:
        _require_ours(old / "site", folder)  # what has come there meanwhile
        beside.rename(folder)
    except BaseException:
        (old / "site").rename(folder)
        old.rmdir()
        raise
    shutil.rmtree(old, ignore_errors=True)


def files(site: Site) -> Iterator[File]:
    """Give all files of a site, each once, in an order that is always the same."""
    paths = []
    for file in _pages(site):
        paths.append(file.path)
        yield file
    if site.base:
        yield from maps(site, sorted(paths))
    yield robots(site)
    yield _made_by_us(site)


def _pages(site: Site) -> Iterator[File]:
    yield from site.assets()
    yield from roots(site)
    records: list[Record] = list(site.registry.values())
    every = RecordPages(site)
    for record in records:
        yield from every.of(record)
    yield from of_registry(site)
    yield from index(site, records)
    for reader in site.readers.values():
        yield from OtherPages(site, reader).pages()
        yield from list_pages(site, reader)
        yield from names(reader, site, records)
        if site.has_feed:
            yield feed(site, reader)


def _made_by_us(site: Site) -> File:
    manifest = site.registry.manifest
    told = {
        "made_by": _MAKER,
        "digest": site.registry.digest,
        "version": None if manifest is None else manifest.version,
        "languages": list(site.languages),
    }
    return File(MADE_BY_US, f"{json.dumps(told, indent=2)}\n".encode())
