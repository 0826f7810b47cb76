"""Paging by key: the same walk as by pages, in any order; a cursor belongs to one question (contract, 4)."""

from __future__ import annotations

from hub.filters import orders
from tests.contracts.base import Contract, of_the_kernel


class CursorContract(Contract):
    """``after=`` walks the collection once, in every order."""

    def some(self):
        """A few more to walk along."""
        if "create" in self.entry.actions:
            for full in (True, False, True):
                self.make(full=full)

    def walk(self, query, size=2, method="GET"):
        """The ids by cursor; every page but the last is full and none has ``prev`` or ``last``."""
        seen, href = [], f"{self.collection}{'/search' if method == 'POST' else ''}?per_page={size}&after={query}"
        while href:
            answer = self.api.ask(method, href, {} if method == "POST" else None)
            body = answer.ok()
            seen += [item["id"] for item in body["_embedded"][self.plural]]
            assert not {"prev", "last"} & ({*body["_links"]} | {*body["pagination"]})
            assert "X-Page" not in answer.headers
            assert "first" in body["_links"]
            href = body["_links"].get("next", {}).get("href")
            assert href is None or len(body["_embedded"][self.plural]) == size
        return seen

    def pages(self, query, size=2):
        seen, number = [], 1
        while True:
            found = self.api.get(f"{self.collection}?per_page={size}&page={number}{query}").ids(self.plural)
            if not found:
                return seen
            seen, number = seen + found, number + 1

    @of_the_kernel
    def test_the_walk_equals_the_pages(self):
        self.some()
        expected = self.pages("")
        assert self.walk("") == expected == sorted(expected)
        assert self.walk("", method="POST") == expected

    def test_in_every_order(self):
        self.some()
        for name in orders(self.entry.filterset):
            for order in (name, f"-{name}"):
                query = f"&order_by={order}"
                expected = self.pages(query, 100)
                assert self.walk(query, max(3, len(expected) // 3)) == expected, order
                assert len(expected) == self.count()

    @of_the_kernel
    def test_in_orders_of_several_fields(self):
        self.some()
        names = [name for name in orders(self.entry.filterset) if name not in ("id", "uuid")][:3]
        query = f"&order_by={','.join(f'-{name}' if place % 2 else name for place, name in enumerate(names))}"
        assert self.walk(query) == self.pages(query)

    @of_the_kernel
    def test_orders_that_cannot_be_are_refused(self):
        for order in (
            "surprise",
            "description",
            "-",
            "id;drop",
            "id,id",
            "-id,id",
            "id,uuid,created_at,updated_at",
            "",
        ):
            answer = self.api.get(self.collection, {"order_by": order})
            assert {place for place, _code in answer.errors()} == {"order_by"}, order

    def next_cursor(self, query=""):
        body = self.api.get(f"{self.collection}?per_page=1&after={query}").ok()
        return body["_links"]["next"]["href"].partition("after=")[2].partition("&")[0]

    @of_the_kernel
    def test_a_cursor_belongs_to_its_question(self):
        self.some()
        if self.count() < 2:
            return
        cursor = self.next_cursor()
        self.api.get(f"{self.collection}?per_page=7&after={cursor}").ok()
        for query in ("order_by=-id", "order_by=created_at", "id=1,2", "page=1", "page=2"):
            answer = self.api.get(f"{self.collection}?{query}&after={cursor}")
            assert ("after", "invalid") in answer.errors(), query
        assert self.api.get(f"{self.collection}?after={self.next_cursor('&order_by=-id')}").status == 400

    @of_the_kernel
    def test_a_cursor_nobody_gave_is_refused(self):
        self.some()
        cursor = self.next_cursor() if self.count() > 1 else "abc"
        for text in (
            "x",
            "null",
            cursor[:-2],
            cursor + "AA",
            cursor[::-1],
            "W10",
            "=" * 9,
            "%00",
            "é",
            "9" * 3000,
            "e30",
        ):
            assert self.api.get(f"{self.collection}?after={text}").status == 400, text
