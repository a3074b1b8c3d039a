"""A lesson in a real kernel: what a learner reads after right, wrong, missing and odd input."""

import html
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbgrader.utils import determine_grade

from tests.authoring.conftest import Checkout, checkout  # noqa: F401
from workshop_kit.authoring.execution import Job, run_all

START = 'from workshop_kit import *\nstart("m90", "id", edition=1)'


@pytest.fixture
def kernel_of_sample(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> Path:  # noqa: F811
    """Kernels started in this test find the sample module."""
    monkeypatch.setenv("PYTHONPATH", str(checkout.root))
    folder = checkout.root / "m90-contoh"
    folder.mkdir()
    return folder


def run(folder: Path, *cells: str) -> NotebookNode:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    run_all([Job(notebook, folder, allow_errors=True)])
    return notebook


def text(cell: NotebookNode) -> str:
    """All that a learner reads below a cell."""
    shown = []
    for output in cell.outputs:
        shown.append(str(output.get("data", {}).get("text/html", "")))
        shown.append(str(output.get("text", "")))
        shown.extend(output.get("traceback", []))
    return html.unescape(" ".join(shown))


def points(cell: NotebookNode) -> float:
    cell.metadata["nbgrader"] = {"grade": True, "solution": False, "points": 2, "grade_id": "cek", "locked": True}
    return float(determine_grade(cell)[0])


def test_right_wrong_and_missing_answers(kernel_of_sample: Path) -> None:
    _start, missing, _wrong, wrong, _right, right = run(
        kernel_of_sample, START, 'check("jumlah")', "jumlah = 18", 'check("jumlah")', "jumlah = 42", 'check("jumlah")'
    ).cells

    assert "Belum dijawab." in text(missing)
    assert points(missing) == 0
    assert "Itu selisihnya" in text(wrong)
    assert "Petunjuk 1 dari 3" in text(wrong)
    assert points(wrong) == 0
    assert "Benar." in text(right)
    assert "Betul, 42 berkas." in text(right)
    assert points(right) == 2


def test_a_failed_check_scores_nothing_even_when_the_cell_goes_on(kernel_of_sample: Path) -> None:
    cell = run(kernel_of_sample, START, 'check("jumlah")\nprint("selesai")\n2').cells[1]

    assert points(cell) == 0


def test_a_hidden_test_that_fails_takes_the_points_of_a_passed_check(kernel_of_sample: Path) -> None:
    cell = run(kernel_of_sample, START, 'jumlah = 42\ncheck("jumlah")\nassert jumlah == 43').cells[1]

    assert points(cell) == 0


def test_an_answer_of_an_odd_kind_gets_a_sentence_and_no_traceback(kernel_of_sample: Path) -> None:
    odd = "import pandas\njumlah = pandas.DataFrame({'a': [1, 2]})"
    cell = run(kernel_of_sample, START, odd, 'check("jumlah")').cells[2]

    assert "Belum tepat." in text(cell)
    assert "Traceback" not in text(cell)
    assert points(cell) == 0


def test_blanks_are_pointed_out_instead_of_run(kernel_of_sample: Path) -> None:
    cells = run(kernel_of_sample, START, "jumlah = pagi + ____", 'tulisan = "____"  # ____', "tulisan").cells

    assert "masih ada 1 isian" in text(cells[1])
    assert "NameError" not in text(cells[1])
    assert cells[3].outputs[0].data["text/plain"] == "'____'"


def test_hints_come_one_by_one_and_are_counted_in_the_progress(kernel_of_sample: Path) -> None:
    cells = run(kernel_of_sample, START, *['hint("jumlah")'] * 4, 'hint("tebak")', "progress()").cells

    assert "Ada dua waktu." in text(cells[1])
    assert "tambah" not in text(cells[1])
    assert "tambah" in text(cells[2])
    assert "pagi + siang" in text(cells[3])
    assert text(cells[4]) == text(cells[3])
    assert "tidak punya petunjuk" in text(cells[5])
    assert "0 dari 3 latihan" in text(cells[6])


def test_a_check_before_the_first_cell_says_what_to_run(kernel_of_sample: Path) -> None:
    cell = run(kernel_of_sample, 'from workshop_kit import check\ncheck("jumlah")').cells[0]

    assert "sel kode pertama" in text(cell)
    assert "Traceback" not in text(cell)
    assert points(cell) == 0


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ('check("jumlh")', "Latihan “jumlh” tidak ada di m90. Yang ada: jumlah,"),
        ('check(["jumlah"])', "Latihan “list” tidak ada di m90"),
        ("check()", "Latihan “” tidak ada di m90"),
        ('start(["m90"])', "Modul list tidak ada"),
        ("show()", "teks pengganti"),
        ('truth("jenis")', "tidak memuat pernyataan"),
        ('quiz("jumlah")', "dijawab dengan kode"),
        ('start("m77", "id", edition=1)', "Modul m77 tidak ada di paket ini. Yang ada: m90"),
        ('start("m90", "fr", edition=1)', "Bahasa fr tidak ada"),
        ('show("gambar", alt="x")', "bukan gambar"),
        ("import matplotlib.pyplot as plt\nshow(plt.figure(), alt='')", "teks pengganti"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(kernel_of_sample: Path, code: str, sentence: str) -> None:
    cell = run(kernel_of_sample, START, code).cells[1]

    assert sentence in text(cell)
    assert "Traceback" not in text(cell)
    assert "File " not in text(cell)


def test_a_notebook_of_an_older_edition_goes_on_with_a_warning(kernel_of_sample: Path) -> None:
    cell = run(kernel_of_sample, START.replace("edition=1", "edition=0")).cells[0]

    assert "edisi lama" in text(cell)


def test_a_notebook_in_another_folder_is_told_where_its_answers_go(kernel_of_sample: Path) -> None:
    elsewhere = kernel_of_sample.parent / "Unduhan"
    elsewhere.mkdir()

    assert "di luar folder modulnya" in text(run(elsewhere, START).cells[0])
    assert "Perhatikan" not in text(run(kernel_of_sample, START).cells[0])


def test_a_corrupted_answer_file_is_said_where_a_quiz_is_checked(kernel_of_sample: Path) -> None:
    (kernel_of_sample / "jawaban.json").write_text("{rusak")
    cells = run(kernel_of_sample, START, 'check("jenis")', "jumlah = 42", 'check("jumlah")', 'answer("jenis", 7)').cells

    assert "tidak terbaca" in text(cells[1])
    assert points(cells[1]) == 0
    assert points(cells[3]) == 2
    assert cells[4].outputs[0].data["text/plain"] == "7"
    assert (kernel_of_sample / "jawaban.json").read_text() == "{rusak"


def test_a_stored_answer_is_shown_again_and_checked(kernel_of_sample: Path) -> None:
    (kernel_of_sample / "jawaban.json").write_text('{"module": "m90", "answers": {"jenis": 0}}')
    cells = run(kernel_of_sample, START, 'quiz("jenis")', 'check("jenis")', 'answer("jenis")').cells

    assert "Jumlah" in text(cells[1])
    assert points(cells[2]) == 2
    assert cells[3].outputs[0].data["text/plain"] == "0"


def test_a_figure_is_shown_with_its_alternative_text(kernel_of_sample: Path) -> None:
    code = (
        "import matplotlib.pyplot as plt\n_, ax = plt.subplots()\nshow(ax, alt='Garis \"naik\" 3 %')\nplt.get_fignums()"
    )
    cell = run(kernel_of_sample, START, code).cells[1]

    assert 'alt="Garis "naik" 3 %"' in text(cell)
    assert cell.outputs[-1].data["text/plain"] == "[]"
