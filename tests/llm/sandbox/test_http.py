"""Bad HTTP over a real socket, served as ``workshop llm serve`` does: refused with a sentence, never with a 500."""

import contextlib
import json
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.llm.sandbox.conftest import HELLO, Answer, Served, heard, make_parts
from workshop_kit.llm.sandbox import serving
from workshop_kit.llm.sandbox.app import Sandbox
from workshop_kit.llm.sandbox.reading import Bounds

BODY = json.dumps(HELLO).encode()
PATH = b"/v1/chat/completions"
LENGTH = b"Content-Length: %d\r\n" % len(BODY)


def request(
    *lines: bytes, method: bytes = b"POST", path: bytes = PATH, length: bytes = LENGTH, body: bytes = BODY
) -> bytes:
    """An ordinary request, but for what is given."""
    head = b"%b %b HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n" % (method, path)
    return head + length + b"".join(line + b"\r\n" for line in lines) + b"Connection: close\r\n\r\n" + body


def answers(raw: bytes) -> list[Answer]:
    """The answers in what came back."""
    found = []
    while raw.startswith(b"HTTP/1.1 "):
        head, _empty, rest = raw.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = dict(line.split(": ", 1) for line in lines)
        if "content-length" in headers:
            size = int(headers["content-length"])
            body, raw = rest[:size], rest[size:]
        else:
            body, raw = rest, b""
        found.append(Answer(int(first.split(" ")[1]), headers, body))
    return found


def chunked(*chunks: bytes) -> bytes:
    return b"".join(b"%x\r\n%b\r\n" % (len(chunk), chunk) for chunk in chunks) + b"0\r\n\r\n"


@dataclass(frozen=True)
class Case:
    name: str
    raw: bytes
    status: int
    code: str
    says: str


NO_HTTP = (400, "bad_http", "Permintaan HTTP ini tidak sah")
UNSUPPORTED = (400, "unsupported_http", "Bentuk permintaan HTTP ini tidak didukung")
LARGE = (431, "headers_too_large", "terlalu banyak atau terlalu besar")

