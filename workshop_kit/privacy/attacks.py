"""What an outsider can do with a release: link it to a register, or undo hashes by trying everything.

Both attacks are for lessons and for testing one's own release, on fictional people.

References
----------
.. [1] L. Sweeney (2002). k-anonymity: a model for protecting privacy. Int. J. Uncertainty, Fuzziness and
       Knowledge-Based Systems 10(5), 557–570.
.. [2] K. El Emam, F. K. Dankar (2008). Protecting privacy using k-anonymity. J. American Medical Informatics
       Association 15(5), 627–637.
"""

import calendar
import hashlib
import hmac
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from workshop_kit.errors import WorkshopError
from workshop_kit.language import _, translate
from workshop_kit.privacy.columns import (
    MISSING,
    Columns,
    NotInThisForm,
    classes,
    coded,
    listed,
    names,
    values_of,
    whole_number,
)
from workshop_kit.privacy.wording import number, percent

_FICTIONAL = "99"
_REPORT_EVERY = 100_000


class NothingToLink(WorkshopError):
    """A linkage attack without a column that both tables have."""


class DistrictNotFictional(WorkshopError):
    """NIK numbers are only made up for districts that do not exist."""


class YearsUnreadable(WorkshopError):
    """Birth years are not years."""


class KeyTooShort(WorkshopError):
    """A secret key that can be guessed protects nothing."""


@dataclass(frozen=True, repr=False)
class Risk:
    """How easily the people of a table are recognised by somebody who knows their quasi-identifiers [2]_.

    Attributes
    ----------
    baris, kelas : int
        Rows, and combinations of quasi-identifiers.
    tunggal : int
        Rows that are the only one of their class.
    di_bawah_k : int
        Rows in a class smaller than ``k``.
    k : int
        The class size that was asked for.
    terkecil : int
        Size of the smallest class.
    tertinggi, rata_rata : float
        Chance of recognising the right person: in the smallest class, and on average over all rows.
    kolom : tuple
        The quasi-identifiers.
    """

    baris: int
    kelas: int
    tunggal: int
    di_bawah_k: int
    k: int
    terkecil: int
    tertinggi: float
    rata_rata: float
    kolom: tuple[Any, ...] = field(default=())

    def __repr__(self) -> str:
        if not self.baris:
            return translate(_("Tabel ini kosong: tidak ada yang dapat dikenali."))
        places = {
            "baris": number(self.baris),
            "kolom": listed(self.kolom),
            "tunggal": number(self.tunggal),
            "bagian": percent(self.tunggal / self.baris),
            "terkecil": number(self.terkecil),
            "tertinggi": percent(self.tertinggi),
            "rata": percent(self.rata_rata),
            "kurang": number(self.di_bawah_k),
            "k": number(self.k),
        }
        said = translate(
            _(
                "Dari {baris} baris, {tunggal} ({bagian}) satu-satunya dengan gabungan nilainya pada: {kolom}. "
                "Kelas terkecil berisi {terkecil} baris. Orang yang mengetahui nilai itu menebak dengan benar paling "
                "tinggi {tertinggi}, rata-rata {rata}."
            ),
            **places,
        )
        if self.di_bawah_k:
            verdict = _("Belum aman: {kurang} baris berada di kelas yang lebih kecil dari k = {k}.")
        else:
            verdict = _("Setiap baris bersembunyi di antara sedikitnya k = {k} baris.")
        return f"{said} {translate(verdict, **places)}"


def risk(frame: pd.DataFrame, quasi: Columns, k: int = 5) -> Risk:
    """Say in words how easily people in a table are recognised.

    Parameters
    ----------
    frame : DataFrame, shape (rows, columns)
    quasi : sequence of column names
    k : int
        Class size that counts as safe.

    Raises
    ------
    NotATable, ColumnUnknown, ColumnTwice, NumberOutOfRange

    Examples
    --------
    >>> import pandas as pd
    >>> risk(pd.DataFrame({"jk": ["L", "L", "P"]}), ["jk"], k=2).tunggal
    1
    """
    k = whole_number("k", k)
    codes, count = classes(frame, quasi)
    sizes = np.bincount(codes, minlength=count)
    smallest = int(sizes.min()) if count else 0
    return Risk(
        baris=len(frame),
        kelas=count,
        tunggal=int((sizes == 1).sum()),
        di_bawah_k=int(sizes[sizes < k].sum()),
        k=k,
        terkecil=smallest,
        tertinggi=1 / smallest if smallest else 0.0,
        # Each class adds its size times one over its size.
        rata_rata=count / len(frame) if len(frame) else 0.0,
        kolom=tuple(names(frame, quasi)),
    )


