"""Rights while two change what they follow from: the oracle judges when both are done."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection

from tests.assets.test_rights_oracle import Scene
from tests.factories.world import World


@pytest.mark.services("postgresql")
@pytest.mark.django_db(transaction=True)
def test_rights_are_right_after_grants_while_a_subtree_moves() -> None:
    """Two at once, again and again: neither overlooks the other."""
    scene, failed = Scene(World.build().here), []
    scene.act([("move", "node", 1, 0), ("join", 0, 1, 0, True), ("join", 5, 0, 0, True)])
    begin = threading.Barrier(2)

    def work(steps: list[Any]) -> None:
        try:
            for one in steps:
                begin.wait(30)
                scene.act([one])
        except Exception as exc:
            failed.append(exc)
            begin.abort()
        finally:
            connection.close()

    moves = [("move", "node", 1, where) for where in (-1, 0, -1, 0, -1, 0)]
    grants = [("grant", ("node", 0), True, 2), ("withdraw", 0), ("grant", ("node", 0), False, 3)]
    grants += [("grant", ("node", 1), True, 1), ("withdraw", 0), ("withdraw", 0)]
    threads = [threading.Thread(target=work, args=[steps]) for steps in (moves, grants)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    scene.judge()
