"""What may go wrong in the blocks of dU, dW and db, and in the order of the six results. Arguments as in `backward_slips`."""

from __future__ import annotations

import numpy as np

from enap_lstm.exercises.bank import Slips
from enap_lstm.exercises.step.lines import LETTERS, of_way, rows, stacked, way_back
from enap_lstm.reference import by_gate

BLOCKS = Slips()

# The blocks of dU, dW and db.
for _order, _where in {"ifog": "", "figo": "", "igfo": " (a de versões antigas do TensorFlow)"}.items():
    of_way(
        BLOCKS,
        f"blocks-{_order}",
        f"dU, dW e db foram montados com os blocos na ordem {', '.join(_order)}{_where}. Devem seguir U, W e b, que vêm na"
        " ordem i, f, g, o: mude a ordem na junção (np.concatenate).",
        dz_parameters=lambda v, order=_order: stacked(v, order),
    )
of_way(
    BLOCKS,
    "db-in-another-order",
    "db foi montado com os blocos na ordem f, i, g, o. Deve seguir b, que vem na ordem i, f, g, o: mude a ordem na junção.",
    db=lambda v: rows(stacked(v, "figo")).sum(axis=0),
)
of_way(
    BLOCKS,
    "db-of-f-copied-from-i",
    "No bloco f de db estão os números do bloco i. Cada porta tem o seu viés: some aí o dz da porta de esquecimento.",
    db=lambda v: rows(stacked(v, "iigo")).sum(axis=0),
)
for _k in LETTERS:
    of_way(
        BLOCKS,
        f"db-of-{_k}-in-every-block",
        f"Os quatro blocos de db são iguais ao de {_k}. Cada porta tem o seu viés: some em cada bloco o dz da sua porta.",
        db=lambda v, k=_k: rows(stacked(v, 4 * k)).sum(axis=0),
    )
of_way(
    BLOCKS,
    "parameters-of-one-gate",
    "dU, dW e db trazem o bloco i repetido quatro vezes. Cada porta tem os seus pesos: use em cada bloco o dz da sua porta.",
    dz_parameters=lambda v: stacked(v, "iiii"),
)
of_way(
    BLOCKS,
    "db-of-one-block",
    "db tem só H números, a soma das quatro portas. Cada porta tem o seu viés: junte os quatro blocos, (4H,), na ordem i, f, g,"
    " o.",
    db=lambda v: sum(rows(getattr(v, f"dz_{k}")).sum(axis=0) for k in LETTERS),
)


@BLOCKS.slip(
    "blocks-not-joined",
    "dU, dW e db saíram com um eixo a mais, o das quatro portas: np.stack faz isso. Nos parâmetros os blocos estão um embaixo"
    " do outro: junte com np.concatenate.",
)
def _(step, *args):
    *inputs, dU, dW, db = way_back(*args)
    return *inputs, *(np.stack(by_gate(gradient)) for gradient in (dU, dW, db))


of_way(
    BLOCKS,
    "db-in-one-row",
    "db ficou com a forma (1, 4H), uma tabela de uma linha; b tem forma (4H,). Tire de db o keepdims ou o reshape.",
    db=lambda v: rows(v.dz).sum(axis=0, keepdims=True),
)
of_way(
    BLOCKS,
    "dW-from-the-memory",
    "dW saiu do produto com c_prev. Na ida, W multiplicou o estado interno: troque c_prev por h_prev.",
    dW=lambda v: rows(v.dz).T @ rows(v.c_prev),
)


# The order of the six.
def _returned(id: str, hint: str, *order: int) -> None:
    BLOCKS.slip(id, hint)(lambda step, *args: tuple(way_back(*args)[k] for k in order))


_returned(
    "dc_prev-before-dh_prev",
    "dh_prev e dc_prev saíram um no lugar do outro. Devolva nesta ordem: dx, dh_prev, dc_prev, dU, dW, db.",
    0,
    2,
    1,
    3,
    4,
    5,
)
_returned(
    "parameters-first",
    "Os gradientes dos parâmetros vieram na frente. Devolva nesta ordem: dx, dh_prev, dc_prev, dU, dW, db.",
    3,
    4,
    5,
    0,
    1,
    2,
)
_returned(
    "dc_prev-left-out",
    "Vieram cinco resultados, sem dc_prev: o gradiente da memória não seguiria à palavra anterior. Devolva dx, dh_prev, dc_prev,"
    " dU, dW, db.",
    0,
    1,
    3,
    4,
    5,
)
