"""Notebook 03: the forget gate, equation (2), its bias, and its backward written without a skeleton."""

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
    Arrays,
    backward_cases,
    extreme_arrays,
    gate_arrays,
    null_arrays,
    sentence_arrays,
)

LOOK_ALIKES = ("rnn_step", "rnn_forward", "rnn_step_backward", "input_gate", "input_gate_backward")
HALF_LIVES = np.array([1.0, 5.0, 34.0, 100.0])  # words


def half_life_arrays(rng: np.random.Generator) -> Arrays:
    """The bias alone, one for each half-life n: f = σ(b) with f to the power n = 1/2."""
    x, h_prev, U, W, _ = null_arrays(rng, D=2, H=len(HALF_LIVES))
    f = 0.5 ** (1 / HALF_LIVES)
    return x, h_prev, U, W, np.log(f / (1 - f))


def inputs(rng: np.random.Generator) -> list[Case]:
    """Examples without a bias first, so that the bias is a property of its own."""
    return [
        Case("um exemplo em que D = 2 e H = 3", gate_arrays(rng, D=2, H=3, bias=0.0), "um exemplo"),
        Case(SQUARE, gate_arrays(rng, D=3, H=3, bias=0.0), "um exemplo"),
        Case("vieses que dão meia-vida de 1, 5, 34 e 100 palavras", half_life_arrays(rng), "o viés"),
        Case("um exemplo em que D = 4 e H = 2", gate_arrays(rng, D=4, H=2), "o viés"),
        Case("a frase dos duendes", sentence_arrays(rng, H=3), "um lote", rows=SENTENCE),
        Case(SQUARE_BATCH, gate_arrays(rng, N=3, D=3, H=3), "um lote"),
        Case("um lote de 1", gate_arrays(rng, N=1, D=3, H=2), "um lote"),
        Case("um lote de 4 em que D = 2 e H = 1", gate_arrays(rng, N=4, D=2, H=1), "um lote"),
        Case("valores extremos", extreme_arrays(rng, D=1, H=4), "valores extremos"),
    ]


@exercise(
    notebook="03_forget_gate",
    inputs=inputs,
    points=4,
    properties={"um exemplo": 0.4, "o viés": 0.2, "um lote": 0.2, "valores extremos": 0.2},
    outputs=("f",),
    hints=(
        "A equação (2) é a (1) com outros pesos: uma soma z de três parcelas e a σ por fora."
        " Escreva a soma com U_f, W_f e b_f e confira se z tem a forma de h_prev.",
        "Teste com números que você sabe de cor: x e h_prev nulos e b_f = 0 devem dar 0,5 em toda parte."
        " Depois ponha b_f = 4 e confira se sai 0,982.",
    ),
    look_alikes=LOOK_ALIKES,
    well_done="Com b_f = 4 e mais nada, a sua porta vale 0,982. Por quantas palavras ela guarda metade da memória?",
)
def forget_gate(x, h_prev, U_f, W_f, b_f):
    """Forget gate f_t (eq. 2). x (D,) or (N, D), h_prev (H,) or (N, H) -> same shape as h_prev."""
    return reference.forget_gate(x, h_prev, U_f, W_f, b_f)