@dataclass(frozen=True, repr=False)
class Linkage:
    """Outcome of linking a register of known people to a release.

    Attributes
    ----------
    orang : int
        People in the register.
    ditemukan : int
        People for whom the release has at least one row that fits.
    satu_baris : int
        People for whom exactly one row fits; it may fit others as well.
    tertunjuk : int
        People for whom exactly one row fits, and that row fits nobody else: they are recognised.
    bagian : float
        ``tertunjuk`` / ``orang``.
    pasangan : DataFrame
        ``register`` and ``rilis``: the index labels of each person recognised and of the row.
    """

    orang: int
    ditemukan: int
    satu_baris: int
    tertunjuk: int
    bagian: float
    pasangan: pd.DataFrame

    def __repr__(self) -> str:
        return translate(
            _(
                "Dari {orang} orang di register, {ditemukan} mempunyai baris yang cocok di rilis; {tertunjuk} orang "
                "({bagian}) tertunjuk tepat pada satu baris."
            ),
            orang=number(self.orang),
            ditemukan=number(self.ditemukan),
            tertunjuk=number(self.tertunjuk),
            bagian=percent(self.bagian),
        )


def linkage(register: pd.DataFrame, release: pd.DataFrame, on: Columns | Mapping[Any, Any]) -> Linkage:
    """Find people of a register in a release by what both tables tell [1]_.

    Parameters
    ----------
    register : DataFrame, shape (people, columns)
        What the attacker knows, one row a person.
    release : DataFrame, shape (rows, columns)
        What was published. Generalise the register like the release first: ``"20-29"`` fits only ``"20-29"``.
    on : sequence of column names, or mapping
        Columns that both have; a mapping gives the release's name for each of the register's.

    Returns
    -------
    Linkage
        A row with a missing value in ``on`` fits nobody: without it the attacker cannot compare.

    Raises
    ------
    NotATable, ColumnUnknown, ColumnTwice
    NothingToLink
        Without any column in ``on``.

    Examples
    --------
    >>> import pandas as pd
    >>> register = pd.DataFrame({"nama": ["Rekaan A", "Rekaan B", "Rekaan C"], "umur": [30, 30, 71]})
    >>> rilis = pd.DataFrame({"umur": [30, 30, 71], "bansos": [True, False, True]})
    >>> linkage(register, rilis, ["umur"]).tertunjuk
    1
    """
    pairs = dict(on) if isinstance(on, Mapping) else {name: name for name in names(register, on)}
    if not pairs:
        raise NothingToLink(_("Sebutkan paling sedikit satu kolom yang ada di register dan di rilis: on=[...]."))
    names(register, list(pairs)), names(release, list(pairs.values()))
    people = len(register)
    together: dict[int, Any] = {}
    complete = np.ones(people + len(release), dtype=bool)
    for place, (mine, theirs) in enumerate(pairs.items()):
        both = pd.concat([values_of(register, mine).astype(object), values_of(release, theirs).astype(object)])
        codes = coded(both.reset_index(drop=True))[0]
        complete &= codes != MISSING
        together[place] = codes
    codes, count = classes(pd.DataFrame(together), list(together))
    known, published = codes[:people][complete[:people]], codes[people:][complete[people:]]
    of_register, of_release = np.bincount(known, minlength=count), np.bincount(published, minlength=count)
    alone = (of_register == 1) & (of_release == 1)
    persons = np.flatnonzero(complete[:people] & alone[codes[:people]])
    rows = np.flatnonzero(complete[people:] & alone[codes[people:]])
    # Both in order of their class, so that they pair up.
    persons = persons[np.argsort(codes[:people][persons])]
    rows = rows[np.argsort(codes[people:][rows])]
    order = np.argsort(persons)
    linked = pd.DataFrame({"register": register.index[persons[order]], "rilis": release.index[rows[order]]})
    return Linkage(
        orang=people,
        ditemukan=int((of_release[known] > 0).sum()),
        satu_baris=int((of_release[known] == 1).sum()),
        tertunjuk=len(linked),
        bagian=len(linked) / people if people else 0.0,
        pasangan=linked,
    )


