"""The backward of one step: the first that a student writes."""

from __future__ import annotations

import numpy as np

from enap_lstm import reference
from enap_lstm.data import SENTENCE
from enap_lstm.exercise import Case, exercise
from enap_lstm.exercises.gate.cases import INPUTS, PARAMETERS, SQUARE, SQUARE_BATCH, gate_arrays, sentence_arrays


def with_its_state(rng: np.random.Generator, arrays: tuple[np.ndarray, ...]) -> tuple[np.ndarray, ...]:
    """x, h_prev, U, W, b -> dh, x, h_prev, h, U, W, with the h that the step really gives."""
    x, h_prev, U, W, b = arrays
    h = np.tanh(x @ U.T + h_prev @ W.T + b)
    return rng.uniform(0.5, 1.5, size=h.shape) * rng.choice([-1.0, 1.0], size=h.shape), x, h_prev, h, U, W


def step_backward_inputs(rng: np.random.Generator) -> list[Case]:
    """First one output at a time on square matrices, where nothing raises: a wrong dx leaves the marks of dU alone."""
    square = with_its_state(rng, gate_arrays(rng, D=3, H=3))
    return [
        Case(SQUARE, square, "derivada da tanh", only=("db",)),
        Case(SQUARE, square, "parâmetros", only=PARAMETERS),
        Case("um exemplo em que D = 2 e H = 3", with_its_state(rng, gate_arrays(rng, D=2, H=3)), "entradas"),
        Case(SQUARE, square, "entradas", only=INPUTS),
        Case("a frase dos duendes", with_its_state(rng, sentence_arrays(rng, H=3)), "lote", rows=SENTENCE),
        Case(SQUARE_BATCH, with_its_state(rng, gate_arrays(rng, N=3, D=3, H=3)), "lote"),
        Case("um lote de 1", with_its_state(rng, gate_arrays(rng, N=1, D=2, H=4)), "lote"),
        Case("um lote de 4 em que D = H = 1", with_its_state(rng, gate_arrays(rng, N=4, D=1, H=1)), "lote"),
    ]


@exercise(
    notebook="01_elman_rnn",
    inputs=step_backward_inputs,
    points=4,
    properties={"derivada da tanh": 0.2, "parâmetros": 0.3, "entradas": 0.3, "lote": 0.2},
    outputs=("dx", "dh_prev", "dU", "dW", "db"),
    hints=(
        "Volte pelo caminho da ida. A tanh veio por último, então vem primeiro: dz = dh * (1 - h**2)."
        " Depois cada gradiente é um produto de dz com o que estava ao lado na ida. Confira a forma de cada um.",
        "Cada gradiente tem a forma daquilo a que se refere: dU como U, dx como x. Com dz (N, H), há um só jeito de"
        " chegar a (N, D) usando U, e um só de chegar a (H, D) usando x. Escreva as formas ao lado de cada linha.",
    ),
    well_done="O gradiente já volta um passo. No fim do caderno, ele vai voltar trinta.",
)
def rnn_step_backward(dh, x, h_prev, h, U, W):
    """Gradients of one step, from dh, the gradient of the loss with respect to h -> dx, dh_prev, dU, dW, db."""
    return reference.rnn_step_backward(dh, x, h_prev, h, U, W)
