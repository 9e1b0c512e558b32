"""What may go wrong in dU, dW and db, the sums over a batch, in the way back of any gate.

Blanks and arguments as in `backward_slips`.
"""

from __future__ import annotations

import numpy as np

from enap_lstm.exercises.bank import Slips
from enap_lstm.exercises.gate.backward_slips import of_outputs, rows
from enap_lstm.reference._affine import affine_backward

PARAMETERS = Slips()
TABLES = "Use {dz_rows}.T @ {x_rows} em dU, e o mesmo em dW, com {h_rows}."
SUM_ROWS = "Some as linhas: {dz_rows}.sum(axis=0)."


def table(dz, other):
    """The right sum over a batch of dz's rows by another array's."""
    a, b = rows(dz, other)
    return a.T @ b


# dU and dW.
of_outputs(
    PARAMETERS,
    "dU-transposed",
    "dU saiu transposta, com linhas e colunas trocadas: é o que dá x.T @ dz. {U} tem uma linha por unidade, e dU também:"
    " ponha dz à esquerda, com o .T nele.",
    dU=lambda dz, x, h, U, W: table(x, dz),
)
of_outputs(
    PARAMETERS,
    "dW-transposed",
    "dW saiu transposta, com linhas e colunas trocadas: é o que dá h_prev.T @ dz, e a forma não denuncia. Ponha dz à"
    " esquerda, com o .T nele.",
    dW=lambda dz, x, h, U, W: table(h, dz),
)
of_outputs(
    PARAMETERS,
    "dU-and-dW-transposed",
    "dU e dW saíram transpostas, com linhas e colunas trocadas: é o que dá x.T @ dz. {U} tem uma linha por unidade, e dU"
    " também: ponha dz à esquerda, com o .T nele, nas duas contas.",
    dU=lambda dz, x, h, U, W: table(x, dz),
    dW=lambda dz, x, h, U, W: table(h, dz),
)
of_outputs(
    PARAMETERS,
    "transposed-for-one-example",
    "Com um exemplo, dU e dW saíram com linhas e colunas trocadas: é o que dá np.outer(x, dz). A ordem é dz primeiro:"
    " np.outer(dz, x).",
    dU=lambda dz, x, h, U, W: np.outer(x, dz) if dz.ndim == 1 else dz.T @ x,
    dW=lambda dz, x, h, U, W: np.outer(h, dz) if dz.ndim == 1 else dz.T @ h,
)
of_outputs(
    PARAMETERS,
    "transposed-for-a-batch",
    "Num lote, dU e dW saíram transpostas, com linhas e colunas trocadas: é o que dá x.T @ dz. Ponha dz à esquerda:"
    " dz.T @ x.",
    dU=lambda dz, x, h, U, W: np.outer(dz, x) if dz.ndim == 1 else x.T @ dz,
    dW=lambda dz, x, h, U, W: np.outer(dz, h) if dz.ndim == 1 else h.T @ dz,
)
of_outputs(
    PARAMETERS,
    "reshaped",
    "É o que se obtém com dz.reshape no lugar da transposta: o reshape muda a forma, mas deixa os números na ordem de antes."
    " Em dU e dW, use .T.",
    dU=lambda dz, x, h, U, W: rows(dz)[0].reshape(dz.shape[-1], -1) @ rows(x)[0],
    dW=lambda dz, x, h, U, W: rows(dz)[0].reshape(dz.shape[-1], -1) @ rows(h)[0],
)
of_outputs(
    PARAMETERS,
    "dU-and-dW-swapped",
    "dU e dW saíram um no lugar do outro. {U} multiplicou x, e {W} multiplicou h_prev: troque-os, na conta ou na ordem do"
    " return.",
    dU=lambda dz, x, h, U, W: table(dz, h),
    dW=lambda dz, x, h, U, W: table(dz, x),
)
of_outputs(
    PARAMETERS,
    "dW-from-x",
    "dW saiu com x, igual a dU. {W} multiplicou h_prev: ponha h_prev em dW.",
    dW=lambda dz, x, h, U, W: table(dz, x),
)
of_outputs(
    PARAMETERS,
    "dU-from-h_prev",
    "dU saiu com h_prev, igual a dW. {U} multiplicou x: ponha x em dU.",
    dU=lambda dz, x, h, U, W: table(dz, h),
)


@PARAMETERS.slip(
    "dW-from-the-value",
    "dW saiu com {k}, o que a conta acabou de produzir. {W} multiplicou o estado anterior: ponha h_prev em dW.",
)
def _(gate, dk, k, x, h_prev, U, W):
    dz = dk * gate.slope_of(k)
    dx, dh_prev, dU, _, db = affine_backward(dz, x, h_prev, U, W)
    return dx, dh_prev, dU, table(dz, k), db


