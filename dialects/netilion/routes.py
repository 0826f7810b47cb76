"""Netilion's paths: which resource stands where, and what can be done with it there."""

from __future__ import annotations

from . import (
    files,
    finding,
    happening,
    health,
    inheriting,
    limits,
    people,
    permitting,
    remembering,
    requesting,
    valuing,
    webhooks,
)
from .joining import linking
from .operations import (
    Operations,
    changing,
    creating,
    creating_below,
    listing,
    nested,
    options,
    reading,
    referred,
    removing,
    searching,
)
from .people import OPERATORS_MATTER, refusing
from .resource import Resource
from .specifying import renaming, specified_before, specifying
from .tables import files as f
from .tables import health as h
from .tables import master as m
from .tables import people as q
from .tables import plant as p
from .tables import software as s

Routes = dict[str, Operations]
KEY = "<segment:key>"


def crud(resource: Resource, *, new: bool = True, whole: bool = True) -> Routes:
    """The collection and one of it; not ``new``: nobody makes one here; not ``whole``: they can only be read."""
    many: Operations = {"GET": listing(resource)}
    single: Operations = {"GET": reading(resource)}
    if new and whole:
        many["POST"] = creating(resource)
    if whole:
        single |= {"PATCH": changing(resource), "DELETE": removing(resource)}
    return {resource.path: many, f"{resource.path}/{KEY}": single}


def below(owner: Resource, name: str, operations: Operations) -> Routes:
    """What stands at ``{resource}/{id}/{name}``."""
    return {f"{owner.path}/{KEY}/{name}": operations}


def links(owner: Resource, *others: Resource, methods: str = "GET POST PATCH DELETE") -> Routes:
    """Link collections, called like the other resource."""
    found: Routes = {}
    for other in others:
        found |= below(owner, other.plural, linking(owner, other.plural, other, methods))
    return found


def chosen(owner: Resource, member: str, resource: Resource, *, whole: bool = True) -> Routes:
    """``/status`` and ``/status-options``."""
    found = below(owner, f"{member}-options", {"GET": options(owner, resource)})
    return {**below(owner, member, {"GET": referred(owner, member, resource)}), **found} if whole else found


MASTER: Routes = {}
for _resource in (
    *(m.ASSET_STATUS, m.PRODUCT_CATEGORY, m.NODE_TYPE, m.INSTRUMENTATION_TYPE, m.INSTRUMENTATION_STATUS),
    *(m.DOCUMENT_STATUS, m.DOCUMENT_CLASSIFICATION, m.DOCUMENT_CATEGORY, m.EVENT_TYPE, m.EVENT_STATUS),
):
    MASTER |= crud(_resource)

