"""Build modules: everything that stands in ``lessons/`` and ``solutions/``."""

import importlib.util
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.utils import determine_grade, is_grade, is_solution

from workshop_kit.authoring.catalog import Catalog, module_catalog, package_catalog
from workshop_kit.authoring.execution import CellFailure, Job, copy_of, run_all
from workshop_kit.authoring.lesson import Cell, Lesson, LessonError, read_lesson
from workshop_kit.authoring.notebook import solution_notebook, source_notebook, written
from workshop_kit.authoring.release import released
from workshop_kit.authoring.validation import validate
from workshop_kit.exercises import Module
from workshop_kit.exercises.answer_file import FILE_NAME, AnswerFile
from workshop_kit.exercises.quizzes import Quiz
from workshop_kit.language import LANGUAGES

Report = Callable[[str], None]


@dataclass(frozen=True)
class Workplace:
    """Where the sources are and where built files go.

    Attributes
    ----------
    root : Path
        The checkout.
    """

    root: Path

    @property
    def package(self) -> Path:
        """The package's folder."""
        return self.root / "workshop_kit"

    @property
    def curriculum(self) -> Path:
        """The modules' folder."""
        return self.package / "curriculum"

    def lesson_files(self, wanted: list[str]) -> list[Path]:
        """The ``lesson.py`` of the wanted modules, all when none is named.

        Raises
        ------
        LessonError
            When a wanted module is not there.
        """
        found = {path.parent.name.split("_")[0]: path for path in sorted(self.curriculum.glob("m*/lesson.py"))}
        for module in wanted:
            if module not in found:
                there = ", ".join(found) or "none"
                raise LessonError(self.curriculum / module, 0, f"there is no such module; there are: {there}")
        return [path for module, path in found.items() if not wanted or module in wanted]


@dataclass
class Draft:
    """One module on its way: read, checked, and its notebooks."""

    lesson: Lesson
    module: Module
    catalog: Catalog
    sources: dict[tuple[str, str], NotebookNode] = field(default_factory=dict)
    solutions: dict[tuple[str, str], NotebookNode] = field(default_factory=dict)
    lessons: dict[tuple[str, str], NotebookNode] = field(default_factory=dict)

    def answers(self, track: str) -> dict[str, object]:
        """The right answers to the quizzes of a track, as learners' widgets would store them."""
        names = [cell.name for cell in self.lesson.cells_of(track) if cell.kind == "kuis"]
        quizzes = (self.module[name] for name in names)
        return {quiz.name: quiz.reference() for quiz in quizzes if isinstance(quiz, Quiz)}


def load_checks(folder: Path) -> Module:
    """Import a module's ``checks.py`` from its folder.

    Raises
    ------
    LessonError
        When it cannot be imported or defines no ``module``.
    """
    path = folder / "checks.py"
    if not path.is_file():
        raise LessonError(path, 0, "the module has no checks.py")
    spec = importlib.util.spec_from_file_location(f"_checks_of_{folder.name}", path)
    assert spec is not None and spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(loaded)
    except Exception as error:
        line = _line_in(path, error)
        raise LessonError(path, line, f"cannot be imported: {type(error).__name__}: {error}") from error
    module = getattr(loaded, "module", None)
    if not isinstance(module, Module):
        raise LessonError(path, 0, 'must define module = Module("mNN", edition=1)')
    return module


def _line_in(path: Path, error: BaseException) -> int:
    if isinstance(error, SyntaxError):
        return error.lineno or 0
    line = 0
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == str(path):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def draft(path: Path) -> Draft:
    """Read one module and check everything that can be checked without running it.

    Raises
    ------
    LessonError
    """
    lesson = read_lesson(path)
    module = load_checks(path.parent)
    validate(lesson, module)
    catalog = module_catalog(lesson)
    return Draft(lesson, module, catalog)


