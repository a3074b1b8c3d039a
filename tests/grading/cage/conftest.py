"""One cage for all tests, with limits that are reached soon."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from workshop_kit.grading.cage import Cage, Outcome, Visit, new_cage
from workshop_kit.grading.limits import Limits

SOON = Limits(
    # Far apart, so that on a busy machine too the first is reached first.
    cell_cpu_seconds=0.7,
    cell_seconds=6,
    grace_seconds=4,
    notebook_seconds=40,
    memory_mb=300,
    threads=20,
    file_mb=2,
    home_mb=8,
    files=300,
    output_kb=200,
    outputs=50,
    value_mb=4,
)


@pytest.fixture(scope="session")
def make_cage() -> Callable[[], Cage]:
    return new_cage(SOON, sandboxed=True)


@pytest.fixture(scope="session")
def cage(make_cage: Callable[[], Cage]) -> Iterator[Cage]:
    made = make_cage()
    made.start()
    yield made
    made.close()


@dataclass
class Attendee:
    """A visit, and what its cells print."""

    visit: Visit

    def run(self, source: str) -> Outcome:
        return self.visit.run(source)

    def prints(self, source: str) -> str:
        """All that a cell shows as text, errors by name."""
        shown = ""
        for output in self.visit.run(source).outputs:
            if output["output_type"] == "stream":
                shown += output["text"]
            elif output["output_type"] == "error":
                shown += f"{output['ename']}: {output['evalue']}\n"
            else:
                shown += output["data"].get("text/plain", "") + "\n"
        return shown

    def value(self, name: str) -> object:
        return self.visit.values([name])[name]


@pytest.fixture
def admit(cage: Cage) -> Iterator[Callable[..., Attendee]]:
    """Let attendees in, one after another; each goes before the next comes."""
    visits: list[Visit] = []

    def enter(files: dict[str, bytes] | None = None, folder: str = "m04-tabel-capaian") -> Attendee:
        for visit in visits:
            visit.leave()
        visits.append(cage.admit(files or {}, folder=folder))
        return Attendee(visits[-1])

    yield enter
    for visit in visits:
        visit.leave()


@pytest.fixture
def attendee(admit: Callable[..., Attendee]) -> Attendee:
    return admit()
