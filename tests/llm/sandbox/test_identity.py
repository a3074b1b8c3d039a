"""Who asks, at one's own desk and on a hub: a small hub of our own answers as JupyterHub's API does."""

import asyncio
import getpass
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from tests.llm.sandbox.conftest import HELLO, call, make_parts
from workshop_kit.llm.problems import Problem
from workshop_kit.llm.sandbox.app import Sandbox
from workshop_kit.llm.sandbox.identity import HubIdentity, LocalIdentity, Person

TOKENS: dict[str, dict[str, Any]] = {
    "siti-1": {"kind": "user", "name": "siti", "admin": False, "groups": [], "scopes": ["access:services!service=llm"]},
    "budi-1": {"kind": "user", "name": "budi", "admin": False, "groups": ["pelatih"], "scopes": ["access:services"]},
    "ayu-1": {"kind": "user", "name": "ayu", "admin": True, "groups": [], "scopes": ["access:services!service=llm"]},
    "joko-1": {"kind": "user", "name": "joko", "admin": False, "groups": ["kelas-2"], "scopes": []},
    "mesin": {"kind": "service", "name": "cull", "admin": True, "scopes": ["access:services!service=llm"]},
}


class SmallHub:
    """As much of a hub as there is to be asked."""

    def __init__(self) -> None:
        self.tokens = dict(TOKENS)
        self.asked = 0
        self.answer: Callable[[web.Request], Awaitable[web.StreamResponse]] | None = None
        self.url = ""

    async def user(self, request: web.Request) -> web.StreamResponse:
        self.asked += 1
        if self.answer is not None:
            return await self.answer(request)
        scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
        if scheme != "token" or token not in self.tokens:
            return web.json_response({"status": 403, "message": "Forbidden"}, status=403)
        return web.json_response(self.tokens[token])


@asynccontextmanager
async def hub() -> AsyncIterator[SmallHub]:
    small = SmallHub()
    app = web.Application()
    app.router.add_get("/hub/api/user", small.user)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    small.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hub/api"
    try:
        yield small
    finally:
        await runner.cleanup()


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def bearer(token: str, scheme: str = "Bearer") -> dict[bytes, bytes]:
    return {b"authorization": f"{scheme} {token}".encode()}


async def who(identify: HubIdentity, token: str) -> Person | tuple[int, str]:
    try:
        return await identify(bearer(token))
    except Problem as problem:
        return problem.status, problem.code


def on_hub(work: Callable[[SmallHub, HubIdentity, Clock], Awaitable[None]], **given: Any) -> None:
    async def run() -> None:
        async with hub() as small:
            clock = Clock()
            identify = HubIdentity(small.url, ("pelatih",), clock=clock, **given)
            try:
                await work(small, identify, clock)
            finally:
                await identify.close()

    asyncio.run(run())


def test_at_ones_own_desk_it_is_the_user_of_the_system() -> None:
    assert asyncio.run(LocalIdentity()({})) == Person(getpass.getuser(), "attendee")
    assert asyncio.run(LocalIdentity()(bearer("apa-saja"))).name == getpass.getuser()


def test_a_system_without_names_has_a_user_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert asyncio.run(LocalIdentity()({})).name == "peserta"


def test_on_a_hub_it_is_the_owner_of_the_token() -> None:
    async def work(small: SmallHub, identify: HubIdentity, clock: Clock) -> None:
        siti = await identify(bearer("siti-1"))
        assert (siti.name, siti.group) == ("siti", "attendee")
        assert "siti-1" not in repr(siti) and len(siti.token_hash) == 64
        assert (await identify(bearer("siti-1", "token"))).name == "siti"
        assert (await identify(bearer("budi-1"))).group == "trainer"
        assert (await identify(bearer("ayu-1"))).group == "trainer"

    on_hub(work)


@pytest.mark.parametrize(
    "value",
    [
        b"",
        b"Bearer",
        b"Bearer ",
        b"Basic c2l0aTpz",
        b"Bearer a b",
        b"Bearer \xff",
        b"Bearer a\tb",
        b"Bearer " + b"a" * 600,
    ],
)
def test_what_is_no_token_is_not_asked_about(value: bytes) -> None:
    async def work(small: SmallHub, identify: HubIdentity, clock: Clock) -> None:
        with pytest.raises(Problem) as caught:
            await identify({b"authorization": value} if value else {})
        assert (caught.value.status, caught.value.code) == (401, "no_token")
        assert small.asked == 0

    on_hub(work)


def test_a_token_is_asked_about_once_a_minute() -> None:
    async def work(small: SmallHub, identify: HubIdentity, clock: Clock) -> None:
        for _ in range(3):
            await identify(bearer("siti-1"))
        assert small.asked == 1
        del small.tokens["siti-1"]
        clock.now = 59.0
        assert (await identify(bearer("siti-1"))).name == "siti"
        clock.now = 60.0
        assert await who(identify, "siti-1") == (401, "unknown_token")

    on_hub(work)


