"""What can be found in an agency's files: for each kind how grave it is, a sentence and how to mend it.

The order of `KINDS` is the order of mending: what bars the use of the data first, then what changes results most.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from workshop_kit.language import _, language, translate

Severity = Literal["blocking", "note"]


@dataclass(frozen=True)
class Kind:
    """One kind of finding.

    Attributes
    ----------
    severity : {"blocking", "note"}
        Data with a blocking finding is not ready.
    heading : str
        A few words, in Indonesian; as all texts here.
    sentence : str
        What was found, with ``{places}`` for the finding's fields.
    advice : str
        How to mend it.
    """

    severity: Severity
    heading: str
    sentence: str
    advice: str


@dataclass(frozen=True)
class Finding:
    """One thing found.

    Attributes
    ----------
    code : str
        One of `KINDS`; it stays the same from version to version.
    file, sheet, column : str
        Where; empty when it concerns something larger. Nothing in them that a terminal or a page would obey, and no
        identifier.
    rows, of : int
        How many rows it touches, of how many; 0 where rows do not matter.
    examples : tuple of str
        A few values, masked.
    fields : mapping
        Values for the sentence's places, words among them in the reader's language.
    """

    code: str
    file: str = ""
    sheet: str = ""
    column: str = ""
    rows: int = 0
    of: int = 0
    examples: tuple[str, ...] = ()
    fields: Mapping[str, object] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """Whether it bars the use of the data."""
        return KINDS[self.code].severity

    @property
    def heading(self) -> str:
        """Its kind in a few words, in the reader's language."""
        return translate(KINDS[self.code].heading)

    @property
    def sentence(self) -> str:
        """What was found, in the reader's language."""
        return translate(KINDS[self.code].sentence, baris=grouped(self.rows), **self.fields)

    @property
    def advice(self) -> str:
        """How to mend it, in the reader's language."""
        return translate(KINDS[self.code].advice)

    @property
    def share(self) -> float:
        """Share of the rows it touches, 0 to 1; what concerns a whole file touches all."""
        return self.rows / self.of if self.of else 1.0

    def at(self, file: str, sheet: str = "") -> "Finding":
        """The same finding, with its place."""
        return replace(self, file=file, sheet=sheet)


def grouped(number: int) -> str:
    """A whole number as Indonesians group it, with dots, or as English readers do.

    Examples
    --------
    >>> grouped(1234567)
    '1.234.567'
    """
    written = f"{number:,}"
    return written if language() == "en" else written.replace(",", ".")


def in_order(findings: list[Finding]) -> list[Finding]:
    """Findings in the order of mending: by kind, then by the share of the rows touched."""
    rank = {code: number for number, code in enumerate(KINDS)}
    return sorted(
        findings, key=lambda each: (each.severity != "blocking", rank[each.code], -each.share, each.file, each.sheet)
    )


