"""What runs beside the web server when one process is the whole hub: the relay of events, from start to stop.

Speaks ASGI's lifespan, which Django leaves unanswered.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

from django.conf import settings

from hub.asgi import Application, Message, Receive, Send

SECONDS_TO_STOP = 10


class Beside:
    """Starts the relay with the server where ``RELAY_IN_PROCESS`` says so, and lets it finish its work at the end."""

    def __init__(self, application: Application, run: Callable[[threading.Event], None] | None = None) -> None:
        self.application = application
        self._run = run or _relay
        self._stop = threading.Event()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        else:
            await self.application(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        thread = threading.Thread(target=self._run, args=(self._stop,), name="relay", daemon=True)
        if settings.RELAY_IN_PROCESS:
            thread.start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self._stop.set()
        if thread.is_alive():
            await asyncio.to_thread(thread.join, SECONDS_TO_STOP)
        await send({"type": "lifespan.shutdown.complete"})


def _relay(stop: threading.Event) -> None:
    from hub.relay import Relay

    Relay().run(stop)
