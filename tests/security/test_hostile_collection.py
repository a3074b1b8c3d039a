"""Every kind of hostile hand-in in one class: real under stock nbgrader, without success and harmless here."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.security.attack import Attack
from tests.security.classroom import ASSIGNMENT, FULL, NOTHING, Classroom, shortened
from tests.security.collection import COLLECTION
from tests.security.scene import MARKS, RIGHT, WRONG, listening
from workshop_kit.authoring.build import Draft

KINDS = [pytest.param(kind, id=kind.name) for kind in COLLECTION]


@pytest.fixture(scope="module")
def module() -> Draft:
    return shortened()


@pytest.fixture(scope="module")
def here(module: Draft, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Classroom]:
    """The class, graded by `workshop grade`, with feedback."""
    with listening(tmp_path_factory.mktemp("di-sini")) as (scene, listener):
        room = Classroom(scene, listener, COLLECTION, stock=False)
        room.fill(module)
        # One lane, so that every hand-in is graded where the one before it was.
        room.exit_code = room.command("workshop_kit.cli", "grade", str(scene.course), "--jobs", "1")
        room.command("nbgrader", "generate_feedback", ASSIGNMENT)
        room.look()
        yield room


@pytest.fixture(scope="module")
def stock(module: Draft, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Classroom]:
    """The same class, graded by nbgrader as it comes."""
    with listening(tmp_path_factory.mktemp("bawaan")) as (scene, listener):
        room = Classroom(scene, listener, COLLECTION, stock=True)
        room.fill(module)
        room.command("nbgrader", "autograde", ASSIGNMENT)
        # One kind kills that run; another ends this one, which goes on behind it.
        room.command("nbgrader", "autograde", ASSIGNMENT, "--student=z[wyz]-*")
        # Only some kinds are seen on the pages.
        for students in ("bersama", "script-*"):
            room.command("nbgrader", "generate_feedback", ASSIGNMENT, f"--student={students}")
        room.look()
        yield room


def test_the_collection_is_large_and_each_kind_says_what_it_tries() -> None:
    assert len(COLLECTION) >= 45
    assert all(kind.tries.endswith(".") for kind in COLLECTION)
    assert sum(kind.stock for kind in COLLECTION) >= 45


@pytest.mark.skipif(
    not os.environ.get("WORKSHOP_STOCK"),
    reason="nbgrader as it comes lets hand-ins end it and hold it up: run alone, with WORKSHOP_STOCK=1",
)
@pytest.mark.parametrize("kind", KINDS)
def test_under_stock_nbgrader_it_succeeds_where_it_says_so(kind: Attack, stock: Classroom) -> None:
    assert kind.seen(stock.traces[kind.name]) == kind.stock


@pytest.mark.parametrize("kind", KINDS)
def test_here_it_has_no_success(kind: Attack, here: Classroom) -> None:
    assert not kind.seen(here.traces[kind.name])


@pytest.mark.parametrize("kind", KINDS)
def test_here_it_gets_the_points_of_its_honest_answers_and_no_more(kind: Attack, here: Classroom) -> None:
    points = here.traces[kind.name].points

    if points is None:  # cannot be graded: then a line says why
        assert f"Tidak dapat dinilai: {ASSIGNMENT}, {kind.name}: " in here.log
    else:
        assert points == {**NOTHING, **kind.earns}


@pytest.mark.parametrize("kind", KINDS)
def test_here_it_reads_nothing(kind: Attack, here: Classroom) -> None:
    traces = here.traces[kind.name]

    assert [mark for mark in MARKS if mark in traces.carried_out + traces.feedback] == []
    assert traces.loot == ""
    assert traces.heard == ""


def test_here_the_honest_get_exactly_their_points(here: Classroom) -> None:
    assert {name: here.points[name] for name in RIGHT} == dict.fromkeys(RIGHT, FULL)
    assert {name: here.points[name] for name in WRONG} == dict.fromkeys(WRONG, NOTHING)


def test_here_the_class_is_graded_to_the_end(here: Classroom) -> None:
    hopeless = {name for name, points in here.points.items() if points is None and name in here.traces}

    assert here.exit_code == 3  # some cannot be graded, and the command says so
    assert here.log.count("Tidak dapat dinilai: ") == len(hopeless)
    assert "Traceback" not in here.log.split("GenerateFeedbackApp")[0]


def test_here_nothing_is_left_outside_the_course(here: Classroom) -> None:
    scene = here.scene

    assert list(scene.loot.iterdir()) == []
    assert {path.name for path in scene.home.iterdir()} <= {
        ".netrc",
        "lain.conf",
        ".ipython",
        ".jupyter",
        ".cache",
        ".config",
    }
    assert not list(scene.home.rglob("startup/*.py"))
    assert (scene.home / "lain.conf").read_text(encoding="utf-8") == "aman\n"


def test_here_hand_ins_and_sources_are_as_they_were(here: Classroom) -> None:
    source = here.scene.course / "source" / ASSIGNMENT

    assert [path.name for path in source.iterdir()] == [f"{ASSIGNMENT}.ipynb"]
    for student in (*RIGHT, *WRONG):
        assert {path.name for path in here.scene.submitted(student).iterdir()} == {
            f"{ASSIGNMENT}.ipynb",
            "jawaban.json",
        }


def test_here_the_report_names_who_tried_and_nobody_honest(here: Classroom) -> None:
    facts = json.loads((here.scene.course / "integritas.json").read_text(encoding="utf-8"))
    named = {entry["student"] for entry in facts["hand_ins"]}

    assert named.isdisjoint({*RIGHT, *WRONG})
    assert {
        "check-replaced",
        "environment-of-parent-read",
        "called-by-tcp",
        "marked-as-solution",
        "points-raised",
    } <= named
    assert Path(here.scene.course / "integritas.html").is_file()
