"""Chromium's developer tools: one question to a page, and its answer, over a web socket."""

from __future__ import annotations

import base64
import json
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

Ask = Callable[..., Any]
"""Sends a command with its parameters, and returns the answer."""

_TEXT, _LAST, _MASKED = 0x1, 0x80, 0x80
_TWO_BYTES, _EIGHT_BYTES = 126, 127


@contextmanager
def connected(port: int, path: str, seconds: float) -> Iterator[Ask]:
    """A connection to one page."""
    with (
        socket.create_connection(("127.0.0.1", port), seconds) as link,
        link.makefile("rb") as back,
    ):
        key = base64.b64encode(os.urandom(16)).decode()
        link.sendall(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
            "Sec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        while back.readline().strip():
            pass

        def ask(method: str, **parameters: object) -> Any:
            command = {"id": 1, "method": method, "params": parameters}
            link.sendall(_frame(json.dumps(command).encode()))
            while (answer := json.loads(_received(back))).get("id") != 1:
                pass
            return answer["result"]

        yield ask


def _frame(data: bytes) -> bytes:
    """A message of a client, which is masked: with zeros, which change nothing (RFC 6455, 5.2)."""
    if len(data) < _TWO_BYTES:
        length = bytes([_MASKED | len(data)])
    else:
        length = bytes([_MASKED | _TWO_BYTES]) + len(data).to_bytes(2, "big")
    return bytes([_LAST | _TEXT]) + length + bytes(4) + data


def _received(back: BinaryIO) -> bytes:
    """The next message of the server; ours are short enough for one frame each."""
    _, length = back.read(2)
    if length in {_TWO_BYTES, _EIGHT_BYTES}:
        length = int.from_bytes(back.read(2 if length == _TWO_BYTES else 8), "big")
    return back.read(length)
