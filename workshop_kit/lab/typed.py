"""How a command is typed on this machine."""

import os
import shlex
import shutil
import sys
from pathlib import Path

from workshop_kit.lab.lessons import checkout

# The lab's own processes run elsewhere and with another PATH than the reader's terminal.
PASSED_ON = "WORKSHOP_COMMAND"


def typed(program: str = "workshop") -> str:
    """The name by which the reader can call a program of this environment.

    Just its name where the terminal finds it; in a checkout whose environment is not switched on (``make lab``), its
    place, such as ``.venv/bin/workshop``.
    """
    if program == "workshop" and os.environ.get(PASSED_ON):
        return os.environ[PASSED_ON]
    programs = Path(sys.prefix) / ("Scripts" if os.name == "nt" else "bin")
    root = checkout()
    if root is None or not programs.is_relative_to(root) or _on_path(program, programs):
        return program
    place = programs / program
    return quoted(place.relative_to(root) if Path.cwd() == root else place)


def quoted(place: Path) -> str:
    """A path as one word of a command line."""
    if os.name == "nt":
        return f'"{place}"' if " " in str(place) else str(place)
    return shlex.quote(str(place))


def _on_path(program: str, programs: Path) -> bool:
    found = shutil.which(program)
    if found is None:
        return False
    # A link in ~/.local/bin is as good as the program itself.
    return programs.resolve() in (Path(found).parent.resolve(), Path(found).resolve().parent)
