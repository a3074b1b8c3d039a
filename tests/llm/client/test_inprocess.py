"""The transport into this process: true streams, in every loop, over forks and until the end of the program."""

import asyncio
import gc
import os
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2
import pytest

from tests.llm.client.conftest import Mount
from workshop_kit.llm.access import background, inprocess
from workshop_kit.llm.access.inprocess import InProcess, InProcessAsync, Message, SandboxFailed

URL = "http://sandbox.invalid/v1/apa"


class Tap:
    """An application that gives a piece whenever the test lets it, and keeps what happens."""

    def __init__(self, pieces: int = 3) -> None:
        self.pieces = pieces
        self.turn = threading.Semaphore(0)
        self.happened: list[str] = []
        self.scopes: list[Message] = []
        self.bodies: list[bytes] = []
        self.left = threading.Event()

    async def __call__(self, scope: Message, receive: Callable[[], Any], send: Callable[[Message], Any]) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        self.scopes.append(scope)
        self.bodies.append((await receive())["body"])
        gone = asyncio.create_task(self._watch(receive))
        await send({"type": "http.response.start", "status": 207, "headers": [(b"x-name", b"nilai")]})
        try:
            for number in range(self.pieces):
                while not self.turn.acquire(blocking=False):
                    if gone.done():
                        return
                    await asyncio.sleep(0.005)
                more = number < self.pieces - 1
                await send({"type": "http.response.body", "body": b"%d" % number, "more_body": more})
        finally:
            gone.cancel()

    async def _watch(self, receive: Callable[[], Any]) -> None:
        assert (await receive())["type"] == "http.disconnect"
        self.left.set()

    async def _live(self, receive: Callable[[], Any], send: Callable[[Message], Any]) -> None:
        while True:
            order = (await receive())["type"]
            self.happened.append(order)
            await send({"type": f"{order}.complete"})
            if order == "lifespan.shutdown":
                return


def test_a_request_arrives_as_it_was_sent(mount: Mount) -> None:
    tap = Tap()
    mount(tap)
    tap.turn.release(3)
    with httpx2.Client(transport=InProcess()) as client:
        response = client.post(URL + "?a=b%20c", content=b"isi", headers={"X-Lain": "ya"})

    assert (response.status_code, response.headers["x-name"], response.content) == (207, "nilai", b"012")
    scope = tap.scopes[0]
    assert (scope["method"], scope["path"], scope["query_string"]) == ("POST", "/v1/apa", b"a=b%20c")
    assert (b"x-lain", b"ya") in scope["headers"]
    assert tap.bodies == [b"isi"]


def test_a_stream_gives_each_piece_before_the_next_is_made(mount: Mount) -> None:
    tap = Tap()
    mount(tap)
    with httpx2.Client(transport=InProcess()) as client, client.stream("POST", URL) as response:
        pieces = response.iter_raw()
        for number in range(3):
            tap.turn.release()
            assert next(pieces) == b"%d" % number
        assert list(pieces) == []


def test_the_same_in_the_readers_own_loop_and_for_ordinary_calls_within_it(mount: Mount) -> None:
    tap = Tap()
    mount(tap)

    async def in_a_notebook() -> list[bytes]:
        got = []
        client = httpx2.AsyncClient(transport=InProcessAsync())
        async with client, client.stream("POST", URL) as response:
            pieces = response.aiter_raw()
            for _ in range(3):
                tap.turn.release()
                got.append(await anext(pieces))
        tap.turn.release(3)
        # While this thread's loop is running.
        with httpx2.Client(transport=InProcess()) as ordinary:
            got.append(ordinary.post(URL).content)
        return got

    assert asyncio.run(in_a_notebook()) == [b"0", b"1", b"2", b"012"]
    assert asyncio.run(in_a_notebook()) == [b"0", b"1", b"2", b"012"]


def test_many_threads_share_a_client(mount: Mount) -> None:
    tap = Tap()
    mount(tap)
    tap.turn.release(3 * 64)
    with httpx2.Client(transport=InProcess()) as client, ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda number: client.post(URL, content=b"%d" % number).content, range(64)))

    assert answers == [b"012"] * 64
    assert sorted(map(int, tap.bodies)) == list(range(64))
    assert tap.happened == ["lifespan.startup"]


@pytest.mark.parametrize("forget", ["closed", "lost"])
def test_an_answer_given_up_half_way_is_told_to_the_application(mount: Mount, forget: str) -> None:
    tap = Tap()
    mount(tap)
    client = httpx2.Client(transport=InProcess())
    response = client.send(client.build_request("POST", URL), stream=True)
    tap.turn.release()
    assert next(response.iter_raw()) == b"0"
    if forget == "closed":
        response.close()
    else:
        del response
        gc.collect()

    assert tap.left.wait(10)


