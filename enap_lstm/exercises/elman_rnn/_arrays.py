"""Random arrays for the three exercises of notebook 01."""

from __future__ import annotations

import numpy as np

SQUARE = "um exemplo em que D = H = 3"  # here a forgotten transpose gives numbers, not an exception


def step_arrays(rng: np.random.Generator, *, D: int, H: int, N: int | None = None, scale: float = 1.0) -> tuple:
    """x, h_prev, U, W, b of one step: one example when N is None, else a batch; `scale` multiplies x."""
    rows = () if N is None else (N,)
    x = scale * rng.uniform(0.5, 1.5, size=(*rows, D)) * rng.choice([-1.0, 1.0], size=(*rows, D))
    h_prev = rng.uniform(-0.9, 0.9, size=(*rows, H))
    return x, h_prev, 0.6 * rng.normal(size=(H, D)), 0.6 * rng.normal(size=(H, H)), 0.5 * rng.normal(size=H)


def sequence_arrays(
    rng: np.random.Generator, *, T: int, N: int, D: int, H: int, start: bool = True
) -> tuple[np.ndarray, ...]:
    """x (T, N, D), h0 (N, H), U, W, b; without `start`, h0 is zero."""
    _, _, U, W, b = step_arrays(rng, D=D, H=H)
    h0 = rng.uniform(-0.9, 0.9, size=(N, H)) if start else np.zeros((N, H))
    return rng.normal(size=(T, N, D)), h0, U, W, b
