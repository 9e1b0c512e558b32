"""What may go wrong on the way back through a step until each gate has its gradient: the two paths to c, equations (6) and (5).

The gates' own ways back are in `slope_slips` and `parameter_slips`. A lost path is named by its term. Blanks of a hint: {dc} what reaches
c through h. A wrong answer gets the kind, then dh, dc, x, h_prev, c_prev, U, W, b.
"""

from __future__ import annotations

import numpy as np

from enap_lstm.exercises.bank import Slips
from enap_lstm.exercises.step.hidden_back_slips import HIDDEN_BACK
from enap_lstm.exercises.step.lines import Line, of_way, values_back, way_back

PATHS, EQUATIONS = Slips(), Slips()


# The two paths that meet in c.
of_way(
    PATHS,
    "path-through-h-lost",
    "Falta o caminho que vem por h: à célula só chegou dc. h também saiu de c, pela equação (6), e uma parte do que dh pede"
    " volta por ali: some-a a dc.",
    dc_all=lambda v: v.dc * 1.0,
)
of_way(
    PATHS,
    "path-through-c-lost",
    "Falta o caminho que vem por c: o dc da palavra seguinte ficou de fora, ou um `=` o apagou. A memória serviu a h e à"
    " palavra seguinte: some os dois gradientes.",
    dc_all=lambda v: v.through_h,
)
of_way(
    PATHS,
    "paths-multiplied",
    "É o que se obtém com os dois caminhos até c multiplicados um pelo outro. O que volta de dois lugares se soma: troque"
    " `*` por `+`.",
    dc_all=lambda v: v.dc * v.through_h,
)
of_way(
    PATHS,
    "path-through-c-twice",
    "É o que se obtém com dc somado duas vezes. O caminho que vem por c é um só: some dc uma vez.",
    dc_all=lambda v: v.through_h + 2 * v.dc,
)
of_way(
    PATHS,
    "slope-on-both-paths",
    "A inclinação da tanh multiplicou também o caminho que vem por c. O dc da palavra seguinte chega à memória sem passar"
    " pela tanh: some-o depois.",
    dc_all=lambda v: (v.dc + v.dh * v.o) * (1 - v.tanh_c**2),
)
of_way(
    PATHS,
    "dc-on-the-path-through-h",
    "dc entrou no caminho que vem por h: foi multiplicado pela porta de saída e pela inclinação da tanh. O dc da palavra"
    " seguinte chega direto a c: some-o depois.",
    dc_all=lambda v: (v.dc + v.dh) * v.o * (1 - v.tanh_c**2),
)
of_way(
    PATHS,
    "dc-reaches-the-output-gate",
    "A porta de saída recebeu também dc, e a memória não passa por ela a caminho da palavra seguinte. Só h passa: tire dc da"
    " conta de do.",
    do=lambda v: (v.dh + v.dc) * v.tanh_c,
)
of_way(
    PATHS,
    "dc-for-dh-at-the-output-gate",
    "A porta de saída recebeu dc no lugar de dh. Ela só serviu a h, na equação (6): a conta de do parte de dh.",
    do=lambda v: v.dc * v.tanh_c,
)
_GATES = ("df", "di", "dg")


def _from(name: str) -> dict[str, Line]:
    """Equation (5)'s gates fed by one path alone."""
    other = {"df": "c_prev", "di": "g", "dg": "i"}
    return {gate: lambda v, gate=gate: getattr(v, name) * getattr(v, other[gate]) for gate in _GATES}


of_way(
    PATHS,
    "gates-without-the-path-through-h",
    "Em i, f e g falta o caminho que vem por h: elas só receberam dc. As três entram em c, e tudo o que chega a c chega a"
    " elas: leve às três a soma dos dois caminhos.",
    **_from("dc"),
)
of_way(
    PATHS,
    "gates-without-the-path-through-c",
    "Em i, f e g falta o caminho que vem por c: elas só receberam o que vem por h. As três entram em c, e tudo o que chega a"
    " c chega a elas: leve às três a soma dos dois caminhos.",
    **_from("through_h"),
)
of_way(
    PATHS,
    "dc_prev-without-the-path-through-h",
    "dc_prev saiu só do dc da palavra seguinte: falta o caminho que vem por h. Tudo o que chega a c segue, por f,"
    " à memória anterior: use em dc_prev a soma dos dois.",
    dc_prev=lambda v: v.dc * v.f,
)
of_way(
    PATHS,
    "dc_prev-without-the-path-through-c",
    "dc_prev saiu só do que vem por h: falta o caminho que vem por c. Tudo o que chega a c segue, por f, à memória"
    " anterior: use em dc_prev a soma dos dois.",
    dc_prev=lambda v: v.through_h * v.f,
)
of_way(
    PATHS,
    "dc_prev-as-it-came",
    "dc_prev é o dc que chegou, sem conta nenhuma. Entre c_prev e c está a porta de esquecimento, e falta o caminho que vem"
    " por h: leve a soma dos dois por ela.",
    dc_prev=lambda v: v.dc * 1.0,
)


