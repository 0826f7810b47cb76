"""Creating one or several: what is answered, what is refused, and that nothing is written then (contract, 5, 6)."""

from __future__ import annotations

import json
from itertools import product

from rest_framework import serializers

from hub.hal.reference import Reference
from hub.models import Outbox
from tests.contracts.base import KEPT, NEVER, NEVER_UUID, Contract, of_the_kernel
from tests.factories.bodies import texts, writable


class CreateContract(Contract):
    """POST makes one or several resources, all or nothing."""

    def refused_creation(self, body=None, status=400, **options):
        """The errors of a POST that writes nothing."""
        before, announced = self.count(), self.announced()
        answer = self.api.post(self.collection, body, **options)
        errors = answer.errors(status)
        assert (self.count(), self.announced()) == (before, announced)
        return errors

    def test_it_answers_with_place_and_body(self):
        answer = self.api.post(self.collection, self.body())
        made = answer.ok(self.made)
        assert answer.headers["Location"] == self.of(made)
        found = self.api.get(answer.headers["Location"])
        assert found.headers["ETag"] == answer.headers["ETag"]
        assert {name: made[name] for name in found.ok()} == found.ok()
        assert set(made) - set(found.ok()) <= set(self.entry.viewset.secret_fields)

    def test_what_is_given_is_kept(self):
        body = self.body(full=True)
        made = self.api.post(self.collection, body, accept="application/json").ok(self.made)
        for name, field in writable(self.entry).items():
            if name in body and name in made and not isinstance(field, (Reference, serializers.ListField)):
                assert made[name] == body[name] or isinstance(made[name], dict)
            elif name in body and isinstance(field, Reference) and body[name] is not None:
                assert made[name]["id"] == body[name]["id"]

    @of_the_kernel
    def test_a_trailing_slash_is_served_to_who_creates(self):
        self.api.post(self.collection + "/", self.body()).ok(self.made)

    @of_the_kernel
    def test_json_is_taken_under_its_names(self):
        names = ["application/json", "application/hal+json", "application/json; charset=utf-8", "APPLICATION/JSON"]
        for media in names:
            self.api.post(self.collection, self.body(), type=media).ok(self.made)

    @of_the_kernel
    def test_the_creator_holds_every_right(self):
        links = self.api.get(self.of(self.make())).links
        actions = {"update": ("update", "replace"), "delete": ("delete",), "permissions": ("permissions",)}
        for action in set(actions) & self.entry.actions:
            assert set(actions[action]) <= set(links)

    def test_it_counts_and_is_announced_once(self):
        body = self.body()
        before, announced = self.count(), self.announced()
        made = self.api.post(self.collection, body).ok(self.made)
        assert self.count() == before + 1
        own = Outbox.objects.filter(kind=self.kind, object_id=made["id"])
        assert list(own.values_list("version", "event")) == [(1, "create")]
        assert self.announced() > announced

    # -- several ----------------------------------------------------------------------------------------------------

    def test_several_are_created_at_once(self):
        bodies = [self.body() for _ in range(3)]
        before = self.count()
        answer = self.api.post(self.collection, {self.plural: bodies})
        body = answer.ok(self.made)
        keys = [item["id"] for item in body["_embedded"][self.plural]]
        assert len(set(keys)) == 3
        assert self.count() == before + 3
        assert body["_links"]["self"]["href"] == self.collection
        plain = self.api.post(self.collection, {self.plural: [self.body()]}, accept="application/json").ok(self.made)
        assert [set(item) >= {"id", "uuid"} for item in plain[self.plural]] == [True]

    @of_the_kernel
    def test_several_or_none(self):
        bodies = [self.body(), {**self.body(), "surprise": 1}, self.body(), 5]
        errors = self.refused_creation({self.plural: bodies})
        assert errors == [(f"#/{self.plural}/1/surprise", "unknown"), (f"#/{self.plural}/3", "invalid")]

    @of_the_kernel
    def test_none_of_several_is_nothing(self):
        before = self.count()
        assert self.api.post(self.collection, {self.plural: []}).ok(self.made)["_embedded"] == {self.plural: []}
        assert self.count() == before

    @of_the_kernel
    def test_more_than_5000_at_once_are_413(self):
        body = json.dumps({self.plural: [{}] * 5001}).encode()
        before = self.count()
        self.api.post(self.collection, raw=body).problem(413)
        assert self.count() == before

    # -- refused ----------------------------------------------------------------------------------------------------

    def test_all_that_is_missing_is_told_at_once(self):
        errors = self.api.post(self.collection, {}).errors()
        assert {place.removeprefix("#/") for place, _code in errors} >= self.required()
        assert {code for _place, code in errors} == {"required"}

    def test_null_is_no_value_for_what_is_required(self):
        for name in self.required():
            assert self.refused_creation({**self.body(), name: None}) == [(f"#/{name}", "null")]

    @of_the_kernel
    def test_an_unknown_member_is_refused_with_all_else(self):
        name = sorted(self.required())[0]
        errors = self.refused_creation({**{k: v for k, v in self.body().items() if k != name}, "surprise": 1})
        assert set(errors) == {("#/surprise", "unknown"), (f"#/{name}", "required")}

    def test_read_only_members_are_ignored_in_a_new_one(self):
        given = {"id": NEVER, "uuid": NEVER_UUID, "version": 77, "created_at": "2001-01-01T00:00:00Z", "updated_at": 5}
        links = {"self": {"href": f"{self.collection}/{NEVER}"}, "curies": [], "surprise": {"href": "/x"}}
        made = self.api.post(self.collection, {**self.body(), **given, "_links": links, "_embedded": {"x": 1}}).ok(
            self.made
        )
        assert [made[name] for name in KEPT if made[name] == given[name]] == []
        assert self.versions(self.of(made)) == [1]

    def test_values_of_a_wrong_type_are_pointed_at(self):
        body, members = self.body(), writable(self.entry).items()
        for (name, field), wrong in product(members, ([], {}, [[]], {"a": 1}, {"id": {}}, 10**400, True)):
            lists = isinstance(field, serializers.ListField) and wrong == []
            objects = isinstance(field, serializers.DictField) and isinstance(wrong, dict)
            if lists or objects or (wrong is True and isinstance(field, serializers.BooleanField)):
                continue
            errors = self.api.post(self.collection, {**body, name: wrong}).errors()
            assert {place.split("/")[1] for place, _code in errors} == {name}, errors

    def test_texts_have_their_length(self):
        for name, field in texts(self.entry).items():
            if field.max_length:
                errors = self.refused_creation({**self.body(), name: "x" * (field.max_length + 1)})
                assert len(errors) == 1
                assert errors[0][0] == f"#/{name}"

    def test_required_texts_may_not_be_blank(self):
        for name in texts(self.entry):
            if name in self.required():
                for blank in ("", "   ", "\t\n"):
                    assert self.refused_creation({**self.body(), name: blank}) == [(f"#/{name}", "blank")]

    @of_the_kernel
    def test_a_body_that_is_no_object_is_refused(self):
        before = self.count()
        for body in ("[]", '"x"', "null", "5", "true", "{", "", '{"a": 1} x'):
            self.api.post(self.collection, raw=body.encode()).problem(400)
        assert self.count() == before

    @of_the_kernel
    def test_other_bodies_are_415(self):
        before = self.count()
        for media in ("text/plain", "application/x-www-form-urlencoded", "application/xml", "x", ""):
            self.api.post(self.collection, raw=b"{}", type=media).problem(415)
        assert self.count() == before

    @of_the_kernel
    def test_a_body_over_the_limit_is_413(self):
        body = json.dumps({**self.body(), "surprise": "x" * 1_000_001}).encode()
        assert self.api.post(self.collection, raw=body).problem(413)["limit"] == 1_000_000

    @of_the_kernel
    def test_keys_twice_are_refused(self):
        name = sorted(self.required())[0]
        body = json.dumps(self.body())[:-1].encode() + f', "{name}": 1, "{name}": 2}}'.encode()
        assert (f"#/{name}", "duplicate") in self.api.post(self.collection, raw=body).errors()

    @of_the_kernel
    def test_creating_takes_no_parameter(self):
        assert self.api.ask("POST", f"{self.collection}?include=x", self.body()).errors() == [("include", "unknown")]

    # -- who may ----------------------------------------------------------------------------------------------------

    def test_creating_takes_role_and_scope(self):
        body, before = self.body(), self.count()
        callers = [self.here.operator, self.here.reader]
        callers += [self.here.engineer] if self.entry.writer == "admin" else []
        for caller in callers:
            caller.post(self.collection, body).problem(403)
            caller.post(self.collection, raw=b"<x/>", type="application/xml").problem(403)
            caller.ask("POST", f"{self.collection}?surprise=1", body).problem(403)
        self.world.nobody.post(self.collection, body).problem(401)
        assert self.count() == before