def test_an_unknown_token_is_refused_and_asked_about_again_soon() -> None:
    async def work(small: SmallHub, identify: HubIdentity, clock: Clock) -> None:
        for _ in range(3):
            assert await who(identify, "tamu") == (401, "unknown_token")
        assert small.asked == 1
        small.tokens["tamu"] = {"kind": "user", "name": "tamu", "groups": []}
        clock.now = 5.0
        assert await who(identify, "tamu") != (401, "unknown_token")

    on_hub(work)


def test_what_is_remembered_is_bounded() -> None:
    async def work(small: SmallHub, identify: HubIdentity, clock: Clock) -> None:
        async def nobody(token: str) -> Any:
            raise Problem(401, "unknown_token", "Tidak dikenal.")

        identify._ask = nobody  # type: ignore[method-assign]
        for number in range(5_000):
            await who(identify, f"tebak-{number}")
        assert len(identify._known) <= 4_096

    on_hub(work)


def test_a_service_is_no_person_and_groups_decide() -> None:
    async def work(small: SmallHub, identify: HubIdentity, clock: Clock) -> None:
        assert await who(identify, "mesin") == (403, "not_a_person")
        assert await who(identify, "siti-1") == (403, "not_in_workshop")
        assert await who(identify, "joko-1") == Person(
            "joko", "attendee", (await identify(bearer("joko-1"))).token_hash
        )

    on_hub(work, attendee_groups=("kelas-2",))


def test_a_token_must_give_access_where_the_hub_says_so() -> None:
    async def work(small: SmallHub, identify: HubIdentity, clock: Clock) -> None:
        assert await who(identify, "joko-1") == (403, "token_without_access")
        assert isinstance(await who(identify, "siti-1"), Person)
        assert isinstance(await who(identify, "budi-1"), Person)

    on_hub(work, access_scopes=("access:services", "access:services!service=llm"))


async def _status_500(request: web.Request) -> web.StreamResponse:
    return web.Response(status=500, text="database is locked")


async def _no_json(request: web.Request) -> web.StreamResponse:
    return web.Response(text="<html>login</html>")


async def _a_list(request: web.Request) -> web.StreamResponse:
    return web.json_response([])


async def _redirect(request: web.Request) -> web.StreamResponse:
    raise web.HTTPFound("/hub/login")


async def _groups_as_text(request: web.Request) -> web.StreamResponse:
    return web.json_response({"kind": "user", "name": "siti", "groups": "pelatih"})


async def _hang_up(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def _large(request: web.Request) -> web.StreamResponse:
    return web.Response(text='{"name": "' + "a" * 1_000_000 + '"}')


@pytest.mark.parametrize("answer", [_status_500, _no_json, _a_list, _redirect, _groups_as_text, _hang_up, _large])
def test_when_the_hub_does_not_answer_well_nobody_is_let_in(answer: Any) -> None:
    async def work(small: SmallHub, identify: HubIdentity, clock: Clock) -> None:
        await identify(bearer("siti-1"))
        small.answer = answer
        assert await who(identify, "budi-1") == (503, "hub_unavailable")
        # Who is known stays known for a minute, and is asked about afresh as soon as the hub is back.
        assert (await identify(bearer("siti-1"))).name == "siti"
        clock.now = 61.0
        assert await who(identify, "siti-1") == (503, "hub_unavailable")
        small.answer = None
        assert (await identify(bearer("siti-1"))).name == "siti"

    on_hub(work)


def test_a_hub_that_is_down_is_told_as_such() -> None:
    async def run() -> None:
        identify = HubIdentity("http://127.0.0.1:9/hub/api", ())
        assert await who(identify, "siti-1") == (503, "hub_unavailable")
        await identify.close()

    asyncio.run(run())


def test_each_person_has_an_account_of_their_own(tmp_path: Path) -> None:
    async def run() -> None:
        async with hub() as small:
            app = Sandbox(make_parts(tmp_path, identify=HubIdentity(small.url, ("pelatih",)), prefix="/services/llm"))
            siti, budi = {"authorization": "Bearer siti-1"}, {"authorization": "Bearer budi-1"}
            assert (await call(app, body=HELLO)).status == 401
            assert (await call(app, body=HELLO, headers=siti)).status == 200
            usage = "/services/llm/v1/usage"
            assert (await call(app, usage, headers=siti)).json["day"]["requests"] == 1
            assert (await call(app, usage, headers=budi)).json["day"]["requests"] == 0
            # Everybody seems to come from the proxy's machine; its totals are for trainers all the same.
            proxied = {"x-forwarded-for": "10.0.0.7"}
            assert (await call(app, "/metrics", headers={**siti, **proxied})).status == 403
            assert (await call(app, "/metrics", headers={**budi, **proxied})).status == 200
            assert (await call(app, "/metrics", headers=proxied)).status == 401
            await app.close()

    asyncio.run(run())
    audit = (tmp_path / "audit.jsonl").read_text()
    assert [json.loads(line)["person"] for line in audit.splitlines()] == ["siti"]
    assert "siti-1" not in audit
