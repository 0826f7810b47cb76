"""Removing one: 204, then it is gone, but not while something refers to it (contract, 5)."""

from __future__ import annotations

from django.db import models

from hub import registry
from hub.models import Outbox
from tests.contracts.base import NEVER, Contract, of_the_kernel


class DeleteContract(Contract):
    """DELETE answers 204 without a body; what is gone is 404."""

    def test_it_goes(self):
        one = self.make()
        href, before = self.of(one), self.count()
        answer = self.api.delete(href)
        assert (answer.status, answer.content) == (204, b"")
        assert "Content-Type" not in answer.headers
        for method in ("GET", "PUT", "PATCH", "DELETE") if "update" in self.entry.actions else ("GET", "DELETE"):
            self.api.ask(method, href, {}).problem(404)
        assert self.count() == before - 1
        assert one["id"] not in self.api.get(self.collection, {"per_page": 100}).ids(self.plural)
        events = (
            Outbox.objects.filter(kind=self.kind, object_id=one["id"]).order_by("id").values_list("event", "version")
        )
        assert list(events)[-1][0] == "delete"

    @of_the_kernel
    def test_it_goes_by_uuid(self):
        assert self.api.delete(f"{self.collection}/{self.make()['uuid'].upper()}").status == 204

    @of_the_kernel
    def test_removing_takes_no_parameter(self):
        assert self.api.delete(f"{self.href}?surprise=1").errors() == [("surprise", "unknown")]
        self.api.delete(f"{self.collection}/{NEVER}?surprise=1").problem(404)

    def test_it_stays_while_something_refers_to_it(self):
        for kind, name in self.referring():
            one = self.make()
            other = self.here.make(kind, **{name: {"id": one["id"]}})
            before = self.announced()
            assert self.api.delete(self.of(one)).problem(409, "in-use")["code"] == "in_use"
            assert self.announced() == before
            self.api.get(self.of(one)).ok()
            self.here.maker(kind).delete(f"{registry.get(kind).href}/{other['id']}")
            assert self.api.delete(self.of(one)).status == 204, (kind, name)

    def referring(self):
        """(kind, member) of what can be made to refer to this kind and keeps it from going."""
        for entry in registry.entries():
            for field in getattr(entry.model, "_meta", None).concrete_fields:
                if (
                    field.is_relation
                    and field.related_model is self.entry.model
                    and field.remote_field.on_delete is models.PROTECT
                    and field.editable
                    and "create" in entry.actions
                ):
                    yield entry.name, field.name

    @of_the_kernel
    def test_removing_takes_role_and_scope(self):
        for caller in (self.here.operator, self.here.reader):
            assert caller.delete(self.href).status in (403, 404)
        self.get().ok()
