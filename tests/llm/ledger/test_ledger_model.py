"""Whatever happens in whatever order, the books agree with a plain count, and no bound is passed."""

import asyncio
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from tests.llm.ledger.conftest import open_ledger
from workshop_kit.llm.ledger.amount import Amount
from workshop_kit.llm.ledger.ledger import LEASE_SECONDS
from workshop_kit.llm.ledger.quota import Quota, Quotas
from workshop_kit.llm.problems import Problem

QUOTAS = Quotas(
    day={"peserta": Quota(requests=6, tokens=900)},
    workshop={"peserta": Quota(requests=9, microrupiah=4_000)},
    cap=Quota(requests=14, tokens=2_500),
)
AMOUNTS = st.builds(Amount, st.just(1), st.integers(0, 200), st.integers(0, 200), st.integers(0, 900))
PEOPLE = st.sampled_from(["ani", "budi", "citra"])


class Books(RuleBasedStateMachine):
    """Reserve, settle, refund, be killed, come back, with a clock that jumps."""

    reservations = Bundle("reservations")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.place = str(Path(self.folder.name) / "pemakaian.db")
        self.now = 1_764_000_000.0
        self.loop = asyncio.new_event_loop()
        self.open()
        # Person, day and amount of everything that counts, by the reservation's id.
        self.counted: dict[str, tuple[str, str, Amount]] = {}

    def open(self) -> None:
        self.ledger = open_ledger(self.place, QUOTAS, clock=lambda: self.now)

    def do(self, coroutine):
        return self.loop.run_until_complete(coroutine)

    def sums(self, person: str | None = None, day: str | None = None) -> Amount:
        total = Amount()
        for who, when, amount in self.counted.values():
            if person in (None, who) and day in (None, when):
                total += amount
        return total

    @rule(target=reservations, person=PEOPLE, most=AMOUNTS)
    def reserve(self, person, most):
        try:
            made = self.do(self.ledger.reserve(person, "peserta", most))
        except Problem as problem:
            assert problem.status == 429
            return None
        self.counted[made.id] = (person, made.day, most)
        for bound, used in (
            (QUOTAS.day["peserta"], self.sums(person, made.day)),
            (QUOTAS.workshop["peserta"], self.sums(person)),
            (QUOTAS.cap, self.sums()),
        ):
            assert bound.exceeded_by(used) is None
        return made

    @rule(made=consumes(reservations), share=st.floats(0, 1))
    def settle(self, made, share):
        if made is None:
            return
        used = Amount(1, int(made.most.prompt_tokens * share), int(made.most.completion_tokens * share), 0)
        self.do(self.ledger.settle(made, used))
        self.counted[made.id] = (*self.counted[made.id][:2], used)

    @rule(made=consumes(reservations))
    def refund(self, made):
        if made is not None:
            self.do(self.ledger.refund(made))
            del self.counted[made.id]

    @rule(made=consumes(reservations), used=AMOUNTS)
    def settle_twice(self, made, used):
        if made is None:
            return
        self.do(self.ledger.settle(made, made.most))
        self.do(self.ledger.settle(made, used))

    @rule(seconds=st.sampled_from([60.0, LEASE_SECONDS + 1.0, 86_400.0, -3_600.0, -86_400.0]))
    def clock_jumps(self, seconds):
        self.now += seconds

    @rule()
    def restart(self):
        """As after a kill: reservations that nobody will settle stay counted."""
        self.do(self.ledger.close())
        self.open()

    @invariant()
    def books_agree_with_the_count(self):
        assert self.do(self.ledger.total()) == self.sums()
        for person in ("ani", "budi", "citra"):
            assert self.do(self.ledger.used_by(person))[1] == self.sums(person)

    def teardown(self):
        self.do(self.ledger.close())
        self.loop.close()
        self.folder.cleanup()


TestBooks = Books.TestCase
TestBooks.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
