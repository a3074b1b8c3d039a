"""What the sandbox costs between a lesson and a model, beside no proxy and, where it is installed, litellm's proxy.

Run with ``make bench``. All stand before the same mock model on this machine, in one run: requests a second and added
latency at 1, 16 and 64 callers, processor time of a request and of a streamed answer, memory, time until ready; then
ratios. ``LITELLM=/path/to/litellm`` names litellm's command if it is not on the path.
"""

import asyncio
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from aiohttp import web

CALLERS = (1, 16, 64)
SECONDS = 6.0
WARMING = 40
STREAMS = 60
CHUNKS = 50
TICKS = os.sysconf("SC_CLK_TCK")
ANSWER = "".join(f"kata{number} " for number in range(CHUNKS))
QUESTION = {
    "model": "workshop",
    "messages": [{"role": "user", "content": "Kapan sampah di RT 14 diangkut? Jawab satu kalimat saja, terima kasih."}],
    "max_tokens": 80,
}


@dataclass
class Server:
    """A server under measurement."""

    name: str
    address: str
    process: subprocess.Popen[bytes]
    ready: float


@dataclass
class Load:
    """What one level of callers measured: latencies in seconds, processor seconds of a request."""

    rate: float
    median: float
    slowest: float
    processor: float


async def mock(port: int) -> None:
    """A model that answers at once, always the same."""

    async def chat(request: web.Request) -> web.StreamResponse:
        asked = await request.json()
        usage = {"prompt_tokens": 20, "completion_tokens": CHUNKS, "total_tokens": 20 + CHUNKS}
        common = {"id": "chatcmpl-1", "created": 1, "model": "tiruan"}
        if not asked.get("stream"):
            message = {"role": "assistant", "content": ANSWER}
            choices = [{"index": 0, "message": message, "finish_reason": "stop"}]
            return web.json_response(common | {"object": "chat.completion", "choices": choices, "usage": usage})
        answer = web.StreamResponse(headers={"content-type": "text/event-stream"})
        await answer.prepare(request)
        chunk = common | {"object": "chat.completion.chunk"}
        for number in range(CHUNKS):
            delta = {"role": "assistant", "content": f"kata{number} "}
            choices = [{"index": 0, "delta": delta, "finish_reason": "stop" if number == CHUNKS - 1 else None}]
            await answer.write(f"data: {json.dumps(chunk | {'choices': choices})}\n\n".encode())
        await answer.write(f"data: {json.dumps(chunk | {'choices': [], 'usage': usage})}\n\n".encode())
        await answer.write(b"data: [DONE]\n\n")
        return answer

    async def alive(request: web.Request) -> web.Response:
        return web.Response(text="ok")

    app = web.Application()
    app.add_routes([web.post("/v1/chat/completions", chat), web.get("/healthz", alive)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await asyncio.Event().wait()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def running(name: str, command: list[str], port: int, path: str, environment: dict[str, str]) -> Iterator[Server]:
    """A server from its start until it answers, and until the end of the measurement."""
    begin = time.perf_counter()
    process = subprocess.Popen(
        command, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while True:
            if process.poll() is not None or time.perf_counter() - begin > 120:
                sys.exit(f"{name} did not start: {' '.join(command)}")
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=2).close()
                break
            except OSError:
                time.sleep(0.02)
        yield Server(name, f"http://127.0.0.1:{port}/v1", process, time.perf_counter() - begin)
    finally:
        process.terminate()
        process.wait()


def processor_seconds(process: subprocess.Popen[bytes]) -> float:
    """Processor time that a process has used, with its threads."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def megabytes(process: subprocess.Popen[bytes]) -> float:
    """Memory that a process holds."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


async def load(server: Server, callers: int, seconds: float) -> Load:
    """Ask for a while with so many callers, each waiting for its answer before it asks again."""
    latencies: list[float] = []
    headers = {"authorization": "Bearer sk-ukur"}
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=callers), headers=headers) as session:

        async def ask() -> float:
            begin = time.perf_counter()
            async with session.post(f"{server.address}/chat/completions", json=QUESTION) as answer:
                body = await answer.json()
            if answer.status != 200 or body["choices"][0]["message"]["content"] != ANSWER:
                sys.exit(f"{server.name}: {answer.status} {body}")
            return time.perf_counter() - begin

        async def caller(until: float) -> None:
            while time.perf_counter() < until:
                latencies.append(await ask())

        await asyncio.gather(*(ask() for _ in range(min(WARMING, callers * 4))))
        before, begin = processor_seconds(server.process), time.perf_counter()
        await asyncio.gather(*(caller(begin + seconds) for _ in range(callers)))
        spent = processor_seconds(server.process) - before
        rate = len(latencies) / (time.perf_counter() - begin)
    ordered = sorted(latencies)
    return Load(rate, statistics.median(ordered), ordered[int(0.99 * (len(ordered) - 1))], spent / len(ordered))


