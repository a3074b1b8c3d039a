"""Hand-ins as they come in: late, renamed, doubled, emptied, forged, broken. One course, one run."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from tests.grading.classes import OURS, Class, Work, work
from workshop_kit.exercises.answer_file import FILE_NAME

M01 = "m01-bisa-dan-tidak"
M04 = "m04-tabel-capaian"
Odd = Callable[[Class, str], None]
_kinds: dict[str, Odd] = {}


def kind(make: Odd) -> Odd:
    """List a kind of hand-in under its function's name."""
    _kinds[make.__name__] = make
    return make


def right() -> Work:
    return work("m04").answer_right()


def checks(given: Work) -> list[NotebookNode]:
    cells = given.notebook.cells
    return [cell for cell in cells if cell.metadata.get("nbgrader", {}).get("grade_id", "").startswith("cek-")]


@kind
def acuan(course: Class, student: str) -> None:
    course.hand_in(student, right())


@kind
def terlambat(course: Class, student: str) -> None:
    course.hand_in(student, right(), timestamp="2026-11-25 10:00:00.000000 WITA")


@kind
def cap_waktu_dipalsukan(course: Class, student: str) -> None:
    course.hand_in(student, right(), timestamp="kemarin sore")


@kind
def tanpa_buku_kerja(course: Class, student: str) -> None:
    folder = course.submitted(student, M04)
    folder.mkdir(parents=True)
    (folder / "catatan.txt").write_text("Saya titip catatan saja.")


@kind
def berganti_nama(course: Class, student: str) -> None:
    course.hand_in(student, right(), name="Tugas m04 (final)")


@kind
def dua_salinan_berganti_nama(course: Class, student: str) -> None:
    course.hand_in(student, right(), name="satu")
    course.hand_in(student, work("m04"), name="dua")


@kind
def salinan_di_samping(course: Class, student: str) -> None:
    course.hand_in(student, right())
    course.hand_in(student, work("m04"), name=f"{M04}-Copy1")


@kind
def berkas_tambahan(course: Class, student: str) -> None:
    given = right()
    given.files |= {"foto/rapat.png": b"\x89PNG" + bytes(2000), "catatan.txt": b"halo", "modul_saya.py": b"X = 41\n"}
    given.cell("saring").source = "import modul_saya\nassert modul_saya.X == 41\n" + given.cell("saring").source
    folder = course.hand_in(student, given)
    (folder / "tautan").symlink_to("/etc/hostname")


@kind
def sel_ganda(course: Class, student: str) -> None:
    given = right()
    for name in ("saring", "cek-saring", "catatan-asisten"):
        place = given.notebook.cells.index(given.cell(name))
        double = nbformat.from_dict(given.cell(name))
        double.id = f"{name}-2"
        given.notebook.cells.insert(place + 1, double)
    course.hand_in(student, given)


@kind
def cek_terhapus(course: Class, student: str) -> None:
    given = right()
    gone = ("cek-", "kuis-", "catatan")
    cells = given.notebook.cells
    given.notebook.cells = [c for c in cells if not c.metadata.get("nbgrader", {}).get("grade_id", "").startswith(gone)]
    course.hand_in(student, given)


@kind
def semua_terhapus(course: Class, student: str) -> None:
    given = work("m04")
    given.notebook.cells = []
    course.hand_in(student, given)


@kind
def modul_tidak_dibuka(course: Class, student: str) -> None:
    given = right()
    given.cell("awal-t2").source = given.cell("awal-t2").source.split("start(")[0]
    course.hand_in(student, given)


@kind
def cek_disunting(course: Class, student: str) -> None:
    given = work("m04")
    for cell in checks(given):
        cell.source = "pass"
    course.hand_in(student, given)


@kind
def metadata_disunting(course: Class, student: str) -> None:
    given = right()
    given.cell("cek-saring").metadata.nbgrader.points = 100
    given.cell("cek-kelompok").metadata.nbgrader.grade = False
    given.cell("cek-capaian").metadata.nbgrader.locked = False
    given.cell("cek-papan").metadata.nbgrader = {"schema_version": "banyak", "grade_id": "cek-papan"}
    given.cell("cek-serapan").cell_type = "markdown"
    given.cell("cek-serapan").pop("outputs")
    given.cell("cek-serapan").pop("execution_count")
    course.hand_in(student, given)


@kind
def metadata_hilang(course: Class, student: str) -> None:
    given = right()
    for cell in given.notebook.cells:
        cell.metadata = {}
    course.hand_in(student, given)


