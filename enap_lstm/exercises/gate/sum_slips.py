"""What may go wrong in the sum z = U x + W h + b of any gate; the activation that follows is right.

A third of what a forward may get wrong, in a file of its own; blanks and arguments as in `slips`.
"""

from __future__ import annotations

import numpy as np

from enap_lstm.exercises.bank import Slips
from enap_lstm.exercises.gate.slips import of_sum

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


@_sum("bias-subtracted", "É o que se obtém com − {b} no lugar de + {b}. O viés se soma: troque o sinal.")
def _(x, h_prev, U, W, b):
    return x @ U.T + h_prev @ W.T - b


@_sum("bias-twice", "É o que se obtém com {b} somado duas vezes, uma em cada parcela. O viés entra na soma uma vez só.")
def _(x, h_prev, U, W, b):
    return x @ U.T + h_prev @ W.T + 2 * b


@_sum(
    "bias-multiplied", "É o que se obtém quando {b} multiplica as outras parcelas. O viés é uma parcela: troque * por +."
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


@_sum("state-subtracted", "É o que se obtém com um sinal de menos antes da parcela de h_prev. As três se somam: troque − por +.")
def _(x, h_prev, U, W, b):
    return x @ U.T - h_prev @ W.T + b


@_sum("input-subtracted", "É o que se obtém com um sinal de menos antes da parcela de x. As três se somam: troque − por +.")
def _(x, h_prev, U, W, b):
    return -x @ U.T + h_prev @ W.T + b


# Which matrix meets what.
@_sum(
    "U-and-W-swapped",
    "É o que se obtém com {W} em x e {U} em h_prev. U lê a entrada x, e W lê o estado: troque as duas de lugar, na conta ou"
    " na ordem dos argumentos do def.",
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
    "É o que se obtém com (x + h_prev) vezes ({U} + {W}). Cada um tem os seus pesos: " + ROWS + ", em duas parcelas.",
)
def _(x, h_prev, U, W, b):
    return (x + h_prev) @ (U + W).T + b


@_sum(
    "state-read-by-U",
    "É o que se obtém com {U} nas duas parcelas. {U} lê a entrada; quem lê h_prev é {W}: troque a matriz da segunda.",
)
def _(x, h_prev, U, W, b):
    return x @ U.T + h_prev @ U.T + b


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
    "É o que se obtém com *, que multiplica termo a termo. Cada unidade soma todos os números de x: use o produto de"
    " matrizes, @, com {U}.T e {W}.T.",
)
def _(x, h_prev, U, W, b):
    return x * U + h_prev * W + b


@_sum(
    "state-times-columns",
    "É o que se obtém quando h_prev[k] multiplica a soma da coluna k de {W}, como em einsum com a letra errada na saída. A"
    " letra que fica é a da unidade: a primeira de {W}.",
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
    "Os números estão certos, mas um exemplo entrou como vetor e saiu como tabela de uma linha, (1, H). Tire o"
    " np.atleast_2d ou o reshape: x @ {U}.T aceita vetor e tabela.",
)
def _(x, h_prev, U, W, b):
    return np.atleast_2d(x) @ U.T + np.atleast_2d(h_prev) @ W.T + b


@_sum(
    "averaged-over-the-batch",
    "Num lote, é o que se obtém com a média dos exemplos. Cada linha é um exemplo e tem a sua resposta: tire a média.",
)
def _(x, h_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    return z.mean(axis=0) if z.ndim == 2 else z


@_sum(
    "summed-over-units",
    "É o que se obtém quando as unidades são somadas num número só (axis=-1). O produto @ já faz a soma de cada unidade:"
    " tire o np.sum.",
)
def _(x, h_prev, U, W, b):
    return np.sum(x @ U.T + h_prev @ W.T + b, axis=-1)


@SUM.slip(
    "bias-outside",
    "É o que se obtém quando {b} é somado depois da {sigma}, e {name} sai do intervalo de {low} a 1. Leve {b} para dentro"
    " dos parênteses de {act}.",
)
def _(gate, x, h_prev, U, W, b):
    return gate.activation(x @ U.T + h_prev @ W.T) + b
