"""The LSTM's step and its way back, line by line: a slip is the same lines with some of them written otherwise.

They are no oracle: that is the reference, and a test holds these lines against it.
"""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np

from enap_lstm.exercises.bank import Slips
from enap_lstm.reference import by_gate, cell_state, hidden_state, sigmoid
from enap_lstm.reference._affine import affine

LETTERS = "ifgo"  # the blocks as `by_gate` has them
FORWARD_ARGUMENTS = ("x", "h_prev", "c_prev", "U", "W", "b")
BACK_ARGUMENTS = ("dh", "dc", *FORWARD_ARGUMENTS)
BACK_OUTPUTS = ("dx", "dh_prev", "dc_prev", "dU", "dW", "db")
PARAMETERS = ("dU", "dW", "db")

Line = Callable[..., Any]  # gets what is known so far, by name


def z_of(v: SimpleNamespace, letter: str) -> np.ndarray:
    """A gate's share of the stacked sum, in whatever order the rows are read."""
    H, block = v.z.shape[-1] // 4, v.order.index(letter)
    return v.z[..., block * H : (block + 1) * H]


def rows(array: np.ndarray) -> Any:
    """A table of rows: one example is a batch of one."""
    return np.atleast_2d(array)


FORWARD: dict[str, Line] = {
    "order": lambda v: LETTERS,
    "z": lambda v: affine(v.x, v.h_prev, v.U, v.W, v.b),
    "i": lambda v: sigmoid(z_of(v, "i")),
    "f": lambda v: sigmoid(z_of(v, "f")),
    "g": lambda v: np.tanh(z_of(v, "g")),
    "o": lambda v: sigmoid(z_of(v, "o")),
    "c": lambda v: cell_state(v.f, v.c_prev, v.i, v.g),
    "h": lambda v: hidden_state(v.o, v.c),
}
WAY_BACK: dict[str, Line] = FORWARD | {
    "tanh_c": lambda v: np.tanh(v.c),
    "do": lambda v: v.dh * v.tanh_c,
    "through_h": lambda v: v.dh * v.o * (1 - v.tanh_c**2),
    "dc_all": lambda v: v.dc + v.through_h,
    "df": lambda v: v.dc_all * v.c_prev,
    "dc_prev": lambda v: v.dc_all * v.f,
    "di": lambda v: v.dc_all * v.g,
    "dg": lambda v: v.dc_all * v.i,
    "dz_i": lambda v: v.di * v.i * (1 - v.i),
    "dz_f": lambda v: v.df * v.f * (1 - v.f),
    "dz_g": lambda v: v.dg * (1 - v.g**2),
    "dz_o": lambda v: v.do * v.o * (1 - v.o),
    "dz": lambda v: stacked(v, v.order),
    "dx": lambda v: v.dz @ v.U,
    "dh_prev": lambda v: v.dz @ v.W,
    "dz_parameters": lambda v: v.dz,
    "dU": lambda v: rows(v.dz_parameters).T @ rows(v.x),
    "dW": lambda v: rows(v.dz_parameters).T @ rows(v.h_prev),
    "db": lambda v: rows(v.dz_parameters).sum(axis=0),
}


def stacked(v: SimpleNamespace, order: str) -> np.ndarray:
    """The dz of the four gates side by side, in some order of their blocks."""
    return np.concatenate([getattr(v, f"dz_{letter}") for letter in order], axis=-1)


def blocks_of(v: SimpleNamespace) -> zip:
    """The rows of U, W and b, block by block."""
    return zip(by_gate(v.U), by_gate(v.W), by_gate(v.b), strict=True)


def written(lines: dict[str, Line], given: dict[str, Any], changes: dict[str, Line]) -> SimpleNamespace:
    """All values of the lines, one after the other; `changes` are lines written otherwise."""
    assert changes.keys() <= lines.keys(), changes.keys() - lines.keys()
    v = SimpleNamespace(**given)
    for name, line in (lines | changes).items():
        setattr(v, name, line(v))
    return v


def forward(*args: np.ndarray, **changes: Line) -> Any:
    """A step: h, c.

    >>> h, c = forward(np.ones(2), np.zeros(3), np.ones(3), np.zeros((12, 2)), np.zeros((12, 3)), np.zeros(12))
    >>> c
    array([0.5, 0.5, 0.5])
    """
    v = written(FORWARD, dict(zip(FORWARD_ARGUMENTS, args, strict=True)), changes)
    return v.h, v.c


def values_back(*args: np.ndarray, **changes: Line) -> SimpleNamespace:
    """The way back, with every value on it by name."""
    return written(WAY_BACK, dict(zip(BACK_ARGUMENTS, args, strict=True)), changes)


def way_back(*args: np.ndarray, **changes: Line) -> tuple[Any, ...]:
    """The way back through a step: dx, dh_prev, dc_prev, dU, dW, db."""
    v = values_back(*args, **changes)
    return tuple(getattr(v, name) for name in BACK_OUTPUTS)


def of_step(bank: Slips, id: str, hint: str, **changes: Line) -> None:
    """A slip of a step, in the lines named."""
    bank.slip(id, hint)(lambda step, *args: forward(*args, **changes))


def of_way(bank: Slips, id: str, hint: str, **changes: Line) -> None:
    """A slip of the way back, in the lines named."""
    bank.slip(id, hint)(lambda step, *args: way_back(*args, **changes))
