# ---
# id: m01
# slug: bisa-dan-tidak
# title: Apa yang bisa dan tidak bisa dilakukan AI
# minutes: {P: 45, O: 75}
# objectives:
#   P:
#     - membedakan program berbasis aturan, model terlatih, dan model generatif
#     - menyatakan keyakinan dengan angka dan membaca skor Brier diri sendiri
#     - memilih cara yang cocok untuk sepuluh tugas kota, termasuk yang harus tetap diputuskan orang
#     - menandai bagian konsep buatan AI yang wajib dicari buktinya sebelum diparaf
#   O:
#     - membedakan aturan, model terlatih, dan model generatif dengan mengubah contoh kecil dari masing-masing
#     - menghitung skor Brier dari keyakinan sendiri
#     - memilih cara yang cocok untuk sepuluh tugas kota, termasuk yang harus tetap diputuskan orang
#     - menghitung dua macam salah dan mengenali jebakan angka dasar
# before:
#   P: "m00: menyiapkan pelajaran dengan satu tombol dan meminta petunjuk"
#   O: "m00: menjalankan sel, meminta petunjuk, mengumpulkan pekerjaan; belum perlu bisa memprogram"
# ---

# %% [markdown] track="P"
# # Apa yang bisa dan tidak bisa dilakukan AI
#
# **Jalur pimpinan · 45 menit, tanpa mengetik kode.** Setelah modul ini Bapak/Ibu dapat:
#
# - membedakan program berbasis aturan, model terlatih, dan model generatif;
# - menyatakan keyakinan dengan angka dan membaca skor Brier diri sendiri;
# - memilih cara yang cocok untuk sepuluh tugas kota, termasuk yang harus tetap diputuskan orang;
# - menandai bagian konsep buatan AI yang wajib dicari buktinya sebelum diparaf.
#
# **Bekal:** menyiapkan pelajaran dengan satu tombol dan meminta petunjuk (m00).
#
# **Sebelum membaca:** tekan tombol **Mulai pelajaran** di bilah paling atas, lalu tunggu sampai tertulis bahwa pelajaran siap. Gambar dan kuis
# muncul di tempatnya masing-masing.

# %% [markdown] track="O"
# # Apa yang bisa dan tidak bisa dilakukan AI
#
# **Jalur operator · 75 menit.** Setelah modul ini Anda dapat:
#
# - membedakan aturan, model terlatih, dan model generatif dengan mengubah contoh kecil dari masing-masing;
# - menghitung skor Brier dari keyakinan sendiri;
# - memilih cara yang cocok untuk sepuluh tugas kota, termasuk yang harus tetap diputuskan orang;
# - menghitung dua macam salah dan mengenali jebakan angka dasar.
#
# **Bekal:** menjalankan sel dengan Shift+Enter dan meminta petunjuk (m00). Anda belum perlu bisa memprogram.

# %%
from workshop_kit import answer, check, hint, progress, quiz, show, start, truth

start("m01", "id", edition=1)

# %% [markdown]
# ## Pertanyaan dari meja kerja
#
# Senin, pukul 08.40. Seorang warga Loa Janan Ilir menanyakan kelanjutan aduannya, dan balasannya ditunggu hari ini. Ibu Rina di
# meja pengaduan (tokoh fiktif) meminta bantuan AI. Sepuluh detik kemudian ada konsep balasan: santun, rapi, lengkap dengan nomor
# peraturan. Konsep itu naik untuk diparaf. **Berapa persen Anda yakin isinya benar, dan dari mana datangnya keyakinan itu?**
#
# > **Mesin: simulasi.** Semua “jawaban AI” di modul ini ditulis oleh penyusun modul dan diputar ulang oleh mesin ajar luring. Tidak
# > ada model bahasa di belakangnya. Banyaknya jawaban yang benar dan yang keliru kami tentukan sendiri, jadi bukan ukuran mutu AI mana
# > pun. Orang, meja kerja, dan aduannya fiktif.

# %% [markdown]
# ## 1. Tebak dulu
#
# Di bawah ini dua belas pertanyaan yang lazim mampir di meja kantor kita, masing-masing dengan jawaban AI. Sebagian jawaban benar,
# sebagian keliru, semuanya terdengar meyakinkan. Beri angka keyakinan untuk setiap jawaban, lalu kunci. Barulah kebenarannya dibuka.
#
# Sediakan sekitar delapan menit. Angka Anda tidak dinilai; ia tersimpan di `jawaban.json` bersama jawaban kuis yang lain.

# %% kuis="dua-belas-jawaban"

# %% [markdown] track="P"
# ## 2. Lihat: seperti apa keyakinan Anda?
#
# Setelah mengunci jawaban, tekan tombol **Siapkan ulang** di bilah paling atas, supaya gambar ini muncul. Jawaban yang sudah dikunci tetap
# tersimpan. Layar kembali ke awal pelajaran; gulir lagi sampai ke bagian ini.

