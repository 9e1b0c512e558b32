"""How the arrays of the sum z = U x + W h + b may lie wrongly: transposes, rows and columns, one example and a batch.

Blanks and arguments as in `slips`; the activation that follows is right.
"""

from __future__ import annotations

import numpy as np

from enap_lstm.exercises.bank import Slips
from enap_lstm.exercises.gate.activation_slips import of_sum
from enap_lstm.exercises.gate.sum_slips import ROWS

LAYOUT = Slips()


def _sum(id: str, hint: str):
    """Register a wrong sum: it gets x, h_prev, U, W, b."""
    return lambda change: of_sum(LAYOUT, id, hint, change)


# Transposes.
@_sum(
    "W-not-transposed",
    "É o que se obtém com h_prev @ {W} na parcela do estado. Como {W} é quadrada, a forma não denuncia. Troque {W} por"
    " {W}.T, a transposta.",
)
def _(x, h_prev, U, W, b):
    return x @ U.T + h_prev @ W + b


@_sum(
    "U-not-transposed",
    "É o que se obtém com x @ {U}, que só dá números quando D = H. As linhas de {U}, de forma (H, D), são unidades: para"
    " que x as encontre, troque {U} por {U}.T, a transposta.",
)
def _(x, h_prev, U, W, b):
    return x @ U + h_prev @ W.T + b


@_sum(
    "nothing-transposed",
    "É o que se obtém com x @ {U} + h_prev @ {W}, que só dá números quando D = H. Com os exemplos nas linhas, as duas"
    " matrizes entram transpostas: {U}.T e {W}.T.",
)
def _(x, h_prev, U, W, b):
    return x @ U + h_prev @ W + b


@_sum(
    "reshaped",
    "É o que se obtém com {U}.reshape(D, H), que só muda a forma e deixa os números na ordem de antes. Para trocar linhas"
    " por colunas, use a transposta, {U}.T.",
)
def _(x, h_prev, U, W, b):
    return x @ U.reshape(U.shape[::-1]) + h_prev @ W.T + b


@_sum(
    "term-by-term",
    "É o que se obtém com `*`, que multiplica termo a termo. Cada unidade soma todos os números de x: use o produto de"
    " matrizes, `@`, com {U}.T e {W}.T.",
)
def _(x, h_prev, U, W, b):
    return x * U + h_prev * W + b


@_sum(
    "state-times-columns",
    "É o que se obtém quando h_prev[k] multiplica a soma da coluna k de {W}, como em einsum com a letra errada na saída. Na"
    " saída do einsum, deixe a letra da unidade, a primeira de {W}.",
)
def _(x, h_prev, U, W, b):
    return x @ U.T + h_prev * W.sum(axis=0) + b


# One example and a batch.
@_sum(
    "columns-for-rows",
    "É o que se obtém com {U} @ x + {W} @ h_prev, que só serve a um exemplo. Num lote, cada linha de x é um exemplo, e as"
    " linhas ficam à esquerda: " + ROWS + " serve para os dois.",
)
def _(x, h_prev, U, W, b):
    return U @ x + W @ h_prev + b


@_sum(
    "columns-of-a-batch",
    "É o que se obtém com {U} @ x.T + {W} @ h_prev.T: num lote, os exemplos acabam nas colunas. Deixe-os nas linhas: "
    + ROWS
    + ".",
)
def _(x, h_prev, U, W, b):
    return U @ x.T + W @ h_prev.T + b


@_sum(
    "bias-in-a-column",
    "É o que se obtém com os exemplos nas colunas e {b} como coluna: a resposta sai deitada. Deixe os exemplos nas linhas: "
    + ROWS
    + " + {b}.",
)
def _(x, h_prev, U, W, b):
    return U @ x.T + W @ h_prev.T + b.reshape(-1, 1)


@_sum(
    "lying-down",
    "Num lote, a resposta saiu deitada, (H, N): há uma transposta a mais, ou falta uma no fim. Deixe os exemplos nas"
    " linhas, com a forma de h_prev.",
)
def _(x, h_prev, U, W, b):
    return (x @ U.T + h_prev @ W.T + b).T


@_sum(
    "always-a-batch",
    "Um exemplo entrou como vetor e saiu como tabela de uma linha, (1, H). Tire o"
    " np.atleast_2d ou o reshape: x @ {U}.T aceita vetor e tabela.",
)
def _(x, h_prev, U, W, b):
    return np.atleast_2d(x) @ U.T + np.atleast_2d(h_prev) @ W.T + b


@_sum(
    "averaged-over-the-batch",
    "Num lote, é o que se obtém com a média dos exemplos. Cada linha é um exemplo e tem a sua resposta: apague a conta da média.",
)
def _(x, h_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    return z.mean(axis=0) if z.ndim == 2 else z


@_sum(
    "summed-over-units",
    "É o que se obtém quando as unidades são somadas num número só (axis=-1). O produto `@` já faz a soma de cada unidade:"
    " tire o np.sum.",
)
def _(x, h_prev, U, W, b):
    return np.sum(x @ U.T + h_prev @ W.T + b, axis=-1)
