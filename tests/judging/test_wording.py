"""Every sentence about an answer, held to the letter: what happened, where, both sides, one next step."""

import linecache
import math

import numpy as np
import pytest

from enap_lstm.exercise import Case, exercise, words
from enap_lstm.judging.compare import Kind
from enap_lstm.judging.differences import BY_KIND
from enap_lstm.judging.wording import WORDED, sentences
from enap_lstm.panel import State

CELL = "import numpy as np\nimport math\n\n{before}\n\ndef scale(x, a):\n    {body}\n"


@exercise(
    notebook="00_start",
    inputs=lambda rng: [
        Case("um exemplo", (rng.normal(size=3), 2.0), "valores"),
        Case("a frase", (rng.normal(size=(3, 2)), 0.5), "frase", labels={"y": (words(("Eu", "não", "acredito")), "unidade")}),
    ],
    points=4,
    properties={"valores": 0.5, "frase": 0.5},
    outputs=("y",),
    hints={"valores": ("Uma ideia.", "Um esquema."), "frase": ("Outra ideia.",)},
)  # fmt: skip
def scale(x, a):
    return a * x


def panel(body, before="", notebook=None):
    """The panel of an answer written in a cell."""
    text = CELL.format(body=body, before=before)
    name = f"<cell {abs(hash(text))}>"
    linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
    names = {"__name__": "__main__", "sigmoid": lambda z: z, **(notebook or {})}
    exec(compile(text, name, "exec"), names)
    return scale.judge(names["scale"], np.random.default_rng(5)).panel