# %% [markdown] track="O"
# ## 2. Jalankan: seperti apa keyakinan Anda?
#
# Setelah mengunci jawaban, jalankan dua sel berikut dengan Shift+Enter.

# %% [markdown]
# Setiap tanda pada gambar di bawah ini adalah satu jawaban AI: makin ke kanan, makin yakin Anda.
# Idealnya semua lingkaran ada di kanan dan semua tanda silang di kiri. Tanda silang di daerah kelabu adalah jawaban keliru yang Anda percaya.

# %% track="P"
def belum_dikunci():
    display(
        Markdown(
            "**Bagian ini muncul setelah dua belas jawaban di atas dikunci.** Kunci dulu, lalu tekan tombol **Siapkan ulang** di bilah paling atas."
        )
    )


# %% track="O"
def belum_dikunci():
    """Ajakan yang tampil selama dua belas jawaban belum dikunci."""
    display(
        Markdown(
            "**Bagian ini muncul setelah dua belas jawaban di atas dikunci.** Kunci dulu, lalu jalankan lagi semua sel sesudah kuis itu, dari atas ke bawah."
        )
    )


# %%
import numpy as np
import pandas as pd
from IPython.display import Markdown, display
from matplotlib import pyplot as plt

terisi = answer("dua-belas-jawaban")
kebenaran = truth("dua-belas-jawaban")  # belum ada sebelum jawaban dikunci

if terisi is None or kebenaran is None:
    belum_dikunci()
else:
    keyakinan = np.array(terisi)
    kunci = np.array(kebenaran).astype(int)  # 1 berarti jawaban AI benar, 0 berarti keliru
    terkecoh = ((keyakinan >= 70) & (kunci == 0)).sum()
    nomor = np.arange(1, 13)
    gambar, ax = plt.subplots(figsize=(8, 4.6))
    ax.axvspan(70, 102, color="#F0F0F0", zorder=0)
    ax.scatter(keyakinan[kunci == 1], nomor[kunci == 1], s=80, color="#0072B2", marker="o", label="jawaban AI benar")
    ax.scatter(keyakinan[kunci == 0], nomor[kunci == 0], s=80, color="#D55E00", marker="X", label="jawaban AI keliru")
    ax.set_yticks(
        nomor,
        labels=[
            "1 tenggat aduan",
            "2 tiga loket",
            "3 bahasa Banjar",
            "4 nomor Perpres",
            "5 aduan 2022",
            "6 letak kelurahan",
            "7 data bocor",
            "8 tidak ada datanya",
            "9 penduduk 2024",
            "10 Satu Data",
            "11 ringkasan rapat",
            "12 APBD 2026",
        ],
    )
    ax.invert_yaxis()
    ax.set_xlim(-2, 102)
    ax.set_xlabel("keyakinan Anda bahwa jawaban benar (%)")
    ax.set_title(f"{terkecoh} dari {(kunci == 0).sum()} jawaban keliru Anda percaya 70% atau lebih")
    gambar.legend(loc="outside lower center", ncols=2)
    show(
        gambar,
        alt=f"Diagram titik dua belas jawaban AI menurut keyakinan Anda, 0 sampai 100 persen. {terkecoh} dari {(kunci == 0).sum()} jawaban keliru berada di daerah 70 persen ke atas.",
    )

# %% [markdown]
# ### Satu angka untuk keyakinan: skor Brier
#
# Pada 1950 ahli cuaca Glenn Brier mencari cara menilai ramalan seperti “70% hujan”. Usulnya sederhana: untuk setiap ramalan, hitung
# **selisih** antara keyakinan dan kenyataan, lalu **kuadratkan**. Kenyataan ditulis 1 bila terjadi (di sini: jawaban AI benar) dan 0 bila
# tidak. Rata-rata dari semua denda itu disebut **skor Brier** (*Brier score*). Makin kecil makin baik; 0 berarti sempurna.
#
# Di bawah ini denda untuk jawaban AI yang ternyata **benar**, pada tiga tingkat keyakinan. Komputer menulis koma desimal sebagai
# titik: `0.25` dibaca nol koma dua lima.

# %%
for persen in [50, 80, 100]:
    denda = (persen / 100 - 1) ** 2
    print(f"yakin {persen:3d}%, ternyata benar: denda {denda:.2f}")

# %% [markdown] track="P"
# Sekarang giliran Bapak/Ibu, untuk jawaban yang ternyata keliru.

# %% kuis="denda" poin=1 track="P"

# %% [markdown] track="O"
# **Contoh untuk dilengkapi.** Tadi satu jawaban dihitung satu per satu. Dengan `numpy`, satu baris menghitung semuanya: `keyakinan` berisi
# banyak persen, `benar` berisi banyak angka 1 dan 0, dan hasil pengurangannya berisi banyak selisih. Ganti setiap `____`.
#
# Fungsi (`def`) adalah resep yang diberi nama. Bahan masuk lewat tanda kurung, hasil keluar lewat `return`.

