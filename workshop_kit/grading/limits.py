"""What one hand-in may use, and the sentences for those that want more."""

from dataclasses import dataclass

from workshop_kit.language import _, translate


@dataclass(frozen=True)
class Limits:
    """Bounds of one attendee's process.

    Attributes
    ----------
    cell_cpu_seconds, cell_seconds : float
        A cell is interrupted after so much processor time, or so much time by the clock, whichever comes first.
    grace_seconds : float
        An interrupted cell that has not ended after this is killed, and the notebook with it.
    notebook_seconds : float
        By the clock, for all cells and all calls together.
    memory_mb : int
        Beyond what the process starts with.
    threads, open_files : int
    file_mb, home_mb, files : int
        Largest file, all files together, and their number.
    output_kb, outputs : int
        Of one cell.
    value_mb : int
        Of one answer on its way to a check.
    """

    cell_cpu_seconds: float = 10
    cell_seconds: float = 30
    grace_seconds: float = 2
    notebook_seconds: float = 300
    memory_mb: int = 768
    threads: int = 64
    open_files: int = 256
    file_mb: int = 32
    home_mb: int = 64
    files: int = 5000
    output_kb: int = 4096
    outputs: int = 500
    value_mb: int = 32


_SENTENCES = {
    "cpu": _("Sel ini berhenti setelah {cpu} detik: kerjanya tidak selesai. Periksa perulangan yang tidak berakhir."),
    "clock": _("Sel ini berhenti setelah {clock} detik: ia menunggu terlalu lama."),
    "notebook": _("Buku kerja ini berhenti setelah {notebook} detik: semua selnya bersama-sama terlalu lama."),
    "memory": _("Sel ini berhenti: memerlukan lebih dari {memory} MB memori."),
    "threads": _("Sel ini berhenti: membuka lebih dari {threads} thread."),
    "files": _("Sel ini berhenti: membuat lebih dari {files} berkas."),
    "space": _("Sel ini berhenti: berkas yang ditulisnya melebihi {home} MB."),
    "died": _("Sel ini menghentikan Python, sehingga sel sesudahnya tidak dapat dijalankan."),
    "garbled": _("Sel ini mengganggu cara hasilnya dikirim, sehingga buku kerja ini dihentikan."),
    "lost": _("Tempat menjalankan buku kerja ini terhenti. Nilai ulang; bila terulang, beri tahu pelatih."),
    "output": _("Keluaran sel ini dipotong: lebih dari {output} kB."),
}


def sentence(why: str, limits: Limits) -> str:
    """What the attendee reads when a limit was reached.

    Parameters
    ----------
    why : str
        ``cpu``, ``clock``, ``notebook``, ``memory``, ``threads``, ``files``, ``space``, ``died``, ``garbled``, ``lost``
        or ``output``.
    limits : Limits
    """
    return translate(
        _SENTENCES[why],
        cpu=f"{limits.cell_cpu_seconds:g}",
        clock=f"{limits.cell_seconds:g}",
        notebook=f"{limits.notebook_seconds:g}",
        memory=limits.memory_mb,
        threads=limits.threads,
        files=limits.files,
        home=limits.home_mb,
        output=limits.output_kb,
    )
