"""FORCE Bridge's paths: which resource stands where, and what can be done with it there."""

from __future__ import annotations

from dialects.base import Operation

from . import (
    bulk,
    callbacks,
    describe,
    devices,
    documents,
    entry,
    grouped,
    literals,
    machines,
    measured,
    planning,
    producing,
    records,
    reports,
    scenarios,
    tooling,
    working,
)
from .operations import (
    Operations,
    answer_list,
    canonical,
    creating,
    elements,
    elements_of,
    entering,
    hanging,
    listing,
    literal,
    nested,
    reading,
    removing,
    searching,
)
from .resource import Resource
from .tables import master as m
from .tables import operations as p
from .tables import orders as o
from .tables import places
from .tables import planned as d
from .tables import staff as s
from .tables import tools as t
from .tables import variants as v
from .tables import workplaces as w
from .telling import link
from .view import ForceView

Routes = dict[str, Operations]
KEY = "<segment:key>"


def whole(resource: Resource, *, new: bool = False, search: bool = False) -> Routes:
    """The collection and one of it; ``new``: they are made here; ``search``: by lists of filters, too."""
    found: Routes = {resource.path: {"GET": listing(resource)}, f"{resource.path}/{KEY}": {"GET": reading(resource)}}
    if new:
        found[resource.path]["POST"] = creating(resource)
    if search:
        found[f"{resource.path}/search"] = {"POST": searching(resource)}
    for relation in resource.relations:
        if relation.name in ("description", "shortDescription"):
            found[f"{resource.path}/{KEY}/{relation.name}"] = {"GET": literal(resource, relation.name)}
    return found


def below(owner: Resource, paths: dict[str, Operations]) -> Routes:
    """What stands at ``{resource}/{id}/{name}``."""
    return {f"{owner.path}/{KEY}/{path}": operations for path, operations in paths.items()}


def state(resource: Resource, **members: str) -> Routes:
    """``POST {resource}/{id}/{state}``."""
    return {f"{resource.path}/{KEY}/<segment:state>": {"POST": entering(resource, members)}}


def _required_skills(view: ForceView, key: str):  # type: ignore[no-untyped-def]
    found = elements_of(view, p.OPERATION, key, "requiredSkills", p.REQUIRED_SKILL)
    links = {"self": link(view.here)} if view.hal else {}
    return view.told(view.teller.shape(p.required_skills(found.items), links))


def _assigned(view: ForceView, key: str):  # type: ignore[no-untyped-def]
    group = view.ask("GET", canonical(w.WORKPLACE_GROUP, key)).data
    return answer_list(view, w.WORKPLACE, canonical(w.WORKPLACE), {"workplace_group_id": group["id"]})


MASTER: Routes = {"": {"GET": entry.CONTENTS}, "masterData": {"GET": entry.MASTER_DATA}}
for _one in m.MASTER:
    MASTER |= whole(_one)
MASTER |= {"literals": literals.LITERALS, f"literals/{KEY}": literals.ONE_LITERAL}

