"""The promise to trainers: on honest hand-ins, the points are those of nbgrader as it comes, exercise by exercise."""

import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.grading.classes import OURS, STOCK, Class, Work, work
from workshop_kit.exercises.exercise import Exercise

Grades = dict[tuple[str, str, str], tuple[float | None, float, bool]]
TRACKS = [("m01", "P"), ("m01", "O"), ("m04", "O"), ("m05", "P"), ("m05", "O")]


def answered(name: str, track: str) -> dict[str, Work]:
    """A class in which every listed answer to every exercise is given by somebody."""
    found = {"acuan": work(name, track).answer_right(), "kosong": work(name, track)}
    for kind, examples in (("salah", Exercise.all_wrong), ("benar", Exercise.all_right)):
        given = work(name, track)
        listed = {exercise: examples(given.made.module[exercise]) for exercise in given.graded()}
        for number in range(max(map(len, listed.values()), default=0)):
            values = {exercise: some[number].value for exercise, some in listed.items() if number < len(some)}
            # The others stay unanswered: one exercise may build on another's answer.
            found[f"{kind}-{number:02}"] = work(name, track).answer(values)
    return found


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Grades, Grades]:
    """The same class graded by this project and by nbgrader."""
    ours = Class(tmp_path_factory.mktemp("kelas") / "kursus")
    ours.folder.mkdir()
    ours.settings(OURS)
    for name, track in TRACKS:
        ours.release(name, track)
        for student, given in answered(name, track).items():
            ours.hand_in(student, given)
    with ThreadPoolExecutor(2) as side_by_side:
        # nbgrader cannot grade in parallel in one folder.
        parts = list(side_by_side.map(lambda a: _by_stock(ours, a), sorted(_assignments(ours))))
    ours.grade()
    return ours.grades(), {key: value for part in parts for key, value in part.items()}


def _assignments(course: Class) -> list[str]:
    return [path.name for path in (course.folder / "source").iterdir()]


def _by_stock(course: Class, assignment: str) -> Grades:
    part = Class(course.folder.with_name(f"bawaan-{assignment}"))
    shutil.copytree(course.folder, part.folder)
    part.settings(STOCK)
    part.run("nbgrader", "autograde", assignment)
    return part.grades()


def test_every_exercise_of_every_listed_answer_earns_the_same_points(both: tuple[Grades, Grades]) -> None:
    one, other = both

    assert set(one) == set(other)
    assert {key: (one[key], other[key]) for key in one if one[key] != other[key]} == {}


def test_the_class_holds_full_and_no_points_for_every_exercise(both: tuple[Grades, Grades]) -> None:
    ours, _stock = both
    seen: dict[tuple[str, str], set[bool]] = {}
    for (assignment, _student, cell), (score, most, _asks) in ours.items():
        if cell.startswith("cek-"):
            seen.setdefault((assignment, cell), set()).add(score == most)

    assert seen
    assert {key: found for key, found in seen.items() if found != {True, False}} == {}