# Equation (5).
def _equation(id: str, hint: str, **changes: Line) -> None:
    of_way(EQUATIONS, id, hint, **changes)


_equation(
    "dc_prev-without-the-forget-gate",
    "dc_prev saiu sem a porta de esquecimento. Na ida, ela decidiu quanto de c_prev ficava; na volta, decide quanto passa:"
    " multiplique por f.",
    dc_prev=lambda v: v.dc_all * 1.0,
)
_equation(
    "dc_prev-by-the-input-gate",
    "dc_prev foi multiplicado por i. Na ida, quem multiplicou c_prev foi a outra porta: troque i por f.",
    dc_prev=lambda v: v.dc_all * v.i,
)
_equation(
    "dc_prev-by-the-memory",
    "dc_prev foi multiplicado por c_prev, que é o fator do gradiente da porta de esquecimento. O da memória traz o outro fator"
    " do produto: use f.",
    dc_prev=lambda v: v.dc_all * v.c_prev,
)
_equation(
    "dc_prev-with-the-slope",
    "dc_prev passou também pela inclinação da σ de f. De c_prev a c só há um produto, sem σ: tire a inclinação.",
    dc_prev=lambda v: v.dc_all * v.f * (1 - v.f),
)
_equation(
    "dc_prev-with-the-slope-of-c_prev",
    "dc_prev foi multiplicado pela inclinação da tanh em c_prev. Essa tanh é da equação (6) do passo anterior, e a conta é"
    " dele: tire esse fator.",
    dc_prev=lambda v: v.dc_all * v.f * (1 - np.tanh(v.c_prev) ** 2),
)
_equation(
    "dc_prev-zero",
    "dc_prev veio zerado. A memória anterior entra na equação (5), e por ela o gradiente segue até o começo da frase: escreva"
    " a conta de dc_prev.",
    dc_prev=lambda v: np.zeros_like(v.c_prev),
)
_equation(
    "df-with-the-new-memory",
    "No gradiente da porta de esquecimento entrou c, a memória nova. Na ida, f multiplicou a de antes: troque c por c_prev.",
    df=lambda v: v.dc_all * v.c,
)
_equation(
    "df-with-the-state",
    "No gradiente da porta de esquecimento entrou h_prev. Na ida, f multiplicou a memória: troque h_prev por c_prev.",
    df=lambda v: v.dc_all * v.h_prev,
)
_equation(
    "df-with-the-gate",
    "No gradiente da porta de esquecimento entrou a própria f. Num produto, o gradiente de um fator traz o outro: troque f por"
    " c_prev.",
    df=lambda v: v.dc_all * v.f,
)
_equation(
    "di-with-the-gate",
    "No gradiente da porta de entrada entrou a própria i. Num produto, o gradiente de um fator traz o outro: troque i por g.",
    di=lambda v: v.dc_all * v.i,
)
_equation(
    "dg-with-the-candidate",
    "No gradiente da atualização de célula entrou a própria g. Num produto, o gradiente de um fator traz o outro: troque g por"
    " i.",
    dg=lambda v: v.dc_all * v.g,
)
_equation(
    "di-and-dg-exchanged",
    "di e dg saíram cada um com o seu próprio valor. Num produto, o gradiente de um fator traz o outro: di leva g, e dg leva"
    " i.",
    di=lambda v: v.dc_all * v.i,
    dg=lambda v: v.dc_all * v.g,
)
_equation(
    "di-and-df-exchanged",
    "O gradiente da porta de entrada foi para a de esquecimento, e o contrário. cell_state_backward devolve df, dc_prev, di,"
    " dg: confira a ordem dos quatro nomes.",
    di=lambda v: v.dc_all * v.c_prev,
    df=lambda v: v.dc_all * v.g,
)
_equation(
    "memory-of-before-in-the-tanh",
    "Na tanh da equação (6) entrou c_prev, a memória de antes da palavra. h saiu da memória nova: recalcule c com a equação (5)"
    " e use-o.",
    tanh_c=lambda v: np.tanh(v.c_prev),
)
for _id, _slip in HIDDEN_BACK.items():
    of_way(
        EQUATIONS,
        _id,
        _slip.hint,
        do=lambda v, wrong=_slip.wrong: wrong(None, v.dh, v.o, v.c)[0],
        through_h=lambda v, wrong=_slip.wrong: wrong(None, v.dh, v.o, v.c)[1],
    )


# What is done to the arguments.
@PATHS.slip(
    "gradient-of-c-changed",
    "A função somou dentro do dc que recebeu (dc += …), e quem chamou fica com outro dc. Dê um nome novo à soma dos dois"
    " caminhos.",
)
def _(step, dh, dc, *args):
    v = values_back(dh, dc, *args)
    right = way_back(dh, dc, *args)
    dc += v.through_h
    return right
