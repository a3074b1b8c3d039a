"""The ledger's rules, the same for SQLite and PostgreSQL.

A reservation is counted in full until it is settled, so callers at the same moment cannot both have the last token. If
its process dies, it stays counted in full: money that an upstream may have charged is never lost. After its lease it is
marked as expired, which changes no sum; should its process be alive after all, settling still puts the true amount.

Sums are kept by calendar day of Samarinda (WITA). A clock that jumps back meets the sums of that day again, so nothing
is gained by it; one that jumps forward opens a new day, while the bounds of the whole workshop go on holding.

What waits is done together, in one transaction: a room that asks at the same moment costs one commit and not thirty.
"""

import asyncio
import datetime
import secrets
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, Concatenate, Literal, ParamSpec, Protocol, TypeVar

from workshop_kit.language import _
from workshop_kit.llm.ledger.amount import Amount
from workshop_kit.llm.ledger.batches import Batches, Work
from workshop_kit.llm.ledger.quota import Period, Quota, Quotas, exhausted
from workshop_kit.llm.problems import Problem

WITA = datetime.timezone(datetime.timedelta(hours=8), "WITA")
LEASE_SECONDS = 15 * 60
_LOOK_FOR_EXPIRED_SECONDS = 1.0
# Names of persons carry a sign in front, so that nobody can be called everybody.
EVERYBODY = "semua"
_SIGN = "="
WHOLE_WORKSHOP = "*"
_SUM_COLUMNS = "requests, prompt_tokens, completion_tokens, microrupiah"

P = ParamSpec("P")
T = TypeVar("T")
State = Literal["reserved", "expired", "settled"]

SCHEMA = (
    """CREATE TABLE IF NOT EXISTS entry (
        id TEXT PRIMARY KEY, person TEXT NOT NULL, person_group TEXT NOT NULL, day TEXT NOT NULL,
        model TEXT NOT NULL, lease_until DOUBLE PRECISION NOT NULL, state TEXT NOT NULL,
        requests BIGINT NOT NULL, prompt_tokens BIGINT NOT NULL, completion_tokens BIGINT NOT NULL,
        microrupiah BIGINT NOT NULL)""",
    "CREATE INDEX IF NOT EXISTS entry_lease ON entry (lease_until) WHERE state = 'reserved'",
    """CREATE TABLE IF NOT EXISTS used (
        person TEXT NOT NULL, day TEXT NOT NULL,
        requests BIGINT NOT NULL CHECK (requests >= 0), prompt_tokens BIGINT NOT NULL CHECK (prompt_tokens >= 0),
        completion_tokens BIGINT NOT NULL CHECK (completion_tokens >= 0),
        microrupiah BIGINT NOT NULL CHECK (microrupiah >= 0),
        PRIMARY KEY (person, day))""",
    """CREATE TABLE IF NOT EXISTS own_quota (
        person TEXT NOT NULL, period TEXT NOT NULL, requests BIGINT, tokens BIGINT, microrupiah BIGINT,
        PRIMARY KEY (person, period))""",
)


class Cursor(Protocol):
    """What the rules need of a database cursor."""

    @property
    def rowcount(self) -> int:
        """How many rows the last statement changed."""

    def execute(self, statement: str, values: tuple[Any, ...] = ..., /) -> Any:
        """Run one statement; its places are written ``?``."""

    def fetchone(self) -> Any:
        """The next row or None."""

    def fetchall(self) -> Any:
        """All rows."""


@dataclass(frozen=True, slots=True)
class Reservation:
    """What was set aside for one request."""

    id: str
    person: str
    day: str
    most: Amount


@dataclass(frozen=True, slots=True)
class Used:
    """What one person used on one day, reservations that still run included."""

    person: str
    day: str
    amount: Amount


