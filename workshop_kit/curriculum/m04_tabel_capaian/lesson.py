# ---
# id: m04
# slug: tabel-capaian
# title: Tabel capaian
# minutes: {O: 150}
# objectives:
#   - menyaring dan mengelompokkan tabel kinerja dengan pandas
#   - menghitung persentase capaian sesuai arah indikator
#   - memperlakukan target kosong dengan jujur, tidak sebagai 0 dan tidak sebagai 100
#   - menyusun papan capaian OPD yang tahan uji dan menjelaskan batasnya
# before: {O: "m03: kunci, satuan, dan metadata sebuah tabel; menjalankan sel dengan Shift+Enter"}
# ---

# %% [markdown]
# # Tabel capaian
#
# **Jalur operator · 150 menit.** Setelah modul ini Anda dapat:
#
# - menyaring dan mengelompokkan tabel kinerja dengan pandas;
# - menghitung persentase capaian sesuai arah indikator;
# - memperlakukan target kosong dengan jujur, tidak sebagai 0 dan tidak sebagai 100;
# - menyusun papan capaian OPD yang tahan uji dan menjelaskan batasnya.
#
# **Bekal:** m03, yaitu kunci, satuan, dan metadata sebuah tabel. Anda belum perlu pernah memprogram.
#
# > **Semua angka di modul ini fiktif.** Target, realisasi, pagu, dan serapan dibuat oleh komputer untuk latihan, termasuk
# > pola yang nanti Anda temukan di dalamnya. Tidak satu pun angka di sini menggambarkan kinerja OPD yang sebenarnya.

# %%
from workshop_kit import check, data, hint, progress, quiz, show, start

start("m04", "id", edition=1)

# %% [markdown]
# ## Pertanyaan dari meja kerja
#
# Pukul 14.10 masuk pesan dari Asisten: *“Tolong sebelum rapat pukul 16.00: OPD mana yang capaian 2025-nya paling baik,
# mana yang perlu didampingi. Satu halaman saja.”* Tabelnya sudah ada di komputer Bapak/Ibu. Membuat peringkatnya cukup lima
# menit. Membuatnya sedemikian rupa sehingga kepala OPD di urutan bawah tidak dapat menunjukkan bahwa hitungannya keliru,
# itulah isi modul ini.

# %% [markdown]
# ## 1. Tebak dulu
#
# Jawab sebelum melihat tabel mana pun. Tebakan tidak dinilai, tetapi hanya bisa diberikan sekali.

# %% kuis="tebak-arah"

# %% [markdown]
# ## 2. Kenali tabelnya
#
# Satu baris adalah **satu indikator, milik satu OPD, pada satu tahun**. Inilah kebiasaan pertama seorang operator data:
# sebelum menghitung apa pun, sebutkan dulu satu baris itu mewakili apa.

# %%
# pandas mengolah tabel, numpy menghitung, matplotlib menggambar.
import numpy as np
import pandas as pd
from matplotlib import pyplot as plt

tabel = data.load("kinerja_opd")

print(f"{len(tabel)} baris, {tabel['opd'].nunique()} OPD, tahun {tabel['tahun'].min()} sampai {tabel['tahun'].max()}")
tabel.head()

# %% [markdown]
# Kolom yang paling sering menjebak:
#
# | kolom | isinya | yang perlu diingat |
# |---|---|---|
# | `arah` | `naik` atau `turun` | `naik`: makin besar makin baik. `turun`: makin kecil makin baik |
# | `target`, `realisasi` | angka dalam `satuan` baris itu | boleh kosong; kosong ditulis `NaN` |
# | `pagu_rp`, `serapan_rp` | rupiah | uang yang tersedia dan uang yang terpakai, bukan hasil kerja |
#
# Python menulis koma desimal sebagai titik: `87.5` dibaca delapan puluh tujuh koma lima.
#
# Sekarang jalankan sel berikut. **Tebak dulu** di dalam hati: berapa dari seratus indikator yang arahnya `turun`?

# %%
bagian_turun = (tabel["arah"] == "turun").mean() * 100
print(f"Indikator berarah turun: {bagian_turun:.0f} dari setiap 100")
print("Sel kosong per kolom:")
tabel[["target", "realisasi", "pagu_rp", "serapan_rp"]].isna().sum()

# %% [markdown]
# ## 3. Menyaring: ajukan pertanyaan ya atau tidak
#
# Menyaring (*filter*) di pandas terjadi dalam dua langkah. Pertama, setiap baris diberi pertanyaan ya/tidak. Kedua, hanya
# baris yang menjawab ya (`True`) yang disimpan.

# %%
# Langkah 1: pertanyaan untuk setiap baris. Dua tanda sama dengan (==) artinya "apakah sama".
apakah_2025 = tabel["tahun"] == 2025
print("Jawaban tiga baris pertama:", apakah_2025.head(3).tolist())
print("Banyaknya jawaban ya:", apakah_2025.sum())

# Langkah 2: simpan baris yang menjawab ya.
tabel_2025 = tabel[apakah_2025]

