"""One resource, one stem: the same file name in models, api and tests, and one line in urls.py."""

import ast
from pathlib import Path

import pytest
from django.urls import get_resolver

from hub import registry
from tests.architecture.tree import DOMAIN_APPS, ROOT, Module


def serves_a_resource(path: Path) -> bool:
    """Whether a module of api/ holds a view set; others are what several stems of the app share."""
    return any(isinstance(node, ast.ClassDef) and node.name.endswith("ViewSet") for node in Module(path).tree.body)


STEMS = [
    (app, path.stem)
    for app in DOMAIN_APPS
    for path in sorted((ROOT / app / "api").glob("*.py"))
    if serves_a_resource(path)
]


@pytest.mark.parametrize(("app", "stem"), STEMS, ids=[f"{app}.{stem}" for app, stem in STEMS])
def test_stem_has_its_rooms(app, stem):
    missing = [
        str(room.relative_to(ROOT))
        for room in (_model_room(app, stem), ROOT / "tests" / app / f"test_{stem}.py")
        if not room.is_file()
    ]
    assert missing == []


@pytest.mark.parametrize(("app", "stem"), STEMS, ids=[f"{app}.{stem}" for app, stem in STEMS])
def test_stem_has_one_line_of_urls(app, stem):
    lines = [line for line in (ROOT / app / "urls.py").read_text().splitlines() if _names(line, stem)]
    assert len(lines) == 1, f"{app}/urls.py names {stem} in {len(lines)} lines"


def test_every_resource_is_served_from_a_stem():
    assert get_resolver().url_patterns, "reading the URLs registers the resources"
    for entry in registry.entries():
        app, room, stem = entry.viewset.__module__.split(".")
        assert room == "api", f"{entry.name} is served from {entry.viewset.__module__}"
        assert entry.model.__module__ in {f"{app}.models.{stem}", f"hub.models.{stem}"}, entry.name


def _model_room(app: str, stem: str) -> Path:
    # What the hub itself needs (a tenant) has its model there and its door in an app.
    grammar = ROOT / "hub" / "models" / f"{stem}.py"
    own = ROOT / app / "models" / f"{stem}.py"
    return grammar if grammar.is_file() and not own.is_file() else own


def _names(line: str, stem: str) -> bool:
    view_set = "".join(part.capitalize() for part in stem.split("_")) + "ViewSet"
    return f"({view_set})" in line
