# ---
# id: m05
# slug: grafik-jujur
# title: Grafik jujur
# minutes: {P: 20, O: 90}
# objectives:
#   P:
#     - mengenali trik pada enam jenis grafik yang biasa masuk laporan OPD
#     - menyebutkan perbaikan yang menghapus triknya
#     - mengajukan satu pertanyaan yang tepat sebelum menandatangani
#   O:
#     - mengenali trik pada enam jenis grafik yang biasa masuk laporan OPD
#     - mengukur berapa kali sumbu terpotong melebih-lebihkan sebuah kenaikan
#     - memperbaiki grafik dengan kode, yaitu pangkal nol, satuan, urutan, judul temuan, dan penanda selain warna
#     - menulis teks pengganti yang memuat jenis, arah, dan angka
# before:
#   P: "m03: siapa pemilik sebuah tabel; tidak perlu memprogram"
#   O: "m04: menyaring, mengelompokkan, arah indikator, dan rumus capaian"
# ---

# %% [markdown] track="P"
# # Grafik jujur
#
# **Jalur pimpinan · 20 menit · tanpa mengetik kode.** Setelah modul ini Bapak/Ibu dapat mengenali trik pada enam grafik laporan,
# menyebutkan obatnya, dan mengajukan satu pertanyaan sebelum menandatangani.
#
# **Caranya:** tekan **Mulai pelajaran** di bagian atas, lalu baca dan jawab kuisnya. Gambar perbaikan muncul sesudah kuisnya dijawab
# dan **Siapkan ulang** ditekan; jawaban Bapak/Ibu tetap tersimpan.
#
# > **Angka kinerja dan belanja di modul ini fiktif**, dibuat komputer untuk latihan. Nama OPD dipakai supaya terasa dekat; tidak
# > satu pun grafik menggambarkan kinerja yang sebenarnya. Hanya Grafik 6 memakai angka yang pernah diberitakan.

# %% [markdown] track="O"
# # Grafik jujur
#
# **Jalur operator · 90 menit.** Setelah modul ini Anda dapat:
#
# - mengenali trik pada enam grafik laporan;
# - mengukur berapa kali sumbu terpotong melebih-lebihkan sebuah kenaikan;
# - memperbaiki grafik dengan kode: pangkal nol, satuan, urutan, judul temuan, penanda selain warna;
# - menulis teks pengganti bagi rekan yang tidak melihat gambarnya.
#
# **Bekal:** m04, yaitu menyaring, mengelompokkan, arah indikator, dan rumus capaian.
#
# > **Angka kinerja dan belanja di modul ini fiktif**, dibuat komputer untuk latihan. Nama OPD dipakai supaya terasa dekat; tidak
# > satu pun grafik menggambarkan kinerja yang sebenarnya. Hanya Grafik 6 memakai angka yang pernah diberitakan.

# %%
from workshop_kit import answer, check, data, hint, progress, quiz, show, start

start("m05", "id", edition=1)

# %%
import numpy as np
import pandas as pd
from matplotlib import pyplot as plt

from workshop_kit.language import language

kinerja = data.load("kinerja_opd")
apbd = data.load("apbd")


def angka(nilai, desimal=0):
    """Tulis angka cara Indonesia: titik memisah ribuan, koma memisah desimal."""
    teks = f"{nilai:,.{desimal}f}"
    return teks if language() == "en" else teks.translate(str.maketrans(",.", ".,"))


def beri_catatan(ax):
    """Tulis di bawah grafik bahwa angkanya fiktif."""
    tempat = dict(xy=(1, 0), xycoords="axes fraction", xytext=(0, -44), textcoords="offset points")
    ax.annotate("Angka fiktif untuk latihan", ha="right", fontsize=9, color="#555555", **tempat)


# %% track="P"
def sudah_dijawab(kuis):
    """Apakah kuis ini sudah dijawab? Bila belum, sebutkan cara membuka isinya."""
    if answer(kuis) is None:
        print("Jawab dahulu kuis di atas, lalu tekan Siapkan ulang di bagian atas: isinya terbuka di sini.")
    return answer(kuis) is not None


# %% track="O"
def sudah_dijawab(kuis):
    """Apakah kuis ini sudah dijawab? Bila belum, sebutkan cara membuka isi selnya."""
    if answer(kuis) is None:
        print("Jawab dahulu kuis di atas, lalu jalankan sel ini lagi.")
    return answer(kuis) is not None


# %% [markdown]
# ## Pertanyaan dari meja kerja
#
# Besok pukul 08.00 bahan paparan evaluasi tayang di layar wali kota. Pukul 15.30 staf meletakkan enam grafik di meja Bapak/Ibu
# dan berkata, “Angkanya sudah cocok dengan SIPD, tinggal paraf.” Angkanya memang cocok. Yang belum diperiksa ialah apakah
# **gambarnya** bercerita sama dengan angkanya.

# %% [markdown]
# ## Grafik 1: kurva yang selalu naik
#
# **Tebak dulu.** Lihat kurvanya, pilih jawaban, sebutkan seberapa yakin. Tebakan tidak dinilai dan hanya sekali.

# %%
setahun = apbd[apbd["tahun"] == 2025]
triwulan = np.array([setahun[f"realisasi_tw{n}_rp"].sum() for n in (1, 2, 3, 4)])
kumulatif = triwulan.cumsum() / 1e12

