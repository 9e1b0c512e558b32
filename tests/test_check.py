"""What a notebook shows: messages, hints, the summary, the original of a cell, and the traceback that is not there."""

import json
import sys

import numpy as np
import pytest
from IPython.core.getipython import get_ipython
from IPython.testing.globalipapp import start_ipython

import enap_lstm
from enap_lstm import CheckFailed, caderno, check, restaurar, resumo
from enap_lstm.checking.session import SESSION
from enap_lstm.checking.surroundings import foreign_imports


def right(z):
    z = np.asarray(z)
    return np.where(
        z < 0, np.exp(np.minimum(z, 0)) / (1 + np.exp(np.minimum(z, 0))), 1 / (1 + np.exp(-np.maximum(z, 0)))
    )


SCORES = np.array([-1.0, 4.0, 1.0])


def named(name, function):
    function.__name__ = name
    return function


@pytest.fixture(autouse=True)
def new_session():
    yield
    SESSION.checked.clear()
    SESSION.notebook = None


@pytest.fixture
def shell():
    shell = start_ipython() or get_ipython()
    yield shell
    shell.user_ns.pop("sigmoid", None)


def test_a_right_answer_prints_its_points(capsys):
    check(named("sigmoid", right))
    assert capsys.readouterr().out.startswith("✓ Certo · sigmoid · 10 de 10 pontos\nTudo certo.")


def failing(function, name="sigmoid", **options):
    """What is raised by a check of a wrong answer."""
    with pytest.raises(CheckFailed) as caught:
        check(named(name, function), **options)
    return caught.value


def test_a_wrong_answer_shows_its_panel_and_raises_one_line(capsys):
    raised = failing(lambda z: np.tanh(z))
    assert isinstance(raised, AssertionError) and str(raised).startswith(
        "sigmoid · Ainda não · vale 10 pontos. Em s, 4 de 4"
    )
    assert raised._render_traceback_() == ["sigmoid · Ainda não · vale 10 pontos"]
    assert "É o que se obtém com a tangente hiperbólica" in capsys.readouterr().out


def test_two_checks_of_the_same_answer_say_the_same(capsys):
    shown = []
    for _ in range(2):
        failing(lambda z: np.cos(z))
        shown.append(capsys.readouterr().out)
    assert shown[0] == shown[1]


def test_dica_adds_hints_to_what_is_said(capsys):
    failing(lambda z: np.tanh(z), dica=2)
    shown = capsys.readouterr().out
    assert "tangente hiperbólica" in shown and "\nDica 1: " in shown and "\nDica 2: " in shown


def test_the_same_mistake_a_third_time_brings_the_next_hint_unasked(capsys):
    for opened in ("", "", "Dica 1: ", "Dica 2: "):
        failing(lambda z: np.tanh(z))
        shown = capsys.readouterr().out
        assert opened in shown and ("\nDica" in shown) == bool(opened)
    failing(lambda z: 1 / (1 + np.exp(z)))  # another mistake begins anew
    assert "\nDica" not in capsys.readouterr().out


def test_the_failing_case_can_be_had():
    failing(lambda z: np.tanh(z))
    case = check.caso
    assert case.name == "4 números" and list(case.arguments) == ["z"]
    np.testing.assert_allclose(case.got, np.tanh(case.arguments["z"]))
    np.testing.assert_allclose(case.expected, right(case.arguments["z"]))
    check(named("sigmoid", right))
    assert check.caso is None


def test_a_hint_in_quotes_is_told_as_such():
    with pytest.raises(CheckFailed, match="dica é um número, sem aspas"):
        check(named("sigmoid", lambda z: np.cos(z)), dica="2")


def test_data_of_the_notebook_in_a_wrong_answer_are_pointed_at(capsys):
    failing(lambda z: 1 / (1 + np.exp(-SCORES)))
    assert "Atenção. A função usa SCORES, do caderno. Era um dos argumentos, z?" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("wrong", "what"), [("sigmoid", "um texto"), (3, "um valor do tipo int"), (None, "um valor do tipo NoneType")]
)
def test_check_wants_the_function_itself(wrong, what):
    with pytest.raises(CheckFailed, match=rf"sem aspas nem parênteses: check\(sigmoid\). Veio {what}"):
        check(wrong)


