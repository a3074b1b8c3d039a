"""What only the long report of the health agency holds: activities, profiles of puskesmas, public questions."""

# Name, what is counted, usual number a year, and one sentence on the work itself.
ACTIVITIES = (
    (
        "Penyelidikan epidemiologi",
        "kasus yang diselidiki",
        420,
        "Petugas mendatangi rumah dan tempat kerja penderita untuk mencari sumber penularan.",
    ),
    (
        "Pemberantasan sarang nyamuk serentak",
        "rukun tetangga yang terlibat",
        610,
        "Warga memeriksa tampungan air bersama kader pada hari yang sama.",
    ),
    (
        "Pelatihan juru pemantau jentik",
        "kader yang dilatih",
        340,
        "Latihan dilakukan di rumah contoh dan diakhiri dengan pemeriksaan nyata.",
    ),
    (
        "Pengukuran balita serentak",
        "posyandu yang ikut",
        520,
        "Alat ukur ditera lebih dahulu dan hasil yang meragukan diukur ulang.",
    ),
    (
        "Kelas ibu hamil",
        "kelas yang berjalan",
        190,
        "Materi disusun bersama bidan dan dibuka bagi suami serta keluarga.",
    ),
    (
        "Pemberian makanan tambahan berbahan setempat",
        "balita yang menerima",
        1300,
        "Kelompok ibu memasak bergiliran dengan menu yang disepakati ahli gizi.",
    ),
    (
        "Audit maternal dan perinatal",
        "berkas yang dibahas",
        24,
        "Pembahasan dilakukan tanpa nama dan menghasilkan daftar perbaikan.",
    ),
    (
        "Pembinaan jejaring rujukan",
        "pertemuan yang berlangsung",
        16,
        "Rumah sakit, bidan, dan puskesmas mencoba alur rujukan pada malam hari.",
    ),
    (
        "Pelacakan bayi yang terlambat imunisasi",
        "bayi yang dikunjungi",
        870,
        "Kunjungan rumah memakai daftar nama dari kohort bayi.",
    ),
    (
        "Pemeliharaan rantai dingin vaksin",
        "lemari pendingin yang diperiksa",
        64,
        "Suhu dicatat dua kali sehari dan cadangan listrik diuji.",
    ),
    (
        "Imunisasi di luar jam kerja",
        "hari layanan yang dibuka",
        96,
        "Puskesmas membuka layanan sore atau akhir pekan bagi orang tua yang bekerja.",
    ),
    (
        "Pemetaan kebutuhan tenaga",
        "puskesmas yang dipetakan",
        26,
        "Beban kerja dihitung dari kunjungan, luas wilayah, dan kegiatan luar gedung.",
    ),
    (
        "Pelatihan teknis tenaga kesehatan",
        "orang yang dilatih",
        280,
        "Peserta dipilih menurut kebutuhan jabatan, bukan menurut giliran.",
    ),
    (
        "Magang antarpuskesmas",
        "orang yang magang",
        44,
        "Petugas belajar di puskesmas lain selama satu pekan dan menulis catatan perbaikan.",
    ),
    (
        "Pembinaan sekolah sehat",
        "sekolah yang dibina",
        150,
        "Guru dan petugas menyusun jadwal pemeriksaan serta kebersihan kantin.",
    ),
    (
        "Kunjungan rumah keluarga sehat",
        "keluarga yang dikunjungi",
        5200,
        "Petugas membawa daftar periksa dan memberi saran yang dapat dikerjakan keluarga.",
    ),
    (
        "Pengawasan kualitas air",
        "contoh air yang diperiksa",
        330,
        "Contoh diambil dari sambungan rumah, depot isi ulang, dan sumur.",
    ),
    (
        "Pembinaan depot air minum",
        "depot yang dibina",
        120,
        "Pemilik depot mendapat penjelasan mengenai penyaring dan kebersihan galon.",
    ),
    (
        "Pemeriksaan tempat pengelolaan pangan",
        "tempat yang diperiksa",
        260,
        "Pemeriksaan mencakup dapur, penyimpanan, dan kesehatan penjamah pangan.",
    ),
    (
        "Pengelolaan obat dan bahan habis pakai",
        "distribusi yang dijalankan",
        48,
        "Puskesmas mengirim kebutuhan bulanan dan menerima obat menurut jadwal.",
    ),
    (
        "Penarikan obat kedaluwarsa",
        "penarikan yang dilakukan",
        12,
        "Obat yang mendekati kedaluwarsa dipindahkan lebih dahulu ke puskesmas yang membutuhkan.",
    ),
    (
        "Survei kepuasan pengguna puskesmas",
        "responden yang menjawab",
        2600,
        "Kuesioner dibagikan oleh petugas dari puskesmas lain agar jawaban lebih bebas.",
    ),
    (
        "Pembenahan pencatatan elektronik",
        "puskesmas yang didampingi",
        26,
        "Pendampingan menyasar isian ganda dan alamat yang tidak lengkap.",
    ),
    (
        "Pertemuan kader tingkat kota",
        "kader yang hadir",
        410,
        "Kader bertukar cerita dan menyusun usulan bagi tahun berikutnya.",
    ),
)
ACTIVITY_OPENINGS = (
    "Pada tahun {tahun} kegiatan ini mencatat {n} {satuan}.",
    "Keluaran tahun {tahun} berjumlah {n} {satuan}.",
    "Sepanjang tahun {tahun} terdapat {n} {satuan}.",
    "Catatan tahun {tahun} memuat {n} {satuan}.",
    "Untuk tahun {tahun} dilaporkan {n} {satuan}.",
    "Tahun {tahun} ditutup dengan {n} {satuan}.",
)
ACTIVITY_BEFORE = (
    "Pada tahun-tahun sebelumnya berturut-turut {a}, {b}, dan {c}.",
    "Tiga tahun sebelumnya keluarannya {a}, {b}, lalu {c}.",
    "Angka pembandingnya {a} pada 2022, {b} pada 2023, dan {c} pada 2024.",
    "Deret dari 2022 sampai 2024 ialah {a}, {b}, dan {c}.",
)
ACTIVITY_CLOSINGS = (
    "Banyaknya kegiatan tidak dengan sendirinya berarti hasil yang lebih baik, karena itu keluaran dibaca "
    "bersama indikator.",
    "Keluaran dihitung dari daftar hadir dan berita acara, bukan dari rencana.",
    "Kegiatan yang batal karena cuaca dijadwalkan ulang pada triwulan yang sama.",
    "Penilaian peserta dihimpun dengan lembar singkat dan dibahas sebelum kegiatan berikutnya.",
    "Sasaran yang belum terjangkau terutama keluarga yang berpindah tempat tinggal.",
    "Pelaksana mencatat bahwa waktu petugas menjadi pembatas utama.",
    "Biaya kegiatan tercantum pada program induknya.",
    "Dokumentasi disimpan oleh pengelola kegiatan dan dapat diperiksa.",
    "Mitra swasta ikut serta tanpa biaya dari anggaran kota.",
    "Perbaikan yang disarankan peserta dimasukkan ke dalam rencana tahun berikutnya.",
    "Pelaksanaan di wilayah seberang memerlukan waktu perjalanan yang lebih panjang.",
    "Jadwal disesuaikan dengan kalender sekolah dan hari besar keagamaan.",
)

