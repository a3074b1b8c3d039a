"""conda's environment is the same locked set of packages as pip's."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

from workshop_kit.lab.environment import environment, pins

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text()
TEXT = (ROOT / "environment.yml").read_text()


def pip_section() -> list[str]:
    [*_conda, pip] = yaml.safe_load(TEXT)["dependencies"]
    return list(pip["pip"])


def test_environment_is_made_from_the_lock() -> None:
    assert environment(LOCK) == TEXT


def test_conda_brings_only_python_and_pip() -> None:
    description = yaml.safe_load(TEXT)
    *conda, _pip = description["dependencies"]
    assert conda == ["python=3.11", "pip"]
    assert "channels" not in description
    assert pip_section() == ["-e .", *pins(LOCK)]


def test_every_package_is_pinned_and_hashed() -> None:
    for block in re.split(r"\n(?=\S)", LOCK.strip()):
        assert "--hash=sha256:" in block, block.splitlines()[0]
    for pin in pins(LOCK):
        [version] = Requirement(pin).specifier
        assert version.operator == "=="


def test_no_address_of_an_index() -> None:
    for name in ("requirements.lock", "environment.yml", "pyproject.toml", "Makefile", ".ci/run"):
        text = (ROOT / name).read_text()
        assert not re.search(r"--(extra-)?index-url|--find-links|/simple\b", text), name


def test_pip_given_condas_section_would_change_nothing(tmp_path: Path) -> None:
    """conda writes the section to a file and calls ``pip install -U -r FILE`` beside environment.yml."""
    file = tmp_path / "condaenv.requirements.txt"
    file.write_text("\n".join(pip_section()))
    conda = ["install", "-U", "-r", str(file), "--exists-action=b"]
    # Nothing may be missing here, so no index is asked; the checkout's own build needs hatchling, which is here too.
    offline = ["--dry-run", "--no-index", "--no-build-isolation"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    environment["PIP_CONFIG_FILE"] = os.devnull
    done = subprocess.run(
        [sys.executable, "-m", "pip", *conda, *offline], cwd=ROOT, capture_output=True, text=True, env=environment
    )
    assert done.returncode == 0, done.stderr
    would = [name for line in done.stdout.splitlines() if line.startswith("Would install") for name in line.split()[2:]]
    # The checkout itself is always "installed" anew.
    assert [name for name in would if not name.startswith(("workshop-kit-", "workshop_kit-"))] == []


@pytest.mark.parametrize(
    ("lock", "found"),
    [
        ("a==1 \\\n    --hash=sha256:00 \\\n    --hash=sha256:11\n", ["a==1"]),
        ("# word\nb==2 ; sys_platform == 'win32' \\\n    --hash=sha256:00\n", ["b==2 ; sys_platform == 'win32'"]),
    ],
)
def test_pins(lock: str, found: list[str]) -> None:
    assert pins(lock) == found
