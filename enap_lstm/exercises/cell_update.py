"""Notebook 04: the cell update (candidate), equation (3): what could be written, and it has a sign."""

from __future__ import annotations

import numpy as np

from enap_lstm import reference
from enap_lstm.exercise import exercise
from enap_lstm.exercises import gate
from enap_lstm.exercises.gate import cases, property_hints
from enap_lstm.reference._affine import affine

GATE = gate.tanh_gate("g", "_g", "a atualização")


@exercise(
    notebook="04_cell_update",
    family="gate",
    inputs=lambda rng: cases.forward_cases(rng, GATE),
    points=4,
    properties=gate.SHARES,
    outputs=("g",),
    hints=property_hints.forward_hints(GATE),
    well_done="Com z = −1000, a sua função propõe −1. O que isso pode fazer com uma memória que guardava 0,9?",
)
def cell_update(x, h_prev, U_g, W_g, b_g):
    """Cell update g_t (eq. 3). x (D,) or (N, D), h_prev (H,) or (N, H) -> same shape as h_prev."""
    return reference.cell_update(x, h_prev, U_g, W_g, b_g)


@exercise(
    notebook="04_cell_update",
    family="gate_backward",
    inputs=lambda rng: cases.backward_cases(rng, GATE),
    points=6,
    properties=gate.TANH_SHARES,
    outputs=cases.BACKWARD_OUTPUTS,
    hints=property_hints.backward_hints(GATE),
    well_done="Com g em 0, a notícia passa inteira. Para que valores de g ela quase não passa?",
)
def cell_update_backward(dg, g, x, h_prev, U_g, W_g):
    """Gradients of the cell update, from dg, the gradient with respect to g -> dx, dh_prev, dU, dW, db."""
    return reference.cell_update_backward(dg, g, x, h_prev, U_g, W_g)


SIGN = "A proposta pode ser negativa, e assim a memória baixa: devolva a tanh como veio."
DONE = "É o que se obtém com "
SLIPS = [  # most of them lose the sign, which is what this notebook is about
    ("negative-cut", f"{DONE}o que é negativo levado a zero. {SIGN}", lambda g, h: np.maximum(0, g)),
    ("sign-lost", f"{DONE}toda proposta positiva, como com `np.abs`. {SIGN}", lambda g, h: np.abs(g)),
    ("moved-to-zero-one", f"{DONE}`(g + 1) / 2`, que vai de 0 a 1. {SIGN}", lambda g, h: (g + 1) / 2),
    ("state-added", f"{DONE}`g + h_prev`. Aqui, devolva `g` sozinho.", lambda g, h: g + h),
]
OWN = {
    "other-activation": "É o que se obtém com a σ no lugar da tanh. A σ nunca é negativa, e com ela a célula só saberia somar:"
    " troque sigmoid por np.tanh.",
    "state-applied": "É o que se obtém com g já multiplicado por h_prev. A proposta é só g; quem a junta à memória é a equação"
    " (5), no caderno 06. Devolva g sozinho.",
}
gate.forward_mistakes(cell_update, GATE, own=OWN)
gate.backward_mistakes(cell_update_backward, GATE)
for _id, _hint, _change in SLIPS:
    cell_update.mistake(_id, _hint)(lambda *args, change=_change: change(np.tanh(affine(*args)), args[1]))
