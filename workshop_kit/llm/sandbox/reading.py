"""Reading a request within bounds: headers, then a JSON body of bounded size in bounded time."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.types import Receive, Scope

from workshop_kit.language import _
from workshop_kit.llm.problems import Problem

_ONCE = frozenset(
    (
        b"accept-language",
        b"authorization",
        b"content-encoding",
        b"content-length",
        b"content-type",
        b"host",
        b"transfer-encoding",
        b"x-workshop-fallback",
    )
)
_JSON = re.compile(rb"application/json\s*(;\s*charset\s*=\s*\"?utf-8\"?\s*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bounds:
    """How large and how slow a request may be.

    Attributes
    ----------
    body_bytes, headers, header_bytes : int
        Most bytes of a body, headers, and bytes of all headers together.
    body_seconds : float
        For the whole body.
    drained_bytes, drained_seconds : int, float
        How much of a refused body is still taken, so that the caller can read the answer.
    depth, values : int
        Of JSON: levels, and values in all.
    """

    body_bytes: int = 262_144
    headers: int = 100
    header_bytes: int = 32_768
    body_seconds: float = 20.0
    drained_bytes: int = 1_048_576
    drained_seconds: float = 1.0
    depth: int = 32
    values: int = 20_000


class Gone(Exception):
    """The caller left; nobody reads an answer."""


def headers_of(scope: Scope, bounds: Bounds) -> dict[bytes, bytes]:
    """The headers by name, those that decide something present once.

    Raises
    ------
    Problem
        431 for too many or too large headers, 400 for one that is repeated.
    """
    pairs = scope["headers"]
    if len(pairs) > bounds.headers or sum(len(name) + len(value) for name, value in pairs) > bounds.header_bytes:
        raise Problem(431, "headers_too_large", HEADERS_TOO_LARGE)
    headers: dict[bytes, bytes] = {}
    for name, value in pairs:
        if name in _ONCE and name in headers:
            raise Problem(400, "repeated_header", _REPEATED, name=name.decode("latin-1"))
        headers[name] = value
    return headers


def expect_no_body(headers: Mapping[bytes, bytes]) -> None:
    """Refuse a body where none belongs.

    Raises
    ------
    Problem
        400.
    """
    if headers.get(b"content-length", b"0") != b"0" or b"transfer-encoding" in headers:
        raise Problem(400, "unexpected_body", _UNEXPECTED_BODY)


async def read(headers: Mapping[bytes, bytes], receive: Receive, bounds: Bounds) -> bytes:
    """The body of a request.

    Raises
    ------
    Problem
        413, 415, 408, or 400 where the length told is not the length sent.
    Gone
        The caller left before it was complete.
    """
    if headers.get(b"content-encoding", b"identity").lower() != b"identity":
        raise Problem(415, "compressed_body", _COMPRESSED)
    if not _JSON.fullmatch(headers.get(b"content-type", b"").strip()):
        raise Problem(415, "not_json", _NOT_JSON)
    told = headers.get(b"content-length")
    if told is not None and not (told.isdigit() and len(told) < 16):
        raise Problem(400, "wrong_length", _WRONG_LENGTH)
    if told is not None and int(told) > bounds.body_bytes:
        raise _too_large(bounds)
    try:
        async with asyncio.timeout(bounds.body_seconds):
            body = await _read(receive, bounds)
    except TimeoutError as error:
        raise Problem(408, "slow_body", _SLOW) from error
    if told is not None and len(body) != int(told):
        raise Problem(400, "wrong_length", _WRONG_LENGTH)
    return body


async def _read(receive: Receive, bounds: Bounds) -> bytes:
    message = await _next(receive)
    body: bytes = message.get("body", b"")
    if message.get("more_body"):
        parts, size = [body], len(body)
        while message.get("more_body") and size <= bounds.body_bytes:
            message = await _next(receive)
            parts.append(message.get("body", b""))
            size += len(parts[-1])
        body = b"".join(parts)
    if len(body) > bounds.body_bytes:
        raise _too_large(bounds)
    return body


async def _next(receive: Receive) -> Mapping[str, Any]:
    message = await receive()
    if message["type"] == "http.disconnect":
        raise Gone
    return message


async def drain(receive: Receive, bounds: Bounds) -> bool:
    """Take what is left of a refused body, within bounds: who still sends may not read.

    Returns
    -------
    bool
        Whether the body ended; if not, the connection must be closed.
    """
    taken = 0
    try:
        async with asyncio.timeout(bounds.drained_seconds):
            while taken <= bounds.drained_bytes:
                message = await receive()
                if message["type"] == "http.disconnect":
                    return False
                taken += len(message.get("body", b""))
                if not message.get("more_body"):
                    return True
    except TimeoutError:
        pass
    return False


def _too_large(bounds: Bounds) -> Problem:
    return Problem(413, "body_too_large", _TOO_LARGE, kilobytes=bounds.body_bytes // 1024)


HEADERS_TOO_LARGE = _("Kepala permintaan (header) terlalu banyak atau terlalu besar; kirim yang perlu saja.")
_REPEATED = _("Kepala permintaan “{name}” dikirim lebih dari sekali; kirim satu saja.")
_UNEXPECTED_BODY = _("Alamat ini tidak menerima isi permintaan; kirim tanpa isi.")
_COMPRESSED = _("Isi permintaan dipadatkan (Content-Encoding); kirim tanpa dipadatkan.")
_NOT_JSON = _("Isi permintaan harus JSON: kirim dengan Content-Type application/json.")
_WRONG_LENGTH = _("Panjang isi permintaan tidak sama dengan yang dinyatakan di Content-Length; kirim ulang permintaan.")
_TOO_LARGE = _("Isi permintaan lebih dari {kilobytes} KB; perpendek teksnya atau bagi menjadi beberapa permintaan.")
_SLOW = _("Isi permintaan tidak selesai diterima pada waktunya; periksa jaringan, lalu kirim ulang.")