def check_catalog(catalog: Catalog, *, complete: bool) -> None:
    """Refuse a catalog that is out of date or, for a release, not complete.

    Raises
    ------
    LessonError
    """
    if outdated := catalog.outdated():
        example = outdated[0].split("\n")[0][:60]
        raise LessonError(
            catalog.path,
            0,
            f"the catalog is out of date ({len(outdated)} texts, such as '{example}'): run workshop build --extract",
        )
    faults = catalog.faults()
    if complete and faults:
        raise LessonError(catalog.path, 0, f"{len(faults)} texts are not ready for release:\n  " + "\n  ".join(faults))


def make_notebooks(module: Draft) -> None:
    """Fill in the source, learner's and trainer's notebooks of a draft, nothing executed yet.

    Raises
    ------
    LessonError
    """
    for language in LANGUAGES:
        for track in module.lesson.tracks:
            key = (track, language)
            module.sources[key] = source_notebook(module.lesson, module.module, module.catalog, track, language)
            module.solutions[key] = solution_notebook(module.sources[key])
        by_folder = {module.lesson.folder(t): module.sources[t, language] for t in module.lesson.tracks}
        stripped = released(by_folder, language)
        for track in module.lesson.tracks:
            module.lessons[track, language] = stripped[module.lesson.folder(track)]


def execute(drafts: list[Draft]) -> None:
    """Run every solution, and every learner's notebook untouched; refuse what fails.

    Raises
    ------
    LessonError
        When a cell fails, a reference answer is refused or a check passes on the untouched stub.
    """
    with tempfile.TemporaryDirectory() as scratch:
        solved: list[tuple[Draft, Job]] = []
        untouched: list[tuple[Draft, Job]] = []
        for module in drafts:
            for (track, language), notebook in module.solutions.items():
                folder = Path(scratch) / "solved" / language / module.lesson.folder(track)
                folder.mkdir(parents=True)
                if answers := module.answers(track):
                    AnswerFile(folder, module.lesson.id).replace_all(answers)
                (folder / f"{folder.name}.ipynb").write_text(written(notebook), encoding="utf-8")
                solved.append((module, Job(notebook, folder)))
            for (track, language), notebook in module.lessons.items():
                if language == "id":  # the other language runs the same code
                    folder = Path(scratch) / "untouched" / module.lesson.folder(track)
                    folder.mkdir(parents=True)
                    untouched.append((module, Job(copy_of(notebook), folder)))
        failures = run_all([job for _module, job in [*solved, *untouched]])
    for module, job in [*solved, *untouched]:
        for failure in failures:
            if failure.job is job:
                raise _failed(module, failure)
    for module, job in solved:
        _expect(module, job.notebook, full=True)
    for module, job in untouched:
        _expect(module, job.notebook, full=False)


def _failed(module: Draft, failure: CellFailure) -> LessonError:
    line = _line_of(module.lesson, failure.cell_id)
    return LessonError(module.lesson.path, line, f"cell '{failure.cell_id}' failed: {failure.reason}")


def _expect(module: Draft, notebook: NotebookNode, *, full: bool) -> None:
    for cell in notebook.cells:
        if not is_grade(cell) or is_solution(cell):
            continue
        score, points = determine_grade(cell)
        line = _line_of(module.lesson, cell.id)
        if full and score != points:
            raise LessonError(module.lesson.path, line, f"the reference answer of '{cell.id}' is refused by its check")
        if not full and score != 0:
            raise LessonError(module.lesson.path, line, f"'{cell.id}' passes on the untouched notebook")


def _line_of(lesson: Lesson, cell_id: str) -> int:
    """The line in ``lesson.py`` from which a built cell comes."""
    named: list[Cell] = [c for c in lesson.cells if c.name and cell_id in (c.name, f"cek-{c.name}", f"kuis-{c.name}")]
    exact = [c for c in named if cell_id == c.name or cell_id.startswith(c.kind)] or named
    return exact[0].line if exact else 0


