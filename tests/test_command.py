"""The ``workshop`` command says what is wrong in one sentence."""

import subprocess
import sys
from pathlib import Path


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_a_missing_extra_is_named_with_what_to_type() -> None:
    outcome = run(
        "import sys\nsys.modules['nbgrader'] = None\nsys.argv = ['workshop', 'build']\n"
        "from workshop_kit.cli import main\nmain()"
    )

    assert outcome.returncode == 1
    assert "Perintah ini memerlukan nbgrader" in outcome.stderr
    assert "pip install" in outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_a_course_cannot_be_made_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("isi")
    outcome = run(
        f"import sys\nsys.argv = ['workshop', 'course', 'create', {str(tmp_path / 'file' / 'kursus')!r}]\n"
        "from workshop_kit.cli import main\nmain()"
    )

    assert outcome.returncode == 1
    assert "tidak bisa ditulisi" in outcome.stderr
    assert "Traceback" not in outcome.stderr