gate_mistakes.register(
    forget_gate,
    gate_mistakes.FORWARD,
    {
        "tanh-for-sigmoid": "É o que se obtém com tanh. Uma porta negativa trocaria o sinal da memória a cada palavra."
        " Use sigmoid, que fica entre 0 e 1.",
        "sigmoid-missing": "É a soma z, sem a σ. Multiplicada por um número maior que 1, a memória cresceria a cada"
        " palavra. Passe z por sigmoid antes de devolver.",
        "complement": "É o que se obtém com 1 − f. O nome engana: a porta de esquecimento diz quanto FICA, e f = 1 guarda"
        " tudo. Devolva σ(z), sem subtrair de 1 e sem trocar o sinal de z.",
        "bias-missing": "É o que se obtém sem b_f: com x e h_prev nulos a memória cairia sempre à metade por palavra,"
        " qualquer que fosse o viés. Some b_f à conta.",
        "bias-outside": "É o que se obtém quando b_f entra depois da σ; com b_f = 4, a porta passaria de 4."
        " Some b_f antes de chamar sigmoid.",
        "bias-one-added": "É o que se obtém com σ(z + 1). Começar o treino com b_f = 1 é uma escolha de quem cria os"
        " pesos, não parte da equação (2). Tire o 1 da conta.",
        "bias-changed": "Os números estão certos, mas a sua função alterou o b_f que recebeu (b_f += …)."
        " Guarde a soma em outro nome, como z.",
        "state-forgotten": "É o que se obtém sem a parcela de h_prev: a porta decidiria o que apagar só pela palavra que"
        " chega. Some h_prev @ W_f.T.",
        "U-and-W-swapped": "É o que se obtém com W_f em x e U_f em h_prev. Troque as duas: U lê a entrada, W lê o estado.",
        "W-not-transposed": "A parcela de x confere; a do estado saiu com W_f no lugar de W_f.T, e a forma não denuncia"
        " porque W_f é quadrada. Acrescente o .T.",
        "nothing-transposed": "É o que se obtém com x @ U_f + h_prev @ W_f, que só dá números quando D = H."
        " Com os exemplos nas linhas, as duas matrizes entram transpostas: acrescente .T a cada uma.",
        "columns-for-rows": "Com um exemplo, U_f @ x + W_f @ h_prev confere. Num lote, ponha as linhas à esquerda:"
        " x @ U_f.T + h_prev @ W_f.T.",
        "columns-of-a-batch": "Com um exemplo, U_f @ x.T + W_f @ h_prev.T confere. Num lote, os exemplos acabam nas colunas."
        " Deixe-os nas linhas: x @ U_f.T + h_prev @ W_f.T.",
        "always-a-batch": "Os números estão certos, mas o vetor virou uma matriz de uma linha. Se x tem forma (D,), f tem"
        " forma (H,): tire o np.atleast_2d ou o reshape.",
        "memory-applied": "É o que se obtém com f já multiplicado por h_prev. A porta só dá a nota; quem a aplica, e à"
        " memória c, é a equação (5), no caderno 06. Devolva f sozinho.",
        "overflow": "É o que se obtém com exp(z)/(1 + exp(z)), que vira inf/inf quando z é muito grande."
        " Chame sigmoid, que aguenta esse caso.",
    },
)


@exercise(
    notebook="03_forget_gate",
    inputs=backward_cases,
    points=6,
    properties=BACKWARD_PROPERTIES,
    outputs=BACKWARD_OUTPUTS,
    hints=(
        "O caminho é o do caderno 02, agora sem o esqueleto: primeiro dz, que é df vezes a inclinação da σ no ponto em que"
        " a porta está; depois os cinco gradientes. Compare a forma de cada um com a da sua tabela no papel.",
        "Comece pelas formas: dx como x, dh_prev como h_prev, dU como U_f, dW como W_f, db como b_f. Para que um exemplo"
        " e um lote sigam o mesmo caminho em dU, dW e db, passe dz, x e h_prev por np.atleast_2d.",
    ),
    look_alikes=LOOK_ALIKES,
    well_done="Uma porta em 0,98 deixa passar 0,98 da memória e só 0,02 do gradiente ao próprio viés."
    " O que isso diz de um viés inicial muito alto?",
)
def forget_gate_backward(df, f, x, h_prev, U_f, W_f):
    """Gradients of the forget gate, from df, the gradient with respect to f -> dx, dh_prev, dU, dW, db."""
    return reference.forget_gate_backward(df, f, x, h_prev, U_f, W_f)