class Ledger(ABC):
    """Who used how much.

    Parameters
    ----------
    quotas : Quotas
        The bounds; those set for one person with `set_quota` come before those of the group.
    clock : callable
        Seconds since 1970; tests turn it.
    """

    def __init__(self, quotas: Quotas, clock: Callable[[], float] = time.time) -> None:
        self._quotas = quotas
        self._clock = clock
        self._batches = Batches(self._do, "ledger")
        self._looked_for_expired = 0.0

    @abstractmethod
    def _transaction(self) -> AbstractContextManager[Cursor]:
        """A transaction that no other one can run into; committed at the end, rolled back on an error."""

    @abstractmethod
    def _is_database_error(self, error: Exception) -> bool:
        """Whether an error is the database's."""

    @abstractmethod
    def _is_out_of_reach(self, error: Exception) -> bool:
        """Whether an error says that nobody can write now: locked, full, gone."""

    async def reserve(self, person: str, group: str, most: Amount, model: str = "") -> Reservation:
        """Set aside the most that a request can use.

        Parameters
        ----------
        person, group : str
            Who asks.
        most : Amount
            An upper bound.
        model : str
            For the books.

        Raises
        ------
        Problem
            429 if a bound would be passed, 503 if the ledger cannot be written: nobody is answered off the books.
        """
        return await self._run(self._reserve, person, group, most, model)

    async def settle(self, reservation: Reservation, used: Amount) -> None:
        """Put the true amount in place of the reserved one; a second time changes nothing.

        An upstream can use more than was set aside; the truth is written, and the next request is refused.

        Raises
        ------
        Problem
            503 if the ledger cannot be written. The reservation then stays counted in full.
        """
        await self._run(self._settle, reservation, used)

    async def refund(self, reservation: Reservation) -> None:
        """Give back a reservation of which nothing was used."""
        await self.settle(reservation, Amount())

    async def used_by(self, person: str) -> tuple[Amount, Amount]:
        """What a person has used today, and in the whole workshop."""
        return await self._run(self._used_by, person)

    async def quotas_of(self, person: str, group: str) -> tuple[Quota, Quota]:
        """A person's bounds for a day and for the whole workshop."""
        return await self._run(self._bounds, person, group)

    async def everybody(self) -> list[Used]:
        """What each person used on each day, by day and name."""
        return await self._run(self._everybody)

    async def total(self) -> Amount:
        """What all have used together."""
        return await self._run(self._total)

    async def set_quota(self, person: str, period: Period, quota: Quota | None) -> None:
        """Give one person bounds of their own, or with None those of the group again."""
        await self._run(self._set_quota, person, period, quota)

    async def close(self) -> None:
        """Close the connections; what was promised is written."""
        await asyncio.to_thread(self._close)

    def _close(self) -> None:
        self._batches.close()

    async def _run(self, work: Callable[Concatenate[Cursor, P], T], *arguments: P.args, **named: P.kwargs) -> T:
        # A caller who disconnects stops waiting; the work itself is done all the same.
        return await self._batches.add(lambda cursor: work(cursor, *arguments, **named))

    def _do(self, batch: list[Work]) -> None:
        """Do works in one transaction: all are written or none; one that cannot be keeps no other back."""
        try:
            with self._transaction() as cursor:
                for work in batch:
                    try:
                        work.succeed(work.todo(cursor))
                    except Problem as refused:  # before anything of it was written
                        work.fail(refused)
        except Exception as error:
            if len(batch) > 1 and not self._is_out_of_reach(error):
                for work in batch:
                    self._do([work])
                return
            for work in batch:
                work.fail(self._as_problem(error))

    def _as_problem(self, error: Exception) -> Exception:
        if not self._is_database_error(error):
            return error
        problem = Problem(503, "ledger_unavailable", _LEDGER_UNAVAILABLE, retry_after=5)
        problem.__cause__ = error
        return problem

    def _reserve(self, cursor: Cursor, person: str, group: str, most: Amount, model: str) -> Reservation:
        now = self._clock()
        day = _day(now)
        self._mark_expired(cursor, now)
        day_quota, workshop_quota = self._bounds(cursor, person, group)
        rows = ((_SIGN + person, day), (_SIGN + person, WHOLE_WORKSHOP), (EVERYBODY, WHOLE_WORKSHOP))
        sums = _sums(cursor, person, day)
        for period, bound, row in zip(
            ("day", "workshop", "cap"), (day_quota, workshop_quota, self._quotas.cap), rows, strict=True
        ):
            unit = bound.exceeded_by(sums.get(row, Amount()) + most)
            if unit:
                raise exhausted(period, unit, _seconds_to_midnight(now))  # type: ignore[arg-type]
        for row in rows:
            if row not in sums:
                cursor.execute(
                    f"INSERT INTO used (person, day, {_SUM_COLUMNS}) VALUES (?, ?, 0, 0, 0, 0)",  # noqa: S608
                    row,
                )
        # In the order of time, so that what is written together lies together in the index.
        reservation = Reservation(f"{int(now * 1e6):016x}{secrets.token_hex(8)}", person, day, most)
        cursor.execute(
            f"INSERT INTO entry (id, person, person_group, day, model, lease_until, state, {_SUM_COLUMNS})"  # noqa: S608
            " VALUES (?, ?, ?, ?, ?, ?, 'reserved', ?, ?, ?, ?)",
            (reservation.id, person, group, day, model, now + LEASE_SECONDS, *_columns(most)),
        )
        _change(cursor, person, day, Amount(), most)
        return reservation

    def _mark_expired(self, cursor: Cursor, now: float) -> None:
        """Mark what nobody settled in time; it changes no sum, so once in a while is enough."""
        if abs(now - self._looked_for_expired) < _LOOK_FOR_EXPIRED_SECONDS:
            return
        cursor.execute("UPDATE entry SET state = 'expired' WHERE state = 'reserved' AND lease_until < ?", (now,))
        self._looked_for_expired = now

    def _settle(self, cursor: Cursor, reservation: Reservation, used: Amount) -> None:
        cursor.execute(
            "UPDATE entry SET state = 'settled', requests = ?, prompt_tokens = ?, completion_tokens = ?,"
            " microrupiah = ? WHERE id = ? AND state <> 'settled'",
            (*_columns(used), reservation.id),
        )
        if cursor.rowcount:
            _change(cursor, reservation.person, reservation.day, reservation.most, used)

    def _bounds(self, cursor: Cursor, person: str, group: str) -> tuple[Quota, Quota]:
        cursor.execute("SELECT period, requests, tokens, microrupiah FROM own_quota WHERE person = ?", (person,))
        own = {row[0]: Quota(*row[1:]) for row in cursor.fetchall()}
        return (
            own.get("day") or self._quotas.day.get(group, Quota()),
            own.get("workshop") or self._quotas.workshop.get(group, Quota()),
        )

    def _used_by(self, cursor: Cursor, person: str) -> tuple[Amount, Amount]:
        day = _day(self._clock())
        sums = _sums(cursor, person, day)
        own = _SIGN + person
        return sums.get((own, day), Amount()), sums.get((own, WHOLE_WORKSHOP), Amount())

    def _total(self, cursor: Cursor) -> Amount:
        return _sums(cursor, "", WHOLE_WORKSHOP).get((EVERYBODY, WHOLE_WORKSHOP), Amount())

    def _everybody(self, cursor: Cursor) -> list[Used]:
        cursor.execute(
            f"SELECT person, day, {_SUM_COLUMNS} FROM used WHERE person <> ? AND day <> ? ORDER BY day, person",  # noqa: S608
            (EVERYBODY, WHOLE_WORKSHOP),
        )
        return [Used(row[0].removeprefix(_SIGN), row[1], Amount(*map(int, row[2:]))) for row in cursor.fetchall()]

    def _set_quota(self, cursor: Cursor, person: str, period: Period, quota: Quota | None) -> None:
        cursor.execute("DELETE FROM own_quota WHERE person = ? AND period = ?", (person, period))
        if quota is not None:
            cursor.execute(
                "INSERT INTO own_quota (person, period, requests, tokens, microrupiah) VALUES (?, ?, ?, ?, ?)",
                (person, period, quota.requests, quota.tokens, quota.microrupiah),
            )


