"""What may go wrong in a whole step once its gates stand: equation (5), equation (6), and what comes back.

Equation (6) has slips of its own, in `hidden_slips`, which are taken over here. Arguments as in `gate_slips`.
"""

from __future__ import annotations

import numpy as np

from enap_lstm.exercises.bank import Slips
from enap_lstm.exercises.step.hidden_slips import HIDDEN
from enap_lstm.exercises.step.lines import forward, of_step

STATES = Slips()


# Equation (5).
def _c(id: str, hint: str, c) -> None:
    """A slip in c alone: it gets f, c_prev, i, g."""
    of_step(STATES, id, hint, c=lambda v: c(v.f, v.c_prev, v.i, v.g))


_c(
    "candidate-forgotten-too",
    "É o que se obtém quando a porta de esquecimento multiplica também a novidade. f cuida do que já estava; quem regula g é"
    " a porta de entrada: troque f por i nessa parcela.",
    lambda f, c_prev, i, g: f * c_prev + f * g,
)
_c(
    "candidate-added",
    "É o que se obtém com i + g no lugar do produto: a memória sai da sua faixa. A porta de entrada diz que fração de g entra:"
    " troque `+` por `*` nessa parcela.",
    lambda f, c_prev, i, g: f * c_prev + i + g,
)
_c(
    "input-gate-missing",
    "É o que se obtém com g inteiro, sem a porta de entrada. Multiplique g por i antes de somar.",
    lambda f, c_prev, i, g: f * c_prev + g,
)
_c(
    "forget-gate-missing",
    "É o que se obtém com a memória anterior inteira, sem a porta de esquecimento. Multiplique c_prev por f antes de somar.",
    lambda f, c_prev, i, g: c_prev + i * g,
)
_c(
    "memory-lost",
    "É o que se obtém sem a memória anterior: c só tem a novidade, e nada passa de uma palavra à outra. Some a parte de"
    " c_prev que a porta de esquecimento deixa.",
    lambda f, c_prev, i, g: i * g,
)
_c(
    "forget-gate-complement",
    "É o que se obtém com 1 − f na memória anterior. O nome engana: f diz quanto FICA. Use f, sem subtrair de 1.",
    lambda f, c_prev, i, g: (1 - f) * c_prev + i * g,
)
_c(
    "one-gate-for-both",
    "É o que se obtém com 1 − f no lugar da porta de entrada, como em redes de menos portas. Na LSTM, i tem pesos próprios:"
    " multiplique g por i.",
    lambda f, c_prev, i, g: f * c_prev + (1 - f) * g,
)
_c(
    "candidate-subtracted",
    "É o que se obtém com um menos entre as duas parcelas. A equação (5) soma; quem pode ser negativo é g: troque `-` por"
    " `+`.",
    lambda f, c_prev, i, g: f * c_prev - i * g,
)
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