CASES = [
    Case("no HTTP at all", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"a" * 50, *NO_HTTP),
    Case("a length and chunks", request(b"Transfer-Encoding: chunked", body=chunked(BODY)), *NO_HTTP),
    Case(
        "chunks and a length",
        request(length=b"Transfer-Encoding: chunked\r\n" + LENGTH, body=chunked(BODY)),
        *NO_HTTP,
    ),
    Case("chunks that are none", request(length=b"Transfer-Encoding: chunked\r\n", body=b"zz\r\n" + BODY), *NO_HTTP),
    Case("a disguised encoding", request(length=b"Transfer-Encoding: xchunked\r\n"), *NO_HTTP),
    Case("two lengths", request(length=LENGTH + b"Content-Length: 1\r\n"), *NO_HTTP),
    Case("one length twice", request(length=LENGTH + LENGTH), *NO_HTTP),
    Case("a length with a sign", request(length=b"Content-Length: +5\r\n"), *NO_HTTP),
    Case("a negative length", request(length=b"Content-Length: -1\r\n"), *NO_HTTP),
    Case("a length in hex", request(length=b"Content-Length: 0x1f\r\n"), *NO_HTTP),
    Case("a length of 10^30", request(length=b"Content-Length: 1" + b"0" * 30 + b"\r\n"), *NO_HTTP),
    Case("a folded header", request(b"X-A: a\r\n b"), *NO_HTTP),
    Case("bare line feeds", request().replace(b"\r\n", b"\n"), *NO_HTTP),
    Case("a bare carriage return", request(b"X-A: a\rX-B: b"), *NO_HTTP),
    Case("a null character in a header", request(b"X-A: a\x00b"), *NO_HTTP),
    Case("a space before the colon", request(b"X-A : a"), *NO_HTTP),
    Case("a header without name", request(b": a"), *NO_HTTP),
    Case("a made-up method", request(method=b"ASK"), *NO_HTTP),
    Case("a null character in the address", request(path=b"/v1/\x00"), *NO_HTTP),
    Case("HTTP/9.9", request().replace(b"HTTP/1.1", b"HTTP/9.9"), *NO_HTTP),
    Case("HTTP/2 without asking", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", *NO_HTTP),
    Case("an address with a host", request(path=b"http://169.254.169.254/v1/models"), *UNSUPPORTED),
    Case("an address without path", request(path=b"http://jahat.example"), *UNSUPPORTED),
    Case("a tunnel", b"CONNECT 169.254.169.254:80 HTTP/1.1\r\nHost: a\r\n\r\n", *UNSUPPORTED),
    Case("another protocol", request(b"Upgrade: websocket", b"Connection: Upgrade"), *UNSUPPORTED),
    Case("HTTP/2 by upgrade", request(b"Upgrade: h2c", b"Connection: Upgrade"), *UNSUPPORTED),
    Case("a star", request(method=b"OPTIONS", path=b"*"), *UNSUPPORTED),
    Case("a header of 100 kB", request(b"X-A: " + b"a" * 100_000), *LARGE),
    Case("a header's name of 100 kB", request(b"a" * 100_000 + b": a"), *LARGE),
    Case("2,000 headers", request(*[b"X-%d: a" % n for n in range(2_000)]), *LARGE),
    Case("101 headers", request(*[b"X-%d: a" % n for n in range(98)]), *LARGE),
    Case("a long address", request(path=b"/" + b"a" * 5_000), 414, "url_too_long", "Alamat permintaan terlalu panjang"),
    Case("two hosts", request(b"Host: jahat.example"), 400, "repeated_header", "“host” dikirim lebih dari sekali"),
    Case("another's host", request().replace(b"127.0.0.1", b"jahat.example"), 421, "wrong_host", "tidak dikenal"),
    Case("no host", request().replace(b"Host: 127.0.0.1\r\n", b""), 421, "wrong_host", "lewat 127.0.0.1"),
    Case("two tokens", request(b"Authorization: Bearer a", b"Authorization: Bearer b"), 400, "repeated_header",
         "“authorization”"),
    Case("compressed", request(b"Content-Encoding: gzip"), 415, "compressed_body", "kirim tanpa dipadatkan"),
    Case("compressed otherwise", request(b"Content-Encoding: br, gzip"), 415, "compressed_body", "dipadatkan"),
    Case("a form", request().replace(b"application/json", b"application/x-www-form-urlencoded"), 415, "not_json",
         "harus JSON"),
    Case("plain text", request().replace(b"application/json", b"text/plain"), 415, "not_json", "Content-Type"),
    Case("two kinds", request(b"Content-Type: text/plain"), 400, "repeated_header", "“content-type”"),
    Case("Latin-1", request().replace(b"application/json", b"application/json; charset=latin1"), 415, "not_json", "J"),
    Case("no kind", request().replace(b"Content-Type: application/json\r\n", b""), 415, "not_json", "JSON"),
    Case("a length that is too short", request(length=b"Content-Length: 20\r\n"), 400, "invalid_json", "JSON"),
    Case("a slash at the end", request(path=PATH + b"/"), 404, "not_found", "tanpa garis miring di akhir"),
    Case("an address that is not there", request(path=b"/admin"), 404, "not_found", "Alamat ini tidak ada"),
    Case("an encoded address", request(path=b"/v1/chat%2Fcompletions"), 404, "not_found", "Alamat ini tidak ada"),
    Case("an address encoded letter by letter", request(path=b"/v1/%63hat/completions"), 404, "not_found", "tidak ada"),
    Case("a way up", request(path=b"/v1/models/../chat/completions"), 405, "wrong_method", "yang berlaku: GET"),
    Case("two slashes", request(path=b"//v1/chat/completions"), 404, "not_found", "tidak ada"),
    Case("reading where one writes", request(method=b"GET"), 405, "wrong_method", "yang berlaku: POST"),
    Case("deleting", request(method=b"DELETE"), 405, "wrong_method", "yang berlaku: POST"),
    Case("tracing", request(method=b"TRACE"), 405, "wrong_method", "POST"),
    Case("asking for permission", request(method=b"OPTIONS"), 405, "wrong_method", "POST"),
    Case("writing where one reads", request(path=b"/v1/models"), 405, "wrong_method", "yang berlaku: GET"),
    Case("a body where one reads", request(method=b"GET", path=b"/v1/models"), 400, "unexpected_body", "tanpa isi"),
    Case("300 kB", request(length=b"Content-Length: 300000\r\n", body=b"a" * 300_000), 413, "body_too_large", "256 KB"),
    Case("300 kB in chunks", request(length=b"Transfer-Encoding: chunked\r\n", body=chunked(*[b"a" * 999] * 300)), 413,
         "body_too_large", "256 KB"),
    Case("300 kB where nothing is", request(path=b"/admin", length=b"Content-Length: 300000\r\n", body=b"a" * 300_000),
         404, "not_found", "tidak ada"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_bad_http_is_refused_with_a_sentence(served: Served, case: Case) -> None:
    found = answers(served.say(case.raw))
    assert found, "no answer"
    assert (found[0].status, found[0].error["code"]) == (case.status, case.code), found[0].body
    assert case.says in found[0].sentence()
    # A second request must not have been smuggled in.
    assert len(found) == 1
    assert answers(served.say(request()))[0].status == 200


def test_an_ordinary_request_is_answered_and_says_nothing_of_the_server(served: Served) -> None:
    answer = answers(served.say(request()))[0]
    assert answer.status == 200
    assert answer.json["choices"][0]["message"]["content"] == "Halo"
    assert "server" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


def test_chunks_are_an_ordinary_body(served: Served) -> None:
    raw = request(length=b"Transfer-Encoding: chunked\r\n", body=chunked(BODY[:10], BODY[10:]))
    assert answers(served.say(raw))[0].status == 200


def test_headers_after_the_body_are_no_headers(served: Served) -> None:
    body = chunked(BODY).removesuffix(b"\r\n") + b"Content-Encoding: gzip\r\nX-Workshop-Fallback: apa\r\n\r\n"
    raw = request(length=b"Transfer-Encoding: chunked\r\n", body=body)
    assert answers(served.say(raw))[0].status == 200


def test_requests_in_a_row_on_one_connection_are_answered_in_order(served: Served) -> None:
    keep = request().replace(b"Connection: close\r\n", b"")
    missing = request(path=b"/admin").replace(b"Connection: close\r\n", b"")
    found = answers(served.say(keep + missing + request()))
    assert [answer.status for answer in found] == [200, 404, 200]


def test_a_refused_body_does_not_become_the_next_request(served: Served) -> None:
    inner = request(path=b"/v1/usage")
    outer = request(length=b"Content-Length: %d\r\n" % len(inner), body=inner).replace(b"Connection: close\r\n", b"", 1)
    found = answers(served.say(outer + request()))
    assert [answer.status for answer in found] == [400, 200]


@pytest.fixture
def hasty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """A server that waits for a fraction of a second where others wait for seconds."""
    monkeypatch.setattr(serving, "HEAD_SECONDS", 0.4)
    bounds = Bounds(body_seconds=0.4, drained_seconds=0.2)
    server = Served(Sandbox(make_parts(tmp_path, bounds=bounds)))
    yield server
    server.close()


def dripped(server: Served, raw: bytes, pause: float) -> bytes:
    """Send byte by byte until the other side closes, and return what it said."""
    with socket.create_connection(("127.0.0.1", server.port), 5) as connection:
        found: list[bytes] = []
        listener = threading.Thread(target=lambda: found.append(heard(connection)))
        listener.start()
        with contextlib.suppress(OSError):
            for byte in raw:
                if not listener.is_alive():
                    break
                connection.send(bytes((byte,)))
                time.sleep(pause)
        listener.join(5)
    return found[0] if found else b""


def test_a_head_that_drips_is_given_up(hasty: Served) -> None:
    found = answers(
        dripped(hasty, b"POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\n" + b"X-A: a\r\n" * 50, 0.02)
    )
    assert (found[0].status, found[0].error["code"]) == (408, "slow_head")
    assert "tidak selesai dikirim" in found[0].sentence()


def test_a_second_head_that_drips_is_given_up_too(hasty: Served) -> None:
    first = request().replace(b"Connection: close\r\n", b"")
    with socket.create_connection(("127.0.0.1", hasty.port), 5) as connection:
        connection.sendall(first + b"POST /v1/chat")
        found = answers(heard(connection))
    assert [answer.status for answer in found] == [200, 408]


def test_a_body_that_drips_is_given_up(hasty: Served) -> None:
    found = answers(hasty.say(request(body=BODY[:20])))
    assert (found[0].status, found[0].error["code"]) == (408, "slow_body")
    assert "tidak selesai diterima" in found[0].sentence()
    assert found[0].headers["connection"] == "close"


def test_a_body_without_end_is_given_up(hasty: Served) -> None:
    with socket.create_connection(("127.0.0.1", hasty.port), 5) as connection:
        connection.sendall(request(length=b"Transfer-Encoding: chunked\r\n", body=b""))
        sent = 0
        with contextlib.suppress(OSError):
            while sent < 50_000_000:
                connection.sendall(b"10000\r\n" + b"a" * 65_536 + b"\r\n")
                sent += 65_536
        found = answers(heard(connection))
    # Much more than is taken cannot have been sent: buffers of the system are in between.
    assert sent < 20_000_000
    assert not found or found[0].status == 413


def test_a_connection_on_which_nothing_is_said_is_closed(hasty: Served) -> None:
    assert hasty.say(b"") == b""
    assert hasty.say(b"\r\n\r\n") == b""


def test_many_slow_callers_do_not_keep_others_waiting(served: Served) -> None:
    with contextlib.ExitStack() as stack:
        for _ in range(100):
            slow = stack.enter_context(socket.create_connection(("127.0.0.1", served.port), 5))
            slow.sendall(b"POST /v1/chat/completions HTTP/1.1\r\nHost: 127")
        assert answers(served.say(request()))[0].status == 200
