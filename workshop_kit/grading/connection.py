"""Messages between the main process and a lane: JSON, with its length in front."""

import json
import socket
import struct
from typing import Any

Message = dict[str, Any]
_HEAD = struct.Struct("!Q")


class LaneGone(Exception):
    """A lane's process has ended."""


def send(connection: socket.socket, message: Message) -> None:
    """Send one message.

    Raises
    ------
    LaneGone
    """
    raw = json.dumps(message).encode()
    try:
        connection.sendall(_HEAD.pack(len(raw)) + raw)
    except OSError as error:
        raise LaneGone from error


def receive(connection: socket.socket) -> Message:
    """Wait for one message.

    Raises
    ------
    LaneGone
    """
    (size,) = _HEAD.unpack(_exactly(connection, _HEAD.size))
    found: Message = json.loads(_exactly(connection, size))
    return found


def _exactly(connection: socket.socket, size: int) -> bytes:
    parts = bytearray()
    while len(parts) < size:
        try:
            part = connection.recv(min(size - len(parts), 1 << 20))
        except OSError as error:
            raise LaneGone from error
        if not part:
            raise LaneGone
        parts += part
    return bytes(parts)
