"""Grants as resources: what they promise, and who sees them and takes them back."""

from tests.contracts.suites import (
    ConditionalContract,
    CreateContract,
    CursorContract,
    DeleteContract,
    HalContract,
    HistoryContract,
    PageContract,
    ReadContract,
    RightsContract,
    SearchContract,
    TenantContract,
)


class TestGrant(
    ReadContract,
    CreateContract,
    DeleteContract,
    HalContract,
    PageContract,
    CursorContract,
    SearchContract,
    ConditionalContract,
    HistoryContract,
    RightsContract,
    TenantContract,
):
    kind = "permission"


def test_a_grant_names_its_object_in_several_ways(plants):
    plant = plants.here
    asset = plant.make("asset")
    user = {"user": {"id": plant.users["colleague"].pk}}
    spellings = [
        {"href": asset["_links"]["self"]["href"]},
        {"kind": "asset", "id": asset["id"]},
        {"kind": "asset", "uuid": asset["uuid"]},
    ]
    for right, given in zip(("read", "update", "delete"), spellings, strict=True):
        made = plant.engineer.post("permissions", {"right": right, "object": given, **user}).ok(201)
        assert made["object"]["href"] == asset["_links"]["self"]["href"]
    wrong = [{}, {"href": "/x"}, {"kind": "asset"}, {"kind": "surprise", "id": 1}, "asset", 5, None, {"href": 5}]
    wrong += [{"href": "/api/v1/assets/987654321"}, {"kind": "asset", "id": "x"}]
    wrong += [{"href": plants.there.make("asset")["_links"]["self"]["href"]}]
    for given in wrong:
        errors = plant.engineer.post("permissions", {"right": "read", "object": given, **user}).errors()
        assert {place for place, _code in errors} == {"#/object"}, given


def test_nothing_is_granted_on_accounts(plants):
    plant = plants.here
    user = {"user": {"id": plant.users["colleague"].pk}}
    for path in (f"users/{plant.users['engineer'].pk}", f"groups/{plant.make('group')['id']}", "tenants/1"):
        body = {"right": "read", "object": {"href": f"/api/v1/{path}"}, **user}
        assert plant.admin.post("permissions", body).status in (400, 403)
        assert plant.admin.get(f"{path}/permissions").status == 404