# Dua pertanyaan sekaligus: & berarti "dan". Setiap pertanyaan diberi kurung sendiri.
turun_2025 = tabel[(tabel["tahun"] == 2025) & (tabel["arah"] == "turun")]
turun_2025[["opd", "indikator", "satuan", "target", "realisasi"]].head()

# %% [markdown]
# **Selidiki.** Baca baris pertama hasil itu keras-keras sebagai satu kalimat: siapa, apa, targetnya berapa, hasilnya berapa,
# baik atau buruk? Lalu ganti `&` dengan `|` (artinya “atau”), jalankan lagi, dan jelaskan kepada teman sebelah mengapa
# barisnya bertambah banyak. Kembalikan ke `&`.
#
# ### Latihan 1: tabel milik Disdukcapil
#
# Ambil semua baris milik `Disdukcapil` dari **dua tahun terakhir, 2024 dan 2025**, simpan sebagai `milik_kami`. Ganti setiap
# isian `____`.

# %% latihan="saring"
### BEGIN SOLUTION
#~ milik_kami = tabel[(tabel["opd"] == ____) & (tabel["tahun"] ____ 2024)]
#~ milik_kami[["tahun", "indikator", "arah", "target", "realisasi"]]
milik_kami = tabel[(tabel["opd"] == "Disdukcapil") & (tabel["tahun"] >= 2024)]
milik_kami[["tahun", "indikator", "arah", "target", "realisasi"]]
### END SOLUTION

# %% cek="saring" poin=2

# %% [markdown]
# ## 4. Mengelompokkan: satu jawaban per kelompok
#
# Mengelompokkan (*group*) berarti menumpuk baris yang sama kuncinya, lalu menghitung satu angka untuk setiap tumpukan.
# Perhatikan beda dua kata ini:
#
# - `size()` menghitung **baris**, kosong atau tidak;
# - `count()` menghitung **sel yang terisi** pada satu kolom.

# %%
per_tahun = tabel.groupby("tahun")
print("Banyaknya indikator per tahun:")
print(per_tahun.size().to_string())
print("Realisasi yang terisi per tahun:")
print(per_tahun["realisasi"].count().to_string())

# %% [markdown]
# ### Latihan 2: siapa yang perlu ditanya?
#
# Dari `tabel_2025`, hitung **per OPD**: `jumlah_indikator` (banyaknya baris) dan `target_terisi` (banyaknya target yang
# terisi). Lalu buat `perlu_ditanya`: daftar OPD yang masih punya target kosong. Daftar ini bukan daftar OPD yang buruk,
# melainkan daftar telepon Anda sore ini.

# %% latihan="kelompok"
### BEGIN SOLUTION
#~ jumlah_indikator = tabel_2025.groupby(____).____()
#~ target_terisi = tabel_2025.groupby(____)["target"].____()
#~ perlu_ditanya = jumlah_indikator[jumlah_indikator ____ target_terisi].index.tolist()
#~ perlu_ditanya
jumlah_indikator = tabel_2025.groupby("opd").size()
target_terisi = tabel_2025.groupby("opd")["target"].count()
perlu_ditanya = jumlah_indikator[jumlah_indikator > target_terisi].index.tolist()
perlu_ditanya
### END SOLUTION

# %% cek="kelompok" poin=3

# %% [markdown]
# ## 5. Capaian: arah menentukan rumus
#
# Kembali ke tebakan di awal: target 5 hari, realisasi 8 hari. Mari hitung dengan tiga rumus.

# %%
target, realisasi = 5, 8
print(f"realisasi / target               = {realisasi / target * 100:.1f} persen")
print(f"target / realisasi               = {target / realisasi * 100:.1f} persen")
print(f"(2 x target - realisasi) / target = {(2 * target - realisasi) / target * 100:.1f} persen")

# %% [markdown]
# Rumus pertama memuji keterlambatan, jadi untuk arah `turun` ia salah. Dua rumus lainnya sama-sama berkata “belum tercapai”,
# tetapi angkanya berbeda. Gambar berikut menunjukkan perilakunya untuk semua kemungkinan realisasi.

# %%
target = 5
hari = np.linspace(0.5, 14, 200)
_, ax = plt.subplots()
ax.plot(hari, hari / target * 100, linestyle=":", label="realisasi / target (salah arah)")
ax.plot(hari, target / hari * 100, linestyle="--", label="target / realisasi")
ax.plot(hari, (2 * target - hari) / target * 100, label="(2 x target - realisasi) / target")
ax.axhline(0, color="black", linewidth=0.8)
ax.plot(target, 100, marker="o", color="black")
ax.annotate("tepat di target: 100 persen", (target, 100), xytext=(4.6, 240), arrowprops={"arrowstyle": "->"})
ax.set_ylim(-170, 320)
ax.set_title("Kedua rumus untuk arah turun hanya bertemu di target")
ax.set_xlabel("Realisasi (hari), dengan target 5 hari")
ax.set_ylabel("Capaian (persen)")
ax.legend(title="Contoh hitungan, bukan data", loc="lower left")
show(
    ax,
    alt="Grafik garis capaian terhadap realisasi 0,5 sampai 14 hari dengan target 5 hari. Rumus realisasi dibagi target terus naik. "
    "Rumus target dibagi realisasi melonjak di dekat nol lalu mendatar di atas nol. Rumus dua kali target dikurangi realisasi turun "
    "lurus dan menembus nol pada 10 hari. Ketiganya bertemu di 100 persen pada 5 hari.",
)

