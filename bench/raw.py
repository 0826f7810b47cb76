"""The same list of assets with no framework: a WSGI callable, psycopg and orjson; what Python can at best reach.

Same token, rights, total and body; no negotiation, no language, no limits, no log, no policies of the database.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable
from hashlib import blake2b, sha256
from typing import Any
from urllib.parse import parse_qs

import orjson
import psycopg

from bench.data import SERVER

#: What hangs on an asset, in the hub's order (``bench.reads`` asks the hub for it).
CHILDREN = os.environ.get("BENCH_CHILDREN", "assets,history").split(",")
CURIES = [{"name": "hub", "href": "/docs/relations/{rel}", "templated": True}]
_TOKEN = """
SELECT t.scope, u.id, m.role, m.tenant_id FROM permissions_accesstoken t
JOIN permissions_client c ON c.id = t.application_id JOIN permissions_user u ON u.id = t.user_id
JOIN permissions_membership m ON m.user_id = u.id AND m.tenant_id = c.tenant_id
WHERE t.token_checksum = %s AND t.expires > now() AND c.is_active AND u.is_active
"""
_COLUMNS = """
SELECT a.id, a.uuid, a.serial_number, a.description, a.production_date, a.production_date_precision, a.last_seen_at,
    a.product_id, p.product_code, p.name, a.manufacturer_id, f.name, a.status_id, s.name, a.parent_id, a.tenant_id,
    t.name, a.created_at, a.updated_at, page.level
FROM page JOIN assets_asset a ON a.id = page.id JOIN assets_product p ON p.id = a.product_id
JOIN assets_manufacturer f ON f.id = a.manufacturer_id JOIN hub_tenant t ON t.id = a.tenant_id
LEFT JOIN assets_assetstatus s ON s.id = a.status_id ORDER BY page.id
"""
_HELD = f"""
WITH page AS (SELECT object_id AS id, level FROM permissions_effectiveright
    WHERE subject = %s AND tenant_id = %s AND kind = 'asset' ORDER BY object_id LIMIT %s) {_COLUMNS}
"""
_ALL = f"WITH page AS (SELECT id, 4 AS level FROM assets_asset WHERE tenant_id = %s ORDER BY id LIMIT %s) {_COLUMNS}"
_TOTAL = "SELECT sum(delta)::bigint FROM hub_totaldelta WHERE tenant_id = %s AND kind = 'asset' AND subject = %s"
_local = threading.local()


def _fetch(sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
    cursor = getattr(_local, "cursor", None)
    if cursor is None:
        url = f"{SERVER}/{os.environ['BENCH_DATABASE']}"
        _local.connection = psycopg.connect(url, autocommit=True, prepare_threshold=0)
        cursor = _local.cursor = _local.connection.cursor(binary=True)
    cursor.execute(sql, parameters, binary=True)
    return cursor.fetchall()  # type: ignore[no-any-return]


def _item(row: tuple[Any, ...], writes: bool) -> dict[str, Any]:
    key, uuid, serial, description, day, precision, seen, product, code, name, manufacturer, maker = row[:12]
    status, condition, parent, tenant, plant, created, updated, level = row[12:]
    href = f"/api/v1/assets/{key}"
    links: dict[str, Any] = {
        "self": {"href": href},
        "curies": CURIES,
        "product": {"href": f"/api/v1/products/{product}", "title": f"{code} {name}", "embeddable": True},
        "manufacturer": {"href": f"/api/v1/manufacturers/{manufacturer}", "title": maker, "embeddable": True},
    }
    if status is not None:
        links["status"] = {"href": f"/api/v1/asset/statuses/{status}", "title": condition, "embeddable": True}
    if parent is not None:
        links["parent"] = {"href": f"/api/v1/assets/{parent}", "embeddable": True}
    links["tenant"] = {"href": f"/api/v1/tenants/{tenant}", "title": plant, "embeddable": True}
    for name in CHILDREN:
        links[name] = {"href": f"{href}/{name}"}
    if writes and level > 1:
        links["update"] = {"href": href, "method": "PATCH"}
        links["replace"] = {"href": href, "method": "PUT"}
        if level > 2:
            links["delete"] = {"href": href, "method": "DELETE"}
    if level > 3:
        links["permissions"] = {"href": f"{href}/permissions"}
    return {
        "_links": links,
        "id": key,
        "uuid": uuid,
        "serial_number": serial,
        "description": description,
        "production_date": day.isoformat()[: (0, 4, 7, 10)[precision]] if day else None,
        "last_seen_at": seen,
        "created_at": created,
        "updated_at": updated,
    }


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Authenticate, read a page and its total, answer."""
    token = environ["HTTP_AUTHORIZATION"].removeprefix("Bearer ")
    scope, user, role, tenant = _fetch(_TOKEN, sha256(token.encode()).hexdigest())[0]
    size = int(parse_qs(environ["QUERY_STRING"])["per_page"][0])
    if role == "admin":
        rows, subject = _fetch(_ALL, tenant, size), ""
    else:
        rows, subject = _fetch(_HELD, user, tenant, size), str(user)
    total = _fetch(_TOTAL, tenant, subject)[0][0]
    writes = "write" in scope and role != "operator"
    path, last = "/api/v1/assets?per_page=" + str(size), -(-total // size)
    pages = {"first": f"{path}&page=1", "next": f"{path}&page=2", "last": f"{path}&page={last}"}
    data = {
        "_links": {"self": {"href": path}, "curies": CURIES, **{name: {"href": href} for name, href in pages.items()}},
        "_embedded": {"assets": [_item(row, writes) for row in rows]},
        "pagination": {"total_count": total, "page_count": last, "per_page": size, "page": 1, **pages},
    }
    body = orjson.dumps(data, option=orjson.OPT_UTC_Z)
    etag = f'"{blake2b(body, digest_size=12).hexdigest()}"'
    headers = [("Content-Type", "application/hal+json"), ("Content-Length", str(len(body))), ("ETag", etag)]
    start_response("200 OK", headers)
    return [body]
