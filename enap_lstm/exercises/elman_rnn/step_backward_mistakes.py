"""Wrong answers to the backward of one step, and what to tell whoever wrote them."""

from __future__ import annotations

import numpy as np

from enap_lstm.exercises.elman_rnn.step_backward import rnn_step_backward


def _from_dz(dz, x, h_prev, U, W):
    """A right way from dz to the five gradients: what most wrong answers share."""
    rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    return dz @ U, dz @ W, rows.T @ x_rows, rows.T @ h_rows, rows.sum(axis=0)


@rnn_step_backward.mistake(
    "tanh-skipped",
    "É o que se obtém com dh no lugar de dz, como se a tanh não existisse. A inclinação da tanh é 1 − h²:"
    " calcule dz = dh * (1 - h**2) e use dz em todos os produtos.",
)
def _(dh, x, h_prev, h, U, W):
    return _from_dz(dh, x, h_prev, U, W)


@rnn_step_backward.mistake(
    "tanh-twice",
    "É o que se obtém com 1 − tanh(h)². O h que você recebe já passou pela tanh: use 1 - h**2.",
)
def _(dh, x, h_prev, h, U, W):
    return _from_dz(dh * (1 - np.tanh(h) ** 2), x, h_prev, U, W)


@rnn_step_backward.mistake(
    "square-missing",
    "É o que se obtém com 1 − h, sem o quadrado. A inclinação da tanh é 1 − h²: escreva h**2.",
)
def _(dh, x, h_prev, h, U, W):
    return _from_dz(dh * (1 - h), x, h_prev, U, W)


@rnn_step_backward.mistake(
    "slope-of-sigmoid",
    "É o que se obtém com h(1 − h), que é a inclinação da sigmoide. Este passo usa a tanh: troque por 1 - h**2.",
)
def _(dh, x, h_prev, h, U, W):
    return _from_dz(dh * h * (1 - h), x, h_prev, U, W)


@rnn_step_backward.mistake(
    "W-transposed",
    "dx, dU, dW e db estão certos. Em dh_prev, você usou dz @ W.T; como W é quadrada, a forma não denuncia."
    " Na ida foi h_prev @ W.T; a volta desfaz a transposta: dz @ W.",
)
def _(dh, x, h_prev, h, U, W):
    dx, _, dU, dW, db = _from_dz(dh * (1 - h**2), x, h_prev, U, W)
    return dx, (dh * (1 - h**2)) @ W.T, dU, dW, db


@rnn_step_backward.mistake(
    "U-transposed",
    "Em dx, você usou dz @ U.T: quando D = H saem valores trocados, e com D = 2 e H = 3 a conta para."
    " Na ida foi x @ U.T; na volta, dz @ U leva de H a D.",
)
def _(dh, x, h_prev, h, U, W):
    dz = dh * (1 - h**2)
    dx = dz @ U.T
    return dx, *_from_dz(dz, x, h_prev, U, W)[1:]


@rnn_step_backward.mistake(
    "U-and-W-transposed",
    "Em dx e dh_prev, você multiplicou por U.T e W.T, como na ida. A volta usa as matrizes sem transpor:"
    " dz @ U e dz @ W.",
)
def _(dh, x, h_prev, h, U, W):
    dz = dh * (1 - h**2)
    dx, dh_prev = dz @ U.T, dz @ W.T
    return dx, dh_prev, *_from_dz(dz, x, h_prev, U, W)[2:]


@rnn_step_backward.mistake(
    "dU-and-dW-transposed",
    "dU e dW saíram com linhas e colunas trocadas: é o que dá x.T @ dz. U tem uma linha por unidade de h, e dU também:"
    " ponha dz à esquerda, transposto.",
)
def _(dh, x, h_prev, h, U, W):
    dx, dh_prev, dU, dW, db = _from_dz(dh * (1 - h**2), x, h_prev, U, W)
    return dx, dh_prev, dU.T.copy(), dW.T.copy(), db


@rnn_step_backward.mistake(
    "dW-from-h",
    "Em dW, você usou h, o estado que saiu do passo. W multiplicou o estado que entrou: troque h por h_prev.",
)
def _(dh, x, h_prev, h, U, W):
    dz = dh * (1 - h**2)
    dx, dh_prev, dU, _, db = _from_dz(dz, x, h_prev, U, W)
    return dx, dh_prev, dU, _from_dz(dz, x, h, U, W)[3], db


@rnn_step_backward.mistake(
    "dx-and-dh_prev-swapped",
    "dx e dh_prev saíram um no lugar do outro. U leva a x, e W leva a h_prev: confira as duas contas,"
    " e a ordem do return: dx, dh_prev, dU, dW, db.",
)
def _(dh, x, h_prev, h, U, W):
    dx, dh_prev, *parameters = _from_dz(dh * (1 - h**2), x, h_prev, U, W)
    return dh_prev, dx, *parameters


@rnn_step_backward.mistake(
    "dU-and-dW-swapped",
    "dU e dW saíram um no lugar do outro. U multiplicou x, e W multiplicou h_prev: confira as duas contas,"
    " e a ordem do return: dx, dh_prev, dU, dW, db.",
)
def _(dh, x, h_prev, h, U, W):
    dx, dh_prev, dU, dW, db = _from_dz(dh * (1 - h**2), x, h_prev, U, W)
    return dx, dh_prev, dW, dU, db


