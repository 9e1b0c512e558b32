"""Notebook 03: the forget gate, equation (2), its bias, and its way back written without a skeleton."""

from __future__ import annotations

import numpy as np

from enap_lstm import reference
from enap_lstm.exercise import Case, exercise
from enap_lstm.exercises import gate
from enap_lstm.exercises.gate.cases import (
    BACKWARD_OUTPUTS,
    SQUARE,
    Arrays,
    backward_cases,
    batch_cases,
    extreme_case,
    gate_arrays,
    null_arrays,
)
from enap_lstm.exercises.gate.property_hints import backward_hints, forward_hints

GATE = gate.sigmoid_gate("f")
HALF_LIVES = np.array([1.0, 5.0, 34.0, 100.0])  # words


def half_life_arrays(rng: np.random.Generator) -> Arrays:
    """The bias alone, one for each half-life n: f = σ(b) with f to the power n = 1/2."""
    x, h_prev, U, W, _ = null_arrays(rng, D=2, H=len(HALF_LIVES))
    f = 0.5 ** (1 / HALF_LIVES)
    return x, h_prev, U, W, np.log(f / (1 - f))


def inputs(rng: np.random.Generator) -> list[Case]:
    """Examples without a bias first, so that the bias is a property of its own."""
    return [
        Case("um exemplo em que D = 2 e H = 3", gate_arrays(rng, D=2, H=3, bias=False), "um exemplo"),
        Case(SQUARE, gate_arrays(rng, D=3, H=3, bias=False), "um exemplo"),
        Case("vieses que dão meia-vida de 1, 5, 34 e 100 palavras", half_life_arrays(rng), "o viés"),
        Case("um exemplo em que D = 4 e H = 2", gate_arrays(rng, D=4, H=2), "o viés"),
        *batch_cases(rng, GATE, "um lote"),
        extreme_case(rng, "valores extremos"),
    ]


@exercise(
    notebook="03_forget_gate",
    family="gate",
    inputs=inputs,
    points=4,
    properties={"um exemplo": 0.4, "o viés": 0.2, "um lote": 0.2, "valores extremos": 0.2},
    outputs=("f",),
    hints=forward_hints(GATE)
    | {
        "o viés": (
            "Com x e h_prev nulos, só o viés fala. Que abertura a porta deve ter ali, e qual tem a sua?",
            "b_f é a terceira parcela da soma, inteira e uma vez só, antes da σ. Teste com números que você sabe de cor: com"
            " tudo nulo, a porta vale 0,5; com b_f = 4 e o resto nulo, 0,982.",
            "O mesmo com uma conta de luz: valor = tarifa · consumo + taxa. Com consumo zero, sobra a taxa, e não zero. O"
            " viés é a taxa da porta: entra mesmo quando não há nada para ler.",
        )
    },
    well_done="Com b_f = 4 e mais nada, a sua porta vale 0,982. Por quantas palavras ela guarda metade da memória?",
)
def forget_gate(x, h_prev, U_f, W_f, b_f):
    """Forget gate f_t (eq. 2). x (D,) or (N, D), h_prev (H,) or (N, H) -> same shape as h_prev."""
    return reference.forget_gate(x, h_prev, U_f, W_f, b_f)


@exercise(
    notebook="03_forget_gate",
    family="gate_backward",
    inputs=lambda rng: backward_cases(rng, GATE),
    points=6,
    properties=gate.SIGMOID_SHARES,
    outputs=BACKWARD_OUTPUTS,
    hints=backward_hints(GATE),
    well_done="Uma porta em 0,98 deixa passar 0,98 da memória e só 0,02 do gradiente ao próprio viés."
    " O que isso diz de um viés inicial muito alto?",
)
def forget_gate_backward(df, f, x, h_prev, U_f, W_f):
    """Gradients of the forget gate, from df, the gradient with respect to f -> dx, dh_prev, dU, dW, db."""
    return reference.forget_gate_backward(df, f, x, h_prev, U_f, W_f)


gate.forward_mistakes(
    forget_gate,
    GATE,
    own={
        "other-activation": "É o que se obtém com a tanh no lugar da σ. Uma porta negativa trocaria o sinal da memória a"
        " cada palavra: troque np.tanh por sigmoid.",
        "complement": "É o que se obtém com 1 − f. O nome engana: a porta de esquecimento diz quanto FICA, e f = 1 guarda"
        " tudo. Devolva σ(z), sem subtrair de 1 e sem trocar o sinal.",
        "bias-plus-one": "É o que se obtém com σ(z + 1). Começar o treino com b_f = 1 é escolha de quem cria os pesos, não"
        " parte da equação (2). Tire o 1 da conta.",
        "state-applied": "É o que se obtém com f já multiplicado por h_prev. A porta só diz quanto fica; quem a aplica, e à"
        " memória c, é a equação (5), no caderno 06. Devolva f sozinho.",
    },
)
gate.backward_mistakes(forget_gate_backward, GATE)