# %% latihan="skor-brier" track="O"
### BEGIN SOLUTION
#~ def brier(keyakinan, benar):
#~     selisih = keyakinan / ____ - benar
#~     denda = selisih ** ____
#~     return denda.____()
def brier(keyakinan, benar):
    selisih = keyakinan / 100 - benar
    denda = selisih**2
    return denda.mean()
### END SOLUTION

# %% cek="skor-brier" poin=3 track="O"
### BEGIN HIDDEN TESTS
assert abs(float(brier(np.array([70.0, 30.0]), np.array([1, 1]))) - 0.29) < 1e-9
assert abs(float(brier(np.array([0.0, 100.0, 60.0]), np.array([0, 1, 0]))) - 0.12) < 1e-9
### END HIDDEN TESTS

# %% [markdown]
# ### Kalibrasi Anda
#
# Orang yang **terkalibrasi** (*calibrated*) benar pada kira-kira 7 dari 10 hal yang ia yakini 70%. Di bawah ini skor Anda
# dibandingkan dengan skor orang yang selalu menjawab 50%, lalu jawaban Anda dikelompokkan menjadi tiga: ragu, setengah yakin, dan yakin.

# %%
def selang_wilson(benar, banyak):
    """Selang 95% untuk sebuah bagian, cara Wilson; tetap masuk akal untuk jumlah kecil."""
    z = 1.96
    bagian = benar / banyak
    tengah = (bagian + z**2 / (2 * banyak)) / (1 + z**2 / banyak)
    lebar = z * np.sqrt(bagian * (1 - bagian) / banyak + z**2 / (4 * banyak**2)) / (1 + z**2 / banyak)
    return tengah - lebar, tengah + lebar


if terisi is None or kebenaran is None:
    belum_dikunci()
else:
    semua_denda = [(yakin / 100 - nyata) ** 2 for yakin, nyata in zip(terisi, kunci, strict=True)]
    skor = sum(semua_denda) / len(semua_denda)
    selalu_50 = sum((50 / 100 - nyata) ** 2 for nyata in kunci) / len(kunci)
    satu_meleset = ((90 / 100) ** 2 - (10 / 100) ** 2) / len(kunci)
    display(
        Markdown(
            f"Skor Brier Anda **{skor:.2f}**. Orang yang selalu menjawab 50% mendapat **{selalu_50:.2f}**: ia tidak pernah tertipu, tetapi juga tidak pernah membantu. Skor di atas angka itu berarti: menjawab 50% terus-menerus masih lebih baik."
        )
    )
    display(
        Markdown(
            f"Jangan menilai orang dari dua belas jawaban. Satu jawaban saja yang meleset pada keyakinan 90% sudah menaikkan skor {satu_meleset:.2f}."
        )
    )
    gambar, ax = plt.subplots(figsize=(6.8, 4.8))
    ax.plot([0, 100], [0, 100], color="#555555", linestyle="--", label="terkalibrasi sempurna")
    for bawah, atas in [(0, 40), (40, 70), (70, 101)]:
        kelompok = (keyakinan >= bawah) & (keyakinan < atas)
        banyak = kelompok.sum()
        if banyak == 0:
            continue
        x = keyakinan[kelompok].mean()
        y = kunci[kelompok].mean() * 100
        rendah, tinggi = selang_wilson(kunci[kelompok].sum(), banyak)
        ax.plot([x, x], [rendah * 100, tinggi * 100], color="#0072B2", linewidth=2)
        ax.scatter([x], [y], s=90, color="#0072B2", zorder=3)
        ax.text(x + 2, y + 2, f"{banyak} jawaban", zorder=4)
    ax.set_xlim(0, 108)
    ax.set_ylim(-3, 105)
    ax.set_xlabel("rata-rata keyakinan dalam kelompok (%)")
    ax.set_ylabel("jawaban AI yang memang benar (%)")
    ax.set_title(f"Rata-rata Anda yakin {keyakinan.mean():.0f}%, yang benar {kunci.mean() * 100:.0f}%")
    ax.legend(loc="upper left")
    show(
        gambar,
        alt=f"Grafik kalibrasi: rata-rata keyakinan {keyakinan.mean():.0f} persen, jawaban yang benar {kunci.mean() * 100:.0f} persen. Titik di bawah garis putus-putus berarti terlalu percaya. Garis tegak adalah selang 95 persen.",
    )

# %% [markdown]
# **Cara membaca.** Titik di bawah garis putus-putus berarti terlalu percaya, di atasnya berarti terlalu curiga. Garis tegaknya selang 95%:
# sepanjang itu, karena dua belas jawaban memang sedikit. Lagi pula kedua belas soal itu dipilih untuk mengajar, bukan diambil acak. Untuk
# menilai AI sungguhan, meja Anda memerlukan puluhan jawaban acak yang diperiksa orang; caranya di modul m09.

