"""The ledger in PostgreSQL, for several replicas."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import psycopg

from workshop_kit.llm.ledger.ledger import SCHEMA, Cursor, Ledger, committed
from workshop_kit.llm.ledger.quota import Quotas

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
        super().__init__(quotas, clock)
        self._address = address
        self._connected: psycopg.Connection[Any] | None = None

    @contextmanager
    def _transaction(self) -> Iterator[Cursor]:
        connection = self._connection()
        try:
            with self._locked(connection) as cursor:
                yield _WithQuestionMarks(cursor)
        except psycopg.OperationalError:
            # The server went away or was restarted: the next transaction begins with a new connection.
            self._connected = None
            connection.close()
            raise

    def _locked(self, connection: "psycopg.Connection[Any]") -> AbstractContextManager[Any]:
        return committed(connection, f"SELECT pg_advisory_xact_lock({LOCK})")

    def _connection(self) -> "psycopg.Connection[Any]":
        # The one thread of the ledger opens and uses the connection.
        connection = self._connected
        if connection is None or connection.closed:
            connection = psycopg.connect(self._address, connect_timeout=5, options=f"-c lock_timeout={WAIT}")
            try:
                with self._locked(connection) as cursor:
                    for statement in SCHEMA:
                        cursor.execute(statement)
            except BaseException:
                connection.close()
                raise
            self._connected = connection
        return connection

    def _is_database_error(self, error: Exception) -> bool:
        return isinstance(error, psycopg.Error | OSError)

    def _is_out_of_reach(self, error: Exception) -> bool:
        return isinstance(error, psycopg.OperationalError | psycopg.InterfaceError | OSError)

    def _close(self) -> None:
        super()._close()
        if self._connected is not None:
            self._connected.close()
            self._connected = None


class _WithQuestionMarks:
    """A psycopg cursor that understands the places of SQLite."""

    def __init__(self, cursor: "psycopg.Cursor[Any]") -> None:
        self._cursor = cursor

    @property
    def rowcount(self) -> int:
        return self._cursor.rowcount

    def execute(self, statement: str, values: tuple[Any, ...] = (), /) -> Any:
        return self._cursor.execute(statement.replace("?", "%s"), values)

    def fetchone(self) -> Any:
        return self._cursor.fetchone()

    def fetchall(self) -> Any:
        return self._cursor.fetchall()
