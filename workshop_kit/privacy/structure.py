"""Which numbers are soundly built: what python-stdnum knows of NIK, and what it does not.

`stdnum` takes longer to import than all of this package, so it is imported when a number needs it. The check digit of
an NPWP is reckoned here, twenty times as fast; a test holds it against python-stdnum.
"""

import re
from functools import cache

# No province uses it; every NIK and KK in the workshop's data starts so.
FICTIONAL_PROVINCE = "99"
# Provinces that stdnum 2.2 does not list: North Kalimantan, and those of Papua formed since.
_LATER_PROVINCES = frozenset(("65", "91", "92", "93", "94", "95", "96"))
# A mobile number without its 0, or one of the form 0800 that the workshop's fictional numbers have.
_MOBILE = re.compile(r"8(?:[1-9]\d{7,10}|00\d{6,9})")
_MONTHS = frozenset(f"{month:02}" for month in range(1, 13))
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# Twice a digit, and the digits of that added up.
_DOUBLED = str.maketrans("0123456789", "0246813579")
_LANDLINE = re.compile(r"(?:2[1-9]|31|61)\d{7,8}|(?:2[5-9]|[3-7]\d|9\d)\d\d{5,8}")


def is_nik(number: str) -> bool:
    """Whether 16 digits are a soundly built NIK: a place, a date of birth (40 more for women's days), a serial number.

    Examples
    --------
    >>> is_nik("9901014103850001"), is_nik("9901017203850001"), is_nik("1234567890123456")
    (True, False, False)
    """
    if number[8:10] not in _MONTHS:
        return False
    day = int(number[6:8])
    if not _is_day(int(number[10:12]), int(number[8:10]), day - 40 if day > 40 else day):
        return False
    # 1111111111111111 is a soundly built number that nobody was given.
    return len(set(number)) > 1 and _place_known(number[:4])


def is_kk(number: str) -> bool:
    """Whether 16 digits are a soundly built number of a family card: as a NIK, with the day it was issued."""
    return int(number[6:8]) <= 31 and is_nik(number)


def is_npwp(number: str) -> bool:
    """Whether 15 or 16 digits are a soundly built NPWP; one of 16 that does not start with 0 is a NIK.

    Examples
    --------
    >>> is_npwp("990123457999000"), is_npwp("0990123457999000"), is_npwp("990123451999000")
    (True, True, False)
    """
    if len(number) == 16 and not number.startswith("0"):
        return is_nik(number)
    return len(number) in (15, 16) and _checks(number[: len(number) - 6])


def is_nip(number: str) -> bool:
    """Whether 18 digits are a soundly built NIP: born, appointed (month 21 for contracts), sex, serial number.

    Examples
    --------
    >>> is_nip("198503172010012902"), is_nip("199106302023211906"), is_nip("198503172010132902")
    (True, True, False)
    """
    born, appointed = int(number[:4]), int(number[8:12])
    if not (born >= 1930 and 15 <= appointed - born <= 65 and number[14] in "12"):
        return False
    if not (1 <= int(number[12:14]) <= 12 or number[12:14] == "21"):
        return False
    return _is_day(born, int(number[4:6]), int(number[6:8]))


def national(number: str, *, abroad: bool, told: bool) -> str:
    """A telephone number without 0 or country code, or nothing when it does not start as one.

    Parameters
    ----------
    number : str
        Digits.
    abroad : bool
        Whether a plus stood before it.
    told : bool
        Whether a word said that it is a telephone number, so that a leading 0 may be missing.
    """
    if number.startswith("0062"):
        number, abroad = number[2:], True
    if number.startswith("62") and (abroad or told or number.startswith("628")):
        return number[2:].removeprefix("0")
    if abroad:
        return ""
    if number.startswith("0"):
        return number[1:]
    return number if told and number.startswith("8") else ""


def is_mobile(number: str) -> bool:
    """Whether a national number is a mobile one, or of the fictional form 0800."""
    return _MOBILE.fullmatch(number) is not None


def is_landline(number: str) -> bool:
    """Whether a national number has an area code and a subscriber's number."""
    return _LANDLINE.fullmatch(number) is not None


def _is_day(year: int, month: int, day: int) -> bool:
    """Whether such a day was; of a year by two digits, whether it was in 19YY or 20YY: 1900 has 2000 beside it."""
    if not (1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]):
        return False
    return (month, day) != (2, 29) or year % 4 == 0


def _checks(number: str) -> bool:
    """Whether a number ends in its check digit, after Luhn."""
    backwards = number[::-1]
    return (sum(map(int, backwards[::2])) + sum(map(int, backwards[1::2].translate(_DOUBLED)))) % 10 == 0


@cache
def _place_known(code: str) -> bool:
    """Whether the first four digits of a NIK name a province and a district."""
    if code.startswith(FICTIONAL_PROVINCE):
        return True
    district = int(code[2:])
    # Districts count from 1, cities from 71; stdnum looks at the province alone.
    if not (1 <= district < 40 or 71 <= district < 80):
        return False
    if code[:2] in _LATER_PROVINCES:
        return True
    from stdnum.id import nik

    return nik.is_valid(code + "010101900001")
