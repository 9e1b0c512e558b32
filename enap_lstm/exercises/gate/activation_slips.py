"""What any gate's forward may get wrong, and Elman's step with it: three terms, one activation.

Blanks of a hint: {U} {W} {b} the parameters, {k} the value, {name} who computes it, {act} and {sigma} the activation in code
and in a formula, {low} its lower end. A wrong answer gets the gate, then x, h_prev, U, W, b.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from enap_lstm.exercises.bank import Slips
from enap_lstm.portuguese import pt
from enap_lstm.reference._affine import affine

FORWARD, SIGMOID, TANH = Slips(), Slips(), Slips()
ONE = "Some primeiro as três parcelas; depois passe a soma por {act}, uma vez só."


def of_sum(bank: Slips, id: str, hint: str, change: Callable) -> None:
    """A slip in the sum z alone: `change` gets x, h_prev, U, W, b; the activation follows."""
    bank.slip(id, hint)(lambda gate, *args: gate.activation(change(*args)))


def of_value(bank: Slips, id: str, hint: str, change: Callable) -> None:
    """A slip after the activation: `change` gets the gate's right value."""
    bank.slip(id, hint)(lambda gate, *args: change(gate.activation(affine(*args))))


# The activation.
@FORWARD.slip(
    "other-activation",
    "É o que se obtém com a {other} no lugar da {sigma}. {Value} vai de {low} a 1: troque {other_act} por {act}.",
)
def _(gate, *args):
    return gate.other(affine(*args))


@FORWARD.slip(
    "activation-missing",
    "É a soma z, ainda sem a {sigma}. A soma pode dar qualquer número; {value} vai de {low} a 1. Devolva {act}(z).",
)
def _(gate, *args):
    return affine(*args)


@FORWARD.slip(
    "activation-twice", "É o que se obtém com a {sigma} aplicada duas vezes. Passe a soma z por {act} uma vez só."
)
def _(gate, *args):
    return gate.activation(gate.activation(affine(*args)))


@FORWARD.slip(
    "other-activation-on-top",
    "É o que se obtém com a {other} aplicada depois da {sigma}. Uma ativação só: devolva o que sai de {act}(z).",
)
def _(gate, *args):
    return gate.other(gate.activation(affine(*args)))


@FORWARD.slip("activation-of-each-term", "É o que se obtém com uma {sigma} para cada parcela, somadas no fim. " + ONE)
def _(gate, x, h_prev, U, W, b):
    return gate.activation(x @ U.T) + gate.activation(h_prev @ W.T) + gate.activation(b)


@FORWARD.slip(
    "activation-of-x-apart",
    "É o que se obtém com uma {sigma} para a parcela de x e outra para o resto, somadas no fim. " + ONE,
)
def _(gate, x, h_prev, U, W, b):
    return gate.activation(x @ U.T) + gate.activation(h_prev @ W.T + b)


@FORWARD.slip(
    "activation-of-x-alone",
    "É o que se obtém quando só a parcela de x passa pela {sigma}, e o resto é somado depois. " + ONE,
)
def _(gate, x, h_prev, U, W, b):
    return gate.activation(x @ U.T) + h_prev @ W.T + b


@FORWARD.slip(
    "activation-of-two-sums",
    "É o que se obtém com duas {sigma}, cada uma com o seu {b}, somadas no fim: o resultado passa de 1. " + ONE,
)
def _(gate, x, h_prev, U, W, b):
    return gate.activation(x @ U.T + b) + gate.activation(h_prev @ W.T + b)


@FORWARD.slip(
    "activations-multiplied",
    "É o que se obtém com o produto de duas {sigma}, uma para a parcela de x e outra para o resto. " + ONE,
)
def _(gate, x, h_prev, U, W, b):
    return gate.activation(x @ U.T) * gate.activation(h_prev @ W.T + b)


@FORWARD.slip(
    "softmax",
    "É o que se obtém com a softmax: os valores de cada linha somam 1, como se disputassem uma vaga. Cada unidade decide"
    " sozinha: troque a softmax por {act}.",
)
def _(gate, *args):
    powers = np.exp(affine(*args))
    return powers / powers.sum(axis=-1, keepdims=True)


