"""Steps of training: matrices by Muon (in float32, which an office processor can reckon), the rest by Adam."""

import torch
from torch import Tensor, nn

_MOMENTUM = 0.95
_ROUNDS = 5


def orthogonal(matrix: Tensor) -> Tensor:
    """About the nearest matrix whose directions are all equally strong (Newton-Schulz, as in Jordan's Muon)."""
    wide = matrix if matrix.shape[0] <= matrix.shape[1] else matrix.T
    wide = wide / (wide.norm() + 1e-7)
    for _ in range(_ROUNDS):
        square = wide @ wide.T
        wide = 3.4445 * wide + (-4.7750 * square + 2.0315 * square @ square) @ wide
    return wide if matrix.shape[0] <= matrix.shape[1] else wide.T


class Muon(torch.optim.Optimizer):
    """Momentum whose steps are made orthogonal; for matrices of hidden layers alone."""

    def __init__(self, matrices: list[nn.Parameter], lr: float, weight_decay: float = 0.01) -> None:
        super().__init__(matrices, {"lr": lr, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self, closure: None = None) -> None:
        """One step by the gradients that stand."""
        for group in self.param_groups:
            for matrix in group["params"]:
                state = self.state[matrix]
                pace = state.setdefault("momentum", torch.zeros_like(matrix))
                pace.lerp_(matrix.grad, 1 - _MOMENTUM)
                ahead = matrix.grad.lerp(pace, _MOMENTUM)
                scale = max(1.0, matrix.shape[0] / matrix.shape[1]) ** 0.5
                matrix.mul_(1 - group["lr"] * group["weight_decay"])
                matrix.add_(orthogonal(ahead), alpha=-group["lr"] * scale)
