"""Hostile values in Netilion's words: refused in its form, taken where they are legal, never a failure."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from hub.models import Outbox
from tests.hub.hostile import KEYS, TEXTS, VALUES, some

PLACES = {
    "assets": ("serial_number", "product", "status", "production_date", "parent", "description", "last_seen_at"),
    "products": ("product_code", "manufacturer", "name", "status", "categories"),
    "companies": ("name", "description", "tenant"),
    "nodes": ("name", "type", "parent", "hidden", "specifications"),
    "instrumentations": ("tag", "type", "status", "assets"),
    "documents": ("name", "status", "categories", "valid_from"),
    "events": ("name", "type", "status", "assets", "start_datetime"),
}
BODIES = (
    b"[]",
    b"null",
    b'"x"',
    b"-0",
    b'{"name": "a", "name": "b"}',
    b'{"name": NaN}',
    b"[" * 100_000,
    b"\xff",
    b'{"name": "\\u0000"}',
)
ASKED = [text for text in TEXTS if len(text) < 2_000] + ["1," * 150, "1+,2", "0", "9" * 30]
FILTERS = (
    "serial_number",
    "product_id",
    "page",
    "per_page",
    "include",
    "order_by",
    "updated_since",
    "unknown",
    "tag",
    "status_code",
)


def checked(netilion, answer):
    """A refusal in Netilion's form, or none; never a failure."""
    assert answer.status < 500, answer
    if answer.status >= 400:
        netilion.refused(answer, answer.status)
    return answer


@pytest.mark.parametrize("place", PLACES)
def test_no_value_breaks_a_creation(netilion, place):
    company = netilion.post("companies", {"name": "Parker"})
    product = netilion.post("products", {"product_code": "PV", "manufacturer": {"id": company["id"]}})
    good = {
        "serial_number": "S",
        "product": {"id": product["id"]},
        "product_code": "P2",
        "manufacturer": {"id": company["id"]},
        "name": "N",
        "tag": "T",
    }
    for turn, name in enumerate(PLACES[place]):
        for value in some(VALUES, turn):
            checked(netilion, netilion.ask("POST", place, {**good, name: value}))


@pytest.mark.parametrize("body", BODIES)
def test_no_body_breaks_a_change(netilion, body):
    company, before = netilion.post("companies", {"name": "Parker"}), Outbox.objects.count()
    for method, path in (("POST", "assets"), ("POST", "nodes"), ("PATCH", f"companies/{company['id']}")):
        assert checked(netilion, netilion.ask(method, path, body)).status in (400, 413)
    assert Outbox.objects.count() == before


def test_no_id_and_no_filter_breaks_a_question(netilion):
    for key in KEYS:
        assert checked(netilion, netilion.ask("GET", f"assets/{key}")).status == 404, key
        checked(netilion, netilion.ask("PATCH", f"nodes/{key}", {"name": "x"}))
        checked(netilion, netilion.ask("GET", f"assets/{key}/specifications"))
    for turn, name in enumerate(FILTERS):
        for text in ASKED[turn % 3 :: 3]:
            checked(netilion, netilion.ask("GET", f"assets?{name}={quote(text, errors='surrogatepass')}"))
