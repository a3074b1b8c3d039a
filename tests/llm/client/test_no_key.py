"""A provider's key is planted in the service; nothing that an attendee can reach may hold it."""

import asyncio
import gc
import logging
import os
import re
import sys
import traceback
import types
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import nbformat
import openai
import pytest
from nbclient import NotebookClient

from tests.llm.client.conftest import Sandbox, parts_around
from tests.llm.client.upstream import KEY, running, upstream
from tests.llm.serving import serving
from workshop_kit import llm
from workshop_kit.errors import WorkshopError
from workshop_kit.llm.access import inprocess
from workshop_kit.llm.engines.langsung import Langsung
from workshop_kit.llm.engines.secret import Secret
from workshop_kit.llm.engines.upstream import Upstream
from workshop_kit.llm.problems import Problem
from workshop_kit.llm.recordings.recording import Recorder, Tape
from workshop_kit.llm.sandbox.app import create_app
from workshop_kit.llm.sandbox.audit import FileAudit
from workshop_kit.llm.sandbox.identity import Person

TOKEN = "token-hub-milik-ani-4711"
QUESTION: Any = [{"role": "user", "content": "Halo"}]
CELLS = (
    """
from workshop_kit import llm
question = [{"role": "user", "content": "Halo"}]
llm.ask("Ringkas:", "Warga melapor.", allow=()).engine
""",
    # Answered by an upstream that tells its key in its error.
    "llm.ask('Halo', model='bocor', allow=())",
    """
%xmode Verbose
client = llm.client()
client.chat.completions.create(model="bocor", messages=question)
""",
    "client.chat.completions.create(model='tidak-ada', messages=question)",
    """
import os, json
print(json.dumps(dict(os.environ)), vars(client), repr(client), vars(client._client))
""",
    """
stream = client.chat.completions.create(model="workshop", stream=True, messages=question)
next(iter(stream))
""",
)


class OnlyAni:
    """Knows one token."""

    async def __call__(self, headers: Mapping[bytes, bytes]) -> Person:
        if headers.get(b"authorization") != f"Bearer {TOKEN}".encode():
            raise Problem(401, "unknown_token", "Token tidak dikenal; masuk lagi.")
        return Person("ani", "attendee")

    async def close(self) -> None:
        pass


def live(address: str, key: str = KEY, name: str = "langsung") -> Langsung:
    engine = Langsung(Upstream(f"{address}/v1", Secret(key)))
    engine.name = name
    return engine


def memory_of(pid: int) -> Iterator[bytes]:
    """All that a process can write to, in overlapping chunks."""
    places = Path(f"/proc/{pid}/maps").read_text().splitlines()
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for place in places:
            span, rights = place.split()[:2]
            if not rights.startswith("rw") or "[v" in place:
                continue
            start, end = (int(part, 16) for part in span.split("-"))
            for at in range(start, end, 1 << 24):
                try:
                    memory.seek(at)
                    yield memory.read(min(1 << 24, end - at) + 256)
                except OSError:
                    break


