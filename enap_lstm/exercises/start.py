"""Notebook 00: the sigmoid, which turns any number into a share between 0 and 1."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from enap_lstm import reference
from enap_lstm.data import SENTENCE
from enap_lstm.exercise import Case, exercise, words
from enap_lstm.exercises.bank import coded

ENDS = np.array([-6.0, 6.0])  # how far ordinary z goes, on every draw


def ordinary(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """Numbers of both signs that always reach −6 and 6, but never 0."""
    z = rng.uniform(0.3, 5.0, size=shape) * rng.choice([-1.0, 1.0], size=shape)
    z.flat[rng.permutation(z.size)[:2]] = ENDS
    return z


def inputs(rng: np.random.Generator) -> list[Case]:
    """A vector and a sentence first; then the shapes that loops forget; then numbers whose exponential overflows."""
    extremes = np.array([-1000.0, -710.0, 0.0, 710.0, 1000.0])
    labels = {"s": (words(SENTENCE),)}
    return [
        Case("4 números", (ordinary(rng, 4),), "valores"),
        Case("a frase dos duendes", (ordinary(rng, len(SENTENCE), 3),), "valores", labels=labels),
        Case("um número só", (float(rng.uniform(1.0, 2.0)),), "formas"),
        Case("uma matriz de 1 linha e 1 coluna", (rng.uniform(1.0, 2.0, size=(1, 1)),), "formas"),
        Case("um lote de 2 frases", (ordinary(rng, 2, 5, 3),), "formas"),
        Case("valores extremos", (rng.permutation(extremes),), "extremos"),
    ]


@exercise(
    notebook="00_start",
    inputs=inputs,
    points=10,
    properties={"valores": 0.5, "formas": 0.2, "extremos": 0.3},
    outputs=("s",),
    hints={
        "valores": (
            "A conta tem dois passos: primeiro a exponencial de menos z, depois uma divisão. Escreva um passo por linha, e"
            " confira o que cada um dá com z = 0.",
            "e elevado a −z se escreve com `np.exp`, que aceita um array inteiro; `math.exp` só aceita um número. No denominador"
            " vai 1 mais isso, tudo entre parênteses; em cima vai 1.",
            "Com outra função: 1 sobre 1 mais x² se escreve `1 / (1 + x**2)`. Com x = 3, dá 0,1. Sem os parênteses,"
            " `1 / 1 + x**2` daria 1 mais 9, que é 10: o Python divide antes de somar.",
        ),
        "formas": (
            "σ trata cada número sozinho e devolve a forma que recebeu: de um número, um número; de uma tabela 5 × 3, uma"
            " tabela 5 × 3. Experimente a sua função com um número só e com uma tabela.",
            "As contas do NumPy (`+`, `/`, `np.exp`) já valem para qualquer forma. Se há na sua função um laço, um len ou um"
            " reshape, a conta sem ele serve para todas.",
            "Com outra função: `def dobro(x): return 2 * x`. De um número, `dobro(3.0)` dá 6,0, e dobro de uma tabela 5 × 3 dá uma tabela"
            " 5 × 3, sem uma linha a mais.",
        ),
        "extremos": (
            "Com z = −1000 ou z = 1000, uma exponencial cresce até virar infinito. O que a sua conta faz depois com ele?",
            "1 dividido por infinito dá 0, e está certo. Infinito dividido por infinito dá nan (não é um número): deixe"
            " crescer só o denominador.",
            "Com outra função: `x / (1 + x)`, com x infinito, dá nan. A mesma conta escrita como `1 / (1/x + 1)` dá 1"
            " sobre 0 mais 1, que é 1, porque ali um infinito não é dividido por outro.",
        ),
    },
    well_done="σ(0) vale 0,5: sem nenhuma evidência, passa a metade. De que z você precisa para deixar passar 99 %?",
)
def sigmoid(z):
    """Sigmoid σ(z) = 1 / (1 + exp(−z)), elementwise. z: a number or an array of any shape -> the shape of z."""
    return reference.sigmoid(z)


def _mistake(id: str, hint: str, wrong: Callable) -> None:
    sigmoid.mistake(id, coded(hint))(wrong)


_mistake(
    "tanh-for-sigmoid",
    "É o que se obtém com a tangente hiperbólica, que vai de −1 a 1. A sigmoide vai de 0 a 1: troque np.tanh pela conta do"
    " enunciado, com np.exp.",
    np.tanh,
)
_mistake(
    "tanh-of-z",
    "É o que se obtém com (1 + tanh(z)) / 2. A sigmoide é (1 + tanh(z/2)) / 2, com a metade de z: divida z por 2 dentro de"
    " np.tanh.",
    lambda z: 0.5 * (1 + np.tanh(z)),
)
_mistake(
    "sign-of-z",
    "É o que se obtém com exp(z) no denominador: a curva desce quando z cresce, e σ deve subir. Falta o sinal de menos"
    " dentro de np.exp.",
    lambda z: 1 / (1 + np.exp(z)),
)
_mistake(
    "one-plus-missing",
    "É o que se obtém com 1/exp(−z), sem o 1 que se soma ao denominador. Some 1 a np.exp(-z) antes de dividir.",
    lambda z: 1 / np.exp(-z),
)
_mistake(
    "parentheses-missing",
    "É o que se obtém com 1 / 1 + np.exp(-z): o Python divide antes de somar, e sobra 1 + np.exp(-z). Ponha o denominador"
    " inteiro entre parênteses.",
    lambda z: 1 / 1 + np.exp(-z),
)
_mistake(
    "derivative-of-sigmoid",
    "É o que se obtém com σ(z)(1 − σ(z)), que é a inclinação da curva, não a altura. Devolva σ(z); a inclinação volta na"
    " parte 3.",
    lambda z: reference.sigmoid(z) * (1 - reference.sigmoid(z)),
)
_mistake(
    "softmax",
    "É o que se obtém quando se divide exp(z) pela soma de todos: os valores somam 1 (isso é a softmax). Na sigmoide cada"
    " número é tratado sozinho, sem np.sum e sem np.max: no lugar da soma, divida por 1 mais a exponencial de −z.",
    lambda z: np.exp(z) / np.sum(np.exp(z)),
)
_mistake(
    "softmax-of-a-row",
    "É o que se obtém quando se divide exp(z) pela soma da linha: os valores de cada linha somam 1 (isso é a softmax). Na"
    " sigmoide cada número é tratado sozinho: tire np.sum e np.max, que olham a linha inteira.",
    lambda z: np.exp(z) / np.sum(np.exp(z), axis=-1, keepdims=True),
)
_mistake(
    "relu",
    "É o que se obtém com np.maximum(0, z), a ReLU, que pode passar de 1. A sigmoide fica entre 0 e 1: escreva a conta do"
    " enunciado.",
    lambda z: np.maximum(0, z),
)
_mistake(
    "straight-line",
    "É o que se obtém com a reta `0,2·z + 0,5` cortada em 0 e em 1, uma aproximação. A sigmoide é uma curva: use np.exp.",
    lambda z: np.clip(0.2 * z + 0.5, 0, 1),
)
_mistake(
    "mean",
    "É o que se obtém com a média de todas as frações, um número só. Cada número tem a sua fração: tire np.mean.",
    lambda z: np.mean(reference.sigmoid(z)),
)
_mistake(
    "zero-or-one",
    "É o que se obtém quando a fração é arredondada para 0 ou 1. Tire o arredondamento: passa também uma parte.",
    lambda z: np.round(reference.sigmoid(z)),
)
_mistake(
    "overflow",
    "É o que se obtém com exp(z)/(1 + exp(z)): com z = 1000 os dois lados viram inf, e inf/inf dá nan (não é um número)."
    " Divida 1 por 1 + np.exp(-z): ali só o denominador pode crescer.",
    lambda z: np.exp(z) / (1 + np.exp(z)),
)
_mistake(
    "vector-for-a-number",
    "É o que se obtém quando o número entra num array de um elemento, e a forma vira (1,). De um número, devolva um número:"
    " tire o np.atleast_1d, ou os colchetes em volta de z.",
    lambda z: reference.sigmoid(np.atleast_1d(z)),
)
_mistake(
    "flattened",
    "É o que se obtém quando z é achatado numa fila só (flatten, ravel ou reshape). A resposta tem a forma de z: faça a"
    " conta com z como veio.",
    lambda z: reference.sigmoid(np.ravel(z)),
)
for _e in (2.7, 2.71, 2.718, 3.0):
    _mistake(
        f"base-{_e}",
        f"É o que se obtém com {str(_e).replace('.', ',')} no lugar do número de Euler, que não termina ali. Use np.exp(-z),"
        " que o traz com todas as casas.",
        lambda z, e=_e: 1 / (1 + e ** (-z)),
    )
for _limit in (3, 5, 8, 10, 15, 20):
    _mistake(
        f"clipped-at-{_limit}",
        f"É o que se obtém quando z é limitado ao intervalo de −{_limit} a {_limit} antes da conta: σ(−1000) não chega a"
        " zero. Tire o np.clip, ou use um limite bem maior, como 700.",
        lambda z, limit=_limit: reference.sigmoid(np.clip(z, -limit, limit)),
    )
for _places in (1, 2, 3, 4):
    _mistake(
        f"rounded-to-{_places}",
        f"É o que se obtém quando a fração é arredondada, com {_places} casa{'s' * (_places > 1)}. As contas seguintes precisam das outras: tire"
        " o arredondamento (round) e arredonde só na hora de mostrar.",
        lambda z, places=_places: np.round(reference.sigmoid(z), places),
    )


def _sign_changed_in_place(z):
    z *= -1
    return 1 / (1 + np.exp(z))


def _exponential_in_place(z):
    np.exp(-z, out=z)
    return 1 / (1 + z)


_mistake(
    "in-place",
    "A função troca o sinal do próprio z (`z *= -1`), e quem chamou fica com outro z. Escreva a conta num nome novo:"
    " negativo = -z.",
    _sign_changed_in_place,
)
_mistake(
    "exponential-in-place",
    "A função escreve a exponencial dentro do próprio z (`out=z`), e quem chamou fica com outro z. Tire o `out=z` e dê um"
    " nome novo ao resultado.",
    _exponential_in_place,
)
