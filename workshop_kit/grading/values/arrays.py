"""numpy's arrays, scalars and dtypes, as buffers."""

import re
from typing import TYPE_CHECKING, Any

import numpy as np

from workshop_kit.grading.values.message import ValueUnreadable

if TYPE_CHECKING:
    from workshop_kit.grading.values.decoding import Decoder
    from workshop_kit.grading.values.encoding import Encoder

MOST_LENGTH = 10_000_000
MOST_DIMENSIONS = 8

_DTYPE = re.compile(
    r"\|[biu]1|[<>][iu][248]|[<>]f[248]|[<>]c(8|16)|[<>][Mm]8(\[(Y|M|W|D|h|m|s|ms|us|ns)\])?|[<>]U[1-9]\d{0,6}|\|S[1-9]\d{0,6}"
)


def is_plain(dtype: np.dtype[Any]) -> bool:
    """Whether arrays of this dtype are numbers, truth values, times or texts of one length."""
    return _DTYPE.fullmatch(dtype.str) is not None and dtype.metadata is None


def read_dtype(text: Any) -> np.dtype[Any]:
    """The dtype that a node names.

    Raises
    ------
    ValueUnreadable
    """
    if type(text) is not str or not _DTYPE.fullmatch(text):
        raise ValueUnreadable("a dtype")
    return np.dtype(text)


def read_buffer(dtype: np.dtype[Any], buffer: memoryview) -> np.ndarray[Any, np.dtype[Any]]:
    """A new one-dimensional array of the values in a buffer.

    Raises
    ------
    ValueUnreadable
        When the bytes are no values of that dtype.
    """
    if len(buffer) % dtype.itemsize:
        raise ValueUnreadable("a buffer of another length")
    array = np.frombuffer(buffer, dtype).copy()
    # numpy trusts these bytes, and fails later or not at all when they are out of range.
    if dtype.kind == "b" and array.view(np.uint8).max(initial=0) > 1:
        raise ValueUnreadable("a truth value")
    if dtype.kind == "U" and np.frombuffer(buffer, f"{dtype.str[0]}u4").max(initial=0) > 0x10FFFF:
        raise ValueUnreadable("a character")
    return array


def read_shape(shape: Any, count: int | None = None) -> tuple[int, ...]:
    """The shape that a node names, for ``count`` values.

    Raises
    ------
    ValueUnreadable
    """
    if type(shape) is not list or len(shape) > MOST_DIMENSIONS:
        raise ValueUnreadable("a shape")
    product = 1
    for side in shape:
        if type(side) is not int or not 0 <= side <= MOST_LENGTH:
            raise ValueUnreadable("a side of an array")
        product *= side
    if product != count:
        raise ValueUnreadable("an array of another length")
    return tuple(shape)


def array_node(to: "Encoder", array: np.ndarray[Any, Any], *, column: bool = False) -> Any:
    """An array of numbers, texts or objects. What pandas holds may not be written through numpy; a copy may."""
    if array.ndim > MOST_DIMENSIONS or array.size > MOST_LENGTH or max(array.shape, default=0) > MOST_LENGTH:
        return to.opaque(array, "size")
    writeable = column or bool(array.flags.writeable)
    order = "F" if array.flags.f_contiguous and not array.flags.c_contiguous else "C"
    if array.dtype == object:
        items = to.items(array.ravel(order).tolist())  # type: ignore[arg-type]
        return ["ao", list(array.shape), order, writeable, items]
    if not is_plain(array.dtype):
        return to.opaque(array)
    number = to.buffer(array.tobytes(order))  # type: ignore[arg-type]
    return ["a", array.dtype.str, list(array.shape), order, writeable, number]


def read_array(source: "Decoder", node: list[Any]) -> np.ndarray[Any, Any]:
    """The array of an ``a`` node."""
    _tag, dtype, shape, order, writeable, number = node
    flat = read_buffer(read_dtype(dtype), source.buffer(number))
    return _shaped(flat, shape, order, writeable)


def read_objects(source: "Decoder", node: list[Any]) -> np.ndarray[Any, Any]:
    """The array of an ``ao`` node."""
    _tag, shape, order, writeable, items = node
    values = source.items(items)
    flat = np.fromiter(values, dtype=object, count=len(values))  # lists in it stay lists
    return _shaped(flat, shape, order, writeable)


def _shaped(flat: np.ndarray[Any, Any], shape: Any, order: Any, writeable: Any) -> np.ndarray[Any, Any]:
    if order not in ("C", "F") or type(writeable) is not bool:
        raise ValueUnreadable("an array's order")
    array = flat if shape == [len(flat)] else flat.reshape(read_shape(shape, len(flat)), order=order)
    if not writeable:
        array.flags.writeable = False
    return array


def scalar_node(to: "Encoder", value: np.generic) -> Any:
    """A numpy scalar."""
    if isinstance(value, np.str_ | np.bytes_):
        return ["ns", to.node(value.item())]
    if not is_plain(value.dtype):
        return to.opaque(value)
    return ["n", value.dtype.str, value.tobytes().hex()]


def read_scalar(source: "Decoder", node: list[Any]) -> Any:
    """The scalar of an ``n`` node."""
    _tag, dtype, digits = node
    array = read_buffer(read_dtype(dtype), memoryview(bytes.fromhex(digits)))
    if len(array) != 1:
        raise ValueUnreadable("a scalar")
    return array[0]


def read_text_scalar(source: "Decoder", node: list[Any]) -> Any:
    """The scalar of an ``ns`` node."""
    value = source.node(node[1])
    if type(value) is str:
        return np.str_(value)
    if type(value) is bytes:
        return np.bytes_(value)
    raise ValueUnreadable("a text")