def hashed(values: "pd.Series[Any] | Sequence[Any]", salt: str = "") -> "pd.Series[Any]":
    """SHA-256 of each value: looks anonymous, and is not.

    Parameters
    ----------
    values : Series or sequence of str, shape (rows,)
        Missing stays missing.
    salt : str
        Text put before each value. A salt that the attacker knows, because it is published or stored with
        the hashes, costs him nothing.

    Returns
    -------
    Series of str, shape (rows,)
        Hexadecimal.
    """
    return _each(values, lambda text: hashlib.sha256((salt + text).encode()).hexdigest())


def keyed(values: "pd.Series[Any] | Sequence[Any]", key: str) -> "pd.Series[Any]":
    """HMAC-SHA256 of each value with a secret key: without the key, trying all NIK leads nowhere.

    Whoever has the key can still undo it, so this is a pseudonym, and personal data to the keeper of the key.

    Parameters
    ----------
    values : Series or sequence of str, shape (rows,)
        Missing stays missing.
    key : str
        At least 16 characters, kept apart from the table.

    Raises
    ------
    KeyTooShort
    """
    if not isinstance(key, str) or len(key) < 16:
        raise KeyTooShort(_("Kunci rahasia terlalu pendek sehingga dapat ditebak; pakai sedikitnya 16 karakter acak."))
    return _each(values, lambda text: hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest())


def _each(values: "pd.Series[Any] | Sequence[Any]", change: Callable[[str], str]) -> "pd.Series[Any]":
    given = values if isinstance(values, pd.Series) else pd.Series(values, dtype=object)
    codes, distinct = coded(given)
    results = np.array([*(change(str(value)) for value in distinct), None], dtype=object)
    return pd.Series(results[codes], index=given.index, name=given.name, dtype="str")


def nik_space(district: str, years: Iterable[int] | int, serials: Iterable[int] | int = range(1, 101)) -> Iterator[str]:
    """All NIK that can exist in one fictional district for some birth years.

    A NIK is the district (6 digits), day of birth (women: plus 40), month, year (2 digits each) and a serial number (4
    digits). So a year has only 365 × 2 × serials of them.

    Parameters
    ----------
    district : str
        Six digits, starting with 99: a province that does not exist. Other districts are refused.
    years : iterable of int, or int
        Years of birth.
    serials : iterable of int, or int
        Serial numbers to try, from 1 to 9999; low ones are given first.

    Raises
    ------
    DistrictNotFictional, YearsUnreadable, NumberOutOfRange

    Examples
    --------
    >>> next(nik_space("997201", [1984]))
    '9972010101840001'
    >>> sum(1 for nik in nik_space("997201", [1984], serials=range(1, 3)))
    1464
    """
    if not (isinstance(district, str) and len(district) == 6 and district.isdecimal() and district.isascii()):
        raise DistrictNotFictional(_("Kode wilayah harus teks enam angka, misalnya '997201'."))
    if not district.startswith(_FICTIONAL):
        raise DistrictNotFictional(
            _("Kode wilayah {kode} mungkin wilayah nyata; latihan ini hanya memakai NIK rekaan yang berawalan 99."),
            kode=district,
        )
    chosen: list[Any] = list(years) if isinstance(years, Iterable) else [years]
    for year in chosen:
        if not isinstance(year, int | np.integer) or not 1900 <= year <= 2100:
            raise YearsUnreadable(_("{nilai!r} bukan tahun lahir; beri tahun empat angka."), nilai=year)
    # Four digits have no room for more.
    tried: list[Any] = list(serials) if isinstance(serials, Iterable) else [serials]
    endings = [f"{whole_number('serials', serial):04d}" for serial in tried if not _is_too_long(serial)]
    return _niks(district, chosen, endings)


