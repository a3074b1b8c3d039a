"""What the name of a column says of its contents."""

import re
from collections.abc import Callable, Iterable

from workshop_kit.language import _

_PARTS = re.compile(r"[A-Za-z]+|\d+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# What a person's name stands for in column names: nama_pemohon, nama_ibu, …
_PERSONS = _set(
    "lengkap warga penduduk pemohon pelapor pasien siswa murid mahasiswa pegawai asn guru ibu ayah bapak "
    "anak istri suami wali ortu orang penerima pemilik kepala kk pengguna pengurus pelanggan wp kontak "
    "petugas penanggung ketua direktur kandung panggilan"
)
_OFFICES = _set(
    "kantor opd sekolah puskesmas web situs dinas usaha perusahaan toko instansi unit url ip skpd rsud "
    "posyandu server desa kelurahan kecamatan"
)
_BIRTH = frozenset(("lahir", "birth"))
_DAYS = frozenset(("tgl", "tanggal", "date", "ttl"))


def words(name: str) -> list[str]:
    """The words of a column's name, in small letters.

    Examples
    --------
    >>> words("Tgl.Lahir_Ibu2"), words("namaLengkap")
    (['tgl', 'lahir', 'ibu', '2'], ['nama', 'lengkap'])
    """
    return [part.lower() for part in _PARTS.findall(_CAMEL.sub(" ", name))]


def personal(name: str) -> str | None:
    """What personal data a column holds by its name, in Indonesian; None for none.

    Examples
    --------
    >>> personal("nama_pemohon"), personal("nama_opd"), personal("Tgl Lahir")
    ('nama orang', None, 'tanggal lahir')
    """
    parts = words(name)
    return next((kind for kind, holds in _PERSONAL if holds(parts)), None)


def quasi(name: str) -> bool:
    """Whether an outsider may know this of a person, so that it helps to recognise them."""
    parts = words(name)
    return _has(parts, _QUASI) or "_".join(parts) in _QUASI_PHRASES or _birth_place(parts) or place(name) is not None


def about_persons(name: str) -> bool:
    """Whether a column describes a person rather than a place."""
    return quasi(name) and place(name) is None


def place(name: str) -> str | None:
    """``kelurahan`` or ``kecamatan`` for a column of their names, ``kode`` for one of their codes."""
    parts = words(name)
    joined = "".join(parts)
    if _has(parts, ("kode", "kd", "id")) or joined.startswith(("kodekel", "kodekec", "kodewil", "kdkel", "kdkec")):
        if _has(parts, ("kelurahan", "kecamatan", "kel", "kec", "wilayah", "desa", "bps", "kemendagri")):
            return "kode"
        return "kode" if joined.startswith(("kodekel", "kodekec", "kodewil", "kdkel", "kdkec")) else None
    if _has(parts, ("kelurahan", "kel", "desa")) and not _has(parts, ("jumlah", "jml", "luas")):
        return "kelurahan"
    if _has(parts, ("kecamatan", "kec", "distrik")) and not _has(parts, ("jumlah", "jml", "luas")):
        return "kecamatan"
    return None


def code(name: str) -> bool:
    """Whether a column holds codes or numbers that are names, not amounts."""
    return _has(words(name), _CODES)


def date(name: str) -> bool:
    """Whether a column holds dates."""
    return _has(words(name), (*_DAYS, "waktu"))


def percentage(name: str) -> bool:
    """Whether a column holds percentages."""
    return "%" in name or _has(words(name), ("persen", "persentase", "prosentase", "pct", "percent"))


def counted(name: str) -> bool:
    """Whether a column holds counts, so that a row is a group rather than a person."""
    return _has(words(name), ("jumlah", "jml", "total", "kunjungan", "banyaknya", "count", "populasi"))


def dimension(name: str) -> bool:
    """Whether whole numbers in a column tell rows apart (a year, a week), rather than measure something."""
    return code(name) or _has(words(name), _DIMENSIONS)


def _has(parts: list[str], wanted: Iterable[str]) -> bool:
    return not set(wanted).isdisjoint(parts)


def _birth_place(parts: list[str]) -> bool:
    return _has(parts, ("tempat", "kota")) and _has(parts, _BIRTH)


def _birth_date(parts: list[str]) -> bool:
    return (_has(parts, _DAYS) and _has(parts, _BIRTH)) or parts in (["ttl"], ["dob"], ["tgllahir"], ["tanggallahir"])


def _person_name(parts: list[str]) -> bool:
    if parts in (["nama"], ["name"], ["namalengkap"], ["fullname"], ["full", "name"]):
        return True
    return parts[:1] in (["nama"], ["nm"]) and _has(parts[1:], _PERSONS) and not _has(parts, _OFFICES)


def _bank_account(parts: list[str]) -> bool:
    # A budget's account is called kode_rekening.
    return _has(parts, ("norek", "norekening")) or ("rekening" in parts and _has(parts, ("no", "nomor", "bank")))


def _any_of(*wanted: str) -> Callable[[list[str]], bool]:
    return lambda parts: _has(parts, wanted)


_PERSONAL: tuple[tuple[str, Callable[[list[str]], bool]], ...] = (
    (_("nomor induk kependudukan"), _any_of("nik", "noktp", "ktp")),
    (
        _("nomor kartu keluarga"),
        lambda parts: _has(parts, ("nokk",)) or (_has(parts, ("no", "nomor")) and "kk" in parts),
    ),
    (_("nomor pegawai"), _any_of("nip")),
    (_("nomor wajib pajak"), _any_of("npwp")),
    (_("nomor telepon"), _any_of("telepon", "telp", "tlp", "hp", "nohp", "handphone", "whatsapp", "phone")),
    (_("alamat surel"), _any_of("email", "surel", "mail")),
    (_("rekening bank"), _bank_account),
    (_("nomor BPJS"), _any_of("bpjs")),
    (_("tanggal lahir"), _birth_date),
    (_("nama orang"), _person_name),
    (_("alamat rumah"), lambda parts: _has(parts, ("alamat", "address")) and not _has(parts, _OFFICES)),
)
_QUASI = _set(
    "umur usia jk gender pekerjaan pendidikan agama suku profesi jabatan pangkat rt rw kewarganegaraan "
    "disabilitas kodepos age sex"
)
_QUASI_PHRASES = _set(
    "jenis_kelamin kelompok_umur kelompok_usia status_kawin status_perkawinan status_pernikahan "
    "golongan_darah kode_pos tahun_lahir l_p"
)
_CODES = _set(
    "kode kd id no nomor nik nip kk npsn nop npwp rt rw kodepos telepon telp hp rekening token kodefikasi bps"
)
_DIMENSIONS = _set(
    "tahun bulan minggu hari jam triwulan semester kuartal urut periode umur usia year month week day hour th thn"
)
