"""One honest plot a table, and the page that shows them: ``python -m workshop_kit.data.gallery docs``.

Each title states what is to be seen, with figures computed from the table that is drawn.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workshop_kit.data.shelf import contents, load
from workshop_kit.language import LANGUAGES, Language, _, language, set_language, translate
from workshop_kit.privacy.wording import number, percent

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PAGES: dict[Language, str] = {"id": "galeri-data.md", "en": "data-gallery.md"}
PICTURES = Path("pictures") / "data"
_BLUE, _RED, _GREEN = "#0072B2", "#D55E00", "#009E73"


@dataclass(frozen=True)
class Plot:
    """What is drawn of one table.

    Attributes
    ----------
    figure : matplotlib.figure.Figure
    finding : str
        The title: what is to be seen.
    alt : str
        What the picture shows, for those who do not see it.
    """

    figure: "Figure"
    finding: str
    alt: str


def write(docs: Path) -> list[Path]:
    """Draw everything and write both pages.

    Parameters
    ----------
    docs : Path
        Folder of the documentation; pictures go into its ``pictures/data``.

    Returns
    -------
    list of Path
        The files written.
    """
    (docs / PICTURES).mkdir(parents=True, exist_ok=True)
    written = []
    before = language()
    try:
        for code in LANGUAGES:
            set_language(code)
            page = docs / PAGES[code]
            parts = [translate(_HEAD)]
            for row in contents():
                plot = draw(row["nama"])
                picture = PICTURES / f"{row['nama']}.{code}.png"
                # Without the version of the library in it, the same picture is the same file.
                plot.figure.savefig(docs / picture, metadata={"Software": None})
                parts.append(f"## {row['nama']}\n\n{row['isi']}.\n\n![{plot.alt}]({picture.as_posix()})")
                written.append(docs / picture)
            page.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
            written.append(page)
    finally:
        set_language(before)
    return written


def draw(name: str) -> Plot:
    """Draw one table.

    Raises
    ------
    TableUnknown
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure

    frame = load(name)
    with mpl.rc_context(fname=Path(__file__).parents[1] / "matplotlibrc"):
        figure = Figure()
        # A strip below for the notice.
        figure.get_layout_engine().set(rect=(0, 0.05, 1, 0.95))  # type: ignore[union-attr, call-arg]
        axes = figure.subplots()
        finding, alt = _PLOTS[name](frame, axes)
        axes.set_title(finding, wrap=True)
        _numbers_as_read(axes)
        notice = translate(_("Data sintetis untuk belajar; bukan keadaan yang sebenarnya."))
        figure.text(0.01, 0.012, notice, va="bottom", size=8, color="#555555")
        # Laid out now, while the house style holds.
        figure.draw_without_rendering()
    return Plot(figure, finding, f"{finding}. {alt}")


def _month(month: str) -> str:
    """A month in words: 2024-06 is June 2024."""
    year, place = month.split("-")
    return f"{translate(_MONTHS[int(place) - 1])} {year}"


def _numbers_as_read(axes: "Axes") -> None:
    """Decimal comma and thousands point on axes that matplotlib numbered itself."""
    from matplotlib.ticker import FuncFormatter, ScalarFormatter

    for axis in (axes.xaxis, axes.yaxis):
        if isinstance(axis.get_major_formatter(), ScalarFormatter):
            axis.set_major_formatter(FuncFormatter(lambda value, place: number(value, 0 if value % 1 == 0 else 1)))


def _wilayah(frame: "pd.DataFrame", axes: "Axes") -> tuple[str, str]:
    counts = frame.groupby(["kecamatan", "zona_topografi"]).size().unstack(fill_value=0)
    counts = counts.loc[counts.sum(axis=1).sort_values().index, ["bantaran", "datar", "bukit"]]
    left = counts.sum(axis=1) * 0
    words = {"bantaran": _("tepi sungai"), "datar": _("datar"), "bukit": _("bukit")}
    for zone, colour, hatch in zip(counts.columns, (_BLUE, "#BBBBBB", _GREEN), ("", "//", ".."), strict=True):
        axes.barh(counts.index, counts[zone], left=left, color=colour, hatch=hatch, label=translate(words[zone]))
        left = left + counts[zone]
    axes.set_xlabel(translate(_("banyaknya kelurahan")))
    axes.legend()
    banks = int((frame["zona_topografi"] == "bantaran").sum())
    return (
        translate(_("{tepi} dari {semua} kelurahan berada di tepi sungai"), tepi=banks, semua=len(frame)),
        translate(
            _("Batang bertumpuk: kelurahan tiap kecamatan menurut bentuk lahan; terbanyak {nama}, {jumlah} kelurahan."),
            nama=counts.index[-1],
            jumlah=int(counts.iloc[-1].sum()),
        ),
    )


