"""Making recordings: asked through the sandbox, written after masking, played to others; nothing secret in them."""

import asyncio
import json
import os
import threading
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import nbformat
import pytest
import typer

from tests.llm.engines.scripted import KEY, QUESTION, Call, Script, Server, chunk, head, hear, quick, serving, used
from workshop_kit.llm.engines.engine import (
    ChatRequest,
    EmbeddingRequest,
    Embeddings,
    Event,
    Message,
    Origin,
    Piece,
    Usage,
)
from workshop_kit.llm.engines.failures import cut
from workshop_kit.llm.engines.langsung import Langsung
from workshop_kit.llm.engines.rekaman import Rekaman
from workshop_kit.llm.engines.secret import Secret
from workshop_kit.llm.ledger.quota import Quotas
from workshop_kit.llm.ledger.sqlite import SqliteLedger
from workshop_kit.llm.problems import Problem
from workshop_kit.llm.recordings.cassettes import canonical, name_of, read
from workshop_kit.llm.recordings.recording import Recorder, RecordingError, Tape, ask_all, bodies_of, record
from workshop_kit.llm.sandbox.app import create_app
from workshop_kit.llm.sandbox.audit import FileAudit
from workshop_kit.llm.sandbox.conversation import Parts
from workshop_kit.llm.sandbox.identity import LocalIdentity
from workshop_kit.llm.sandbox.policy import ATTENDEE, Policy, Route

TODAY = date(2026, 5, 4)
HUB_TOKEN = "a1b2c3d4e5f60718293a4b5c6d7e8f90"
NIK, OTHER_NIK, PHONE = "9901014103850001", "9901010101900002", "0800-1234-5678"
LETTER = {
    "model": "workshop",
    "messages": [{"role": "user", "content": f"Tulis balasan untuk NIK {NIK}, hp {PHONE}."}],
    "temperature": 0,
}
TEXTS = {"model": "workshop", "input": ["jalan rusak", "air bersih"]}


class Fake:
    """An engine that says what it is given."""

    name = "langsung"

    def __init__(self, *events: Event | Problem) -> None:
        self.events = events

    async def chat(self, request: ChatRequest) -> AsyncIterator[Event]:
        for said in self.events:
            if isinstance(said, Problem):
                raise said
            yield said

    async def embed(self, request: EmbeddingRequest) -> Embeddings:
        return Embeddings(Origin("langsung", "m"), ((0.6, 0.8),), Usage(1, 0))

    async def close(self) -> None:
        return


def said(text: str, origin: Origin = Origin("langsung", "hulu-1-2026")) -> Fake:  # noqa: B008
    return Fake(origin, Piece(0, text[:3]), Piece(0, text[3:]), Piece(0, "", finish="stop"), Usage(12, 3))


def taped(folder: Path, engine: Fake, request: ChatRequest = QUESTION, secrets: tuple[Secret, ...] = ()) -> Tape:
    tape = Tape(folder)
    asyncio.run(hear(Recorder(engine, tape, secrets, lambda: TODAY), request))
    return tape


# The engine that writes down


def test_a_whole_answer_is_written_as_it_came_and_played_again(tmp_path: Path) -> None:
    tape = taped(tmp_path, said("Tiga hari."))
    assert tape.written == [tmp_path / name_of(canonical(QUESTION))] and tape.refused == []
    heard = asyncio.run(hear(Rekaman(tmp_path)))
    assert heard.origin == Origin("rekaman", "hulu-1-2026", recorded="2026-05-04")
    assert [piece.text for piece in heard.pieces] == ["Tig", "a hari.", ""]
    assert heard.usage == Usage(12, 3)


def test_vectors_are_written(tmp_path: Path) -> None:
    request = EmbeddingRequest("m", ("a",))
    asyncio.run(Recorder(Fake(), Tape(tmp_path)).embed(request))
    assert asyncio.run(Rekaman(tmp_path).embed(request)).vectors == ((0.6, 0.8),)


def test_an_answer_that_breaks_off_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(Problem):
        taped(tmp_path, Fake(Origin("langsung", "m"), Piece(0, "Tiga "), cut()))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "origin",
    [Origin("simulasi", "simulasi-1", instead_of="langsung"), Origin("rekaman", "m", recorded="2026-01-01")],
)
def test_what_stands_in_or_was_recorded_already_is_not_written(tmp_path: Path, origin: Origin) -> None:
    tape = taped(tmp_path, said("Tiga hari.", origin))
    assert tape.written == [] and list(tmp_path.iterdir()) == []


def refusal(folder: Path, text: str, asked: str = "Berapa lama?") -> str:
    request = replace(QUESTION, messages=(Message("user", asked),))
    tape = taped(folder, said(text), request, (Secret(KEY),))
    assert tape.written == [] and list(folder.iterdir()) == []
    (reason,) = tape.refused
    return reason


def test_an_answer_with_a_key_or_a_token_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", HUB_TOKEN)
    monkeypatch.setenv("LAIN_API_KEY", "kunci-orang-lain")
    for secret in (KEY, HUB_TOKEN, "kunci-orang-lain"):
        reason = refusal(tmp_path, f"ini: {secret}.")
        assert "kunci" in reason and secret not in reason
        assert "kunci" in refusal(tmp_path, "tidak", asked=f"pakai {secret}")


