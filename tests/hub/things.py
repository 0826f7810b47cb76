"""Tenants, callers and things for tests of recording and store."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from typing import Any

from django.db import connections

from hub.access import Principal
from hub.models import Outbox, Tenant, TotalDelta
from tests.sample.models import Thing

_numbers = itertools.count(1)


def a_tenant(name: str = "", **values: Any) -> Tenant:
    """A tenant alone: what other apps give a new one is not counted or announced here."""
    tenant = Tenant(name=name or f"Tenant {next(_numbers)}", **values)
    tenant.save()
    Outbox.objects.filter(tenant_id=tenant.pk).exclude(kind="tenant").delete()
    TotalDelta.objects.filter(tenant_id=tenant.pk).exclude(kind="tenant").delete()
    return tenant


def a_thing(tenant: Tenant, name: str = "", **values: Any) -> Thing:
    thing = Thing(tenant=tenant, name=name or f"Thing {next(_numbers)}", **values)
    thing.save()
    return thing


def a_principal(tenant: Tenant, **values: Any) -> Principal:
    return Principal(
        **{
            "tenant_id": tenant.pk,
            "tenant_name": tenant.name,
            "user_id": 7,
            "user_name": "ada",
            "role": "engineer",
            "scopes": frozenset({"read", "write"}),
            "credential": "bearer",
            **values,
        }
    )


def versions(model: Any, key: int) -> list[tuple[int, str]]:
    return [(row.version, row.event) for row in model.history.filter(id=key).order_by("version")]


def announced(kind: str, key: int) -> list[tuple[int, str]]:
    return list(Outbox.objects.filter(kind=kind, object_id=key).order_by("id").values_list("version", "event"))


def at_once(count: int, work: Callable[[int], Any]) -> list[Any]:
    """What ``work(number)`` gives or raises in ``count`` threads that start together, each on its own connection."""
    results: list[Any] = [None] * count
    barrier = threading.Barrier(count)

    def run(number: int) -> None:
        barrier.wait()
        try:
            results[number] = work(number)
        except Exception as exc:
            results[number] = exc
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
