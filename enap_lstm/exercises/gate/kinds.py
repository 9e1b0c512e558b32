"""What tells one gate from another: its letter, its activation, and how both are written in an answer.

Elman's step is one of them, without a letter on its parameters: the same three terms, the same way back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from enap_lstm.reference import sigmoid


@dataclass(frozen=True)
class Gate:
    """A gate, the cell update or Elman's step. `slope_of` is the activation's slope, from the activation's own value."""

    k: str
    letter: str  # of its parameters: "_i", or nothing
    name: str
    activation: Callable
    other: Callable
    slope_of: Callable
    slope: str
    skeleton: bool = False  # does the backward's cell define dz_rows, x_rows, h_rows?
    back: tuple[int, ...] = (0, 1, 2, 3, 4, 5)  # where dk, k, x, h_prev, U, W stand among the backward's arguments

    @property
    def is_sigmoid(self) -> bool:
        return self.activation is sigmoid

    def words(self) -> dict[str, str]:
        """What fills the blanks of a hint."""
        own, other = ("σ", "tanh") if self.is_sigmoid else ("tanh", "σ")
        code = {"σ": "sigmoid", "tanh": "np.tanh"}
        rows = [("dz_rows", "dz"), ("x_rows", "x"), ("h_rows", "h_prev")]
        tables = {table: table if self.skeleton else f"np.atleast_2d({array})" for table, array in rows}
        return tables | {
            "U": f"U{self.letter}",
            "W": f"W{self.letter}",
            "b": f"b{self.letter}",
            "k": self.k,
            "dk": f"d{self.k}",
            "name": self.name,
            "Name": self.name[0].upper() + self.name[1:],
            "value": "a abertura" if self.is_sigmoid else "o estado" if self.k == "h" else self.name,
            "Value": "A abertura" if self.is_sigmoid else "O estado" if self.k == "h" else "A atualização",
            "sigma": own,
            "other": other,
            "act": code[own],
            "other_act": code[other],
            "slope": self.slope.format(k=self.k),
            "low": "0" if self.is_sigmoid else "−1",
            "as_tables": "dz_rows, x_rows e h_rows, que já são tabelas"
            if self.skeleton
            else "dz, x e h_prev passados por np.atleast_2d",
        }


def sigmoid_gate(k: str, **options: Any) -> Gate:
    """An input, forget or output gate.

    >>> sigmoid_gate("f").words()["slope"]
    'f * (1 - f)'
    """
    return Gate(k, f"_{k}", "a porta", sigmoid, np.tanh, lambda k: k * (1 - k), "{k} * (1 - {k})", **options)


def tanh_gate(k: str, letter: str, name: str, **options: Any) -> Gate:
    """The cell update, or Elman's step."""
    return Gate(k, letter, name, np.tanh, sigmoid, lambda k: 1 - k**2, "1 - {k}**2", **options)