def test_an_unknown_name_gets_the_nearest_one_and_the_names_of_this_notebook():
    caderno("03_forget_gate")
    with pytest.raises(
        CheckFailed,
        match="chamado “forget_gat”. Você quis dizer forget_gate. Os deste caderno são forget_gate e forget_gate_backward",
    ):
        check(named("forget_gat", right))
    with pytest.raises(CheckFailed, match="“sigmoid” é um exercício de outro caderno, 00_start. Os deste"):
        check(named("sigmoid", right))
    with pytest.raises(CheckFailed, match="Não sei de que exercício é essa função"):
        check(lambda z: z)


def test_a_package_that_grading_does_not_have_is_named(capsys):
    import torch

    def sigmoid(z):
        import pandas.core  # noqa: F401  # never run: `check` reads the source

        return torch.sigmoid(z)

    assert set(foreign_imports(sigmoid)) == {"pandas", "torch"}
    with pytest.raises(CheckFailed):
        check(sigmoid)
    assert "Na correção só existem o NumPy" in capsys.readouterr().out


def test_numpy_scipy_and_the_standard_library_are_no_surprise():
    def answer(z):
        import math

        import scipy.special  # noqa: F401

        return np.exp(z) + math.pi

    assert set(foreign_imports(answer)) == set()


def test_resumo_counts_what_this_session_checked(capsys):
    caderno("02_input_gate")
    with pytest.raises(CheckFailed):
        check(named("input_gate", lambda *args: None))
    resumo()
    shown = capsys.readouterr().out
    assert "≠ Ainda não" in shown and "○ Por fazer" in shown
    assert "0 de 10 pontos" in shown and "Falta: input_gate e input_gate_backward." in shown


def test_resumo_after_everything_says_how_to_hand_in(capsys):
    check(named("sigmoid", right))
    resumo()
    shown = capsys.readouterr().out
    assert "10 de 10 pontos" in shown and "Tudo pronto para entregar." in shown and "Moodle" in shown


def test_resumo_notices_an_answer_changed_after_its_check(shell, capsys):
    cell = "def sigmoid(z):\n    return 1 / (1 + np.exp(-z))"
    shell.run_cell("import numpy as np\nfrom enap_lstm import check, resumo\n" + cell)
    for changed, said in (
        (cell, "Tudo pronto para entregar."),
        (cell.replace("-z", "z"), "↺ Mudou depois"),
    ):
        shell.run_cell("import numpy as np\n" + cell + "\ncheck(sigmoid)")
        shell.run_cell("import numpy as np\n" + changed)
        capsys.readouterr()
        shell.run_cell("resumo()")
        assert said in capsys.readouterr().out


def test_resumo_before_anything_says_what_to_run():
    with pytest.raises(CheckFailed, match="rode a primeira célula"):
        resumo()


def test_restaurar_shows_the_original_of_a_cell(capsys):
    restaurar("input_gate")
    shown = capsys.readouterr().out
    assert "def input_gate(x, h_prev, U_i, W_i, b_i):" in shown and "NotImplementedError" in shown
    restaurar(named("input_gate", right))
    assert capsys.readouterr().out == shown
    with pytest.raises(CheckFailed, match="Você quis dizer 'input_gate'"):
        restaurar("input_gat")


def test_ipython_shows_the_message_and_no_traceback(shell, capsys):
    shell.run_cell("from enap_lstm import check\ndef sigmoid(z):\n    return None\ncheck(sigmoid)")
    shown = capsys.readouterr()
    assert "A função devolveu None." in shown.out + shown.err
    assert shown.out.rstrip().endswith("sigmoid · Ainda não · vale 10 pontos")
    assert "Traceback" not in shown.out + shown.err


def test_the_public_names_are_few_and_the_version_is_the_packages():
    from importlib.metadata import version

    assert len(enap_lstm.__all__) <= 10
    assert all(hasattr(enap_lstm, name) for name in enap_lstm.__all__)
    assert enap_lstm.__version__ == version("enap-lstm")


def test_originals_cover_every_exercise():
    from importlib import resources

    from enap_lstm.exercises import EXERCISES

    originals = json.loads(resources.files("enap_lstm").joinpath("data/originals.json").read_text(encoding="utf-8"))
    assert originals.keys() == EXERCISES.keys()


START = "import numpy as np\nfrom enap_lstm import check, resumo\nfrom enap_lstm.reference import sigmoid, input_gate\n"
FORGET = "{head}\n    return sigmoid(x @ U_f.T + h_prev @ W_f.T + b_f){tail}"
HEAD = "def forget_gate(x, h_prev, U_f, W_f, b_f):"
RIGHT = FORGET.format(head=HEAD, tail="")