# %% [markdown]
# **Modul ini memakai (2 × target − realisasi) ÷ target × 100 untuk arah `turun`.** Alasannya: setiap selisih sebesar sepersepuluh
# target selalu bernilai 10 poin, persis seperti pada rumus arah `naik`; dan rumus ini tetap dapat dihitung ketika realisasinya nol,
# misalnya nol aduan yang lewat batas waktu. Setidaknya satu laporan kinerja kabupaten memakai rumus yang sama [1].
#
# **Batasnya.** Nilainya negatif bila realisasi lebih dari dua kali target, tidak pernah melebihi 200, dan tidak dapat dihitung bila
# targetnya nol. Rumus target ÷ realisasi punya batas lain: tidak dapat dihitung bila realisasi nol, dan nilai buruk tampak lebih
# ringan karena tidak pernah negatif.
#
# **Pedoman tiap instansi berbeda**, juga batas kategorinya: dua laporan kabupaten yang kami baca memakai skala “sangat baik” yang
# tidak sama [1, 2]. Kami tidak menemukan satu standar nasional untuk capaian indikator OPD (diperiksa 24-11-2026). Karena itu, tulis
# rumus yang dipakai di bawah setiap tabel, dan ikuti pedoman OPD Anda bila ada.
#
# Memilih rumus menurut arah dikerjakan `np.where(pertanyaan, jika_ya, jika_tidak)`. Contohnya dengan kata dulu:

# %%
artinya = np.where(tabel_2025["arah"] == "turun", "makin kecil makin baik", "makin besar makin baik")
tabel_2025[["opd", "indikator", "arah"]].assign(artinya=artinya).head(4)

# %% [markdown]
# ### Latihan 3: capaian dua arah
#
# Hitung `capaian` (persen) untuk **setiap baris** `tabel_2025`: rumus biasa untuk arah `naik`, rumus modul ini untuk arah `turun`.
# Baris yang target atau realisasinya kosong biarkan kosong; pandas mengurusnya sendiri.

# %% latihan="capaian"
T = tabel_2025["target"]
R = tabel_2025["realisasi"]
### BEGIN SOLUTION
#~ jika_naik = R / T * 100
#~ jika_turun = (____ - ____) / ____ * 100
#~ capaian = np.where(tabel_2025["arah"] == ____, jika_turun, ____)
#~ tabel_2025[["opd", "indikator", "arah", "target", "realisasi"]].assign(capaian=capaian).head(8)
jika_naik = R / T * 100
jika_turun = (2 * T - R) / T * 100
capaian = np.where(tabel_2025["arah"] == "turun", jika_turun, jika_naik)
tabel_2025[["opd", "indikator", "arah", "target", "realisasi"]].assign(capaian=capaian).head(8)
### END SOLUTION

# %% cek="capaian" poin=3

# %% [markdown]
# ## 6. Target kosong: tidak 0, tidak 100, tetapi disebut
#
# Untuk menjawab “tercapai atau tidak” kita tidak perlu membagi apa pun. Arah `naik` tercapai bila realisasi ≥ target. Arah `turun`
# tercapai bila realisasi ≤ target. Jawaban ini **sama untuk kedua rumus arah turun** tadi, dan tetap berlaku bila targetnya nol.
#
# Lalu bagaimana dengan yang kosong? Sel berikut mengambil satu OPD dengan sel kosong terbanyak sepanjang empat tahun dan
# menghitung bagian indikatornya yang tercapai dengan tiga cara.

# %%
kosong = tabel["target"].isna() | tabel["realisasi"].isna()
per_opd = kosong.groupby(tabel["opd"]).sum().sort_values(ascending=False)
print(f"{per_opd.head(2).sum()} dari {per_opd.sum()} baris yang tidak dapat dinilai ada di dua OPD saja")
contoh_opd = per_opd.index[0]
baris = tabel[tabel["opd"] == contoh_opd]
lengkap = baris.dropna(subset=["target", "realisasi"])
selisih = (lengkap["realisasi"] - lengkap["target"]) * lengkap["arah"].map({"naik": 1, "turun": -1})
n_tercapai = int((selisih >= 0).sum())
n_kosong = len(baris) - len(lengkap)
print(f"{contoh_opd} (angka fiktif): {n_tercapai} tercapai, {len(lengkap) - n_tercapai} tidak tercapai, {n_kosong} tidak dapat dinilai")
print(f"Kosong dianggap gagal    : {n_tercapai / len(baris) * 100:.1f} persen tercapai")
print(f"Kosong dianggap berhasil : {(n_tercapai + n_kosong) / len(baris) * 100:.1f} persen tercapai")
print(f"Kosong disisihkan        : {n_tercapai / len(lengkap) * 100:.1f} persen dari {len(lengkap)} indikator yang dapat dinilai")