@kind
def mengaku_jawaban(course: Class, student: str) -> None:
    given = work("m04")
    for cell in checks(given):
        cell.metadata.nbgrader.solution = True
        cell.metadata.nbgrader.locked = False
        cell.source = "100"
    course.hand_in(student, given)


@kind
def sel_nilai_karangan(course: Class, student: str) -> None:
    given = work("m04")
    forged = new_code_cell("1000")
    forged.metadata["nbgrader"] = {
        "grade_id": "bonus",
        "grade": True,
        "solution": False,
        "locked": True,
        "points": 1000,
        "schema_version": 3,
        "task": False,
    }
    given.notebook.cells.append(forged)
    course.hand_in(student, given)


@kind
def edisi_lama(course: Class, student: str) -> None:
    """Of an edition without one exercise, with another that is gone today."""
    given = right()
    old = new_code_cell("lama = 1", id="latihan-lama")
    old.metadata["nbgrader"] = {"grade_id": "latihan-lama", "solution": True, "grade": False, "locked": False}
    check = new_code_cell('from workshop_kit import check; check("latihan-lama")', id="cek-latihan-lama")
    check.metadata["nbgrader"] = {"grade_id": "cek-latihan-lama", "grade": True, "locked": True, "points": 5}
    given.notebook.cells[8:8] = [old, check]
    given.notebook.cells = [c for c in given.notebook.cells if c.id not in ("papan", "cek-papan")]
    given.cell("awal-t2").source = given.cell("awal-t2").source.replace("edition=1", "edition=0")
    course.hand_in(student, given)


@kind
def bentuk_lama(course: Class, student: str) -> None:
    """As another editor saves it: nbformat 4.2, no ids, sources as lists."""
    given = right()
    content = json.loads(nbformat.writes(given.notebook))
    content["nbformat_minor"] = 2
    for cell in content["cells"]:
        del cell["id"]
        cell["source"] = "".join(cell["source"]).splitlines(keepends=True)
    folder = course.hand_in(student, given)
    (folder / f"{M04}.ipynb").write_text(json.dumps(content))


def _broken(content: bytes) -> Odd:
    def make(course: Class, student: str) -> None:
        folder = course.hand_in(student, work("m04"))
        (folder / f"{M04}.ipynb").write_bytes(content)

    return make


BROKEN = {
    "kosong": b"",
    "terpotong": b'{"cells": [{"cell_type": "code", "source": "x',
    "bersarang": b"[" * 100_000,
    "bukan_objek": b"[1, 2]",
    "tanpa_sel": b'{"nbformat": 4, "cells": 5}',
    "bukan_utf8": b'{"cells": ["\xff\xfe"]}',
    "sangat_besar": b'{"cells": [], "isi": "' + b"x" * 41_000_000 + b'"}',
    "ribuan_sel": b'{"nbformat": 4, "cells": [' + b",".join([b'{"cell_type": "code"}'] * 3000) + b"]}",
}
for _name, _content in BROKEN.items():
    _kinds[_name] = _broken(_content)


@kind
def sel_ngawur(course: Class, student: str) -> None:
    given = right()
    content = json.loads(nbformat.writes(given.notebook))
    content["cells"][3:3] = [
        5,
        None,
        {"cell_type": "code"},
        {"cell_type": "video", "source": "x"},
        {"cell_type": "code", "source": {"a": 1}, "metadata": []},
        {"cell_type": "markdown", "source": "setengah \ud83d huruf", "metadata": {"nbgrader": [1]}},
        {"cell_type": "code", "source": "1", "metadata": {"nbgrader": {"grade_id": ["cek-saring"]}}, "outputs": 7},
        {"cell_type": "code", "source": "1", "metadata": {}, "id": "\x00" * 400},
    ]
    content["metadata"] = {"widgets": {"x": ["<script>"]}, "kernelspec": 3}
    folder = course.hand_in(student, given)
    (folder / f"{M04}.ipynb").write_text(json.dumps(content))


@kind
def berputar_terus(course: Class, student: str) -> None:
    given = right()
    given.cell("kelompok").source = "while True:\n    pass"
    course.hand_in(student, given)


@kind
def fungsi_berputar(course: Class, student: str) -> None:
    given = right()
    given.cell("fungsi-papan").source = "def papan_capaian(tabel, tahun, minimal):\n    while True:\n        pass"
    course.hand_in(student, given)


@kind
def keluar(course: Class, student: str) -> None:
    given = right()
    given.cell("kelompok").source = "import os\nos._exit(0)"
    course.hand_in(student, given)


