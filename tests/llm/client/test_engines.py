"""The official client's calls that lessons make, through ``llm.client()``, and the lessons' own, on each engine."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
import openai
import pytest
from pydantic import BaseModel

from tests.llm.client.conftest import Sandbox
from tests.llm.client.upstream import KEY, running, upstream
from workshop_kit import llm
from workshop_kit.llm.access import background
from workshop_kit.llm.engines.langsung import Langsung
from workshop_kit.llm.engines.rekaman import Rekaman
from workshop_kit.llm.engines.secret import Secret
from workshop_kit.llm.engines.simulasi import Simulasi
from workshop_kit.llm.engines.upstream import Upstream
from workshop_kit.llm.recordings.recording import Recorder, Tape

ENGINES = ("simulasi", "rekaman", "langsung")
Through = Callable[[Callable[[], Any]], Any]
REPORT = "Lampu jalan padam di Jalan Melati sejak tiga malam. Warga meminta perbaikan. Sudah dilaporkan dua kali."
QUESTION: Any = [{"role": "user", "content": f"Ringkas dalam satu kalimat:\n\n<teks>\n{REPORT}\n</teks>"}]


class Aduan(BaseModel):
    """A report, as a form."""

    lokasi: str
    masalah: str


TOOL: Any = {
    "type": "function",
    "function": {
        "name": "cari_wilayah",
        "description": "Cari kelurahan dari nama jalan",
        "parameters": {
            "type": "object",
            "properties": {"jalan": {"type": "string", "description": "nama jalan"}},
            "required": ["jalan"],
            "additionalProperties": False,
        },
    },
}


@pytest.fixture(params=ENGINES)
def through(request: pytest.FixtureRequest, sandbox: Sandbox, tmp_path: Path) -> Iterator[Through]:
    """Run a call on one engine; for recordings, after it has been recorded from the upstream."""
    with ExitStack() as stack:

        def live() -> Langsung:
            return Langsung(Upstream(f"{stack.enter_context(running(upstream()))}/v1", Secret(KEY)))

        def run(call: Callable[[], Any]) -> Any:
            if request.param == "simulasi":
                sandbox(Simulasi())
            elif request.param == "langsung":
                sandbox(live())
            else:
                tape = Tape(tmp_path / "rekaman")
                sandbox(Recorder(live(), tape))
                call()
                background.stop()
                assert tape.refused == []
                sandbox(Rekaman(tape.folder))
            return call()

        yield run
        background.stop()


def engine_of(answer: Any) -> str:
    return str(answer.model_extra["workshop"]["engine"])


def test_chat(through: Through, request: pytest.FixtureRequest) -> None:
    answer = through(lambda: llm.client().chat.completions.create(model="workshop", messages=QUESTION, max_tokens=60))

    assert answer.choices[0].message.content
    assert answer.choices[0].finish_reason == "stop"
    assert answer.usage.total_tokens == answer.usage.prompt_tokens + answer.usage.completion_tokens > 0
    assert engine_of(answer) == request.node.callspec.params["through"]


def test_streamed_chat_says_the_same(through: Through) -> None:
    def both() -> tuple[str, str, str]:
        client = llm.client()
        asked: Any = {"model": "workshop", "messages": QUESTION, "temperature": 0, "seed": 1}
        text, engine = "", ""
        for chunk in client.chat.completions.create(stream=True, **asked):
            text += chunk.choices[0].delta.content or "" if chunk.choices else ""
            engine = (chunk.model_extra or {}).get("workshop", {}).get("engine", engine)
        return text, client.chat.completions.create(**asked).choices[0].message.content or "", engine

    streamed, plain, engine = through(both)
    assert streamed == plain != ""
    assert engine in ENGINES


def test_the_packages_own_stream_helper(through: Through) -> None:
    def helped() -> Any:
        with llm.client().chat.completions.stream(model="workshop", messages=QUESTION) as stream:
            kinds = {event.type for event in stream}
            return kinds, stream.get_final_completion()

    kinds, final = through(helped)
    assert {"chunk", "content.delta", "content.done"} <= kinds
    assert final.choices[0].message.content


def test_tools_are_called_and_their_results_taken(through: Through) -> None:
    def talk() -> tuple[Any, Any]:
        create = llm.client().chat.completions.create
        messages: Any = [{"role": "user", "content": "Di kelurahan mana Jalan Melati?"}]
        asked: Any = {"model": "workshop", "tools": [TOOL]}
        first = create(messages=messages, tool_choice="required", **asked).choices[0]
        calls = first.message.tool_calls or []
        results = [{"role": "tool", "tool_call_id": call.id, "content": "Sidodadi"} for call in calls]
        return first, create(messages=[*messages, first.message, *results], tool_choice="none", **asked).choices[0]

    first, last = through(talk)
    [call] = first.message.tool_calls
    assert first.finish_reason == "tool_calls"
    assert call.function.name == "cari_wilayah"
    assert json.loads(call.function.arguments).keys() == {"jalan"}
    assert last.message.content


def test_structured_output_with_a_pydantic_class(through: Through) -> None:
    def parse() -> Any:
        return llm.client().chat.completions.parse(model="workshop", messages=QUESTION, response_format=Aduan)

    answer = through(parse)
    assert isinstance(answer.choices[0].message.parsed, Aduan)


def test_responses(through: Through) -> None:
    def respond() -> tuple[Any, str]:
        client = llm.client()
        whole = client.responses.create(model="workshop", input=QUESTION[0]["content"], temperature=0)
        asked: Any = {"model": "workshop", "input": QUESTION[0]["content"], "temperature": 0}
        events = list(client.responses.create(stream=True, **asked))
        return whole, "".join(event.delta for event in events if event.type == "response.output_text.delta")

    whole, streamed = through(respond)
    assert whole.output_text == streamed != ""
    assert whole.status == "completed"


def test_embeddings(through: Through) -> None:
    texts = ["Air keran keruh", "Lampu jalan padam"]
    answer = through(lambda: llm.client().embeddings.create(model="workshop", input=texts))

    lengths = np.linalg.norm([each.embedding for each in answer.data], axis=1)
    assert np.allclose(lengths, 1, atol=1e-3)
    assert engine_of(answer) in ENGINES


def test_models(through: Through) -> None:
    names = through(lambda: [model.id for model in llm.client().models.list()])

    assert names[0] == "workshop"


def test_an_async_client_makes_the_same_calls(through: Through) -> None:
    import asyncio

    async def talk() -> str:
        async with llm.async_client() as client:
            assert isinstance(client, openai.AsyncOpenAI)
            text = ""
            stream = await client.chat.completions.create(model="workshop", messages=QUESTION, stream=True)
            async for chunk in stream:
                text += chunk.choices[0].delta.content or "" if chunk.choices else ""
            return text

    assert through(lambda: asyncio.run(talk()))


def test_what_lessons_call(through: Through, request: pytest.FixtureRequest) -> None:
    def lesson() -> Any:
        options: Any = {"allow": (), "show": False}
        talk = llm.chat(**options)
        return (
            llm.ask("Ringkas dalam satu kalimat:", REPORT, **options),
            talk.say("Ringkas: " + REPORT),
            llm.classify([REPORT, "Air keran keruh sejak pagi"], ["penerangan jalan", "air bersih"], **options),
            llm.extract(REPORT, {"lokasi": "nama jalan"}, **options),
            llm.extract(REPORT, Aduan, **options),
            llm.embed(["Air keran keruh", "Lampu padam"], show=False),
            llm.usage(show=False),
        )

    answer, said, labels, form, report, vectors, usage = through(lesson)
    assert answer.engine == said.engine == request.node.callspec.params["through"]
    assert answer
    assert said
    assert set(labels.dropna()) <= {"penerangan jalan", "air bersih"}
    assert labels.notna().all()
    assert form.keys() == {"lokasi"}
    assert isinstance(report, Aduan)
    assert vectors.shape[0] == 2
    assert usage.iloc[0]["terpakai"] >= 6
