"""Making recordings: an engine that writes down what another one answers, and the command that asks through it."""

import json
import logging
import os
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import aclosing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from workshop_kit.errors import WorkshopError
from workshop_kit.language import _, translate
from workshop_kit.llm.engines.engine import Origin, Piece, Usage

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator

    from workshop_kit.llm.engines.engine import ChatRequest, EmbeddingRequest, Embeddings, Engine, Event
    from workshop_kit.llm.engines.secret import Secret
    from workshop_kit.llm.recordings.cassettes import Cassette
    from workshop_kit.llm.sandbox.conversation import Parts

_log = logging.getLogger(__name__)

_SECRET_NAMES = ("KEY", "TOKEN", "SECRET", "PASSWORD")
_SHORTEST_SECRET = 8
_LONGEST_LINE = 1_000_000


class RecordingError(WorkshopError):
    """What is to be recorded cannot be used."""


@dataclass
class Tape:
    """What has been recorded.

    Attributes
    ----------
    folder : Path
    written : list of Path
    refused : list of str
        Why an answer was not written, a sentence each.
    """

    folder: Path
    written: list[Path] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


class Recorder:
    """Passes on what another engine answers, and writes down each whole answer.

    It stands where that engine stood, behind the masking, and refuses to write what holds a secret or personal data.

    Parameters
    ----------
    engine : Engine
    tape : Tape
    secrets : sequence of Secret
        Values that no recording may hold, besides those of this process's environment.
    today : callable
        The date of a recording.
    """

    def __init__(
        self,
        engine: "Engine",
        tape: Tape,
        secrets: "Sequence[Secret]" = (),
        today: Callable[[], date] = date.today,
    ) -> None:
        self.name = engine.name
        self._engine = engine
        self._tape = tape
        self._secrets = secrets
        self._today = today

    async def chat(self, request: "ChatRequest") -> "AsyncIterator[Event]":
        """As the engine; an answer that breaks off is not written."""
        from workshop_kit.llm.recordings.cassettes import Cassette, canonical

        origin: Origin | None = None
        pieces: list[Piece] = []
        async with aclosing(cast("AsyncGenerator[Event, None]", self._engine.chat(request))) as events:
            async for event in events:
                if isinstance(event, Origin):
                    origin = event
                elif isinstance(event, Piece):
                    pieces.append(event)
                elif isinstance(event, Usage) and origin is not None:
                    today = self._today().isoformat()
                    self._keep(origin, Cassette(canonical(request), origin.model, today, tuple(pieces), (), event))
                yield event

    async def embed(self, request: "EmbeddingRequest") -> "Embeddings":
        """As the engine."""
        from workshop_kit.llm.recordings.cassettes import Cassette, canonical

        found = await self._engine.embed(request)
        vectors = tuple(tuple(vector) for vector in found.vectors)
        today = self._today().isoformat()
        self._keep(found.origin, Cassette(canonical(request), found.origin.model, today, (), vectors, found.usage))
        return found

    async def close(self) -> None:
        """Close the engine."""
        await self._engine.close()

    def _keep(self, origin: Origin, cassette: "Cassette") -> None:
        from workshop_kit.llm.recordings.cassettes import write

        if origin.instead_of is not None or origin.recorded is not None:
            return
        try:
            check(cassette, self._secrets)
            self._tape.written.append(write(self._tape.folder, cassette))
        except (WorkshopError, OSError) as error:
            reason = str(error) if isinstance(error, WorkshopError) else translate(_CANNOT_WRITE)
            self._tape.refused.append(reason)
            _log.warning("tidak direkam: %s", reason)


def check(cassette: "Cassette", secrets: "Sequence[Secret]" = ()) -> None:
    """Refuse what no recording may hold.

    Raises
    ------
    RecordingError
        For a secret, an identifier in what was asked, or an identifier in the answer that could be somebody's.
    """
    from workshop_kit.llm.recordings.cassettes import text_of
    from workshop_kit.privacy.identifiers import find

    answers: dict[int, str] = {}
    for piece in cassette.pieces:
        calls = "".join(f"\n{call.name} {call.arguments}" for call in piece.tool_calls)
        answers[piece.index] = answers.get(piece.index, "") + piece.text + calls
    asked = list(_texts(cassette.request))
    everything = "\n".join([text_of(cassette), *asked, *answers.values()])
    forbidden = [secret.reveal() for secret in secrets] + [
        value for name, value in os.environ.items() if name.upper().endswith(_SECRET_NAMES)
    ]
    if any(len(value) >= _SHORTEST_SECRET and value in everything for value in forbidden):
        raise RecordingError(_("Sebuah jawaban berisi kunci atau sandi; periksa pertanyaannya."))
    if any(find(text) for text in asked):
        raise RecordingError(_("Sebuah pertanyaan berisi data pribadi yang belum disamarkan; rekam lewat sandbox."))
    if any(not found.fictional for text in answers.values() for found in find(text)):
        raise RecordingError(_("Sebuah jawaban berisi sesuatu yang tampak seperti data pribadi; ubah pertanyaannya."))