gambar, ax_kurva = plt.subplots()
ax_kurva.plot(range(5), [0, *kumulatif], marker="o")
ax_kurva.set_xticks(range(5), labels=["1 Jan", "Mar", "Jun", "Sep", "Des"])
ax_kurva.set_ylabel("Realisasi sampai dengan (triliun rupiah)")
ax_kurva.set_xlabel("Sampai akhir bulan, 2025")
ax_kurva.set_title("Grafik 1. “Serapan kita naik terus sepanjang tahun” (contoh berisi trik)")
beri_catatan(ax_kurva)
show(
    gambar,
    alt=f"Grafik garis bertrik: belanja kumulatif 2025 naik dari nol pada Januari sampai {angka(kumulatif[-1], 2)} triliun "
    "rupiah pada Desember. Angka fiktif.",
)

# %% kuis="tebak-desember"

# %%
desember = setahun["realisasi_desember_rp"].sum()
if sudah_dijawab("tebak-desember"):
    print(f"Belanja setahun: Rp{angka(triwulan.sum() / 1e12, 2)} triliun")
    print(f"Di antaranya pada bulan Desember saja: {angka(desember / triwulan.sum() * 100)} persen")

# %% [markdown]
# Kurva *jumlah sampai dengan* (*cumulative*) tidak bisa turun. Andai seluruh kota berhenti belanja tiga bulan, garisnya hanya
# mendatar. Maka “naik terus” bukan kabar, melainkan sifat gambarnya. Yang menjadi kabar: **seberapa cepat** uang keluar.

# %% kuis="kumulatif" poin=1 track="P"

# %% track="P"
if sudah_dijawab("kumulatif"):
    belanja = np.append(triwulan[:3], [triwulan[3] - desember, desember])
    per_bulan = belanja / np.array([3, 3, 3, 2, 1]) / 1e9
    gambar, ax = plt.subplots()
    ax.bar(range(5), per_bulan, color=["#B0B0B0"] * 4 + ["#0072B2"])
    ax.set_xticks(range(5), labels=["Jan-Mar", "Apr-Jun", "Jul-Sep", "Okt-Nov", "Des"])
    ax.set_ylabel("Belanja (miliar rupiah per bulan)")
    ax.set_title(f"Sesudah diperbaiki: Desember {angka(desember / (belanja[:4].sum() / 11), 1)} kali rata-rata bulan lain")
    beri_catatan(ax)
    show(
        gambar,
        alt=f"Grafik batang belanja per bulan 2025: paling rendah {angka(per_bulan.min())} miliar, melonjak menjadi "
        f"{angka(per_bulan[4])} miliar rupiah pada Desember. Angka fiktif.",
    )

# %% [markdown]
# ## Grafik 2: sumbu yang terpotong
#
# Baca dahulu seperti penonton di baris belakang: hanya batangnya, tanpa angkanya.

# %%
INDIKATOR_2, OPD_2 = "Persentase sampah kota yang tertangani", "DLH"
sampah = kinerja[(kinerja["indikator"] == INDIKATOR_2) & (kinerja["opd"] == OPD_2)].sort_values("tahun")
persen = sampah["realisasi"].to_numpy()
assert round(persen[-1] - persen[0]) == 8  # soal di bawah memakai pola ini

gambar, ax_potong = plt.subplots()
ax_potong.bar(sampah["tahun"].astype(str), persen)
ax_potong.set_ylim(np.floor(persen.min()) - 1, np.ceil(persen.max()))
for i, nilai in enumerate(persen):
    ax_potong.annotate(angka(nilai, 1), (i, nilai), ha="center", va="bottom")
ax_potong.set_ylabel("Sampah tertangani (persen)")
ax_potong.set_title("Grafik 2. “Penanganan sampah melesat” (contoh berisi trik)")
beri_catatan(ax_potong)
show(
    gambar,
    alt=f"Grafik batang bertrik: sumbu tegak mulai dari {angka(ax_potong.get_ylim()[0])}, sehingga {angka(persen[0], 1)} persen pada 2022 tampak jauh lebih "
    f"pendek daripada {angka(persen[-1], 1)} persen pada 2025. Angka fiktif.",
)

# %% kuis="sumbu-terpotong" poin=1 track="P"

# %% [markdown] track="O"
# **Selidiki.** Yang tampak dari sebuah batang hanyalah bagian di atas pangkal sumbu. Maka bisa diukur berapa kali mata disesatkan:
#
# - **tampak**: perbandingan batang terakhir dengan batang pertama, *sebagaimana tergambar*;
# - **sebenarnya**: perbandingan kedua nilainya;
# - **pembesaran** = tampak ÷ sebenarnya. Nilai 1 berarti jujur.
#
# Tufte (1983) menamai gagasan ini *lie factor*. Ia membandingkan persentase perubahan; di sini dipakai perbandingan tinggi, lebih
# mudah dihitung, tetapi angkanya tidak sama dengan angka Tufte.
#
# ### Latihan 1: alat ukur sumbu terpotong
#
# Lengkapi fungsi `pembesaran(ax)`. `ax.get_ylim()` memberi pangkal dan puncak sumbu; `batang.get_height()` memberi nilai sebuah
# batang, dihitung dari nol walaupun pangkalnya tidak tampak. Fungsi Anda akan dicoba pada grafik lain.

# %% latihan="pembesaran" track="O"
### BEGIN SOLUTION
#~ def pembesaran(ax):
#~     pangkal, puncak = ax.get_ylim()
#~     tinggi = [batang.get_height() for batang in ax.patches]
#~     tampak = ____
#~     sebenarnya = ____
#~     return ____
def pembesaran(ax):
    pangkal, puncak = ax.get_ylim()
    tinggi = [batang.get_height() for batang in ax.patches]
    tampak = (tinggi[-1] - pangkal) / (tinggi[0] - pangkal)
    sebenarnya = tinggi[-1] / tinggi[0]
    return tampak / sebenarnya
### END SOLUTION


