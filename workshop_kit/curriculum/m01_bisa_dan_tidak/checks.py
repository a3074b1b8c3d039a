"""Checks of m01: what AI can and cannot do, and how far to trust it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import inf, isfinite
from typing import Any

import numpy as np
import pandas as pd

from workshop_kit.exercises import Module, Option, Right, Sentence, Statement, Wrong
from workshop_kit.language import _

module = Module("m01", edition=1)

# --- Twelve answers, five of them wrong -------------------------------------------------------------------------------
# The true ones rest on a listed source or on arithmetic that stands in the statement itself.

module.calibrate(
    "dua-belas-jawaban",
    title=_("Dua belas jawaban AI"),
    question=_(
        "Untuk tiap jawaban AI, berapa persen Anda yakin bahwa jawaban itu **benar**? 0 berarti pasti keliru, 50 berarti "
        "sama saja dengan melempar koin, 100 berarti pasti benar. Jangan mencari di internet dan jangan bertanya kepada "
        "rekan: yang diukur adalah keyakinan Anda saat membaca."
    ),
    statements=[
        Statement(
            _(
                "**Meja pengaduan.** Berapa lama tenggat SP4N-LAPOR!?\n\n"
                "*Jawaban AI (simulasi):* Laporan diteruskan ke instansi yang berwenang dalam 3 hari kerja, instansi "
                "menjawab dalam 5 hari kerja, dan laporan ditutup bila 10 hari tidak ditanggapi lagi oleh pelapor."
            ),
            true=True,
            why=_("Ketiga tenggat itu sesuai dengan alur SP4N-LAPOR! dalam daftar sumber di akhir modul."),
        ),
        Statement(
            _(
                "**Meja perencanaan.** Berapa persen berkas selesai di ketiga loket ini (angka fiktif)?\n\n"
                "| Loket | Berkas masuk | Selesai |\n|---|---|---|\n| A | 120 | 90 |\n| B | 80 | 64 |\n| C | 50 | 41 |\n\n"
                "*Jawaban AI (simulasi):* Loket A menyelesaikan 75%, B 80%, C 82%. Secara keseluruhan berkas yang selesai "
                "adalah 79%."
            ),
            true=False,
            why=_(
                "Persentase tiap loket betul, tetapi 79% adalah rata-rata dari tiga persentase. Yang ditanyakan: "
                "(90 + 64 + 41) dari (120 + 80 + 50), yaitu 195 dari 250 atau 78%. Loket A yang paling ramai harus berbobot "
                "paling besar."
            ),
        ),
        Statement(
            _(
                "**Meja layanan air bersih.** Apa maksud pesan warga ini: *“Banyu di wadah ulun kada jalan, lawas sudah”*?"
                "\n\n*Jawaban AI (simulasi):* Pesan berbahasa Banjar: air di tempat saya tidak mengalir, sudah lama."
            ),
            true=True,
            why=_(
                "*Banyu* air, *wadah* tempat, *ulun* saya, *kada* tidak, *lawas* lama. Penutur Banjar di ruangan ini bisa memastikannya."
            ),
        ),
        Statement(
            _(
                "**Meja hukum.** Adakah peraturan yang mewajibkan OPD membalas aduan dengan AI?\n\n"
                "*Jawaban AI (simulasi):* Ada, yaitu Peraturan Presiden Nomor 412 Tahun 2025 tentang Penyelenggaraan Kecerdasan "
                "Artifisial Pemerintah Daerah, Pasal 12 ayat (3): setiap perangkat daerah wajib menyediakan jawaban otomatis "
                "paling lambat 1 Januari 2027."
            ),
            true=False,
            why=_(
                "Nomor, judul, pasal, dan tanggalnya dikarang untuk pelajaran ini. Dua Perpres tentang AI memang masuk program "
                "penyusunan 2026 (Keppres 38/2025), tetapi sampai 24 November 2026 kami tidak menemukan satu pun yang sudah "
                "bernomor."
            ),
        ),
        Statement(
            _(
                "**Meja laporan.** Pada 2022 ada 92 laporan SP4N-LAPOR! untuk Samarinda: 49 selesai, 33 diproses, 10 belum "
                "disentuh. Berapa persen yang selesai?\n\n"
                "*Jawaban AI (simulasi):* 49 dari 92 laporan selesai, yaitu sekitar 53%."
            ),
            true=True,
            why=_(
                "49 dibagi 92 adalah 0,533, dan 49 + 33 + 10 memang 92. Jawaban ini bisa diperiksa dengan kalkulator."
            ),
        ),
        Statement(
            _(
                "**Meja kecamatan.** Di mana letak Kelurahan Tani Aman?\n\n"
                "*Jawaban AI (simulasi):* Kelurahan Tani Aman berada di Kecamatan Sambutan, berbatasan langsung dengan Kelurahan "
                "Budaya Pampang di sisi utara."
            ),
            true=False,
            why=_(
                "Menurut daftar kode wilayah, Tani Aman termasuk Kecamatan Loa Janan Ilir dan Budaya Pampang termasuk Kecamatan "
                "Samarinda Utara. Untuk soal tempat, orang yang lahir di sini adalah pemeriksa yang lebih baik daripada mesin."
            ),
        ),
        Statement(
            _(
                "**Meja kepegawaian.** Berkas pegawai bocor. Berapa lama waktu untuk memberi tahu?\n\n"
                "*Jawaban AI (simulasi):* Menurut UU Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi, pemberitahuan tertulis "
                "disampaikan paling lambat 3 × 24 jam."
            ),
            true=True,
            why=_("UU Pelindungan Data Pribadi memberi waktu paling lambat 3 × 24 jam."),
        ),
        Statement(
            _(
                "**Meja perencanaan.** Dari tabel loket tadi (kolomnya: loket, berkas masuk, selesai), berapa rata-rata lama "
                "menunggu?\n\n"
                "*Jawaban AI (simulasi):* Tidak dapat dihitung. Tabel itu tidak memuat waktu. Mohon lampirkan jam masuk dan jam "
                "selesai tiap berkas."
            ),
            true=True,
            why=_("Mengaku tidak tahu adalah jawaban yang tepat bila datanya memang tidak ada."),
        ),
        Statement(
            _(
                "**Meja data.** Berapa jumlah penduduk Samarinda pada 2024?\n\n"
                "*Jawaban AI (simulasi):* Jumlah penduduk Kota Samarinda pada tahun 2024 adalah 849.717 jiwa."
            ),
            true=False,
            why=_(
                "Sudah usang: 849.717 jiwa adalah angka 2022. Angka 2024 adalah 881.225 jiwa. Angka lama yang disebut dengan yakin "
                "paling sulit dikenali, sebab angkanya memang pernah benar."
            ),
        ),
        Statement(
            _(
                "**Meja Satu Data.** Apa empat prinsip Satu Data Indonesia?\n\n"
                "*Jawaban AI (simulasi):* Standar data, metadata, interoperabilitas, serta kode referensi dan data induk (Perpres "
                "Nomor 39 Tahun 2019)."
            ),
            true=True,
            why=_("Itulah keempat prinsip dalam Perpres 39/2019."),
        ),
        Statement(
            _(
                "**Meja sekretariat.** Ringkas notulen ini (fiktif): *“Peserta menilai drainase Gang Melati perlu diperbaiki. "
                "Anggaran Rp240 juta diusulkan untuk perubahan APBD dan menunggu hasil pengukuran. Rapat lanjutan dijadwalkan setelah "
                "pengukuran selesai.”*\n\n"
                "*Jawaban AI (simulasi):* Rapat menyetujui anggaran Rp240 juta untuk perbaikan drainase Gang Melati; pekerjaan dimulai "
                "setelah pengukuran selesai."
            ),
            true=False,
            why=_(
                "Notulen berkata anggaran baru *diusulkan* dan yang menyusul adalah *rapat lanjutan*. Ringkasan itu lancar, "
                "memakai angka yang betul, tetapi mengubah usulan menjadi keputusan."
            ),
        ),
        Statement(
            _(
                "**Meja anggaran.** Seberapa besar perubahan APBD Samarinda 2026?\n\n"
                "*Jawaban AI (simulasi):* Dari rencana Rp5,385 triliun menjadi Rp3,18 triliun, artinya berkurang sekitar 41% dari "
                "rencana semula."
            ),
            true=True,
            why=_(
                "(5,385 − 3,18) dibagi 5,385 adalah 0,409; kedua angka rupiah berasal dari rapat paripurna November 2025. Angka yang "
                "mengejutkan belum tentu keliru."
            ),
        ),
    ],
    reference=[85, 75, 90, 70, 95, 5, 75, 90, 60, 80, 65, 45],
)

# --- Confidence as a number -------------------------------------------------------------------------------------------

denda = module.number(
    "denda",
    title=_("Denda untuk satu jawaban"),
    question=_(
        "Ibu Rina (tokoh fiktif) menulis yakin **90%** bahwa sebuah jawaban AI benar. Ternyata jawaban itu **keliru**. Berapa denda "
        "kuadratnya? Pakai rumus di atas: keyakinan ditulis sebagai pecahan, kenyataan 0 karena keliru."
    ),
    right=0.81,
    tolerance=0.002,
    traps=[
        (0.9, _("0,9 baru selisihnya. Denda Brier adalah selisih itu dikalikan dengan dirinya sendiri.")),
        (0.01, _("0,01 adalah denda bila jawaban AI benar. Kali ini jawabannya keliru, jadi kenyataannya 0, bukan 1.")),
        (8100, _("Ubah dahulu 90% menjadi pecahan 0,9, baru hitung selisih dan kuadratnya.")),
        (1.8, _("1,8 adalah 0,9 dikali 2. Kuadrat berarti 0,9 dikali 0,9.")),
    ],
    hints=[
        _("Ada dua langkah: hitung selisih dulu, baru kuadratkan."),
        _("Keyakinan 90% ditulis 0,9. Jawaban keliru berarti kenyataannya 0. Berapa selisihnya?"),
        _("Selisihnya 0,9 − 0 = 0,9. Sekarang kalikan 0,9 dengan 0,9."),
    ],
)

module.slider(
    "pantas",
    title=_("Keyakinan yang pantas"),
    question=_(
        "Sebuah OPD memeriksa **20 jawaban AI** tentang syarat izin, dipilih acak. **14 benar, 6 keliru** (angka fiktif). Datang jawaban "
        "ke-21 tentang hal sejenis, belum sempat diperiksa. Berapa persen keyakinan yang pantas bahwa jawaban itu benar?"
    ),
    low=0,
    high=100,
    step=5,
    unit=_("persen"),
    accept=(60, 80),
    too_low=_(
        "Terlalu curiga. Lebih dari separuh jawaban sejenis yang sudah diperiksa ternyata benar; pakai catatan itu sebagai pegangan."
    ),
    too_high=_(
        "Terlalu percaya. Dari 20 jawaban sejenis ada 6 yang keliru; kalimat yang rapi tidak mengurangi jumlah itu."
    ),
    hints=[
        _("Lupakan dulu bagus atau tidaknya kalimat AI. Lihat catatan pemeriksaannya."),
        _("Berapa bagian dari 20 jawaban itu yang benar?"),
        _("14 dari 20 sama dengan 7 dari 10. Geser ke sekitar angka itu."),
    ],
)

# --- Three kinds of program -------------------------------------------------------------------------------------------

module.single(
    "jenis-program",
    title=_("Mana yang model terlatih?"),
    question=_(
        "Sebuah loket memakai tiga program (contoh fiktif). **A** menolak berkas yang lebih besar dari 2 MB. **B** menandai foto yang "
        "buram, setelah diberi 5.000 foto yang dahulu diterima atau ditolak petugas. **C** menulis penjelasan penolakan dalam bahasa "
        "sehari-hari. Mana yang paling tepat?"
    ),
    options=[
        Option(
            _("A model terlatih, karena memutuskan sendiri tanpa petugas."),
            why=_(
                "Memutuskan tanpa petugas belum berarti belajar: batas 2 MB di program A ditulis oleh orang, jadi A adalah aturan."
            ),
        ),
        Option(
            _("B model terlatih, karena batas buram dipelajarinya dari contoh."),
            right=True,
            why=_(
                "Betul: tidak ada orang yang menulis batas buram. Program B menariknya dari 5.000 contoh keputusan petugas."
            ),
        ),
        Option(
            _("C program berbasis aturan, karena surat dinas ada bakunya."),
            why=_("Format surat memang baku, tetapi program C menyusun kalimat baru setiap kali: itu model generatif."),
        ),
        Option(
            _("Ketiganya model generatif, karena semuanya disebut AI."),
            why=_(
                "Sebutan AI di brosur tidak menentukan jenisnya. Tanyakan: aturannya ditulis orang, dipelajari dari contoh, atau menulis teks baru?"
            ),
        ),
    ],
    hints=[
        _("Cari program yang cara kerjanya tidak ditulis langkah demi langkah oleh orang."),
        _("Perhatikan kata “diberi 5.000 foto”. Apa gunanya foto sebanyak itu?"),
        _("Aturan: ditulis orang (A). Generatif: menulis teks baru (C). Yang tersisa belajar dari contoh."),
    ],
)

# Ten tasks of the city: the way that fits each, why it does, and for every other way why that one does not. A "why not"
# never names the way that fits, for that is what the next quiz asks.
ATURAN, MODEL, GENERATIF, ORANG = "aturan", "model", "generatif", "orang"


@dataclass(frozen=True)
class Tugas:
    """One task of the city, as all four sorting quizzes list it."""

    teks: str
    cara: str
    sebab: str
    bukan: Mapping[str, str]


TUGAS = [
    Tugas(
        _("Menolak NIK yang tidak terdiri atas 16 angka"),
        ATURAN,
        _("Tugas NIK cukup dengan aturan: enam belas angka atau bukan. Tidak ada yang perlu dipelajari dari contoh."),
        {
            ORANG: _(
                "Menolak NIK yang panjangnya salah tidak mencabut hak siapa pun: warga cukup membetulkan angkanya."
            ),
            MODEL: _("Tidak ada yang perlu dipelajari dari contoh: panjang NIK sudah pasti."),
            GENERATIF: _("NIK hanya diterima atau ditolak; tidak ada tulisan yang perlu disusun."),
        },
    ),
    Tugas(
        _("Memilah ribuan aduan bebas ke 30 topik, dengan arsip aduan yang sudah berlabel"),
        MODEL,
        _(
            "Tugas memilah aduan cocok untuk model terlatih: ada ribuan contoh berlabel, sedangkan kata warga terlalu beragam untuk ditulis aturannya."
        ),
        {
            ORANG: _(
                "Aduan yang salah dipilah tidak menghukum siapa pun: aduannya bisa dipindahkan pada hari yang sama."
            ),
            ATURAN: _(
                "Kata-kata warga dalam aduan bebas terlalu beragam untuk ditulis lengkap sebagai “jika ... maka ...”."
            ),
            GENERATIF: _("Hasil memilah aduan adalah nama topik, bukan tulisan baru."),
        },
    ),
    Tugas(
        _("Memutuskan keluarga mana yang dicoret dari daftar penerima bantuan"),
        ORANG,
        _(
            "Mencoret penerima bantuan menyangkut hak warga: orang yang memutuskan dan bertanggung jawab, mesin paling jauh menyiapkan bahannya."
        ),
        {
            ATURAN: _(
                "Keadaan sebuah keluarga tidak bisa ditulis lengkap dalam satu rumus; selalu ada yang tidak terpikirkan oleh penulisnya."
            ),
            MODEL: _(
                "Arsip pencoretan yang lama bisa memuat kekeliruan yang ikut dipelajari, dan pola tidak bisa dimintai penjelasan."
            ),
            GENERATIF: _(
                "Mencoret nama dari daftar bukan menyusun tulisan, dan kalimat yang lancar bukan alasan untuk mencabut bantuan."
            ),
        },
    ),
    Tugas(
        _("Menyusun konsep balasan surat warga dari butir fakta yang Anda berikan"),
        GENERATIF,
        _(
            "Konsep balasan adalah tulisan baru dari fakta yang sudah ada dan masih diperiksa sebelum dikirim: cocok untuk model generatif."
        ),
        {
            ORANG: _("Konsep balasan belum memutuskan apa pun: hak warga tidak berubah selama suratnya belum diparaf."),
            ATURAN: _("Isi surat warga berbeda-beda, jadi balasannya tidak bisa ditulis lengkap lebih dulu."),
            MODEL: _("Balasan untuk warga bukan satu label dan bukan satu angka."),
        },
    ),
    Tugas(
        _("Menghitung persentase serapan dari pagu dan realisasi"),
        ATURAN,
        _(
            "Persentase serapan adalah rumus tetap. Aturan menghitungnya tepat setiap kali; model yang menebak justru menambah risiko."
        ),
        {
            ORANG: _(
                "Persentase serapan tidak menghukum dan tidak membahayakan siapa pun; bila keliru, angkanya diperbaiki."
            ),
            MODEL: _(
                "Persentase serapan memang satu angka, tetapi tidak perlu ditebak dari contoh: pagu dan realisasinya sudah diketahui."
            ),
            GENERATIF: _("Hasilnya satu angka yang harus persis, bukan tulisan."),
        },
    ),
    Tugas(
        _("Memperkirakan jumlah pengunjung Mal Pelayanan Publik besok dari catatan dua tahun"),
        MODEL,
        _(
            "Perkiraan pengunjung adalah satu angka yang ditarik dari catatan panjang: pekerjaan model terlatih, dan hasilnya bisa dicocokkan besok."
        ),
        {
            ORANG: _(
                "Perkiraan pengunjung yang meleset paling-paling memanjangkan antrean; tidak ada hak yang dicabut."
            ),
            ATURAN: _("Tidak ada rumus pasti untuk ramai atau sepinya hari esok."),
            GENERATIF: _("Hasilnya satu angka perkiraan, bukan tulisan."),
        },
    ),
    Tugas(
        _("Mengingatkan OPD yang laporannya belum masuk pada tanggal 5"),
        ATURAN,
        _("Pengingat tanggal 5 cukup dengan aturan: laporan ada atau tidak ada pada tanggal itu."),
        {
            ORANG: _("Pengingat bukan hukuman: OPD yang diingatkan tidak kehilangan apa-apa."),
            MODEL: _(
                "Tidak ada yang perlu dipelajari dari contoh: sudah masuk atau belumnya laporan dapat dilihat langsung."
            ),
            GENERATIF: _("Kalimat pengingat boleh sama setiap bulan, jadi tidak ada tulisan baru yang perlu disusun."),
        },
    ),
    Tugas(
        _("Menetapkan hukuman disiplin bagi seorang pegawai"),
        ORANG,
        _(
            "Hukuman disiplin menyangkut nasib seseorang yang berhak mendengar alasannya dari pejabat: orang yang memutuskan."
        ),
        {
            ATURAN: _(
                "Peraturan disiplin memang tertulis, tetapi berat ringannya sebuah kesalahan tidak bisa dituangkan ke dalam satu rumus."
            ),
            MODEL: _(
                "Setiap perkara disiplin punya alasan sendiri; hukuman orang lain bukan contoh yang boleh langsung ditiru."
            ),
            GENERATIF: _("Menetapkan hukuman bukan menyusun tulisan; kalimat yang rapi tidak membuat putusannya adil."),
        },
    ),
    Tugas(
        _("Menulis ulang pengumuman pajak dalam bahasa sehari-hari, diperiksa petugas sebelum terbit"),
        GENERATIF,
        _(
            "Menulis ulang pengumuman menghasilkan kalimat baru yang diperiksa petugas sebelum terbit: cocok untuk model generatif."
        ),
        {
            ORANG: _(
                "Menulis ulang pengumuman tidak mengubah hak dan kewajiban warga; isinya sudah diputuskan sebelumnya."
            ),
            ATURAN: _("Tidak ada rumus yang mengubah kalimat resmi menjadi bahasa sehari-hari."),
            MODEL: _("Pengumuman pajak bukan satu label dan bukan satu angka."),
        },
    ),
    Tugas(
        _("Memerintahkan evakuasi saat laporan lapangan saling bertentangan"),
        ORANG,
        _(
            "Perintah evakuasi menyangkut nyawa, dan laporannya bertentangan: orang yang memutuskan, alat ukur dan model hanya memberi masukan."
        ),
        {
            ATURAN: _(
                "Laporan yang saling bertentangan tidak tercakup oleh “jika ... maka ...” yang ditulis jauh hari."
            ),
            MODEL: _(
                "Keadaan segenting itu jarang terjadi dan tidak pernah sama, jadi tidak ada banyak contoh untuk dipelajari."
            ),
            GENERATIF: _(
                "Yang ditunggu adalah perintah, bukan tulisan; kalimat yang lancar justru bisa menutupi laporan yang bertentangan."
            ),
        },
    ),
]


def _pilahan(cara: str) -> list[Option]:
    """The ten tasks as options, those that fit one way being right."""
    return [
        Option(tugas.teks, right=True, why=tugas.sebab, missed=tugas.sebab)
        if tugas.cara == cara
        else Option(tugas.teks, why=tugas.bukan[cara])
        for tugas in TUGAS
    ]


module.multiple(
    "pilah-orang",
    title=_("Pilah tugas: orang yang memutuskan"),
    question=_(
        "Mulai dari yang paling berat. **Tugas mana yang keputusannya harus tetap di tangan orang**, sekalipun mesin boleh menyiapkan bahan?"
    ),
    options=_pilahan(ORANG),
    hints=[
        _("Cari tugas yang hasilnya bisa mencabut hak, menghukum, atau membahayakan orang."),
        _("Ada tiga. Bayangkan keputusannya keliru: kepada siapa orang yang dirugikan akan meminta penjelasan?"),
        _("Bantuan, disiplin, dan keselamatan: satu tugas untuk masing-masing."),
    ],
)

module.multiple(
    "pilah-aturan",
    title=_("Pilah tugas: cukup dengan aturan"),
    question=_(
        "**Tugas mana yang cukup, dan paling aman, dikerjakan dengan aturan** yang ditulis lengkap, tanpa AI yang belajar?"
    ),
    options=_pilahan(ATURAN),
    hints=[
        _("Cari tugas yang caranya bisa Anda tulis lengkap dalam satu kalimat “jika ... maka ...” atau satu rumus."),
        _("Ada tiga. Hasilnya sama siapa pun yang mengerjakan: panjang angka, rumus, tanggal."),
        _("NIK, serapan, dan tanggal 5."),
    ],
)

module.multiple(
    "pilah-model",
    title=_("Pilah tugas: model terlatih"),
    question=_(
        "**Tugas mana yang cocok untuk model terlatih**, yaitu belajar dari banyak contoh lalu memberi satu label atau satu angka?"
    ),
    options=_pilahan(MODEL),
    hints=[
        _("Cari tugas yang menyebut arsip atau catatan panjang."),
        _("Ada dua. Hasilnya bukan tulisan, melainkan satu label atau satu angka."),
        _("Satu tentang topik aduan, satu tentang jumlah pengunjung."),
    ],
)

module.multiple(
    "pilah-generatif",
    title=_("Pilah tugas: model generatif"),
    question=_(
        "**Tugas mana yang cocok untuk model generatif**, yaitu menyusun tulisan baru yang masih diperiksa orang?"
    ),
    options=_pilahan(GENERATIF),
    hints=[
        _("Cari tugas yang hasilnya berupa kalimat, bukan label, angka, atau keputusan."),
        _("Ada dua. Keduanya diperiksa sebelum sampai ke warga."),
        _("Satu tentang balasan surat, satu tentang pengumuman pajak."),
    ],
)

tandai = module.sentences(
    "tandai",
    title=_("Tandai sebelum paraf"),
    question=_(
        "Aduan yang masuk (fiktif): *“Aduan A-17. Lampu jalan di Gang Damai padam sejak Minggu malam. Mohon diperbaiki. — Pak Jumadi”*\n\n"
        "Di bawah ini konsep balasan dari AI (simulasi; isinya dikarang). **Tandai semua kalimat yang memuat keterangan yang tidak ada dalam "
        "aduan itu**, sehingga wajib dicari buktinya atau dicoret sebelum Bapak/Ibu memaraf."
    ),
    text=[
        Sentence(
            _("Terima kasih atas Aduan A-17 mengenai lampu jalan di Gang Damai."),
            why=_(
                "Nomor aduan dan tempat di kalimat pertama ada dalam aduan: cukup dicocokkan, tidak perlu dicari buktinya."
            ),
        ),
        Sentence(
            _("Sesuai Peraturan Wali Kota Nomor 914 Tahun 2024, lampu padam wajib diperbaiki dalam 24 jam."),
            right=True,
            missed=_(
                "Masih ada yang terlewat: nomor peraturan. Aduan tidak menyebut peraturan apa pun, jadi nomor dan batas 24 jam itu wajib dicari sumbernya."
            ),
        ),
        Sentence(
            _("Kami memahami bahwa lampu itu padam sejak Minggu malam."),
            why=_("“Sejak Minggu malam” memang ditulis Pak Jumadi dalam aduannya."),
        ),
        Sentence(
            _("Sepanjang tahun ini 1.847 titik lampu telah kami perbaiki dengan kepuasan warga 96 persen."),
            right=True,
            missed=_(
                "Masih ada yang terlewat: angka. 1.847 titik dan 96 persen tidak ada dalam aduan, dan angka yang terlalu rapi perlu dicurigai."
            ),
        ),
        Sentence(
            _("Petugas akan datang hari Kamis pukul 09.00."),
            right=True,
            missed=_(
                "Masih ada yang terlewat: janji. Tidak ada yang menjadwalkan hari Kamis; bila terkirim, instansi Anda yang berutang janji."
            ),
        ),
        Sentence(
            _("Mohon maaf atas ketidaknyamanan ini."),
            why=_("Permohonan maaf adalah kesantunan, bukan keterangan yang perlu dibuktikan."),
        ),
    ],
    hints=[
        _("Baca aduannya sekali lagi, lalu tanya untuk tiap kalimat: ini datang dari mana?"),
        _("Cari tiga hal yang gemar ditambahkan AI: peraturan, angka, dan janji."),
        _("Tiga kalimat: yang menyebut Peraturan Wali Kota, yang menyebut 1.847, dan yang menyebut hari Kamis."),
    ],
)

module.calibrate(
    "main-lagi",
    title=_("Babak kedua"),
    question=_(
        "Empat jawaban baru. Pakai yang baru saja Bapak/Ibu pelajari: bagian mana yang bisa dihitung, dan bagian mana yang Anda tahu sendiri?"
    ),
    statements=[
        Statement(
            _("**Kota kita.** *Jawaban AI (simulasi):* Kota Samarinda terbagi atas 10 kecamatan dan 59 kelurahan."),
            true=True,
            why=_("Jumlah itu cocok dengan daftar kode wilayah."),
        ),
        Statement(
            _(
                "**Aduan.** *Jawaban AI (simulasi):* Aduan naik dari 96 tahun lalu menjadi 120 tahun ini (angka fiktif), artinya naik 20%."
            ),
            true=False,
            why=_("Kenaikannya 24 dari 96, yaitu 25%. AI membaginya dengan 120."),
        ),
        Statement(
            _(
                "**SPBE.** *Jawaban AI (simulasi):* Sistem Pemerintahan Berbasis Elektronik diatur dalam Perpres Nomor 95 Tahun 2018."
            ),
            true=True,
            why=_("Perpres 95/2018 mengatur SPBE."),
        ),
        Statement(
            _(
                "**Etika AI.** *Jawaban AI (simulasi):* Surat Edaran Menkominfo Nomor 9 Tahun 2023 mengikat secara hukum dan memuat sanksi pidana."
            ),
            true=False,
            why=_("Surat edaran itu pedoman etika dan tidak mengikat secara hukum."),
        ),
    ],
    reference=[90, 30, 80, 35],
)

# --- Rules and examples in code ---------------------------------------------------------------------------------------

module.predict(
    "tebak-aturan",
    title=_("Tebak jawaban aturan"),
    question=_(
        "Baca fungsi `pilah` di atas tanpa menjalankan apa pun lagi. Apa jawabannya untuk aduan *“Lampu merah di Kelurahan Air Putih mati”*?"
    ),
    options=[Option("`kebersihan`"), Option("`lampu jalan`"), Option("`lalu lintas`"), Option("`lainnya`")],
    reveal=_(
        "Jawabannya `lampu jalan`. Aturan hanya mencari kata *lampu*; ia tidak tahu bahwa lampu merah mengatur lalu lintas. Jalankan sel "
        "berikut untuk melihatnya."
    ),
    reference=1,
)


def _panggil(fungsi: Callable[..., Any], nama: str, *masukan: Any) -> Any:
    """Call the learner's function; whatever happens inside becomes one sentence."""
    try:
        return fungsi(*masukan)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # SystemExit too: a learner's exit() must not stop the check
        raise Wrong(
            _(
                "Fungsi `{nama}` berhenti dengan kesalahan {jenis}. Periksa nama dan tanda baca di dalamnya, lalu jalankan sel itu lagi."
            ),
            nama=nama,
            jenis=type(error).__name__,
        ) from error


