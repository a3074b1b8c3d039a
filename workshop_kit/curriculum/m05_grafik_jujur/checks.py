"""Checks of m05: six charts with a trick each, and five mended ones read from their summaries."""

import re
from collections.abc import Callable, Sequence
from math import isfinite
from typing import Any, TypeVar

from workshop_kit.exercises import Module, Option, Right, Sentence, Wrong
from workshop_kit.exercises.charts import Chart, Drawing, Line, NotAChart, blank_axes
from workshop_kit.language import _

module = Module("m05", edition=1)

T = TypeVar("T")

# Words are looked for in both languages: a learner titles a chart in the language of the notebook.
PERCENT = r"persen|%|percent"
# January-March, April-June, July-September, October-November, December.
MONTHS = (3, 3, 3, 2, 1)


# --- What the checks read from a chart ---


def _read(name: str, look: Callable[[], T]) -> T:
    """Look at what a learner handed in; charts and objects of other kinds may fail at any look.

    Raises
    ------
    Wrong
    """
    try:
        return look()
    except Wrong:
        raise
    except Exception as error:
        raise Wrong(
            _("`{name}` memuat isi yang tidak terbaca ({kind}). Gambarlah lagi dengan angka dan teks biasa."),
            name=name,
            kind=type(error).__name__,
        ) from None


def _call(function: Callable[[Any], Any], given: Any, told: str) -> Any:
    """Run a learner's function, which may end in any way.

    Raises
    ------
    Wrong
        With the sentence ``told`` when it does not return.
    """
    try:
        return function(given)
    except (Exception, SystemExit) as error:
        raise Wrong(told, kind=type(error).__name__) from None


def _chart(value: Any, name: str) -> Chart:
    """The summary of an Axes that a learner drew.

    Raises
    ------
    Wrong
    """
    try:
        return Chart.of(value)
    except NotAChart:
        pass
    if isinstance(value, Drawing) or hasattr(value, "savefig"):
        raise Wrong(
            _(
                "`{name}` berisi seluruh gambar. Yang diminta bidang grafiknya, yaitu nilai kedua dari `plt.subplots()`."
            ),
            name=name,
        )
    raise Wrong(
        _("`{name}` seharusnya bidang grafik (Axes) dari `plt.subplots()`, bukan {kind}."),
        name=name,
        kind=type(value).__name__,
    )


def _says(text: str, pattern: str) -> bool:
    return re.search(pattern, text, flags=re.IGNORECASE) is not None


def _numbers(text: str) -> list[float]:
    """The numbers in a text, with decimal comma or point."""
    return [float(found.replace(",", ".")) for found in re.findall(r"\d+(?:[.,]\d+)?", text)]


def _tells_number(text: str, value: float) -> bool:
    """Whether a text names ``value``, rounded to whole numbers or finer."""
    return any(abs(number - value) <= 0.5 + 1e-9 for number in _numbers(text))


# --- Chart 1: the cumulative curve ---

module.predict(
    "tebak-desember",
    title=_("Tebak: belanja bulan Desember"),
    question=_("Menurut Bapak/Ibu, berapa bagian belanja setahun yang dibayarkan **pada bulan Desember saja**?"),
    options=[
        Option(_("Sekitar sepersepuluh")),
        Option(_("Sekitar seperempat")),
        Option(_("Sekitar empat persepuluh")),
        Option(_("Lebih dari enam persepuluh")),
    ],
    confidence=True,
    reveal=_(
        "**Sekitar empat persepuluh.** Dari kurva itu tidak terbaca: titik terakhirnya jumlah setahun, bukan belanja "
        "bulan terakhir."
    ),
    reference=2,
)

module.single(
    "kumulatif",
    title=_("Grafik 1: kurva yang selalu naik"),
    question=_(
        "Pada rapat Oktober, kepala OPD menayangkan kurva seperti Grafik 1: “Serapan kami naik terus.” Pertanyaan mana yang "
        "membuka triknya?"
    ),
    hints=[
        _("Bayangkan belanja berhenti total selama tiga bulan. Apa yang terjadi pada kurva kumulatif?"),
        _("Kurva kumulatif tidak bisa turun. Maka “naik” bukan kabar. Yang menjadi kabar ialah seberapa cepat."),
        _("Cari pertanyaan yang meminta angka **tiap periode**, bukan angka **sampai** periode itu."),
    ],
    options=[
        Option(
            _("“Apakah kurvanya juga naik pada triwulan terakhir?”"),
            why=_(
                "Kurva jumlah-sampai-dengan pasti naik selama ada satu rupiah pun dibelanjakan. Jawabannya selalu ya."
            ),
        ),
        Option(
            _("“Berapa yang dibelanjakan pada masing-masing bulan?”"),
            right=True,
            why=_(
                "Angka per bulan boleh turun, maka ia bisa memberi kabar. Penumpukan di ujung tahun langsung tampak."
            ),
        ),
        Option(
            _("“Berapa persen serapan sampai hari ini?”"),
            why=_("Itu titik terakhir kurva yang sama. Serapan 90 persen bisa merata, bisa pula menumpuk di Desember."),
        ),
        Option(
            _("“Bisakah garisnya dibuat lebih tebal dan diberi warna per program?”"),
            why=_("Tampilannya berubah, hitungannya tetap menumpuk. Triknya ada pada angka yang dijumlahkan terus."),
        ),
    ],
)


def _spent_per_month() -> list[float]:
    """Mean spending a month in each period of 2025, in billion rupiah."""
    from workshop_kit import data

    table = data.load("apbd")
    year = table[table["tahun"] == 2025]
    december = year["realisasi_desember_rp"].sum()
    totals = [year[f"realisasi_tw{n}_rp"].sum() for n in (1, 2, 3)]
    totals += [year["realisasi_tw4_rp"].sum() - december, december]
    return [float(total) / months / 1e9 for total, months in zip(totals, MONTHS, strict=True)]


