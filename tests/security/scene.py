"""Where the hostile collection plays: a course, a trainer's home, a place for loot, and marks that must not travel.

Everything that is worth stealing holds a mark. Whatever turns up where an attendee, or somebody outside, could read it
was stolen.
"""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

ASSIGNMENT = "m04-tabel-capaian"

IN_SOLUTION = "RAHASIA-JAWABAN-5821"
IN_HIDDEN_TEST = "RAHASIA-UJI-7713"
IN_HIDDEN_INPUT = "RAHASIA-MASUKAN-3390"
IN_ENVIRONMENT = "RAHASIA-LINGKUNGAN-4406"
IN_HOME = "RAHASIA-RUMAH-9152"
IN_GRADEBOOK = "RAHASIA-BUKU-NILAI-2067"
IN_ANOTHERS_WORK = "RAHASIA-TEMAN-6634"
MARKS = (
    IN_SOLUTION,
    IN_HIDDEN_TEST,
    IN_HIDDEN_INPUT,
    IN_ENVIRONMENT,
    IN_HOME,
    IN_GRADEBOOK,
    IN_ANOTHERS_WORK,
)

# Graded before and after all hostile hand-ins, in nbgrader's order, which is that of the names.
RIGHT = ("aa-benar", "zz-benar")
WRONG = ("ab-salah", "zy-salah")


@dataclass(frozen=True)
class Scene:
    """One course with what surrounds it."""

    root: Path
    port: int = 0

    @property
    def course(self) -> Path:
        return self.root / "kelas"

    @property
    def home(self) -> Path:
        """The trainer's home, with a key in it."""
        return self.root / "rumah"

    @property
    def loot(self) -> Path:
        """A folder outside the course to which everybody on this machine may write."""
        return self.root / "jarahan"

    @property
    def temporary(self) -> Path:
        return self.root / "sementara"

    def submitted(self, student: str) -> Path:
        return self.course / "submitted" / student / ASSIGNMENT

    def environment(self) -> dict[str, str]:
        """What the grading command is started with: as a trainer's shell has it, a provider's key included."""
        return {
            **os.environ,
            "HOME": str(self.home),
            "TMPDIR": str(self.temporary),
            "IPYTHONDIR": str(self.home / ".ipython"),
            "OPENAI_API_KEY": IN_ENVIRONMENT,
            "JUPYTERHUB_API_TOKEN": IN_ENVIRONMENT,
        }

    def prepare(self) -> None:
        """Make the folders and put a key into the trainer's home."""
        for folder in (self.course, self.home, self.loot, self.temporary):
            folder.mkdir(parents=True, exist_ok=True)
        self.loot.chmod(0o777)
        (self.home / ".netrc").write_text(f"machine contoh.id password {IN_HOME}\n", encoding="utf-8")
        (self.home / "lain.conf").write_text("aman\n", encoding="utf-8")


@dataclass
class Listener:
    """What somebody who gets out of a sandbox can reach on this machine: TCP, UDP, a local socket."""

    scene: Scene
    heard: list[str] = field(default_factory=list)

    def hear(self, data: bytes) -> None:
        self.heard.append(data.decode("utf-8", "replace"))


@contextmanager
def listening(root: Path) -> Iterator[tuple[Scene, Listener]]:
    """Listen until the class has been graded."""
    tcp = socket.create_server(("127.0.0.1", 0))
    port = tcp.getsockname()[1]
    scene = Scene(root, port)
    scene.prepare()
    udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    udp.bind(("127.0.0.1", port))
    local = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    # A socket's path is short, and a test's folder is not.
    name = f"\0jarahan-{port}"
    local.bind(name)
    listener = Listener(scene)

    def accept() -> None:
        while True:
            try:
                connection, _address = tcp.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(2)
                try:
                    listener.hear(connection.recv(65536))
                except OSError:
                    listener.hear(b"?")

    def receive(sock: socket.socket) -> None:
        while True:
            try:
                data = sock.recv(65536)
            except OSError:
                return
            if not data:
                return
            listener.hear(data)

    threads = [threading.Thread(target=accept, daemon=True)]
    threads += [threading.Thread(target=receive, args=(sock,), daemon=True) for sock in (udp, local)]
    for thread in threads:
        thread.start()
    try:
        yield scene, listener
    finally:
        for sock in (tcp, udp, local):
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
            sock.close()
