"""A small load generator: some connections kept alive, each with one request under way. Standard library only.

``python -m bench.client PORT CONNECTIONS SECONDS`` reads one raw HTTP request from standard input and prints one JSON
line; run as a process of its own it costs the measured one nothing.
"""

from __future__ import annotations

import json
import selectors
import socket
import sys
import time
from typing import Any

#: Answers to wait for, however long they take.
LEAST = 5


class Connection:
    """One connection: sends the request again whenever an answer is complete."""

    __slots__ = ("bytes", "data", "done", "need", "request", "sent", "socket", "spent", "statuses")

    def __init__(self, port: int, request: bytes) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.request = request
        self.data = bytearray()
        self.need = -1
        self.done, self.bytes = 0, 0
        self.spent: list[float] = []
        self.statuses: dict[int, int] = {}

    def send(self) -> None:
        self.data.clear()
        self.need = -1
        self.sent = time.perf_counter()
        self.socket.sendall(self.request)

    def receive(self) -> None:
        """Take what has come; when the answer is whole, count it and ask again."""
        chunk = self.socket.recv(262_144)
        if not chunk:
            raise ConnectionError("closed by the server")
        self.data += chunk
        if self.need < 0:
            end = self.data.find(b"\r\n\r\n")
            if end < 0:
                return
            self.need = end + 4 + _length(bytes(self.data[:end]).lower())
        if len(self.data) < self.need:
            return
        status = int(self.data[9:12])
        self.statuses[status] = self.statuses.get(status, 0) + 1
        self.spent.append(time.perf_counter() - self.sent)
        self.done += 1
        self.bytes = len(self.data)
        self.send()


def _length(head: bytes) -> int:
    place = head.find(b"\r\ncontent-length:")
    return int(head[place + 17 :].split(b"\r\n", 1)[0]) if place >= 0 else 0


def load(port: int, request: bytes, connections: int, seconds: float) -> dict[str, Any]:
    """Ask for ``seconds``, then tell how often it was answered and how fast."""
    chosen = selectors.DefaultSelector()
    asking = [Connection(port, request) for _ in range(connections)]
    started = time.perf_counter()
    for one in asking:
        chosen.register(one.socket, selectors.EVENT_READ, one)
        one.send()
    while (left := started + seconds - time.perf_counter()) > 0 or sum(one.done for one in asking) < LEAST:
        for key, _events in chosen.select(max(left, 0.01)):
            key.data.receive()
    took = time.perf_counter() - started
    spent = sorted(value for one in asking for value in one.spent)
    statuses: dict[int, int] = {}
    for one in asking:
        for status, count in one.statuses.items():
            statuses[status] = statuses.get(status, 0) + count
    return {
        "requests": len(spent),
        "rate": len(spent) / took,
        "p50": spent[len(spent) // 2] if spent else None,
        "p99": spent[min(len(spent) - 1, len(spent) * 99 // 100)] if spent else None,
        "bytes": max(one.bytes for one in asking),
        "statuses": statuses,
    }


if __name__ == "__main__":
    _port, _connections, _seconds = sys.argv[1:4]
    print(json.dumps(load(int(_port), sys.stdin.buffer.read(), int(_connections), float(_seconds))))
