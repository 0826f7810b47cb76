"""The limit of requests per principal."""

from types import SimpleNamespace

import pytest

from hub import throttling


@pytest.fixture
def limited(settings, monkeypatch):
    settings.RATE_LIMITS = True
    settings.REQUESTS_PER_MINUTE = 3
    monkeypatch.setattr(throttling, "_now", lambda: 1_000_000_030.5)


def principal(**values):
    return SimpleNamespace(**{"tenant_id": 1, "user_id": 2, "client_id": None, "api_key_id": None, **values})


def ask(who):
    view, throttle = SimpleNamespace(headers={}), throttling.PrincipalThrottle()
    return throttle.allow_request(SimpleNamespace(user=who), view), view.headers, throttle.wait()


def test_fourth_request_of_a_minute_is_refused(limited):
    answers = [ask(principal()) for _ in range(4)]
    assert [allowed for allowed, _, _ in answers] == [True, True, True, False]
    assert answers[-1][2] == 50


def test_headers_tell_policy_and_what_remains(limited):
    ask(principal())
    _, headers, _ = ask(principal())
    assert headers == {"RateLimit-Policy": '"default";q=3;w=60', "RateLimit": '"default";r=1;t=50'}


def test_remaining_is_never_negative(limited):
    headers = [ask(principal())[1] for _ in range(6)][-1]
    assert headers["RateLimit"] == '"default";r=0;t=50'


@pytest.mark.parametrize("other", [{"user_id": 3}, {"tenant_id": 9}, {"client_id": 4}, {"api_key_id": 5}])
def test_principals_are_counted_apart(limited, other):
    for _ in range(4):
        ask(principal())
    assert ask(principal(**other))[0]


def test_nobody_is_not_counted(limited):
    assert all(ask(None)[0] for _ in range(5))


def test_next_minute_begins_anew(limited, monkeypatch):
    for _ in range(4):
        ask(principal())
    monkeypatch.setattr(throttling, "_now", lambda: 1_000_000_100.0)
    assert ask(principal())[0]


def test_limits_can_be_turned_off(limited, settings):
    settings.RATE_LIMITS = False
    assert [ask(principal())[:2] for _ in range(5)] == [(True, {})] * 5


def test_cache_that_is_away_refuses_nobody(limited, monkeypatch):
    def broken(*_):
        raise ConnectionError

    monkeypatch.setattr(throttling.cache, "incr", broken)
    assert all(ask(principal())[0] for _ in range(5))


def test_counting_is_atomic(limited, settings):
    from concurrent.futures import ThreadPoolExecutor

    settings.REQUESTS_PER_MINUTE = 100
    with ThreadPoolExecutor(16) as pool:
        allowed = list(pool.map(lambda _: ask(principal())[0], range(200)))
    assert sum(allowed) == 100
