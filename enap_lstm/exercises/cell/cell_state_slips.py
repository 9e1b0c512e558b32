"""What equation (5) may get wrong in two products and a sum. A wrong answer gets the kind, then f, c_prev, i, g."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from enap_lstm.exercises.bank import Slips
from enap_lstm.reference import sigmoid

GATES, TERMS = Slips(), Slips()
BOTH = "A memória, multiplicada por f, e a proposta, multiplicada por i, se somam."


def of_args(bank: Slips, id: str, hint: str, wrong: Callable) -> None:
    """A slip in the equation: `wrong` gets f, c_prev, i, g."""
    bank.slip(id, hint)(lambda kind, *args: wrong(*args))


# Which gate multiplies what.
of_args(
    GATES,
    "gates-exchanged",
    "É o que se obtém com as portas trocadas: i na memória e f na proposta. Quem decide o que fica é f: troque as duas"
    " de lugar.",
    lambda f, c_prev, i, g: i * c_prev + f * g,
)
of_args(
    GATES,
    "forget-gate-for-both",
    "É o que se obtém quando f multiplica também g: a proposta só entra quando a memória fica. Quem decide o que entra"
    " é i: multiplique g por i.",
    lambda f, c_prev, i, g: f * (c_prev + g),
)
of_args(
    GATES,
    "input-gate-for-both",
    "É o que se obtém quando i multiplica também c_prev: a memória só fica quando algo entra. Quem decide o que fica é"
    " f: multiplique c_prev por f.",
    lambda f, c_prev, i, g: i * (c_prev + g),
)
of_args(
    GATES,
    "parentheses-around-the-sum",
    "É o que se obtém quando f multiplica a soma inteira: o que acabou de entrar já perde uma parte. Feche a conta de"
    " f antes de somar a proposta.",
    lambda f, c_prev, i, g: f * (c_prev + i * g),
)
of_args(
    GATES,
    "input-gate-around-the-sum",
    "É o que se obtém quando i multiplica a soma inteira: com i em 0, some também a memória. Multiplique por i só a"
    " proposta.",
    lambda f, c_prev, i, g: i * (f * c_prev + g),
)
of_args(
    GATES,
    "forget-complement",
    "É o que se obtém com 1 − f na memória. A porta de esquecimento diz quanto FICA, e f = 1 guarda tudo: use f, sem"
    " subtrair de 1.",
    lambda f, c_prev, i, g: (1 - f) * c_prev + i * g,
)
of_args(
    GATES,
    "input-complement",
    "É o que se obtém com 1 − i na proposta. A porta de entrada em 1 deixa entrar tudo: use i, sem subtrair de 1.",
    lambda f, c_prev, i, g: f * c_prev + (1 - i) * g,
)
of_args(
    GATES,
    "both-complements",
    "É o que se obtém com 1 − f e 1 − i: cada porta faz o contrário do que diz. Use f e i como chegam.",
    lambda f, c_prev, i, g: (1 - f) * c_prev + (1 - i) * g,
)
of_args(
    GATES,
    "coupled-by-f",
    "É o que se obtém com 1 − f no lugar de i, como se entrasse só o que coube. Nesta célula as duas portas são livres:"
    " multiplique g por i.",
    lambda f, c_prev, i, g: f * c_prev + (1 - f) * g,
)
of_args(
    GATES,
    "coupled-by-i",
    "É o que se obtém com 1 − i no lugar de f, como se quem entra expulsasse alguém. Nesta célula as duas portas são"
    " livres: multiplique c_prev por f.",
    lambda f, c_prev, i, g: (1 - i) * c_prev + i * g,
)
of_args(
    GATES,
    "gates-rounded",
    "É o que se obtém com as portas arredondadas para 0 ou 1. Elas também ficam no meio do caminho: use f e i como"
    " chegam.",
    lambda f, c_prev, i, g: np.round(f) * c_prev + np.round(i) * g,
)
of_args(
    GATES,
    "sigmoid-again",
    "É o que se obtém com σ(f) e σ(i). As portas que a função recebe já passaram pela σ, nos cadernos 02 e 03: use f e"
    " i como chegam.",
    lambda f, c_prev, i, g: sigmoid(f) * c_prev + sigmoid(i) * g,
)
of_args(
    GATES,
    "all-squashed-again",
    "É o que se obtém com σ(f), σ(i) e tanh(g). A função recebe os três já calculados: use f, i e g como chegam.",
    lambda f, c_prev, i, g: sigmoid(f) * c_prev + sigmoid(i) * np.tanh(g),
)

# The two terms.
of_args(
    TERMS,
    "candidate-squashed-again",
    "É o que se obtém com tanh(g). A proposta já passou pela tanh, no caderno 04: use g como chega.",
    lambda f, c_prev, i, g: f * c_prev + i * np.tanh(g),
)
of_args(
    TERMS,
    "memory-squashed",
    "É o que se obtém com tanh(c_prev): a memória se achataria a cada palavra. Na equação (5), c_prev entra como está:"
    " tire a tanh.",
    lambda f, c_prev, i, g: f * np.tanh(c_prev) + i * g,
)
of_args(
    TERMS,
    "squashes-for-a-product",
    "É o que se obtém com `σ(i) + tanh(g)` no lugar da segunda parcela. As ativações já foram aplicadas, e o sinal ⊙ é"
    " de vezes: multiplique i por g.",
    lambda f, c_prev, i, g: f * c_prev + sigmoid(i) + np.tanh(g),
)
of_args(
    TERMS,
    "sums-for-products",
    "É o que se obtém quando tudo se soma. O sinal ⊙ é de vezes, número a número: multiplique f por c_prev e i por g.",
    lambda f, c_prev, i, g: f + c_prev + i + g,
)
of_args(
    TERMS,
    "input-plus-candidate",
    "É o que se obtém com i somado a g. Uma porta multiplica o que passa por ela: troque esse `+` por `*`.",
    lambda f, c_prev, i, g: f * c_prev + i + g,
)
of_args(
    TERMS,
    "forget-plus-memory",
    "É o que se obtém com f somado a c_prev. Uma porta multiplica o que passa por ela: troque esse `+` por `*`.",
    lambda f, c_prev, i, g: f + c_prev + i * g,
)
of_args(
    TERMS,
    "product-for-sum",
    "É o que se obtém quando as duas parcelas se multiplicam. O que entra se soma ao que ficou: troque por `+` o `*`"
    " do meio.",
    lambda f, c_prev, i, g: f * c_prev * i * g,
)
of_args(
    TERMS,
    "difference-for-sum",
    "É o que se obtém quando a segunda parcela é subtraída. Quem decide se ela diminui a memória é o sinal de g: some"
    " as duas.",
    lambda f, c_prev, i, g: f * c_prev - i * g,
)
of_args(
    TERMS,
    "kept-only",
    "É a primeira parcela sozinha, o que ficou da memória. Falta o que entra: some a proposta, multiplicada pela porta"
    " dela.",
    lambda f, c_prev, i, g: f * c_prev,
)
of_args(
    TERMS,
    "news-only",
    "É a segunda parcela sozinha, o que entra agora. Falta o que ficou da memória: some c_prev, multiplicado pela"
    " porta dele.",
    lambda f, c_prev, i, g: i * g,
)
of_args(
    TERMS,
    "memory-missing",
    "É o que se obtém com f sozinho na primeira parcela. Uma porta aberta não guarda nada por si: falta c_prev,"
    " multiplicado por f.",
    lambda f, c_prev, i, g: f + i * g,
)
of_args(
    TERMS,
    "candidate-missing",
    "É o que se obtém com i sozinho na segunda parcela. A porta diz quanto entra, e não o quê: falta g, multiplicado"
    " por i.",
    lambda f, c_prev, i, g: f * c_prev + i,
)
of_args(
    TERMS,
    "forget-gate-missing",
    "É o que se obtém com c_prev inteiro: nada se apaga nunca. Falta a porta de esquecimento: multiplique c_prev por"
    " f.",
    lambda f, c_prev, i, g: c_prev + i * g,
)
of_args(
    TERMS,
    "input-gate-missing",
    "É o que se obtém com g inteiro: tudo o que se propõe entra. Falta a porta de entrada: multiplique g por i.",
    lambda f, c_prev, i, g: f * c_prev + g,
)
of_args(
    TERMS,
    "gates-missing",
    "É o que se obtém sem porta nenhuma: tudo fica e tudo entra. " + BOTH + " Ponha as duas portas na conta.",
    lambda f, c_prev, i, g: c_prev + g,
)
of_args(
    TERMS,
    "crossed-pairs",
    "É o que se obtém com f vezes i somado a c_prev vezes g. Cada porta multiplica o que passa por ela: forme os pares"
    " de novo, f com c_prev, i com g.",
    lambda f, c_prev, i, g: f * i + c_prev * g,
)
of_args(
    TERMS,
    "weighted-mean",
    "É o que se obtém quando a soma é dividida por f + i, como numa média. A memória pode crescer, e as portas não"
    " precisam somar 1: tire a divisão.",
    lambda f, c_prev, i, g: (f * c_prev + i * g) / (f + i),
)
