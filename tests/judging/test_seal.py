"""What is closed while an answer is judged, however it was imported."""

import subprocess
import sys

import numpy as np
import pytest
import torch
from torch import sigmoid as torch_sigmoid

from enap_lstm.exercises import EXERCISES
from enap_lstm.judging.answer import observe
from enap_lstm.judging.seal import Sealed, sealed
from enap_lstm.reference import input_gate as imported_earlier


def doubled(x):
    return 2 * x


def test_a_sealed_function_refuses_and_opens_again_even_after_an_error():
    also_known_as = doubled
    with pytest.raises(ZeroDivisionError), sealed([doubled]):
        with pytest.raises(Sealed):
            also_known_as(1)
        raise ZeroDivisionError
    assert also_known_as(1) == 2


@pytest.mark.parametrize(
    "use",
    [
        lambda: torch.sigmoid(torch.tensor([1.0])),
        lambda: torch_sigmoid(torch.from_numpy(np.ones(2))),
        lambda: torch.from_numpy(np.ones(2)).numpy() * 1.0,
        lambda: torch.nn.LSTMCell(2, 3),
        lambda: __import__("torch").ones(2),
        lambda: __import__("torch.nn"),
    ],
)
def test_torch_refuses_while_sealed_and_works_afterwards(use):
    with sealed(()):
        assert observe(use, ()).error.kind in ("Sealed", "ModuleNotFoundError")
    assert torch.ones(2).sum().item() == 2
    assert sys.modules["torch"] is torch


def test_an_unused_import_of_torch_is_harmless():
    def answer():
        import torch  # noqa: F401

        return 1.0

    with sealed(()):
        assert observe(answer, ()).value == 1.0


def test_torch_is_not_loaded_by_sealing():
    code = "from enap_lstm.judging.seal import sealed\nimport sys\nwith sealed(()): pass\nassert 'torch' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def gate_answers():
    import enap_lstm.reference as whole
    from enap_lstm import reference

    return {
        "by name": lambda *args: imported_earlier(*args),
        "by module": lambda *args: reference.input_gate(*args),
        "by another name for the module": lambda *args: whole.input_gate(*args),
        "by its file": lambda *args: sys.modules[imported_earlier.__module__].input_gate(*args),
        "a look-alike": lambda *args: reference.forget_gate(*args),
        "by the oracle": lambda *args: EXERCISES["input_gate"].oracle(*args),
    }


@pytest.mark.parametrize("way", gate_answers())
def test_the_reference_is_closed_to_the_answer_it_would_write(way, rng):
    report = EXERCISES["input_gate"].judge(gate_answers()[way], rng)
    assert report.score == 0 and "precisa ser sua" in report.message


@pytest.mark.parametrize("name", ["rnn_step", "input_gate", "lstm_step", "cell_update"])
def test_notebook_03_may_not_call_what_has_the_form_of_its_gate(name, rng):
    from enap_lstm import reference

    report = EXERCISES["forget_gate"].judge(lambda *args: getattr(reference, name)(*args), rng)
    assert report.score == 0 and "precisa ser sua" in report.message


def test_a_reference_of_an_earlier_notebook_stays_open(rng):
    from enap_lstm.reference import sigmoid

    def answer(x, h_prev, U_i, W_i, b_i):
        return sigmoid(x @ U_i.T + h_prev @ W_i.T + b_i)

    assert EXERCISES["input_gate"].judge(answer, rng).passed


def test_a_numerical_gradient_may_not_write_a_backward(rng):
    from enap_lstm.gradcheck import numerical_gradient

    def answer(di, i, x, h_prev, U_i, W_i):
        return numerical_gradient(lambda x: x, (x,))

    report = EXERCISES["input_gate_backward"].judge(answer, rng)
    assert report.score == 0 and "precisa ser sua" in report.message
