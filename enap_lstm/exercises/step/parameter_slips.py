"""What may go wrong from the four dz on: what x and h_prev collect, the blocks of dU, dW and db, the order of the six.

Of any gate's way back much is taken over from `gate`. Blanks of a hint: those of a gate. Arguments as in `backward_slips`.
"""

from __future__ import annotations

import numpy as np

from enap_lstm.exercises.bank import Slips
from enap_lstm.exercises.gate.bias_slips import BIAS
from enap_lstm.exercises.gate.input_slips import INPUTS as GATE_INPUTS
from enap_lstm.exercises.gate.parameter_slips import PARAMETERS as GATE_PARAMETERS
from enap_lstm.exercises.step import kinds
from enap_lstm.exercises.step.lines import LETTERS, of_way, rows, stacked, values_back, way_back
from enap_lstm.reference import by_gate

INPUTS, BLOCKS = Slips(), Slips()
GATE = GATE_INPUTS | GATE_PARAMETERS | BIAS
STACKED = (  # with the four dz side by side
    "always-a-batch",
    "dx-and-dh_prev-swapped",
    "dh_prev-with-the-slope-of-h_prev",
    "dU-transposed",
    "dU-and-dW-transposed",
    "outer-on-a-batch",
    "example-only",
    "last-example-only",
    "mean-over-batch",
    "mean-in-db",
    "db-not-summed",
    "db-of-one-example",
    "parameters-zero",
)
BY_GATE = ("W-transposed", "U-transposed", "U-and-W-transposed", "columns-for-rows", "dW-transposed", "example-only")
ADDED = "x e h_prev entraram nas quatro portas, e o que volta delas se soma"


# A slip of any gate, in the whole or in every block.
def _parts(v) -> zip:
    """Each gate's dz with its own rows of U and W."""
    return zip((getattr(v, f"dz_{k}") for k in LETTERS), by_gate(v.U), by_gate(v.W), strict=True)


for _id in STACKED:

    @INPUTS.slip(_id, GATE[_id].hint.format(**kinds.SUM.words()))
    def _(step, *args, wrong=GATE[_id].wrong):
        v = values_back(*args)
        dx, dh_prev, *sums = wrong(kinds.SUM, v.dz, None, v.x, v.h_prev, v.U, v.W)
        return dx, dh_prev, v.dc_prev, *sums


for _id in BY_GATE:
    _hint = GATE[_id].hint.format(**kinds.BLOCK.words())

    @INPUTS.slip(
        f"{_id}-by-gate",
        f"Em cada porta k, {_hint if _hint[:2] in ('dx', 'dU', 'dW', 'dh') else _hint[0].lower() + _hint[1:]}",
    )
    def _(step, *args, wrong=GATE[_id].wrong):
        v = values_back(*args)
        each = [wrong(kinds.BLOCK, dz, None, v.x, v.h_prev, U, W) for dz, U, W in _parts(v)]
        dx, dh_prev, *sums = zip(*each, strict=True)
        return sum(dx), sum(dh_prev), v.dc_prev, *map(np.concatenate, sums)


# What x and h_prev collect from the four gates.
def _shares(v, name: str) -> dict[str, np.ndarray]:
    """What each gate sends back to x or to h_prev."""
    return {k: dz @ (U if name == "dx" else W) for k, (dz, U, W) in zip(LETTERS, _parts(v), strict=True)}


def _collected(id: str, hint: str, collect, *names: str) -> None:
    """A slip in what is made of the four shares of x, of h_prev, or of both."""
    of_way(INPUTS, id, hint, **{n: lambda v, n=n: collect(_shares(v, n)) for n in names or ("dx", "dh_prev")})


_collected(
    "last-gate-only",
    f"dx e dh_prev trazem só a parte da porta de saída: um `=` apagou as outras. {ADDED}: troque por `+=`, ou some as quatro.",
    lambda shares: shares["o"],
)
_collected(
    "first-gate-only",
    f"dx e dh_prev trazem só a parte da porta de entrada. {ADDED}: some as quatro.",
    lambda shares: shares["i"],
)
_collected(
    "dx-of-the-last-gate",
    "dx traz só a parte da porta de saída: um `=` apagou as outras. x entrou nas quatro portas, e o que volta delas se soma:"
    " troque por `+=`, ou some as quatro.",
    lambda shares: shares["o"],
    "dx",
)
_collected(
    "dh_prev-of-the-last-gate",
    "dh_prev traz só a parte da porta de saída: um `=` apagou as outras. h_prev entrou nas quatro portas, e o que volta delas"
    " se soma: troque por `+=`, ou some as quatro.",
    lambda shares: shares["o"],
    "dh_prev",
)
for _k, _name in {"i": "de entrada", "f": "de esquecimento", "o": "de saída"}.items():
    _collected(
        f"inputs-without-{_k}",
        f"Em dx e dh_prev falta a parte que vem pela porta {_name}; as outras três estão lá. {ADDED}: junte a que falta.",
        lambda shares, k=_k: sum(share for letter, share in shares.items() if letter != k),
    )
_collected(
    "inputs-without-g",
    f"Em dx e dh_prev falta a parte que vem pela atualização de célula; as três portas estão lá. {ADDED}: junte a que falta.",
    lambda shares: shares["i"] + shares["f"] + shares["o"],
)
_collected(
    "inputs-averaged",
    f"dx e dh_prev saíram com a média das quatro partes. {ADDED}: tire a divisão por 4.",
    lambda shares: sum(shares.values()) / 4,
)
_collected(
    "inputs-side-by-side",
    "dx e dh_prev saíram com as quatro partes lado a lado, quatro vezes mais largos que x e h_prev. As quatro partes se"
    " somam: troque o np.concatenate por uma soma.",
    lambda shares: np.concatenate(list(shares.values()), axis=-1),
)
for _source, _target in (("i", "f"), ("f", "g"), ("g", "o")):
    for _name, _matrix in (("dx", "U"), ("dh_prev", "W")):

        def _with_another(v, name=_name, source=_source, target=_target):
            borrowed = by_gate(v.U if name == "dx" else v.W)[LETTERS.index(source)]
            return sum((_shares(v, name) | {target: getattr(v, f"dz_{target}") @ borrowed}).values())

        of_way(
            INPUTS,
            f"{_name}-of-{_target}-through-{_source}",
            f"{_name} recebeu a parte de {_target} por {_matrix}_{_source}, o bloco de {_source}, como quando a letra fica"
            f" de uma linha copiada. Troque-o por {_matrix}_{_target}.",
            **{_name: _with_another},
        )
of_way(
    INPUTS,
    "gradient-added-to-dh_prev",
    "dh foi somado a dh_prev, como se houvesse um caminho direto de h_prev a h. h_prev só entra pelas quatro somas: tire essa"
    " parcela.",
    dh_prev=lambda v: v.dz @ v.W + v.dh,
)

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
