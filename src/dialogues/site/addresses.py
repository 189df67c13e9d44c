"""Where the pages of a site are: each in a folder of its own, named for good.

A record is at ``ID/``, where its languages and its data are, and at ``LANGUAGE/ID/`` to be read. Links name the file
``index.html``, so that they also work from a folder on a disk; addresses that are written down leave it out.
"""

from __future__ import annotations

from collections.abc import Container, Iterable

INDEX = "index.html"
PLACES = frozenset(
    [
        "about",
        "agreements",
        "assets",
        "changes",
        "cooperations",
        "events",
        "feed",
        "languages",
        "organisations",
        "partners",
        "people",
        "programmes",
        "publications",
        "search",
        "sources",
        "themes",
        "timeline",
        "unknown",
    ]
)
"""The folders that a site has besides those of records."""


def record_folder(identifier: str, languages: Iterable[str]) -> str:
    """Give the name of a record's folder: its id; behind an id that is a folder of the site, an underscore.

    >>> record_folder("brazil-2007", ["en"]), record_folder("en", ["en"])
    ('brazil-2007', 'en_')
    """
    return f"{identifier}_" if identifier in PLACES or identifier in languages else identifier


def partner_folder(key: str, keys: Container[str]) -> str:
    """Give the name of a partner's folder below ``partners/``: a code in small letters, else its id.

    ``keys`` are those of all partners: an id that is the code of another one has an underscore behind it.

    >>> partner_folder("CA-QC", ()), partner_folder("sica", ()), partner_folder("br", {"BR", "br"})
    ('ca-qc', 'sica', 'br_')
    """
    if key.isupper():
        return key.lower()
    return f"{key}_" if key.upper() in keys else key


def up(path: str) -> str:
    """Give the way from a page to the root of the site.

    >>> up("en/brazil-2007/index.html"), up("index.html")
    ('../../', '')
    """
    return "../" * path.count("/")


def written_down(path: str) -> str:
    """Give a page's path as an address has it.

    >>> written_down("en/brazil-2007/index.html")
    'en/brazil-2007/'
    """
    return path.removesuffix(INDEX)
