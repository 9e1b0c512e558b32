"""What any gate's way back may get wrong, and Elman's step with it.

Blanks of a hint: those of `slips`, and {dk} the gradient that arrives, {slope} the slope written with the value {k},
{dz_rows} {x_rows} {h_rows} the arrays as tables of rows. A wrong answer gets the gate, then dk, k, x, h_prev, U, W.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from enap_lstm.exercises.bank import Slips
from enap_lstm.reference._affine import affine, affine_backward

SLOPE, SIGMOID_SLOPE, TANH_SLOPE = Slips(), Slips(), Slips()
OUTPUTS = ("dx", "dh_prev", "dU", "dW", "db")


def of_slope(bank: Slips, id: str, hint: str, dz: Callable) -> None:
    """A slip in dz, from which the rest follows: `dz` gets the gate, dk and k."""
    bank.slip(id, hint)(lambda gate, dk, k, *inputs: affine_backward(dz(gate, dk, k), *inputs))


def of_outputs(bank: Slips, id: str, hint: str, **wrong: Callable) -> None:
    """A slip in the outputs named; what makes each gets dz, x, h_prev, U, W. The others are right."""

    def answer(gate, dk, k, *inputs):
        dz = dk * gate.slope_of(k)
        right = dict(zip(OUTPUTS, affine_backward(dz, *inputs), strict=True))
        return tuple((right | {name: make(dz, *inputs) for name, make in wrong.items()}).values())

    bank.slip(id, hint)(answer)


def rows(*arrays: np.ndarray) -> Any:
    """Each array as a table of rows: one example is a batch of one."""
    return tuple(np.atleast_2d(array) for array in arrays)


# The activation's slope.
of_slope(
    SLOPE,
    "slope-missing",
    "É o que se obtém com dz = {dk}, como se a {sigma} não estivesse no caminho. Multiplique {dk} pela inclinação da"
    " {sigma}, {slope}.",
    lambda gate, dk, k: dk,
)
of_slope(
    SLOPE,
    "slope-alone",
    "É o que se obtém com a inclinação sozinha, sem o {dk}: a resposta seria a mesma para qualquer erro. Multiplique"
    " {dk} por {slope}.",
    lambda gate, dk, k: gate.slope_of(k),
)
of_slope(
    SLOPE,
    "slope-added",
    "É o que se obtém com {dk} somado à inclinação. Quem percorre dois trechos multiplica as inclinações: troque `+` por `*`.",
    lambda gate, dk, k: dk + gate.slope_of(k),
)
of_slope(
    SLOPE,
    "slope-negative",
    "É o que se obtém com o sinal da inclinação trocado. Subir z sempre faz {k} subir: use {slope}, sem o menos.",
    lambda gate, dk, k: -dk * gate.slope_of(k),
)
of_slope(
    SLOPE,
    "slope-twice",
    "É o que se obtém quando a inclinação entra duas vezes. Há uma {sigma} só no caminho: multiplique {dk} por {slope} uma"
    " vez só.",
    lambda gate, dk, k: dk * gate.slope_of(k) ** 2,
)
of_slope(
    SLOPE,
    "slope-of-the-activation-again",
    "É o que se obtém quando a {sigma} é aplicada de novo sobre {k}. O {k} que a função recebe já passou por ela: use"
    " {slope}, sem chamar {act}.",
    lambda gate, dk, k: dk * gate.slope_of(gate.activation(k)),
)
of_slope(
    SLOPE,
    "value-for-slope",
    "É o que se obtém com {k} no lugar da inclinação da {sigma}. Escrita com {k}, ela é outra conta: use {slope}.",
    lambda gate, dk, k: dk * k,
)
of_slope(
    SLOPE,
    "slope-one-minus",
    "É o que se obtém com 1 − {k}, que é só parte da inclinação da {sigma}. Escreva a inclinação completa: {slope}.",
    lambda gate, dk, k: dk * (1 - k),
)


@SLOPE.slip(
    "state-in-the-slope",
    "É o que se obtém com dz multiplicado também por h_prev. O que {k} multiplica depois já veio dentro de {dk}: use só"
    " {dk} vezes {slope}.",
)
def _(gate, dk, k, x, h_prev, U, W):
    return affine_backward(dk * gate.slope_of(k) * h_prev, x, h_prev, U, W)


@SLOPE.slip(
    "value-computed-again-without-bias",
    "É o que se obtém quando {k} é calculado de novo, e sem o viés. A função já recebe o {k} da ida, pronto: use {slope}.",
)
def _(gate, dk, k, x, h_prev, U, W):
    again = gate.activation(affine(x, h_prev, U, W, np.zeros(len(W))))
    return affine_backward(dk * gate.slope_of(again), x, h_prev, U, W)


@SLOPE.slip(
    "slope-from-the-state",
    "É o que se obtém com h_prev na inclinação, no lugar de {k}. A inclinação é a do ponto em que a {sigma} estava nesta"
    " palavra: use {slope}.",
)
def _(gate, dk, k, x, h_prev, U, W):
    return affine_backward(dk * gate.slope_of(h_prev), x, h_prev, U, W)


@SLOPE.slip(
    "slope-from-the-gradient",
    "É o que se obtém com {dk} na inclinação, no lugar de {k}. A inclinação é a do ponto em que a {sigma} estava nesta"
    " palavra: use {slope}.",
)
def _(gate, dk, k, x, h_prev, U, W):
    return affine_backward((k if gate.is_sigmoid else dk) * gate.slope_of(dk), x, h_prev, U, W)


@SLOPE.slip(
    "gradient-changed",
    "A função escreveu dentro do {dk} que recebeu ({dk} *= …), e quem chamou fica com outro {dk}. Dê um nome novo ao"
    " resultado, dz.",
)
def _(gate, dk, k, x, h_prev, U, W):
    dk *= gate.slope_of(k)
    return affine_backward(dk, x, h_prev, U, W)


of_slope(
    SIGMOID_SLOPE,
    "slope-of-tanh",
    "É o que se obtém com 1 − {k}², a inclinação da tanh. A porta usa a σ: troque por {slope}.",
    lambda gate, dk, k: dk * (1 - k**2),
)
of_slope(
    SIGMOID_SLOPE,
    "slope-with-plus",
    "É o que se obtém com {k}(1 + {k}). A σ é plana quando a porta está em 1, e essa conta vale 2 ali. Troque o sinal:"
    " use {slope}.",
    lambda gate, dk, k: dk * k * (1 + k),
)
of_slope(
    SIGMOID_SLOPE,
    "parentheses-missing",
    "É o que dá {dk} * {k} * 1 - {k}: sem parênteses, o Python multiplica primeiro e subtrai {k} no fim. Ponha parênteses"
    " em volta de 1 - {k}.",
    lambda gate, dk, k: dk * k * 1 - k,
)
of_slope(
    SIGMOID_SLOPE,
    "slope-of-four",
    "É o que se obtém com a inclinação multiplicada por 4. O máximo da inclinação da σ é 0,25, e é assim mesmo: tire o 4.",
    lambda gate, dk, k: 4 * dk * k * (1 - k),
)
of_slope(
    SIGMOID_SLOPE,
    "slope-zero",
    "É o que se obtém com uma inclinação sempre zero, como a de {k} - {k}. A inclinação da σ é {k} menos {k} ao quadrado:"
    " use {slope}.",
    lambda gate, dk, k: 0 * dk,
)
of_slope(
    SIGMOID_SLOPE,
    "slope-with-a-division",
    "É o que se obtém com uma divisão por {k}, ou refazendo z com um logaritmo: com a porta em 0, dá nan. A inclinação não"
    " pede nem uma nem outro: use {slope}.",
    lambda gate, dk, k: dk * k**2 * (1 - k) / k,
)
of_slope(
    TANH_SLOPE,
    "slope-of-sigmoid",
    "É o que se obtém com {k}(1 − {k}), a inclinação da σ. {Name} usa a tanh: troque por {slope}.",
    lambda gate, dk, k: dk * k * (1 - k),
)
of_slope(
    TANH_SLOPE,
    "slope-with-plus",
    "É o que se obtém com 1 + {k}². A tanh fica plana quando {k} chega a 1, e essa conta vale 2 ali. Troque o sinal:"
    " use {slope}.",
    lambda gate, dk, k: dk * (1 + k**2),
)
of_slope(
    TANH_SLOPE,
    "double-for-square",
    "É o que se obtém com o dobro de {k} no lugar do quadrado. Em Python, o quadrado leva dois asteriscos: escreva"
    " {k}**2.",
    lambda gate, dk, k: dk * (1 - 2 * k),
)
of_slope(
    TANH_SLOPE,
    "slope-of-the-slope",
    "É o que se obtém com −2{k}, a derivada de 1 − {k}². A inclinação da tanh já é 1 − {k}²: use {slope}.",
    lambda gate, dk, k: -2 * k * dk,
)
of_slope(
    TANH_SLOPE,
    "parentheses-missing",
    "É o que dá {dk} * 1 - {k}**2: sem parênteses, o Python multiplica primeiro e subtrai {k}**2 no fim. Ponha parênteses"
    " em volta de 1 - {k}**2.",
    lambda gate, dk, k: dk - k**2,
)