print("Pembesaran pada Grafik 2:", pembesaran(ax_potong))

# %% cek="pembesaran" poin=2 track="O"

# %% [markdown] track="O"
# ### Contoh lengkap: memperbaiki Grafik 2
#
# Jalankan, lalu baca kelima langkahnya. Langkah yang sama akan Anda pakai pada Latihan 2 dan 5.

# %% track="P"
if sudah_dijawab("sumbu-terpotong"):
    gambar, ax = plt.subplots()
    ax.bar(sampah["tahun"].astype(str), persen, color=["#B0B0B0"] * (len(persen) - 1) + ["#0072B2"])
    ax.set_ylim(0, 100)
    for i, nilai in enumerate(persen):
        ax.annotate(angka(nilai, 1), (i, nilai), ha="center", va="bottom")
    ax.set_ylabel("Sampah tertangani (persen)")
    ax.set_title(f"Sesudah diperbaiki: naik {angka(persen[-1] - persen[0], 1)} poin persen dalam tiga tahun")
    beri_catatan(ax)
    show(
        gambar,
        alt=f"Grafik batang sampah tertangani, naik dari {angka(persen[0], 1)} persen pada 2022 menjadi {angka(persen[-1], 1)} persen "
        "pada 2025. Sumbu dari 0 sampai 100. Angka fiktif.",
    )

# %% track="O"
naik = persen[-1] - persen[0]

# 1. Batang dibaca dari panjangnya, maka sumbunya mulai dari nol.
gambar, ax = plt.subplots()
ax.bar(sampah["tahun"].astype(str), persen, color=["#B0B0B0"] * (len(persen) - 1) + ["#0072B2"])
ax.set_ylim(0, 100)
# 2. Angka ditulis pada batang, supaya selisih kecil tetap terbaca.
for i, nilai in enumerate(persen):
    ax.annotate(angka(nilai, 1), (i, nilai), ha="center", va="bottom")
# 3. Sumbu berlabel, lengkap dengan satuan.
ax.set_ylabel("Sampah tertangani (persen)")
# 4. Judul menyatakan temuan, dengan angka dari data, bukan kata sifat.
ax.set_title(f"Sesudah diperbaiki: naik {angka(naik, 1)} poin persen dalam tiga tahun")
beri_catatan(ax)
# 5. Teks pengganti: jenis, arah, angka.
show(
    gambar,
    alt=f"Grafik batang sampah tertangani, naik dari {angka(persen[0], 1)} persen pada 2022 menjadi {angka(persen[-1], 1)} persen "
    "pada 2025. Sumbu dari 0 sampai 100. Angka fiktif.",
)

# %% [markdown]
# **Jangan menghafal “semua sumbu harus dari nol”.** Pangkal nol wajib bagi **batang**, karena batang dibaca dari panjangnya. Garis dan
# titik dibaca dari letak dan kemiringannya; di sana sumbu boleh dipersempit asalkan rentangnya tampak dan disebut.

# %% track="O"
INDIKATOR_G, OPD_G = "Indeks kepuasan pengunjung Mal Pelayanan Publik", "DPMPTSP"
puas = kinerja[(kinerja["indikator"] == INDIKATOR_G) & (kinerja["opd"] == OPD_G)].sort_values("tahun")

gambar, (kiri, kanan) = plt.subplots(1, 2)
for ax in (kiri, kanan):
    ax.plot(puas["tahun"].astype(str), puas["realisasi"], marker="o")
kiri.set_ylim(0, 100)
kanan.set_ylim(puas["realisasi"].min() - 3, puas["realisasi"].max() + 3)
kiri.set_ylabel("Indeks kepuasan (0-100)")
kiri.set_title("Dari nol: geraknya hilang")
kanan.set_title("Dipersempit: geraknya terbaca")
kanan.set_xlabel("Sumbu tidak mulai dari nol")
beri_catatan(kanan)
show(
    gambar,
    alt=f"Dua grafik garis berisi angka sama, indeks kepuasan dari {angka(puas['realisasi'].iloc[0], 1)} pada 2022 ke "
    f"{angka(puas['realisasi'].iloc[-1], 1)} pada 2025. Kiri dari 0 sampai 100 tampak datar, kanan dipersempit tampak bergerak.",
)

# %% [markdown] track="O"
# Apakah gerak di bidang kanan itu kabar? Indeks kepuasan berasal dari survei, jadi ada **selang ketidakpastian**. Tabel kita tidak
# mencatat jumlah responden, maka sel berikut memakai **andaian** yang disebut terang-terangan.

# %% track="O"
# Andaian untuk latihan: 150 responden acak setiap tahun, simpangan baku jawaban 12 poin.
responden, simpangan = 150, 12
beda = puas["realisasi"].iloc[-1] - puas["realisasi"].iloc[-2]
# Selang 95 persen bagi selisih dua rata-rata yang saling bebas.
lebar = 1.96 * simpangan * np.sqrt(2 / responden)
print(f"Perubahan 2024 ke 2025: {angka(beda, 1)} poin")
print(f"Selang 95 persen: dari {angka(beda - lebar, 1)} sampai {angka(beda + lebar, 1)} poin")
print("Selang memuat nol: data ini belum cukup untuk menyebut ada perubahan." if abs(beda) < lebar else "Selang tidak memuat nol.")

# %% [markdown] track="O"
# Satu lagi: bila nilainya merentang dari ratusan juta sampai ratusan miliar rupiah, sumbu **logaritma** memperlihatkan perbandingan
# dengan baik. Pakailah titik, bukan batang, sebab skala logaritma tidak punya nol; tulis “skala logaritma” pada label sumbunya.

