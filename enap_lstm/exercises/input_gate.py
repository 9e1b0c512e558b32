"""Notebook 02: the input gate, equation (1), and the first gate's way back."""

from __future__ import annotations

import numpy as np

from enap_lstm import reference
from enap_lstm.exercise import Case, exercise
from enap_lstm.exercises import gate
from enap_lstm.exercises.gate.cases import (
    BACKWARD_OUTPUTS,
    SQUARE,
    backward_cases,
    batch_cases,
    extreme_case,
    gate_arrays,
    null_arrays,
)
from enap_lstm.exercises.gate.property_hints import backward_hints, forward_hints

GATE = gate.sigmoid_gate("i", skeleton=True)


def inputs(rng: np.random.Generator) -> list[Case]:
    """One example, the bias alone, the sentence and other batches, and z beyond the reach of exp."""
    return [
        Case("um exemplo em que D = 2 e H = 3", gate_arrays(rng, D=2, H=3), "um exemplo"),
        Case(SQUARE, gate_arrays(rng, D=3, H=3), "um exemplo"),
        Case("x e h_prev nulos", null_arrays(rng, D=2, H=4), "um exemplo"),
        *batch_cases(rng, GATE, "um lote"),
        extreme_case(rng, "valores extremos"),
    ]


@exercise(
    notebook="02_input_gate",
    family="gate",
    inputs=inputs,
    points=4,
    properties={"um exemplo": 0.5, "um lote": 0.25, "valores extremos": 0.25},
    outputs=("i",),
    hints=forward_hints(GATE),
    well_done="A mesma linha serve para uma palavra e para a frase inteira."
    " Com x e h_prev nulos, o que decide a posição da porta?",
)
def input_gate(x, h_prev, U_i, W_i, b_i):
    """Input gate i_t (eq. 1). x (D,) or (N, D), h_prev (H,) or (N, H) -> same shape as h_prev."""
    return reference.input_gate(x, h_prev, U_i, W_i, b_i)


@exercise(
    notebook="02_input_gate",
    family="gate_backward",
    inputs=lambda rng: backward_cases(rng, GATE),
    points=6,
    properties=gate.SIGMOID_SHARES,
    outputs=BACKWARD_OUTPUTS,
    hints=backward_hints(GATE),
    well_done="As portas em 0 e em 1 receberam gradiente nulo: travadas, não aprendem. Onde isso aparece na figura da σ?",
)
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    """Gradients of the input gate, from di, the gradient with respect to i -> dx, dh_prev, dU, dW, db."""
    return reference.input_gate_backward(di, i, x, h_prev, U_i, W_i)


gate.forward_mistakes(
    input_gate,
    GATE,
    own={
        "other-activation": "É o que se obtém com a tanh no lugar da σ. A tanh vai de −1 a 1, e uma porta não deixa passar"
        " “menos 40 %”. Troque np.tanh por sigmoid.",
        "state-applied": "É o que se obtém com i já multiplicado por h_prev. A porta só diz quanto entra; quem a usa é a"
        " equação (5), no caderno 06. Devolva i sozinho.",
    },
)
gate.backward_mistakes(input_gate_backward, GATE)
