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
    (r"array split does not result in an equal division", "O eixo cortado não se divide em partes iguais."),
    (
        r"matmul: Input operand \d does not have enough dimensions",
        "O produto @ recebeu um número só, e ele multiplica arrays. Termo a termo, o sinal é *.",
    ),
)
SIZES = (  # sentence and step; the shapes that came in help to see why
    (
        r"index (\d+) is out of bounds for axis (\d+) with size (\d+)",
        "o índice {0} não existe: o eixo {1} tem tamanho {2}, e os índices começam em 0.",
        "Confira até onde vai o laço, ou qual dos eixos se percorre.",
    ),
    (
        r"axis (\d+) is out of bounds for array of dimension (\d+)",
        "o eixo {0} não existe: aqui o array tem {1} eixo só, e os eixos contam de 0. Com um exemplo há um vetor, e não uma tabela.",
        "Use axis=-1, que é o último eixo em qualquer caso.",
    ),
    (
        r"not enough values to unpack \(expected (\d+), got (\d+)\)",
        "a forma tem {1} tamanho, e a linha espera {0}.",
        "O array tem menos eixos neste caso: escreva uma conta que sirva a qualquer forma, ou olhe antes quantos eixos há (.ndim).",
    ),
    (
        r"too many values to unpack \(expected (\d+)",
        "há mais valores do que os {0} nomes à esquerda do sinal de igual.",
        "Confira quantos valores vêm da direita.",
    ),
    (
        r"invalid index to scalar|too many indices for array|tuple index out of range",
        "a conta pede um eixo que este array não tem.",
        "Confira quantos eixos o array tem neste caso, antes de indexar.",
    ),
    (
        r"(?:float|int)\d*' object is not (?:iterable|subscriptable)|(?:float|int)\d*' has no len|len\(\) of unsized"
        r"|iteration over a 0-d|object of type '(?:float|int)\d*' has no",
        "chegou um número só onde a conta espera um array.",
        "Use uma conta que sirva ao número e ao array, como as funções do NumPy.",
    ),
    (
        r"(?:float|int)\d*' object has no attribute '(\w+)'",
        "chegou um número só, e um número não tem `{0}`.",
        "Use uma conta que sirva ao número e ao array, ou comece com np.asarray.",
    ),
    (
        r"setting an array element with a sequence",
        "um lugar que guarda um número só recebeu um array inteiro.",
        "Faça a conta com os arrays inteiros, sem o laço; ou crie o array com a forma do que chega.",
    ),
    (
        r"arrays can be converted to Python scalars",
        "chegou um array onde só cabe um número. As funções de math, por exemplo, só aceitam um número.",
        "Use a função do NumPy de mesmo nome, como np.exp: ela aceita arrays.",
    ),
    (
        r"only integer scalar arrays can be converted",
        "chegou um array onde se espera um número inteiro.",
        "Para o tamanho do primeiro eixo, use len(…).",
    ),
    (
        r"truth value of an array",
        "um if (ou um and, um or) recebeu um array inteiro, que não é só verdadeiro nem só falso.",
        "Escreva uma conta sem if, que sirva para todos os números de uma vez, ou use np.where.",
    ),
)
CERTAIN = (  # sentence and step, whatever came in
    (r"'bitwise_xor'", "o sinal ^ não é o da potência em Python.", "Escreva ** no lugar de ^."),
    (
        r"need at least one array to (?:stack|concatenate)",
        "a lista está vazia: nada foi guardado nela.",
        "Ponha o append dentro do laço.",
    ),
    (
        r"No module named '(\w+)'",
        "o pacote `{0}` não está instalado aqui.",
        "Escreva a conta com NumPy, que já foi importado.",
    ),
    (
        r"must be real number, not (\w+)",
        "chegou um {0} onde só cabe um número.",
        "Confira o que é cada nome dessa linha.",
    ),
    (
        r"can only concatenate (\w+)|unsupported operand type\(s\) for .*'(?:list|str|tuple|dict)'",
        "a conta mistura um array com uma lista, uma tupla ou um texto.",
        "Converta antes com np.array(…), ou confira o que é cada nome dessa linha.",
    ),
    (r"division by zero", "houve uma divisão por zero.", "Confira o que há no denominador."),
)


def told(text: str, table: tuple[tuple[str, str], ...]) -> str:
    """The sentence of the first pattern found in an exception's text, or "" when none is.

    >>> told("operands could not be broadcast together with shapes (3,) (7,) ", SHAPES)
    'Numa conta termo a termo, (3,) e (7,) não se encaixam.'
    """
    for pattern, sentence in table:
        if found := re.search(pattern, text):
            return sentence.format(*found.groups())
    return ""
