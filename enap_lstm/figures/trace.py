"""What the toy cell does with a text, word by word: the numbers behind the figures of the gates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from enap_lstm.data import toy
from enap_lstm.reference import cell_state, cell_update, forget_gate, hidden_state, input_gate, output_gate


@dataclass(frozen=True)
class Trace:
    """One array (T, H) per letter of the slides; `h_prev` is h one word earlier, zero before the first."""

    h_prev: np.ndarray
    i: np.ndarray
    f: np.ndarray
    g: np.ndarray
    o: np.ndarray
    c: np.ndarray
    h: np.ndarray


def trace(
    x: np.ndarray = toy.WORDS,
    b_f: np.ndarray = toy.B_F,
    o_at: Callable[[int, np.ndarray, np.ndarray], np.ndarray] | None = None,
) -> Trace:
    """Run the toy cell over the rows of x (T, 4), from an empty memory.

    >>> trace().c.shape
    (5, 3)

    b_f (3,): the bias of the forget gate, which notebook 03 changes; o_at: (t, word, h_prev) -> o (3,), an output gate in
    the place of the toy cell's, which notebook 05 changes.
    """
    h = c = np.zeros(len(toy.UNITS))
    steps = []
    for t, word in enumerate(x):
        h_prev = h
        i = input_gate(word, h_prev, toy.U_I, toy.W_I, toy.B_I)
        f = forget_gate(word, h_prev, toy.U_F, toy.W_F, b_f)
        g = cell_update(word, h_prev, toy.U_G, toy.W_G, toy.B_G)
        o = o_at(t, word, h_prev) if o_at else output_gate(word, h_prev, toy.U_O, toy.W_O, toy.B_O)
        c = cell_state(f, c, i, g)
        h = hidden_state(o, c)
        steps.append((h_prev, i, f, g, o, c, h))
    return Trace(*(np.stack(letter) for letter in zip(*steps, strict=True)))
