"""Notebook 05: the output gate, equation (4): it says how much of the memory is shown, and shows nothing itself."""

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
)
from enap_lstm.exercises.gate.hints import backward_hints, forward_hints
from enap_lstm.reference._affine import affine

GATE = gate.sigmoid_gate("o")


def inputs(rng: np.random.Generator) -> list[Case]:
    """One example, the sentence and other batches, and z beyond the reach of exp."""
    return [
        Case("um exemplo em que D = 2 e H = 3", gate_arrays(rng, D=2, H=3), "um exemplo"),
        Case(SQUARE, gate_arrays(rng, D=3, H=3), "um exemplo"),
        *batch_cases(rng, GATE, "um lote"),
        extreme_case(rng, "valores extremos"),
    ]


@exercise(
    notebook="05_output_gate",
    family="gate",
    inputs=inputs,
    points=4,
    properties={"um exemplo": 0.5, "um lote": 0.25, "valores extremos": 0.25},
    outputs=("o",),
    hints=forward_hints(GATE),
    well_done="A sua função não recebe c, e mesmo assim decide quanto de c aparece. Por onde ela sabe do que já foi lido?",
)
def output_gate(x, h_prev, U_o, W_o, b_o):
    """Output gate o_t (eq. 4). x (D,) or (N, D), h_prev (H,) or (N, H) -> same shape as h_prev."""
    return reference.output_gate(x, h_prev, U_o, W_o, b_o)


@exercise(
    notebook="05_output_gate",
    family="gate_backward",
    inputs=lambda rng: backward_cases(rng, GATE),
    points=6,
    properties=gate.SIGMOID_SHARES,
    outputs=BACKWARD_OUTPUTS,
    hints=backward_hints(GATE),
    well_done="Dos cinco resultados, só um leva a notícia a palavras de antes. Qual?",
)
def output_gate_backward(do, o, x, h_prev, U_o, W_o):
    """Gradients of the output gate, from do, the gradient with respect to o -> dx, dh_prev, dU, dW, db."""
    return reference.output_gate_backward(do, o, x, h_prev, U_o, W_o)


gate.forward_mistakes(
    output_gate,
    GATE,
    own={
        "other-activation": "É o que se obtém com a tanh no lugar da σ. A tanh da saída está na equação (6), em volta da"
        " memória; a porta usa a σ. Troque np.tanh por sigmoid.",
        "complement": "É o que se obtém com `1 - o`, a parte que fica escondida. A porta de saída diz quanto APARECE: devolva"
        " σ(z), sem subtrair de 1 e sem trocar o sinal.",
        "state-applied": "É o que se obtém com `o` já multiplicado por h_prev. A porta só diz quanto aparece; quem a usa é"
        " a equação (6), no caderno 07. Devolva só `o`.",
    },
)
gate.backward_mistakes(output_gate_backward, GATE)


@output_gate.mistake(
    "shown-state-applied",
    "É o que se obtém com `o * np.tanh(h_prev)`. A equação (6) é parecida, mas com a memória c, que esta função nem recebe;"
    " ela fica para o caderno 07. Devolva só `o`.",
)
def _(x, h_prev, U_o, W_o, b_o):
    return reference.output_gate(x, h_prev, U_o, W_o, b_o) * np.tanh(h_prev)


@output_gate.mistake(
    "shown-sum-applied",
    "É o que se obtém com `o * np.tanh(z)`, como se z fosse a memória. A equação (4) termina na σ; a tanh é da (6), no"
    " caderno 07. Devolva só `o`.",
)
def _(x, h_prev, U_o, W_o, b_o):
    z = affine(x, h_prev, U_o, W_o, b_o)
    return reference.sigmoid(z) * np.tanh(z)
