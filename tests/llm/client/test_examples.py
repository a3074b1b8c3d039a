"""The examples in the documentation of what lessons call, run at one's own desk with nothing set."""

import doctest
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from workshop_kit import llm
from workshop_kit.llm.access import background

MODULES = [
    "access.clients",
    *(f"lesson.{name}" for name in ("answer", "asking", "classification", "conversation", "embedding", "extraction")),
    *(f"lesson.{name}" for name in ("own_usage", "words")),
]


@pytest.fixture(autouse=True)
def own_desk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("JUPYTERHUB_API_TOKEN", "JUPYTERHUB_PUBLIC_HUB_URL", "WORKSHOP_LLM_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("WORKSHOP_HOME", str(tmp_path))
    background.stop()


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name: str) -> None:
    tried = doctest.testmod(import_module(f"workshop_kit.llm.{name}"), optionflags=doctest.ELLIPSIS)
    background.stop()

    assert tried.attempted > 0
    assert tried.failed == 0


def test_with_nothing_set_a_lesson_is_answered_by_the_simulator_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    answer = llm.ask("Ringkas dalam satu kalimat:", "Lampu jalan padam. Warga meminta perbaikan segera.")
    background.stop()

    assert answer.engine == "simulasi"
    assert "Simulator luring, bukan model bahasa" in capsys.readouterr().out


def test_nothing_heavy_is_imported_before_the_first_question() -> None:
    code = "from workshop_kit import llm\nllm.ask, llm.client, llm.chat\nimport sys\nprint(*sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()

    assert {name.split(".")[0] for name in shown} & {
        *("openai", "httpx2", "pandas", "numpy", "IPython", "starlette", "pydantic", "aiohttp", "jsonschema"),
    } == set()
    assert set(llm.__all__) == set(llm._HOME) <= set(dir(llm))
