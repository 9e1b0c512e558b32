"""What cannot be checked is told in one sentence of Portuguese with a next step, and none of our frames."""

import functools
import signal
import subprocess
import sys
import traceback

import numpy as np
import pytest
import torch
from IPython.core.interactiveshell import InteractiveShell

from enap_lstm.gradcheck import gradient_check, numerical_gradient
from enap_lstm.gradcheck.misuse import Interrupted, Misuse

ONE = np.ones(1)
TWO = np.ones(2)


def forward(x, W):
    out = x @ W
    return out, (x, W, out)


def doubled(x):
    return 2 * x


def summed(x, W):
    return x + W


CALLS = [
    ("args tem 2 e grads tem 1", lambda: gradient_check(summed, (ONE,), (ONE, ONE))),
    ("grads precisa ser uma tupla.*veio ndarray.*(dx,)", lambda: gradient_check(doubled, ONE, (ONE,))),
    ("args precisa ser uma tupla", lambda: gradient_check(doubled, (ONE,), ONE)),
    ("grads veio como dicionário.*na ordem", lambda: gradient_check(doubled, {"x": ONE}, (ONE,))),
    ("Não há o que conferir", lambda: gradient_check(doubled, (None,), (ONE,))),
    ("f pede 2 argumentos \\(x, W\\), e args tem 1", lambda: gradient_check(summed, (ONE,), (ONE,))),
    ("f pede 1 argumento \\(x\\), e args tem 2", lambda: gradient_check(doubled, (ONE, ONE), (ONE, ONE))),
    ("veio o resultado dela \\(ndarray\\).*só o nome", lambda: gradient_check(doubled(ONE), (ONE,), (ONE,))),
    ("veio o texto 'f'", lambda: gradient_check("f", (ONE,), (ONE,))),
    # arguments
    ("x tem valores verdadeiros ou falsos.*passe None", lambda: gradient_check(doubled, (ONE,), (ONE > 0,))),
    ("x tem números complexos", lambda: gradient_check(doubled, (ONE,), (1j * ONE,))),
    ("x é um texto", lambda: gradient_check(doubled, (ONE,), ("a",))),
    ("x é None", lambda: gradient_check(doubled, (ONE,), (None,))),
    ("x junta arrays de formas diferentes|formas diferentes", lambda: gradient_check(doubled, (ONE,), ((ONE, TWO),))),
    ("x tem nan ou inf", lambda: gradient_check(doubled, (ONE,), (np.nan * ONE,))),
    ("x é um tensor do PyTorch.*x.detach\\(\\).numpy", lambda: gradient_check(doubled, (ONE,), (torch.ones(1),))),
    (
        "ids tem números inteiros.*passe None no lugar do gradiente de ids",
        lambda: gradient_check(lambda ids, E: E[ids], (TWO, TWO), (np.array([0, 1]), TWO)),
    ),
    # results
    ("devolve None. Falta um return", lambda: gradient_check(lambda x: None, (ONE,), (ONE,))),
    ("devolve um tensor do PyTorch", lambda: gradient_check(torch.as_tensor, (ONE,), (ONE,))),
    ("devolve um dicionário", lambda: gradient_check(lambda x: {"h": x}, (ONE,), (ONE,))),
    ("números complexos \\(complex128\\)", lambda: gradient_check(np.fft.fft, (ONE,), (ONE,))),
    ("valores verdadeiros ou falsos", lambda: gradient_check(lambda x: x > 0, (ONE,), (ONE,))),
    ("números inteiros \\(int64\\)", lambda: gradient_check(lambda x: x.astype(int), (ONE,), (ONE,))),
    (
        "lambda x, W: forward\\(x, W\\)\\[0\\]",
        lambda: gradient_check(forward, (np.ones((2, 2)), np.ones((2, 3))), (np.ones((2, 2)), np.ones((2, 3)))),
    ),
    # upstream, labels, rng
    ("forma do resultado de f, \\(1,\\); tem \\(2,\\)", lambda: gradient_check(doubled, (ONE,), (ONE,), upstream=TWO)),
    ("upstream tem nan.*f está bem", lambda: gradient_check(doubled, (ONE,), (ONE,), upstream=np.nan * ONE)),
    ("upstream é um tensor", lambda: gradient_check(doubled, (ONE,), (ONE,), upstream=torch.ones(1))),
    ("upstream precisa ser um array", lambda: gradient_check(doubled, (ONE,), (ONE,), upstream="um")),
    ("f devolve 2 resultados.*\\[0\\]", lambda: gradient_check(lambda x: (x, x), (ONE,), (ONE,), upstream=ONE)),
    ("upstream tem 1", lambda: gradient_check(lambda x: (x, x), (ONE,), (ONE,), upstream=(ONE,))),
    ("labels precisa ser um dicionário", lambda: gradient_check(doubled, (ONE,), (ONE,), labels=["a"])),
    ("'V', que não é argumento", lambda: gradient_check(doubled, (ONE,), (ONE,), labels={"V": (["a"],)})),
    ("uma entrada por eixo", lambda: gradient_check(doubled, (ONE,), (ONE,), labels={"x": "a"})),
    ("2 nomes para um eixo de tamanho 1", lambda: gradient_check(doubled, (ONE,), (ONE,), labels={"x": (["a", "b"],)})),
    ("tem 3 em um eixo", lambda: gradient_check(doubled, (ONE,), (ONE,), labels={"x": (3,)})),
    ("rng precisa ser um gerador", lambda: gradient_check(doubled, (ONE,), (ONE,), rng="sorte")),
    ("x é um texto", lambda: numerical_gradient(doubled, ("a",))),
    ("args precisa ser uma tupla", lambda: numerical_gradient(doubled, ONE)),
]


