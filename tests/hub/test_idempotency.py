"""A retried POST gets its first answer; a different one under the same key is refused."""

from __future__ import annotations

import itertools
import json
import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connections
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory

from hub import idempotency, store
from hub.models import IdempotencyKey, RequestLog
from tests.hub.callers import principal
from tests.hub.wire import Echo, problem

pytestmark = pytest.mark.django_db(transaction=True)
factory = APIRequestFactory()
numbers = itertools.count(1)


def made(number: int, tenant_id: int) -> RequestLog:
    """A row that witnesses the change (any table without rules would do)."""
    values: dict[str, Any] = {
        "tenant_id": tenant_id,
        "status": 201,
        "duration_ms": 0,
        "address": "",
        "method": "POST",
        "request_id": "",
    }
    return RequestLog(at=datetime.now(UTC), path=f"/things/{number}", **values)


class Things(Echo):
    """Makes a numbered thing per POST, in the way of the base view set."""

    secret_fields = ("secret",)
    caller: Any = None
    refusal: Any = None
    pause: Any = None

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        self.args, self.kwargs, self.headers = args, kwargs, {}
        self.request = request = self.initialize_request(request, *args, **kwargs)
        request.user = self.caller or principal()
        try:
            self.initial(request)
            with store.current().request_scope(request.user, write=True):
                response = idempotency.begin(request, self)
                if response is not None:
                    return self.finalize_response(request, response)
                response = self.finalize_response(request, self.post(request))
                response.render()
                idempotency.finish(request, self, response)
                return response
        except Exception as exc:
            response = self.finalize_response(request, self.handle_exception(exc))
            response.render()
            idempotency.finish(request, self, response)
            return response

    def perform_authentication(self, request: Any) -> None:
        pass

    def post(self, request: Any) -> Response:
        data = request.data
        if self.pause is not None:
            self.pause()
        if self.refusal is not None:
            raise self.refusal
        number = next(numbers)
        made(number, request.user.tenant_id).save()
        return Response(
            {**data, "id": number, "secret": "s3cret"},
            status=201,
            headers={"Location": f"/things/{number}", "ETag": '"1"'},
        )


def send(key: str | None = "k", body: Any = None, path: str = "/things", **attributes: Any) -> Any:
    headers = {} if key is None else {"Idempotency-Key": key}
    request = factory.post(path, {"name": "x"} if body is None else body, format="json", headers=headers)
    request.request_id = "test-request"
    return Things.as_view(**attributes)(request)


def thing(response: Any) -> int:
    assert response.status_code == 201, response.content
    number: int = json.loads(response.content)["id"]
    return number


def test_a_retry_gets_the_first_answer() -> None:
    first, second = send(), send()
    assert thing(first) == thing(second)
    assert second.headers["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first.headers
    for name in ("Location", "ETag", "Content-Type"):
        assert first.headers[name] == second.headers[name]


def test_secrets_shown_once_are_null_in_the_replay() -> None:
    assert b'"secret":"s3cret"' in send().content
    assert b'"secret":null' in send().content
    assert b"s3cret" not in bytes(IdempotencyKey.objects.get().body)


def test_without_a_key_every_post_counts() -> None:
    assert thing(send(None)) != thing(send(None))
    assert not IdempotencyKey.objects.exists()


def test_another_key_path_or_principal_is_another_request() -> None:
    answers = [
        send("k"),
        send("k2"),
        send("k", path="/others"),
        send("k", caller=principal(user_id=8)),
        send("k", caller=principal(tenant_id=2)),
        send("k", caller=principal(client_id=3)),
        send("k", caller=principal(client_id=None, api_key_id=2)),
    ]
    assert len({thing(answer) for answer in answers}) == len(answers)


def test_another_body_or_query_under_the_same_key_is_422() -> None:
    send()
    assert problem(send(body={"name": "y"}), 422)["type"] == "/docs/problems/idempotency-mismatch"
    assert problem(send(path="/things?dry_run=true"), 422)
    assert IdempotencyKey.objects.count() == 1


@pytest.mark.parametrize("key", ["", " ", "a b", "x" * 256, "ü", "a\tb", "a\x00"])
def test_a_key_that_is_none_is_400(key: str) -> None:
    body = problem(send(key), 400)
    assert [error["header"] for error in body["errors"]] == ["Idempotency-Key"]


def test_a_key_may_have_255_characters() -> None:
    assert thing(send("~" * 255)) == thing(send("~" * 255))


def test_a_refusal_is_kept_too() -> None:
    first = send(refusal=ValidationError({"name": "Bad."}))
    second = send()
    assert problem(first, 400)
    assert second.content == first.content
    assert second.headers["Content-Type"] == "application/problem+json"
    assert second.headers["Idempotent-Replayed"] == "true"


@pytest.mark.parametrize("status", [401, 403, 429, 500, 503, 504])
def test_what_may_turn_out_better_next_time_is_not_kept(status: int) -> None:
    exc = APIException()
    exc.status_code = status
    assert send(refusal=exc).status_code == status
    assert thing(send())


def test_an_answer_is_kept_with_its_change_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(IdempotencyKey, "save", fail)
    assert send().status_code == 500
    assert not IdempotencyKey.objects.exists()
    assert not RequestLog.objects.exists()


def test_after_a_day_the_key_is_free_again() -> None:
    first = thing(send())
    IdempotencyKey.objects.update(created_at=datetime.now(UTC) - timedelta(hours=25))
    assert thing(send()) != first
    assert IdempotencyKey.objects.count() == 1
    IdempotencyKey.objects.update(created_at=datetime.now(UTC) - timedelta(hours=25))
    assert idempotency.purge() == 1


def test_a_get_needs_no_key() -> None:
    request = factory.get("/things", headers={"Idempotency-Key": "k"})
    request.user = principal()
    assert idempotency.begin(request, None) is None


def test_fifty_at_once_make_one_thing() -> None:
    answers: list[Any] = []
    start = threading.Barrier(50)

    def run() -> None:
        start.wait()
        try:
            answers.append(send())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len({thing(answer) for answer in answers if answer.status_code == 201}) == 1
    assert len(answers) == 50
    assert RequestLog.objects.count() == 1


def test_the_twin_of_a_running_request_is_refused_or_waits_for_its_answer() -> None:
    running, may_end = threading.Event(), threading.Event()
    answers: list[Any] = []

    def pause() -> None:
        running.set()
        may_end.wait(10)

    def run(**attributes: Any) -> None:
        try:
            answers.append(send(**attributes))
        finally:
            connections.close_all()

    first = threading.Thread(target=run, kwargs={"pause": staticmethod(pause)})
    first.start()
    assert running.wait(10)
    twin = threading.Thread(target=run)
    twin.start()
    twin.join(0.5)
    may_end.set()
    first.join()
    twin.join()
    assert sorted(answer.status_code for answer in answers) in ([201, 201], [201, 409])
    assert RequestLog.objects.count() == 1