@module.code(
    "per-bulan",
    title=_("Memperbaiki Grafik 1: belanja per bulan"),
    answers=["ax_bulan"],
    hints=[
        _("Periodenya tidak sama panjang: ada yang tiga bulan, dua bulan, dan satu bulan. Apa yang membuatnya setara?"),
        _(
            "Bagi jumlah belanja dengan banyaknya bulan. Gambarlah sebagai batang dari nol, dan tulis satuan rupiah per "
            "bulan."
        ),
        _(
            'Isian pertama `/`, kedua `bar`, ketiga `0`. Untuk sumbu: `"Belanja (miliar rupiah per bulan)"`. Judulnya '
            "kalimat yang menyebut Desember dan angkanya."
        ),
    ],
)
def per_bulan(ax_bulan: Any) -> Right:
    return _read("ax_bulan", lambda: _judge_months(ax_bulan))


def _judge_months(ax_bulan: Any) -> Right:
    chart = _chart(ax_bulan, "ax_bulan")
    bars = [bar.length for bar in chart.values()]
    if not bars:
        if chart.lines:
            raise Wrong(_("Ini masih garis. Jumlah uang per periode digambar sebagai batang: `ax_bulan.bar(...)`."))
        raise Wrong(_("Belum ada batang pada `ax_bulan`. Gambarlah dengan `ax_bulan.bar(...)`."))
    expected = _spent_per_month()
    if len(bars) != len(expected):
        raise Wrong(
            _("Yang diminta {wanted} batang, satu untuk setiap periode; pada `ax_bulan` ada {n}."),
            wanted=len(expected),
            n=len(bars),
        )
    if not _proportional(bars, expected):
        totals = [mean * n for mean, n in zip(expected, MONTHS, strict=True)]
        if _proportional(bars, totals):
            raise Wrong(
                _(
                    "Batang Anda jumlah per periode, padahal Januari-Maret tiga bulan dan Desember satu bulan. Bagi dengan "
                    "banyaknya bulan supaya setara."
                )
            )
        if _proportional(bars, [mean * n * n for mean, n in zip(expected, MONTHS, strict=True)]):
            raise Wrong(_("Jumlahnya dikalikan banyaknya bulan. Untuk rata-rata per bulan, bagilah."))
        if _proportional(bars, [sum(totals[: i + 1]) for i in range(len(totals))]):
            raise Wrong(_("Ini masih jumlah sampai dengan. Pakai `belanja`, bukan hasil `cumsum()`."))
        raise Wrong(_("Tinggi batangnya belum sama dengan belanja per bulan. Bandingkan dengan `belanja / bulan`."))
    if not chart.starts_at_zero():
        raise Wrong(_("Batangnya terpotong: sumbu nilai harus mulai dari nol."))
    unit = chart.value_axis.label
    if not unit.strip():
        raise Wrong(_("Sumbu nilai belum berlabel. Tulis apa yang diukur dan satuannya."))
    if not _says(unit, _money_word(bars[0] / expected[0])) or not _says(unit, r"rp|rupiah|idr"):
        raise Wrong(_("Label sumbu “{label}” belum menyebut satuan yang cocok dengan angkanya."), label=unit)
    if not _says(unit, r"bulan|month"):
        raise Wrong(
            _("Label sumbu “{label}” belum berkata **per bulan**; tanpa itu angkanya dikira jumlah."), label=unit
        )
    title = chart.title
    if not _says(title, r"desember|december"):
        raise Wrong(_("Judulnya belum menyatakan temuan: bulan mana yang menonjol, dan seberapa besar?"))
    if not _numbers(re.sub(r"\b20\d\d\b", "", title)) and not _says(
        title, r"tertinggi|terbesar|kali|lipat|puncak|menumpuk|melonjak|most|highest|times|peak|largest|surge|jump|pile"
    ):
        raise Wrong(
            _("Judul sudah menyebut Desember, tetapi belum berkata apa yang terjadi. Tambahkan angka atau kata kerja.")
        )
    return Right(_("Betul: per bulan, dari nol, bersatuan, dan judulnya berkata apa yang terjadi pada bulan Desember."))


def _money_word(factor: float) -> str:
    """The word, as a pattern, that belongs to amounts ``factor`` times as large as in billion rupiah."""
    words = {1: r"miliar|milyar|billion|bn", 1e-3: r"triliun|trillion|tn", 1e3: r"juta|million", 1e9: r"rp|rupiah|idr"}
    return next((word for size, word in words.items() if abs(factor / size - 1) < 0.05), r"$^")


def _proportional(found: Sequence[float], expected: Sequence[float]) -> bool:
    """Whether two rows of numbers differ by a factor only, such as the unit."""
    if len(found) != len(expected) or not found[0] or not expected[0]:
        return False
    factor = found[0] / expected[0]
    return all(abs(f - factor * e) <= 0.01 * abs(factor * e) for f, e in zip(found, expected, strict=True))


# --- Chart 2: the cut axis ---

module.slider(
    "sumbu-terpotong",
    title=_("Grafik 2: sumbu yang terpotong"),
    question=_(
        "Dilihat dari batangnya, 2025 tampak berkali-kali lipat 2022. Baca sekarang **angka** di atas batang: sebenarnya naik berapa "
        "**poin persen** (selisih kedua persentase)? Geser ke angka bulat terdekat."
    ),
    unit=_("poin persen"),
    low=0,
    high=40,
    step=1,
    accept=(8, 9),
    too_low=_("Terlalu kecil. Kurangkan angka 2022 dari angka **2025**, bukan dari tahun sesudahnya."),
    too_high=_(
        "Itu kesan dari tinggi batang, sebab sumbunya tidak mulai dari nol. Hitunglah dari angka di atas batang."
    ),
    hints=[
        _("Tutup batangnya dengan tangan, sisakan angkanya."),
        _("Kurangkan angka di atas batang pertama dari angka di atas batang terakhir."),
        _("Yang pertama hampir 80, yang terakhir sedikit di atas 87."),
    ],
)


