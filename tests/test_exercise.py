"""How an answer is judged, on a small exercise made for these tests; every sentence is held to the letter."""

import math

import numpy as np
import pytest

from enap_lstm.exercise import Case, exercise
from enap_lstm.judging.answer import AnswerError, Observation, observe

WORDS = ("Eu", "não", "acredito")


def inputs(rng):
    return [
        Case("um exemplo", (rng.normal(size=3), 2.0), "valores"),
        Case("a frase", (rng.normal(size=(3, 2)), 0.5), "valores", rows=WORDS),
        Case("um lote", (rng.normal(size=(4, 1)), -1.0), "lote"),
        Case("números enormes", (rng.normal(size=2) * 1e300, 1e20), "extremos"),
    ]


def make():
    @exercise(
        notebook="00_start",
        inputs=inputs,
        points=4,
        properties={"valores": 0.5, "lote": 0.25, "extremos": 0.25},
        outputs=("y",),
        hints=("Multiplique x por a.", "Escreva a * x."),
        well_done="Agora a próxima.",
    )
    def scale(x, a):
        """Scale."""
        with np.errstate(over="ignore"):
            return a * x

    @scale.mistake("sum", "Você somou; o enunciado pede o produto. Troque + por *.")
    def _(x, a):
        return a + x

    @scale.mistake("sign", "O sinal está trocado. Confira com a = 2.")
    def _(x, a):
        return -a * x

    return scale


def blank_step(x):
    raise NotImplementedError("Falta a sua solução.")


def judge(answer, seed=5, **options):
    return make().judge(answer, np.random.default_rng(seed), **options)


def test_a_right_answer_earns_everything_and_hears_what_comes_next():
    report = judge(lambda x, a: x * a)
    assert (report.passed, report.score, report.points, report.mistakes) == (True, 1.0, 4, [])
    assert report.message == "Tudo certo: 4 de 4 pontos. Agora a próxima."
    assert [case.name for case in report.cases] == ["um exemplo", "a frase", "um lote", "números enormes"]


def test_a_known_mistake_is_named():
    report = judge(lambda x, a: x - (-a))
    assert (report.score, report.mistakes) == (0, ["sum"])
    assert report.message.endswith("Troque + por *.")


def test_a_property_that_fails_costs_its_share_and_what_is_right_comes_first():
    report = judge(lambda x, a: x * a if a > -1 else x)
    assert report.score == 0.75 and not report.passed and report.mistakes == []
    first, second, *rest = report.message.split("\n")
    assert first == "Certo até aqui: valores e extremos (3 de 4 pontos). Falta: lote."
    assert second.startswith("Com um lote, os valores diferem em y[0, 0]: esperado ")
    assert rest == ["Dica 1: Multiplique x por a. Para outra dica: check(scale, dica=2)"]


def test_nothing_is_earned_before_the_basic_property():
    report = judge(lambda x, a: x * a if x.ndim == 1 else 3 * x)
    assert report.score == 0
    assert report.message.startswith("Com a frase, os valores diferem")  # what is worth nothing yet is not said first


def test_a_place_in_a_sentence_is_named_by_its_word():
    def answer(x, a):
        y = a * x
        y[2:] += y.ndim - 1
        return y

    report = judge(answer)
    assert "em y[2, 0], na palavra “acredito” (t = 3): esperado" in report.message
    assert "Até “não”, tudo confere." in report.message
    assert report.cases[1].where == " em y[2, 0], na palavra “acredito” (t = 3)"


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (lambda x, a: None, "Com um exemplo, scale não devolveu nada: falta um return com o resultado."),
        (lambda x, a: {"y": x}, "Com um exemplo, y deveria ser um array do NumPy; veio dict."),
        (lambda x, a: (a * x)[None], "Com um exemplo, y deveria ter a forma (3,); tem (1, 3). Em algum ponto o vetor virou uma matriz de uma linha ou de uma coluna."),
        (lambda x, a: (a * x).astype(int), "Com um exemplo, y deveria ter números do tipo float64; tem int64. Use um array de float: um inteiro perde as casas decimais."),
        (lambda x, a: np.multiply(x, a, out=x)[:], "Com um exemplo, os valores estão certos, mas a função mudou x, que recebeu de fora. Trabalhe numa cópia: `.copy()`."),
        (lambda x, a: x @ np.ones((7, 2)), "Na linha 1 da sua função, as formas não se combinam (um exemplo: x (3,))."),
        (lambda x, a: b * x, "Na linha 1 da sua função, o nome `b` não existe neste caderno. Confira a grafia, ou rode a célula que o define."),  # noqa: F821
        (lambda x, a: A * x, "ou rode a célula que o define. O argumento se chama `a`."),  # noqa: F821
        (lambda x, b: a * x, "ou rode a célula que o define. No enunciado, ele é um dos argumentos: confira a linha do def."),  # noqa: F821
        (lambda x, a: tanh(x), "ou rode a célula que o define. A função do NumPy se escreve np.tanh."),  # noqa: F821
        (lambda x, a: blank_step(x), "Na linha 1 da sua função, a conta chamou `blank_step`, que ainda não foi escrita."),
        (lambda x, a: 0.5, "y deveria ter a forma (3,); tem (). Veio um número só."),
        (lambda x, a: (x, x), "y deveria ter a forma (3,); tem (2, 3). Há um eixo a mais, de tamanho 2."),
        (lambda x, a: x @ np.ones((7, 2)), "No produto @, os eixos que se encontram têm tamanhos 3 e 7, e deveriam ser iguais."),
        (lambda x, a: np.dot(np.ones((2, 7)), x), "No produto de (2,7) por (3,), os eixos que se encontram têm tamanhos 7 e 3"),
        (lambda x, a: x + np.ones(7), "Numa conta termo a termo, (3,) e (7,) não se encaixam."),
        (lambda x, a: a @ x, "O produto @ recebeu um número só, ou None, e ele multiplica arrays."),
        (lambda x, a: np.zeros((2, 2)).__setitem__(0, x), "Um array de forma (3,) não cabe num lugar de forma (2,)."),
        (lambda x, a: x[9], "o índice 9 não existe: o eixo 0 tem tamanho 3, e os índices começam em 0. As formas que chegaram (um exemplo): x (3,)."),
        (lambda x, a: [k for k in a], "chegou um número só onde a conta espera um array."),
        (lambda x, a: a.ndim, "chegou um número só, e um número não tem `ndim`."),
        (lambda x, a: math.exp(x), "chegou um array onde só cabe um número. As funções de math"),
        (lambda x, a: range(x), "chegou um array onde se espera um número inteiro."),
        (lambda x, a: x if x > 0 else -x, "um if, and ou or recebeu um array inteiro"),
        (lambda x, a: np.ex(x), "Na linha 1 da sua função, o NumPy não tem `ex`. Confira a grafia."),
        (lambda x, a: x.t, "um array não tem `t`. Confira a grafia: maiúsculas e minúsculas contam."),
        (lambda x, a: x.append(a), "um array não tem `append`. Guarde os resultados numa lista"),
        (lambda x, a: x^2, "o sinal ^ não é o da potência em Python."),
        (lambda x, a: np.stack([]), "a lista está vazia: nada foi guardado nela."),
        (lambda x, a: None + a, "há um None no lugar de um valor."),
        (lambda x, a: len(x, a), "Na linha 1 da sua função, a conta parou com TypeError"),
        (lambda x, a: blank_step(x, a), "Na linha 1 da sua função, uma função foi chamada com argumentos a mais ou a menos."),
        (lambda x, a: a_i * x, "ou rode a célula que o define. Há um argumento `a`."),  # noqa: F821
        (lambda x: x, "A função deve receber exatamente (x, a), nesta ordem."),
        (lambda x, a: exit(), "Na linha 1 da sua função, a função chamou exit()."),
        (lambda x, a: (_ for _ in ()), "Com um exemplo, a conta parou com TypeError: A resposta é um gerador"),
    ],
)  # fmt: skip
def test_every_kind_of_slip_has_its_sentence(answer, sentence):
    report = judge(answer)
    assert report.score == 0 and sentence in report.message


