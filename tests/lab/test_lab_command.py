"""``workshop lab`` as a learner types it, in a process of its own."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SECONDS = 120


def words(folder: Path, lessons: Path, *more: str) -> list[str]:
    command = [sys.executable, "-m", "workshop_kit.cli", "lab", str(folder), "--no-browser", "--lessons", str(lessons)]
    return [*command, *more]


def one_sentence(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
    assert done.returncode == 1, done.stdout + done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


@contextmanager
def running(command: list[str], stop: signal.Signals = signal.SIGINT) -> Iterator[tuple[str, list[str]]]:
    """The address, and a list that holds the last lines once it has ended."""
    last: list[str] = []
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        address = next((line.strip() for line in process.stdout if line.startswith("http")), "")
        yield address, last
    finally:
        process.send_signal(stop)
        last += process.communicate(timeout=60)[0].splitlines()
    assert process.returncode == 0


def test_start_and_end(tmp_path: Path, lessons: Path, home: Path) -> None:
    folder = tmp_path / "kerja saya"
    # A learner's own file must not take the place of Python's.
    folder.mkdir()
    (folder / "random.py").write_text("raise SystemExit('bukan modul Python')")
    with running(words(folder, lessons)) as (address, last):
        start = address.replace("/lab?", "/workshop/start?")
        with urllib.request.urlopen(start) as answer:
            assert "Tabel capaian" in answer.read().decode()
        again = subprocess.run(words(folder, lessons), capture_output=True, text=True, timeout=SECONDS)
        assert again.returncode == 0
        assert address in again.stdout
        assert "sudah berjalan" in again.stdout
        before = {path: path.read_bytes() for path in folder.rglob("*.ipynb")}
        for options, asked in ((["--language", "en"], "close it first"), (["--fresh", "m04"], "tutup dahulu")):
            assert asked in one_sentence(words(folder, lessons, *options))
        assert {path: path.read_bytes() for path in folder.rglob("*.ipynb")} == before
    assert last[-1] == f"JupyterLab sudah ditutup; pekerjaan Anda tersimpan di {folder}."
    log = (home / "jupyter" / "lab.log").read_text()
    assert "Traceback" not in log
    assert "running as root" not in log.lower()


def test_end_by_a_service(tmp_path: Path, lessons: Path) -> None:
    with running(words(tmp_path / "kerja", lessons, "--language", "en"), signal.SIGTERM) as (address, last):
        assert address
    assert "your work is in" in last[-1]


def test_start_page_needs_the_token(tmp_path: Path, lessons: Path) -> None:
    with running(words(tmp_path / "kerja", lessons)) as (address, _last):
        start = address.partition("/lab?")[0] + "/workshop/start"
        with urllib.request.urlopen(start) as answer:
            assert "/login" in answer.url
            assert "Tabel capaian" not in answer.read().decode()


def test_kept_work_is_told_in_one_sentence(tmp_path: Path, lessons: Path) -> None:
    folder, name = tmp_path / "kerja", "m04-tabel-capaian/m04-tabel-capaian.ipynb"
    (folder / name).parent.mkdir(parents=True)
    (folder / name).write_text("{}")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        command = words(folder, lessons, "--port", str(taken.getsockname()[1]))
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
        fresh = subprocess.run([*command, "--fresh", "m04"], capture_output=True, text=True, timeout=SECONDS)
    assert f"workshop lab {folder} --fresh m04" in done.stdout
    assert "sedang dipakai program lain" in done.stderr
    assert "cadangan/m04-tabel-capaian-" in fresh.stdout.replace(os.sep, "/")
    assert "Tabel capaian" in (folder / name).read_text()


def test_folder_that_is_a_file(tmp_path: Path, lessons: Path) -> None:
    (tmp_path / "kerja").write_text("")
    assert "terhalang berkas" in one_sentence(words(tmp_path / "kerja", lessons))


def test_missing_lessons(tmp_path: Path) -> None:
    assert "Tidak ada pelajaran" in one_sentence(words(tmp_path / "kerja", tmp_path))


def test_unknown_language(tmp_path: Path, lessons: Path) -> None:
    assert "pilih id atau en" in one_sentence(words(tmp_path / "kerja", lessons, "--language", "fr"))


@pytest.mark.parametrize(
    ("mounts", "says"),
    [
        (["--ro-bind", "{folder}", "{folder}"], "tidak bisa ditulisi"),
        (["--size", "4096", "--tmpfs", "{folder}"], "penuh"),
    ],
    ids=["read-only", "full"],
)
def test_unusable_disk(tmp_path: Path, lessons: Path, mounts: list[str], says: str) -> None:
    folder = tmp_path / "kerja"
    folder.mkdir()
    mounts = [mount.format(folder=folder) for mount in mounts]
    sandbox = ["bwrap", "--bind", "/", "/", "--dev", "/dev", "--proc", "/proc", *mounts]
    assert says in one_sentence([*sandbox, *words(folder, lessons)])
