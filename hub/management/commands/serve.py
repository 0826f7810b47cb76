"""Serve everything from one ASGI process on this machine, and say how to begin."""

from __future__ import annotations

import contextlib
import json
import socket
from pathlib import Path
from typing import Any

import uvicorn
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser


class Announcing(uvicorn.Server):
    """A server that speaks up once it listens."""

    welcome = ""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            print(self.welcome, flush=True)  # noqa: T201  for people, not for the log


class Command(BaseCommand):
    """For a lab and for trying out; production runs its own servers (docs/running.md)."""

    help = "Serve the whole hub in one process on 127.0.0.1."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--demo", type=Path, help="the answer of seed_demo --json, for the first curl")

    def handle(self, *args: Any, host: str, port: int, demo: Path | None, **options: Any) -> None:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise CommandError(
                    f"Port {port} cannot be used ({error.strerror}); choose one: make run PORT=8001"
                ) from None
        config = uvicorn.Config(
            "config.asgi:application",
            host=host,
            port=port,
            log_config=None,
            access_log=False,
            proxy_headers=settings.TRUST_PROXY,
            server_header=False,
            timeout_graceful_shutdown=10,
        )
        server = Announcing(config)
        server.welcome = welcome(f"http://{f'[{host}]' if ':' in host else host}:{port}", demo)
        # Stopping is no failure: uvicorn raises the signal again once it has shut down.
        with contextlib.suppress(KeyboardInterrupt):
            server.run()
        if not server.started:
            raise CommandError("The server did not start.")


def welcome(origin: str, demo: Path | None) -> str:
    """What a newcomer needs: where things stand, and one curl line that works when pasted."""
    lines = [
        "",
        f"  Plant Hub is up at {origin}/",
        f"    API      {origin}/api/v1/",
        f"    docs     {origin}/docs/",
        f"    admin    {origin}/admin/",
        f"    health   {origin}/readyz",
    ]
    if demo is not None:
        lines += _demo_lines(origin, json.loads(demo.read_text(encoding="utf-8")), demo)
    return "\n".join([*lines, ""])


def _demo_lines(origin: str, seeded: dict[str, Any], file: Path) -> list[str]:
    lines = []
    for user in seeded.get("users", []):
        if user.get("password"):
            lines.append(f"    sign in  {user['name']} / {user['password']} ({user.get('role', 'admin')})")
    keys = [key["key"] for key in seeded.get("api_keys", []) if key.get("key")]
    if keys:
        lines += ["", "  Begin here, then follow the links:", f"    curl -H 'X-API-Key: {keys[0]}' {origin}/api/v1/"]
    return [*lines, "", f"  All demo credentials are in {file}. Stop with Ctrl+C."]
