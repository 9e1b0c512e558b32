"""What may go wrong in the loop over a sequence, whatever the step; the step itself is right.

Blanks of a hint: {h0} the initial state of h, {states} all initial states, {step} the step's call. A wrong answer gets the
sequence, then x, the initial states and the parameters.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from enap_lstm.exercises.bank import Slips

LOOP = Slips()
ALIGN = "Alinhe o return com o for."


def of_states(id: str, hint: str, change: Callable) -> None:
    """A slip in what is done with the right states: `change` gets h (T, N, H) and h0, and returns another h."""

    def wrong(sequence, x, *args):
        right = sequence.read(x, *args)
        h = right[0] if isinstance(right, tuple) else right
        return sequence.answer(change(h, args[0]), right if isinstance(right, tuple) else ())

    LOOP.slip(id, hint)(wrong)


def of_words(id: str, hint: str, change: Callable) -> None:
    """A slip in what is read: `change` gets x and returns the words that the loop meets."""
    LOOP.slip(id, hint)(lambda sequence, x, *args: sequence.read(change(x), *args))


# What the loop starts from, and what it carries.
@LOOP.slip(
    "starts-from-zeros",
    "É o que se obtém quando a sequência começa de zeros, sem usar {states}. Comece o laço do estado inicial que a função"
    " recebe.",
)
def _(sequence, x, *args):
    initial, parameters = sequence.split(args)
    return sequence.read(x, *(np.zeros_like(state) for state in initial), *parameters)


@LOOP.slip(
    "state-not-carried",
    "É o que se obtém quando todo passo parte de {h0}: nada passa de uma palavra para a outra. Dentro do laço, dê a cada"
    " passo o h que acabou de sair do anterior.",
)
def _(sequence, x, *args):
    steps = [sequence.once(x_t, *args) for x_t in x]
    return sequence.answer(np.stack([states[0] for states in steps]), steps[-1])


@LOOP.slip(
    "state-added",
    "É o que se obtém quando o h novo é somado ao anterior. O passo já leva o h anterior em conta: troque a soma por"
    " h = {step}.",
)
def _(sequence, x, *args):
    states, parameters = sequence.split(args)
    h = []
    for x_t in x:
        new = sequence.once(x_t, *states, *parameters)
        states = states[0] + new[0], *new[1:]
        h.append(states[0])
    return sequence.answer(np.stack(h), states)


@LOOP.slip(
    "initial-state-changed",
    "A função escreveu dentro de {h0}, que recebeu de fora ({h0}[:] = …, ou h[:] = … depois de h = {h0}). Tire o"
    " [:]: assim o nome passa a ser do estado novo, e o array que chegou fica como estava.",
)
def _(sequence, x, *args):
    right = sequence.read(x, *args)
    args[0][...] = (right[0] if isinstance(right, tuple) else right)[-1]
    return right


# Which words are read.
of_words(
    "reads-backwards",
    "É o que se obtém quando a frase é lida da última palavra para a primeira. Percorra x na ordem em que veio.",
    lambda x: x[::-1],
)
of_words(
    "always-the-first-word",
    "É o que se obtém quando todo passo lê x[0], a primeira palavra. Dentro do laço, leia a palavra da vez, x[t].",
    lambda x: np.broadcast_to(x[0], x.shape),
)
of_words(
    "first-word-skipped",
    "É o que se obtém quando o laço começa em x[1] e a primeira palavra não é lida. Comece em t = 0: range(len(x)).",
    lambda x: x[1:],
)
of_words(
    "last-word-skipped",
    "É o que se obtém quando o laço para antes da última palavra, com T − 1 estados. Percorra todas: range(len(x)).",
    lambda x: x[:-1],
)
of_words(
    "walks-over-the-batch",
    "É o que se obtém quando o laço percorre o eixo 1, o das frases (x[:, t]). O tempo é o eixo 0: a palavra da vez é x[t].",
    lambda x: x.swapaxes(0, 1),
)
of_words(
    "steps-counted-on-the-batch",
    "É o que se obtém quando o laço dá x.shape[1] voltas, o número de frases. O tempo é o primeiro eixo: o número de"
    " palavras é len(x).",
    lambda x: x[: x.shape[1]] if x.shape[1] <= len(x) else np.take(x, range(x.shape[1]), axis=0),
)
of_words(
    "input-reshaped",
    "É o que se obtém com um reshape de (T, N, …) para (N, T, …), que mistura frases e palavras. O reshape não troca eixos;"
    " o x já vem com o tempo na frente: percorra x[t].",
    lambda x: x.reshape(x.shape[1], x.shape[0], *x.shape[2:]).swapaxes(0, 1),
)

# Which states come back, and in which place.
of_states(
    "last-state-only",
    "É só o estado depois da última palavra. A função devolve os T estados: guarde cada h numa lista, dentro do laço, e"
    " junte no fim com np.stack.",
    lambda h, h0: h[-1],
)
of_states(
    "return-inside-the-loop",
    "É só o estado depois da primeira palavra: o return está dentro do for e encerra o laço na primeira volta. "
    + ALIGN,
    lambda h, h0: h[0],
)
of_states(
    "first-state-stacked",
    "Veio um estado só, o da primeira palavra: o return está dentro do for e encerra o laço na primeira volta. "
    + ALIGN,
    lambda h, h0: h[:1],
)
of_states(
    "last-state-stacked",
    "Veio um estado só, o da última palavra: a lista é criada dentro do laço, ou o append está fora dele. Crie a lista"
    " antes do for e guarde h dentro.",
    lambda h, h0: h[-1:],
)
of_states(
    "last-state-zero",
    "O estado da última palavra veio zerado: o laço parou uma palavra antes do fim. Percorra todas: range(len(x)).",
    lambda h, h0: np.concatenate([h[:-1], np.zeros_like(h[-1:])]),
)
of_states(
    "initial-state-in-front",
    "A resposta tem T + 1 estados, porque {h0} entrou nela. Guarde só os estados que saem dos passos, a começar pelo da"
    " primeira palavra.",
    lambda h, h0: np.concatenate([h0[None], h]),
)
of_states(
    "one-step-late",
    "A linha t traz o estado de antes da palavra t: h foi guardado antes do passo. Troque a ordem das duas linhas do laço:"
    " primeiro o passo, depois o append.",
    lambda h, h0: np.concatenate([h0[None], h[:-1]]),
)
of_states(
    "result-reversed",
    "É o que se obtém quando os estados saem na ordem inversa, do último para o primeiro. A linha 0 é a da primeira palavra:"
    " tire o `[::-1]`.",
    lambda h, h0: h[::-1].copy(),
)
of_states(
    "same-array-in-the-list",
    "Todas as linhas são iguais à última: a lista guardou T vezes o mesmo array, que o laço reescreve (h[:] = …). Crie um"
    " array novo a cada passo: h = {step}.",
    lambda h, h0: np.stack([h[-1]] * len(h)),
)
of_states(
    "batch-first",
    "Os eixos saíram na ordem (N, T, H). O tempo vem primeiro: junte com np.stack(lista), sem axis=1.",
    lambda h, h0: h.swapaxes(0, 1).copy(),
)
of_states(
    "result-reshaped",
    "É o que se obtém com um reshape de (N, T, H) para (T, N, H), que mistura frases e palavras. Junte com np.stack(lista),"
    " que já põe o tempo na frente.",
    lambda h, h0: h.swapaxes(0, 1).reshape(h.shape),
)
of_states(
    "concatenated",
    "Os estados foram emendados num eixo só, (T·N, H): np.concatenate e np.vstack fazem isso. Use np.stack(lista), que cria"
    " o eixo do tempo.",
    lambda h, h0: np.concatenate(h),
)
of_states(
    "flattened",
    "Os estados viraram uma fila de números, com um eixo só: np.append sem axis faz isso. Guarde cada h numa lista e junte"
    " com np.stack, que dá (T, N, H).",
    lambda h, h0: h.ravel().copy(),
)
of_states(
    "axis-squeezed",
    "Um eixo de tamanho 1 sumiu. A forma é sempre (T, N, H), mesmo com uma frase só: tire o squeeze, ou o reshape.",
    lambda h, h0: h.squeeze().copy(),
)
of_states(
    "first-sentence-only",
    "É o que se obtém com a primeira frase do lote e mais nenhuma. Leia todas de uma vez: x[t] traz as N frases, e h tem"
    " uma linha para cada uma.",
    lambda h, h0: h[:, 0].copy(),
)


@LOOP.slip(
    "starts-from-the-second-word",
    "A primeira linha da resposta é o próprio {h0}, e a primeira palavra não foi lida. Comece o laço em x[0]; {h0} é o que"
    " vem antes dela, e não entra na resposta.",
)
def _(sequence, x, *args):
    if len(x) == 1:
        return sequence.answer(args[0][None].copy(), args[: len(sequence.initial)])
    right = sequence.read(x[1:], *args)
    h, last = (right[0], right) if isinstance(right, tuple) else (right, ())
    return sequence.answer(np.concatenate([args[0][None], h]), last)