def test_personal_data_is_not_written_but_the_fictional_of_an_answer_is(tmp_path: Path) -> None:
    assert "disamarkan" in refusal(tmp_path, "ya", asked=f"NIK {NIK}")
    assert "data pribadi" in refusal(tmp_path, "NIK 6472014103850001")
    assert taped(tmp_path, said(f"misalnya NIK {NIK}")).refused == []


def test_a_folder_that_cannot_be_written_is_told_and_the_answer_still_given(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("")
    tape = taped(tmp_path / "berkas", said("Tiga hari."))
    assert tape.written == [] and "tidak dapat ditulisi" in tape.refused[0]


# Through the sandbox


def parts(folder: Path, route: Route, **engines: Any) -> Parts:
    return Parts(
        engines=engines,
        ledger=SqliteLedger(folder / "ledger.sqlite", Quotas()),
        identify=LocalIdentity(),
        policy=Policy({"workshop": route, route.engine: route}, {"attendee": ATTENDEE}),
        audit=FileAudit(folder / "audit.jsonl"),
    )


async def echoing(call: Call) -> None:
    """Say what was asked, with all that an upstream knows; vectors for texts."""
    if call.path.endswith("/embeddings"):
        rows = [{"index": each, "embedding": [1.0, float(each)]} for each in range(len(call.body["input"]))]
        await call.send(head("200 OK", "application/json"), json.dumps({"model": "hulu-vektor", "data": rows}))
        return
    text = f"Balasan: {call.body['messages'][-1]['content']} ({KEY})"
    await call.send(head(), chunk(text[:20]), chunk(text[20:], "stop"), used(20, 40), "data: [DONE]\n\n")


def all_of(folder: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file())


async def post(app: Any, body: Mapping[str, Any]) -> Any:
    from workshop_kit.llm.recordings.recording import _post

    path = "/v1/chat/completions" if "messages" in body else "/v1/embeddings"
    status, answer = await _post(app, path, json.dumps(body).encode())
    return status, json.loads(answer)


def test_what_is_recorded_through_the_sandbox_is_masked_and_plays_for_another_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", HUB_TOKEN)
    folder = tmp_path / "rekaman"

    async def go() -> None:
        async with serving(echoing) as server:
            tape = Tape(folder)
            recorder = Recorder(Langsung(quick(server.address)), tape, (Secret(KEY),), lambda: TODAY)
            live = parts(tmp_path, Route("langsung", "hulu-1"), langsung=recorder)
            assert await ask_all(live, [LETTER, TEXTS]) == []
            assert tape.refused == [] and len(tape.written) == 2
        # Nobody is asked any more; somebody else's numbers make the same question.
        app = create_app(parts(tmp_path, Route("rekaman", "hulu-1"), rekaman=Rekaman(folder)))
        other = json.loads(json.dumps(LETTER).replace(NIK, OTHER_NIK).replace(PHONE, "0800-9999-0000"))
        status, answer = await post(app, other)
        assert status == 200
        content = answer["choices"][0]["message"]["content"]
        assert f"NIK {OTHER_NIK}, hp 0800-9999-0000." in content and NIK not in content
        assert answer["workshop"]["recorded"] == "2026-05-04"
        status, vectors = await post(app, TEXTS)
        assert status == 200 and len(vectors["data"]) == 2
        status, missing = await post(app, {**LETTER, "temperature": 1})
        assert status == 404 and missing["error"]["code"] == "no_recording"
        await app.close()

    asyncio.run(go())
    written = all_of(folder)
    assert "<NIK_1>" in written and "<TELEPON_1>" in written
    for secret in (KEY, HUB_TOKEN, NIK, PHONE, PHONE.replace("-", ""), "Bearer", "127.0.0.1"):
        assert secret not in written


def test_what_goes_wrong_is_told_by_line_and_the_rest_is_recorded(tmp_path: Path) -> None:
    async def go() -> tuple[list[str], Tape]:
        async with serving(echoing) as server:
            tape = Tape(tmp_path / "rekaman")
            recorder = Recorder(Langsung(quick(server.address)), tape)
            live = parts(tmp_path, Route("langsung", "hulu-1"), langsung=recorder)
            return await ask_all(live, [{**LETTER, "model": "lain"}, {**LETTER, "top_p": 7}, TEXTS]), tape

    failed, tape = asyncio.run(go())
    assert [sentence.partition(":")[0] for sentence in failed] == ["Baris 1", "Baris 2"]
    assert len(tape.written) == 1


# The command


@pytest.fixture
def upstream() -> Iterator[Server]:
    """A scripted upstream in a thread of its own, since the command has its own loop."""
    with in_thread(echoing) as server:
        yield server


class in_thread:  # noqa: N801
    """A scripted upstream that runs until the block ends."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._end = asyncio.Event()
        self._thread = threading.Thread(target=lambda: self._loop.run_until_complete(self._serve()))

    async def _serve(self) -> None:
        async with serving(self._script) as self.server:
            self._ready.set()
            await self._end.wait()

    def __enter__(self) -> Server:
        self._thread.start()
        self._ready.wait(10)
        return self.server

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join(10)
        self._loop.close()


@pytest.fixture
def settings(tmp_path: Path, upstream: Server, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A trainer's settings, and the folder for what they record."""
    for name in os.environ:
        if name.startswith(("WORKSHOP_", "JUPYTERHUB_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("WORKSHOP_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("WORKSHOP_LLM_UPSTREAM", upstream.address)
    monkeypatch.setenv("WORKSHOP_LLM_MODEL", "hulu-1")
    key = tmp_path / "kunci"
    key.write_text(KEY)
    key.chmod(0o600)
    monkeypatch.setenv("WORKSHOP_LLM_KEY_FILE", str(key))
    (tmp_path / "home").mkdir()
    return tmp_path / "rekaman"


def test_the_command_records_a_file_of_requests(
    settings: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "tanya.jsonl"
    source.write_text(f"{json.dumps(LETTER)}\n\n{json.dumps(TEXTS)}\n", encoding="utf-8")
    record(source, settings)
    assert "2 jawaban direkam" in capsys.readouterr().out
    assert sorted(read(path).model for path in settings.glob("*.json")) == ["hulu-1", "hulu-vektor"]
    assert KEY not in all_of(settings)


def test_the_command_records_what_a_program_asks_and_the_program_has_no_key(
    settings: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    program = tmp_path / "pelajaran.py"
    program.write_text(
        "import os\n"
        "from workshop_kit import llm\n"
        "print(sorted(name for name in os.environ if name.startswith('WORKSHOP_LLM_')))\n"
        f"print(llm.client().chat.completions.create(**{LETTER!r}).choices[0].message.content)\n"
    )
    record(program, settings)
    shown = capfd.readouterr().out
    assert "['WORKSHOP_LLM_URL']" in shown and f"NIK {NIK}" in shown and "1 jawaban direkam" in shown
    assert len(list(settings.glob("*.json"))) == 1 and NIK not in all_of(settings)


def test_the_command_records_what_a_notebook_asks_and_leaves_the_notebook_as_it_is(
    settings: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    notebook = tmp_path / "pelajaran.ipynb"
    cells = [
        "import os\nfrom workshop_kit import llm\nassert not [name for name in os.environ if 'LLM_KEY' in name]",
        f"llm.client().chat.completions.create(**{LETTER!r})",
        f"llm.client().embeddings.create(**{TEXTS!r})",
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=[*map(nbformat.v4.new_code_cell, cells)]), notebook)
    before = notebook.read_bytes()
    record(notebook, settings)
    assert "2 jawaban direkam" in capfd.readouterr().out
    assert len(list(settings.glob("*.json"))) == 2
    assert NIK not in all_of(settings) and KEY not in all_of(settings)
    assert notebook.read_bytes() == before


def test_a_notebook_that_fails_is_told(settings: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    notebook = tmp_path / "rusak.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 / 0")]), notebook)
    with pytest.raises(typer.Exit) as caught:
        record(notebook, settings)
    assert caught.value.exit_code == 1 and "rusak.ipynb berhenti karena galat" in capfd.readouterr().err


def test_a_program_that_fails_is_told(settings: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    program = tmp_path / "rusak.py"
    program.write_text("raise SystemExit(3)")
    with pytest.raises(typer.Exit) as caught:
        record(program, settings)
    assert caught.value.exit_code == 1 and "rusak.py berhenti karena galat" in capfd.readouterr().err


@pytest.mark.parametrize("line", ["bukan json", "[1]", '{"prompt": "halo"}', "[" * 100_000, "3"])
def test_a_line_that_is_no_request_is_named(tmp_path: Path, line: str) -> None:
    source = tmp_path / "tanya.jsonl"
    source.write_text(f"{json.dumps(TEXTS)}\n{line}\n")
    with pytest.raises(RecordingError) as caught:
        bodies_of(source)
    assert "Baris 2" in str(caught.value)


def test_line_separators_within_texts_do_not_end_a_line(tmp_path: Path) -> None:
    source = tmp_path / "tanya.jsonl"
    source.write_text('{"input": "satu\u2028dua"}\n', encoding="utf-8")
    assert bodies_of(source) == [{"input": "satu\u2028dua"}]


def test_a_source_that_is_not_there_or_of_another_kind_is_told(settings: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    for name in ("tidak-ada.jsonl", "tidak-ada.py", "a.txt"):
        with pytest.raises(RecordingError) as caught:
            record(tmp_path / name, settings)
        assert name in str(caught.value)


def test_without_a_live_model_or_a_folder_the_command_says_what_to_set(
    settings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(RecordingError, match="--folder"):
        record(tmp_path / "x.jsonl")
    monkeypatch.delenv("WORKSHOP_LLM_UPSTREAM")
    with pytest.raises(RecordingError, match="upstream"):
        record(tmp_path / "x.jsonl", settings)
