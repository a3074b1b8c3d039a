"""Hold a lesson against its checks before anything is built."""

import ast
import inspect
from pathlib import Path

from workshop_kit.authoring.lesson import Cell, Lesson, LessonError
from workshop_kit.authoring.regions import check_regions
from workshop_kit.authoring.translation import start_call
from workshop_kit.exercises import Exercise, Module
from workshop_kit.exercises.exercise import CodeExercise
from workshop_kit.exercises.quizzes import Choice, MultipleChoice, Ordering, Quiz


def validate(lesson: Lesson, module: Module) -> None:
    """Refuse a lesson that cannot be taught or graded.

    Raises
    ------
    LessonError
        For the first fault found.
    """
    if module.id != lesson.id:
        raise LessonError(
            lesson.path.with_name("checks.py"), 0, f"checks are of '{module.id}', lesson of '{lesson.id}'"
        )
    for cell in lesson.cells:
        if not cell.is_markdown:
            check_regions(lesson.path, cell)
    for track in lesson.tracks:
        _start(lesson, module, lesson.cells_of(track))
        _names(lesson, module, lesson.cells_of(track))
    used = {cell.name for cell in lesson.cells if cell.kind in ("latihan", "kuis")}
    for name, exercise in module.exercises.items():
        if name not in used:
            raise LessonError(lesson.path, 0, f"exercise '{name}' of checks.py stands in no cell")
        definition(lesson.path.with_name("checks.py"), exercise)


def _start(lesson: Lesson, module: Module, cells: list[Cell]) -> None:
    first = next((cell for cell in cells if cell.kind == "code"), None)
    if first is None:
        raise LessonError(lesson.path, 0, "there is no code cell that starts the lesson")
    try:
        tree = ast.parse(first.source)
    except SyntaxError as error:
        line = first.line + (error.lineno or 0)
        raise LessonError(lesson.path, line, f"this code cell is not Python: {error.msg}") from error
    call = start_call(tree)
    wanted = f'start("{lesson.id}", "id", edition={module.edition})'
    if call is None or ast.unparse(call) != wanted.replace('"', "'"):
        raise LessonError(lesson.path, first.line, f"the first code cell must call {wanted}")


def _names(lesson: Lesson, module: Module, cells: list[Cell]) -> None:
    path = lesson.path
    seen: dict[tuple[str, str], Cell] = {}
    for cell in cells:
        if not cell.name:
            continue
        if (cell.kind, cell.name) in seen:
            raise LessonError(path, cell.line, f"exercise '{cell.name}' stands twice as '{cell.kind}'")
        seen[cell.kind, cell.name] = cell
        if cell.kind == "refleksi":
            if cell.name in module.exercises:
                raise LessonError(path, cell.line, f"'{cell.name}' is graded by hand and has no place in checks.py")
            continue
        if cell.name not in module.exercises:
            raise LessonError(path, cell.line, f"exercise '{cell.name}' is not defined in checks.py")
        exercise = module[cell.name]
        if isinstance(exercise, Quiz) != (cell.kind == "kuis"):
            raise LessonError(path, cell.line, f"'{cell.name}' is answered by {exercise.kind}, not by '{cell.kind}'")
        if cell.kind == "kuis" and exercise.graded != (cell.points is not None):
            rule = "needs poin=..." if exercise.graded else "is never graded and takes no poin"
            raise LessonError(path, cell.line, f"quiz '{cell.name}' {rule}")
    for (kind, name), cell in seen.items():
        if kind == "latihan" and ("cek", name) not in seen:
            raise LessonError(path, cell.line, f"exercise '{name}' has no check cell (# %% cek=\"{name}\" poin=...)")
        if kind == "cek" and ("latihan", name) not in seen:
            raise LessonError(path, cell.line, f"check of '{name}' has no answer cell (# %% latihan=\"{name}\")")
        if kind == "cek" and seen["latihan", name].line > cell.line:
            raise LessonError(path, cell.line, f"check of '{name}' stands before its answer cell")


def definition(path: Path, exercise: Exercise) -> None:
    """Refuse an exercise that teaches or tests too little.

    Raises
    ------
    LessonError
    """

    def refuse(message: str) -> LessonError:
        line = exercise.function.__code__.co_firstlineno if isinstance(exercise, CodeExercise) else 0
        return LessonError(path, line, f"exercise '{exercise.name}' {message}")

    if not exercise.graded:
        return
    if len(exercise.hints) != 3 or not all(exercise.hints):
        raise refuse(f"has {len(exercise.hints)} hints; it needs three")
    if isinstance(exercise, CodeExercise):
        asked = set(inspect.signature(exercise.function).parameters)
        if asked != set(exercise.answers):
            raise refuse(f"asks for {sorted(exercise.answers)} but its check takes {sorted(asked)}")
        if not exercise.right_examples:
            raise refuse("lists no right answer of another form")
    if isinstance(exercise, Choice) and sum(option.right for option in exercise.options) != 1:
        raise refuse("is a choice of one and needs exactly one right option")
    if isinstance(exercise, MultipleChoice) and not 0 < sum(o.right for o in exercise.options) < len(exercise.options):
        raise refuse("needs at least one right option and one wrong one")
    if isinstance(exercise, Choice | MultipleChoice) and not all(o.right or o.why for o in exercise.options):
        raise refuse("has a wrong option without its own 'why'")
    if isinstance(exercise, Ordering):
        if sorted(exercise.shown) != list(range(len(exercise.steps))):
            raise refuse("shows its steps in an order that is not one of them each")
        if list(exercise.shown) == exercise.reference():
            raise refuse("shows its steps in the right order already")
    wrong = exercise.all_wrong()
    if len(wrong) < 2:
        raise refuse(f"lists {len(wrong)} wrong answers of real learners; it needs two")
    for example in wrong:
        if not example.says:
            raise refuse(f"lists the wrong answer '{example.label}' without what it must be told")
