# ---
# id: m90
# slug: contoh
# title: Modul contoh
# minutes: {P: 5, O: 10}
# objectives:
#   - menjumlahkan dua angka
#   - membedakan jumlah dan selisih
# before: {O: tidak ada}
# ---

# %% [markdown]
# # Modul contoh
#
# Loket 3 mencatat 12 berkas pagi dan 30 berkas siang.

# %%
from workshop_kit import check, progress, quiz, start

start("m90", "id", edition=1)

# %%
# Berkas hari ini
# di loket 3
pagi, siang = 12, 30
print(f"Pagi {pagi}, siang {siang}")
print("Selisih:", siang - pagi)  # siang lebih ramai

# %% kuis="tebak"

# %% latihan="jumlah" track="O"
### BEGIN SOLUTION
#~ jumlah = pagi + ____
jumlah = pagi + siang
### END SOLUTION

# %% cek="jumlah" poin=2 track="O"
### BEGIN HIDDEN TESTS
assert jumlah == 42
### END HIDDEN TESTS

# %% latihan="rata" track="O"
# Rata-rata dua waktu itu
### BEGIN SOLUTION
rata = (pagi + siang) / 2
### END SOLUTION

# %% cek="rata" poin=1 track="O"

# %% kuis="jenis" poin=1

# %% [markdown] refleksi="alasan" poin=3 track="O"
# Karena warga datang setelah istirahat.

# %%
progress()