@kind
def bukan_nilai_biasa(course: Class, student: str) -> None:
    given = right()
    given.cell("saring").source = "class Sama:\n    def __eq__(self, lain): return True\nmilik_kami = Sama()"
    course.hand_in(student, given)


ANSWER_FILES = {
    "jawaban_rusak": b"{rusak",
    "jawaban_bersarang": b'{"answers": ' + b"[" * 90_000,
    "jawaban_besar": b'{"answers": {"urutan": "' + b"9" * 2_000_000 + b'"}}',
    "jawaban_karangan": b'{"module": "m04", "answers": {"urutan": [true, 1e999, NaN, {}], "kalimat": [[2, 4]]}}',
    "jawaban_modul_lain": b'{"module": "m01", "answers": {"urutan": [0, 1, 2, 3, 4, 5], "kalimat": [2, 4]}}',
    "jawaban_daftar": b"[1, 2, 3]",
}


def _with_answers(content: bytes) -> Odd:
    def make(course: Class, student: str) -> None:
        given = right()
        given.files[FILE_NAME] = content
        course.hand_in(student, given)

    return make


for _name, _content in ANSWER_FILES.items():
    _kinds[_name] = _with_answers(_content)


@dataclass(frozen=True)
class Run:
    course: Class
    said: str

    def points(self, student: str) -> dict[str, float | None]:
        return self.course.points(student, M04)

    def line(self, student: str) -> str:
        return "\n".join(line for line in self.said.splitlines() if f"{M04}, {student}:" in line)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    course = Class(tmp_path_factory.mktemp("aneh"))
    course.settings(
        OURS
        + "c.GradingLimits.cell_cpu_seconds = 2\nc.GradingLimits.cell_seconds = 5\n"
        + 'c.LateSubmissionPlugin.penalty_method = "zero"\n'
    )
    course.release("m04")
    with course.gradebook() as book:
        book.update_or_create_assignment(M04, duedate="2026-11-24 00:00:00")
    for student, make in _kinds.items():
        make(course, student)
    said = course.grade(code=3)
    yield Run(course, said)


FULL = {
    "saring": 2.0,
    "kelompok": 3.0,
    "capaian": 3.0,
    "urutan": 2.0,
    "target-kosong": 3.0,
    "papan": 4.0,
    "serapan": 2.0,
    "kalimat": 2.0,
    "fungsi-papan": 6.0,
}
NOTHING = dict.fromkeys(FULL, 0.0)


@pytest.mark.parametrize(
    "student",
    [
        "acuan",
        "terlambat",
        "cap_waktu_dipalsukan",
        "berganti_nama",
        "salinan_di_samping",
        "berkas_tambahan",
        "sel_ganda",
        "cek_terhapus",
        "modul_tidak_dibuka",
        "metadata_disunting",
        "metadata_hilang",
        "bentuk_lama",
        "sel_ngawur",
    ],
)
def test_the_answers_of_an_odd_hand_in_earn_what_they_are_worth(run: Run, student: str) -> None:
    assert run.points(student) == FULL


@pytest.mark.parametrize(
    "student", ["tanpa_buku_kerja", "semua_terhapus", "cek_disunting", "mengaku_jawaban", "sel_nilai_karangan"]
)
def test_nothing_is_earned_without_answers(run: Run, student: str) -> None:
    assert run.points(student) == NOTHING


def test_every_check_is_graded_and_only_the_reflection_asks_for_a_person(run: Run) -> None:
    asks = {name for (_at, by, name), (*_score, asks) in run.course.grades().items() if asks and by == "acuan"}

    assert asks == {"catatan-asisten"} - {name for name in ("catatan-asisten",) if not asks}
    for (_at, student, name), (score, _most, asking) in run.course.grades().items():
        if name.startswith("cek-"):
            assert score is not None, student
            assert not asking, student


def test_a_deleted_reflection_counts_as_not_answered(run: Run) -> None:
    grades = run.course.grades()

    assert grades[M04, "cek_terhapus", "catatan-asisten"][0] == 0
    assert not grades[M04, "cek_terhapus", "catatan-asisten"][2]


@pytest.mark.parametrize("student", [*BROKEN, "dua_salinan_berganti_nama"])
def test_what_cannot_be_graded_is_told_in_one_line(run: Run, student: str) -> None:
    assert run.points(student) == {}
    line = run.line(student)
    assert line.startswith("Tidak dapat dinilai:")
    assert "\n" not in line
    assert "Error" not in line


def test_nothing_else_is_told_as_not_gradable(run: Run) -> None:
    told = {line.split(", ")[1].split(":")[0] for line in run.said.splitlines() if line.startswith("Tidak dapat")}

    assert told == {*BROKEN, "dua_salinan_berganti_nama"}


