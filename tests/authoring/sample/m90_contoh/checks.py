"""Checks of the sample module."""

from typing import Any

from workshop_kit.exercises import Module, Option, Right, Wrong
from workshop_kit.language import _

module = Module("m90", edition=1)


@module.code(
    "jumlah",
    title=_("Jumlah berkas"),
    answers=["jumlah"],
    hints=[_("Ada dua waktu."), _("Pakai tanda tambah."), _("pagi + siang")],
)
def jumlah(jumlah: Any) -> Right | None:
    """The sum of both."""
    if jumlah == 18:
        raise Wrong(_("Itu selisihnya; soal meminta jumlah."))
    if jumlah != 42:
        raise Wrong(_("{jumlah} belum jumlah berkas pagi dan siang."), jumlah=jumlah)
    return Right(_("Betul, {jumlah} berkas."), jumlah=jumlah)


@module.code(
    "rata",
    title=_("Rata-rata"),
    answers=["rata"],
    hints=[_("Jumlahkan dahulu."), _("Lalu bagi."), _("(pagi + siang) / 2")],
)
def rata(rata: Any) -> Right | None:
    """The mean of both."""
    if rata == 42:
        raise Wrong(_("Itu jumlahnya; bagi dua."))
    if rata != 21:
        raise Wrong(_("Rata-rata adalah jumlah dibagi banyaknya waktu."))
    return None


module.predict(
    "tebak",
    title=_("Tebak dulu"),
    question=_("Kapan loket lebih ramai?"),
    options=[Option(_("Pagi")), Option(_("Siang"), right=True)],
    reveal=_("Siang: **30** berkas."),
)

module.single(
    "jenis",
    title=_("Jenis angka"),
    question=_("42 itu apa?"),
    hints=[_("a"), _("b"), _("c")],
    options=[
        Option(_("Jumlah"), right=True, why=_("Betul, jumlah.")),
        Option(_("Selisih"), why=_("Selisihnya 18.")),
        Option(_("Rata-rata"), why=_("Rata-ratanya 21.")),
    ],
)

# --- contoh jawaban ---

jumlah.wrong("selisih", "jumlah = siang - pagi", says="Itu selisihnya")
jumlah.wrong("hanya pagi", "jumlah = pagi", says="belum jumlah berkas")
jumlah.right("sum", "jumlah = sum([pagi, siang])")
rata.wrong("jumlah", "rata = pagi + siang", says="bagi dua")
rata.wrong("teks", "rata = '21'", says="dibagi banyaknya")
rata.right("mean", "import statistics\nrata = statistics.mean([pagi, siang])")