PLANT: Routes = {
    **crud(m.COMPANY),
    **below(m.COMPANY, "products", {"GET": nested(m.COMPANY, "products", m.PRODUCT)}),
    **crud(m.UNIT, whole=False),
    **crud(m.PRODUCT),
    **crud(m.PRODUCT_STATUS),
    **chosen(m.PRODUCT, "status", m.PRODUCT_STATUS),
    **chosen(m.PRODUCT, "categories", m.PRODUCT_CATEGORY, whole=False),
    **links(m.PRODUCT, m.PRODUCT_CATEGORY, p.DOCUMENT),
    **links(m.PRODUCT_CATEGORY, m.PRODUCT),
    **links(m.DOCUMENT_CATEGORY, p.DOCUMENT),
    **crud(p.ASSET),
    **chosen(p.ASSET, "status", m.ASSET_STATUS),
    **chosen(p.ASSET, "product", m.PRODUCT, whole=False),
    **chosen(p.ASSET, "company", m.COMPANY, whole=False),
    **chosen(p.ASSET, "tenant", q.TENANT, whole=False),
    **below(p.ASSET, "history/status", remembering.STATUSES),
    **below(p.ASSET, "instrumentations/history", remembering.linked_before(p.ASSET, p.INSTRUMENTATION, "tag")),
    **below(
        p.INSTRUMENTATION, "assets/history", remembering.linked_before(p.INSTRUMENTATION, p.ASSET, "serial_number")
    ),
    **links(p.ASSET, p.DOCUMENT, p.NODE, p.INSTRUMENTATION),
    **crud(p.NODE),
    **chosen(p.NODE, "type", m.NODE_TYPE),
    **links(p.NODE, p.ASSET, p.INSTRUMENTATION, p.DOCUMENT),
    **crud(p.INSTRUMENTATION),
    **chosen(p.INSTRUMENTATION, "status", m.INSTRUMENTATION_STATUS),
    **chosen(p.INSTRUMENTATION, "type", m.INSTRUMENTATION_TYPE),
    "instrumentations/search": {"POST": searching(p.INSTRUMENTATION)},
    **links(p.INSTRUMENTATION, p.ASSET, p.NODE, p.DOCUMENT),
    **crud(p.DOCUMENT),
    **chosen(p.DOCUMENT, "status", m.DOCUMENT_STATUS),
    **chosen(p.DOCUMENT, "classification", m.DOCUMENT_CLASSIFICATION),
    **chosen(p.DOCUMENT, "categories", m.DOCUMENT_CATEGORY, whole=False),
    **links(p.DOCUMENT, m.DOCUMENT_CATEGORY),
    **links(p.DOCUMENT, p.ASSET, p.NODE, p.INSTRUMENTATION, m.PRODUCT, p.EVENT, methods="GET"),
    **crud(p.EVENT),
    **chosen(p.EVENT, "status", m.EVENT_STATUS),
    **chosen(p.EVENT, "type", m.EVENT_TYPE),
    **links(p.EVENT, p.ASSET, p.INSTRUMENTATION, p.NODE, methods="GET DELETE"),
    **below(p.EVENT, "assets", happening.concerning(p.ASSET)),
    **below(p.EVENT, "instrumentations", happening.concerning(p.INSTRUMENTATION)),
    **links(p.EVENT, p.DOCUMENT),
}
for _owner in (p.ASSET, p.INSTRUMENTATION):
    PLANT[f"{_owner.path}/{KEY}"]["DELETE"] = happening.removing(_owner)
for _owner in (p.ASSET, p.INSTRUMENTATION, p.NODE):
    PLANT |= below(
        _owner,
        "events",
        {
            **happening.at(_owner),
            "POST": creating_below(_owner, p.EVENT, _owner.plural),
        },
    )

for _owner, _visible, _history in (
    *((p.ASSET, True, True), (p.INSTRUMENTATION, True, True), (p.NODE, True, False)),
    *((m.PRODUCT, False, False), (p.EVENT, False, False)),
):
    PLANT |= below(_owner, "specifications", specifying(_owner, visible=_visible))
    PLANT |= below(_owner, "specifications/rename", {"PATCH": renaming(_owner)})
    if _history:
        PLANT |= below(_owner, "specifications/<segment:name>/history", {"GET": specified_before(_owner)})

PEOPLE: Routes = {
    **crud(q.TENANT),
    "tenants": {"GET": listing(q.TENANT), "POST": refusing(OPERATORS_MATTER)},
    **below(q.TENANT, "admins", people.TENANT_ADMINS),
    **below(q.TENANT, "users", people.TENANT_USERS),
    **crud(q.USER),
    "users": {"GET": listing(q.USER)},
    "users/current": people.CURRENT_USER,
    "users/current/access_rights": permitting.RIGHTS,
    "users/lookup": people.LOOKUP,
    **below(q.USER, "specifications", specifying(q.USER, visible=False)),
    **below(q.USER, "specifications/rename", {"PATCH": renaming(q.USER)}),
    **below(q.USER, "usergroups", linking(q.USER, "groups", q.USERGROUP)),
    **crud(q.USERGROUP),
    **links(q.USERGROUP, q.USER),
    "technical_users": {"GET": listing(q.TECHNICAL_USER), "POST": creating(q.TECHNICAL_USER)},
    f"technical_users/{KEY}": {"DELETE": removing(q.TECHNICAL_USER)},
    f"technical_users/{KEY}/password_reset": people.PASSWORD_RESET,
    **crud(q.API_KEY),
    "api_keys": {"GET": listing(q.API_KEY), "POST": people.NEW_KEY},
    **crud(q.CLIENT_APPLICATION),
    "client_applications": {"GET": people.APPLICATIONS, "POST": creating(q.CLIENT_APPLICATION)},
    "client_applications/current": people.CURRENT_APPLICATION,
    **below(q.CLIENT_APPLICATION, "api_keys", people.APPLICATION_KEYS),
    **below(q.CLIENT_APPLICATION, "technical_users", people.APPLICATION_USERS),
    **{f"{q.CLIENT_APPLICATION.path}/{KEY}/{path}": one for path, one in webhooks.OPERATIONS.items()},
    "permissions": permitting.COLLECTION,
    f"permissions/{KEY}": permitting.SINGLE,
    "owners": permitting.OWNERS,
    requesting.PERMISSION_REQUEST.path: requesting.COLLECTION,
    f"{requesting.PERMISSION_REQUEST.path}/{KEY}": requesting.SINGLE,
    inheriting.PLURAL: inheriting.COLLECTION,
    f"{inheriting.PLURAL}/{KEY}": inheriting.SINGLE,
}
PEOPLE[f"tenants/{KEY}"]["DELETE"] = refusing(OPERATORS_MATTER)
PEOPLE[f"client_applications/{KEY}"]["GET"] = people.ONE_APPLICATION

