"""Random numbers that are the same on every machine and for every numpy."""

import math
from zlib import crc32

import numpy as np


class Draws:
    """A named stream of random numbers.

    Only numpy's primitive draws are used: their bits do not change between numpy versions, which is not
    promised for ``beta`` or ``choice``. The stream depends on the seed and the name alone, so that a new
    table does not change the others.

    Parameters
    ----------
    seed : int
        The seed of the whole build.
    name : str
        The name of the stream, usually that of the table.

    Examples
    --------
    >>> Draws(6472, "apbd").uniform() == Draws(6472, "apbd").uniform()
    True
    """

    def __init__(self, seed: int, name: str) -> None:
        self._numpy = np.random.Generator(np.random.PCG64([seed, crc32(name.encode())]))

    def uniform(self, low: float = 0.0, high: float = 1.0) -> float:
        """One number, equally likely anywhere between ``low`` and ``high``."""
        return low + (high - low) * float(self._numpy.random())

    def normal(self) -> float:
        """One number of the standard normal distribution."""
        return float(self._numpy.standard_normal())

    def lognormal(self, spread: float) -> float:
        """One positive factor around 1; ``spread`` is the standard deviation of its logarithm."""
        return math.exp(spread * self.normal())

    def beta_of_order(self, order: int, size: int) -> float:
        """The ``order``-th smallest of ``size`` uniform draws, which is Beta(order, size + 1 - order)."""
        return sorted(self.uniform() for _ in range(size))[order - 1]

    def pick(self, items: list[str], count: int) -> list[str]:
        """``count`` different items by lot, in their original order."""
        ranks = sorted((self.uniform(), place) for place in range(len(items)))
        return [items[place] for place in sorted(place for _, place in ranks[:count])]
