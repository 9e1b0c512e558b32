"""How an answer is judged, on small exercises made for these tests; the sentences are in judging/test_wording.py."""

import numpy as np
import pytest

from enap_lstm.exercise import Case, exercise, words
from enap_lstm.judging.answer import AnswerError, Observation, observe
from enap_lstm.panel import Mark, State

WORDS = ("Eu", "não", "acredito")
HINTS = {
    "valores": ("Multiplique x por a.", "Escreva a * x.", "Com outros números: 2 * 3."),
    "lote": ("Um lote é uma tabela.", "Uma linha por exemplo."),
    "extremos": ("Números enormes.",),
}


def inputs(rng):
    return [
        Case("um exemplo", (rng.normal(size=3), 2.0), "valores"),
        Case("a frase", (rng.normal(size=(3, 2)), 0.5), "valores", labels={"y": (words(WORDS),)}),
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
        hints=HINTS,
        well_done="Agora a próxima.",
    )
    def scale(x, a):
        """Scale."""
        return a * x

    @scale.mistake("sum", "Você somou; o enunciado pede o produto. Troque + por *.")
    def _(x, a):
        return a + x

    @scale.mistake("sign", "O sinal está trocado. Confira com a = 2.")
    def _(x, a):
        return -a * x

    return scale


def judge(answer, seed=5, **options):
    return make().judge(answer, np.random.default_rng(seed), **options)


def test_a_right_answer_earns_everything_and_hears_what_comes_next():
    report = judge(lambda x, a: x * a)
    assert (report.passed, report.score, report.points, report.mistakes) == (True, 1.0, 4, [])
    assert report.message == "✓ Certo · scale · 4 de 4 pontos\nTudo certo.\nAgora a próxima."
    assert [case.name for case in report.cases] == ["um exemplo", "a frase", "um lote", "números enormes"]


def test_a_known_mistake_is_named_and_its_last_sentence_is_the_next_step():
    report = judge(lambda x, a: x - (-a))
    assert (report.score, report.mistakes, report.panel.kind) == (0, ["sum"], "engano reconhecido")
    assert report.panel.remarks == ("Você somou; o enunciado pede o produto.",)
    assert report.panel.step == "Troque + por *." and report.panel.opened == 0


def test_a_property_that_fails_costs_its_share_and_what_is_right_comes_first():
    report = judge(lambda x, a: x * a if a > -1 else np.cos(x))
    assert report.score == 0.75 and not report.passed and report.mistakes == []
    assert report.earned == {"valores": True, "lote": False, "extremos": True}
    assert report.message.split("\n")[:2] == [
        "◐ Em parte · scale · os valores diferem · 3 de 4 pontos",
        "Certo: valores (2); extremos (1). Falta: lote (1).",
    ]


def test_nothing_is_earned_before_the_basic_property():
    report = judge(lambda x, a: x * a if x.ndim == 1 else np.cos(x))
    assert report.score == 0 and report.panel.worth == ""


def test_hints_belong_to_the_property_that_fails_and_one_is_told_where_nothing_else_says_what_to_do():
    report = judge(lambda x, a: x * a if a > -1 else np.cos(x))
    assert (report.panel.hints, report.panel.opened) == (HINTS["lote"], 1)
    assert report.message.endswith("Dica 1: Um lote é uma tabela.\nOutra dica: check(scale, dica=2)")


def test_a_hint_that_is_asked_for_comes_beside_a_diagnosis():
    report = judge(lambda x, a: x + a, hint=2)
    assert report.mistakes == ["sum"] and "Próximo passo. Troque + por *.\nDica 1: " in report.message
    assert "Dica 2: Escreva a * x." in report.message and "Dica 3" not in report.message
    assert judge(lambda x, a: x + a, hint=7).message.endswith("Dica 3: Com outros números: 2 * 3.")


def test_a_message_that_says_what_to_do_has_no_hint_glued_to_it():
    report = judge(lambda x, a: None)
    assert report.panel.hints == () and "Dica" not in report.message.replace("Outra dica", "")
    assert "Dica 1" in judge(lambda x, a: None, hint=1).message  # but who asks is answered


def both():
    @exercise(
        notebook="00_start",
        inputs=lambda rng: [
            Case("um exemplo", (rng.normal(size=3), 2.0), "dx", only=("dx",)),
            Case("um exemplo", (rng.normal(size=3), 2.0), "da", only=("da",)),
            Case("um exemplo", (rng.normal(size=3), 2.0), "o passo", one_is_enough=True),
            Case("um lote", (rng.normal(size=(2, 3)), 2.0), "lote"),
        ],
        points=1,
        properties={"dx": 0.25, "da": 0.25, "o passo": 0.25, "lote": 0.25},
        outputs=("dx", "da", "dc"),
        hints=dict.fromkeys(("dx", "da", "o passo", "lote"), ("Uma.", "Outra.")),
    )
    def three(x, a):
        return 2 * x, x.sum() * a, np.cos(x)

    @three.mistake("dx-half", "Falta o 2. Multiplique por 2.")
    def _(x, a):
        return x.copy(), None, None

    @three.mistake("dc-sine", "É o seno. Use o cosseno.")
    def _(x, a):
        return None, None, np.sin(x)

    return three


