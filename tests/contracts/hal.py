"""The form of representations: links, embedded, pages, templates (contract, 3, 4)."""

from __future__ import annotations

import re

from hub import registry
from hub.viewsets.include import embeddable, target_of
from tests.contracts.base import Contract, of_the_kernel

LINK_MEMBERS = {"href", "method", "templated", "name", "title", "embeddable", "type"}
ACTIONS = {"update": "PATCH", "replace": "PUT", "delete": "DELETE", "create": "POST", "search": "POST"}


def link_objects(links):
    """Every (relation, link object); a relation is an object or an array of them."""
    for relation, value in links.items():
        for link in value if isinstance(value, list) else [value]:
            yield relation, link


def sound(links):
    """A set of links is as HAL has them."""
    for relation, link in link_objects(links):
        assert set(link) <= LINK_MEMBERS, relation
        assert link["href"].startswith("/"), relation
        assert None not in link.values(), relation
        assert link.get("method") in (None, "POST", "PUT", "PATCH", "DELETE")
        assert ("{" in link["href"]) == (link.get("templated") is True), relation
    assert links["self"].keys() <= {"href", "method"}
    assert isinstance(links["curies"], list)
    assert [curie["templated"] for curie in links["curies"]] == [True]
    assert "{rel}" in links["curies"][0]["href"]


class HalContract(Contract):
    """The links of one resource."""

    def test_links_are_objects_and_lead_somewhere(self):
        links = self.get().links
        sound(links)
        assert links["self"]["href"] == f"{self.collection}/{self.one['id']}"
        for relation, link in link_objects(links):
            if relation != "curies" and "method" not in link:
                self.api.follow(link).ok()

    @of_the_kernel
    def test_actions_carry_their_method(self):
        links = self.get().links
        for relation, method in ACTIONS.items():
            if relation in links:
                assert links[relation] == {"href": self.href, "method": method}

    def test_references_are_links_with_the_name_of_the_member(self):
        links, plain = self.get().links, self.plain()
        for name, value in plain.items():
            if isinstance(value, dict) and set(value) == {"id", "uuid", "href"}:
                assert links[name]["href"] == value["href"]
                assert links[name]["embeddable"] is True
            elif value is None:
                assert name not in links

    def test_no_member_is_shown_twice(self):
        body = self.get().ok()
        assert set(body["_links"]) & set(body) == set()

    def test_each_linked_resource_can_be_included(self):
        plain_links = self.get().links
        for place, (name, relation) in enumerate(embeddable(self.entry).items()):
            parameter = ("include", "embed")[place % 2]
            body = self.api.get(self.href, {parameter: name}).ok()
            many = hasattr(relation, "via")
            if name not in plain_links:
                assert name not in body.get("_embedded", {})
                continue
            whole = body["_embedded"][name]
            if many:
                sound_items = whole
            else:
                alone = self.api.get(plain_links[name]["href"])
                assert whole == alone.ok()
                if "embeddable" in plain_links[name]:
                    assert body["_links"][name] == {**plain_links[name], "embeddable": False}
                sound_items = [whole]
            for item in sound_items:
                assert item["_links"]["self"]["href"].startswith(target_of(relation).href)
            self.api.get(self.collection, {parameter: name}).ok()
            self.api.get(self.collection, {parameter: name}, accept="application/json").ok()

    def test_in_plain_json_the_whole_object_stands_for_the_reference(self):
        for name, relation in embeddable(self.entry).items():
            reference = self.plain().get(name)
            if reference:
                whole = self.api.get(self.href, {"include": name}, accept="application/json").ok()[name]
                assert {key: whole[key] for key in reference} == reference
                assert set(whole) == set(self.plain(reference["href"])) | {"href"}
            elif hasattr(relation, "via"):
                found = self.api.get(self.href, {"include": name}, accept="application/json").ok()[name]
                assert isinstance(found, list)

    @of_the_kernel
    def test_what_cannot_be_included_is_refused_with_what_can(self):
        for name in ("surprise", "tenant.surprise", "self", "curies", "id"):
            answer = self.api.get(self.href, {"include": name})
            assert answer.errors() == [("include", "not_embeddable")]
            assert "embeddable" in answer.json
        deep = ".".join(["tenant"] * 4)
        self.api.get(self.href, {"include": deep}).problem(400)
        self.api.get(self.href, {"include": ",".join(["tenant"] * 11)}).problem(400)
        self.api.get(self.href, {"include": "tenant", "embed": "tenant"}).problem(400)

    @of_the_kernel
    def test_refused_includes_are_refused_whatever_the_client_holds(self):
        tag = self.get().headers["ETag"]
        self.api.get(self.href, {"include": "surprise"}, if_none_match=tag).problem(400)

    @of_the_kernel
    def test_explain_tells_for_each_absent_action_what_is_lacking(self):
        offered = set(self.get().links)
        told = self.api.get(self.href, {"explain": "actions"}).ok()["_explain"]
        assert {row["relation"] for row in told} & offered == set()
        self.api.get(self.href, {"explain": "surprise"}).problem(400)


