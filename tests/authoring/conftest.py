"""A small module in a checkout of its own, to build, bend and break."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import polib
import pytest

import workshop_kit

SAMPLE = Path(__file__).parent / "sample" / "m90_contoh"
PACKAGE = Path(workshop_kit.__file__).parent


@dataclass(frozen=True)
class Checkout:
    """A copy of the package with the sample as its only module."""

    root: Path

    @property
    def module(self) -> Path:
        return self.root / "workshop_kit" / "curriculum" / "m90_contoh"

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a passage that must be there."""
        path = self.module / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def translate(self) -> None:
        """Give every entry of both catalogs some English."""
        assert self.workshop("build", "--extract").returncode == 0
        for path in [self.module / "en.po", self.root / "workshop_kit" / "locale" / "en.po"]:
            catalog = polib.pofile(str(path))
            for entry in catalog.untranslated_entries():
                entry.msgstr = entry.msgid.replace("Berkas", "Files").replace("berkas", "files")
            catalog.save(newline="\n")

    def workshop(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the ``workshop`` command on this checkout; kernels import this copy too."""
        return subprocess.run(
            [sys.executable, "-m", "workshop_kit.cli", *arguments],
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": str(self.root), "NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "200"},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    without = shutil.ignore_patterns("m0*", "m1*", "__pycache__")
    shutil.copytree(PACKAGE, tmp_path / "workshop_kit", ignore=without)
    made = Checkout(tmp_path)
    shutil.copytree(SAMPLE, made.module, ignore=shutil.ignore_patterns("__pycache__"))
    return made
