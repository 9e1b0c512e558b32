"""The step over a whole sequence."""

from __future__ import annotations

import numpy as np

from enap_lstm import reference
from enap_lstm.data import SENTENCE
from enap_lstm.exercise import Case, exercise
from enap_lstm.exercises.gate.cases import gate_arrays, sentence_arrays

Arrays = tuple[np.ndarray, ...]


def sequence_arrays(rng: np.random.Generator, *, T: int, N: int, D: int, H: int) -> Arrays:
    """x (T, N, D), h0 (N, H), U, W, b."""
    _, h0, U, W, b = gate_arrays(rng, N=N, D=D, H=H)
    return rng.normal(size=(T, N, D)), h0, U, W, b


def sentence_sequence(rng: np.random.Generator) -> Arrays:
    """The example sentence as one sequence of five words."""
    words, states, U, W, b = sentence_arrays(rng, H=3)
    return words[:, None], states[-1:], U, W, b


def from_zeros(arrays: Arrays) -> Arrays:
    """The same arrays with h0 = 0."""
    x, h0, *parameters = arrays
    return x, np.zeros_like(h0), *parameters


def sequence_inputs(rng: np.random.Generator) -> list[Case]:
    """h0 is zero but for its own property, so that forgetting it costs nothing else."""
    sentence = sentence_sequence(rng)
    return [
        Case("a frase dos duendes", from_zeros(sentence), "valores", rows=SENTENCE),
        Case("T = N = D = H = 3 e h0 nulo", from_zeros(sequence_arrays(rng, T=3, N=3, D=3, H=3)), "valores"),
        Case("a frase dos duendes e um h0 dado", sentence, "estado inicial", rows=SENTENCE),
        Case("um lote de 4 sequências e um h0 dado", sequence_arrays(rng, T=2, N=4, D=3, H=5), "estado inicial"),
        Case("sequências de um passo só (T = 1)", from_zeros(sequence_arrays(rng, T=1, N=4, D=2, H=3)), "tamanhos"),
        Case("N = D = H = 1", from_zeros(sequence_arrays(rng, T=6, N=1, D=1, H=1)), "tamanhos"),
    ]


@exercise(
    notebook="01_elman_rnn",
    inputs=sequence_inputs,
    points=3,
    properties={"valores": 0.6, "estado inicial": 0.2, "tamanhos": 0.2},
    outputs=("h",),
    hints=(
        "Comece com h = h0. Para cada x_t em x, troque h por rnn_step(x_t, h, U, W, b) e guarde o h novo numa lista;"
        " no fim, np.stack(lista).",
        "Compare sua primeira linha com rnn_step(x[0], h0, U, W, b), e a segunda com"
        " rnn_step(x[1], sua_primeira_linha, U, W, b). A primeira das duas que não bater diz onde procurar.",
    ),
    well_done="Os mesmos U, W e b foram usados em todas as palavras. Onde, na sua função, isso aparece?",
)
def rnn_forward(x, h0, U, W, b):
    """Elman's network over a sequence. x (T, N, D), h0 (N, H) -> h (T, N, H), the state after each step."""
    return reference.rnn_forward(x, h0, U, W, b)


def _states(x, h, U, W, b, activation=np.tanh):
    """All states of a right forward: what most wrong ones start from."""
    states = []
    for x_t in x:
        h = activation(x_t @ U.T + h @ W.T + b)
        states.append(h)
    return np.stack(states)


@rnn_forward.mistake(
    "starts-from-zeros",
    "É o que se obtém quando a sequência começa de zeros e h0 fica esquecido. Comece com h = h0.",
)
def _(x, h0, U, W, b):
    return _states(x, np.zeros_like(h0), U, W, b)


@rnn_forward.mistake(
    "last-state-only",
    "É o estado depois da última palavra; a função deve devolver os T estados, um por palavra."
    " Guarde cada h numa lista dentro do laço e junte com np.stack.",
)
def _(x, h0, U, W, b):
    return _states(x, h0, U, W, b)[-1]


@rnn_forward.mistake(
    "return-inside-the-loop",
    "É o estado depois da primeira palavra: o return está dentro do for e encerra o laço na primeira volta."
    " Recue o return até a margem do for.",
)
def _(x, h0, U, W, b):
    return _states(x, h0, U, W, b)[0]


@rnn_forward.mistake(
    "first-state-stacked",
    "A lista foi devolvida com um estado só, o da primeira palavra: o return está dentro do for."
    " Recue o return até a margem do for.",
)
def _(x, h0, U, W, b):
    return _states(x, h0, U, W, b)[:1]


@rnn_forward.mistake(
    "last-state-stacked",
    "A lista foi devolvida com um estado só, o da última palavra: o append está fora do for. Ponha-o dentro do laço.",
)
def _(x, h0, U, W, b):
    return _states(x, h0, U, W, b)[-1:]


