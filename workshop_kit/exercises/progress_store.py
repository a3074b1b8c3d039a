"""What a learner has tried, solved and asked hints for, in a small database of their own."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS exercise (
  module TEXT NOT NULL,
  name TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  hints INTEGER NOT NULL DEFAULT 0,
  passed INTEGER NOT NULL DEFAULT 0,
  changed_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (module, name)
)
"""


@dataclass(frozen=True)
class Standing:
    """How far a learner is with one exercise."""

    tries: int
    hints: int
    passed: bool


class ProgressStore:
    """A learner's progress.

    Parameters
    ----------
    path : Path
        The database file; made when first written.

    Notes
    -----
    Progress is a convenience. Where it cannot be kept (read-only home, full disk, damaged file) every method behaves
    as if nothing had been stored, and lessons go on.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def record(self, module: str, exercise: str, *, passed: bool) -> None:
        """Note one try. An exercise once passed stays passed."""
        self._change(
            "INSERT INTO exercise (module, name, tries, passed) VALUES (?, ?, 1, ?) "
            "ON CONFLICT (module, name) DO UPDATE SET tries = tries + 1, passed = max(passed, excluded.passed), "
            "changed_at = CURRENT_TIMESTAMP",
            (module, exercise, int(passed)),
        )

    def show_hints(self, module: str, exercise: str, *, at_least: int) -> None:
        """Note that hints up to this number were shown."""
        self._change(
            "INSERT INTO exercise (module, name, hints) VALUES (?, ?, ?) "
            "ON CONFLICT (module, name) DO UPDATE SET hints = max(hints, excluded.hints), "
            "changed_at = CURRENT_TIMESTAMP",
            (module, exercise, at_least),
        )

    def standings(self, module: str) -> dict[str, Standing]:
        """How far the learner is with each exercise of a module that was tried."""
        try:
            if not self.path.is_file():
                return {}
            with self._connection() as connection:
                rows = connection.execute(
                    "SELECT name, tries, hints, passed FROM exercise WHERE module = ?", (module,)
                ).fetchall()
        except (sqlite3.Error, OSError):
            return {}
        return {name: Standing(tries, hints, bool(passed)) for name, tries, hints, passed in rows}

    def passed(self, module: str) -> dict[str, bool]:
        """For each exercise tried, whether it was solved."""
        return {name: standing.passed for name, standing in self.standings(module).items()}

    def _change(self, statement: str, values: tuple[object, ...]) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self._connection() as connection, connection:
                connection.execute(_SCHEMA)
                connection.execute(statement, values)
        except (sqlite3.Error, OSError):
            return

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self.path, timeout=5)
        try:
            yield connection
        finally:
            connection.close()
