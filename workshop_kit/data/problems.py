"""What can be wrong with a request for data: one sentence each."""

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from workshop_kit.errors import WorkshopError
from workshop_kit.language import _

_LONGEST = 60


def _shortened(text: str) -> str:
    """A text as it may stand in a sentence."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


class TableUnknown(WorkshopError):
    """There is no table of that name; the sentence names those there are, the nearest first."""

    def __init__(self, name: object, available: Sequence[str]) -> None:
        if not isinstance(name, str):
            super().__init__(
                _("Nama tabel harus teks, bukan {jenis}. Yang tersedia: {semua}."),
                jenis=type(name).__name__,
                semua=", ".join(available),
            )
            return
        name = _shortened(name)
        near = get_close_matches(name.lower(), available, n=1, cutoff=0.4)
        ordered = [*near, *(each for each in available if each not in near)]
        if near:
            message = _("Tabel {diminta!r} tidak ada. Mungkin maksud Anda {terdekat!r}? Yang tersedia: {semua}.")
        else:
            message = _("Tabel {diminta!r} tidak ada. Yang tersedia: {semua}.")
        super().__init__(message, diminta=name, terdekat=near[0] if near else "", semua=", ".join(ordered))


class ReleaseUnknown(WorkshopError):
    """There is no release of that name."""

    def __init__(self, name: object, available: Sequence[str]) -> None:
        choices = ", ".join(available)
        if isinstance(name, str):
            message = _("Rilis {diminta!r} tidak dikenal. Pilih salah satu: {semua}.")
            super().__init__(message, diminta=_shortened(name), semua=choices)
        else:
            message = _("Nama rilis harus teks, bukan {jenis}. Pilih salah satu: {semua}.")
            super().__init__(message, jenis=type(name).__name__, semua=choices)


class RawReleaseAbsent(WorkshopError):
    """The table has no raw release."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("Tabel {nama!r} tidak mempunyai rilis 'mentah'. Muat rilis yang biasa: data.load({nama!r})."),
            nama=name,
        )


class ConsentNeeded(WorkshopError):
    """The raw release is loaded knowingly or not at all."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "Rilis 'mentah' tabel {nama!r} memuat data pribadi rekaan, untuk latihan anonimisasi. "
                "Bila memang itu yang Anda perlukan, tambahkan consent=True."
            ),
            nama=name,
        )


class DatasetMissing(WorkshopError):
    """A file is not where it should be; ``buildable`` says whether the reader can make it again."""

    def __init__(self, path: Path, buildable: bool) -> None:
        if buildable:
            message = _(
                "Berkas data {berkas} tidak ditemukan atau tidak dapat dibaca di {folder}. "
                "Pasang ulang lokakarya, atau buat datanya dengan: workshop data build"
            )
        else:
            message = _(
                "Berkas data {berkas} tidak ditemukan atau tidak dapat dibaca di {folder}. Pasang ulang lokakarya."
            )
        super().__init__(message, berkas=path.name, folder=path.parent)


class DatasetUnreadable(WorkshopError):
    """A file is there, but not as it was published; ``buildable`` as in `DatasetMissing`."""

    def __init__(self, path: Path, buildable: bool) -> None:
        if buildable:
            message = _(
                "Berkas data {berkas} di {folder} rusak atau telah diubah, jadi tidak dipakai. "
                "Pasang ulang lokakarya, atau buat ulang datanya dengan: workshop data build"
            )
        else:
            message = _(
                "Berkas data {berkas} di {folder} rusak atau telah diubah, jadi tidak dipakai. Pasang ulang lokakarya."
            )
        super().__init__(message, berkas=path.name, folder=path.parent)


class FolderNotWritable(WorkshopError):
    """The tables cannot be written: no permission, no such place, a full disk."""

    def __init__(self, folder: Path, problem: OSError) -> None:
        super().__init__(
            _("Data tidak dapat ditulis ke {folder} ({sebab}). Pilih folder lain dengan --to."),
            folder=folder,
            sebab=problem.strerror or problem,
        )


class GeneratorAbsent(WorkshopError):
    """An installed package has the tables but not what makes them: with it, attendees would have the answer keys."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Tabel hanya dapat dibuat dari folder sumber lokakarya, bukan dari paket yang terpasang. "
                "Bila data rusak, pasang ulang lokakarya."
            )
        )


class SizeUnknown(WorkshopError):
    """There is no size of that name."""

    def __init__(self, size: str) -> None:
        super().__init__(_("Ukuran {diminta!r} tidak dikenal. Pilih full atau small."), diminta=_shortened(size))


class SeedUnusable(WorkshopError):
    """The seed is below 0."""

    def __init__(self, seed: int) -> None:
        super().__init__(_("Benih {benih} tidak dapat dipakai; beri bilangan bulat mulai 0."), benih=seed)


class NotAFrame(WorkshopError):
    """What should be checked is no table."""

    def __init__(self, given: object) -> None:
        super().__init__(
            _("Yang diperiksa harus sebuah tabel (DataFrame), bukan {jenis}. Tulis: data.check(tabel, nama)."),
            jenis=type(given).__name__,
        )