# %% kuis="pantas" poin=1 track="P"

# %% [markdown]
# ## 3. Selidiki: lima cara AI keliru
#
# Lima jawaban keliru tadi mewakili lima cara yang berbeda. Tidak satu pun tampak dari gaya bahasanya. Cocokkan sendiri: tanda silang yang mana
# termasuk cara yang mana?
#
# | Cara keliru | Cara menangkapnya di meja kita |
# |---|---|
# | mengarang sumber | cari nomor dan pasalnya di naskah resmi; tidak ketemu berarti tidak dipakai |
# | salah hitung yang masuk akal | hitung ulang dari tabelnya, mulai dari jumlah, bukan dari persentase |
# | fakta usang | tanyakan “per tanggal berapa?”, lalu cocokkan dengan walidata |
# | asal sebut tempat | tanyakan kepada orang kecamatan |
# | ringkasan yang membelokkan | cari kata kerjanya di naskah asli: diusulkan, disetujui, atau ditunda? |
#
# Sebaliknya, mengaku tidak tahu bukan kekeliruan: itulah jawaban yang tepat bila datanya memang tidak ada.

# %% [markdown]
# ### Tiga jenis program
#
# Yang disebut “AI” di brosur bisa berupa tiga hal yang sangat berbeda. Tanyakan selalu: **dari mana ia tahu?**
#
# | | Program berbasis aturan (*rule-based*) | Model terlatih (*learned model*) | Model generatif (*generative model*) |
# |---|---|---|---|
# | Dari mana tahu | orang menulis aturannya | menarik pola dari contoh berlabel | belajar pola bahasa dari teks yang sangat banyak |
# | Hasilnya | selalu sama, bisa ditelusuri | satu label atau angka | tulisan baru, bisa berbeda tiap kali |
# | Keliru bila | ada hal yang tak terpikirkan penulisnya | kasusnya tidak mirip contoh | faktanya tidak ada di depannya, lalu ia mengarang |
# | Cara mengujinya | baca aturannya | cocokkan dengan kasus yang belum pernah dilihat | periksa tiap keterangan ke sumbernya |

# %% [markdown] track="P"
# Tabel berikut memuat jawaban sebuah aturan kecil dan sebuah model terlatih kecil atas dua aduan yang sama; keduanya sungguh berjalan di komputer
# ini. Aturannya: ada kata *sampah* masuk kebersihan, ada kata *lampu* masuk lampu jalan. Modelnya belajar dari sembilan aduan fiktif yang
# sudah diberi topik.