PROFILE_OPENINGS = (
    "{nama} berkedudukan di Kelurahan {kelurahan}, Kecamatan {kecamatan}.",
    "Gedung {nama} terletak di Kelurahan {kelurahan} dan melayani sebagian warga Kecamatan {kecamatan}.",
    "Di Kecamatan {kecamatan}, tepatnya Kelurahan {kelurahan}, terdapat {nama}.",
    "Kelurahan {kelurahan} di Kecamatan {kecamatan} menjadi tempat kedudukan {nama}.",
    "Warga Kelurahan {kelurahan}, Kecamatan {kecamatan}, dilayani antara lain oleh {nama}.",
)
# Sentence, question, largest number, the word that tells it from other numbers.
PROFILE_COUNTS = (
    (
        "Sepanjang tahun 2025 {nama} menggelar {n} kegiatan luar gedung.",
        "Berapa kegiatan luar gedung yang digelar {nama} pada tahun 2025?",
        140,
        "luar gedung",
    ),
    (
        "Kader aktif yang terdaftar di {nama} berjumlah {n} orang.",
        "Berapa kader aktif yang terdaftar di {nama}?",
        120,
        "kader aktif",
    ),
    (
        "Pada tahun 2025 {nama} merujuk {n} pasien ke rumah sakit.",
        "Berapa pasien yang dirujuk {nama} ke rumah sakit pada tahun 2025?",
        900,
        "merujuk",
    ),
    (
        "Kotak saran {nama} menerima {n} lembar masukan sepanjang tahun 2025.",
        "Berapa lembar masukan yang diterima kotak saran {nama} pada tahun 2025?",
        160,
        "kotak saran",
    ),
    (
        "{nama} membina {n} kelompok lanjut usia.",
        "Berapa kelompok lanjut usia yang dibina {nama}?",
        40,
        "kelompok lanjut usia",
    ),
    (
        "Pada tahun 2025 {nama} membuka layanan sore sebanyak {n} hari.",
        "Berapa hari {nama} membuka layanan sore pada tahun 2025?",
        90,
        "layanan sore",
    ),
    (
        "{nama} mengikuti {n} lokakarya mini lintas sektor pada tahun 2025.",
        "Berapa lokakarya mini lintas sektor yang diikuti {nama} pada tahun 2025?",
        12,
        "lokakarya mini",
    ),
    (
        "Antrean terpanjang di {nama} pada tahun 2025 tercatat {n} orang dalam satu pagi.",
        "Berapa orang antrean terpanjang dalam satu pagi di {nama} pada tahun 2025?",
        110,
        "antrean terpanjang",
    ),
)
PROFILE_MOVES = (
    "Untuk {ind}, catatan wilayah kerja ini bergerak dari {a} pada 2022 ke {b} pada 2025.",
    "{ind} di wilayah kerja ini {a} pada 2022 dan {b} pada 2025.",
    "Pada {ind}, angka setempat 2022 ialah {a}, sedangkan pada 2025 {b}.",
    "Angka setempat {ind} berubah dari {a} (2022) menjadi {b} (2025).",
    "Dari {a} pada 2022, {ind} setempat menjadi {b} pada 2025.",
    "Empat tahun catatan setempat mengenai {ind} dimulai dari {a} dan berakhir pada {b}.",
)
PROFILE_RANKS = (
    "Di antara seluruh puskesmas, {ind} setempat tahun 2025 menempati urutan ke-{r} dari yang tertinggi.",
    "Bila diurutkan dari yang tertinggi, {ind} di sini berada pada urutan ke-{r} tahun 2025.",
    "Urutan {ind} setempat tahun 2025 ialah ke-{r} dari atas.",
    "Sebanyak {lebih} puskesmas mempunyai {ind} yang lebih tinggi pada tahun 2025.",
)
PROFILE_ISSUES = (
    "Sebagian warga tinggal di gang yang tidak dapat dilalui kendaraan roda empat, sehingga penjangkauan "
    "dilakukan dengan berjalan kaki.",
    "Ruang tunggu yang sempit membuat pasien menunggu di teras pada jam sibuk.",
    "Banyak keluarga mengontrak dan berpindah sebelum kunjungan kedua dapat dilakukan.",
    "Petugas gizi merangkap pengelola obat dan sulit meninggalkan gedung pada pagi hari.",
    "Jaringan listrik sering padam sesudah hujan lebat, sementara cadangan daya hanya cukup untuk lemari vaksin.",
    "Jalan menuju dua permukiman tergenang setelah hujan dan menunda kegiatan lapangan.",
    "Warga usia kerja baru dapat datang pada sore hari ketika loket sudah tutup.",
    "Kader senior berhenti tanpa pengganti yang sudah dilatih.",
    "Alamat pada kartu identitas banyak yang tidak sama dengan tempat tinggal sekarang.",
    "Permintaan surat keterangan sehat menumpuk menjelang tahun ajaran baru.",
    "Klinik swasta di sekitar wilayah kerja belum melaporkan imunisasi secara teratur.",
    "Sumur dangkal masih dipakai untuk mencuci dan sering tercemar setelah banjir.",
    "Papan petunjuk layanan sulit dibaca warga lanjut usia.",
    "Dokter yang pindah tugas baru digantikan setelah beberapa bulan.",
    "Posyandu di kawasan perumahan baru sepi karena orang tua bekerja.",
    "Catatan kertas dan catatan elektronik berjalan bersamaan sehingga petugas menulis dua kali.",
    "Warga di tepian sungai menyimpan air hujan dalam wadah terbuka.",
    "Kendaraan operasional berusia tua dan kerap berada di bengkel.",
    "Pasar di dekat gedung menambah kepadatan pada pagi hari.",
    "Beberapa sekolah meminta jadwal pemeriksaan pada minggu yang sama.",
    "Sebagian ibu hamil melahirkan di daerah asal dan tidak tercatat kembali.",
    "Pengelolaan sampah medis menunggu jadwal pengangkutan yang tidak tetap.",
    "Kegiatan luar gedung tertunda karena petugas diperbantukan ke tempat lain.",
    "Keluarga perantau belum mengenal jadwal layanan dan datang pada hari yang keliru.",
    "Ruang laktasi dipakai bersama ruang konseling.",
    "Air bersih di gedung berkurang tekanannya pada musim kemarau.",
)
PROFILE_PLANS = (
    "Tahun depan disiapkan peta gang yang menandai rumah balita dan ibu hamil.",
    "Ruang tunggu akan diperluas dengan memindahkan gudang berkas.",
    "Daftar keluarga yang berpindah akan ditukar setiap bulan dengan puskesmas tetangga.",
    "Tugas rangkap petugas gizi akan dikurangi setelah penataan jadwal.",
    "Cadangan daya listrik diusulkan untuk ruang bersalin dan laboratorium.",
    "Jadwal lapangan cadangan disusun untuk minggu-minggu dengan curah hujan tinggi.",
    "Layanan sore diuji coba dua hari dalam seminggu.",
    "Kader muda direkrut melalui karang taruna dan kelompok pengajian.",
    "Formulir pendaftaran ditambah isian alamat tinggal dan nomor rumah terdekat.",
    "Surat keterangan sehat dilayani di loket tersendiri selama bulan sibuk.",
    "Kesepakatan pelaporan dengan klinik swasta akan diperbarui.",
    "Pemeriksaan sumur dijadwalkan setelah musim hujan bersama kelurahan.",
    "Papan petunjuk diganti dengan huruf besar dan gambar.",
    "Puskesmas mengusulkan dokter pengganti dari daftar cadangan kota.",
    "Posyandu di perumahan baru dipindahkan ke hari libur.",
    "Catatan kertas dihentikan bertahap setelah pencocokan selesai.",
    "Penutup wadah air dibagikan bersamaan dengan pemeriksaan jentik.",
    "Perawatan kendaraan dijadwalkan pada bulan sepi kegiatan.",
    "Nomor antrean dibagikan berdasarkan jam kedatangan yang dipesan.",
    "Kalender pemeriksaan sekolah disepakati pada awal tahun ajaran.",
    "Ibu hamil yang akan pulang ke daerah asal diberi buku catatan dan nomor hubung.",
    "Pengangkutan sampah medis diminta memakai jadwal tetap.",
    "Penugasan petugas ke luar dibatasi pada minggu posyandu.",
    "Jadwal layanan ditempel di rumah kontrakan dan tempat kerja.",
    "Ruang laktasi dipisahkan dengan sekat dan pintu tersendiri.",
    "Tandon air tambahan diusulkan melalui anggaran pemeliharaan.",
)