def _pasti_fungsi(fungsi: Any, nama: str) -> None:
    if not callable(fungsi):
        raise Wrong(
            _("`{nama}` harus berupa fungsi, diawali `def {nama}(...)`, bukan {jenis}."),
            nama=nama,
            jenis=type(fungsi).__name__,
        )


def _satu_bilangan(nilai: Any, nama: str) -> float:
    """What the learner's function gave back as one finite number; anything else becomes one sentence."""
    try:
        if isinstance(nilai, bool | np.bool_ | str | bytes):
            raise TypeError
        larik = np.asarray(nilai, dtype=float)
        angka = float(larik.reshape(-1)[0]) if larik.size == 1 else None
    except OverflowError:
        angka = inf
    except Exception:  # tables, ragged lists, objects of any kind: numpy has many ways to refuse
        angka = None
    if angka is None:
        raise Wrong(
            _("`{nama}` harus mengembalikan satu bilangan, bukan {jenis}."), nama=nama, jenis=type(nilai).__name__
        )
    if not isfinite(angka):
        raise Wrong(
            _("`{nama}` memberi bilangan yang tak hingga atau tak terhitung. Periksa pembagi dan pangkatnya."),
            nama=nama,
        )
    return angka


@module.code(
    "aturan-kata",
    title=_("Memperbaiki aturan kata kunci"),
    answers=["pilah_baru"],
    hints=[
        _("Baca aturan Anda dari atas ke bawah seperti komputer: begitu satu `if` cocok, `return` mengakhiri fungsi."),
        _("Kalimat yang memuat “lampu merah” juga memuat “lampu”. Mana yang harus diperiksa lebih dulu?"),
        _(
            'Urutannya: `if "sampah" in kalimat or "rigat" in kalimat` menjadi kebersihan, lalu `"lampu merah"` menjadi lalu lintas, '
            'baru `"lampu"` menjadi lampu jalan.'
        ),
    ],
)
def aturan_kata(pilah_baru: Any) -> Right:
    _pasti_fungsi(pilah_baru, "pilah_baru")

    def hasil(aduan: str) -> str | None:
        jawaban = _panggil(pilah_baru, "pilah_baru", aduan)
        if jawaban is None:
            return None
        if not isinstance(jawaban, str):
            raise Wrong(
                _("`pilah_baru` harus mengembalikan nama topik berupa teks, misalnya `kebersihan`, bukan {jenis}."),
                jenis=type(jawaban).__name__,
            )
        return str.__str__(jawaban)

    if all(hasil(aduan) is None for aduan in ("lampu taman padam", "sampah menumpuk", "jalan berlubang")):
        raise Wrong(
            _(
                "`pilah_baru` tidak mengembalikan apa-apa. Pakai `return`, bukan `print`, agar jawabannya bisa dipakai program lain."
            )
        )
    if hasil("jalan berlubang di depan sekolah") == "kebersihan" and hasil("lampu taman padam") == "kebersihan":
        raise Wrong(
            _(
                "Semua aduan masuk kebersihan. Tulis pertanyaannya lengkap di kedua sisi `or`: "
                '`if "sampah" in kalimat or "rigat" in kalimat`.'
            )
        )
    if hasil("lampu merah simpang empat mati") == "lampu jalan":
        raise Wrong(
            _(
                "“Lampu merah” masih masuk lampu jalan. Perhatikan urutan: aturan yang lebih khusus harus diperiksa lebih dulu."
            )
        )
    if (
        hasil("Tumpukan SAMPAH di tepi sungai") != "kebersihan"
        and hasil("tumpukan sampah di tepi sungai") == "kebersihan"
    ):
        raise Wrong(
            _(
                "Aduan yang ditulis dengan huruf besar lolos dari aturan Anda. Ubah dulu kalimatnya dengan `aduan.lower()`."
            )
        )
    for aduan, topik in (
        ("tumpukan sampah di tepi sungai", "kebersihan"),
        ("Parak pasar RIGAT banar", "kebersihan"),
        ("Lampu Merah dekat jembatan berkedip", "lalu lintas"),
        ("LAMPU taman padam", "lampu jalan"),
        ("lampu di gang kami redup", "lampu jalan"),
        ("jalan berlubang di depan sekolah", "lainnya"),
    ):
        if (jawaban := hasil(aduan)) != topik:
            raise Wrong(
                _("Untuk aduan “{aduan}”, aturan Anda menjawab `{jawaban}`, seharusnya `{topik}`."),
                aduan=aduan,
                jawaban=jawaban if jawaban is None else jawaban[:60],
                topik=topik,
            )
    return Right(
        _("Betul, termasuk untuk enam aduan yang belum Anda lihat. Aturan selalu taat, dan hanya tahu yang Anda tulis.")
    )