@pytest.mark.skipif(sys.platform != "linux", reason="reads another process's memory as Linux shows it")
def test_no_kernel_on_the_hub_holds_the_key_anywhere(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    tape = Tape(tmp_path / "rekaman")
    audit = FileAudit(tmp_path / "audit.jsonl", keeps_texts=True)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
    client = NotebookClient(notebook, timeout=60, kernel_name="python3", allow_errors=True)
    with running(upstream()) as provider:
        engines = [Recorder(live(provider), tape, (Secret(KEY),)), live(provider, "sk-salah-00000000", "bocor")]
        parts = parts_around(*engines, folder=tmp_path, identify=OnlyAni(), audit=audit)
        with running(create_app(parts)) as service:
            hub = {"JUPYTERHUB_API_TOKEN": TOKEN, "WORKSHOP_LLM_URL": service, "WORKSHOP_HOME": str(tmp_path / "rumah")}
            shown, memory = asyncio.run(_run(client, {**os.environ, **hub}))

    assert "'langsung'" in shown
    assert "Model sedang tidak tersedia" in shown
    assert "InternalServerError" in shown
    assert "tidak-ada" in shown
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert len(tape.written) == 2
    assert b'"person":"ani"' in written
    # What the search can find, it finds.
    assert TOKEN in memory
    assert TOKEN in shown
    for place in (shown, memory, caplog.text, written.decode("utf-8", "replace")):
        assert KEY not in place


ALONE = """
engine = "{engine}"
upstream = "{provider}/v1"
model = "contoh"
key_file = "{key}"
keep_texts = true
[models]
bocor = "bocor"
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads another process's memory as Linux shows it")
@pytest.mark.parametrize("engine", ["simulasi", "langsung"])
def test_no_kernel_at_ones_own_desk_holds_the_key_anywhere(tmp_path: Path, engine: str) -> None:
    """In process for the simulator; with a live model, through the process that ``workshop llm serve`` is."""
    home, key = tmp_path / "rumah", tmp_path / "kunci"
    home.mkdir()
    key.write_text(KEY)
    key.chmod(0o600)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
    client = NotebookClient(notebook, timeout=60, kernel_name="python3", allow_errors=True)
    mine = {name: value for name, value in os.environ.items() if not name.startswith(("WORKSHOP_", "JUPYTERHUB_"))}
    with running(upstream()) as provider:
        (home / "llm.toml").write_text(ALONE.format(engine=engine, provider=provider, key=key))
        with serving(home) if engine == "langsung" else nullcontext():
            shown, memory = asyncio.run(_run(client, {**mine, "WORKSHOP_HOME": str(home)}))

    assert f"'{engine}'" in shown
    assert "tidak-ada" in shown
    assert ("Model sedang tidak tersedia" in shown) == (engine == "langsung")
    # What the search can find, it finds.
    assert str(home) in shown
    assert str(home) in memory
    written = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert b"Warga melapor" in written
    for place in (shown, memory, written.decode("utf-8", "replace")):
        assert KEY not in place


async def _run(client: NotebookClient, environment: dict[str, str]) -> tuple[str, str]:
    """Run all cells; give what they show, and the interesting part of the kernel's memory after the last one."""
    async with client.async_setup_kernel(env=environment):
        for number, cell in enumerate(client.nb.cells):
            await client.async_execute_cell(cell, number)
        pid = client.km.provisioner.pid
        sought = (KEY, TOKEN, environment["WORKSHOP_HOME"])
        found = {each for chunk in memory_of(pid) for each in sought if each.encode() in chunk}
    return re.sub(r"\\?\x1b\[[0-9;]*m", "", nbformat.writes(client.nb)), " ".join(found)


# Frames lead to this test, which knows the key; those of a traceback are looked at one by one.
_NOT_OWN = (type, types.ModuleType, types.FrameType, types.TracebackType)


def reachable(start: Any) -> Iterator[Any]:
    """What can be reached from an object by its own references, not through modules and classes, which reach all."""
    seen = {id(vars(module)) for module in list(sys.modules.values()) if isinstance(module, types.ModuleType)}
    left = [start]
    while left:
        each = left.pop()
        if id(each) in seen or isinstance(each, _NOT_OWN):
            continue
        seen.add(id(each))
        yield each
        left += gc.get_referents(each)


def holds(start: Any, secret: str) -> bool:
    return any(
        secret.encode() in each if isinstance(each, bytes | bytearray) else secret in each
        for each in reachable(start)
        if isinstance(each, str | bytes | bytearray)
    )


def test_even_a_sandbox_with_a_key_in_this_process_would_not_let_it_reach_a_client(
    sandbox: Sandbox, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    with running(upstream()) as provider:
        sandbox(live(provider), live(provider, "sk-salah-00000000", "bocor"))
        client = llm.client()
        create = client.chat.completions.create
        answer = create(model="workshop", messages=QUESTION)
        talk = llm.chat(allow=())
        talk.say("Halo")
        stream = create(model="workshop", messages=QUESTION, stream=True)
        next(iter(stream))
        tracebacks = []
        for call in (
            lambda: create(model="bocor", messages=QUESTION),
            lambda: llm.ask("Halo", model="bocor", allow=()),
        ):
            try:
                call()
            except (openai.OpenAIError, WorkshopError) as error:
                told = traceback.TracebackException.from_exception(error, capture_locals=True)
                tracebacks.append("".join(told.format()))
                assert not holds(error, KEY)
                inner = [frame for frame, _line in traceback.walk_tb(error.__traceback__)][2:]
                assert len(inner) > 2
                assert not any(holds(frame.f_locals, KEY) for frame in inner)

        assert holds(inprocess.mounted(), KEY)  # what the search can find, it finds
        for mine in (client, llm.async_client(), answer, talk, stream):
            assert not holds(mine, KEY)
        stream.close()
    assert len(tracebacks) == 2
    shown = capsys.readouterr()
    for text in (*tracebacks, caplog.text, shown.out, shown.err, repr(vars(client)), repr(inprocess.mounted())):
        assert KEY not in text
