"""What stands in for a value that cannot cross: a check that looks at it fails with a sentence."""

import re
from typing import Any, ClassVar, Literal, NoReturn

from workshop_kit.exercises.verdict import Wrong
from workshop_kit.language import _

Why = Literal["kind", "size", "depth", "cycle"]
WHYS: tuple[Why, ...] = ("kind", "size", "depth", "cycle")

_TEXTS: dict[Why, str] = {
    "kind": _(
        "Jawaban memuat objek {kind} yang tidak bisa dinilai. Pakai angka, teks, daftar, tabel, atau fungsi biasa."
    ),
    "size": _("Jawaban memuat {kind} yang terlalu besar untuk dinilai. Simpan hasilnya saja, bukan seluruh bahannya."),
    "depth": _("Jawaban memuat {kind} yang bersarang terlalu dalam untuk dinilai. Sederhanakan bentuknya."),
    "cycle": _("Jawaban memuat {kind} yang berisi dirinya sendiri. Buat lagi dari nilai biasa."),
}


class Opaque:
    """A value of the learner's that is not one of the plain kinds.

    Its class carries the name of the learner's class, so that a check that says what it was given says the same as in
    a learner's kernel.

    Attributes
    ----------
    kind : str
        The name of its class, cleaned.
    why : {"kind", "size", "depth", "cycle"}
        What kept it from crossing.
    number : int or None
        Under which the learner's process keeps it, to hand it to a function of the learner's again.
    """

    __slots__ = ("kind", "number", "why")
    __hash__: ClassVar[None]  # type: ignore[assignment]

    def __new__(cls, kind: str = "object", why: Why = "kind", number: int | None = None) -> "Opaque":
        """Of a class that carries the name."""
        return object.__new__(named(Opaque, kind))

    def __init__(self, kind: str = "object", why: Why = "kind", number: int | None = None) -> None:
        self.kind = clean_name(kind)
        self.why = why
        self.number = number

    def _refuse(self, *_unused: object) -> NoReturn:
        raise Wrong(_TEXTS[self.why], kind=self.kind)

    # No check may be passed by comparing, not even one that asks whether a value differs from a wrong one.
    __eq__ = __ne__ = __bool__ = _refuse

    def __repr__(self) -> str:
        return "<?>"

    def __reduce__(self) -> Any:
        return Opaque, (self.kind, self.why, self.number)


# A class that borrows one of these names gets a mark, or a check would say "not a DataFrame but a DataFrame".
_PLAIN = frozenset(
    {
        "bool",
        "bytearray",
        "bytes",
        "complex",
        "date",
        "datetime",
        "dict",
        "float",
        "frozenset",
        "int",
        "list",
        "range",
        "set",
        "slice",
        "str",
        "time",
        "timedelta",
        "tuple",
        "Categorical",
        "CategoricalIndex",
        "Counter",
        "DataFrame",
        "DatetimeIndex",
        "Decimal",
        "Fraction",
        "Index",
        "Interval",
        "IntervalIndex",
        "MultiIndex",
        "NAType",
        "NaTType",
        "NoneType",
        "OrderedDict",
        "Period",
        "PeriodIndex",
        "RangeIndex",
        "Series",
        "Timedelta",
        "TimedeltaIndex",
        "Timestamp",
        "defaultdict",
        "deque",
        "ndarray",
    }
)
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,59}", re.ASCII)
_made: dict[tuple[type, str], type] = {}


def clean_name(name: object) -> str:
    """A class's or function's name as it may be shown; anything else than a plain name is "object"."""
    return name if type(name) is str and _NAME.fullmatch(name) else "object"


def named(base: type, name: object) -> type:
    """A subclass of ``base`` that carries this name."""
    name = clean_name(name)
    if name in _PLAIN:
        name += "_lain"
    if (base, name) not in _made:
        if len(_made) > 1000:
            _made.clear()
        _made[base, name] = type(name, (base,), {"__slots__": (), "__module__": base.__module__})
    return _made[base, name]