def files_of(module: Draft) -> dict[str, bytes]:
    """Every built file of a module by its path in the checkout."""
    files = {}
    for (track, language), notebook in module.lessons.items():
        folder = module.lesson.folder(track)
        files[f"lessons/{language}/{folder}/{folder}.ipynb"] = written(notebook).encode()
        files[f"solutions/{language}/{folder}/{folder}.ipynb"] = written(module.solutions[track, language]).encode()
        if answers := module.answers(track):
            with tempfile.TemporaryDirectory() as scratch:
                AnswerFile(Path(scratch), module.lesson.id).replace_all(answers)
                files[f"solutions/{language}/{folder}/{FILE_NAME}"] = (Path(scratch) / FILE_NAME).read_bytes()
    return files


def _compiled_catalog(module: Draft) -> str:
    return f"workshop_kit/curriculum/{module.lesson.path.parent.name}/en.mo"


def build(place: Workplace, wanted: list[str], report: Report, *, complete: bool) -> dict[str, bytes]:
    """Build the wanted modules.

    Parameters
    ----------
    place : Workplace
    wanted : list of str
        Module numbers; all when empty.
    report : callable
        Told in a line what is going on.
    complete : bool
        Refuse missing translations, as a release must.

    Returns
    -------
    dict
        Path in the checkout to content; nothing is written.

    Raises
    ------
    LessonError
    """
    package = package_catalog(place.package)
    if complete:
        check_catalog(package, complete=True)
    drafts = []
    for path in place.lesson_files(wanted):
        report(f"{path.parent.name}: reading")
        module = draft(path)
        check_catalog(module.catalog, complete=complete)
        make_notebooks(module)
        drafts.append(module)
    # Kernels read the compiled catalogs from the package, so these must be in step before anything runs.
    compiled = {"workshop_kit/locale/en.mo": package.compiled()}
    compiled.update({_compiled_catalog(d): d.catalog.compiled() for d in drafts})
    if not complete:
        write(place, compiled)
    elif stale := differences(place, compiled):
        raise LessonError(place.root / stale[0], 0, "differs from its source: run workshop build")
    report(f"running {sum(len(d.solutions) + len(d.lesson.tracks) for d in drafts)} notebooks")
    execute(drafts)
    files = compiled
    for module in drafts:
        files.update(files_of(module))
    return files


def write(place: Workplace, files: dict[str, bytes]) -> list[str]:
    """Write built files that differ; returns their names."""
    changed = differences(place, files)
    for name in changed:
        path = place.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(files[name])
    return changed


def differences(place: Workplace, files: dict[str, bytes]) -> list[str]:
    """Names of built files that are missing or differ from what stands in the checkout."""
    return [
        name
        for name, data in sorted(files.items())
        if not (place.root / name).is_file() or (place.root / name).read_bytes() != data
    ]


def leftovers(place: Workplace, files: dict[str, bytes]) -> list[str]:
    """Files in the built folders that no module builds any more."""
    standing = [
        path.relative_to(place.root).as_posix()
        for kind in ("lessons", "solutions")
        for language in LANGUAGES
        for path in sorted((place.root / kind / language).rglob("*"))
        if path.is_file() and ".ipynb_checkpoints" not in path.parts
    ]
    return [name for name in standing if name not in files]


def remove(place: Workplace, names: list[str]) -> None:
    """Delete leftovers and the folders they leave empty."""
    for name in names:
        path = place.root / name
        path.unlink()
        if not any(path.parent.iterdir()):
            shutil.rmtree(path.parent)


def extract(place: Workplace, wanted: list[str]) -> list[Catalog]:
    """Bring all catalogs in step with their texts; returns them."""
    catalogs = [package_catalog(place.package)]
    catalogs += [module_catalog(read_lesson(path)) for path in place.lesson_files(wanted)]
    for catalog in catalogs:
        catalog.path.parent.mkdir(parents=True, exist_ok=True)
        catalog.update()
    return catalogs
