"""Each kind of finding, on a faultless table that was spoilt in one way: it is found, and nothing else is."""

import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.data.readiness import office
from tests.data.readiness.cases import CASES, Case
from workshop_kit.data.readiness import KINDS, Report, check, formats, limits

NOW = datetime.datetime(2026, 6, 1, 9, 0)


def checked(folder: Path, **options: Any) -> Report:
    return check(folder, now=NOW, **options)


def spoil_the_reader(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """Faults that no file can be given: a file that may not be read, a defect in a reader, a file of gigabytes."""

    def raising(problem: Exception) -> Any:
        def read(_path: Path) -> None:
            raise problem

        return read

    if case.name == "denied":
        monkeypatch.setattr(formats, "read", raising(PermissionError(13, "Permission denied")))
    elif case.name == "a reader that fails":
        monkeypatch.setattr(formats, "read", raising(RecursionError()))
    elif case.name == "large":
        monkeypatch.setattr("workshop_kit.data.readiness.delimited.TABLE", 10)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code} {case.name}".strip())
def test_a_fault_gives_its_finding_and_no_other(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    case.build(folder)
    spoil_the_reader(case, monkeypatch)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}

    report = checked(folder, **case.options)

    found = [each for each in report.findings if each.code == case.code]
    assert found, [each.code for each in report.findings]
    assert any(case.says in each.sentence for each in found), [each.sentence for each in found]
    assert {each.code for each in report.findings} <= {case.code} | case.also
    assert (report.verdict == "not-ready") == any(each.severity == "blocking" for each in report.findings)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
    assert report.to_html()
    assert report.to_json()


def test_every_kind_of_finding_has_a_case() -> None:
    assert {case.code for case in CASES} == set(KINDS)


@pytest.mark.parametrize("name", ["data.csv", "data.xlsx"])
def test_a_faultless_table_is_ready(tmp_path: Path, name: str) -> None:
    if name.endswith(".csv"):
        office.changed(lambda whole: whole)(tmp_path)
    else:
        office.workbook()(tmp_path)

    report = checked(tmp_path)

    assert report.findings == ()
    assert report.verdict_words == "siap"
    assert report.tables[0].key == ("id",)
    assert report.tables[0].rows == 40
    assert [each.kind for each in report.tables[0].columns].count("number") == 3


def test_limits_are_what_the_cases_rely_on() -> None:
    assert limits.FILES == 200
    assert limits.CELLS == 5_000_000
