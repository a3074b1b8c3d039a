"""The official client against the sandbox over a real socket: what lessons do with it, and how errors reach it."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openai
import pytest
from pydantic import BaseModel, Field

from tests.llm.sandbox.conftest import Served, make_parts
from tests.llm.sandbox.engines import ORIGIN, Scripted, refusing
from workshop_kit.llm.engines.engine import Piece
from workshop_kit.llm.ledger.quota import Quota, Quotas
from workshop_kit.llm.sandbox.app import Sandbox

NIK = "9901014103850001"


class Letter(BaseModel):
    """A letter."""

    number: str = Field(pattern=r"^\d+$")
    pages: int | None = None


CARI: Any = {"type": "function", "function": {"name": "cari", "parameters": {"type": "object", "properties": {}}}}


@pytest.fixture(scope="module")
def client(served: Served) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=served.url, api_key="tanpa-kunci", max_retries=0) as found:
        yield found


def user(content: str) -> Any:
    return [{"role": "user", "content": content}]


def test_chat(client: openai.OpenAI) -> None:
    done = client.chat.completions.create(model="workshop", messages=user(f"NIK {NIK}"), n=2, seed=1, stop=["."])
    assert [choice.message.content for choice in done.choices] == [f"NIK {NIK}"] * 2
    assert done.usage is not None and done.usage.total_tokens == done.usage.prompt_tokens + done.usage.completion_tokens
    assert done.system_fingerprint == "simulasi/gema-1"
    assert done.model_extra is not None and done.model_extra["workshop"]["masked"] == {"NIK": 1}
    assert done._request_id


def test_streamed_chat(client: openai.OpenAI) -> None:
    stream = client.chat.completions.create(
        model="workshop", messages=user(f"NIK {NIK}"), stream=True, stream_options={"include_usage": True}
    )
    chunks = list(stream)
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices) == f"NIK {NIK}"
    assert chunks[0].choices[0].delta.role == "assistant"
    assert [chunk.choices[0].finish_reason for chunk in chunks if chunk.choices][-1] == "stop"
    assert chunks[-1].usage is not None and chunks[-1].usage.completion_tokens > 0


def test_every_chunk_of_a_plain_stream_has_a_choice(client: openai.OpenAI) -> None:
    chunks = list(client.chat.completions.create(model="workshop", messages=user("Halo"), stream=True))
    assert all(chunk.choices for chunk in chunks)
    assert chunks[-1].model_extra is not None and chunks[-1].model_extra["workshop"]["engine"] == "simulasi"


def test_streamed_chat_with_the_clients_own_helper(client: openai.OpenAI) -> None:
    with client.chat.completions.stream(model="workshop", messages=user("Halo dunia"), n=2) as stream:
        done = stream.get_final_completion()
    assert [choice.message.content for choice in done.choices] == ["Halo dunia"] * 2


def test_logprobs(client: openai.OpenAI) -> None:
    for stream in (False, True):
        asked: Any = client.chat.completions.create(
            model="workshop", messages=user("Halo"), logprobs=True, top_logprobs=2, stream=stream
        )
        first = list(asked)[1] if stream else asked
        logprobs = first.choices[0].logprobs
        assert logprobs.content[0].token == "Halo"
        assert len(logprobs.content[0].top_logprobs) == 2
        assert bytes(logprobs.content[0].bytes).decode() == "Halo"


@pytest.mark.parametrize("stream", [False, True])
def test_a_round_with_a_tool(client: openai.OpenAI, stream: bool) -> None:
    messages = user('{"a": 1}')
    if stream:
        with client.chat.completions.stream(model="workshop", messages=messages, tools=[CARI]) as running:
            message: Any = running.get_final_completion().choices[0].message
    else:
        message = client.chat.completions.create(model="workshop", messages=messages, tools=[CARI]).choices[0].message
    call = message.tool_calls[0]
    assert (call.function.name, json.loads(call.function.arguments)) == ("cari", {"a": 1})
    # The client sends its own objects back, with all that they hold.
    messages = [*messages, message, {"role": "tool", "tool_call_id": call.id, "content": "tiga surat"}]
    done = client.chat.completions.create(model="workshop", messages=messages, tools=[CARI])
    assert done.choices[0].message.content == "tiga surat"


def test_structured_output(client: openai.OpenAI) -> None:
    messages = user('{"number": "12", "pages": 3}')
    done = client.chat.completions.parse(model="workshop", messages=messages, response_format=Letter)
    assert done.choices[0].message.parsed == Letter(number="12", pages=3)
    # What was parsed goes back as well.
    again: Any = [*messages, done.choices[0].message, *user("lagi")]
    assert client.chat.completions.create(model="workshop", messages=again).choices[0].message.content == "lagi"


def test_tools_of_pydantic_models(client: openai.OpenAI) -> None:
    tool = openai.pydantic_function_tool(Letter)
    messages = user('{"number": "12", "pages": null}')
    done = client.chat.completions.parse(model="workshop", messages=messages, tools=[tool])
    calls = done.choices[0].message.tool_calls
    assert calls is not None and calls[0].function.parsed_arguments == Letter(number="12")
    more: Any = [
        *messages,
        done.choices[0].message,
        {"role": "tool", "tool_call_id": calls[0].id, "content": "ya"},
    ]
    assert client.chat.completions.create(model="workshop", messages=more).choices[0].message.content == "ya"


def test_responses(client: openai.OpenAI) -> None:
    done = client.responses.create(model="workshop", input=f"NIK {NIK}", instructions="Singkat.", metadata={"a": "b"})
    assert done.output_text == f"NIK {NIK}"
    assert (done.status, done.instructions, done.metadata) == ("completed", "Singkat.", {"a": "b"})
    assert done.usage is not None and done.usage.output_tokens > 0
    # The client sends its own objects back.
    again: Any = [{"role": "user", "content": "a"}, *done.output, {"role": "user", "content": "b"}]
    assert client.responses.create(model="workshop", input=again).output_text == "b"


def test_streamed_responses(client: openai.OpenAI) -> None:
    with client.responses.stream(model="workshop", input=f"NIK {NIK}") as stream:
        events = list(stream)
        done = stream.get_final_response()
    assert done.output_text == f"NIK {NIK}"
    deltas = [event.delta for event in events if event.type == "response.output_text.delta"]
    assert len(deltas) > 1 and "".join(deltas) == f"NIK {NIK}"
    assert [event.sequence_number for event in events] == list(range(len(events)))


def test_structured_output_of_responses(client: openai.OpenAI) -> None:
    done = client.responses.parse(model="workshop", input='{"number": "12", "pages": 3}', text_format=Letter)
    assert done.output_parsed == Letter(number="12", pages=3)
    with client.responses.stream(model="workshop", input='{"number": "7", "pages": 1}', text_format=Letter) as stream:
        assert stream.get_final_response().output_parsed == Letter(number="7", pages=1)


@pytest.mark.parametrize("stream", [False, True])
def test_a_round_with_a_tool_of_responses(client: openai.OpenAI, stream: bool) -> None:
    tool: Any = {"type": "function", **CARI["function"], "strict": False}
    asked: Any = [{"role": "user", "content": '{"a": 1}'}]
    if stream:
        with client.responses.stream(model="workshop", input=asked, tools=[tool]) as running:
            done: Any = running.get_final_response()
    else:
        done = client.responses.create(model="workshop", input=asked, tools=[tool])
    call = done.output[0]
    assert (call.type, call.name, json.loads(call.arguments)) == ("function_call", "cari", {"a": 1})
    asked = [*asked, *done.output, {"type": "function_call_output", "call_id": call.call_id, "output": "dua"}]
    assert client.responses.create(model="workshop", input=asked, tools=[tool]).output_text == "dua"


def test_a_response_that_is_too_long_is_told_as_incomplete(client: openai.OpenAI) -> None:
    done = client.responses.create(model="workshop", input="a" * 100, max_output_tokens=5)
    assert done.status == "incomplete"
    assert done.incomplete_details is not None and done.incomplete_details.reason == "max_output_tokens"
    events = list(client.responses.create(model="workshop", input="a" * 100, max_output_tokens=5, stream=True))
    assert events[-1].type == "response.incomplete"


def test_embeddings(client: openai.OpenAI) -> None:
    as_base64 = client.embeddings.create(model="workshop", input=["a", "bb"])
    as_floats = client.embeddings.create(model="workshop", input=["a", "bb"], encoding_format="float")
    assert [each.embedding for each in as_base64.data] == [each.embedding for each in as_floats.data]
    assert len(client.embeddings.create(model="workshop", input="a", dimensions=7).data[0].embedding) == 7


def test_models(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["workshop", "simulasi", "rekaman", "langsung"]
    assert client.models.retrieve("workshop").owned_by == "simulasi"
    with pytest.raises(openai.NotFoundError, match="tidak tersedia"):
        client.models.retrieve("gpt-99/besar")


def test_errors_are_the_clients_own_with_the_sandboxs_sentence(client: openai.OpenAI) -> None:
    with pytest.raises(openai.BadRequestError, match="“temperature” harus dari 0 sampai 2") as caught:
        client.chat.completions.create(model="workshop", messages=user("a"), temperature=3)
    assert (caught.value.code, caught.value.param) == ("out_of_range", "temperature")
    with pytest.raises(openai.NotFoundError, match="tersedia untuk Anda"):
        client.chat.completions.create(model="gpt-99", messages=user("a"))
    with pytest.raises(openai.BadRequestError, match="“base_url” tidak dikenal"):
        client.chat.completions.create(model="workshop", messages=user("a"), extra_body={"base_url": "http://a"})


def test_the_async_client(served: Served) -> None:
    async def ask() -> str:
        async with openai.AsyncOpenAI(base_url=served.url, api_key="-", max_retries=0) as client:
            stream = await client.chat.completions.create(model="workshop", messages=user("Halo"), stream=True)
            return "".join([chunk.choices[0].delta.content or "" async for chunk in stream])

    assert asyncio.run(ask()) == "Halo"


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Any]:
    """A server of one's own for an engine or quotas of one's own."""
    servers: list[Served] = []

    def start(**given: Any) -> openai.OpenAI:
        servers.append(Served(Sandbox(make_parts(tmp_path, **given))))
        return openai.OpenAI(base_url=servers[-1].url, api_key="-", max_retries=2)

    yield start
    for server in servers:
        server.close()


@pytest.mark.parametrize("kind", ["chat", "responses"])
def test_a_break_in_the_midst_of_a_stream_is_an_error(alone: Any, kind: str) -> None:
    client = alone(engines={"simulasi": Scripted([ORIGIN, Piece(0, "satu"), refusing(502, "upstream_cut")])})
    stream = (
        client.chat.completions.create(model="workshop", messages=user("a"), stream=True)
        if kind == "chat"
        else client.responses.create(model="workshop", input="a", stream=True)
    )
    with pytest.raises(openai.APIError, match="Model sedang tidak tersedia"):
        list(stream)


def test_a_used_up_quota_is_not_asked_for_again(alone: Any) -> None:
    client = alone(quotas=Quotas(workshop={"attendee": Quota(requests=1)}))
    client.chat.completions.create(model="workshop", messages=user("a"))
    with pytest.raises(openai.RateLimitError, match="Minta tambahan ke pelatih") as caught:
        client.chat.completions.create(model="workshop", messages=user("a"))
    assert caught.value.response.headers["x-should-retry"] == "false"


def test_who_leaves_a_stream_over_a_socket_stops_the_engine(alone: Any) -> None:
    import time

    engine = Scripted([ORIGIN, *[step for _ in range(2_000) for step in (Piece(0, "kata "), 0.005)]])
    client = alone(engines={"simulasi": engine})
    stream = client.chat.completions.create(model="workshop", messages=user("a"), stream=True)
    for _number, _chunk in zip(range(5), stream, strict=False):
        pass
    stream.close()
    for _ in range(200):
        if engine.stopped:
            break
        time.sleep(0.01)
    assert engine.stopped
