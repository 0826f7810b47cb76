"""Tenants: an admin reads and renames its own; nobody makes or removes one through the API."""

from tests.contracts.suites import (
    ConditionalContract,
    ConditionalWriteContract,
    CursorContract,
    HalContract,
    HistoryContract,
    PageContract,
    ReadContract,
    RightsContract,
    SearchContract,
    TenantContract,
    UpdateContract,
)


class TestTenant(
    ReadContract,
    UpdateContract,
    HalContract,
    PageContract,
    CursorContract,
    SearchContract,
    ConditionalContract,
    ConditionalWriteContract,
    HistoryContract,
    RightsContract,
    TenantContract,
):
    kind = "tenant"


def test_only_its_admin_renames_a_tenant(plants):
    here = plants.here
    href = f"tenants/{here.tenant.pk}"
    assert here.admin.patch(href, {"description": "By the sea."}).ok()["description"] == "By the sea."
    for caller in (here.engineer, here.operator):
        caller.get(href).ok()
        caller.patch(href, {"name": "Mine"}).problem(403)
        assert "update" not in caller.get(href).links


def test_a_name_is_unique_in_the_whole_hub(plants):
    href = f"tenants/{plants.here.tenant.pk}"
    for name in (plants.there.tenant.name, plants.there.tenant.name.upper()):
        assert plants.here.admin.patch(href, {"name": name}).errors(409) == [("#/name", "unique")]


def test_no_tenant_is_made_or_removed_here(plants):
    plants.here.admin.post("tenants", {"name": "New"}).problem(405)
    plants.here.admin.delete(f"tenants/{plants.here.tenant.pk}").problem(405)
    assert "create" not in plants.here.admin.get("tenants").links


def test_no_tenant_makes_itself_a_catalogue(plants):
    href = f"tenants/{plants.here.tenant.pk}"
    assert plants.here.admin.patch(href, {"public_catalogue": True}).ok()["public_catalogue"] is False


def test_the_standard_catalogue_is_seen_and_not_changed(plants):
    seen = plants.here.operator.get("tenants").items("tenants")
    assert [(row["id"] == plants.here.tenant.pk, row["public_catalogue"]) for row in seen] == [
        (True, False),
        (False, True),
    ]
    plants.here.admin.patch(f"tenants/{seen[1]['id']}", {"name": "Mine"}).problem(403)