# %% [markdown]
# ## Grafik 3: dua sumbu yang diatur supaya berimpit
#
# “Anggaran naik, hasil ikut naik.” Sumbu kiri rupiah, sumbu kanan hasil. Perhatikan di angka berapa masing-masing dimulai, dan
# tanyakan berapa pasangan yang dicoba sebelum pasangan ini ditemukan.

# %%
# Cari satu pasangan yang paling cocok: pagu dan realisasi indikator mana yang bergerak paling serupa?
cocok = {}
for kunci, baris in kinerja.dropna(subset=["realisasi"]).groupby(["opd", "indikator"]):
    if len(baris) == 4 and baris["arah"].iloc[0] == "naik" and baris["realisasi"].nunique() > 1:
        cocok[kunci] = np.corrcoef(baris["pagu_rp"], baris["realisasi"])[0, 1]
OPD_3, INDIKATOR_3 = max(cocok, key=cocok.get)
pasang = kinerja[(kinerja["indikator"] == INDIKATOR_3) & (kinerja["opd"] == OPD_3)].sort_values("tahun")
tahun = pasang["tahun"].astype(str)
pagu = pasang["pagu_rp"] / 1e9
hasil = pasang["realisasi"]

gambar, ax_uang = plt.subplots()
ax_uang.plot(tahun, pagu, marker="o", label="Pagu (sumbu kiri)")
ax_hasil = ax_uang.twinx()
ax_hasil.plot(tahun, hasil, marker="s", linestyle="--", color="#D55E00", label="Hasil (sumbu kanan)")
# Kedua rentang diatur supaya titik terendah dan tertinggi kedua garis bertemu.
for ax, nilai in ((ax_uang, pagu), (ax_hasil, hasil)):
    lebar = nilai.max() - nilai.min()
    ax.set_ylim(nilai.min() - lebar / 10, nilai.max() + lebar / 10)
    ax.yaxis.set_major_formatter(lambda letak, _: angka(letak, 1))
ax_hasil.spines["right"].set_visible(True)
ax_hasil.grid(False)
ax_uang.set_ylabel("Pagu (miliar rupiah)")
ax_hasil.set_ylabel(f"{INDIKATOR_3}\n({pasang['satuan'].iloc[0]})", fontsize=9)
ax_uang.set_title("Grafik 3. “Hasil mengikuti anggaran” (contoh berisi trik)")
gambar.legend(loc="outside lower left", ncols=2)
beri_catatan(ax_uang)
show(
    gambar,
    alt=f"Grafik garis bertrik dengan dua sumbu: pagu {angka(pagu.iloc[0], 1)} ke {angka(pagu.iloc[-1], 1)} miliar rupiah dan hasil "
    f"{angka(hasil.iloc[0], 1)} ke {angka(hasil.iloc[-1], 1)}, dibuat hampir berimpit. Angka fiktif.",
)

# %% kuis="dua-sumbu" poin=2

# %%
# Rumus capaian dari m04: arah turun memakai dua kali target dikurangi realisasi.
lengkap = kinerja[kinerja["tahun"] == 2025].dropna(subset=["target", "realisasi", "pagu_rp", "serapan_rp"])
lengkap = lengkap[lengkap["target"] > 0]
arah_turun = lengkap["arah"] == "turun"
baik = np.where(arah_turun, 2 * lengkap["target"] - lengkap["realisasi"], lengkap["realisasi"])
capaian = baik / lengkap["target"] * 100
serapan_persen = lengkap["serapan_rp"] / lengkap["pagu_rp"] * 100
r = np.corrcoef(serapan_persen, capaian)[0, 1]
if sudah_dijawab("dua-sumbu"):
    print(f"Grafik 3 memuat 1 pasangan, dipilih komputer dari {len(cocok)} pasangan karena paling cocok.")

    gambar, ax = plt.subplots()
    ax.scatter(serapan_persen, capaian, alpha=0.6)
    ax.axhline(100, color="#555555", linewidth=1)
    ax.set_xlabel("Serapan (persen dari pagu)")
    ax.set_ylabel("Capaian (persen dari target)")
    ax.set_title(f"Sesudah diperbaiki: serapan tidak meramalkan capaian (r = {angka(r, 2)})")
    beri_catatan(ax)
    show(
        gambar,
        alt=f"Grafik titik {len(lengkap)} indikator 2025: titik menyebar tanpa arah, korelasi serapan dengan capaian {angka(r, 2)}. "
        "Garis mendatar menandai capaian 100 persen. Angka fiktif.",
    )

# %% [markdown]
# Satu pasangan garis selalu bisa dicari yang cocok; bila **semua** indikator tampak, pola itu lenyap. Data latihan ini sengaja dibuat
# begitu. Di OPD Bapak/Ibu polanya mungkin lain, dan korelasi bukan bukti sebab-akibat.

# %% [markdown]
# ## Grafik 4: kue yang bukan satu kue

# %%
EMPAT = ["Kec. Palaran", "Kec. Samarinda Ulu", "Kec. Sambutan", "Kec. Samarinda Kota"]
uang = apbd[(apbd["tahun"] == 2025) & apbd["opd"].isin(EMPAT)].groupby("opd")[["realisasi_rp", "pagu_perubahan_rp"]].sum()
serapan_kec = uang["realisasi_rp"] / uang["pagu_perubahan_rp"] * 100

gambar, ax = plt.subplots()
ax.pie(serapan_kec, labels=[f"{nama}\n{angka(nilai)}%" for nama, nilai in serapan_kec.items()], wedgeprops={"edgecolor": "white"})
ax.set_title("Grafik 4. “Porsi serapan kecamatan” (contoh berisi trik)", loc="center")
beri_catatan(ax)
show(
    gambar,
    alt="Grafik kue bertrik: empat irisan hampir sama besar, masing-masing berlabel persentase serapan kecamatan antara "
    f"{angka(serapan_kec.min())} dan {angka(serapan_kec.max())} persen. Angka fiktif.",
)