ORDERS: Routes = {
    **whole(o.MATERIAL, new=True),
    **whole(o.ERP_CONTEXT),
    **whole(o.ORDER, new=True, search=True),
    **below(
        o.ORDER,
        {
            "specification": planning.SPECIFICATION,
            "scheduledDates": planning.DATES,
            "operationSequence": planning.SEQUENCE,
        },
    ),
}
_RESOURCES: Operations = {"GET": nested(p.OPERATION, "productionResourcesAndTools", p.RESOURCE)}
OPERATIONS: Routes = {
    **whole(p.OPERATION, new=True, search=True),
    **state(p.OPERATION, workplaceId="workplace", staffMemberId="staff_member"),
    "operations/forecastResults/update": {"POST": bulk.FORECASTS},
    "operations/planningResults/update": {"POST": bulk.PLANS},
    "operations/forecastResults": scenarios.FORECASTS,
    "operations/planningResults": scenarios.PLANS,
    "operations/planningScenarios": scenarios.OF_OPERATIONS[0],
    f"operations/planningScenarios/{KEY}": scenarios.OF_OPERATIONS[1],
    **below(
        p.OPERATION,
        {
            "specification": hanging(p.OPERATION, p.SPECIFICATION, "specification", "GET PUT"),
            "scheduledDates": hanging(p.OPERATION, p.SCHEDULED_DATES, "scheduledDates"),
            "planningResult": hanging(p.OPERATION, p.PLANNING_RESULT, "planningResult", "GET PUT DELETE"),
            "forecastResult": hanging(p.OPERATION, p.FORECAST_RESULT, "forecastResult", "GET PUT DELETE"),
            "materialCharacteristics": hanging(p.OPERATION, p.CHARACTERISTICS, "materialCharacteristics"),
            "alternativeWorkplaces": {"GET": nested(p.OPERATION, "alternativeWorkplaces", w.ALTERNATIVE)},
            "productionResourcesAndTools": _RESOURCES,
            "productionResourceTools": _RESOURCES,
            "components": {"GET": elements(p.OPERATION, "components", p.COMPONENT)},
            "requiredTools": {"GET": elements(p.OPERATION, "requiredTools", p.REQUIRED_TOOL)},
            "requiredSkills": {
                "GET": Operation(
                    run=_required_skills, described=lambda: describe.elements(p.REQUIRED_SKILL, p.OPERATION)
                )
            },
            "manufacturingVariants": {"GET": elements(p.OPERATION, "manufacturingVariants", v.VARIANT)},
            "userFields": producing.fields_of(p.OPERATION, v.USER_FIELDS),
            "currentProductionData": producing.PRODUCTION,
            "qualityDetails": records.QUALITY,
            **records.recorded(p.OPERATION),
        },
    ),
}
WORKPLACES: Routes = {
    **whole(w.WORKPLACE, new=True),
    **below(
        w.WORKPLACE,
        {
            **machines.OF_WORKPLACE,
            **records.recorded(w.WORKPLACE),
            "userFields": producing.fields_of(w.WORKPLACE, v.PLACE_FIELDS),
            "location": hanging(w.WORKPLACE, places.OF_WORKPLACE, "location", "GET PUT DELETE"),
            "devices": devices.OF_WORKPLACE,
            **{one.name: {"GET": elements(w.WORKPLACE, one.name, one)} for one in (d.OPERATING, d.MAINTENANCE)},
        },
    ),
    "workplaces/predictedMalfunctionScenarios": scenarios.MALFUNCTIONS[0],
    f"workplaces/predictedMalfunctionScenarios/{KEY}": scenarios.MALFUNCTIONS[1],
    **whole(d.WORKPLACE_SHIFT),
    **state(d.WORKPLACE_SHIFT),
    **whole(w.WORKPLACE_GROUP),
    **below(
        w.WORKPLACE_GROUP,
        {
            **grouped.OF_GROUP,
            "assignedWorkplaces": {
                "GET": Operation(run=_assigned, described=lambda: describe.listing(w.WORKPLACE, "Assigned workplaces"))
            },
        },
    ),
    **whole(w.MACHINE),
    **state(w.MACHINE, **machines.STATE),
    **below(w.MACHINE, {name: machines.booking(name) for name in machines.BOOKINGS}),
    **reports.paths(),
}
TOOLS: Routes = {
    **whole(t.TOOL),
    "tools": {"GET": listing(t.TOOL), **tooling.TOOLS},
    f"tools/{KEY}": {"GET": reading(t.TOOL), "DELETE": removing(t.TOOL)},
    **state(t.TOOL),
    **below(
        t.TOOL,
        {
            "edges": tooling.EDGES,
            "edges/<segment:edge>": tooling.ONE_EDGE,
            "edges/<segment:edge>/characteristics": tooling.OF_EDGE,
            "characteristics": tooling.OF_TOOL,
            "location": hanging(t.TOOL, t.LOCATION, "location", "GET PUT DELETE"),
        },
    ),
    **whole(t.ASSEMBLY_ORDER, new=True),
    **state(t.ASSEMBLY_ORDER),
}
STAFF: Routes = {
    **whole(s.STAFF_MEMBER, new=True),
    **state(s.STAFF_MEMBER),
    **below(
        s.STAFF_MEMBER,
        {
            "skills": {"GET": elements(s.STAFF_MEMBER, "skills", s.SKILL)},
            "shifts/<segment:shift>/planningResult": bulk.OF_SHIFT,
            "planningResults": scenarios.STAFF,
            "assignedWorkplaces": {"GET": nested(s.STAFF_MEMBER, "assignedWorkplaces", w.WORKPLACE)},
            "location": hanging(s.STAFF_MEMBER, places.OF_STAFF_MEMBER, "location", "GET PUT DELETE"),
            **{
                one.name: {"GET": elements(s.STAFF_MEMBER, one.name, one)}
                for one in (d.LOGINS, d.ATTENDANCE, d.ABSENCE, d.WORKING)
            },
        },
    ),
    "staffMembers/planningResults/update": {"POST": bulk.STAFF},
    "staffMembers/planningResults": scenarios.STAFF,
    "staffMembers/planningScenarios": scenarios.OF_STAFF[0],
    f"staffMembers/planningScenarios/{KEY}": scenarios.OF_STAFF[1],
    "staffMembers/scheduledWorkingTimes": working.OF_ALL,
    **whole(s.SHIFT),
    **state(s.SHIFT),
    "commands": {"GET": listing(s.COMMAND), "POST": creating(s.COMMAND, 202, "async")},
    "commands/bulk": tooling.COMMANDS,
    f"commands/{KEY}": {"GET": reading(s.COMMAND)},
    **state(s.COMMAND),
}

MEASURING: Routes = {
    "devices": devices.DEVICES,
    f"devices/{KEY}": devices.ONE_DEVICE,
    f"devices/{KEY}/location": devices.LOCATION,
    f"devices/{KEY}/recordedTimeSeries": measured.TIME_SERIES,
}
LISTENING: Routes = {
    "callbacks": callbacks.CALLBACKS,
    f"callbacks/{KEY}": callbacks.ONE_CALLBACK,
    "events": callbacks.EVENTS,
}

ROUTES: Routes = {
    **MASTER,
    **ORDERS,
    **OPERATIONS,
    **WORKPLACES,
    **TOOLS,
    **STAFF,
    **MEASURING,
    **documents.PATHS,
    **LISTENING,
}
