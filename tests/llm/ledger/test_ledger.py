"""The books: nobody passes a bound, nothing that may have cost money is forgotten, on SQLite and on PostgreSQL."""

import asyncio
import os
import signal
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.llm.ledger.conftest import open_ledger
from workshop_kit.llm.ledger.amount import Amount
from workshop_kit.llm.ledger.ledger import LEASE_SECONDS
from workshop_kit.llm.ledger.quota import Quota, Quotas
from workshop_kit.llm.problems import Problem

NOON = 1_764_000_000.0 - 1_764_000_000.0 % 86_400 + 4 * 3_600  # 12:00 in Samarinda
ONE = Amount(1, 100, 50, 300)
TEN_REQUESTS = Quotas(day={"peserta": Quota(requests=10)})


def run(coroutine):
    return asyncio.run(coroutine)


class Clock:
    def __init__(self, now: float = NOON) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


async def refusals(ledger, count: int, most: Amount, person: str = "ani") -> list[str]:
    """Ask so many times at once; the codes of the refusals."""
    outcomes = await asyncio.gather(
        *(ledger.reserve(person, "peserta", most) for _ in range(count)), return_exceptions=True
    )
    assert all(not isinstance(each, Exception) or isinstance(each, Problem) for each in outcomes), outcomes
    return [each.code for each in outcomes if isinstance(each, Problem)]


def test_what_was_used_takes_the_place_of_what_was_reserved(make):
    async def story():
        ledger = make()
        reserved = await ledger.reserve("ani", "peserta", Amount(1, 100, 500, 9_000))
        assert (await ledger.used_by("ani"))[0] == Amount(1, 100, 500, 9_000)
        await ledger.settle(reserved, Amount(1, 90, 20, 700))
        return await ledger.used_by("ani")

    assert run(story()) == (Amount(1, 90, 20, 700), Amount(1, 90, 20, 700))


def test_settling_twice_changes_nothing(make):
    async def story():
        ledger = make()
        reserved = await ledger.reserve("ani", "peserta", ONE)
        await ledger.settle(reserved, Amount(1, 10, 5, 30))
        await ledger.settle(reserved, Amount(1, 99, 99, 999))
        await ledger.refund(reserved)
        return await ledger.total()

    assert run(story()) == Amount(1, 10, 5, 30)


def test_a_refund_leaves_no_trace_in_the_sums(make):
    async def story():
        ledger = make()
        await ledger.refund(await ledger.reserve("ani", "peserta", ONE))
        return await ledger.total()

    assert run(story()) == Amount()


def test_an_upstream_that_used_more_than_was_reserved_is_written_as_it_was_and_the_next_request_refused(make):
    async def story():
        ledger = make(Quotas(day={"peserta": Quota(tokens=200)}))
        await ledger.settle(await ledger.reserve("ani", "peserta", ONE), Amount(1, 100, 150, 300))
        assert (await ledger.used_by("ani"))[0].tokens == 250
        return await refusals(ledger, 1, Amount(1, 1, 0, 0))

    assert run(story()) == ["quota_day_tokens"]


@pytest.mark.parametrize(
    ("quotas", "code"),
    [
        (Quotas(day={"peserta": Quota(requests=3)}), "quota_day_requests"),
        (Quotas(day={"peserta": Quota(tokens=450)}), "quota_day_tokens"),
        (Quotas(day={"peserta": Quota(microrupiah=900)}), "quota_day_rupiah"),
        (Quotas(workshop={"peserta": Quota(requests=3)}), "quota_workshop_requests"),
        (Quotas(workshop={"peserta": Quota(tokens=450)}), "quota_workshop_tokens"),
        (Quotas(workshop={"peserta": Quota(microrupiah=900)}), "quota_workshop_rupiah"),
        (Quotas(cap=Quota(requests=3)), "cap_requests"),
        (Quotas(cap=Quota(tokens=450)), "cap_tokens"),
        (Quotas(cap=Quota(microrupiah=900)), "cap_rupiah"),
    ],
)
def test_64_calls_at_once_pass_exactly_as_many_as_fit(make, quotas, code):
    assert run(refusals(make(quotas), 64, ONE)) == [code] * 61


def test_two_processes_that_share_the_books_pass_no_more_than_one(make):
    async def story():
        first, second = make(TEN_REQUESTS), make(TEN_REQUESTS)
        found = await asyncio.gather(refusals(first, 32, ONE), refusals(second, 32, ONE))
        return sum(map(len, found))

    assert run(story()) == 64 - 10


def test_one_persons_quota_is_not_anothers(make):
    async def story():
        ledger = make(TEN_REQUESTS)
        return await refusals(ledger, 12, ONE, "ani"), await refusals(ledger, 10, ONE, "budi")

    assert run(story()) == (["quota_day_requests"] * 2, [])


def test_the_cap_is_everybodys(make):
    async def story():
        ledger = make(Quotas(cap=Quota(requests=10)))
        return await refusals(ledger, 10, ONE, "ani"), await refusals(ledger, 1, ONE, "budi")

    assert run(story()) == ([], ["cap_requests"])