def test_a_blank_answer_is_told_to_write_and_nothing_else():
    def answer(x, a):
        raise NotImplementedError

    report = judge(answer)
    assert (
        report.message
        == "scale ainda não foi escrita, ou o raise NotImplementedError ficou: troque-o pela sua conta e rode as duas células."
    )


def test_the_second_hint_on_request():
    assert judge(lambda x, a: x, hint=2).message.endswith("Dica 2: Escreva a * x.")
    assert judge(lambda x, a: x, hint=7).message.endswith("Dica 2: Escreva a * x. Esta é a última.")


def test_another_hint_comes_on_request_even_when_the_mistake_is_known():
    report = judge(lambda x, a: x + a, hint=2)
    assert report.mistakes == ["sum"] and report.message.endswith("Dica 2: Escreva a * x.")


def test_one_of_several_outputs_not_yet_computed_is_named():
    @exercise(
        notebook="00_start",
        inputs=inputs,
        points=1,
        properties={"valores": 0.5, "lote": 0.25, "extremos": 0.25},
        outputs=("dx", "da"),
        hints=("Uma.", "Outra."),
    )
    def both(x, a):
        return x, np.asarray(a)

    half = both.judge(lambda x, a: (x.copy(), None), np.random.default_rng(0))
    assert half.message.startswith("Com um exemplo, da veio None: falta a conta de da.")
    half = both.judge(lambda x, a: (x, da), np.random.default_rng(0))  # noqa: F821
    assert half.message.startswith("Na linha 1 da sua função, `da` ainda não tem valor: falta a linha que o calcula.")


def test_messages_keep_to_five_lines():
    for answer in (lambda x, a: x, lambda x, a: -x * a, lambda x, a: x * a if a > -1 else x):
        assert len(judge(answer).message.splitlines()) <= 5


def test_an_answer_at_a_distance_is_judged_alike():
    class Far:
        def __init__(self, function):
            self.function = function

        def observe(self, args):
            return observe(self.function, args)

    for answer in (lambda x, a: x * a, lambda x, a: x + a, lambda x, a: None):
        assert judge(Far(answer)) == judge(answer)


def test_what_the_distance_itself_raises_is_not_the_answers_fault():
    class Lost:
        def observe(self, args):
            raise ConnectionError("gone")

    with pytest.raises(ConnectionError):
        judge(Lost())


def test_an_error_alone_is_no_proof_of_a_mistake():
    scale = make()

    @scale.mistake("raises", "Esta levanta ValueError.")
    def _(x, a):
        raise ValueError("x")

    class Fails:
        def observe(self, args):
            return Observation(error=AnswerError("ValueError", "something else"))

    assert scale.judge(Fails(), np.random.default_rng(0)).mistakes == []


def test_shares_must_sum_to_one_and_a_mistake_has_one_name():
    with pytest.raises(ValueError, match="sum to 1"):
        exercise(notebook="n", inputs=inputs, points=1, properties={"a": 0.5}, outputs=("y",), hints=("h",))
    with pytest.raises(ValueError, match="twice"):
        make().mistake("sum", "x")(lambda x, a: x)