@module.code(
    "pembesaran",
    title=_("Grafik 2: mengukur sumbu terpotong"),
    answers=["pembesaran"],
    hints=[
        _("Mata membandingkan batang yang **tampak**. Bagian mana dari batang yang tidak tampak?"),
        _(
            "Yang tampak dari sebuah batang ialah tingginya dikurangi pangkal sumbu. Bandingkan batang akhir dengan awal."
        ),
        _(
            "`tampak = (tinggi[-1] - pangkal) / (tinggi[0] - pangkal)`. Perbandingan sebenarnya tanpa pangkal. "
            "Hasilnya `tampak / sebenarnya`."
        ),
    ],
)
def pembesaran(pembesaran: Any) -> Right:
    return _read("pembesaran", lambda: _judge_measure(pembesaran))


def _judge_measure(pembesaran: Any) -> Right:
    if not callable(pembesaran):
        raise Wrong(
            _("`pembesaran` seharusnya fungsi, bukan {kind}. Awali dengan `def pembesaran(ax):`."),
            kind=type(pembesaran).__name__,
        )
    for heights, base in [((80.0, 90.0), 70.0), ((50.0, 100.0, 75.0), 40.0), ((12.0, 9.0), 8.0), ((20.0, 30.0), 0.0)]:
        found = _measured(pembesaran, heights, base)
        seen = (heights[-1] - base) / (heights[0] - base)
        real = heights[-1] / heights[0]
        if abs(found - seen / real) <= 0.01:
            continue
        if base and abs(found - 1) <= 0.01:
            raise Wrong(
                _(
                    "Fungsi Anda selalu menjawab 1. Yang tampak dari batang adalah tingginya **dikurangi** pangkal sumbu."
                )
            )
        if abs(found - seen) <= 0.01:
            raise Wrong(_("Itu baru perbandingan yang tampak. Bagi dengan perbandingan yang sebenarnya."))
        if abs(found - real / seen) <= 0.01:
            raise Wrong(_("Pembagiannya terbalik: yang tampak dibagi yang sebenarnya."))
        if abs(found - seen * real) <= 0.01:
            raise Wrong(_("Keduanya dikalikan. Untuk tahu berapa kali dilebihkan, bagilah."))
        raise Wrong(
            _(
                "Dicoba pada grafik lain (batang {first} sampai {last}, sumbu mulai {base}), jawabannya {found}; "
                "seharusnya {wanted}."
            ),
            first=f"{heights[0]:g}",
            last=f"{heights[-1]:g}",
            base=f"{base:g}",
            found=f"{found:.2f}",
            wanted=f"{seen / real:.2f}",
        )
    return Right(_("Betul, dan sumbu yang mulai dari nol memberi tepat 1: tidak dilebihkan."))


def _measured(function: Callable[[Any], Any], heights: Sequence[float], base: float) -> float:
    """What the learner's function says of a chart that it has not seen.

    Raises
    ------
    Wrong
        When it says no number.
    """
    ax = blank_axes()
    ax.bar(range(len(heights)), heights)
    ax.set_ylim(base, max(heights) * 1.1)
    told = _("Fungsi Anda berhenti dengan {kind} ketika dicoba pada grafik lain. Pakai hanya `ax` yang diterimanya.")
    found = _call(function, ax, told)
    if found is None:
        raise Wrong(_("Fungsi Anda belum mengembalikan apa pun. Akhiri dengan `return ...`."))
    try:
        number = float(found)
    except Exception:  # a list, a text, a number beyond any chart
        raise Wrong(
            _("Fungsi Anda seharusnya mengembalikan satu angka, bukan {kind}."), kind=type(found).__name__
        ) from None
    if not isfinite(number):
        raise Wrong(_("Hasil fungsi Anda bukan bilangan biasa (NaN atau tak hingga). Periksa pembagiannya."))
    return number


# --- Chart 3: two axes ---

module.multiple(
    "dua-sumbu",
    title=_("Grafik 3: dua sumbu"),
    question=_("Perbaikan mana yang benar-benar menghapus trik pada Grafik 3? Pilih **semua** yang tepat."),
    hints=[
        _("Siapa yang menentukan di angka berapa sumbu kanan dimulai dan berakhir?"),
        _("Selama ada dua skala pada satu bidang, kedekatan dua garis adalah pilihan penggambar, bukan sifat data."),
        _("Dua jawaban tepat: yang satu memisah bidangnya, yang lain memperlihatkan semua indikator sekaligus."),
    ],
    options=[
        Option(
            _("Pisahkan menjadi dua bidang, atas dan bawah, masing-masing dengan satu sumbu dan satuannya sendiri"),
            right=True,
            missed=_(
                "Satu perbaikan terlewat: pada dua bidang terpisah, tidak ada lagi dua garis yang bisa diatur supaya berimpit."
            ),
        ),
        Option(
            _("Ubah rentang sumbu kanan sampai kedua garis berjauhan"),
            why=_("Itu trik yang sama ke arah sebaliknya: jarak dua garis tetap ditentukan penggambar, bukan data."),
        ),
        Option(
            _("Beri warna dan pola garis yang lebih berbeda"),
            why=_("Garis menjadi lebih mudah dibedakan, tetapi dua skalanya tetap bisa diatur supaya berimpit."),
        ),
        Option(
            _("Gambarkan serapan dan capaian **semua** indikator sebagai titik, bukan satu pasangan pilihan"),
            right=True,
            missed=_(
                "Satu perbaikan terlewat: satu pasangan garis selalu bisa dicari yang cocok; semua titik sekaligus tidak."
            ),
        ),
        Option(
            _("Hapus angka pada sumbu kanan supaya tidak membingungkan"),
            why=_("Tanpa angka, pembaca justru kehilangan satu-satunya petunjuk bahwa skalanya berbeda."),
        ),
    ],
)

# --- Chart 4: the pie that does not add up ---

