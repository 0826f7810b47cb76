"""Refusals as FORCE Bridge's clients read them: ``{"status", "code", "message"}``.

A code is the domain (two digits) and its part (two), the status (three) and a number of the kind of refusal (three).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from .values import camel

#: No domain of the plant: neither, a body that is no JSON, parameters.
NONE, JSON, PARAMETERS = "0000", "0001", "0002"
OF_SLUG = {
    "malformed": JSON,
    "unknown-parameter": PARAMETERS,
    "invalid-parameter": PARAMETERS,
    "invalid-header": PARAMETERS,
    "uri-too-long": PARAMETERS,
}
#: The number of a kind of refusal among those of one status; what is not here has 000.
NUMBERS = {
    "malformed": 1,
    "unknown-parameter": 2,
    "invalid-parameter": 3,
    "invalid-header": 4,
    "bad-request": 5,
    "insecure-transport": 1,
    "csrf": 2,
    "unique": 1,
    "illegal-transition": 2,
    "in-use": 3,
    "stale": 4,
    "idempotency-running": 5,
}
#: Domain and part by the beginning of the path, the longest first; then by a part of it.
DOMAINS = (
    ("tools/assemblyOrders", "2202"),
    ("tools", "2200"),
    ("productionOrders", "1000"),
    ("operations", "1100"),
    ("workplaceGroups", "2800"),
    ("workplaces", "1200"),
    ("materials", "1300"),
    ("staffMembers", "1600"),
    ("machines", "1700"),
    ("callbacks", "2400"),
    ("devices", "2700"),
)
PARTS = (
    ("tools", "/edges", "2201"),
    ("tools", "/location", "2203"),
    ("operations", "/planningResult", "1102"),
    ("operations", "/forecastResult", "1103"),
    ("operations", "/planningScenarios", "1104"),
    ("staffMembers", "/location", "1603"),
    ("staffMembers", "/planningScenarios", "1604"),
    ("workplaces", "/location", "1203"),
    ("workplaces", "/predictedMalfunctionScenarios", "1204"),
    ("workplaceGroups", "Rules", "2801"),
)
#: Explanations that are otherwise here.
OWN = {
    "not-acceptable": _lazy("Ask for application/hal+json or application/json."),
    "forbidden": _lazy("You may see this, but your right, role or scope does not reach as far as this action."),
}
#: How many of the errors are told; a bulk may have thousands.
MOST = 100
_MOUNT = re.compile(r"^/+ffwebservices/+api/+v[0-9]+/*")


def shaped(problem: Mapping[str, Any], names: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The body of a refusal; ``names`` are the vendor's names of canonical members and parameters."""
    slug = slug_of(problem)
    domain = OF_SLUG.get(slug) or domain_of(str(problem.get("instance") or ""))
    number = NUMBERS.get(slug, 0)
    return {
        "status": problem["status"],
        "code": f"{domain}{problem['status']:03}{number:03}",
        "message": message(problem, names or {}),
    }


def slug_of(problem: Mapping[str, Any]) -> str:
    """The kind of refusal."""
    return str(problem["type"]).rpartition("/")[2]


def domain_of(path: str) -> str:
    """The domain and its part that a path belongs to."""
    path = _MOUNT.sub("", path)
    for start, part, code in PARTS:
        if path.startswith(start) and part in path:
            return code
    return next((code for start, code in DOMAINS if path.startswith(start)), NONE)


def message(problem: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """What is wrong, and where."""
    found = problem.get("errors") or ()
    if not found:
        return str(OWN.get(slug_of(problem), problem["detail"]))
    told = [f"{place(error, names)}: {error['detail']}" for error in found[:MOST]]
    if len(found) > MOST:
        told.append(_("And {count} more.").format(count=len(found) - MOST))
    if problem.get("allowed"):
        told.append(_("Known are {names}.").format(names=", ".join(problem["allowed"])))
    return " ".join([str(problem["detail"]), *told])


def place(error: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """The vendor's name of what an error is about: ``assignments[3].endDate``."""
    direct = error.get("parameter") or error.get("header")
    if direct:
        return str(names.get(direct, direct))
    told = ""
    for part in str(error.get("pointer", "#")).removeprefix("#").lstrip("/").split("/"):
        part = unquote(part).replace("~1", "/").replace("~0", "~")
        told += f"[{part}]" if part.isdigit() and told else f".{names.get(part, camel(part))}"
    return told.lstrip(".") or _("body")
