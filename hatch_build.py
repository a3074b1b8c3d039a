"""What the wheel leaves out of ``checks.py``: the example answers, which only authors and tests need."""

import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

EXAMPLES = "# --- contoh jawaban ---"


class LeaveOutExamples(BuildHookInterface):
    """Cut every ``checks.py`` at the line that opens the example answers."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Put the shortened files in place of the originals; an editable install keeps the originals."""
        if version == "editable":
            build_data["force_include_editable"] = {}
            return
        self.folder = tempfile.TemporaryDirectory()
        root = Path(self.root)
        for path in sorted((root / "workshop_kit" / "curriculum").glob("m*/checks.py")):
            short = Path(self.folder.name) / f"{path.parent.name}.py"
            short.write_text(path.read_text(encoding="utf-8").split(EXAMPLES)[0].rstrip() + "\n", encoding="utf-8")
            inside = path.relative_to(root).as_posix()
            self.build_config.target_config.setdefault("exclude", []).append(inside)
            build_data["force_include"][str(short)] = inside

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the shortened copies."""
        if version != "editable":
            self.folder.cleanup()
