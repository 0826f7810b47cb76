"""One POST to somebody else's server: to an address that was judged, without redirects, within a limit of time.

The name of the host is resolved once; TLS and the header Host still use the name.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from hub.outbound.addresses import Address, Target, target_of

SECONDS_TO_CONNECT, SECONDS_IN_ALL = 5.0, 15.0


class Failed(Exception):
    """No answer came; the text says why, in few words."""


@dataclass(frozen=True, slots=True)
class Reply:
    """How the other side answered; its body is not read."""

    status: int
    retry_after: int | None = None


def post(url: str, body: bytes, headers: Mapping[str, str], *, seconds: float = SECONDS_IN_ALL) -> Reply:
    """Send ``body`` to ``url``. Raises Refused when it may not be called, Failed when no answer comes in time."""
    target = target_of(url)
    addresses = target.addresses()
    connection = _connection(target, addresses, min(SECONDS_TO_CONNECT, seconds))
    try:
        with _limit(connection, seconds):
            sent = {"Host": target.authority, "Connection": "close", **headers}
            connection.request("POST", target.path, body, sent)
            answer = connection.getresponse()
            return Reply(answer.status, _seconds(answer.headers.get("Retry-After")))
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Failed(_reason(error)) from error
    finally:
        connection.close()


class _Plain(http.client.HTTPConnection):
    """A connection to one of the judged addresses, whatever the name stands for by now."""

    judged: list[Address]

    def connect(self) -> None:
        self.sock = _socket(self.judged, self.port, self.timeout)


class _Secure(_Plain, http.client.HTTPSConnection):
    """The same with TLS, for the name of the host."""

    def connect(self) -> None:
        plain = _socket(self.judged, self.port, self.timeout)
        try:
            self.sock = _tls().wrap_socket(plain, server_hostname=self.host)
        except BaseException:
            plain.close()
            raise


def _connection(target: Target, addresses: list[Address], seconds: float) -> _Plain:
    kind = _Secure if target.scheme == "https" else _Plain
    made = kind(target.host, target.port, timeout=seconds)
    made.judged = addresses
    return made


def _socket(addresses: list[Address], port: int, seconds: Any) -> socket.socket:
    failure: OSError | None = None
    for address in addresses:
        try:
            return socket.create_connection((str(address), port), seconds)
        except OSError as error:
            failure = error
    assert failure is not None
    raise failure


@lru_cache(maxsize=1)
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


@contextmanager
def _limit(connection: _Plain, seconds: float) -> Iterator[None]:
    """Cut the connection after ``seconds``: the timeout of a socket begins anew with each byte that trickles in."""

    def cut() -> None:
        if connection.sock is not None:
            with suppress(OSError):  # it has ended meanwhile
                connection.sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _seconds(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else None


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"certificate: {error.verify_message}"
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__)[:200]
