"""Which contract runs on which kind: every test of a contract runs on the representatives and on some of the other kinds.

Kinds share their code, so that all tests on all kinds say little more, and take long. ``CONTRACTS=all`` runs them all;
``CONTRACTS=4`` runs each test on every fourth of the other kinds, in turn.
"""

from __future__ import annotations

import os
from zlib import crc32

import pytest

#: A thing of the plant, a product, coded master data, a tree, a state machine, a user, what shares rights.
REPRESENTATIVES = frozenset(
    {"asset", "product", "asset_status", "node", "tool_assembly_order", "operation", "user", "permission", "picture"}
)
DEFAULT = "96"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what other kinds prove as well; a test that is named on the command line is always run."""
    wanted = os.environ.get("CONTRACTS", DEFAULT)
    if wanted == "all" or any("::" in str(argument) for argument in config.args):
        return
    every = max(int(wanted), 1)
    kept, left = [], []
    for item in items:
        kind = getattr(getattr(item, "cls", None), "kind", None)
        alike = isinstance(kind, str) and kind not in REPRESENTATIVES and _inherited(item)
        (left if alike and (crc32(item.name.encode()) + crc32(kind.encode())) % every else kept).append(item)
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = kept


def _inherited(item: pytest.Item) -> bool:
    """The test stands in tests/contracts, not in the resource's own module."""
    function = getattr(item, "function", None)
    return getattr(function, "__module__", "").startswith("tests.contracts.")
