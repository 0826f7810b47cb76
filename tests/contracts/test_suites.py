"""The contracts are whole: no class hides a test of another, and every resource keeps all that its actions demand."""

from __future__ import annotations

import importlib
from collections import Counter
from pathlib import Path

import pytest

from hub import registry
from tests.architecture.tree import ROOT
from tests.contracts import suites
from tests.contracts.base import Contract

CONTRACTS = [getattr(suites, name) for name in suites.__all__]
#: What a resource with an action inherits at least.
DEMANDED = {
    "create": suites.CreateContract,
    "update": suites.UpdateContract,
    "delete": suites.DeleteContract,
    "history": suites.HistoryContract,
    "search": suites.SearchContract,
    "bulk": suites.BulkContract,
    "permissions": suites.GrantContract,
}
ALWAYS = (
    suites.ReadContract,
    suites.HalContract,
    suites.PageContract,
    suites.CursorContract,
    suites.ConditionalContract,
    suites.RightsContract,
    suites.TenantContract,
)
#: Not made of a serializer of the kernel, or with no member that can be changed freely: these have tests of their own.
APART = {"request_log", "state_transition"}


@pytest.mark.parametrize("suite", CONTRACTS, ids=lambda suite: suite.__name__)
def test_no_contract_hides_what_another_says(suite):
    names = Counter(name for base in suite.__mro__ if issubclass(base, Contract) for name in vars(base))
    hidden = {name for name, count in names.items() if count > 1 and not name.startswith("__")}
    assert hidden <= {"change", "kind"}


@pytest.mark.django_db
def test_every_resource_keeps_its_contracts():
    for path in ROOT.glob("tests/*/test_*.py"):
        if "Contract" in Path(path).read_text() and path.parent.name != "contracts":
            importlib.import_module(f"tests.{path.parent.name}.{path.stem}")
    kept: dict[str, set[type]] = {}
    for suite in _below(Contract):
        kept.setdefault(getattr(suite, "kind", ""), set()).update(suite.__mro__)
    missing: dict[str, list[str]] = {}
    for entry in registry.entries():
        if entry.name not in APART:
            demanded = [*ALWAYS, *(DEMANDED[action] for action in entry.actions if action in DEMANDED)]
            missing[entry.name] = [one.__name__ for one in demanded if one not in kept.get(entry.name, set())]
    assert {name: names for name, names in missing.items() if names} == {}


def _below(cls):
    for below in cls.__subclasses__():
        yield below
        yield from _below(below)