def _is_too_long(serial: Any) -> bool:
    return isinstance(serial, int | np.integer) and int(serial) > 9999


def _niks(district: str, years: Sequence[int], endings: Sequence[str]) -> Iterator[str]:
    # Two years a hundred years apart have the same NIK.
    for year in dict.fromkeys(year % 100 for year in years):
        leap = any(calendar.isleap(each) for each in years if each % 100 == year)
        for month in range(1, 13):
            for day in range(1, calendar.monthrange(2000 if leap else 2001, month)[1] + 1):
                for of_sex in (day, day + 40):
                    begin = f"{district}{of_sex:02d}{month:02d}{year:02d}"
                    for ending in endings:
                        yield begin + ending


@dataclass(frozen=True, repr=False)
class Cracked:
    """Outcome of undoing hashes by trying candidates.

    Attributes
    ----------
    dicari : int
        Different hashes to undo.
    terbuka : dict of str to str
        For each hash undone, what it hid.
    dicoba : int
        Candidates tried.
    detik : float
        Time it took.
    """

    dicari: int
    terbuka: dict[str, str]
    dicoba: int
    detik: float

    def __repr__(self) -> str:
        return translate(
            _(
                "{terbuka} dari {dicari} hash terbuka ({bagian}) sesudah {dicoba} percobaan dalam {detik} detik pada "
                "satu inti prosesor."
            ),
            terbuka=number(len(self.terbuka)),
            dicari=number(self.dicari),
            bagian=percent(len(self.terbuka) / self.dicari if self.dicari else 0.0),
            dicoba=number(self.dicoba),
            detik=number(self.detik, 1),
        )


def crack_hashes(
    hashes: Iterable[Any],
    candidates: Iterable[str],
    salt: str = "",
    progress: Callable[[int], None] | None = None,
) -> Cracked:
    """Undo SHA-256 hashes by hashing everything that could be behind them.

    Parameters
    ----------
    hashes : iterable of str
        Hexadecimal SHA-256; missing ones are passed over. Hashes made with a secret key (`keyed`) stay closed: the
        attacker would have to try every key as well.
    candidates : iterable of str
        For example `nik_space`.
    salt : str
        A salt the attacker knows.
    progress : function of int, optional
        Called with the number of candidates tried so far, about ten times a second, and at the end.

    Returns
    -------
    Cracked

    Raises
    ------
    NotInThisForm
        If hashes or candidates cannot be gone through.

    Examples
    --------
    >>> hashes = hashed(["9972010101840001"])
    >>> crack_hashes(hashes, nik_space("997201", [1984])).terbuka[hashes[0]]
    '9972010101840001'
    """
    for argument, given in (("hashes", hashes), ("candidates", candidates)):
        if not isinstance(given, Iterable):
            raise NotInThisForm(argument, _("daftar teks"), given)
    wanted = {each.lower() for each in ([hashes] if isinstance(hashes, str) else hashes) if isinstance(each, str)}
    opened: dict[str, str] = {}
    # Bytes are compared, since writing each hash as text would take as long as making it.
    sought = {bytes.fromhex(each) for each in wanted if len(each) == 64 and set(each) <= set("0123456789abcdef")}
    start = hashlib.sha256(salt.encode())
    tried = 0
    begin = time.perf_counter()
    for candidate in candidates if sought else ():
        tried += 1
        trial = start.copy()
        trial.update(candidate.encode())
        digest = trial.digest()
        if digest in sought:
            opened[digest.hex()] = candidate
            sought.discard(digest)
            if not sought:
                break
        if progress is not None and tried % _REPORT_EVERY == 0:
            progress(tried)
    if progress is not None:
        progress(tried)
    return Cracked(dicari=len(wanted), terbuka=opened, dicoba=tried, detik=time.perf_counter() - begin)
