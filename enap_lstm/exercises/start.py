"""Notebook 00: the sigmoid, which turns any number into a share between 0 and 1."""

from __future__ import annotations

import numpy as np

from enap_lstm import reference
from enap_lstm.data import SENTENCE
from enap_lstm.exercise import Case, exercise


def inputs(rng: np.random.Generator) -> list[Case]:
    """A vector and a sentence first; then the shapes that loops forget; then numbers whose exponential overflows."""
    extremes = np.array([-1000.0, -710.0, 0.0, 710.0, 1000.0])
    return [
        Case("4 números", (rng.normal(size=4) * 2,), "valores"),
        Case("a frase dos duendes", (rng.normal(size=(5, 3)) * 2,), "valores", rows=SENTENCE),
        Case("um número só", (float(rng.normal() + 1.5),), "formas"),
        Case("uma matriz de 1 linha e 1 coluna", (rng.normal(size=(1, 1)),), "formas"),
        Case("um lote de 2 frases", (rng.normal(size=(2, 5, 3)),), "formas"),
        Case("valores extremos", (rng.permutation(extremes),), "extremos"),
    ]


@exercise(
    notebook="00_start",
    inputs=inputs,
    points=10,
    properties={"valores": 0.5, "formas": 0.2, "extremos": 0.3},
    outputs=("s",),
    hints=(
        "Calcule σ em dois passos: primeiro np.exp(-z), depois 1 dividido por (1 + esse resultado)."
        " Use np.exp, que aceita arrays; math.exp só aceita um número.",
        "Confira com o que já se sabe: sigmoid(0.0) dá 0,5; sigmoid(-1000.0) dá 0; sigmoid(1000.0) dá 1."
        " Se aparecer nan, é inf/inf: deixe crescer só o denominador, como em 1/(1 + np.exp(-z)).",
    ),
    well_done="σ(0) vale 0,5: sem nenhuma evidência, passa a metade. De que z você precisa para deixar passar 99 %?",
)
def sigmoid(z):
    """Sigmoid σ(z) = 1 / (1 + exp(−z)), elementwise. z: a number or an array of any shape -> the shape of z."""
    return reference.sigmoid(z)


@sigmoid.mistake(
    "tanh-for-sigmoid",
    "É o que se obtém com a tangente hiperbólica, que vai de −1 a 1. A sigmoide vai de 0 a 1:"
    " troque np.tanh por 1/(1 + np.exp(-z)).",
)
def _(z):
    return np.tanh(z)


@sigmoid.mistake(
    "sign-of-z",
    "É o que se obtém com exp(z) no denominador: a sua curva desce quando z cresce, e σ deve subir."
    " Troque o sinal dentro de np.exp.",
)
def _(z):
    return 1 / (1 + np.exp(z))


@sigmoid.mistake(
    "one-plus-missing",
    "É o que se obtém com 1/exp(−z), sem o 1 que se soma ao denominador; por isso há valores acima de 1."
    " Some 1 a np.exp(-z) antes de dividir.",
)
def _(z):
    return 1 / np.exp(-z)


@sigmoid.mistake(
    "parentheses-missing",
    "É o que se obtém com 1 + np.exp(-z), sem dividir 1 por essa soma. Em 1 / 1 + np.exp(-z) também: o Python divide"
    " antes de somar. Ponha o denominador inteiro entre parênteses.",
)
def _(z):
    return 1 / 1 + np.exp(-z)


@sigmoid.mistake(
    "derivative-of-sigmoid",
    "É o que se obtém com σ(z)(1 − σ(z)), que é a inclinação da curva, não a altura."
    " Devolva σ(z); a inclinação volta na parte 3.",
)
def _(z):
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s)


@sigmoid.mistake(
    "softmax",
    "É o que se obtém quando se divide exp(z) pela soma de todos: os seus valores somam 1 (isso é a softmax)."
    " Na sigmoide cada número é tratado sozinho: tire a soma e divida por 1 + np.exp(-z).",
)
def _(z):
    return np.exp(z) / np.sum(np.exp(z))


@sigmoid.mistake(
    "overflow",
    "É o que se obtém com exp(z)/(1 + exp(z)): com z = 1000 os dois lados viram inf, e inf/inf dá nan (não é um número)."
    " Divida 1 por 1 + np.exp(-z): ali só o denominador pode crescer.",
)
def _(z):
    return np.exp(z) / (1 + np.exp(z))


@sigmoid.mistake(
    "clipped",
    "É o que se obtém quando z é limitado ao intervalo de −10 a 10 antes da conta; σ(−1000) fica longe de zero."
    " Tire o np.clip, ou use um limite bem maior, como 700.",
)
def _(z):
    return 1 / (1 + np.exp(-np.clip(z, -10, 10)))


@sigmoid.mistake(
    "vector-for-a-number",
    "É o que se obtém quando o número entra num array de um elemento e não sai mais dele: a forma vira (1,)."
    " Devolva um número quando z é um número; tire o np.atleast_1d, ou os colchetes em volta de z.",
)
def _(z):
    return 1 / (1 + np.exp(-np.atleast_1d(z)))


@sigmoid.mistake(
    "in-place",
    "A sua função troca o sinal do próprio z (z *= -1), e quem chamou fica com outro z."
    " Escreva a conta num nome novo: negativo = -z.",
)
def _(z):
    z *= -1
    return 1 / (1 + np.exp(z))
