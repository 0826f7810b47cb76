"""Webhooks: what every resource promises, that their secret is shown once, and where they may not lead."""

import pytest

from permissions.models import Webhook
from permissions.webhooks import formats
from tests.contracts.suites import WholeContract


class TestWebhook(WholeContract):
    kind = "webhook"


@pytest.fixture
def plant(plants):
    return plants.here


BODY = {"name": "erp", "url": "https://example.com/hook"}
PRIVATE = [
    *("127.0.0.1", "127.1", "0177.0.0.1", "0x7f.0.0.1", "0x7f000001", "2130706433", "017700000001", "127.0.0.1."),
    *("0", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.0.8"),
    *("198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.88.99.1", "192.0.2.1"),
    *("[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]"),
    *("[64:ff9b:1::1]", "[2002:7f00:1::]", "[2001::1]", "[2001:db8::1]", "[fe80::1]", "[fc00::1]", "[fec0::1]"),
    *("[ff02::1]", "[3fff::1]", "localhost", "LOCALHOST", "localhost.", "a.localhost"),
]


def test_a_secret_is_shown_once_and_made_anew_on_demand(plant):
    answer = plant.admin.post("webhooks", BODY, idempotency_key="once")
    made = answer.ok(201)
    assert made["secret"].startswith("whsec_")
    assert plant.admin.post("webhooks", BODY, idempotency_key="once").ok(201) == {**made, "secret": None}
    href = answer.headers["Location"]
    renewed = plant.admin.patch(href, {"renew_secret": True}).ok()
    assert renewed["secret"] not in (None, made["secret"])
    assert renewed["secret_number"] == 2
    for path in (href, f"{href}/history", f"{href}/history/1", "webhooks"):
        assert "whsec_" not in plant.admin.get(path).content.decode()
    assert not any("whsec_" in str(value) for value in Webhook.objects.filter(pk=made["id"]).values().get().values())


def test_an_earlier_version_does_not_bring_its_secret_back(plant):
    made = plant.admin.post("webhooks", BODY).ok(201)
    renewed = plant.admin.patch(f"webhooks/{made['id']}", {"renew_secret": True, "name": "other"}).ok()
    restored = plant.admin.post(f"webhooks/{made['id']}/history/1/restore").ok()
    assert (restored["name"], restored["secret_number"]) == ("erp", 2)
    assert formats.secret_of(Webhook.objects.get(pk=made["id"])) == renewed["secret"]


@pytest.mark.parametrize("host", PRIVATE)
def test_no_address_of_a_private_network_is_taken(plant, host):
    body = {**BODY, "url": f"https://{host}/hook"}
    assert plant.admin.post("webhooks", body).errors() == [("#/url", "invalid")]


@pytest.mark.parametrize(
    "url",
    [
        *("ftp://example.com/", "example.com/hook", "//example.com/", "https://", "https://user:pw@example.com/"),
        *("https://example.com/#part", "https://example.com:22/", "https://example.com:0/", "https://example.com:x/"),
        *(
            "https://exa mple.com/",
            "https://exam\nple.com/",
            "https://ex\u00e4mple.com/",
            "https://-a.com/",
            "https://a..b/",
        ),
        *("https://example.com\\@127.0.0.1/", "javascript:alert(1)", "https://[::1", "https://[1.2.3.4]/", ""),
        "https://example.com/" + "x" * 500,
    ],
)
def test_what_is_no_good_url_is_refused(plant, url):
    assert {place for place, _code in plant.admin.post("webhooks", {**BODY, "url": url}).errors()} == {"#/url"}
    assert not Webhook.objects.filter(name="erp").exists()


def test_plain_http_is_refused_in_production(plant, settings):
    settings.ALLOW_HTTP = False
    errors = plant.admin.post("webhooks", {**BODY, "url": "http://example.com/"})
    assert errors.status in (400, 403)


def test_what_is_said_about_a_webhook_is_checked(plant):
    cases = [
        ({"kinds": ["asset", "unicorn"]}, "kinds/1"),
        ({"events": ["explode"]}, "events/0"),
        ({"event_types": ["asset_value_created"]}, "event_types/0"),
        ({"format": "morse"}, "format"),
        ({"max_attempts": 0}, "max_attempts"),
        ({"max_attempts": 26}, "max_attempts"),
        ({"max_pending": 0}, "max_pending"),
        ({"object_filter": [{"name": "serial_number"}]}, "object_filter/0"),
        ({"object_filter": [{"name": "x", "value": {"a": 1}}]}, "object_filter/0"),
        ({"user": {"id": 999_999}}, "user"),
    ]
    for values, place in cases:
        errors = plant.admin.post("webhooks", {**BODY, **values}).errors()
        assert [found for found, _code in errors] == [f"#/{place}"], values


def test_somebody_of_another_tenant_cannot_be_looked_through(plants):
    stranger = plants.there.users["engineer"].pk
    errors = plants.here.admin.post("webhooks", {**BODY, "user": {"id": stranger}}).errors()
    assert [place for place, _code in errors] == ["#/user"]


def test_it_acts_as_who_registered_it_unless_another_is_named(plant):
    made = plant.admin.post("webhooks", BODY, accept="application/json").ok(201)
    assert made["user"]["id"] == plant.users["admin"].pk
    named = {"name": "narrow", "url": BODY["url"], "user": {"id": plant.users["operator"].pk}}
    assert plant.admin.post("webhooks", named, accept="application/json").ok(201)["user"]["id"] == named["user"]["id"]


def test_a_secret_made_below_a_client_is_not_kept_for_a_retry(plant):
    place = f"clients/{plant.make('client')['id']}/webhooks"
    made = plant.admin.post(place, BODY, idempotency_key="below").ok(201)
    assert plant.admin.post(place, BODY, idempotency_key="below").ok(201) == {**made, "secret": None}


def test_what_is_named_twice_counts_once(plant):
    body = {**BODY, "events": ["create"] * 40 + ["delete"], "kinds": ["asset", "node", "asset"]}
    made = plant.admin.post("webhooks", body).ok(201)
    assert (made["events"], made["kinds"]) == (["create", "delete"], ["asset", "node"])


def test_only_admins_see_webhooks(plant):
    made = plant.admin.post("webhooks", BODY).ok(201)
    for caller in (plant.engineer, plant.operator):
        caller.get("webhooks").problem(403)
        caller.get(f"webhooks/{made['id']}").problem(404)
        caller.get(f"webhooks/{made['id']}/deliveries").problem(404)
        caller.post("webhooks", BODY).problem(403)
        assert "webhooks" not in caller.get("/api/v1/").links
    assert "webhooks" in plant.admin.get("/api/v1/").links


def test_a_tenant_has_fifty_at_most(plant, monkeypatch):
    monkeypatch.setattr("permissions.rules.webhooks.MOST", Webhook.objects.filter(tenant=plant.tenant).count() + 1)
    plant.admin.post("webhooks", BODY).ok(201)
    assert plant.admin.post("webhooks", {**BODY, "name": "second"}).problem(409)["code"] == "too_many"


def test_webhooks_of_a_client_act_as_its_user(plant):
    client = plant.make("client")
    made = plant.admin.post(f"clients/{client['id']}/webhooks", BODY, accept="application/json").ok(201)
    assert made["user"]["href"] == client["_links"]["user"]["href"]
    assert plant.admin.get(f"clients/{client['id']}/webhooks").ids("webhooks") == [made["id"]]
