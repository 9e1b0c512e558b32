"""Notebook 01: one step of Elman's network, the step over a sequence, and the way back through one step."""

from __future__ import annotations

from functools import partial

import numpy as np

from enap_lstm import reference
from enap_lstm.data import SENTENCE
from enap_lstm.exercise import Case, exercise, words
from enap_lstm.exercises import bank, gate
from enap_lstm.exercises.gate.activation_slips import FORWARD
from enap_lstm.exercises.gate.cases import (
    BACKWARD_OUTPUTS,
    Arrays,
    backward_cases,
    forward_cases,
    gate_arrays,
    sentence_arrays,
)
from enap_lstm.exercises.gate.layout_slips import LAYOUT
from enap_lstm.exercises.gate.property_hints import backward_hints, forward_hints
from enap_lstm.exercises.gate.sum_slips import SUM
from enap_lstm.exercises.sequence.kinds import Sequence
from enap_lstm.exercises.sequence.slips import LOOP

STEP = gate.tanh_gate("h", "", "o passo", skeleton=True, back=(0, 3, 1, 2, 4, 5))
READING = Sequence(reference.rnn_step, ("h0",), "rnn_step(x[t], h, U, W, b)")
STEP_SLIPS = ("other-activation", "activation-missing", "bias-missing", "U-and-W-swapped", "W-not-transposed")


@exercise(
    notebook="01_elman_rnn",
    family="gate",
    inputs=lambda rng: forward_cases(rng, STEP),
    points=3,
    properties={"um exemplo": 0.5, "um lote": 0.3, "valores extremos": 0.2},
    outputs=("h",),
    hints=forward_hints(STEP),
    well_done="O mesmo passo serve para um exemplo e para um lote. O que muda em h se você zerar W?",
)
def rnn_step(x, h_prev, U, W, b):
    """One step of Elman's network. x (D,) or (N, D), h_prev (H,) or (N, H) -> h, the shape of h_prev."""
    return reference.rnn_step(x, h_prev, U, W, b)


def sequence_arrays(rng: np.random.Generator, *, T: int, N: int, D: int, H: int, zeros: bool = False) -> Arrays:
    """x (T, N, D), h0 (N, H), U, W, b; h0 is zero on request."""
    x, h, U, W, b = gate_arrays(rng, N=T * N, D=D, H=H)
    return x.reshape(T, N, D), h[:N] * (not zeros), U, W, b


def sentence_sequence(rng: np.random.Generator, *, zeros: bool = False) -> Arrays:
    """The example sentence as one sequence of five words."""
    sentence, states, U, W, b = sentence_arrays(rng, H=3)
    return sentence[:, None], states[-1:] * (not zeros), U, W, b


def sequence_inputs(rng: np.random.Generator) -> list[Case]:
    """h0 is zero but for its own property, so that forgetting it costs nothing else."""
    labels = {"h": (words(SENTENCE),)}
    return [
        Case("a frase dos duendes", sentence_sequence(rng, zeros=True), "valores", labels=labels),
        Case(
            "um lote de 3 frases, cada uma de 4 palavras",
            sequence_arrays(rng, T=4, N=3, D=2, H=2, zeros=True),
            "valores",
        ),
        Case("um lote em que T = N = D = H = 3", sequence_arrays(rng, T=3, N=3, D=3, H=3, zeros=True), "valores"),
        Case("a frase dos duendes e um h0 dado", sentence_sequence(rng), "estado inicial", labels=labels),
        Case("um lote de 4 frases e um h0 dado", sequence_arrays(rng, T=2, N=4, D=3, H=5), "estado inicial"),
        Case("frases de uma palavra só (T = 1)", sequence_arrays(rng, T=1, N=4, D=2, H=3, zeros=True), "tamanhos"),
        Case(
            "uma frase de 6 palavras em que D = H = 1", sequence_arrays(rng, T=6, N=1, D=1, H=1, zeros=True), "tamanhos"
        ),
    ]