# The examples that the lesson trains its model with.
CONTOH = [
    ("tumpukan sampah di pasar belum diangkut", "kebersihan"),
    ("sampah menumpuk di depan gang", "kebersihan"),
    ("bak sampah penuh dan bau", "kebersihan"),
    ("lampu di gang kami mati", "lampu jalan"),
    ("lampu jalan padam tiga malam", "lampu jalan"),
    ("lampu depan masjid mati", "lampu jalan"),
    ("air tidak mengalir sejak pagi", "air bersih"),
    ("air keruh dan bau", "air bersih"),
    ("air kecil di lantai dua", "air bersih"),
]
ADUAN_UJI = "banyu kada jalan lawas sudah"


def _latih(contoh: list[tuple[str, str]]) -> dict[str, dict[str, int]]:
    """Count in how many examples of each topic each word stands; the lesson's own way."""
    hitungan: dict[str, dict[str, int]] = {}
    for kalimat, topik in contoh:
        for kata in set(kalimat.lower().split()):
            topiknya = hitungan.setdefault(kata, {})
            topiknya[topik] = topiknya.get(topik, 0) + 1
    return hitungan


def _tebak(hitungan: dict[str, dict[str, int]], kalimat: str) -> str:
    """The topic with most votes; each known word shares one vote among its topics."""
    suara: dict[str, float] = {}
    for kata in kalimat.lower().split():
        topiknya = hitungan.get(kata, {})
        for topik, kali in topiknya.items():
            suara[topik] = suara.get(topik, 0) + kali / sum(topiknya.values())
    return max(suara, key=lambda topik: suara[topik]) if suara else "belum tahu"


