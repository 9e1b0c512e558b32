"""What may go wrong from the four dz on: what is taken over from any gate's way back, and what x and h_prev collect.

Arguments as in `backward_slips`; the blocks of dU, dW and db are in `block_slips`.
"""

from __future__ import annotations

import numpy as np

from enap_lstm.exercises.bank import Slips
from enap_lstm.exercises.gate.bias_slips import BIAS
from enap_lstm.exercises.gate.input_slips import INPUTS as GATE_INPUTS
from enap_lstm.exercises.gate.parameter_slips import PARAMETERS as GATE_PARAMETERS
from enap_lstm.exercises.step import kinds
from enap_lstm.exercises.step.lines import LETTERS, of_way, values_back
from enap_lstm.reference import by_gate

INPUTS = Slips()
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
