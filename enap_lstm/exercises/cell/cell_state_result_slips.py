"""What may go wrong around equation (5): after its right value, with shapes, with what belongs to the caller.

A wrong answer gets the equation's kind, then its arguments: f, c_prev, i, g. {k} is the letter of the value.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from enap_lstm.exercises.bank import Slips
from enap_lstm.exercises.cell.cell_state_slips import of_args
from enap_lstm.reference import cell_state, sigmoid

VALUE, LAYOUT, CHANGES = Slips(), Slips(), Slips()


def of_value(bank: Slips, id: str, hint: str, change: Callable) -> None:
    """A slip after the equation: `change` gets the right value."""
    bank.slip(id, hint)(lambda kind, *args: change(kind.right(*args)))


# After the right value.
of_value(
    VALUE,
    "tanh-applied",
    "É o que se obtém com uma tanh por fora. A equação de {k} não tem ativação: devolva a soma como está. A tanh de c"
    " vem na equação (6).",
    np.tanh,
)
of_value(
    VALUE,
    "sigmoid-applied",
    "É o que se obtém com uma σ por fora. {k} não é uma porta e pode ser negativo ou passar de 1: devolva a soma como"
    " está.",
    sigmoid,
)
of_value(
    VALUE,
    "relu-applied",
    "É o que se obtém quando os negativos viram zero. A memória pode ser negativa: tire o np.maximum.",
    lambda k: np.maximum(0, k),
)
of_value(
    VALUE,
    "absolute",
    "É o que se obtém sem o sinal. A memória pode ser negativa: tire o np.abs.",
    np.abs,
)
of_value(
    VALUE,
    "sign-changed",
    "É o que se obtém com o sinal trocado, −{k}. Confira os sinais das duas parcelas.",
    lambda k: -k,
)
of_value(
    VALUE,
    "halved",
    "É o que se obtém com a metade da soma, como numa média de dois. A memória acumula: tire a divisão por 2.",
    lambda k: k / 2,
)
of_value(
    VALUE,
    "clipped-at-1",
    "É o que se obtém quando {k} é cortado em −1 e em 1. O estado da célula não tem teto: tire o np.clip.",
    lambda k: np.clip(k, -1, 1),
)
of_value(
    VALUE,
    "clipped-between-0-and-1",
    "É o que se obtém quando {k} é cortado em 0 e em 1, como se fosse uma porta. A memória pode ser negativa e pode"
    " passar de 1: tire o np.clip.",
    lambda k: np.clip(k, 0, 1),
)
for _places in (1, 2, 3, 4):
    of_value(
        VALUE,
        f"rounded-to-{_places}",
        f"É o que se obtém quando o resultado é arredondado, com {_places} casa{'s' * (_places > 1)}. A palavra seguinte parte deste"
        " número: tire o arredondamento (round) e arredonde só na hora de mostrar.",
        lambda k, places=_places: k.round(places),
    )

# Shapes and batches.
of_args(
    LAYOUT,
    "matrix-product",
    "É o que se obtém com `@` ou com np.dot, que multiplicam e depois somam tudo. O sinal ⊙ é número a número: use `*`"
    " no lugar.",
    lambda f, c_prev, i, g: f @ c_prev + i @ g,
)
of_args(
    LAYOUT,
    "matrix-product-transposed",
    "É o que se obtém com `@` e .T, que misturam as unidades. O sinal ⊙ é número a número, e nada se transpõe: use"
    " `*`.",
    lambda f, c_prev, i, g: np.atleast_2d(f) @ np.atleast_2d(c_prev).T + np.atleast_2d(i) @ np.atleast_2d(g).T,
)
of_args(
    LAYOUT,
    "outer-product",
    "É o que se obtém com np.outer, uma tabela com cada porta vezes cada memória. Aqui a unidade 1 só encontra a"
    " unidade 1: troque np.outer por `*`.",
    lambda f, c_prev, i, g: np.outer(f, c_prev) + np.outer(i, g),
)
of_args(
    LAYOUT,
    "diagonal-matrix",
    "É o que se obtém com np.diag e `@`: serve para um exemplo, e num lote não tem como servir. Multiplique número a"
    " número, com `*`.",
    lambda f, c_prev, i, g: np.diag(f) @ c_prev + np.diag(i) @ g,
)
of_value(
    LAYOUT,
    "units-summed",
    "É o que se obtém quando as unidades são somadas num número só. Cada unidade guarda o seu: tire a soma.",
    lambda k: k.sum(axis=-1),
)
of_value(
    LAYOUT,
    "sum-over-batch",
    "É o que se obtém quando os exemplos do lote são somados. Isso é dos gradientes dos parâmetros; aqui cada exemplo"
    " tem a sua memória: tire a soma.",
    lambda k: np.atleast_2d(k).sum(axis=0),
)
of_value(
    LAYOUT,
    "mean-over-batch",
    "É o que se obtém com a média dos exemplos do lote. Cada exemplo tem a sua memória: tire a média.",
    lambda k: np.atleast_2d(k).mean(axis=0),
)
of_value(
    LAYOUT,
    "row-for-a-vector",
    "É o que se obtém quando um exemplo vira uma tabela de uma linha. De um vetor, devolva um vetor: tire o"
    " np.atleast_2d, ou os colchetes.",
    np.atleast_2d,
)
of_args(
    LAYOUT,
    "parts-apart",
    "Vieram as duas parcelas, uma ao lado da outra, e não a soma. No return, ponha um `+` no lugar da vírgula.",
    lambda f, c_prev, i, g: (f * c_prev, i * g),
)


@LAYOUT.slip(
    "walks-over-the-batch",
    "É o que se obtém quando a memória de uma linha do lote passa para a linha seguinte. Cada linha já traz o seu"
    " c_prev: faça a conta com ele.",
)
def _(kind, f, c_prev, i, g):
    if f.ndim == 1:
        return cell_state(f, c_prev, i, g)
    c, states = c_prev[0], []
    for n in range(len(f)):
        c = cell_state(f[n], c, i[n], g[n])
        states.append(c)
    return np.stack(states)


# What belongs to the caller.
@CHANGES.slip(
    "memory-changed",
    "A função escreve dentro do c_prev que recebeu (c_prev *= …), e quem chamou perde a memória de antes, de que a"
    " volta precisa. Guarde a conta num nome novo.",
)
def _(kind, f, c_prev, i, g):
    c_prev *= f
    return c_prev + i * g


@CHANGES.slip(
    "memory-overwritten",
    "A função escreve o resultado dentro do c_prev que recebeu; `c = c_prev` só dá um segundo nome ao mesmo array. Quem"
    " chamou perde a memória de antes: guarde a soma num array novo.",
)
def _(kind, f, c_prev, i, g):
    c_prev[...] = cell_state(f, c_prev, i, g)
    return c_prev


@CHANGES.slip(
    "gate-changed",
    "A função escreve dentro do f que recebeu (f *= …), e a volta já não acha a porta. Guarde a conta num nome novo.",
)
def _(kind, f, c_prev, i, g):
    f *= c_prev
    return f + i * g


@CHANGES.slip(
    "both-gates-changed",
    "A função escreve dentro de f e de i (f *= …, i *= …), e a volta já não acha as portas. Guarde cada conta num nome"
    " novo.",
)
def _(kind, f, c_prev, i, g):
    f *= c_prev
    i *= g
    return f + i


@CHANGES.slip(
    "candidate-changed",
    "A função escreve dentro do g que recebeu (g *= …), e quem chamou fica com outra proposta. Guarde a conta num nome"
    " novo.",
)
def _(kind, f, c_prev, i, g):
    g *= i
    return f * c_prev + g


@CHANGES.slip(
    "gate-overwritten",
    "A função guarda o resultado no f que recebeu (f *= …, depois f += …), e quem chamou fica sem a porta. Guarde a"
    " soma num nome novo, como c.",
)
def _(kind, f, c_prev, i, g):
    f *= c_prev
    f += i * g
    return f
