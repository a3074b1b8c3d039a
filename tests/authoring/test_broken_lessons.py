"""Lessons that are broken on purpose: each gets one line with file, line and what is wrong."""

import re

import pytest

from workshop_kit.authoring.build import Workplace, check_catalog, draft, make_notebooks
from workshop_kit.authoring.lesson import LessonError

from .conftest import Checkout

# What is broken: file, passage, what stands there instead; then the file and the words of the error.
BROKEN = {
    "no front matter": ("lesson.py", "# ---\n# id: m90", "# id: m90", "lesson.py", "front matter"),
    "front matter not YAML": ("lesson.py", "minutes: {P: 5, O: 10}", "minutes: {P: 5", "lesson.py", "not valid YAML"),
    "no title": ("lesson.py", "# title: Modul contoh\n", "", "lesson.py", "lacks 'title'"),
    "no minutes": ("lesson.py", "{P: 5, O: 10}", "15", "lesson.py", "number per track"),
    "one objective": ("lesson.py", "#   - membedakan jumlah dan selisih\n", "", "lesson.py", "2 to 4"),
    "folder of another name": ("lesson.py", "slug: contoh", "slug: lain", "lesson.py", "m90_lain"),
    "text before the first cell": ("lesson.py", "# ---\n\n# %%", "# ---\nx = 1\n# %%", "lesson.py", "no cell"),
    "unknown key": ("lesson.py", 'latihan="rata"', 'latihn="rata"', "lesson.py", "unknown key 'latihn'"),
    "unreadable header": ("lesson.py", 'latihan="rata" track="O"', "latihan=rata", "lesson.py", "cannot read"),
    "unknown track": ("lesson.py", '"rata" poin=1 track="O"', '"rata" poin=1 track="X"', "lesson.py", 'not "X"'),
    "two roles": ("lesson.py", '%% latihan="rata"', '%% cek="rata" latihan="rata"', "lesson.py", "one role"),
    "odd name": ("lesson.py", 'latihan="rata"', 'latihan="Rata Rata"', "lesson.py", "lower-case"),
    "text cell with code": ("lesson.py", "# Loket 3", "Loket 3", "lesson.py", "must begin with '#'"),
    "reflection as code": ("lesson.py", "[markdown] refleksi", "refleksi", "lesson.py", "[markdown] cell"),
    "points of zero": ("lesson.py", "poin=2", "poin=0", "lesson.py", "whole number from 1"),
    "check without points": ("lesson.py", 'cek="rata" poin=1', 'cek="rata"', "lesson.py", "needs poin"),
    "no region": ("lesson.py", "### BEGIN SOLUTION\nrata", "rata", "lesson.py", "without its other half"),
    "no region at all": (
        "lesson.py",
        "### BEGIN SOLUTION\nrata = (pagi + siang) / 2\n### END SOLUTION",
        "rata = 21",
        "lesson.py",
        "needs a region",
    ),
    "open region": ("lesson.py", "/ 2\n### END SOLUTION", "/ 2", "lesson.py", "has no END"),
    "nested region": ("lesson.py", "rata = (", "### BEGIN SOLUTION\nrata = (", "lesson.py", "without its other half"),
    "marker with other words": (
        "lesson.py",
        "### BEGIN SOLUTION\nrata",
        "# BEGIN SOLUTION\nrata",
        "lesson.py",
        "alone",
    ),
    "solution in a check": ("lesson.py", "BEGIN HIDDEN TESTS", "BEGIN SOLUTION", "lesson.py", "does not belong"),
    "faded outside": ("lesson.py", "# Rata-rata dua", "#~ Rata-rata dua", "lesson.py", "inside a solution region"),
    "no check cell": ("lesson.py", '# %% cek="rata" poin=1 track="O"\n', "", "lesson.py", "has no check cell"),
    "no answer cell": (
        "lesson.py",
        '# %% cek="rata"',
        '# %% cek="jenis" poin=1\n\n# %% cek="rata"',
        "lesson.py",
        "answered by single",
    ),
    "exercise twice": (
        "lesson.py",
        '# %% cek="rata"',
        '# %% kuis="jenis" poin=1\n\n# %% cek="rata"',
        "lesson.py",
        "stands twice",
    ),
    "unknown exercise": ("lesson.py", 'kuis="jenis"', 'kuis="jenus"', "lesson.py", "'jenus' is not defined"),
    "unused exercise": ("lesson.py", '# %% kuis="jenis" poin=1\n', "", "lesson.py", "stands in no cell"),
    "graded prediction": ("lesson.py", 'kuis="tebak"', 'kuis="tebak" poin=1', "lesson.py", "never graded"),
    "quiz without points": ("lesson.py", 'kuis="jenis" poin=1', 'kuis="jenis"', "lesson.py", "needs poin"),
    "lesson not started": ("lesson.py", 'start("m90", "id", edition=1)', "pass", "lesson.py", "must call start"),
    "other edition": ("lesson.py", "edition=1", "edition=2", "lesson.py", "must call start"),
    "code that is not Python": ("lesson.py", "pagi, siang = 12, 30", "pagi siang = 12", "lesson.py", "not Python"),
    "exercise defined twice": ("checks.py", '"rata",\n    title', '"jumlah",\n    title', "checks.py", "defined twice"),
    "checks that crash": ("checks.py", 'Module("m90"', 'Modul("m90"', "checks.py", "NameError"),
    "checks without module": ("checks.py", "module = Module", "module = str", "checks.py", "cannot be imported"),
    "checks of another module": ("checks.py", '"m90"', '"m91"', "checks.py", "checks are of 'm91'"),
    "two hints": ("checks.py", '[_("Jumlahkan dahulu."), ', "[", "checks.py", "2 hints"),
    "check of other names": (
        "checks.py",
        "def rata(rata: Any)",
        "def rata(nilai: Any)",
        "checks.py",
        "its check takes",
    ),
    "no other right answer": (
        "checks.py",
        "rata.right(",
        "dict.fromkeys(",
        "checks.py",
        "no right answer of another form",
    ),
    "one wrong answer": ("checks.py", 'rata.wrong("teks"', 'True or rata.wrong("teks"', "checks.py", "1 wrong"),
    "wrong option without why": ("checks.py", ', why=_("Selisihnya 18.")', "", "checks.py", "without its own 'why'"),
    "two right options": (
        "checks.py",
        '_("Selisih"), why',
        '_("Selisih"), right=True, why',
        "checks.py",
        "exactly one right",
    ),
    "computed message": (
        "checks.py",
        '_("Itu jumlahnya; bagi dua.")',
        '_(f"Itu {1}")',
        "checks.py",
        "nothing computed",
    ),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_lesson_is_named_with_file_line_and_reason(checkout: Checkout, fault: str) -> None:
    name, old, new, where, words = BROKEN[fault]
    checkout.edit(name, old, new)

    with pytest.raises(LessonError) as refused:
        draft(checkout.module / "lesson.py")

    message = str(refused.value)
    assert message.startswith(f"m90_contoh/{where}:")
    assert words in message
    assert "\n" not in message


def test_the_line_of_the_fault_is_given(checkout: Checkout) -> None:
    checkout.edit("lesson.py", 'latihan="rata"', 'latihn="rata"')
    lines = (checkout.module / "lesson.py").read_text(encoding="utf-8").split("\n")

    with pytest.raises(LessonError) as refused:
        draft(checkout.module / "lesson.py")

    line = int(re.search(r":(\d+):", str(refused.value))[1])  # type: ignore[index]
    assert "latihn" in lines[line - 1]


def test_the_sample_itself_is_sound(checkout: Checkout) -> None:
    make_notebooks(draft(checkout.module / "lesson.py"))


def test_a_catalog_that_lags_behind_the_lesson_is_refused(checkout: Checkout) -> None:
    checkout.translate()
    checkout.edit("lesson.py", "12 berkas pagi", "13 berkas pagi")

    with pytest.raises(LessonError, match="out of date"):
        check_catalog(draft(checkout.module / "lesson.py").catalog, complete=False)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('msgstr "Betul, jumlah."', 'msgstr ""', "untranslated: Betul, jumlah."),
        (
            '#: lesson.py\nmsgid "tidak ada"',
            '#: lesson.py\n#, fuzzy\nmsgid "tidak ada"',
            "fuzzy translation: tidak ada",
        ),
        ('msgstr "Betul, {jumlah} files."', 'msgstr "Right, {total} files."', "other {places}"),
        ('msgstr "Pagi {pagi}, siang {siang}"', 'msgstr "Morning {pagi}"', "other {expressions}"),
    ],
)
def test_a_release_refuses_an_unfinished_translation(checkout: Checkout, old: str, new: str, words: str) -> None:
    checkout.translate()
    checkout.edit("en.po", old, new)

    with pytest.raises(LessonError) as refused:
        check_catalog(draft(checkout.module / "lesson.py").catalog, complete=True)

    assert words in str(refused.value)


