"""Sentences around the claims: what tables show, how a quarter went, what a meeting decided.

None of them states a result of a whole year for the whole agency, so none is a claim.
"""

SOURCES = (
    "Datanya berasal dari register unit kerja dan dicocokkan setiap triwulan.",
    "Pencatatan dilakukan petugas pelaksana, lalu diperiksa oleh subbagian perencanaan.",
    "Perbedaan catatan antara unit kerja dan sekretariat diselesaikan sebelum data dikunci pada Januari.",
    "Satuan dan cara hitungnya tidak berubah selama masa perencanaan ini.",
    "Bukti dukung disimpan di unit kerja dan dapat diminta untuk diperiksa.",
    "Pengukuran mengikuti lembar definisi yang disepakati pada awal tahun.",
    "Data yang masuk setelah penutupan tidak ikut dihitung dan dicatat untuk tahun berikutnya.",
    "Pemeriksaan silang dilakukan pada sebagian berkas yang dipilih secara acak.",
    "Rincian yang lebih dalam disajikan pada lampiran.",
    "Pembahasan berikut mengikuti urutan target, hasil, lalu penyebabnya.",
    "Tabel memuat angka yang telah disepakati dalam rapat penutupan.",
    "Unit kerja yang bertanggung jawab menandatangani lembar pengukuran setiap triwulan.",
    "Berkas yang tidak lengkap dikeluarkan dari hitungan dan dilaporkan terpisah.",
    "Cara membaca arah indikator dijelaskan pada bab II.",
    "Pencatatan ganda dihapus sebelum data direkap.",
    "Kualitas data dinilai cukup untuk menggambarkan keadaan, meskipun belum sempurna.",
    "Angka sementara yang pernah disampaikan dalam rapat bulanan tidak dipakai lagi.",
    "Data dikelola satu petugas di setiap unit agar tanggung jawabnya jelas.",
    "Uraian ini dibaca bersama tabel di atas.",
    "Penjelasan rinci mengenai definisi dapat dibaca pada bagian awal subbab ini.",
    "Sebelum dilaporkan, data dibahas bersama seluruh unit yang terlibat.",
    "Kelengkapan laporan bulanan ikut menentukan ketelitian hasilnya.",
    "Pimpinan meminta agar hasil ini dibaca bersama penyebabnya.",
    "Rekapitulasi disusun dari berkas bulanan, bukan dari perkiraan.",
)

UNREPORTED = (
    "Realisasi {ind} tahun {tahun} belum dilaporkan sampai naskah ini disusun, sehingga tidak ada hasil "
    "yang dapat dibahas.",
    "Sampai penutupan data, realisasi {ind} tahun {tahun} belum diterima dari unit kerja dan kolomnya "
    "dibiarkan kosong.",
)
UNTARGETED = (
    "Target {ind} tahun {tahun} tidak tercatat dalam dokumen yang tersedia, sehingga capaian tidak dihitung.",
    "Dokumen perjanjian kinerja tidak memuat target {ind} untuk tahun {tahun}; persentase capaian tidak "
    "dapat disajikan.",
)