@module.code(
    "contoh-tambahan",
    title=_("Mengajari model dengan contoh"),
    answers=["contoh_tambahan"],
    hints=[
        _("Model tidak membaca kamus. Ia hanya belajar dari kalimat yang berlabel."),
        _("Tulis aduan air dalam bahasa Banjar: pakai kata *banyu*, dan tentukan labelnya persis `air bersih`."),
        _(
            'Misalnya satu contoh berbunyi `("banyu rigat banar", "air bersih")`. Tulis paling sedikit satu lagi yang memuat *banyu* dan *kada*.'
        ),
    ],
)
def contoh_tambahan(contoh_tambahan: Any) -> Right:
    bentuk = _('`contoh_tambahan` harus berupa daftar berisi pasangan, misalnya `[("kalimat aduan", "topik"), ...]`.')
    if not isinstance(contoh_tambahan, list):
        raise Wrong(bentuk)
    if len(contoh_tambahan) < 2:
        raise Wrong(_("Beri paling sedikit dua contoh; satu kalimat terlalu sedikit untuk belajar."))
    if len(contoh_tambahan) > 6:
        raise Wrong(_("Batasi sampai enam contoh, supaya terlihat betapa sedikit yang dibutuhkan."))
    for pasangan in contoh_tambahan:
        if (
            not isinstance(pasangan, tuple | list)
            or len(pasangan) != 2
            or not all(isinstance(isi, str) for isi in pasangan)
        ):
            raise Wrong(bentuk)
    contoh = [(str(kalimat), str(topik)) for kalimat, topik in contoh_tambahan]
    topik_sah = {topik for _kalimat, topik in CONTOH}
    if asing := [topik for _kalimat, topik in contoh if topik not in topik_sah]:
        raise Wrong(
            _(
                "Label “{topik}” belum dikenal model, jadi ia dianggap topik baru. Pakai persis salah satu label yang ada, misalnya `air bersih`."
            ),
            topik=asing[0],
        )
    if any(" ".join(kalimat.lower().split()) == ADUAN_UJI for kalimat, _topik in contoh):
        raise Wrong(
            _(
                "Aduan yang hendak diuji jangan disalin menjadi contoh: itu menghafal, bukan belajar. Tulis kalimat lain."
            )
        )
    if not any("banyu" in kalimat.lower().split() for kalimat, _topik in contoh):
        raise Wrong(_("Contoh tambahan Anda belum memuat kata *banyu*, jadi model tetap tidak mengenalnya."))
    hitungan = _latih([*CONTOH, *contoh])
    for aduan, topik in (
        (ADUAN_UJI, "air bersih"),
        ("banyu di rumah kami bau", "air bersih"),
        ("lampu jalan padam lagi", "lampu jalan"),
        ("bak penuh belum diangkut", "kebersihan"),
    ):
        if (jawaban := _tebak(hitungan, aduan)) != topik:
            raise Wrong(
                _(
                    "Setelah belajar dari contoh Anda, model menebak “{aduan}” sebagai `{jawaban}`, seharusnya `{topik}`. Periksa label dan kata-katanya."
                ),
                aduan=aduan,
                jawaban=jawaban,
                topik=topik,
            )
    return Right(_("Betul: {n} contoh cukup untuk mengubah tebakan model, tanpa satu pun aturan baru."), n=len(contoh))


