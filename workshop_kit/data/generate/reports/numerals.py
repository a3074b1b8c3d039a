"""Numbers as an Indonesian office writes them: figures, words, rounded amounts."""

ONES = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
SCALES = ((1_000_000_000_000, "triliun"), (1_000_000_000, "miliar"), (1_000_000, "juta"), (1_000, "ribu"))


def figure(value: float, decimals: int = 0) -> str:
    """A number in figures: point between thousands, comma before decimals.

    Examples
    --------
    >>> figure(1234.5, 1)
    '1.234,5'
    """
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def shortest(value: float, decimals: int) -> str:
    """A number in figures without decimals that are 0.

    Examples
    --------
    >>> shortest(80.0, 1)
    '80'
    """
    return figure(value) if round(value, decimals) == round(value) else figure(value, decimals)


def fewest_decimals(value: float) -> int:
    """Decimals that a value needs, at most 3.

    Examples
    --------
    >>> fewest_decimals(1.5), fewest_decimals(20.0)
    (1, 0)
    """
    return next((count for count in range(3) if round(value, count) == round(value, 3)), 3)


def words(value: float, decimals: int = 0) -> str:
    """A number in words; the digits after the comma are read one by one.

    Examples
    --------
    >>> words(82.5, 1)
    'delapan puluh dua koma lima'
    >>> words(1112)
    'seribu seratus dua belas'
    """
    whole, _, rest = f"{value:.{decimals}f}".partition(".")
    spoken = _whole(int(whole))
    return spoken + " koma " + " ".join(ONES[int(digit)] for digit in rest) if rest.strip("0") else spoken


def _whole(value: int) -> str:
    if value < 12:
        return ONES[value]
    if value < 20:
        return f"{ONES[value - 10]} belas"
    if value < 100:
        return _joined(f"{ONES[value // 10]} puluh", value % 10)
    if value < 1000:
        return _joined("seratus" if value < 200 else f"{ONES[value // 100]} ratus", value % 100)
    size, name = next((size, name) for size, name in SCALES if value >= size)
    return _joined("seribu" if value < 2000 else f"{_whole(value // size)} {name}", value % size)


def _joined(start: str, rest: int) -> str:
    return f"{start} {_whole(rest)}" if rest else start


def rupiah(value: float, decimals: int = 1) -> str:
    """An amount in the largest fitting scale.

    Examples
    --------
    >>> rupiah(48_840_147_581)
    'Rp48,8 miliar'
    """
    for size, name in SCALES[:3]:
        if value >= size:
            return f"Rp{figure(value / size, decimals)} {name}"
    return f"Rp{figure(value)}"


def rounded(value: float) -> float:
    """The nearest round number that a speaker would say; at most 2.5 percent away, else the value itself.

    Examples
    --------
    >>> rounded(81.3), rounded(66.7)
    (80.0, 67.0)
    """
    magnitude = 1.0
    while magnitude * 100 <= value:
        magnitude *= 10
    for step in (10 * magnitude, 5 * magnitude, magnitude, magnitude / 2):
        near = round(value / step) * step
        if near > 0 and abs(near - value) <= 0.025 * value:
            return round(near, 2)
    return value
