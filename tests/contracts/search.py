"""Asking a collection: filters in the query, and the same question in the body of a search (contract, 4)."""

from __future__ import annotations

from functools import cached_property
from itertools import product

from hub.filters.text import TextFilter
from tests.contracts.base import NEVER, NEVER_UUID, Contract, of_the_kernel
from tests.contracts.filtering import asked


class SearchContract(Contract):
    """Filters find what they say, alike by GET and by POST …/search."""

    @cached_property
    def questions(self):
        """For each filter a value that finds the one."""
        return asked(self.entry, self.plain())

    def texts(self):
        filters = self.entry.filterset.base_filters
        return [name for name, one in filters.items() if isinstance(one, TextFilter) and self.questions.get(name)]

    def found(self, **query):
        return self.api.get(self.collection, {"per_page": 100, **query}).ids(self.plural)

    def test_every_member_but_the_description_can_be_asked_for(self):
        hidden = {"description", *self.entry.added}
        for name, value in self.plain().items():
            if name not in hidden and not isinstance(value, list) and name not in self.unfiltered:
                assert name in self.entry.filterset.parameters() or f"{name}_id" in self.entry.filterset.parameters()

    #: Members that are no columns of their own.
    unfiltered = frozenset({"download_href", "object", "grant", "client_type", "scopes"})

    def test_every_filter_finds_it(self):
        assert {"id", "uuid", "created_at"} <= set(self.questions)
        for name, value in self.questions.items():
            assert self.one["id"] in self.found(**{name: value}), name

    @of_the_kernel
    def test_all_filters_together_find_it(self):
        some = dict(list(self.questions.items())[-19:])
        assert self.found(**{**some, "id": self.one["id"]}) == [self.one["id"]]

    def test_other_values_do_not_find_it(self):
        others = {"id": NEVER, "uuid": NEVER_UUID, "created_at": "2001-01-01T00:00:00Z"}
        others |= {f"{name}_from": "2200-01-01T00:00:00Z" for name in ("created_at", "updated_at")}
        others |= {f"{name}_to": "2001-01-01T00:00:00Z" for name in ("created_at", "updated_at")}
        others |= {name: NEVER for name in self.questions if name.endswith("_id")}
        others |= dict.fromkeys(self.texts(), "no such text")
        for name, value in others.items():
            if name in self.entry.filterset.parameters():
                assert self.found(**{name: value}) == [], name

    def test_texts_are_found_without_regard_to_case_and_with_stars(self):
        for name in self.texts():
            text = str(self.questions[name])
            for pattern in (text.upper(), text.lower(), text[:3] + "*", "*" + text[-4:], f"*{text[2:-2]}*", "*", "**"):
                assert self.one["id"] in self.found(**{name: pattern}), (name, pattern)

    @of_the_kernel
    def test_percent_and_underscore_stand_for_themselves(self):
        for name in self.texts():
            text = str(self.questions[name])
            for pattern in (
                "%",
                text[:-1] + "_",
                "_" * len(text),
                text[:3] + "%",
                "*%*",
                ".*",
                f"^{text}$",
                text + "\\",
            ):
                assert self.one["id"] not in self.found(**{name: pattern}), (name, pattern)

    @of_the_kernel
    def test_references_take_lists_null_and_uuids(self):
        for name, value in self.questions.items():
            if name.endswith("_id") and value != "null":
                reference = self.plain()[name.removesuffix("_id")]
                for asked_for in (f"{NEVER},{value}", reference["uuid"], reference["uuid"].upper(), "!null"):
                    assert self.one["id"] in self.found(**{name: asked_for}), (name, asked_for)
                assert self.one["id"] not in self.found(**{name: "null"})
                assert self.api.get(self.collection, {name: ",".join(["1"] * 101)}).errors() == [(name, "too_many")]

    @of_the_kernel
    def test_values_that_cannot_be_are_refused(self):
        """All at once, so that one question asks all filters that are not free texts."""
        names = [name for name, value in self.questions.items() if name not in self.texts() and value != ""][:20]
        for value in ("sürprise", "sürprise,", "1,,2", "--", "2016-13-45"):
            answer = self.api.get(self.collection, dict.fromkeys(names, value))
            assert {place for place, _code in answer.errors()} <= set(names)
            if value.startswith("s"):
                assert {place for place, _code in answer.errors()} == set(names)

    @of_the_kernel
    def test_everything_wrong_is_told_at_once(self):
        answer = self.api.get(self.collection, {"id": "x", "uuid": "x", "created_at": "x"})
        assert {place for place, _code in answer.errors()} == {"id", "uuid", "created_at"}

    # -- search -----------------------------------------------------------------------------------------------------

    def search(self, body, query="", **options):
        return self.api.post(f"{self.collection}/search{query}", body, **options)

    @of_the_kernel
    def test_a_search_answers_what_get_would(self):
        one = {"uuid": self.one["uuid"], "created_at_from": self.one["created_at"]}
        for body, media in product(({}, {"id": self.one["id"]}, one), ("application/hal+json", "application/json")):
            get = self.api.get(self.collection, body, accept=media)
            post = self.search(body, accept=media)
            assert post.items(self.plural) == get.items(self.plural)
            assert post.json["pagination"]["total_count"] == get.json["pagination"]["total_count"]
            assert post.headers["X-Total-Count"] == get.headers["X-Total-Count"]

    def test_every_filter_is_a_member_of_a_search(self):
        for name, value in self.questions.items():
            value = {"true": True, "false": False, "null": None}.get(value, value) if isinstance(value, str) else value
            assert self.one["id"] in self.search({name: value}, "?per_page=100").ids(self.plural), name
            if self.entry.filterset.base_filters[name].lists:
                assert self.one["id"] in self.search({name: [value]}, "?per_page=100").ids(self.plural), name

    @of_the_kernel
    def test_lists_may_be_long(self):
        many = [*range(10_000_000, 10_009_999), self.one["id"]]
        assert self.search({"id": many}).ids(self.plural) == [self.one["id"]]
        assert self.search({"id": [*many, 1]}).errors() == [("#/id", "too_many")]
        assert self.search({"id": []}).ids(self.plural) == []

    @of_the_kernel
    def test_page_links_of_a_search_are_posted(self):
        for link in (self.search({}, "?per_page=1").links[name] for name in ("self", "first", "last")):
            assert link["method"] == "POST"
            assert self.api.follow(link, {}).ok()["_embedded"]

    @of_the_kernel
    def test_paging_stays_in_the_query(self):
        for name in ("page", "per_page", "order_by", "include", "after"):
            assert self.search({name: 1}).errors() == [(f"#/{name}", "unknown")]
        assert self.search({}, "?id=1").errors() == [("id", "unknown")]
        assert len(self.search({}, "?per_page=1&order_by=-id").items(self.plural)) == 1

    @of_the_kernel
    def test_what_is_wrong_is_pointed_at(self):
        assert self.search({"surprise": 1, "id": ["x", 1, {}]}).errors() == [
            ("#/surprise", "unknown"),
            ("#/id/0", "invalid"),
            ("#/id/2", "invalid"),
        ]

    @of_the_kernel
    def test_a_search_changes_nothing_and_needs_only_read(self):
        before, announced = self.count(), self.announced()
        reader = self.here.reader if self.entry.reader != "admin" else None
        for caller in filter(None, (self.api, reader)):
            answer = caller.post(f"{self.collection}/search", {}, idempotency_key="again")
            assert answer.status == 200
            caller.post(f"{self.collection}/search", {"id": 1}, idempotency_key="again").ok()
        assert (self.count(), self.announced()) == (before, announced)
