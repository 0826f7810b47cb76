"""No write passes by the record: set-based writes of tracked models live in hub/store only."""

import ast
import re

import pytest
from django.apps import apps

from hub.models.resource import Resource
from tests.architecture.tree import Module, modules

BULK = {"bulk_create", "bulk_update", "abulk_create", "abulk_update"}
# Rows that nothing tracks: the request log is its own record and is purged by age.
# The terms of specifications follow the set, which is tracked.
UNTRACKED = {"hub.models.request_log", "assets.models.specification"}
QUERYSET = re.compile(r"\.objects\b|_manager\b|\.filter\(|\.exclude\(|\.all\(|queryset|\bqs\b")


def tracked_names() -> set[str]:
    return {model.__name__ for model in apps.get_models() if issubclass(model, Resource)}


def untracked_names() -> set[str]:
    return {model.__name__ for model in apps.get_models()} - tracked_names()


def set_based_writes(module: Module) -> list[tuple[int, str]]:
    """Line and receiver of each call that writes rows without going through save()."""
    found = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            receiver = ast.unparse(node.func.value)
            update = node.func.attr in {"update", "aupdate"} and QUERYSET.search(receiver)
            if node.func.attr in BULK or update or node.func.attr == "_raw_delete":
                found.append((node.lineno, f"{receiver}.{node.func.attr}"))
    return found


def test_tracked_models_are_written_one_way_only():
    free = untracked_names()
    offenders = [
        f"{module}:{line}: {call}"
        for module in modules()
        if not module.name.startswith("hub.store") and module.name not in UNTRACKED
        for line, call in set_based_writes(module)
        if not (match := re.match(r"(\w+)\.", call)) or match[1] not in free
    ]
    assert offenders == [], "use hub.writing, or the store's set-based writes"


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("Asset.objects.filter(a=1).update(b=2)", True),
        ("Asset.objects.bulk_create(rows)", True),
        ("queryset.update(b=2)", True),
        ("values.update(b=2)", False),
        ("digest.update(data)", False),
    ],
)
def test_the_search_sees_what_it_should(tmp_path, code, found):
    file = tmp_path / "x.py"
    file.write_text(code)
    assert bool(set_based_writes(Module(file))) is found
