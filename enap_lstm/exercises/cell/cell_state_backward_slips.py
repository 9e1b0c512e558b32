"""What the way back through equation (5) may get wrong: whose partner multiplies dc.

A wrong answer gets the equation's kind, then dc, f, c_prev, i, g, and returns df, dc_prev, di, dg.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from enap_lstm.exercises.bank import Slips
from enap_lstm.reference import cell_state, cell_state_backward

PARTNERS = Slips()
OUTPUTS = ("df", "dc_prev", "di", "dg")


def of_outputs(bank: Slips, id: str, hint: str, **wrong: Callable) -> None:
    """A slip in the outputs named; what makes each gets dc, f, c_prev, i, g. The others are right."""

    def answer(kind, *args):
        right = dict(zip(OUTPUTS, cell_state_backward(*args), strict=True))
        return tuple((right | {name: make(*args) for name, make in wrong.items()}).values())

    bank.slip(id, hint)(answer)


# Who multiplies dc, one output at a time. What spoils less comes first: no hint may speak of an output not written yet.
of_outputs(
    PARTNERS,
    "forget-gate-in-df",
    "df saiu com f. Num produto, o gradiente de um fator leva o OUTRO fator: o que f multiplica na ida?",
    df=lambda dc, f, c_prev, i, g: dc * f,
)
of_outputs(
    PARTNERS,
    "input-gate-in-di",
    "di saiu com i. Num produto, o gradiente de um fator leva o OUTRO fator: o que i multiplica na ida?",
    di=lambda dc, f, c_prev, i, g: dc * i,
)
of_outputs(
    PARTNERS,
    "memory-of-now",
    "df saiu com a memória nova, c, depois da soma. O que f multiplica na ida é a memória de antes: use c_prev.",
    df=lambda dc, f, c_prev, i, g: dc * cell_state(f, c_prev, i, g),
)
of_outputs(
    PARTNERS,
    "memory-in-di",
    "di saiu com c_prev. Na ida, i multiplica a proposta: use g.",
    di=lambda dc, f, c_prev, i, g: dc * c_prev,
)
of_outputs(
    PARTNERS,
    "candidate-in-df",
    "df saiu com g. Na ida, f multiplica a memória de antes: use c_prev.",
    df=lambda dc, f, c_prev, i, g: dc * g,
)
of_outputs(
    PARTNERS,
    "candidate-in-dg",
    "dg saiu com g. Num produto, o gradiente de um fator leva o outro fator, e g está ao lado de i: use i.",
    dg=lambda dc, f, c_prev, i, g: dc * g,
)
of_outputs(
    PARTNERS,
    "memory-in-dc_prev",
    "dc_prev saiu com c_prev. Num produto, o gradiente de um fator leva o outro fator, e c_prev está ao lado de f: use"
    " f.",
    dc_prev=lambda dc, f, c_prev, i, g: dc * c_prev,
)
of_outputs(
    PARTNERS,
    "input-gate-in-dc_prev",
    "dc_prev saiu com i. Quem deixa a memória passar, na ida e na volta, é a porta de esquecimento: use f.",
    dc_prev=lambda dc, f, c_prev, i, g: dc * i,
)
of_outputs(
    PARTNERS,
    "forget-gate-in-dg",
    "dg saiu com f. Quem deixa a proposta passar, na ida e na volta, é a porta de entrada: use i.",
    dg=lambda dc, f, c_prev, i, g: dc * f,
)
of_outputs(
    PARTNERS,
    "forget-gate-forgotten",
    "dc_prev saiu igual a dc, como se tudo ficasse sempre. Na ida, só uma fração da memória passou: multiplique dc por"
    " f.",
    dc_prev=lambda dc, f, c_prev, i, g: dc.copy(),
)
of_outputs(
    PARTNERS,
    "input-gate-forgotten",
    "dg saiu igual a dc, como se tudo entrasse sempre. Na ida, só uma fração da proposta passou: multiplique dc por i.",
    dg=lambda dc, f, c_prev, i, g: dc.copy(),
)
of_outputs(
    PARTNERS,
    "forget-complement",
    "dc_prev saiu com 1 − f. Onde a memória ficou inteira, o gradiente também volta inteiro: use f, sem subtrair de 1.",
    dc_prev=lambda dc, f, c_prev, i, g: dc * (1 - f),
)
of_outputs(
    PARTNERS,
    "gates-added-in-dc_prev",
    "dc_prev saiu com f + i. c_prev só aparece numa das duas parcelas, e a outra não lhe deve nada: use só f.",
    dc_prev=lambda dc, f, c_prev, i, g: dc * (f + i),
)
of_outputs(
    PARTNERS,
    "memory-cut",
    "dc_prev veio zero, como se a memória começasse nesta palavra. O gradiente volta por ela até as palavras"
    " anteriores: escreva a conta de dc_prev.",
    dc_prev=lambda dc, f, c_prev, i, g: np.zeros_like(dc),
)
of_outputs(
    PARTNERS,
    "forgetting-negative",
    "df saiu com o sinal trocado. Abrir a porta de esquecimento guarda mais da memória, não menos: tire o menos.",
    df=lambda dc, f, c_prev, i, g: -dc * c_prev,
)
of_outputs(
    PARTNERS,
    "whole-term-in-df",
    "df saiu com a parcela inteira, porta incluída. O fator de que se mede o efeito sai da conta: tire f.",
    df=lambda dc, f, c_prev, i, g: dc * f * c_prev,
)
of_outputs(
    PARTNERS,
    "whole-term-in-di",
    "di saiu com a parcela inteira, porta incluída. O fator de que se mede o efeito sai da conta: tire i.",
    di=lambda dc, f, c_prev, i, g: dc * i * g,
)
of_outputs(
    PARTNERS,
    "whole-term-in-dc_prev",
    "dc_prev saiu com a parcela inteira, c_prev incluído. O fator de que se mede o efeito sai da conta: tire c_prev.",
    dc_prev=lambda dc, f, c_prev, i, g: dc * f * c_prev,
)
of_outputs(
    PARTNERS,
    "whole-term-in-dg",
    "dg saiu com a parcela inteira, g incluído. O fator de que se mede o efeito sai da conta: tire g.",
    dg=lambda dc, f, c_prev, i, g: dc * i * g,
)

# Two outputs, or all of them.
of_outputs(
    PARTNERS,
    "gates-exchanged",
    "df e di vieram trocados: df usou g, e di usou c_prev. Siga cada porta até o que ela multiplica na ida: troque os"
    " dois.",
    df=lambda dc, f, c_prev, i, g: dc * g,
    di=lambda dc, f, c_prev, i, g: dc * c_prev,
)
of_outputs(
    PARTNERS,
    "memory-and-candidate-exchanged",
    "dc_prev saiu com i, e dg com f: ou na conta, ou na ordem do return. Na ida, quem multiplica c_prev é f, e quem"
    " multiplica g é i: troque os dois.",
    dc_prev=lambda dc, f, c_prev, i, g: dc * i,
    dg=lambda dc, f, c_prev, i, g: dc * f,
)
of_outputs(
    PARTNERS,
    "gates-times-themselves",
    "df saiu com f, e di saiu com i. Num produto, o gradiente de um fator leva o OUTRO fator: o que f e i multiplicam"
    " na ida?",
    df=lambda dc, f, c_prev, i, g: dc * f,
    di=lambda dc, f, c_prev, i, g: dc * i,
)
of_outputs(
    PARTNERS,
    "states-times-themselves",
    "dc_prev saiu com c_prev, e dg saiu com g. Num produto, o gradiente de um fator leva o OUTRO fator: que porta está"
    " ao lado de cada um na ida?",
    dc_prev=lambda dc, f, c_prev, i, g: dc * c_prev,
    dg=lambda dc, f, c_prev, i, g: dc * g,
)
of_outputs(
    PARTNERS,
    "both-gates-forgotten",
    "É o que se obtém com dc sozinho, como se a célula não tivesse portas. Na volta o gradiente passa pela mesma porta"
    " da ida: multiplique cada um pela sua.",
    dc_prev=lambda dc, f, c_prev, i, g: dc.copy(),
    dg=lambda dc, f, c_prev, i, g: dc.copy(),
)
of_outputs(
    PARTNERS,
    "whole-terms-in-the-gates",
    "df e di saíram com a parcela inteira, porta incluída. O fator de que se mede o efeito sai da conta: tire f de df"
    " e i de di.",
    df=lambda dc, f, c_prev, i, g: dc * f * c_prev,
    di=lambda dc, f, c_prev, i, g: dc * i * g,
)
of_outputs(
    PARTNERS,
    "each-times-itself",
    "É o que se obtém quando cada gradiente leva o próprio número, como df com f, ou quando os pares se trocam no"
    " return. Num produto, o gradiente de um fator leva o OUTRO fator: troque cada um pelo seu par.",
    df=lambda dc, f, c_prev, i, g: dc * f,
    dc_prev=lambda dc, f, c_prev, i, g: dc * c_prev,
    di=lambda dc, f, c_prev, i, g: dc * i,
    dg=lambda dc, f, c_prev, i, g: dc * g,
)
of_outputs(
    PARTNERS,
    "whole-terms",
    "É o que se obtém com a parcela inteira, os dois fatores. O fator de que se mede o efeito sai da conta: em cada"
    " gradiente, deixe dc e o outro fator.",
    df=lambda dc, f, c_prev, i, g: dc * f * c_prev,
    dc_prev=lambda dc, f, c_prev, i, g: dc * f * c_prev,
    di=lambda dc, f, c_prev, i, g: dc * i * g,
    dg=lambda dc, f, c_prev, i, g: dc * i * g,
)
of_outputs(
    PARTNERS,
    "upstream-missing",
    "É o que se obtém sem dc: a resposta seria a mesma para qualquer erro. Multiplique cada gradiente por dc.",
    df=lambda dc, f, c_prev, i, g: c_prev.copy(),
    dc_prev=lambda dc, f, c_prev, i, g: f.copy(),
    di=lambda dc, f, c_prev, i, g: g.copy(),
    dg=lambda dc, f, c_prev, i, g: i.copy(),
)
of_outputs(
    PARTNERS,
    "upstream-added",
    "É o que se obtém com dc somado ao fator. Quem percorre dois trechos multiplica as inclinações: troque cada `+`"
    " por `*`.",
    df=lambda dc, f, c_prev, i, g: dc + c_prev,
    dc_prev=lambda dc, f, c_prev, i, g: dc + f,
    di=lambda dc, f, c_prev, i, g: dc + g,
    dg=lambda dc, f, c_prev, i, g: dc + i,
)
