"""Totals: exact at every moment, folded without losing anything."""

from __future__ import annotations

import pytest

from hub.models import TotalDelta, totals
from tests.hub.things import at_once


@pytest.fixture(autouse=True)
def _nothing_counted_yet(request):
    """Standard rows are counted from the start."""
    request.getfixturevalue("transactional_db" if "transactional_db" in request.fixturenames else "db")
    TotalDelta.objects.all().delete()


@pytest.mark.django_db
def test_sum_of_differences_is_the_total():
    totals.add(1, "pump", 3)
    totals.add(1, "pump", -1)
    totals.add(2, "pump", 10)
    totals.add(1, "pump", 5, subject="7")
    totals.add(1, "valve", 0)
    assert (totals.read(1, "pump"), totals.read(2, "pump"), totals.read(1, "pump", "7")) == (2, 10, 5)
    assert totals.read(1, "valve") == 0
    assert TotalDelta.objects.count() == 4


@pytest.mark.django_db
def test_folding_changes_no_total():
    for number in range(30):
        totals.add(1, "pump", 1 if number % 3 else -1)
    totals.add(1, "valve", 4)
    before = totals.read(1, "pump")
    assert totals.fold() == 30
    assert (totals.read(1, "pump"), totals.read(1, "valve")) == (before, 4)
    assert TotalDelta.objects.count() == 2


def test_folding_beside_writers_loses_nothing(transactional_db):
    def work(number):
        for _ in range(25):
            if number < 2:
                totals.fold(2)
            else:
                totals.add(1, "pump", 1)

    assert at_once(8, work) == [None] * 8
    assert totals.read(1, "pump") == 6 * 25
