"""What happens at each limit: the sentence, what goes on, and that the next attendee notices nothing."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.grading.cage.conftest import SOON, Attendee
from workshop_kit.grading.cage import Cage, VisitEnded
from workshop_kit.grading.limits import sentence

Admit = Callable[..., Attendee]


def lives(attendee: Attendee) -> bool:
    return attendee.prints("print('masih di sini')") == "masih di sini\n"


# --- time ---


def test_an_endless_loop_is_interrupted_and_the_next_cell_runs(attendee: Attendee) -> None:
    attendee.run("kept = 7")
    outcome = attendee.run("print('mulai')\nwhile True: pass")

    assert outcome.stopped == sentence("cpu", SOON)
    assert outcome.stopped.startswith("Sel ini berhenti setelah 0.7 detik")
    assert outcome.outputs[0]["text"] == "mulai\n"
    assert outcome.outputs[-1]["ename"] == "KeyboardInterrupt"
    assert attendee.value("kept") == 7


def test_waiting_counts_by_the_clock(attendee: Attendee) -> None:
    outcome = attendee.run("import time; time.sleep(60)")

    assert outcome.stopped == sentence("clock", SOON)
    assert lives(attendee)


def test_a_loop_that_ignores_the_interrupt_is_killed(admit: Admit) -> None:
    attendee = admit()
    outcome = attendee.run(
        "print('mulai')\nwhile True:\n    try:\n        while True: sum(range(9))\n    except BaseException: pass"
    )

    assert outcome.stopped == sentence("cpu", SOON)
    assert outcome.outputs[0]["text"] == "mulai\n"
    assert not attendee.visit.alive
    assert attendee.run("1").outputs == []
    assert attendee.run("1").stopped == sentence("cpu", SOON)
    with pytest.raises(VisitEnded, match="berhenti"):
        attendee.visit.values(["x"])
    assert lives(admit())


def test_a_loop_outside_of_python_is_killed(admit: Admit) -> None:
    attendee = admit()
    outcome = attendee.run("import re; re.match('(a+)+$', 'a' * 60 + 'b')")

    assert outcome.stopped == sentence("cpu", SOON)
    assert lives(admit())


def test_ignored_signals_do_not_help(admit: Admit) -> None:
    attendee = admit()
    outcome = attendee.run(
        "import signal\nfor n in range(1, 65):\n    try: signal.signal(n, signal.SIG_IGN)\n    except Exception: pass\n"
        "while True: pass"
    )

    assert outcome.stopped == sentence("cpu", SOON)
    assert not attendee.visit.alive


def test_an_awaiting_cell_is_interrupted(attendee: Attendee) -> None:
    outcome = attendee.run("import asyncio; await asyncio.sleep(60)")

    assert outcome.stopped == sentence("clock", SOON)
    assert lives(attendee)


def test_a_value_or_a_call_that_does_not_end_is_stopped(attendee: Attendee) -> None:
    attendee.run("def lama(n):\n    while True: pass\ndef cepat(n): return n + 1")
    found = attendee.visit.values(["lama", "cepat"])

    with pytest.raises(BaseException):  # noqa: B017 - what it is called is the codec's to say
        found["lama"](1)
    assert found["cepat"](1) == 2


# --- memory ---


def test_a_memory_bomb_is_an_error_in_its_cell(attendee: Attendee) -> None:
    outcome = attendee.run("big = bytearray(2 << 30)")

    assert outcome.outputs[-1]["ename"] == "MemoryError"
    assert outcome.stopped == sentence("memory", SOON)
    assert lives(attendee)


def test_an_array_too_large_says_the_same(attendee: Attendee) -> None:
    assert attendee.run("import numpy; numpy.ones(1 << 29)").stopped == sentence("memory", SOON)


def test_memory_grown_in_small_steps_ends_somehow_and_soon(admit: Admit) -> None:
    attendee = admit()
    outcome = attendee.run("kept = []\nwhile True: kept.append('x' * 100000)")

    assert outcome.stopped == sentence("memory", SOON)
    assert lives(admit())


def test_shared_memory_is_counted_too(admit: Admit) -> None:
    attendee = admit()
    outcome = attendee.run(
        "import mmap\nkept = []\nwhile True:\n    kept.append(mmap.mmap(-1, 1 << 24)); kept[-1].write(b'x' * (1 << 24))"
    )

    assert any(output["output_type"] == "error" for output in outcome.outputs) or not attendee.visit.alive
    assert lives(admit())


# --- threads and processes ---


def test_too_many_threads_end_the_notebook(admit: Admit) -> None:
    attendee = admit()
    outcome = attendee.run(
        "import threading, time\nthreading.stack_size(64 << 10)\n"
        "while True: threading.Thread(target=time.sleep, args=(60,)).start()"
    )

    assert outcome.stopped in (sentence("threads", SOON), sentence("memory", SOON))
    assert lives(admit())


def test_a_fork_bomb_is_an_error_in_its_cell(attendee: Attendee) -> None:
    outcome = attendee.run("import os\nwhile True: os.fork()")

    assert outcome.outputs[-1]["ename"] == "PermissionError"
    assert lives(attendee)


# --- files ---


def test_a_file_too_large_is_an_error_in_its_cell(attendee: Attendee) -> None:
    outcome = attendee.run("open('besar', 'wb').write(bytes(4 << 20))")

    assert outcome.outputs[-1]["ename"] == "OSError"
    assert outcome.stopped == sentence("space", SOON)
    assert lives(attendee)


def test_too_many_bytes_on_disk_are_an_error_in_their_cell(attendee: Attendee) -> None:
    outcome = attendee.run("for n in range(20): open(f'f{n}', 'wb').write(bytes(1 << 20))")

    assert outcome.stopped == sentence("space", SOON)
    assert lives(attendee)


def test_too_many_files_end_the_notebook(admit: Admit) -> None:
    attendee = admit()
    outcome = attendee.run("n = 0\nwhile True:\n    open(f'f{n}', 'w').close(); n += 1")

    assert outcome.stopped == sentence("files", SOON)
    assert lives(admit())


# --- output ---


def test_a_flood_of_text_is_cut_with_a_sentence(attendee: Attendee) -> None:
    outcome = attendee.run("for _ in range(20000): print('x' * 100)")
    text = "".join(output["text"] for output in outcome.outputs)

    assert len(text) < (SOON.output_kb << 10) + 1000
    assert sentence("output", SOON) in text
    assert lives(attendee)


def test_a_flood_of_displays_is_cut(attendee: Attendee) -> None:
    outcome = attendee.run("for n in range(1000): display(n)")

    assert len(outcome.outputs) <= SOON.outputs + 1
    assert sentence("output", SOON) in outcome.outputs[-1]["text"]


def test_one_output_too_large_is_left_out(attendee: Attendee) -> None:
    outcome = attendee.run("from IPython.display import HTML; HTML('x' * 3_000_000)")

    assert sentence("output", SOON) in outcome.outputs[-1]["text"]
    assert lives(attendee)


# --- leaving early ---


@pytest.mark.parametrize(
    "source",
    [
        "import os; os._exit(0)",
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
        "import ctypes; ctypes.string_at(0)",
        "import faulthandler, os; os.abort()",
        "import sys; sys.setrecursionlimit(10**9)\nclass A:\n  def __repr__(self): return repr(self)\nrepr(A())",
    ],
)
def test_a_process_that_ends_itself_ends_its_notebook_only(admit: Admit, source: str) -> None:
    attendee = admit()
    attendee.run("print('sebelum')")
    outcome = attendee.run(f"print('ini')\n{source}")

    assert outcome.stopped or outcome.outputs[-1]["output_type"] == "error"
    assert lives(admit())


def test_exit_does_not_end_a_notebook(attendee: Attendee) -> None:
    attendee.run("exit()")
    attendee.run("quit()")
    outcome = attendee.run("import sys; sys.exit(3)")

    assert outcome.outputs[0]["ename"] == "SystemExit"
    assert lives(attendee)


def test_a_whole_notebook_has_its_limit(make_cage: Callable[[], Cage]) -> None:
    cage = make_cage()
    cage.limits = replace(SOON, notebook_seconds=2)
    cage.start()
    visit = cage.admit({})
    stopped = [visit.run("import time; time.sleep(1.5)").stopped for _turn in range(3)]
    visit.leave()
    cage.close()

    assert sentence("notebook", cage.limits) in stopped
    assert stopped[-1] == sentence("notebook", cage.limits)
