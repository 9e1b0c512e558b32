"""What may go wrong in db, the gradient of the bias, and with dz not yet there: in the way back of any gate.

Blanks and arguments as in `backward_slips`.
"""

from __future__ import annotations

import numpy as np

from enap_lstm.exercises.bank import Slips
from enap_lstm.exercises.gate.backward_slips import of_outputs, rows
from enap_lstm.exercises.gate.parameter_slips import SUM_ROWS
from enap_lstm.reference._affine import affine_backward

BIAS = Slips()


def _db(id: str, hint: str):
    """Register a wrong db: it gets dz as it came and its rows."""

    def keep(db):
        of_outputs(BIAS, id, hint, db=lambda dz, x, h, U, W: db(dz, rows(dz)[0]))
        return db

    return keep


_db(
    "db-not-summed",
    "db = dz só serve a um exemplo. Num lote, o mesmo viés serviu a todas as linhas, e db é a soma delas. " + SUM_ROWS,
)(lambda dz, rows: dz)
_db(
    "db-in-rows",
    "db ficou com uma linha por exemplo, sem soma. {b} tem forma (H,), um número por unidade. " + SUM_ROWS,
)(lambda dz, rows: rows)
_db(
    "db-in-one-row",
    "db ficou com a forma (1, H), uma tabela de uma linha; {b} tem forma (H,). Tire de db o keepdims ou o reshape.",
)(lambda dz, rows: rows.sum(axis=0, keepdims=True))
_db(
    "db-in-a-column",
    "db ficou com a forma (H, 1), uma coluna; {b} tem forma (H,). Tire de db o keepdims ou o reshape.",
)(lambda dz, rows: rows.sum(axis=0)[:, None])
_db(
    "db-over-a-vector",
    "Com um exemplo, dz é um vetor, sem linhas: dz.sum(axis=0) junta as unidades num número só. " + SUM_ROWS,
)(lambda dz, rows: dz.sum(axis=0))
_db(
    "db-over-everything",
    "db virou um número só, a soma de tudo. Cada unidade tem o seu viés. " + SUM_ROWS,
)(lambda dz, rows: rows.sum())
_db(
    "db-over-units-of-rows",
    "db tem um número por exemplo: a soma correu pelas unidades (axis=1). O viés tem um número por unidade: some os"
    " exemplos, com axis=0.",
)(lambda dz, rows: rows.sum(axis=1))
_db(
    "db-over-units",
    "db saiu somado sobre as unidades, o último eixo. Cada unidade tem o seu viés: some os exemplos, que são o eixo 0 da"
    " tabela.",
)(lambda dz, rows: dz.sum(axis=-1))
_db(
    "db-over-units-of-a-batch",
    "Num lote, db saiu somado sobre as unidades (axis=-1 ou axis=1). Cada unidade tem o seu viés: some os exemplos, com"
    " axis=0.",
)(lambda dz, rows: dz if dz.ndim == 1 else dz.sum(axis=1))
_db(
    "db-of-one-example",
    "db traz uma linha só de dz. O mesmo viés serviu a todos os exemplos. " + SUM_ROWS,
)(lambda dz, rows: rows[0])
of_outputs(
    BIAS,
    "parameters-zero",
    "dU, dW e db vieram cheios de zeros: falta a conta dos três. Some, sobre os exemplos, dz vezes o que estava ao lado na"
    " ida.",
    dU=lambda dz, x, h, U, W: np.zeros_like(U),
    dW=lambda dz, x, h, U, W: np.zeros_like(W),
    db=lambda dz, x, h, U, W: np.zeros(len(W)),
)
for _name, _index in (("dU", 2), ("dW", 3), ("db", 4), ("dU, dW e db", None)):

    @BIAS.slip(
        f"{_name.replace(', ', '-').replace(' e ', '-')}-from-the-gradient",
        f"{_name} "
        + ("saíram" if _index is None else "saiu")
        + " de {dk}, que ainda não passou pela inclinação da {sigma}."
        " Troque {dk} por dz nessa conta.",
    )
    def _(gate, dk, k, *inputs, index=_index):
        right = affine_backward(dk * gate.slope_of(k), *inputs)
        wrong = affine_backward(dk, *inputs)
        return tuple(wrong[n] if n == index or index is None and n > 1 else right[n] for n in range(5))