@pytest.mark.parametrize(("body", "happened", "step"), [
    # what came back
    ("y = a * x", "`scale` não devolveu nada (veio `None`): falta um return com o resultado.", "Acrescente `return y` como última linha da função."),
    ("print(a * x)", "`scale` mostra o resultado com print, mas não o devolve: veio `None`.", "Troque o print por return."),
    ("return None", "A função devolveu `None`.", "Devolva o resultado no lugar de None."),
    ("if a == 9:\n        return a * x", "Com um exemplo, a função chegou ao fim sem passar por um return, e devolveu `None`.", "Alinhe o return com as primeiras linhas da função, fora do if, do else ou do for."),
    ("return a * x,", "`y` deveria ser um array; veio uma tupla com um array dentro.", "Tire a vírgula do fim da linha do return."),
    ("return [a * x]", "`y` deveria ser um array; veio uma lista com um array dentro.", "Tire os colchetes da linha do return."),
    ("return a * x, x + 1", "`y` deveria ser um array; veio uma tupla de 2 valores. O valor de posição 0 já é `y`.", "Devolva só `y`."),
    ("return x + 1, x + 2", "`y` deveria ser um array; veio uma tupla de 2 valores.", "Devolva só `y`."),
    ("return {'y': a * x}", "`y` deveria ser um array do NumPy; veio um dict.", "Devolva os números num array, como np.array([…])."),
    ("return {1, 2}", "`y` deveria ser um array do NumPy; veio um set.", "Devolva os números num array, como np.array([…])."),
    ("return 'abc'", "`y` deveria ser um array do NumPy; veio um texto.", "Devolva os números num array, como np.array([…])."),
    ("return x.transpose", "`y` é um método que não foi chamado.", "Ponha os parênteses depois do nome: `.transpose()`, `.sum()`, `.copy()`."),
    ("return np.tanh", "`y` é uma função que não foi chamada.", "Ponha os parênteses depois do nome, com o que ela recebe."),
    ("yield a * x", "Veio um gerador: há um yield na função, e ela ainda não calculou nada.", "Guarde os valores numa lista e devolva com return."),
    # arrays
    ("return (a * x)[None]", "`y` saiu com outra forma.", ""),
    ("return (a * x).astype(int)", "`y` deveria ter números do tipo float64; veio int64.", "Use um array de float: um inteiro perde as casas decimais."),
    ("return (a * x).astype(np.float16)", "`y` deveria ter números do tipo float64; veio float16.", "Use float64, o tipo padrão do NumPy: float16 guarda só três casas, e o resultado sai arredondado."),
    ("return a * x + 0j", "`y` deveria ter números do tipo float64; veio complex128.", "Devolva só a parte real."),
    ("x *= a\n    return x.copy()", "Os valores estão certos, mas a função mudou `x`, que recebeu de fora.", "Guarde a conta num nome novo, ou trabalhe numa cópia: `x.copy()`."),
    ("return np.cos(x)", "Em `y`, 3 de 3 números diferem.", ""),
    ("y = a * x\n    y[1] = 9\n    return y", "Em `y`, 1 de 3 números difere.", ""),
    ("return (a * x).round(2)", "Em `y`, 3 de 3 números diferem.", "Tire o arredondamento: a função devolve todas as casas."),
    ("return x + 0", "Em `y`, 3 de 3 números diferem.", "Falta a conta que parte de `x`."),
    ("y = a * x\n    return np.float64(np.float16(y))", "Em `y`, 2 de 3 números diferem.", "Use float64, o tipo padrão do NumPy: tire o float16."),
    ("return a * x + np.random.default_rng().normal()", "A função devolve números diferentes a cada chamada, com os mesmos argumentos.", "Tire o que é sorteado, ou guardado fora da função: o resultado depende só dos argumentos."),
    # names
    ("return A * x", "Na linha 2 da sua função, o nome `A` não existe neste caderno.", "O argumento se chama `a`: troque `A` por `a`."),
    ("return tanh(x)", "Na linha 2 da sua função, o nome `tanh` não existe neste caderno.", "A função do NumPy se escreve `np.tanh`."),
    ("return sigmoide(x)", "Na linha 2 da sua função, o nome `sigmoide` não existe neste caderno.", "Existe `sigmoid`, quase igual: troque `sigmoide` por `sigmoid`."),
    ("return σ(x)", "Na linha 2 da sua função, o nome `σ` não existe neste caderno.", "A função se chama `sigmoid` neste caderno: escreva esse nome."),
    ("z = x\n    return zz * a", "Na linha 3 da sua função, o nome `zz` não existe neste caderno.", "Use um dos argumentos: `x` ou `a`, ou defina `zz` acima."),
    ("resultado = x\n    return resutado * a", "Na linha 3 da sua função, o nome `resutado` não existe neste caderno.", "Existe `resultado`, quase igual: troque `resutado` por `resultado`."),
    ("return a_i * x", "Na linha 2 da sua função, o nome `a_i` não existe neste caderno.", "Há um argumento `a`: era ele?"),
    ("y = y + x\n    return y", "Na linha 2 da sua função, a variável `y` é usada antes de receber um valor.", "Defina `y` acima, em todos os casos."),
    ("return np.than(x)", "Na linha 2 da sua função, o NumPy não tem `than`.", "Ele tem `np.tanh`: era essa?"),
    ("return np.sigmoid(x)", "Na linha 2 da sua função, o NumPy não tem `sigmoid`.", "A função `sigmoid` é do próprio caderno: chame `sigmoid(…)`, sem np na frente."),
    ("return x.t", "Na linha 2 da sua função, um array não tem `.t`.", "A transposta é `.T`, com letra maiúscula e sem parênteses."),
    ("return x.append(a)", "Na linha 2 da sua função, um array não tem `.append`.", "Guarde os resultados numa lista, que começa em `[]`, e junte-os no fim com `np.stack`."),
    # calls
    ("return x.T() * a", "Na linha 2 da sua função, `.T` não se chama: é um atributo, sem parênteses.", "Escreva `.T` no lugar de `.T()`."),
    ("return x @ x.transpose", "Na linha 2 da sua função, falta chamar `.transpose`: sem parênteses, veio o método, e não o array.", "Escreva `.T`, ou `.transpose()` com parênteses."),
    ("return 1 / (1 + np.exp - x)", "Na linha 2 da sua função, `np.exp` está sem parênteses: veio a própria função, e não o que ela calcula.", "Chame-a com o que ela recebe: `np.exp(…)`."),
    ("return a * (x)(x)", "Na linha 2 da sua função, há parênteses logo depois de um array, como se fosse uma função.", "Para multiplicar, ponha * ou @ entre os dois; para pegar um elemento, use colchetes."),
    ("return scale(x)", "Na linha 2 da sua função, uma função foi chamada com argumentos a mais ou a menos.", "Confira, na linha do def dessa função, quantos ela recebe e em que ordem."),
    ("return scale(x, a)", "Na linha 2 da sua função, `scale` chama a si mesma sem parar.", "Escreva a conta no lugar da chamada à própria função."),
    ("return None + a", "Na linha 2 da sua função, há um `None` no lugar de um valor.", "Ele vem de uma função sem return, ou de lista = lista.append(…): escreva lista.append(…) sozinho."),
    # Python and NumPy
    ("return x @ np.ones((7, 2))", "Na linha 2 da sua função, no produto @, os eixos que se encontram têm tamanhos 3 e 7, e deveriam ser iguais.", ""),
    ("return np.dot(np.ones((2, 7)), x)", "Na linha 2 da sua função, no produto de (2,7) por (3,), os eixos que se encontram têm tamanhos 7 e 3, e deveriam ser iguais.", ""),
    ("return x + np.ones(7)", "Na linha 2 da sua função, numa conta termo a termo, (3,) e (7,) não se encaixam.", ""),
    ("return a @ x", "Na linha 2 da sua função, o produto @ recebeu um número só, e ele multiplica arrays. Termo a termo, o sinal é *.", ""),
    ("return x[9]", "Na linha 2 da sua função, o índice 9 não existe: o eixo 0 tem tamanho 3, e os índices começam em 0.", "Confira até onde vai o laço, ou qual dos eixos se percorre."),
    ("return x.sum(axis=1)", "Na linha 2 da sua função, o eixo 1 não existe: aqui o array tem 1 eixo só, e os eixos contam de 0. Com um exemplo há um vetor, e não uma tabela.", "Use axis=-1, que é o último eixo em qualquer caso."),
    ("return math.exp(x)", "Na linha 2 da sua função, chegou um array onde só cabe um número. As funções de math, por exemplo, só aceitam um número.", "Use a função do NumPy de mesmo nome, como np.exp: ela aceita arrays."),
    ("return x if x > 0 else -x", "Na linha 2 da sua função, um if (ou um and, um or) recebeu um array inteiro, que não é só verdadeiro nem só falso.", "Escreva uma conta sem if, que sirva para todos os números de uma vez, ou use np.where."),
    ("return x^2", "Na linha 2 da sua função, o sinal ^ não é o da potência em Python.", "Escreva ** no lugar de ^."),
    ("return np.stack([])", "Na linha 2 da sua função, a lista está vazia: nada foi guardado nela.", "Ponha o append dentro do laço."),
    ("N, D = x.shape\n    return a * x", "Na linha 2 da sua função, a forma tem 1 tamanho, e a linha espera 2.", "O array tem menos eixos neste caso: escreva uma conta que sirva a qualquer forma, ou olhe antes quantos eixos há (.ndim)."),
    ("return 1 / 0", "Na linha 2 da sua função, houve uma divisão por zero.", "Confira o que há no denominador."),
    ("return exit()", "Na linha 2 da sua função, a função chamou exit().", "Uma resposta devolve o resultado com return: tire o exit()."),
    ("return input()", "Na linha 2 da sua função, a função chamou input(), e ninguém responde durante a verificação.", "Use os argumentos da função no lugar de input()."),
    ("import pandas_nao", "Na linha 2 da sua função, o pacote `pandas_nao` não está instalado aqui.", "Escreva a conta com NumPy, que já foi importado."),
    ("raise KeyError('x')", "Na linha 2 da sua função, a conta parou com KeyError: `'x'`.", ""),
])  # fmt: skip
def test_what_happened_and_what_to_do(body, happened, step):
    found = panel(body)
    assert (found.happened, found.step) == (happened, step)
    assert len(found.hints) == (0 if step and not found.expected else 2)