KINDS: dict[str, Kind] = {
    # -- personal data -------------------------------------------------------------------------------------------------
    "personal-identifier": Kind(
        "blocking",
        _("Data pribadi"),
        _("{jumlah} sel memuat {jenis}."),
        _(
            "Hapus kolom atau bagian teks itu, atau gantilah dengan kode acak yang daftarnya disimpan terpisah. Jangan "
            "kirim berkas ini ke layanan AI."
        ),
    ),
    "personal-by-name": Kind(
        "blocking",
        _("Data pribadi menurut nama kolom"),
        _("Menurut namanya, kolom ini memuat {jenis}."),
        _(
            'Hapus kolom ini atau samarkan isinya. Bila isinya bukan tentang orang, tulis "data_pribadi": "tidak" pada '
            "kolom ini di metadata.json."
        ),
    ),
    "k-small": Kind(
        "blocking",
        _("Orang dapat dikenali dari gabungan kolom"),
        _("Dengan {kolom}, k = {k}: {baris} baris berada dalam kelompok yang lebih kecil dari {batas}."),
        _("Buat kolom itu lebih kasar (umur menjadi rentang, kelurahan menjadi kecamatan), atau hapus baris langka."),
    ),
    # -- what cannot be examined ---------------------------------------------------------------------------------------
    "not-permitted": Kind(
        "blocking",
        _("Tidak boleh dibaca"),
        _("Sistem tidak mengizinkan membacanya ({sebab})."),
        _("Tutup program yang sedang memakainya, atau minta izin baca kepada pemiliknya."),
    ),
    "password": Kind(
        "blocking",
        _("Terkunci kata sandi"),
        _("Buku kerja ini terkunci dengan kata sandi."),
        _("Buka dengan kata sandinya, lalu simpan salinan tanpa kata sandi untuk diperiksa."),
    ),
    "archive-suspicious": Kind(
        "blocking",
        _("Berkas yang mencurigakan"),
        _("Berkas ini tidak dibuka: {sebab}."),
        _("Pastikan asal berkas ini. Bila memang milik Anda, simpan ulang dari Excel, atau simpan sebagai CSV."),
    ),
    "unreadable": Kind(
        "blocking",
        _("Tidak terbaca"),
        _("Isi berkas ini tidak terbaca sebagai {bentuk}."),
        _("Buka di program asalnya, lalu simpan ulang sebagai CSV (UTF-8) atau XLSX."),
    ),
    "format-unsupported": Kind(
        "blocking",
        _("Bentuk berkas belum didukung"),
        _("Berkas ini berbentuk {bentuk}, yang tidak diperiksa."),
        _("Simpan sebagai XLSX atau CSV (UTF-8)."),
    ),
    "file-empty": Kind(
        "blocking", _("Berkas kosong"), _("Berkas ini tidak berisi apa-apa."), _("Isi, atau keluarkan dari folder.")
    ),
    "rows-absent": Kind(
        "blocking",
        _("Tanpa baris data"),
        _("Hanya ada judul kolom, tanpa satu baris data pun."),
        _("Ekspor ulang dari sumbernya, atau keluarkan dari folder."),
    ),
    "line-too-long": Kind(
        "blocking",
        _("Satu baris yang sangat panjang"),
        _("Satu baris dalam berkas ini panjangnya {ukuran}; berkas tidak diperiksa."),
        _("Mungkin pemisah barisnya hilang. Ekspor ulang dari sumbernya."),
    ),
    "sheet-too-large": Kind(
        "blocking",
        _("Lembar terlalu besar"),
        _("Lembar ini mencakup {sel} sel; batasnya {batas}."),
        _("Simpan lembar ini sebagai CSV (UTF-8), lalu periksa lagi. Bila isinya sedikit, hapus sel kosongnya."),
    ),
    "not-examined": Kind(
        "blocking",
        _("Tidak selesai diperiksa"),
        _("Bagian ini tidak selesai diperiksa ({sebab})."),
        _("Simpan ulang sebagai CSV (UTF-8) dan periksa lagi. Bila tetap demikian, laporkan kepada pengelola."),
    ),
    "quote-unclosed": Kind(
        "blocking",
        _("Tanda kutip tidak ditutup"),
        _("Ada tanda kutip yang tidak ditutup, sehingga beberapa baris menyatu."),
        _('Cari tanda kutip (") yang tunggal lalu hapus atau tutup, atau ekspor ulang dari sumbernya.'),
    ),
    "separator-mixed": Kind(
        "blocking",
        _("Pemisah kolom bercampur"),
        _("{baris} baris memakai pemisah kolom yang lain dari {pemisah}; baris itu tidak ikut diperiksa."),
        _("Ekspor ulang seluruh tabel dengan satu pemisah yang sama."),
    ),
    "rows-ragged": Kind(
        "blocking",
        _("Jumlah kolom tidak sama"),
        _("{baris} baris tidak mempunyai {kolom} kolom seperti yang lain; baris itu tidak ikut diperiksa."),
        _("Betulkan baris itu. Sering sebabnya tanda pemisah di dalam teks: apit teksnya dengan tanda kutip."),
    ),
    "header-missing": Kind(
        "blocking",
        _("Tanpa judul kolom"),
        _("Baris pertama sudah berisi data; tidak ada judul kolom."),
        _("Tambahkan satu baris judul di atas: nama pendek untuk setiap kolom."),
    ),
    # -- keys ----------------------------------------------------------------------------------------------------------
    "key-not-unique": Kind(
        "blocking",
        _("Kunci tidak unik"),
        _("{baris} baris mempunyai nilai {kunci} yang sama dengan baris lain."),
        _("Hapus baris ganda, atau tambahkan kolom lain pada kunci agar setiap baris berbeda."),
    ),
    "key-empty": Kind(
        "blocking",
        _("Kunci kosong"),
        _("{baris} baris tidak mempunyai nilai pada kunci {kunci}."),
        _("Lengkapi kuncinya; baris tanpa kunci tidak dapat digabungkan dengan tabel lain."),
    ),
    "key-missing": Kind(
        "blocking",
        _("Tidak ada kunci"),
        _("Tidak ada kolom, atau gabungan kolom, yang membedakan setiap baris."),
        _("Tambahkan kolom kunci, misalnya nomor urut atau kode, dan sebutkan dengan --key."),
    ),
    # -- notes: what the reader must know about what was read ----------------------------------------------------------
    "partly-read": Kind(
        "note",
        _("Hanya sebagian diperiksa"),
        _("Berkas ini besar: hanya {terbaca} baris pertama yang diperiksa."),
        _("Bagi berkas ini, misalnya per tahun, bila seluruhnya perlu diperiksa."),
    ),
    "columns-too-many": Kind(
        "note",
        _("Kolom terlalu banyak"),
        _("Ada {kolom} kolom; hanya {batas} kolom pertama yang diperiksa."),
        _("Susun memanjang: satu baris satu pengamatan, dengan kolom tersendiri untuk tanggal atau jenisnya."),
    ),
    "files-too-many": Kind(
        "note",
        _("Berkas terlalu banyak"),
        _("Ada lebih dari {batas} berkas; selebihnya tidak diperiksa."),
        _("Periksa folder yang lebih kecil, satu kali untuk setiap bagian."),
    ),
    "folder-too-deep": Kind(
        "note",
        _("Folder terlalu dalam"),
        _("Folder di dalam folder lebih dari {batas} tingkat; yang lebih dalam tidak diperiksa."),
        _("Periksa folder dalam itu tersendiri."),
    ),
    # -- notes: metadata -----------------------------------------------------------------------------------------------
    "metadata-missing": Kind(
        "note",
        _("Tanpa metadata"),
        _("Tidak ada keterangan tentang tabel ini (metadata.json, datapackage.json, README, atau lembar metadata)."),
        _("Isi templat-metadata.json di folder laporan, lalu simpan sebagai metadata.json di folder data."),
    ),
    "metadata-incomplete": Kind(
        "note",
        _("Metadata belum lengkap"),
        _("Keterangan tabel belum menyebut: {unsur}."),
        _("Lengkapi metadata menurut Satu Data Indonesia; templat-metadata.json memuat semua unsurnya."),
    ),
    "metadata-columns": Kind(
        "note",
        _("Kolom tanpa keterangan"),
        _("{jumlah} kolom belum lengkap konsep, definisi, klasifikasi, ukuran, atau satuannya: {kolom}."),
        _("Lengkapi kelima unsur untuk setiap kolom di metadata.json."),
    ),
    "metadata-stray": Kind(
        "note",
        _("Keterangan untuk kolom yang tidak ada"),
        _("Metadata menyebut kolom yang tidak ada di tabel: {kolom}."),
        _("Samakan nama kolom di metadata dengan nama di tabel."),
    ),
    "metadata-unreadable": Kind(
        "note",
        _("Metadata tidak terbaca"),
        _("Berkas metadata ini tidak terbaca."),
        _("Buka templat-metadata.json di folder laporan dan isi kembali dari situ."),
    ),
    # -- notes: rows that count twice or not at all --------------------------------------------------------------------
    "rows-duplicate": Kind(
        "note",
        _("Baris ganda"),
        _("{baris} baris sama persis dengan baris sebelumnya."),
        _("Hapus baris ganda, kecuali memang dua kejadian yang sama; dalam hal itu tambahkan kolom kunci."),
    ),
    "rows-duplicate-normalised": Kind(
        "note",
        _("Baris ganda yang berbeda tulisan"),
        _("{baris} baris sama dengan baris sebelumnya bila huruf besar dan spasi diabaikan."),
        _("Samakan penulisannya, lalu hapus baris ganda."),
    ),
    "total-row": Kind(
        "note",
        _("Baris jumlah di dalam data"),
        _("Baris terakhir tampaknya jumlah atau rata-rata, bukan data."),
        _("Hapus baris itu; bila ikut dihitung, hasil penjumlahan menjadi dua kali lipat."),
    ),
    "rows-blank": Kind(
        "note",
        _("Baris kosong"),
        _("{baris} baris kosong berada di antara data."),
        _("Hapus baris kosong."),
    ),
    # -- notes: how the file is built ----------------------------------------------------------------------------------
    "bytes-broken": Kind(
        "note",
        _("Huruf rusak"),
        _("{huruf} huruf di berkas ini rusak dan terbaca sebagai �."),
        _("Ekspor ulang dari sumbernya sebagai CSV UTF-8."),
    ),
    "encoding-other": Kind(
        "note",
        _("Pengodean huruf bukan UTF-8"),
        _("Berkas ini dibaca sebagai {pengodean}, bukan UTF-8."),
        _("Di Excel: Simpan Sebagai, pilih “CSV UTF-8 (Comma delimited)”."),
    ),
    "mojibake": Kind(
        "note",
        _("Huruf salah terjemah"),
        _("{baris} baris memuat huruf yang salah terjemah, seperti â€“ atau Ã©."),
        _("Ekspor ulang dari sumbernya sebagai UTF-8; jangan membetulkan satu per satu."),
    ),
    "nul-bytes": Kind(
        "note",
        _("Byte kosong di dalam teks"),
        _("Berkas ini memuat {jumlah} byte NUL; byte itu dilewati."),
        _("Ekspor ulang dari sumbernya; byte NUL sering tanda berkas yang terpotong."),
    ),
    "extension-wrong": Kind(
        "note",
        _("Akhiran nama tidak cocok"),
        _("Akhiran nama berkas ini tidak cocok dengan isinya: isinya {bentuk}."),
        _("Simpan ulang dari program asalnya dengan bentuk yang benar; jangan hanya mengganti namanya."),
    ),
    "format-old": Kind(
        "note",
        _("Bentuk Excel lama"),
        _("Berkas ini berbentuk .xls; sel gabungan dan rumusnya tidak dapat diperiksa."),
        _("Simpan sebagai XLSX."),
    ),
    "several-tables": Kind(
        "note",
        _("Beberapa tabel pada satu lembar"),
        _("Lembar ini memuat {jumlah} tabel; hanya yang terbesar yang diperiksa."),
        _("Pindahkan setiap tabel ke lembarnya sendiri."),
    ),
    "header-not-first": Kind(
        "note",
        _("Judul kolom tidak di baris pertama"),
        _("Judul kolom ada di baris {letak}; di atasnya ada keterangan lain."),
        _("Pindahkan keterangan di atas tabel ke lembar metadata, sehingga judul kolom menjadi baris pertama."),
    ),
    "merged-cells": Kind(
        "note",
        _("Sel gabungan"),
        _("Ada {jumlah} sel gabungan; hanya sel kiri atasnya yang berisi."),
        _("Pisahkan sel gabungan (Unmerge) dan isi setiap selnya."),
    ),
    "formulas": Kind(
        "note",
        _("Rumus"),
        _("{jumlah} sel berisi rumus; yang diperiksa hasil terakhirnya."),
        _("Salin lalu tempel sebagai nilai (Paste Values) agar angkanya tidak berubah sendiri."),
    ),
    "formula-errors": Kind(
        "note",
        _("Rumus yang gagal"),
        _("{jumlah} sel berisi galat seperti #N/A atau #REF!."),
        _("Betulkan rumusnya di berkas asal, lalu simpan sebagai nilai."),
    ),
    "sheet-hidden": Kind(
        "note",
        _("Lembar tersembunyi"),
        _("Lembar ini disembunyikan, tetapi ikut terkirim bila berkasnya dibagikan."),
        _("Tampilkan dan periksa lembar itu; hapus bila tidak diperlukan."),
    ),
    "sheet-empty": Kind("note", _("Lembar kosong"), _("Lembar ini kosong."), _("Hapus lembar ini.")),
    "column-names-duplicate": Kind(
        "note",
        _("Nama kolom sama"),
        _("{jumlah} kolom bernama sama: {kolom}."),
        _("Beri setiap kolom nama yang berbeda."),
    ),
    "columns-unnamed": Kind(
        "note",
        _("Kolom tanpa nama"),
        _("{jumlah} kolom tidak mempunyai nama."),
        _("Beri nama, atau hapus bila kosong."),
    ),
    "columns-empty": Kind(
        "note",
        _("Kolom kosong"),
        _("{jumlah} kolom sama sekali kosong: {kolom}."),
        _("Hapus, atau isi; catat di metadata mengapa kosong."),
    ),
    "columns-constant": Kind(
        "note",
        _("Kolom dengan satu nilai"),
        _("{jumlah} kolom berisi nilai yang sama di semua baris: {kolom}."),
        _("Pindahkan nilai itu ke metadata, kecuali tabel ini akan digabung dengan yang lain."),
    ),
    "column-nested": Kind(
        "note",
        _("Kolom bersusun"),
        _("Kolom ini berisi daftar atau susunan ({bentuk}); isinya tidak diperiksa."),
        _("Pecah menjadi kolom biasa, atau menjadi tabel tersendiri."),
    ),
    # -- notes: places and codes ---------------------------------------------------------------------------------------
    "place-unknown": Kind(
        "note",
        _("Nama wilayah tidak dikenal"),
        _("{baris} baris memuat nama atau kode wilayah yang tidak ada di daftar Kota Samarinda."),
        _("Ganti dengan nama atau kode resmi; yang terdekat disebut sesudah panah."),
    ),
    "place-elsewhere": Kind(
        "note",
        _("Wilayah di luar Samarinda"),
        _("Sebagian besar isi kolom ini ({baris} baris) bukan wilayah Kota Samarinda, jadi tidak dicocokkan."),
        _("Bila seharusnya wilayah Samarinda, periksa kolomnya; bila tidak, tulis cakupannya di metadata."),
    ),
    "place-mismatch": Kind(
        "note",
        _("Wilayah tidak cocok"),
        _("{baris} baris menyebut kelurahan, kecamatan, atau kode yang tidak cocok satu sama lain."),
        _("Periksa mana yang benar pada setiap baris; kodenya biasanya lebih dapat dipercaya."),
    ),
    "place-spelling": Kind(
        "note",
        _("Ejaan nama wilayah"),
        _("{baris} baris menulis nama wilayah dengan ejaan yang tidak resmi."),
        _("Samakan dengan nama resmi, agar penjumlahan per wilayah benar."),
    ),
    "code-systems-mixed": Kind(
        "note",
        _("Dua sistem kode bercampur"),
        _("Kolom ini mencampur {sistem}."),
        _("Pilih satu sistem kode dan ubah semua barisnya; sebutkan sistemnya di metadata."),
    ),
    "code-as-number": Kind(
        "note",
        _("Kode terbaca sebagai angka"),
        _("{baris} baris memuat kode yang pernah dibaca sebagai angka, sehingga bentuknya berubah."),
        _("Ambil lagi dari sumbernya dengan kolom berjenis teks; nol di depan dan titik tidak kembali sendiri."),
    ),
    "code-zero-lost": Kind(
        "note",
        _("Nol di depan hilang"),
        _("{baris} baris lebih pendek dari kode lain di kolom ini; mungkin nol di depannya hilang."),
        _("Ambil lagi dari sumbernya dengan kolom berjenis teks."),
    ),
    # -- notes: values -------------------------------------------------------------------------------------------------
    "missing-values": Kind(
        "note",
        _("Nilai kosong"),
        _("{baris} baris kosong di kolom ini ({persen} persen)."),
        _("Catat di metadata mengapa kosong. Jangan menggantinya dengan 0."),
    ),
    "missing-disguised": Kind(
        "note",
        _("Nilai kosong yang disamarkan"),
        _("{baris} baris memakai tanda seperti “-” atau “tidak ada” sebagai ganti kosong."),
        _("Kosongkan selnya, dan tulis artinya di metadata."),
    ),
    "missing-sentinel": Kind(
        "note",
        _("Angka pengganti kosong"),
        _("{baris} baris berisi nilai yang tampaknya berarti “tidak diketahui”."),
        _("Kosongkan selnya: angka seperti 9999 merusak rata-rata."),
    ),
    "units-mixed": Kind(
        "note",
        _("Satuan bercampur"),
        _("Kolom ini memakai beberapa satuan: {satuan}."),
        _("Ubah ke satu satuan, tulis satuannya di nama kolom atau metadata, dan simpan angkanya saja."),
    ),
    "unit-in-cell": Kind(
        "note",
        _("Satuan di dalam sel"),
        _("{baris} baris memuat satuan di dalam selnya ({satuan}), sehingga angkanya terbaca sebagai teks."),
        _("Simpan angkanya saja; tulis satuannya di nama kolom atau metadata."),
    ),
    "unit-gap": Kind(
        "note",
        _("Mungkin dua satuan"),
        _("Nilai terbagi dua kelompok yang berjarak sedikitnya seratus kali; {baris} baris di kelompok terkecil."),
        _("Periksa apakah sebagian baris memakai satuan lain (kg dan ton, rupiah dan juta rupiah)."),
    ),
    "percent-mixed": Kind(
        "note",
        _("Persen ditulis dua cara"),
        _("{baris} baris menulis persen sebagai pecahan (0,8), selebihnya sebagai persen (80)."),
        _("Pilih satu cara untuk seluruh kolom."),
    ),
    "number-formats-mixed": Kind(
        "note",
        _("Penulisan angka bercampur"),
        _("Angka di kolom ini ditulis dengan beberapa cara: {cara}."),
        _("Samakan: angka saja, tanpa Rp dan tanpa titik ribuan."),
    ),
    "number-as-text": Kind(
        "note",
        _("Angka tersimpan sebagai teks"),
        _("{baris} baris berisi angka yang tersimpan sebagai teks, jadi tidak ikut dijumlahkan."),
        _("Di Excel: pilih kolomnya, Data, Text to Columns, Finish."),
    ),
    "number-decimal-comma": Kind(
        "note",
        _("Koma desimal atau titik ribuan"),
        _("{baris} baris menulis angka dengan koma desimal atau titik ribuan; banyak program membacanya sebagai teks."),
        _("Simpan angka dengan titik desimal dan tanpa pemisah ribuan, atau sebutkan caranya di metadata."),
    ),
    "number-not": Kind(
        "note",
        _("Bukan angka di kolom angka"),
        _("{baris} baris di kolom angka ini bukan angka."),
        _("Betulkan, kosongkan, atau pindahkan keterangannya ke kolom lain."),
    ),
    "date-order-mixed": Kind(
        "note",
        _("Urutan hari dan bulan bercampur"),
        _("Sebagian tanggal berurutan hari-bulan dan sebagian bulan-hari; {baris} baris tidak dapat dipastikan."),
        _("Ambil lagi dari sumbernya, dengan bentuk tahun-bulan-hari (2025-03-31)."),
    ),
    "date-formats-mixed": Kind(
        "note",
        _("Bentuk tanggal bercampur"),
        _("Tanggal di kolom ini ditulis dengan beberapa cara: {cara}."),
        _("Samakan: tahun-bulan-hari (2025-03-31)."),
    ),
    "date-impossible": Kind(
        "note",
        _("Tanggal yang tidak ada"),
        _("{baris} baris memuat tanggal yang tidak ada di kalender."),
        _("Periksa di sumbernya; kosongkan bila tidak diketahui."),
    ),
    "date-future": Kind(
        "note",
        _("Tanggal di masa depan"),
        _("{baris} baris memuat tanggal sesudah hari pemeriksaan."),
        _("Periksa apakah ini rencana atau salah ketik."),
    ),
    "date-ambiguous": Kind(
        "note",
        _("Hari atau bulan?"),
        _("Tidak ada satu tanggal pun di kolom ini yang menunjukkan mana hari dan mana bulan."),
        _("Tulis ulang sebagai tahun-bulan-hari (2025-03-31)."),
    ),
    "date-two-digit-year": Kind(
        "note",
        _("Tahun dua angka"),
        _("{baris} baris menulis tahun dengan dua angka."),
        _("Tulis tahun dengan empat angka."),
    ),
    "date-serial": Kind(
        "note",
        _("Tanggal menjadi angka Excel"),
        _("{baris} baris memuat nomor hari Excel sebagai ganti tanggal."),
        _("Di Excel, beri kolom ini format tanggal, lalu simpan ulang."),
    ),
    "date-as-text": Kind(
        "note",
        _("Tanggal tersimpan sebagai teks"),
        _("{baris} baris memuat tanggal yang tersimpan sebagai teks."),
        _("Di Excel: pilih kolomnya, Data, Text to Columns, pilih Date."),
    ),
    "spelling-variants": Kind(
        "note",
        _("Satu hal, beberapa tulisan"),
        _("{baris} baris menulis hal yang sama dengan huruf besar, spasi, atau tanda yang berbeda."),
        _("Samakan penulisannya, agar tidak terhitung sebagai hal yang berbeda."),
    ),
    "spaces-around": Kind(
        "note",
        _("Spasi di tepi"),
        _("{baris} baris diawali atau diakhiri spasi."),
        _("Hapus spasi di tepi (di Excel: TRIM)."),
    ),
    "vehicle-plate": Kind(
        "note",
        _("Pelat nomor"),
        _("{jumlah} sel memuat pelat nomor kendaraan."),
        _("Pelat kendaraan dinas boleh tinggal; pelat kendaraan warga adalah data pribadi dan harus dihapus."),
    ),
    "quasi-suggested": Kind(
        "note",
        _("Kolom yang bersama-sama dapat mengenali orang"),
        _("Bila digabung, {kolom} dapat mengenali orang: k = {k}."),
        _("Periksa lagi dengan --quasi dan nama kolom-kolom itu, lalu buat lebih kasar sampai k sedikitnya 5."),
    ),
    "quasi-absent": Kind(
        "note",
        _("Kolom --quasi tidak ada di sini"),
        _("Tabel ini tidak mempunyai semua kolom --quasi, jadi k tidak dihitung."),
        _("Bila tabel ini tentang orang, periksa tersendiri dengan nama kolomnya."),
    ),
    "key-absent": Kind(
        "note",
        _("Kolom --key tidak ada di sini"),
        _("Tabel ini tidak mempunyai semua kolom --key, jadi kuncinya dicari sendiri."),
        _("Bila tabel ini harus terhubung dengan yang lain, tambahkan kolom kuncinya."),
    ),
    "link-skipped": Kind(
        "note",
        _("Tautan dilewati"),
        _("Ini sebuah tautan ke tempat lain; tidak diikuti."),
        _("Salin berkas aslinya ke dalam folder bila perlu diperiksa."),
    ),
    "not-a-table": Kind(
        "note",
        _("Bukan tabel"),
        _("{jumlah} berkas bukan CSV, XLSX, atau Parquet, jadi tidak diperiksa."),
        _("Bila ada tabel di dalamnya, simpan sebagai CSV atau XLSX."),
    ),
    "more": Kind(
        "note",
        _("Masih ada lagi"),
        _("{jumlah} temuan lagi di tempat ini tidak ditampilkan ({jenis})."),
        _("Betulkan yang ditampilkan, lalu periksa lagi."),
    ),
}
