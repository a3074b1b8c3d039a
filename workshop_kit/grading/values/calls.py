"""One call of a learner's function: the judge asks, the learner's process answers; changed arguments come back."""

import builtins
from collections import deque
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from workshop_kit.exercises.charts import Chart, is_axes
from workshop_kit.grading.values.decoding import Decoder
from workshop_kit.grading.values.encoding import Encoder
from workshop_kit.grading.values.functions import Functions
from workshop_kit.grading.values.message import ValueUnreadable
from workshop_kit.grading.values.opaque import clean_name

_MOST_TEXT = 300
_MOST_BASES = 12


# --- in the judge ---


class Caller:
    """Calls functions of the learner's process; give it to :func:`workshop_kit.grading.values.decode`.

    Parameters
    ----------
    send : callable
        Takes a request, gives the reply to it; raises what it wants when there is none.
    most : int
        Bytes of a request or reply.
    """

    def __init__(self, send: Callable[[bytes], bytes], most: int = 32 * 2**20) -> None:
        self._send = send
        self._most = most

    def __call__(self, number: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call function ``number``.

        Raises
        ------
        BaseException
            What the function raised, as an error of the same class where that is a known one.
        ValueUnreadable
            When the reply is none.
        """
        request = Encoder(None, self._most, numbering=True)
        data = request.message((number, args, kwargs))
        reply = Decoder(self._send(data), self, most=self._most, objects=dict(enumerate(request.numbered)))
        error, value = reply.guarded(lambda: _read_reply(reply))
        if error is not None:
            raise error
        return value


def _read_reply(reply: Decoder) -> tuple[BaseException | None, Any]:
    ours = dict(reply.objects)
    outcome, changes, content = reply.root
    changed = [(number, reply.node(node)) for number, node in changes]
    # Contents name objects by number, so all are read before the first is written.
    for number, new in changed:
        _write(ours[number], new)
    if outcome == "raised":
        return _error(*content), None
    if outcome != "returned":
        raise ValueUnreadable("a reply")
    return None, reply.node(content)


def _write(old: Any, new: Any) -> None:
    """Give an object the contents of another one of its kind.

    Raises
    ------
    ValueUnreadable
    """
    if is_axes(old) and type(new) is Chart:
        old.clear()
        new.draw_on(old)
        return
    if type(new) is not type(old):
        raise ValueUnreadable("an argument of another kind")
    if isinstance(old, list | bytearray):
        old[:] = new
    elif isinstance(old, dict | set):
        old.clear()
        old.update(new)
    elif isinstance(old, deque):
        old.clear()
        old.extend(new)
    elif isinstance(old, np.ndarray):
        if old.shape != new.shape or old.dtype != new.dtype or not old.flags.writeable:
            raise ValueUnreadable("an array of another form")
        old[...] = new
    elif isinstance(old, pd.Series | pd.DataFrame):
        old._update_inplace(new)  # type: ignore[operator]
        if isinstance(old, pd.Series):
            old.name = new.name
    else:
        raise ValueUnreadable("an argument that cannot change")


def _known_errors() -> dict[str, type[BaseException]]:
    found: dict[str, type[BaseException]] = {}
    for place in (pd.errors, np.exceptions, np.linalg, builtins):
        for name, thing in vars(place).items():
            if isinstance(thing, type) and issubclass(thing, Exception):
                found[name] = thing
    return found | {"SystemExit": SystemExit, "KeyboardInterrupt": KeyboardInterrupt}


_ERRORS = _known_errors()


def _error(names: Any, text: Any) -> BaseException:
    """An error of the class that comes first in ``names``, or of its nearest known base under its name."""
    if type(names) is not list or not names or not {*map(type, names), type(text)} <= {str}:
        raise ValueUnreadable("an error")
    base = next((_ERRORS[name] for name in names if name in _ERRORS), Exception)
    name = clean_name(names[0])
    kind = base if base.__name__ == name else type(name, (base,), {"__module__": "builtins"})
    try:
        error: BaseException = kind(text[:_MOST_TEXT])
    except Exception:  # some, such as UnicodeDecodeError, want to be told more
        error = type(name, (Exception,), {"__module__": "builtins"})(text[:_MOST_TEXT])
    return error


# --- in the learner's process ---


def answer(request: bytes, functions: Functions, most: int = 32 * 2**20) -> bytes:
    """Do what a request asks: call a function, and tell how that ended and which arguments it changed.

    Parameters
    ----------
    request : bytes
        Of a :class:`Caller`.
    functions : Functions
    most : int
        Bytes of the reply.

    Returns
    -------
    bytes
        The reply, whatever the function does.

    Raises
    ------
    ValueUnreadable
        When the request is none.
    KeyboardInterrupt
        When the call took too long.
    """
    reading = Decoder(request, functions=functions)
    number, args, kwargs = reading.guarded(lambda: _read_request(reading.value(), functions))
    known = {id(thing): n for n, thing in reading.objects.items()}
    before = {n: _contents(thing, functions, known, most) for n, thing in reading.objects.items()}
    function = functions[number]
    try:
        value = function(*args, **kwargs) if callable(function) else next(function)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        ending: tuple[str, Any] = ("raised", [_names(error), _text(error)])
    else:
        ending = ("returned", value)
    changed = [thing for n, thing in reading.objects.items() if _contents(thing, functions, known, most) != before[n]]
    return _reply(ending, changed, functions, known, most)


def _read_request(asked: Any, functions: Functions) -> tuple[int, tuple[Any, ...], dict[str, Any]]:
    number, args, kwargs = asked
    if (type(number), type(args), type(kwargs)) != (int, tuple, dict) or not 0 <= number < len(functions):
        raise ValueUnreadable("no such function")
    return number, args, kwargs


def _contents(thing: Any, functions: Functions, known: dict[int, int], most: int) -> bytes:
    """What an argument holds, to see later whether it has changed."""
    return Encoder(functions, most, known).contents_message(thing)


def _reply(
    ending: tuple[str, Any], changed: list[Any], functions: Functions, known: dict[int, int], most: int
) -> bytes:
    to = Encoder(functions, most, known)

    def write(_unused: Any) -> Any:
        changes = [[known[id(thing)], to.contents(thing)] for thing in changed]
        return [ending[0], changes, to.node(ending[1]) if ending[0] == "returned" else ending[1]]

    def write_less(_unused: Any) -> Any:
        return [ending[0], [], to.opaque(ending[1], "size") if ending[0] == "returned" else ending[1]]

    return to.written(ending[1], write, write_less)


def _names(error: BaseException) -> list[str]:
    """The names of an error's class and its bases, nearest first."""
    mro = type.__dict__["__mro__"].__get__(type(error))
    return [clean_name(type.__dict__["__name__"].__get__(kind)) for kind in mro[:_MOST_BASES]]


def _text(error: BaseException) -> str:
    try:
        words = error.args
        text = words[0] if len(words) == 1 and type(words[0]) is str else str(error)
    except Exception:
        return ""
    text = text[:_MOST_TEXT]
    return text.encode("utf-8", "replace").decode()
