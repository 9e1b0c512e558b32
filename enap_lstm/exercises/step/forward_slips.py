"""What may go wrong in a whole step: the order of the blocks, what the gates read, equations (1) to (5), what comes back.

Equation (6) has slips of its own, in `hidden_slips`, and any gate's sum in `gate`; both are taken over here. Blanks of a hint: those
of a gate. A wrong answer gets the kind, then x, h_prev, c_prev, U, W, b.
"""

from __future__ import annotations

import numpy as np

from enap_lstm.exercises.bank import Slips
from enap_lstm.exercises.gate.layout_slips import LAYOUT
from enap_lstm.exercises.gate.sum_slips import SUM
from enap_lstm.exercises.step import kinds
from enap_lstm.exercises.step.hidden_slips import HIDDEN
from enap_lstm.exercises.step.lines import LETTERS, Line, blocks_of, forward, of_step, z_of
from enap_lstm.reference import sigmoid
from enap_lstm.reference._affine import affine

FORWARD = Slips()
ORDERS = {  # of the blocks, and where they are so
    "igfo": " (a de versões antigas do TensorFlow)",
    "ifog": " (a de alguns cursos em inglês)",
    "iofg": " (a do formato ONNX)",
    "ogfi": "",
}
OURS = "Aqui os blocos vêm na ordem i, f, g, o"
GATE_SLIPS = {  # of any gate's sum; in words of this step where the gate's speak of one activation
    "bias-missing": "É o que se obtém sem o viés nas quatro somas. Some a cada uma o seu bloco de b, antes da ativação.",
    "bias-subtracted": "",
    "state-forgotten": "É o que se obtém sem a parcela de h_prev nas quatro somas: a célula lê a palavra e não sabe o que"
    " mostrou antes. Some h_prev vezes o bloco de W de cada porta.",
    "input-forgotten": "É o que se obtém sem a parcela de x nas quatro somas: a célula não lê a palavra nova. Some x vezes o"
    " bloco de U de cada porta.",
    "U-and-W-swapped": "",
    "W-not-transposed": "",
    "U-not-transposed": "",
    "columns-for-rows": "Em cada porta k, é o que se obtém com U_k @ x + W_k @ h_prev, que só serve a um exemplo. Num lote, cada"
    " linha de x é um exemplo: ponha x e h_prev à esquerda, com as matrizes transpostas.",
}


# The sum z of every gate, and which rows are whose.
for _id, _own in GATE_SLIPS.items():
    _slip = (SUM | LAYOUT)[_id]
    _hint = _slip.hint.format(**kinds.BLOCK.words())

    def _sums(v, wrong=_slip.wrong):
        each = [wrong(kinds.BLOCK, v.x, v.h_prev, *block) for block in blocks_of(v)]
        return np.concatenate(each, axis=-1)

    of_step(FORWARD, _id, _own or f"Em cada porta k, {_hint[0].lower()}{_hint[1:]}", z=_sums)

for _order, _whose in ORDERS.items():
    of_step(
        FORWARD,
        f"rows-{_order}",
        f"É o que se obtém com as linhas de U, W e b lidas na ordem {', '.join(_order)}{_whose}. {OURS}: confira que nome"
        " recebe cada bloco.",
        order=lambda v, order=_order: order,
    )
of_step(
    FORWARD,
    "input-and-forget-exchanged",
    "É o que se obtém com i e f um no lugar do outro, na ordem dos blocos ou na equação (5): apaga onde devia guardar."
    f" {OURS}, e f multiplica c_prev: troque os dois.",
    order=lambda v: "figo",
)
of_step(
    FORWARD,
    "rows-interleaved",
    "É o que se obtém quando as linhas são pegas de quatro em quatro (U[0::4], ou um reshape com o 4 no fim). As H primeiras"
    " linhas, seguidas, são de i: corte U, W e b em quatro blocos inteiros.",
    z=lambda v: np.concatenate([affine(v.x, v.h_prev, v.U, v.W, v.b)[..., k::4] for k in range(4)], axis=-1),
)


def _first_axis(letter: str, activation) -> Line:
    return lambda v: activation(np.split(v.z, 4)[LETTERS.index(letter)])


of_step(
    FORWARD,
    "batch-split",
    "Num lote, o corte em quatro foi feito no eixo dos exemplos. As portas estão lado a lado no último eixo da soma: corte"
    " com axis=-1.",
    i=_first_axis("i", sigmoid),
    f=_first_axis("f", sigmoid),
    g=_first_axis("g", np.tanh),
    o=_first_axis("o", sigmoid),
)

