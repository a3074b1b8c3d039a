"""Fields of a JSON object, taken strictly: known names only, the right type, within bounds.

A field that is null counts as absent, as at OpenAI's.
"""

import re
from collections.abc import Sequence
from typing import Any

from workshop_kit.language import _, translate
from workshop_kit.llm.problems import Problem
from workshop_kit.llm.sandbox.wording import shortened

# Fractions hold whole numbers exactly up to here.
_EXACT = 2.0**53


class Fields:
    """One object of a request.

    Parameters
    ----------
    value : object
        What stands where an object should.
    path : str
        Where it stands, as told to the reader; empty for the whole request.
    known : frozenset of str
        The fields that there are.

    Raises
    ------
    Problem
        400 if it is no object or has a field that is not known.
    """

    __slots__ = ("_path", "_values")

    def __init__(self, value: Any, path: str, known: frozenset[str]) -> None:
        if type(value) is not dict:
            raise wrong_type(path, OBJECT)
        unknown = value.keys() - known
        if unknown:
            raise Problem(
                400,
                "unknown_field",
                _UNKNOWN,
                param=join(path, shortened(min(unknown))),
                field=field(path, min(unknown)),
            )
        self._values = value
        self._path = path

    def path(self, name: str) -> str:
        """Where one of its fields stands."""
        return join(self._path, name)

    def get(self, name: str) -> Any:
        """A field as it is, None if it is absent."""
        return self._values.get(name)

    def needed(self, name: str) -> Any:
        """A field that must be there."""
        value = self._values.get(name)
        if value is None:
            raise Problem(400, "missing_field", _MISSING, param=self.path(name), field=self.path(name))
        return value

    def text(self, name: str, longest: int, pattern: re.Pattern[str] | None = None) -> str | None:
        """A text of at most `longest` characters, and of a form."""
        value = self._values.get(name)
        if value is None:
            return None
        if type(value) is not str:
            raise wrong_type(self.path(name), TEXT)
        if len(value) > longest:
            raise Problem(400, "too_long", _TOO_LONG, param=self.path(name), field=self.path(name), longest=longest)
        if pattern is not None and not pattern.fullmatch(value):
            raise Problem(
                400, "bad_form", _BAD_FORM, param=self.path(name), field=self.path(name), value=shortened(value)
            )
        return value

    def needed_text(self, name: str, longest: int, pattern: re.Pattern[str] | None = None) -> str:
        """A text that must be there."""
        self.needed(name)
        value = self.text(name, longest, pattern)
        assert value is not None
        return value

    def whole(self, name: str, low: int, high: int) -> int | None:
        """A whole number from `low` to `high`; in JSON, 1.0 is one too, and true is none."""
        value = self._values.get(name)
        if value is None:
            return None
        if type(value) is float and value.is_integer() and abs(value) < _EXACT:
            value = int(value)
        if type(value) is not int:
            raise wrong_type(self.path(name), WHOLE)
        if not low <= value <= high:
            raise out_of_range(self.path(name), low, high)
        return value

    def number(self, name: str, low: float, high: float, default: float, *, above: bool = False) -> float:
        """A number from `low` (or above it) to `high`."""
        value = self._values.get(name)
        if value is None:
            return default
        if type(value) is not float and type(value) is not int:
            raise wrong_type(self.path(name), NUMBER)
        if not low <= value <= high or (above and value == low):
            raise out_of_range(self.path(name), low, high)
        return float(value)

    def flag(self, name: str, default: bool = False) -> bool:
        """True or false."""
        value = self._values.get(name)
        if value is None:
            return default
        if type(value) is not bool:
            raise wrong_type(self.path(name), FLAG)
        return value

    def items(self, name: str, most: int) -> list[Any]:
        """A list of at most `most` values; empty if absent."""
        value = self._values.get(name)
        if value is None:
            return []
        if type(value) is not list:
            raise wrong_type(self.path(name), LIST)
        if len(value) > most:
            raise Problem(400, "too_many", TOO_MANY, param=self.path(name), field=self.path(name), most=most)
        return value

    def choice(self, name: str, options: Sequence[Any], default: Any = None) -> Any:
        """One of a few values, by value and type; `default` if absent."""
        value = self._values.get(name)
        if value is None:
            return default
        for option in options:
            if type(value) is type(option) and value == option:
                return option
        raise unsupported(self.path(name), value, options)

    def nothing(self, *names: str, also: Sequence[Any] = ()) -> None:
        """Fields that may be there, since clients send them, but may say nothing: null or one of `also`."""
        for name in names:
            value = self._values.get(name)
            if value is not None and not any(type(value) is type(each) and value == each for each in also):
                raise Problem(
                    400, "unsupported_field", _UNSUPPORTED_FIELD, param=self.path(name), field=self.path(name)
                )

    def labels(self, name: str, most: int = 16) -> dict[str, str]:
        """Texts by name, as in ``metadata``."""
        value = self._values.get(name)
        if value is None:
            return {}
        if type(value) is not dict:
            raise wrong_type(self.path(name), OBJECT)
        if len(value) > most:
            raise Problem(400, "too_many", TOO_MANY, param=self.path(name), field=self.path(name), most=most)
        for key, text in value.items():
            if type(text) is not str:
                raise wrong_type(f"{self.path(name)}.{shortened(key)}", TEXT)
            if len(key) > 64 or len(text) > 512:
                raise Problem(400, "too_long", _TOO_LONG, param=self.path(name), field=self.path(name), longest=512)
        return value


