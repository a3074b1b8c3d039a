"""``workshop llm serve`` as a process of its own."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def serving(home: Path, *options: str, **environment: str) -> Iterator[str]:
    """The address that the command says it serves."""
    process = subprocess.Popen(
        [sys.executable, "-m", "workshop_kit.cli", "llm", "serve", "--port", "0", *options],
        env={**os.environ, "WORKSHOP_HOME": str(home), "PYTHONUNBUFFERED": "1", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert "http://" in line, line + process.stdout.read()
        yield line.split("http://")[1].split(";")[0]
    finally:
        process.send_signal(signal.SIGTERM)
        rest, _nothing = process.communicate(timeout=20)
        assert "Traceback" not in rest, rest