def test_a_trainer_can_give_one_person_more_and_take_it_back(make):
    async def story():
        ledger = make(TEN_REQUESTS)
        await ledger.set_quota("ani", "day", Quota(requests=12))
        assert (await ledger.quotas_of("ani", "peserta"))[0] == Quota(requests=12)
        assert await refusals(ledger, 12, ONE) == []
        await ledger.set_quota("ani", "day", None)
        return await refusals(ledger, 1, ONE)

    assert run(story()) == ["quota_day_requests"]


def test_a_refusal_says_what_to_do_and_when_it_makes_sense_to_come_back(make):
    async def story():
        await refusals(ledger := make(TEN_REQUESTS, clock=Clock()), 10, ONE)
        await ledger.reserve("ani", "peserta", ONE)

    with pytest.raises(Problem, match=r"habis\. Lanjutkan besok") as told:
        run(story())
    assert told.value.status == 429
    assert told.value.retry_after == 12 * 3_600


def test_a_new_day_begins_at_midnight_in_samarinda(make):
    async def story():
        clock = Clock(NOON + 12 * 3_600 - 1)
        ledger = make(TEN_REQUESTS, clock=clock)
        await refusals(ledger, 10, ONE)
        assert await refusals(ledger, 1, ONE)
        clock.now += 2
        return await refusals(ledger, 10, ONE)

    assert run(story()) == []


@pytest.mark.parametrize("jump", [-3_600, -11 * 3_600])
def test_a_clock_that_jumps_back_frees_nothing(make, jump):
    async def story():
        clock = Clock(NOON)
        ledger = make(TEN_REQUESTS, clock=clock)
        await refusals(ledger, 10, ONE)
        clock.now += jump
        return await refusals(ledger, 1, ONE)

    assert run(story()) == ["quota_day_requests"]


def test_a_clock_that_jumps_over_midnight_and_back_meets_the_same_bounds_and_the_workshops_hold_throughout(make):
    async def story():
        clock = Clock(NOON)
        quotas = Quotas(day={"peserta": Quota(requests=10)}, workshop={"peserta": Quota(requests=15)})
        ledger = make(quotas, clock=clock)
        await refusals(ledger, 10, ONE)
        clock.now += 86_400
        assert len(await refusals(ledger, 10, ONE)) == 5
        clock.now -= 86_400
        return await refusals(ledger, 1, ONE)

    assert run(story()) == ["quota_day_requests"]


def test_a_reservation_settled_after_midnight_belongs_to_the_day_it_was_made(make):
    async def story():
        clock = Clock(NOON + 12 * 3_600 - 1)
        ledger = make(clock=clock)
        reserved = await ledger.reserve("ani", "peserta", ONE)
        clock.now += 60
        await ledger.settle(reserved, Amount(1, 10, 5, 30))
        return await ledger.used_by("ani"), [each.amount for each in await ledger.everybody()]

    (today, whole), days = run(story())
    assert today == Amount()
    assert whole == Amount(1, 10, 5, 30)
    assert days == [Amount(1, 10, 5, 30)]


def test_a_reservation_that_outlives_its_lease_stays_counted_until_it_is_settled(make):
    async def story():
        clock = Clock()
        ledger = make(clock=clock)
        reserved = await ledger.reserve("ani", "peserta", ONE)
        clock.now += LEASE_SECONDS + 1
        await ledger.refund(await ledger.reserve("budi", "peserta", ONE))
        before = await ledger.total()
        await ledger.settle(reserved, Amount(1, 10, 5, 30))
        return before, await ledger.total()

    assert run(story()) == (ONE, Amount(1, 10, 5, 30))


STREAM = """
import asyncio, sys
from tests.llm.ledger.conftest import open_ledger
from workshop_kit.llm.ledger.amount import Amount

async def stream():
    ledger = open_ledger(sys.argv[1])
    await ledger.settle(await ledger.reserve("ani", "peserta", Amount(1, 10, 10, 10)), Amount(1, 5, 5, 5))
    await ledger.reserve("ani", "peserta", Amount(1, 100, 50, 300))
    print("streaming", flush=True)
    await asyncio.sleep(60)

asyncio.run(stream())
"""


def test_a_process_killed_in_mid_stream_loses_no_money_and_locks_nobody_out(place, make):
    root = Path(__file__).parents[3]
    child = subprocess.Popen(
        [sys.executable, "-c", STREAM, place],
        cwd=root,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(root)},
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "streaming\n"
    child.send_signal(signal.SIGKILL)
    child.wait()

    async def afterwards():
        ledger = make()
        found = await ledger.used_by("ani")
        await ledger.reserve("ani", "peserta", ONE)
        return found

    assert run(afterwards())[0] == Amount(1, 5, 5, 5) + ONE


