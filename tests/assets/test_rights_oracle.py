"""Rights on random plants, judged by an oracle that knows nothing of the hub but what inheritance means."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib import admin
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub import context, linking, registry, writing
from permissions.rules import granting
from tests.factories.world import Plant

UPDATE = 2
#: (kind of the parent, name of its nested collection, kind of the child)
LINKS = (
    ("node", "assets", "asset"),
    ("node", "instrumentations", "instrumentation"),
    ("node", "documents", "document"),
    ("instrumentation", "assets", "asset"),
    ("instrumentation", "documents", "document"),
    ("asset", "documents", "document"),
)
COUNTS = {"node": 5, "instrumentation": 2, "asset": 3, "document": 2}
Thing = tuple[str, int]


@dataclass
class Oracle:
    """What stands in the plant, as the test itself put it there. Things are (kind, place)."""

    parents: dict[Thing, Thing] = field(default_factory=dict)
    links: set[tuple[Thing, Thing]] = field(default_factory=set)
    grants: list[tuple[Thing, str, int]] = field(default_factory=list)

    def level(self, thing: Thing) -> int:
        """What the guest holds: his own and his group's grants, and what the things above pass on."""
        if thing[0] == "event":  # about the first asset and the first tag, who pass on no more than update
            return min(UPDATE, max(self.level(("asset", 0)), self.level(("instrumentation", 0))))
        above = [parent for parent, child in self.links if child == thing]
        above += [self.parents[thing]] if thing in self.parents else []
        held = [right for on, _holder, right in self.grants if on == thing]
        return max([0, *held, *(self.level(one) for one in above)])