# %% kuis="kue" poin=1

# %%
if sudah_dijawab("kue"):
    print(f"Jumlah keempat label: {angka(serapan_kec.sum())} persen")
    urut = serapan_kec.sort_values()
    gambar, ax = plt.subplots(figsize=(8, 3))
    ax.barh(urut.index, urut)
    for i, nilai in enumerate(urut):
        pagu = uang.loc[urut.index[i], "pagu_perubahan_rp"] / 1e9
        ax.annotate(f"{angka(nilai)}% dari Rp{angka(pagu)} miliar", (nilai / 2, i), ha="center", va="center", color="white")
    ax.set_xlim(0, 100)
    ax.set_xlabel("Serapan (persen dari pagu perubahan masing-masing)")
    ax.set_title(f"Sesudah diperbaiki: serapan {angka(urut.min())} sampai {angka(urut.max())} persen")
    beri_catatan(ax)
    show(
        gambar,
        alt=f"Grafik batang mendatar serapan empat kecamatan, dari {angka(urut.min())} persen di {urut.index[0]} sampai "
        f"{angka(urut.max())} persen di {urut.index[-1]}, masing-masing dengan pagunya. Angka fiktif.",
    )

# %% [markdown]
# Pada batang, setiap persentase punya **dasarnya** sendiri: pagu ditulis di dalamnya. Persentase tanpa dasar menyembunyikan besarnya
# uang. Serapan pun bukan mutu pelayanan; jangan jadikan urutan ini peringkat kinerja.

# %% [markdown]
# ## Grafik 5: tahun yang dipilih
#
# Bidang kiri tayang di laporan, bidang kanan adalah isi tabelnya. Arah indikator ini `turun`: makin sedikit hari, makin baik.

# %%
INDIKATOR_5, OPD_5 = "Rata-rata hari penanganan laporan jalan berlubang", "DPUPR"
jalan = kinerja[(kinerja["indikator"] == INDIKATOR_5) & (kinerja["opd"] == OPD_5)].sort_values("tahun")
hari = jalan["realisasi"].tolist()
assert hari[1] < hari[2] < hari[3] < hari[0]  # soal di bawah memakai pola ini

gambar, (kiri, kanan) = plt.subplots(1, 2, sharey=True, figsize=(9, 4.5))
for ax, bagian in ((kiri, jalan.iloc[[0, -1]]), (kanan, jalan)):
    ax.plot(bagian["tahun"].astype(str), bagian["realisasi"], marker="o")
    ax.set_ylim(0, jalan["realisasi"].max() * 1.2)
    for i, nilai in enumerate(bagian["realisasi"]):
        ax.annotate(angka(nilai, 1), (i, nilai), xytext=(0, 8), textcoords="offset points", ha="center")
kiri.margins(x=0.3)
kiri.set_ylabel("Waktu penanganan (hari kerja)")
kiri.set_title("Grafik 5. “Jalan berlubang\nmakin cepat ditangani” (trik)")
kanan.set_title("Data lengkap: melambat\nsejak tahun 2023")
beri_catatan(kanan)
show(
    gambar,
    alt=f"Dua grafik garis waktu penanganan jalan berlubang. Kiri, bertrik, hanya 2022 dan 2025: turun dari {angka(jalan['realisasi'].iloc[0], 1)} "
    f"ke {angka(jalan['realisasi'].iloc[-1], 1)} hari kerja. Kanan, empat tahun: terendah {angka(jalan['realisasi'].min(), 1)} pada 2023, lalu naik. "
    "Angka fiktif.",
)

# %% kuis="tahun-pilihan" poin=2

# %% [markdown]
# Obatnya sederhana: tayangkan **semua tahun yang ada** di tabel, dengan skala yang sama, dan sebutkan bila ada tahun yang tidak ada.

# %% [markdown]
# ## Grafik 6: lingkaran yang membesar dua kali
#
# APBD Samarinda 2026 diberitakan turun dari rencana Rp5,385 triliun menjadi Rp3,18 triliun. Angkanya benar dikutip, gambarnya tidak.

# %%
rencana, ditetapkan = 5.385, 3.18
gambar, ax = plt.subplots()
ax.add_patch(plt.Circle((0, 0), rencana / 2, color="#0072B2"))
ax.add_patch(plt.Circle((6, (ditetapkan - rencana) / 2), ditetapkan / 2, color="#D55E00"))
ax.annotate(f"Rencana\nRp{angka(rencana, 3)} triliun", (0, 0), ha="center", va="center", color="white")
ax.annotate(f"Ditetapkan\nRp{angka(ditetapkan, 2)} triliun", (6, -1.1), ha="center", va="center", color="black")
ax.set_xlim(-3, 8)
ax.set_ylim(-3, 3)
ax.set_aspect("equal")
ax.axis("off")
ax.set_title("Grafik 6. “APBD 2026 tinggal sepertiganya” (contoh berisi trik)")
show(
    gambar,
    alt="Gambar bertrik: dua lingkaran dengan garis tengah sebanding rupiah, rencana 5,385 triliun dan ditetapkan 3,18 triliun, sehingga "
    "lingkaran kedua tampak jauh lebih kecil daripada seharusnya.",
)

# %% kuis="lingkaran" poin=1

