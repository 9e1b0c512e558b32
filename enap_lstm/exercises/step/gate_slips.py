"""What may go wrong in the four gates of a whole step, equations (1) to (4): the order of the blocks, what is read, what is applied.

What goes wrong in any gate's sum is taken over from `gate`. A wrong answer gets the kind, then x, h_prev, c_prev, U, W, b.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from enap_lstm.exercises.bank import Slips
from enap_lstm.exercises.gate.layout_slips import LAYOUT
from enap_lstm.exercises.gate.sum_slips import SUM
from enap_lstm.exercises.step import kinds
from enap_lstm.exercises.step.lines import LETTERS, Line, blocks_of, of_step, z_of
from enap_lstm.reference import by_gate, sigmoid
from enap_lstm.reference._affine import affine

GATES = Slips()
ORDERS = {  # of the blocks, and where they are so
    "igfo": " (a de versões antigas do TensorFlow)",
    "ifog": " (a de alguns cursos em inglês)",
    "iofg": " (a do formato ONNX)",
    "ogfi": "",
}
ACTIVATIONS: dict[str, Callable[..., Any]] = {"i": sigmoid, "f": sigmoid, "g": np.tanh, "o": sigmoid}
OURS = "Aqui os blocos vêm na ordem i, f, g, o"
GATE_SLIPS = {  # of any gate's sum; in words of this step where the gate's speak of one activation
    "bias-missing": "É o que se obtém sem o viés nas quatro somas. Some a cada uma o seu bloco de b, antes da ativação.",
    "bias-subtracted": "",
    "bias-twice": "",
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

    of_step(GATES, _id, _own or f"Em cada porta k, {_hint[0].lower()}{_hint[1:]}", z=_sums)

for _order, _whose in ORDERS.items():
    of_step(
        GATES,
        f"rows-{_order}",
        f"É o que se obtém com as linhas de U, W e b lidas na ordem {', '.join(_order)}{_whose}. {OURS}: confira que nome"
        " recebe cada bloco.",
        order=lambda v, order=_order: order,
    )
of_step(
    GATES,
    "input-and-forget-exchanged",
    "É o que se obtém com i e f um no lugar do outro, na ordem dos blocos ou na equação (5): apaga onde devia guardar."
    f" {OURS}, e f multiplica c_prev: troque os dois.",
    order=lambda v: "figo",
)
of_step(
    GATES,
    "rows-interleaved",
    "É o que se obtém quando as linhas são pegas de quatro em quatro (U[0::4], ou um reshape com o 4 no fim). As H primeiras"
    " linhas, seguidas, são de i: corte U, W e b em quatro blocos inteiros.",
    z=lambda v: np.concatenate([affine(v.x, v.h_prev, v.U, v.W, v.b)[..., k::4] for k in range(4)], axis=-1),
)


def _first_axis(k: str) -> Line:
    return lambda v: ACTIVATIONS[k](np.split(v.z, 4)[LETTERS.index(k)])


of_step(
    GATES,
    "batch-split",
    "Num lote, o corte em quatro foi feito no eixo dos exemplos. As portas estão lado a lado no último eixo da soma: corte"
    " com axis=-1.",
    **{k: _first_axis(k) for k in LETTERS},
)

# A letter that stayed when a line was copied.
COPIED = (("i", "f"), ("i", "g"), ("i", "o"), ("f", "g"), ("f", "o"), ("g", "o"))


def _copied(v, place: int, source: str, target: str) -> np.ndarray:
    """The sum of a gate with one of its blocks, of U, W or b, taken from another."""
    each = dict(zip(LETTERS, map(list, blocks_of(v)), strict=True))
    each[target][place] = each[source][place]
    return affine(v.x, v.h_prev, *each[target])


for _source, _target in COPIED:
    for _place, _parameter in enumerate("UWb"):
        of_step(
            GATES,
            f"{_parameter}-of-{_source}-in-{_target}",
            f"Na soma de {_target} entrou {_parameter}_{_source}, o bloco de {_source}, como quando a letra fica de uma linha"
            f" copiada. Troque-o por {_parameter}_{_target}.",
            **{
                _target: lambda v, place=_place, source=_source, target=_target: ACTIVATIONS[target](
                    _copied(v, place, source, target)
                )
            },
        )
    of_step(
        GATES,
        f"block-of-{_source}-in-{_target}",
        f"Os números de {_target} saíram do bloco de {_source}, em U, W e b, como quando a fatia fica de uma linha copiada. Corte"
        f" para {_target} o bloco que é dele: a ordem é i, f, g, o.",
        **{_target: lambda v, source=_source, target=_target: ACTIVATIONS[target](z_of(v, source))},
    )
for _k in LETTERS:
    of_step(
        GATES,
        f"bias-of-{_k}-missing",
        f"Na soma de {_k} falta o viés. Some b_{_k} a essa conta, antes da ativação.",
        **{_k: lambda v, k=_k: ACTIVATIONS[k](z_of(v, k) - by_gate(v.b)[LETTERS.index(k)])},
    )

# What the gates read.
of_step(
    GATES,
    "peephole",
    "É o que se obtém com c_prev somado às somas de i, f e o, como na variante *peephole* de alguns artigos. As"
    " equações (1), (2) e (4) leem só a palavra e h_prev: tire c_prev das três.",
    **{k: lambda v, k=k: sigmoid(z_of(v, k) + v.c_prev) for k in "ifo"},
)
of_step(
    GATES,
    "peephole-of-the-new-memory",
    "É o que se obtém com a porta de saída olhando para a memória nova, como na variante *peephole*. A equação (4)"
    " lê só a palavra e h_prev: tire c da soma de o.",
    c=lambda v: v.f * v.c_prev + v.i * v.g,
    h=lambda v: sigmoid(z_of(v, "o") + v.c) * np.tanh(v.c),
)
of_step(
    GATES,
    "memory-in-every-sum",
    "É o que se obtém com c_prev somado às quatro somas. A memória só entra na equação (5): tire c_prev das quatro.",
    z=lambda v: affine(v.x, v.h_prev, v.U, v.W, v.b) + np.concatenate([v.c_prev] * 4, axis=-1),
)
of_step(
    GATES,
    "memory-read-for-the-state",
    "É o que se obtém quando as portas leem c_prev no lugar de h_prev. As matrizes W multiplicam o estado interno: troque"
    " c_prev por h_prev nas quatro somas.",
    z=lambda v: affine(v.x, v.c_prev, v.U, v.W, v.b),
)
of_step(
    GATES,
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
    GATES,
    "candidate-with-sigmoid",
    "É o que se obtém com a σ nas quatro somas. A de g leva a tanh, que também pode ser negativa: troque só essa.",
    **_gates(g=sigmoid),
)
of_step(
    GATES,
    "gates-with-tanh",
    "É o que se obtém com a tanh nas quatro somas. As de i, f e o são de portas, que vão de 0 a 1: use sigmoid nessas três.",
    **_gates(i=np.tanh, f=np.tanh, o=np.tanh),
)
of_step(
    GATES,
    "candidate-raw",
    "É o que se obtém com g sem a tanh: a soma, como veio. Passe a soma da atualização de célula por np.tanh.",
    **_gates(g=lambda z: z),
)
of_step(
    GATES,
    "output-gate-raw",
    "É o que se obtém com a soma da porta de saída ainda sem a σ. Passe essa soma por sigmoid antes de usá-la.",
    **_gates(o=lambda z: z),
)
of_step(
    GATES,
    "forget-gate-plus-one",
    "É o que se obtém com 1 somado ao viés da porta de esquecimento. Começar o treino com b_f = 1 é escolha de quem cria os"
    " pesos, não parte da equação (2): tire o 1.",
    **_gates(f=lambda z: sigmoid(z + 1)),
)
of_step(
    GATES,
    "sigmoid-overflow",
    "É o que se obtém com exp(z)/(1 + exp(z)): com z muito grande, vira inf/inf, que dá nan (não é um número). Chame"
    " sigmoid, que aguenta esse caso.",
    **_gates(i=_overflowing, f=_overflowing, o=_overflowing),
)

of_step(
    GATES,
    "activations-again",
    "É o que se obtém com a ativação aplicada de novo ao que já saiu das portas. `input_gate` e as outras já devolvem o valor"
    " pronto: passe cada soma pela sua ativação uma vez só.",
    **{k: lambda v, k=k: ACTIVATIONS[k](ACTIVATIONS[k](z_of(v, k))) for k in LETTERS},
)