of_outputs(
    PARAMETERS,
    "dU-term-by-term",
    "dU saiu de um produto termo a termo, com `*`. Cada peso soma o que passou por ele em todos os exemplos: use o produto de"
    " matrizes, `@`.",
    dU=lambda dz, x, h, U, W: rows(dz)[0].T * rows(x)[0],
)
of_outputs(
    PARAMETERS,
    "inner-for-outer",
    "Com um exemplo, dz e x são vetores, e .T não muda um vetor: dz.T @ x dá um número, ou para. Em dU e dW, use"
    " {as_tables}.",
    dU=lambda dz, x, h, U, W: dz.T @ x,
    dW=lambda dz, x, h, U, W: dz.T @ h,
)
of_outputs(
    PARAMETERS,
    "batch-only",
    "Com um exemplo, dz é um vetor: .T não muda um vetor, e dz.sum(axis=0) dá um número só. Em dU, dW e db, use"
    " {as_tables}.",
    dU=lambda dz, x, h, U, W: dz.T @ x,
    dW=lambda dz, x, h, U, W: dz.T @ h,
    db=lambda dz, x, h, U, W: dz.sum(axis=0),
)
of_outputs(
    PARAMETERS,
    "outer-on-a-batch",
    "np.outer(dz, x) só serve a um exemplo; num lote, cruza o dz de um exemplo com o x de outro. " + TABLES,
    dU=lambda dz, x, h, U, W: np.outer(dz, x),
    dW=lambda dz, x, h, U, W: np.outer(dz, h),
)
of_outputs(
    PARAMETERS,
    "example-only",
    "np.outer(dz, x) e db = dz só servem a um exemplo; num lote, os exemplos se somam. Em db, some as linhas. "
    + TABLES,
    dU=lambda dz, x, h, U, W: np.outer(dz, x),
    dW=lambda dz, x, h, U, W: np.outer(dz, h),
    db=lambda dz, x, h, U, W: dz,
)
of_outputs(
    PARAMETERS,
    "batch-axis-kept-in-dU",
    "Num lote, dU ficou com uma matriz por exemplo, (N, H, D). O mesmo {U} serviu a todos: some sobre o eixo dos exemplos,"
    " o 0.",
    dU=lambda dz, x, h, U, W: np.einsum("nh,nd->nhd", *rows(dz, x)),
)
for _id, _which, _n in (("last", "último", -1), ("first", "primeiro", 0)):
    of_outputs(
        PARAMETERS,
        f"{_id}-example-only",
        f"Num lote, dU, dW e db são os do {_which} exemplo. Os exemplos se somam: "
        + ("comece de zeros e acumule com `+=` dentro do laço." if _n else "alinhe o return com o for, fora do laço."),
        dU=lambda dz, x, h, U, W, n=_n: np.outer(rows(dz)[0][n], rows(x)[0][n]),
        dW=lambda dz, x, h, U, W, n=_n: np.outer(rows(dz)[0][n], rows(h)[0][n]),
        db=lambda dz, x, h, U, W, n=_n: rows(dz)[0][n],
    )

# Means for sums, and numbers cut short.
_MEAN = " divididos por N, o tamanho do lote. Neste curso os exemplos se somam: troque mean por sum, ou tire a divisão."
of_outputs(
    PARAMETERS,
    "mean-over-batch",
    "Num lote, dU, dW e db saíram" + _MEAN,
    dU=lambda dz, x, h, U, W: table(dz, x) / len(rows(dz)[0]),
    dW=lambda dz, x, h, U, W: table(dz, h) / len(rows(dz)[0]),
    db=lambda dz, x, h, U, W: rows(dz)[0].mean(axis=0),
)
of_outputs(
    PARAMETERS,
    "mean-in-dU-and-dW",
    "Num lote, dU e dW saíram" + _MEAN,
    dU=lambda dz, x, h, U, W: table(dz, x) / len(rows(dz)[0]),
    dW=lambda dz, x, h, U, W: table(dz, h) / len(rows(dz)[0]),
)
of_outputs(
    PARAMETERS,
    "mean-in-dU",
    "Num lote, dU saiu dividido por N: é a média dos exemplos. Neste curso eles se somam: tire a divisão.",
    dU=lambda dz, x, h, U, W: table(dz, x) / len(rows(dz)[0]),
)
of_outputs(
    PARAMETERS,
    "mean-in-dW",
    "Num lote, dW saiu dividido por N: é a média dos exemplos. Neste curso eles se somam: tire a divisão.",
    dW=lambda dz, x, h, U, W: table(dz, h) / len(rows(dz)[0]),
)
of_outputs(
    PARAMETERS,
    "mean-in-db",
    "Num lote, db saiu dividido por N: é a média dos exemplos. O viés também soma os exemplos: troque mean por sum.",
    db=lambda dz, x, h, U, W: rows(dz)[0].mean(axis=0),
)
for _places in (2, 3):
    of_outputs(
        PARAMETERS,
        f"rounded-to-{_places}",
        f"É o que se obtém com dU, dW e db arredondados, com {_places} casas. O treino precisa das outras casas: tire o"
        " arredondamento (round).",
        dU=lambda dz, x, h, U, W, n=_places: table(dz, x).round(n),
        dW=lambda dz, x, h, U, W, n=_places: table(dz, h).round(n),
        db=lambda dz, x, h, U, W, n=_places: rows(dz)[0].sum(axis=0).round(n),
    )
