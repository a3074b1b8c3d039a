"""The sentences that claims are made of: the same ones for claims that agree with the table and for those that do not.

Slots: {ind} the indicator, {lain} another one of the agency, {thn} the year with its word, {tahun} and {lalu} the year
and the one before, {target} and {pagu} as in the table, {n} the stated figure. The remaining slots are words of a
judgement and stand in `JUDGEMENTS`. A frame with a full stop in the middle spreads its claim over two sentences.
"""

FRAMES = {
    "nilai": (
        "sampai akhir {thn}, {ind} tercatat {n}.",
        "{ind} pada {thn} berada di angka {n}.",
        "hasil pengukuran akhir {thn} menunjukkan {ind} sebesar {n}.",
        "{opd} menutup {thn} dengan {ind} sebesar {n}.",
        "realisasi {ind} {thn} adalah {n}, sedangkan target yang diperjanjikan {target}.",
        "dengan target {target}, {ind} pada {thn} terealisasi {n}.",
        "target {ind} {thn} ditetapkan {target}. Sampai dengan Desember, realisasinya {n}.",
        "angka yang dilaporkan unit pengelola data untuk {ind} {thn} ialah {n}.",
        "setelah pencocokan dengan register, {ind} {thn} ditetapkan sebesar {n}.",
        "berbeda dengan {lain} yang memakai sumber data lain, {ind} direkap dari laporan bulanan; hasil "
        "{thn} adalah {n}.",
        "pada {thn} {opd} membukukan {n} untuk {ind}.",
        "data {ind} dihimpun setiap triwulan dan ditutup pada minggu kedua Januari. Rekap {thn} menghasilkan {n}.",
        "perhitungan akhir memberi angka {n} untuk {ind} pada {thn}.",
        "untuk {thn}, realisasi yang disepakati dalam rapat penutupan atas {ind} ialah {n}.",
        "lembar pengukuran {thn} memuat realisasi {n} pada baris {ind}.",
        "dari sisi hasil, {ind} {thn} tercatat {n}; pembahasannya tidak dicampur dengan {lain}.",
    ),
    "capaian": (
        "capaian {ind} {thn} adalah {n} dari target.",
        "bila dibandingkan dengan targetnya, {ind} {thn} mencapai {n}.",
        "dengan demikian tingkat capaian {ind} pada {thn} sebesar {n}.",
        "persentase capaian kinerja untuk {ind} {thn} dihitung {n}.",
        "terhadap target {target}, capaian {thn} untuk {ind} setara {n}.",
        "target {thn} sebesar {target} menjadi acuan perhitungan. Hasilnya, capaian {ind} sebesar {n}.",
        "penyandingan target dan realisasi {ind} {thn} menghasilkan capaian {n}.",
        "sesuai rumus pada bab II, capaian {ind} {thn} ialah {n}.",
        "capaian kinerja {thn} tercatat {n} untuk {ind}, sedangkan {lain} diuraikan pada bagian tersendiri.",
        "nilai capaian yang diperoleh {ind} pada {thn} ialah {n}.",
        "kertas kerja evaluasi {thn} memuat capaian {n} pada baris {ind}.",
        "{ind} menyumbang capaian {n} bagi sasaran {thn}.",
    ),
    "status": (
        "target {ind} {thn} {tercapai}.",
        "untuk {thn}, target {ind} dinyatakan {tercapai}.",
        "hasil evaluasi internal menyimpulkan bahwa target {ind} {thn} {tercapai}.",
        "perjanjian kinerja {thn} memuat target {ind}. Pada akhir tahun target itu {tercapai}.",
        "dari daftar sasaran {thn}, {ind} termasuk yang {tercapai}.",
        "pada {thn} {ind} {memenuhi}.",
        "{ind} {thn} {memenuhi}, terlepas dari hasil {lain}.",
        "terhadap perjanjian {thn}, {ind} {memenuhi}.",
        "rapat evaluasi akhir tahun mencatat {ind} {memenuhi}; catatan itu berlaku untuk {thn}.",
        "{ind} {thn} {tunda} daftar target yang tertunda.",
        "dalam penilaian mandiri {thn}, {ind} {memenuhi}, sementara {lain} dinilai dengan ukuran lain.",
        "bagi pimpinan, pertanyaan pertama ialah soal target. Untuk {ind} {thn} jawabannya: {tercapai}.",
    ),
    "arah": (
        "dibandingkan dengan tahun {lalu}, {ind} {thn} {gerak}.",
        "terhadap tahun sebelumnya, {ind} {gerak} pada {thn}.",
        "{ind} {mutu} dari tahun {lalu} ke {thn}.",
        "tahun {lalu} dipakai sebagai pembanding. Terhadap tahun itu, {ind} {thn} {gerak}.",
        "bila tahun {lalu} dan {thn} disandingkan, {ind} {mutu}.",
        "sementara {lain} mempunyai dinamika sendiri, {ind} {thn} {gerak} dibandingkan dengan tahun {lalu}.",
        "pada {thn} {ind} {gerak}; pembandingnya ialah realisasi tahun {lalu}.",
        "realisasi {thn} memperlihatkan {ind} yang {lebih} daripada setahun sebelumnya.",
        "antara tahun {lalu} dan {thn}, {ind} {gerak}.",
        "dengan latar hasil tahun {lalu}, {ind} {thn} {mutu}.",
        "perubahan dari tahun {lalu} ke {thn} dapat diringkas sebagai berikut: {ind} {mutu}.",
        "{ind} {thn} {lebih} daripada tahun {lalu}.",
    ),
    "posisi": (
        "realisasi {ind} {thn} berada {posisi} target sehingga kinerjanya dinilai {baik}.",
        "karena berada {posisi} target, kinerja {ind} {thn} digolongkan {baik}.",
        "{ind} {thn} berakhir {posisi} target; {opd} menilai hasil itu {baik}.",
        "posisi {ind} {thn} {posisi} target yang diperjanjikan, dan hal itu dibaca sebagai hasil yang {baik}.",
        "angka {ind} {thn} jatuh {posisi} target. Hasil ini digolongkan {baik}.",
        "dalam rapat penutupan, {ind} {thn} yang berada {posisi} target disebut {baik}.",
        "penilaian mandiri menyebut {ind} {thn}, yang posisinya {posisi} target, sebagai hasil yang {baik}.",
        "hasil {ind} {thn} {baik}, sebab realisasinya {posisi} target.",
    ),
    "serapan": (
        "anggaran untuk {ind} {thn} terserap {n}.",
        "serapan anggaran {ind} {thn} sebesar {n} dari pagu {pagu}.",
        "belanja yang mendukung {ind} pada {thn} terealisasi {n} dari pagunya.",
        "dari pagu {pagu} bagi {ind}, serapan {thn} tercatat {n}.",
        "pagu bagi {ind} {thn} ditetapkan {pagu}. Sampai tutup buku, {n} di antaranya telah dibelanjakan.",
        "sampai tutup buku {thn}, tingkat serapan belanja {ind} sebesar {n}.",
        "bendahara mencatat serapan {n} pada belanja {ind} {thn}.",
        "pada {thn}, dana bagi {ind} dibelanjakan {n}, tidak termasuk belanja untuk {lain}.",
        "tingkat penyerapan dana {ind} {thn} adalah {n}.",
        "laporan keuangan {thn} menempatkan serapan {ind} pada {n}.",
        "pagu {pagu} yang disediakan bagi {ind} {thn} terserap {n}.",
        "sepanjang {thn}, realisasi keuangan {ind} sebesar {n}.",
    ),
    "belanja": (
        "dari pagu {pagu}, belanja yang mendukung {ind} {thn} terealisasi {n}.",
        "belanja {ind} {thn} terealisasi {n}.",
        "sampai tutup buku {thn}, {n} telah dibelanjakan untuk {ind}.",
        "{opd} membelanjakan {n} untuk {ind} pada {thn}.",
        "realisasi belanja {ind} {thn} berjumlah {n}, di luar belanja untuk {lain}.",
        "pagu {ind} {thn} sebesar {pagu}. Yang menjadi belanja ialah {n}.",
        "menurut catatan bendahara, belanja bagi {ind} {thn} sejumlah {n}.",
        "untuk {ind}, realisasi keuangan {thn} adalah {n}.",
    ),
    "bukti": (
        "dengan serapan anggaran {n}, target {ind} {thn} telah tercapai.",
        "tercapainya target {ind} {thn} tampak dari serapan anggaran sebesar {n}.",
        "serapan anggaran {ind} {thn} sebesar {n}. Hal itu sejalan dengan target yang telah terpenuhi.",
        "anggaran {ind} {thn} terserap {n}, sejalan dengan terpenuhinya target.",
        "target {ind} {thn} terpenuhi, ditandai dengan realisasi anggaran {n}.",
        "keberhasilan memenuhi target {ind} {thn} dicerminkan oleh anggaran yang terserap {n}.",
        "realisasi keuangan {n} dan terpenuhinya target menandai {ind} pada {thn}.",
        "seiring dengan penyerapan anggaran {n}, {ind} {thn} memenuhi target, di luar catatan atas {lain}.",
    ),
}
"""Sentences by form of claim."""

