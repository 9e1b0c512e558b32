"""One step of Elman's network."""

from __future__ import annotations

import numpy as np

from enap_lstm import reference
from enap_lstm.data import SENTENCE
from enap_lstm.exercise import Case, exercise
from enap_lstm.exercises.gate.cases import SQUARE, SQUARE_BATCH, gate_arrays, sentence_arrays


def step_inputs(rng: np.random.Generator) -> list[Case]:
    """D, H and N differ pairwise and include 1, but for the square cases, which tell one transpose from another."""
    return [
        Case("um exemplo", gate_arrays(rng, D=2, H=3), "valores"),
        Case(SQUARE, gate_arrays(rng, D=3, H=3), "valores"),
        Case("a frase dos duendes", sentence_arrays(rng, H=3), "lote", rows=SENTENCE),
        Case(SQUARE_BATCH, gate_arrays(rng, N=3, D=3, H=3), "lote"),
        Case("um lote de 1", gate_arrays(rng, N=1, D=3, H=2), "lote"),
        Case("um lote de 4 em que D = H = 1", gate_arrays(rng, N=4, D=1, H=1), "lote"),
        Case("valores extremos", gate_arrays(rng, D=1, H=4, scale=1e6), "extremos"),
    ]


@exercise(
    notebook="01_elman_rnn",
    inputs=step_inputs,
    points=3,
    properties={"valores": 0.5, "lote": 0.3, "extremos": 0.2},
    outputs=("h",),
    hints=(
        "São duas linhas: a soma z, com três parcelas (a de x, a de h_prev e o viés), e a tanh de z."
        " Escreva uma parcela por vez e imprima a forma: cada uma deve terminar em H.",
        "As linhas de x são exemplos e as linhas de U são unidades. Com x (N, D) e U (H, D), x @ U.T tem forma (N, H);"
        " com x (D,), tem forma (H,). Escreva do mesmo jeito a parcela de h_prev, com W.",
    ),
    well_done="O mesmo passo serve para um exemplo e para um lote. O que muda em h se você zerar W?",
)
def rnn_step(x, h_prev, U, W, b):
    """One step of Elman's network. x (D,) or (N, D), h_prev (H,) or (N, H) -> h, the shape of h_prev."""
    return reference.rnn_step(x, h_prev, U, W, b)


@rnn_step.mistake(
    "sigmoid-for-tanh",
    "É o que se obtém com σ no lugar da tanh. O slide pede a tangente hiperbólica, que vai de −1 a 1:"
    " troque sigmoid por np.tanh.",
)
def _(x, h_prev, U, W, b):
    return 1 / (1 + np.exp(-(x @ U.T + h_prev @ W.T + b)))


@rnn_step.mistake(
    "activation-missing",
    "É o que se obtém sem a tanh: a soma está certa, e falta o último passo. Devolva np.tanh dessa soma.",
)
def _(x, h_prev, U, W, b):
    return x @ U.T + h_prev @ W.T + b


@rnn_step.mistake(
    "bias-missing",
    "É o que se obtém sem o viés. Com x e h_prev nulos, a resposta deveria ser tanh(b): some b à conta.",
)
def _(x, h_prev, U, W, b):
    return np.tanh(x @ U.T + h_prev @ W.T)


@rnn_step.mistake(
    "bias-outside",
    "É o que se obtém quando b é somado depois da tanh, e h sai do intervalo de −1 a 1."
    " Leve b para dentro dos parênteses.",
)
def _(x, h_prev, U, W, b):
    return np.tanh(x @ U.T + h_prev @ W.T) + b


@rnn_step.mistake(
    "state-forgotten",
    "É o que se obtém sem a parcela de h_prev: a rede lê a palavra e não lembra de nada."
    " Some h_prev @ W.T dentro da tanh.",
)
def _(x, h_prev, U, W, b):
    return np.tanh(x @ U.T + b)


@rnn_step.mistake(
    "input-forgotten",
    "É o que se obtém sem a parcela de x: a rede lembra, mas não lê a palavra nova. Some x @ U.T dentro da tanh.",
)
def _(x, h_prev, U, W, b):
    return np.tanh(h_prev @ W.T + b)


@rnn_step.mistake(
    "W-not-transposed",
    "A parcela de x está certa. A outra é a que se obtém com h_prev @ W: como W é quadrada, o NumPy não reclama,"
    " mas você somou colunas no lugar de linhas. Troque W por W.T.",
)
def _(x, h_prev, U, W, b):
    return np.tanh(x @ U.T + h_prev @ W + b)


@rnn_step.mistake(
    "U-not-transposed",
    "Quando D = H, dá o que se obtém com x @ U; com D = 2 e H = 3, a conta para. U tem forma (H, D):"
    " para ir de D a H com x à esquerda, troque U por U.T.",
)
def _(x, h_prev, U, W, b):
    return np.tanh(x @ U + h_prev @ W.T + b)


@rnn_step.mistake(
    "nothing-transposed",
    "É o que se obtém com x @ U + h_prev @ W, sem transpor nenhuma das duas. Com o vetor à esquerda, cada unidade"
    " precisa ser uma coluna: use U.T e W.T.",
)
def _(x, h_prev, U, W, b):
    return np.tanh(x @ U + h_prev @ W + b)


@rnn_step.mistake(
    "U-and-W-swapped",
    "É o que se obtém quando W multiplica x e U multiplica h_prev. Neste curso, U lê a entrada x e W lê o estado h:"
    " troque as duas de lugar.",
)
def _(x, h_prev, U, W, b):
    return np.tanh(x @ W.T + h_prev @ U.T + b)


@rnn_step.mistake(
    "columns-for-rows",
    "Com um exemplo só, U @ x + W @ h_prev está certo. Num lote, cada linha de x é um exemplo, e o x precisa ficar à"
    " esquerda: escreva x @ U.T + h_prev @ W.T, que serve para os dois.",
)
def _(x, h_prev, U, W, b):
    return np.tanh(U @ x + W @ h_prev + b)


@rnn_step.mistake(
    "always-a-batch",
    "Os números estão certos, mas um exemplo só entra como vetor e sai como matriz de uma linha."
    " Tire o np.atleast_2d (ou o reshape): x @ U.T já aceita os dois.",
)
def _(x, h_prev, U, W, b):
    return np.tanh(np.atleast_2d(x) @ U.T + np.atleast_2d(h_prev) @ W.T + b)


@rnn_step.mistake(
    "tanh-overflow",
    "É o que se obtém com a tanh escrita com exponenciais: com z muito grande, inf/inf dá nan (não é um número)."
    " Use np.tanh, que não estoura.",
)
def _(x, h_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))


@rnn_step.mistake(
    "bias-changed",
    "A conta está certa, mas b += … escreve no próprio b, e o passo seguinte começaria com outro viés."
    " Use um nome novo: z = x @ U.T + h_prev @ W.T + b.",
)
def _(x, h_prev, U, W, b):
    b += x @ U.T + h_prev @ W.T
    return np.tanh(b)