# %% [markdown]
# Dua cara pertama mengarang data: yang satu menghukum, yang lain memberi hadiah. Cara ketiga jujur **asal jumlah yang disisihkan
# ikut ditulis**, sebab OPD yang hanya mengisi indikator bagusnya akan tampak hebat. Dua angka pertama tetap berguna sebagai batas
# bawah dan batas atas: di antara keduanya letak jawaban seandainya semua sel terisi.
#
# Kekosongan pun jarang tersebar merata. Bila menumpuk pada satu dua OPD, seperti di baris pertama keluaran tadi, tanyakan sebabnya
# sebelum membandingkan mereka dengan siapa pun.
#
# Awas satu jebakan: membandingkan sel kosong dengan `>=` atau `<=` selalu menjawab `False`. Sel kosong yang tidak disisihkan akan
# diam-diam dihitung sebagai “tidak tercapai”.

# %%
print("Apakah 80 >= kosong?", 80 >= np.nan)
print("Apakah 80 <= kosong?", 80 <= np.nan)

# %% [markdown]
# ### Latihan 4: susun urutannya
#
# Sebelum menulis kode sendiri, susun langkah menuju papan capaian yang adil. Urutan yang keliru sering menghasilkan angka
# tanpa pesan galat apa pun.

# %% kuis="urutan" poin=2

# %% [markdown]
# ### Latihan 5: satu resep untuk baris mana pun
#
# Hitungan yang akan diulang ditulis sebagai **fungsi**: resep bernama yang menerima bahan lewat kurungnya dan menyerahkan hasil dengan
# `return`. Contohnya menghitung bagian indikator yang arahnya turun; bahannya bernama `baris`.

# %%
def bagian_turun_persen(baris):
    """Berapa persen indikator pada baris ini yang arahnya turun."""
    return (baris["arah"] == "turun").mean() * 100


print(f"2025: {bagian_turun_persen(tabel_2025):.1f} persen. Empat tahun: {bagian_turun_persen(tabel):.1f} persen.")

# %% [markdown]
# Lengkapi fungsi `hitung_tercapai(baris)` yang menyerahkan dua angka, dengan urutan ini:
#
# - `tidak_dinilai`: banyaknya indikator yang target **atau** realisasinya kosong;
# - `tercapai_persen`: berapa persen dari indikator yang **dapat dinilai** tercapai, dengan memperhatikan arah.
#
# Fungsi Anda dijalankan untuk seluruh OPD pada 2025, lalu dicoba pada tabel lain.

# %% latihan="target-kosong"
### BEGIN SOLUTION
#~ def hitung_tercapai(baris):
#~     dinilai = baris.dropna(subset=[____])
#~     tidak_dinilai = len(baris) - len(dinilai)
#~     tercapai = np.where(
#~         dinilai["arah"] == "turun",
#~         dinilai["realisasi"] ____ dinilai["target"],
#~         dinilai["realisasi"] ____ dinilai["target"],
#~     )
#~     tercapai_persen = ____
#~     return tidak_dinilai, tercapai_persen
def hitung_tercapai(baris):
    dinilai = baris.dropna(subset=["target", "realisasi"])
    tidak_dinilai = len(baris) - len(dinilai)
    tercapai = np.where(
        dinilai["arah"] == "turun",
        dinilai["realisasi"] <= dinilai["target"],
        dinilai["realisasi"] >= dinilai["target"],
    )
    tercapai_persen = tercapai.mean() * 100
    return tidak_dinilai, tercapai_persen
### END SOLUTION


print("2025 (tidak dinilai, persen tercapai):", np.array(hitung_tercapai(tabel_2025)))

# %% cek="target-kosong" poin=3

# %% [markdown]
# ## 7. Papan capaian yang tahan uji
#
# Sekarang permintaan Asisten. Cara yang paling sering dipakai adalah rata-rata capaian per OPD. Sel berikut menghitungnya untuk
# 2025, dengan rumus yang sudah benar arahnya, berdampingan dengan median (nilai tengah). `agg` memberi nama pada setiap hasil.

# %%
dasar = tabel_2025.dropna(subset=["target", "realisasi"])
persen = (dasar["realisasi"] / dasar["target"] * 100).where(dasar["arah"] == "naik", 200 - dasar["realisasi"] / dasar["target"] * 100)
ringkas = (
    dasar.assign(persen=persen)
    .groupby("opd")
    .agg(indikator=("persen", "count"), rata_rata=("persen", "mean"), tengah=("persen", "median"))
)
ringkas["beda"] = (ringkas["rata_rata"] - ringkas["tengah"]).abs()
ringkas = ringkas.sort_values("beda", ascending=False)

