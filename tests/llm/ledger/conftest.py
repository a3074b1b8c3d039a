"""Ledgers of both kinds; PostgreSQL is a real server, started on a free port under an unprivileged user."""

import asyncio
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from workshop_kit.llm.ledger.ledger import Ledger
from workshop_kit.llm.ledger.postgres import PostgresLedger
from workshop_kit.llm.ledger.quota import Quotas
from workshop_kit.llm.ledger.sqlite import SqliteLedger

MakeLedger = Callable[..., Ledger]


def binaries() -> Path | None:
    """Folder of PostgreSQL's server programs, Debian's newest first."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    plain = shutil.which("initdb")
    return found[0].parent if found else Path(plain).parent if plain else None


class Server:
    """A PostgreSQL server of our own."""

    def __init__(self, programs: Path) -> None:
        self.programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.user = "nobody" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        if os.geteuid() == 0:
            shutil.chown(self.folder, "nobody")
        self.run("initdb", "--auth=trust", "--username=ledger", "--no-sync", "--encoding=UTF8", "-D", str(self.data))
        self.start()

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def run(self, program: str, *arguments: str) -> None:
        user = self.user if os.geteuid() == 0 else None
        subprocess.run(
            [self.programs / program, *arguments],
            check=True,
            user=user,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=100"
        self.run("pg_ctl", "start", "-w", "-D", str(self.data), "-o", options, "-l", str(self.folder / "log"))

    def stop(self) -> None:
        self.run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", str(self.data))

    def address(self, database: str = "postgres") -> str:
        return f"postgresql://ledger@127.0.0.1:{self.port}/{database}"

    def new_database(self) -> str:
        name = f"ledger_{uuid.uuid4().hex}"
        with psycopg.connect(self.address(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self.address(name)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    programs = binaries()
    if programs is None:
        pytest.skip("PostgreSQL's server programs are not installed")
    server = Server(programs)
    yield server
    server.stop()
    shutil.rmtree(server.folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgres"])
def kind(request) -> str:
    return request.param


@pytest.fixture
def place(kind, tmp_path, request) -> str:
    """Where the ledger of a test lies: a file's path or a database's address."""
    if kind == "sqlite":
        return str(tmp_path / "buku" / "pemakaian.db")
    return request.getfixturevalue("postgres").new_database()


def open_ledger(place: str, quotas: Quotas | None = None, **options) -> Ledger:
    quotas = quotas or Quotas()
    if place.startswith("postgresql:"):
        return PostgresLedger(place, quotas, **options)
    return SqliteLedger(Path(place), quotas, **options)


@pytest.fixture
def make(place) -> Iterator[MakeLedger]:
    """Opens ledgers of one place; they are closed after the test."""
    opened = []

    def make(quotas: Quotas | None = None, **options) -> Ledger:
        opened.append(open_ledger(place, quotas, **options))
        return opened[-1]

    yield make
    for ledger in opened:
        asyncio.run(ledger.close())