@module.code(
    "skor-brier",
    title=_("Menghitung skor Brier"),
    answers=["brier"],
    hints=[
        _("Kerjakan untuk semua jawaban sekaligus langkah yang tadi dikerjakan untuk satu jawaban."),
        _("Tiga langkah: keyakinan dijadikan pecahan, selisihnya dikuadratkan, lalu diambil rata-ratanya."),
        _(
            "Isian pertama mengubah persen menjadi pecahan (bagi 100), isian kedua adalah pangkatnya (2), isian ketiga `mean`."
        ),
    ],
)
def skor_brier(brier: Any) -> Right:
    _pasti_fungsi(brier, "brier")
    soal = [
        (np.array([80.0, 20.0, 50.0, 100.0, 65.0]), np.array([1, 0, 1, 0, 1])),
        (np.array([95.0, 40.0, 10.0]), np.array([0, 1, 0])),
    ]
    hasil = [_panggil(brier, "brier", keyakinan.copy(), benar.copy()) for keyakinan, benar in soal]
    if all(nilai is None for nilai in hasil):
        raise Wrong(_("Fungsi `brier` tidak mengembalikan apa-apa. Awali baris terakhirnya dengan `return`."))
    if all(
        isinstance(nilai, np.ndarray) and nilai.shape == benar.shape
        for nilai, (_keyakinan, benar) in zip(hasil, soal, strict=True)
    ):
        raise Wrong(
            _("`brier` mengembalikan satu denda untuk tiap jawaban. Ambil rata-ratanya supaya menjadi satu skor.")
        )
    angka = [_satu_bilangan(nilai, "brier") for nilai in hasil]
    pecahan = [(keyakinan / 100, benar) for keyakinan, benar in soal]

    def sama(rumus: Callable[[Any, Any], Any]) -> bool:
        return bool(np.allclose(angka, [rumus(p, benar) for p, benar in pecahan], atol=1e-6))

    if sama(lambda p, benar: np.mean((p - benar) ** 2)):
        return Right(
            _("Betul, juga untuk data yang belum Anda lihat. Makin kecil skor Brier makin baik; 0 berarti sempurna.")
        )
    if sama(lambda p, benar: np.mean(np.abs(p - benar))):
        raise Wrong(
            _(
                "Anda mengambil rata-rata selisihnya. Denda Brier dikuadratkan dulu, dengan `** 2`, supaya keyakinan besar yang meleset terasa."
            )
        )
    if sama(lambda p, benar: np.mean(p - benar)):
        raise Wrong(
            _("Selisihnya belum dikuadratkan, sehingga selisih positif dan negatif saling menghapus. Pakai `** 2`.")
        )
    if sama(lambda p, benar: np.sum((p - benar) ** 2)):
        raise Wrong(
            _("Itu jumlah dendanya. Skor Brier adalah rata-rata, supaya 5 jawaban dan 12 jawaban bisa dibandingkan.")
        )
    if sama(lambda p, benar: np.mean((p * 100 - benar) ** 2)):
        raise Wrong(_("Keyakinan masih dalam persen, padahal kenyataan ditulis 0 atau 1. Ubah dulu: bagi dengan 100."))
    if abs(angka[0] - angka[1]) < 1e-12:
        raise Wrong(
            _(
                "`brier` memberi skor yang sama untuk dua data yang berbeda. Hitung dari `keyakinan` dan `benar` yang masuk ke fungsi."
            )
        )
    raise Wrong(
        _(
            "Skornya belum cocok: untuk keyakinan 80, 20, 50, 100, 65 dan kenyataan 1, 0, 1, 0, 1 seharusnya {skor:.4g}, fungsi Anda memberi {angka:.4g}."
        ),
        skor=float(np.mean((pecahan[0][0] - pecahan[0][1]) ** 2)),
        angka=angka[0],
    )


