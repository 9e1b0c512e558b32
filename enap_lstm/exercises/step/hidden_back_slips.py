"""What may go wrong on the way back through equation (6): do and the gradient that reaches c. Blanks and arguments as in
`hidden_slips`.
"""

from __future__ import annotations

import numpy as np

from enap_lstm.exercises.bank import Slips
from enap_lstm.reference import hidden_state_backward, sigmoid

HIDDEN_BACK, HIDDEN_BACK_ALONE = Slips(), Slips()
SLOPE = "A inclinação da tanh é 1 menos o quadrado do valor que ela deu"


def _do(id: str, hint: str, do) -> None:
    """A slip in do alone: `do` gets dh, o, c."""
    HIDDEN_BACK.slip(id, hint)(lambda kind, dh, o, c: (do(dh, o, c), hidden_state_backward(dh, o, c)[1]))


def _dc(id: str, hint: str, dc) -> None:
    """A slip in the gradient of c alone: `dc` gets dh, o, c."""
    HIDDEN_BACK.slip(id, hint)(lambda kind, dh, o, c: (hidden_state_backward(dh, o, c)[0], dc(dh, o, c)))


def _both(id: str, hint: str, both, bank: Slips = HIDDEN_BACK) -> None:
    """A slip in both: `both` gets dh, o, c."""
    bank.slip(id, hint)(lambda kind, dh, o, c: both(dh, o, c))


# do: what multiplied the gate.
_do(
    "do-without-tanh",
    "do saiu com c no lugar da sua tanh. Na ida, o que a porta multiplicou foi a tanh de c: troque c por esse valor.",
    lambda dh, o, c: dh * c,
)
_do(
    "do-without-memory",
    "do saiu igual a dh. Uma porta diante de uma memória grande pesa mais do que diante de uma vazia: falta multiplicar pelo"
    " que o multiplicou na ida.",
    lambda dh, o, c: dh * 1.0,
)
_do(
    "do-with-the-slope",
    "do foi multiplicado pela inclinação da tanh. De o até h não há tanh, só um produto: use o valor que o multiplicou na ida.",
    lambda dh, o, c: dh * (1 - np.tanh(c) ** 2),
)
_do(
    "do-with-the-gate",
    "do saiu de dh vezes a própria porta. Num produto, o gradiente de um fator traz o outro fator: troque o por aquilo que"
    " ele multiplicou na ida.",
    lambda dh, o, c: dh * o,
)
_do(
    "do-with-h",
    "do saiu de dh vezes h, com o a mais: h já é o produto dos dois. Num produto, o gradiente de o traz só o outro fator:"
    " tire o dessa conta.",
    lambda dh, o, c: dh * o * np.tanh(c),
)
_do(
    "do-through-the-sigmoid",
    "Em do, a inclinação da σ da porta já entrou. do é o gradiente da abertura, e a σ fica para a volta da porta de saída:"
    " tire daqui o fator o * (1 - o).",
    lambda dh, o, c: dh * np.tanh(c) * o * (1 - o),
)

