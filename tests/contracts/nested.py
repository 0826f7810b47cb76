"""Collections under a resource: what refers to it, what is linked to it (contract, 5)."""

from __future__ import annotations

from hub import registry
from tests.contracts.base import NEVER, Contract, of_the_kernel
from tests.factories.bodies import writable
from tests.factories.production import MADE


class NestedContract(Contract):
    """``/{collection}/{id}/{children}``."""

    def children(self, linkable):
        for child in self.entry.nested:
            if child.linkable is linkable:
                yield child, registry.get(child.target), f"{self.href}/{child.name}"

    def test_what_refers_to_it_is_listed_under_it(self):
        for child, target, href in self.children(linkable=False):
            if child.via not in writable(target) and target.name not in MADE:
                continue  # a rule refers to it; that has tests of its own
            body = self.here.body(target.name)
            if child.makes and "asset" in body:
                del body["asset"]
                made = self.api.post(href, body).ok(201)
            elif child.via == "manufacturer" and target.name == "asset":
                product = self.here.make("product", manufacturer={"id": self.one["id"]})
                made = self.here.make("asset", product={"id": product["id"]})
            else:
                made = self.here.make(target.name, **{child.via: {"id": self.one["id"]}})
            self.here.make(target.name)
            answer = self.api.get(href, {"per_page": 100})
            assert made["id"] in answer.ids(target.plural)
            assert answer.ok()["pagination"]["total_count"] == len(answer.ids(target.plural))
            assert answer.links["self"]["href"].startswith(href)
            assert self.api.get(href, {"id": made["id"]}).ids(target.plural) == [made["id"]]
            assert self.api.get(href, {"surprise": 1}).errors() == [("surprise", "unknown")]
            for method in ("POST", "DELETE", "PUT", "PATCH")[child.makes :]:
                self.api.ask(method, href, {}).problem(405)

    def test_linking_and_unlinking_are_204_also_when_it_was_so(self):
        for child, target, href in self.children(linkable=True):
            other = self.here.make(target.name)
            body = {target.plural: [{"id": other["id"]}]}
            for _ in range(2):
                answer = self.api.post(href, body)
                assert (answer.status, answer.content) == (204, b""), (child.name, answer)
                assert self.api.get(href, {"per_page": 100}).ids(target.plural).count(other["id"]) == 1
            for spelling in ({"uuid": other["uuid"]}, {"href": target.of(other["id"])}):
                assert self.api.post(href, {target.plural: [spelling]}).status == 204
            for _ in range(2):
                answer = self.api.delete(href, body)
                assert (answer.status, answer.content) == (204, b""), (child.name, answer)
                assert other["id"] not in self.api.get(href, {"per_page": 100}).ids(target.plural)

    @of_the_kernel
    def test_a_link_is_no_new_version_of_what_it_joins(self):
        for _child, target, href in self.children(linkable=True):
            other, tag = self.here.make(target.name), self.get().headers["ETag"]
            assert self.api.post(href, {target.plural: [{"id": other["id"]}]}).status == 204
            assert self.get().headers["ETag"] == tag

    def test_an_unknown_or_foreign_id_is_400(self):
        for _child, target, href in self.children(linkable=True):
            known = self.here.make(target.name)
            foreign = {"id": self.there.users["engineer"].pk} if target.name == "user" else self.there.make(target.name)
            before = self.api.get(href).ok()["pagination"]["total_count"]
            for method in ("POST", "DELETE"):
                body = {target.plural: [{"id": known["id"]}, {"id": NEVER}, {"id": foreign["id"]}, {}, 5.5, None]}
                errors = self.api.ask(method, href, body).errors()
                assert errors == [(f"#/{target.plural}/{place}", "not_found") for place in (1, 2, 3, 4, 5)]
            assert self.api.get(href).ok()["pagination"]["total_count"] == before

    @of_the_kernel
    def test_other_lists_are_400(self):
        for _child, target, href in self.children(linkable=True):
            for body in ({}, {target.plural: {}}, {target.plural: 1}, {"surprise": []}, {target.plural: [], "x": 1}):
                self.api.post(href, body).problem(400)
            self.api.post(f"{href}?surprise=1", {target.plural: []}).problem(400)
            self.api.post(href, {target.plural: [{"id": 1}] * 5001}).problem(413)

    @of_the_kernel
    def test_linking_needs_a_right_on_both_sides(self):
        for child, target, href in self.children(linkable=True):
            if self.administered or target.group != "plant" or child.child_level < 4:
                continue
            other = self.here.make(target.name, by=self.here.admin)
            self.here.grant(target.name, "delete")
            body = {target.plural: [{"id": other["id"]}]}
            self.here.engineer.post(href, body).problem(403)
            self.here.admin.post(
                f"{target.of(other['id'])}/permissions",
                {"right": "permit", "user": {"id": self.here.users["engineer"].pk}},
            ).ok(201)
            assert self.here.engineer.post(href, body).status == 204
