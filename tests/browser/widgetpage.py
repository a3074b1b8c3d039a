"""A notebook with one quiz of each kind, open in the real JupyterLab, for the tests of the quiz widget."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat

HINTS = ["Lihat <code>target</code> lebih dahulu.", "Bandingkan dua baris.", "Jawabannya ada di tabel."]
TRUTH = [
    {"right": True, "why": "Sejak 1957."},
    {"right": False, "why": "Kecamatannya sepuluh."},
    {"right": True, "why": "Undang-Undang Nomor 27 Tahun 2022."},
]

# Each quiz: its spec; `right` is what the stand-in of Python's half takes for right, `value` what was stored before.
QUIZZES: list[dict[str, Any]] = [
    {
        "kind": "single",
        "title": "Aturan atau model?",
        "question": "<p>Surat dikirim <strong>tepat 30 hari</strong> sebelum izin habis. Cara mana yang tepat?</p>",
        "options": [
            {"text": "Model bahasa yang membaca semua izin"},
            {"text": "Aturan: tanggal habis dikurangi 30 hari"},
            {"text": "Menunggu pemohon bertanya lewat <code>SP4N-LAPOR!</code>"},
        ],
        "right": 1,
    },
    {
        "kind": "multiple",
        "title": "Data pribadi",
        "question": "<p>Mana yang termasuk data pribadi?</p>",
        "options": [
            {"text": "Nomor induk kependudukan"},
            {"text": "Jumlah puskesmas per kecamatan"},
            {"text": "Riwayat kesehatan pasien"},
        ],
        "right": [0, 2],
    },
    {
        "kind": "ordering",
        "title": "Langkah kerja",
        "question": "<p>Urutkan langkah dari awal sampai akhir.</p>",
        "steps": [
            {"id": 2, "text": "Memeriksa hasil bersama pemilik data di perangkat daerah"},
            {"id": 0, "text": "Merumuskan pertanyaan"},
            {"id": 1, "text": "Mengumpulkan <em>data</em>"},
        ],
        "right": [0, 1, 2],
    },
    {
        "kind": "number",
        "title": "Persentase capaian",
        "question": "<p>Berapa persen capaian rata-rata?</p>",
        "unit": "persen",
        "right": 12.5,
    },
    {
        "kind": "slider",
        "title": "Ambang yang wajar",
        "question": "<p>Pada nilai berapa sebuah capaian perlu dibahas?</p>",
        "low": 0,
        "high": 100,
        "step": 5,
        "unit": "persen",
        "right": 60,
    },
    {
        "kind": "sentences",
        "title": "Kalimat tanpa dasar",
        "question": "<p>Tandai kalimat yang tidak didukung data.</p>",
        "sentences": [
            {"text": "Realisasi anggaran triwulan ketiga mencapai 71 persen dari pagu."},
            {"text": "Hal ini terjadi karena pegawai kurang disiplin."},
            {"text": "Dua dari lima program melampaui target <b>tanpa</b> revisi."},
        ],
        "right": [1],
    },
    {
        "kind": "predict",
        "title": "Tebak hasilnya",
        "question": "<p>Model diminta menghitung huruf <em>a</em> pada kata “Samarinda”. Apa jawabnya?</p>",
        "options": [{"text": "3, betul"}, {"text": "2, keliru"}],
        "confidence": True,
        "reveal": "<p>Model menjawab <strong>2</strong>: ia membaca potongan kata, bukan huruf.</p>",
    },
    {
        "kind": "calibrate",
        "title": "Seberapa yakin?",
        "question": "<p>Berikut jawaban sebuah model atas tiga pertanyaan.</p>",
        "statements": [
            {"text": "<p>Ibu kota Kalimantan Timur? “Samarinda.”</p>"},
            {"text": "<p>Jumlah kecamatan di Samarinda? “Dua belas.”</p>"},
            {"text": "<p>Undang-undang pelindungan data pribadi? “UU 27/2022.”</p>"},
        ],
        "truth": TRUTH,
    },
]

# Python's half as a lesson would have it, but without lessons: it notes what arrives and answers plainly.
STAND_IN = """
import json, os
from pathlib import Path
from workshop_kit.exercises.widget import QuizWidget

Path("kernel.pid").write_text(str(os.getpid()))

def note(**what):
    with Path("log.jsonl").open("a") as log:
        log.write(json.dumps(what) + "\\n")

def quiz(kind, hints=(), right=None, reveal="", truth=(), value=None, **spec):
    widget = QuizWidget(spec={"kind": kind, "name": kind, **spec}, value=value)
    def stored(value):
        note(kind=kind, value=value)
        if value == 13:
            widget.tell("error", "Jawaban belum tersimpan.")
    def asked(what):
        note(kind=kind, what=what)
        if what == "check" and widget.value == right:
            widget.tell("right", "Benar.")
        elif what == "check":
            widget.tell("wrong", "Lihat lagi kolom <code>target</code>.")
        elif what == "hint":
            widget.hints = list(hints[: len(widget.hints) + 1])
        elif what == "commit":
            widget.locked, widget.reveal, widget.truth = True, reveal, list(truth)
    widget.on_value(stored)
    widget.on_request(asked)
    return widget
"""


def write_notebook(folder: Path) -> Path:
    """A cell for each quiz, named after its kind; the first one is shown a second time at the end."""
    cells = [nbformat.v4.new_code_cell(STAND_IN)]
    cells += [nbformat.v4.new_code_cell(f"{q['kind']} = quiz(hints={HINTS!r}, **{q!r})\n{q['kind']}") for q in QUIZZES]
    cells += [nbformat.v4.new_code_cell("single")]
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    path = folder / "kuis.ipynb"
    nbformat.write(notebook, path)
    return path


def events(folder: Path) -> list[dict[str, Any]]:
    """What arrived in the kernel so far."""
    log = folder / "log.jsonl"
    return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []


@contextmanager
def lab(folder: Path) -> Iterator[str]:
    """JupyterLab on a free port; gives its address without the question mark's part.

    Yields
    ------
    str
        Such as ``http://127.0.0.1:41234``.
    """
    quiet = folder / "settings" / "@jupyterlab" / "apputils-extension"
    quiet.mkdir(parents=True)
    news = {"fetchNews": "false", "checkForUpdates": False}
    (quiet / "notification.jupyterlab-settings").write_text(json.dumps(news))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}"),
        *("--ServerApp.ip=127.0.0.1", "--IdentityProvider.token=", "--ServerApp.disable_check_xsrf=True"),
        *("--expose-app-in-browser", f"--ServerApp.root_dir={folder}"),
    ]
    homes = {
        "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces"),
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
        "IPYTHONDIR": str(folder / "ipython"),
        "WORKSHOP_LANGUAGE": "id",
    }
    with (folder / "lab.log").open("w") as log:
        process = subprocess.Popen(command, env={**os.environ, **homes}, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address + "/api", process)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    for _attempt in range(300):
        assert process.poll() is None, "JupyterLab ended; see lab.log"
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError("JupyterLab did not come up")
