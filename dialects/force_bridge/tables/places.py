"""Where on earth workplaces and staff members are."""

from __future__ import annotations

from ..resource import Action, Relation, Resource, declare, referred
from .tools import POINT, apart, parts


def _location(owner: str, kind: str, tag: str, domain: str) -> Resource:
    """The location of something of the collection ``owner``."""
    return Resource(
        name=f"{owner}Location",
        kind=f"{kind}_location",
        tag=tag,
        members="geoCoordinates",
        made={"geoCoordinates": parts(POINT)},
        taken={"geoCoordinates": apart("geoCoordinates", POINT)},
        relations=(Relation(name=kind.replace("_m", "M"), source=kind, to=owner),),
        actions=(
            Action(name="updateLocation", when=("replace",), method="PUT"),
            Action(name="deleteLocation", when=("delete",), method="DELETE"),
        ),
        stands=lambda base, item: f"{base}/{owner}/{referred(item[kind])}/location",
        domain=domain,
    )


OF_WORKPLACE = _location("workplaces", "workplace", "Workplaces", "1203")
OF_STAFF_MEMBER = _location("staffMembers", "staff_member", "Staff members", "1603")
declare(OF_WORKPLACE, OF_STAFF_MEMBER)
