"""What may go wrong in a whole step once its gates stand: equation (5), equation (6), and what comes back.

Equations (5) and (6) have slips of their own, in `cell_state_slips` and `hidden_slips`, which are taken over here. Arguments as in `gate_slips`.
"""

from __future__ import annotations

import numpy as np

from enap_lstm.exercises.bank import Slips
from enap_lstm.exercises.cell.cell_state_slips import GATES, TERMS
from enap_lstm.exercises.step.hidden_slips import HIDDEN
from enap_lstm.exercises.step.lines import forward, of_step

STATES = Slips()
OF_BLOCKS = ("gates-exchanged", "input-gate-for-both")  # in a step these come of a block taken for another


# Equation (5): what notebook 06 may get wrong, here between the gates and h.
for _id, _slip in {**GATES, **TERMS}.items():
    if _id not in OF_BLOCKS:
        of_step(STATES, _id, _slip.hint, c=lambda v, wrong=_slip.wrong: wrong(None, v.f, v.c_prev, v.i, v.g))
of_step(
    STATES,
    "state-kept-for-the-memory",
    "É o que se obtém com h_prev no lugar de c_prev na equação (5). Quem passa pela porta de esquecimento é a memória,"
    " c_prev: troque um pelo outro.",
    c=lambda v: v.f * v.h_prev + v.i * v.g,
)
of_step(
    STATES,
    "tanh-kept-in-c",
    "c saiu já com a tanh, mas a memória segue para a palavra seguinte sem ela. A tanh só entra na conta de h: guarde-a num"
    " nome próprio.",
    c=lambda v: np.tanh(v.f * v.c_prev + v.i * v.g),
    h=lambda v: v.o * v.c,
)
of_step(
    STATES,
    "tanh-in-c",
    "É o que se obtém com uma tanh a mais, na equação (5). A memória é a soma das duas parcelas, e a tanh fica só na conta de"
    " h: tire a tanh de c.",
    c=lambda v: np.tanh(v.f * v.c_prev + v.i * v.g),
)

# Equation (6), and what is returned.
of_step(
    STATES,
    "h-of-the-old-memory",
    "h saiu de c_prev, a memória de antes da palavra. A equação (6) mostra a memória nova: troque c_prev por c.",
    h=lambda v: v.o * np.tanh(v.c_prev),
)
of_step(
    STATES,
    "h-of-the-candidate",
    "h saiu de g, que é só a proposta da palavra. A equação (6) mostra a memória inteira: troque g por c.",
    h=lambda v: v.o * v.g,
)
for _id, _slip in HIDDEN.items():
    of_step(STATES, _id, _slip.hint, h=lambda v, wrong=_slip.wrong: wrong(None, v.o, v.c))


def _returns(id: str, hint: str, change) -> None:
    """A slip in what comes back of a right step: `change` gets h, c and the arguments."""
    STATES.slip(id, hint)(lambda step, *args: change(*forward(*args), *args))


_returns(
    "c-before-h",
    "c veio antes de h. Devolva nesta ordem: h, c.",
    lambda h, c, *args: (c, h),
)
_returns(
    "h-alone",
    "Veio só h. A palavra seguinte precisa também da memória: devolva h, c.",
    lambda h, c, *args: h,
)
_returns(
    "c-alone",
    "Veio só c, a memória. O passo mostra também o estado interno: devolva h, c.",
    lambda h, c, *args: c,
)
_returns(
    "old-memory-returned",
    "No lugar de c veio o c_prev que entrou, sem mudança: a palavra seguinte não saberia desta. Devolva a memória nova, c.",
    lambda h, c, x, h_prev, c_prev, *parameters: (h, c_prev),
)
_returns(
    "joined",
    "h e c vieram juntos num array só. São dois resultados: devolva h, c, separados por uma vírgula.",
    lambda h, c, *args: np.concatenate([h, c], axis=-1),
)


@STATES.slip(
    "memory-changed",
    "A função escreveu a memória nova dentro do c_prev que recebeu (c_prev *= f, ou c_prev[:] = …). Quem chamou perde a de"
    " antes: guarde a conta num nome novo, c.",
)
def _(step, x, h_prev, c_prev, U, W, b):
    h, c = forward(x, h_prev, c_prev, U, W, b)
    c_prev[...] = c
    return h, c_prev