@exercise(
    notebook="01_elman_rnn",
    family="gate",  # read over one word, it is a step
    inputs=sequence_inputs,
    points=3,
    properties={"valores": 0.6, "estado inicial": 0.2, "tamanhos": 0.2},
    outputs=("h",),
    hints={
        "valores": (
            "Ler a frase é repetir o passo: o h que sai de uma palavra entra na seguinte. Que nome, no seu laço, muda de"
            " valor a cada volta?",
            "Antes do laço, h é o estado inicial, e uma lista está vazia. A cada palavra: h muda para o que o passo devolve,"
            " e vai para o fim da lista. Depois do laço, np.stack faz da lista um array (T, N, H).",
            "O mesmo laço com um saldo: `saldo = 10` e `extrato = []`; em cada volta, com v valendo 5 e depois −3,"
            " `saldo = saldo + v` e `extrato.append(saldo)`. No fim, extrato é [15, 12]: cada volta parte do saldo da"
            " anterior, e o 10 do começo não entra.",
        ),
        "estado inicial": (
            "A primeira palavra não encontra uma memória vazia: encontra h0. Onde ele aparece na sua função?",
            "Antes do laço, h recebe h0. Ele não entra na resposta, mas entra na conta da primeira palavra, e por ela em"
            " todas as outras.",
        ),
        "tamanhos": (
            "Com uma palavra só, ou uma frase só, a resposta ainda tem três eixos, (T, N, H). Confira a forma da sua.",
            "np.stack de uma lista com um array (N, H) dá (1, N, H). Um squeeze, ou um tamanho escrito à mão, desfaz isso.",
        ),
    },
    well_done="Os mesmos U, W e b foram usados em todas as palavras. Onde, na sua função, isso aparece?",
)
def rnn_forward(x, h0, U, W, b):
    """Elman's network over a sequence. x (T, N, D), h0 (N, H) -> h (T, N, H), the state after each step."""
    return reference.rnn_forward(x, h0, U, W, b)


@exercise(
    notebook="01_elman_rnn",
    family="gate_backward",
    inputs=lambda rng: backward_cases(rng, STEP),
    points=4,
    properties=gate.TANH_SHARES,
    outputs=BACKWARD_OUTPUTS,
    hints=backward_hints(STEP),
    well_done="O gradiente já volta um passo. No fim do caderno, ele vai voltar trinta.",
)
def rnn_step_backward(dh, x, h_prev, h, U, W):
    """Gradients of one step, from dh, the gradient of the loss with respect to h -> dx, dh_prev, dU, dW, db."""
    return reference.rnn_step_backward(dh, x, h_prev, h, U, W)


def slip_in_the_step(id: str) -> None:
    """A reading that is right but for its step."""
    slip = (FORWARD | SUM | LAYOUT)[id]
    hint = slip.hint.format(**STEP.words())
    reading = Sequence(partial(slip.wrong, STEP), READING.initial, READING.code)
    rnn_forward.mistake(id, bank.coded("Em cada passo, " + hint[0].lower() + hint[1:]))(reading.read)


@rnn_forward.mistake(
    "activation-at-the-end",
    "É o que se obtém quando a tanh só entra no fim, sobre todos os estados. Ela faz parte de cada passo: ponha `np.tanh`"
    " dentro do laço, antes de guardar h.",
)
def _(x, h0, U, W, b):
    sums = Sequence(lambda x_t, h, U, W, b: x_t @ U.T + h @ W.T + b, READING.initial, READING.code)
    return np.tanh(sums.read(x, h0, U, W, b))


gate.forward_mistakes(rnn_step, STEP)
gate.backward_mistakes(rnn_step_backward, STEP)
bank.give(rnn_forward, READING, LOOP)
for _id in STEP_SLIPS:
    slip_in_the_step(_id)