async def streams(server: Server, count: int) -> float:
    """Processor seconds of one streamed answer of 50 pieces, 16 at a time."""
    gate = asyncio.Semaphore(16)
    headers = {"authorization": "Bearer sk-ukur"}
    async with aiohttp.ClientSession(headers=headers) as session:

        async def stream() -> None:
            asked = QUESTION | {"stream": True}
            async with gate, session.post(f"{server.address}/chat/completions", json=asked) as answer:
                body = await answer.read()
            if f"kata{CHUNKS - 1} ".encode() not in body or b"[DONE]" not in body:
                sys.exit(f"{server.name}: a stream broke off")

        await asyncio.gather(*(stream() for _ in range(8)))
        before = processor_seconds(server.process)
        await asyncio.gather(*(stream() for _ in range(count)))
        return (processor_seconds(server.process) - before) / count


def sandbox(folder: Path, upstream: str, port: int) -> tuple[list[str], dict[str, str]]:
    """The command and environment of the sandbox before the mock model, without quotas."""
    key = folder / "kunci"
    key.write_text("sk-tiruan")
    key.chmod(0o600)
    settings = folder / "llm.toml"
    settings.write_text(
        f'engine = "langsung"\nupstream = "{upstream}"\nmodel = "tiruan"\nkey_file = "{key}"\n[quotas.attendee.day]\n'
    )
    command = [sys.executable, "-m", "workshop_kit.cli", "llm", "serve", "--port", str(port)]
    return command, {"WORKSHOP_HOME": str(folder), "WORKSHOP_LLM_SETTINGS": str(settings)}


def litellm(folder: Path, upstream: str, port: int) -> tuple[list[str], dict[str, str]] | None:
    """The command and environment of litellm's proxy before the same model; None where it is not installed."""
    program = os.environ.get("LITELLM") or shutil.which("litellm")
    if not program:
        return None
    config = folder / "litellm.yaml"
    config.write_text(
        "model_list:\n  - model_name: workshop\n    litellm_params:\n      model: openai/tiruan\n"
        f"      api_base: {upstream}\n      api_key: sk-tiruan\ngeneral_settings:\n  master_key: sk-ukur\n"
    )
    command = [program, "--config", str(config), "--port", str(port), "--host", "127.0.0.1", "--telemetry", "False"]
    return command, {"LITELLM_LOCAL_MODEL_COST_MAP": "True", "LITELLM_LOG": "ERROR"}


def measured(server: Server) -> tuple[dict[int, Load], float, float]:
    """Loads by number of callers, processor seconds of a stream, and memory afterwards."""
    loads = {callers: asyncio.run(load(server, callers, SECONDS)) for callers in CALLERS}
    stream = asyncio.run(streams(server, STREAMS))
    return loads, stream, megabytes(server.process)


def main() -> None:
    """Measure all servers in one run and print their rows and ratios."""
    found: dict[str, tuple[dict[int, Load], float, float]] = {}
    ready: dict[str, float] = {}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        model_port = free_port()
        command = [sys.executable, __file__, "mock", str(model_port)]
        model = stack.enter_context(running("mock model", command, model_port, "/healthz", {}))
        found["direct"] = measured(model)
        for name, make, path in (("sandbox", sandbox, "/healthz"), ("litellm", litellm, "/health/liveliness")):
            port = free_port()
            made = make(folder, model.address, port)
            if made is None:
                print("litellm is not installed: measured without it")
                continue
            with running(name, made[0], port, path, made[1]) as server:
                ready[name] = server.ready
                found[name] = measured(server)
    report(found, ready)


def report(found: dict[str, tuple[dict[int, Load], float, float]], ready: dict[str, float]) -> None:
    """Print what was measured."""
    direct = found["direct"][0]
    for name, (loads, stream, memory) in found.items():
        for callers, each in loads.items():
            added = (each.median - direct[callers].median) * 1_000
            slowest = (each.slowest - direct[callers].slowest) * 1_000
            print(
                f"{name:<8} {callers:3} callers {each.rate:8.0f} requests/s   added p50 {added:7.2f} ms   "
                f"p99 {slowest:7.2f} ms   {each.processor * 1e6:7.0f} µs of processor a request"
            )
        extra = f"   ready in {ready[name]:.2f} s" if name in ready else ""
        print(f"{name:<8} {stream * 1e6:8.0f} µs of processor a stream of {CHUNKS}   {memory:6.1f} MB{extra}")
    loads, stream, memory = found["sandbox"]
    print(f"added p50 at one caller {(loads[1].median - direct[1].median) * 1e3:.2f} ms   bar 3 ms")
    print(f"memory {memory:.0f} MB   bar 80 MB        ready in {ready['sandbox']:.2f} s   bar 1 s")
    if "litellm" in found:
        other, other_stream, _ = found["litellm"]
        print(f"requests/s at 16 callers {loads[16].rate / other[16].rate:5.1f} × litellm   bar 15 ×")
        print(f"processor of a stream    {stream / other_stream:5.3f} × litellm   bar {1 / 8:.3f} ×")


if __name__ == "__main__":
    if sys.argv[1:2] == ["mock"]:
        asyncio.run(mock(int(sys.argv[2])))
    else:
        main()