def test_the_line_in_question_is_quoted():
    source = panel("z = a * x\n    return sigmoide(z)").source
    assert (source.line, source.text.splitlines()[2].strip()) == (3, "return sigmoide(z)")
    assert source.remark == "o Python disse: name 'sigmoide' is not defined"
    assert panel("return a * x,").source.remark == "a vírgula no fim faz uma tupla"
    assert (
        panel("z = x\n    x += 1\n    x -= 1\n    x *= a\n    return x + 0").source.line == 3
    )  # the first that writes


def test_what_a_helper_does_is_told_as_the_helpers():
    prints = panel("return a * soma(x)", "def soma(z):\n    print(z + 0)")
    assert prints.happened == "Na linha 2 da sua função, `soma` não devolve nada, e a conta recebeu `None`."
    assert prints.step == "Em `soma`, troque o print por return, ou acrescente o return."
    inside = panel("return a * soma(x)", "def soma(z):\n    return zz")
    assert (
        inside.happened
        == "Na linha 2 da sua função, o nome `zz` não existe neste caderno. Foi dentro de `soma`, que esta linha chama."
    )


@pytest.mark.parametrize(("definition", "happened", "step"), [
    ("def scale(x): return x", "A função é chamada com 2 argumentos. A sua recebe menos.", "Na linha do def, escreva (x, a), nesta ordem."),
    ("def scale(x, a, b): return x", "A função é chamada com 2 argumentos. A sua pede também `b`.", "Na linha do def, escreva (x, a), nesta ordem."),
    ("def scale(a, x): return a * x[0]", "Na linha do def, os argumentos estão em outra ordem: (a, x).", "Escreva (x, a), a ordem em que eles chegam."),
    ("class scale:\n    def __init__(self, x, a):\n        self.y = a * x", "`scale` é uma classe: chamá-la cria um objeto, e não faz a conta.", "Escreva uma função, com def scale."),
    ("async def scale(x, a): return a * x", "A função é assíncrona (async def), e ela ainda não calculou nada.", "Tire o async do def."),
    ("def scale(x, a): raise NotImplementedError", "`scale` ainda não foi escrita, ou o raise NotImplementedError ficou.", "Troque o raise pela sua conta e rode as duas células."),
    ("scale = lambda x, a: a * x[0] * np.ones(9)", "`y` saiu com outra forma.", ""),
])  # fmt: skip
def test_the_line_of_the_def(definition, happened, step):
    found = panel("pass\n\n" + definition)
    assert (found.happened, found.step) == (happened, step)