# --- Two kinds of error -----------------------------------------------------------------------------------------------

# Tables of checked complaints, what each was and what the model said: m for urgent, b for ordinary. The first is the
# lesson's. Each holds all four pairs, so that a cross table has all its cells.
TABEL_UJI = [
    ("bbmbbbbmbbbbbbmbbmbbbbbbmbbbbbmbbbbmbbmb", "bbmbmbbmbbbbmbbbbmbmbbbmmbbbbbbbmbbmbmbb"),
    ("mmmmmbbbm", "bbmbbmbbm"),
    ("bmbbmbbbmbbm", "mmmbbmmbmbmm"),
]


def _tabel_uji(asli: str, tebakan: str) -> pd.DataFrame:
    """A fresh table in the lesson's form, so that a learner's function cannot spoil it for the next."""
    nama = {"m": "mendesak", "b": "biasa"}
    return pd.DataFrame({"asli": [nama[huruf] for huruf in asli], "tebakan": [nama[huruf] for huruf in tebakan]})


def _dua_bilangan(hasil: Any) -> tuple[float, float]:
    """The two numbers that ``hitung_salah`` gave back; anything else becomes one sentence."""
    if isinstance(hasil, np.ndarray | pd.Series) and hasil.ndim == 1 and hasil.size == 2:
        hasil = hasil.tolist()
    if not isinstance(hasil, tuple | list) or len(hasil) != 2:
        raise Wrong(
            _("`hitung_salah` harus mengembalikan dua bilangan sekaligus. Akhiri dengan `return lolos, alarm_palsu`.")
        )
    for nama, nilai in zip(("lolos", "alarm_palsu"), hasil, strict=True):
        if isinstance(nilai, pd.Series | np.ndarray) and nilai.dtype == bool:
            raise Wrong(
                _("`{nama}` masih berupa deretan benar dan salah. Hitung jumlahnya dengan `.sum()`."), nama=nama
            )
    return _satu_bilangan(hasil[0], "hitung_salah"), _satu_bilangan(hasil[1], "hitung_salah")