# Questions that residents put at the public consultation, with the answer given.
CONSULTATION = (
    (
        "Mengapa pengasapan tidak dilakukan di setiap gang yang diminta warga?",
        "Pengasapan hanya membunuh nyamuk dewasa dan tidak menyentuh jentik. Karena itu pengasapan "
        "dilakukan setelah penyelidikan menemukan penularan setempat, sedangkan permintaan lainnya "
        "dijawab dengan pemeriksaan tampungan air bersama kader.",
    ),
    (
        "Apakah anak yang kartunya hilang masih dapat diimunisasi?",
        "Dapat. Petugas mencari catatan anak di kohort dan menyalinnya ke kartu baru. Bila catatan tidak "
        "ditemukan, jadwal disusun kembali menurut umur dan anak tetap dilayani pada hari itu juga.",
    ),
    (
        "Ke mana warga melapor bila petugas meminta bayaran di luar ketentuan?",
        "Laporan dapat disampaikan melalui kotak saran, kanal pengaduan kota, atau langsung kepada "
        "pembina wilayah. Nama pelapor tidak diteruskan kepada puskesmas yang dilaporkan.",
    ),
    (
        "Mengapa obat tertentu harus diambil di tempat lain?",
        "Beberapa obat hanya boleh disimpan di fasilitas yang mempunyai apoteker penuh waktu. Daftarnya "
        "ditempel di loket, dan petugas wajib memberi tahu tempat pengambilan terdekat.",
    ),
    (
        "Bagaimana warga rumah terapung mendapat layanan posyandu?",
        "Kader mendatangi deretan rumah dengan perahu warga pada jadwal yang disepakati ketua rukun "
        "tetangga. Timbangan dan buku catatan disimpan di rumah salah satu warga agar tidak perlu dibawa "
        "setiap kali.",
    ),
    (
        "Apakah hasil audit kematian ibu dibuka kepada umum?",
        "Yang dibuka hanya rekomendasinya. Nama, alamat, dan fasilitas tidak disebut karena tujuan audit "
        "adalah memperbaiki alur, bukan mencari yang bersalah.",
    ),
    (
        "Mengapa antrean pagi begitu panjang sementara siang hari sepi?",
        "Sebagian besar pasien datang sebelum pukul delapan karena khawatir kehabisan nomor. Nomor "
        "antrean kini dapat dipesan untuk jam tertentu, tetapi kebiasaan datang pagi belum banyak berubah.",
    ),
    (
        "Bolehkah ayah ikut kelas ibu hamil?",
        "Boleh dan dianjurkan. Beberapa puskesmas menjadwalkan satu pertemuan pada akhir pekan khusus "
        "bagi pasangan, dengan bahasan tanda bahaya dan rencana persalinan.",
    ),
    (
        "Apa yang dilakukan bila lemari vaksin mati listrik?",
        "Petugas memindahkan vaksin ke kotak dingin dan mencatat suhu setiap jam. Bila suhu melewati "
        "batas, vaksin dipisahkan dan tidak dipakai sampai ada keputusan dari pengelola kota.",
    ),
    (
        "Mengapa tinggi badan anak diukur ulang padahal sudah diukur di posyandu?",
        "Pengukuran ulang dilakukan bila hasilnya meragukan atau berbeda jauh dari bulan sebelumnya. Anak "
        "tidak langsung digolongkan pendek hanya dari satu hasil ukur.",
    ),
    (
        "Apakah data penyakit warga diberikan kepada kelurahan?",
        "Tidak. Kelurahan hanya menerima jumlah menurut rukun tetangga tanpa nama. Rincian perorangan "
        "dipegang petugas surveilans yang berwenang.",
    ),
    (
        "Kapan tenaga yang kurang di puskesmas pinggiran akan ditambah?",
        "Penambahan mengikuti pemetaan beban kerja dan kemampuan anggaran. Sambil menunggu, petugas dari "
        "puskesmas terdekat dijadwalkan bergilir pada hari tertentu.",
    ),
    (
        "Mengapa jadwal posyandu di kelurahan kami sering berubah?",
        "Jadwal menyesuaikan tanggal libur dan ketersediaan tenaga gizi. Perubahan wajib diumumkan kader "
        "paling lambat satu pekan sebelumnya melalui ketua rukun tetangga dan papan pengumuman kelurahan.",
    ),
    (
        "Apakah lansia yang tidak dapat berjalan bisa diperiksa di rumah?",
        "Bisa. Keluarga menyampaikan permintaan kepada kader atau loket, lalu perawat menjadwalkan "
        "kunjungan. Yang didahulukan ialah lansia yang tinggal sendiri dan yang baru pulang dari rumah "
        "sakit.",
    ),
    (
        "Apa bedanya abate dengan obat nyamuk semprot?",
        "Abate membunuh jentik di dalam air dan bekerja beberapa minggu, sedangkan semprotan hanya "
        "mengenai nyamuk yang sedang terbang. Keduanya tidak menggantikan kebiasaan menguras dan menutup "
        "tampungan air.",
    ),
    (
        "Siapa yang menanggung biaya ambulans puskesmas?",
        "Rujukan gawat darurat dari puskesmas tidak dipungut biaya. Untuk pengantaran yang tidak "
        "mendesak, petugas menjelaskan pilihan lain dan tidak boleh menerima uang di tempat.",
    ),
    (
        "Bagaimana cara menjadi kader kesehatan?",
        "Warga mendaftar kepada ketua rukun tetangga atau langsung ke puskesmas. Calon kader mengikuti "
        "latihan dasar dan mendampingi kader lama selama tiga kegiatan sebelum bertugas sendiri.",
    ),
    (
        "Mengapa depot air minum di dekat rumah saya diperiksa berulang kali?",
        "Depot yang contoh airnya pernah tidak memenuhi syarat diperiksa lebih sering sampai hasilnya "
        "baik berturut-turut. Pemilik menerima salinan hasil dan saran perbaikan, bukan langsung sanksi.",
    ),
    (
        "Apakah anak dengan batuk ringan boleh diimunisasi?",
        "Pada umumnya boleh, setelah petugas memeriksa suhu dan keadaan anak. Bila anak demam tinggi, "
        "imunisasi ditunda dan jadwal baru langsung dituliskan pada kartu.",
    ),
    (
        "Ke mana obat kedaluwarsa di rumah sebaiknya dibawa?",
        "Obat dapat diserahkan ke kotak khusus di puskesmas. Kemasan dan label dirusak lebih dahulu agar "
        "tidak dipakai orang lain, lalu obat dimusnahkan bersama limbah medis.",
    ),
    (
        "Mengapa pemeriksaan sekolah dilakukan pada awal tahun ajaran?",
        "Gangguan mata, gigi, dan gizi yang ditemukan lebih awal masih dapat ditangani sebelum mengganggu "
        "pelajaran. Orang tua menerima lembar hasil dan diminta menandatanganinya.",
    ),
    (
        "Apakah saran warga di kotak saran benar-benar dibaca?",
        "Kotak dibuka setiap pekan oleh dua petugas. Jawaban atas saran yang berulang ditempel di papan "
        "pengumuman, dan saran yang memerlukan biaya dibawa ke musyawarah perencanaan.",
    ),
)

