"""Functions of the learner's process, kept there under numbers and called from the judge by message."""

import inspect
from collections.abc import Callable
from typing import Any, cast

from workshop_kit.grading.values.opaque import clean_name, named

Call = Callable[[int, tuple[Any, ...], dict[str, Any]], Any]

MOST_FUNCTIONS = 100_000
MOST_PARAMETERS = 60
MOST_DOC = 4000


class Functions:
    """What of the learner's process stays there: callables, and objects that cannot cross, each under a number."""

    def __init__(self) -> None:
        self._kept: list[Any] = []
        self._numbers: dict[int, int] = {}

    def number(self, thing: Any) -> int | None:
        """Keep a thing; the same thing has the same number. None when there are too many."""
        found = self._numbers.get(id(thing))
        if found is None and len(self._kept) < MOST_FUNCTIONS:
            found = self._numbers[id(thing)] = len(self._kept)
            self._kept.append(thing)
        return found

    def __getitem__(self, number: int) -> Any:
        return self._kept[number]

    def __len__(self) -> int:
        return len(self._kept)


class RemoteFunction:
    """A callable of the learner's, in the judge: calling it sends a message.

    Attributes
    ----------
    number : int
        Its number in the learner's process.
    """

    def __new__(cls, number: int, call: Call, kind: str = "function", *_unused: Any) -> "RemoteFunction":
        """Of a class that carries the name of the function's own, such as "function" or "method"."""
        return cast("RemoteFunction", object.__new__(named(RemoteFunction, kind)))

    def __init__(
        self,
        number: int,
        call: Call,
        kind: str = "function",
        name: str = "",
        doc: str | None = None,
        parameters: list[inspect.Parameter] | None = None,
    ) -> None:
        self.number = number
        self._call = call
        self.__name__ = self.__qualname__ = clean_name(name)
        self.__doc__ = doc
        if parameters is not None:
            self.__signature__ = inspect.Signature(parameters)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """What the function gives for these arguments."""
        return self._call(self.number, args, kwargs)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RemoteFunction) and other.number == self.number

    def __hash__(self) -> int:
        return hash(("RemoteFunction", self.number))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.__name__}>"
