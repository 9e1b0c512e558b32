"""What learns: parameters, their gradients and Adam's memory of them, each one flat vector, so that a rule is one pass.

The mathematics is `reference.clip_by_global_norm` and `reference.adam_step`; the tests hold both against it and torch.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from enap_lstm.reference.learning import DECAY, DECAY_OF_SQUARES, NEVER_ZERO

LINE = 64  # bytes that a processor fetches at once; NumPy's own arrays start on any 16th


def aligned(*shape: int, dtype: np.typing.DTypeLike) -> np.ndarray:
    """Zeros of this shape, starting where a line of memory does."""
    size = math.prod(shape) * np.dtype(dtype).itemsize
    raw = np.zeros(size + LINE, np.uint8)
    start = -raw.ctypes.data % LINE
    return raw[start : start + size].view(dtype).reshape(shape)


class Learner:
    """Parameters by name, views into one vector. Whoever adds `backpropagate`, which fills `gradients`, can learn."""

    def __init__(
        self, parameters: Mapping[str, np.ndarray], *, learning_rate: float, max_norm: float, dtype: type = np.float32
    ) -> None:
        self.learning_rate, self.max_norm, self.dtype, self.updates = learning_rate, max_norm, dtype, 0
        self._shapes = {name: array.shape for name, array in parameters.items()}
        ends = np.cumsum([-(-array.size // LINE) * LINE for array in parameters.values()]).tolist()
        self._starts = [0, *ends[:-1]]  # each on a line of memory
        self.memory = aligned(3, ends[-1], dtype=dtype)  # all that the next step depends on
        self.vector, self._mean, self._square = self.memory
        self._gradient, self._scratch = aligned(2, ends[-1], dtype=dtype)
        self.parameters, self.gradients = self.named(self.vector), self.named(self._gradient)
        for name, array in parameters.items():
            self.parameters[name][...] = array

    def named(self, vector: np.ndarray) -> dict[str, np.ndarray]:
        """A flat vector as arrays by name, all of them views."""
        places = zip(self._starts, self._shapes.items(), strict=True)
        return {name: vector[start : start + math.prod(shape)].reshape(shape) for start, (name, shape) in places}

    def update(self) -> None:
        """Clip by the global norm, then one step of Adam. `_mean` and `_square` are kept as sums, without 1 - β."""
        self.updates += 1
        gradient, mean, square, scratch = self._gradient, self._mean, self._square, self._scratch
        norm = math.sqrt(gradient @ gradient)
        if norm > self.max_norm:
            gradient *= self.max_norm / norm
        mean *= DECAY
        mean += gradient
        square *= DECAY_OF_SQUARES
        square += np.multiply(gradient, gradient, out=scratch)
        of_mean = (1 - DECAY) / (1 - DECAY**self.updates)
        of_root = math.sqrt((1 - DECAY_OF_SQUARES) / (1 - DECAY_OF_SQUARES**self.updates))
        np.sqrt(square, out=scratch)
        scratch += NEVER_ZERO / of_root
        np.divide(mean, scratch, out=scratch)
        scratch *= self.learning_rate * of_mean / of_root
        self.vector -= scratch
