"""Rights that inherit through the plant: given on a site, they reach everything under it, and end when it moves away."""

import pytest
from rest_framework.test import APIClient

from hub import access, context, linking, registry, writing
from hub.models import Tenant
from permissions.models import User
from permissions.rules import accounts, credentials, granting

pytestmark = pytest.mark.django_db


@pytest.fixture
def tenant() -> Tenant:
    return accounts.tenant_create(name="Plant")


@pytest.fixture
def owner(tenant: Tenant) -> access.Principal:
    user, _password = accounts.user_create(name="owner", tenant=tenant, role="engineer", password="x")
    return access.Principal(
        tenant_id=tenant.pk,
        tenant_name=tenant.name,
        user_id=user.pk,
        user_name=user.name,
        role="engineer",
        scopes=frozenset({"read", "write"}),
        credential="session",
    )


@pytest.fixture
def guest(tenant: Tenant) -> User:
    return accounts.user_create(name="guest", tenant=tenant, role="engineer", password="x")[0]


@pytest.fixture
def client(tenant: Tenant, guest: User) -> APIClient:
    _key, text = credentials.key_create(name="guest", tenant=tenant, user=guest)
    return APIClient(headers={"X-API-Key": text})


def make(kind, **values):
    return writing.create(registry.get(kind), values)


@pytest.fixture
def plant(owner):
    """A site six levels deep with an asset, a tag, a document and an event at the lowest node."""
    with context.acting(owner):
        kind = make("node_type", code="place", name="Place")
        nodes = []
        for level in range(6):
            nodes.append(make("node", name=f"level {level}", type=kind, parent=nodes[-1] if nodes else None))
        other = make("node", name="elsewhere", type=kind)
        maker = make("manufacturer", name="Maker")
        product = make("product", manufacturer=maker, product_code="P")
        asset = make("asset", product=product, serial_number="A1")
        part = make("asset", product=product, serial_number="A2", parent=asset)
        tag = make("instrumentation", tag="F-112")
        status = make("document_status", code="signed", name="Signed")
        document = make("document", name="Manual", status=status)
        event_type = make("event_type", code="calib", name="Calibration")
        event_status = make("event_status", code="over", name="Over")
        event = make("event", name="Calibrated", type=event_type, status=event_status, assets=[asset])
        link(nodes[-1], "assets", asset)
        link(nodes[-1], "instrumentations", tag)
        join("asset", asset, "documents", document)
        return {
            "nodes": nodes,
            "other": other,
            "asset": asset,
            "part": part,
            "tag": tag,
            "document": document,
            "event": event,
        }


def link(node, name, target):
    join("node", node, name, target)


def join(kind, parent, name, target):
    entry = registry.get(kind)
    child = next(child for child in entry.nested if child.name == name)
    linking.link(entry, parent.pk, child, [target])


def seen(client, path):
    body = client.get(f"/api/v1/{path}", headers={"Accept": "application/json"}).json()
    name = next(name for name in body if name != "pagination")
    assert body["pagination"]["total_count"] == len(body[name])
    return {item["id"] for item in body[name]}


def grant(owner, guest, node, right="read"):
    return granting.grant_create(principal=owner, object_kind="node", object_id=node.pk, right=right, user_id=guest.pk)


def test_without_a_grant_nothing_of_the_plant_is_seen(client, plant):
    for path in ("nodes", "assets", "instrumentations", "documents", "events"):
        assert seen(client, path) == set()


def test_a_grant_on_the_site_reaches_everything_below(client, plant, owner, guest):
    grant(owner, guest, plant["nodes"][0])
    assert seen(client, "nodes") == {node.pk for node in plant["nodes"]}
    assert seen(client, "assets") == {plant["asset"].pk, plant["part"].pk}
    assert seen(client, "instrumentations") == {plant["tag"].pk}
    assert seen(client, "documents") == {plant["document"].pk}
    assert seen(client, "events") == {plant["event"].pk}


def test_an_event_inherits_update_at_most(client, plant, owner, guest):
    grant(owner, guest, plant["nodes"][0], "permit")
    asset = client.get(f"/api/v1/assets/{plant['asset'].pk}").json()["_links"]
    event = client.get(f"/api/v1/events/{plant['event'].pk}").json()["_links"]
    assert "delete" in asset
    assert "update" in event
    assert "delete" not in event


def test_moving_the_subtree_away_ends_the_right_at_once(client, plant, owner, guest):
    grant(owner, guest, plant["nodes"][0])
    entry = registry.get("node")
    with context.acting(owner):
        writing.change(entry, plant["nodes"][3].pk, {"parent": plant["other"]})
    assert seen(client, "nodes") == {node.pk for node in plant["nodes"][:3]}
    assert seen(client, "assets") == set()
    assert client.get(f"/api/v1/documents/{plant['document'].pk}").status_code == 404


def test_unlinking_ends_the_right_at_once(client, plant, owner, guest):
    grant(owner, guest, plant["nodes"][0])
    entry = registry.get("node")
    child = next(child for child in entry.nested if child.name == "assets")
    with context.acting(owner):
        linking.unlink(entry, plant["nodes"][-1].pk, child, [plant["asset"]])
    assert seen(client, "assets") == set()
    assert seen(client, "events") == set()
    assert seen(client, "nodes") == {node.pk for node in plant["nodes"]}


def test_a_guest_with_update_cannot_move_what_it_may_not_permit(client, plant, owner, guest):
    grant(owner, guest, plant["nodes"][0], "update")
    answer = client.patch(
        f"/api/v1/nodes/{plant['nodes'][3].pk}", {"parent": {"id": plant["nodes"][0].pk}}, format="json"
    )
    assert answer.status_code == 403
    answer = client.patch(f"/api/v1/nodes/{plant['nodes'][3].pk}", {"parent": {"id": plant["other"].pk}}, format="json")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == "#/parent"


def test_a_refused_guest_is_told_why(client, plant, owner, guest):
    grant(owner, guest, plant["nodes"][0], "update")
    body = client.get(f"/api/v1/assets/{plant['asset'].pk}?explain=actions").json()
    lacking = {row["relation"]: row for row in body["_explain"]}
    assert lacking["delete"] == {
        "relation": "delete",
        "lacking": "right",
        "needs": "delete",
        "detail": "You hold update, inherited from a node.",
    }
    assert lacking["permissions"]["needs"] == "permit"


def test_permissions_of_an_object_show_what_it_inherits_and_from_where(tenant, plant, owner, guest):
    site = plant["nodes"][0]
    grant(owner, guest, site)
    _key, text = credentials.key_create(name="owner", tenant=tenant, user=User.objects.get(pk=owner.user_id))
    mine = APIClient(headers={"X-API-Key": text})
    grants = mine.get(f"/api/v1/assets/{plant['asset'].pk}/permissions").json()["_embedded"]["permissions"]
    shown = {(item["object"]["kind"], item["object"]["id"], item["right"], item["inherited"]) for item in grants}
    assert ("asset", plant["asset"].pk, "permit", False) in shown
    assert ("node", site.pk, "read", True) in shown
