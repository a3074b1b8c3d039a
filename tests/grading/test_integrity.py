"""The trainer's report: silent about whoever only answers, and exact about whoever tried something."""

import copy
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from workshop_kit.authoring.build import Draft, Workplace, draft, make_notebooks
from workshop_kit.authoring.regions import with_region, without_markers
from workshop_kit.exercises.exercise import CodeExercise
from workshop_kit.grading.integrity import Finding, Handed, alike, answers_of, inspect_submission, write_report
from workshop_kit.grading.integrity.findings import SENTENCES

ROOT = Path(__file__).resolve().parents[2]
PLACE = Workplace(ROOT)
MODULES = [path.parent.name for path in PLACE.lesson_files([])]


@pytest.fixture(scope="module")
def modules() -> dict[str, Draft]:
    made = {}
    for path in PLACE.lesson_files([]):
        made[path.parent.name] = draft(path)
        make_notebooks(made[path.parent.name])
    return made


@pytest.fixture
def source(modules: dict[str, Draft]) -> NotebookNode:
    return next(made for made in modules.values() if made.lesson.id == "m04").sources["O", "id"]


@pytest.fixture
def handed_in(modules: dict[str, Draft]) -> NotebookNode:
    made = next(made for made in modules.values() if made.lesson.id == "m04")
    return copy.deepcopy(made.lessons["O", "id"])


def cell(notebook: NotebookNode, cell_id: str) -> NotebookNode:
    return next(cell for cell in notebook.cells if cell.id == cell_id)


def kinds(findings: list[Finding]) -> set[str]:
    return {finding.kind for finding in findings}


# --- whoever only answers ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", MODULES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_nothing_is_found_in_solutions_and_untouched_notebooks(
    name: str, language: str, modules: dict[str, Draft]
) -> None:
    made = modules[name]
    for track in made.lesson.tracks:
        folder = made.lesson.folder(track)
        source = made.sources[track, language]
        for kind in ("solutions", "lessons"):
            notebook = nbformat.read(ROOT / kind / language / folder / f"{folder}.ipynb", as_version=4)
            if kind == "solutions":  # the trainer's notebook shows the hidden tests, which attendees do not have
                released = {cell.id: cell.source for cell in made.lessons[track, language].cells}
                for cell_of in notebook.cells:
                    if cell_of.id.startswith("cek-"):
                        cell_of.source = released[cell_of.id]
            assert inspect_submission(notebook, source) == []


@pytest.mark.parametrize("name", MODULES)
def test_nothing_is_found_in_any_listed_answer(name: str, modules: dict[str, Draft]) -> None:
    made = modules[name]
    tried = 0
    for track in made.lesson.tracks:
        source = made.sources[track, "id"]
        texts = {cell.id: cell.source for cell in source.cells}
        for exercise in made.module.exercises.values():
            if not isinstance(exercise, CodeExercise) or exercise.name not in texts:
                continue
            for example in [*exercise.all_wrong(), *exercise.all_right()]:
                notebook = copy.deepcopy(made.lessons[track, "id"])
                cell(notebook, exercise.name).source = without_markers(with_region(texts[exercise.name], example.value))
                assert inspect_submission(notebook, source) == [], (exercise.name, example.label)
                tried += 1
    assert tried or "m04" not in name


def test_own_cells_of_ordinary_kinds_are_nothing_to_report(handed_in: NotebookNode, source: NotebookNode) -> None:
    handed_in.cells.append(new_markdown_cell("Catatan: [sumber](https://example.id) <b>tebal</b>, 3 < 4"))
    for code in (
        "import os\nfrom pathlib import Path\nprint(Path.cwd(), os.getcwd())",
        "import datetime, time, math, random, json, re, collections",
        "tabel.columns = [nama.upper() for nama in tabel.columns]",
        "pd.options.display.max_rows = 10\nplt.rcParams['figure.figsize'] = (8, 4)",
        "%timeit sum(range(10))",
        "ini bukan python",
        "class Opd:\n    def __init__(self, n):\n        self.n = n\n    def __repr__(self):\n        return self.n",
    ):
        handed_in.cells.append(
            new_code_cell(code, outputs=[new_output("display_data", {"text/html": "<table></table>"})])
        )

    assert inspect_submission(handed_in, source) == []


def test_a_cell_of_an_earlier_release_is_no_edited_check(handed_in: NotebookNode, source: NotebookNode) -> None:
    from nbgrader.utils import compute_checksum

    earlier = cell(handed_in, "cek-saring")
    earlier.source = 'from workshop_kit.exercises import check; check("saring")'
    earlier.metadata.nbgrader.checksum = compute_checksum(earlier)

    assert inspect_submission(handed_in, source) == []


# --- whoever tried something -------------------------------------------------------------------------------------


def test_an_edited_check_is_reported_with_what_it_says(handed_in: NotebookNode, source: NotebookNode) -> None:
    cell(handed_in, "cek-saring").source = "2"

    assert inspect_submission(handed_in, source) == [Finding("check-edited", "cek-saring", "2")]