def join(path: str, name: str) -> str:
    """The path of a field."""
    return f"{path}.{name}" if path else name


def field(path: str, name: str) -> str:
    """The path of a field whose name the caller chose, as it may be shown."""
    return join(path, shortened(name))


def wrong_type(path: str, wanted: str) -> Problem:
    """What is answered where another type stands."""
    return Problem(400, "wrong_type", _WRONG_TYPE, param=path or None, field=path or "JSON", wanted=translate(wanted))


def out_of_range(path: str, low: float, high: float) -> Problem:
    """What is answered to a number outside its range."""
    return Problem(400, "out_of_range", _OUT_OF_RANGE, param=path, field=path, low=_written(low), high=_written(high))


def _written(number: float) -> str:
    return f"{number:.0f}" if number == int(number) else f"{number:g}"


def unsupported(path: str, value: Any, options: Sequence[Any]) -> Problem:
    """What is answered to a value other than the few that there are."""
    return Problem(
        400,
        "unsupported_value",
        _UNSUPPORTED_VALUE,
        param=path,
        field=path,
        value=shortened(value),
        options=", ".join(str(option).lower() if type(option) is bool else str(option) for option in options),
    )


OBJECT = _("objek JSON")
TEXT = _("teks")
WHOLE = _("bilangan bulat")
NUMBER = _("bilangan")
FLAG = _("true atau false")
LIST = _("daftar")
TOO_MANY = _("“{field}” paling banyak berisi {most}; kirim lebih sedikit.")
_UNKNOWN = _("Kolom “{field}” tidak dikenal di sini; hapus kolom itu dari permintaan.")
_MISSING = _("Kolom “{field}” belum ada; tambahkan kolom itu.")
_WRONG_TYPE = _("“{field}” harus berupa {wanted}.")
_OUT_OF_RANGE = _("“{field}” harus dari {low} sampai {high}.")
_TOO_LONG = _("“{field}” paling panjang {longest} karakter; perpendek isinya.")
_BAD_FORM = _("“{field}” berisi “{value}”; pakai huruf, angka, garis bawah, atau tanda hubung saja.")
_UNSUPPORTED_VALUE = _("“{field}” berisi “{value}”; yang dapat dipakai: {options}.")
_UNSUPPORTED_FIELD = _("“{field}” tidak didukung di lokakarya ini; hapus kolom itu dari permintaan.")
