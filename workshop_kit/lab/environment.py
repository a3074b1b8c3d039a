"""``environment.yml`` for conda: Python and pip from conda, everything else the same pins as ``requirements.lock``.

Run as a program it writes the file anew (``make lock``), or with ``--check`` says whether it is up to date.

conda hands the whole pip section to one call of pip. Checking hashes cannot be mixed with the checkout itself in one
call, so the section has the exact versions without their hashes.
"""

import re
import sys
from pathlib import Path

_HEAD = """\
# Made from requirements.lock by `make lock`. Do not edit.
name: samarinda-ai
dependencies:
  - python=3.11
  - pip
  - pip:
      - -e .
"""


def pins(lock: str) -> list[str]:
    """The pins of a lock file, as ``name==version`` or ``name==version ; marker``.

    Parameters
    ----------
    lock : str
        The text of a pip requirements file with hashes, one package a logical line.
    """
    found = []
    for line in lock.replace("\\\n", " ").splitlines():
        pin = re.sub(r"\s*--hash=\S+", "", line).strip()
        if pin and not pin.startswith("#"):
            found.append(pin)
    return found


def environment(lock: str) -> str:
    """The text of ``environment.yml`` for a lock file."""
    # A marker holds quotes and a colon may follow a space: a quoted YAML string in every case.
    return _HEAD + "".join(f"      - {_quoted(pin)}\n" for pin in pins(lock))


def _quoted(pin: str) -> str:
    return f'"{pin}"' if " " in pin else pin


def main(root: Path, check: bool) -> int:
    """Write or compare; give the exit status."""
    wanted = environment((root / "requirements.lock").read_text(encoding="utf-8"))
    path = root / "environment.yml"
    if not check:
        path.write_text(wanted, encoding="utf-8", newline="\n")
        return 0
    if path.is_file() and path.read_text(encoding="utf-8") == wanted:
        return 0
    print("environment.yml differs from requirements.lock: run make lock and commit the result.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parents[2], "--check" in sys.argv[1:]))
