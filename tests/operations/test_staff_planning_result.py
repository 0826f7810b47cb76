"""Planning results of staff: one for a shift, and many at once."""

BULK = "staffMembers/planningResults/update"
DATES = {"start_date": "2026-02-01T06:00:00Z", "end_date": "2026-02-01T14:00:00Z"}


def test_shifts_are_planned_one_by_one_and_at_once(plants):
    plant = plants.here
    member, workplace, skill = plant.make("staff_member"), plant.make("workplace"), plant.make("skill")
    shifts = [plant.make("staff_member_shift", staff_member={"id": member["id"]}) for _ in range(3)]
    result = {"workplace": {"id": workplace["id"]}, "skill": {"id": skill["id"]}, **DATES, "capacity": 0.5}
    href = f"{shifts[0]['_links']['self']['href']}/planningResult"
    plant.engineer.put(href, result).ok(201)
    elements = [{"staff_member_shift": {"id": shift["id"]}, **result} for shift in shifts]
    assert plant.engineer.post(BULK, {"planning_results": elements}).status == 204
    for shift in shifts:
        found = plant.engineer.get(f"{shift['_links']['self']['href']}/planningResult").ok()
        assert found["capacity"] == 0.5
        assert found["_links"]["skill"]["href"] == skill["_links"]["self"]["href"]
    elements[1]["end_date"] = "2025-01-01T00:00:00Z"
    errors = plant.engineer.post(BULK, {"planning_results": elements}).errors()
    assert errors == [("#/planning_results/1/end_date", "before_start")]


def test_a_staff_members_shifts_and_skills_stand_under_it(plants):
    plant = plants.here
    member, skill = plant.make("staff_member"), plant.make("skill")
    href = member["_links"]["self"]["href"]
    plant.engineer.post(f"{href}/skills", {"skill": {"id": skill["id"]}, "level": 2}).ok(201)
    plant.engineer.post(f"{href}/shifts", DATES).ok(201)
    assert len(plant.engineer.get(f"{href}/skills").items("staff_member_skills")) == 1
    assert len(plant.engineer.get(f"{href}/shifts").items("staff_member_shifts")) == 1
    assert plant.engineer.post(f"{href}/SIGNED_ON").ok()["state"] == "SIGNED_ON"


def test_all_are_listed_with_figures(plants):
    plant = plants.here
    workplace = plant.make("workplace")
    shifts = [plant.make("staff_member_shift") for _ in range(2)]
    body = {"workplace": {"id": workplace["id"]}, "start_date": DATES["start_date"], "end_date": "2026-02-01T10:00:00Z"}
    for shift in shifts:
        plant.engineer.put(f"{shift['_links']['self']['href']}/planningResult", body).ok(201)
    link = plant.engineer.get("staffMembers/shifts").links["planningResults"]
    found = plant.engineer.follow(link).ok()
    assert len(found["_embedded"]["planning_results"]) == 2
    assert (found["number_of_workplaces"], found["occupancy_time"]) == (1, 8 * 3_600_000)
    assert (found["scheduled_working_time"], found["occupancy_rate"]) == (16 * 3_600_000, 0.5)
    late = plant.engineer.get("staffMembers/planningResults", {"start_date": "2026-02-02T00:00:00Z"}).ok()
    assert (late["occupancy_time"], late["occupancy_rate"]) == (0, None)
    assert plants.there.engineer.get("staffMembers/planningResults").items("planning_results") == []


def test_the_figures_tell_how_far_what_operations_ask_for_is_covered(plants):
    plant = plants.here
    here, there = plant.make("workplace"), plant.make("workplace")
    for workplace in (here, there):
        operation = plant.make("operation")
        plant.make("required_skill", operation={"id": operation["id"]}, phase="PROCESSING", capacity=1.5)
        plan = {"workplace": {"id": workplace["id"]}, **DATES}
        plant.engineer.put(f"operations/{operation['id']}/planningResult", plan).ok(201)
    shift = plant.make("staff_member_shift")
    plant.engineer.put(f"{shift['_links']['self']['href']}/planningResult", {**DATES, "workplace": {"id": here["id"]}})

    def asked(**query):
        found = plant.engineer.get("staffMembers/planningResults", query).ok()
        return found["requirement_of_staff_hours"] / 3_600_000, found["coverage_of_personnel_requirements"]

    assert asked() == (24, 8 / 24)
    assert asked(workplace_id=here["id"]) == (12, 8 / 12)
    assert asked(workplace_number=there["number"]) == (0, None)  # nobody is planned, and no period is named
    period = {"start_date": "2026-02-01T10:00:00Z", "end_date": "2026-02-01T12:00:00Z"}
    assert asked(**period) == (6, 2 / 6)
    assert asked(workplace_number=there["number"], **period) == (3, 0)
    assert plants.there.engineer.get("staffMembers/planningResults").ok()["requirement_of_staff_hours"] == 0


def test_no_requirement_is_too_large_to_be_told(plants):
    plant, operation = plants.here, plants.here.make("operation")
    plant.make("required_skill", operation={"id": operation["id"]}, phase="PROCESSING", capacity=1e308)
    plan = {"workplace": {"id": plant.sample("workplace")["id"]}, **DATES}
    plant.engineer.put(f"operations/{operation['id']}/planningResult", plan).ok(201)
    found = plant.engineer.get("staffMembers/planningResults", DATES).ok()
    assert found["requirement_of_staff_hours"] == 2**53


def test_those_of_one_member_are_found(plants):
    plant, place = plants.here, {"workplace": {"id": plants.here.sample("workplace")["id"]}}
    shifts = [plant.make("staff_member_shift", staff_member={"id": plant.make("staff_member")["id"]}) for _ in range(2)]
    for shift in shifts:
        plant.engineer.put(f"{shift['_links']['self']['href']}/planningResult", {**DATES, **place}).ok(201)
    who = shifts[0]["_links"]["staff_member"]["href"].rpartition("/")[2]
    found = plant.engineer.get("staffMembers/planningResults", {"staff_member_id": who})
    hrefs = [item["_links"]["staff_member_shift"]["href"] for item in found.items("planning_results")]
    assert hrefs == [shifts[0]["_links"]["self"]["href"]]