# dc: the gate, and the slope of tanh where it stood.
_dc(
    "slope-missing",
    "{Dc} saiu sem a inclinação da tanh: é o que dá dh * o. Entre c e h há uma tanh, e na volta ela também está no caminho:"
    " multiplique pela sua inclinação.",
    lambda dh, o, c: dh * o,
)
_dc(
    "gate-missing-on-the-way-back",
    "{Dc} saiu sem a porta de saída. Na ida, uma porta fechada não deixou nada de c aparecer; na volta, não deixa nada"
    " passar: multiplique também por o.",
    lambda dh, o, c: dh * (1 - np.tanh(c) ** 2),
)
_dc(
    "nothing-on-the-way",
    "{Dc} saiu igual a dh. De h até c há duas coisas no caminho, a porta de saída e a tanh: leve dh pelas duas.",
    lambda dh, o, c: dh * 1.0,
)
_dc(
    "slope-from-h",
    "Na inclinação da tanh entrou h, como em 1 − h². h já traz a porta; a tanh deu outro número, antes dela. "
    + SLOPE
    + ": use a tanh de c.",
    lambda dh, o, c: dh * o * (1 - (o * np.tanh(c)) ** 2),
)
_dc(
    "slope-from-c",
    "Na inclinação da tanh entrou o próprio c, como em 1 − c². " + SLOPE + ": use a tanh de c no lugar de c.",
    lambda dh, o, c: dh * o * (1 - c**2),
)
_dc(
    "slope-of-the-tanh-again",
    "A tanh foi aplicada duas vezes: a inclinação saiu de np.tanh(np.tanh(c)). Passe c pela tanh uma vez só.",
    lambda dh, o, c: dh * o * (1 - np.tanh(np.tanh(c)) ** 2),
)
_dc(
    "slope-of-sigmoid",
    "No lugar da inclinação da tanh entrou a da σ, valor vezes 1 menos valor. " + SLOPE + ": troque uma pela outra.",
    lambda dh, o, c: dh * o * np.tanh(c) * (1 - np.tanh(c)),
)
_dc(
    "sigmoid-for-tanh-in-the-slope",
    "No caminho até c entrou uma σ, com a sua inclinação. A equação (6) passa c pela tanh: troque a σ de c pela tanh, e a"
    " inclinação também.",
    lambda dh, o, c: dh * o * sigmoid(c) * (1 - sigmoid(c)),
)
_dc(
    "square-missing",
    "A inclinação da tanh saiu como 1 menos a tanh de c: falta o quadrado. Eleve a tanh de c a 2, com `**2`.",
    lambda dh, o, c: dh * o * (1 - np.tanh(c)),
)
_dc(
    "square-inside",
    "O quadrado ficou dentro da tanh, np.tanh(c**2). O que se eleva a 2 é o resultado da tanh: feche o parêntese antes do"
    " `**2`.",
    lambda dh, o, c: dh * o * (1 - np.tanh(c**2)),
)
_dc(
    "slope-with-plus",
    "A inclinação da tanh saiu como 1 mais o quadrado. Quanto mais longe c está de 0, mais plana é a tanh: troque o `+` por"
    " `-`.",
    lambda dh, o, c: dh * o * (1 + np.tanh(c) ** 2),
)
_dc(
    "value-for-slope",
    "No caminho até c entrou a própria tanh de c, no lugar da inclinação dela. O gradiente da porta traz o valor; o de c traz"
    " a inclinação: troque o fator.",
    lambda dh, o, c: dh * o * np.tanh(c),
)
_dc(
    "slope-twice",
    "A inclinação da tanh entrou duas vezes no caminho até c. Há uma tanh só entre c e h: multiplique por ela uma vez.",
    lambda dh, o, c: dh * o * (1 - np.tanh(c) ** 2) ** 2,
)
_dc(
    "slope-of-the-gate-too",
    "No caminho até c entrou também a inclinação da σ de o. Esse caminho não passa pela soma da porta de saída: tire o fator"
    " 1 - o.",
    lambda dh, o, c: dh * o * (1 - o) * (1 - np.tanh(c) ** 2),
)
_dc(
    "parentheses-missing",
    "Sem parênteses, o Python multiplica primeiro e subtrai o quadrado da tanh no fim. Ponha entre parênteses a inclinação"
    " inteira, do 1 ao quadrado.",
    lambda dh, o, c: dh * o * 1 - np.tanh(c) ** 2,
)
_dc(
    "sign-changed",
    "O gradiente que vai por h até c saiu com o sinal trocado. Subir c sempre faz a tanh subir: tire o menos.",
    lambda dh, o, c: -dh * o * (1 - np.tanh(c) ** 2),
)
_both(
    "tanh-missing-on-the-way-back",
    "É a volta de h = o * c, sem a tanh. A equação (6) passa c pela tanh: na volta, ela entra com o seu valor em do e com a"
    " sua inclinação do lado de c.",
    lambda dh, o, c: (dh * c, dh * o),
)
_both(
    "gradient-forgotten",
    "É o que se obtém sem dh: a resposta seria a mesma para qualquer erro. Multiplique por dh o que vai a o e o que vai a c.",
    lambda dh, o, c: (np.tanh(c), o * (1 - np.tanh(c) ** 2)),
)

# The equation alone.
_both(
    "do-and-dc-swapped",
    "do e dc saíram um no lugar do outro. Devolva primeiro do, depois dc.",
    lambda dh, o, c: hidden_state_backward(dh, o, c)[::-1],
    HIDDEN_BACK_ALONE,
)
_both(
    "summed-over-the-batch",
    "Num lote, do e dc saíram somados sobre os exemplos. Somam-se os gradientes dos parâmetros, que servem a todos; cada"
    " exemplo tem a sua porta e a sua memória: tire a soma.",
    lambda dh, o, c: tuple(d.sum(axis=0) if d.ndim == 2 else d for d in hidden_state_backward(dh, o, c)),
    HIDDEN_BACK_ALONE,
)


def _with_exponentials(dh, o, c):
    tanh_c = (np.exp(c) - np.exp(-c)) / (np.exp(c) + np.exp(-c))
    return dh * tanh_c, dh * o * (1 - tanh_c**2)


_both(
    "tanh-overflow",
    "É o que se obtém com a tanh escrita com exponenciais: com c muito grande, vira inf/inf, que dá nan (não é um número)."
    " Use np.tanh, que aguenta esse caso.",
    _with_exponentials,
    HIDDEN_BACK_ALONE,
)


@HIDDEN_BACK_ALONE.slip(
    "gradient-changed",
    "A função escreveu dentro do dh que recebeu (dh *= …), e quem chamou fica com outro dh. Guarde cada produto num nome"
    " novo.",
)
def _(kind, dh, o, c):
    right = hidden_state_backward(dh, o, c)
    dh *= o
    return right
