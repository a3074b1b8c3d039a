"""The sandbox as a process of its own at one's own desk, for those with a live model: notebooks never see its key.

Where it listens stands in a file of the workshop's home while it runs.
"""

import json
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

from workshop_kit.errors import WorkshopError
from workshop_kit.language import _

_FILE = "llm-service.json"
_LOOPBACK = frozenset(("127.0.0.1", "::1", "localhost"))
_SECONDS_TO_CONNECT = 1.0
_SECONDS_TO_START = 20.0


class ServiceNotStarted(WorkshopError):
    """The service did not start."""


@contextmanager
def announced(home: Path, url: str) -> Iterator[None]:
    """Tell this person's notebooks where the service listens, as long as it does."""
    file = home / _FILE
    with suppress(OSError):
        home.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({"url": url}), encoding="utf-8")
    try:
        yield
    finally:
        if _told(home) == url:
            with suppress(OSError):
                file.unlink()


def found(home: Path) -> str | None:
    """Where this person's service listens, if it runs."""
    url = _told(home)
    if url is None:
        return None
    try:
        parts = urlsplit(url)
        if parts.scheme != "http" or parts.hostname not in _LOOPBACK or parts.port is None:
            return None
        socket.create_connection((parts.hostname, parts.port), _SECONDS_TO_CONNECT).close()
    except (OSError, ValueError):
        # Left behind by one that was killed.
        return None
    return url


@contextmanager
def beside(home: Path) -> Iterator[None]:
    """Run the service beside what goes on here, if the settings name a live model and no service runs yet.

    Raises
    ------
    ServiceNotStarted
        If it ends at once, or is not there after a while.
    """
    from workshop_kit.llm.settings import llm_settings

    settings = llm_settings()
    if not settings.upstream or settings.hub is not None or found(home) is not None:
        yield
        return
    import subprocess

    command = [sys.executable, "-m", "workshop_kit.cli", "llm", "serve", "--port", "0"]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        end = time.monotonic() + _SECONDS_TO_START
        while found(home) is None:
            if process.poll() is not None or time.monotonic() > end:
                raise ServiceNotStarted(
                    _("Layanan model tidak dapat dijalankan; ketik workshop llm serve untuk melihat sebabnya.")
                )
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(15)
        # A server that is told to end does not come to take its file away.
        (home / _FILE).unlink(missing_ok=True)


def _told(home: Path) -> str | None:
    try:
        told = json.loads((home / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    url = told.get("url") if isinstance(told, dict) else None
    return url if isinstance(url, str) else None