@pytest.fixture
def notebook(shell, capsys):
    """Runs the cells of notebook 03 and gives what the last one showed."""
    caderno("03_forget_gate")
    shell.run_cell(START)

    def run(*cells):
        for cell in cells:
            capsys.readouterr()
            shell.run_cell(cell, store_history=True)
        return capsys.readouterr().out

    yield run
    for name in ("forget_gate", "minha", "sigmoid", "Porta"):
        shell.user_ns.pop(name, None)
    shell.history_manager.input_hist_raw[1:] = []


@pytest.mark.parametrize("cells", [
    (RIGHT,),
    ("forget_gate = lambda x, h_prev, U_f, W_f, b_f: sigmoid(x @ U_f.T + h_prev @ W_f.T + b_f)",),
    ("from functools import partial\ndef f(s, x, h, U, W, b):\n    return s(x @ U.T + h @ W.T + b)\nforget_gate = partial(f, sigmoid)",),
    ("class Porta:\n    def __call__(self, x, h, U, W, b):\n        return sigmoid(x @ U.T + h @ W.T + b)\nforget_gate = Porta()",),
    ("def loud(f):\n    def inner(*a):\n        return f(*a)\n    return inner\n@loud\n" + RIGHT,),
    ("def minha(x, h, U, W, b):\n    return sigmoid(x @ U.T + h @ W.T + b)\nforget_gate = minha",),
    (RIGHT.replace("forget_gate", "minha"), "forget_gate = minha\ndel minha"),
    (HEAD + "\n    return x", "if True:\n    " + RIGHT.replace("\n", "\n    ")),
])  # fmt: skip
def test_whatever_stands_under_the_exercises_name_is_the_answer(notebook, cells):
    assert notebook(*cells, "check(forget_gate)").startswith("✓ Certo · forget_gate · 4 de 4 pontos")


def test_an_object_bound_to_the_exercises_name_is_found_under_another_one(notebook):
    assert notebook(RIGHT, "minha = forget_gate", "check(minha)").startswith("✓ Certo · forget_gate")


def test_another_gate_under_this_name_is_judged_as_this_gate(notebook):
    shown = notebook("forget_gate = input_gate", "check(forget_gate)")
    assert shown.startswith("! A conta parou · forget_gate · a referência fica fechada")


def test_after_an_error_of_syntax_the_function_of_before_is_not_judged(notebook):
    broken = FORGET.format(head=HEAD, tail=")")
    shown = notebook(RIGHT, broken, "check(forget_gate)")
    assert shown.startswith("↺ Não verificada · forget_gate · erro de sintaxe")
    assert "→ 2      return sigmoid(x @ U_f.T + h_prev @ W_f.T + b_f))" in shown
    assert notebook(RIGHT, "check(forget_gate)").startswith("✓ Certo")


def test_after_an_error_above_the_def_the_function_of_before_is_not_judged(notebook):
    shown = notebook(
        RIGHT, "import pacote_que_nao_existe\n" + RIGHT.replace("+ b_f)", "+ b_f + 1)"), "check(forget_gate)"
    )
    assert shown.startswith("↺ Não verificada · forget_gate · a célula falhou")
    assert notebook("forget_gate = lambda *a: 0.0", "check(forget_gate)").startswith("≠ Ainda não")


def test_an_endless_loop_ends_by_itself_even_if_it_catches_everything(notebook, monkeypatch):
    monkeypatch.setattr(sys.modules["enap_lstm.check"], "SECONDS", 0.2)
    loop = HEAD + "\n    while True:\n        try:\n            x = x + 1\n        except:\n            pass"
    shown = notebook(loop, "check(forget_gate)")
    assert shown.startswith("◷ Limite de tempo · forget_gate") and "→ 2      while True:" in shown
    assert "A função não terminou em 0,2 s, e a verificação parou." in shown


def test_an_interrupt_is_one_sentence(notebook):
    shown = notebook(HEAD + "\n    raise KeyboardInterrupt", "check(forget_gate)")
    assert shown.strip() == "Verificação interrompida: nada foi avaliado."


def test_what_the_answers_cell_imports_is_seen_though_the_answer_does_not_use_it(notebook):
    shown = notebook("import torch\n" + RIGHT, "check(forget_gate)")
    assert "Atenção. A célula usa torch. Na correção só existem" in shown


def test_a_helper_of_another_cell_that_uses_what_grading_lacks_is_seen(notebook):
    helper = "import torch\ndef minha(z):\n    return torch.sigmoid(z)"
    shown = notebook(helper, HEAD + "\n    return minha(x @ U_f.T)", "check(forget_gate)")
    assert "A célula usa torch" in shown