# %%
if sudah_dijawab("lingkaran"):
    turun = (1 - ditetapkan / rencana) * 100
    print(f"Turun sebenarnya: {angka(turun)} persen. Luas lingkaran menyusut: {angka((1 - (ditetapkan / rencana) ** 2) * 100)} persen.")
    gambar, ax = plt.subplots(figsize=(8, 2.6))
    ax.barh([1, 0], [rencana, ditetapkan], color=["#B0B0B0", "#0072B2"])
    ax.set_yticks([1, 0], labels=["Rencana", "Ditetapkan"])
    ax.set_xlim(0, None)
    ax.set_xlabel("Triliun rupiah")
    ax.annotate(angka(rencana, 3), (rencana / 2, 1), ha="center", va="center")
    ax.annotate(angka(ditetapkan, 2), (ditetapkan / 2, 0), ha="center", va="center", color="white")
    ax.set_title(f"Sesudah diperbaiki: APBD 2026 turun {angka(turun)} persen dari rencana")
    show(
        gambar,
        alt=f"Grafik batang mendatar: APBD 2026 turun {angka(turun)} persen, dari rencana {angka(rencana, 3)} menjadi "
        f"{angka(ditetapkan, 2)} triliun rupiah.",
    )

# %% [markdown]
# Gambar tiga dimensi lebih parah: isinya tumbuh dengan pangkat tiga. Bila mata harus membandingkan besar, beri **panjang**.

# %% [markdown] track="O"
# ## Ubah: sekarang giliran Anda
#
# ### Latihan 2: bongkar kurva Grafik 1
#
# `belanja` memuat jumlah rupiah lima periode tahun 2025, `bulan` banyaknya bulan tiap periode. Gambarlah **rata-rata per bulan**
# sebagai batang, dalam miliar rupiah, pada `ax_bulan`, dengan kelima langkah contoh tadi. Ganti setiap isian `____`; isian teks ditulis di
# antara tanda kutip.

# %% latihan="per-bulan" track="O"
belanja = np.append(triwulan[:3], [triwulan[3] - desember, desember])
bulan = np.array([3, 3, 3, 2, 1])
gambar, ax_bulan = plt.subplots()
ax_bulan.set_xticks(range(5), labels=["Jan-Mar", "Apr-Jun", "Jul-Sep", "Okt-Nov", "Des"])

### BEGIN SOLUTION
#~ rata_rata = belanja ____ bulan / 1e9
#~ ax_bulan.____(range(5), rata_rata)
#~ ax_bulan.set_ylim(____, None)
#~ ax_bulan.set_ylabel(____)
#~ ax_bulan.set_title(____)
rata_rata = belanja / bulan / 1e9
ax_bulan.bar(range(5), rata_rata)
ax_bulan.set_ylim(0, None)
ax_bulan.set_ylabel("Belanja (miliar rupiah per bulan)")
ax_bulan.set_title(f"Belanja menumpuk di Desember: Rp{angka(rata_rata[4])} miliar dalam satu bulan")
### END SOLUTION

beri_catatan(ax_bulan)
show(ax_bulan, alt="Grafik batang belanja rata-rata per bulan pada lima periode tahun 2025. Angka fiktif.")

# %% cek="per-bulan" poin=2 track="O"

# %% [markdown] track="O"
# ### Latihan 3: ceritakan kepada yang tidak melihat
#
# Teks pengganti (*alternative text*) dibacakan oleh pembaca layar. Isinya tiga: **jenis** grafik, **arah**, **angka** awal dan akhir
# dengan satuannya. Jalankan sel pertama untuk melihat grafiknya, lalu tulis `alt`, paling banyak 350 huruf.

# %% track="O"
mpp = kinerja[(kinerja["opd"] == "DPMPTSP") & (kinerja["indikator"] == "Rata-rata waktu antre di Mal Pelayanan Publik")]
mpp = mpp.sort_values("tahun")


def gambar_antre():
    """Grafik yang akan Anda ceritakan."""
    gambar, ax = plt.subplots()
    ax.plot(mpp["tahun"].astype(str), mpp["realisasi"], marker="o")
    for i, nilai in enumerate(mpp["realisasi"]):
        ax.annotate(angka(nilai, 1), (i, nilai), xytext=(0, 8), textcoords="offset points", ha="center")
    ax.set_ylim(0, mpp["realisasi"].max() * 1.2)
    ax.set_ylabel("Waktu antre rata-rata (menit)")
    ax.set_title("Waktu antre di Mal Pelayanan Publik, 2022-2025")
    beri_catatan(ax)
    return gambar


show(gambar_antre(), alt="Teks pengganti grafik ini sengaja belum ada: Anda yang menulisnya di sel berikut.")

# %% latihan="teks-pengganti" track="O"
from textwrap import shorten

### BEGIN SOLUTION
#~ alt = ____
awal, akhir = mpp["realisasi"].iloc[0], mpp["realisasi"].iloc[-1]
alt = shorten(
    text=f"Grafik garis waktu antre di Mal Pelayanan Publik, turun dari {angka(awal, 1)} menit pada 2022 menjadi "
    f"{angka(akhir, 1)} menit pada 2025. Angka fiktif.",
    width=350,
)
### END SOLUTION

show(gambar_antre(), alt=alt)

# %% cek="teks-pengganti" poin=2 track="O"

# %% [markdown] track="O"
# ### Latihan 4: lulus mesin fotokopi
#
# Notulen rapat difotokopi hitam putih, dan dalam survei besar di Tiongkok dan Jepang 4 sampai 6,5 persen laki-laki sulit membedakan
# merah dan hijau (Birch, 2012). Sel pertama membuat grafik yang bergantung pada warna saja, dengan keterangan menurut abjad. Lihat,
# lalu gambar ulang sebagai `ax_terbaca`:
#
# - setiap garis berbeda **bentuk penanda** atau **pola garis**;
# - urutan keterangan sama dengan urutan garis pada tahun terakhir, dari atas ke bawah;
# - sumbu tegak bersatuan.