def test_an_emptied_check_with_a_matching_checksum_is_reported(handed_in: NotebookNode, source: NotebookNode) -> None:
    from nbgrader.utils import compute_checksum

    forged = cell(handed_in, "cek-saring")
    forged.source = "None"
    forged.metadata.nbgrader.checksum = compute_checksum(forged)

    assert inspect_submission(handed_in, source) == [Finding("check-edited", "cek-saring", "None")]


def test_forged_numbers_and_points_are_reported(handed_in: NotebookNode, source: NotebookNode) -> None:
    cell(handed_in, "cek-saring").metadata.nbgrader.update(points=100, solution=True)
    cell(handed_in, "cek-kelompok").metadata.nbgrader.grade_id = "cek-saring"
    cell(handed_in, "cek-papan").metadata.nbgrader.grade_id = "lain"
    cell(handed_in, "cek-serapan").metadata["nbgrader"] = [1]

    found = inspect_submission(handed_in, source)

    assert Finding("metadata-changed", "cek-saring", "solution = True, points = 100") in found
    assert Finding("number-twice", "cek-saring") in found
    assert Finding("number-unknown", "lain") in found
    assert Finding("metadata-unreadable", "", "[1]") in found
    assert {f.cell for f in found if f.kind == "check-missing"} == {"cek-kelompok", "cek-papan", "cek-serapan"}


@pytest.mark.parametrize(
    ("code", "kind", "detail"),
    [
        ("from urllib import request", "network", "urllib"),
        ("import socket as s", "network", "socket"),
        ("import os\nos.system('ls')", "process", "os.system"),
        ("!curl example.id", "process", "!"),
        ("%%bash\nls", "process", "%%bash"),
        ("hasil = !ls", "process", "!"),
        ("import ctypes", "interpreter", "ctypes"),
        ("import sys\nsys.settrace(print)", "interpreter", "sys.settrace"),
        ("from sys import _getframe", "interpreter", "sys._getframe"),
        ("().__class__.__base__.__subclasses__()", "interpreter", "__subclasses__"),
        ("exec('x')", "interpreter", "exec"),
        ("get_ipython().ast_transformers.append(1)", "shell", "get_ipython().ast_transformers"),
        ("import workshop_kit\nworkshop_kit.check = print", "patched", "workshop_kit.check"),
        ("np.allclose = lambda *a: True", "patched", "np.allclose"),
        ("setattr(pd.DataFrame, 'equals', print)", "patched", "pd.DataFrame"),
        ("from workshop_kit.exercises.exercise import Exercise", "kit", "workshop_kit.exercises.exercise"),
        (
            "import workshop_kit.curriculum.m04_tabel_capaian.checks",
            "kit",
            "workshop_kit.curriculum.m04_tabel_capaian.checks",
        ),
        ("open('../../gradebook.db')", "place", "../"),
        ("open('/proc/self/maps')", "place", "/proc/"),
        ("class A:\n    def __eq__(self, lain):\n        return True", "pretending", "A: __eq__"),
    ],
)
def test_code_that_an_answer_does_not_need_is_reported(
    code: str, kind: str, detail: str, handed_in: NotebookNode, source: NotebookNode
) -> None:
    cell(handed_in, "saring").source = code

    assert Finding(kind, "saring", detail) in inspect_submission(handed_in, source)


def test_script_is_reported_wherever_it_shows(handed_in: NotebookNode, source: NotebookNode) -> None:
    script = "<script>x()</script>"
    cell(handed_in, "saring").outputs = [new_output("display_data", {"text/html": script})]
    cell(handed_in, "kelompok").outputs = [new_output("display_data", {"application/javascript": "x()"})]
    cell(handed_in, "papan").outputs = [new_output("display_data", {"image/svg+xml": "<svg onload='x()'/>"})]
    cell(handed_in, "catatan-asisten").source = "[klik](javascript:x)"
    handed_in.metadata["widgets"] = {"state": {"a": script}}

    found = inspect_submission(handed_in, source)

    assert {(f.kind, f.cell) for f in found} == {
        ("script", name) for name in ("saring", "kelompok", "papan", "catatan-asisten", "")
    }


@pytest.mark.parametrize(
    "forge",
    [
        lambda notebook: notebook.update(
            cells=[None, 1, {"cell_type": "code"}, {"source": 3, "metadata": [], "outputs": 1}]
        ),
        lambda notebook: notebook.update(cells="x", metadata=None),
        lambda notebook: notebook.update(metadata={"workshop": ["m01"], "widgets": "x"}),
        lambda notebook: cell(notebook, "saring").update(source="(" * 20_000),
        lambda notebook: cell(notebook, "saring").update(source="-" * 100_000 + "1"),
        lambda notebook: cell(notebook, "saring").update(source="x" * 3_000_000),
        lambda notebook: cell(notebook, "saring").update(source="\x00\ud800"),
        lambda notebook: cell(notebook, "saring").update(outputs=[{"data": {"text/html": {"a": 1}}}, {"data": []}, 3]),
        lambda notebook: cell(notebook, "saring").metadata.update(nbgrader={"grade_id": ["x"]}),
    ],
)
def test_a_malformed_hand_in_raises_nothing_and_can_be_written(
    forge: object, handed_in: NotebookNode, source: NotebookNode, tmp_path: Path
) -> None:
    forge(handed_in)  # type: ignore[operator]

    found = inspect_submission(handed_in, source)

    write_report(tmp_path, [Handed("x\ud800", "m04", found)])
    assert json.loads((tmp_path / "integritas.json").read_text(encoding="utf-8"))["version"] == 1