teratas = ringkas.index[0]
jauh = (persen[dasar["opd"] == teratas] - ringkas.loc[teratas, "tengah"]).abs().idxmax()
print(f"Beda terbesar: {teratas}. Indikator yang paling jauh dari mediannya: {dasar.loc[jauh, 'indikator']}")
print(f"target {dasar.loc[jauh, 'target']:g}, realisasi {dasar.loc[jauh, 'realisasi']:g}, capaian {persen[jauh]:.1f} persen (angka fiktif)")
ringkas.round(1).head(5)

# %% [markdown]
# Tabel itu memuat lima OPD yang rata-rata dan mediannya paling berjauhan. Satu indikator yang melonjak atau terjun cukup untuk menarik
# rata-rata OPD itu, sedangkan median hampir tidak bergerak. Satu indikator tidak boleh menentukan nasib satu OPD, jadi modul ini
# memakai ukuran yang paling mudah dipertanggungjawabkan: **bagian indikator yang tercapai**, dengan tiga syarat.
#
# 1. Arahnya diperhatikan. Tanpa arah, jangan membuat peringkat.
# 2. Yang kosong disisihkan dan jumlahnya disebut.
# 3. OPD dengan indikator yang dapat dinilai **kurang dari 4** tidak diurutkan; sebut sebagai “terlalu sedikit untuk dinilai”.
#
# Angka 4 adalah kesepakatan modul ini, bukan aturan resmi. Kesepakatan boleh berbeda, asal ditetapkan **sebelum** hasilnya dilihat.
# Bagian yang tercapai juga punya kelemahan: meleset tipis dan meleset jauh dihitung sama, semua indikator dianggap sama penting,
# dan OPD yang memasang target mudah diuntungkan.
#
# ### Latihan 6: papan capaian 2025
#
# Buat tabel `papan` untuk 2025, satu baris per OPD, dengan dua kolom: `dinilai` (banyaknya indikator yang dapat dinilai) dan
# `tercapai_persen`. Hanya OPD dengan sedikitnya 4 indikator yang dapat dinilai, urut dari `tercapai_persen` tertinggi.

# %% latihan="papan"
### BEGIN SOLUTION
isi = tabel_2025.dropna(subset=["target", "realisasi"])
status = np.where(isi["arah"] == "turun", isi["realisasi"] <= isi["target"], isi["realisasi"] >= isi["target"])
papan = (
    isi.assign(status=status * 100)
    .groupby("opd")
    .agg(dinilai=("status", "count"), tercapai_persen=("status", "mean"))
)
papan = papan[papan["dinilai"] >= 4].sort_values("tercapai_persen", ascending=False)
papan.round(1)
### END SOLUTION

# %% cek="papan" poin=4

# %% [markdown]
# ### Seberapa kokoh urutan itu?
#
# Setiap OPD hanya punya beberapa indikator. Dengan 5 indikator, satu indikator yang berpindah dari “tidak tercapai” ke “tercapai”
# menggeser angkanya 20 poin. Garis pada gambar berikut menunjukkan **ke mana angka OPD bergeser bila satu indikator saja
# berubah status**. Ini bukan selang kepercayaan (indikatornya tidak dipilih secara acak), melainkan uji ketahanan sederhana.

# %%
dasar = tabel_2025.dropna(subset=["target", "realisasi"])
selisih = (dasar["realisasi"] - dasar["target"]) * dasar["arah"].map({"naik": 1, "turun": -1})
hasil = (selisih >= 0).groupby(dasar["opd"]).agg(["sum", "count"])
hasil = hasil[hasil["count"] >= 4]
hasil["persen"] = hasil["sum"] / hasil["count"] * 100
hasil["bawah"] = (hasil["sum"] - 1).clip(lower=0) / hasil["count"] * 100
hasil["atas"] = (hasil["sum"] + 1).clip(upper=hasil["count"]) / hasil["count"] * 100
hasil = hasil.sort_values(["persen", "count"])
tengah = hasil["persen"].median()
goyah = int(((hasil["bawah"] <= tengah) & (hasil["atas"] >= tengah)).sum())

_, ax = plt.subplots(figsize=(8, 1.2 + 0.3 * len(hasil)))
ax.hlines(hasil.index, hasil["bawah"], hasil["atas"], linewidth=2)
ax.plot(hasil["persen"], hasil.index, marker="o", linestyle="none", color="black", label="2025")
ax.axvline(tengah, linestyle="--", color="black", linewidth=1)
ax.set_title(f"Posisi {goyah} dari {len(hasil)} OPD terhadap garis tengah\nbergantung pada satu indikator saja")
ax.set_xlabel("Indikator tercapai pada 2025 (persen dari yang dapat dinilai). Angka fiktif")
ax.set_ylabel("OPD")
show(
    ax,
    alt=f"Grafik titik {len(hasil)} OPD, angka fiktif: bagian indikator tercapai pada 2025, dengan garis yang menunjukkan pergeseran bila satu "
    f"indikator berubah status. Garis tengah di {tengah:.0f} persen; garis {goyah} OPD menyentuh atau melewatinya.",
)

