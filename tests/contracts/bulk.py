"""Many changes in one transaction: all or nothing, the same result as one by one (contract, 5)."""

from __future__ import annotations

import json
from functools import cached_property

from hub.hal.reference import ReferenceList
from tests.contracts.base import NEVER, NEVER_UUID, Contract, of_the_kernel
from tests.factories.bodies import writable


class BulkContract(Contract):
    """``POST {collection}/update``."""

    @cached_property
    def three(self):
        """Three resources to change at once."""
        return [self.make() for _ in range(3)]

    def bulk(self, elements, query="", caller=None):
        return (caller or self.api).post(f"{self.collection}/update{query}", {self.plural: elements})

    def state(self):
        return [(self.plain(self.of(one)), self.versions(self.of(one))) for one in self.three]

    def refused_update(self, elements, status=400, **options):
        before, announced = self.state(), self.announced()
        errors = self.bulk(elements, **options).errors(status)
        assert (self.state(), self.announced()) == (before, announced)
        return errors

    def at(self, place, member=""):
        return f"#/{self.plural}/{place}" + (f"/{member}" if member else "")

    def test_all_are_changed(self):
        changes = [self.alteration() for _ in self.three]
        elements = [{"id": one["id"], **change} for one, change in zip(self.three, changes, strict=True)]
        elements[1] = {"uuid": self.three[1]["uuid"], **changes[1]}
        answer = self.bulk(elements)
        assert (answer.status, answer.content) == (204, b"")
        for one, change in zip(self.three, changes, strict=True):
            found = self.plain(self.of(one))
            assert {name: found[name] for name in change} == change
            assert self.versions(self.of(one)) == [2, 1]

    def test_the_history_is_that_of_a_patch(self):
        change = self.alteration()
        self.api.patch(self.of(self.three[0]), change).ok()
        assert self.bulk([{"id": self.three[1]["id"], **change}]).status == 204
        kept = []
        for one in self.three[:2]:
            row = self.api.get(f"{self.of(one)}/history").items("history")[0]
            assert row["changed_at"] == self.plain(self.of(one))["updated_at"]
            kept.append({name: row[name] for name in ("version", "event", "user", "api_key", "client")})
            kept[-1]["changes"] = [{"field": each["field"], "new": each["new"]} for each in row["changes"]]
        assert kept[0] == kept[1]

    @of_the_kernel
    def test_each_change_is_announced_once(self):
        first, second, third = self.three
        before = self.announced()
        self.bulk([{"id": one["id"], **self.alteration()} for one in (first, second)] + [{"id": third["id"]}])
        assert self.announced() == before + 2

    @of_the_kernel
    def test_what_changes_nothing_makes_no_version(self):
        before, announced = self.state(), self.announced()
        assert self.bulk([{"id": one["id"]} for one in self.three]).status == 204
        assert self.bulk([]).status == 204
        assert self.bulk([self.plain(self.of(one)) for one in self.three]).status == 204
        assert (self.state(), self.announced()) == (before, announced)

    @of_the_kernel
    def test_one_bad_element_refuses_all(self):
        first, second, third = (one["id"] for one in self.three)
        good = {"id": first, **self.alteration()}
        assert self.refused_update([good, {"id": NEVER}]) == [(self.at(1, "id"), "not_found")]
        assert self.refused_update([good, {"uuid": NEVER_UUID}]) == [(self.at(1, "id"), "not_found")]
        assert self.refused_update([good, {"id": second, "surprise": 1}]) == [(self.at(1, "surprise"), "unknown")]
        assert self.refused_update([good, self.alteration()]) == [(self.at(1, "id"), "required")]
        assert self.refused_update([good, 5, None, [], "x"]) == [(self.at(place), "invalid") for place in (1, 2, 3, 4)]
        for key in (True, 0, -1, 1.5, "x", "1" * 25, {}, []):
            assert self.refused_update([good, {"id": key}]) == [(self.at(1, "id"), "not_found")], key
        found = self.refused_update([good, {"id": second, "surprise": 1}, {"id": third, "more": 2}, {"id": NEVER}])
        assert {place for place, _code in found} == {self.at(1, "surprise"), self.at(2, "more"), self.at(3, "id")}

    @of_the_kernel
    def test_one_element_cannot_stand_twice(self):
        one = self.three[0]
        errors = self.refused_update(
            [{"id": one["id"], **self.alteration()}, {"uuid": one["uuid"], **self.alteration()}]
        )
        assert errors == [(self.at(0, "id"), "duplicate"), (self.at(1, "id"), "duplicate")]

    @of_the_kernel
    def test_an_older_version_is_a_conflict(self):
        key = self.three[0]["id"]
        self.api.patch(self.of(self.three[0]), self.alteration()).ok()
        assert self.refused_update([{"id": key, "version": 1, **self.alteration()}]) == [
            (self.at(0, "version"), "conflict")
        ]
        assert self.refused_update([{"id": key, "version": "2"}]) == [(self.at(0, "version"), "invalid")]
        assert self.bulk([{"id": key, "version": 2, **self.alteration()}]).status == 204

    @of_the_kernel
    def test_a_dry_run_tells_and_writes_nothing(self):
        first, second, third = (one["id"] for one in self.three)
        before, announced = self.state(), self.announced()
        elements = [
            {"id": first, **self.alteration()},
            {"id": second},
            {"id": third, "version": 9, **self.alteration()},
            {"id": NEVER},
        ]
        rows = self.bulk(elements, "?dry_run=true").ok()["results"]
        assert [row["result"] for row in rows] == ["changed", "unchanged", "conflict", "invalid"]
        assert [row["pointer"] for row in rows] == [self.at(place) for place in range(4)]
        assert [row["id"] for row in rows] == [first, second, third, NEVER]
        assert [bool(row["errors"]) for row in rows] == [False, False, True, True]
        assert all(set(row) == {"pointer", "id", "result", "errors"} for row in rows)
        assert (self.state(), self.announced()) == (before, announced)
        assert self.bulk(elements[:1], "?dry_run=false").status == 204
        assert self.bulk(elements[:1], "?dry_run=maybe").errors() == [("dry_run", "invalid")]
        assert self.bulk(elements[:1], "?surprise=1").errors() == [("surprise", "unknown")]

    @of_the_kernel
    def test_who_may_not_change_is_refused(self):
        element = {"id": self.three[0]["id"], **self.alteration()}
        for caller in (self.here.operator, self.here.reader):
            self.bulk([element], caller=caller).problem(403)
            self.bulk([], caller=caller).problem(403)
        with_none = self.there.admin.post(f"{self.collection}/update", {self.plural: [element]})
        assert with_none.errors() == [(self.at(0, "id"), "not_found")]
        if self.administered:
            self.bulk([element], caller=self.here.colleague).problem(403)
            return
        self.here.grant(self.right_kind, "read")
        assert self.refused_update([element], caller=self.here.colleague) == [(self.at(0), "forbidden")]
        rows = self.bulk([element], "?dry_run=true", self.here.colleague).ok()["results"]
        assert [row["result"] for row in rows] == ["forbidden"]

    def test_values_that_must_be_unique_are_400_with_all_of_them(self):
        for name in self.unique_texts():
            taken = self.plain(self.of(self.three[2]))[name]
            errors = self.refused_update([{"id": self.three[0]["id"], name: taken.upper()}])
            assert errors == [(self.at(0, name), "unique")]
            both = [{"id": one["id"], name: "twice the same"} for one in self.three[:2]]
            assert self.refused_update(both) == [(self.at(0, name), "unique"), (self.at(1, name), "unique")]
            swapped = [
                {"id": self.three[0]["id"], name: self.plain(self.of(self.three[1]))[name]},
                {"id": self.three[1]["id"], name: self.plain(self.of(self.three[0]))[name]},
            ]
            assert self.bulk(swapped).status in (204, 400)

    def unique_texts(self):
        names = {name for item in self.entry.model._meta.constraints for name in getattr(item, "fields", ())}
        return [name.removesuffix("_folded") for name in names if name.endswith("_folded")]

    def test_references_are_checked_in_each_element(self):
        known = writable(self.entry)
        links = [name for name in self.get().links if name in known and name not in ("tenant", "manufacturer")]
        for name in links:
            target = self.get().links[name]["href"].rpartition("/")[0]
            for key in (NEVER, self.there.sample(self.kind_at(target))["id"]):
                errors = self.refused_update([{"id": self.three[0]["id"], name: {"id": key}}])
                assert errors == [(self.at(0, name), "not_found")]

    @staticmethod
    def kind_at(href):
        from hub import registry

        return registry.at_path(f"{href}/1")[0].name

    def test_lists_of_references_are_changed_as_by_patch(self):
        for name, field in writable(self.entry).items():
            if isinstance(field, ReferenceList):
                other = self.here.make(field.kind)
                assert self.bulk([{"id": one["id"], name: [{"id": other["id"]}]} for one in self.three]).status == 204
                for one in self.three:
                    found = self.api.get(f"{self.of(one)}/{name}").items(name)
                    assert [item["id"] for item in found] == [other["id"]]

    @of_the_kernel
    def test_a_tree_cannot_be_bent_into_a_circle(self):
        if any(name == "parent" for name in writable(self.entry)):
            first, second = self.three[0]["id"], self.three[1]["id"]
            circle = [{"id": first, "parent": {"id": second}}, {"id": second, "parent": {"id": first}}]
            errors = self.refused_update(circle)
            assert {code for _place, code in errors} == {"cycle"}

    @of_the_kernel
    def test_more_than_5000_are_413(self):
        before, announced = self.state(), self.announced()
        body = json.dumps({self.plural: [{"id": self.three[0]["id"], **self.alteration()}] * 5001}).encode()
        self.api.post(f"{self.collection}/update", raw=body).problem(413)
        assert (self.state(), self.announced()) == (before, announced)

    @of_the_kernel
    def test_more_than_a_megabyte_is_taken(self):
        body = json.dumps({self.plural: [{"id": self.three[0]["id"], **self.alteration()}]}).encode()
        self.api.post(f"{self.collection}/update", raw=body + b" " * 1_500_000).ok(204)
        self.api.post(f"{self.collection}/update", raw=body + b" " * 16_000_000).problem(413)

    @of_the_kernel
    def test_other_updates_are_400(self):
        for body in ({}, {self.plural: {}}, {"surprise": []}, {self.plural: [], "x": 1}, {self.plural: None}):
            self.api.post(f"{self.collection}/update", body).problem(400)
