"""The browsable API: what a program gets as HAL, as a page on which every link and every action works.

It shows the same data as HAL does; refusals are pages too. The forms come from the templates of HAL-FORMS.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
from django.conf import settings
from django.middleware.csrf import get_token
from django.template import loader
from django.urls import Resolver404, resolve
from django.utils.cache import patch_vary_headers
from rest_framework.renderers import BaseRenderer

from hub import access, registry
from hub.docs.page import POLICY
from hub.hal.forms import templates
from hub.hal.markup import Markup
from hub.hal.media import HTML, dumps

#: Headers that say nothing about the answer a program would get, or not yet what it would get.
UNSHOWN = frozenset({"Content-Type", "Vary", "Cache-Control"})


class BrowsableRenderer(BaseRenderer):
    """``text/html``: for people. It keeps no validators: the page also shows who is logged in."""

    media_type = HTML
    format = "api"
    shape = "html"
    charset = "utf-8"

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Mapping[str, Any] | None = None
    ) -> str:
        context = renderer_context or {}
        request, response = context["request"], context["response"]
        plain = orjson.loads(dumps(data if data is not None else {}))
        page = loader.render_to_string(
            "hub/browsable.html", self._context(plain, request, response), request=getattr(request, "_request", request)
        )
        for name in ("ETag", "Last-Modified"):
            response.headers.pop(name, None)
        response.headers["Content-Security-Policy"] = POLICY
        patch_vary_headers(response, ["Cookie"])
        return page

    def _context(self, data: Any, request: Any, response: Any) -> dict[str, Any]:
        refused = response.status_code >= 400
        raw = getattr(request, "_request", request)
        forms = [] if refused or not isinstance(data, dict) else _forms(data, response.headers.get("ETag", ""))
        opened = {(form["method"], form["target"]): form["id"] for form in forms if form["fields"]}
        principal = request.user if isinstance(getattr(request, "user", None), access.Principal) else None
        return {
            "heading": _heading(data, raw.path, refused),
            "crumbs": _crumbs(raw.path),
            "address": raw.get_full_path(),
            "method": raw.method,
            "status": response.status_code,
            "reason": response.reason_phrase,
            "headers": [(name, value) for name, value in response.headers.items() if name not in UNSHOWN],
            "refused": data if refused and isinstance(data, dict) else None,
            "wrong": _wrong(data) if refused and isinstance(data, dict) else [],
            "forms": forms,
            "json": Markup(opened).document(data),
            "principal": principal,
            "csrf": get_token(raw) if principal else "",
            "csrf_header": settings.CSRF_HEADER_NAME.removeprefix("HTTP_").replace("_", "-"),
        }


def _wrong(problem: dict[str, Any]) -> list[tuple[str, str]]:
    """(where, what) of each error of a problem."""
    errors = problem.get("errors") or []
    places = ("pointer", "parameter", "header")
    return [(next((error[name] for name in places if name in error), ""), error.get("detail", "")) for error in errors]


def _forms(data: dict[str, Any], etag: str) -> list[dict[str, Any]]:
    """The templates as the page writes them: inputs instead of properties."""
    found = []
    for key, template in templates(data).items():
        if key == "default":
            continue
        identity = key.replace(".", "-")
        fields = [_input(identity, field, data.get("_links", {})) for field in template["properties"]]
        method = template["method"]
        found.append(
            {
                **template,
                "id": identity,
                "relation": key.partition(".")[0],
                "fields": fields,
                "etag": etag if method in ("PATCH", "PUT", "DELETE") else "",
                "whole": method == "PUT",
                "only_changes": method == "PATCH",
                "primary": key == "create" or method == "PATCH",
                "danger": method == "DELETE",
            }
        )
    return sorted(found, key=lambda form: not form["primary"])


def _input(form: str, found: dict[str, Any], links: dict[str, Any]) -> dict[str, Any]:
    """One property as an input: which element, what it holds, how its text becomes JSON."""
    options = found.get("options", {})
    value = found.get("value")
    whole = {**found, "id": f"{form}-{found['name']}", "shown": "" if value is None else value}
    if "link" in options:
        many = options.get("maxItems") != 1
        present = links.get(found["name"]) if value is not None else None
        return {
            **whole,
            "kind": "references" if many else "reference",
            "many": many,
            "link": options["link"]["href"],
            "present": present.get("title", "") if isinstance(present, dict) else "",
        }
    if options.get("inline"):
        chosen = orjson.dumps(value).decode()
        rows = [
            {"value": (code := orjson.dumps(row["value"]).decode()), "prompt": row["prompt"], "chosen": code == chosen}
            for row in options["inline"]
        ]
        return {**whole, "kind": "choice", "rows": rows}
    if "inline" in options:
        return {**whole, "kind": "list", "many": True, "shown": "\n".join(value or ())}
    if found.get("json"):
        return {**whole, "kind": "json", "shown": "" if value is None else orjson.dumps(value).decode()}
    kinds = {"number": "number", "textarea": "text"}
    return {**whole, "kind": kinds.get(found["type"], "text")}


def _heading(data: Any, path: str, refused: bool) -> str:
    """What the page is about."""
    if refused and isinstance(data, dict):
        return str(data.get("title", ""))
    if path == registry.API_ROOT:
        return "API"
    place = registry.at_path(path)
    if place is None:
        entry = next((entry for entry in registry.entries() if entry.href == path), None)
        return entry.plural.replace("_", " ").capitalize() if entry else path.rpartition("/")[2].capitalize()
    title = " ".join(str(data[name]) for name in place[0].title if isinstance(data, dict) and data.get(name))
    return f"{place[0].name.replace('_', ' ').capitalize()} {title or place[1]}"


def _crumbs(path: str) -> list[tuple[str, str]]:
    """The addresses above this one that are pages, each with its name."""
    found = [("API", registry.API_ROOT)]
    parts = path.removeprefix(registry.API_ROOT).split("/") if path.startswith(registry.API_ROOT) else []
    start = 0
    for end in range(1, len(parts)):
        href = registry.API_ROOT + "/".join(parts[:end])
        try:
            resolve(href)
        except Resolver404:
            continue
        found.append(("/".join(parts[start:end]), href))
        start = end
    return found
