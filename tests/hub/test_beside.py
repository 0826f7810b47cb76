"""The relay lives as long as the one process that serves everything."""

import asyncio
import threading

from hub.beside import Beside


def live(application, *, requests=()):
    """Drive a lifespan from startup to shutdown; what was answered."""
    answers = []

    async def drive():
        incoming = asyncio.Queue()
        for kind in ("lifespan.startup", "lifespan.shutdown"):
            incoming.put_nowait({"type": kind})

        async def send(message):
            answers.append(message["type"])

        await application({"type": "lifespan"}, incoming.get, send)

    asyncio.run(drive())
    return answers


def test_relay_starts_and_stops_with_the_server(settings):
    settings.RELAY_IN_PROCESS = True
    seen = []

    def run(stop):
        seen.append("started")
        stop.wait(5)
        seen.append("stopped")

    assert live(Beside(None, run)) == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
    assert seen == ["started", "stopped"]


def test_relay_stays_away_when_it_has_a_process_of_its_own(settings):
    settings.RELAY_IN_PROCESS = False
    live(Beside(None, lambda stop: (_ for _ in ()).throw(AssertionError("started"))))
    assert "relay" not in {thread.name for thread in threading.enumerate()}


def test_requests_pass_through():
    passed = []

    async def application(scope, receive, send):
        passed.append(scope["type"])

    asyncio.run(Beside(application)({"type": "http"}, None, None))
    assert passed == ["http"]