QUARTER_OPENINGS = (
    "Pada akhir triwulan I posisi {ind} adalah {q1}, lalu {q2} pada triwulan II dan {q3} pada triwulan III.",
    "Pemantauan triwulanan mencatat {q1} pada triwulan I, {q2} pada triwulan II, dan {q3} pada triwulan III.",
    "Perjalanan di dalam tahun tidak lurus: {q1} pada Maret, {q2} pada Juni, dan {q3} pada September.",
    "Catatan triwulanan memperlihatkan urutan {q1}, {q2}, lalu {q3} untuk tiga triwulan pertama tahun {tahun}.",
    "Tiga triwulan pertama tahun {tahun} ditutup berturut-turut pada {q1}, {q2}, dan {q3}.",
    "Sebelum tahun {tahun} berakhir, lembar pemantauan memuat {q1} di triwulan I, {q2} di triwulan II, "
    "dan {q3} di triwulan III.",
    "Posisi Maret {tahun} ialah {q1}; tiga bulan kemudian {q2}, dan pada September {q3}.",
    "Dalam pemantauan berkala, triwulan I berada pada {q1}, triwulan II pada {q2}, dan triwulan III pada {q3}.",
)
QUARTER_SHIFTS = (
    "Pergeseran terbesar terjadi dari triwulan {a} ke triwulan {b}, yaitu {selisih}.",
    "Selisih paling lebar tampak antara triwulan {a} dan triwulan {b} sebesar {selisih}.",
    "Perubahan terbesar, {selisih}, tercatat setelah triwulan {a} berakhir.",
    "Dari triwulan {a} ke triwulan {b} posisi bergeser {selisih}, lebih besar daripada pergeseran lainnya.",
    "Jarak antara posisi triwulan {a} dan triwulan {b} mencapai {selisih} dan menjadi bahan rapat berikutnya.",
    "Bila dicari titik beloknya, triwulan {b} paling menonjol dengan pergeseran {selisih}.",
)
QUARTER_CLOSINGS = (
    "Posisi triwulanan dipakai untuk mengatur jadwal, bukan untuk menilai hasil akhir.",
    "Angka triwulanan bersifat sementara dan dapat berubah setelah berkas susulan masuk.",
    "Rapat triwulan membahas posisi ini bersama beban kerja masing-masing unit.",
    "Pemantauan di tengah tahun membantu unit kerja mengatur ulang urutan pekerjaan.",
    "Perubahan antartriwulan sebagian berasal dari jadwal kegiatan yang tidak merata.",
    "Catatan ini menjadi dasar surat pengingat kepada unit yang laporannya terlambat.",
    "Pola serupa belum tentu berulang pada tahun berikutnya karena jadwal kegiatan berbeda.",
    "Petugas diminta menuliskan penyebab setiap pergeseran agar pembahasan tidak berhenti pada angka.",
    "Triwulan dengan banyak hari libur perlu dibaca dengan hati-hati.",
    "Penjelasan tiap triwulan tersimpan dalam notula rapat evaluasi.",
)

PLACE_OPENINGS = (
    "Rincian menurut {jenis} untuk tahun {tahun} memperlihatkan {atas} pada posisi tertinggi dengan {nilai_atas}.",
    "Bila diurai menurut {jenis}, nilai tertinggi tahun {tahun} terdapat di {atas}, yaitu {nilai_atas}.",
    "Tidak semua {jenis} berada pada keadaan yang sama. Pada tahun {tahun}, {atas} mencatat nilai "
    "tertinggi, {nilai_atas}.",
    "Di tingkat {jenis}, {atas} menempati urutan teratas tahun {tahun} dengan {nilai_atas}.",
    "Sebaran antar{jenis} tahun {tahun} cukup lebar; {atas} berada di ujung atas dengan {nilai_atas}.",
    "Dari {banyak} {jenis}, {atas} mempunyai nilai terbesar pada tahun {tahun}, yaitu {nilai_atas}.",
)
PLACE_LOWS = (
    "Di ujung lain terdapat {bawah} dengan {nilai_bawah}.",
    "Nilai terendah, {nilai_bawah}, tercatat di {bawah}.",
    "Sementara itu {bawah} berada di urutan terbawah dengan {nilai_bawah}.",
    "Yang terkecil ialah {bawah}, yakni {nilai_bawah}.",
    "{bawah} menutup daftar dengan {nilai_bawah}.",
    "Pada sisi sebaliknya, {bawah} mencatat {nilai_bawah}.",
)
PLACE_GAPS = (
    "Selisih antara keduanya {selisih}.",
    "Jarak kedua ujung itu {selisih} dan perlu dijelaskan sebelum dibandingkan.",
    "Dengan demikian rentangnya {selisih}.",
    "Beda keduanya, {selisih}, sebagian berasal dari jumlah catatan yang tidak sama.",
    "Rentang {selisih} ini lebih mudah dipahami bila beban tiap {jenis} ikut dilihat.",
    "Perbedaan sebesar {selisih} menjadi bahan pembinaan.",
)
PLACE_MIDDLES = (
    "Di antara keduanya, {tengah} berada di tengah urutan dengan {nilai_tengah}.",
    "Posisi tengah ditempati {tengah} dengan {nilai_tengah}.",
    "{tengah} dapat mewakili keadaan yang lazim, yakni {nilai_tengah}.",
    "Nilai di {tengah}, {nilai_tengah}, mendekati keadaan kebanyakan {jenis}.",
)
PLACE_CLOSINGS = (
    "Perbandingan antar{jenis} tidak dimaksudkan sebagai peringkat karena beban dan wilayahnya berbeda.",
    "Wilayah yang luas dan jumlah catatan yang kecil membuat angka mudah berubah.",
    "Pembinaan diarahkan lebih dahulu ke tempat yang catatannya paling jauh dari kebanyakan.",
    "Rincian lengkap terdapat pada lampiran.",
    "Perbedaan ini sudah disampaikan kepada masing-masing pengelola untuk ditanggapi.",
    "Sebagian perbedaan berasal dari cara mencatat dan sedang diseragamkan.",
    "Kunjungan lapangan dijadwalkan ke {atas} dan {bawah} agar penyebabnya tidak sekadar diduga.",
    "Pertukaran pengalaman antara {atas} dan {bawah} diusulkan untuk tahun berikutnya.",
)

