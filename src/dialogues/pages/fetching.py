"""Fetching the pages of sources, when somebody asks for it by name: politely, bounded, and from public hosts alone.

Where nothing may be fetched from is said in :mod:`dialogues.pages.guard`. No cookie, password or environment is used.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
import time
from http.cookiejar import CookieJar, DefaultCookiePolicy
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from attrs import define, field, frozen

from dialogues._version import __version__
from dialogues.errors import MissingDependency
from dialogues.files.kept import cache_folder
from dialogues.pages.guard import Deadline, Refused, guarded
from dialogues.records.address import web_address

if TYPE_CHECKING:
    import httpx

MAX_BYTES = 20_000_000
MAX_SECONDS = 30.0
PAUSE = 1.0  # seconds between two requests to a host
_WAIT = 10.0  # seconds for a connection, or for the next bytes
_MOST_REDIRECTS = 5
_ERRNO = re.compile(r"^\[Errno -?\d+\] ")
_AGENT = f"dialogues/{__version__} (verification of cited sources)"


@frozen
class Fetched:
    """What an address gave."""

    address: str
    """The address that was asked."""
    final: str = ""
    """The one that answered: another one where the page has moved."""
    status: int | None = None
    """The HTTP status; None where nobody answered."""
    problem: str = ""
    """Why it cannot be read; empty where it can."""
    media_type: str = ""
    """What the server says that it is."""
    encoding: str | None = None
    """The encoding that the server says."""
    content: bytes = field(default=b"", repr=False)
    """The bytes."""
    permanent: bool = False
    """Whether the server says that the page has moved for good."""

    @property
    def gone(self) -> bool:
        """Whether the server says that there is no such page (any more)."""
        return self.status in (404, 410)


@define
class Fetcher:
    """Fetches pages one after the other, at most one a second from a host."""

    allowed: frozenset[str] = frozenset()
    """Hosts that may be private, by name."""
    cache: Path | None = None
    """The folder in which what was fetched today is kept; None for none."""
    pause: float = PAUSE
    """Seconds between two requests to a host."""
    max_seconds: float = MAX_SECONDS
    """Seconds that one address may take."""
    max_bytes: int = MAX_BYTES
    """Bytes that are read of one page."""
    _last: dict[str, float] = field(factory=dict, init=False)
    _client: httpx.Client | None = field(default=None, init=False)
    _deadline: Deadline = field(factory=Deadline, init=False)

    def fetch(self, address: str) -> Fetched:
        """Fetch a page; what goes wrong is told, and never raised.

        Raises :class:`~dialogues.errors.MissingDependency` without the extra ``online``.
        """
        kept = self._kept(address)
        if kept is not None:
            return kept
        client = self._client or self._made()
        found = self._followed(client, address)
        self._keep(found)
        return found

    def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            self._client.close()

    def _made(self) -> httpx.Client:
        try:
            import httpx  # here: the extra online
        except ImportError:
            raise MissingDependency("fetching pages", "policy-dialogues[online]") from None
        self._client = httpx.Client(
            transport=guarded(self.allowed, self._deadline),
            timeout=_WAIT,
            trust_env=False,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            headers={"User-Agent": _AGENT},
        )
        return self._client

    def _followed(self, client: httpx.Client, address: str) -> Fetched:
        """Ask an address, and those that it leads to."""
        here, permanent = address, True
        self._deadline.begin(self.max_seconds)
        for _ in range(_MOST_REDIRECTS + 1):
            written = web_address(here)
            if written is None:
                return Fetched(address, here, None, "it leads to what is no address of the web")
            found = self._asked(client, address, written)
            if not isinstance(found, tuple):
                moved = found.final != address
                return found if not moved else _with(found, permanent=permanent)
            status, location = found
            permanent = permanent and status in (301, 308)
            here = urljoin(written, location)
        return Fetched(address, here, None, f"it leads from one address to the next, more than {_MOST_REDIRECTS} times")

    def _asked(self, client: httpx.Client, address: str, here: str) -> Fetched | tuple[int, str]:
        """Ask one address; give what it says, or the status and the address that it leads to."""
        import httpcore
        import httpx

        self._wait(urlsplit(here).hostname or "")
        try:
            with client.stream("GET", here) as answer:
                if answer.is_redirect:
                    return answer.status_code, answer.headers["location"]
                return self._read(address, here, answer)
        except Refused as refused:
            return Fetched(address, here, None, str(refused))
        except (httpx.TimeoutException, httpcore.TimeoutException):
            return Fetched(address, here, None, "it does not answer in time" if self._deadline.left else self._late)
        except (httpx.HTTPError, httpx.InvalidURL, httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            told = _ERRNO.sub("", " ".join(str(error).split()))[:200].lower()
            return Fetched(address, here, None, f"it cannot be reached: {told or type(error).__name__}")

    def _read(self, address: str, here: str, answer: httpx.Response) -> Fetched:
        status = answer.status_code
        if status != 200:
            return Fetched(address, here, status, f"the server answers {status} {answer.reason_phrase}".rstrip())
        content = b""
        for piece in answer.iter_bytes(65_536):
            content += piece
            if len(content) > self.max_bytes:
                return Fetched(address, here, status, f"it has more than {self.max_bytes:,} bytes")
        media_type = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        return Fetched(address, here, status, "", media_type, answer.charset_encoding, content)

    @property
    def _late(self) -> str:
        return f"it takes more than {self.max_seconds:g} seconds"

    def _wait(self, host: str) -> None:
        now = time.monotonic()
        ready = self._last.get(host, now - self.pause) + self.pause
        if ready > now:
            time.sleep(ready - now)
        self._last[host] = time.monotonic()

    # What was fetched today

    def _place(self, address: str) -> Path | None:
        if self.cache is None:
            return None
        name = hashlib.sha256(address.encode()).hexdigest()
        return self.cache / datetime.date.today().isoformat() / name  # noqa: DTZ011  # the reader's day

    def _kept(self, address: str) -> Fetched | None:
        place = self._place(address)
        if place is None:
            return None
        try:
            told: dict[str, Any] = json.loads(place.with_suffix(".json").read_bytes())
            return Fetched(**told, content=place.with_suffix(".bytes").read_bytes())
        except (OSError, ValueError, TypeError):
            return None

    def _keep(self, found: Fetched) -> None:
        """Keep a page that could be read; the cache is a help, and its loss none."""
        place = self._place(found.address)
        if place is None or found.problem:
            return
        told = {
            key: getattr(found, key)
            for key in ("address", "final", "status", "problem", "media_type", "encoding", "permanent")
        }
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.with_suffix(".bytes").write_bytes(found.content)
            place.with_suffix(".json").write_text(json.dumps(told), encoding="utf-8")
        except OSError:
            return


def usual_cache() -> Path:
    """Give the folder in which what was fetched is kept, as the system has it."""
    return cache_folder() / "sources"


def _with(found: Fetched, *, permanent: bool) -> Fetched:
    from attrs import evolve  # here: only for a page that moved

    return evolve(found, permanent=permanent)
