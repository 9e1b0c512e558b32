"""What may go wrong from the gradient of a gate to its sum z, the slopes, and a step that is done again in another way before.

Arguments as in `backward_slips`.
"""

from __future__ import annotations

import numpy as np

from enap_lstm.exercises.bank import Slips
from enap_lstm.exercises.step.lines import LETTERS, Line, of_way, z_of
from enap_lstm.reference import sigmoid
from enap_lstm.reference._affine import affine

SLOPES, AGAIN = Slips(), Slips()

# The slopes of the four gates.
NAMES = {"i": "da porta de entrada", "f": "da porta de esquecimento", "g": "da atualização de célula", "o": "da porta de saída"}  # fmt: skip
for _k, _name in NAMES.items():
    _curve = "tanh" if _k == "g" else "σ"
    of_way(
        SLOPES,
        f"slope-of-{_k}-missing",
        f"O gradiente {_name} foi aos pesos sem a inclinação da {_curve}. Entre a soma e {_k} há uma {_curve}: multiplique"
        f" d{_k} pela inclinação dela, escrita com {_k}.",
        **{f"dz_{_k}": lambda v, k=_k: getattr(v, f"d{k}") * 1.0},
    )
of_way(
    SLOPES,
    "every-slope-missing",
    "Os quatro gradientes foram aos pesos sem as inclinações das ativações. Cada um passa pela σ, ou pela tanh, antes de"
    " chegar à soma: multiplique cada um pela sua inclinação.",
    **{f"dz_{k}": lambda v, k=k: getattr(v, f"d{k}") * 1.0 for k in LETTERS},
)
of_way(
    SLOPES,
    "candidate-with-the-slope-of-sigmoid",
    "A volta da atualização de célula usou a inclinação da σ. Ela passou pela tanh na ida: troque por 1 menos o quadrado de g.",
    dz_g=lambda v: v.dg * v.g * (1 - v.g),
)
of_way(
    SLOPES,
    "gates-with-the-slope-of-tanh",
    "As voltas de i, f e o usaram a inclinação da tanh. As três portas passaram pela σ na ida: troque pela inclinação da σ.",
    **{f"dz_{k}": lambda v, k=k: getattr(v, f"d{k}") * (1 - getattr(v, k) ** 2) for k in "ifo"},
)
of_way(
    SLOPES,
    "slopes-of-one-gate",
    "As inclinações de i, f e o saíram todas do valor de i. Cada porta parou num ponto seu da σ: use em cada uma o seu"
    " próprio valor.",
    **{f"dz_{k}": lambda v, k=k: getattr(v, f"d{k}") * _slope(v, "i") for k in "ifo"},
)
of_way(
    SLOPES,
    "output-gate-without-gradient",
    "A porta de saída ficou sem gradiente: o seu bloco veio zerado. h sai de um produto em que ela está: leve dh até ela também.",
    dz_o=lambda v: np.zeros_like(v.o),
)


def _slope(v, k: str) -> np.ndarray:
    value = getattr(v, k)
    return 1 - value**2 if k == "g" else value * (1 - value)


# The step done again, wrongly, before the way back.
def _again(id: str, hint: str, **changes: Line) -> None:
    of_way(AGAIN, id, "A ida foi refeita com outra conta. " + hint, **changes)


for _order, _where in {"igfo": " (a de versões antigas do TensorFlow)", "ifog": "", "figo": ""}.items():
    _again(
        f"rows-{_order}",
        f"É o que se obtém com os blocos na ordem {', '.join(_order)}{_where}, na ida e na volta. Aqui são i, f, g, o: confira"
        " que nome recebe cada bloco.",
        order=lambda v, order=_order: order,
    )
_again(
    "bias-missing",
    "É o que se obtém sem o viés nas quatro somas. Recalcule as portas com as três parcelas, como em lstm_step.",
    z=lambda v: affine(v.x, v.h_prev, v.U, v.W, 0 * v.b),
)
_again(
    "peephole",
    "É o que se obtém com c_prev somado às somas de i, f e o. As portas leem só a palavra e h_prev: tire c_prev delas.",
    **{k: lambda v, k=k: sigmoid(z_of(v, k) + v.c_prev) for k in "ifo"},
)
_again(
    "memory-read-for-the-state",
    "É o que se obtém quando as portas leem c_prev no lugar de h_prev. As matrizes W multiplicam o estado interno: troque um"
    " pelo outro.",
    z=lambda v: affine(v.x, v.c_prev, v.U, v.W, v.b),
)
_again(
    "forget-gate-plus-one",
    "É o que se obtém com 1 somado ao viés da porta de esquecimento. A equação (2) não tem esse 1: tire-o.",
    f=lambda v: sigmoid(z_of(v, "f") + 1),
)
_again(
    "candidate-forgotten-too",
    "É o que se obtém com f no lugar de i na novidade da equação (5). Quem regula g é a porta de entrada: troque f por i.",
    c=lambda v: v.f * v.c_prev + v.f * v.g,
)
_again(
    "memory-lost",
    "É o que se obtém sem a memória anterior na equação (5). Some a parte de c_prev que a porta de esquecimento deixa.",
    c=lambda v: v.i * v.g,
)
