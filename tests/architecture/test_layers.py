"""Imports go down only, and each library that shapes the hub has one door."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.tree import PACKAGES, ROOT, modules

# Who may import a library; a name stands for itself and what lies below it.
DOORS = {
    "drf_hal_json": ("hub.hal",),
    "drf_nested_fields": ("hub.hal",),
    "simple_history": ("hub",),
    "oauth2_provider": ("permissions",),
    "oauthlib": ("permissions",),
    "jwcrypto": ("permissions",),
    "psycopg": ("hub.store", "config.database"),  # the connections of the pool are a setting
    "prometheus_client": ("hub.metrics",),
    "environ": ("config.settings",),
    "uvicorn": ("hub.management.commands.serve",),
    "drf_spectacular": ("hub", "config", "permissions.api", "permissions.authentication", "operations.api"),
}


def test_layers_hold():
    linter = Path(sys.executable).parent / "lint-imports"
    result = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert result.returncode == 0, result.stdout + result.stderr


def test_layers_know_every_package():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    assert set(contracts["root_packages"]) == set(PACKAGES)


@pytest.mark.parametrize("library", DOORS)
def test_library_has_one_door(library):
    doors = DOORS[library]
    strangers = [
        str(module)
        for module in modules()
        if module.imports_package(library)
        and not any(module.name == door or module.name.startswith(f"{door}.") for door in doors)
    ]
    assert strangers == [], f"{library} belongs to {', '.join(doors)}"


def test_config_is_imported_by_no_one():
    assert [str(m) for m in modules() if m.package != "config" and m.imports_package("config")] == []


def test_serializers_never_import_each_other():
    """Embedding goes by relation name through the registry."""
    offenders = []
    for module in modules():
        parts = module.name.split(".")
        if len(parts) == 3 and parts[1] == "api":
            own = module.name
            offenders += [
                f"{module}: {name}"
                for name in module.imports
                if name.startswith(f"{parts[0]}.api.") and name.endswith("Serializer") and not name.startswith(own)
            ]
    assert offenders == []
