"""Reading weights from a safetensors file: a length, a JSON header, and the numbers."""

import json
import math
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Weights = dict[str, NDArray[np.float32]]
_KINDS: dict[str, np.dtype[np.floating]] = {"F16": np.dtype("<f2"), "F32": np.dtype("<f4")}
_LONGEST_HEADER = 1_000_000


class BadWeights(ValueError):
    """The file is damaged or no safetensors file."""


def read_weights(path: Path) -> tuple[Weights, dict[str, str]]:
    """Weights as float32, and what is written beside them.

    Parameters
    ----------
    path : Path

    Returns
    -------
    weights : dict of str to array
    metadata : dict of str to str

    Raises
    ------
    BadWeights
        If header and numbers do not fit together.
    """
    content = path.read_bytes()
    size = int.from_bytes(content[:8], "little")
    if len(content) < 8 or size > min(_LONGEST_HEADER, len(content) - 8):
        raise BadWeights(path.name)
    header = json.loads(content[8 : 8 + size])
    metadata = header.pop("__metadata__", {})
    numbers = memoryview(content)[8 + size :]
    weights: Weights = {}
    for name, entry in header.items():
        kind, shape = _KINDS[entry["dtype"]], tuple(entry["shape"])
        start, end = entry["data_offsets"]
        if not 0 <= start <= end <= len(numbers) or end - start != math.prod(shape) * kind.itemsize:
            raise BadWeights(f"{path.name}: {name}")
        weights[name] = np.frombuffer(numbers[start:end], kind).reshape(shape).astype(np.float32)
    return weights, metadata