def test_a_caller_who_leaves_while_the_books_are_written_leaves_them_whole(make):
    async def story():
        ledger = make()
        reserved = await ledger.reserve("ani", "peserta", ONE)
        leaving = asyncio.ensure_future(ledger.settle(reserved, Amount(1, 10, 5, 30)))
        await asyncio.sleep(0)
        leaving.cancel()
        with pytest.raises(asyncio.CancelledError):
            await leaving
        await asyncio.sleep(0.2)
        return await ledger.total()

    assert run(story()) == Amount(1, 10, 5, 30)


def test_books_that_cannot_be_written_let_nobody_through_and_forget_nothing(kind, place, make):
    async def story():
        reserved = await make().reserve("ani", "peserta", ONE)
        broken = make()
        refuse_writing(kind, place, broken, refused=True)
        # The last free bytes of a full disk's file may still take a few.
        found = [
            await asyncio.gather(broken.reserve(f"budi{n}", "peserta", ONE), return_exceptions=True) for n in range(300)
        ]
        outcomes = [outcome for (outcome,) in found]
        refused = [each for each in outcomes if isinstance(each, Problem)]
        assert refused
        assert {each.status for each in refused} == {503}
        assert all("tidak dapat ditulis" in str(each) for each in refused)
        written = Amount(*(number * (len(outcomes) - len(refused)) for number in (1, 100, 50, 300)))
        (settled,) = await asyncio.gather(broken.settle(reserved, Amount(1, 10, 5, 30)), return_exceptions=True)
        refuse_writing(kind, place, broken, refused=False)
        # Where the change did not go through, the reservation stays counted in full.
        assert await broken.total() == written + (ONE if isinstance(settled, Problem) else Amount(1, 10, 5, 30))
        await broken.settle(reserved, Amount(1, 10, 5, 30))
        return await broken.total() == written + Amount(1, 10, 5, 30)

    assert run(story())


def refuse_writing(kind, place, ledger, refused: bool) -> None:
    """SQLite: a full disk. PostgreSQL: a server that takes no writes."""
    if kind == "sqlite":
        connection = ledger._connection = ledger._connection or ledger._open()
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute("CREATE TABLE IF NOT EXISTS isi (x)") if refused else None
        connection.execute(f"PRAGMA max_page_count = {pages if refused else 1_000_000}")
        if refused:
            with pytest.raises(sqlite3.OperationalError, match="full"):
                for _ in range(10_000):
                    connection.execute("INSERT INTO isi VALUES (randomblob(2000))")
    else:
        server, _, name = place.rpartition("/")
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute(
                f"ALTER DATABASE {name} SET default_transaction_read_only = {'on' if refused else 'off'}"
            )


def test_a_locked_file_is_waited_for_and_then_said(tmp_path, monkeypatch):
    monkeypatch.setattr("workshop_kit.llm.ledger.sqlite.BUSY_SECONDS", 0.2)
    path = tmp_path / "pemakaian.db"

    async def story():
        ledger = open_ledger(str(path))
        await ledger.total()
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Problem) as told:
            await ledger.reserve("ani", "peserta", ONE)
        other.execute("ROLLBACK")
        await ledger.reserve("ani", "peserta", ONE)
        await ledger.close()
        return told.value.code

    assert run(story()) == "ledger_unavailable"


def test_a_server_that_was_restarted_is_found_again(postgres):
    async def story():
        ledger = open_ledger(postgres.new_database())
        await ledger.reserve("ani", "peserta", ONE)
        postgres.stop()
        with pytest.raises(Problem):
            await ledger.reserve("ani", "peserta", ONE)
        postgres.start()
        with_luck = [
            await asyncio.gather(ledger.reserve("ani", "peserta", ONE), return_exceptions=True) for _ in range(6)
        ]
        await ledger.close()
        return any(not isinstance(each, Exception) for (each,) in with_luck)

    assert run(story())


def test_an_address_with_a_password_is_in_no_error(postgres):
    async def story():
        ledger = open_ledger(f"postgresql://ledger:rahasia-sekali@127.0.0.1:{postgres.port}/tidak_ada")
        try:
            await ledger.total()
        finally:
            await ledger.close()

    with pytest.raises(Problem) as told:
        run(story())
    assert "rahasia" not in str(told.value) + repr(told.value.__cause__)


def test_the_file_is_readable_by_its_owner_alone(tmp_path):
    path = tmp_path / "pemakaian.db"

    async def story():
        ledger = open_ledger(str(path))
        await ledger.reserve("ani", "peserta", ONE)
        mode = stat.S_IMODE(path.stat().st_mode)
        await ledger.close()
        return mode

    assert run(story()) == 0o600


def test_hostile_names_are_only_names(make):
    names = ["semua", "", "'; DROP TABLE used; --", "?", "%s", "*", "a" * 5_000, "\u202e‮"]

    async def story():
        ledger = make()
        for name in names:
            await ledger.reserve(name, "peserta", ONE)
        return [each.person for each in await ledger.everybody()]

    assert sorted(run(story())) == sorted(names)


@pytest.mark.parametrize("wrong", [-1, 1.5, "1", None, True])
def test_an_amount_is_a_whole_number_of_at_least_nothing(wrong):
    with pytest.raises(ValueError, match="whole number"):
        Amount(prompt_tokens=wrong)
