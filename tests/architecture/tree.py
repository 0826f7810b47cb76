"""The tree as the architecture tests see it: which modules there are, and what each of them imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FLOORS = ("config", "dialects", "operations", "telemetry", "shopfloor", "assets", "permissions", "hub")
PACKAGES = tuple(name for name in FLOORS if (ROOT / name / "__init__.py").is_file())
DOMAIN_APPS = tuple(name for name in PACKAGES if name not in {"config", "dialects", "hub"})


@dataclass(frozen=True)
class Module:
    """One Python file: its dotted name, text and syntax tree."""

    path: Path

    @cached_property
    def name(self) -> str:
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def package(self) -> str:
        return self.name.partition(".")[0]

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    @cached_property
    def imports(self) -> frozenset[str]:
        """Dotted names of all imported modules, those inside functions too."""
        found = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
        return frozenset(found)

    def imports_package(self, package: str) -> bool:
        return any(name == package or name.startswith(f"{package}.") for name in self.imports)

    def __str__(self) -> str:
        return str(self.path.relative_to(ROOT))


def _files(folder: str) -> Iterator[Path]:
    for path in sorted((ROOT / folder).rglob("*.py")):
        if "migrations" not in path.parts and "node_modules" not in path.parts:
            yield path


@lru_cache(maxsize=1)
def modules() -> tuple[Module, ...]:
    """Every module of the hub's own packages, migrations aside."""
    return tuple(Module(path) for package in PACKAGES for path in _files(package))


@lru_cache(maxsize=1)
def all_modules() -> tuple[Module, ...]:
    """The modules, and those of tests and benchmarks."""
    return modules() + tuple(Module(path) for folder in ("tests", "bench") for path in _files(folder))