JUDGEMENTS = {
    # Slot: words if it is so, words if it is not so.
    "tercapai": (
        ("tercapai", "terpenuhi", "dapat dipenuhi", "sudah diraih", "tuntas"),
        (
            "belum tercapai",
            "tidak terpenuhi",
            "belum dapat dipenuhi",
            "masih harus dikejar",
            "masih menjadi pekerjaan rumah",
        ),
    ),
    "memenuhi": (
        (
            "memenuhi target",
            "sesuai dengan yang diperjanjikan",
            "sudah sampai pada targetnya",
            "menepati janji kinerja",
        ),
        (
            "belum memenuhi target",
            "belum sesuai dengan yang diperjanjikan",
            "belum sampai pada targetnya",
            "meleset dari janji kinerja",
        ),
    ),
    "tunda": (("tidak perlu dimasukkan ke dalam",), ("masih harus dimasukkan ke dalam",)),
    # Up or down.
    "gerak": (
        ("meningkat", "naik", "bertambah tinggi", "bergerak naik", "menanjak", "bergeser ke atas"),
        ("menurun", "turun", "bertambah rendah", "bergerak turun", "menyusut", "bergeser ke bawah"),
    ),
    "lebih": (("lebih tinggi", "lebih besar"), ("lebih rendah", "lebih kecil")),
    # Better or worse.
    "mutu": (
        ("membaik", "menunjukkan perbaikan", "bergerak ke arah yang diharapkan", "maju selangkah", "tampil lebih baik"),
        (
            "memburuk",
            "menunjukkan kemunduran",
            "menjauhi arah yang diharapkan",
            "mundur selangkah",
            "tidak sebaik sebelumnya",
        ),
    ),
    # Above or below.
    "posisi": (("di atas",), ("di bawah",)),
    "baik": (
        ("baik", "memuaskan", "sesuai harapan"),
        ("belum baik", "belum memuaskan", "belum sesuai harapan"),
    ),
}
