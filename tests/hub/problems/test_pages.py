"""The documentation of problem types, for people who follow the type of a problem."""

from __future__ import annotations

from typing import Any

import pytest

from hub.problems.catalogue import PROBLEMS


@pytest.mark.parametrize("slug", PROBLEMS)
def test_the_type_of_a_problem_leads_to_its_page(client: Any, slug: str) -> None:
    response = client.get(f"/docs/problems/{slug}")
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("text/html")
    assert slug in response.content.decode()


def test_the_page_speaks_the_readers_language(client: Any) -> None:
    page = client.get("/docs/problems/validation", headers={"Accept-Language": "de"}).content.decode()
    assert "Der Inhalt hat Fehler." in page
    assert '<html lang="de">' in page


def test_an_unknown_type_is_404(client: Any) -> None:
    assert client.get("/docs/problems/nonsense").status_code == 404


def test_there_is_a_list_of_all_types(client: Any) -> None:
    page = client.get("/docs/problems").content.decode()
    assert all(f'href="/docs/problems/{slug}"' in page for slug in PROBLEMS)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/nowhere", "/api/v1/nowhere", "/api/v1/assets/4/nowhere", "/docs/nowhere"])
def test_an_address_that_is_none_is_a_problem(client: Any, path: str) -> None:
    response = client.get(path)
    assert response.status_code in (401, 404)
    assert response.headers["Content-Type"] == "application/problem+json"
