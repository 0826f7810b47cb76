"""What the repository holds besides code: pinned requirements, documents in step, nothing tied to one network."""

import re
import shutil
import subprocess

import pytest

from tests.architecture.tree import ROOT

FOUNDATION = {
    "django",
    "djangorestframework",
    "drf-hal-json",
    "django-oauth-toolkit",
    "django-filter",
    "django-simple-history",
    "psycopg",
    "drf-spectacular",
    "pytest-django",
}
# Spelled apart, so that this file is not its own finding.
REGISTRIES = re.compile(
    "|".join(["pypi" + r"\.org", "python" + r"hosted\.org", "registry" + r"\.npmjs", "extra-" + "index-url"])
)


def kept_files() -> list[str]:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    result = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in result.stdout.splitlines() if (ROOT / name).is_file()]


def requirements(name: str) -> dict[str, str]:
    found = {}
    for line in (ROOT / name).read_text().splitlines():
        if line and not line.startswith(("#", "-r")):
            package, _, version = line.partition(";")[0].strip().partition("==")
            found[package.partition("[")[0].lower()] = version
    return found


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_pinned(name):
    assert [package for package, version in requirements(name).items() if not version] == []


def test_requirements_hold_the_foundation():
    assert set(requirements("requirements.txt")) >= FOUNDATION


def test_files_name_no_package_registry():
    offenders = []
    for name in kept_files():
        try:
            text = (ROOT / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if REGISTRIES.search(text):
            offenders.append(name)
    assert offenders == []


def test_secrets_stay_out_of_the_repository():
    assert {".secret_key", ".demo.json", ".env", "db.sqlite3"} & set(kept_files()) == set()


def test_decisions_are_numbered_and_short():
    pages = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert [page.name[:4] for page in pages] == [f"{number:04}" for number in range(1, len(pages) + 1)]
    assert [page.name for page in pages if len(page.read_text().splitlines()) > 60] == []
    for page in pages:
        assert all(f"## {part}" in page.read_text() for part in ("Context", "Choice", "Cost")), page.name


def test_readme_links_lead_somewhere():
    text = (ROOT / "README.md").read_text()
    links = [link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link]
    assert [link for link in links if not (ROOT / link).exists()] == []
