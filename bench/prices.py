"""What keeping rights costs: granting, moving and joining, while somebody else goes on reading; and the room it takes.

Part of ``python -m bench.rights``.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, NamedTuple

from bench import trees
from bench.callers import asking, principal


class Watcher(threading.Thread):
    """Counts what ``who`` sees, over and over; keeps every number it saw and the longest wait."""

    def __init__(self, reads: Any, who: Any) -> None:
        super().__init__(daemon=True)
        self.reads, self.who, self.stop = reads, who, threading.Event()
        self.seen: set[int] = set()
        self.longest = 0.0
        self.asked = 0
        self.failed = False

    def run(self) -> None:
        from django.db import connection

        while not self.stop.is_set():
            started = time.perf_counter()
            with asking(self.who):
                rows, total = self.reads.reader(self.who).page(limit=1, offset=0, after=None)
            self.failed |= bool(rows) != bool(total)
            self.seen.add(total)
            self.longest = max(self.longest, time.perf_counter() - started)
            self.asked += 1
            time.sleep(0.002)
        connection.close()


class Price(NamedTuple):
    """What took how long, how often somebody read meanwhile, the longest read, whether all saw a right total."""

    what: str
    milliseconds: float
    reads: int
    longest: float
    right: bool


def watched(what: str, reads: Any, who: Any, work: Callable[[], Any], allowed: set[int]) -> Price:
    """Do ``work`` while ``who`` counts; only the totals in ``allowed`` are right."""
    watcher = Watcher(reads, who)
    watcher.start()
    time.sleep(0.1)
    started = time.perf_counter()
    work()
    took = time.perf_counter() - started
    time.sleep(0.1)
    watcher.stop.set()
    watcher.join()
    right = watcher.seen <= allowed and not watcher.failed
    return Price(what, 1000 * took, watcher.asked, 1000 * watcher.longest, right)


#: Regions with a fifth of the plant each; the first is granted, the second moved under it.
GRANTED, MOVED = 3, 4
_BELOW = """
WITH RECURSIVE below (id) AS (
    SELECT %s::bigint UNION SELECT n.id FROM assets_node n JOIN below b ON n.parent_id = b.id)
SELECT count(DISTINCT asset_id) FROM assets_nodeassetlink JOIN below b ON b.id = node_id
"""


def measure(reads: Any) -> list[Price]:
    """Granting on a region and taking it back, moving a region in and out, joining a group."""
    from permissions.models import Grant
    from permissions.rules import granting

    people = reads.people
    who = principal(people.grantee, "engineer")
    one, other = _assets_below(GRANTED), _assets_below(MOVED)

    def grant() -> None:
        granting.grant_create(
            principal=None, object_kind="node", object_id=GRANTED, right="read", user_id=people.grantee
        )

    def take_back() -> None:
        Grant.objects.get(user_id=people.grantee, object_kind="node", object_id=GRANTED).delete()

    return [
        watched(f"grant on a node over {one:,} assets", reads, who, grant, {0, one}),
        watched(f"move {other:,} assets under it", reads, who, lambda: _move(GRANTED), {one, one + other}),
        watched("move them out again", reads, who, lambda: _move(None), {one, one + other}),
        watched("take the grant back", reads, who, take_back, {0, one}),
        _joining(people),
    ]


def _joining(people: trees.People) -> Price:
    from permissions.models import Group, User
    from permissions.rules import accounts

    crew, member = Group.objects.get(pk=people.group), User.objects.get(pk=people.member)
    started = time.perf_counter()
    accounts.group_member_add(group=crew, user=member)
    took = time.perf_counter() - started
    crew.members.get(user=member).delete()
    return Price("join a group that sees a site", 1000 * took, 0, 0.0, True)


def _move(parent: int | None) -> None:
    from django.db import transaction

    from assets.models import Node

    with transaction.atomic():
        region = Node.objects.get(pk=MOVED)
        region.parent_id = parent
        region.save()


def _assets_below(region: int) -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(_BELOW, [region])
        return int(cursor.fetchone()[0])


def size() -> float:
    """Bytes of the rights table and its indexes per row."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_total_relation_size('permissions_effectiveright')::float8 / count(*) "
            "FROM permissions_effectiveright"
        )
        return float(cursor.fetchone()[0])