def test_where_it_differs_is_told_by_its_labels_and_what_still_agrees_before_it():
    found = panel("y = a * x\n    y[2:] += y.ndim - 1\n    return y")
    assert (found.where, found.expected, found.got) == (
        "com a frase, em `y[2, 0]`, palavra *acredito* (t = 2), unidade 0",
        "−0,392",
        "0,608",
    )
    assert found.remarks == ("Até palavra *não* (t = 1), tudo confere.",)
    assert found.table.head == ("palavra", "esperado", "obtido", "igual?") and found.table.marked == 2
    assert [row[0] for row in found.table.rows] == ["*Eu* (t = 0)", "*não* (t = 1)", "*acredito* (t = 2)"]
    assert [row[3] for row in found.table.rows] == ["sim", "sim", "não"]


@pytest.mark.parametrize(("body", "remark"), [
    ("return -a * x", "Todos os números têm o sinal trocado."),
    ("return 3 * a * x", "Todos os números são 3 vezes o esperado."),
    ("return a * x / 4", "Todos os números são o esperado dividido por 4."),
    ("return a * x + 1", "Todos os números estão 1 acima do esperado."),
    ("return 1 - a * x", "Cada número é 1 menos o esperado."),
    ("return (a * x)[::-1].copy()", "Os números vieram de trás para a frente."),
    ("return 0 * x", "Veio zero em toda parte."),
    ("return a * x / (x - x)", "nan quer dizer “não é um número”: sai de contas como inf/inf, 0/0 ou 0 · inf."),
    ("return (a * x)[None]", "Em algum ponto o vetor virou uma matriz de uma linha ou de uma coluna."),
    ("return (a * x).sum()", "Veio um número só: alguma soma ou produto juntou tudo."),
    ("return (a * x)[1:].copy()", "No primeiro eixo, falta uma posição."),
])  # fmt: skip
def test_what_all_numbers_have_in_common_is_seen(body, remark):
    if "x - x" in body:
        body = "return np.log(-np.abs(a * x))"
    assert panel(body).remarks == (remark,)


def test_the_shapes_that_came_in_are_listed():
    """Of the arguments in the line in question; of all, where it names none."""
    assert panel("return x @ np.ones((7, 2))").remarks == ("Chegaram (um exemplo): `x` (3,).",)
    assert panel("z = x\n    return z @ np.ones((7, 2))").remarks == (
        "Chegaram (um exemplo): `x` (3,), `a` um número.",
    )


def test_a_view_is_told_with_what_to_do():
    @exercise(
        notebook="n", inputs=lambda rng: [Case("um exemplo", (rng.normal(size=(2, 3)),), "v")], points=1,
        properties={"v": 1.0}, outputs=("y",), hints={"v": ("Uma.",)},
    )  # fmt: skip
    def turn(x):
        return x.T.copy()

    found = turn.judge(lambda x: x.T, np.random.default_rng(0)).panel
    assert found.happened == "Os valores estão certos, mas `y` divide a memória com `x`: quem mudar um muda o outro."
    assert found.step == "Devolva um array novo: `y.copy()`."


def test_a_long_or_odd_text_of_the_students_is_cut_and_cleaned():
    found = panel("return np.zeros(3) @ np.zeros(('x' * 500,))")
    assert len(found.happened) < 200 and "`" not in found.happened.strip("`.").split("`")[-1]


def test_every_kind_of_mismatch_has_its_words():
    assert set(WORDED) == set(Kind) and set(BY_KIND) == set(Kind) - {Kind.ERROR}


def test_a_hint_is_what_was_computed_and_one_thing_to_do():
    assert sentences("É o que dá x @ U.T. Troque por x @ U.") == (("É o que dá x @ U.T.",), "Troque por x @ U.")
    assert sentences("Some o viés.") == ((), "Some o viés.")


def test_states():
    assert panel("return 1 / 0").state is State.STOPPED and panel("return x + 1").state is State.NOT_YET
    assert panel("return a * x if x.ndim == 1 else 1 / 0").state is State.PARTLY
    assert panel("return a * x").state is State.RIGHT
    assert math.isclose(panel("return a * x").earned, 4)
