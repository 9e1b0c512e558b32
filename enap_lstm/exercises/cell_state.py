"""Notebook 06: the cell state, equation (5), where memory and news meet, and its way back."""

from __future__ import annotations

from enap_lstm import reference
from enap_lstm.exercise import exercise
from enap_lstm.exercises import bank
from enap_lstm.exercises.cell.cell_state_backward_slips import PARTNERS
from enap_lstm.exercises.cell.cell_state_cases import backward_cases, forward_cases
from enap_lstm.exercises.cell.cell_state_kind import Elementwise
from enap_lstm.exercises.cell.cell_state_result_slips import CHANGES, LAYOUT, VALUE
from enap_lstm.exercises.cell.cell_state_return_slips import ORDER, SHAPES, SLOPES
from enap_lstm.exercises.cell.cell_state_slips import GATES, TERMS

STATE = Elementwise("c", reference.cell_state)


@exercise(
    notebook="06_cell_state",
    inputs=forward_cases,
    points=4,
    properties={"as quatro situações": 0.4, "portas entreabertas": 0.2, "um lote": 0.2, "memória além de 1": 0.2},
    outputs=("c",),
    hints={
        "as quatro situações": (
            "São duas perguntas, e cada porta responde a uma: quanto fica do que já havia? Quanto entra do que se"
            " propõe? O estado novo junta as duas respostas.",
            "Com f = 1 e i = 0, o resultado deve ser c_prev, sem tirar nem pôr. Com f = 0 e i = 1, deve ser g. Com as"
            " duas em 1, a soma. Veja em qual das quatro a sua função responde outra coisa.",
            "O mesmo com uma conta bancária: saldo 200, e o banco deixa 0,5 dele; depósito 40, e só 0,25 dele é"
            " creditado. Ficam 100 e entram 10, ao todo 110. Cada fração multiplica o seu valor, e só depois os dois"
            " se somam.",
        ),
        "portas entreabertas": (
            "Uma porta entre 0 e 1 deixa passar uma fração. Com portas em 0 ou em 1 a sua conta já confere: o que ela"
            " faz com f = 0,5?",
            "f e i chegam prontos, entre 0 e 1, e g também, entre −1 e 1. Nada precisa ser arredondado, comparado nem"
            " passado de novo por σ ou tanh.",
            "Com outra conta: 0,75 de 12 é 9. Arredondar 0,75 para 1 daria 12; escolher com um if daria 12 ou 0."
            " Multiplicar pela própria fração dá o 9.",
        ),
        "um lote": (
            "Num lote, cada linha é um exemplo com a sua memória, e a resposta tem a forma de c_prev. Confira a forma"
            " da sua.",
            "O `*` do NumPy multiplica número a número em qualquer forma, (H,) ou (N, H). Se há na sua função um laço,"
            " um `@`, uma soma ou um .T, a conta sem ele serve para as duas.",
            "Com números: `[[1, 2], [3, 4]]` vezes `[[10, 0], [1, 2]]`, com `*`, dá [[10, 0], [3, 8]], cada número com"
            " o do mesmo lugar. Com `@` daria [[12, 4], [34, 8]], que mistura as colunas.",
        ),
        "memória além de 1": (
            "O estado da célula soma palavra após palavra, e pode passar de 1 ou ficar abaixo de −1. O que a sua"
            " função faz com uma memória de 4?",
            "A equação (5) não tem σ nem tanh por fora, nem teto. Devolva a soma como ela sai.",
        ),
    },
    well_done="Com f = 1 e i = 1 a sua memória soma sem teto. Em que situação, das quatro, ela volta a zero?",
)
def cell_state(f, c_prev, i, g):
    """Cell state c_t (eq. 5). All (H,) or (N, H) -> c, the same shape."""
    return reference.cell_state(f, c_prev, i, g)


@exercise(
    notebook="06_cell_state",
    inputs=backward_cases,
    points=6,
    properties={
        "qualquer um dos quatro": 0.1,
        "as portas": 0.3,
        "a memória": 0.2,
        "a proposta": 0.2,
        "um lote": 0.2,
    },
    outputs=("df", "dc_prev", "di", "dg"),
    hints={
        "qualquer um dos quatro": (
            "Escolha um dos quatro números da ida e mova só ele um pouco. Quanto o resultado se move? Essa inclinação,"
            " multiplicada por dc, é o gradiente dele.",
            "São duas parcelas, e cada número da ida aparece numa só. Num produto de dois fatores, o efeito de mover"
            " um deles é o tamanho do outro.",
            "O mesmo com uma compra: total = preço · quantidade + frete. Com 3 unidades, um real a mais no preço"
            " aumenta o total em 3. E uma unidade a mais o aumenta num preço inteiro. O frete não entra em nenhuma das"
            " duas.",
        ),
        "as portas": (
            "Uma porta que se abre um pouco deixa passar um pouco mais de alguma coisa. De quê, no caso de f? E no de"
            " i?",
            "df fica com dc e com o que f multiplica na ida; di, com dc e com o que i multiplica na ida. A própria"
            " porta não entra, e a inclinação da σ é assunto da volta de cada porta.",
            "Com outra conta: y = p · v, com p = 0,25 e v = 8. Se p sobe a 0,26, y sobe de 2 a 2,08: oito centésimos"
            " para um centésimo. A inclinação é o 8, esteja p onde estiver, em 0 ou em 1 também.",
        ),
        "a memória": (
            "dc_prev é a notícia que segue para a palavra anterior. Na ida, quanto da memória de antes chegou até"
            " aqui?",
            "Na ida, c_prev encontrou uma porta só. Na volta, dc passa pela mesma porta, com a mesma abertura.",
            "Com outra conta: y = 0,9 · v + 3. Um real a mais em v são 90 centavos a mais em y, e o 3 não muda isso."
            " Se dy = 2, dv é 1,8.",
        ),
        "a proposta": (
            "A proposta g também passou por uma porta na ida. Por qual delas, e o que isso faz com a notícia na volta?",
            "dg fica com dc e com a porta que estava ao lado de g na ida. A inclinação da tanh é assunto da volta do"
            " caderno 04: aqui se pede até g.",
            "Com outra conta: y = v + 0,2 · w. Uma unidade a mais em w são 0,2 a mais em y. Se dy = 3, dw é 0,6, valha"
            " w o que valer.",
        ),
        "um lote": (
            "Aqui não há parâmetros: cada linha do lote tem as suas portas e a sua memória. Os quatro resultados têm a"
            " forma de dc. Confira a dos seus.",
            "O `*` do NumPy multiplica número a número em qualquer forma. Nada se soma, nada se transpõe, nada se"
            " divide por N.",
            "Com números: `[[1, 2], [3, 4]]` vezes `[[10, 0], [1, 2]]`, com `*`, dá [[10, 0], [3, 8]]: cada linha fica"
            " com a sua.",
        ),
    },
    well_done="Com f = 1 o gradiente da memória passa inteiro, e em nenhum dos quatro há uma inclinação de σ ou de tanh."
    " Por que isso importa em 30 palavras?",
)
def cell_state_backward(dc, f, c_prev, i, g):
    """Gradients of the cell state, from dc, the gradient with respect to c -> df, dc_prev, di, dg."""
    return reference.cell_state_backward(dc, f, c_prev, i, g)


bank.give(cell_state, STATE, GATES, TERMS, VALUE, LAYOUT, CHANGES)
bank.give(cell_state_backward, STATE, PARTNERS, SLOPES, SHAPES, ORDER)