# %% [markdown]
# Jadi, jangan menulis “peringkat 7” dan “peringkat 12” seolah keduanya berbeda. Uji kedua: apakah urutan tahun lalu meramalkan
# urutan tahun ini? Korelasi peringkat bernilai 1 bila urutannya sama persis dan 0 bila tidak ada hubungan.

# %%
lengkap = tabel.dropna(subset=["target", "realisasi"])
selisih = (lengkap["realisasi"] - lengkap["target"]) * lengkap["arah"].map({"naik": 1, "turun": -1})
per_opd = (selisih >= 0).groupby([lengkap["opd"], lengkap["tahun"]]).mean().unstack()
dua_tahun = per_opd[[2024, 2025]].dropna().rank()
mirip = dua_tahun[2024].corr(dua_tahun[2025])
print(f"Korelasi peringkat 2024 dan 2025: {mirip:.2f} ({len(dua_tahun)} OPD, angka fiktif)")

# %% [markdown]
# Cara membacanya: dekat 1, posisi OPD bertahan; dekat 0, posisi tahun lalu tidak membantu menebak posisi tahun ini; di antaranya, hanya
# beda yang besar yang layak dibicarakan. Maka papan capaian dipakai untuk **membuka percakapan**, bukan untuk menutupnya: kelompokkan
# (misalnya atas, tengah, bawah), sebut jumlah indikatornya, dan tanyakan sebabnya.

# %% [markdown]
# ## 8. Serapan bukan hasil
#
# “Anggarannya terserap 97 persen” sering ditulis sebagai bukti kinerja. Tebak dulu, baru hitung.

# %% kuis="tebak-serapan"

# %%
nilai = tabel.dropna(subset=["target", "realisasi", "pagu_rp", "serapan_rp"]).copy()
nilai["capaian"] = (nilai["realisasi"] / nilai["target"] * 100).where(
    nilai["arah"] == "naik", 200 - nilai["realisasi"] / nilai["target"] * 100
)
print(f"{len(nilai)} indikator dari empat tahun punya capaian dan serapan")
nilai[["opd", "tahun", "capaian", "pagu_rp", "serapan_rp"]].head(3)

# %% [markdown]
# ### Latihan 7: hitung hubungannya
#
# Tabel `nilai` di atas sudah berisi kolom `capaian`. Buat `serapan_persen` (serapan sebagai persen dari pagu, satu angka per baris
# `nilai`), lalu `r`: korelasi antara `serapan_persen` dan `capaian`. Korelasi dua kolom ditulis `kolom_satu.corr(kolom_dua)`.

# %% latihan="serapan"
### BEGIN SOLUTION
serapan_persen = nilai["serapan_rp"] / nilai["pagu_rp"] * 100
r = serapan_persen.corr(nilai["capaian"])
print(f"r = {r:.2f}")
### END SOLUTION

# %% cek="serapan" poin=2

# %%
# Gambar ini memakai jawaban Latihan 7 Anda sendiri.
x, korelasi = globals().get("serapan_persen"), globals().get("r")
if not isinstance(korelasi, float) or not -1 < korelasi < 1 or np.shape(x) != (len(nilai),):
    print("Selesaikan Latihan 7 dahulu, lalu jalankan sel ini lagi: gambarnya dibuat dari jawaban Anda.")
else:
    # Selang kira-kira 95 persen untuk korelasi (transformasi Fisher); kasar, sebab indikator satu OPD tidak saling bebas.
    lebar = 1.96 / np.sqrt(len(nilai) - 3)
    bawah, atas = np.tanh(np.arctanh(korelasi) - lebar), np.tanh(np.arctanh(korelasi) + lebar)
    luar = int((~nilai["capaian"].between(0, 200)).sum())

    _, ax = plt.subplots()
    ax.scatter(x, nilai["capaian"], s=16, alpha=0.6)
    ax.axhline(100, linestyle="--", color="black", linewidth=1)
    ax.set_ylim(0, 200)
    if abs(korelasi) < 0.2:
        ax.set_title(f"Serapan hampir tidak bercerita tentang capaian: korelasinya {korelasi:.2f}")
    else:
        ax.set_title(f"Korelasi menurut hitungan Anda: {korelasi:.2f}. Cocokkah dengan sebaran titiknya?")
    ax.set_xlabel(f"Serapan anggaran (persen dari pagu). Angka fiktif; {luar} titik di luar gambar")
    ax.set_ylabel("Capaian (persen)")
    show(
        ax,
        alt=f"Diagram pencar {len(nilai)} indikator, angka fiktif: serapan anggaran dan capaian; korelasi menurut hitungan Anda "
        f"{korelasi:.2f}. {luar} titik berada di luar rentang 0 sampai 200 persen.",
    )
    print(f"Selang kira-kira 95 persen: {bawah:.2f} sampai {atas:.2f}")

