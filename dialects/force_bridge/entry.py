"""Where everything starts: the entry point, the index of master data, and the document."""

from __future__ import annotations

from typing import Any

from dialects.base import Operation
from dialects.describing import Description
from hub import access

from . import asking, describe
from .reports import REPORTS
from .resource import Body, named
from .tables.callbacks import CALLBACK
from .tables.master import MASTER
from .telling import link
from .view import ForceView

TITLE, VERSION = "FORCE Bridge API", "3.0"
#: A text, as the vendor's clients read it: title, holder, licence and where to find both.
LICENSE = (
    "FORCE Bridge API (https://docs.forcebridge.io/api/), copyright FORCAM GmbH, "
    "Creative Commons Attribution 3.0 (https://creativecommons.org/licenses/by/3.0/)"
)
ROOTS = (
    *("productionOrders", "operations", "workplaces", "workplaceGroups", "machines", "staffMembers", "tools"),
    *("assemblyOrders", "materials", "erpContexts", "commands", "devices"),
)
#: What the entry point calls a collection, where it is not its own name.
CALLED = {"assemblyOrders": "toolAssemblyOrders"}


def contents(view: ForceView) -> Any:
    """``GET /``: what this is, and the collections."""
    asking.check(view.request.query_params, ())
    links: Body = {"self": link(view.base)}
    if view.hal:
        links["documentation"] = link(view.base.partition("/ffwebservices")[0] + "/docs/guides/force-bridge")
        links["service-desc"] = link(f"{view.base}/openapi.json")
        links |= {CALLED.get(name, name): link(f"{view.base}/{named(name).path}") for name in ROOTS}
        if access.may_use(view.principal, CALLBACK.entry):
            links["callbacks"] = link(f"{view.base}/callbacks")
        links["fileRepository"] = link(f"{view.base}/fileRepository")
        links["masterData"] = link(f"{view.base}/masterData")
        for name, (_report, asked) in REPORTS.items():
            links[name] = link(f"{view.base}/reports/{name}{{?{','.join(asked)}}}", templated=True)
    return view.told(view.teller.shape({"title": TITLE, "version": VERSION, "license": LICENSE}, links))


def master_data(view: ForceView) -> Any:
    """``GET /masterData``: the lists to choose from."""
    asking.check(view.request.query_params, ())
    links: Body = {"self": link(f"{view.base}/masterData")}
    links |= {one.name: link(f"{view.base}/{one.path}") for one in sorted(MASTER, key=lambda one: one.name)}
    return view.told(view.teller.shape({}, links))


def _described(summary: str) -> Any:
    return lambda: Description(summary=summary, tag="Entry point", gives=describe.single({}))


CONTENTS = Operation(run=contents, described=_described("Everything starts here"))
MASTER_DATA = Operation(run=master_data, described=_described("The lists of master data"))
