"""CONTRIBUTING's ten minutes, walked step by step in a copy of the project."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = "# --- contoh jawaban ---"


def passage(name: str) -> str:
    """The code block that CONTRIBUTING marks with this name."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    found = re.search(rf"<!-- {name} -->\n```python\n(.*?)```", text, flags=re.DOTALL)
    assert found, f"CONTRIBUTING has no block '{name}'"
    return found[1]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("copy")
    without = shutil.ignore_patterns("__pycache__")
    for name in ("workshop_kit", "datasets", "tests"):
        shutil.copytree(ROOT / name, root / name, ignore=without)
    for name in ("conftest.py", "pyproject.toml"):
        shutil.copy(ROOT / name, root / name)
    for other in (root / "workshop_kit" / "curriculum").glob("m[0-9]*"):
        if not other.name.startswith("m04"):
            shutil.rmtree(other)
    return root


def run(root: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_described_steps_make_a_working_exercise(copy: Path) -> None:
    module = copy / "workshop_kit" / "curriculum" / "m04_tabel_capaian"

    lesson = (module / "lesson.py").read_text(encoding="utf-8")
    (module / "lesson.py").write_text(f"{lesson.rstrip()}\n\n{passage('lesson')}", encoding="utf-8")
    above, below = (module / "checks.py").read_text(encoding="utf-8").split(EXAMPLES)
    checks = f"{above}{passage('checks')}\n\n{EXAMPLES}{below.rstrip()}\n\n{passage('examples')}"
    (module / "checks.py").write_text(checks, encoding="utf-8")

    extracted = run(copy, "workshop_kit.cli", "build", "--extract")
    assert extracted.returncode == 0, extracted.stderr
    catalog = polib.pofile(str(module / "en.po"))
    fresh = catalog.untranslated_entries()
    assert "### Berkas per loket" in {entry.msgid for entry in fresh}
    for entry in fresh:
        entry.msgstr = entry.msgid
    catalog.save(newline="\n")

    built = run(copy, "workshop_kit.cli", "build", "m04")
    assert built.returncode == 0, built.stderr
    learner = (copy / "lessons/id/m04-tabel-capaian/m04-tabel-capaian.ipynb").read_text(encoding="utf-8")
    assert "berkas-per-jam" in learner
    assert "per_jam = berkas / jam" not in learner

    tested = run(copy, "pytest", "tests/curriculum", "-q", "-p", "no:cacheprovider", "-k", "m04")
    assert tested.returncode == 0, tested.stdout