class PageContract(Contract):
    """The collection around its items."""

    @of_the_kernel
    def test_the_envelope(self):
        answer = self.api.get(self.collection, {"per_page": 1})
        body = answer.ok()
        assert set(body) == {"_links", "_embedded", "pagination"}
        assert list(body["_embedded"]) == [self.plural]
        sound(body["_links"])
        assert body["_links"]["self"]["href"] == f"{self.collection}?per_page=1"
        assert {"self", "first", "last", "find"} <= set(body["_links"])

    def test_items_are_what_the_single_resources_are(self):
        for item in self.api.get(self.collection, {"per_page": 5}).items(self.plural):
            assert item == self.api.get(self.of(item)).ok()
        for item in self.api.get(self.collection, {"per_page": 5}, accept="application/json").items(self.plural):
            assert item == self.plain(self.of(item))

    @of_the_kernel
    def test_figures_stand_in_body_and_headers(self):
        for _ in range(3 if "create" in self.entry.actions else 0):
            self.make()
        answer = self.api.get(self.collection, {"per_page": 1, "page": 2})
        body, total = answer.ok(), self.count()
        figures = body["pagination"]
        assert figures["total_count"] == figures["page_count"] == total
        assert (figures["per_page"], figures["page"]) == (1, 2)
        for relation in ("first", "prev", "next", "last"):
            assert (
                (relation in figures) == (relation in body["_links"]) == (f'rel="{relation}"' in answer.headers["Link"])
            )
            if relation in figures:
                assert figures[relation] == body["_links"][relation]["href"]
                assert f"<{figures[relation]}>" in answer.headers["Link"]
                self.api.get(figures[relation]).ok()
        headers = [answer.headers[f"X-{name}"] for name in ("Total-Count", "Per-Page", "Page")]
        assert headers == [str(total), "1", "2"]

    @of_the_kernel
    def test_the_pages_together_hold_each_item_once(self):
        for _ in range(3 if "create" in self.entry.actions else 0):
            self.make()
        seen, href = [], f"{self.collection}?per_page=2"
        while href:
            body = self.api.get(href).ok()
            seen += [item["id"] for item in body["_embedded"][self.plural]]
            href = body["_links"].get("next", {}).get("href")
        assert len(seen) == len(set(seen)) == self.count()
        assert seen == sorted(seen)

    @of_the_kernel
    def test_a_page_past_the_end_is_empty(self):
        for page in ("1000", "1" + "0" * 15, "1" + "0" * 23, "9" * 30):
            answer = self.api.get(self.collection, {"page": page})
            body = answer.ok()
            assert body["_embedded"] == {self.plural: []}
            assert "next" not in body["_links"]
            assert body["pagination"]["total_count"] == self.count()
            assert answer.headers["X-Page"] == page

    @of_the_kernel
    def test_bad_page_numbers_are_refused(self):
        for value in ("0", "-1", "x", "", "1.0", " 1", "1,2", "١", "1e1", "null", "+1", "0x1"):
            for name in ("page", "per_page"):
                assert self.api.get(self.collection, {name: value}).errors() == [(name, "invalid")], value

    @of_the_kernel
    def test_at_most_a_hundred_on_a_page(self):
        assert self.api.get(self.collection, {"per_page": "100"}).ok()["pagination"]["per_page"] == 100
        for most in ("101", "5000", "9" * 30, "9" * 5000):
            assert self.api.get(self.collection, {"per_page": most}).errors() == [("per_page", "invalid")]
        assert self.api.get(self.collection).ok()["pagination"]["per_page"] == 25

    @of_the_kernel
    def test_an_unknown_parameter_is_refused_with_the_allowed_ones(self):
        answer = self.api.get(self.collection, {"craeted_at": "x"})
        assert answer.errors() == [("craeted_at", "unknown")]
        if "created_at" in self.entry.filterset.parameters():
            assert "created_at" in answer.json["errors"][0]["detail"]
        assert set(answer.json["allowed"]) >= {"page", "per_page", "order_by", *self.entry.filterset.parameters()}
        for name in ("Page", "limit", "offset", "format", "_", "as_of", "explain", "description"):
            assert self.api.get(self.collection, {name: "1"}).errors() == [(name, "unknown")]

    @of_the_kernel
    def test_a_parameter_given_twice_is_refused(self):
        for name in ("page", "per_page", "order_by", "include", "id", "after"):
            answer = self.api.get(f"{self.collection}?{name}=1&{name}=1")
            assert (name, "repeated") in answer.errors()

    def test_find_lists_every_filter(self):
        found = self.api.get(self.collection).links["find"]
        assert found["templated"] is True
        names = set(re.fullmatch(r"[^{]+\{\?([^}]*)\}", found["href"])[1].split(","))
        assert {"page", "per_page", "after", "order_by", "include", *self.entry.filterset.parameters()} == names

    @of_the_kernel
    def test_an_empty_collection_keeps_its_key(self):
        query = {"id": "987654321"}
        assert self.api.get(self.collection, query).ok()["_embedded"] == {self.plural: []}
        assert self.api.get(self.collection, query, accept="application/json").ok()[self.plural] == []

    @of_the_kernel
    def test_plain_json_has_list_and_figures(self):
        body = self.api.get(self.collection, accept="application/json").ok()
        assert set(body) == {self.plural, "pagination"}
        assert "_links" not in str(body)

    def test_the_entry_point_leads_to_it(self):
        link = self.api.get("/api/v1/").links[self.entry.relation]
        assert link["templated"] is True
        assert link["href"].partition("{")[0] == self.collection
        assert self.one["id"] in self.api.follow(link).ids(self.plural) or self.count() > 25

    @of_the_kernel
    def test_a_collection_is_conditional_by_its_body(self):
        answer = self.api.get(self.collection)
        again = self.api.get(self.collection, if_none_match=answer.headers["ETag"])
        assert (again.status, again.content) == (304, b"")
        if "create" in self.entry.actions:
            self.make()
            assert self.api.get(self.collection, if_none_match=answer.headers["ETag"]).status == 200

    @of_the_kernel
    def test_every_registered_link_name_is_no_member(self):
        names = {child.name for child in self.entry.nested}
        assert names & {"self", "curies", "history", "update", "delete", "permissions"} == set()
        assert registry.at_path(f"{self.collection}/1")[0] is self.entry
