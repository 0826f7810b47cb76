"""``manage.py relay_events``: publish the announcements of all changes, until it is stopped."""

from __future__ import annotations

import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from hub.relay import Relay


class Command(BaseCommand):
    help = "Publish changes to the sinks (HUB_SINKS). One relay works at a time; a second one stands by."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="Publish what there is and end.")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        relay = Relay()
        if once:
            self.stdout.write(f"{relay.once()} published")
            for worker in relay.workers:
                worker.once()
            return
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        relay.run(stop)
