"""A caller of the API with a key, and what it is answered."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from django.db import transaction
from django.test import Client
from django.utils.http import urlencode

HAL, JSON, PROBLEM = "application/hal+json", "application/json", "application/problem+json"
ROOT = "/api/v1/"


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written within the block is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Answer:
    """One answer: status, headers, body."""

    def __init__(self, response: Any) -> None:
        self.status: int = response.status_code
        self.headers: Mapping[str, str] = response.headers
        self.content: bytes = b"".join(response.streaming_content) if response.streaming else response.content

    def __repr__(self) -> str:
        return f"{self.status} {self.content[:600].decode('utf-8', 'replace')}"

    @cached_property
    def json(self) -> Any:
        return json.loads(self.content)

    def ok(self, status: int = 200) -> Any:
        """The body of an answer that must have this status."""
        assert self.status == status, self
        return self.json if self.content else None

    def problem(self, status: int, slug: str | None = None) -> dict[str, Any]:
        """The problem (RFC 9457) that the answer must be."""
        assert self.status == status, self
        assert self.headers["Content-Type"] == PROBLEM
        body: dict[str, Any] = self.json
        assert {"type", "title", "status", "detail", "instance", "request_id"} <= set(body), body
        assert body["status"] == status
        assert body["type"].startswith("/docs/problems/")
        assert body["request_id"] == self.headers["X-Request-ID"]
        assert slug is None or body["type"] == f"/docs/problems/{slug}", body
        return body

    def errors(self, status: int = 400) -> list[tuple[str, str]]:
        """(place, code) of each error of a refusal."""
        found = self.problem(status).get("errors", [])
        assert all(error["detail"] for error in found)
        return [(error.get("pointer") or error.get("parameter") or error["header"], error["code"]) for error in found]

    @property
    def links(self) -> dict[str, Any]:
        links: dict[str, Any] = self.ok()["_links"]
        return links

    def items(self, plural: str) -> list[dict[str, Any]]:
        """The items of a collection, in whichever form."""
        body = self.ok()
        found: list[dict[str, Any]] = body["_embedded"][plural] if "_embedded" in body else body[plural]
        return found

    def ids(self, plural: str) -> list[int]:
        return [item["id"] for item in self.items(plural)]


class Api:
    """Asks with one credential. Paths may be short (``assets/1``) or as links have them."""

    def __init__(self, key: str = "", *, raises: bool = True, **headers: str) -> None:
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        if key:
            self.headers["X-API-Key"] = key
        self.client = Client(raise_request_exception=raises, headers=self.headers)

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        raw: bytes | None = None,
        type: str = JSON,
        **headers: str,
    ) -> Answer:
        """``body`` goes out as JSON, ``raw`` as it is; headers are given as ``if_match=…``."""
        path = path if path.startswith("/") else ROOT + path
        data = raw if raw is not None else b"" if body is None else json.dumps(body).encode()
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return Answer(self.client.generic(method, path, data, type, headers=sent))

    def get(self, path: str, query: Mapping[str, Any] | None = None, **options: Any) -> Answer:
        return self.ask("GET", f"{path}?{urlencode(query)}" if query else path, **options)

    def post(self, path: str, body: Any = None, **options: Any) -> Answer:
        return self.ask("POST", path, body, **options)

    def put(self, path: str, body: Any = None, **options: Any) -> Answer:
        return self.ask("PUT", path, body, **options)

    def patch(self, path: str, body: Any = None, **options: Any) -> Answer:
        return self.ask("PATCH", path, body, **options)

    def delete(self, path: str, body: Any = None, **options: Any) -> Answer:
        return self.ask("DELETE", path, body, **options)

    def follow(self, link: Mapping[str, Any], body: Any = None, **options: Any) -> Answer:
        """Do what a link object says."""
        href = link["href"].partition("{")[0] if link.get("templated") else link["href"]
        return self.ask(link.get("method", "GET"), href, body, **options)
