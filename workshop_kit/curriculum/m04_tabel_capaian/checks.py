"""Checks of m04: filter, group, achievement in both directions, missing targets, a board that holds."""

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from workshop_kit import data
from workshop_kit.exercises import Module, Option, Right, Sentence, Wrong
from workshop_kit.language import _

module = Module("m04", edition=1)

T = TypeVar("T")

YEAR = 2025
FEWEST = 4
# Room for learners who round to one decimal.
ROUNDING = 0.051

# --- what the checks compare with --------------------------------------------------------------------------------


def _table() -> pd.DataFrame:
    return pd.DataFrame(data.load("kinerja_opd"))


def _rows_2025() -> pd.DataFrame:
    table = _table()
    return table[table["tahun"] == YEAR]


def _complete(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.dropna(subset=["target", "realisasi"])


def _reached(rows: pd.DataFrame, *, polarity: bool = True) -> "pd.Series[bool]":
    """Whether each indicator reached its target; a missing figure answers no, as in pandas."""
    up = rows["realisasi"] >= rows["target"]
    down = rows["realisasi"] <= rows["target"]
    return up.where(rows["arah"] != "turun", down) if polarity else up


def _achievement(rows: pd.DataFrame) -> "pd.Series[float]":
    """Percent, with (2 x target - realisasi) / target where lower is better."""
    plain = rows["realisasi"] / rows["target"] * 100
    return plain.where(rows["arah"] != "turun", 200 - plain)


def _board(rows: pd.DataFrame, *, polarity: bool = True, missing: str = "out") -> pd.DataFrame:
    """One row per agency: assessed, left out, percent reached.

    ``missing`` is "out" (right), "failed" or "reached": the two ways learners make figures up.
    """
    known = rows["target"].notna() & rows["realisasi"].notna()
    status = _reached(rows, polarity=polarity)
    if missing == "reached":
        status = status | ~known
    counted = known if missing == "out" else known | True
    sums = pd.DataFrame({"opd": rows["opd"], "known": known, "counted": counted, "status": status & counted})
    by_agency = sums.groupby("opd")[["known", "counted", "status"]].sum()
    return pd.DataFrame(
        {
            "dinilai": by_agency["known"],
            "tidak_dinilai": rows.groupby("opd").size() - by_agency["known"],
            "tercapai_persen": by_agency["status"] / by_agency["counted"].where(by_agency["counted"] > 0) * 100,
        }
    )


# --- what learners hand in, in a form that can be compared -------------------------------------------------------


def _read(name: str, convert: Callable[[Any], T], value: Any) -> T:
    """Bring what a learner handed in into a plain form.

    Numbers beyond a float and objects of other packages fail at any look; here, and nowhere later.

    Raises
    ------
    Wrong
    """
    try:
        return convert(value)
    except Wrong:
        raise
    except Exception as error:
        raise Wrong(
            _(
                "`{nama}` memuat isi yang tidak dapat dibaca sebagai tabel atau angka biasa ({jenis}). Buat dari `tabel`."
            ),
            nama=name,
            jenis=_kind(error),
        ) from None


def _number(value: Any) -> float | None:
    """A real number, also out of a numpy scalar or a Series of one; else None."""
    if isinstance(value, pd.Series | np.ndarray) and value.size == 1:
        value = value.item()
    if isinstance(value, bool | np.bool_) or not isinstance(value, int | float | np.integer | np.floating):
        return None
    try:
        found = float(value)
    except (OverflowError, TypeError, ValueError):
        return None
    return found if np.isfinite(found) else None


def _numbers(value: Any, index: pd.Index) -> "pd.Series[float] | None":
    """Numbers in the order of ``index``: a Series is aligned by its labels, anything else taken by position."""
    if isinstance(value, pd.DataFrame) and value.shape[1] == 1:
        value = value.iloc[:, 0]
    if isinstance(value, dict):
        value = pd.Series(value, dtype=object)
    if isinstance(value, pd.Series) and value.index.is_unique and value.index.isin(index).all() and len(value):
        value = value.reindex(index)
    elif isinstance(value, list | tuple | np.ndarray | pd.Series) and len(value) == len(index):
        value = pd.Series(list(value), index=index, dtype=object)
    else:
        return None
    try:
        found: pd.Series[float] = pd.to_numeric(value, errors="coerce").astype(float)
    except (TypeError, ValueError):
        return None
    return found


def _same(one: "pd.Series[Any]", other: "pd.Series[Any]", tolerance: float = ROUNDING) -> bool:
    """Whether both are missing in the same places and equal elsewhere."""
    return bool(np.allclose(one.astype(float), other.astype(float), rtol=0, atol=tolerance, equal_nan=True))


def _kind(value: Any) -> str:
    return type(value).__name__


# --- filter ------------------------------------------------------------------------------------------------------


@module.code(
    "saring",
    title=_("Menyaring baris Disdukcapil"),
    answers=["milik_kami"],
    hints=[
        _("Ada dua pertanyaan untuk setiap baris: milik siapa, dan tahun berapa. Keduanya harus dijawab ya."),
        _("Nama OPD adalah teks, jadi ditulis di antara tanda kutip. “2024 dan sesudahnya” ditulis dengan tanda `>=`."),
        _('Isian pertama `"Disdukcapil"`, isian kedua `>=`.'),
    ],
)
def saring(milik_kami: Any) -> Right | None:
    """Rows of one agency and two years, whatever the order or the index."""
    wanted = _table().query("opd == 'Disdukcapil' and tahun >= 2024")
    _read("milik_kami", lambda value: _compare_rows(value, wanted), milik_kami)
    return Right(_("{n} baris, dua tahun, satu OPD."), n=len(wanted))


def _compare_rows(milik_kami: Any, wanted: pd.DataFrame) -> None:
    if isinstance(milik_kami, pd.Series) and milik_kami.dtype == bool:
        raise Wrong(
            _("Itu baru jawaban ya/tidak untuk setiap baris. Taruh di dalam `tabel[...]` untuk mengambil barisnya.")
        )
    if not isinstance(milik_kami, pd.DataFrame):
        raise Wrong(
            _("`milik_kami` seharusnya tabel berisi baris yang tersaring, bukan {jenis}."), jenis=_kind(milik_kami)
        )
    if not milik_kami.columns.is_unique or not {"opd", "tahun", "indikator"} <= set(milik_kami.columns):
        raise Wrong(
            _("Simpan semua kolomnya dulu: kolom `opd`, `tahun`, dan `indikator` harus masih ada di `milik_kami`.")
        )
    if len(milik_kami) == 0:
        raise Wrong(
            _(
                "Tidak ada baris yang lolos. Periksa ejaannya: di kolom `opd` tertulis persis `Disdukcapil`, dengan D besar."
            )
        )
    if len(milik_kami) == len(_table()):
        raise Wrong(_("Semua baris ikut terbawa: belum ada yang disaring."))
    agencies = set(milik_kami["opd"].astype(str))
    years = set(pd.to_numeric(milik_kami["tahun"].astype(str), errors="coerce"))
    if agencies != {"Disdukcapil"}:
        if "Disdukcapil" in agencies:
            raise Wrong(
                _(
                    "Baris OPD lain ikut terbawa. Dua pertanyaan yang harus dijawab ya bersama-sama disambung `&`, bukan `|`."
                )
            )
        raise Wrong(_("Yang tersaring bukan baris Disdukcapil. Periksa isian pertama."))
    if years - {2024, 2025}:
        raise Wrong(_("Tahun sebelum 2024 ikut terbawa. Kita hanya memerlukan 2024 dan 2025."))
    if years != {2024, 2025}:
        raise Wrong(_("Baru satu tahun yang terambil. Kita memerlukan 2024 dan juga 2025."))
    if sorted(milik_kami["indikator"].astype(str)) != sorted(wanted["indikator"]):
        raise Wrong(_("OPD dan tahunnya sudah benar, tetapi ada baris yang hilang atau tercatat dua kali."))


# --- group -------------------------------------------------------------------------------------------------------


@module.code(
    "kelompok",
    title=_("Mengelompokkan per OPD"),
    answers=["jumlah_indikator", "target_terisi", "perlu_ditanya"],
    hints=[
        _("Tumpukannya per apa? Lalu: yang mana menghitung baris, yang mana menghitung sel terisi?"),
        _('Kelompokkan menurut `"opd"`. `size()` untuk baris, `count()` untuk sel terisi pada kolom target.'),
        _("OPD masih punya target kosong bila jumlah barisnya lebih besar (`>`) daripada jumlah target yang terisi."),
    ],
)
def kelompok(jumlah_indikator: Any, target_terisi: Any, perlu_ditanya: Any) -> Right | None:
    """Rows per agency, filled targets per agency, and the agencies where these differ."""
    rows = _rows_2025()
    sizes = rows.groupby("opd").size()
    filled = rows.groupby("opd")["target"].count()
    counts = _per_agency("jumlah_indikator", jumlah_indikator, sizes)
    if not _same(counts, sizes, 0):
        if _same(counts, _table().groupby("opd").size(), 0):
            raise Wrong(_("`jumlah_indikator` menghitung semua tahun. Kelompokkan `tabel_2025`, bukan `tabel`."))
        if _same(counts, filled, 0):
            raise Wrong(
                _("`jumlah_indikator` baru menghitung sel yang terisi. Untuk menghitung baris, pakai `size()`.")
            )
        raise Wrong(_("`jumlah_indikator` belum cocok. Hitung banyaknya baris `tabel_2025` untuk setiap OPD."))
    targets = _per_agency("target_terisi", target_terisi, sizes)
    if not _same(targets, filled, 0):
        if _same(targets, sizes, 0):
            raise Wrong(_("`target_terisi` masih menghitung baris, termasuk yang targetnya kosong. Pakai `count()`."))
        if _same(targets, rows.groupby("opd")["target"].sum(), 1e-6):
            raise Wrong(
                _(
                    "`target_terisi` menjumlahkan target (persen dan hari tercampur). Yang diminta banyaknya, bukan jumlahnya."
                )
            )
        raise Wrong(_("`target_terisi` belum cocok. Hitung sel `target` yang terisi untuk setiap OPD."))
    names = _read("perlu_ditanya", _names, perlu_ditanya)
    if names is None:
        raise Wrong(_("`perlu_ditanya` seharusnya daftar nama OPD, bukan {jenis}."), jenis=_kind(perlu_ditanya))
    wanted = set(sizes.index[sizes > filled])
    if names == set(sizes.index) - wanted:
        raise Wrong(_("`perlu_ditanya` terbalik: itu justru OPD yang semua targetnya sudah terisi."))
    if names == set(sizes.index):
        raise Wrong(
            _("`perlu_ditanya` memuat semua OPD. Ambil hanya yang barisnya lebih banyak daripada target terisinya.")
        )
    if names != wanted:
        raise Wrong(
            _("`perlu_ditanya` belum cocok. Bandingkan jumlah baris dengan jumlah target terisi, OPD demi OPD.")
        )
    return Right(_("{n} OPD perlu ditelepon."), n=len(wanted))


def _per_agency(name: str, value: Any, expected: "pd.Series[int]") -> "pd.Series[float]":
    found = _read(name, lambda given: _labelled_numbers(given, expected.index), value)
    if found is None:
        raise Wrong(
            _("`{nama}` seharusnya satu angka untuk setiap OPD ({n} OPD). Periksa kunci kelompoknya."),
            nama=name,
            n=len(expected),
        )
    return found


def _labelled_numbers(value: Any, agencies: pd.Index) -> "pd.Series[float] | None":
    if isinstance(value, pd.DataFrame) and list(value.columns).count("opd") == 1 and value["opd"].is_unique:
        value = value.set_index("opd")
    return _numbers(value, agencies) if isinstance(value, pd.Series | pd.DataFrame | dict) else None


def _names(value: Any) -> set[str] | None:
    """A list of names in any usual form; a Series or frame of counts gives its index."""
    if isinstance(value, pd.Series) and pd.api.types.is_numeric_dtype(value):
        value = value.index
    if not isinstance(value, list | tuple | set | np.ndarray | pd.Index | pd.Series):
        return None
    return {str(item) for item in value}


# --- achievement -------------------------------------------------------------------------------------------------


@module.code(
    "capaian",
    title=_("Capaian menurut arah"),
    answers=["capaian"],
    hints=[
        _("Ada dua rumus dan satu kolom yang memutuskan rumus mana yang berlaku untuk baris itu."),
        _("Rumus arah turun: dua kali target dikurangi realisasi, lalu dibagi target, lalu dikalikan 100."),
        _(
            '`(2 * T - R) / T * 100` untuk turun; lalu `np.where(tabel_2025["arah"] == "turun", jika_turun, jika_naik)`.'
        ),
    ],
)
def capaian(capaian: Any) -> Right | None:
    """One percentage per row of 2025; a missing one may be missing or left away."""
    rows = _rows_2025()
    found = _read("capaian", lambda value: _numbers(value, rows.index), capaian)
    if found is None:
        raise Wrong(
            _("`capaian` seharusnya berisi satu angka untuk setiap baris `tabel_2025` ({n} baris)."),
            n=len(rows),
        )
    wanted = _achievement(rows)
    known = wanted.notna()
    if _same(found, wanted):
        return Right(
            _("{n} indikator punya capaian; {kosong} dibiarkan kosong."), n=int(known.sum()), kosong=int((~known).sum())
        )
    if found[known].isna().any():
        raise Wrong(_("Ada baris yang target dan realisasinya terisi tetapi capaiannya kosong atau bukan angka."))
    if found[~known].notna().any():
        raise Wrong(
            _("Baris yang target atau realisasinya kosong mendapat angka. Biarkan kosong: kita tidak tahu capaiannya.")
        )
    if _same(found * 100, wanted, 1):
        raise Wrong(_("Angkanya masih pecahan. Capaian dinyatakan dalam persen: kalikan 100."))
    plain = rows["realisasi"] / rows["target"] * 100
    if _same(found, plain):
        raise Wrong(_("Semua baris memakai rumus naik. Untuk arah `turun`, makin besar realisasi justru makin buruk."))
    if _same(found, (200 - plain).where(rows["arah"] != "turun", plain)):
        raise Wrong(
            _(
                "Rumusnya tertukar: baris `naik` mendapat rumus turun dan sebaliknya. Periksa urutan di dalam `np.where`."
            )
        )
    if _same(found, 200 - plain):
        raise Wrong(_("Semua baris memakai rumus turun. Untuk arah `naik` tetap pakai realisasi dibagi target."))
    ratio = plain.where(rows["arah"] != "turun", 10000 / plain)
    if _same(found.replace(np.inf, np.nan), ratio.replace(np.inf, np.nan)):
        raise Wrong(
            _(
                "Itu rumus target dibagi realisasi. Rumus itu memang dipakai orang, tetapi modul ini sepakat memakai `(2 * T - R) / T * 100`."
            )
        )
    down = rows["arah"] == "turun"
    if _same(found[~down], wanted[~down]):
        raise Wrong(
            _("Baris `naik` sudah benar; yang belum adalah baris `turun`. Periksa lagi rumusnya, termasuk kurungnya.")
        )
    raise Wrong(
        _("Angkanya belum cocok. Hitung satu baris dengan kalkulator, lalu bandingkan dengan baris yang sama di tabel.")
    )


# --- order of steps ----------------------------------------------------------------------------------------------

module.ordering(
    "urutan",
    title=_("Urutan langkah yang aman"),
    question=_("Susun langkah berikut sehingga menghasilkan papan capaian 2025 yang adil."),
    hints=[
        _(
            "Mulai dari seluruh tabel, akhiri dengan papan yang sudah diurutkan. Apa yang harus sudah bersih sebelum dibandingkan?"
        ),
        _(
            "Sel kosong harus disisihkan sebelum status dihitung, sebab `>=` dan `<=` dengan sel kosong selalu menjawab `False`."
        ),
        _(
            "Ambil 2025 → sisihkan yang kosong → tentukan status → hitung per OPD → buang yang terlalu sedikit → urutkan yang tersisa."
        ),
    ],
    steps=[
        _("Ambil baris tahun 2025 dari seluruh tabel"),
        _("Dari baris 2025 itu, sisihkan yang target atau realisasinya kosong dan catat jumlahnya"),
        _("Pada baris yang lengkap, tentukan tercapai atau tidak menurut arahnya"),
        _("Kelompokkan per OPD: hitung banyaknya indikator dan bagian yang tercapai"),
        _("Keluarkan OPD yang indikatornya kurang dari 4"),
        _("Urutkan OPD yang tersisa dan tulis catatan di bawah tabel"),
    ],
    shown=[3, 5, 1, 4, 0, 2],
    traps=[
        (0, 1, _("Ambil tahun 2025 dulu. Kalau tidak, yang Anda catat adalah sel kosong dari keempat tahun.")),
        (
            1,
            2,
            _(
                "Sisihkan yang kosong sebelum menentukan status: membandingkan dengan sel kosong selalu menjawab tidak tercapai."
            ),
        ),
        (2, 3, _("Bagian yang tercapai baru dapat dihitung per OPD setelah setiap indikator punya status.")),
        (3, 4, _("Anda baru tahu OPD mana yang indikatornya kurang dari 4 setelah menghitungnya per OPD.")),
        (
            4,
            5,
            _(
                "Keluarkan dulu yang indikatornya terlalu sedikit, baru urutkan. OPD dengan satu indikator mudah menjadi juara."
            ),
        ),
    ],
)


# --- missing targets ---------------------------------------------------------------------------------------------


@module.code(
    "target-kosong",
    title=_("Target kosong disisihkan dan disebut"),
    answers=["hitung_tercapai"],
    hints=[
        _("Pisahkan dulu tabelnya: baris yang lengkap dan baris yang tidak. Pembaginya hanya baris yang lengkap."),
        _(
            '`dropna(subset=["target", "realisasi"])` memberi baris yang lengkap; yang hilang karenanya adalah yang disisihkan.'
        ),
        _("Isian kedua `<=`, isian ketiga `>=`, isian terakhir `tercapai.mean() * 100`."),
    ],
)
def target_kosong(hitung_tercapai: Any) -> Right | None:
    """How many rows cannot be assessed, and the percent reached of the others: of 2025, then of a table unseen."""
    if not _read("hitung_tercapai", callable, hitung_tercapai):
        raise Wrong(
            _("`hitung_tercapai` seharusnya fungsi yang dimulai dengan `def`, bukan {jenis}."),
            jenis=_kind(hitung_tercapai),
        )
    first = _two_numbers(hitung_tercapai, _rows_2025())
    _compare_counts(*first, _rows_2025())
    trial = _trial()
    for rows in [trial[trial["tahun"] == 2024], trial[trial["opd"] == "Dinas Alfa"]]:
        found = _two_numbers(hitung_tercapai, rows)
        if found == first:
            raise Wrong(
                _(
                    "Untuk tabel lain jawaban Anda sama saja. Pakai `baris` dari kurungnya, bukan `tabel_2025` atau angka."
                )
            )
        _compare_counts(*found, rows)
    return Right(_("Persentase dan jumlah yang disisihkan selalu ditulis bersama."))


def _two_numbers(function: Callable[..., Any], rows: pd.DataFrame) -> tuple[float, float]:
    """What the learner's function returns for these rows.

    Raises
    ------
    Wrong
        When that is anything else than two numbers.
    """
    result = _call(function, rows.copy())
    found = _read("hitung_tercapai", _pair, result)
    if found is None:
        raise Wrong(_("`hitung_tercapai` seharusnya menyerahkan dua angka: `return tidak_dinilai, tercapai_persen`."))
    return found


def _pair(value: Any) -> tuple[float, float] | None:
    if isinstance(value, dict):
        value = list(value.values())
    if not isinstance(value, tuple | list | np.ndarray | pd.Series) or len(value) != 2:
        return None
    one, other = (_number(item) for item in list(value))
    return None if one is None or other is None else (one, other)


def _compare_counts(left_out: float, share: float, rows: pd.DataFrame) -> None:
    """Hold the two numbers against the right ones.

    Raises
    ------
    Wrong
        With the misconception's own sentence where it is known.
    """
    complete = _complete(rows)
    reached = _reached(complete)
    wanted = reached.mean() * 100
    if left_out != len(rows) - len(complete):
        if abs(left_out - wanted) <= ROUNDING and share == len(rows) - len(complete):
            raise Wrong(_("Urutannya tertukar: `tidak_dinilai` dulu, baru `tercapai_persen`."))
        if left_out == rows["target"].isna().sum():
            raise Wrong(
                _("`tidak_dinilai` baru menghitung target yang kosong. Realisasi yang kosong juga tidak dapat dinilai.")
            )
        if left_out == len(complete):
            raise Wrong(_("`tidak_dinilai` terbalik: itu banyaknya indikator yang justru dapat dinilai."))
        if left_out == len(_table()) - len(_complete(_table())):
            raise Wrong(_("`tidak_dinilai` menghitung keempat tahun. Pakai `baris` dari kurung fungsi."))
        raise Wrong(_("`tidak_dinilai` belum cocok. Hitung baris yang target atau realisasinya kosong."))

    def is_near(value: float, tolerance: float = ROUNDING) -> bool:
        return abs(share - value) <= tolerance

    if is_near(wanted):
        return
    if is_near(wanted / 100, 0.006):
        raise Wrong(_("Itu pecahan. Kalikan 100 supaya menjadi persen."))
    if is_near(reached.sum() / len(rows) * 100):
        raise Wrong(
            _("Sel kosong ikut terhitung sebagai tidak tercapai. Bagi hanya dengan indikator yang dapat dinilai.")
        )
    if is_near((reached.sum() + len(rows) - len(complete)) / len(rows) * 100):
        raise Wrong(_("Sel kosong ikut terhitung sebagai tercapai. Yang tidak diketahui jangan diberi hadiah."))
    if is_near(_reached(complete, polarity=False).mean() * 100):
        raise Wrong(
            _(
                "Arah belum diperhatikan: pada indikator `turun`, tercapai berarti realisasi lebih kecil atau sama dengan target."
            )
        )
    if is_near(_achievement(complete).mean()):
        raise Wrong(_("Itu rata-rata capaian. Yang diminta: berapa persen indikator yang tercapai."))
    equal = complete["realisasi"] == complete["target"]
    if is_near((reached & ~equal).mean() * 100):
        raise Wrong(
            _("Realisasi yang persis sama dengan target sudah tercapai: pakai `>=` dan `<=`, bukan `>` dan `<`.")
        )
    raise Wrong(
        _(
            "`tercapai_persen` belum cocok. Hitung: banyaknya yang tercapai dibagi banyaknya yang dapat dinilai, kali 100."
        )
    )


# --- the board ---------------------------------------------------------------------------------------------------


def _compare_board(name: str, value: Any, rows: pd.DataFrame, fewest: int, columns: list[str]) -> None:
    """Hold a learner's board against the right one.

    Raises
    ------
    Wrong
        With the misconception's own sentence where it is known.
    """
    board = _read(name, lambda given: _as_board(name, given, columns), value)
    full = _board(rows)
    unknown = [agency for agency in board.index if agency not in full.index]
    if unknown:
        raise Wrong(_("Di `{nama}` ada baris yang bukan OPD tahun itu: {opd}."), nama=name, opd=unknown[0])
    if len(board):
        _compare_figures(name, board, rows, full)
    wanted = full[full["dinilai"] >= fewest]
    extra = sorted(set(board.index) - set(wanted.index))
    if extra:
        raise Wrong(
            _("{opd} punya kurang dari {n} indikator yang dapat dinilai, jadi belum boleh diurutkan."),
            opd=extra[0],
            n=fewest,
        )
    absent = sorted(set(wanted.index) - set(board.index))
    if absent:
        raise Wrong(_("{opd} belum ada di `{nama}`, padahal indikatornya cukup."), opd=absent[0], nama=name)
    shares = board["tercapai_persen"].to_numpy()
    if (np.diff(shares) > ROUNDING).any():
        raise Wrong(_("Urutannya belum dari yang tertinggi. Di `sort_values`, tambahkan `ascending=False`."))


def _as_board(name: str, value: Any, columns: list[str]) -> pd.DataFrame:
    """The learner's board with agencies as index and numbers in ``columns``."""
    if not isinstance(value, pd.DataFrame):
        raise Wrong(
            _("`{nama}` seharusnya tabel dengan satu baris per OPD, bukan {jenis}."), nama=name, jenis=_kind(value)
        )
    absent = [column for column in columns if column not in value.columns]
    if absent:
        raise Wrong(_("Kolom `{kolom}` belum ada di `{nama}`."), kolom=absent[0], nama=name)
    if not value.columns.is_unique:
        raise Wrong(_("Di `{nama}` ada dua kolom dengan nama yang sama."), nama=name)
    board = value.set_index("opd") if "opd" in value.columns else value.copy()
    board.index = pd.Index([str(agency) for agency in board.index])
    if not board.index.is_unique:
        raise Wrong(_("Di `{nama}` ada OPD yang muncul lebih dari sekali. Kelompokkan dulu per OPD."), nama=name)
    try:
        return board[columns].astype(float)
    except (TypeError, ValueError) as error:
        raise Wrong(_("Isi kolom di `{nama}` harus berupa angka."), nama=name) from error


def _compare_figures(name: str, board: pd.DataFrame, rows: pd.DataFrame, full: pd.DataFrame) -> None:
    agencies = board.index
    right = full.loc[agencies]
    if not _same(board["dinilai"], right["dinilai"], 0):
        if _same(board["dinilai"], right["dinilai"] + right["tidak_dinilai"], 0):
            raise Wrong(
                _(
                    "Kolom `dinilai` ikut menghitung indikator yang kosong. Sisihkan dulu yang target atau realisasinya kosong."
                )
            )
        raise Wrong(
            _(
                "Kolom `dinilai` belum cocok: hitung indikator yang target dan realisasinya terisi, hanya pada tahun itu."
            )
        )
    if "tidak_dinilai" in board and not _same(board["tidak_dinilai"], right["tidak_dinilai"], 0):
        raise Wrong(
            _("Kolom `tidak_dinilai` belum cocok: hitung indikator tahun itu yang target atau realisasinya kosong.")
        )
    shares = board["tercapai_persen"]
    if _same(shares, right["tercapai_persen"]):
        return
    if _same(shares * 100, right["tercapai_persen"], 0.6):
        raise Wrong(_("Kolom `tercapai_persen` masih pecahan. Kalikan 100."))
    if _same(shares, _board(rows, polarity=False)["tercapai_persen"].loc[agencies]):
        raise Wrong(
            _("Arah belum diperhatikan: pada indikator `turun`, tercapai berarti realisasi tidak melebihi target.")
        )
    if _same(shares, _board(rows, missing="failed")["tercapai_persen"].loc[agencies]):
        raise Wrong(_("Di `tercapai_persen`, yang kosong ikut terhitung gagal. Bagi hanya dengan yang dapat dinilai."))
    if _same(shares, _board(rows, missing="reached")["tercapai_persen"].loc[agencies]):
        raise Wrong(_("Di `tercapai_persen`, yang kosong ikut terhitung tercapai. Sisihkan dulu."))
    strict = _strictly(rows).loc[agencies]
    if _same(shares, strict):
        raise Wrong(
            _("Realisasi yang persis sama dengan target sudah tercapai: pakai `>=` dan `<=`, bukan `>` dan `<`.")
        )
    complete = _complete(rows)
    means = _achievement(complete).groupby(complete["opd"]).mean().reindex(agencies)
    if _same(shares, means):
        raise Wrong(_("Itu rata-rata capaian. Yang diminta: berapa persen indikator yang tercapai."))
    wrong = agencies[(shares - right["tercapai_persen"]).abs().gt(ROUNDING) | shares.isna()][0]
    raise Wrong(
        _("Angka `tercapai_persen` untuk {opd} di `{nama}` belum cocok. Hitung OPD itu dengan tangan."),
        opd=wrong,
        nama=name,
    )


def _strictly(rows: pd.DataFrame) -> "pd.Series[float]":
    """The percent reached by learners who forget that equal is reached."""
    complete = _complete(rows)
    equal = complete["realisasi"] == complete["target"]
    return (_reached(complete) & ~equal).groupby(complete["opd"]).mean() * 100


@module.code(
    "papan",
    title=_("Papan capaian 2025"),
    answers=["papan"],
    hints=[
        _("Ikuti langkah yang Anda susun di Latihan 4, satu baris kode untuk satu langkah."),
        _(
            "Tambahkan kolom status (0 atau 100) dengan `assign`, lalu `groupby` dan `agg` seperti pada sel rata-rata dan median."
        ),
        _(
            'Setelah `agg(dinilai=("status", "count"), tercapai_persen=("status", "mean"))`, saring `papan["dinilai"] >= 4`, lalu `sort_values`.'
        ),
    ],
)
def papan(papan: Any) -> Right | None:
    """The board of 2025 that the lesson asks for."""
    rows = _rows_2025()
    _compare_board("papan", papan, rows, FEWEST, ["dinilai", "tercapai_persen"])
    full = _board(rows)
    few = int((full["dinilai"] < FEWEST).sum())
    return Right(_("{n} OPD diurutkan; {sedikit} OPD punya terlalu sedikit indikator."), n=len(full) - few, sedikit=few)


# --- absorption --------------------------------------------------------------------------------------------------


@module.code(
    "serapan",
    title=_("Serapan dan capaian"),
    answers=["serapan_persen", "r"],
    hints=[
        _("Rupiah dari program besar dan kecil tidak dapat dibandingkan begitu saja. Jadikan persen dulu."),
        _("`serapan_persen` adalah `serapan_rp` dibagi `pagu_rp` kali 100, keduanya dari tabel `nilai`."),
        _('`r = serapan_persen.corr(nilai["capaian"])`.'),
    ],
)
def serapan(serapan_persen: Any, r: Any) -> Right | None:
    """Absorption in percent of each row of ``nilai`` and its correlation with achievement."""
    rows = _table().dropna(subset=["target", "realisasi", "pagu_rp", "serapan_rp"])
    wanted = rows["serapan_rp"] / rows["pagu_rp"] * 100
    found = _read("serapan_persen", lambda value: _numbers(value, rows.index), serapan_persen)
    if found is None:
        raise Wrong(
            _("`serapan_persen` seharusnya satu angka untuk setiap baris tabel `nilai` ({n} baris)."), n=len(rows)
        )
    if not _same(found, wanted):
        if _same(found * 100, wanted, 0.6):
            raise Wrong(_("`serapan_persen` masih pecahan. Kalikan 100 supaya menjadi persen."))
        if _same(found, rows["pagu_rp"] / rows["serapan_rp"] * 100):
            raise Wrong(
                _(
                    "`serapan_persen` terbalik: pagu dibagi serapan. Yang ditanya: berapa bagian dari pagu yang terpakai."
                )
            )
        if _same(found, rows["serapan_rp"].astype(float), 1):
            raise Wrong(
                _("`serapan_persen` masih rupiah. Bagi dengan pagunya dulu supaya program besar dan kecil sebanding.")
            )
        raise Wrong(_("`serapan_persen` belum cocok: `serapan_rp` dibagi `pagu_rp`, kali 100, baris demi baris."))
    value = _read("r", _number, r)
    if value is None:
        raise Wrong(_("`r` seharusnya satu angka antara -1 dan 1, bukan {jenis}."), jenis=_kind(r))
    scores = _achievement(rows)
    if abs(value - wanted.corr(scores)) <= 0.0051:
        return Right(
            _("Hampir tidak ada hubungan lurus antara uang yang terserap dan hasil, setidaknya dalam data fiktif ini.")
        )
    if abs(value - rows["pagu_rp"].corr(rows["serapan_rp"])) <= 0.0051:
        raise Wrong(
            _(
                "Itu korelasi pagu dengan serapan. Program besar tentu menyerap banyak; yang ditanya hubungan dengan `capaian`."
            )
        )
    if abs(value - rows["serapan_rp"].corr(scores)) <= 0.0051:
        raise Wrong(
            _("Anda mengorelasikan rupiahnya. Pakai `serapan_persen`, supaya besar kecilnya program tidak ikut bicara.")
        )
    if abs(value - wanted.corr(rows["realisasi"])) <= 0.0051:
        raise Wrong(_("Anda mengorelasikan dengan `realisasi`, yang satuannya bermacam-macam. Pakai kolom `capaian`."))
    raise Wrong(_("`r` belum cocok. Korelasikan `serapan_persen` dengan kolom `capaian` dari tabel `nilai`."))


# --- the report's sentences --------------------------------------------------------------------------------------

module.sentences(
    "kalimat",
    title=_("Kalimat laporan dan tabel"),
    question=_(
        "Tandai **semua** kalimat yang bertentangan dengan tabel `kutipan` di atas, atau yang tidak dapat dibuktikan dari tabel itu."
    ),
    hints=[
        _("Untuk setiap kalimat, cari barisnya di tabel, lalu baca kolom `arah` sebelum membaca angkanya."),
        _(
            "Ada satu indikator yang targetnya kosong, dan ada satu kalimat tentang hal yang tidak punya kolom di tabel."
        ),
        _("Periksa kalimat tentang akta kelahiran, tentang indeks kepuasan, dan tentang serapan."),
    ],
    text=[
        Sentence(
            _("Dua dari empat indikator yang dapat dinilai mencapai target."),
            why=_(
                "Kalimat tentang dua dari empat indikator sesuai dengan tabel: Kartu Identitas Anak dan aduan lewat batas tercapai."
            ),
        ),
        Sentence(
            _("Penerbitan akta kelahiran melampaui target dengan capaian 133 persen."),
            right=True,
            missed=_(
                "Masih ada kalimat yang keliru: 4 hari lebih lambat daripada target 3 hari, padahal arahnya `turun`."
            ),
        ),
        Sentence(
            _("Kepemilikan KTP-el berada 1,5 poin persen di bawah target."),
            why=_("Kalimat tentang KTP-el sesuai dengan tabel: 99 dikurangi 97,5 adalah 1,5."),
        ),
        Sentence(
            _("Indeks kepuasan masyarakat memenuhi target dengan nilai 84."),
            right=True,
            missed=_(
                "Masih ada kalimat yang tidak dapat dibuktikan: salah satu indikator tidak punya target, jadi tidak mungkin “memenuhi target”."
            ),
        ),
        Sentence(
            _("Aduan yang lewat batas waktu tercatat 12, lebih sedikit daripada batas 20 yang ditargetkan."),
            why=_("Kalimat tentang aduan sesuai dengan tabel: arahnya `turun`, dan 12 lebih kecil daripada 20."),
        ),
        Sentence(
            _("Serapan anggaran 97 persen membuktikan bahwa kinerja tahun ini berhasil."),
            right=True,
            missed=_(
                "Masih ada kalimat yang tidak dapat dibuktikan: tabel ini tidak memuat serapan, dan serapan bukan bukti hasil."
            ),
        ),
    ],
)


# --- the function ------------------------------------------------------------------------------------------------


def _trial() -> pd.DataFrame:
    """A small table with every trap: ties with the target, zeros, missing figures, few indicators, another year."""
    rows = [
        (2024, "Dinas Alfa", "naik", 50.0, 50.0),
        (2024, "Dinas Alfa", "turun", 10.0, 8.0),
        (2024, "Dinas Alfa", "turun", 3.0, 5.0),
        (2024, "Dinas Alfa", "naik", np.nan, 70.0),
        (2024, "Dinas Beta", "naik", 20.0, 25.0),
        (2024, "Dinas Beta", "turun", 0.0, 0.0),
        (2024, "Dinas Beta", "turun", 6.0, 2.0),
        (2024, "Dinas Beta", "naik", 40.0, 60.0),
        (2024, "Dinas Gama", "naik", 10.0, 9.0),
        (2024, "Dinas Gama", "turun", 10.0, 12.0),
        (2024, "Dinas Gama", "naik", 5.0, np.nan),
        (2024, "Dinas Gama", "naik", 5.0, np.nan),
        (2024, "Dinas Delta", "turun", 4.0, 3.0),
        (2024, "Dinas Delta", "naik", np.nan, np.nan),
        (2023, "Dinas Alfa", "naik", 10.0, 2.0),
        (2023, "Dinas Alfa", "naik", 10.0, 3.0),
        (2023, "Dinas Gama", "turun", 10.0, 3.0),
        (2023, "Dinas Gama", "turun", 10.0, 4.0),
    ]
    table = pd.DataFrame(rows, columns=["tahun", "opd", "arah", "target", "realisasi"], index=range(100, 118))
    table["indikator"] = [f"Indikator {number}" for number in range(1, 19)]
    return table


@module.code(
    "fungsi-papan",
    title=_("Fungsi papan capaian"),
    answers=["papan_capaian"],
    hints=[
        _(
            "Isi fungsi hampir sama dengan Latihan 6. Yang berubah: tahun dan minimal datang dari kurung, dan ada satu kolom lagi."
        ),
        _(
            "Mulai dengan `setahun` (baris tahun itu) dan `dinilai` (`setahun` tanpa yang kosong). Akhiri dengan `return papan`."
        ),
        _('Kolom yang baru: `papan["tidak_dinilai"] = setahun.groupby("opd").size() - papan["dinilai"]`.'),
    ],
)
def fungsi_papan(papan_capaian: Any) -> Right | None:
    """The learner's function on a small table, then on the course's own, for other years and minimums."""
    if not _read("papan_capaian", callable, papan_capaian):
        raise Wrong(
            _("`papan_capaian` seharusnya fungsi yang dimulai dengan `def`, bukan {jenis}."), jenis=_kind(papan_capaian)
        )
    for table, year, fewest in [
        (_trial(), 2024, 2),
        (_trial(), 2023, 1),
        (_trial(), 2024, 1),
        (_table(), 2023, FEWEST),
    ]:
        result = _call(papan_capaian, table.copy(), year, fewest)
        rows = table[table["tahun"] == year]
        try:
            _compare_board("papan_capaian", result, rows, fewest, ["dinilai", "tidak_dinilai", "tercapai_persen"])
        except Wrong as wrong:
            raise _explained(wrong, result, table, year, fewest) from None
    return Right(_("Fungsi ini sudah siap untuk tahun mana pun."))


def _call(function: Callable[..., Any], *given: Any) -> Any:
    # The learner's function may fail in any way; none of them may end as an error of the check.
    try:
        result = function(*given)
    except (Exception, SystemExit) as error:
        raise Wrong(
            _(
                "Fungsi Anda berhenti dengan galat {jenis} ketika dijalankan pada tabel lain. Pastikan hanya memakai bahan dari kurungnya."
            ),
            jenis=_kind(error),
        ) from None
    if result is None:
        raise Wrong(_("Fungsi Anda tidak menyerahkan apa-apa. Akhiri dengan `return` dan nama tabel hasilnya."))
    return result


def _explained(wrong: Wrong, result: Any, table: pd.DataFrame, year: int, fewest: int) -> Wrong:
    """Prefer the cause to the symptom where the result fits other ingredients than those given."""
    columns = ["dinilai", "tidak_dinilai", "tercapai_persen"]
    others = [(int(other), fewest) for other in sorted(set(table["tahun"])) if other != year]
    fixed = _table()
    for source, at, least, cause in [
        *(
            (
                table,
                y,
                n,
                _("Tahunnya seperti dipatok: hasilnya sama dengan tahun lain. Pakai `tahun` dari kurung fungsi."),
            )
            for y, n in others
        ),
        (table, year, FEWEST, _("Angka 4 seperti dipatok di dalam fungsi. Pakai `minimal` dari kurung fungsi.")),
        (table, year, 0, _("`minimal` belum dipakai: OPD yang indikatornya terlalu sedikit masih ikut.")),
        (
            fixed,
            YEAR,
            fewest,
            _("Fungsi Anda mengabaikan tabel yang diberikan dan memakai tabel 2025. Pakai `tabel` dari kurung fungsi."),
        ),
    ]:
        try:
            _compare_board("papan_capaian", result, source[source["tahun"] == at], least, columns)
        except Wrong:
            continue
        return Wrong(cause)
    return wrong


# --- predictions, not graded -------------------------------------------------------------------------------------

module.predict(
    "tebak-arah",
    title=_("Tebak: 160 persen"),
    question=_(
        "Contoh fiktif: Disdukcapil menargetkan penerbitan akta rata-rata **5 hari**. Realisasinya **8 hari**. Lembar rekap menghitung "
        "realisasi ÷ target × 100 dan menulis **160 persen**. Apa yang Anda tulis di kolom capaian?"
    ),
    options=[
        Option(_("160 persen: jauh melampaui target")),
        Option(_("62,5 persen: target ÷ realisasi")),
        Option(_("40 persen: meleset 60 persen dari target")),
        Option(_("Belum tentu: lihat dulu pedoman rumusnya")),
    ],
    reveal=_(
        "**160 persen pasti salah**: lama penerbitan adalah indikator yang seharusnya turun, dan 8 hari lebih lambat daripada 5 hari. "
        "Antara 62,5 dan 40 persen, keduanya dapat dihitung orang; pedoman Andalah yang memutuskan, dan rumusnya harus ditulis. "
        "Yang pasti untuk keduanya: **belum tercapai**."
    ),
    reference=3,
)

module.predict(
    "tebak-serapan",
    title=_("Tebak: serapan dan capaian"),
    question=_(
        "Di tabel ini setiap indikator punya serapan anggaran dan capaian. Menurut Anda, seberapa kuat hubungan keduanya? "
        "(Korelasi 1 berarti selalu bergerak bersama; 0 berarti tidak berhubungan.)"
    ),
    options=[
        Option(_("Kuat, di atas 0,7: uang terserap, hasil tercapai")),
        Option(_("Sedang, sekitar 0,4")),
        Option(_("Hampir tidak ada, di antara -0,2 dan 0,2")),
        Option(_("Terbalik, di bawah -0,4")),
    ],
    reveal=_("Tebakan Anda tersimpan. Jawabannya Anda hitung sendiri di Latihan 7, beberapa sel di bawah ini."),
    confidence=True,
    reference=2,
)

# --- contoh jawaban ---

saring.wrong("semua tahun", 'milik_kami = tabel[tabel["opd"] == "Disdukcapil"]', says="Tahun sebelum 2024 ikut")
saring.wrong(
    "satu tahun saja",
    'milik_kami = tabel[(tabel["opd"] == "Disdukcapil") & (tabel["tahun"] == 2024)]',
    says="Baru satu tahun",
)
saring.wrong(
    "atau, bukan dan",
    'milik_kami = tabel[(tabel["opd"] == "Disdukcapil") | (tabel["tahun"] >= 2024)]',
    says="disambung `&`, bukan `|`",
)
saring.wrong(
    "huruf kecil",
    'milik_kami = tabel[(tabel["opd"] == "disdukcapil") & (tabel["tahun"] >= 2024)]',
    says="Tidak ada baris yang lolos",
)
saring.wrong(
    "berhenti di ya/tidak",
    'milik_kami = (tabel["opd"] == "Disdukcapil") & (tabel["tahun"] >= 2024)',
    says="baru jawaban ya/tidak",
)
saring.wrong("salinan tabel", "milik_kami = tabel.copy()", says="Semua baris ikut terbawa")
saring.wrong(
    "menyalin contoh",
    'milik_kami = tabel[(tabel["tahun"] == 2025) & (tabel["arah"] == "turun")]',
    says="Baris OPD lain ikut",
)
saring.right(
    "pakai query", "milik_kami = tabel.query(\"opd == 'Disdukcapil' and tahun >= 2024\").reset_index(drop=True)"
)
saring.right(
    "pakai isin",
    'milik_kami = tabel[tabel["tahun"].isin([2024, 2025]) & (tabel["opd"] == "Disdukcapil")].sort_values("indikator")',
)

kelompok.wrong(
    "count untuk baris",
    'jumlah_indikator = tabel_2025.groupby("opd")["target"].count()\n'
    'target_terisi = tabel_2025.groupby("opd")["target"].count()\n'
    "perlu_ditanya = jumlah_indikator[jumlah_indikator > target_terisi].index.tolist()",
    says="baru menghitung sel yang terisi",
)
kelompok.wrong(
    "size untuk keduanya",
    'jumlah_indikator = tabel_2025.groupby("opd").size()\n'
    'target_terisi = tabel_2025.groupby("opd")["target"].size()\n'
    "perlu_ditanya = jumlah_indikator[jumlah_indikator > target_terisi].index.tolist()",
    says="masih menghitung baris",
)
kelompok.wrong(
    "semua tahun",
    'jumlah_indikator = tabel.groupby("opd").size()\n'
    'target_terisi = tabel.groupby("opd")["target"].count()\n'
    "perlu_ditanya = jumlah_indikator[jumlah_indikator > target_terisi].index.tolist()",
    says="menghitung semua tahun",
)
kelompok.wrong(
    "menjumlahkan target",
    'jumlah_indikator = tabel_2025.groupby("opd").size()\n'
    'target_terisi = tabel_2025.groupby("opd")["target"].sum()\n'
    "perlu_ditanya = jumlah_indikator[jumlah_indikator > target_terisi].index.tolist()",
    says="menjumlahkan target",
)
kelompok.wrong(
    "terbalik",
    'jumlah_indikator = tabel_2025.groupby("opd").size()\n'
    'target_terisi = tabel_2025.groupby("opd")["target"].count()\n'
    "perlu_ditanya = jumlah_indikator[jumlah_indikator == target_terisi].index.tolist()",
    says="terbalik",
)
kelompok.wrong(
    "kunci kelompok keliru",
    'jumlah_indikator = tabel_2025.groupby("arah").size()\n'
    'target_terisi = tabel_2025.groupby("arah")["target"].count()\n'
    "perlu_ditanya = jumlah_indikator[jumlah_indikator > target_terisi].index.tolist()",
    says="Periksa kunci kelompoknya",
)
kelompok.right(
    "value_counts dan himpunan",
    'jumlah_indikator = tabel_2025["opd"].value_counts()\n'
    'target_terisi = tabel_2025.dropna(subset=["target"])["opd"].value_counts().reindex(jumlah_indikator.index).fillna(0)\n'
    'perlu_ditanya = set(tabel_2025.loc[tabel_2025["target"].isna(), "opd"])',
)

capaian.wrong("rumus naik untuk semua", "capaian = R / T * 100", says="Semua baris memakai rumus naik")
capaian.wrong(
    "tertukar",
    'capaian = np.where(tabel_2025["arah"] == "naik", (2 * T - R) / T * 100, R / T * 100)',
    says="Rumusnya tertukar",
)
capaian.wrong(
    "lupa kali 100",
    'capaian = np.where(tabel_2025["arah"] == "turun", (2 * T - R) / T, R / T)',
    says="masih pecahan",
)
capaian.wrong(
    "target dibagi realisasi",
    'capaian = np.where(tabel_2025["arah"] == "turun", T / R * 100, R / T * 100)',
    says="target dibagi realisasi",
)
capaian.wrong(
    "kosong jadi nol",
    'capaian = pd.Series(np.where(tabel_2025["arah"] == "turun", (2 * T - R) / T * 100, R / T * 100)).fillna(0)',
    says="Biarkan kosong",
)
capaian.wrong(
    "kurung terlupa",
    'capaian = np.where(tabel_2025["arah"] == "turun", 2 * T - R / T * 100, R / T * 100)',
    says="Baris `naik` sudah benar",
)
capaian.right(
    "rumus 200 dikurangi, sebagai kolom",
    'capaian = (R / T * 100).mask(tabel_2025["arah"] == "turun", 200 - R / T * 100).round(1)',
)
capaian.right(
    "tanpa baris kosong",
    'capaian = pd.Series(np.where(tabel_2025["arah"] == "naik", R / T, 2 - R / T) * 100, index=tabel_2025.index).dropna()',
)

_COUNTED = (
    "def hitung_tercapai(baris):\n"
    '    isi = baris.dropna(subset=["target", "realisasi"])\n'
    '    tercapai = np.where(isi["arah"] == "turun", isi["realisasi"] <= isi["target"], isi["realisasi"] >= isi["target"])\n'
    "    return len(baris) - len(isi), tercapai.mean() * 100\n"
)
target_kosong.wrong(
    "sel kosong terhitung gagal",
    "def hitung_tercapai(baris):\n"
    '    kosong = baris["target"].isna() | baris["realisasi"].isna()\n'
    '    tercapai = np.where(baris["arah"] == "turun", baris["realisasi"] <= baris["target"], baris["realisasi"] >= baris["target"])\n'
    "    return kosong.sum(), tercapai.mean() * 100\n",
    says="ikut terhitung sebagai tidak tercapai",
)
target_kosong.wrong(
    "arah diabaikan",
    _COUNTED.replace("tercapai.mean()", '(isi["realisasi"] >= isi["target"]).mean()'),
    says="Arah belum diperhatikan",
)
target_kosong.wrong(
    "hanya target", _COUNTED.replace('"target", "realisasi"', '"target"'), says="baru menghitung target yang kosong"
)
target_kosong.wrong("pecahan", _COUNTED.replace(" * 100", ""), says="Kalikan 100 supaya menjadi persen")
target_kosong.wrong(
    "rata-rata capaian",
    "def hitung_tercapai(baris):\n"
    '    isi = baris.dropna(subset=["target", "realisasi"])\n'
    '    persen = isi["realisasi"] / isi["target"] * 100\n'
    '    return len(baris) - len(isi), persen.where(isi["arah"] == "naik", 200 - persen).mean()\n',
    says="Itu rata-rata capaian",
)
target_kosong.wrong(
    "angka yang diketik",
    "benar = tabel_2025.dropna(subset=['target', 'realisasi'])\n"
    "tercapai = np.where(benar['arah'] == 'turun', benar['realisasi'] <= benar['target'], benar['realisasi'] >= benar['target'])\n"
    "def hitung_tercapai(baris):\n"
    "    return len(tabel_2025) - len(benar), tercapai.mean() * 100\n",
    says="Untuk tabel lain jawaban Anda sama saja",
)
target_kosong.wrong(
    "lupa return", _COUNTED.replace("    return len", "    hasil = len"), says="tidak menyerahkan apa-apa"
)
target_kosong.wrong(
    "tertukar",
    _COUNTED.replace("len(baris) - len(isi), tercapai.mean() * 100", "tercapai.mean() * 100, len(baris) - len(isi)"),
    says="Urutannya tertukar",
)
target_kosong.wrong("keluar dari program", "def hitung_tercapai(baris):\n    raise SystemExit\n", says="SystemExit")
target_kosong.wrong(
    "bilangan raksasa", "def hitung_tercapai(baris):\n    return 10**400, 1\n", says="menyerahkan dua angka"
)
target_kosong.right(
    "selisih bertanda",
    "def hitung_tercapai(baris):\n"
    '    kosong = baris[["target", "realisasi"]].isna().any(axis=1)\n'
    "    isi = baris[~kosong]\n"
    '    tanda = isi["arah"].map({"naik": 1, "turun": -1})\n'
    '    return [kosong.sum(), round(((isi["realisasi"] - isi["target"]) * tanda >= 0).mean() * 100, 1)]\n',
)

_BOARD = (
    'isi = tabel_2025.dropna(subset=["target", "realisasi"])\n'
    'status = np.where(isi["arah"] == "turun", isi["realisasi"] <= isi["target"], isi["realisasi"] >= isi["target"])\n'
    'papan = isi.assign(status=status * 100).groupby("opd").agg(dinilai=("status", "count"), tercapai_persen=("status", "mean"))\n'
)
papan.wrong(
    "tanpa batas minimal",
    _BOARD + 'papan = papan.sort_values("tercapai_persen", ascending=False)',
    says="belum boleh diurutkan",
)
papan.wrong(
    "arah diabaikan",
    _BOARD.replace(
        'np.where(isi["arah"] == "turun", isi["realisasi"] <= isi["target"], isi["realisasi"] >= isi["target"])',
        '(isi["realisasi"] >= isi["target"])',
    )
    + 'papan = papan[papan["dinilai"] >= 4].sort_values("tercapai_persen", ascending=False)',
    says="Arah belum diperhatikan",
)
papan.wrong(
    "yang kosong ikut dihitung",
    _BOARD.replace('tabel_2025.dropna(subset=["target", "realisasi"])', "tabel_2025")
    + 'papan = papan[papan["dinilai"] >= 4].sort_values("tercapai_persen", ascending=False)',
    says="ikut menghitung indikator yang kosong",
)
papan.wrong(
    "urutan terbalik",
    _BOARD + 'papan = papan[papan["dinilai"] >= 4].sort_values("tercapai_persen")',
    says="ascending=False",
)
papan.wrong(
    "pecahan",
    _BOARD.replace("status * 100", "status")
    + 'papan = papan[papan["dinilai"] >= 4].sort_values("tercapai_persen", ascending=False)',
    says="masih pecahan",
)
papan.wrong(
    "rata-rata capaian",
    'isi = tabel_2025.dropna(subset=["target", "realisasi"])\n'
    'persen = (isi["realisasi"] / isi["target"] * 100)\n'
    'persen = persen.where(isi["arah"] == "naik", 200 - persen)\n'
    'papan = isi.assign(persen=persen).groupby("opd").agg(dinilai=("persen", "count"), tercapai_persen=("persen", "mean"))\n'
    'papan = papan[papan["dinilai"] >= 4].sort_values("tercapai_persen", ascending=False)',
    says="Itu rata-rata capaian",
)
papan.wrong("menyalin sel di atas", "papan = ringkas.copy()", says="belum ada di")
papan.right(
    "opd sebagai kolom, dibulatkan",
    'isi = tabel_2025.dropna(subset=["target", "realisasi"]).copy()\n'
    'tanda = isi["arah"].map({"naik": 1, "turun": -1})\n'
    'isi["baik"] = (isi["realisasi"] - isi["target"]) * tanda >= 0\n'
    'kelompok = isi.groupby("opd")["baik"]\n'
    'papan = pd.DataFrame({"tercapai_persen": (kelompok.mean() * 100).round(1), "dinilai": kelompok.size()}).reset_index()\n'
    'papan = papan.query("dinilai > 3").sort_values(["tercapai_persen", "opd"], ascending=[False, True])',
)

serapan.wrong(
    "korelasi pagu dan serapan",
    'serapan_persen = nilai["serapan_rp"] / nilai["pagu_rp"] * 100\nr = nilai["pagu_rp"].corr(nilai["serapan_rp"])',
    says="Itu korelasi pagu dengan serapan",
)
serapan.wrong(
    "rupiah, bukan persen",
    'serapan_persen = nilai["serapan_rp"]\nr = serapan_persen.corr(nilai["capaian"])',
    says="masih rupiah",
)
serapan.wrong(
    "pecahan",
    'serapan_persen = nilai["serapan_rp"] / nilai["pagu_rp"]\nr = serapan_persen.corr(nilai["capaian"])',
    says="masih pecahan",
)
serapan.wrong(
    "terbalik",
    'serapan_persen = nilai["pagu_rp"] / nilai["serapan_rp"] * 100\nr = serapan_persen.corr(nilai["capaian"])',
    says="pagu dibagi serapan",
)
serapan.wrong("isi kosong", "serapan_persen = np.array([None] * len(nilai))\nr = 0", says="belum cocok")
serapan.right(
    "numpy dan pembulatan",
    'serapan_persen = nilai["serapan_rp"].div(nilai["pagu_rp"]).mul(100).round(1).to_numpy()\n'
    'r = round(np.corrcoef(serapan_persen, nilai["capaian"])[0, 1], 2)',
)

_FUNCTION = (
    "def papan_capaian(tabel, tahun, minimal):\n"
    '    setahun = tabel[tabel["tahun"] == tahun]\n'
    '    isi = setahun.dropna(subset=["target", "realisasi"])\n'
    '    status = np.where(isi["arah"] == "turun", isi["realisasi"] <= isi["target"], isi["realisasi"] >= isi["target"])\n'
    '    papan = isi.assign(status=status * 100).groupby("opd").agg(dinilai=("status", "count"), tercapai_persen=("status", "mean"))\n'
    '    papan["tidak_dinilai"] = setahun.groupby("opd").size() - papan["dinilai"]\n'
    '    papan = papan[papan["dinilai"] >= minimal]\n'
    '    return papan.sort_values("tercapai_persen", ascending=False)\n'
)
fungsi_papan.wrong("tahun dipatok", _FUNCTION.replace("== tahun]", "== 2023]"), says="Tahunnya seperti dipatok")
fungsi_papan.wrong("minimal dipatok", _FUNCTION.replace(">= minimal", ">= 4"), says="Angka 4 seperti dipatok")
fungsi_papan.wrong("minimal diabaikan", _FUNCTION.replace(">= minimal", ">= 0"), says="`minimal` belum dipakai")
fungsi_papan.wrong(
    "memakai tabel di luar",
    _FUNCTION.replace('tabel[tabel["tahun"] == tahun]', "tabel_2025"),
    says="mengabaikan tabel yang diberikan",
)
fungsi_papan.wrong(
    "lupa return", _FUNCTION.replace("    return papan", "    papan = papan"), says="tidak menyerahkan apa-apa"
)
fungsi_papan.wrong(
    "arah diabaikan",
    _FUNCTION.replace(
        'np.where(isi["arah"] == "turun", isi["realisasi"] <= isi["target"], isi["realisasi"] >= isi["target"])',
        '(isi["realisasi"] >= isi["target"])',
    ),
    says="Arah belum diperhatikan",
)
fungsi_papan.wrong(
    "lebih dari, bukan sedikitnya sama",
    _FUNCTION.replace("<=", "<").replace('isi["realisasi"] >=', 'isi["realisasi"] >'),
    says="persis sama dengan target",
)
fungsi_papan.wrong(
    "lewat pembagian",
    _FUNCTION.replace(
        'isi["realisasi"] <= isi["target"]', '(2 * isi["target"] - isi["realisasi"]) / isi["target"] >= 1'
    ),
    says="Hitung OPD itu dengan tangan",
)
fungsi_papan.wrong("menyalin contoh", "papan_capaian = jumlah_baris", says="berhenti dengan galat")
fungsi_papan.wrong(
    "keluar dari program", "def papan_capaian(tabel, tahun, minimal):\n    raise SystemExit\n", says="SystemExit"
)
fungsi_papan.wrong(
    "bilangan raksasa",
    _FUNCTION.replace("    return papan", '    papan["dinilai"] = [10**400] * len(papan)\n    return papan'),
    says="tidak dapat dibaca",
)
fungsi_papan.right(
    "perulangan biasa",
    "def papan_capaian(tabel, tahun, minimal):\n"
    "    hasil = []\n"
    '    for opd, baris in tabel[tabel["tahun"] == tahun].groupby("opd"):\n'
    '        isi = baris[baris["target"].notna() & baris["realisasi"].notna()]\n'
    "        if len(isi) < minimal:\n"
    "            continue\n"
    '        baik = sum(r <= t if a == "turun" else r >= t for a, t, r in zip(isi["arah"], isi["target"], isi["realisasi"]))\n'
    '        hasil.append({"opd": opd, "dinilai": len(isi), "tidak_dinilai": len(baris) - len(isi), "tercapai_persen": round(100 * baik / len(isi), 1)})\n'
    '    kolom = ["opd", "dinilai", "tidak_dinilai", "tercapai_persen"]\n'
    '    return pd.DataFrame(hasil, columns=kolom).sort_values("tercapai_persen", ascending=False)\n',
)