PROGRAMME_OPENINGS = (
    "Program {program} pada tahun {tahun} memperoleh pagu murni {murni} yang setelah perubahan menjadi {pagu}.",
    "Untuk Program {program}, pagu tahun {tahun} bergeser dari {murni} menjadi {pagu} setelah perubahan anggaran.",
    "Tahun {tahun} dibuka dengan pagu {murni} bagi Program {program}; perubahan anggaran menetapkannya menjadi {pagu}.",
    "Anggaran Program {program} tahun {tahun} semula {murni} dan setelah perubahan {pagu}.",
    "Pagu Program {program} setelah perubahan tahun {tahun} adalah {pagu}, dari semula {murni}.",
    "Perubahan anggaran tahun {tahun} menempatkan Program {program} pada {pagu}; pagu awalnya {murni}.",
)
PROGRAMME_QUARTERS = (
    "Belanja program berjalan {tw1} pada triwulan I, {tw2} pada triwulan II, {tw3} pada triwulan III, dan "
    "{tw4} pada triwulan IV.",
    "Menurut triwulan, belanja program itu {tw1}, {tw2}, {tw3}, dan {tw4}.",
    "Dari Januari sampai Maret program membelanjakan {tw1}, sedangkan Oktober sampai Desember {tw4}.",
    "Semester pertama memuat belanja {s1}, semester kedua {s2}.",
    "Belanja triwulan I sebesar {tw1} jauh dari belanja triwulan IV sebesar {tw4}.",
    "Sampai Juni program membelanjakan {s1}; sisanya, {s2}, pada paruh kedua tahun.",
)
PROGRAMME_DECEMBERS = (
    "Pada Desember saja dibelanjakan {des}.",
    "Dari jumlah itu, {des} terjadi pada bulan Desember.",
    "Belanja Desember mencapai {des}, terutama untuk pembayaran pekerjaan yang selesai pada akhir kontrak.",
    "Bulan terakhir menyumbang {des}.",
    "Sebesar {des} dicairkan pada Desember sehingga beban verifikasi menumpuk pada akhir tahun.",
    "Desember mencatat {des}, dan penumpukan ini menjadi catatan bagi penyusunan anggaran kas.",
)
PROGRAMME_CLOSINGS = (
    "Besarnya belanja tidak dengan sendirinya menunjukkan hasil program.",
    "Jadwal pengadaan tahun berikutnya diminta selesai lebih awal.",
    "Sisa pagu dikembalikan sebagai bagian dari sisa lebih perhitungan anggaran.",
    "Penjelasan per kegiatan tersedia pada laporan keuangan.",
    "Pergeseran di dalam program dilakukan tanpa mengubah sasarannya.",
    "Bendahara dan pelaksana kegiatan mencocokkan catatan setiap bulan.",
    "Efisiensi diambil terutama dari perjalanan dan pertemuan.",
    "Kegiatan yang tertunda dijadwalkan ulang tanpa menambah pagu.",
)

