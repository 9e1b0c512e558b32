"""Notebook 02: the input gate, equation (1), and the first gate's backward."""

from __future__ import annotations

import numpy as np

from enap_lstm import reference
from enap_lstm.data import SENTENCE
from enap_lstm.exercise import Case, exercise
from enap_lstm.exercises.gate import slips as gate_mistakes
from enap_lstm.exercises.gate.cases import (
    BACKWARD_OUTPUTS,
    BACKWARD_PROPERTIES,
    SQUARE,
    SQUARE_BATCH,
    backward_cases,
    extreme_arrays,
    gate_arrays,
    null_arrays,
    sentence_arrays,
)

LOOK_ALIKES = ("rnn_step", "rnn_forward", "rnn_step_backward")


def inputs(rng: np.random.Generator) -> list[Case]:
    """One example, the bias alone, the sentence and other batches, and z beyond the reach of exp."""
    return [
        Case("um exemplo em que D = 2 e H = 3", gate_arrays(rng, D=2, H=3), "um exemplo"),
        Case(SQUARE, gate_arrays(rng, D=3, H=3), "um exemplo"),
        Case("x e h_prev nulos", null_arrays(rng, D=2, H=4), "um exemplo"),
        Case("a frase dos duendes", sentence_arrays(rng, H=3), "um lote", rows=SENTENCE),
        Case(SQUARE_BATCH, gate_arrays(rng, N=3, D=3, H=3), "um lote"),
        Case("um lote de 1", gate_arrays(rng, N=1, D=3, H=2), "um lote"),
        Case("um lote de 4 em que D = 2 e H = 1", gate_arrays(rng, N=4, D=2, H=1), "um lote"),
        Case("valores extremos", extreme_arrays(rng, D=1, H=4), "valores extremos"),
    ]


@exercise(
    notebook="02_input_gate",
    inputs=inputs,
    points=4,
    properties={"um exemplo": 0.5, "um lote": 0.25, "valores extremos": 0.25},
    outputs=("i",),
    hints=(
        "A equação (1) pede duas contas: a soma z, com três parcelas (a de x, a de h_prev e o viés), e depois σ(z)."
        " Em x @ U_i.T, cada exemplo encontra cada unidade: (N, D) com (D, H) dá (N, H). Escreva z e confira se tem a"
        " forma de h_prev.",
        "Em código, a soma é z = x @ U_i.T + h_prev @ W_i.T + b_i, e a porta é sigmoid(z), com a sigmoid do caderno 00."
        " Compare a sua linha com essa, parcela por parcela.",
    ),
    look_alikes=LOOK_ALIKES,
    well_done="A mesma linha serve para uma palavra e para a frase inteira."
    " Com x e h_prev nulos, o que decide a posição da porta?",
)
def input_gate(x, h_prev, U_i, W_i, b_i):
    """Input gate i_t (eq. 1). x (D,) or (N, D), h_prev (H,) or (N, H) -> same shape as h_prev."""
    return reference.input_gate(x, h_prev, U_i, W_i, b_i)


gate_mistakes.register(
    input_gate,
    gate_mistakes.FORWARD,
    {
        "tanh-for-sigmoid": "É o que se obtém com tanh no lugar de σ. A tanh vai de −1 a 1, e uma porta não deixa passar"
        " “menos 40 %”. Troque np.tanh por sigmoid.",
        "sigmoid-missing": "É a soma z, ainda sem a σ: por isso há valores fora do intervalo de 0 a 1."
        " Devolva sigmoid(z).",
        "softmax-for-sigmoid": "É o que se obtém com a softmax: as portas de cada palavra somam 1, como se disputassem uma"
        " vaga. Cada porta decide sozinha; troque a softmax por sigmoid.",
        "complement": "É o que se obtém com 1 − i: onde a porta devia abrir, ela fecha."
        " Confira o sinal de z dentro de sigmoid.",
        "bias-missing": "É o que se obtém sem o viés. Com x e h_prev nulos, a porta valeria sempre 0,5, e deveria valer"
        " σ(b_i). Some b_i à conta.",
        "bias-outside": "É o que se obtém quando b_i é somado depois da σ, e a porta sai do intervalo de 0 a 1."
        " Leve b_i para dentro dos parênteses de sigmoid.",
        "bias-changed": "Os números estão certos, mas b_i += … escreve no b_i de quem chamou: a palavra seguinte"
        " começaria com outro viés. Dê um nome novo à soma: z = x @ U_i.T + h_prev @ W_i.T + b_i.",
        "state-forgotten": "É o que se obtém sem a parcela de h_prev: a porta lê a palavra e não sabe o que veio antes."
        " Some h_prev @ W_i.T dentro de sigmoid.",
        "U-and-W-swapped": "É o que se obtém quando W_i multiplica x e U_i multiplica h_prev. Neste curso U lê a entrada"
        " e W lê o estado: troque as duas de lugar.",
        "W-not-transposed": "A parcela de x está certa; a outra saiu de h_prev @ W_i. Como W_i é quadrada, o NumPy não"
        " reclama, mas a conta somou colunas no lugar de linhas. Troque W_i por W_i.T.",
        "nothing-transposed": "É o que se obtém com x @ U_i + h_prev @ W_i: dá números quando D = H e para quando D = 2 e"
        " H = 3. As linhas de U_i são unidades da memória; para x encontrá-las, use U_i.T e W_i.T.",
        "columns-for-rows": "Com um exemplo, U_i @ x + W_i @ h_prev confere. Num lote cada linha de x é um exemplo, e as"
        " linhas precisam ficar à esquerda: escreva x @ U_i.T + h_prev @ W_i.T, que serve para os dois.",
        "columns-of-a-batch": "Com um exemplo, U_i @ x.T + W_i @ h_prev.T confere. Num lote, dá (H, N), com unidades nas"
        " linhas, e o viés não as encontra. Inverta os produtos: x @ U_i.T + h_prev @ W_i.T.",
        "always-a-batch": "Os números estão certos, mas um exemplo entrou como vetor e saiu como matriz de uma linha."
        " Tire o np.atleast_2d ou o reshape: x @ U_i.T aceita vetor e matriz.",
        "overflow": "É o que se obtém com exp(z)/(1 + exp(z)): com z = 1000 os dois lados viram inf, e inf/inf dá nan"
        " (não é um número). Chame o sigmoid do caderno 00, que não passa por aí.",
    },
)