async def ask_all(parts: "Parts", bodies: Iterable[Mapping[str, Any]]) -> list[str]:
    """Ask a sandbox each of these, in their order.

    Parameters
    ----------
    parts : Parts
        With a `Recorder` among its engines.
    bodies : iterable of mapping
        Bodies of chat requests, which have ``messages``, and of embedding requests, which have ``input``.

    Returns
    -------
    list of str
        What went wrong, a sentence each.
    """
    from workshop_kit.llm.sandbox.app import create_app

    app = create_app(parts)
    failed = []
    try:
        for number, body in enumerate(bodies, 1):
            path = "/v1/chat/completions" if "messages" in body else "/v1/embeddings"
            status, answer = await _post(app, path, json.dumps(body).encode())
            if status != 200:
                sentence = json.loads(answer)["error"]["message"]
                failed.append(translate(_("Baris {number}: {sentence}"), number=number, sentence=sentence))
    finally:
        await app.close()
    return failed


def record(
    source: Annotated[
        Path, typer.Argument(help="Berkas .jsonl (satu permintaan per baris), .py, atau .ipynb yang bertanya.")
    ],
    folder: Annotated[Path | None, typer.Option(help="Folder rekaman; bawaan: yang ada di setelan.")] = None,
) -> None:
    """Rekam jawaban model langsung untuk dipakai tanpa jaringan."""
    import asyncio

    from workshop_kit.llm.sandbox.assembly import parts_of
    from workshop_kit.llm.settings import llm_settings

    settings = llm_settings()
    if not settings.upstream:
        raise RecordingError(_("Tidak ada model langsung untuk direkam; isi setelan upstream."))
    where = folder or settings.recordings
    if where is None:
        raise RecordingError(_("Folder rekaman belum ditentukan; beri --folder atau isi setelan recordings."))
    tape = Tape(where)
    # Whatever the room uses otherwise, what is asked here is asked of the live model.
    parts = parts_of(replace(settings, engine="langsung"))
    recorder = Recorder(parts.engines["langsung"], tape, (settings.key(), settings.ledger))
    parts = replace(parts, engines={**parts.engines, "langsung": recorder})
    failed = asyncio.run(ask_all(parts, bodies_of(source))) if source.suffix == ".jsonl" else run(parts, source)
    for sentence in [*failed, *tape.refused]:
        typer.echo(sentence, err=True)
    typer.echo(translate(_("{count} jawaban direkam di {folder}."), count=len(tape.written), folder=where))
    if failed or tape.refused:
        raise typer.Exit(1)


def bodies_of(source: Path) -> list[dict[str, Any]]:
    """The requests of a file, one a line.

    Raises
    ------
    RecordingError
    """
    try:
        lines = source.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        raise RecordingError(_("Berkas {path} tidak terbaca; periksa letaknya."), path=source) from None
    bodies = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            body = json.loads(line) if len(line) <= _LONGEST_LINE else None
        except (ValueError, RecursionError):
            body = None
        if not isinstance(body, dict) or not ({"messages", "input"} & body.keys()):
            raise RecordingError(
                _("Baris {number} di {path} bukan permintaan; tulis satu objek JSON dengan messages atau input."),
                number=number,
                path=source,
            )
        bodies.append(body)
    return bodies


def run(parts: "Parts", program: Path) -> list[str]:
    """Run a program or a notebook that finds these parts' sandbox as the workshop's service.

    Returns
    -------
    list of str
        What went wrong, a sentence each.
    """
    import subprocess
    import sys

    commands = {
        ".py": [sys.executable, str(program)],
        ".ipynb": [sys.executable, "-m", "jupyter", "execute", str(program)],
    }
    command = commands.get(program.suffix)
    if command is None or not program.is_file():
        raise RecordingError(
            _("{path} bukan berkas .jsonl, .py, atau .ipynb yang ada; periksa letaknya."), path=program
        )
    with _serving(parts) as address:
        # The key stays here: the program knows the address alone.
        mine = {name: value for name, value in os.environ.items() if not name.startswith("WORKSHOP_LLM_")}
        ended = subprocess.run(command, env={**mine, "WORKSHOP_LLM_URL": address}, check=False)
    if ended.returncode:
        return [translate(_("{path} berhenti karena galat; lihat pesannya di atas."), path=program)]
    return []


@contextmanager
def _serving(parts: "Parts") -> "Iterator[str]":
    import threading

    import uvicorn

    from workshop_kit.llm.sandbox.app import create_app
    from workshop_kit.llm.sandbox.serving import config_of, listen

    listening = listen("127.0.0.1", 0)
    server = uvicorn.Server(config_of(create_app(parts)))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}{parts.prefix}/v1"
    finally:
        server.should_exit = True
        thread.join(30)


async def _post(app: Any, path: str, body: bytes) -> tuple[int, bytes]:
    """One request to an ASGI application."""
    sent: list[bytes] = [body]
    status = 0
    answer = b""

    async def receive() -> dict[str, Any]:
        if sent:
            return {"type": "http.request", "body": sent.pop(), "more_body": False}
        import asyncio

        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Mapping[str, Any]) -> None:
        nonlocal status, answer
        status = message.get("status", status)
        answer += message.get("body", b"")

    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body)), (b"host", b"127.0.0.1")]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": headers,
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 1),
    }
    await app(scope, receive, send)
    return status, answer


def _texts(value: Any) -> "Iterator[str]":
    """All texts within JSON values, keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield str(name)
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)


_CANNOT_WRITE = _("Folder rekaman tidak dapat ditulisi; periksa izin dan ruang simpannya.")
