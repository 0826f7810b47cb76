"""Where the hub calls out to: public addresses only, whatever a name says, unless a network is named."""

import ipaddress
import socket

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.settings.environment import networks
from hub.outbound import Failed, Refused, addresses, post, target_of

PRIVATE = [
    *("127.0.0.1", "0.0.0.0", "10.1.2.3", "172.31.255.255", "192.168.0.1", "169.254.169.254", "100.127.255.255"),
    *(
        "192.0.0.170",
        "192.0.2.1",
        "192.88.99.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "255.255.255.255",
    ),
    *("::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::1", "100::1"),
    *(
        "2001::1",
        "2001:db8::1",
        "2002:a00:1::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd12::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
    ),
]


def resolving(monkeypatch, *answers):
    """Each look-up gives the next of ``answers``, the last one for good."""
    left = list(answers)

    def found(host, port, *args, **more):
        now = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in now]

    monkeypatch.setattr(socket, "getaddrinfo", found)


@pytest.fixture
def connected(monkeypatch):
    """Where connections were tried; none comes about."""
    tried = []

    def create(address, *args, **more):
        tried.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", create)
    return tried


@pytest.mark.parametrize("text", PRIVATE)
def test_a_name_for_a_private_address_is_not_called(text, monkeypatch, connected):
    resolving(monkeypatch, [text])
    with pytest.raises(Refused):
        post("http://intranet.example.com/", b"{}", {})
    assert connected == []


@pytest.mark.parametrize("text", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "2a00:1450:4001::1"])
def test_public_addresses_are_public(text):
    assert addresses.is_public(ipaddress.ip_address(text))


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch, connected):
    resolving(monkeypatch, ["8.8.8.8", "10.0.0.1"])
    with pytest.raises(Refused):
        post("http://both.example.com/", b"{}", {})
    assert connected == []


def test_the_call_goes_to_the_address_that_was_judged(monkeypatch, connected):
    resolving(monkeypatch, ["8.8.8.8"], ["127.0.0.1"])
    with pytest.raises(Failed):
        post("http://rebound.example.com:8080/", b"{}", {})
    assert connected == [("8.8.8.8", 8080)]


def test_unknown_names_are_refused(monkeypatch):
    def unknown(*args, **more):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(Refused):
        post("http://nowhere.example.com/", b"{}", {})


def test_a_named_network_is_called_and_no_other(settings, monkeypatch, connected):
    settings.OUTBOUND_NETWORKS = ["10.1.0.0/16", "fd12::/16"]
    for text, reached in (("10.1.2.3", True), ("fd12::1", True), ("10.2.0.1", False), ("::ffff:10.1.2.3", False)):
        resolving(monkeypatch, [text])
        with pytest.raises(Failed if reached else Refused):
            post("http://plant.example.com/", b"{}", {})
    assert [address for address, _port in connected] == ["10.1.2.3", "fd12::1"]


def test_networks_are_checked_at_the_start():
    assert networks(["10.0.0.0/8"]) == ["10.0.0.0/8"]
    with pytest.raises(ImproperlyConfigured, match="OUTBOUND_NETWORKS"):
        networks(["10.0.0.1/8"])


def test_a_url_keeps_its_query_and_port():
    target = target_of("https://example.com:8443/a/b?c=d")
    assert (target.host, target.port, target.path, target.authority) == (
        "example.com",
        8443,
        "/a/b?c=d",
        "example.com:8443",
    )
    assert target_of("https://example.com").path == "/"
