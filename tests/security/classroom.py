"""A class in which almost everybody is hostile: made, graded, and looked over."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from tests.security.attack import Attack, Traces
from tests.security.handin import HandIn
from tests.security.scene import (
    ASSIGNMENT,
    IN_ANOTHERS_WORK,
    IN_GRADEBOOK,
    IN_HIDDEN_INPUT,
    IN_HIDDEN_TEST,
    IN_SOLUTION,
    RIGHT,
    WRONG,
    Listener,
    Scene,
)
from workshop_kit.authoring.build import Draft, Workplace, draft, make_notebooks
from workshop_kit.authoring.notebook import written
from workshop_kit.authoring.release import release_config, released
from workshop_kit.grading.course import commands_of_this_python

ROOT = Path(__file__).resolve().parents[2]
# Of the module's cells those that matter here: grading a hundred hand-ins with all its pictures would only cost time.
KEPT = (
    "awal-t2",
    "kuis-tebak-arah-t2",
    "kuis-tebak-arah-t6",
    "saring",
    "cek-saring",
    "kelompok",
    "cek-kelompok",
    "kuis-urutan",
    "cek-urutan",
    "target-kosong",
    "cek-target-kosong",
    "fungsi-papan",
    "cek-fungsi-papan",
    "catatan-asisten",
)
EXERCISES = ("saring", "kelompok", "urutan", "target-kosong", "fungsi-papan")
FULL = {"saring": 2.0, "kelompok": 3.0, "urutan": 2.0, "target-kosong": 3.0, "fungsi-papan": 6.0}
# Under stock nbgrader those kinds that can share a hand-in are in this one.
TOGETHER = "bersama"
NOTHING = dict.fromkeys(EXERCISES, 0.0)


def shortened() -> Draft:
    """The module with its source notebook cut to `KEPT`, and marks where nobody may read."""
    module = draft(Workplace(ROOT).lesson_files(["m04"])[0])
    make_notebooks(module)
    source = module.sources["O", "id"]
    source.cells = [cell for cell in source.cells if cell.id in KEPT]
    for cell in source.cells:
        if cell.id == "fungsi-papan":
            cell.source = cell.source.replace("### END SOLUTION", f"# {IN_SOLUTION}\n### END SOLUTION")
        if cell.id == "cek-fungsi-papan":
            cell.source = cell.source.replace("Dinas A", IN_HIDDEN_INPUT)
            cell.source = cell.source.replace("### END HIDDEN", f"    # {IN_HIDDEN_TEST}\n### END HIDDEN")
        if cell.id == "kuis-tebak-arah-t2":
            cell.source = cell.source.replace("from matplotlib import pyplot as plt\n", "")
    module.lessons["O", "id"] = released({ASSIGNMENT: source}, "id")[ASSIGNMENT]
    return module


@dataclass
class Classroom:
    """A course folder with everybody's hand-ins.

    Attributes
    ----------
    scene : Scene
    listener : Listener
    attacks : list of Attack
    stock : bool
        Graded by nbgrader as it comes, instead of by this project's settings.
    """

    scene: Scene
    listener: Listener
    attacks: list[Attack]
    stock: bool
    log: str = ""
    exit_code: int = -1
    waited: set[str] = field(default_factory=set)
    traces: dict[str, Traces] = field(default_factory=dict)
    points: dict[str, dict[str, float] | None] = field(default_factory=dict)

    def fill(self, module: Draft) -> None:
        """Make the course and everybody's hand-in."""
        scene = self.scene
        self._settings()
        source = scene.course / "source" / ASSIGNMENT
        source.mkdir(parents=True)
        (source / f"{ASSIGNMENT}.ipynb").write_text(written(module.sources["O", "id"]), encoding="utf-8")
        config = Config(release_config("id"))
        config.CourseDirectory.root = str(scene.course)
        with commands_of_this_python():
            outcome = NbGraderAPI(CourseDirectory(config=config), config=config).generate_assignment(ASSIGNMENT)
        assert outcome["success"], outcome
        with Gradebook(f"sqlite:///{scene.course}/gradebook.db") as gradebook:
            gradebook.add_student(RIGHT[0], last_name=IN_GRADEBOOK)
        for student in (*RIGHT, *WRONG):
            work = self._hand_in(student, module)
            for exercise in EXERCISES:
                work.answer(exercise, right=student in RIGHT)
            work.cell("catatan-asisten").source = f"Catatan saya. {IN_ANOTHERS_WORK}"
            work.store()
        alone = [kind for kind in self.attacks if not (self.stock and kind.together)]
        for kind in alone:
            work = self._hand_in(kind.name, module)
            kind.make(work)
            work.store()
        if together := [kind for kind in self.attacks if kind not in alone]:
            work = self._hand_in(TOGETHER, module)
            for kind in together:
                work.name = kind.name
                kind.make(work)
            work.name = TOGETHER
            work.store()

    def _hand_in(self, student: str, module: Draft) -> HandIn:
        notebook: NotebookNode = nbformat.from_dict(module.lessons["O", "id"])
        return HandIn(student, self.scene, module, notebook)

    def _settings(self) -> None:
        course = self.scene.course
        if self.stock:
            text = (
                "c = get_config()\n"
                f"c.CourseDirectory.root = {str(course)!r}\n"
                "c.ExecutePreprocessor.timeout = 15\n"
                # What nbgrader's own documentation tells whoever finds check cells deleted.
                "c.OverwriteCells.add_missing_cells = True\n"
            )
        else:
            text = (
                "from pathlib import Path\n"
                "from workshop_kit.grading.config import configure\n"
                "c = get_config()\n"
                "configure(c, Path(__file__).resolve().parent, language='id')\n"
                # A lesson's cells may take longer; here only those wait that wait for ever.
                "c.GradingLimits.cell_seconds = 5\n"
            )
        (course / "nbgrader_config.py").write_text(text, encoding="utf-8")

    def command(self, *arguments: str) -> int:
        """Run a command in the course folder as the trainer would."""
        environment = self.scene.environment()
        environment["PATH"] = f"{Path(sys.executable).parent}:{environment['PATH']}"
        with self._letting_go():
            done = subprocess.run(
                [sys.executable, "-m", *arguments],
                cwd=self.scene.course,
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=False,
            )
        self.log += f"{done.stdout}{done.stderr}\n[{done.returncode}]\n"
        return done.returncode

    @contextmanager
    def _letting_go(self) -> Iterator[None]:
        """End the waiting of whoever reads a pipe that was handed in, and note that there was somebody."""
        pipes = [path for path in (self.scene.course / "submitted").rglob("*") if path.is_fifo()]
        ended = threading.Event()

        def let_go() -> None:
            while not ended.wait(1):
                for path in pipes:
                    with suppress(OSError):  # nobody reads
                        os.close(os.open(path, os.O_WRONLY | os.O_NONBLOCK))
                        self.waited.add(path.parent.parent.name)

        watcher = threading.Thread(target=let_go)
        watcher.start()
        try:
            yield
        finally:
            ended.set()
            watcher.join()

    def look(self) -> None:
        """Gather what is left behind."""
        self.points = self._points()
        heard = "\n".join(self.listener.heard)
        for kind in self.attacks:
            student = TOGETHER if self.stock and kind.together else kind.name
            self.traces[kind.name] = Traces(
                name=kind.name,
                scene=self.scene,
                points=self.points.get(student),
                outputs=self._outputs(student, HandIn.cell_of_attack(kind.name) if student == TOGETHER else ""),
                feedback=self.feedback(student),
                loot="".join(
                    path.read_text(encoding="utf-8", errors="replace")
                    for path in sorted(self.scene.loot.iterdir())
                    if path.name in (kind.name, f"{kind.name}-later")
                ),
                heard="\n".join(line for line in heard.split("\n") if kind.name in line) or "",
                class_points=self.points,
                log=self.log,
                waited=student in self.waited,
            )

    def feedback(self, student: str) -> str:
        """The feedback page, empty when there is none."""
        page = self.scene.course / "feedback" / student / ASSIGNMENT / f"{ASSIGNMENT}.html"
        return page.read_text(encoding="utf-8", errors="replace") if page.exists() else ""

    def _outputs(self, student: str, cell_id: str) -> str:
        """All outputs of a graded notebook, or only those of one cell."""
        path = self.scene.course / "autograded" / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
        if not path.exists():
            return ""
        notebook = nbformat.read(path, as_version=4)
        return "\n".join(
            text
            for cell in notebook.cells
            if not cell_id or cell.get("id") == cell_id
            for output in cell.get("outputs", [])
            for text in [
                str(output.get("text", "")),
                str(output.get("evalue", "")),
                "\n".join(output.get("traceback", [])),
                *map(str, output.get("data", {}).values()),
            ]
            if text
        )

    def _points(self) -> dict[str, dict[str, float] | None]:
        found: dict[str, dict[str, float] | None] = {}
        with Gradebook(f"sqlite:///{self.scene.course}/gradebook.db") as gradebook:
            for student in [*RIGHT, *WRONG, TOGETHER, *(kind.name for kind in self.attacks)]:
                try:
                    notebook = gradebook.find_submission_notebook(ASSIGNMENT, ASSIGNMENT, student)
                except MissingEntry:
                    found[student] = None
                    continue
                checks = {g.name.removeprefix("cek-"): g for g in notebook.grades if g.name.startswith("cek-")}
                # A check that asks to be graded by hand has not been graded.
                done = len(checks) == len(EXERCISES) and not any(g.needs_manual_grade for g in checks.values())
                found[student] = {name: float(g.score) for name, g in checks.items()} if done else None
        return found