module.single(
    "kue",
    title=_("Grafik 4: kue yang bukan satu kue"),
    question=_("Apa kesalahan pokok Grafik 4, dan apa obatnya?"),
    hints=[
        _("Kue menjawab satu pertanyaan saja: berapa bagian dari **satu** keseluruhan?"),
        _("Jumlahkan keempat label dalam hati. Apakah hasilnya mendekati 100?"),
        _(
            "Setiap kecamatan punya keseluruhan sendiri, yaitu pagunya. Empat keseluruhan tidak muat dalam satu lingkaran."
        ),
    ],
    options=[
        Option(
            _("Irisannya terlalu sedikit; gabungkan kesepuluh kecamatan"),
            why=_("Dengan sepuluh kecamatan jumlahnya makin jauh dari 100. Yang salah bukan banyaknya irisan."),
        ),
        Option(
            _("Warnanya hampir sama; pakai warna yang lebih berbeda"),
            why=_("Lihat lagi angkanya: warna apa pun tidak membuat keempat persentase itu berjumlah 100."),
        ),
        Option(
            _("Angkanya perlu dua desimal supaya besar irisan tampak tepat"),
            why=_(
                "Desimal menambah kesan teliti pada gambar yang keliru. Periksa dahulu apakah irisannya boleh dijumlahkan."
            ),
        ),
        Option(
            _("Keempat persentase bukan bagian dari satu keseluruhan; gambarkan sebagai batang dari nol"),
            right=True,
            why=_(
                "Tiap persentase punya pagu sendiri, jadi tidak boleh dijumlahkan. Batang membandingkannya tanpa menjumlah."
            ),
        ),
    ],
)

# --- Chart 5: chosen years ---

module.sentences(
    "tahun-pilihan",
    title=_("Grafik 5: tahun yang dipilih"),
    question=_(
        "Inilah alinea di bawah grafik itu. Tandai **semua** kalimat yang tidak didukung oleh data lengkap 2022-2025."
    ),
    hints=[
        _("Periksa setiap kalimat pada bidang kanan, bukan pada bidang kiri."),
        _("Dua jenis kalimat bermasalah: yang bercerita tentang tahun yang dibuang, dan yang menyebut sebab."),
        _("Tiga kalimat: satu berkata “dari tahun ke tahun”, satu berkata “tercepat”, satu berkata “membuktikan”."),
    ],
    text=[
        Sentence(
            _("Pada 2025 laporan jalan berlubang ditangani lebih cepat daripada pada 2022."),
            why=_("Kalimat pertama didukung: nilai 2025 memang lebih rendah daripada nilai 2022."),
        ),
        Sentence(
            _("Penanganan makin cepat dari tahun ke tahun."),
            right=True,
            missed=_("Satu kalimat terlewat: lihat arah garis sesudah 2023, pada tahun yang dibuang dari bidang kiri."),
        ),
        Sentence(
            _("Tahun 2025 adalah yang tercepat selama empat tahun."),
            right=True,
            missed=_("Satu kalimat terlewat: cari titik terendah pada bidang kanan sebelum menyebut “tercepat”."),
        ),
        Sentence(
            _("Grafik memuat dua dari empat tahun yang ada di tabel."),
            why=_("Kalimat tentang isi grafik itu benar, malah jujur. Yang bermasalah ialah kesimpulan lainnya."),
        ),
        Sentence(
            _("Hal ini membuktikan keberhasilan program tambal cepat."),
            right=True,
            missed=_("Satu kalimat terlewat: dua titik pada garis tidak membuktikan **sebab**."),
        ),
    ],
)

# --- Chart 6: circles ---

module.number(
    "lingkaran",
    title=_("Grafik 6: garis tengah dan luas"),
    question=_(
        "Garis tengah kedua lingkaran sebanding dengan rupiahnya: 5,385 dan 3,18. Berapa kali **luas** lingkaran besar "
        "dibanding yang kecil? Bulatkan ke satu desimal."
    ),
    unit=_("kali"),
    right=2.9,
    tolerance=0.1,
    traps=[
        (1.7, _("Itu perbandingan rupiahnya, 5,385 ÷ 3,18. Mata membaca luas, dan luas tumbuh dengan kuadratnya.")),
        (3.4, _("Perbandingan itu digandakan (dikali 2). Untuk luas, kalikan ia dengan dirinya sendiri.")),
        (4.9, _("Itu pangkat tiga, untuk isi bola. Lingkaran datar memakai pangkat dua.")),
        (2.2, _("Itu selisih rupiahnya dalam triliun. Yang ditanya berapa kali luasnya.")),
        (0.3, _("Pembagiannya terbalik: yang besar dibagi yang kecil.")),
    ],
    hints=[
        _("Kalau garis tengah menjadi dua kali, lingkarannya tidak menjadi dua kali luas, melainkan lebih."),
        _("Luas lingkaran tumbuh dengan kuadrat garis tengahnya. Mulailah dari 5,385 ÷ 3,18."),
        _("5,385 ÷ 3,18 kira-kira 1,69. Kalikan 1,69 dengan 1,69."),
    ],
)


# --- Mending: alternative text, colour not alone, a chart of one's own ---


def _values(indicator: str, agency: str) -> list[float]:
    """Realised values of one indicator of an agency, oldest year first, gaps left out."""
    from workshop_kit import data

    table = data.load("kinerja_opd")
    rows = table[(table["indikator"] == indicator) & (table["opd"] == agency)].sort_values("tahun")
    return [float(value) for value in rows["realisasi"].dropna()]


QUEUE = ("Rata-rata waktu antre di Mal Pelayanan Publik", "DPMPTSP")
FALLS = (
    r"turun|menurun|berkurang|menyusut|memendek|lebih (pendek|singkat|cepat)|fell|fall|drop|decreas|declin|shorter|down"
)
RISES = r"\bnaik|meningkat|bertambah|memanjang|lebih (lama|panjang)|rose|ris(es|ing|en)|increas|longer|grew|grow"
ABOUT_FLAT = 0.03


@module.code(
    "teks-pengganti",
    title=_("Menulis teks pengganti"),
    answers=["alt"],
    hints=[
        _("Bayangkan membacakan grafik ini lewat telepon kepada orang yang tidak melihatnya. Apa tiga hal pertama?"),
        _(
            "Sebutkan jenis grafik, arah dari tahun pertama ke tahun terakhir, dan angka awal serta akhir dengan satuannya."
        ),
        _("“Grafik garis waktu antre Mal Pelayanan Publik, ... dari ... menit pada 2022 menjadi ... menit pada 2025.”"),
    ],
)
def teks_pengganti(alt: Any) -> Right:
    return _read("alt", lambda: _judge_alt(alt))