@rnn_forward.mistake(
    "concatenated",
    "Os números estão certos, mas os estados foram emendados num eixo só (np.concatenate e np.vstack fazem isso)."
    " Use np.stack(lista), que cria o eixo do tempo.",
)
def _(x, h0, U, W, b):
    return np.concatenate(_states(x, h0, U, W, b))


@rnn_forward.mistake(
    "h0-in-the-first-row",
    "A primeira linha da resposta é o próprio h0, e a primeira palavra não foi lida."
    " Faça o laço começar em x[0], e guarde só os estados que saem dos passos.",
)
def _(x, h0, U, W, b):
    return np.concatenate([h0[None], _states(x[1:], h0, U, W, b) if len(x) > 1 else h0[:0][None][:0]])


@rnn_forward.mistake(
    "h0-at-every-step",
    "É o que se obtém quando todo passo recebe h0: nada passa de uma palavra para a outra."
    " Leia uma palavra por vez, num laço, e dê a cada passo o h que acabou de sair.",
)
def _(x, h0, U, W, b):
    return np.stack([np.tanh(x_t @ U.T + h0 @ W.T + b) for x_t in x])


@rnn_forward.mistake(
    "keeps-h0-in-front",
    "A resposta tem T + 1 estados: h0 entrou na lista. Guarde só os estados que saem dos passos.",
)
def _(x, h0, U, W, b):
    return np.concatenate([h0[None], _states(x, h0, U, W, b)])


@rnn_forward.mistake(
    "one-step-late",
    "A linha t traz o estado de antes da palavra t: h foi guardado antes do passo."
    " Troque a ordem das duas linhas do laço: primeiro o passo, depois o append.",
)
def _(x, h0, U, W, b):
    return np.concatenate([h0[None], _states(x, h0, U, W, b)[:-1]])


@rnn_forward.mistake(
    "reads-backwards",
    "É o que se obtém quando a frase é lida da última palavra para a primeira. Percorra x na ordem em que veio:"
    " for x_t in x.",
)
def _(x, h0, U, W, b):
    return _states(x[::-1], h0, U, W, b)


@rnn_forward.mistake(
    "same-array-in-the-list",
    "Todas as linhas são iguais à última: a lista guardou T vezes o mesmo array, que o laço reescreve (h[:] = …)."
    " Crie um array novo a cada passo: h = rnn_step(…).",
)
def _(x, h0, U, W, b):
    return np.stack([_states(x, h0, U, W, b)[-1]] * len(x))


@rnn_forward.mistake(
    "batch-first",
    "Os números estão certos, mas os eixos saíram na ordem (N, T, H). O tempo vem primeiro:"
    " junte com np.stack(lista), sem axis=1.",
)
def _(x, h0, U, W, b):
    return np.stack(_states(x, h0, U, W, b), axis=1)


@rnn_forward.mistake(
    "walks-over-the-batch",
    "O laço percorreu o eixo 1, o das frases (x[:, t]). O tempo é o eixo 0: percorra x[0], x[1], até x[T − 1].",
)
def _(x, h0, U, W, b):
    return _states(x.swapaxes(0, 1), h0, U, W, b)


@rnn_forward.mistake(
    "axis-squeezed",
    "Os números estão certos, mas um eixo de tamanho 1 sumiu. A forma é sempre (T, N, H), mesmo com uma frase só:"
    " tire o squeeze, ou o reshape.",
)
def _(x, h0, U, W, b):
    return _states(x, h0, U, W, b).squeeze()


@rnn_forward.mistake(
    "bias-missing",
    "É o que se obtém quando o passo não soma o viés. Confira se o seu rnn_step passa em check(rnn_step) e use-o aqui.",
)
def _(x, h0, U, W, b):
    return _states(x, h0, U, W, np.zeros_like(b))


@rnn_forward.mistake(
    "W-not-transposed",
    "A primeira palavra confere quando h0 é zero; depois, é o que se obtém com h @ W. O estado entra por W.T:"
    " corrija o passo, ou chame o seu rnn_step.",
)
def _(x, h0, U, W, b):
    return _states(x, h0, U, W.T, b)


@rnn_forward.mistake(
    "sigmoid-for-tanh",
    "É o que se obtém com σ no lugar da tanh em cada passo. Confira se o seu rnn_step passa em check(rnn_step)"
    " e use-o aqui.",
)
def _(x, h0, U, W, b):
    return _states(x, h0, U, W, b, activation=lambda z: 1 / (1 + np.exp(-z)))


@rnn_forward.mistake(
    "h0-changed",
    "Os estados estão certos, mas a função escreveu dentro de h0 (h[:] = … depois de h = h0)."
    " Troque h[:] = … por h = ….",
)
def _(x, h0, U, W, b):
    states = _states(x, h0, U, W, b)
    h0[:] = states[-1]
    return states
