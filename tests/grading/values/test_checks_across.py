"""Every listed answer gets the same verdict and the same sentence whether its values cross the border or not."""

import contextlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from matplotlib import pyplot as plt

from tests.curriculum.test_exercises import MODULES, PLACE, TRACKS, things_nobody_means
from tests.grading.values.sameness import Border
from workshop_kit.authoring.build import draft
from workshop_kit.authoring.regions import with_region, without_markers
from workshop_kit.exercises.exercise import CodeExercise
from workshop_kit.exercises.verdict import Verdict


@pytest.fixture
def quiet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A folder of its own, nothing shown, no figure left."""
    monkeypatch.chdir(tmp_path)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        yield
    plt.close("all")


def crossed(exercise: CodeExercise, names: dict[str, Any]) -> Verdict:
    border = Border()
    return exercise.judge({name: border.cross(names[name]) for name in exercise.answers if name in names}, {})


def told(verdict: Verdict) -> tuple[Any, ...]:
    return verdict.state, verdict.sentence, type(verdict.unforeseen)


def run(source: str, names: dict[str, Any], *, may_fail: bool) -> None:
    """Run a cell of the lesson or an answer of the project's own; wrong answers may end in an error."""
    with contextlib.suppress(*((Exception, SystemExit) if may_fail else ())):
        exec(source, names)


def hidden_tests(source: str) -> str:
    return source.partition("### BEGIN HIDDEN TESTS")[2].partition("### END HIDDEN TESTS")[0]


def has_code(name: str, track: str) -> bool:
    return any(cell.kind == "latihan" for cell in draft(PLACE.curriculum / name / "lesson.py").lesson.cells_of(track))


@pytest.mark.parametrize(("name", "track"), [pair for pair in TRACKS if has_code(*pair)])
@pytest.mark.usefixtures("quiet")
def test_every_listed_answer_is_judged_the_same_across_the_border(name: str, track: str) -> None:
    made = draft(PLACE.curriculum / name / "lesson.py")
    hidden = {cell.name: hidden_tests(cell.source) for cell in made.lesson.cells_of(track) if cell.kind == "cek"}
    shown: dict[str, Any] = {}
    judged = 0
    different = []
    for cell in made.lesson.cells_of(track):
        if cell.kind == "code":
            exec(cell.source, shown)  # the project's own lesson
        if cell.kind != "latihan":
            continue
        exercise = made.module[cell.name]
        assert isinstance(exercise, CodeExercise)
        examples = [*exercise.all_wrong(), *exercise.all_right()]
        tries = [(e.label, with_region(cell.source, e.value), dict(shown), bool(e.says)) for e in examples]
        for label, source, names, wrong in [*tries, ("solution", cell.source, shown, False)]:
            run(without_markers(source), names, may_fail=wrong)
            found = {answer: names.get(answer, ...) for answer in exercise.answers}
            here, there = exercise.judge(found, {}), crossed(exercise, found)
            judged += 1
            plt.close("all")
            if told(here) != told(there) or there.passed == wrong:
                different.append((cell.name, label, told(here), told(there)))
            if not wrong:
                exec(hidden.get(cell.name, ""), names | Border().cross(found))  # the project's own tests

    assert different == []
    assert judged


@pytest.mark.parametrize("name", MODULES)
@pytest.mark.usefixtures("quiet")
def test_what_nobody_means_is_judged_the_same_across_the_border(name: str) -> None:
    made = draft(PLACE.curriculum / name / "lesson.py").module
    different = []
    for exercise in made.exercises.values():
        if not isinstance(exercise, CodeExercise):
            continue
        for thing in things_nobody_means():
            here = exercise.judge(dict.fromkeys(exercise.answers, thing), {})
            there = crossed(exercise, dict.fromkeys(exercise.answers, thing))
            if told(here) != told(there) or there.passed:
                different.append((exercise.name, repr(thing)[:60], told(here), told(there)))

    assert different == []