def _penduduk(frame: "pd.DataFrame", axes: "Axes") -> tuple[str, str]:
    last = frame[frame["tahun"] == frame["tahun"].max()]
    bands = last.groupby(["kelompok_umur", "jk"], sort=False)["jumlah"].sum().unstack() / 1_000
    axes.barh(bands.index, -bands["L"], color=_BLUE, label=translate(_("laki-laki")))
    axes.barh(bands.index, bands["P"], color=_RED, hatch="//", label=translate(_("perempuan")))
    axes.set_xticks(range(-40, 41, 20), [number(abs(tick)) for tick in range(-40, 41, 20)])
    axes.set_xlabel(translate(_("penduduk (ribu jiwa), tanpa sel yang disembunyikan")))
    axes.set_ylabel(translate(_("umur (tahun)")))
    axes.tick_params(axis="y", labelsize=9)
    axes.legend()
    young = bands.loc[["0-4", "5-9", "10-14", "15-19"]].to_numpy().sum() / bands.to_numpy().sum()
    return (
        translate(_("{bagian} penduduk {tahun} berumur di bawah 20 tahun"), bagian=percent(young, 0), tahun=2025),
        translate(
            _("Piramida penduduk dengan enam belas kelompok umur; kelompok terbesar {umur} tahun."),
            umur=bands.sum(axis=1).idxmax(),
        ),
    )


def _warga_sampel(frame: "pd.DataFrame", axes: "Axes") -> tuple[str, str]:
    raw = load("warga_sampel", release="mentah", consent=True)
    before = raw["pekerjaan"].value_counts()
    lost = (1 - frame["pekerjaan"].value_counts().reindex(before.index).fillna(0) / before).sort_values()
    axes.barh(lost.index, 100 * lost, color=_BLUE)
    for place, job in enumerate(lost.index):
        axes.text(100 * lost[job] + 1, place, percent(lost[job], 0), va="center", size=9)
    axes.set_xlim(0, 105)
    axes.set_xlabel(translate(_("baris yang hilang karena dianonimkan (%)")))
    axes.tick_params(axis="y", labelsize=9)
    most, least = lost.index[-1], "Karyawan swasta"
    return (
        translate(
            _("Penganoniman menghapus {banyak} {kelompok}, tetapi hanya {sedikit} karyawan swasta"),
            banyak=percent(lost[most], 0),
            kelompok=most.lower(),
            sedikit=percent(lost[least], 0),
        ),
        translate(
            _("Batang: bagian baris yang hilang pada dua belas pekerjaan, dari {sedikit} sampai {banyak}."),
            sedikit=percent(lost.iloc[0], 0),
            banyak=percent(lost.iloc[-1], 0),
        ),
    )


def _aduan(frame: "pd.DataFrame", axes: "Axes") -> tuple[str, str]:
    share = (frame["kanal"] == "WA").groupby(frame["triwulan"]).mean().sort_index()
    axes.plot(range(len(share)), 100 * share, color=_BLUE, marker="o")
    axes.set_xticks(range(len(share)), share.index)
    axes.set_ylim(0, 100)
    axes.set_ylabel(translate(_("aduan lewat WA (%)")))
    return (
        translate(
            _("Bagian aduan lewat WA naik dari {awal} menjadi {akhir} dalam dua tahun"),
            awal=percent(share.iloc[0], 0),
            akhir=percent(share.iloc[-1], 0),
        ),
        translate(
            _("Garis: bagian aduan lewat WA tiap triwulan 2024-2025, melonjak pada 2025; {jumlah} aduan."),
            jumlah=number(len(frame)),
        ),
    )


def _kinerja_opd(frame: "pd.DataFrame", axes: "Axes") -> tuple[str, str]:
    absorbed = 100 * frame["serapan_rp"] / frame["pagu_rp"]
    ratio = frame["realisasi"] / frame["target"]
    achieved = 100 * ratio.where(frame["arah"] == "naik", 1 / ratio)
    axes.scatter(absorbed, achieved, s=14, color=_BLUE, alpha=0.6, linewidths=0)
    axes.axhline(100, color=_RED, linestyle="--", linewidth=1)
    box = {"facecolor": "white", "edgecolor": "none", "pad": 1}
    axes.annotate(translate(_("target tercapai")), (absorbed.min(), 108), color="#8A3C00", size=9, bbox=box)
    axes.set_xlabel(translate(_("serapan anggaran (%)")))
    axes.set_ylabel(translate(_("capaian kinerja (%)")))
    return (
        translate(_("Anggaran yang terserap hampir tidak menunjukkan apa-apa tentang hasil")),
        translate(
            _("Titik-titik: {jumlah} indikator-tahun; korelasi serapan dan capaian {korelasi}."),
            jumlah=number(int(achieved.notna().sum())),
            korelasi=number(absorbed.corr(achieved), 2),
        ),
    )