# Steps of the yearly action plan; the table names the indicator.
ACTIONS = (
    "menyamakan definisi dan lembar catatan",
    "melatih petugas baru",
    "memeriksa kelengkapan laporan bulanan",
    "mengunjungi tempat dengan catatan terlemah",
    "membahas hasil bersama mitra",
    "memperbarui daftar sasaran",
    "menguji alat dan perlengkapan",
    "menyebarkan bahan penjelasan kepada warga",
    "mencocokkan catatan dengan sumber lain",
    "menata ulang jadwal lapangan",
    "menyusun usulan anggaran",
    "menindaklanjuti keluhan yang masuk",
    "menukar petugas antarpuskesmas untuk belajar",
    "menghimpun catatan kader",
    "menilai hasil uji coba",
    "menutup dan mengunci data",
)
TEAMS = (
    "bidang kesehatan masyarakat",
    "bidang pencegahan penyakit",
    "bidang pelayanan kesehatan",
    "bidang sumber daya kesehatan",
    "sekretariat",
    "puskesmas",
)
SUPPLIES = ("Obat umum", "Vaksin", "Alat suntik", "Bahan laboratorium", "Makanan tambahan")
SUPPLIES_TEXT = "Tabel berikut membandingkan persediaan gudang pada awal bulan dengan kebutuhan, tahun {tahun}."
TOO_RARE = (
    "{ind} tidak dirinci menurut tempat atau bulan.",
    "Kejadiannya jarang, sehingga rincian dapat menunjuk kepada orang tertentu; lampiran ini hanya memuat "
    "posisi seluruh kota.",
)
FACILITIES = ("Puskesmas pembantu", "Ambulans", "Lemari vaksin", "Tempat tidur", "Komputer")

