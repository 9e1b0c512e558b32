"""What a notebook shows: messages, hints, the summary, the original of a cell, and the traceback that is not there."""

import json

import numpy as np
import pytest
from IPython.core.getipython import get_ipython
from IPython.testing.globalipapp import start_ipython

import enap_lstm
from enap_lstm import CheckFailed, caderno, check, restaurar, resumo
from enap_lstm.check import _reports, foreign_imports


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
def new_session(monkeypatch):
    _reports.clear()
    monkeypatch.setattr(enap_lstm.check.__globals__["sys"].modules["enap_lstm.check"], "_notebook", None)


@pytest.fixture
def shell():
    shell = start_ipython() or get_ipython()
    yield shell
    shell.user_ns.pop("sigmoid", None)


def test_a_right_answer_prints_its_points(capsys):
    check(named("sigmoid", right))
    assert capsys.readouterr().out.startswith("Tudo certo: 10 de 10 pontos.")


def test_a_wrong_answer_raises_an_assertion_error_with_the_message():
    with pytest.raises(AssertionError, match="tanh"):
        check(named("sigmoid", lambda z: np.tanh(z)))


def test_two_checks_of_the_same_answer_say_the_same():
    messages = []
    for _ in range(2):
        with pytest.raises(CheckFailed) as caught:
            check(named("sigmoid", lambda z: np.cos(z)))
        messages.append(str(caught.value))
    assert messages[0] == messages[1]


def test_dica_chooses_the_hint():
    with pytest.raises(CheckFailed, match="Dica 2: "):
        check(named("sigmoid", lambda z: np.cos(z)), dica=2)


def test_a_hint_in_quotes_is_told_as_such():
    with pytest.raises(CheckFailed, match="dica é um número, sem aspas"):
        check(named("sigmoid", lambda z: np.cos(z)), dica="2")


def test_data_of_the_notebook_in_a_wrong_answer_are_pointed_at():
    with pytest.raises(CheckFailed) as caught:
        check(named("sigmoid", lambda z: 1 / (1 + np.exp(-SCORES))))
    last = str(caught.value).splitlines()[-1]
    assert last == "A função usa `SCORES`, do caderno. Confira se não queria um dos argumentos: z."


@pytest.mark.parametrize("wrong", ["sigmoid", 3, None])
def test_check_wants_the_function_itself(wrong):
    with pytest.raises(CheckFailed, match="sem aspas nem parênteses"):
        check(wrong)


def test_an_unknown_name_gets_the_nearest_one():
    with pytest.raises(CheckFailed, match="Você quis dizer 'sigmoid'"):
        check(named("sigmoide", right))


def test_a_package_that_grading_does_not_have_is_named(capsys):
    import torch

    def sigmoid(z):
        import pandas.core  # noqa: F401  # never run: `check` reads the source

        return torch.sigmoid(z)

    assert set(foreign_imports(sigmoid)) == {"pandas", "torch"}
    with pytest.raises(CheckFailed, match="Na correção só existem o NumPy"):
        check(sigmoid)


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
    assert "ainda não" in shown and "por fazer" in shown
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
        (cell.replace("-z", "z"), "sigmoid: certo (10 de 10) (mudou depois da verificação)"),
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
    assert "sigmoid não devolveu nada" in shown.out + shown.err
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