def _judge_alt(alt: Any) -> Right:
    if not isinstance(alt, str):
        raise Wrong(_("`alt` seharusnya teks di antara tanda kutip, bukan {kind}."), kind=type(alt).__name__)
    text = " ".join(alt.split())
    if not text or _says(text, r"\.(png|jpe?g|pdf)$"):
        raise Wrong(_("Nama berkas atau teks kosong tidak memberi tahu apa-apa. Tulislah satu atau dua kalimat."))
    if not _says(text, r"grafik|diagram|bagan|chart|graph|plot") or not _says(text, r"garis|line"):
        raise Wrong(_("Jenis gambarnya belum disebut: pendengar perlu tahu bahwa ini grafik garis."))
    values = _values(*QUEUE)
    first, last = values[0], values[-1]
    falls, rises = _says(text, FALLS), _says(text, RISES)
    if not falls and not rises:
        raise Wrong(_("Arahnya belum ada: dari tahun pertama ke tahun terakhir, waktu antre naik atau turun?"))
    if (last < first and not falls) or (last > first and not rises):
        raise Wrong(_("Arahnya terbalik. Bandingkan lagi nilai tahun pertama dengan nilai tahun terakhir."))
    if not _says(text, r"menit|minute"):
        raise Wrong(_("Satuannya belum ada. Angka tanpa “menit” bisa dikira orang atau persen."))
    without_years = re.sub(r"\b20\d\d\b", "", text)
    if not _numbers(without_years):
        raise Wrong(_("Belum ada angka selain tahun. Sebutkan nilai awal dan nilai akhir."))
    if not (_tells_number(without_years, first) and _tells_number(without_years, last)):
        raise Wrong(_("Sebutkan nilai tahun pertama **dan** nilai tahun terakhir, seperti terbaca pada grafik."))
    if len(text) > 350:
        raise Wrong(
            _("Teksnya {n} huruf. Pembaca layar membacakan semuanya; ringkas sampai paling banyak 350."), n=len(text)
        )
    return Right(_("Betul: jenis, arah, dan angka. Orang yang hanya mendengar pun dapat ikut rapat."))


POSYANDU = "Persentase posyandu aktif"


def _posyandu() -> dict[str, list[tuple[int, float]]]:
    """Realised percentages by agency, as (year, value), gaps left out."""
    from workshop_kit import data

    table = data.load("kinerja_opd")
    rows = table[table["indikator"] == POSYANDU].dropna(subset=["realisasi"]).sort_values("tahun")
    return {
        str(agency): [(int(year), float(value)) for year, value in zip(part["tahun"], part["realisasi"], strict=True)]
        for agency, part in rows.groupby("opd")
    }


@module.code(
    "tanpa-warna",
    title=_("Memperbaiki: warna bukan satu-satunya penanda"),
    answers=["ax_terbaca"],
    hints=[
        _("Bayangkan grafik ini difotokopi hitam putih. Apa yang masih membedakan garisnya?"),
        _("Beri setiap garis `marker` yang lain. Susun `kecamatan` menurut nilai terakhir, tertinggi dahulu."),
        _(
            'Isian: `urutan`; `marker=bentuk[i]`, `label=kecamatan`; lalu `ax_terbaca.set_ylabel("Posyandu aktif (persen)")` dan '
            "`ax_terbaca.legend()`. `urutan` sudah tersusun dari nilai tertinggi."
        ),
    ],
)
def tanpa_warna(ax_terbaca: Any) -> Right:
    return _read("ax_terbaca", lambda: _judge_lines(ax_terbaca))


def _judge_lines(ax_terbaca: Any) -> Right:
    chart = _chart(ax_terbaca, "ax_terbaca")
    expected = _posyandu()
    lines = [line for line in chart.lines if len(line.x) > 1]
    if len(lines) < len(expected):
        raise Wrong(
            _("Pada `ax_terbaca` baru ada {n} garis; yang diminta {wanted}, satu untuk setiap kecamatan."),
            n=len(lines),
            wanted=len(expected),
        )
    drawn = []
    for name, points in expected.items():
        found_line = next((line for line in lines if _draws(line, points)), None)
        if found_line is None:
            raise Wrong(_("Garis {name} tidak ada, atau angkanya bukan `realisasi`."), name=name)
        drawn.append(found_line)
    looks = {(line.style, line.marker) for line in drawn}
    if len(looks) < len(drawn):
        raise Wrong(
            _(
                "Difotokopi hitam putih, beberapa garis masih sama rupanya. Bedakan `marker` atau `linestyle` setiap garis."
            )
        )
    order = sorted(expected, key=lambda name: expected[name][-1][1], reverse=True)
    shown = list(chart.legend.entries) if chart.legend is not None else []
    direct = [text.words for text in chart.texts]
    if not all(any(name in text for text in direct) for name in order):
        if not shown:
            raise Wrong(_("Belum ada keterangan garis. Panggil `ax_terbaca.legend()`, atau tulis nama di ujung garis."))
        found = [next((name for name in order if name in text or text in name), "") for text in shown if text]
        if sorted(found) != sorted(order):
            raise Wrong(
                _("Keterangan garisnya belum menyebut setiap kecamatan satu kali. Beri `label` pada setiap garis.")
            )
        if found != order:
            raise Wrong(
                _("Urutan keterangan belum sama dengan urutan garis pada tahun terakhir, dari atas ke bawah: {order}."),
                order=", ".join(order),
            )
    if not _says(chart.y.label, PERCENT):
        raise Wrong(_("Sumbu tegak belum menyebut satuan. Angka ini persen dari posyandu yang ada."))
    return Right(_("Betul: bentuk, urutan, dan satuan. Warna boleh hilang, pesannya tetap terbaca."))