@rnn_step_backward.mistake(
    "inner-for-outer",
    "Com um exemplo só, dz e x são vetores, e .T não muda um vetor: dz.T @ x vira um número (ou para, se D ≠ H)."
    " Transforme os dois em matrizes de uma linha, com np.atleast_2d, antes do produto.",
)
def _(dh, x, h_prev, h, U, W):
    dz = dh * (1 - h**2)
    return dz @ U, dz @ W, dz.T @ x, dz.T @ h_prev, np.atleast_2d(dz).sum(axis=0)


@rnn_step_backward.mistake(
    "mean-over-batch",
    "Com um exemplo, confere. Num lote, dU, dW e db saíram divididos por N: é a média dos exemplos."
    " Neste curso os gradientes dos parâmetros se somam: tire a divisão por N, ou troque mean por sum.",
)
def _(dh, x, h_prev, h, U, W):
    dx, dh_prev, *parameters = _from_dz(dh * (1 - h**2), x, h_prev, U, W)
    return dx, dh_prev, *(p / len(np.atleast_2d(x)) for p in parameters)


@rnn_step_backward.mistake(
    "db-not-summed",
    "db está certo com um exemplo. Num lote, o mesmo b foi usado em todas as linhas, e db tem de ter forma (H,):"
    " some dz sobre o eixo 0.",
)
def _(dh, x, h_prev, h, U, W):
    dz = dh * (1 - h**2)
    return *_from_dz(dz, x, h_prev, U, W)[:4], dz


@rnn_step_backward.mistake(
    "db-one-number",
    "db virou um número só: a soma juntou também as unidades. Cada unidade tem o seu viés, e db tem forma (H,):"
    " some só os exemplos, com axis=0.",
)
def _(dh, x, h_prev, h, U, W):
    dz = dh * (1 - h**2)
    return *_from_dz(dz, x, h_prev, U, W)[:4], dz.sum()


@rnn_step_backward.mistake(
    "outer-on-a-batch",
    "Com um exemplo, np.outer(dz, x) está certo. Num lote, np.outer mistura exemplos diferentes."
    " Use dz.T @ x, que multiplica cada exemplo por si e soma.",
)
def _(dh, x, h_prev, h, U, W):
    dz = dh * (1 - h**2)
    dx, dh_prev, _, _, db = _from_dz(dz, x, h_prev, U, W)
    return dx, dh_prev, np.outer(dz, x), np.outer(dz, h_prev), db


@rnn_step_backward.mistake(
    "dh-changed",
    "Os gradientes estão certos, mas dh *= … escreve no dh de quem chamou. Use um nome novo: dz = dh * (1 - h**2).",
)
def _(dh, x, h_prev, h, U, W):
    dh *= 1 - h**2
    return _from_dz(dh, x, h_prev, U, W)


@rnn_step_backward.mistake(
    "parameters-first",
    "Os gradientes estão certos, mas os dos parâmetros vieram antes. A ordem do return é dx, dh_prev, dU, dW, db.",
)
def _(dh, x, h_prev, h, U, W):
    dx, dh_prev, *parameters = _from_dz(dh * (1 - h**2), x, h_prev, U, W)
    return *parameters, dx, dh_prev


@rnn_step_backward.mistake(
    "dh-for-dz-in-inputs",
    "dU, dW e db estão certos. Em dx e dh_prev, você usou dh, que ainda não passou pela tanh: troque dh por dz.",
)
def _(dh, x, h_prev, h, U, W):
    return dh @ U, dh @ W, *_from_dz(dh * (1 - h**2), x, h_prev, U, W)[2:]


@rnn_step_backward.mistake(
    "columns-for-rows",
    "Com um exemplo só, U.T @ dz e W.T @ dz estão certos. Num lote, cada linha de dz é um exemplo, e o dz precisa"
    " ficar à esquerda: escreva dz @ U e dz @ W.",
)
def _(dh, x, h_prev, h, U, W):
    dz = dh * (1 - h**2)
    dx, dh_prev = U.T @ dz, W.T @ dz
    return dx, dh_prev, *_from_dz(dz, x, h_prev, U, W)[2:]


@rnn_step_backward.mistake(
    "dU-transposed",
    "Em dU, linhas e colunas estão trocadas: é o que dá x.T @ dz. Ponha dz à esquerda, transposto.",
)
def _(dh, x, h_prev, h, U, W):
    dx, dh_prev, dU, dW, db = _from_dz(dh * (1 - h**2), x, h_prev, U, W)
    return dx, dh_prev, dU.T.copy(), dW, db


@rnn_step_backward.mistake(
    "dW-transposed",
    "dU e db estão certos. Em dW, linhas e colunas estão trocadas: é o que dá h_prev.T @ dz. Ponha dz à esquerda,"
    " transposto.",
)
def _(dh, x, h_prev, h, U, W):
    dx, dh_prev, dU, dW, db = _from_dz(dh * (1 - h**2), x, h_prev, U, W)
    return dx, dh_prev, dU, dW.T.copy(), db


@rnn_step_backward.mistake(
    "db-mean",
    "dU e dW estão certos. db saiu dividido por N: é a média dos exemplos. Neste curso os gradientes se somam:"
    " troque mean por sum.",
)
def _(dh, x, h_prev, h, U, W):
    dz = dh * (1 - h**2)
    return *_from_dz(dz, x, h_prev, U, W)[:4], np.atleast_2d(dz).mean(axis=0)


@rnn_step_backward.mistake(
    "db-wrong-axis",
    "db tem um número por exemplo: a soma juntou as unidades. Cada unidade tem o seu viés, e db tem forma (H,):"
    " some os exemplos, com axis=0.",
)
def _(dh, x, h_prev, h, U, W):
    dz = dh * (1 - h**2)
    return *_from_dz(dz, x, h_prev, U, W)[:4], np.atleast_2d(dz).sum(axis=1)