MEETING_OPENINGS = (
    "Rapat evaluasi {bulan} {tahun} dihadiri {hadir} orang dan membahas {ind}.",
    "Pertemuan pemantauan pada {bulan} {tahun}, dengan {hadir} peserta, memusatkan perhatian pada {ind}.",
    "Pada {bulan} {tahun}, sebanyak {hadir} pegawai dan mitra berkumpul untuk meninjau {ind}.",
    "Agenda rapat {bulan} {tahun} ialah {ind}; daftar hadir memuat {hadir} nama.",
    "Sebanyak {hadir} orang mengikuti rapat {bulan} {tahun} yang membicarakan {ind}.",
    "Notula {bulan} {tahun} mencatat {hadir} peserta dan satu pokok bahasan, yaitu {ind}.",
)
MEETING_ISSUES = (
    "Petugas dari {tempat} menyampaikan bahwa {kecil} berkas dikembalikan karena isian tidak lengkap.",
    "Wakil {tempat} meminta tambahan {kecil} orang tenaga pencatat pada minggu terakhir setiap bulan.",
    "Pemeriksaan silang di {tempat} menemukan {kecil} catatan yang tertulis dua kali.",
    "Laporan bulanan dari {tempat} terlambat {kecil} hari karena aplikasi tidak dapat dibuka.",
    "Di {tempat} ditemukan {kecil} lembar pengukuran tanpa tanda tangan.",
    "Pengelola data {tempat} melaporkan {kecil} pertanyaan warga yang belum ditindaklanjuti.",
    "Kunjungan ke {tempat} berlangsung {kecil} jam dan berakhir dengan daftar perbaikan.",
    "Hujan dan genangan menunda {kecil} kegiatan lapangan di {tempat}.",
    "Dari {tempat} diterima {kecil} usulan perbaikan formulir.",
    "Petugas baru di {tempat} meminta pendampingan selama {kecil} minggu.",
    "Sambungan internet di {tempat} terputus {kecil} kali dalam sebulan.",
    "Peserta dari {tempat} menilai definisi indikator masih dibaca dengan {kecil} cara.",
    "Stok formulir di {tempat} diperkirakan habis dalam {kecil} minggu.",
    "Sebanyak {kecil} mitra di {tempat} belum mengirim laporan.",
    "Catatan {tempat} dan catatan sekretariat berbeda {kecil} baris.",
    "Warga di sekitar {tempat} meminta jam layanan ditambah {kecil} jam.",
    "Di {tempat} sebanyak {kecil} petugas berpindah tugas tanpa serah terima data.",
    "Peralatan di {tempat} diperbaiki setelah {kecil} hari tidak dipakai.",
    "Kunjungan ke {tempat} dibatalkan {kecil} kali karena kendaraan dinas dipakai tugas lain.",
    "Kepala unit di {tempat} menawarkan {kecil} hari magang bagi petugas dari tempat lain.",
    "Pembaruan aplikasi membuat {kecil} isian dari {tempat} hilang dan harus diketik ulang.",
    "Bukti dukung dari {tempat} baru lengkap setelah {kecil} kali diminta.",
)
MEETING_DECISIONS = (
    "Rapat memutuskan pencocokan ulang paling lambat tanggal {tanggal} bulan berikutnya.",
    "Disepakati bahwa {unit} menyusun panduan satu halaman sebelum tanggal {tanggal}.",
    "Tugas tindak lanjut diberikan kepada {unit} dengan batas waktu {kecil2} minggu.",
    "Sebagai tindak lanjut, {unit} akan mendampingi pencatatan selama {kecil2} bulan.",
    "Peserta sepakat menyederhanakan formulir menjadi {kecil2} halaman.",
    "Rapat menunda pembahasan target dan meminta {unit} menyiapkan data pembanding dalam {kecil2} minggu.",
    "Batas pengiriman laporan bulanan ditetapkan tanggal {tanggal}.",
    "Diputuskan untuk memeriksa {kecil2} berkas secara acak pada rapat berikutnya.",
    "{unit} diminta menghubungi mitra yang belum melapor sebelum tanggal {tanggal}.",
    "Keputusan rapat dikirim kepada semua unit melalui surat dan ditinjau lagi setelah {kecil2} minggu.",
    "Pertemuan berikutnya dipimpin {unit} dan dijadwalkan tanggal {tanggal}.",
    "Disusun daftar {kecil2} hal yang harus selesai sebelum triwulan berakhir.",
)
UNITS = (
    "sekretariat",
    "subbagian perencanaan",
    "subbagian keuangan",
    "pengelola data",
    "tim evaluasi",
    "bagian kepegawaian",
    "tim penyusun laporan",
)
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)