DISTRICT_OPENINGS = (
    "Angka Kecamatan {kecamatan} dihitung dari {banyak} puskesmas di wilayahnya.",
    "Wilayah Kecamatan {kecamatan} dilayani {banyak} puskesmas, dan tabel berikut menggabungkan catatannya.",
    "Untuk Kecamatan {kecamatan} catatan {banyak} puskesmas dijumlahkan sebelum persentasenya dihitung.",
)
DISTRICT_YEARS = (
    "Pada tahun {tahun}, {ind} kecamatan ini {a}, sedangkan {lain} {b}.",
    "Catatan {tahun} menunjukkan {ind} setempat {a} dan {lain} {b}.",
    "Tahun {tahun} memberi {a} untuk {ind} setempat; untuk {lain} tercatat {b}.",
    "Di kecamatan ini {ind} tahun {tahun} berada pada {a} dan {lain} pada {b}.",
    "Rekap setempat {tahun}: {ind} {a}, {lain} {b}.",
)
DISTRICT_CLOSINGS = (
    "Angka kecamatan tidak memuat pasien dari luar wilayah.",
    "Puskesmas yang kecil menyumbang catatan yang sedikit, sehingga angka gabungan lebih dekat ke "
    "puskesmas yang besar.",
    "Camat menerima ringkasan ini setiap semester untuk dibahas bersama lurah.",
    "Perbedaan antarpuskesmas di dalam kecamatan dibahas dalam lokakarya mini.",
    "Kegiatan lintas kelurahan dijadwalkan bersama agar kader tidak diundang dua kali.",
    "Kecamatan dengan satu puskesmas tidak mempunyai pembanding di dalam wilayahnya.",
    "Wilayah kerja dan batas kecamatan tidak selalu berimpit, terutama di perumahan baru.",
    "Pembina wilayah mencatat kebutuhan sarana dan menyampaikannya pada musyawarah perencanaan.",
    "Keluarga yang berpindah antarkecamatan masih tercatat di tempat lama selama beberapa bulan.",
    "Sekolah dan tempat kerja menjadi titik temu kegiatan di kecamatan ini.",
)

