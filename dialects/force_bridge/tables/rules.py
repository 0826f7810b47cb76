"""What holds at workplaces and groups of them: predicted malfunctions, rules of making and of setting up."""

from __future__ import annotations

from typing import Any

from ..resource import Action, Body, Relation, Resource, declare, referred
from ..values import hexed, plain
from .operations import WORKPLACE
from .planned import PERIOD
from .tools import apart, parts

TAG = "Workplaces"
DELAYS = {
    "delayFactor": "delay_factor",
    "processAvailability": "process_availability",
    "performance": "performance",
    "qualityRate": "quality_rate",
    "additionalSetupTime": "additional_setup_time",
    "intermediateSetupInterval": "intermediate_setup_interval",
    "intermediateSetupTime": "intermediate_setup_time",
    "staffCapacityFactor": "staff_capacity_factor",
    "skillFactor": "skill_factor",
}
#: As recorded somewhere; the plural is what it is called here.
CRITERIA = {"MATERIAL_CHARACTERISTIC": "MATERIAL_CHARACTERISTICS"}
MALFUNCTION_SCENARIO = Resource(
    name="predictedMalfunctionScenarios",
    kind="predicted_malfunction_scenario",
    path="workplaces/predictedMalfunctionScenarios",
    key="predictedMalfunctionScenarios",
    tag=TAG,
    members="id creator creationDate startDate endDate",
    sources={"creationDate": "created_at"},
    filters=PERIOD,
    collected=(Action(name="createMalfunctionScenario", when=("create",)),),
    domain="1204",
)
MALFUNCTION = Resource(
    name="predictedMalfunctions",
    kind="predicted_malfunction",
    tag=TAG,
    members="workplaceId operatingStateId prewarningDate criticalDate",
    domain="1204",
)


def _containing(view: Any, text: str) -> Body:
    """Rules whose conditions name a material."""
    return {"material_number": f"*{text}*"}


def _groups_of(view: Any, text: str) -> Body:
    """The groups that workplaces of a number belong to."""
    rows = view.ask("GET", "workplaces", query={"number": text, "per_page": 100}).data["workplaces"]
    found = {row[kind]["id"] for row in rows for kind in ("capacity_group", "production_line") if row[kind]}
    return {"workplace_group_id": ",".join(map(str, sorted(found))) or "0"}


def _criterion(value: Any) -> Body:
    return {"criterion": CRITERIA.get(value, value) if isinstance(value, str) else value}


def _rule(path: str, title: str, kind: str, members: str, **more: Any) -> Resource:
    """A rule of a group, which stands below it."""
    taken = {"criterion": _criterion, **more.pop("taken", {})}
    return Resource(
        name=path,
        kind=kind,
        key=path,
        tag=TAG,
        members=f"id origin criterion {members}",
        relations=(Relation(name="workplaceGroup", source="workplace_group", to="workplaceGroups"),),
        actions=(
            Action(name=f"update{title}", when=("replace",), method="PUT"),
            Action(name=f"delete{title}", when=("delete",), method="DELETE"),
        ),
        collected=(Action(name=f"create{title}", when=("create",)),),
        stands=lambda base, item: (
            f"{base}/workplaceGroups/{referred(item['workplace_group'])}/{path}/{hexed(item['uuid'])}"
        ),
        domain="2801",
        taken=taken,
        **more,
    )


def _each(name: str, members: dict[str, str]) -> Any:
    """Some members of each one of a to-many relation."""
    return lambda item: [
        {"id": hexed(one["uuid"]), **{told: plain(_value(one, source)) for told, source in members.items()}}
        for one in item[name]
    ]


def _value(item: Body, source: str) -> Any:
    value = item.get(source)
    return referred(value) if isinstance(value, dict) else value


def _ids(name: str) -> Any:
    """A list of ids, or of objects with one."""

    def taken(value: Any) -> Body:
        if not isinstance(value, list):
            return {} if value is None else {name: value}
        return {name: [one.get("id") if isinstance(one, dict) else one for one in value]}

    return taken


SETUP_RULE = _rule(
    "setupTransitionRules",
    "SetupTransitionRule",
    "setup_transition_rule",
    "predecessorConditions successorConditions setupTimeIncrement setupTime",
    taken={
        name: lambda value, source=source: {} if value is None else {source: value}
        for name, source in (("setupTimeIncrement", "setup_time_increment"), ("setupTime", "setup_time"))
    },
    filters={
        "origin": "origin",
        "criterion": "criterion",
        "materialNumber": _containing,
        "workplaceNumber": _groups_of,
    },
)
_SHORT = {name: name for name in WORKPLACE.split() if name in ("number", "description")}
VARIANT_RULE = _rule(
    "manufacturingVariantRules",
    "ManufacturingVariantRule",
    "manufacturing_variant_rule",
    "conditions workplaces tools additionalConditions forecastedDelays",
    made={
        "workplaces": _each("workplaces", {**_SHORT, "erpContextId": "erp_context"}),
        "tools": _each("tools", {"name": "name", "description": "description"}),
        "forecastedDelays": parts(DELAYS),
    },
    taken={
        "workplaces": _ids("workplaces"),
        "tools": _ids("tools"),
        "forecastedDelays": apart(
            "forecastedDelays", {name: source for name, source in DELAYS.items() if name != "delayFactor"}
        ),
    },
    needs=("workplaces", "tools"),
    filters={
        "origin": "origin",
        "criterion": "criterion",
        "materialNumber": _containing,
        "workplaceNumber": lambda view, text: view.ids_of("workplaces", "workplace_id", number=text),
    },
)
declare(MALFUNCTION_SCENARIO, MALFUNCTION, SETUP_RULE, VARIANT_RULE)