@module.code(
    "dua-macam-salah",
    title=_("Menghitung dua macam salah"),
    answers=["hitung_salah"],
    hints=[
        _(
            "Contoh di atas menghitung yang `mendesak` dan juga ditebak `mendesak`. Anda memerlukan dua pasangan yang lain."
        ),
        _("`lolos`: aslinya mendesak, ditebak biasa. `alarm_palsu`: kebalikannya."),
        _(
            "Salin baris `tertangkap` dari sel di atas ke kedua isian, lalu ubah kata di kanan tanda `==`: untuk `lolos` bagian "
            '`tebakan` menjadi `"biasa"`; untuk `alarm_palsu` tukar keduanya.'
        ),
    ],
)
def dua_macam_salah(hitung_salah: Any) -> Right:
    _pasti_fungsi(hitung_salah, "hitung_salah")
    hasil = [_panggil(hitung_salah, "hitung_salah", _tabel_uji(*soal)) for soal in TABEL_UJI]
    if all(nilai is None for nilai in hasil):
        raise Wrong(_("Fungsi `hitung_salah` tidak mengembalikan apa-apa. Akhiri dengan `return lolos, alarm_palsu`."))
    angka = [_dua_bilangan(nilai) for nilai in hasil]
    pasangan = [[asli + tebak for asli, tebak in zip(*soal, strict=True)] for soal in TABEL_UJI]

    def sama(lolos: set[str], alarm_palsu: set[str]) -> bool:
        """Whether the function counted these pairs (actual, then predicted) in every table."""
        return angka == [
            (sum(satu in lolos for satu in baris), sum(satu in alarm_palsu for satu in baris)) for baris in pasangan
        ]

    if sama({"mb"}, {"bm"}):
        lolos, alarm_palsu = angka[0]
        return Right(
            _(
                "Betul, juga untuk tabel yang belum Anda lihat. Pada 40 aduan tadi ada {n:.0f} tebakan salah, dan macamnya tidak setara: "
                "{lolos:.0f} aduan mendesak terlewat, {alarm:.0f} hanya membuang waktu."
            ),
            n=lolos + alarm_palsu,
            lolos=lolos,
            alarm=alarm_palsu,
        )
    if len(set(angka)) == 1:
        raise Wrong(
            _(
                "`hitung_salah` memberi angka yang sama untuk tabel yang berbeda-beda. Hitung dari `tabel` yang masuk ke fungsi."
            )
        )
    if sama({"bm"}, {"mb"}):
        raise Wrong(_("Kedua angkanya tertukar. `lolos` adalah aduan yang aslinya mendesak tetapi ditebak biasa."))
    if sama({"mb", "bm"}, {"mb", "bm"}):
        raise Wrong(
            _("Itu jumlah semua tebakan yang salah. Pisahkan menurut macamnya: aslinya mendesak, atau aslinya biasa.")
        )
    if sama({"mm", "mb"}, {"mm", "bm"}) or sama({"mb", "bb"}, {"mm", "bm"}) or sama({"mm", "mb"}, {"bm", "bb"}):
        raise Wrong(
            _("Baru satu syarat yang dipakai. Gabungkan syarat untuk `asli` dan syarat untuk `tebakan` dengan `&`.")
        )
    if any(satu != sum(p == "mb" for p in baris) for (satu, _dua), baris in zip(angka, pasangan, strict=True)):
        raise Wrong(_("`lolos` belum tepat. Hitung baris yang `asli`-nya mendesak dan `tebakan`-nya biasa."))
    raise Wrong(_("`alarm_palsu` belum tepat. Hitung baris yang `asli`-nya biasa dan `tebakan`-nya mendesak."))


module.predict(
    "tebak-alarm",
    title=_("Tebak arti sebuah alarm"),
    question=_(
        "Sebuah model (fiktif) menangkap 90% aduan mendesak dan membunyikan alarm palsu pada 10% aduan biasa. Dari **1.000 aduan, hanya 30 "
        "yang mendesak**. Sebuah alarm berbunyi. Kira-kira berapa kemungkinan aduan itu sungguh mendesak?"
    ),
    options=[Option(_("Sekitar 90%")), Option(_("Sekitar 50%")), Option(_("Sekitar 20%")), Option(_("Sekitar 3%"))],
    confidence=True,
    reveal=_(
        "Yang paling dekat adalah **sekitar 20%**. Aduan biasa jauh lebih banyak, sehingga 10% darinya pun melebihi seluruh aduan mendesak. "
        "Angka tepatnya Anda hitung sendiri sekarang."
    ),
    reference=2,
)


@module.code(
    "angka-dasar",
    title=_("Jebakan angka dasar"),
    answers=["ketepatan_alarm"],
    hints=[
        _("Bayangkan semua alarm yang berbunyi dikumpulkan di satu meja. Berapa yang sungguh mendesak di antaranya?"),
        _("Pembaginya bukan seluruh aduan, melainkan seluruh alarm: yang tepat ditambah yang palsu."),
        _("`alarm_palsu` adalah `biasa * 0.1`, dan hasilnya `tertangkap / (tertangkap + alarm_palsu)`."),
    ],
)
def angka_dasar(ketepatan_alarm: Any) -> Right:
    _pasti_fungsi(ketepatan_alarm, "ketepatan_alarm")
    soal = [(30, 970), (200, 800), (5, 1995)]
    hasil = [_panggil(ketepatan_alarm, "ketepatan_alarm", *jumlah) for jumlah in soal]
    if all(nilai is None for nilai in hasil):
        raise Wrong(_("Fungsi `ketepatan_alarm` tidak mengembalikan apa-apa. Awali baris terakhirnya dengan `return`."))
    angka = [_satu_bilangan(nilai, "ketepatan_alarm") for nilai in hasil]

    def sama(rumus: Callable[[float, float], float]) -> bool:
        return bool(np.allclose(angka, [rumus(mendesak, biasa) for mendesak, biasa in soal], atol=1e-6))

    if sama(lambda m, b: 0.9 * m / (0.9 * m + 0.1 * b)):
        return Right(
            _(
                "Betul. Untuk 30 aduan mendesak di antara 1.000, hanya {persen:.0f} dari 100 alarm yang sungguh mendesak."
            ),
            persen=angka[0] * 100,
        )
    if sama(lambda m, b: 90 * m / (0.9 * m + 0.1 * b)):
        raise Wrong(_("Caranya sudah betul, tetapi kembalikan pecahan antara 0 dan 1: jangan dikalikan 100."))
    if sama(lambda m, b: 0.9 * m / (m + b)):
        raise Wrong(_("Anda membagi dengan semua aduan. Yang ditanyakan hanya aduan yang alarmnya berbunyi."))
    if sama(lambda m, b: 0.9):
        raise Wrong(
            _(
                "90% adalah bagian aduan mendesak yang tertangkap. Pertanyaannya terbalik: dari semua alarm, berapa yang mendesak?"
            )
        )
    if sama(lambda m, b: 0.1 * b / (0.9 * m + 0.1 * b)):
        raise Wrong(_("Itu bagian alarm yang palsu. Yang diminta bagian alarm yang tepat."))
    raise Wrong(
        _(
            "Hasilnya belum cocok: untuk 200 mendesak dan 800 biasa seharusnya {benar:.3g}, fungsi Anda memberi {angka:.3g}."
        ),
        benar=180 / 260,
        angka=angka[1],
    )


# --- contoh jawaban ---

denda.wrong("hanya selisih", 0.9, says="baru selisihnya")
tandai.wrong("semua kalimat", [0, 1, 2, 3, 4, 5], says="cukup dicocokkan")

aturan_kata.wrong(
    "lampu sebelum lampu merah",
    '''def pilah_baru(aduan):
    kalimat = aduan.lower()
    if "sampah" in kalimat or "rigat" in kalimat:
        return "kebersihan"
    if "lampu" in kalimat:
        return "lampu jalan"
    if "lampu merah" in kalimat:
        return "lalu lintas"
    return "lainnya"''',
    says="Perhatikan urutan",
)
aturan_kata.wrong(
    "or yang selalu benar",
    '''def pilah_baru(aduan):
    kalimat = aduan.lower()
    if "sampah" or "rigat" in kalimat:
        return "kebersihan"
    if "lampu merah" in kalimat:
        return "lalu lintas"
    if "lampu" in kalimat:
        return "lampu jalan"
    return "lainnya"''',
    says="kedua sisi `or`",
)
aturan_kata.wrong(
    "lupa lower",
    '''def pilah_baru(aduan):
    if "sampah" in aduan or "rigat" in aduan:
        return "kebersihan"
    if "lampu merah" in aduan:
        return "lalu lintas"
    if "lampu" in aduan:
        return "lampu jalan"
    return "lainnya"''',
    says="huruf besar",
)
aturan_kata.wrong(
    "print, bukan return",
    """def pilah_baru(aduan):
    kalimat = aduan.lower()
    if "sampah" in kalimat or "rigat" in kalimat:
        print("kebersihan")
    elif "lampu merah" in kalimat:
        print("lalu lintas")
    elif "lampu" in kalimat:
        print("lampu jalan")
    else:
        print("lainnya")""",
    says="bukan `print`",
)
aturan_kata.wrong("menyalin aturan lama", "pilah_baru = pilah", says="Perhatikan urutan")
aturan_kata.right(
    "daftar kata",
    '''def pilah_baru(aduan):
    aturan = [("sampah", "kebersihan"), ("rigat", "kebersihan"), ("lampu merah", "lalu lintas"), ("lampu", "lampu jalan")]
    for kata, topik in aturan:
        if kata in aduan.lower():
            return topik
    return "lainnya"''',
)

