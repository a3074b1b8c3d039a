"""Progress: kept when it can be, never in the way when it cannot."""

from pathlib import Path

from workshop_kit.exercises.progress_store import ProgressStore, Standing


def test_tries_and_success_are_counted(tmp_path: Path) -> None:
    store = ProgressStore(tmp_path / "new" / "progress.sqlite")
    store.record("m04", "persen", passed=False)
    store.record("m04", "persen", passed=True)
    store.record("m04", "urut", passed=False)

    assert store.standings("m04") == {"persen": Standing(2, 0, True), "urut": Standing(1, 0, False)}
    assert store.passed("m05") == {}


def test_what_was_solved_once_stays_solved(tmp_path: Path) -> None:
    store = ProgressStore(tmp_path / "progress.sqlite")
    store.record("m04", "persen", passed=True)
    store.record("m04", "persen", passed=False)

    assert store.passed("m04") == {"persen": True}


def test_hints_shown_are_remembered(tmp_path: Path) -> None:
    store = ProgressStore(tmp_path / "progress.sqlite")
    store.show_hints("m04", "persen", at_least=2)
    store.show_hints("m04", "persen", at_least=1)

    assert store.standings("m04") == {"persen": Standing(0, 2, False)}


def test_a_damaged_file_or_an_impossible_place_stops_nobody(tmp_path: Path) -> None:
    damaged = tmp_path / "progress.sqlite"
    damaged.write_bytes(b"this is no database, but a long enough text to look like one" * 20)
    below_a_file = damaged / "deeper" / "progress.sqlite"

    for store in (ProgressStore(damaged), ProgressStore(below_a_file)):
        store.record("m04", "persen", passed=True)
        assert store.standings("m04") == {}
