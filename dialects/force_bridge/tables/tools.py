"""Tools with their edges, where they are, and the orders to assemble them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..resource import Action, Body, Relation, Resource, brief, declare, referred
from ..values import hexed, plain
from .literals import DESCRIPTION
from .operations import WORKPLACE

TAG = "Tools"
_LIFE = {"current": "current_life_time", "warningLimit": "warning_life_time", "maximum": "maximum_life_time"}
POINT = {"latitude": "latitude", "longitude": "longitude"}


def parts(names: dict[str, str]) -> Callable[[Body], Body]:
    """Members of the item as one object."""
    return lambda item: {name: plain(item.get(source)) for name, source in names.items()}


def apart(member: str, names: dict[str, str], empty: Any = None) -> Callable[[Any], Body]:
    """The way back; what is no object is for the hub to refuse."""

    def taken(value: Any) -> Body:
        if value is None:
            return dict.fromkeys(names.values(), empty)
        if not isinstance(value, dict):
            return {next(iter(names.values())): value}
        return {
            source: empty if value[name] is None else value[name] for name, source in names.items() if name in value
        }

    return taken


def _named(kind: str) -> dict[str, str]:
    return {"name": f"{kind}_name", "identifier": f"{kind}_identifier"}


def elements(item: Body) -> list[Body]:
    """A list of characteristics."""
    return [{**one, "unit": plain(one.get("unit"))} for one in item["elements"]]


TOOL = Resource(
    name="tools",
    kind="tool",
    path="tools",
    key="tools",
    tag=TAG,
    members="id identifier1 identifier2 identifier3 name description documentUrl group class lifeTime toolStateId",
    sources={"toolStateId": "state"},
    made={"group": parts(_named("group")), "class": parts(_named("class")), "lifeTime": parts(_LIFE)},
    taken={
        "group": apart("group", _named("group"), ""),
        "class": apart("class", _named("class"), ""),
        "lifeTime": apart("lifeTime", _LIFE),
    },
    needs=("location",),
    relations=(
        DESCRIPTION,
        Relation(name="workplace", source="location.workplace", include="location.workplace", to="workplaces"),
        Relation(name="location", at="/location", include="location", to="toolLocation", when=("location",)),
        Relation(name="edges", at="/edges"),
        Relation(name="characteristics", at="/characteristics"),
        Relation(name="toolState", source="state", at="{base}/masterData/toolStates/{id}"),
    ),
    actions=(
        Action(name="deleteTool", when=("delete",), method="DELETE"),
        Action(name="updateToolLocation", when=("updateLocation",), method="PUT", suffix="/location"),
        Action(name="deleteToolLocation", when=("updateLocation", "location"), method="DELETE", suffix="/location"),
        Action(name="updateCharacteristics", when=("update",), method="PUT", suffix="/characteristics"),
        Action(name="createToolEdge", when=("update",), suffix="/edges"),
    ),
    filters={"identifier": "identifier1", "identifier2": "identifier2", "identifier3": "identifier3"},
    collected=(Action(name="createTool", when=("create",)),),
    domain="2200",
)


def text(member: str) -> Callable[[Any], Body]:
    """A member that clients send as a number or as a text."""
    return lambda value: {member: str(value) if isinstance(value, int) and not isinstance(value, bool) else value}


def point(item: Body) -> Body | None:
    """Where something is on the globe, if that is known."""
    found = parts(POINT)(item)
    return None if all(one is None for one in found.values()) else found


LOCATION = Resource(
    name="toolLocation",
    kind="tool_location",
    tag=TAG,
    members="workplace magazineNumber magazinePlace geoCoordinates",
    made={"workplace": brief("workplace", "workplaces", WORKPLACE), "geoCoordinates": point},
    given="workplaceId",
    taken={
        "geoCoordinates": apart("geoCoordinates", POINT),
        "magazineNumber": text("magazine_number"),
        "magazinePlace": text("magazine_place"),
    },
    needs=("workplace",),
    relations=(
        Relation(name="tool", source="tool", to="tools"),
        Relation(name="workplace", source="workplace", include="workplace", to="workplaces"),
    ),
    actions=(
        Action(name="updateToolLocation", when=("replace",), method="PUT"),
        Action(name="deleteToolLocation", when=("delete",), method="DELETE"),
    ),
    stands=lambda base, item: f"{base}/tools/{referred(item['tool'])}/location",
    domain="2203",
)
EDGE = Resource(
    name="toolEdges",
    kind="tool_edge",
    key="edges",
    tag=TAG,
    members="id identifier lifeTime",
    made={"lifeTime": parts(_LIFE)},
    taken={"lifeTime": apart("lifeTime", _LIFE)},
    relations=(
        Relation(name="tool", source="tool", to="tools"),
        Relation(name="characteristics", at="/characteristics"),
    ),
    actions=(
        Action(name="updateToolEdge", when=("replace",), method="PUT"),
        Action(name="updateCharacteristics", when=("update",), method="PUT", suffix="/characteristics"),
    ),
    filters={"identifier": "identifier"},
    collected=(Action(name="createToolEdge", when=("create",)),),
    stands=lambda base, item: f"{base}/tools/{referred(item['tool'])}/edges/{hexed(item['uuid'])}",
    domain="2201",
)
TOOL_CHARACTERISTICS = Resource(
    name="toolCharacteristics",
    kind="tool_characteristics",
    tag=TAG,
    members="elements",
    made={"elements": elements},
    relations=(Relation(name="tool", source="tool", to="tools"),),
    actions=(Action(name="updateCharacteristics", when=("replace",), method="PUT"),),
    stands=lambda base, item: f"{base}/tools/{referred(item['tool'])}/characteristics",
    domain="2200",
)
EDGE_CHARACTERISTICS = Resource(
    name="toolEdgeCharacteristics",
    kind="tool_edge_characteristics",
    tag=TAG,
    members="elements",
    made={"elements": elements},
    actions=(Action(name="updateCharacteristics", when=("replace",), method="PUT"),),
    domain="2201",
)
ASSEMBLY_ORDER = Resource(
    name="assemblyOrders",
    kind="tool_assembly_order",
    path="tools/assemblyOrders",
    key="assemblyOrders",
    tag=TAG,
    members="id createdAt operationId targetWorkplaceId toolAssemblyOrderStateId",
    sources={"toolAssemblyOrderStateId": "state"},
    relations=(
        Relation(name="operation", source="operation", include="operation", to="operations"),
        Relation(name="targetWorkplace", source="target_workplace", include="target_workplace", to="workplaces"),
        Relation(name="toolAssemblyOrderState", source="state", at="{base}/masterData/toolAssemblyOrderStates/{id}"),
    ),
    filters={"operationId": "operation_id"},
    collected=(Action(name="createToolAssemblyOrder", when=("create",)),),
    domain="2202",
)

declare(TOOL, LOCATION, EDGE, TOOL_CHARACTERISTICS, EDGE_CHARACTERISTICS, ASSEMBLY_ORDER)
