"""The small model in numpy: token by token, with what was reckoned before kept."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from workshop_kit.llm.mini.weights import Weights

Array = NDArray[np.float32]
_LEAST = np.float32(1e-5)
_TURNS = 10_000.0


@dataclass
class Cache:
    """Keys and values of the tokens read so far.

    Attributes
    ----------
    plain, keys, values : array, (layers, heads, window, size)
        Keys as they come from the token alone; mixed with the one before and turned by their place; values.
    length : int
        How many tokens are in it; setting it back forgets the last ones.
    """

    plain: Array
    keys: Array
    values: Array
    length: int = 0

    def copy(self) -> "Cache":
        """Another one that goes on from here by itself."""
        return Cache(self.plain.copy(), self.keys.copy(), self.values.copy(), self.length)


@dataclass
class Watched:
    """What a reader wants to see of the inside; filled by `Transformer.read`.

    Attributes
    ----------
    attention : list of array
        For each layer (heads, tokens, tokens so far): from each token read to each that it sees; rows add up to 1.
    """

    attention: list[Array] = field(default_factory=list)


class Transformer:
    """A decoder with rotary places, as `workshop_kit.data.generate.mini.network` trains it.

    Parameters
    ----------
    weights : dict of str to array
    heads, window : int
        Heads of each layer; most tokens.
    """

    def __init__(self, weights: Weights, heads: int, window: int) -> None:
        self.embedding = weights["embedding"]
        self.heads, self.window = heads, window
        self.width = self.embedding.shape[1]
        self._last = weights["last"]
        names = ("before", "queries", "own", "out", "between", "wide", "narrow")
        self._layers: list[list[Array]] = []
        while f"layers.{len(self._layers)}.out" in weights:
            self._layers.append([weights[f"layers.{len(self._layers)}.{name}"] for name in names])
        self._output = np.ascontiguousarray(self.embedding.T)
        size = self.width // heads
        rates = 1.0 / _TURNS ** (np.arange(0, size, 2, dtype=np.float32) / np.float32(size))
        angles = np.outer(np.arange(window, dtype=np.float32), rates)
        self._cosine, self._sine = np.cos(angles).astype(np.float32), np.sin(angles).astype(np.float32)

    @property
    def layers(self) -> int:
        """Number of layers."""
        return len(self._layers)

    @property
    def parameters(self) -> int:
        """Number of weights."""
        return self.embedding.size + self._last.size + sum(each.size for layer in self._layers for each in layer)

    def cache(self) -> Cache:
        """An empty one."""
        shape = (self.layers, self.heads, self.window, self.width // self.heads)
        return Cache(np.zeros(shape, np.float32), np.zeros(shape, np.float32), np.zeros(shape, np.float32))

    def read(self, tokens: list[int], cache: Cache, watched: Watched | None = None) -> Array:
        """Read on.

        Parameters
        ----------
        tokens : list of int
            At least one; with what is in the cache no more than the window.
        cache : Cache
            Gets the tokens too.
        watched : Watched, optional

        Returns
        -------
        array, (len(tokens), width)
            The last layer's stream, which `logits` turns into what comes next.

        Raises
        ------
        ValueError
            If the window is too small.
        """
        start, count = cache.length, len(tokens)
        end = start + count
        if not tokens or end > self.window:
            raise ValueError(f"{end} tokens, window {self.window}")
        stream = self.embedding[tokens]
        turns = self._cosine[start:end], self._sine[start:end]
        unseen = np.triu(np.full((count, end), -np.inf, np.float32), start + 1) if count > 1 else None
        scale = np.float32((self.width // self.heads) ** -0.5)
        for number, (before, queries, own, out, between, wide, narrow) in enumerate(self._layers):
            inner = (_normal(stream, before) @ queries).reshape(count, 3, self.heads, -1).transpose(1, 2, 0, 3)
            plain = cache.plain[number]
            plain[:, start:end] = inner[1]
            earlier = plain[:, start - 1 : end - 1] if start else np.concatenate((plain[:, :1], plain[:, : end - 1]), 1)
            share = (1 / (1 + np.exp(-own)))[:, None, None]
            cache.keys[number, :, start:end] = _turned(share * inner[1] + (1 - share) * earlier, *turns)
            cache.values[number, :, start:end] = inner[2]
            query = _turned(inner[0], *turns) * scale
            scores = query @ cache.keys[number, :, :end].transpose(0, 2, 1)
            if unseen is not None:
                scores += unseen
            scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
            scores /= scores.sum(axis=-1, keepdims=True)
            if watched is not None:
                watched.attention.append(scores)
            mixed = (scores @ cache.values[number, :, :end]).transpose(1, 0, 2).reshape(count, self.width)
            stream = stream + mixed @ out
            inner = np.maximum(_normal(stream, between) @ wide, 0)
            stream = stream + (inner * inner) @ narrow
        cache.length = end
        return _normal(stream, self._last)

    def logits(self, stream: Array) -> Array:
        """What comes next, unnormalised: (tokens, vocabulary) of (tokens, width)."""
        return stream @ self._output


def _normal(stream: Array, gain: Array) -> Array:
    mean = np.einsum("ij,ij->i", stream, stream)[:, None] / np.float32(stream.shape[1])
    return np.asarray(stream / np.sqrt(mean + _LEAST) * gain)


def _turned(heads: Array, cosine: Array, sine: Array) -> Array:
    half = heads.shape[-1] // 2
    first, second = heads[..., :half], heads[..., half:]
    return np.concatenate((first * cosine - second * sine, second * cosine + first * sine), axis=-1)
