"""The doctor names what is wrong and what to do."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from rich.errors import MarkupError
from typer.testing import CliRunner

from workshop_kit import doctor
from workshop_kit.cli import app

GIB = 1024**3


def test_this_machine(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["doctor"], env={"COLUMNS": "200"})
    assert "Paket Python" in result.stdout
    assert ("Komputer ini siap." in result.stdout) == (result.exit_code == 0)


def test_english() -> None:
    result = CliRunner().invoke(app, ["doctor", "--language", "en"], env={"COLUMNS": "200"})
    assert "Python packages" in result.stdout


def test_old_python() -> None:
    assert doctor.python((3, 10, 4)).state == "fault"
    assert doctor.python((3, 11, 0)).state == "fine"


@pytest.mark.parametrize(
    ("total", "state"), [(1 * GIB, "fault"), (2 * GIB, "warning"), (8 * GIB, "fine"), (None, "fine")]
)
def test_memory(total: int | None, state: str) -> None:
    assert doctor.memory(total).state == state


@pytest.mark.parametrize(("free", "state"), [(GIB // 10, "fault"), (GIB // 2, "warning"), (9 * GIB, "fine")])
def test_disk(free: int, state: str) -> None:
    assert doctor.disk(Path("kerja"), free).state == state


def test_packages() -> None:
    found = doctor.packages({"jupyterlab": "0.1"}, {"jupyterlab"})
    assert (found.state, "jupyterlab" in found.seen) == ("fault", True)
    assert doctor.packages({"tidak-ada-paket-ini": "1"}, {"tidak-ada-paket-ini"}).state == "fault"
    assert doctor.packages(None, {"jupyterlab"}).state == "fine"
    assert doctor.packages(None, {"tidak-ada-paket-ini"}).state == "fault"


def test_other_version_of_what_no_learner_needs_is_no_fault() -> None:
    needed = doctor.needed()
    assert {"pandas", "jupyterlab", "ipykernel", "tornado", "jupyterlab-language-pack-id-id"} <= needed
    assert not {"ruff", "pytest", "nbgrader", "workshop-kit"} & needed
    assert doctor.packages({"ruff": "0.0.1"}, needed).state == "fine"


def test_conda_is_told_conda(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "conda-meta").mkdir()
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    advice = " ".join(each.advice for each in doctor.findings())
    assert "conda env update" in doctor.packages({"jupyterlab": "0.1"}, {"jupyterlab"}).advice
    assert "make" not in advice
    assert "apt" not in advice


def test_windows_is_told_pip(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.shutil, "which", lambda name: None)
    assert "-m pip install --require-hashes" in doctor.packages({"jupyterlab": "0.1"}, {"jupyterlab"}).advice


def test_programs_of_the_tests_are_sought_on_linux_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not [each for each in doctor.findings() if "tes" in each.subject]


def test_path_that_looks_like_markup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = tmp_path / "rv[" / "b]" / "h"
    monkeypatch.setenv("WORKSHOP_HOME", str(odd))
    monkeypatch.setenv("WORKSHOP_FOLDER", str(odd / "kerja"))
    result = CliRunner().invoke(app, ["doctor"], env={"COLUMNS": "400"})
    assert not isinstance(result.exception, MarkupError)
    assert str(odd / "kerja") in result.stdout


def test_port_in_use() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert doctor.port(taken.getsockname()[1]).state == "warning"


def test_folder_that_cannot_be_written(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from workshop_kit import doctor; "
        "sys.exit(doctor.writable('Folder kerja', Path(sys.argv[1])).state != 'fault')"
    )
    inside = ["bwrap", "--ro-bind", "/", "/", "--dev", "/dev", sys.executable, "-c", code, str(tmp_path)]
    subprocess.run(inside, check=True, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"})
    assert doctor.writable("Folder kerja", tmp_path / "a" / "b").state == "fine"


def test_missing_program() -> None:
    finding = doctor.program("program-yang-tidak-ada")
    assert finding.state == "warning"
    assert "make test-system" in finding.advice
    assert doctor.program("program-yang-tidak-ada", "sh").state == "fine"
