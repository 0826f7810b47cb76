"""Tenant-wide grants: what every resource promises, and what may not be given away."""

from tests.contracts.suites import WholeContract


class TestTenantGrant(WholeContract):
    kind = "tenant_permission"
    change = {"right": "update"}


def test_it_holds_at_once_and_can_be_taken_back(plants):
    plant = plants.here
    asset = plant.make("asset")["_links"]["self"]["href"]
    plant.colleague.get(asset).problem(404)
    grant = plant.grant("@plant", "read")["_links"]["self"]["href"]
    plant.colleague.get(asset).ok()
    plant.admin.patch(grant, {"right": "update"}).ok()
    assert "update" in plant.colleague.get(asset).links
    assert plant.admin.delete(grant).status == 204
    plant.colleague.get(asset).problem(404)


def test_administration_is_not_given_away(plants):
    for kind in ("user", "api_key", "@identity", "@platform", "permission"):
        body = {"applies_to": kind, "right": "update"}
        assert plants.here.admin.post("tenant_permissions", body).errors() == [("#/right", "too_high")]


def test_what_cannot_be_granted_is_refused(plants):
    group = {"group": {"id": plants.here.make("group")["id"]}}
    cases = [
        ({"applies_to": "surprise", "right": "read"}, 400, "#/applies_to"),
        ({"applies_to": "asset", "right": "write"}, 400, "#/right"),
        ({"applies_to": "asset", "right": "read", "role": "owner"}, 400, "#/role"),
        ({"applies_to": "asset", "right": "read", "role": "engineer", **group}, 400, "#/group"),
        ({"applies_to": "asset", "right": "read", "group": {"id": plants.there.make("group")["id"]}}, 400, "#/group"),
        ({"applies_to": "@master", "right": "read"}, 409, "#/applies_to"),
    ]
    for body, status, place in cases:
        errors = plants.here.admin.post("tenant_permissions", body).errors(status)
        assert [found for found, _code in errors] == [place], body


def test_only_admins_see_them(plants):
    for caller in (plants.here.engineer, plants.here.operator):
        caller.get("tenant_permissions").problem(403)
        caller.post("tenant_permissions", {"applies_to": "*", "right": "permit"}).problem(403)


def test_what_a_tenant_starts_with_stands_there(plants):
    found = plants.here.admin.get("tenant_permissions").items("tenant_permissions")
    rows = {(row["applies_to"], row["right"], row["role"]) for row in found}
    assert {("@master", "delete", None), ("@production", "delete", None), ("*", "permit", "admin")} <= rows


def test_they_are_found_by_what_they_apply_to(plants):
    plant = plants.here
    made = plant.grant("@plant", "read")["id"]
    for asked, found in (("@plant", True), ("@PLANT", True), ("@pl*", True), ("*", True), ("asset,@plant", True),
                         ("@plan?", False), ("[@]plant", False), ("asset", False), ("nothing", False)):  # fmt: skip
        ids = plant.admin.get("tenant_permissions", {"applies_to": asked}).ids("tenant_permissions")
        assert (made in ids) is found, asked