def _draws(line: Line, points: Sequence[tuple[int, float]]) -> bool:
    """Whether a line shows these values; years may be numbers or texts."""
    heights = [value for value in line.y if value == value]
    return len(heights) == len(points) and all(
        abs(height - value) < 0.01 for height, (_year, value) in zip(heights, points, strict=True)
    )


# Nobody's figures: a table as a learner's function will meet it, with two programmes for some agencies.
CUTS = [
    ("Badan Melati", 100.0, 40.0),
    ("Badan Melati", 300.0, 290.0),  # together 17.5 percent; the mean of the two rows would say 31.7
    ("Dinas Anggrek", 50.0, 20.0),  # 60 percent: the largest
    ("Dinas Kenanga", 80.0, 76.0),  # 5 percent
    ("Kecamatan Teratai", 200.0, 150.0),  # 25 percent
]
WANTED = {"badan melati": 17.5, "dinas anggrek": 60.0, "dinas kenanga": 5.0, "kecamatan teratai": 25.0}
MEAN_OF_ROWS = WANTED | {"badan melati": (60 + 10 / 3) / 2}


@module.code(
    "pangkas",
    title=_("Grafik sendiri: pemangkasan 2026 per OPD"),
    answers=["grafik_pangkas"],
    hints=[
        _("Kerjakan dalam dua langkah: dahulu satu angka per OPD, barulah gambarnya."),
        _(
            'Jumlahkan kedua pagu per OPD dengan `groupby("opd").sum()`, hitung `(1 - perubahan / murni) * 100`, urutkan '
            "dengan `sort_values()`, gambar dengan `barh`."
        ),
        _(
            "Sesudah `sort_values()`, OPD terdalam ada di ujung: `pangkas.index[-1]` dan `pangkas.iloc[-1]`. Pakai keduanya "
            'dalam `ax.set_title(f"...")`, beri `ax.set_xlabel("... (persen)")`, akhiri dengan `return ax`.'
        ),
    ],
)
def pangkas(grafik_pangkas: Any) -> Right:
    return _read("grafik_pangkas", lambda: _judge_cuts(grafik_pangkas))


def _judge_cuts(grafik_pangkas: Any) -> Right:
    if not callable(grafik_pangkas):
        raise Wrong(_("`grafik_pangkas` seharusnya fungsi, bukan {kind}."), kind=type(grafik_pangkas).__name__)
    chart = _drawn(grafik_pangkas)
    bars = chart.values()
    if len(bars) != len(WANTED):
        raise Wrong(
            _(
                "Dicoba pada tabel {wanted} OPD dengan 5 baris, grafik Anda punya {n} batang. Kelompokkan dahulu per OPD."
            ),
            wanted=len(WANTED),
            n=len(bars),
        )
    if {bar.name for bar in bars} != set(WANTED):
        raise Wrong(_("Batangnya belum bernama OPD. Pakai nama OPD pada sumbu, bukan nomor urut."))
    if not all(abs(bar.length - WANTED[bar.name]) < 0.05 for bar in bars):
        if all(abs(bar.length - MEAN_OF_ROWS[bar.name]) < 0.05 for bar in bars):
            raise Wrong(
                _(
                    "Anda merata-ratakan persentase antarprogram, sehingga program kecil berbobot sama dengan program besar. "
                    "Jumlahkan rupiahnya dahulu, baru hitung persennya."
                )
            )
        if all(abs(bar.length - (100 - WANTED[bar.name])) < 0.05 for bar in bars):
            raise Wrong(_("Itu bagian yang **tersisa**. Pemangkasan adalah 100 dikurangi itu."))
        if all(abs(bar.length * 100 - WANTED[bar.name]) < 0.05 for bar in bars):
            raise Wrong(_("Batangnya masih pecahan 0 sampai 1. Kalikan 100 supaya menjadi persen."))
        raise Wrong(_("Panjang batang belum sama dengan persentase pemangkasan: (murni - perubahan) ÷ murni × 100."))
    if not chart.starts_at_zero():
        raise Wrong(_("Batangnya terpotong: sumbu nilai harus mulai dari nol."))
    lengths = [bar.length for bar in bars]
    if lengths != sorted(lengths, reverse=True):
        if lengths == sorted(lengths):
            raise Wrong(_("Urutannya terbalik: yang paling dalam dipangkas seharusnya dibaca pertama."))
        raise Wrong(_("Batangnya belum diurutkan menurut besarnya. Urutan abjad menyembunyikan pola."))
    if not _says(chart.value_axis.label, PERCENT):
        raise Wrong(_("Sumbu nilai belum menyebut satuan “persen”. Sebutkan pula persen dari apa."))
    title = chart.title
    if not _says(title, "Dinas Anggrek"):
        raise Wrong(
            _("Judul belum menyebut OPD yang paling dalam dipangkas. Ambil namanya dari data, jangan diketik tetap.")
        )
    if not _tells_number(title, 60):
        raise Wrong(_("Judul sudah menyebut OPD-nya, tetapi belum berapa persennya."))
    return Right(_("Betul. Fungsi ini menggambar tabel yang belum pernah ia lihat, dan judulnya ikut benar."))


def _drawn(function: Callable[[Any], Any]) -> Chart:
    """The chart that the learner's function makes of a table it has not seen.

    Raises
    ------
    Wrong
        When it makes none.
    """
    import pandas as pd
    from matplotlib import pyplot

    table = pd.DataFrame(
        [(2026, name, "Program", before * 1e9, after * 1e9) for name, before, after in CUTS],
        columns=["tahun", "opd", "program", "pagu_murni_rp", "pagu_perubahan_rp"],
    )
    before = set(pyplot.get_fignums())
    told = _("Fungsi Anda berhenti dengan {kind} pada tabel lain. Pakai hanya `tabel` yang diterimanya.")
    try:
        found = _call(function, table, told)
    finally:
        for number in set(pyplot.get_fignums()) - before:
            pyplot.close(number)
    if found is None:
        raise Wrong(_("Fungsi Anda belum mengembalikan grafiknya. Akhiri dengan `return ax`."))
    return _chart(found, "grafik_pangkas(tabel)")


