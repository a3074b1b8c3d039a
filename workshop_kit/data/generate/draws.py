"""Random numbers that are the same on every machine and for every numpy."""

import math
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import TypeVar
from zlib import crc32

import numpy as np

T = TypeVar("T")


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

    def chance(self, share: float) -> bool:
        """Whether something happens that happens in ``share`` of all cases."""
        return self.uniform() < share

    def below(self, limit: int) -> int:
        """One whole number from 0 to ``limit`` - 1."""
        return min(int(self.uniform() * limit), limit - 1)

    def one_of(self, items: Sequence[T], weights: Sequence[float] | None = None) -> T:
        """One item, equally likely or by its weight."""
        if weights is None:
            return items[self.below(len(items))]
        sums = list(accumulate(weights))
        return items[min(bisect_right(sums, self.uniform() * sums[-1]), len(items) - 1)]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """All items in an order by lot."""
        ranks = sorted((self.uniform(), place) for place in range(len(items)))
        return [items[place] for _, place in ranks]

    def pick(self, items: Sequence[T], count: int) -> list[T]:
        """``count`` different items by lot, in their original order."""
        ranks = sorted((self.uniform(), place) for place in range(len(items)))
        return [items[place] for place in sorted(place for _, place in ranks[:count])]

    def poisson(self, mean: float) -> int:
        """A count of independent events of which ``mean`` are expected.

        Knuth's product of uniforms below 30, above it the rounded normal approximation with its second-order
        correction, whose error is far below the noise.
        """
        if mean <= 0:
            return 0
        if mean > 30:
            draw = self.normal()
            return max(0, math.floor(mean + math.sqrt(mean) * draw + (draw * draw - 1) / 6 + 0.5))
        limit, product, count = math.exp(-mean), self.uniform(), 0
        while product > limit:
            product *= self.uniform()
            count += 1
        return count

    def gamma(self, shape: float, scale: float = 1.0) -> float:
        """One number of the gamma distribution (Marsaglia and Tsang 2000, with their boost below shape 1)."""
        if shape < 1:
            return self.gamma(shape + 1, scale) * math.pow(1 - self.uniform(), 1 / shape)
        d = shape - 1 / 3
        c = 1 / math.sqrt(9 * d)
        while True:
            normal = self.normal()
            cube = (1 + c * normal) ** 3
            if cube > 0 and math.log(1 - self.uniform()) < normal * normal / 2 + d - d * cube + d * math.log(cube):
                return d * cube * scale

    def negative_binomial(self, mean: float, size: float) -> int:
        """A count with more spread than Poisson: its variance is ``mean + mean² / size``."""
        return self.poisson(self.gamma(size, mean / size)) if mean > 0 else 0
