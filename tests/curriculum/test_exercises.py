"""The promise of every module: right answers earn all points, wrong ones none and are told why."""

import copy
import html
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode
from nbgrader.utils import determine_grade, is_grade, is_solution

from workshop_kit import data
from workshop_kit.authoring.build import Draft, Workplace, draft, make_notebooks
from workshop_kit.authoring.catalog import package_catalog
from workshop_kit.authoring.execution import Job, copy_of, run_all
from workshop_kit.authoring.regions import with_region, without_markers
from workshop_kit.exercises.answer_file import AnswerFile
from workshop_kit.exercises.exercise import CodeExercise, Example, Exercise
from workshop_kit.language import set_language

ROOT = Path(__file__).resolve().parents[2]
PLACE = Workplace(ROOT)
PACKAGE_TEXTS = package_catalog(PLACE.package).spoken
MODULES = [path.parent.name for path in PLACE.lesson_files([])]
TRACKS = [(name, track) for name in MODULES for track in draft(PLACE.curriculum / name / "lesson.py").lesson.tracks]


_made: dict[str, Draft] = {}


def module(name: str) -> Draft:
    if name not in _made:
        _made[name] = draft(PLACE.curriculum / name / "lesson.py")
        make_notebooks(_made[name])
    return _made[name]


def scores(notebook: NotebookNode) -> dict[str, tuple[float, float]]:
    """Points under nbgrader's own rule: earned and possible, by exercise."""
    return {
        cell.id.removeprefix("cek-"): determine_grade(cell)
        for cell in notebook.cells
        if is_grade(cell) and not is_solution(cell)
    }


def answered(made: Draft, track: str, folder: Path, answers: dict[str, Example]) -> NotebookNode:
    """Run a learner's notebook in which these exercises are answered and the others are not."""
    notebook = copy_of(made.lessons[track, "id"])
    sources = {cell.id: cell.source for cell in made.sources[track, "id"].cells}
    stored = {}
    for name, example in answers.items():
        if isinstance(made.module[name], CodeExercise):
            cell = next(cell for cell in notebook.cells if cell.id == name)
            cell.source = without_markers(with_region(sources[name], example.value))
        else:
            stored[name] = example.value
    place = folder / made.lesson.folder(track)
    place.mkdir()
    if stored:
        AnswerFile(place, made.lesson.id).replace_all(stored)
    run_all([Job(notebook, place, allow_errors=True)])
    return notebook


def rounds(made: Draft, track: str, examples: Any) -> list[dict[str, Example]]:
    """The n-th listed answer of every exercise together in one notebook, for each n."""
    names = [
        c.name for c in made.lesson.cells_of(track) if c.kind in ("latihan", "kuis") and made.module[c.name].graded
    ]
    listed = {name: examples(made.module[name]) for name in names}
    longest = max(len(found) for found in listed.values())
    return [{name: found[n] for name, found in listed.items() if n < len(found)} for n in range(longest)]


def said(notebook: NotebookNode, name: str) -> str:
    cell = next(cell for cell in notebook.cells if cell.id == f"cek-{name}")
    shown = " ".join(str(output.get("data", {}).get("text/html", "")) for output in cell.outputs)
    return html.unescape(shown).replace("<code>", "`").replace("</code>", "`")


