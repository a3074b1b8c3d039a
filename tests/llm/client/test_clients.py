"""Where clients lead, and that nothing of the environment goes with them."""

import json
from collections.abc import Sequence
from typing import Any

import httpx2
import openai
import pytest

from tests.llm.client.conftest import Mount, Sandbox, Scripted
from tests.llm.client.upstream import running
from workshop_kit import llm
from workshop_kit.errors import WorkshopError
from workshop_kit.llm.access import clients
from workshop_kit.llm.problems import Problem

QUESTION: Any = [{"role": "user", "content": "Halo"}]
PLANTED = "sk-milik-orang-1234567890"


class Listener:
    """A service that keeps the headers of what it is asked."""

    def __init__(
        self, status: int = 200, body: bytes | None = None, headers: Sequence[tuple[bytes, bytes]] = ()
    ) -> None:
        message = {"role": "assistant", "content": "ya"}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        shape = {"id": "x", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}
        self.answer = (status, json.dumps(shape).encode() if body is None else body, headers)
        self.asked: list[tuple[str, dict[str, str]]] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            raise RuntimeError
        while (await receive()).get("more_body"):
            pass
        self.asked.append((scope["path"], {name.decode(): value.decode() for name, value in scope["headers"]}))
        status, body, headers = self.answer
        kind = (b"content-type", b"application/json" if body[:1] == b"{" else b"text/html")
        await send({"type": "http.response.start", "status": status, "headers": [kind, *headers]})
        await send({"type": "http.response.body", "body": body})


@pytest.fixture
def crowded_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What somebody may have set for other programs."""
    for name in ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_WEBHOOK_SECRET"):
        monkeypatch.setenv(name, PLANTED)
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", f"Authorization: Bearer {PLANTED}\nX-Kunci: {PLANTED}")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)


@pytest.mark.usefixtures("crowded_environment")
def test_alone_nothing_of_the_environment_leads_elsewhere_or_goes_along(mount: Mount) -> None:
    listener = Listener()
    mount(listener)
    client = llm.client()

    for each in (client, client.with_options(timeout=5, default_headers={"X-Lain": "a"})):
        assert each.chat.completions.create(model="m", messages=QUESTION).choices[0].message.content == "ya"
    for path, headers in listener.asked:
        assert path == "/v1/chat/completions"
        assert PLANTED not in str(headers)
        assert headers["authorization"] == "Bearer tanpa-kunci"
        assert not [name for name in headers if name.startswith("x-")]
    assert PLANTED not in str(vars(client))


@pytest.mark.usefixtures("crowded_environment")
@pytest.mark.parametrize("named", ["WORKSHOP_LLM_URL", "JUPYTERHUB_PUBLIC_HUB_URL"])
def test_on_the_hub_the_service_is_asked_with_ones_own_token(
    mount: Mount, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    mount(lambda *_given: pytest.fail("the sandbox of this process was asked"))
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "token-milik-ani")
    listener = Listener()
    with running(listener) as address:
        monkeypatch.setenv(named, f"{address}/services/llm/" if named == "WORKSHOP_LLM_URL" else f"{address}/hub/")
        client = llm.client()
        client.chat.completions.create(model="m", messages=QUESTION)

    [(path, headers)] = listener.asked
    assert path == "/services/llm/v1/chat/completions"
    assert headers["authorization"] == "Bearer token-milik-ani"
    assert PLANTED not in str(headers)
    assert client.api_key == "token-milik-ani"
    assert "token-milik-ani" not in repr(client) + repr(clients.place())


@pytest.mark.parametrize(
    "address", ["ftp://hub/v1", "hub:8000", "http://", "http://ani:sandi@hub/v1", "http://hub/v1?a=b", "http://hub/#a"]
)
def test_an_address_that_is_none_is_one_sentence(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKSHOP_LLM_URL", address)

    with pytest.raises(WorkshopError, match="WORKSHOP_LLM_URL"):
        llm.client()
    with pytest.raises(WorkshopError, match="WORKSHOP_LLM_URL"):
        llm.ask("Halo", show=False)


OURS = b'{"error": {"message": "Jatah habis.", "code": "x"}}'


@pytest.mark.parametrize(
    ("status", "body", "headers", "sentence"),
    [
        (401, b"<html>log in</html>", [], "tidak mengenali Anda"),
        (403, b'{"message": "Forbidden"}', [], "tidak mengenali Anda"),
        (404, b"<html>", [], "tidak ada layanan model"),
        (413, b"", [], "terlalu besar"),
        (429, b"<html>slow down</html>", [], "Terlalu banyak permintaan"),
        (503, b"<html>Service unavailable sk-dalam</html>", [], r"tidak tersedia \(503\)"),
        (302, b"", [(b"location", b"http://127.0.0.1:9/hub/login")], r"di luar kebiasaan \(302\)"),
        (200, b"<html>welcome</html>", [], "tidak dapat dibaca|terputus"),
        (429, OURS, [(b"retry-after", b"40")], r"habis\. Coba lagi setelah 40 detik"),
        (429, OURS, [(b"retry-after", b"600")], r"habis\. Coba lagi setelah 10 menit"),
        (429, OURS, [(b"retry-after", b"30000")], r"mulai pukul \d\d\.\d\d WITA"),
        (429, OURS, [(b"retry-after", b"nanti")], r"habis\.$"),
    ],
)  # fmt: skip
def test_whatever_stands_between_is_told_in_our_own_words(
    mount: Mount, status: int, body: bytes, headers: list[tuple[bytes, bytes]], sentence: str
) -> None:
    mount(Listener(status, body, headers))

    with pytest.raises(WorkshopError, match=sentence) as caught:
        llm.ask("Halo", show=False)

    assert "html" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_a_service_that_is_not_there_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKSHOP_LLM_URL", "http://127.0.0.1:9/v1")

    with pytest.raises(WorkshopError, match="tidak dapat dihubungi"):
        llm.ask("Halo", show=False)


def test_those_who_go_on_get_the_packages_own_errors_with_the_sandboxs_sentence(sandbox: Sandbox) -> None:
    engine = Scripted(lambda _request: [Problem(503, "upstream_unavailable", "Model sedang tidak tersedia.")])
    sandbox(engine)
    client = llm.client()

    with pytest.raises(openai.NotFoundError, match="gpt-9"):
        client.chat.completions.create(model="gpt-9", messages=QUESTION)
    with pytest.raises(openai.BadRequestError, match="temperature"):
        client.chat.completions.create(model="workshop", messages=QUESTION, temperature=3)
    with pytest.raises(openai.InternalServerError, match="sedang tidak tersedia"):
        client.chat.completions.create(model="workshop", messages=QUESTION)
    assert len(engine.asked) == 1  # not tried again


def test_settings_that_mean_nothing_are_said_when_a_client_is_made(
    mount: Mount, monkeypatch: pytest.MonkeyPatch
) -> None:
    mount(Listener())
    monkeypatch.undo()
    monkeypatch.setenv("WORKSHOP_LLM_ENGINE", "ajaib")

    with pytest.raises(WorkshopError, match=r"ajaib|engine"):
        llm.client()
    with pytest.raises(WorkshopError, match=r"ajaib|engine"):
        llm.ask("Halo", show=False)


def test_a_client_that_is_closed_leaves_the_sandbox_to_the_others(sandbox: Sandbox) -> None:
    sandbox(Scripted())
    with llm.client() as first:
        first.models.list()
    with pytest.raises((RuntimeError, openai.APIConnectionError)):
        first.models.list()
    assert [model.id for model in llm.client().models.list()] == ["workshop", "langsung"]
    assert isinstance(first._client, httpx2.Client)
