"""Values are tried on the table as a migration leaves it: in pieces on PostgreSQL."""

import pytest
from django.db import connection

from hub import store
from telemetry import partitions


@pytest.fixture(scope="session", autouse=True)
def _in_pieces(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                partitions.divide(cursor)
            partitions.make()
            store.current().ensure()


@pytest.fixture
def plant(world):
    return world.here


@pytest.fixture
def asset(plant):
    return plant.make("asset")["_links"]["self"]["href"]
