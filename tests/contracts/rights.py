"""An action link is present exactly when this caller may follow it now (contract, 3, 7)."""

from __future__ import annotations

from hub.access import NAMES
from hub.hal.links import state_relation, table
from tests.contracts.base import Contract, of_the_kernel
from tests.factories import undone

REFUSED = (403, 404, 405)
LEVELS = ("none", "read", "update", "delete", "permit")
#: The least right that each action on one resource takes.
NEEDS = {"update": "update", "replace": "update", "delete": "delete", "permissions": "permit"}


class RightsContract(Contract):
    """Offered is what works, and what is not offered is refused."""

    def callers(self):
        """(name, caller): every role and scope by itself, then a colleague with each right there is."""
        for name in ("admin", "engineer", "colleague", "operator", "reader"):
            yield name, getattr(self.here, name)
        if not self.administered:
            for right in LEVELS:
                with undone():
                    self.here.grant(self.right_kind, right)
                    for name in ("colleague", "operator", "reader")[: 3 if right == "permit" or self.thorough else 1]:
                        yield f"{name} with {right}", getattr(self.here, name)

    def act(self, caller, relation, method, suffix):
        """What following a link answers, undone afterwards."""
        body = None
        if relation in ("update", "replace"):
            body = self.api.get(self.href).ok() if relation == "replace" else {}
        with undone():
            return caller.ask(method or "GET", self.href + suffix, body)

    def test_links_on_one_resource_are_offered_exactly_when_they_work(self):
        for name, caller in self.callers():
            found = caller.get(self.href)
            offered = set(found.ok()["_links"]) if found.status == 200 else set()
            for spec in table(self.entry):
                answer = self.act(caller, spec.relation, spec.method, spec.suffix)
                if spec.relation in offered:
                    unsaid = spec.method in ("PUT", "POST") and spec.suffix and answer.status == 400  # it takes a body
                    assert answer.status < 400 or answer.status == 409 or unsaid, (name, spec.relation, answer)
                else:
                    unmet = spec.where and spec.method == "POST" and answer.status == 400  # that is told first
                    assert answer.status in REFUSED or unmet, (name, spec.relation, answer)

    @of_the_kernel
    def test_each_right_offers_what_it_allows(self):
        if self.administered:
            return
        for right in LEVELS[1:]:
            with undone():
                self.here.grant(self.right_kind, right)
                offered = set(self.here.colleague.get(self.href).links)
                needs = {**NEEDS, "delete": NAMES[self.entry.removal]}
                expected = {rel for rel, least in needs.items() if LEVELS.index(least) <= LEVELS.index(right)}
                actions = {spec.relation for spec in table(self.entry)}
                assert offered & set(NEEDS) == expected & actions, right
                assert set(self.here.operator.get(self.href).links) & set(NEEDS) <= {"permissions"}
                assert set(self.here.reader.get(self.href).links) & set(NEEDS) <= {"permissions"}

    @of_the_kernel
    def test_without_a_right_it_is_not_there(self):
        if self.administered:
            return
        with undone():
            self.here.grant(self.right_kind, "none")
            self.here.colleague.get(self.href).problem(404)
            assert self.one["id"] not in self.here.colleague.get(self.collection, {"per_page": 100}).ids(self.plural)

    def test_what_is_lacking_is_explained_for_each_absent_action(self):
        for name, caller in self.callers():
            answer = caller.get(self.href, {"explain": "actions"})
            if answer.status == 200:
                actions = {spec.relation for spec in table(self.entry)}
                actions |= {state_relation(self.entry)} if self.entry.states is not None else set()
                absent = actions - set(answer.links)
                told = answer.ok()["_explain"]
                assert {row["relation"] for row in told} == absent, name
                assert {row["lacking"] for row in told} <= {"right", "role", "scope", "state"}
                assert all(set(row) == {"relation", "lacking", "needs", "detail"} for row in told)

    @of_the_kernel
    def test_links_on_items_are_those_of_the_resource(self):
        for name, caller in self.callers():
            answer = caller.get(self.collection, {"id": self.one["id"]})
            for item in answer.items(self.plural) if answer.status == 200 else []:
                assert item["_links"] == caller.get(self.href).links, name

    def test_links_on_the_collection_are_offered_exactly_when_they_work(self):
        body = self.body() if "create" in self.entry.actions else {}
        for name, caller in self.callers():
            answer = caller.get(self.collection)
            offered = set(answer.ok()["_links"]) if answer.status == 200 else set()
            asked = {"create": ("", body), "search": ("/search", {}), "update": ("/update", {self.plural: []})}
            for relation, (suffix, sent) in asked.items():
                with undone():
                    found = caller.post(self.collection + suffix, sent)
                if relation in offered:  # a body may still name what this caller cannot read, or not add to
                    known = {400, 403} if self.entry.shares or self.kind == "permission" else {400}
                    assert found.status < 300 or found.status in known, (name, relation, found)
                else:
                    assert found.status in REFUSED, (name, relation, found)

    @of_the_kernel
    def test_restore_is_offered_exactly_when_it_works(self):
        if "update" not in self.entry.actions:
            return
        self.api.patch(self.href, self.alteration()).ok()
        for name, caller in self.callers():
            found = caller.get(f"{self.href}/history/1")
            with undone():
                answer = caller.post(f"{self.href}/history/1/restore")
            if found.status == 200 and "restore" in found.links:
                assert answer.status == 200, (name, answer)
            else:
                assert answer.status in REFUSED, (name, answer)

    @of_the_kernel
    def test_linking_is_offered_exactly_when_it_works(self):
        for child in self.entry.nested:
            for name, caller in self.callers() if child.linkable else ():
                found = caller.get(f"{self.href}/{child.name}")
                offered = set(found.ok()["_links"]) if found.status == 200 else set()
                for relation, method in (("link", "POST"), ("unlink", "DELETE")):
                    with undone():
                        answer = caller.ask(method, f"{self.href}/{child.name}", {self.plural_below(child): []})
                    if relation in offered:
                        assert answer.status == 204, (name, child.name, answer)
                    else:
                        assert answer.status in REFUSED, (name, child.name, answer)

    @staticmethod
    def plural_below(child):
        from hub import registry

        return registry.get(child.target).plural

    @of_the_kernel
    def test_the_entry_point_shows_what_the_caller_can_use(self):
        for name, caller in self.callers():
            shown = self.entry.relation in caller.get("/api/v1/").links
            assert (caller.get(self.collection).status == 200) == shown, name
            assert (caller.post(f"{self.collection}/search", {}).status == 200) == shown, name
