"""What may go wrong from dz on, in the way back of any gate: dx, dh_prev, and the order of the five.

Blanks and arguments as in `backward_slips`.
"""

from __future__ import annotations

import numpy as np

from enap_lstm.exercises.bank import Slips
from enap_lstm.exercises.gate.backward_slips import of_outputs
from enap_lstm.reference._affine import affine_backward

INPUTS = Slips()
NO_TRANSPOSE = "Na ida a matriz entrou transposta; na volta, entra como é: tire o .T."

# dx and dh_prev.
of_outputs(
    INPUTS,
    "W-transposed",
    "dh_prev saiu de dz @ {W}.T; como {W} é quadrada, a forma não denuncia. " + NO_TRANSPOSE,
    dh_prev=lambda dz, x, h, U, W: dz @ W.T,
)
of_outputs(
    INPUTS,
    "U-transposed",
    "dx saiu de dz @ {U}.T, que só dá números quando D = H. " + NO_TRANSPOSE,
    dx=lambda dz, x, h, U, W: dz @ U.T,
)
of_outputs(
    INPUTS,
    "U-and-W-transposed",
    "dx e dh_prev saíram com {U}.T e {W}.T, as da ida. Na volta as matrizes entram como são: tire os dois .T.",
    dx=lambda dz, x, h, U, W: dz @ U.T,
    dh_prev=lambda dz, x, h, U, W: dz @ W.T,
)
of_outputs(
    INPUTS,
    "matrix-on-the-left",
    "dx saiu de {U} @ dz. Como dz tem H números e {U} é (H, D), só dz à esquerda chega a D: escreva dz @ {U}.",
    dx=lambda dz, x, h, U, W: U @ dz,
)
of_outputs(
    INPUTS,
    "columns-for-rows",
    "dx saiu de {U}.T @ dz, que só serve a um exemplo. Num lote, cada linha de dz é um exemplo, e as linhas ficam à"
    " esquerda: escreva dz @ {U}, e o mesmo em dh_prev.",
    dx=lambda dz, x, h, U, W: U.T @ dz,
    dh_prev=lambda dz, x, h, U, W: W.T @ dz,
)
of_outputs(
    INPUTS,
    "columns-of-a-batch",
    "dx e dh_prev saíram deitados, com os exemplos nas colunas: é o que dá {U}.T @ dz.T. Deixe os exemplos nas linhas, com"
    " dz à esquerda.",
    dx=lambda dz, x, h, U, W: U.T @ dz.T,
    dh_prev=lambda dz, x, h, U, W: W.T @ dz.T,
)
of_outputs(
    INPUTS,
    "always-a-batch",
    "Com um exemplo, dx e dh_prev saíram como tabelas de uma linha, (1, D) e (1, H). Calcule os dois com o dz de antes do"
    " np.atleast_2d.",
    dx=lambda dz, x, h, U, W: np.atleast_2d(dz @ U),
    dh_prev=lambda dz, x, h, U, W: np.atleast_2d(dz @ W),
)
of_outputs(
    INPUTS,
    "dx-term-by-term",
    "dx saiu de `dz * {U}`, que multiplica termo a termo. Cada número de x recebe de todas as unidades: use o produto de"
    " matrizes, `@`.",
    dx=lambda dz, x, h, U, W: dz * U,
)
of_outputs(
    INPUTS,
    "dx-and-dh_prev-swapped",
    "dx e dh_prev saíram um no lugar do outro. {U} leva de volta a x, e {W} a h_prev: troque-os, na conta ou na ordem do"
    " return.",
    dx=lambda dz, x, h, U, W: dz @ W,
    dh_prev=lambda dz, x, h, U, W: dz @ U,
)
of_outputs(
    INPUTS,
    "dh_prev-through-U",
    "dh_prev saiu de dz @ {U}. Na ida, quem multiplicou h_prev foi {W}: troque {U} por {W}.",
    dh_prev=lambda dz, x, h, U, W: dz @ U,
)
of_outputs(
    INPUTS,
    "dx-through-W",
    "dx saiu de dz @ {W}. Na ida, quem multiplicou x foi {U}: troque {W} por {U}.",
    dx=lambda dz, x, h, U, W: dz @ W,
)
of_outputs(
    INPUTS,
    "dh_prev-with-the-slope-of-h_prev",
    "dh_prev foi multiplicado por 1 − h_prev², uma inclinação a mais: a da palavra anterior é conta do passo anterior. Pare"
    " em dz @ {W}.",
    dh_prev=lambda dz, x, h, U, W: dz @ W * (1 - h**2),
)
for _id, _names in {"dx": ("dx",), "dh_prev": ("dh_prev",), "inputs": ("dx", "dh_prev")}.items():

    @INPUTS.slip(
        f"{_id}-from-the-gradient",
        f"{' e '.join(_names)} " + ("saiu" if len(_names) == 1 else "saíram") + " de {dk}, que ainda não passou pela"
        " inclinação da {sigma}. Troque {dk} por dz nessa conta.",
    )
    def _(gate, dk, k, x, h_prev, U, W, names=_names):
        right = affine_backward(dk * gate.slope_of(k), x, h_prev, U, W)
        wrong = affine_backward(dk, x, h_prev, U, W)
        return (wrong[0] if "dx" in names else right[0], wrong[1] if "dh_prev" in names else right[1], *right[2:])


@INPUTS.slip(
    "gradient-added-to-dh_prev",
    "É o que se obtém com {dk} somado a dh_prev, como se houvesse um caminho direto. Nesta conta h_prev só entra por {W}:"
    " tire essa parcela.",
)
def _(gate, dk, k, *inputs):
    dx, dh_prev, *sums = affine_backward(dk * gate.slope_of(k), *inputs)
    return dx, dh_prev + dk, *sums


@INPUTS.slip(
    "gated-gradient-added-to-dh_prev",
    "É o que se obtém com {dk} * {k} somado a dh_prev. Aqui h_prev só entra por {W}; o que {k} multiplica depois é assunto"
    " de outra conta: tire essa parcela.",
)
def _(gate, dk, k, *inputs):
    dx, dh_prev, *sums = affine_backward(dk * gate.slope_of(k), *inputs)
    return dx, dh_prev + dk * k, *sums


@INPUTS.slip(
    "parameters-first",
    "Os gradientes dos parâmetros vieram na frente. Devolva nesta ordem: dx, dh_prev, dU, dW, db.",
)
def _(gate, dk, k, *inputs):
    dx, dh_prev, *sums = affine_backward(dk * gate.slope_of(k), *inputs)
    return *sums, dx, dh_prev


@INPUTS.slip("db-before-dU", "db veio antes de dU e dW. Devolva nesta ordem: dx, dh_prev, dU, dW, db.")
def _(gate, dk, k, *inputs):
    dx, dh_prev, dU, dW, db = affine_backward(dk * gate.slope_of(k), *inputs)
    return dx, dh_prev, db, dU, dW
