"""Where the hub may call out to: public addresses, and the networks that ``OUTBOUND_NETWORKS`` names.

A host is judged by the addresses it has at the moment of the call, and the call goes to an address that was judged.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
PORTS = {"https": 443, "http": 80}
LONGEST_URL = 500

#: Special uses (IANA) beside what the library calls private or reserved.
_NEVER_4 = tuple(ipaddress.IPv4Network(text) for text in ("192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15"))
#: IPv6 is given out from here only; beyond are loopback, mapped and translated IPv4, local and multicast addresses.
_GIVEN_OUT = ipaddress.IPv6Network("2000::/3")
#: Within that: tunnels into IPv4 (Teredo, 6to4) and what is for documents.
_NEVER_6 = tuple(ipaddress.IPv6Network(text) for text in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"))
#: A last label by which resolvers may take the host for a number: 127.1, 0x7f000001, 017700000001.
_NUMERIC = re.compile(r"(?:[0-9]+|0x[0-9a-f]*)", re.IGNORECASE)
_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9_-]{1,63}(?<!-))*\.?", re.IGNORECASE)

BAD_URL = _("Expected an absolute URL without user, password and fragment, of at most {most} characters.")
HTTPS_ONLY = _("Only https URLs are called.")
BAD_PORT = _("Ports are 80, 443, or 1024 and above.")
BAD_HOST = _("Name a host by its name, or by its address in the usual form.")
PRIVATE = _("This address is not in a public network.")
UNKNOWN = _("The name of the host is not known.")


class Refused(Exception):
    """Nothing is called there; the text says why."""

    def __init__(self, detail: str | Promise) -> None:
        super().__init__(str(detail))
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Target:
    """A URL that may be called, as far as its text tells."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """What stands in the header Host."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    def addresses(self) -> list[Address]:
        """The addresses of the host, now. Raises Refused unless all of them may be called."""
        try:
            found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise Refused(UNKNOWN) from error
        addresses = [ipaddress.ip_address(str(row[4][0])) for row in found]
        if not addresses:
            raise Refused(UNKNOWN)
        for address in addresses:
            check_address(address)
        return list(dict.fromkeys(addresses))


def target_of(url: str) -> Target:
    """What ``url`` names. Raises Refused for what is never called, whatever a name stands for."""
    bad = Refused(BAD_URL.format(most=LONGEST_URL))
    if not url.isascii() or not url.isprintable() or len(url) > LONGEST_URL or set(url) & set(' \\"<>^`{|}#'):
        raise bad
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise bad from None
    if parts.scheme not in PORTS or not host or "@" in parts.netloc or parts.netloc.endswith(":"):
        raise bad
    if parts.scheme != "https" and not settings.ALLOW_HTTP:
        raise Refused(HTTPS_ONLY)
    port = PORTS[parts.scheme] if port is None else port
    if port not in PORTS.values() and port < 1024:
        raise Refused(BAD_PORT)
    _check_host(host, bracketed="[" in parts.netloc)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, port, path)


def _check_host(host: str, *, bracketed: bool) -> None:
    if bracketed:
        try:
            address: Address = ipaddress.IPv6Address(host)
        except ValueError:
            raise Refused(BAD_HOST) from None
        check_address(address)
    elif _NUMERIC.fullmatch(host.rstrip(".").rpartition(".")[2]):
        try:
            address = ipaddress.IPv4Address(host)
        except ValueError:
            raise Refused(BAD_HOST) from None
        check_address(address)
    elif len(host) > 253 or not _HOST.fullmatch(host):
        raise Refused(BAD_HOST)
    elif host.rstrip(".").lower() == "localhost" or host.rstrip(".").lower().endswith(".localhost"):
        for text in ("127.0.0.1", "::1"):
            check_address(ipaddress.ip_address(text))


def check_address(address: Address) -> None:
    """Raise Refused unless ``address`` is public or in a network that may be called."""
    if not (any(_within(address, network) for network in _networks()) or is_public(address)):
        raise Refused(PRIVATE)


def is_public(address: Address) -> bool:
    """Whether everybody reaches the same machine at ``address``, without detour through another network."""
    if isinstance(address, ipaddress.IPv6Address):
        inside = address in _GIVEN_OUT and address.scope_id is None and not _any(address, _NEVER_6)
        return inside and address.is_global
    return address.is_global and not (address.is_multicast or address.is_reserved or _any(address, _NEVER_4))


def _any(address: Any, networks: tuple[Any, ...]) -> bool:
    return any(address in network for network in networks)


def _within(address: Any, network: Network) -> bool:
    return address.version == network.version and address in network


def _networks() -> tuple[Network, ...]:
    return _parsed(tuple(getattr(settings, "OUTBOUND_NETWORKS", ())))


@lru_cache(maxsize=8)
def _parsed(texts: tuple[str, ...]) -> tuple[Network, ...]:
    return tuple(ipaddress.ip_network(text) for text in texts)
