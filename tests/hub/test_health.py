"""/livez, /readyz and /metrics: what a machine may learn without credentials."""

import pytest

from hub import health


def test_liveness_needs_no_service(client):
    answer = client.get("/livez")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_readiness_names_what_was_checked(client):
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["checks"]["database"] == "ok"
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_readiness_is_503_when_a_service_fails_and_tells_no_host(client, monkeypatch):
    def broken():
        raise ConnectionError("no route to db.internal:5432")

    monkeypatch.setattr(health, "services", lambda: {"database": broken})
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert answer.json()["checks"] == {"database": "failed"}
    assert b"internal" not in answer.content


@pytest.mark.django_db
def test_readiness_misses_a_migration(client, monkeypatch):
    monkeypatch.setattr(health, "_migrations", lambda: [(("hub", "9999_later"), frozenset())])
    assert client.get("/readyz").json()["checks"]["migrations"] == "failed"


@pytest.mark.parametrize("path", ["/livez", "/metrics"])
def test_health_cannot_be_written(client, path):
    answer = client.post(path)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert answer["Content-Type"] == "application/problem+json"


def test_metrics_count_requests(client):
    client.get("/livez")
    assert 'hub_requests_total{method="GET",status="200"}' in client.get("/metrics").content.decode()


def test_metrics_are_closed_to_other_machines(client):
    assert client.get("/metrics", REMOTE_ADDR="192.0.2.7").status_code == 404


def test_metrics_are_closed_to_what_a_proxy_passes_on(client):
    assert client.get("/metrics", headers={"X-Forwarded-For": "192.0.2.7"}).status_code == 404


def test_metrics_open_to_the_token(client, settings):
    settings.METRICS_TOKEN = "t0ken"
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer t0ken"}, REMOTE_ADDR="192.0.2.7").status_code == 200