# %% [markdown]
# Bacalah hasil ini dengan hati-hati. Pertama, data ini fiktif dan hubungan yang lemah itu **sengaja ditanam** perancangnya; di OPD Anda
# besarnya bisa lain dan harus dihitung sendiri. Kedua, korelasi hanya menangkap hubungan lurus. Yang berlaku umum adalah
# logikanya: serapan mengukur uang yang keluar, capaian mengukur hasil. Yang satu tidak dapat dipakai sebagai bukti bagi yang lain.
#
# ### Latihan 8: kalimat laporan berhadapan dengan tabel
#
# Berikut kutipan tabel dari sebuah rancangan laporan fiktif. Jalankan selnya, lalu tandai kalimat yang tidak sesuai.

# %%
kutipan = pd.DataFrame(
    {
        "indikator": [
            "Penduduk yang memiliki KTP-el",
            "Rata-rata lama penerbitan akta kelahiran",
            "Anak yang memiliki Kartu Identitas Anak",
            "Aduan yang lewat batas waktu",
            "Indeks kepuasan masyarakat",
        ],
        "satuan": ["persen", "hari", "persen", "aduan", "nilai"],
        "arah": ["naik", "turun", "naik", "turun", "naik"],
        "target": [99, 3, 60, 20, np.nan],
        "realisasi": [97.5, 4, 66, 12, 84],
    }
)
kutipan

# %% kuis="kalimat" poin=2

# %% [markdown]
# ## 9. Ujian kecil: papan untuk tahun mana pun
#
# Minggu depan Asisten akan meminta papan 2024, lalu papan 2023. Menyalin-tempel mengundang kesalahan; fungsi ditulis dan diperiksa
# sekali. Bahannya boleh lebih dari satu, dipisah koma:

# %%
def jumlah_baris(tabel, tahun):
    """Banyaknya indikator pada satu tahun."""
    setahun = tabel[tabel["tahun"] == tahun]
    return len(setahun)


print("2022:", jumlah_baris(tabel, 2022), " 2023:", jumlah_baris(tabel, 2023))

# %% [markdown]
# ### Latihan 9: tulis fungsinya
#
# Tulis fungsi `papan_capaian(tabel, tahun, minimal)` yang menyerahkan tabel dengan **satu baris per OPD** dan kolom:
#
# | kolom | isi |
# |---|---|
# | `dinilai` | banyaknya indikator tahun itu yang target dan realisasinya terisi |
# | `tidak_dinilai` | banyaknya indikator tahun itu yang salah satunya kosong |
# | `tercapai_persen` | persen dari yang dinilai yang tercapai menurut arahnya |
#
# Nama OPD boleh menjadi kolom `opd` atau indeks tabel. Hanya OPD dengan `dinilai` sedikitnya `minimal`, urut dari
# `tercapai_persen` tertinggi. Bentuk tabel masukannya sama dengan `kinerja_opd`. Fungsi ini nanti dijalankan pada tabel yang belum
# pernah Anda lihat: ada target nol, realisasi nol, dan realisasi yang persis sama dengan target (itu tercapai).

# %% latihan="fungsi-papan"
### BEGIN SOLUTION
def papan_capaian(tabel, tahun, minimal):
    """Bagian indikator yang tercapai per OPD pada satu tahun."""
    setahun = tabel[tabel["tahun"] == tahun]
    dinilai = setahun.dropna(subset=["target", "realisasi"])
    turun = dinilai["arah"] == "turun"
    tercapai = np.where(turun, dinilai["realisasi"] <= dinilai["target"], dinilai["realisasi"] >= dinilai["target"])
    papan = (
        dinilai.assign(status=tercapai * 100)
        .groupby("opd")
        .agg(dinilai=("status", "count"), tercapai_persen=("status", "mean"))
    )
    papan["tidak_dinilai"] = setahun.groupby("opd").size() - papan["dinilai"]
    papan = papan[papan["dinilai"] >= minimal]
    return papan.sort_values("tercapai_persen", ascending=False)


papan_capaian(tabel, 2024, 4).round(1).head()
### END SOLUTION

# %% cek="fungsi-papan" poin=6
### BEGIN HIDDEN TESTS
_rows = [
    (2026, "Dinas A", "naik", 10.0, 10.0),
    (2026, "Dinas A", "turun", 0.0, 0.0),
    (2026, "Dinas A", "turun", 4.0, 0.0),
    (2026, "Dinas A", "turun", 4.0, 9.0),
    (2026, "Dinas A", "naik", None, 50.0),
    (2026, "Dinas B", "naik", 80.0, 79.0),
    (2026, "Dinas B", "turun", 2.0, 1.0),
    (2026, "Dinas B", "naik", 30.0, None),
    (2026, "Dinas C", "turun", 7.0, 7.0),
    (2026, "Dinas D", "turun", None, None),
    (2027, "Dinas B", "naik", 1.0, 5.0),
    (2027, "Dinas C", "naik", 9.0, 5.0),
]
_unseen = pd.DataFrame(_rows, columns=["tahun", "opd", "arah", "target", "realisasi"], index=range(50, 62))
_unseen["indikator"] = [f"Indikator {i}" for i in range(12)]