@FORWARD.slip("relu", "É o que se obtém com np.maximum(0, z), a ReLU. Aqui a ativação é a {sigma}: use {act}.")
def _(gate, *args):
    return np.maximum(0, affine(*args))


of_value(
    SIGMOID,
    "complement",
    "É o que se obtém com 1 − {k}, ou com o sinal de z trocado: onde a porta devia abrir, ela fecha. Devolva σ(z), sem"
    " subtrair de 1 e sem trocar o sinal.",
    lambda k: 1 - k,
)
of_value(
    SIGMOID,
    "zero-or-one",
    "É o que se obtém quando a porta é arredondada para 0 ou 1. Ela também fica no meio do caminho: devolva a fração, σ(z).",
    lambda k: (k > 0.5) * 1.0,
)
for _ends in (1e-3, 0.01, 0.05, 0.1):
    of_value(
        SIGMOID,
        f"cut-at-{_ends}",
        f"É o que se obtém com um np.clip que não deixa a porta passar de {pt(_ends)} ou de {pt(1 - _ends)}. Ela pode fechar e abrir"
        " de todo: tire o np.clip da resposta.",
        lambda k, ends=_ends: np.clip(k, ends, 1 - ends),
    )


@SIGMOID.slip(
    "overflow",
    "É o que se obtém com exp(z)/(1 + exp(z)): com z muito grande, vira inf/inf, que dá nan (não é um número). Chame"
    " sigmoid, que aguenta esse caso.",
)
def _(gate, *args):
    z = affine(*args)
    return np.exp(z) / (1 + np.exp(z))


@TANH.slip(
    "overflow",
    "É o que se obtém com a tanh escrita com exponenciais: com z muito grande, vira inf/inf, que dá nan (não é um número)."
    " Use np.tanh, que aguenta esse caso.",
)
def _(gate, *args):
    z = affine(*args)
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))


of_value(TANH, "sign-changed", "É o que se obtém com o sinal trocado, −{k}. Confira os sinais da soma.", lambda k: -k)
for _limit in (1, 2, 3, 5, 10):
    of_sum(
        SIGMOID,
        f"clipped-at-{_limit}",
        f"É o que se obtém quando z é limitado ao intervalo de −{_limit} a {_limit}: nos valores extremos, a porta não chega"
        " às pontas. Tire o np.clip: sigmoid aguenta z muito grande.",
        lambda *args, limit=_limit: np.clip(affine(*args), -limit, limit),
    )
for _places in (1, 2, 3, 4):
    of_value(
        FORWARD,
        f"rounded-to-{_places}",
        f"É o que se obtém quando o resultado é arredondado, com {_places} casa{'s' * (_places > 1)}. A rede precisa das outras casas: tire o"
        " arredondamento (round) e arredonde só na hora de mostrar.",
        lambda k, places=_places: k.round(places),
    )


# What is done with the value afterwards.
@FORWARD.slip(
    "state-applied",
    "É o que se obtém com {k} já multiplicado por h_prev. Quem usa o resultado é outra conta; aqui, devolva {k} sozinho.",
)
def _(gate, x, h_prev, U, W, b):
    return gate.activation(affine(x, h_prev, U, W, b)) * h_prev


@FORWARD.slip(
    "input-applied",
    "É o que se obtém com {k} já multiplicado por x, o que só dá números quando D = H. Devolva {k} sozinho.",
)
def _(gate, x, h_prev, U, W, b):
    return gate.activation(affine(x, h_prev, U, W, b)) * x


@FORWARD.slip(
    "bias-changed",
    "É o que faz {b} += …: escreve no {b} de quem chamou, e a palavra seguinte começaria com outro viés. Guarde a soma num nome novo, como z.",
)
def _(gate, x, h_prev, U, W, b):
    b += x @ U.T + h_prev @ W.T
    return gate.activation(b)


@FORWARD.slip(
    "state-changed",
    "É o que faz out=h_prev, ou h_prev[:] = …: escreve no h_prev de quem chamou. Deixe h_prev como veio e guarde o resultado num nome novo.",
)
def _(gate, x, h_prev, U, W, b):
    h_prev[...] = gate.activation(affine(x, h_prev, U, W, b))
    return h_prev