class Scene:
    """The plant in the hub beside the plant of the oracle."""

    def __init__(self, plant: Plant) -> None:
        self.plant, self.oracle = plant, Oracle()
        self.owner, self.guest = plant.principal("engineer"), plant.users["colleague"]
        self.group = plant.make("group", name="Shift")["id"]
        plant.admin.post(f"groups/{self.group}/users", {"users": [{"id": self.guest.pk}]}).ok(204)
        self.made: dict[Thing, Any] = {}
        self.given: list[Any] = []
        for kind, number in COUNTS.items():
            for place in range(number):
                self.made[(kind, place)] = self.row(kind, plant.make(kind)["id"])
        about = {"assets": [{"id": self.key("asset")}], "instrumentations": [{"id": self.key("instrumentation")}]}
        self.made[("event", 0)] = self.row("event", plant.make("event", **about)["id"])
        self.file = plant.make("attachment", document={"id": self.key("document")})["id"]

    def key(self, kind: str, place: int = 0) -> int:
        return int(self.made[(kind, place)].pk)

    @staticmethod
    def row(kind: str, key: int) -> Any:
        return registry.get(kind).model.objects.get(pk=key)

    # -- what happens -------------------------------------------------------------------------------------------------

    def grant(self, thing: Thing, to_group: bool, right: int) -> None:
        holder = {"group_id": self.group} if to_group else {"user_id": self.guest.pk}
        if (thing, str(to_group), right) not in self.oracle.grants:
            self.given.append(
                granting.grant_create(
                    principal=self.owner, object_kind=thing[0], object_id=self.key(*thing), right=right, **holder
                )
            )
            self.oracle.grants.append((thing, str(to_group), right))

    def withdraw(self, place: int) -> None:
        if self.given:
            place %= len(self.given)
            granting.grant_delete(principal=self.owner, grant=self.given.pop(place))
            self.oracle.grants.pop(place)

    def move(self, kind: str, place: int, under: int) -> None:
        """Under one that was made before it, so that there is no circle; or under none."""
        place %= COUNTS[kind]
        parent = (kind, under % place) if place and under >= 0 else None
        values = {"parent": self.made[parent] if parent else None}
        writing.change(registry.get(kind), self.key(kind, place), values)
        self.oracle.parents.pop((kind, place), None)
        if parent:
            self.oracle.parents[(kind, place)] = parent

    def join(self, which: int, parent: int, child: int, there: bool) -> None:
        above, name, below = LINKS[which]
        one, other = (above, parent % COUNTS[above]), (below, child % COUNTS[below])
        nested = next(nested for nested in registry.get(above).nested if nested.name == name)
        (linking.link if there else linking.unlink)(registry.get(above), self.key(*one), nested, [self.made[other]])
        (self.oracle.links.add if there else self.oracle.links.discard)((one, other))

    def act(self, steps: list[Any]) -> None:
        with context.acting(self.owner):
            for name, *values in steps:
                getattr(self, name)(*values)

    # -- what is seen -------------------------------------------------------------------------------------------------

    def judge(self) -> None:
        """Every way to ask tells what the oracle says."""
        for kind in (*COUNTS, "event"):
            things = {self.key(*thing): self.oracle.level(thing) for thing in self.made if thing[0] == kind}
            self.many(kind, {key for key, level in things.items() if level})
            for key, level in things.items():
                self.one(kind, key, level)
        file = self.oracle.level(("document", 0))
        assert self.ask(f"attachments/{self.file}").status == (200 if file else 404)

    def ask(self, path: str, *rest: Any) -> Any:
        return self.plant.colleague.get(path, *rest)

    def many(self, kind: str, readable: set[int]) -> None:
        entry = registry.get(kind)
        listed = self.ask(entry.href, {"per_page": 100})
        assert (set(listed.ids(entry.plural)), listed.headers["X-Total-Count"]) == (readable, str(len(readable)))
        found = self.plant.colleague.post(
            f"{entry.href}/search?per_page=100", {"id": [row.pk for row in self.rows(kind)]}
        )
        assert (set(found.ids(entry.plural)), found.headers["X-Total-Count"]) == (readable, str(len(readable)))
        guest = replace(self.plant.principal("colleague"), group_ids=(self.group,))
        request: Any = SimpleNamespace(principal=guest)
        queryset = admin.site._registry[entry.model].get_queryset(request)
        assert set(queryset.values_list("pk", flat=True)) == readable

    def rows(self, kind: str) -> list[Any]:
        return [row for thing, row in self.made.items() if thing[0] == kind]

    def one(self, kind: str, key: int, level: int) -> None:
        href = registry.get(kind).of(key)
        answer = self.ask(href)
        assert self.ask(f"{href}/history").status == answer.status == (200 if level else 404), (kind, key, level)
        if level:
            offered = {"update": 2, "delete": 3, "permissions": 4}
            links = set(answer.links)
            assert {name for name in offered if name in links} == {n for n, least in offered.items() if level >= least}
        if level and kind in ("node", "asset"):
            told = self.ask(href, {"include": "documents"}).ok()["_embedded"]["documents"]
            thing = next(thing for thing, row in self.made.items() if thing[0] == kind and row.pk == key)
            below = {child for parent, child in self.oracle.links if parent == thing and child[0] == "document"}
            inner = told["_embedded"]["documents"] if isinstance(told, dict) else told
            assert {one["id"] for one in inner} == {self.key(*child) for child in below if self.oracle.level(child)}


place = st.integers(0, 4)
things = st.sampled_from([(kind, number) for kind, count in COUNTS.items() for number in range(count)])
step = st.one_of(
    st.tuples(st.just("grant"), things, st.booleans(), st.integers(1, 4)),
    st.tuples(st.just("withdraw"), st.integers(0, 9)),
    st.tuples(st.just("move"), st.sampled_from(["node", "asset"]), place, st.integers(-1, 3)),
    st.tuples(st.just("join"), st.integers(0, len(LINKS) - 1), place, place, st.just(True)),
    st.tuples(st.just("join"), st.integers(0, len(LINKS) - 1), place, place, st.booleans()),
)


@pytest.fixture
def scene(plants: Any) -> Scene:
    return Scene(plants.here)


@given(steps=st.lists(step, min_size=3, max_size=25))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_way_to_ask_equals_the_oracle(scene: Scene, steps: list[Any]) -> None:
    before = (dict(scene.oracle.parents), set(scene.oracle.links), list(scene.oracle.grants), list(scene.given))
    try:
        with transaction.atomic():
            scene.act(steps)
            scene.judge()
            transaction.set_rollback(True)
    finally:
        scene.oracle.parents, scene.oracle.links, scene.oracle.grants, scene.given = before
