"""Connections that lead to public hosts alone, and end in time.

A name is resolved once, and what it means is checked before a connection is made, at each step of a redirect: an
address that is private, of this machine or of this network is refused, whatever name leads there. The connection goes
to the address that was checked, so that a name that changes its meaning gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from attrs import define

if TYPE_CHECKING:
    import httpcore
    import httpx


class Refused(Exception):  # it is told, and never raised to a caller
    """An address that nothing may be fetched from."""


@define
class Deadline:
    """Until when an address may take, from one request to the next."""

    end: float = 0.0
    """The moment, by the monotonic clock."""

    def begin(self, seconds: float) -> None:
        """Begin an address."""
        self.end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """The seconds that are left."""
        return max(0.0, self.end - time.monotonic())


def public_addresses(host: str, port: int) -> tuple[str, ...]:
    """Resolve a host, once. Raises OSError where it has no address, and Refused where one of them is not public."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = tuple(dict.fromkeys(str(each[4][0]) for each in found))
    for each in addresses:
        if not is_public(each):
            raise Refused(f"{host} is {each}, which is not public; --allow-host {host} would ask it all the same")
    return addresses


def is_public(address: str) -> bool:
    """Say whether an IP address is one of the public internet, and none that stands for another one that is not."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def guarded(allowed: frozenset[str], deadline: Deadline) -> httpx.BaseTransport:
    """Make a transport of httpx whose connections go to addresses that were checked, and end at a deadline."""
    import httpcore  # here: the extra online
    import httpx

    backend: Any = _Backend(httpcore.SyncBackend(), allowed, deadline)
    pool = httpcore.ConnectionPool(ssl_context=ssl.create_default_context(), network_backend=backend, max_connections=8)

    class Stream(httpx.SyncByteStream):
        """The body of an answer."""

        def __init__(self, answer: httpcore.Response) -> None:
            self._answer = answer

        def __iter__(self) -> Iterator[bytes]:
            yield from self._answer.iter_stream()

        def close(self) -> None:
            """Let go of the connection."""
            self._answer.close()

    class Guarded(httpx.BaseTransport):
        """Sends requests through the guarded connections."""

        def handle_request(self, request: httpx.Request) -> httpx.Response:
            """Send a request."""
            url = request.url
            asked = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
            answer = pool.handle_request(
                httpcore.Request(request.method, asked, headers=request.headers.raw, extensions=request.extensions)
            )
            return httpx.Response(
                answer.status, headers=answer.headers, stream=Stream(answer), extensions=answer.extensions
            )

        def close(self) -> None:
            """Close the connections."""
            pool.close()

    return Guarded()


@define
class _Timed:
    """A connection that waits no longer than is left; it behaves as ``httpcore.NetworkStream`` says."""

    stream: Any
    deadline: Deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Wait for bytes."""
        found: bytes = self.stream.read(max_bytes, _left(self.deadline, timeout))
        return found

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send bytes."""
        self.stream.write(buffer, _left(self.deadline, timeout))

    def close(self) -> None:
        """Close it."""
        self.stream.close()

    def start_tls(self, context: ssl.SSLContext, server_hostname: str | None, timeout: float | None = None) -> _Timed:
        """Begin to speak TLS, with the name that was asked for."""
        return _Timed(self.stream.start_tls(context, server_hostname, _left(self.deadline, timeout)), self.deadline)

    def get_extra_info(self, info: str) -> Any:
        """Tell what is known of it."""
        return self.stream.get_extra_info(info)


@define
class _Backend:
    """Connects to the addresses of a name that were checked, as ``httpcore.NetworkBackend`` says."""

    network: Any
    allowed: frozenset[str]
    deadline: Deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> _Timed:
        """Connect; the first address that answers is taken."""
        import httpcore  # here: the extra online

        addresses = (host,) if host in self.allowed else public_addresses(host, port)
        problem: Exception = OSError(f"{host} has no address")
        for each in addresses:
            try:
                wait = _left(self.deadline, timeout)
                return _Timed(self.network.connect_tcp(each, port, wait, local_address, socket_options), self.deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                problem = error
        raise problem


def _left(deadline: Deadline, timeout: float | None) -> float:
    import httpcore  # here: likewise

    left = deadline.left
    if not left:
        raise httpcore.ReadTimeout
    return left if timeout is None else min(timeout, left)