# %% track="O"
posyandu = kinerja[kinerja["indikator"] == "Persentase posyandu aktif"].dropna(subset=["realisasi"]).sort_values("tahun")

gambar, ax_warna = plt.subplots()
for (kecamatan, baris), warna in zip(posyandu.groupby("opd"), ["red", "green", "brown", "olive"], strict=True):
    ax_warna.plot(baris["tahun"].astype(str), baris["realisasi"], color=warna, label=kecamatan)
ax_warna.legend()
ax_warna.set_title("Posyandu aktif per kecamatan (contoh yang perlu diperbaiki)")
beri_catatan(ax_warna)
show(
    gambar,
    alt="Grafik garis posyandu aktif di empat kecamatan, 2022 sampai 2025, dibedakan hanya oleh warna merah, hijau, cokelat, dan zaitun. "
    "Angka fiktif.",
)

# %% latihan="tanpa-warna" track="O"
nilai_akhir = posyandu.groupby("opd")["realisasi"].last().sort_values(ascending=False)
urutan = nilai_akhir.index
bentuk = ["o", "s", "^", "D"]
gambar, ax_terbaca = plt.subplots()
ax_terbaca.set_ylim(0, 100)
ax_terbaca.set_title(f"Posyandu aktif 2025: {angka(nilai_akhir.min())} sampai {angka(nilai_akhir.max())} persen")

### BEGIN SOLUTION
#~ for i, kecamatan in enumerate(____):
#~     baris = posyandu[posyandu["opd"] == kecamatan]
#~     ax_terbaca.plot(baris["tahun"].astype(str), baris["realisasi"], ____, ____)
#~ ____
#~ ____
for i, kecamatan in enumerate(urutan):
    baris = posyandu[posyandu["opd"] == kecamatan]
    ax_terbaca.plot(baris["tahun"].astype(str), baris["realisasi"], marker=bentuk[i], label=kecamatan)
ax_terbaca.set_ylabel("Posyandu aktif (persen)")
ax_terbaca.legend()
### END SOLUTION

beri_catatan(ax_terbaca)
show(ax_terbaca, alt="Grafik garis posyandu aktif di empat kecamatan, 2022 sampai 2025. Angka fiktif.")

# %% cek="tanpa-warna" poin=2 track="O"

# %% [markdown] track="O"
# ## Buat: grafik Anda sendiri
#
# ### Latihan 5: pemangkasan 2026, OPD mana paling dalam?
#
# Tulis fungsi `grafik_pangkas(tabel)` yang menerima tabel dengan kolom `opd`, `pagu_murni_rp`, dan `pagu_perubahan_rp` (satu baris per
# program) dan mengembalikan `ax`. Untuk setiap OPD, hitung berapa persen pagunya dipangkas. Grafiknya:
#
# - satu batang per OPD, mulai dari nol, paling dalam dibaca pertama;
# - sumbu nilai menyebut satuan;
# - judul menyebut OPD yang paling dalam dipangkas dan persennya, **diambil dari data**, sebab fungsi ini akan dicoba pada tabel
#   yang belum pernah Anda lihat.
#
# Besarnya pemangkasan adalah keputusan anggaran, bukan nilai kinerja: urutan ini bukan peringkat OPD.

# %% latihan="pangkas" track="O"
rencana_2026 = apbd[apbd["tahun"] == 2026]
### BEGIN SOLUTION
def grafik_pangkas(tabel):
    per_opd = tabel.groupby("opd")[["pagu_murni_rp", "pagu_perubahan_rp"]].sum()
    pangkas = (1 - per_opd["pagu_perubahan_rp"] / per_opd["pagu_murni_rp"]) * 100
    pangkas = pangkas.sort_values()
    gambar, ax = plt.subplots(figsize=(8, 1.5 + 0.25 * len(pangkas)))
    ax.barh(pangkas.index, pangkas)
    ax.set_xlim(0, None)
    ax.set_xlabel("Pemangkasan (persen dari pagu semula)")
    ax.set_title(f"{pangkas.index[-1]} dipangkas paling dalam: {angka(pangkas.iloc[-1])} persen")
    beri_catatan(ax)
    return ax


show(grafik_pangkas(rencana_2026), alt="Grafik batang mendatar pemangkasan pagu 2026 per OPD, terurut. Angka fiktif.")
### END SOLUTION

# %% cek="pangkas" poin=3 track="O"

# %% [markdown] track="O"
# ### Refleksi: layar wali kota
#
# Besok grafik berikut tayang selama dua puluh detik di layar wali kota: *dua bidang berdampingan, kiri Kecamatan A dengan sumbu 60 sampai 64, kanan
# Kecamatan B dengan sumbu 0 sampai 100; batang merah bila turun, hijau bila naik; judul “Perkembangan Indeks Kepuasan”; tanpa keterangan
# jumlah responden.* Indeks A naik dari 61,2 ke 62,9 (120 responden), B dari 78,4 ke 80,1 (35 responden); simpangan baku
# jawaban 12 poin. Kecamatan dan angkanya fiktif.
#
# Tulis rancangan penggantinya: (1) judul yang menyatakan temuan, (2) jenis grafik dan sumbunya, (3) penanda selain warna, (4) catatan
# kaki, (5) teks pengganti, (6) satu hal yang **tidak** dapat disimpulkan.
#
# | tingkat | yang terlihat pada jawaban |
# |---|---|
# | 3 | Keenam bagian ada; skala disamakan; judul tidak melampaui data (responden sedikit, kenaikan belum pasti); teks pengganti memuat jenis, arah, angka |
# | 2 | Skala disamakan dan judul menyatakan temuan, tetapi ketidakpastian atau satu bagian lain terlewat |
# | 1 | Hanya tampilan yang diperbaiki (warna, huruf, judul umum); skala tetap berbeda |
# | 0 | Kosong, atau rancangan baru menyesatkan dengan cara lain |

