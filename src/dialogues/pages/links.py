"""Where the links of a page lead, and which of them belong to an entry."""

from __future__ import annotations

import re

from attrs import define, field

from dialogues.documents.link import Link
from dialogues.pages.entries import Oddity, OddityKind
from dialogues.records.address import web_address

_OTHER_SCHEME = re.compile(r"[\x00-\x20]*([a-zA-Z][a-zA-Z0-9+.-]*):")
_BREAKS = re.compile(r"[\t\r\n]")
_LONGEST = 2000  # characters of an address
_WEB = ("http", "https")


@define(eq=False)
class Links:
    """The links of a page."""

    base: str
    """The address that relative ones are meant from; empty where it is not known."""
    odd: list[Oddity]
    """Where what is odd is told."""
    used: dict[int, str | None] = field(factory=dict)
    """The links that belong to something, with where they lead."""

    @classmethod
    def of(cls, address: str, base: str, odd: list[Oddity]) -> Links:
        """Begin with the page's address, and what its first ``<base>`` makes of it."""
        page = (web_address(address) or "") if address else ""
        return cls((web_address(base, page) or page) if base else page, odd)

    def is_used(self, link: Link) -> bool:
        """Say whether a link belongs to something."""
        return id(link) in self.used

    def use(self, link: Link) -> str | None:
        """Take a link; give where it leads, and tell once of one that leads nowhere."""
        key = id(link)
        if key not in self.used:
            address, why = self._address(link.href)
            self.used[key] = address
            if why:
                message = f"the link is {why} and was dropped"
                place = (link.place.line, link.place.col + 1)
                self.odd.append(Oddity(OddityKind.DROPPED_ADDRESS, message, *place))
        return self.used[key]

    def _address(self, href: str) -> tuple[str | None, str]:
        scheme = _OTHER_SCHEME.match(_BREAKS.sub("", href))
        if scheme is not None and scheme[1].lower() not in _WEB:
            return None, scheme[1].lower()
        if len(href) > _LONGEST:
            return None, f"longer than {_LONGEST:,} characters"
        found = web_address(href, self.base)
        if found is not None:
            return found, ""
        if self.base or scheme is not None or href.startswith("//"):
            return None, "malformed address"
        # The page's own address is not known: it is kept as it is written.
        return _BREAKS.sub("", href), ""