def test_a_translation_that_changes_code_is_refused(checkout: Checkout) -> None:
    checkout.translate()
    checkout.edit("en.po", 'msgstr "Pagi {pagi}, siang {siang}"', 'msgstr "Morning {siang}, noon {siang}"')

    with pytest.raises(LessonError, match="changes code, not only words"):
        make_notebooks(draft(checkout.module / "lesson.py"))


def test_a_module_that_is_not_there_is_named_with_those_that_are(checkout: Checkout) -> None:
    with pytest.raises(LessonError, match="there are: m90"):
        Workplace(checkout.root).lesson_files(["m77"])


# Faults that only show when the notebooks run.
FAILING = {
    "check that passes on the untouched stub": (
        "checks.py",
        "    if rata == 42:\n",
        "    if rata == 42:\n        return None\n    if rata == 42:\n",
        "lesson.py",
        'latihan="rata" track="O"\n',
        'latihan="rata" track="O"\nrata = 42\n',
        "'cek-rata' passes on the untouched notebook",
    ),
    "reference answer refused": (
        "lesson.py",
        "rata = (pagi + siang) / 2",
        "rata = pagi",
        None,
        None,
        None,
        "'cek-rata' is refused by its check",
    ),
    "cell that fails": (
        "lesson.py",
        "# Berkas hari ini",
        "1 / 0\n# Berkas hari ini",
        None,
        None,
        None,
        "failed: ZeroDivisionError",
    ),
    "output that differs on every run": (
        "lesson.py",
        'print("Selisih:"',
        'print(object())\nprint("Selisih:"',
        None,
        None,
        None,
        "memory address",
    ),
}


@pytest.mark.parametrize("fault", FAILING)
def test_a_lesson_that_fails_when_run_is_not_built(checkout: Checkout, fault: str) -> None:
    name, old, new, name2, old2, new2, words = FAILING[fault]
    checkout.edit(name, old, new)
    if name2 and old2 and new2:
        checkout.edit(name2, old2, new2)
    assert checkout.workshop("build", "--extract").returncode == 0

    built = checkout.workshop("build")

    assert built.returncode == 1
    assert words in built.stderr
    assert "Traceback" not in built.stderr
    assert not (checkout.root / "lessons").exists()
