"""Real calls: what arrives, what is no answer, how long the hub waits, whom it believes."""

from __future__ import annotations

import datetime
import ipaddress
import ssl
import threading

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from hub.outbound import Failed, post, posting
from tests.permissions.receiver import receiving


@pytest.fixture
def receiver(settings):
    settings.OUTBOUND_NETWORKS = ["127.0.0.0/8"]
    with receiving() as one:
        yield one


def test_body_and_headers_arrive(receiver):
    reply = post(receiver.url, b'{"a":1}', {"Content-Type": "application/json", "X-Own": "yes"})
    assert reply.status == 204
    (got,) = receiver.got
    assert (got.body, got.headers["x-own"]) == (b'{"a":1}', "yes")
    assert got.headers["host"] == receiver.url.split("/")[2]


def test_no_environment_makes_it_go_through_a_proxy(receiver, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://10.0.0.1:3128")
    assert post(receiver.url, b"{}", {}).status == 204


def test_a_receiver_that_trickles_is_cut_off(receiver):
    def trickle(handler):
        try:
            for byte in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"a" * 1000:
                handler.wfile.write(bytes([byte]))
                handler.wfile.flush()
                pause.wait(0.05)
        except OSError:
            return

    pause = threading.Event()
    receiver.answers = [trickle]
    with pytest.raises(Failed):
        post(receiver.url, b"{}", {}, seconds=0.4)


def test_an_answer_that_is_none_is_a_failure(receiver):
    receiver.answers = [
        lambda handler: handler.wfile.write(b"hello?\r\n\r\n"),
        lambda handler: handler.connection.close(),
    ]
    for _ in range(2):
        with pytest.raises(Failed):
            post(receiver.url, b"{}", {})


def test_without_a_certificate_there_is_no_tls(receiver):
    with pytest.raises(Failed):
        post(receiver.url.replace("http:", "https:"), b"{}", {})
    assert receiver.got == []


# -- TLS --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def certificate(tmp_path):
    """Makes a certificate for an address, signed by itself; gives the files of certificate and key."""

    def make(address):
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "receiver")])
        now = datetime.datetime.now(datetime.UTC)
        names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))])
        made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        made = made.serial_number(1).not_valid_before(now).not_valid_after(now + datetime.timedelta(days=1))
        signed = made.add_extension(names, False).sign(key, hashes.SHA256())
        paths = tmp_path / "certificate.pem", tmp_path / "key.pem"
        paths[0].write_bytes(signed.public_bytes(serialization.Encoding.PEM))
        plain = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        paths[1].write_bytes(key.private_bytes(serialization.Encoding.PEM, *plain))
        return paths

    return make


@pytest.mark.parametrize(("address", "believed"), [("127.0.0.1", True), ("127.0.0.2", False)])
def test_a_certificate_has_to_be_that_of_the_host(settings, monkeypatch, certificate, address, believed):
    settings.OUTBOUND_NETWORKS = ["127.0.0.0/8"]
    path, key = certificate(address)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(path, key)
    trusting = ssl.create_default_context(cafile=str(path))
    monkeypatch.setattr(posting, "_tls", lambda: trusting)
    with receiving(server) as one:
        if believed:
            assert post(one.url, b"{}", {}).status == 204
        else:
            with pytest.raises(Failed, match="certificate"):
                post(one.url, b"{}", {})
        assert len(one.got) == believed


def test_a_certificate_that_nobody_vouches_for_is_refused(settings, certificate):
    settings.OUTBOUND_NETWORKS = ["127.0.0.0/8"]
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(*certificate("127.0.0.1"))
    with receiving(server) as one, pytest.raises(Failed, match="certificate"):
        post(one.url, b"{}", {})