contoh_tambahan.wrong(
    "label sendiri",
    'contoh_tambahan = [("banyu kada mangalir", "air"), ("banyu rigat banar", "air")]',
    says="belum dikenal model",
)
contoh_tambahan.wrong(
    "bahasa Indonesia saja",
    'contoh_tambahan = [("air mati dua hari", "air bersih"), ("air tidak keluar", "air bersih")]',
    says="belum memuat kata *banyu*",
)
contoh_tambahan.wrong(
    "menyalin soal",
    'contoh_tambahan = [("banyu kada jalan lawas sudah", "air bersih"), ("banyu rigat", "air bersih")]',
    says="menghafal",
)
contoh_tambahan.wrong(
    "tanpa label", 'contoh_tambahan = ["banyu kada mangalir", "banyu rigat banar"]', says="berisi pasangan"
)
contoh_tambahan.wrong(
    "satu contoh saja", 'contoh_tambahan = [("banyu rigat banar", "air bersih")]', says="paling sedikit dua"
)
contoh_tambahan.wrong(
    "label keliru",
    'contoh_tambahan = [("banyu kada mangalir", "lampu jalan"), ("banyu rigat", "lampu jalan")]',
    says="Periksa label",
)
contoh_tambahan.right(
    "empat contoh, termasuk lampu",
    """contoh_tambahan = [
    ("banyu keruh banar", "air bersih"),
    ("kada ada banyu baisukan ini", "air bersih"),
    ("banyu halus di lantai dua", "air bersih"),
    ("lampu parak pasar kada hidup", "lampu jalan"),
]""",
)

skor_brier.wrong(
    "lupa kuadrat",
    "def brier(keyakinan, benar):\n    return abs(keyakinan / 100 - benar).mean()",
    says="dikuadratkan dulu",
)
skor_brier.wrong(
    "masih persen",
    "def brier(keyakinan, benar):\n    return ((keyakinan - benar) ** 2).mean()",
    says="masih dalam persen",
)
skor_brier.wrong(
    "jumlah", "def brier(keyakinan, benar):\n    return ((keyakinan / 100 - benar) ** 2).sum()", says="jumlah dendanya"
)
skor_brier.wrong(
    "belum rata-rata",
    "def brier(keyakinan, benar):\n    return (keyakinan / 100 - benar) ** 2",
    says="satu denda untuk tiap",
)
skor_brier.wrong(
    "selisih bertanda",
    "def brier(keyakinan, benar):\n    return (keyakinan / 100 - benar).mean()",
    says="saling menghapus",
)
skor_brier.wrong(
    "menyalin contoh", "def brier(keyakinan, benar):\n    return (80 / 100 - 1) ** 2", says="skor yang sama"
)
skor_brier.right(
    "np.mean", "def brier(keyakinan, benar):\n    return np.mean(np.square(np.asarray(keyakinan) / 100 - benar))"
)
skor_brier.right(
    "satu per satu",
    """def brier(keyakinan, benar):
    jumlah = 0
    for yakin, nyata in zip(keyakinan, benar):
        jumlah = jumlah + (yakin / 100 - nyata) ** 2
    return jumlah / len(keyakinan)""",
)

skor_brier.wrong(
    "tabel",
    'def brier(keyakinan, benar):\n    return pd.DataFrame({"denda": [0.1, 0.2]})',
    says="satu bilangan, bukan DataFrame",
)
skor_brier.wrong(
    "exit", "def brier(keyakinan, benar):\n    exit_code = 1\n    raise SystemExit(exit_code)", says="SystemExit"
)

dua_macam_salah.wrong(
    "tertukar",
    """def hitung_salah(tabel):
    lolos = ((tabel["asli"] == "biasa") & (tabel["tebakan"] == "mendesak")).sum()
    alarm_palsu = ((tabel["asli"] == "mendesak") & (tabel["tebakan"] == "biasa")).sum()
    return lolos, alarm_palsu""",
    says="tertukar",
)
dua_macam_salah.wrong(
    "semua yang salah",
    """def hitung_salah(tabel):
    lolos = (tabel["asli"] != tabel["tebakan"]).sum()
    alarm_palsu = (tabel["asli"] != tabel["tebakan"]).sum()
    return lolos, alarm_palsu""",
    says="semua tebakan yang salah",
)
dua_macam_salah.wrong(
    "satu syarat",
    """def hitung_salah(tabel):
    lolos = (tabel["asli"] == "mendesak").sum()
    alarm_palsu = (tabel["tebakan"] == "mendesak").sum()
    return lolos, alarm_palsu""",
    says="Baru satu syarat",
)
dua_macam_salah.wrong(
    "tanpa sum",
    """def hitung_salah(tabel):
    lolos = (tabel["asli"] == "mendesak") & (tabel["tebakan"] == "biasa")
    alarm_palsu = (tabel["asli"] == "biasa") & (tabel["tebakan"] == "mendesak")
    return lolos, alarm_palsu""",
    says="`.sum()`",
)
dua_macam_salah.wrong(
    "angka dari tabel contoh",
    "def hitung_salah(tabel):\n    return 3, 6",
    says="angka yang sama untuk tabel yang berbeda",
)
dua_macam_salah.wrong(
    "satu angka saja",
    """def hitung_salah(tabel):
    return ((tabel["asli"] == "mendesak") & (tabel["tebakan"] == "biasa")).sum()""",
    says="dua bilangan sekaligus",
)
dua_macam_salah.right(
    "menyaring lalu menghitung baris",
    """def hitung_salah(tabel):
    mendesak = tabel[tabel["asli"] == "mendesak"]
    lolos = len(mendesak[mendesak["tebakan"] == "biasa"])
    return lolos, len(tabel.query("asli == 'biasa' and tebakan == 'mendesak'"))""",
)
dua_macam_salah.right(
    "tabel silang",
    """def hitung_salah(tabel):
    silang = pd.crosstab(tabel["asli"], tabel["tebakan"])
    return [silang.loc["mendesak", "biasa"], silang.loc["biasa", "mendesak"]]""",
)

angka_dasar.wrong(
    "dibagi semua aduan",
    "def ketepatan_alarm(mendesak, biasa):\n    return mendesak * 0.9 / (mendesak + biasa)",
    says="semua aduan",
)
angka_dasar.wrong(
    "pertanyaan terbalik",
    "def ketepatan_alarm(mendesak, biasa):\n    return mendesak * 0.9 / mendesak",
    says="Pertanyaannya terbalik",
)
angka_dasar.wrong(
    "alarm palsu dari yang mendesak",
    "def ketepatan_alarm(mendesak, biasa):\n    return mendesak * 0.9 / (mendesak * 0.9 + mendesak * 0.1)",
    says="Pertanyaannya terbalik",
)
angka_dasar.wrong(
    "persen",
    "def ketepatan_alarm(mendesak, biasa):\n    return mendesak * 0.9 / (mendesak * 0.9 + biasa * 0.1) * 100",
    says="jangan dikalikan 100",
)
angka_dasar.wrong(
    "bagian yang palsu",
    "def ketepatan_alarm(mendesak, biasa):\n    return biasa * 0.1 / (mendesak * 0.9 + biasa * 0.1)",
    says="bagian alarm yang palsu",
)
angka_dasar.right(
    "dengan nama antara",
    """def ketepatan_alarm(mendesak, biasa):
    tepat = 0.9 * mendesak
    semua_alarm = tepat + biasa / 10
    return 1 - (semua_alarm - tepat) / semua_alarm""",
)
