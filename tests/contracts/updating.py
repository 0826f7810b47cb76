"""Changing one: PATCH merges, PUT replaces, a representation can be sent back as it came (contract, 5)."""

from __future__ import annotations

from itertools import product

from rest_framework import serializers

from hub.hal.reference import Reference
from tests.contracts.base import KEPT, NEVER, NEVER_UUID, Contract, of_the_kernel
from tests.factories.bodies import plain, texts, writable


class UpdateContract(Contract):
    """PUT and PATCH answer 200 with the resource and its ETag."""

    def unchanged(self, act):
        """What ``act`` answers, which leaves no trace."""
        before, announced, versions = self.get(), self.announced(), self.versions()
        answer = act()
        after = self.get()
        assert (after.content, after.headers["ETag"]) == (before.content, before.headers["ETag"])
        assert (self.announced(), self.versions()) == (announced, versions)
        return answer

    def test_patch_merges(self):
        before = self.get().ok()
        change = self.alteration()
        answer = self.api.patch(self.href, change)
        body = answer.ok()
        assert body == {**before, **change, "updated_at": body["updated_at"]}
        assert body["updated_at"] > before["updated_at"]
        found = self.get()
        assert found.content == answer.content
        assert found.headers["ETag"] == answer.headers["ETag"]
        assert found.headers["Last-Modified"] == answer.headers["Last-Modified"]

    @of_the_kernel
    def test_patch_by_uuid_with_a_slash_goes_as_well(self):
        self.api.patch(f"{self.collection}/{self.one['uuid']}/", self.alteration()).ok()

    @of_the_kernel
    def test_a_patch_that_changes_nothing_leaves_no_trace(self):
        current = {name: self.plain()[name] for name in plain(self.entry)}
        for body in ({}, current, {"_links": {}}):
            assert self.unchanged(lambda body=body: self.api.patch(self.href, body)).status == 200

    def test_put_replaces(self):
        if "create" not in self.entry.actions:
            return
        body = self.body(full=True)
        answer = self.api.put(self.href, body, accept="application/json")
        changed = answer.ok()
        for name, field in plain(self.entry).items():
            if name in body and not isinstance(field, serializers.ListField):
                assert changed[name] == body[name], name
        assert [changed[name] for name in KEPT[:3]] == [self.one[name] for name in KEPT[:3]]

    def test_put_gives_defaults_to_what_is_left_out(self):
        if "create" not in self.entry.actions:
            return
        body = self.body()
        fresh = self.here.make(self.kind, by=self.api)
        default = self.plain(self.of(fresh))
        changed = self.api.put(self.href, body, accept="application/json").ok()
        for name, field in writable(self.entry).items():
            if name in changed and name not in body and not field.write_only and not self.generated(name):
                assert changed[name] == default[name], name

    def generated(self, name):
        """Whether the default of a member is another one each time."""
        source = plain(self.entry)[name].source if name in plain(self.entry) else name
        return callable(self.entry.model._meta.get_field(source).default)

    def test_put_demands_what_is_required(self):
        errors = self.unchanged(lambda: self.api.put(self.href, {})).errors()
        assert set(errors) == {(f"#/{name}", "required") for name in self.required()}

    def test_what_was_read_can_be_sent_back(self):
        for media, method in product(("application/hal+json", "application/json"), ("PUT", "PATCH")):
            sent = self.get(accept=media).ok()
            asked = {"type": media, "accept": media}
            answer = self.unchanged(lambda m=method, s=sent, a=asked: self.api.ask(m, self.href, s, **a))
            assert answer.ok() == sent, (media, method)

    @of_the_kernel
    def test_read_only_members_are_ignored_in_a_change(self):
        given = {"id": NEVER, "uuid": NEVER_UUID, "version": 77, "created_at": "2001-01-01T00:00:00Z", "updated_at": 5}
        self.unchanged(lambda: self.api.patch(self.href, given)).ok()

    @of_the_kernel
    def test_an_unknown_member_of_a_change_is_refused(self):
        for method in ("PUT", "PATCH"):
            sent = {**self.plain(), "surprise": 1}
            answer = self.unchanged(lambda method=method, sent=sent: self.api.ask(method, self.href, sent))
            assert answer.errors() == [("#/surprise", "unknown")]

    def test_nothing_is_written_when_one_member_is_bad(self):
        for name, field in writable(self.entry).items():
            body = {**self.alteration(), name: {"surprise": []}}
            errors = self.unchanged(lambda body=body: self.api.patch(self.href, body)).errors()
            assert {place.split("/")[1] for place, _code in errors} == {name}, field

    def test_null_is_taken_exactly_where_it_is_a_value(self):
        for name, field in writable(self.entry).items():
            if isinstance(field, (serializers.ListField,)) or field.write_only or field.source == "*":
                continue
            if field.allow_null:
                assert self.api.patch(self.href, {name: None}, accept="application/json").ok()[name] is None
            else:
                assert self.unchanged(lambda name=name: self.api.patch(self.href, {name: None})).errors() == [
                    (f"#/{name}", "null")
                ]

    @of_the_kernel
    def test_texts_are_trimmed_and_kept(self):
        name = list(texts(self.entry) or [None])[-1]
        if name is not None:
            for text in ("Ünïcödé 漢字 🙂", "<b>&amp;</b>", "a\u200bb", "' OR 1=1 --", "%_*\\", "{{7*7}}", "0", "null"):
                assert self.api.patch(self.href, {name: f"  {text}\n"}).ok()[name] == text
                assert self.get().ok()[name] == text

    @of_the_kernel
    def test_a_reference_can_be_given_as_a_link(self):
        for name, field in writable(self.entry).items():
            if isinstance(field, Reference) and field.entry.name not in (self.kind, "user"):
                other = self.here.make(field.entry.name)
                href = other["_links"]["self"]["href"]
                if self.api.patch(self.href, {"_links": {name: {"href": href}}}).status == 200:
                    assert self.get().links[name]["href"] == href

    @of_the_kernel
    def test_what_is_refused_comes_in_order(self):
        """404 or 403, then 415, then 413, then 400, then 412."""
        gone, junk = f"{self.collection}/{NEVER}", {"raw": b"<x/>", "type": "application/xml"}
        for method in ("PUT", "PATCH"):
            self.api.ask(method, gone, **junk).problem(404)
            self.api.ask(method, f"{gone}?surprise=1", {}).problem(404)
            self.api.ask(method, self.href, if_match='"0-0"', **junk).problem(415)
            self.api.ask(method, self.href, raw=b'{"a": "' + b"x" * 1_000_001, if_match='"0-0"').problem(413)
            self.api.ask(method, self.href, {"surprise": 1}, if_match='"0-0"').problem(400)
            self.here.reader.ask(method, self.href, **junk).problem(403)

    def test_changing_takes_role_and_scope(self):
        for caller in (self.here.operator, self.here.reader):
            for method in ("PUT", "PATCH"):
                answer = self.unchanged(
                    lambda caller=caller, method=method: caller.ask(method, self.href, self.alteration())
                )
                assert answer.status in (403, 404)