@pytest.mark.parametrize(("name", "track"), TRACKS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_solution_earns_full_points(name: str, track: str, language: str) -> None:
    folder = draft(PLACE.curriculum / name / "lesson.py").lesson.folder(track)
    solution = nbformat.read(ROOT / "solutions" / language / folder / f"{folder}.ipynb", as_version=4)

    earned = scores(solution)

    assert earned
    assert {name: score for name, (score, points) in earned.items() if score != points} == {}


@pytest.mark.parametrize(("name", "track"), TRACKS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_an_untouched_notebook_runs_through_and_earns_nothing(
    name: str, track: str, language: str, tmp_path: Path
) -> None:
    folder = draft(PLACE.curriculum / name / "lesson.py").lesson.folder(track)
    lesson = nbformat.read(ROOT / "lessons" / language / folder / f"{folder}.ipynb", as_version=4)
    (tmp_path / folder).mkdir()

    failures = run_all([Job(lesson, tmp_path / folder)])

    assert failures == []
    assert {name: score for name, (score, _points) in scores(lesson).items() if score} == {}


@pytest.mark.parametrize(("name", "track"), TRACKS)
def test_every_wrong_answer_earns_nothing_and_is_told_why(name: str, track: str, tmp_path: Path) -> None:
    made = module(name)
    unheard = []
    for number, answers in enumerate(rounds(made, track, Exercise.all_wrong)):
        folder = tmp_path / str(number)
        folder.mkdir()
        notebook = answered(made, track, folder, answers)
        earned = scores(notebook)
        for exercise, example in answers.items():
            if earned[exercise][0] != 0 or plain(example.says) not in plain(said(notebook, exercise)):
                unheard.append((exercise, example.label, said(notebook, exercise)))

    assert unheard == []


@pytest.mark.parametrize(("name", "track"), TRACKS)
def test_every_right_answer_of_another_form_earns_full_points(name: str, track: str, tmp_path: Path) -> None:
    made = module(name)
    refused = []
    for number, answers in enumerate(rounds(made, track, Exercise.all_right)):
        folder = tmp_path / str(number)
        folder.mkdir()
        notebook = answered(made, track, folder, answers)
        earned = scores(notebook)
        for exercise, example in answers.items():
            if earned[exercise][0] != earned[exercise][1]:
                refused.append((exercise, example.label, said(notebook, exercise)))

    assert refused == []


def plain(text: str) -> str:
    """A sentence without the marks that HTML turns into tags."""
    return text.replace("`", "").replace("**", "")


def things_nobody_means() -> list[Any]:
    """Answers that show no understanding: constants, empty things, the data as they came."""
    frames = [data.load(name) for name in data.list()["nama"]]

    def leaves(*_unused: Any) -> None:
        raise SystemExit

    return [
        leaves,
        10**400,
        0,
        1,
        -1,
        100,
        0.5,
        "",
        "x",
        None,
        [],
        {},
        (),
        True,
        False,
        float("nan"),
        lambda *_: None,
        object(),
        *frames,
    ]


@pytest.mark.parametrize("name", MODULES)
def test_no_exercise_passes_with_a_constant_or_a_copy_of_the_data(name: str) -> None:
    made = draft(PLACE.curriculum / name / "lesson.py").module
    passed, crashed = [], []
    for exercise in made.exercises.values():
        if not isinstance(exercise, CodeExercise):
            continue
        for thing in things_nobody_means():
            verdict = exercise.judge({answer: copy.copy(thing) for answer in exercise.answers}, {})
            if verdict.passed:
                passed.append((exercise.name, repr(thing)[:60]))
            if verdict.unforeseen is not None:
                crashed.append((exercise.name, repr(thing)[:60], repr(verdict.unforeseen)))

    assert passed == []
    assert crashed == []


@pytest.mark.parametrize("name", MODULES)
def test_no_quiz_passes_unanswered_or_with_a_forged_answer(name: str) -> None:
    made = draft(PLACE.curriculum / name / "lesson.py").module
    forged = [None, True, "0", [], {}, -1, 10**6, 1e400, [0, 0], ["0"], [None], {"choice": 0}, [[0]], "a" * 1000]
    for exercise in made.exercises.values():
        if not isinstance(exercise, CodeExercise) and exercise.graded:
            for value in forged:
                verdict = exercise.judge({}, {exercise.name: value})
                assert verdict.unforeseen is None, (exercise.name, value)
                if verdict.passed:
                    assert value == exercise.reference(), (exercise.name, value)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("name", "track"), TRACKS)
def test_no_exercise_passes_with_a_value_that_stands_above_it(
    name: str, track: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = module(name)
    monkeypatch.chdir(tmp_path)
    shown: dict[str, Any] = {}
    passed = []
    for cell in made.lesson.cells_of(track):
        if cell.kind == "code":
            exec(cell.source, shown)  # the project's own lesson
        if cell.kind == "latihan":
            exercise = made.module[cell.name]
            assert isinstance(exercise, CodeExercise)
            for value in [value for label, value in shown.items() if not label.startswith("__")]:
                if exercise.judge(dict.fromkeys(exercise.answers, value), {}).passed:
                    passed.append((exercise.name, repr(value)[:80]))

    assert shown
    assert passed == []


@pytest.mark.parametrize("name", MODULES)
def test_wrong_answers_are_told_why_in_english_too(name: str) -> None:
    made = draft(PLACE.curriculum / name / "lesson.py")
    english = {text: made.catalog.translate(text) for text in made.catalog.spoken}
    set_language("en")
    try:
        for exercise in made.module.exercises.values():
            if isinstance(exercise, CodeExercise) or not exercise.graded:
                continue
            for example in exercise.all_wrong():
                verdict = exercise.judge({}, {exercise.name: example.value})
                assert plain(example.says) in plain(verdict.source)
                assert verdict.source in english or verdict.source in PACKAGE_TEXTS
                if verdict.source in english and "{" not in verdict.source:
                    assert verdict.sentence == english[verdict.source]
    finally:
        set_language("id")