QUARTERLY_OPENINGS = (
    "Pada akhir triwulan {q} tahun {tahun}, lembar pemantauan memuat posisi sementara berikut.",
    "Rapat triwulan {q} tahun {tahun} menerima angka sementara dari seluruh pengelola program.",
    "Triwulan {q} tahun {tahun} ditutup dengan catatan sementara sebagai berikut.",
    "Posisi sementara triwulan {q} tahun {tahun} dihimpun dari laporan bulanan yang sudah diperiksa.",
)
QUARTERLY_ITEMS = (
    "{ind} berada pada {a}.",
    "Untuk {ind} tercatat sementara {a}.",
    "{ind} menunjukkan angka sementara {a}.",
    "Pengelola data menyampaikan {a} bagi {ind}.",
    "Angka sementara {ind} ialah {a}.",
    "Lembar triwulan memuat {a} untuk {ind}.",
)
QUARTERLY_CLOSINGS = (
    "Sebanyak {n} puskesmas mengirim laporan tepat waktu.",
    "Laporan dari {n} puskesmas diterima lengkap.",
    "Hanya {n} puskesmas yang tidak memerlukan perbaikan isian.",
    "Bukti dukung yang lengkap diterima dari {n} puskesmas.",
)
OUTLINE_LONG = (
    "Laporan ini terdiri atas tujuh bab dan lampiran, serta memuat catatan empat tahun agar pembaca tidak "
    "perlu mencari laporan lama. "
    "Bab I dan II memuat latar belakang serta rencana. Bab III menguraikan setiap indikator tahun demi tahun berikut "
    "anggarannya. Bab IV membahas kegiatan, bab V wilayah kecamatan, dan bab VI profil puskesmas. Bab VII "
    "adalah penutup. "
    "Rincian angka, rencana aksi, tanya jawab, dan notula rapat ditempatkan pada lampiran."
)
ROMAN = ("I", "II", "III", "IV")

