"""What may go wrong in equation (6), h = o ⊙ tanh(c), alone or as the last line of a step, and on the way back through it.

Blanks of a hint: {dc} the gradient that reaches c through h ({Dc} at the head of a sentence). A wrong answer gets the kind, then
o, c, or dh, o, c. What only the equation alone can do, not a line of a step, is in banks of its own.
"""

from __future__ import annotations

import numpy as np

from enap_lstm.exercises.bank import Slips
from enap_lstm.reference import sigmoid

HIDDEN, HIDDEN_ALONE = Slips(), Slips()


def _h(id: str, hint: str):
    """Register a wrong h: it gets o and c."""

    def keep(h):
        HIDDEN.slip(id, hint)(lambda kind, o, c: h(o, c))
        return h

    return keep


_h(
    "tanh-missing",
    "É o que se obtém com o * c, sem a tanh. A memória pode crescer a cada palavra, e h sairia do intervalo de −1 a 1: passe"
    " c por np.tanh antes de multiplicar.",
)(lambda o, c: o * c)
_h(
    "tangent-of-an-angle",
    "É o que se obtém com np.tan, a tangente de um ângulo, que não tem limite. A equação (6) pede a tangente hiperbólica: troque"
    " np.tan por np.tanh.",
)(lambda o, c: o * np.tan(c))
_h(
    "tanh-of-the-product",
    "É o que se obtém com a tanh por fora, np.tanh(o * c). A porta escolhe quanto aparece do que já passou pela tanh: ponha"
    " dentro dos parênteses só o c.",
)(lambda o, c: np.tanh(o * c))
_h(
    "tanh-of-h",
    "É o que se obtém com uma tanh a mais, por fora de h. A equação (6) tem uma só, a de c: devolva o produto como ele está.",
)(lambda o, c: np.tanh(o * np.tanh(c)))
_h("tanh-twice", "É o que se obtém com a tanh aplicada duas vezes a c. Passe c por np.tanh uma vez só.")(
    lambda o, c: o * np.tanh(np.tanh(c))
)
_h(
    "sigmoid-for-tanh",
    "É o que se obtém com sigmoid(c) no lugar de np.tanh(c). A σ só dá números positivos, e uma memória negativa perderia o"
    " sinal: troque sigmoid por np.tanh nessa conta.",
)(lambda o, c: o * sigmoid(c))
_h(
    "sum-for-product",
    "É o que se obtém com o + np.tanh(c). Uma porta fechada não deixa nada passar, e uma soma deixa: troque `+` por `*`.",
)(lambda o, c: o + np.tanh(c))
_h(
    "o-and-c-exchanged",
    "É o que se obtém com a tanh em o, e c sem ela. O valor de o já saiu da σ; quem passa pela tanh é c: troque os dois, na"
    " conta ou na ordem dos argumentos.",
)(lambda o, c: np.tanh(o) * c)
_h(
    "tanh-of-both",
    "É o que se obtém com np.tanh(o) * np.tanh(c). A porta já saiu da σ, entre 0 e 1, e entra na conta como está: tire a tanh"
    " de o.",
)(lambda o, c: np.tanh(o) * np.tanh(c))
_h(
    "gate-missing",
    "É o que se obtém com np.tanh(c) sozinha, como se a porta de saída ficasse sempre toda aberta. Multiplique pela abertura"
    " da porta, o.",
)(lambda o, c: np.tanh(c))
_h(
    "gate-through-sigmoid-again",
    "É o que se obtém com sigmoid(o) * np.tanh(c). O valor de o já é a abertura da porta, depois da σ: use o como está.",
)(lambda o, c: sigmoid(o) * np.tanh(c))
_h(
    "gate-complement",
    "É o que se obtém com 1 − o no lugar de o: onde a porta abre, nada aparece. O valor de o diz quanto aparece: use-o sem"
    " subtrair de 1.",
)(lambda o, c: (1 - o) * np.tanh(c))
_h(
    "matrix-product",
    "É o que se obtém com o produto de matrizes, `@` ou np.dot, que soma as unidades. Cada unidade tem a sua porta e a sua"
    " memória: use `*`, termo a termo.",
)(lambda o, c: o @ np.tanh(c))
_h(
    "tanh-overflow",
    "É o que se obtém com a tanh escrita com exponenciais: com c muito grande, vira inf/inf, que dá nan (não é um número)."
    " Use np.tanh, que aguenta esse caso.",
)(lambda o, c: o * (np.exp(c) - np.exp(-c)) / (np.exp(c) + np.exp(-c)))
for _limit in (1, 2, 3, 5):
    HIDDEN_ALONE.slip(
        f"memory-clipped-at-{_limit}",
        f"É o que se obtém quando c é limitado ao intervalo de −{_limit} a {_limit} antes da tanh. Ela aguenta qualquer"
        " memória: tire o np.clip.",
    )(lambda kind, o, c, limit=_limit: o * np.tanh(np.clip(c, -limit, limit)))


@HIDDEN_ALONE.slip(
    "gate-changed",
    "A função escreveu dentro do o que recebeu, com o *= …, e quem chamou fica sem a sua porta. Guarde o produto num nome"
    " novo.",
)
def _(kind, o, c):
    o *= np.tanh(c)
    return o


@HIDDEN_ALONE.slip(
    "memory-changed",
    "A função escreveu a tanh dentro do c que recebeu (out=c, ou c[:] = …). A palavra seguinte precisa da memória como ela"
    " estava: guarde a tanh num nome novo.",
)
def _(kind, o, c):
    np.tanh(c, out=c)
    return o * c


@HIDDEN_ALONE.slip(
    "averaged-over-the-batch",
    "Num lote, é o que se obtém com a média dos exemplos. Cada linha é um exemplo e tem o seu h: tire a média.",
)
def _(kind, o, c):
    h = o * np.tanh(c)
    return h.mean(axis=0) if h.ndim == 2 else h
