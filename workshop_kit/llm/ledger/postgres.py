"""The ledger in PostgreSQL, for several replicas."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import psycopg

from workshop_kit.llm.ledger.ledger import SCHEMA, Cursor, Ledger, committed
from workshop_kit.llm.ledger.quota import Quotas

WORKERS = 4
# One transaction at a time over all replicas; each takes about a millisecond.
LOCK = 0x5341_4D41
WAIT = "5s"


class PostgresLedger(Ledger):
    """A ledger in a PostgreSQL database; any number of processes may share it.

    Parameters
    ----------
    address : str
        As psycopg takes it, ``postgresql://...``. It may hold a password: it is never shown.
    quotas, clock
        As for `Ledger`.
    """

    def __init__(self, address: str, quotas: Quotas, clock: Callable[[], float] = time.time) -> None:
        super().__init__(quotas, clock, WORKERS)
        self._address = address
        self._own = threading.local()
        self._connections: list[psycopg.Connection[Any]] = []

    @contextmanager
    def _transaction(self) -> Iterator[Cursor]:
        connection = self._connection()
        try:
            with self._locked(connection) as cursor:
                yield _WithQuestionMarks(cursor)
        except psycopg.OperationalError:
            # The server went away or was restarted: the next transaction begins with a new connection.
            self._own.connection = None
            connection.close()
            raise

    def _locked(self, connection: "psycopg.Connection[Any]") -> AbstractContextManager[Any]:
        return committed(connection, f"SELECT pg_advisory_xact_lock({LOCK})")

    def _connection(self) -> "psycopg.Connection[Any]":
        connection: psycopg.Connection[Any] | None = getattr(self._own, "connection", None)
        if connection is None or connection.closed:
            connection = psycopg.connect(self._address, connect_timeout=5, options=f"-c lock_timeout={WAIT}")
            try:
                with self._locked(connection) as cursor:
                    for statement in SCHEMA:
                        cursor.execute(statement)
            except BaseException:
                connection.close()
                raise
            self._own.connection = connection
            self._connections.append(connection)
        return connection

    def _is_database_error(self, error: Exception) -> bool:
        return isinstance(error, psycopg.Error | OSError)

    def _close(self) -> None:
        super()._close()
        for connection in self._connections:
            connection.close()


class _WithQuestionMarks:
    """A psycopg cursor that understands the places of SQLite."""

    def __init__(self, cursor: "psycopg.Cursor[Any]") -> None:
        self._cursor = cursor

    def execute(self, statement: str, values: tuple[Any, ...] = (), /) -> Any:
        return self._cursor.execute(statement.replace("?", "%s"), values)

    def fetchone(self) -> Any:
        return self._cursor.fetchone()

    def fetchall(self) -> Any:
        return self._cursor.fetchall()
