"""What a lesson calls works in the room, without a network; and how a cage is used otherwise."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.grading.cage.conftest import SOON, Attendee
from workshop_kit.grading.cage import Event, NoBubblewrap, new_cage
from workshop_kit.grading.limits import sentence

Admit = Callable[..., Attendee]
START = "from workshop_kit import *\nfrom workshop_kit import start\nstart('m04', edition=1)"


def test_a_lesson_starts_and_loads_its_tables(attendee: Attendee) -> None:
    said = attendee.prints(START)
    attendee.run("shape = data.load('kinerja_opd').shape")

    assert "Buku kerja m04 siap" in said
    assert "Perhatikan" not in said
    assert attendee.value("shape") == (416, 11)


def test_quizzes_show_the_stored_answer(admit: Admit) -> None:
    attendee = admit({"jawaban.json": b'{"module": "m04", "answers": {"urutan": [0, 1, 2, 3, 4, 5]}}'})
    attendee.run(START)
    attendee.run("given = answer('urutan')")
    outcome = attendee.run("quiz('urutan')")

    assert attendee.value("given") == [0, 1, 2, 3, 4, 5]
    assert set(outcome.outputs[0]["data"]) == {"text/html", "text/plain"}


def test_hints_and_progress_are_shown(attendee: Attendee) -> None:
    attendee.run(START)
    attendee.visit.record("saring", passed=True)

    assert "petunjuk" in str(attendee.run("hint('saring')").outputs).lower()
    assert "✔ benar" in str(attendee.run("progress()").outputs)


def test_a_models_answer_is_simulated(attendee: Attendee) -> None:
    attendee.run(START)
    outcome = attendee.run("from workshop_kit import llm\nprint(llm.ask('Ringkas: Lampu jalan mati sejak Minggu.'))")

    if outcome.stopped is None:  # the first question loads much, and the limits here are short
        assert "Lampu jalan mati" in outcome.outputs[0]["text"]
    assert outcome.events == []


def test_functions_are_called_without_being_heard(attendee: Attendee) -> None:
    attendee.run(
        "import matplotlib.pyplot as plt\n"
        "def f(x):\n    print('rahasia', x)\n    plt.figure()\n    plt.plot([1])\n    return x + 1"
    )
    function = attendee.visit.values(["f"])["f"]

    assert function(41) == 42
    assert attendee.run("1").outputs[0]["data"]["text/plain"] == "1"
    assert attendee.run("None").outputs == []


def test_a_functions_error_arrives_as_one(attendee: Attendee) -> None:
    attendee.run("def f(x): return 1 / x")
    function = attendee.visit.values(["f"])["f"]

    with pytest.raises(ZeroDivisionError):
        function(0)
    assert function(1) == 1


def test_absent_names_are_absent(attendee: Attendee) -> None:
    attendee.run("a = 1")

    assert attendee.visit.values(["a", "tidak_ada"]) == {"a": 1}


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("import socket; socket.create_connection(('1.1.1.1', 80), 1)", "network"),
        ("import subprocess; subprocess.run(['ls'])", "process"),
        ("!ls", "process"),
        ("open('/etc/shadow')", "file"),
        ("import os; os.listdir('/proc/1')", "file"),
        ("import ctypes; ctypes.CDLL(None)", "ctypes"),
        ("import sys; sys.settrace(None)", "trace"),
        ("import gc; gc.get_objects(); None", "frames"),
        ("import workshop_kit.grading.judge", "import"),
        ("import builtins; builtins.sum = max", "builtins"),
    ],
)
def test_what_it_tries_is_told(attendee: Attendee, source: str, kind: str) -> None:
    attendee.run("1")
    events = attendee.run(source).events

    assert kind in {event.kind for event in events}
    assert all(isinstance(event, Event) and len(event.detail) <= 500 for event in events)


def test_honest_cells_tell_nothing(attendee: Attendee) -> None:
    events = attendee.run(START).events
    events += attendee.run(
        "import pandas as pd, numpy as np, matplotlib.pyplot as plt, json, re, random, datetime, pathlib\n"
        "t = data.load('kinerja_opd'); t.to_csv('a.csv'); pd.read_csv('a.csv'); t.plot(); open('b', 'w').write('x')\n"
        "pathlib.Path('c').write_text('x')"
    ).events

    assert events == []


def test_without_bubblewrap_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(NoBubblewrap, match="bubblewrap"):
        new_cage(SOON, sandboxed=True)


def test_without_a_sandbox_limits_still_hold_and_the_folder_goes() -> None:
    cage = new_cage(SOON, sandboxed=False)()
    cage.start()
    folder = Path(str(cage._folder))
    for _turn in range(2):
        visit = cage.admit({"a.txt": b"x"})
        assert visit.run("import os; print(os.listdir('..'), os.listdir('.'))").outputs[0]["text"] == (
            "['buku-kerja'] ['a.txt']\n"
        )
        assert visit.run("while True: pass").stopped == sentence("cpu", SOON)
        assert visit.run("os.fork()").outputs[0]["ename"] == "PermissionError"
        visit.leave()
    cage.close()

    assert not folder.exists()