# Visits of the agency's supervisors to each puskesmas; a sentence, its question, the largest number.
VISIT_OPENINGS = (
    "Pembina wilayah mendatangi {nama} pada {bulan} {tahun} dan berada di sana selama {n} jam.",
    "Kunjungan ke {nama} berlangsung pada {bulan} {tahun} dan memakan waktu {n} jam.",
    "Pada {bulan} {tahun} pembina wilayah memeriksa {nama} selama {n} jam.",
    "{nama} menerima pembina wilayah pada {bulan} {tahun}; pemeriksaan selesai dalam {n} jam.",
)
VISIT_FINDINGS = (
    "Dari {n} berkas yang diambil acak, sebagian kecil belum mempunyai tanda tangan.",
    "Sebanyak {n} catatan dibandingkan dengan buku register dan perbedaannya dijelaskan petugas.",
    "Pemeriksaan suhu menemukan {n} hari tanpa catatan pada lembar lemari pendingin.",
    "Pembina membaca {n} lembar saran dan meminta jawaban ditempel di papan pengumuman.",
    "Wawancara dilakukan dengan {n} pengunjung yang sedang menunggu.",
    "Persediaan {n} jenis obat dicocokkan dengan kartu stok.",
    "Daftar {n} balita dengan berat badan tidak naik ditelusuri sampai ke kunjungan rumahnya.",
    "Sebanyak {n} alamat diperiksa dan beberapa di antaranya sudah tidak dihuni.",
    "Pembina mengikuti satu posyandu yang dihadiri {n} ibu.",
    "Jadwal {n} kegiatan luar gedung dicocokkan dengan laporan perjalanan.",
)
VISIT_ADVICE = (
    "Disarankan agar serah terima petugas dicatat pada satu lembar.",
    "Puskesmas diminta menempel alur layanan yang baru di ruang tunggu.",
    "Pembina menyarankan rapat pagi singkat untuk membagi tugas luar gedung.",
    "Lembar catatan harian diminta diisi pada hari yang sama.",
    "Petugas loket diminta menanyakan alamat tinggal kepada setiap pasien baru.",
    "Alat ukur yang goyah disisihkan sampai ditera kembali.",
    "Kader yang lama tidak hadir akan dihubungi satu per satu.",
    "Obat yang menumpuk ditawarkan kepada puskesmas tetangga.",
    "Keluhan yang berulang dibahas bersama lurah.",
    "Hasil kunjungan dilaporkan kepada kepala bidang dalam satu pekan.",
    "Ruang arsip diminta ditata menurut tahun dan program.",
    "Jam layanan yang berubah diumumkan melalui ketua rukun tetangga.",
    "Pengelola data diminta menyimpan salinan di tempat kedua.",
)
SURVEY = ("Syarat", "Alur", "Waktu", "Biaya", "Hasil", "Petugas", "Sikap", "Sarana", "Aduan")
SURVEY_TEXTS = (
    "Survei kepuasan tahun {tahun} memberi nilai rata-rata tertinggi kepada {atas} dan terendah kepada "
    "{bawah}. Dari sembilan "
    "unsur, {kuat} paling disukai pengguna, sedangkan {lemah} paling banyak dikeluhkan. Perbaikan "
    "diarahkan lebih dahulu kepada unsur yang lemah.",
    "Pada survei tahun {tahun}, responden {atas} paling puas dan responden {bawah} paling kritis. Unsur "
    "{kuat} mendapat nilai "
    "terbaik, unsur {lemah} nilai terlemah. Kuesioner dibagikan oleh petugas dari puskesmas lain agar "
    "jawaban tidak sungkan.",
    "Hasil survei tahun {tahun} menempatkan {atas} di urutan pertama dan {bawah} di urutan terakhir. "
    "Menurut unsur, {kuat} "
    "berada di depan dan {lemah} di belakang. Nilai puskesmas dengan responden sedikit mudah berubah dari "
    "tahun ke tahun.",
    "Dari jawaban responden tahun {tahun} diketahui bahwa {atas} dinilai terbaik, sementara {bawah} "
    "dinilai paling rendah. "
    "Pengguna menghargai unsur {kuat} dan meminta perbaikan pada unsur {lemah}. Jawaban terbuka dibahas "
    "dalam lokakarya mini.",
)
MONTH_TEXTS = (
    "Bulan dengan nilai tertinggi ialah {atas} ({a}), sedangkan yang terendah {bawah} ({b}).",
    "Nilai bulanan terbesar, {a}, tercatat pada {atas}; yang terkecil, {b}, pada {bawah}.",
    "Dari dua belas bulan, {atas} berada paling atas dengan {a} dan {bawah} paling bawah dengan {b}.",
    "Puncaknya terjadi pada {atas} ({a}) dan titik terendahnya pada {bawah} ({b}).",
    "{atas} mencatat {a}, angka bulanan terbesar; {bawah} mencatat {b}, angka terkecil.",
)
MONTH_CLOSINGS = (
    "Bulan dengan catatan yang sedikit lebih mudah berayun.",
    "Hari libur panjang menggeser sebagian catatan ke bulan berikutnya.",
    "Laporan bulanan yang terlambat dimasukkan ke bulan kejadian, bukan bulan penerimaan.",
    "Pola musim perlu dilihat pada beberapa tahun sekaligus.",
    "Pergantian petugas di tengah tahun ikut memengaruhi kelengkapan catatan.",
)
SHARE_TEXTS = (
    "Bila dibagi menurut puskesmas, keluaran terbanyak berasal dari {atas} ({a}) dan tersedikit dari {bawah} ({b}).",
    "{atas} menyumbang {a}, terbanyak di antara seluruh puskesmas; {bawah} menyumbang {b}, yang tersedikit.",
    "Sumbangan {atas} sebesar {a} merupakan yang terbesar, sedangkan {bawah} menyumbang {b}.",
    "Puskesmas dengan keluaran terbanyak ialah {atas}, yakni {a}; yang tersedikit {bawah}, yakni {b}.",
)