def _apbd(frame: "pd.DataFrame", axes: "Axes") -> tuple[str, str]:
    closed = frame[frame["tahun"] < 2026]
    parts = {
        translate(_("triwulan I")): closed["realisasi_tw1_rp"].sum(),
        translate(_("triwulan II")): closed["realisasi_tw2_rp"].sum(),
        translate(_("triwulan III")): closed["realisasi_tw3_rp"].sum(),
        translate(_("Oktober-November")): (closed["realisasi_tw4_rp"] - closed["realisasi_desember_rp"]).sum(),
        translate(_("Desember")): closed["realisasi_desember_rp"].sum(),
    }
    whole = sum(parts.values())
    shares = [100 * part / whole for part in parts.values()]
    bars = axes.bar(list(parts), shares, color=[_BLUE] * 4 + [_RED])
    bars[-1].set_hatch("//")
    axes.bar_label(bars, [percent(share / 100, 0) for share in shares])
    axes.set_ylabel(translate(_("bagian belanja setahun (%)")))
    return (
        translate(_("{bagian} belanja 2022-2025 jatuh pada bulan Desember"), bagian=percent(shares[-1] / 100, 0)),
        translate(
            _("Batang: porsi belanja per bagian tahun; triwulan I hanya {bagian}."), bagian=percent(shares[0] / 100, 0)
        ),
    )


def _izin_antrean(frame: "pd.DataFrame", axes: "Axes") -> tuple[str, str]:
    days = range(1, 26)
    for year, colour, style in (("2024", "#777777", "--"), ("2025", _BLUE, "-")):
        own = frame[frame["bulan"].str.startswith(year)]["hari_proses"]
        shares = own.value_counts(normalize=True).reindex(days, fill_value=0)
        axes.plot(days, 100 * shares, color=colour, linestyle=style, marker="o", markersize=3, label=year)
    axes.set_xlabel(translate(_("hari kerja sampai tiket ditutup")))
    axes.set_ylabel(translate(_("bagian tiket tahun itu (%)")))
    axes.set_ylim(bottom=0)
    axes.legend()
    day_seven = float((frame[frame["bulan"] >= "2025-01"]["hari_proses"] == 7).mean())
    return (
        translate(
            _("Sejak target 7 hari berlaku, {bagian} tiket ditutup tepat pada hari ke-7"), bagian=percent(day_seven, 0)
        ),
        translate(_("Dua garis, 2024 dan 2025: sebaran lama proses; pada 2025 ada puncak tajam di hari ke-7.")),
    )


def _puskesmas_kunjungan(frame: "pd.DataFrame", axes: "Axes") -> tuple[str, str]:
    # The city's total gives no centre away, and with the hidden counts left out dry months would look like none.
    raw = load("puskesmas_kunjungan", release="mentah", consent=True)
    dengue = raw[raw["penyakit"] == "DBD"].groupby("bulan")["kunjungan"].sum()
    hidden = int(frame["kunjungan"].isna().sum())
    axes.plot(range(len(dengue)), dengue, color=_BLUE, marker="o", markersize=3)
    axes.set_xticks(range(0, len(dengue), 6), dengue.index[::6])
    axes.set_ylim(bottom=0)
    axes.set_ylabel(translate(_("kunjungan DBD sekota sebulan")))
    return (
        translate(
            _("Kunjungan DBD memuncak pada {bulan}: {puncak}, padahal median bulanan {tengah}"),
            bulan=_month(str(dengue.idxmax())),
            puncak=number(float(dengue.max())),
            tengah=number(float(dengue.median())),
        ),
        translate(
            _(
                "Garis kunjungan DBD sekota tiap bulan, 2023-2025; pada tabelnya {jumlah} angka disembunyikan: angka "
                "kecil dan pelindungnya."
            ),
            jumlah=number(hidden),
        ),
    )


def _sampah_angkutan(frame: "pd.DataFrame", axes: "Axes") -> tuple[str, str]:
    days = frame.groupby("tanggal")
    net = days["berat_kg"].sum() / 1_000
    room = (frame["ritase"] * frame["kapasitas_kg"]).groupby(frame["tanggal"]).sum() / 1_000
    axes.plot(room.index, room.rolling(7).mean(), color=_RED, linestyle="--", label=translate(_("ritase × kapasitas")))
    axes.plot(net.index, net.rolling(7).mean(), color=_BLUE, label=translate(_("berat bersih")))
    axes.set_ylim(bottom=0)
    axes.set_ylabel(translate(_("ton sehari, rata-rata 7 hari")))
    axes.legend(loc="lower right")
    return (
        translate(
            _("Dua angka sampah, dua definisi: {bersih} ton berat bersih, {muat} ton daya angkut"),
            bersih=number(float(net.mean())),
            muat=number(float(room.mean())),
        ),
        translate(_("Dua garis hampir datar sepanjang 2025: berat bersih di bawah, ritase kali kapasitas di atas.")),
    )