# What the gates read.
of_step(
    FORWARD,
    "peephole",
    "É o que se obtém com c_prev somado às somas de i, f e o, como na variante *peephole* de alguns artigos. As"
    " equações (1), (2) e (4) leem só a palavra e h_prev: tire c_prev das três.",
    **{k: lambda v, k=k: sigmoid(z_of(v, k) + v.c_prev) for k in "ifo"},
)
of_step(
    FORWARD,
    "peephole-of-the-new-memory",
    "É o que se obtém com a porta de saída olhando para a memória nova, como na variante *peephole*. A equação (4)"
    " lê só a palavra e h_prev: tire c da soma de o.",
    c=lambda v: v.f * v.c_prev + v.i * v.g,
    h=lambda v: sigmoid(z_of(v, "o") + v.c) * np.tanh(v.c),
)
of_step(
    FORWARD,
    "memory-in-every-sum",
    "É o que se obtém com c_prev somado às quatro somas. A memória só entra na equação (5): tire c_prev das quatro.",
    z=lambda v: affine(v.x, v.h_prev, v.U, v.W, v.b) + np.concatenate([v.c_prev] * 4, axis=-1),
)
of_step(
    FORWARD,
    "memory-read-for-the-state",
    "É o que se obtém quando as portas leem c_prev no lugar de h_prev. As matrizes W multiplicam o estado interno: troque"
    " c_prev por h_prev nas quatro somas.",
    z=lambda v: affine(v.x, v.c_prev, v.U, v.W, v.b),
)
of_step(
    FORWARD,
    "states-exchanged",
    "É o que se obtém com h_prev e c_prev um no lugar do outro. As portas leem h_prev, e a equação (5) guarda c_prev:"
    " confira a ordem dos argumentos.",
    z=lambda v: affine(v.x, v.c_prev, v.U, v.W, v.b),
    c=lambda v: v.f * v.h_prev + v.i * v.g,
)


# The activations.
def _gates(**activation) -> dict[str, Line]:
    return {k: lambda v, k=k, act=act: act(z_of(v, k)) for k, act in activation.items()}


def _overflowing(z):
    return np.exp(z) / (1 + np.exp(z))


of_step(
    FORWARD,
    "candidate-with-sigmoid",
    "É o que se obtém com a σ nas quatro somas. A de g leva a tanh, que também pode ser negativa: troque só essa.",
    **_gates(g=sigmoid),
)
of_step(
    FORWARD,
    "gates-with-tanh",
    "É o que se obtém com a tanh nas quatro somas. As de i, f e o são de portas, que vão de 0 a 1: use sigmoid nessas três.",
    **_gates(i=np.tanh, f=np.tanh, o=np.tanh),
)
of_step(
    FORWARD,
    "candidate-raw",
    "É o que se obtém com g sem a tanh: a soma, como veio. Passe a soma da atualização de célula por np.tanh.",
    **_gates(g=lambda z: z),
)
of_step(
    FORWARD,
    "output-gate-raw",
    "É o que se obtém com a soma da porta de saída ainda sem a σ. Passe essa soma por sigmoid antes de usá-la.",
    **_gates(o=lambda z: z),
)
of_step(
    FORWARD,
    "forget-gate-plus-one",
    "É o que se obtém com 1 somado ao viés da porta de esquecimento. Começar o treino com b_f = 1 é escolha de quem cria os"
    " pesos, não parte da equação (2): tire o 1.",
    **_gates(f=lambda z: sigmoid(z + 1)),
)
of_step(
    FORWARD,
    "sigmoid-overflow",
    "É o que se obtém com exp(z)/(1 + exp(z)): com z muito grande, vira inf/inf, que dá nan (não é um número). Chame"
    " sigmoid, que aguenta esse caso.",
    **_gates(i=_overflowing, f=_overflowing, o=_overflowing),
)


# Equation (5).
def _c(id: str, hint: str, c) -> None:
    """A slip in c alone: it gets f, c_prev, i, g."""
    of_step(FORWARD, id, hint, c=lambda v: c(v.f, v.c_prev, v.i, v.g))


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
    FORWARD,
    "state-kept-for-the-memory",
    "É o que se obtém com h_prev no lugar de c_prev na equação (5). Quem passa pela porta de esquecimento é a memória,"
    " c_prev: troque um pelo outro.",
    c=lambda v: v.f * v.h_prev + v.i * v.g,
)
of_step(
    FORWARD,
    "tanh-kept-in-c",
    "c saiu já com a tanh, mas a memória segue para a palavra seguinte sem ela. A tanh só entra na conta de h: guarde-a num"
    " nome próprio.",
    c=lambda v: np.tanh(v.f * v.c_prev + v.i * v.g),
    h=lambda v: v.o * v.c,
)
of_step(
    FORWARD,
    "tanh-in-c",
    "É o que se obtém com uma tanh a mais, na equação (5). A memória é a soma das duas parcelas, e a tanh fica só na conta de"
    " h: tire a tanh de c.",
    c=lambda v: np.tanh(v.f * v.c_prev + v.i * v.g),
)

# Equation (6), and what is returned.
of_step(
    FORWARD,
    "h-of-the-old-memory",
    "h saiu de c_prev, a memória de antes da palavra. A equação (6) mostra a memória nova: troque c_prev por c.",
    h=lambda v: v.o * np.tanh(v.c_prev),
)
of_step(
    FORWARD,
    "h-of-the-candidate",
    "h saiu de g, que é só a proposta da palavra. A equação (6) mostra a memória inteira: troque g por c.",
    h=lambda v: v.o * v.g,
)
for _id, _slip in HIDDEN.items():
    of_step(FORWARD, _id, _slip.hint, h=lambda v, wrong=_slip.wrong: wrong(None, v.o, v.c))


def _returns(id: str, hint: str, change) -> None:
    """A slip in what comes back of a right step: `change` gets h, c and the arguments."""
    FORWARD.slip(id, hint)(lambda step, *args: change(*forward(*args), *args))


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


@FORWARD.slip(
    "memory-changed",
    "A função escreveu a memória nova dentro do c_prev que recebeu (c_prev *= f, ou c_prev[:] = …). Quem chamou perde a de"
    " antes: guarde a conta num nome novo, c.",
)
def _(step, x, h_prev, c_prev, U, W, b):
    h, c = forward(x, h_prev, c_prev, U, W, b)
    c_prev[...] = c
    return h, c_prev
