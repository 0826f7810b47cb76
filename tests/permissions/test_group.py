"""Groups: what every resource promises, and that only admins make them and say who is in."""

from tests.contracts.suites import BulkContract, WholeContract


class TestGroup(WholeContract, BulkContract):
    kind = "group"
    thorough = True


def test_only_admins_make_groups_and_say_who_is_in(plants):
    plant = plants.here
    group = plant.make("group")["_links"]["self"]["href"]
    users = {"users": [{"id": plant.users["colleague"].pk}]}
    for caller in (plant.engineer, plant.operator):
        caller.get(group).ok()
        caller.post("groups", {"name": "mine"}).problem(403)
        caller.patch(group, {"name": "mine"}).problem(403)
        for method in ("POST", "DELETE"):
            caller.ask(method, f"{group}/users", users).problem(403)
        assert not {"link", "unlink", "create"} & set(caller.get(f"{group}/users").links)
        caller.ask("POST", f"users/{plant.users['engineer'].pk}/groups", {"groups": []}).problem(403)


def test_only_members_of_the_plant_can_be_in(plants):
    group = plants.here.make("group")["_links"]["self"]["href"]
    body = {"users": [{"id": plants.there.users["engineer"].pk}]}
    assert plants.here.admin.post(f"{group}/users", body).errors() == [("#/users/0", "not_found")]


def test_a_group_goes_with_what_it_was_granted(plants):
    plant = plants.here
    group = plant.make("group")
    plant.admin.post(f"groups/{group['id']}/users", {"users": [plant.users["colleague"].pk]})
    asset = plant.make("asset")["_links"]["self"]["href"]
    plant.engineer.post(f"{asset}/permissions", {"right": "read", "group": {"id": group["id"]}}).ok(201)
    plant.colleague.get(asset).ok()
    assert plant.admin.delete(f"groups/{group['id']}").status == 204
    plant.colleague.get(asset).problem(404)
