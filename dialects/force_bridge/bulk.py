"""Many assignments in one transaction: planned and expected ones of operations, planned ones of staff members."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from dialects.base import Operation
from hub import errors
from hub.hal.reference import parse_key

from . import asking, describe
from .resource import Action, Body, Resource
from .tables.operations import FORECAST_RESULT, PLANNING_RESULT
from .tables.staff import SHIFT, STAFF_ASSIGNMENT
from .telling import actions, link
from .values import hexed
from .view import ForceView

OTHER_STAFF = "The shift is not one of this staff member."
_ACTIONS = (
    Action(name="updatePlanningResult", when=("replace",), method="PUT"),
    Action(name="deletePlanningResult", when=("delete",), method="DELETE"),
)
ONE_ASSIGNMENT = "Expected one element: a shift has one assignment."


def listed(view: ForceView, member: str, plural: str) -> list[Any]:
    """The list that the body holds under the vendor's name."""
    sent = view.sent
    asking.check(view.request.query_params, ())
    found = sent.get(member) if isinstance(sent, dict) else None
    if not isinstance(found, list):
        detail = f"Expected an object with the member {member}, a list."
        raise errors.ValidationProblem([errors.field_error(plural, "required", detail)])
    return found


def updating(resource: Resource, member: str) -> Operation:
    """``POST /operations/{results}/update``: 204; each element has the effect of the PUT, or none has any."""

    def run(view: ForceView) -> Any:
        plural = resource.entry.plural
        view.names = {plural: member, **resource.spoken, "operation": "operationId", "workplace": "workplaceId"}
        path = f"operations/{member if resource is FORECAST_RESULT else 'planningResults'}/update"

        def body() -> Body:
            return {plural: [resource.body(one) for one in listed(view, member, plural)]}

        view.ask("POST", path, body=body)
        return view.nothing()

    return Operation(run=run, large=True, described=lambda: describe.bulk(member, resource.name, "Operations"))


FORECASTS = updating(FORECAST_RESULT, "forecastResults")
PLANS = updating(PLANNING_RESULT, "assignments")


# -- staff members ----------------------------------------------------------------------------------------------------


def _staff(view: ForceView) -> Any:
    plural = STAFF_ASSIGNMENT.entry.plural
    view.names = {plural: "elements", **STAFF_ASSIGNMENT.spoken}

    def body() -> Body:
        found = listed(view, "elements", plural)
        _same_people(view, found, plural)
        return {plural: [STAFF_ASSIGNMENT.body(one) for one in found]}

    view.ask("POST", "staffMembers/planningResults/update", body=body)
    return view.nothing()


def _same_people(view: ForceView, elements: list[Any], plural: str) -> None:
    """An element that names a staff member beside a shift means the one whose shift it is."""
    named = {
        place: (parse_key(one["staffMemberShiftId"]), parse_key(one["staffMemberId"]))
        for place, one in enumerate(elements)
        if isinstance(one, dict) and one.get("staffMemberId") and one.get("staffMemberShiftId")
    }
    wanted = sorted({shift.hex for shift, _who in named.values() if isinstance(shift, UUID)})
    people: dict[Any, set[Any]] = {}
    for start in range(0, len(wanted), 100):
        data = view.ask(
            "POST", f"{SHIFT.entry.path}/search", query={"per_page": 100}, body={"uuid": wanted[start : start + 100]}
        ).data
        for item in data[SHIFT.entry.plural]:
            people[item["uuid"]] = {item["staff_member"]["id"], item["staff_member"]["uuid"]}
    wrong = [
        errors.field_error((plural, place, "staffMemberId"), "conflict", OTHER_STAFF)
        for place, (shift, who) in named.items()
        if shift in people and who not in people[shift]
    ]
    if wrong:
        raise errors.ValidationProblem(wrong, bulk=True)


STAFF = Operation(
    run=_staff, large=True, described=lambda: describe.bulk("elements", STAFF_ASSIGNMENT.name, "Staff members")
)


def _shift_of(view: ForceView, key: str, shift: str) -> Body:
    """The shift of this staff member; 404 when it is another one's."""
    who = view.ask("GET", f"staffMembers/{key}").data
    found: Body = view.ask("GET", f"staffMembers/shifts/{shift}").data
    if found["staff_member"]["id"] != who["id"]:
        raise errors.NotFoundProblem()
    return found


def _of_shift(view: ForceView, item: Body, shift: Body) -> Any:
    told = STAFF_ASSIGNMENT.told(item)
    element = {"staffMemberId": hexed(shift["staff_member"]["uuid"]), **told}
    links = {"self": link(view.here)} | actions(_ACTIONS, item.get("_links", {}), view.here) if view.hal else {}
    return view.told(view.teller.shape({"elements": [element]}, links))


def _read(view: ForceView, key: str, shift: str) -> Any:
    row = _shift_of(view, key, shift)
    item = view.ask("GET", f"staffMembers/shifts/{row['id']}/planningResult").data
    asking.check(view.request.query_params, ())
    return _of_shift(view, item, row)


def _replace(view: ForceView, key: str, shift: str) -> Any:
    row = _shift_of(view, key, shift)
    view.names = STAFF_ASSIGNMENT.spoken

    def body() -> Any:
        found = listed(view, "elements", "elements")
        if len(found) != 1:
            raise errors.ValidationProblem([errors.field_error("elements", "invalid", ONE_ASSIGNMENT)])
        return STAFF_ASSIGNMENT.body(found[0])

    item = view.ask("PUT", f"staffMembers/shifts/{row['id']}/planningResult", body=body, conditions=True).data
    return _of_shift(view, item, row)


def _remove(view: ForceView, key: str, shift: str) -> Any:
    row = _shift_of(view, key, shift)
    view.ask("DELETE", f"staffMembers/shifts/{row['id']}/planningResult", conditions=True)
    return view.nothing()


def _described(what: str, status: int = 200) -> Any:
    return lambda: describe.of_shift(what, status)


OF_SHIFT = {
    "GET": Operation(run=_read, described=_described("The assignment of a shift")),
    "PUT": Operation(run=_replace, described=_described("Replace the assignment of a shift")),
    "DELETE": Operation(run=_remove, described=_described("Take the assignment of a shift away", 204)),
}
