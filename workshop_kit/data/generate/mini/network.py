"""The small model in PyTorch, for training alone; `workshop_kit.llm.mini.transformer` is the same in numpy."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True)
class Shape:
    """How large the model is.

    Attributes
    ----------
    vocabulary, width, layers, heads : int
        ``width`` is divisible by ``heads``.
    window : int
        Most tokens of a text and its answer.
    """

    vocabulary: int = 2_048
    width: int = 160
    layers: int = 4
    heads: int = 5
    window: int = 512


def rotation(window: int, size: int) -> tuple[Tensor, Tensor]:
    """Cosines and sines of the rotary positions, each (window, size / 2)."""
    rates = 1.0 / (10_000.0 ** (torch.arange(0, size, 2, dtype=torch.float32) / size))
    angles = torch.outer(torch.arange(window, dtype=torch.float32), rates)
    return angles.cos(), angles.sin()


def rotated(heads: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
    """Vectors (batch, head, place, size) turned by their place."""
    first, second = heads.chunk(2, dim=-1)
    return torch.cat((first * cosine - second * sine, second * cosine + first * sine), dim=-1)


class Layer(nn.Module):
    """Attention and a two-layer network, each added to what came in.

    A key is a mixture, by head, of the token's own and of the one before it: so a head can find what followed the same
    word earlier, which is how a place is copied, within one layer and early in training.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width = shape.width
        self.heads = shape.heads
        self.before = nn.Parameter(torch.ones(width))
        self.between = nn.Parameter(torch.ones(width))
        self.queries = nn.Parameter(torch.empty(width, 3 * width))
        self.own = nn.Parameter(torch.linspace(-2, 2, shape.heads))
        self.out = nn.Parameter(torch.zeros(width, width))
        self.wide = nn.Parameter(torch.empty(width, 4 * width))
        self.narrow = nn.Parameter(torch.zeros(4 * width, width))
        for weight in (self.queries, self.wide):
            nn.init.normal_(weight, std=width**-0.5)

    def forward(
        self, stream: Tensor, turns: tuple[Tensor, Tensor], mask: Tensor, before: Tensor, dropout: float
    ) -> Tensor:
        """The stream (batch, place, width) after this layer; ``before`` is where in a line the token before each is."""
        batch, length, width = stream.shape
        inner = functional.rms_norm(stream, (width,), self.before, 1e-5) @ self.queries
        inner = inner.view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        earlier = inner[1].gather(2, before[:, None, :, None].expand_as(inner[1]))
        share = self.own.sigmoid()[:, None, None]
        query, key = rotated(inner[0], *turns), rotated(share * inner[1] + (1 - share) * earlier, *turns)
        mixed = functional.scaled_dot_product_attention(query, key, inner[2], attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(batch, length, width) @ self.out
        stream = stream + functional.dropout(mixed, dropout, self.training)
        inner = functional.rms_norm(stream, (width,), self.between, 1e-5) @ self.wide
        return stream + functional.dropout(functional.relu(inner).square() @ self.narrow, dropout, self.training)


class Network(nn.Module):
    """A decoder: embedding, layers, and the embedding once more as the last weights."""

    def __init__(self, shape: Shape, dropout: float = 0.0) -> None:
        super().__init__()
        self.shape, self.dropout = shape, dropout
        self.embedding = nn.Parameter(torch.empty(shape.vocabulary, shape.width))
        nn.init.normal_(self.embedding, std=0.05)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.last = nn.Parameter(torch.ones(shape.width))
        cosine, sine = rotation(shape.window, shape.width // shape.heads)
        self.register_buffer("cosine", cosine, persistent=False)
        self.register_buffer("sine", sine, persistent=False)

    def stream(self, tokens: Tensor, part: Tensor, place: Tensor) -> Tensor:
        """The last stream (batch, place, width) of tokens (batch, place) with their parts and places."""
        # Before a task's first token comes the text's last.
        texts = (part == 0).sum(dim=1, keepdim=True)
        here = torch.arange(tokens.shape[1]).expand_as(tokens)
        before = torch.where((part > 0) & (place == texts), texts, here).sub(1).clamp(min=0)
        turns = (self.cosine[place][:, None], self.sine[place][:, None])
        length = tokens.shape[1]
        earlier = torch.ones(length, length, dtype=torch.bool).tril()
        mask = earlier & ((part[:, None, :] == 0) | (part[:, None, :] == part[:, :, None]))
        stream = functional.dropout(self.embedding[tokens], self.dropout, self.training)
        for layer in self.layers:
            stream = layer(stream, turns, mask[:, None], before, self.dropout)
        return functional.rms_norm(stream, (self.shape.width,), self.last, 1e-5)

    def forward(self, tokens: Tensor) -> Tensor:
        """Logits (batch, place, vocabulary) of plain lines, all of one part."""
        place = torch.arange(tokens.shape[1]).expand_as(tokens)
        return self.stream(tokens, torch.zeros_like(tokens), place) @ self.embedding.T