def test_an_application_that_does_not_notice_is_stopped(mount: Mount, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = threading.Event()

    async def deaf(scope: Message, receive: Callable[[], Any], send: Callable[[Message], Any]) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        try:
            await asyncio.sleep(3600)
        finally:
            stopped.set()

    mount(lambda scope, receive, send: deaf(scope, receive, send) if scope["type"] == "http" else _no_life())
    monkeypatch.setattr(inprocess, "_SECONDS_TO_NOTICE", 0.05)
    with httpx2.Client(transport=InProcess()) as client, client.stream("GET", URL):
        pass

    assert stopped.wait(10)


async def _no_life() -> None:
    raise RuntimeError("no lifespan here")


def test_an_application_that_is_not_read_waits(mount: Mount) -> None:
    sent = []

    async def eager(scope: Message, receive: Callable[[], Any], send: Callable[[Message], Any]) -> None:
        if scope["type"] != "http":
            await _no_life()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for number in range(1000):
            await send({"type": "http.response.body", "body": b"x", "more_body": number < 999})
            sent.append(number)

    mount(eager)
    with httpx2.Client(transport=InProcess()) as client, client.stream("GET", URL) as response:
        time.sleep(0.2)
        assert len(sent) < 100
        assert len(b"".join(response.iter_raw())) == 1000


def test_an_application_that_is_silent_is_waited_for_no_longer_than_said(mount: Mount) -> None:
    tap = Tap()
    mount(tap)
    with httpx2.Client(transport=InProcess(), timeout=0.1) as client, pytest.raises(httpx2.ReadTimeout):
        client.post(URL)

    async def patiently() -> None:
        async with httpx2.AsyncClient(transport=InProcessAsync(), timeout=0.1) as client:
            with pytest.raises(httpx2.ReadTimeout):
                await client.post(URL)

    asyncio.run(patiently())


@pytest.mark.parametrize("begun", [False, True])
def test_an_application_that_breaks_shows_nothing_of_its_inside(mount: Mount, begun: bool) -> None:
    async def broken(scope: Message, receive: Callable[[], Any], send: Callable[[Message], Any]) -> None:
        if begun and scope["type"] == "http":
            await send({"type": "http.response.start", "status": 200, "headers": []})
        raise RuntimeError("sk-rahasia")

    mount(broken)
    with httpx2.Client(transport=InProcess()) as client, pytest.raises(httpx2.RemoteProtocolError) as caught:
        client.get(URL)

    assert "sk-rahasia" not in repr(caught.value)
    assert caught.value.__cause__ is None


def test_a_sandbox_that_cannot_start_says_so_and_is_tried_again(mount: Mount) -> None:
    async def dead(scope: Message, receive: Callable[[], Any], send: Callable[[Message], Any]) -> None:
        await send({"type": "lifespan.startup.failed", "message": "Traceback"})

    mount(dead)
    with httpx2.Client(transport=InProcess()) as client:
        with pytest.raises(SandboxFailed):
            client.get(URL)
        tap = Tap()
        mount(tap)
        tap.turn.release(3)
        assert client.get(URL).status_code == 207


def test_it_starts_once_and_ends_with_the_background(mount: Mount) -> None:
    tap = Tap()
    mount(tap)
    tap.turn.release(6)
    with httpx2.Client(transport=InProcess()) as client:
        client.get(URL)
        client.get(URL)
        assert tap.happened == ["lifespan.startup"]
        background.stop()
        assert tap.happened == ["lifespan.startup", "lifespan.shutdown"]
        tap.turn.release(3)
        assert client.get(URL).content == b"012"  # started anew
    assert tap.happened[2:] == ["lifespan.startup"]


PROGRAM = """
import os, sys, httpx2
from concurrent.futures import ThreadPoolExecutor
from workshop_kit.llm.access import inprocess

class App:
    async def __call__(self, scope, receive, send):
        if scope["type"] == "lifespan":
            await receive()
            await send({"type": "lifespan.startup.complete"})
            await receive()
            # As the ledger does when it closes.
            with ThreadPoolExecutor(1) as pool:
                pool.submit(print, "ended", os.getpid() == parent, flush=True).result()
            await send({"type": "lifespan.shutdown.complete"})
            return
        await receive()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"ya"})

parent = os.getpid()
inprocess.local_app = App
client = httpx2.Client(transport=inprocess.InProcess())
url = "http://sandbox.invalid/"
print(client.get(url).text, flush=True)
"""


def run(more: str) -> list[str]:
    program = PROGRAM + textwrap.dedent(more)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert done.stderr == ""
    assert done.returncode == 0
    return done.stdout.split("\n")[:-1]


def test_it_ends_with_the_program_and_threads_still_work_then() -> None:
    assert run("") == ["ya", "ended True"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_fork_has_a_sandbox_of_its_own() -> None:
    shown = run(
        """
        child = os.fork()
        if not child:
            print("child", client.get(url).text, flush=True)
            sys.exit()
        os.waitpid(child, 0)
        print("parent", client.get(url).text, flush=True)
        """
    )

    assert shown == ["ya", "child ya", "ended False", "parent ya", "ended True"]
