"""The doctor names what is wrong and what to do."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
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
    assert doctor.packages({"jupyterlab": "0.1"}).state == "fault"
    assert "jupyterlab" in doctor.packages({"jupyterlab": "0.1"}).seen
    assert doctor.packages({"tidak-ada-paket-ini": "1"}).state == "fault"
    assert doctor.packages(None).state == "fine"


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
    finding = doctor.program("program-yang-tidak-ada", "paketnya")
    assert finding.state == "warning"
    assert "apt-get install -y paketnya" in finding.advice