# --- contoh jawaban ---

_FUNCTION = """
def pembesaran(ax):
    pangkal, puncak = ax.get_ylim()
    tinggi = [batang.get_height() for batang in ax.patches]
    {}
"""
pembesaran.wrong(
    "lupa pangkal",
    _FUNCTION.format("return (tinggi[-1] / tinggi[0]) / (tinggi[-1] / tinggi[0])"),
    says="selalu menjawab 1",
)
pembesaran.wrong(
    "hanya yang tampak",
    _FUNCTION.format("return (tinggi[-1] - pangkal) / (tinggi[0] - pangkal)"),
    says="baru perbandingan yang tampak",
)
pembesaran.wrong(
    "terbalik",
    _FUNCTION.format("return (tinggi[-1] / tinggi[0]) / ((tinggi[-1] - pangkal) / (tinggi[0] - pangkal))"),
    says="terbalik",
)
pembesaran.wrong(
    "dikalikan",
    _FUNCTION.format("return (tinggi[-1] / tinggi[0]) * ((tinggi[-1] - pangkal) / (tinggi[0] - pangkal))"),
    says="dikalikan",
)
pembesaran.wrong("lupa return", _FUNCTION.format("tampak = tinggi[-1] - pangkal"), says="belum mengembalikan")
pembesaran.wrong("keluar dari program", "def pembesaran(ax):\n    raise SystemExit", says="berhenti dengan SystemExit")
pembesaran.wrong("bilangan raksasa", "def pembesaran(ax):\n    return 10**400", says="satu angka")
pembesaran.wrong("fungsi yang selalu sama", "def pembesaran(ax):\n    return 4.4", says="Dicoba pada grafik lain")
pembesaran.wrong(
    "terbesar dan terkecil, bukan akhir dan awal",
    _FUNCTION.format("return ((max(tinggi) - pangkal) / (min(tinggi) - pangkal)) / (max(tinggi) / min(tinggi))"),
    says="Dicoba pada grafik lain",
)
pembesaran.right(
    "numpy, pangkal dari get_ybound",
    """
def pembesaran(ax):
    nilai = np.array([b.get_height() for b in ax.containers[0]])
    terlihat = nilai - ax.get_ybound()[0]
    return float(terlihat[-1] * nilai[0] / (terlihat[0] * nilai[-1]))
""",
)
pembesaran.right(
    "lambda",
    "pembesaran = lambda ax: (1 - ax.get_ylim()[0] / ax.patches[-1].get_height())"
    " / (1 - ax.get_ylim()[0] / ax.patches[0].get_height())",
)

_MONTHS = """
ax_bulan.{draw}
ax_bulan.set_ylim({low}, None)
ax_bulan.set_ylabel({label!r})
ax_bulan.set_title({title!r})
"""
_UNIT = "Belanja (miliar rupiah per bulan)"
_FOUND = "Belanja menumpuk di Desember"


def _months(
    draw: str = "bar(range(5), belanja / bulan / 1e9)", low: str = "0", label: str = _UNIT, title: str = _FOUND
) -> str:
    return _MONTHS.format(draw=draw, low=low, label=label, title=title)


per_bulan.wrong("jumlah per periode", _months("bar(range(5), belanja / 1e9)"), says="Batang Anda jumlah per periode")
per_bulan.wrong("dikalikan", _months("bar(range(5), belanja * bulan / 1e9)"), says="dikalikan banyaknya bulan")
per_bulan.wrong("tetap kumulatif", _months("bar(range(5), belanja.cumsum() / 1e9)"), says="jumlah sampai dengan")
per_bulan.wrong("tetap garis", _months("plot(range(5), belanja / bulan / 1e9)"), says="masih garis")
per_bulan.wrong("sumbu dipotong", _months(low="(belanja / bulan / 1e9).min() * 0.9"), says="mulai dari nol")
per_bulan.wrong("tanpa satuan", _months(label="Belanja per bulan"), says="satuan yang cocok")
per_bulan.wrong("satuan keliru", _months(label="Belanja (triliun rupiah per bulan)"), says="satuan yang cocok")
per_bulan.wrong("lupa per bulan", _months(label="Belanja (miliar rupiah)"), says="per bulan")
per_bulan.wrong("judul nama tabel", _months(title="Realisasi belanja 2025"), says="belum menyatakan temuan")
per_bulan.wrong(
    "judul hanya menyebut Desember", _months(title="Belanja Januari-Desember 2025"), says="apa yang terjadi"
)
per_bulan.right(
    "batang mendatar dalam triliun",
    """
gambar, ax_bulan = plt.subplots()
ax_bulan.barh(["Jan-Mar", "Apr-Jun", "Jul-Sep", "Okt-Nov", "Des"], belanja / bulan / 1e12)
ax_bulan.invert_yaxis()
ax_bulan.set_xlabel("Rp triliun per bulan")
gambar.suptitle("Desember: puncak belanja tahun 2025")
""",
)
per_bulan.right(
    "bahasa Inggris", _months(label="Spending (billion rupiah per month)", title="December spending is 5 times as high")
)

teks_pengganti.wrong("nama berkas", 'alt = "grafik_antre_final2.png"', says="Nama berkas")
teks_pengganti.wrong("hanya judul", 'alt = "Waktu antre di Mal Pelayanan Publik, 2022-2025"', says="Jenis gambarnya")
teks_pengganti.wrong(
    "tanpa arah", 'alt = "Grafik garis waktu antre dalam menit, 2022 sampai 2025."', says="Arahnya belum ada"
)
teks_pengganti.wrong(
    "hanya tahun",
    'alt = "Grafik garis: waktu antre (menit) turun dari 2022 sampai 2025."',
    says="Belum ada angka selain tahun",
)
teks_pengganti.wrong(
    "hanya nilai akhir",
    """alt = f"Grafik garis: waktu antre turun, menjadi {mpp['realisasi'].iloc[-1]} menit." """,
    says="nilai tahun pertama",
)
teks_pengganti.right(
    "Inggris, dibulatkan",
    """
awal, akhir = mpp["realisasi"].iloc[0], mpp["realisasi"].iloc[-1]
alt = f"Line chart: mean waiting time fell from {awal:.0f} to {akhir:.0f} minutes between 2022 and 2025."
""",
)