_THREE_SUMS = "(person = ? AND day IN (?, ?)) OR (person = ? AND day = ?)"


def _three_sums(person: str, day: str) -> tuple[str, ...]:
    """The places of ``_THREE_SUMS``: a person's day, the person, everybody."""
    return (_SIGN + person, day, WHOLE_WORKSHOP, EVERYBODY, WHOLE_WORKSHOP)


def _change(cursor: Cursor, person: str, day: str, before: Amount, after: Amount) -> None:
    """Move the sums of a person's day, of the person and of everybody by the difference of two amounts."""
    cursor.execute(
        "UPDATE used SET requests = requests + ?, prompt_tokens = prompt_tokens + ?,"  # noqa: S608
        f" completion_tokens = completion_tokens + ?, microrupiah = microrupiah + ? WHERE {_THREE_SUMS}",
        (
            *(new - old for old, new in zip(_columns(before), _columns(after), strict=True)),
            *_three_sums(person, day),
        ),
    )


def _sums(cursor: Cursor, person: str, day: str) -> dict[tuple[str, str], Amount]:
    """A person's day, the person and everybody, as far as there are any."""
    cursor.execute(
        f"SELECT person, day, {_SUM_COLUMNS} FROM used WHERE {_THREE_SUMS}",  # noqa: S608
        _three_sums(person, day),
    )
    return {(row[0], row[1]): Amount(*map(int, row[2:])) for row in cursor.fetchall()}


def _columns(amount: Amount) -> tuple[int, int, int, int]:
    return (amount.requests, amount.prompt_tokens, amount.completion_tokens, amount.microrupiah)


def _day(now: float) -> str:
    return datetime.datetime.fromtimestamp(now, WITA).date().isoformat()


def _seconds_to_midnight(now: float) -> int:
    here = datetime.datetime.fromtimestamp(now, WITA)
    return 86_400 - (here.hour * 3_600 + here.minute * 60 + here.second)


@contextmanager
def committed(connection: Any, begin: str) -> Iterator[Any]:
    """A cursor in a transaction: committed at the end, rolled back on any error."""
    cursor = connection.cursor()
    try:
        if begin:
            cursor.execute(begin)
        yield cursor
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    finally:
        cursor.close()


_LEDGER_UNAVAILABLE = _(
    "Pencatatan pemakaian sedang tidak dapat ditulis, jadi permintaan ini tidak dikirim. Coba lagi sebentar lagi; bila "
    "terulang, beri tahu pelatih."
)
