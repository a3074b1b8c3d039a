"""Messages on a stream: one letter for the kind, the length, the content. Nothing longer than agreed is taken in."""

import socket
import struct
from collections.abc import Mapping
from contextlib import suppress

_HEAD = struct.Struct(">cI")
_AT_ONCE = 1 << 18


class Garbled(Exception):
    """What came is no message of this kind of conversation."""


class Closed(Exception):
    """The other side has gone."""


def packed(kind: bytes, content: bytes = b"") -> bytes:
    """A message as it goes over the wire."""
    return _HEAD.pack(kind, len(content)) + content


class Incoming:
    """What has arrived on a connection and is not yet a whole message.

    Parameters
    ----------
    connection : socket
    most : mapping of bytes to int
        The kinds that may come, and the longest content of each.
    """

    def __init__(self, connection: socket.socket, most: Mapping[bytes, int]) -> None:
        self.connection = connection
        self.most = most
        self._held = bytearray()

    def receive(self) -> None:
        """Take in what is there; call it when there is something.

        Raises
        ------
        Closed
        """
        try:
            piece = self.connection.recv(_AT_ONCE)
        except (BlockingIOError, InterruptedError):
            return
        except OSError as error:
            raise Closed from error
        if not piece:
            raise Closed
        self._held += piece

    def next(self) -> tuple[bytes, bytes] | None:
        """The next whole message, or None until more has come.

        Raises
        ------
        Garbled
        """
        if len(self._held) < _HEAD.size:
            return None
        kind, length = _HEAD.unpack_from(self._held)
        if length > self.most.get(kind, -1):
            raise Garbled
        end = _HEAD.size + length
        if len(self._held) < end:
            return None
        content = bytes(self._held[_HEAD.size : end])
        del self._held[:end]
        return kind, content

    def wait(self) -> tuple[bytes, bytes]:
        """The next message, however long it takes; for a side that trusts the other.

        Raises
        ------
        Closed, Garbled
        """
        while (message := self.next()) is None:
            self.receive()
        return message


def close(*connections: socket.socket) -> None:
    """Close connections that may be broken already."""
    for connection in connections:
        with suppress(OSError):
            connection.close()