@pytest.mark.parametrize(
    ("answer", "earned", "mistakes"),
    [
        (lambda x, a: (2 * x, x.sum() * a, None), ["dx", "da", "o passo"], []),
        (lambda x, a: (None, x.sum() * a, np.cos(x)), ["da", "o passo"], []),
        (lambda x, a: (x * 1, x.sum() * a, None), ["da", "o passo"], ["dx-half"]),
        (lambda x, a: (x * 1, 3.0, np.sin(x)), [], ["dx-half"]),  # what dc does is not asked for where dx is
        (lambda x, a: (2 * x, x.sum() * a, np.sin(x)), ["dx", "da", "o passo"], ["dc-sine"]),
        (lambda x, a: (None, None, None), [], []),
        (lambda x, a: (2 * x, x.sum() * a), [], []),
    ],
)
def test_each_output_is_judged_for_itself(answer, earned, mistakes):
    for seed in range(20):
        report = both().judge(answer, np.random.default_rng(seed))
        assert [prop for prop, held in report.earned.items() if held] == earned
        assert report.mistakes == mistakes and report.score == 0.25 * len(earned)


def test_what_is_right_and_what_is_missing_is_said_of_each_output():
    report = both().judge(lambda x, a: (2 * x, None, None), np.random.default_rng(0))
    assert [output.mark for output in report.panel.outputs] == [Mark.RIGHT, Mark.MISSING, Mark.MISSING]
    assert report.panel.happened == "dx: certo. Faltam da e dc."
    assert report.cases[0].outputs == {"dx": Mark.RIGHT} and report.cases[3].outputs["da"] is Mark.MISSING


def test_a_mistake_told_of_some_outputs_says_of_which():
    three = both()
    report = three.judge(lambda x, a: (2 * x, 3.0 * x.sum(), np.sin(x)), np.random.default_rng(0))
    assert report.mistakes == []  # da is asked for first, and no mistake is known of it
    report = three.judge(
        lambda x, a: (2 * x if x.ndim == 1 else x + 0, x.sum() * a, np.sin(x)), np.random.default_rng(0)
    )
    assert set(report.mistakes) == {"dx-half", "dc-sine"} and report.panel.remarks[0].startswith("Em `d")


def test_a_whole_answer_can_be_made_of_a_mistake():
    three = both()
    report = three.judge(three.answer_with("dc-sine"), np.random.default_rng(0))
    assert report.mistakes == ["dc-sine"] and report.panel.outputs[0].mark is Mark.RIGHT


def test_a_mistake_of_manners_is_not_recognised_by_where_it_writes_alone():
    scale = make()

    @scale.mistake("x-negated", "Você trocou o sinal do próprio x. Use outro nome.")
    def _(x, a):
        y = a * x
        x *= -1
        return y

    def writes(what):
        def answer(x, a):
            y = a * x
            x[...] = what(x)
            return y

        return answer

    assert scale.judge(writes(lambda x: -x), np.random.default_rng(0)).mistakes == ["x-negated"]
    assert scale.judge(writes(lambda x: x + 1), np.random.default_rng(0)).mistakes == []


def test_the_width_of_numbers_tells_one_mistake_from_another():
    assert judge(lambda x, a: np.float16(a + x)).mistakes == []
    assert judge(lambda x, a: np.float32(a + x)).mistakes == ["sum"]
    assert judge(lambda x, a: np.longdouble(a) + x).mistakes == ["sum"]


def test_a_student_who_asks_numpy_for_exceptions_does_not_break_the_judge():
    before = np.seterr(all="raise")
    try:
        assert judge(lambda x, a: x * a).passed and judge(lambda x, a: x + a).mistakes == ["sum"]
    finally:
        np.seterr(**before)


@pytest.mark.parametrize("seed", range(20))
def test_an_honest_float32_is_right(seed):
    def answer(x, a):
        return (np.float32(a) * x.astype(np.float32)).astype(float)

    assert judge(answer, seed).passed


def test_a_blank_answer_is_told_to_write_and_nothing_else():
    def answer(x, a):
        raise NotImplementedError

    report = judge(answer)
    assert report.panel.state is State.TO_DO and report.panel.parts == () and report.panel.hints == ()


def test_an_answer_at_a_distance_is_judged_alike():
    class Far:
        def __init__(self, function):
            self.function = function

        def observe(self, args):
            return observe(self.function, args)

    for answer in (lambda x, a: x * a, lambda x, a: x + a, lambda x, a: None):
        far, near = judge(Far(answer)), judge(answer)
        assert (far.score, far.mistakes, far.earned) == (near.score, near.mistakes, near.earned)


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
        exercise(notebook="n", inputs=inputs, points=1, properties={"a": 0.5}, outputs=("y",), hints={"a": ("h",)})
    with pytest.raises(ValueError, match="hints are for"):
        exercise(notebook="n", inputs=inputs, points=1, properties={"a": 1}, outputs=("y",), hints={"b": ("h",)})
    with pytest.raises(ValueError, match="twice"):
        make().mistake("sum", "x")(lambda x, a: x)
