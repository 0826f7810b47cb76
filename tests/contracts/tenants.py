"""The hard border: what is foreign does not exist, in the very words of what never was (contract, 6, 7)."""

from __future__ import annotations

import json
import re
from uuid import uuid4

from tests.contracts.base import NEVER, Contract, of_the_kernel


class TenantContract(Contract):
    """Every way to a foreign resource answers as if there were none."""

    def foreign(self):
        """(id, uuid) of a resource of the other plant."""
        if "create" not in self.entry.actions:
            return self.there.tenant.pk, str(self.there.tenant.uuid)
        made = self.there.make(self.kind)
        return made["id"], made["uuid"]

    def ways(self):
        """(method, path below the collection, body) of everything that can be asked of one resource."""
        yield from (("GET", "{}", None), ("GET", "{}?include=tenant", None), ("GET", "{}?explain=actions", None))
        yield from (("GET", "{}?as_of=2026-01-01T00:00:00Z", None), ("GET", "{}?surprise=1", None))
        yield from (("PUT", "{}", {}), ("PATCH", "{}", {}), ("DELETE", "{}", None), ("POST", "{}", {}))
        yield from (("GET", "{}/history", None), ("GET", "{}/history/1", None), ("POST", "{}/history/1/restore", {}))
        yield from (("GET", "{}/permissions", None), ("POST", "{}/permissions", {"right": "read"}))
        for child in self.entry.nested:
            yield from ((method, f"{{}}/{child.name}", {}) for method in ("GET", "POST", "DELETE"))

    def test_foreign_is_like_never_made(self):
        key, uuid = self.foreign()
        never, never_uuid = NEVER, str(uuid4())
        whole = list(self.ways())
        asked = {self.here.admin: whole, self.here.engineer: whole[:2] + whole[5:9], self.here.reader: whole[:2]}
        for caller, ways in asked.items():
            for place, (method, path, body) in enumerate(ways):
                for one, other in ((str(key), str(never)), (uuid, never_uuid))[: 1 if place else 2]:
                    first = caller.ask(method, f"{self.collection}/{path.format(one)}", body)
                    second = caller.ask(method, f"{self.collection}/{path.format(other)}", body)
                    assert self.words(first, one) == self.words(second, other), (method, path)
                    assert first.status in (403, 404, 405), (method, path, first)
                    assert first.status != 403 or method != "GET", (path, first)

    @staticmethod
    def words(answer, key):
        """Status, headers and body, without the request's id and the key that was asked for."""
        text = answer.content.decode().replace(answer.headers["X-Request-ID"], "")
        text = re.sub(rf"(?<=/){key}(?![0-9a-f])", "KEY", text)
        headers = {
            name: value for name, value in answer.headers.items() if name not in ("X-Request-ID", "Content-Length")
        }
        return answer.status, json.dumps(sorted(headers.items())), text

    def test_foreign_is_found_by_no_filter(self):
        key, uuid = self.foreign()
        for query in ({"id": key}, {"uuid": uuid}, {"id": f"{key},{NEVER}"}):
            assert self.here.admin.get(self.collection, query).ids(self.plural) == []
            body = self.here.admin.post(f"{self.collection}/search", query if "," not in str(query) else {"id": [key]})
            assert body.ids(self.plural) == []
            assert body.ok()["pagination"]["total_count"] == 0

    @of_the_kernel
    def test_foreign_is_not_counted(self):
        before = self.count()
        if "create" in self.entry.actions:
            self.there.make(self.kind)
        assert self.count() == before

    @of_the_kernel
    def test_the_tenant_is_the_callers(self):
        body = self.get().ok()
        if "tenant" in body["_links"]:
            assert body["_links"]["tenant"]["href"] == f"/api/v1/tenants/{self.here.tenant.pk}"
            own = {"tenant": {"id": self.here.tenant.pk}}
            if "update" in self.entry.actions:
                assert self.api.patch(self.href, own).ok()["id"] == self.one["id"]
            if "create" in self.entry.actions:
                assert self.api.post(self.collection, {**self.body(), **own}).ok(self.made)

    def test_another_tenant_cannot_be_named(self):
        if "tenant" not in self.get().links or "create" not in self.entry.actions:
            return
        for key in (self.there.tenant.pk, NEVER):
            before = self.count()
            answer = self.api.post(self.collection, {**self.body(), "tenant": {"id": key}})
            assert answer.errors() == [("#/tenant", "not_found")]
            assert self.count() == before
            if "update" in self.entry.actions:
                assert self.api.patch(self.href, {"tenant": {"id": key}}).errors() == [("#/tenant", "not_found")]