# %% track="P"
contoh = [
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


def pilah(aduan):
    if "sampah" in aduan:
        return "kebersihan"
    return "lampu jalan" if "lampu" in aduan else "lainnya"


hitungan = {}
for kalimat, topik in contoh:
    for kata in set(kalimat.split()):
        hitungan.setdefault(kata, {}).setdefault(topik, 0)
        hitungan[kata][topik] += 1


def tebak(aduan):
    suara = {}
    for kata in aduan.split():
        for topik, kali in hitungan.get(kata, {}).items():
            suara[topik] = suara.get(topik, 0) + kali / sum(hitungan[kata].values())
    return max(suara, key=suara.get)


satu, dua = "bak penuh belum diangkut", "banyu kada jalan lawas sudah"
display(
    Markdown(
        f"| Aduan | Aturan kata kunci | Model terlatih |\n|---|---|---|\n| *{satu}* | {pilah(satu)} | {tebak(satu)} |\n| *{dua}* (air tidak mengalir) | {pilah(dua)} | {tebak(dua)} |"
    )
)

# %% [markdown] track="P"
# Pada aduan pertama aturan menyerah, sebab kata *sampah* tidak disebut, sedangkan model menebak dengan tepat dari kata *bak*, *penuh*, dan
# *diangkut*. Pada aduan kedua aturan kembali menyerah, tetapi model **menebak salah tanpa ragu**: satu-satunya kata yang ia kenal adalah
# *jalan*, dari “lampu jalan padam”. Beginilah aduan berbahasa Banjar tersesat, kecuali ada contohnya. Model generatif melangkah lebih jauh:
# ia bisa menulis balasan lengkap, termasuk janji yang tidak pernah dibuat siapa pun.

# %% kuis="jenis-program" poin=1 track="P"

# %% [markdown] track="O"
# ### Aturan: baca, tebak, jalankan
#
# Fungsi berikut memilah aduan dengan tiga aturan. `lower()` mengubah semua huruf menjadi kecil; `in` memeriksa apakah sebuah kata ada di
# dalam kalimat; `return` memberi jawaban **dan mengakhiri fungsi**. Jalankan selnya. Belum ada yang tampak: resepnya baru ditulis.

# %% track="O"
def pilah(aduan):
    """Memilah satu aduan menurut kata kunci."""
    kalimat = aduan.lower()
    if "sampah" in kalimat:
        return "kebersihan"
    if "lampu" in kalimat:
        return "lampu jalan"
    return "lainnya"


# %% kuis="tebak-aturan" track="O"

# %% track="O"
# Lima aduan fiktif; yang keempat berbahasa Banjar: dekat pasar kotor sekali, sudah lama tidak bersih.
daftar_aduan = [
    "Tumpukan sampah di tepi jalan Kelurahan Pelita",
    "Lampu di gang kami mati",
    "Lampu merah di Kelurahan Air Putih mati",
    "Parak pasar rigat banar, lawas sudah kada barasih",
    "Bak penuh belum diangkut",
]
for aduan in daftar_aduan:
    print(pilah(aduan), "|", aduan)

# %% [markdown] track="O"
# **Selidiki.** Tiga dari lima keliru atau menyerah. Aduan ketiga salah arah karena kata *lampu*. Dua aduan terakhir jatuh ke `lainnya` karena
# tidak memakai kata yang terpikirkan oleh penulis aturan. Komputer tidak salah: ia persis menaati yang ditulis.
#
# **Ubah.** Lengkapi `pilah_baru` supaya:
#
# - aduan yang memuat *sampah* **atau** kata Banjar *rigat* (kotor) masuk `kebersihan`;
# - aduan yang memuat *lampu merah* masuk `lalu lintas`;
# - aduan lain yang memuat *lampu* masuk `lampu jalan`;
# - selebihnya `lainnya`, dan huruf besar atau kecil tidak berpengaruh.

# %% latihan="aturan-kata" track="O"
### BEGIN SOLUTION
#~ def pilah_baru(aduan):
#~     kalimat = aduan.lower()
#~     if "sampah" in kalimat or ____ in kalimat:
#~         return "kebersihan"
#~     if ____ in kalimat:
#~         return ____
#~     if ____ in kalimat:
#~         return ____
#~     return "lainnya"
def pilah_baru(aduan):
    kalimat = aduan.lower()
    if "sampah" in kalimat or "rigat" in kalimat:
        return "kebersihan"
    if "lampu merah" in kalimat:
        return "lalu lintas"
    if "lampu" in kalimat:
        return "lampu jalan"
    return "lainnya"
### END SOLUTION

# %% cek="aturan-kata" poin=3 track="O"
### BEGIN HIDDEN TESTS
assert pilah_baru("RIGAT banar di halaman") == "kebersihan"
assert pilah_baru("Kada ada lampu merah di simpang") == "lalu lintas"
assert pilah_baru("Pohon tumbang") == "lainnya"
### END HIDDEN TESTS

# %% [markdown] track="O"
# ### Model terlatih: belajar dari contoh
#
# Sekarang tidak ada yang menulis aturan. Ada sembilan contoh fiktif yang sudah diberi topik. `latih` menghitung kata mana muncul di topik
# mana. `tebak` membiarkan setiap kata memberi suara. Tidak perlu dihafal: jalankan, lalu lihat tabelnya.

# %% track="O"
contoh = [
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


def latih(contoh):
    """Menghitung, untuk setiap kata, berapa contoh dari tiap topik yang memuatnya."""
    hitungan = {}
    for kalimat, topik in contoh:
        for kata in set(kalimat.lower().split()):
            hitungan.setdefault(kata, {}).setdefault(topik, 0)
            hitungan[kata][topik] += 1
    return hitungan


def tebak(hitungan, aduan):
    """Setiap kata yang dikenal punya satu suara, dibagi menurut topik tempat ia pernah muncul."""
    suara = {}
    for kata in aduan.lower().split():
        for topik, kali in hitungan.get(kata, {}).items():
            suara[topik] = suara.get(topik, 0) + kali / sum(hitungan[kata].values())
    return max(suara, key=suara.get) if suara else "belum tahu"


hitungan = latih(contoh)
pd.DataFrame(hitungan).T.reindex(["sampah", "bak", "lampu", "jalan", "air", "bau"]).fillna(0).astype(int)

# %% track="O"
for aduan in ["bak penuh belum diangkut", "banyu kada jalan lawas sudah", "parkir liar"]:
    print(tebak(hitungan, aduan), "|", aduan)

# %% [markdown] track="O"
# **Selidiki.** Aduan pertama tertebak tepat meskipun kata *sampah* tidak ada. Aduan kedua berbahasa Banjar: *air tidak mengalir, sudah lama*.
# Modelnya menjawab `lampu jalan` tanpa ragu, karena dari lima kata itu hanya *jalan* yang pernah ia lihat. Beginilah aduan warga tersesat
# bila contohnya hanya berbahasa Indonesia baku. Aduan ketiga tidak memuat satu pun kata yang dikenal, jadi model mengaku belum tahu.
#
# **Ubah.** Jangan menyentuh `latih` dan `tebak`. Isi `contoh_tambahan` dengan dua sampai enam contoh berlabel, sehingga aduan Banjar itu
# tertebak `air bersih` dan tebakan yang lain tidak rusak. Kamus kecil: *banyu* air, *kada* tidak, *rigat* kotor, *banar* sangat, *baisukan*
# pagi. Aduan yang diuji jangan disalin.

# %% latihan="contoh-tambahan" track="O"
### BEGIN SOLUTION
contoh_tambahan = [
    ("banyu kada mengalir baisukan tadi", "air bersih"),
    ("banyu rigat banar", "air bersih"),
]
### END SOLUTION

# %% cek="contoh-tambahan" poin=3 track="O"

# %% [markdown] track="O"
# ### Model generatif: menulis, bukan memilah
#
# Untuk aduan yang sama, model generatif menulis balasan. Perhatikan kalimat terakhirnya; tidak ada yang menjadwalkan hari Kamis.
#
# > *Jawaban AI (simulasi):* Yth. Bapak/Ibu, terima kasih atas laporan mengenai air yang tidak mengalir. Petugas kami akan datang pada hari
# > Kamis pukul 09.00.
#
# Balasan itu menangkap maksud bahasa Banjarnya, sesuatu yang tidak dapat dilakukan aturan dan model kecil tadi. Balasan itu juga menambahkan
# janji, sesuatu yang tidak dapat *mereka* lakukan. Mengapa model generatif mengarang, kita bongkar di m02.

# %% [markdown]
# ## 4. Ubah: pilih cara untuk sepuluh tugas kota
#
# Inilah keputusan yang sebenarnya di kantor: bukan “pakai AI atau tidak”, melainkan **cara mana untuk tugas mana**. Tanyakan berurutan, dan
# berhenti pada jawaban “ya” yang pertama:
#
# 1. Apakah hasilnya bisa mencabut hak, menghukum, atau menyangkut keselamatan orang? → **orang yang memutuskan**; mesin paling jauh menyiapkan bahan.
# 2. Bisakah caranya ditulis lengkap sebagai aturan atau rumus? → **aturan**.
# 3. Apakah ada banyak contoh yang sudah diberi jawaban, dan hasilnya satu label atau angka? → **model terlatih**.
# 4. Apakah hasilnya tulisan yang masih diperiksa orang? → **model generatif**.
#
# Pertanyaan pertama bukan soal selera. Pasal 10 UU Nomor 27 Tahun 2022 memberi warga hak mengajukan keberatan atas keputusan otomatis.
#
# Daftar sepuluh tugasnya sama di keempat kuis berikut. Setiap tugas punya satu cara yang paling cocok.

# %% kuis="pilah-orang" poin=2

# %% kuis="pilah-aturan" poin=2

# %% kuis="pilah-model" poin=1

# %% kuis="pilah-generatif" poin=1

# %% [markdown] track="P"
# ## 5. Buat: keputusan di meja Bapak/Ibu
#
# Kembali ke hari Senin. Konsep balasan ada di meja. Pekerjaan Bapak/Ibu bukan menebak apakah “AI-nya bagus”, melainkan menunjuk kalimat yang
# perlu bukti.

# %% kuis="tandai" poin=2 track="P"

# %% [markdown] track="O"
# ## 5. Buat: mengukur sendiri
#
# ### Dua macam salah
#
# Sebuah model terlatih (fiktif) menandai aduan sebagai `mendesak` atau `biasa`. Petugas memeriksa ulang 40 aduan; kolom `asli` berisi putusan
# petugas. Satu angka “sekian persen benar” tidak cukup, sebab kedua macam salahnya tidak setara: aduan mendesak yang **lolos** bisa
# membahayakan warga, sedangkan **alarm palsu** membuang waktu petugas.

# %% track="O"
nama = {"m": "mendesak", "b": "biasa"}
asli = [nama[huruf] for huruf in "bbmbbbbmbbbbbbmbbmbbbbbbmbbbbbmbbbbmbbmb"]
tebakan = [nama[huruf] for huruf in "bbmbmbbmbbbbmbbbbmbmbbbmmbbbbbbbmbbmbmbb"]
tabel = pd.DataFrame({"asli": asli, "tebakan": tebakan})

# Tanda & berarti "dan": kedua syarat harus terpenuhi pada baris yang sama. sum() menghitung barisnya.
tertangkap = ((tabel["asli"] == "mendesak") & (tabel["tebakan"] == "mendesak")).sum()
print(f"{len(tabel)} aduan diperiksa; {tertangkap} aduan mendesak tertangkap")
tabel.head()

# %% [markdown] track="O"
# Bulan depan tabelnya berganti, jadi tulislah hitungannya sebagai fungsi. Lengkapi `hitung_salah`: bahannya sebuah `tabel` dengan kolom `asli`
# dan `tebakan` seperti tadi, hasilnya dua angka, `lolos` (aslinya mendesak, ditebak biasa) dan `alarm_palsu` (aslinya biasa, ditebak mendesak).

# %% latihan="dua-macam-salah" track="O"
### BEGIN SOLUTION
#~ def hitung_salah(tabel):
#~     lolos = ____
#~     alarm_palsu = ____
#~     return lolos, alarm_palsu
def hitung_salah(tabel):
    lolos = ((tabel["asli"] == "mendesak") & (tabel["tebakan"] == "biasa")).sum()
    alarm_palsu = ((tabel["asli"] == "biasa") & (tabel["tebakan"] == "mendesak")).sum()
    return lolos, alarm_palsu
### END SOLUTION

# %% cek="dua-macam-salah" poin=2 track="O"
### BEGIN HIDDEN TESTS
lain = pd.DataFrame({"asli": [nama[h] for h in "mmmbbbbm"], "tebakan": [nama[h] for h in "bbbmbbmm"]})
assert [int(angka) for angka in hitung_salah(lain)] == [3, 2]
### END HIDDEN TESTS

# %% [markdown] track="O"
# ### Jebakan angka dasar
#
# Tebak dulu, dengan angka keyakinan.

# %% kuis="tebak-alarm" track="O"

# %% [markdown] track="O"
# Mulai dari keadaan yang mudah: 1.000 aduan, separuhnya mendesak. Model yang sama menangkap 90% aduan mendesak dan membunyikan alarm palsu
# pada 10% aduan biasa.

# %% track="O"
tertangkap = 500 * 0.9
palsu = 500 * 0.1
print(f"alarm berbunyi {tertangkap + palsu:.0f} kali, tepat {tertangkap:.0f} kali")
print(f"bagian alarm yang tepat: {tertangkap / (tertangkap + palsu):.2f}")

# %% [markdown] track="O"
# Sekarang tulis hitungan itu sebagai fungsi untuk jumlah aduan `mendesak` dan `biasa` berapa pun. Hasilnya pecahan antara 0 dan 1.

# %% latihan="angka-dasar" track="O"
### BEGIN SOLUTION
#~ def ketepatan_alarm(mendesak, biasa):
#~     tertangkap = mendesak * 0.9
#~     alarm_palsu = ____ * ____
#~     return ____ / (____ + ____)
def ketepatan_alarm(mendesak, biasa):
    tertangkap = mendesak * 0.9
    alarm_palsu = biasa * 0.1
    return tertangkap / (tertangkap + alarm_palsu)
### END SOLUTION

# %% cek="angka-dasar" poin=3 track="O"
### BEGIN HIDDEN TESTS
assert abs(ketepatan_alarm(100, 900) - 0.5) < 1e-9
assert abs(ketepatan_alarm(50, 450) - ketepatan_alarm(10, 90)) < 1e-9
### END HIDDEN TESTS

# %% track="O"
# Bagian aduan yang mendesak, dari 1% sampai 50%, dan bagian alarm yang tepat pada masing-masing.
bagian = np.linspace(0.01, 0.5, 50)
tepat = 100 * 0.9 * bagian / (0.9 * bagian + 0.1 * (1 - bagian))
gambar, ax = plt.subplots(figsize=(7, 4.2))
ax.plot(bagian * 100, tepat, linewidth=2.5)
tiga_persen = tepat[2]
ax.scatter([3], [tiga_persen], s=80, color="#D55E00", zorder=3)
ax.text(5, tiga_persen - 3, f"3% mendesak: {tiga_persen:.0f} dari 100 alarm tepat")
ax.set_xlim(0, 50)
ax.set_ylim(0, 100)
ax.set_xlabel("aduan yang sungguh mendesak (% dari semua aduan)")
ax.set_ylabel("alarm yang tepat (% dari semua alarm)")
ax.set_title("Makin jarang kejadiannya, makin besar bagian alarm yang palsu")
show(
    ax,
    alt=f"Grafik garis: bagian alarm yang tepat naik dari {tepat[0]:.0f} persen bila 1 persen aduan mendesak sampai {tepat[-1]:.0f} persen bila separuhnya mendesak. Pada 3 persen hanya {tiga_persen:.0f} persen.",
)

# %% [markdown] track="O"
# Model yang “90% menangkap” bukan model yang “90% alarmnya tepat”. Saat penyedia menyebut satu angka, tanyakan: dari berapa banyak, dan
# seberapa jarang kejadiannya di Samarinda?

# %% [markdown] track="O"
# ### Refleksi: satu pekerjaan di OPD Anda
#
# Pilih **satu pekerjaan nyata** di OPD Anda yang sering diusulkan “pakai AI saja”. Tulis tiga sampai enam kalimat: apa pekerjaannya; cara mana
# dari keempat cara tadi yang cocok dan mengapa; satu kekeliruan yang mungkin terjadi; siapa yang menanggung akibatnya dan siapa yang memeriksa.
# Jangan menulis nama atau data pribadi warga.
#
# | Nilai | Isi jawaban |
# |---|---|
# | 3 | pekerjaan jelas, cara dipilih dengan alasan dari keempat pertanyaan, kekeliruan spesifik, pemeriksa dan waktunya disebut |
# | 2 | pekerjaan dan cara beralasan, tetapi kekeliruan atau pemeriksanya masih umum (“harus hati-hati”) |
# | 1 | pekerjaan disebut dan cara dipilih, tanpa alasan |
# | 0 | kosong, atau hanya memuji atau menolak AI secara umum |

# %% [markdown] refleksi="satu-pekerjaan" poin=3 track="O"
# Pekerjaan: memilah surat masuk di subbagian umum ke delapan bidang. Arsip tiga tahun sudah berlabel bidang dan hasilnya satu label, jadi yang cocok model terlatih; salah memilah tidak mencabut hak siapa pun asalkan cepat diperbaiki.
#
# Kekeliruan yang mungkin: surat sengketa tanah terpilah ke bidang umum lalu tenggat jawabannya lewat; yang dirugikan warga pengirim. Karena itu surat yang memuat kata sengketa, gugatan, atau somasi tetap disaring dengan aturan, dan Kasubbag Umum memeriksa 20 surat acak setiap Jumat serta mencatat berapa yang salah.

# %% [markdown] track="P"
# ## Ruang main
#
# Empat jawaban baru dari mesin simulasi yang sama. Tidak ada nilai. Coba kebiasaan baru: sebelum memberi angka, sebutkan dalam hati **bagaimana
# Bapak/Ibu akan memeriksanya**. Bila masih ada waktu, bandingkan alasan dengan rekan di sebelah.

# %% kuis="main-lagi" track="P"

# %% [markdown] track="O"
# ## Ruang main
#
# Tulis aduan Anda sendiri, jalankan, lalu bandingkan aturan dengan model. Ubah juga daftar `contoh_saya`: bisakah dua contoh berlabel keliru
# merusak model yang tadinya baik? Tidak ada yang dinilai di sini.

# %% track="O"
aduan_saya = "lampu masjid belum dipasang"
contoh_saya = [("jalan gelap sekali", "lampu jalan")]

print(pilah(aduan_saya), "(aturan)")
print(tebak(latih(contoh + contoh_saya), aduan_saya), "(model terlatih)")

# %% [markdown]
# ## Yang dibawa pulang
#
# 1. **Lancar bukan benar.** Gaya bahasa AI tidak memberi tahu kapan ia keliru, jadi keyakinan harus datang dari pemeriksaan.
# 2. **Tanyakan dari mana ia tahu.** Aturan tahu dari penulisnya, model terlatih dari contohnya, model generatif dari pola bahasa.
# 3. **Yang mencabut hak, menghukum, atau menyangkut keselamatan diputuskan orang** yang bisa dimintai penjelasan.
#
# **Besok di meja Anda:** ambil satu surat atau ringkasan yang dibantu AI. Beri angka keyakinan untuk tiap keterangan di dalamnya, baru
# periksa. Catat berapa yang meleset.

# %%
progress()

# %% [markdown]
# ## Sumber
#
# Dikumpulkan November 2026, diperiksa 24-11-2026. Sebagian besar dibaca dari halaman umum dan sumber sekunder, bukan dari naskah resminya:
# untuk dipakai dalam surat dinas, cocokkan dulu dengan naskah resmi.
#
# - Tenggat SP4N-LAPOR! (3 hari kerja, 5 hari kerja, 10 hari): halaman umum SP4N-LAPOR!. Laporan Samarinda 2022 (92; 49, 33, 10): halaman umum tentang SP4N-LAPOR! Kota Samarinda.
# - Penduduk 849.717 (2022) dan 881.225 (2024): angka Disdukcapil Kota Samarinda sebagaimana dimuat di sebuah repositori publik.
# - Kecamatan dan kelurahan: daftar kode wilayah Kemendagri dalam himpunan publik cahyadsn/wilayah.
# - UU Nomor 27 Tahun 2022 (3 × 24 jam; Pasal 10), Perpres Nomor 95 Tahun 2018, Perpres Nomor 39 Tahun 2019, SE Menkominfo Nomor 9 Tahun 2023, Keppres Nomor 38 Tahun 2025.
# - APBD 2026 (Rp5,385 triliun menjadi Rp3,18 triliun): Berita Borneo tentang rapat paripurna 28-11-2025. Angkanya dapat berubah lewat perubahan APBD.
# - Kosakata Banjar: daftar sendiri; pemakaian kata dihitung dalam kumpulan teks NusaX.
# - G. W. Brier (1950), *Verification of forecasts expressed in terms of probability*, Monthly Weather Review 78. Brier menjumlahkan denda untuk “terjadi” dan “tidak terjadi”, sehingga angkanya dua kali yang dipakai di sini.
# - Selang kepercayaan: E. B. Wilson (1927), Journal of the American Statistical Association 22.
