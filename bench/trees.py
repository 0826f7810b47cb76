"""Plant trees for the databases of ``bench.data``: five regions of two sites each, nodes under them to a depth of six,
the assets of the first plant standing at them, and three engineers whose rights come from nodes alone.

Made once per database; nothing happens when the trees stand already.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

REGIONS, SITES = 5, 10
#: Who holds ``read`` on a site; on nothing yet; on nothing but through a group.
VIEWER, GRANTEE, MEMBER = "tree viewer", "tree grantee", "tree member"
GROUP = "Tree crew"
SITE = REGIONS + 1  # the node on which the viewer holds read

_UUID7 = """
CREATE OR REPLACE FUNCTION pg_temp.uuid7() RETURNS uuid LANGUAGE sql VOLATILE AS $$
  SELECT (lpad(to_hex(floor(extract(epoch FROM now()) * 1000)::bigint), 12, '0') || '7'
          || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid $$
"""
_ROW = "pg_temp.uuid7(), 1, 1, now(), now(), '{{}}'"
_BASE = "id, uuid, tenant_id, version, created_at, updated_at, translations"
_NODES = f"""
INSERT INTO assets_node ({_BASE}, name, name_folded, type_id, parent_id, hidden)
SELECT id, {_ROW}, name, lower(name), (SELECT min(id) FROM assets_nodetype), parent, false FROM (
    SELECT r, 'Region ' || r, NULL::bigint FROM generate_series(1, {REGIONS}) r
    UNION ALL SELECT {REGIONS} + s, 'Site ' || s, (s + 1) / 2 FROM generate_series(1, {SITES}) s
    UNION ALL SELECT {REGIONS} + {SITES} + (s - 1) * {{n}} + i, 'Part ' || i,
        CASE WHEN i <= {{b}} THEN {REGIONS} + s
             ELSE {REGIONS} + {SITES} + (s - 1) * {{n}} + (i - 1) / {{b}} END
    FROM generate_series(1, {SITES}) s, generate_series(1, {{n}}) i
) tree (id, name, parent) ORDER BY id
"""
_LINKS = f"""
INSERT INTO assets_nodeassetlink ({_BASE}, node_id, asset_id)
SELECT row_number() OVER (ORDER BY asset, node), {_ROW}, node, asset FROM (
    SELECT {REGIONS} + {SITES} + (k % {SITES}) * {{n}} + 1 + (k / {SITES} + more) % {{n}}, id
    FROM (SELECT id, row_number() OVER (ORDER BY id) AS k FROM assets_asset WHERE tenant_id = 1) own,
        generate_series(0, 1) more
    WHERE more = 0 OR k % 20 = 0
) links (node, asset)
"""


@dataclass(frozen=True)
class People:
    """The users and the group, by id."""

    viewer: int
    grantee: int
    member: int
    group: int


def ensure(assets: int) -> People:
    """The people; makes trees, links, users and the viewer's grant when they are not there."""
    from permissions.models import Group, User

    if not User.objects.filter(name=VIEWER).exists():
        _plant(assets)
    found = dict(User.objects.filter(name__in=(VIEWER, GRANTEE, MEMBER)).values_list("name", "pk"))
    return People(found[VIEWER], found[GRANTEE], found[MEMBER], Group.objects.get(name=GROUP).pk)


def _plant(assets: int) -> None:
    from django.db import connection, transaction

    from assets.models import Node, NodeAssetLink
    from bench.data import _first_versions
    from hub import store
    from hub.models import Tenant
    from permissions.models import Group
    from permissions.rules import accounts, granting

    parts = max(assets // 200, 50)
    branches = max(2, round(parts**0.25))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_UUID7)
        for model, sql in ((Node, _NODES), (NodeAssetLink, _LINKS)):
            table = model._meta.db_table
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
            cursor.execute(sql.format(n=parts, b=branches))
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER ALL")
            _first_versions(cursor, model)
            store.current().sync_ids(model)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE assets_node; ANALYZE assets_nodeassetlink")
    plant = Tenant.objects.get(pk=1)
    people: dict[str, Any] = {}
    for name in (GRANTEE, MEMBER, VIEWER):
        people[name], _password = accounts.user_create(name=name, tenant=plant, role="engineer", technical=True)
    crew = Group(tenant=plant, name=GROUP)
    crew.save()
    granting.grant_create(principal=None, object_kind="node", object_id=SITE + 1, right="read", group_id=crew.pk)
    granting.grant_create(principal=None, object_kind="node", object_id=SITE, right="read", user_id=people[VIEWER].pk)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE permissions_effectiveright")
