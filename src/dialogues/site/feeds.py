"""What programs ask a site for: a feed of each language, a map of its pages, and what they may visit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dialogues.records import Record, time_key
from dialogues.site.addresses import INDEX, written_down
from dialogues.site.pictures import in_xml
from dialogues.site.reader import Reader
from dialogues.site.site import File, Site

MOST_ENTRIES = 50
MOST_ADDRESSES = 20_000  # of the 50,000 that a file may have (sitemaps.org), since each is in all languages
_IN_A_FEED = ("agreements", "events", "publications")


def name_of(site: Site, record: Record) -> str:
    """Give the name of a record that holds everywhere: its permanent address, else its URN; its id where there is none.

    A site at an address has a folder for each record; a name that is no address has its collection in it, as the
    manifest says.
    """
    if site.base:
        return f"{site.base}{site.folder(record.id)}/"
    return f"{site.name_base}{record.collection}/{record.id}" if site.name_base else record.id


def feed(site: Site, reader: Reader) -> File:
    """Write the feed of a language (Atom, RFC 4287): the newest agreements, events and publications.

    The time of all is that of the registry's version: nothing else is known of when they were written.
    """
    manifest = site.registry.manifest
    assert manifest is not None
    updated = f"{manifest.date.earliest.isoformat()}T00:00:00Z"
    path = f"{reader.language}/feed.xml"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{reader.language}">',
        f"<title>{in_xml(site.title(reader.language).text)}</title>",
        f"<id>{in_xml(site.name_base + reader.language)}</id>",
        f"<updated>{updated}</updated>",
        f"<author><name>{in_xml(_publisher(site, reader))}</name></author>",
        f'<link rel="self" href="{in_xml(site.base + path if site.base else "feed.xml")}"/>',
        f'<link href="{in_xml(_address(site, reader.page(), "index.html"))}"/>',
    ]
    for record in _newest(site):
        named, when = reader.record(record.id), reader.when(record)
        page = _address(site, named.href, "/".join(named.href.split("/")[1:]))
        lines += [
            "<entry>",
            f"<title>{in_xml(named.text)}</title>",
            f"<id>{in_xml(name_of(site, record))}</id>",
            f"<updated>{updated}</updated>",
            f'<link href="{in_xml(page)}"/>',
            f"<summary>{in_xml(', '.join(part for part in (reader.kind(record), when) if part))}</summary>",
            "</entry>",
        ]
    return File(path, "\n".join([*lines, "</feed>", ""]).encode())


def _address(site: Site, path: str, beside: str) -> str:
    return site.base + written_down(path) if site.base else beside


def _publisher(site: Site, reader: Reader) -> str:
    manifest = site.registry.manifest
    named = manifest.publisher if manifest is not None else None
    return reader.record(named).text if named else site.title(reader.language).text


def _newest(site: Site) -> list[Record]:
    every = [each for name in _IN_A_FEED for each in site.registry.collections[name].values() if each.span.start]
    return sorted((each for each in every if each.retired is None), key=time_key, reverse=True)[:MOST_ENTRIES]


def maps(site: Site, paths: Sequence[str]) -> Iterator[File]:
    """Write the map of the pages (sitemaps.org), with the languages of each; several where there are many.

    Only a site whose address is known has one.
    """
    first = f"{site.languages[0]}/"
    pages = [path.removeprefix(first) for path in paths if path.startswith(first) and path.endswith(INDEX)]
    entries = [entry for page in pages for entry in _entries(site, page)]
    parts = [entries[at : at + MOST_ADDRESSES] for at in range(0, len(entries), MOST_ADDRESSES)]
    if len(parts) == 1:
        yield File("sitemap.xml", _urls(parts[0]))
        return
    lines = ['<?xml version="1.0" encoding="utf-8"?>', f'<sitemapindex xmlns="{_SITEMAP}">']
    for at, part in enumerate(parts):
        yield File(f"sitemap-{at}.xml", _urls(part))
        lines.append(f"<sitemap><loc>{in_xml(site.base)}sitemap-{at}.xml</loc></sitemap>")
    yield File("sitemap.xml", "\n".join([*lines, "</sitemapindex>", ""]).encode())


_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def _entries(site: Site, page: str) -> Iterator[str]:
    addresses = {each: in_xml(site.base + written_down(f"{each}/{page}")) for each in site.languages}
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{each}" href="{address}"/>' for each, address in addresses.items()
    )
    for address in addresses.values():
        yield f"<url><loc>{address}</loc>{links}</url>"


def _urls(entries: Sequence[str]) -> bytes:
    head = f'<urlset xmlns="{_SITEMAP}" xmlns:xhtml="http://www.w3.org/1999/xhtml">'
    return "\n".join(['<?xml version="1.0" encoding="utf-8"?>', head, *entries, "</urlset>", ""]).encode()


def robots(site: Site) -> File:
    """Say what programs may visit: all."""
    told = f"\nSitemap: {site.base}sitemap.xml" if site.base else ""
    return File("robots.txt", f"User-agent: *\nDisallow:{told}\n".encode())
