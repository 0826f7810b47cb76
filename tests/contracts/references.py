"""References in a body: by id, UUID or link; what is missing or foreign is an error of the body (contract, 2)."""

from __future__ import annotations

import json

from hub.hal.reference import Reference, ReferenceList
from tests.contracts.base import NEVER, NEVER_UUID, Contract, of_the_kernel
from tests.factories.bodies import writable

BAD = [NEVER, str(NEVER), NEVER_UUID, -1, 0, 1.5, "", "x", "1" * 25, True, [], [1], "/api/v1/units", "//", "null"]

#: The ways to name a resource, out of its id, UUID and path.
SPELLINGS = [
    lambda key, uuid, href: key,
    lambda key, uuid, href: str(key),
    lambda key, uuid, href: uuid,
    lambda key, uuid, href: uuid.replace("-", ""),
    lambda key, uuid, href: href,
    lambda key, uuid, href: f"http://testserver{href}",
    lambda key, uuid, href: {"id": key},
    lambda key, uuid, href: {"uuid": uuid.upper()},
    lambda key, uuid, href: {"href": href},
    lambda key, uuid, href: {"href": f"{href.rpartition('/')[0]}/{uuid}"},
    lambda key, uuid, href: {"id": key, "uuid": uuid, "href": href, "name": "ignored"},
]


class ReferenceContract(Contract):
    """A reference names something that the caller may read."""

    def references(self):
        """(member, kind referred to) of each reference that a body may hold."""
        for name, field in writable(self.entry).items():
            if isinstance(field, Reference):
                yield name, field.entry

    def foreign_of(self, entry):
        if entry.name == "user":
            user = self.there.users["engineer"]
            return {"id": user.pk, "uuid": str(user.uuid), "_links": {"self": {"href": entry.of(user.pk)}}}
        return self.there.make(entry.name)

    def spelled(self, name, entry, place):
        """(path, reference in one of the spellings) of a resource, a new one each time where it can be used but once."""
        keys = {field for each in self.entry.model._meta.constraints for field in getattr(each, "fields", ())}
        target = self.here.make(entry.name) if name in keys - {"tenant"} else self.here.sample(entry.name)
        href = entry.of(target["id"])
        return href, SPELLINGS[place](target["id"], target["uuid"], href)

    def test_each_spelling_is_understood(self):
        for name, entry in self.references():
            for place in range(len(SPELLINGS)) if self.thorough else range(6, 9):
                href, given = self.spelled(name, entry, place)
                assert self.make(**{name: given})["_links"][name]["href"] == href, given
            href, _given = self.spelled(name, entry, 0)
            body = self.body()
            body.pop(name, None)
            made = self.api.post(self.collection, {**body, "_links": {name: {"href": href}}}).ok(self.made)
            assert made["_links"][name]["href"] == href

    @of_the_kernel
    def test_what_is_not_there_is_an_error_of_the_body(self):
        for name, entry in self.references():
            body, before = self.body(), self.count()
            for given in (*BAD, *({"id": bad} for bad in BAD), *({"href": bad} for bad in BAD), {}):
                errors = self.api.post(self.collection, {**body, name: given}).errors()
                assert {place for place, _code in errors} == {f"#/{name}"}, given
            link = {"_links": {name: {"href": entry.of(NEVER)}}}
            body.pop(name, None)
            assert (f"#/_links/{name}", "not_found") in self.api.post(self.collection, {**body, **link}).errors()
            assert self.count() == before

    def test_what_is_foreign_is_not_there(self):
        for name, entry in self.references():
            foreign, body, before = self.foreign_of(entry), self.body(), self.count()
            answers = []
            for key, uuid in ((foreign["id"], foreign["uuid"]), (NEVER, NEVER_UUID)):
                for given in ({"id": key}, {"uuid": uuid}, {"href": entry.of(key)}):
                    answer = self.api.post(self.collection, {**body, name: given})
                    assert answer.errors() == [(f"#/{name}", "not_found")]
                    answers.append(json.dumps(answer.json["errors"]))
                    if "update" in self.entry.actions:
                        assert self.api.patch(self.href, {name: given}).errors() == [(f"#/{name}", "not_found")]
            assert len(set(answers)) == 1
            assert self.count() == before

    def test_lists_of_references_name_each_that_is_not_there(self):
        for name, field in writable(self.entry).items():
            if isinstance(field, ReferenceList):
                known, foreign = self.here.sample(field.kind), self.there.make(field.kind)
                given = [{"id": known["id"]}, {"id": NEVER}, {"id": foreign["id"]}, {}, 5.5]
                errors = self.api.post(self.collection, {**self.body(), name: given}).errors()
                assert errors == [(f"#/{name}/{place}", "not_found") for place in (1, 2, 3, 4)]

    @of_the_kernel
    def test_nothing_of_the_kind_is_found_under_another_kind(self):
        for name, entry in self.references():
            other = self.here.sample("manufacturer" if entry.name == "unit" else "unit")
            given = {"href": other["_links"]["self"]["href"]}
            assert self.api.post(self.collection, {**self.body(), name: given}).errors() == [(f"#/{name}", "not_found")]
