"""``workshop llm serve`` as a process of its own, and the other commands."""

import json
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from typer.testing import CliRunner

from tests.llm.sandbox.conftest import HELLO
from tests.llm.serving import serving
from workshop_kit.cli import app
from workshop_kit.llm.sandbox.serving import BoundedProtocol, PortTaken, config_of, listen

KEY = "sk-rahasia-123456"


def ask(address: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
    request = urllib.request.Request(
        f"http://{address.removesuffix('/v1')}{path}",
        None if body is None else json.dumps(body).encode(),
        {"Content-Type": "application/json", **headers} if body is not None else headers,
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def test_it_serves_this_machine_and_keeps_its_books(tmp_path: Path) -> None:
    key = tmp_path / "kunci"
    key.write_text(KEY)
    key.chmod(0o600)
    with serving(
        tmp_path / "rumah", WORKSHOP_LLM_UPSTREAM="http://127.0.0.1:9/v1", WORKSHOP_LLM_KEY_FILE=str(key)
    ) as address:
        status, answer = ask(address, "/v1/chat/completions", HELLO)
        assert (status, answer["workshop"]["engine"]) == (200, "simulasi")
        assert ask(address, "/v1/usage")[1]["day"]["requests"] == 1
        assert ask(address, "/v1/models", Host="jahat.example")[0] == 421
    assert (tmp_path / "rumah" / "llm-audit.jsonl").read_text().count("\n") == 1
    assert all(KEY.encode() not in path.read_bytes() for path in (tmp_path / "rumah").iterdir())
    told = CliRunner().invoke(app, ["llm", "usage"], env={"WORKSHOP_HOME": str(tmp_path / "rumah")})
    assert told.exit_code == 0
    assert answer["usage"]["total_tokens"] > 0 and f" {answer['usage']['total_tokens']} " in told.output


def test_as_a_hubs_service_it_listens_where_the_hub_says_and_lets_nobody_in_without_it(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    hub = {
        "JUPYTERHUB_SERVICE_NAME": "llm",
        "JUPYTERHUB_SERVICE_PREFIX": "/services/llm/",
        "JUPYTERHUB_SERVICE_URL": f"http://127.0.0.1:{port}",
        "JUPYTERHUB_API_URL": "http://127.0.0.1:9/hub/api",
        "JUPYTERHUB_API_TOKEN": KEY,
        "JUPYTERHUB_USER": "",
    }
    with serving(tmp_path, **hub) as address:
        assert address == f"127.0.0.1:{port}/services/llm/v1"
        assert ask(address, "/healthz")[0] == 200
        assert ask(address, "/v1/models")[0] == 401
        status, answer = ask(address, "/v1/models", Authorization="Bearer siti-1")
        assert (status, answer["error"]["code"]) == (503, "hub_unavailable")


def test_it_is_served_by_httptools_and_says_nothing_of_itself() -> None:
    config = config_of(None)
    assert config.http is BoundedProtocol
    assert (config.server_header, config.proxy_headers, config.access_log, config.ws) == (False, False, False, "none")
    assert config.limit_concurrency is not None
    assert isinstance(config, uvicorn.Config)


def test_a_port_that_is_taken_is_one_sentence() -> None:
    with listen("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        with pytest.raises(PortTaken, match=f"127.0.0.1:{port}; pilih port lain"):
            listen("127.0.0.1", port)


def test_without_a_hub_it_serves_nobody_else(tmp_path: Path) -> None:
    found = CliRunner().invoke(app, ["llm", "serve", "--host", "0.0.0.0"], env={"WORKSHOP_HOME": str(tmp_path)})
    assert found.exit_code == 1
    assert "hanya untuk komputer ini" in str(found.exception)


def test_quotas_are_set_and_taken_back(tmp_path: Path) -> None:
    env = {"WORKSHOP_HOME": str(tmp_path)}

    def run(*options: str) -> Any:
        return CliRunner().invoke(app, ["llm", "quota", "set", "siti", *options], env=env)

    done = run("--requests", "3", "--rupiah", "100")
    assert done.exit_code == 0 and "Jatah siti sudah diatur." in done.output
    assert run("--reset").exit_code == 0
    assert "--requests" in str(run().exception)
    assert "--reset" in str(run("--reset", "--tokens", "5").exception)
    assert "--period" in str(run("--period", "week", "--tokens", "5").exception)


def test_starting_imports_nothing_heavy() -> None:
    """What costs memory and time comes only when it is needed; the sandbox must be ready within a second."""
    code = (
        "import sys; import workshop_kit.llm.sandbox.app, workshop_kit.llm.sandbox.serving, "
        "workshop_kit.llm.sandbox.assembly, workshop_kit.llm.settings; "
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    heavy = {"pandas", "numpy", "openai", "pydantic", "matplotlib", "IPython", "nbgrader", "aiohttp", "psycopg", "rich"}
    assert not heavy & set(loaded)
