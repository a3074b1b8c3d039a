"""The ledger in one file, for one machine."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from workshop_kit.llm.ledger.ledger import SCHEMA, Cursor, Ledger, committed
from workshop_kit.llm.ledger.quota import Quotas

BUSY_SECONDS = 5.0


class SqliteLedger(Ledger):
    """A ledger in a SQLite file; several processes of one machine may share it.

    Parameters
    ----------
    path : Path
        The file; made with its folder, readable by the owner alone.
    quotas, clock
        As for `Ledger`.
    """

    def __init__(self, path: Path, quotas: Quotas, clock: Callable[[], float] = time.time) -> None:
        super().__init__(quotas, clock)
        self._path = path
        self._connection: sqlite3.Connection | None = None

    def _transaction(self) -> AbstractContextManager[Cursor]:
        # The one thread of the ledger opens and uses the connection. Immediate: who reads the sums holds the lock.
        if self._connection is None:
            self._connection = self._open()
        return committed(self._connection, "BEGIN IMMEDIATE")

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.touch(mode=0o600)
        connection = sqlite3.connect(
            self._path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=64
        )
        try:
            # WAL: readers do not wait. NORMAL: a killed process loses nothing, a power cut may lose the last entries.
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            for statement in SCHEMA:
                connection.execute(statement)
        except BaseException:
            connection.close()
            raise
        return connection

    def _is_database_error(self, error: Exception) -> bool:
        return isinstance(error, sqlite3.Error | OSError)

    def _is_out_of_reach(self, error: Exception) -> bool:
        return isinstance(error, sqlite3.OperationalError | OSError)

    def _close(self) -> None:
        super()._close()
        if self._connection is not None:
            self._connection.close()
            self._connection = None