@exercise(
    notebook="02_input_gate",
    inputs=backward_cases,
    points=6,
    properties=BACKWARD_PROPERTIES,
    outputs=BACKWARD_OUTPUTS,
    hints=(
        "Refaça a ida de trás para a frente: primeiro a σ, em dz = di * i * (1 - i), depois as três parcelas da soma."
        " Cada gradiente tem a forma daquilo a que se refere: anote a forma ao lado de cada linha e procure a que destoa.",
        "dx e dh_prev saem de dz, com U_i e W_i sem transpor. Os outros saem das três tabelas: de dz_rows (N, H) e x_rows"
        " (N, D), um só produto dá (H, D), a forma de U_i, que é dz_rows.T @ x_rows. Confira uma linha por vez.",
    ),
    look_alikes=LOOK_ALIKES,
    well_done="As portas em 0 e em 1 receberam gradiente nulo: travadas, não aprendem. Onde isso aparece na figura da σ?",
)
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    """Gradients of the input gate, from di, the gradient with respect to i -> dx, dh_prev, dU, dW, db."""
    return reference.input_gate_backward(di, i, x, h_prev, U_i, W_i)


gate_mistakes.register(
    input_gate_backward,
    gate_mistakes.BACKWARD,
    {
        "slope-missing": "É o que se obtém com dz = di, como se a σ não estivesse no caminho. Multiplique di pela"
        " inclinação da σ, i * (1 - i).",
        "slope-of-tanh": "É o que se obtém com 1 − i², a inclinação da tanh do caderno 01. Esta porta usa σ:"
        " troque por i * (1 - i).",
        "slope-with-plus": "É o que se obtém com i(1 + i). A inclinação da σ é zero quando a porta está em 1, e a sua"
        " vale 2 ali. Troque o sinal: i * (1 - i).",
        "slope-half": "É o que se obtém com 1 − i sozinho. A inclinação da σ tem dois fatores: multiplique também por i.",
        "slope-negative": "É o que se obtém com i(i − 1): todos os gradientes saem com o sinal trocado, e a porta"
        " aprenderia ao contrário. Troque por i * (1 - i).",
        "slope-alone": "É o que se obtém com i(1 − i) sozinho, sem a notícia que chegou: o di não entrou na conta."
        " Multiplique: di * i * (1 - i).",
        "parentheses-missing": "É o que dá di * i * 1 - i: sem parênteses, o Python multiplica primeiro e subtrai i no fim."
        " Escreva di * i * (1 - i).",
        "sigmoid-twice": "É o que se obtém quando a σ passa uma segunda vez sobre i. O i que a função recebe já é σ(z):"
        " use i * (1 - i), sem chamar sigmoid.",
        "slope-through-z": "A conta que refaz z a partir de i dá nan quando a porta está em 0 ou em 1."
        " A inclinação sai do próprio i, sem z e sem divisão: use i * (1 - i).",
        "W-transposed": "O resto está certo; dh_prev saiu de dz @ W_i.T, e W_i é quadrada, por isso a forma não"
        " denuncia. A ida foi h_prev @ W_i.T; a volta desfaz a transposta: escreva dz @ W_i.",
        "U-transposed": "dx saiu de dz @ U_i.T: com D = H os números vêm trocados, e com D = 2 e H = 3 a conta para."
        " dz tem H números e dx tem D; U_i (H, D) leva de um ao outro: escreva dz @ U_i.",
        "U-and-W-transposed": "dx e dh_prev saíram com U_i.T e W_i.T, que são as da ida. Na volta as matrizes entram sem"
        " transpor: escreva dz @ U_i e dz @ W_i.",
        "dU-and-dW-transposed": "dU e dW saíram com linhas e colunas trocadas. U_i tem uma linha por unidade da memória,"
        " e dU também: ponha dz à esquerda, transposto (dz_rows.T @ x_rows).",
        "columns-for-rows": "Com um exemplo, U_i.T @ dz confere. Num lote, cada linha de dz é um exemplo, e as linhas"
        " ficam à esquerda: escreva dz @ U_i e dz @ W_i, que servem para os dois.",
        "always-a-batch": "Os números estão certos, mas dx e dh_prev de um exemplo saíram como tabelas de uma linha."
        " Calcule os dois com dz; dz_rows serve a dU, dW e db.",
        "dx-and-dh_prev-swapped": "Os cinco gradientes estão certos, mas dx e dh_prev saíram um no lugar do outro."
        " Confira a ordem do return: dx, dh_prev, dU, dW, db.",
        "dU-and-dW-swapped": "dU saiu com h_prev e dW, com x. U_i multiplicou x na ida: use x em dU e h_prev em dW,"
        " e confira a ordem do return.",
        "x-for-h_prev": "dU está certo, e dW saiu igual a ele: as duas contas usaram x. Na ida, W_i multiplicou h_prev:"
        " ponha h_rows em dW.",
        "mean-over-batch": "Com um exemplo, confere. Num lote, dU, dW e db saíram divididos por N, o tamanho do lote."
        " Neste curso os gradientes dos parâmetros se somam: troque mean por sum, ou tire a divisão.",
        "db-not-summed": "Com um exemplo, db = dz confere. Num lote, o mesmo viés serviu a todas as linhas, e db tem de"
        " ter a forma de b_i, (H,): some as linhas, com dz_rows.sum(axis=0).",
        "mean-in-db": "dU e dW estão certos; db saiu dividido por N, o tamanho do lote. O viés também soma os exemplos:"
        " troque mean por sum.",
        "db-in-rows": "db ficou com as linhas de dz_rows, sem soma. b_i tem forma (H,), um número por unidade:"
        " some as linhas, com dz_rows.sum(axis=0).",
        "db-in-one-row": "A soma está certa, mas db ficou com a forma (1, H), no lugar de (H,)."
        " Tire de db o keepdims ou o reshape.",
        "db-over-a-vector": "Com um exemplo, dz é um vetor, sem linhas: somá-lo junta as unidades num número só."
        " Some as linhas da tabela, com dz_rows.sum(axis=0).",
        "db-over-everything": "db saiu como um número só, a soma de tudo. Cada unidade tem o seu viés:"
        " some só as linhas, com dz_rows.sum(axis=0).",
        "db-over-units-of-rows": "db saiu da soma de cada linha (axis=1), um número por exemplo. O viés tem um número por"
        " unidade: some com axis=0.",
        "db-over-units": "db saiu somado sobre as unidades da memória (o último eixo). Cada unidade tem o seu viés; o que"
        " se soma são os exemplos: use axis=0 nas linhas do lote.",
        "inner-for-outer": "Com um exemplo, dz e x são vetores, e .T não muda um vetor: dz.T @ x vira um número só."
        " Use dz_rows e x_rows, que são matrizes de uma linha.",
        "batch-only": "Num lote, as contas conferem. Com um exemplo, dz e x são vetores, e dz.T @ x e dz.sum(axis=0) dão um"
        " número só. Em dU, dW e db, use as tabelas dz_rows, x_rows e h_rows.",
        "outer-on-a-batch": "Com um exemplo, np.outer(dz, x) confere. Num lote, np.outer cruza o dz de um exemplo com o x"
        " de outro. Troque por dz_rows.T @ x_rows, que junta cada dz ao seu x e soma os exemplos.",
        "example-only": "Com um exemplo, np.outer(dz, x) e db = dz conferem. Num lote, os exemplos se somam:"
        " use dz_rows.T @ x_rows em dU, o mesmo com h_rows em dW, e dz_rows.sum(axis=0) em db.",
        "gradient-changed": "Os gradientes estão certos, mas di *= … escreve no di de quem chamou."
        " Dê um nome novo ao resultado: dz = di * i * (1 - i).",
    },
)