SUMMARY_OPENINGS = (
    "Laporan ini merangkum pertanggungjawaban {opd} atas perjanjian kinerja tahun {tahun}, yang memuat "
    "{banyak} indikator.",
    "Ikhtisar berikut menyajikan pokok-pokok hasil {opd} tahun {tahun} atas {banyak} indikator kinerja.",
    "Perjanjian kinerja {opd} tahun {tahun} memuat {banyak} indikator; pokok-pokok hasilnya diringkas pada bagian ini.",
)
SUMMARY_CLOSINGS = (
    "Uraian lengkap beserta tabel, penyebab, dan tindak lanjutnya disajikan pada bab III.",
    "Penjelasan tiap indikator, termasuk keterbatasan datanya, dapat dibaca pada bab III dan lampiran.",
    "Bagian-bagian berikut menguraikan hasil tersebut satu per satu.",
)
OUTLINE = (
    "Laporan ini terdiri atas empat bab dan lampiran. Bab I memuat latar belakang, gambaran umum, dan isu strategis. "
    "Bab II menjelaskan rencana, perjanjian kinerja, dan cara mengukur. Bab III menyajikan capaian tiap "
    "indikator serta "
    "realisasi anggaran. Bab IV berisi simpulan dan rencana perbaikan.",
    "Naskah ini disusun dalam empat bab. Pendahuluan menjelaskan tugas dan isu strategis, disusul bab "
    "perencanaan kinerja. "
    "Akuntabilitas kinerja menjadi bab terpanjang karena memuat hasil, penyebab, dan anggaran. Bab penutup merangkum "
    "pelajaran, sedangkan rincian angka ditempatkan pada lampiran.",
)
PLANNING = (
    "Perjanjian kinerja tahun {tahun} ditandatangani pada awal tahun dan menjadi dasar penilaian. Di "
    "dalamnya tercantum "
    "indikator, satuan, target, serta program yang membiayainya. Target ditetapkan dengan memperhatikan hasil tahun "
    "sebelumnya, kemampuan anggaran, dan sasaran jangka menengah kota.",
    "Rencana kinerja {opd} tahun {tahun} diturunkan dari sasaran jangka menengah kota. Setiap sasaran "
    "diwakili indikator "
    "yang dapat diukur, dan setiap indikator mempunyai target tahunan. Program dan anggaran disusun "
    "sesudahnya, agar uang "
    "mengikuti sasaran dan bukan sebaliknya.",
)
FORMULA = (
    "Capaian dalam laporan ini dihitung dengan dua rumus. Untuk indikator yang makin tinggi makin baik, "
    "capaian sama dengan "
    "realisasi dibagi target dikali seratus. Untuk indikator yang makin rendah makin baik, capaian sama "
    "dengan target dibagi "
    "realisasi dikali seratus. Dengan demikian capaian seratus persen atau lebih selalu berarti target tercapai.",
    "Rumus capaian mengikuti arah indikator. Bila angka diharapkan naik, realisasi dibagi target; bila "
    "angka diharapkan "
    "turun, target dibagi realisasi. Hasilnya dikalikan seratus. Nilai seratus persen atau lebih berarti "
    "target tercapai, "
    "apa pun arah indikatornya.",
)
ROUNDING = (
    "Tabel memuat angka apa adanya. Dalam uraian, angka dapat dibulatkan dan kemudian ditandai dengan "
    "kata sekitar, kurang "
    "lebih, hampir, atau lebih dari.",
    "Angka dalam tabel tidak dibulatkan selain pada desimal yang lazim bagi satuannya, sedangkan uraian "
    "kadang memakai "
    "pembulatan yang disebutkan dengan kata-kata.",
)
RESULTS_OPENINGS = (
    "Tabel berikut menyajikan target dan realisasi seluruh indikator tahun {tahun}. Pembahasan rinci "
    "menyusul per indikator.",
    "Pengukuran kinerja tahun {tahun} menghasilkan angka-angka pada tabel berikut; uraian tiap indikator mengikutinya.",
)
BUDGET_OPENINGS = (
    "Bagian ini memaparkan pagu dan realisasi belanja, mula-mula per indikator, kemudian per program.",
    "Anggaran disajikan menurut indikator yang dibiayai dan menurut program, dengan angka setelah perubahan.",
)
APPENDIX_OPENINGS = (
    "Lampiran memuat rincian yang menjadi dasar rekapitulasi. Jumlah atau rata-rata tertimbang setiap "
    "tabel sama dengan "
    "realisasi pada bab III.",
    "Tabel-tabel berikut merinci realisasi. Bila dijumlahkan, atau dirata-ratakan menurut banyaknya "
    "catatan, hasilnya sama "
    "dengan angka pada bab III.",
)
COVER = (
    "Naskah latihan: seluruh isi laporan ini sintetis dan semua angkanya fiktif.",
    "Bukan laporan resmi dan tidak menggambarkan kinerja perangkat daerah mana pun.",
)