def test_a_missing_exercise_of_an_older_edition_earns_nothing_and_the_others_all(run: Run) -> None:
    assert run.points("edisi_lama") == {**FULL, "papan": 0.0}


def test_a_late_hand_in_loses_what_the_course_says(run: Run) -> None:
    with run.course.gradebook() as book:
        late = book.find_submission_notebook(M04, M04, "terlambat")
        assert late.late_submission_penalty == late.score > 0
        assert book.find_submission(M04, "terlambat").total_seconds_late > 0
        assert book.find_submission_notebook(M04, M04, "acuan").late_submission_penalty is None
        assert book.find_submission(M04, "cap_waktu_dipalsukan").timestamp is None


def test_files_beside_the_notebook_go_along_and_links_do_not(run: Run) -> None:
    graded = run.course.folder / "autograded" / "berkas_tambahan" / M04

    assert {path.relative_to(graded).as_posix() for path in graded.rglob("*") if not path.is_dir()} == {
        f"{M04}.ipynb",
        FILE_NAME,
        "foto/rapat.png",
        "catatan.txt",
        "modul_saya.py",
    }
    assert "tautan" in run.line("berkas_tambahan")


def test_a_renamed_notebook_is_told(run: Run) -> None:
    assert "Tugas m04 (final).ipynb" in run.line("berganti_nama")


def test_an_endless_loop_costs_its_cell_and_says_so(run: Run) -> None:
    assert run.points("berputar_terus") == {**FULL, "kelompok": 0.0}
    assert "berhenti setelah" in run.course.said("berputar_terus", M04, "kelompok")


def test_an_endless_function_costs_its_exercise(run: Run) -> None:
    assert run.points("fungsi_berputar") == {**FULL, "fungsi-papan": 0.0}


def test_a_notebook_that_leaves_keeps_what_it_had_earned(run: Run) -> None:
    earned = run.points("keluar")

    assert earned == {**NOTHING, "saring": 2.0, "urutan": 2.0, "kalimat": 2.0}
    assert "menghentikan Python" in run.course.said("keluar", M04, "cek-papan")


def test_an_answer_that_is_no_plain_value_fails_with_a_sentence(run: Run) -> None:
    assert run.points("bukan_nilai_biasa") == {**FULL, "saring": 0.0}
    assert "Belum tepat" in run.course.said("bukan_nilai_biasa", M04, "cek-saring")


@pytest.mark.parametrize("student", list(ANSWER_FILES))
def test_a_forged_answer_file_gains_nothing_and_harms_nothing_else(run: Run, student: str) -> None:
    assert run.points(student) == {**FULL, "urutan": 0.0, "kalimat": 0.0}


def test_nothing_of_the_hidden_tests_reaches_outputs_or_feedback(run: Run) -> None:
    run.course.run("nbgrader", "generate_feedback", M04)
    for student in ("fungsi_berputar", "berputar_terus", "semua_terhapus"):
        page = run.course.folder / "feedback" / student / M04 / f"{M04}.html"
        text = page.read_text(encoding="utf-8")
        assert "_told" not in text
        assert "Dinas A" not in text
        assert "hidden_tests" not in text


def test_only_what_changed_is_graded_again(run: Run) -> None:
    again = run.course.grade(code=3)
    failing = len(BROKEN) + 1

    assert f"{len(_kinds) - failing} serahan tidak berubah" in again
    assert f"0 serahan dinilai, {failing} tidak dapat dinilai." in again


def test_a_grade_given_by_hand_stays_and_is_asked_about(run: Run, tmp_path: Path) -> None:
    with run.course.gradebook() as book:
        grade = book.find_grade("cek-saring", M04, M04, "acuan")
        grade.manual_score = 1.5
        book.find_comment("saring", M04, M04, "acuan").manual_comment = "Bagus."
        book.db.commit()
    path = run.course.submitted("acuan", M04) / f"{M04}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(new_markdown_cell("Tambahan."))
    nbformat.write(notebook, path)
    run.course.grade(code=3)

    with run.course.gradebook() as book:
        grade = book.find_grade("cek-saring", M04, M04, "acuan")
        assert (grade.auto_score, grade.manual_score, grade.score, grade.needs_manual_grade) == (2.0, 1.5, 1.5, True)
        assert book.find_comment("saring", M04, M04, "acuan").comment == "Bagus."
    assert run.course.autograded("acuan", M04).cells[-1].source == "Tambahan."
