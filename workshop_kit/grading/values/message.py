"""A message: a header in JSON and typed buffers. Reading one builds nothing but plain data, whatever the bytes are.

A header's node is a text, a number, a truth value or null as they stand, or a list whose first item names the kind.
"""

import struct
from collections.abc import Sequence
from typing import Any

import orjson

from workshop_kit.errors import WorkshopError
from workshop_kit.language import _

_MARK = b"WKV1"
_START = struct.Struct("<4sI")

MOST_BYTES = 64 * 2**20
MOST_HEADER = 16 * 2**20
MOST_NODES = 1_000_000
MOST_DEPTH = 60
MOST_BUFFERS = 100_000


class ValueUnreadable(WorkshopError):
    """Bytes that are no value."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(_("Nilai dari buku kerja ini tidak terbaca."))
        self.detail = detail


def _padding(length: int) -> int:
    """How many bytes until the next multiple of eight."""
    return -length % 8


def pack(root: Any, buffers: Sequence[bytes]) -> bytes:
    """Make one message of a node and the buffers that it names by number.

    Raises
    ------
    TypeError
        When a text in the header is not Unicode (a lone surrogate).
    """
    header = orjson.dumps([root, [len(buffer) for buffer in buffers]])
    header += b" " * _padding(_START.size + len(header))
    parts = [_START.pack(_MARK, len(header)), header]
    for buffer in buffers:
        parts += [buffer, b"\0" * _padding(len(buffer))]
    return b"".join(parts)


def unpack(data: bytes, most: int = MOST_BYTES) -> tuple[Any, list[memoryview]]:
    """Take a message apart into its node and its buffers.

    Raises
    ------
    ValueUnreadable
        Before more is built than the bounds allow.
    """
    if not _START.size <= len(data) <= most:
        raise ValueUnreadable(f"{len(data)} bytes")
    mark, length = _START.unpack_from(data)
    start = _START.size + length
    if mark != _MARK or start > len(data) or length > MOST_HEADER:
        raise ValueUnreadable("no message")
    header = bytes(data[_START.size : start])
    # Counted before they are built: an empty list takes two bytes here and sixty in memory.
    if header.count(b"[") + header.count(b"{") > MOST_NODES or header.count(b",") > 2 * MOST_NODES:
        raise ValueUnreadable("too many nodes")
    try:
        root, lengths = orjson.loads(header)
    except (ValueError, TypeError) as error:
        raise ValueUnreadable(str(error)) from None
    if type(lengths) is not list or len(lengths) > MOST_BUFFERS:
        raise ValueUnreadable("no buffers")
    return root, _cut(memoryview(data), start, lengths)


def _cut(data: memoryview, start: int, lengths: list[Any]) -> list[memoryview]:
    buffers = []
    for length in lengths:
        if type(length) is not int or length < 0 or start + length > len(data):
            raise ValueUnreadable("a buffer beyond the end")
        buffers.append(data[start : start + length])
        start += length + _padding(length)
    if start != len(data):
        raise ValueUnreadable("bytes after the end")
    return buffers