gate_mistakes.register(
    forget_gate_backward,
    gate_mistakes.BACKWARD,
    {
        "slope-missing": "É o que se obtém sem a inclinação da σ: dz = df. Pergunte quanto f muda quando z muda um"
        " pouco, e multiplique df por f * (1 - f).",
        "slope-of-tanh": "É o que se obtém com 1 − f², que serve à tanh. A porta usa σ: troque por f * (1 - f).",
        "slope-with-plus": "É o que se obtém com f(1 + f), que cresce quando a porta abre; a σ fica plana ali."
        " Troque o sinal: f * (1 - f).",
        "slope-half": "É o que se obtém com 1 − f, sem o outro fator. Multiplique também por f.",
        "slope-negative": "É o que se obtém com o sinal trocado, f(f − 1). Subir z sempre sobe f, então a inclinação é"
        " positiva: troque por f * (1 - f).",
        "slope-alone": "É o que se obtém com f(1 − f), sem o df: a resposta seria a mesma para qualquer erro."
        " Multiplique por df.",
        "parentheses-missing": "É o que dá df * f * 1 - f: sem parênteses, só o 1 é multiplicado, e f é subtraído no fim."
        " Escreva df * f * (1 - f).",
        "memory-in-the-slope": "É o que se obtém com dz multiplicado também por h_prev. A memória que a porta multiplica já"
        " veio dentro de df: use df * f * (1 - f).",
        "sigmoid-twice": "É o que se obtém com σ(f) no lugar de f. A função já recebe a porta pronta, f = σ(z):"
        " use f * (1 - f).",
        "slope-through-z": "A sua conta volta de f a z com um logaritmo, e dá nan com a porta em 0 ou em 1."
        " f traz tudo o que é preciso: use f * (1 - f).",
        "W-transposed": "Só dh_prev difere: é o que dá dz @ W_f.T. A ida já transpôs W_f; na volta, escreva dz @ W_f.",
        "U-transposed": "dx saiu de dz @ U_f.T, que só dá números quando D = H. Confira as formas: (H,) com (H, D) dá"
        " (D,). Escreva dz @ U_f.",
        "U-and-W-transposed": "dx e dh_prev repetem as transpostas da ida. Tire o .T das duas: dz @ U_f e dz @ W_f.",
        "dU-and-dW-transposed": "dU e dW saíram deitados: x à esquerda dá (D, H). Ponha dz à esquerda, transposto,"
        " para chegar à forma de U_f, (H, D).",
        "columns-for-rows": "U_f.T @ dz confere com um exemplo. Num lote, os exemplos estão nas linhas de dz, e dz fica à"
        " esquerda: dz @ U_f e dz @ W_f servem para os dois.",
        "always-a-batch": "Os números estão certos, mas, com um exemplo só, dx e dh_prev saíram com um eixo a mais."
        " Guarde o dz antes do np.atleast_2d e use-o em dx e dh_prev.",
        "dx-and-dh_prev-swapped": "As contas estão certas; na devolução, dh_prev veio antes de dx."
        " Devolva nesta ordem: dx, dh_prev, dU, dW, db.",
        "dU-and-dW-swapped": "dU e dW vieram um no lugar do outro. dU leva x, dW leva h_prev: troque-os, na conta ou no"
        " return.",
        "x-for-h_prev": "dW repetiu a conta de dU, com x. W_f leu o estado: em dW, troque x por h_prev.",
        "mean-over-batch": "Com um exemplo, confere; num lote, dU, dW e db saíram divididos pelo número de linhas."
        " Some os exemplos, sem tirar a média.",
        "db-not-summed": "Num lote, db ficou com uma linha por exemplo. Há um só b_f para todos: some as linhas com"
        " dz.sum(axis=0), lembrando que um exemplo só não tem linhas.",
        "mean-in-db": "Só db difere: ele saiu como média dos exemplos, e dU e dW, como soma. Some também em db.",
        "db-in-rows": "db ficou com uma linha por exemplo, mesmo quando há um exemplo só. A forma é a de b_f, (H,):"
        " some as linhas com axis=0.",
        "db-in-one-row": "Os números de db estão certos, mas numa tabela de uma linha, (1, H). A forma de b_f é (H,):"
        " tire de db o keepdims ou o reshape.",
        "db-over-a-vector": "Com um exemplo, dz é um vetor, e somá-lo junta as unidades num número só."
        " Passe dz por np.atleast_2d e some as linhas dessa tabela.",
        "db-over-everything": "db virou um número só, a soma de todas as unidades e exemplos. Cada unidade tem o seu b_f:"
        " passe dz por np.atleast_2d e some com axis=0.",
        "db-over-units-of-rows": "Com axis=1, db tem um número por exemplo; deve ter um por unidade. Some com axis=0.",
        "db-over-units": "db saiu somado sobre as unidades, o último eixo. Some sobre os exemplos, o eixo 0,"
        " e db terá um número por unidade.",
        "inner-for-outer": "Com um exemplo, dz.T @ x multiplica vetor por vetor e dá um número, não uma matriz (H, D)."
        " Passe dz, x e h_prev por np.atleast_2d antes desse produto.",
        "batch-only": "Num lote, as contas conferem. Com um exemplo, dz é um vetor: dz.T não muda nada, e dz.T @ x e"
        " dz.sum(axis=0) dão um número só. Antes deles, passe dz, x e h_prev por np.atleast_2d.",
        "outer-on-a-batch": "np.outer serve a um exemplo. Num lote, ele cruza o dz de uma palavra com o x de outra."
        " Use dz.T @ x com os exemplos nas linhas.",
        "example-only": "Com um exemplo, np.outer(dz, x) e db = dz conferem; num lote, é preciso somar os exemplos."
        " Passe dz, x e h_prev por np.atleast_2d e use dz.T @ x, dz.T @ h_prev e dz.sum(axis=0).",
        "gradient-changed": "Os gradientes estão certos, mas a função escreveu dentro de df (df *= …)."
        " Guarde o produto num nome novo, dz.",
    },
)
