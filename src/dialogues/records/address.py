"""Addresses of the web, as a browser would send them (WHATWG URL) and RFC 3986 allows them: one form for all parts."""

from __future__ import annotations

import re
from functools import lru_cache

from dialogues.errors import MissingDependency

_PLAIN = re.compile(
    r"https?://[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z](?:[a-z0-9-]*[a-z0-9])?)+"
    r"(?:/(?!\.)[A-Za-z0-9_~!$&'()*+,;=:@.-]*(?<!/\.))*(?:\?[A-Za-z0-9_~!$&()*+,;=:@./?-]*)?(?:#[A-Za-z0-9_~!$&'()*+,;=:@./?-]*)?"
)
_UNSAFE = re.compile(r"[^A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]")
_BRACKETS = re.compile(r"[\[\]]")
_HOST = re.compile(r"[A-Za-z0-9_~-]+(?:\.[A-Za-z0-9_~-]+)*\.?|\[[0-9a-fA-F:.]+\]")
_WEB = ("http:", "https:")
_LONGEST = 20_000


def web_address(text: str, base: str = "") -> str | None:
    """Write an address as a browser would send it, from the address of the page where it is relative to that.

    Tabs and line breaks within are dropped, spaces and other letters written with %; None for what is no address of
    the web, names no host, or a user.

    >>> web_address("../MoU Iceland (final).pdf", "https://example.org/a/b/")
    'https://example.org/a/MoU%20Iceland%20(final).pdf'

    Raises :class:`~dialogues.errors.MissingDependency` for what is not plain where can-ada is not installed.
    """
    if len(text) > _LONGEST:
        return None
    return text if _PLAIN.fullmatch(text) else _written(text, base)


@lru_cache(4096)
def _written(text: str, base: str) -> str | None:
    try:
        import can_ada  # here: 10 ms that only a page, or an unusual address, costs
    except ImportError:
        raise MissingDependency("reading an address that is not plain", "can-ada") from None
    try:
        found = can_ada.parse(base) + text if base else can_ada.parse(text)
    except (ValueError, TypeError):  # no address; a lone surrogate
        return None
    if found.protocol not in _WEB or found.username or found.password or not _HOST.fullmatch(found.hostname):
        return None
    scheme, _, rest = found.href.partition("//")
    host, slash, rest = rest.partition("/")
    return f"{scheme}//{host}{slash}{_BRACKETS.sub(_percent, _UNSAFE.sub(_percent, rest))}"


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))


def why_no_address(text: str) -> str:
    """Say why a record cannot hold an address, and what to write; empty where it can."""
    written = web_address(text)
    unsafe = _UNSAFE.search(text)
    if written is not None and unsafe is not None:
        if unsafe[0] in "\t\r\n":
            return "an address has no line breaks or tabs: leave them out"
        what = "space" if unsafe[0] == " " else repr(unsafe[0])
        instead = _percent(unsafe)
        # A browser takes a backslash for a slash, and writes other letters of a host in its own way.
        same = web_address(text.replace(unsafe[0], instead)) == written
        return f"an address has no {what}: write {instead if same else written}"
    if not text.startswith(("https://", "http://")) or unsafe is not None:
        return "an address starts with https:// (or http://) and has no spaces or quotes"
    if written is None or not text.split("/")[2]:
        return "an address names a host (RFC 3986 section 3.2.2), and a port up to 65535, and no user"
    return ""