_LINES = """
for kecamatan, rupa in zip({order}, {looks}, strict=False):
    baris = posyandu[posyandu["opd"] == kecamatan]
    ax_terbaca.plot(baris["tahun"], baris[{column!r}], rupa, label=kecamatan)
ax_terbaca.set_ylabel({label!r})
{legend}
"""


def _lines(
    order: str = "urutan",
    looks: str = '["o-", "s-", "^-", "D-"]',
    column: str = "realisasi",
    label: str = "Posyandu aktif (persen)",
    legend: str = "ax_terbaca.legend()",
) -> str:
    return _LINES.format(order=order, looks=looks, column=column, label=label, legend=legend)


tanpa_warna.wrong("penanda sama", _lines(looks='["o-"] * 4'), says="hitam putih")
tanpa_warna.wrong("urutan abjad", _lines(order="sorted(urutan)"), says="Urutan keterangan")
tanpa_warna.wrong("tanpa keterangan", _lines(legend=""), says="Belum ada keterangan")
tanpa_warna.wrong("tanpa satuan", _lines(label="Posyandu aktif"), says="belum menyebut satuan")
tanpa_warna.wrong("target yang digambar", _lines(column="target"), says="tidak ada, atau angkanya")
tanpa_warna.wrong("tiga garis", _lines(order="urutan[:3]"), says="baru ada")
tanpa_warna.wrong("menyalin grafik di atas", "ax_terbaca = ax_warna", says="hitam putih")
tanpa_warna.right("pola garis", _lines(looks='["-", "--", "-.", ":"]'))
tanpa_warna.right(
    "nama di ujung garis, tanpa keterangan",
    """
for (nama, baris), pola in zip(posyandu.groupby("opd"), ["-", "--", "-.", ":"]):
    ax_terbaca.plot(baris["tahun"].astype(str), baris["realisasi"], linestyle=pola)
    ax_terbaca.text(len(baris) - 1, baris["realisasi"].iloc[-1], nama)
ax_terbaca.set_ylabel("% posyandu")
""",
)

_CUTS = """
def grafik_pangkas(tabel):
    per_opd = tabel.groupby("opd")[["pagu_murni_rp", "pagu_perubahan_rp"]].sum()
    nilai = {value}
    gambar, ax = plt.subplots()
    ax.barh(nilai.index, nilai)
    ax.set_xlim({low}, None)
    ax.set_xlabel({label!r})
    ax.set_title({title})
    {end}
"""
_SHARE = "((1 - per_opd['pagu_perubahan_rp'] / per_opd['pagu_murni_rp']) * 100)"


def _cuts(
    value: str = _SHARE + ".sort_values()",
    low: str = "0",
    label: str = "Persen dari pagu semula",
    title: str = 'f"{nilai.idxmax()} dipangkas {nilai.max():.0f} persen"',
    end: str = "return ax",
) -> str:
    return _CUTS.format(value=value, low=low, label=label, title=title, end=end)


pangkas.wrong(
    "rata-rata persen antarprogram",
    _cuts(
        "((1 - tabel['pagu_perubahan_rp'] / tabel['pagu_murni_rp']) * 100).groupby(tabel['opd']).mean().sort_values()"
    ),
    says="merata-ratakan persentase",
)
pangkas.wrong("bagian yang tersisa", _cuts(f"(100 - {_SHARE}).sort_values()"), says="tersisa")
pangkas.wrong("pecahan", _cuts(f"({_SHARE} / 100).sort_values()"), says="Kalikan 100")
pangkas.wrong("tidak diurutkan", _cuts(_SHARE), says="belum diurutkan")
pangkas.wrong("urutan terbalik", _cuts(_SHARE + ".sort_values(ascending=False)"), says="terbalik")
pangkas.wrong("sumbu dipotong", _cuts(low="4"), says="mulai dari nol")
pangkas.wrong("tanpa satuan", _cuts(label="Pemangkasan"), says="belum menyebut satuan")
pangkas.wrong("judul umum", _cuts(title='"Pemangkasan APBD 2026"'), says="belum menyebut OPD")
pangkas.wrong("judul tanpa angka", _cuts(title='f"{nilai.idxmax()} paling dalam"'), says="berapa persennya")
pangkas.wrong("keluar dari program", _cuts(end="raise SystemExit"), says="berhenti dengan SystemExit")
pangkas.wrong("bukan grafik", _cuts(end="return 10**400"), says="bidang grafik")
pangkas.wrong("lupa return", _cuts(end="pass"), says="belum mengembalikan")
pangkas.wrong(
    "per program, tidak dikelompokkan",
    """
def grafik_pangkas(tabel):
    persen = (1 - tabel["pagu_perubahan_rp"] / tabel["pagu_murni_rp"]) * 100
    gambar, ax = plt.subplots()
    ax.barh(range(len(tabel)), persen.sort_values())
    return ax
""",
    says="Kelompokkan dahulu",
)
pangkas.right(
    "batang tegak, terbesar di kiri, tanpa groupby ganda",
    """
def grafik_pangkas(tabel):
    jumlah = tabel.pivot_table(index="opd", values=["pagu_murni_rp", "pagu_perubahan_rp"], aggfunc="sum")
    jumlah["persen"] = (jumlah["pagu_murni_rp"] - jumlah["pagu_perubahan_rp"]) / jumlah["pagu_murni_rp"] * 100
    jumlah = jumlah.sort_values("persen", ascending=False)
    ax = jumlah["persen"].plot.bar(ylabel="% dari pagu semula", figsize=(8, 5))
    ax.set_title(f"{jumlah.index[0]} kehilangan {jumlah['persen'].iloc[0]:.1f}% pagunya")
    return ax
""",
)
pangkas.right(
    "barh dengan sumbu dibalik",
    _cuts(_SHARE + ".sort_values(ascending=False)", end="ax.invert_yaxis(); return ax"),
)
