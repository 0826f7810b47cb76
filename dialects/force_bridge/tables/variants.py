"""Ways in which operations can be made, and the free fields of operations and workplaces."""

from __future__ import annotations

from ..resource import Relation, Resource, declare, referred, several
from ..values import snake
from .operations import TAG, WORKPLACE, part

_EXPECTED = (
    "delayFactor processAvailability performance qualityRate processingTime additionalSetupTime "
    "intermediateSetupTime staffCapacityFactor skillFactor"
)
VARIANT = part(
    "manufacturingVariants",
    "manufacturing_variant",
    "manufacturingVariants",
    "workplaces tools additionalConditions forecast",
    made={
        "workplaces": several("workplaces", "workplaces", WORKPLACE),
        "tools": several("tools", "tools", "id name identifier1 identifier2 identifier3 group class"),
        "forecast": lambda item: {name: item[snake(name)] for name in _EXPECTED.split()},
    },
    needs=("workplaces", "tools"),
)


def user_fields(name: str, kind: str, owner: str, path: str) -> Resource:
    """The user fields of one thing of ``owner``."""
    return Resource(
        name=name,
        kind=kind,
        tag=TAG if path == "operations" else "Workplaces",
        members="elements",
        made={"elements": lambda item: [dict(one) for one in item["elements"]]},
        relations=(Relation(name=owner, source=owner, to=path),),
        stands=lambda base, item: f"{base}/{path}/{referred(item[owner])}/userFields",
        domain="1100" if path == "operations" else "1200",
    )


USER_FIELDS = user_fields("operationUserFields", "operation_user_fields", "operation", "operations")
PLACE_FIELDS = user_fields("workplaceUserFields", "workplace_user_fields", "workplace", "workplaces")

declare(VARIANT, USER_FIELDS, PLACE_FIELDS)
