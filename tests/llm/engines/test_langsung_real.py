"""The engine against a real server that is not ours: llama.cpp's, with a tiny model of random weights."""

import asyncio
import importlib.util
import json
import math
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import pytest

from tests.llm.engines.scripted import Heard, hear
from workshop_kit.llm.engines.engine import ChatRequest, EmbeddingRequest, Message, Tool, ToolCall, Usage
from workshop_kit.llm.engines.langsung import Langsung
from workshop_kit.llm.engines.secret import Secret
from workshop_kit.llm.engines.upstream import Upstream
from workshop_kit.llm.problems import Problem

pytestmark = pytest.mark.skipif(
    not all(importlib.util.find_spec(name) for name in ("xllamacpp", "gguf")), reason="xllamacpp and gguf are not here"
)

KEY = "kunci-peladen-llama-0123456789"
QUESTION = ChatRequest("acak", (Message("user", "Halo"),), max_tokens=6, temperature=1.0, seed=3)
T = TypeVar("T")


@dataclass
class Server:
    address: str
    process: "subprocess.Popen[str]"

    def stop(self) -> None:
        self.process.kill()
        self.process.communicate(timeout=20)


def start(folder: Path, context: int = 512) -> Server:
    script = Path(__file__).with_name("llama_server.py")
    process = subprocess.Popen(
        [sys.executable, str(script), str(folder / "acak.gguf"), KEY, str(context)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    return Server(process.stdout.readline().strip() + "/v1", process)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = start(tmp_path_factory.mktemp("llama"))
    yield running
    running.stop()


def with_engine(address: str, use: Callable[[Langsung], Awaitable[T]], key: str = KEY) -> T:
    async def run() -> T:
        engine = Langsung(Upstream(address, Secret(key), whole_seconds=30))
        try:
            return await use(engine)
        finally:
            await engine.close()

    return asyncio.run(run())


def ask(server: Server, request: ChatRequest = QUESTION) -> Heard:
    return with_engine(server.address, lambda engine: hear(engine, request))


def test_a_chat_comes_in_pieces_with_what_it_used(server: Server) -> None:
    heard = ask(server)
    assert heard.text() and heard.finish() == "length"
    assert heard.origin is not None and heard.origin.model == "acak.gguf"
    assert heard.usage is not None and heard.usage.completion_tokens == 6
    assert heard.usage.prompt_tokens is not None and 10 < heard.usage.prompt_tokens < 40
    assert len(heard.pieces) > 2


def test_a_seed_gives_the_same_answer_and_another_seed_another(server: Server) -> None:
    first, again, other = ask(server), ask(server), ask(server, replace(QUESTION, seed=4))
    assert first.text() == again.text() != other.text()


def test_two_choices_are_both_given(server: Server) -> None:
    heard = ask(server, replace(QUESTION, n=2))
    assert [heard.finish(each) for each in (0, 1)] == ["length", "length"]
    assert heard.text(0) and heard.text(1) and heard.text(0) != heard.text(1)
    # This server counts each choice for itself: nothing certain.
    assert heard.usage == Usage(None, None)


def test_log_probabilities_come_with_their_alternatives(server: Server) -> None:
    heard = ask(server, replace(QUESTION, top_logprobs=2))
    tokens = [token for piece in heard.pieces for token in piece.logprobs]
    assert tokens and all(token.logprob <= 0 and 1 <= len(token.top) <= 2 for token in tokens)
    assert "".join(token.token for token in tokens) == heard.text()


def test_an_answer_ends_before_a_stop(server: Server) -> None:
    text = ask(server, replace(QUESTION, max_tokens=12)).text()
    stop = next(letter for letter in text[2:] if letter.isascii() and letter.isprintable())
    heard = ask(server, replace(QUESTION, max_tokens=12, stop=(stop,)))
    assert heard.finish() == "stop" and heard.text() == text.partition(stop)[0]


def test_a_schema_is_kept_to(server: Server) -> None:
    schema = {
        "type": "object",
        "properties": {"jawab": {"enum": ["ya", "tidak"]}},
        "required": ["jawab"],
        "additionalProperties": False,
    }
    heard = ask(server, replace(QUESTION, max_tokens=120, form="json_schema", schema=schema))
    assert json.loads(heard.text())["jawab"] in ("ya", "tidak")


def test_a_conversation_with_tools_is_understood(server: Server) -> None:
    """Random weights call no tool; but all of the tools and calls arrives in the prompt, whose tokens are bytes."""
    tool = Tool("cari", "Mencari", {"type": "object", "properties": {"kata": {"type": "string"}}})
    call = ToolCall("call_1", "cari", '{"kata": "air"}')
    messages = (
        Message("developer", "Singkat."),
        Message("user", "Cari air."),
        Message("assistant", "", (call,)),
        Message("tool", "Perda 3", tool_call_id="call_1"),
    )
    plain = ask(server, replace(QUESTION, messages=(*messages[:2], Message("assistant", ""), messages[3])))
    with_tools = ask(server, replace(QUESTION, messages=messages, tools=(tool,), tool_choice="auto"))
    assert with_tools.finish() == "length"
    assert plain.usage and plain.usage.prompt_tokens and with_tools.usage and with_tools.usage.prompt_tokens
    added = json.dumps(tool.parameters) + f"cari()<call>cari {call.arguments}</call>"
    assert with_tools.usage.prompt_tokens - plain.usage.prompt_tokens == pytest.approx(len(added), abs=4)


def test_many_ask_at_the_same_time(server: Server) -> None:
    async def many(engine: Langsung) -> list[Heard]:
        return await asyncio.gather(*(hear(engine, replace(QUESTION, seed=seed)) for seed in range(12)))

    heard = with_engine(server.address, many)
    assert all(each.finish() == "length" for each in heard)


def test_a_reader_who_leaves_stops_the_server(server: Server) -> None:
    async def leave(engine: Langsung) -> Heard:
        for _ in range(4):
            answering = engine.chat(replace(QUESTION, max_tokens=400))
            await anext(answering)
            await answering.aclose()  # type: ignore[attr-defined]
        return await hear(engine)

    assert with_engine(server.address, leave).finish() == "length"


def test_a_prompt_that_does_not_fit_is_refused_in_our_words(server: Server) -> None:
    with pytest.raises(Problem) as caught:
        ask(server, replace(QUESTION, messages=(Message("user", "panjang " * 200),)))
    assert (caught.value.status, caught.value.code) == (400, "upstream_refused")
    assert "context" not in json.dumps(caught.value.body())


def test_a_wrong_key_is_told_as_unavailable(server: Server) -> None:
    with pytest.raises(Problem) as caught:
        with_engine(server.address, lambda engine: hear(engine, QUESTION), key="kunci-yang-salah")
    assert (caught.value.status, caught.value.code) == (503, "upstream_unavailable")


def test_vectors_have_length_1_and_the_order_of_the_texts(server: Server) -> None:
    def embed(*texts: str) -> list[list[float]]:
        found = with_engine(server.address, lambda engine: engine.embed(EmbeddingRequest("acak", texts)))
        assert found.usage.prompt_tokens
        return [list(vector) for vector in found.vectors]

    first, second = embed("jalan rusak", "air bersih"), embed("air bersih", "jalan rusak")
    assert all(math.hypot(*vector) == pytest.approx(1.0) for vector in first)
    for mine, its in zip(first, reversed(second), strict=True):
        assert mine == pytest.approx(its, abs=1e-4)
    assert first[0] != pytest.approx(first[1], abs=0.01)


def test_a_server_that_is_killed_in_the_middle_is_told(tmp_path: Path) -> None:
    running = start(tmp_path, context=40_000)

    async def killed(engine: Langsung) -> tuple[str, str]:
        codes = []
        answering = engine.chat(replace(QUESTION, max_tokens=30_000))
        await anext(answering)
        running.process.kill()
        await asyncio.to_thread(running.process.wait, 20)
        for _ in range(2):
            try:
                async for _event in answering:
                    pass
            except Problem as problem:
                codes.append(problem.code)
            answering = engine.chat(QUESTION)
        return codes[0], codes[1]

    try:
        assert with_engine(running.address, killed) == ("upstream_cut", "upstream_unavailable")
    finally:
        running.stop()
