"""Why a folder could not be checked at all: one sentence each."""

from collections.abc import Sequence
from pathlib import Path

from workshop_kit.data.readiness import masking
from workshop_kit.errors import WorkshopError
from workshop_kit.language import _


class FolderMissing(WorkshopError):
    """There is no such folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _("Folder {folder} tidak ada. Periksa letaknya, atau seret folder itu ke jendela ini."),
            folder=_path(folder),
        )


class NothingToCheck(WorkshopError):
    """The folder has no tables."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _("Di {folder} tidak ada berkas CSV, XLSX, atau Parquet. Simpan tabel Anda dalam salah satu bentuk itu."),
            folder=_path(folder),
        )


class ColumnsAbsent(WorkshopError):
    """No table has all the columns that were named."""

    def __init__(self, option: str, wanted: Sequence[str], available: Sequence[str]) -> None:
        super().__init__(
            _("Tidak ada tabel yang mempunyai semua kolom {pilihan} {diminta}. Kolom yang ada: {semua}."),
            pilihan=option,
            diminta=", ".join(masking.shown(each) for each in wanted),
            semua=", ".join(available[:30]),
        )


class LimitTooSmall(WorkshopError):
    """A k below 2 asks for nothing."""

    def __init__(self, k: int) -> None:
        super().__init__(_("--k {k} tidak berarti; beri bilangan bulat, paling kecil 2."), k=k)


class ReportNotWritable(WorkshopError):
    """The report cannot be written."""

    def __init__(self, folder: Path, problem: OSError) -> None:
        super().__init__(
            _("Laporan tidak dapat ditulis ke {folder} ({sebab}). Pilih folder lain dengan --to."),
            folder=_path(folder),
            sebab=problem.strerror or type(problem).__name__,
        )


def _path(folder: Path) -> str:
    return masking.plain(str(folder), 200)