RISKS = (
    ("Catatan unit kerja terlambat", "sedang", "mengirim pengingat setiap tanggal 5"),
    ("Petugas pencatat berganti", "tinggi", "serah terima tertulis dan pendampingan"),
    ("Definisi indikator dibaca berbeda", "sedang", "lembar definisi satu halaman"),
    ("Aplikasi tidak dapat dibuka", "rendah", "formulir cadangan di atas kertas"),
    ("Pengadaan selesai pada akhir tahun", "tinggi", "jadwal pengadaan dimajukan"),
    ("Bukti dukung hilang", "rendah", "penyimpanan ganda"),
    ("Mitra tidak mengirim laporan", "sedang", "kunjungan dan kesepakatan tertulis"),
    ("Kegiatan lapangan terhenti karena banjir", "sedang", "jadwal cadangan"),
    ("Anggaran dipangkas di tengah tahun", "tinggi", "urutan prioritas disepakati sejak awal"),
    ("Warga tidak mengetahui layanan", "sedang", "papan informasi dan pertemuan warga"),
    ("Kendaraan operasional rusak", "rendah", "perawatan berkala"),
    ("Data pribadi terbuka", "rendah", "akses terbatas dan penghapusan nama"),
)
GLOSSARY = (
    ("akuntabilitas", "kewajiban menjelaskan hasil dan penggunaan anggaran"),
    ("capaian", "perbandingan target dan realisasi menurut arah indikator, dalam persen"),
    ("indikator", "ukuran yang menunjukkan berhasil tidaknya suatu sasaran"),
    ("lampiran", "bagian akhir laporan yang memuat rincian angka"),
    ("pagu", "batas tertinggi belanja yang boleh dilakukan"),
    ("perjanjian kinerja", "janji tertulis mengenai indikator dan target satu tahun"),
    ("perubahan anggaran", "penyesuaian pagu di tengah tahun"),
    ("realisasi", "hasil yang tercatat sampai akhir tahun"),
    ("register", "buku atau berkas tempat kejadian dicatat satu per satu"),
    ("serapan", "bagian pagu yang sudah dibelanjakan"),
    ("target", "nilai yang hendak dicapai"),
    ("triwulan", "masa tiga bulan"),
    ("verifikasi", "pemeriksaan kebenaran catatan"),
)
