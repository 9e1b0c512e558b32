"""What may go wrong around the four products of the way back: slopes that come later, shapes, the order.

Arguments as in `cell_state_backward_slips`.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from enap_lstm.exercises.bank import Slips
from enap_lstm.exercises.cell.cell_state_backward_slips import OUTPUTS, of_outputs
from enap_lstm.reference import cell_state, cell_state_backward

SLOPES, SHAPES, ORDER = Slips(), Slips(), Slips()
RETURN = " Na linha do return, escreva nesta ordem: df, dc_prev, di, dg."


def of_all(bank: Slips, id: str, hint: str, change: Callable) -> None:
    """A slip in all four alike: `change` gets a right gradient."""
    bank.slip(id, hint)(lambda kind, *args: tuple(change(array) for array in cell_state_backward(*args)))


def in_order(id: str, moved: str, *names: str) -> None:
    """The right four in another order; `moved` says what stands where it should not."""

    def answer(kind, *args):
        right = dict(zip(OUTPUTS, cell_state_backward(*args), strict=True))
        return tuple(right[name] for name in names)

    ORDER.slip(id, moved + RETURN)(answer)


# Slopes of what is not here; what spoils less first, so that no hint speaks of an output that is not written yet.
EARLY = {
    "df": lambda dc, f, c_prev, i, g: dc * c_prev * f * (1 - f),
    "di": lambda dc, f, c_prev, i, g: dc * g * i * (1 - i),
    "dg": lambda dc, f, c_prev, i, g: dc * i * (1 - g**2),
}
of_outputs(
    SLOPES,
    "slope-of-f-too-early",
    "df já saiu com a inclinação da σ. Aqui se pede até f, a SAÍDA da porta; a inclinação entra depois, na volta do"
    " caderno 03: tire f(1 − f).",
    df=EARLY["df"],
)
of_outputs(
    SLOPES,
    "slope-of-i-too-early",
    "di já saiu com a inclinação da σ. Aqui se pede até i, a SAÍDA da porta; a inclinação entra depois, na volta do"
    " caderno 02: tire i(1 − i).",
    di=EARLY["di"],
)
of_outputs(
    SLOPES,
    "slope-of-the-candidate-too-early",
    "dg já saiu com a inclinação da tanh. Aqui se pede até g, o valor pronto; a inclinação entra depois, na volta do"
    " caderno 04: tire 1 − g².",
    dg=EARLY["dg"],
)
of_outputs(
    SLOPES,
    "slopes-of-the-gates-too-early",
    "df e di já saíram com a inclinação da σ. Aqui se pede até a SAÍDA de cada porta; a inclinação entra depois, na"
    " volta da porta: tire f(1 − f) e i(1 − i).",
    df=EARLY["df"],
    di=EARLY["di"],
)
of_outputs(
    SLOPES,
    "slopes-too-early",
    "É o que se obtém com a inclinação da σ ou da tanh já na conta. Aqui se pede até a SAÍDA de cada porta; a"
    " inclinação entra depois, na volta dela: tire-a daqui.",
    **EARLY,
)
of_outputs(
    SLOPES,
    "candidate-squashed-again",
    "di saiu com tanh(g). A proposta que a função recebe já passou pela tanh: use g como chega.",
    di=lambda dc, f, c_prev, i, g: dc * np.tanh(g),
)


@SLOPES.slip(
    "slope-of-tanh-of-c",
    "É o que se obtém com `1 - np.tanh(c)**2` na conta. Essa tanh é da equação (6), que vem depois desta; quem a"
    " atravessa é outra função: tire essa inclinação.",
)
def _(kind, dc, f, c_prev, i, g):
    slope = 1 - np.tanh(cell_state(f, c_prev, i, g)) ** 2
    return cell_state_backward(dc * slope, f, c_prev, i, g)


# Shapes, batches, and what belongs to the caller.
of_all(
    SHAPES,
    "sum-over-batch",
    "Os exemplos do lote foram somados. Isso é dos parâmetros, que servem a todos; cada exemplo tem as suas portas e a"
    " sua memória: tire as somas.",
    lambda array: np.atleast_2d(array).sum(axis=0),
)
of_all(
    SHAPES,
    "mean-over-batch",
    "Saiu a média dos exemplos do lote. Cada exemplo tem as suas portas e a sua memória: tire as médias.",
    lambda array: np.atleast_2d(array).mean(axis=0),
)
of_all(
    SHAPES,
    "divided-by-the-batch",
    "É o que se obtém quando se divide pelo tamanho do lote. Nada aqui é média: tire a divisão.",
    lambda array: array / (len(array) if array.ndim > 1 else 1),
)
of_all(
    SHAPES,
    "row-for-a-vector",
    "De um exemplo só, vieram tabelas de uma linha. De um vetor, devolva um vetor: tire o np.atleast_2d.",
    np.atleast_2d,
)
of_outputs(
    SHAPES,
    "matrix-product",
    "É o que se obtém com `@` ou com np.dot, que multiplicam e depois somam tudo. Na ida o produto é número a número,"
    " e na volta também: use `*` no lugar.",
    df=lambda dc, f, c_prev, i, g: dc @ c_prev,
    dc_prev=lambda dc, f, c_prev, i, g: dc @ f,
    di=lambda dc, f, c_prev, i, g: dc @ g,
    dg=lambda dc, f, c_prev, i, g: dc @ i,
)
of_outputs(
    SHAPES,
    "outer-product",
    "É o que se obtém com np.outer, como no dU de uma porta. Aqui não há pesos, e a unidade 1 só encontra a unidade 1:"
    " troque np.outer por `*`.",
    df=lambda dc, f, c_prev, i, g: np.outer(dc, c_prev),
    dc_prev=lambda dc, f, c_prev, i, g: np.outer(dc, f),
    di=lambda dc, f, c_prev, i, g: np.outer(dc, g),
    dg=lambda dc, f, c_prev, i, g: np.outer(dc, i),
)


@SHAPES.slip(
    "gradient-changed",
    "A função escreveu dentro do dc que recebeu (dc *= …), e quem chamou fica com outro dc. Dê um nome novo a cada"
    " resultado.",
)
def _(kind, dc, f, c_prev, i, g):
    df, di, dg = dc * c_prev, dc * g, dc * i
    dc *= f
    return df, dc, di, dg


@SHAPES.slip(
    "gradient-changed-too-soon",
    "A função escreveu dentro do dc que recebeu (dc *= …), e as contas seguintes já usaram o dc mudado. Dê um nome"
    " novo a cada resultado.",
)
def _(kind, dc, f, c_prev, i, g):
    df = dc * c_prev
    dc *= f
    return df, dc, dc * g, dc * i


@SHAPES.slip(
    "arguments-changed",
    "A função escreveu os gradientes dentro de f, c_prev, i e g (f *= …), e as contas se misturam. Dê um nome novo a"
    " cada resultado: df, dc_prev, di, dg.",
)
def _(kind, dc, f, c_prev, i, g):
    f *= dc
    c_prev *= dc
    i *= dc
    g *= dc
    return c_prev, f, g, i


# The order of the four.
in_order("gates-first", "As duas portas vieram juntas, na frente.", "df", "di", "dc_prev", "dg")
in_order("gates-first-i-before-f", "As portas vieram na frente, e di antes de df.", "di", "df", "dc_prev", "dg")
in_order("memory-first", "dc_prev veio antes de df.", "dc_prev", "df", "di", "dg")
in_order("candidate-before-its-gate", "dg veio antes de di.", "df", "dc_prev", "dg", "di")
in_order("input-first", "A parcela de i veio antes da parcela de f.", "di", "dg", "df", "dc_prev")
in_order("memory-last", "dc_prev veio por último.", "df", "di", "dg", "dc_prev")
in_order("as-torch-stacks-them", "Vieram na ordem em que as portas se empilham, i, f, g.", "di", "df", "dg", "dc_prev")
