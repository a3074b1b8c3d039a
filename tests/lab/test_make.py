"""``make`` says what to type where it cannot help itself."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STUB = "#!/bin/sh\nexit 1\n"
GOOD = "#!/bin/sh\nexit 0\n"


def system(tmp_path: Path, programs: dict[str, str], os_release: str = "ID=debian") -> str:
    """What ``make test-system`` says on a machine that has only these programs; empty when all is there."""
    for name in ("cat", "grep", "id", "uname"):
        (tmp_path / name).symlink_to(str(shutil.which(name)))
    for name, text in programs.items():
        (tmp_path / name).unlink(missing_ok=True)
        (tmp_path / name).write_text(text)
        (tmp_path / name).chmod(0o755)
    (tmp_path / "os-release").write_text(os_release)
    command = [
        str(shutil.which("make")),
        "-s",
        "test-system",
        f"OS_RELEASE={tmp_path / 'os-release'}",
        f"POSTGRESQL={tmp_path}",
    ]
    done = subprocess.run(command, cwd=ROOT, env={"PATH": str(tmp_path)}, capture_output=True, text=True)
    said = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert (done.returncode == 0) == (not said), done.stderr
    assert len(said) < 2
    return "".join(said)


@pytest.mark.parametrize("name", ["chromium", "chromium-browser"])
def test_everything_is_there(tmp_path: Path, name: str) -> None:
    assert system(tmp_path, {name: GOOD, "bwrap": GOOD, "initdb": GOOD}) == ""


def test_stub_of_ubuntu_is_no_browser(tmp_path: Path) -> None:
    said = system(
        tmp_path, {"chromium-browser": STUB, "bwrap": GOOD, "initdb": GOOD, "apt-get": GOOD}, "NAME=Ubuntu\nID=ubuntu"
    )
    assert said.endswith(": sudo snap install chromium")


def test_ubuntu_without_anything(tmp_path: Path) -> None:
    said = system(tmp_path, {"apt-get": GOOD}, "ID=ubuntu")
    assert said.endswith(": sudo snap install chromium && sudo apt-get install -y bubblewrap postgresql")


@pytest.mark.parametrize(
    ("manager", "line", "end"),
    [("dnf", "sudo dnf install -y", "-server"), ("pacman", "sudo pacman -S --needed", ""), ("x", "dahulu:", "")],
)
def test_other_systems(tmp_path: Path, manager: str, line: str, end: str) -> None:
    assert system(tmp_path, {manager: GOOD}).endswith(f"{line} chromium bubblewrap postgresql{end}")


def test_debians_database_server_is_found_although_it_is_on_no_path(tmp_path: Path) -> None:
    folder = tmp_path / "15" / "bin"
    folder.mkdir(parents=True)
    (folder / "initdb").touch()
    assert system(tmp_path, {"chromium": GOOD, "bwrap": GOOD}) == ""


def test_debian_without_a_password_at_hand(tmp_path: Path) -> None:
    said = system(
        tmp_path, {"apt-get": GOOD, "sudo": STUB, "id": "#!/bin/sh\necho 1000\n", "bwrap": GOOD, "initdb": GOOD}
    )
    assert said.endswith(": sudo apt-get update && sudo apt-get install -y chromium")


def test_mac(tmp_path: Path) -> None:
    assert "Linux" in system(tmp_path, {"uname": "#!/bin/sh\necho Darwin\n"})


def test_line_endings_are_the_same_everywhere() -> None:
    names = ["Makefile", ".ci/run", "workshop_kit/cli.py", "datasets/anonim/apbd.csv"]
    done = subprocess.run(["git", "check-attr", "eol", "text", "--", *names], cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        pytest.skip("not a checkout of git")
    said = done.stdout.splitlines()
    assert all(f"{name}: eol: lf" in said for name in names[:3])
    assert "datasets/anonim/apbd.csv: text: unset" in said