def _told(frame):
    board = frame.set_index("opd") if "opd" in frame.columns else frame
    rows = board[["dinilai", "tidak_dinilai", "tercapai_persen"]].itertuples(name=None)
    return [(name, *(round(float(value), 1) for value in values)) for name, *values in rows]


assert _told(papan_capaian(_unseen.copy(), 2026, 2)) == [("Dinas A", 4.0, 1.0, 75.0), ("Dinas B", 2.0, 1.0, 50.0)]
assert _told(papan_capaian(_unseen.copy(), 2026, 1))[0] == ("Dinas C", 1.0, 0.0, 100.0)
assert len(papan_capaian(_unseen.copy(), 2026, 5)) == 0
assert _told(papan_capaian(_unseen.copy(), 2027, 1)) == [("Dinas B", 1.0, 0.0, 100.0), ("Dinas C", 1.0, 0.0, 0.0)]
### END HIDDEN TESTS

# %% [markdown]
# ## 10. Catatan untuk Asisten
#
# Tulis **tepat tiga kalimat** yang dapat dikirim sebelum pukul 16.00, berdasarkan papan 2025 Anda: (1) apa yang dapat dikatakan,
# beserta jumlah indikatornya; (2) apa yang disisihkan atau belum dapat dinilai; (3) apa yang **tidak** boleh disimpulkan, dan langkah
# berikutnya. Sebut bahwa angkanya fiktif. Pelatih menilai dengan rubrik ini:
#
# | nilai | yang tertulis |
# |---|---|
# | 3 | Temuan menyebut arah dan jumlah indikator; yang tidak dinilai disebut dengan angka; ada batas kesimpulan **dan** langkah berikutnya yang dapat dikerjakan |
# | 2 | Temuan benar dan yang tidak dinilai disebut, tetapi batas kesimpulan atau langkah berikutnya tidak ada atau kabur |
# | 1 | Hanya menyalin peringkat, atau jumlah indikator dan yang tidak dinilai tidak disebut |
# | 0 | Kosong, bertentangan dengan papan, atau menyebut serapan sebagai bukti hasil |

# %% [markdown] refleksi="catatan-asisten" poin=3
# (Contoh jawaban; ganti titik-titik dengan angka dari papan Anda.) Dalam data latihan yang fiktif ini, … persen dari … indikator 2025 yang
# dapat dinilai tercapai menurut arahnya, dan OPD di kelompok bawah (misalnya …, dengan … dari … indikator) layak didahulukan untuk
# didampingi. Sebanyak … indikator kami sisihkan karena target atau realisasinya kosong, dan OPD dengan kurang dari 4 indikator tidak kami
# urutkan. Urutan ini belum dapat dipakai untuk menilai kepala OPD, sebab satu indikator saja dapat menggeser posisinya; besok kami
# menghubungi OPD yang targetnya kosong dan meminta penjelasan untuk indikator yang paling jauh meleset.

# %% [markdown]
# ## Ruang main
#
# Sel di bawah ini milik Anda; tidak dinilai. Beberapa gagasan: ganti `pilihan` dengan OPD Anda; urutkan indikator dari yang paling jauh
# meleset; ulangi papan dengan minimal 3 dan lihat siapa yang masuk; bandingkan 2022 dengan 2025.

# %%
pilihan = "Disdukcapil"

lembar = tabel[tabel["opd"] == pilihan].dropna(subset=["target", "realisasi"])
lembar.pivot_table(index=["indikator", "satuan", "arah"], columns="tahun", values="realisasi").round(1)

# %% [markdown]
# ## Yang dibawa pulang
#
# 1. Arah dulu, baru rumus: “160 persen” pada indikator yang harus turun adalah kabar buruk.
# 2. Yang kosong disisihkan dan disebut jumlahnya; tidak pernah diam-diam menjadi 0 atau 100.
# 3. Peringkat dari sedikit indikator mudah goyah, dan serapan anggaran bukan bukti hasil.
#
# **Satu hal besok pagi:** buka rekap kinerja OPD Anda, tambahkan kolom `arah`, isi `naik` atau `turun` untuk setiap indikator, dan tulis
# rumus yang dipakai di bawah tabelnya.

# %%
progress()

# %% [markdown]
# ## Sumber
#
# Semua diperiksa pada 24-11-2026.
#
# 1. LKjIP Kabupaten Maluku Tengah 2021, bab akuntabilitas kinerja (rumus dua arah dan skala penilaiannya):
#    <https://fliphtml5.com/qdghn/orip/LKJIP_KAB._MALUKU_TENGAH_TAHUN_2021/94>.
# 2. LKjIP Inspektorat Daerah Kabupaten Sampang 2019 (skala penilaian lain):
#    <https://123dok.com/document/zx5dll94-baik-baik-cukup-kurang-kurang.html>.
# 3. Perpres 29/2014 tentang Sistem Akuntabilitas Kinerja Instansi Pemerintah: dasar laporan kinerja. Modul ini tidak mengutip rumus darinya.
# 4. Data: `kinerja_opd`, sintetis. Kartunya dapat dibaca dengan `data.card("kinerja_opd")`.
