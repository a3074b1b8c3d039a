"""JupyterLab as a child process: with the workshop's settings, apart from the learner's own Jupyter."""

import hashlib
import http
import http.client
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from workshop_kit.errors import WorkshopError
from workshop_kit.lab import CONFIG
from workshop_kit.lab.typed import PASSED_ON, typed
from workshop_kit.language import Language, _

_START_SECONDS = 120
_STOP_SECONDS = 15


class PortTaken(WorkshopError):
    """Another program listens there."""


class StillRunning(WorkshopError):
    """The lessons cannot be changed under an open JupyterLab."""


class LabFailed(WorkshopError):
    """JupyterLab did not start or ended by itself."""


def environment(home: Path, folder: Path, language: Language, token: str) -> dict[str, str]:
    """What the child is to know: the learner's own Jupyter settings are neither read nor written."""
    own = home / "jupyter"
    place = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER_", "JUPYTERLAB_"))}
    return {
        **kept,
        "JUPYTER_CONFIG_PATH": os.pathsep.join(str(CONFIG / part) for part in (language, "alone", "lab")),
        "JUPYTER_CONFIG_DIR": str(own),
        "JUPYTER_DATA_DIR": str(own / "data"),
        "JUPYTER_RUNTIME_DIR": str(own / "runtime"),
        # Open tabs are remembered for each folder, since they name its files.
        "JUPYTERLAB_WORKSPACES_DIR": str(own / "workspaces" / place),
        "JUPYTER_TOKEN": token,
        "IPYTHONDIR": str(home / "ipython"),
        "WORKSHOP_HOME": str(home),
        "WORKSHOP_LANGUAGE": language,
        PASSED_ON: typed(),
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), kept.get("PATH", os.defpath)]),
    }


def command(folder: Path, port: int | None, browser: bool) -> list[str]:
    """The child's command line. ``-P``: a learner's ``random.py`` must not stop the server."""
    chosen = ["--ServerApp.port=8888"] if port is None else [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    return [
        *(sys.executable, "-P", "-m", "jupyterlab"),
        f"--ServerApp.root_dir={folder}",
        f"--ServerApp.open_browser={browser}",
        *chosen,
    ]


def require_free(port: int) -> None:
    """Raise PortTaken when another program listens on this port."""
    with socket.socket() as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise PortTaken(
                _("Port {port} sedang dipakai program lain: sebut port lain, misalnya --port {other}."),
                port=port,
                other=port + 1 if port < 65535 else 8888,
            ) from error


def running(home: Path, folder: Path) -> str | None:
    """The address of a JupyterLab that already serves this folder, if there is one."""
    for found in _servers(home):
        if Path(found["root_dir"]) == folder:
            where = urlsplit(found["url"])
            try:
                connection = http.client.HTTPConnection(where.hostname or "localhost", where.port, timeout=2)
                connection.request(
                    "GET", f"{where.path}api/status", headers={"Authorization": f"token {found['token']}"}
                )
                if connection.getresponse().status == http.HTTPStatus.OK:
                    return _address(found)
            except (OSError, http.client.HTTPException):
                continue  # its file outlived it
    return None


class Lab:
    """A running JupyterLab.

    Parameters
    ----------
    home : Path
        The learner's data folder; the log is ``jupyter/lab.log`` in it.
    folder : Path
        The working folder.
    language : {"id", "en"}
    port : int, optional
        Else the first free one from 8888.
    browser : bool
        Whether JupyterLab opens the browser.
    """

    def __init__(self, home: Path, folder: Path, language: Language, port: int | None, browser: bool) -> None:
        self._home = home
        self._token = secrets.token_hex(24)
        self.log = home / "jupyter" / "lab.log"
        try:
            self.log.parent.mkdir(parents=True, exist_ok=True)
            stream = self.log.open("wb")
        except OSError as error:
            raise LabFailed(
                _("Folder data {home} tidak bisa ditulisi ({reason}): tunjuk tempat lain lewat WORKSHOP_HOME."),
                home=home,
                reason=error.strerror or error,
            ) from error
        with stream:
            self._process = subprocess.Popen(
                command(folder, port, browser),
                cwd=folder,
                env=environment(home, folder, language, self._token),
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=subprocess.STDOUT,
                # Ctrl-C reaches this program alone, which then ends the child in order.
                start_new_session=os.name == "posix",
            )

    def address(self) -> str:
        """Wait until it answers and give its address, token included."""
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            for found in _servers(self._home):
                if found["token"] == self._token and _listens(found["url"]):
                    return _address(found)
            time.sleep(0.05)
        self.stop()
        raise LabFailed(_("JupyterLab tidak mau mulai; sebabnya ada di akhir {log}."), log=self.log)

    def wait(self) -> None:
        """Wait until it ends.

        Raises
        ------
        LabFailed
            When it fell over.
        """
        if self._process.wait() != 0:
            raise LabFailed(_("JupyterLab berhenti sendiri; sebabnya ada di akhir {log}."), log=self.log)

    def stop(self) -> None:
        """End it and its kernels, gently at first."""
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()


@contextmanager
def stoppable() -> Iterator[None]:
    """Let Ctrl-C, a closed terminal and a service's stop all arrive as KeyboardInterrupt."""
    names = [name for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), signal.default_int_handler) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def _listens(url: str) -> bool:
    """Whether somebody is there; a server writes its file a moment before."""
    where = urlsplit(url)
    try:
        socket.create_connection((where.hostname or "localhost", where.port or 80), timeout=2).close()
    except OSError:
        return False
    return True


def _servers(home: Path) -> Sequence[dict[str, str]]:
    found = []
    for path in (home / "jupyter" / "runtime").glob("jpserver-*.json"):
        try:
            entry = json.loads(path.read_text(encoding="utf-8"))
            found.append({name: str(entry[name]) for name in ("url", "token", "root_dir")})
        except (OSError, ValueError, KeyError, TypeError):
            continue  # half-written, or just gone
    return found


def _address(server: dict[str, str]) -> str:
    return f"{server['url']}lab?token={server['token']}"