def _sensor_hidro(frame: "pd.DataFrame", axes: "Axes") -> tuple[str, str]:
    river = frame[(frame["id_pos"] == "Mahakam") & (frame["kualitas"] == "baik")].set_index("waktu")["tma_cm"]
    shown = river.loc["2025-03-01":"2025-03-14"]
    axes.plot(shown.index, shown, color=_BLUE, linewidth=1.2)
    axes.set_ylabel(translate(_("tinggi muka air (cm)")))
    axes.tick_params(axis="x", labelsize=9)
    return (
        translate(_("Mahakam pasang kira-kira dua kali sehari")),
        translate(
            _("Garis tinggi muka air dua minggu Maret 2025, bergelombang antara {rendah} dan {tinggi} cm."),
            rendah=number(float(shown.min())),
            tinggi=number(float(shown.max())),
        ),
    )


def _kejadian_banjir(frame: "pd.DataFrame", axes: "Axes") -> tuple[str, str]:
    zone = load("wilayah").set_index("kode_kelurahan")["zona_topografi"]
    rate = frame["kode_kelurahan"].map(zone).value_counts() / zone.value_counts()
    rate = rate[["bantaran", "datar", "bukit"]]
    words = [translate(word) for word in (_("tepi sungai"), _("datar"), _("bukit"))]
    bars = axes.bar(words, rate, color=[_BLUE, "#999999", _GREEN])
    axes.bar_label(bars, [number(value, 1) for value in rate])
    axes.set_ylabel(translate(_("hari banjir setahun tiap kelurahan")))
    return (
        translate(
            _("Kelurahan di tepi sungai kebanjiran {kali} kali lebih sering daripada di bukit"),
            kali=number(float(rate["bantaran"] / rate["bukit"])),
        ),
        translate(_("Batang: rata-rata hari banjir tiap kelurahan menurut bentuk lahan, 2025.")),
    )


def _laporan_opd(frame: "pd.DataFrame", axes: "Axes") -> tuple[str, str]:
    pages = frame.sort_values("halaman", ascending=False)["halaman"].to_numpy()
    axes.bar(range(1, len(pages) + 1), pages, color=[_RED] + [_BLUE] * (len(pages) - 1))
    axes.set_xlabel(translate(_("laporan, dari yang terpanjang")))
    axes.set_ylabel(translate(_("halaman")))
    return (
        translate(
            _("{banyak} laporan, {halaman} halaman: membaca semuanya perlu {hari} hari kerja"),
            banyak=len(pages),
            halaman=number(float(pages.sum())),
            hari=number(frame["kata"].sum() / _WORDS_A_MINUTE / _MINUTES_A_DAY),
        ),
        translate(
            _("Batang: halaman tiap laporan; terpanjang {panjang}, lainnya {pendek}-{sedang}; 180 kata semenit."),
            panjang=int(pages[0]),
            pendek=int(pages[-1]),
            sedang=int(pages[1]),
        ),
    )


_MONTHS = (
    _("Januari"),
    _("Februari"),
    _("Maret"),
    _("April"),
    _("Mei"),
    _("Juni"),
    _("Juli"),
    _("Agustus"),
    _("September"),
    _("Oktober"),
    _("November"),
    _("Desember"),
)
_WORDS_A_MINUTE, _MINUTES_A_DAY = 180, 7.5 * 60
_HEAD = _(
    "# Galeri data\n\n"
    "Satu gambar untuk tiap tabel. Semua data sintetis dan semua angkanya fiktif; tidak satu pun menggambarkan "
    "perangkat daerah, tempat, atau orang yang sebenarnya. Judul gambar menyebut apa yang terlihat, dihitung dari "
    "tabelnya. Kartu tiap tabel: `data.card(nama)`."
)
_PLOTS: dict[str, Callable[["pd.DataFrame", "Axes"], tuple[str, str]]] = {
    "wilayah": _wilayah,
    "penduduk": _penduduk,
    "warga_sampel": _warga_sampel,
    "aduan": _aduan,
    "kinerja_opd": _kinerja_opd,
    "apbd": _apbd,
    "laporan_opd": _laporan_opd,
    "izin_antrean": _izin_antrean,
    "puskesmas_kunjungan": _puskesmas_kunjungan,
    "sampah_angkutan": _sampah_angkutan,
    "sensor_hidro": _sensor_hidro,
    "kejadian_banjir": _kejadian_banjir,
}

if __name__ == "__main__":
    write(Path(sys.argv[1]))
