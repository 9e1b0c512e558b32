"""What Python and NumPy say in English when a calculation stops, told in Portuguese. A leaf.

Only texts whose cause is certain are here; any other is shown to the student as it came.
"""

from __future__ import annotations

import re

SHAPES = (  # each ends a sentence that already names the shapes which came in
    (
        r"size (\d+) is different from (\d+)",
        "No produto @, os eixos que se encontram têm tamanhos {1} e {0}, e deveriam ser iguais.",
    ),
    (
        r"shapes (\(.*?\)) and (\(.*?\)) not aligned: (\d+) .*?!= (\d+)",
        "No produto de {0} por {1}, os eixos que se encontram têm tamanhos {2} e {3}, e deveriam ser iguais.",
    ),
    (
        r"broadcast together with shapes (\([\d,]*\)) (\([\d,]*\))\s*$",
        "Numa conta termo a termo, {0} e {1} não se encaixam.",
    ),
    (
        r"could not broadcast input array from shape (\(.*?\)) into shape (\(.*?\))",
        "Um array de forma {0} não cabe num lugar de forma {1}.",
    ),
    (
        r"matmul: Input operand \d does not have enough dimensions",
        "O produto @ recebeu um número só, ou None, e ele multiplica arrays. Termo a termo, o sinal é *.",
    ),
)
SIZES = (  # the shapes that came in help to see why
    (
        r"index (\d+) is out of bounds for axis (\d+) with size (\d+)",
        "o índice {0} não existe: o eixo {1} tem tamanho {2}, e os índices começam em 0.",
    ),
    (
        r"(?:float|int)\d*' object is not (?:iterable|subscriptable)|(?:float|int)\d*' has no len|len\(\) of unsized",
        "chegou um número só onde a conta espera um array.",
    ),
    (r"(?:float|int)\d*' object has no attribute '(\w+)'", "chegou um número só, e um número não tem `{0}`."),
    (
        r"arrays can be converted to Python scalars",
        "chegou um array onde só cabe um número. As funções de math, por exemplo, só aceitam um número; as do NumPy"
        " aceitam os dois.",
    ),
    (r"setting an array element with a sequence", "chegou um array onde só cabe um número."),
    (
        r"only integer scalar arrays can be converted",
        "chegou um array onde se espera um número inteiro. Para o tamanho do primeiro eixo, use len(…).",
    ),
    (
        r"truth value of an array",
        "um if, and ou or recebeu um array inteiro, que não é só verdadeiro nem só falso. Uma conta sem if serve para"
        " todos os números de uma vez.",
    ),
)
SPELLING = (
    (r"module 'numpy' has no attribute '(\w+)'", "o NumPy não tem `{0}`. Confira a grafia."),
    (
        r"'numpy\.ndarray' object has no attribute 'append'",
        "um array não tem `append`. Guarde os resultados numa lista, que começa em [].",
    ),
    (
        r"'numpy\.ndarray' object has no attribute '(\w+)'",
        "um array não tem `{0}`. Confira a grafia: maiúsculas e minúsculas contam.",
    ),
    (r"'bitwise_xor'", "o sinal ^ não é o da potência em Python. Escreva ** no lugar dele."),
    (r"need at least one array to (?:stack|concatenate)", "a lista está vazia: nada foi guardado nela."),
    (
        r"NoneType",
        "há um None no lugar de um valor. Ele vem de uma função sem return, ou de lista = lista.append(…), que se"
        " escreve sem o lista =.",
    ),
)


def told(text: str, table: tuple[tuple[str, str], ...]) -> str:
    """The sentence of the first pattern found in an exception's text, or "" when none is.

    >>> told("module 'numpy' has no attribute 'ex'", SPELLING)
    'o NumPy não tem `ex`. Confira a grafia.'
    """
    for pattern, sentence in table:
        if found := re.search(pattern, text):
            return sentence.format(*found.groups())
    return ""
