"""What may go wrong in the sum z = U x + W h + b of any gate; the activation that follows is right.

Blanks and arguments as in `slips`; how the arrays lie is in `layout_slips`.
"""

from __future__ import annotations

import numpy as np

from enap_lstm.exercises.bank import Slips
from enap_lstm.exercises.gate.activation_slips import of_sum

SUM = Slips()
ROWS = "x @ {U}.T + h_prev @ {W}.T"


def _sum(id: str, hint: str):
    """Register a wrong sum: it gets x, h_prev, U, W, b."""
    return lambda change: of_sum(SUM, id, hint, change)


# The three terms.
@_sum(
    "bias-missing",
    "É o que se obtém sem o viés: com x e h_prev nulos, deveria sobrar {act}({b}). Some {b} à conta, dentro de {act}.",
)
def _(x, h_prev, U, W, b):
    return x @ U.T + h_prev @ W.T


@_sum("bias-subtracted", "É o que se obtém com `- {b}` no lugar de `+ {b}`. O viés se soma: troque o sinal.")
def _(x, h_prev, U, W, b):
    return x @ U.T + h_prev @ W.T - b


@_sum("bias-twice", "É o que se obtém com {b} somado duas vezes, uma em cada parcela. Some o viés uma vez só.")
def _(x, h_prev, U, W, b):
    return x @ U.T + h_prev @ W.T + 2 * b


@_sum(
    "bias-multiplied",
    "É o que se obtém quando {b} multiplica as outras parcelas. O viés é uma parcela: troque `*` por `+`.",
)
def _(x, h_prev, U, W, b):
    return (x @ U.T + h_prev @ W.T) * b


@_sum(
    "bias-averaged",
    "É o que se obtém com a média de {b}, igual para todas as unidades. Cada unidade tem o seu viés: some {b} inteiro.",
)
def _(x, h_prev, U, W, b):
    return x @ U.T + h_prev @ W.T + b.mean()


@_sum(
    "bias-of-the-first-unit",
    "É o que se obtém com {b}[0] em todas as unidades. Cada unidade tem o seu viés: some {b} inteiro.",
)
def _(x, h_prev, U, W, b):
    return x @ U.T + h_prev @ W.T + b[0]


@_sum(
    "bias-plus-one",
    "É o que se obtém com um 1 a mais na soma, {act}(z + 1). A equação não tem esse 1: tire-o da conta.",
)
def _(x, h_prev, U, W, b):
    return x @ U.T + h_prev @ W.T + b + 1


@_sum(
    "state-forgotten",
    "É o que se obtém sem a parcela de h_prev: {name} lê a palavra e não sabe o que veio antes. Some h_prev @ {W}.T"
    " dentro de {act}.",
)
def _(x, h_prev, U, W, b):
    return x @ U.T + b


@_sum(
    "input-forgotten",
    "É o que se obtém sem a parcela de x: {name} lembra o que veio antes, mas não lê a palavra nova. Some x @ {U}.T dentro"
    " de {act}.",
)
def _(x, h_prev, U, W, b):
    return h_prev @ W.T + b


@_sum(
    "state-subtracted",
    "É o que se obtém com um sinal de menos antes da parcela de h_prev. As três se somam: troque `-` por `+`.",
)
def _(x, h_prev, U, W, b):
    return x @ U.T - h_prev @ W.T + b


@_sum(
    "input-subtracted",
    "É o que se obtém com um sinal de menos antes da parcela de x. As três se somam: troque `-` por `+`.",
)
def _(x, h_prev, U, W, b):
    return -x @ U.T + h_prev @ W.T + b


# Which matrix meets what.
@_sum(
    "U-and-W-swapped",
    "É o que se obtém com {W} em x e {U} em h_prev. U lê a entrada, e W lê o estado: troque as duas, na conta ou na ordem"
    " dos argumentos do def.",
)
def _(x, h_prev, U, W, b):
    return x @ W.T + h_prev @ U.T + b


@_sum(
    "joined-in-another-order",
    "É o que se obtém quando h_prev vem antes de x na junção (concatenate), e {U} antes de {W}. Use a mesma ordem nas duas"
    " junções: x com {U} primeiro.",
)
def _(x, h_prev, U, W, b):
    return np.concatenate([h_prev, x], axis=-1) @ np.concatenate([U, W], axis=1).T + b


@_sum(
    "weights-added",
    "É o que se obtém com `(x + h_prev) @ ({U} + {W}).T`. Cada um tem os seus pesos: " + ROWS + ", em duas parcelas.",
)
def _(x, h_prev, U, W, b):
    return (x + h_prev) @ (U + W).T + b


@_sum(
    "state-read-by-U",
    "É o que se obtém com {U} nas duas parcelas. {U} lê a entrada; quem lê h_prev é {W}: troque a matriz da segunda.",
)
def _(x, h_prev, U, W, b):
    return x @ U.T + h_prev @ U.T + b


@SUM.slip(
    "bias-outside",
    "É o que se obtém quando {b} é somado depois da {sigma}, e {value} sai do intervalo de {low} a 1. Leve {b} para dentro"
    " dos parênteses de {act}.",
)
def _(gate, x, h_prev, U, W, b):
    return gate.activation(x @ U.T + h_prev @ W.T) + b