@pytest.mark.parametrize("words, call", CALLS, ids=[str(k) for k in range(len(CALLS))])
def test_misuse_is_told_in_one_sentence(words, call):
    with pytest.raises(Misuse, match=words) as caught:
        call()
    assert isinstance(caught.value, ValueError) and len(str(caught.value).split()) <= 60


@pytest.mark.parametrize("words, call", CALLS[:3] + CALLS[-1:])
def test_a_notebook_shows_the_sentence_alone(words, call, capsys):
    """IPython asks the exception how it is shown."""
    shell = InteractiveShell(user_ns={"call": call})
    shell.run_cell("call()")
    shown = capsys.readouterr().out
    assert "Traceback" not in shown and "enap_lstm" not in shown and len(shown.splitlines()) <= 2


def test_numbers_that_are_whole_may_be_nudged():
    """x = [1, 2, 3] is how one begins; f is given floats."""
    assert gradient_check(lambda x: np.sum(x**2), ([2, 4, 6],), ([1, 2, 3],)).passed
    assert gradient_check(lambda x: x**2, (6,), (3,)).passed


def test_a_function_may_be_made_by_partial_or_be_a_method():
    class Layer:
        def forward(self, x):
            return 3 * x

    assert gradient_check(Layer().forward, (3 * TWO,), (TWO,), upstream=TWO).passed
    report = gradient_check(functools.partial(summed, TWO), (-TWO,), (TWO,), upstream=TWO)
    assert report.where == "W[0]"


def test_an_error_of_f_keeps_its_type_and_shows_no_frame_of_ours():
    def broken(x):
        return x / np.linalg.inv(np.zeros((2, 2)))

    with pytest.raises(np.linalg.LinAlgError) as caught:
        gradient_check(broken, (ONE,), (ONE,))
    frames = traceback.extract_tb(caught.value.__traceback__)
    assert frames[1].name == "broken" and not any("enap_lstm" in frame.filename for frame in frames)
    assert "Foi a própria f que parou" in caught.value.__notes__[0]


def test_an_interrupt_says_how_far_it_came():
    calls = []

    def slow(x, W):
        calls.append(1)
        if len(calls) > 40:
            raise KeyboardInterrupt
        return np.sum(x**2) + np.sum(W)

    with pytest.raises(Interrupted) as caught:
        gradient_check(slow, (2 * ONE, np.ones(20)), (ONE, np.ones(20)))
    assert caught.value._render_traceback_() == [
        "Conferência interrompida (o gradiente de W). O gradiente de x confere. Se f demora, confira com arrays menores."
    ]
    assert isinstance(caught.value, KeyboardInterrupt)


def test_the_stop_button_ends_an_endless_f():
    code = """
import numpy as np, signal
from enap_lstm.gradcheck import gradient_check
signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job would ignore it
def f(x):
    print("rodando", flush=True)
    while True:
        pass
try:
    gradient_check(f, (np.ones(1),), (np.ones(1),))
except KeyboardInterrupt as stopped:
    print(stopped)
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, encoding="utf-8") as endless:
        assert endless.stdout.readline() == "rodando\n"
        endless.send_signal(signal.SIGINT)
        said, _ = endless.communicate(timeout=60)
    assert said.startswith("Conferência interrompida (a primeira chamada de f).")
