"""Starts what is measured: one granian worker on one core, the client and PostgreSQL on the other."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
THREADS = os.environ.get("BENCH_THREADS", "2")
TICKS = os.sysconf("SC_CLK_TCK")


def _pinned(core: int) -> list[str]:
    """To be put before a command; nothing on machines with one core or without taskset."""
    alone = (os.cpu_count() or 1) < 2 or shutil.which("taskset") is None
    return [] if alone else ["taskset", "-c", str(core)]


class Server:
    """A WSGI application in a granian process of its own, on a free port; a context manager."""

    def __init__(self, target: str, **environment: str) -> None:
        self.target = target
        self.environment = {**os.environ, **environment}
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.process: Any = None
        self.log: Any = None

    def __enter__(self) -> Server:
        command = [*_pinned(1), sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "1"]
        command += ["--blocking-threads", THREADS, "--backpressure", "64", "--no-ws", "--log-level", "warning"]
        command += ["--port", str(self.port), self.target]
        # One line is logged per request, as in production: it goes to a file, and is shown when nothing else is.
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, start_new_session=True, stdout=self.log, stderr=self.log
        )
        until = time.monotonic() + 30
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return self
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.1)
        self.__exit__(None, None, None)
        self.log.seek(0)
        raise RuntimeError(f"{self.target} does not start:\n{self.log.read().decode()}")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def cpu(self) -> float:
        """Seconds of processor time that the server and its worker have used."""
        return sum(_cpu(pid) for pid in [self.process.pid, *_children(self.process.pid)])


def _cpu(pid: int) -> float:
    try:
        parts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(parts[11]) + int(parts[12])) / TICKS


def _children(pid: int) -> list[int]:
    found = []
    for thread in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in thread.read_text().split():
            found += [int(child), *_children(int(child))]
    return found


@dataclass(frozen=True)
class Call:
    """One request that is repeated: where to, what, with which headers."""

    server: Server
    path: str
    headers: dict[str, str]

    def text(self) -> bytes:
        lines = [f"GET {self.path} HTTP/1.1", f"Host: 127.0.0.1:{self.server.port}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()

    def sample(self, connections: int, seconds: float) -> dict[str, Any]:
        """Ask for ``seconds``; adds ``cpu``, the server's processor time per request."""
        command = [*_pinned(0), sys.executable, "-m", "bench.client", str(self.server.port), str(connections)]
        before = self.server.cpu()
        run = subprocess.run(
            [*command, str(seconds)], cwd=ROOT, input=self.text(), stdout=subprocess.PIPE, check=True, timeout=60
        )
        found: dict[str, Any] = json.loads(run.stdout)
        found["cpu"] = (self.server.cpu() - before) / max(found["requests"], 1)
        return found