FILES: Routes = {
    **files.holding(f.ATTACHMENT),
    **below(p.DOCUMENT, "attachments", {"GET": nested(p.DOCUMENT, "attachments", f.ATTACHMENT)}),
    **below(p.DOCUMENT, "download", files.DOWNLOAD_ALL),
}
for _owner in (p.ASSET, p.NODE, p.INSTRUMENTATION, m.PRODUCT):
    for _name, _operations in files.picturing(_owner).items():
        FILES |= below(_owner, _name, _operations)
    FILES[f"{_owner.path}/{KEY}/pictures"]["GET"] = nested(_owner, "pictures", f.PICTURE)

_CAUSES, _CAUSE = health.explaining(h.CAUSE)
_REMEDIES, _REMEDY = health.explaining(h.REMEDY)
_CONDITION = "health_conditions/<segment:condition>/causes"
HEALTH: Routes = {
    **crud(h.SYSTEM),
    **crud(h.SYSTEM_TYPE),
    **crud(h.SYSTEM_STATUS),
    **links(h.SYSTEM, p.ASSET, p.INSTRUMENTATION, p.NODE),
    **links(p.NODE, h.SYSTEM),
    **links(p.ASSET, h.SYSTEM, methods="GET"),
    **links(p.INSTRUMENTATION, h.SYSTEM, methods="GET"),
    **below(h.SYSTEM, "specifications", specifying(h.SYSTEM, visible=False)),
    **below(h.SYSTEM, "specifications/rename", {"PATCH": renaming(h.SYSTEM)}),
    **below(h.SYSTEM, "specifications/<segment:name>/history", {"GET": specified_before(h.SYSTEM)}),
    **crud(h.HEALTH_CONDITION),
    _CONDITION: _CAUSES,
    f"{_CONDITION}/{KEY}": _CAUSE,
    f"{_CONDITION}/<segment:cause>/remedies": _REMEDIES,
    f"{_CONDITION}/<segment:cause>/remedies/{KEY}": _REMEDY,
    **below(p.ASSET, "health_conditions", health.OF_ASSET),
    **below(p.INSTRUMENTATION, "health_conditions", health.OF_INSTRUMENTATION),
    **links(m.PRODUCT, h.HEALTH_CONDITION),
}

VALUES: Routes = {
    **below(p.ASSET, "values", valuing.OF_ASSET),
    **below(p.ASSET, "values/<segment:name>", valuing.OF_KEY),
}
for _owner in (p.INSTRUMENTATION, h.SYSTEM):
    VALUES |= below(_owner, "values", {"GET": valuing.latest_of(_owner)})
    VALUES |= below(_owner, "values/<segment:name>", {"GET": valuing.key_of(_owner)})

for _owner in (p.INSTRUMENTATION, h.SYSTEM):
    for _name, _operations in limits.of(_owner).items():
        VALUES |= below(_owner, _name, _operations)

FOUND: Routes = {
    "search": finding.SEARCH,
    **{f"{kind}/specification_keys": finding.keys_of(kind) for kind in ("asset", "instrumentation", "node")},
}
SOFTWARE: Routes = {
    **crud(s.SOFTWARE),
    **links(p.ASSET, s.SOFTWARE),
    **links(m.PRODUCT, s.SOFTWARE),
    **below(s.SOFTWARE, "attachments", {"GET": nested(s.SOFTWARE, "attachments", s.SOFTWARE_ATTACHMENT)}),
    **files.holding(s.SOFTWARE_ATTACHMENT),
}

ROUTES: Routes = {**MASTER, **PLANT, **PEOPLE, **FILES, **HEALTH, **VALUES, **SOFTWARE, **FOUND}
