"""Frames over a socket: 16 bytes of nonce, 8 bytes of length, the payload; never more bytes or seconds than allowed."""

from __future__ import annotations

import socket
import struct
import time

from autograder.running.confined.wire import WireError

HEADER = struct.Struct("<16sQ")


class Late(WireError):
    """The deadline passed before a whole frame had arrived."""


class Closed(WireError):
    """The other side has gone."""


def send(channel: socket.socket, nonce: bytes, payload: bytes, deadline: float | None = None) -> None:
    """Send one frame before the deadline (time.monotonic). Late, Closed."""
    try:
        channel.settimeout(_left(deadline))
        channel.sendall(HEADER.pack(nonce, len(payload)) + payload)
    except TimeoutError:
        raise Late("the other side does not read") from None
    except OSError as error:
        raise Closed(str(error)) from None


def receive(channel: socket.socket, size: int, deadline: float | None = None) -> tuple[bytes, bytearray]:
    """One frame's nonce and payload of at most `size` bytes. Late, Closed, WireError."""
    nonce, length = HEADER.unpack(_exactly(channel, HEADER.size, deadline))
    if length > size:
        raise WireError("the message is too large")
    return nonce, _exactly(channel, length, deadline)


def _exactly(channel: socket.socket, n: int, deadline: float | None) -> bytearray:
    data = bytearray()
    while len(data) < n:
        try:
            channel.settimeout(_left(deadline))
            part = channel.recv(min(n - len(data), 1 << 20))
        except TimeoutError:
            raise Late("no reply in time") from None
        except OSError as error:
            raise Closed(str(error)) from None
        if not part:
            raise Closed("the other side has gone")
        data += part
    return data


def _left(deadline: float | None) -> float | None:
    if deadline is None:
        return None
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
