"""Simple sums: two to six numbers, four kinds of reckoning, from left to right with the usual precedence."""

import re
from fractions import Fraction

from workshop_kit.llm.engines.simulasi.values import figure
from workshop_kit.llm.engines.simulasi.words import fold

_WORDS = (
    ("dikali", "*"),
    ("kali", "*"),
    ("dibagi", "/"),
    ("ditambah", "+"),
    ("tambah", "+"),
    ("dikurangi", "-"),
    ("kurang", "-"),
    ("times", "*"),
    ("divided by", "/"),
    ("plus", "+"),
    ("minus", "-"),
)
_NUMBER = r"\d{1,3}(?:\.\d{3}){1,4}(?:,\d{1,3})?|\d{1,12}(?:[.,]\d{1,3})?"
_SUM = re.compile(rf"^(?:{_NUMBER})(?: ?[-+*/] ?(?:{_NUMBER})){{1,5}}$")
_AROUND = re.compile(
    r"^(?:tolong )?(?:berapa(?:kah)?|hitung(?:lah)?|hasil(?: dari)?|what is|calculate"
    r"|compute)(?: hasil(?: dari)?| total| jumlah)? "
)


def sum_of(question: str) -> str | None:
    """The result of a simple sum, as Indonesians write it; None if the question is none.

    Examples
    --------
    >>> sum_of("Berapa 12 x 7 + 1?"), sum_of("Berapa jumlah penduduk?"), sum_of("1.250 : 4")
    ('85', None, '312,5')
    """
    asked = fold(question[:200]).strip(" ?.=!")
    asked = _AROUND.sub("", asked)
    for word, sign in _WORDS:
        asked = asked.replace(f" {word} ", f" {sign} ")
    asked = re.sub(r"(?<=\d) ?[x×] ?(?=\d)", " * ", asked).replace(" : ", " / ").replace("÷", "/").replace("−", "-")
    if not _SUM.match(asked):
        return None
    parts = re.findall(rf"{_NUMBER}|[-+*/]", asked)
    try:
        return _written(_reckoned(parts))
    except ZeroDivisionError:
        return None


def _reckoned(parts: list[str]) -> Fraction:
    terms = [Fraction(str(figure(parts[0])))]
    for sign, written in zip(parts[1::2], parts[2::2], strict=True):
        number = Fraction(str(figure(written)))
        if sign == "*":
            terms[-1] *= number
        elif sign == "/":
            terms[-1] /= number
        else:
            terms.append(number if sign == "+" else -number)
    return sum(terms, Fraction(0))


def _written(result: Fraction) -> str:
    rounded = f"{float(result):,.4f}".rstrip("0").rstrip(".")
    return rounded.replace(",", " ").replace(".", ",").replace(" ", ".")