# %% [markdown] refleksi="layar-wali-kota" poin=3 track="O"
# 1. **Judul:** “Indeks kepuasan dua kecamatan naik tipis; responden terlalu sedikit untuk memastikan.”
# 2. **Jenis dan sumbu:** grafik titik dengan garis selang 95 persen, satu bidang, satu sumbu 50 sampai 100 bagi keduanya; angka ditulis di
#    samping titik. Titik, bukan batang, jadi sumbu boleh tidak mulai dari nol dan rentangnya disebut.
# 3. **Penanda:** tahun lama lingkaran kosong, tahun baru lingkaran penuh; nama kecamatan ditulis langsung; merah-hijau dibuang.
# 4. **Catatan kaki:** “Survei kepuasan, indeks 0-100; A 120 dan B 35 responden. Selang 95 persen bagi kenaikan: A 1,7 ± 3,0; B
#    1,7 ± 5,6; keduanya memuat nol. Angka fiktif.”
# 5. **Teks pengganti:** “Grafik titik indeks kepuasan: Kecamatan A naik dari 61,2 ke 62,9 dan B dari 78,4 ke 80,1; kedua kenaikan masih
#    di dalam selang ketidakpastian.”
# 6. **Tidak dapat disimpulkan:** bahwa pelayanan membaik; juga bahwa pelayanan B lebih baik daripada A, sebab yang menjawab di B mungkin
#    golongan warga yang berbeda.

# %% [markdown]
# ## Ruang main
#
# Data sama, empat pangkal sumbu. Pada pangkal berapa Bapak/Ibu mulai merasa tertipu?

# %%
# Jalur operator: ganti indikator, OPD, atau daftar pangkal, lalu jalankan lagi.
main_indikator, main_opd = INDIKATOR_2, OPD_2
daftar_pangkal = [0, 40, 60, 78]

main = kinerja[(kinerja["indikator"] == main_indikator) & (kinerja["opd"] == main_opd)].sort_values("tahun")
gambar, semua_ax = plt.subplots(1, len(daftar_pangkal), figsize=(10, 3.2))
for ax, pangkal in zip(semua_ax, daftar_pangkal, strict=True):
    ax.bar(main["tahun"].astype(str).str[-2:], main["realisasi"])
    ax.set_ylim(pangkal, main["realisasi"].max() * 1.03)
    ax.locator_params(axis="y", integer=True)
    ax.set_title(f"Mulai dari {angka(pangkal)}")
    ax.set_xlabel("2022-2025")
semua_ax[0].set_ylabel(main["satuan"].iloc[0])
gambar.suptitle("Angka tidak berubah, kesannya berubah")
beri_catatan(semua_ax[-1])
show(gambar, alt="Empat grafik batang dari data yang sama dengan pangkal sumbu makin tinggi: selisihnya tampak makin besar. Angka fiktif.")

# %% [markdown]
# ## Yang dibawa pulang
#
# 1. Batang mulai dari nol; garis boleh tidak, asalkan rentangnya disebut.
# 2. Dua sumbu, tahun pilihan, kue, dan kurva kumulatif bisa berisi angka yang benar semuanya dan tetap menyesatkan.
# 3. Judul menyatakan temuan beserta angkanya, dan grafik terbaca tanpa warna.

# %% [markdown] track="P"
# **Satu hal besok pagi:** sebelum memaraf bahan tayang berikutnya, tunjuk satu grafik dan tanyakan, “Sumbunya mulai dari berapa, dan tahun mana
# yang tidak ikut?”

# %% [markdown] track="O"
# **Satu hal besok pagi:** ambil satu grafik dari laporan OPD Anda yang terakhir, ukur pembesarannya, dan kirim versi perbaikannya kepada
# atasan bersama versi lamanya.

# %%
progress()

# %% [markdown]
# ## Sumber
#
# - Tabel `kinerja_opd` dan `apbd`: data buatan paket ini, dengan pola yang sengaja ditanam. Bukan data kota yang sebenarnya.
# - APBD Samarinda 2026, rencana Rp5,385 triliun dan penetapan Rp3,18 triliun: Indeks Media Kaltim, pernyataan 2 Desember 2025,
#   [kaltim.indeksmedia.id](https://kaltim.indeksmedia.id/apbd-samarinda-turun-jadi-rp318-triliun-pemkot-siapkan-efisiensi-dan-strategi-lobi-ke-pusat).
#   Diperiksa 24 November 2026.
# - *Lie factor*: Edward R. Tufte, *The Visual Display of Quantitative Information*, 1983. Cara menghitungnya diperdebatkan di
#   [edwardtufte.com](https://www.edwardtufte.com/notebook/computing-lie-factor-by-dividing-percentages/). Diperiksa 24 November 2026.
# - Buta warna merah-hijau: J. Birch, *Worldwide prevalence of red-green color deficiency*, 2012,
#   [pubmed.ncbi.nlm.nih.gov/22472762](https://pubmed.ncbi.nlm.nih.gov/22472762/). Angka Indonesia tidak ditemukan. Diperiksa 24 November 2026.
# - Teks pengganti, jenis-data-alasan: Amy Cesal, 23 Juli 2020,
#   [nightingaledvs.com](https://nightingaledvs.com/writing-alt-text-for-data-visualization/). Diperiksa 24 November 2026.