def test_a_thousand_oddities_are_reported_by_their_first_ones(handed_in: NotebookNode, source: NotebookNode) -> None:
    handed_in.cells += [new_code_cell(f"import ctypes as a{n}") for n in range(1000)]

    assert len(inspect_submission(handed_in, source)) == 40


# --- the same answer ---------------------------------------------------------------------------------------------

LONG = (
    "def papan_capaian(tabel, tahun, minimal):\n"
    + "".join(f"    kolom_{n} = tabel['kolom_{n}'] * {n}  # hitung\n" for n in range(8))
    + "    return kolom_1\n"
)


def test_the_same_long_answer_is_listed_whatever_its_layout(handed_in: NotebookNode, source: NotebookNode) -> None:
    other = copy.deepcopy(handed_in)
    cell(handed_in, "fungsi-papan").source = LONG
    cell(other, "fungsi-papan").source = re.sub(r"  # .*", "", LONG).replace("'", '"').replace(" * ", "*") + "\n\n"

    groups = alike("m04", [("siti", answers_of(handed_in, source)), ("budi", answers_of(other, source))])

    assert [(group.exercise, group.students) for group in groups] == [("fungsi-papan", ("budi", "siti"))]


def test_stubs_short_answers_and_filled_blanks_are_not_compared(handed_in: NotebookNode, source: NotebookNode) -> None:
    cell(handed_in, "papan").source = "papan = tabel_2025.groupby('opd').mean()"
    cell(handed_in, "saring").source = 'milik_kami = tabel[(tabel["opd"] == "Disdukcapil") & (tabel["tahun"] >= 2024)]'

    assert answers_of(handed_in, source) == {}


def test_what_was_given_out_or_solved_as_in_the_source_is_not_compared(
    modules: dict[str, Draft], source: NotebookNode
) -> None:
    made = next(made for made in modules.values() if made.lesson.id == "m04")

    assert answers_of(made.solutions["O", "id"], source) == {}


def test_different_long_answers_are_not_listed(handed_in: NotebookNode, source: NotebookNode) -> None:
    other = copy.deepcopy(handed_in)
    cell(handed_in, "fungsi-papan").source = LONG
    cell(other, "fungsi-papan").source = LONG.replace("kolom_3", "k3")

    assert alike("m04", [("a", answers_of(handed_in, source)), ("b", answers_of(other, source))]) == []


# --- the page ----------------------------------------------------------------------------------------------------


class _Read(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_page_is_whole_in_itself_and_runs_nothing_of_an_attendees(tmp_path: Path) -> None:
    nasty = "</td><script src=http://example.id></script><img src=x onerror=y>"
    findings = [Finding(kind, nasty, nasty) for kind in SENTENCES]
    page = write_report(tmp_path, [Handed(nasty, nasty, findings, findings)]).read_text(encoding="utf-8")

    reader = _Read()
    reader.feed(page)
    names = {tag for tag, _attributes in reader.tags}
    assert names <= {
        "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "table", "caption", "thead", "tbody",
        "tr", "th", "td", "code",
    }  # fmt: skip
    assert not any(name in ("src", "href") or name.startswith("on") for _t, found in reader.tags for name in found)
    assert ("html", {"lang": "id"}) in reader.tags
    tables = [tag for tag, _a in reader.tags if tag in ("table", "caption")]
    assert tables and tables.count("table") == tables.count("caption")
    assert all(found.get("scope") == "col" for tag, found in reader.tags if tag == "th")


def test_an_honest_class_has_an_empty_report(tmp_path: Path) -> None:
    page = write_report(tmp_path, [Handed("siti", "m04"), Handed("budi", "m04")]).read_text(encoding="utf-8")

    facts = json.loads((tmp_path / "integritas.json").read_text(encoding="utf-8"))
    assert facts == {"version": 1, "notes": [], "hand_ins": [], "alike": []}
    assert "siti" not in page
    assert "0 dari 2" in page


def test_the_report_accuses_nobody(tmp_path: Path) -> None:
    findings = [Finding(kind, "saring", "x") for kind in SENTENCES]
    text = write_report(tmp_path, [Handed("siti", "m04", findings)], notes=["Tanpa kotak pasir."]).read_text("utf-8")

    assert "belum tentu disengaja" in text
    assert "Tanpa kotak pasir." in text
    assert not re.search(r"curang|menyontek|pelanggar|mencuri|tersangka", text, re.IGNORECASE)
