"""The pages about the sandbox: their programs run, their outputs, defaults and sentences are the real ones."""

import asyncio
import contextlib
import datetime
import io
import os
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from traitlets.config import Config
from typer.testing import CliRunner

from tests.llm.client.upstream import KEY, running, upstream
from tests.llm.sandbox.conftest import HELLO, call, make_parts
from tests.llm.serving import serving
from workshop_kit.cli import app
from workshop_kit.language import speaking, translate
from workshop_kit.llm.access import background
from workshop_kit.llm.ledger.amount import Amount
from workshop_kit.llm.ledger.quota import Quota, Quotas
from workshop_kit.llm.ledger.sqlite import SqliteLedger
from workshop_kit.llm.overview import rows
from workshop_kit.llm.sandbox.app import Sandbox
from workshop_kit.llm.sandbox.policy import ATTENDEE, TRAINER, GroupPolicy
from workshop_kit.llm.settings import _ON_A_HUB, LlmSettings, llm_settings

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"id": "kotak-pasir.md", "en": "sandbox.md"}
NOON = datetime.datetime(2026, 3, 2, 4, tzinfo=datetime.UTC).timestamp()


@pytest.fixture(params=PAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(language: str) -> str:
    return (DOCS / PAGES[language]).read_text(encoding="utf-8")


def blocks(page: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def cells(page: str, head: str) -> list[list[str]]:
    """The rows of the table whose head starts so."""
    table = page.split(f"\n| {head} |")[1].split("\n\n")[0]
    return [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in table.split("\n")[2:]]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str) -> Iterator[Path]:
    for name in [name for name in os.environ if name.startswith(("WORKSHOP_", "JUPYTERHUB_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("WORKSHOP_HOME", str(tmp_path))
    monkeypatch.setenv("WORKSHOP_LANGUAGE", language)
    monkeypatch.setenv("COLUMNS", "80")
    # A test before this one may have chosen a language for the whole process.
    with speaking(language):
        yield tmp_path


@pytest.mark.usefixtures("home")
def test_its_first_program_says_what_is_printed(page: str) -> None:
    shown = io.StringIO()
    background.stop()
    with contextlib.redirect_stdout(shown):
        exec(compile(blocks(page, "python")[0], "page", "exec"), {})
    background.stop()
    assert shown.getvalue() == blocks(page, "text")[0]


def test_defaults_are_those_of_the_settings(page: str, language: str) -> None:
    head = {"id": "setelan", "en": "setting"}[language]
    printed = {name: default for name, default, _meaning in cells(page, head)}
    real = {name: said for name, said, _source in rows(LlmSettings(Path("/")))}
    assert printed.keys() == real.keys()
    assert {**printed, "limits": real["limits"]} == real
    on_hub = _ON_A_HUB.day["attendee"]
    assert f" {on_hub.requests} " in page and f" {on_hub.tokens} " in page
    limits = {name: (mine, theirs) for name, mine, theirs in cells(page, {"id": "batas", "en": "limit"}[language])}
    names = [each.name for each in fields(GroupPolicy) if each.name != "models"]
    assert limits == {name: (str(getattr(ATTENDEE, name)), str(getattr(TRAINER, name))) for name in names}


def test_every_example_of_settings_is_understood(page: str, tmp_path: Path) -> None:
    for number, block in enumerate(blocks(page, "toml")):
        path = tmp_path / f"{number}.toml"
        path.write_text(block)
        found = llm_settings({"WORKSHOP_LLM_SETTINGS": str(path)})
        assert found.quotas.day["attendee"] == Quota(200, 100_000) and found.prices["nama-model"].prompt == 2500


def test_the_hub_s_example_lets_servers_carry_the_scope_that_the_service_wants(page: str) -> None:
    from jupyterhub.app import JupyterHub
    from jupyterhub.scopes import _check_scopes_exist
    from jupyterhub.spawner import Spawner

    c = Config()
    exec(blocks(page, "python")[1], {"c": c})
    [service], [role] = c.JupyterHub.services, c.JupyterHub.load_roles
    wanted = f"access:services!service={service['name']}"
    assert wanted in role["scopes"] and wanted in c.Spawner.server_token_scopes
    assert f"/services/{service['name']}/v1" in c.Spawner.environment["WORKSHOP_LLM_URL"]
    assert c.JupyterHub.keys() <= set(JupyterHub.class_trait_names())
    assert c.Spawner.keys() <= set(Spawner.class_trait_names())
    _check_scopes_exist([*role["scopes"], *c.Spawner.server_token_scopes])


def test_refusals_have_the_status_and_the_sentence_printed(page: str, tmp_path: Path, language: str) -> None:
    bodies: list[Any] = [
        {"messages": [{"role": "user", "content": "a" * 262_144}]},
        b"halo",
        {**HELLO, "base_url": "http://a"},
        {**HELLO, "model": "gpt-9"},
        {**HELLO, "max_tokens": 0},
        HELLO,
    ]
    sandbox = Sandbox(make_parts(tmp_path))
    poor = Sandbox(make_parts(tmp_path / "b", Quotas(workshop={"attendee": Quota(requests=0)})))
    said = []
    for body in bodies:
        answer = asyncio.run(call(poor if body is HELLO else sandbox, body=body, headers={"accept-language": language}))
        said.append([str(answer.status), answer.sentence()])
    head = {"id": "yang dikirim", "en": "what was sent"}[language]
    assert [row[1:] for row in cells(page, head)] == said


def test_its_commands_say_what_is_printed(
    page: str, home: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    (home / "tanya.jsonl").write_text('{"model": "langsung", "messages": [{"role": "user", "content": "Halo"}]}\n')
    (home / "kunci").write_text(KEY)
    (home / "kunci").chmod(0o600)
    asyncio.run(_used_by_siti(home))
    shown = ""
    with running(upstream()) as provider:
        (home / "llm.toml").write_text(f'upstream = "{provider}/v1"\nmodel = "contoh"\nkey_file = "{home}/kunci"')
        for line in blocks(page, "console")[0].splitlines():
            if line.startswith("$ workshop "):
                done = CliRunner().invoke(app, line.removeprefix("$ workshop ").split())
                assert done.exit_code == 0, done.output
                shown += f"{line}\n{done.output}"
    assert shown == blocks(page, "console")[0]
    (home / "llm.toml").unlink()
    with serving(home, WORKSHOP_LANGUAGE=language) as address:
        port = address.split(":")[1].split("/")[0]
        served = blocks(page, "console")[1].splitlines()[1]
        assert served.replace("8642", port).split("http://")[1].split(";")[0] == address
    with speaking(language):
        assert served == translate(
            "Layanan model siap di {address}; hentikan dengan Ctrl-C.", address="http://127.0.0.1:8642/v1"
        )


async def _used_by_siti(home: Path) -> None:
    ledger = SqliteLedger(home / "llm-ledger.sqlite", Quotas(), clock=lambda: NOON)
    booking = await ledger.reserve("siti", "attendee", Amount(1, 900, 400, 2_000_000))
    await ledger.settle(booking, Amount(1, 812, 96, 1_310_000))
    await ledger.close()
