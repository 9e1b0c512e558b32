"""gradient_check: right functions pass, wrong gradients are found and named, misuse is told in one sentence."""

import warnings

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose, assert_array_equal

from enap_lstm.gradcheck import GradientReport, gradient_check, numerical_gradient
from enap_lstm.gradcheck import numerical as differences
from enap_lstm.gradcheck.numerical import complex_step, derivatives
from enap_lstm.reference import input_gate, input_gate_backward, lstm_forward, rnn_backward, rnn_forward, sigmoid


@pytest.fixture
def gate(rng):
    """The arguments of a gate, its upstream gradient and the right gradients, as lists that a test may spoil."""
    args = [rng.normal(size=shape) for shape in ((5, 2), (5, 3), (3, 2), (3, 3), (3,))]
    x, h_prev, U, W, b = args
    dout = rng.normal(size=(5, 3))
    return args, dout, list(input_gate_backward(dout, input_gate(*args), x, h_prev, U, W))


# Where numbers agree


def test_right_gradients_pass_and_are_named(gate):
    args, dout, grads = gate
    report = gradient_check(input_gate, grads, args, upstream=dout)
    assert report.passed and report.where == "" and report.max_error < 1e-9
    assert report.message.startswith("dx, dh_prev, dU_i, dW_i e db_i conferem com a derivada numérica")


@pytest.mark.parametrize("shape", [(), (1,), (1, 4), (3, 1), (2, 3, 4), (0, 3)])
def test_numerical_gradient_agrees_with_autograd_in_any_shape(shape, rng):
    x = rng.normal(size=shape)
    tx = torch.tensor(x, requires_grad=True)
    torch.sum(torch.tanh(tx) ** 3 + tx).backward()
    (numeric,) = numerical_gradient(lambda x: np.tanh(x) ** 3 + x, (x,))
    assert numeric.shape == shape and numeric.dtype == np.float64
    assert_allclose(numeric, tx.grad, rtol=1e-10, atol=1e-10)


def test_a_python_number_is_an_array_of_no_axes():
    report = gradient_check(lambda z: z**2, (6.0,), (3.0,))
    assert report.passed
    assert gradient_check(lambda z: z**2, (5.0,), (3.0,)).message.startswith("Em dz: esperado 6, obtido 5.")


def test_several_results_each_with_its_own_upstream(rng):
    x = rng.normal(size=(2, 3))
    up = rng.normal(size=(2, 3)), rng.normal(size=2)
    right = up[0] * np.cos(x) + up[1][:, None]

    def f(x):
        return np.sin(x), np.sum(x, axis=1)

    assert gradient_check(f, (right,), (x,), upstream=up).passed
    assert not gradient_check(f, (right,), (x,), upstream=(up[0], -up[1])).passed


def test_the_default_upstream_is_drawn_for_arrays_and_one_for_numbers(rng):
    x = rng.normal(size=4)
    drawn = np.random.default_rng(0).normal(size=4)
    assert gradient_check(np.sin, (drawn * np.cos(x),), (x,)).passed
    assert not gradient_check(np.sin, (np.cos(x),), (x,)).passed
    drawn = np.random.default_rng(7).normal(size=4)
    assert gradient_check(np.sin, (drawn * np.cos(x),), (x,), rng=np.random.default_rng(7)).passed
    assert gradient_check(lambda x: np.sum(x**2), (2 * x,), (x,)).passed


def test_none_leaves_an_argument_out(gate):
    args, dout, grads = gate
    report = gradient_check(input_gate, [None, None, grads[2], None, None], args, upstream=dout)
    assert report.passed and report.message.startswith("dU_i confere com")


def test_a_gradient_that_vanishes_over_thirty_steps_is_still_right(rng):
    x, h0, U, W, b = (rng.normal(size=shape) for shape in ((30, 1, 2), (1, 3), (3, 2), (3, 3), (3,)))
    W *= 0.3
    dh = np.zeros((30, 1, 3))
    dh[-1] = 1
    grads = rnn_backward(dh, x, h0, rnn_forward(x, h0, U, W, b), U, W)
    assert np.abs(grads[1]).max() < 1e-10
    assert gradient_check(rnn_forward, grads, (x, h0, U, W, b), upstream=dh).passed


@pytest.mark.parametrize("kind", ["array", "list"])
def test_gradients_may_be_lists_and_float32(kind, gate):
    args, dout, grads = gate
    given = [g.tolist() for g in grads] if kind == "list" else [np.float32(g) for g in grads]
    assert gradient_check(input_gate, given, args, upstream=dout).passed


def test_nothing_that_was_given_changes_even_if_f_writes_into_its_arguments(gate):
    args, dout, grads = gate
    before = [a.copy() for a in (*args, dout, *grads)]

    def careless(*given):
        out = input_gate(*given)
        for array in given:
            array[...] = 7
        return out

    assert gradient_check(careless, grads, args, upstream=dout).passed
    for now, then in zip((*args, dout, *grads), before, strict=True):
        assert_array_equal(now, then)


# Functions that are hard to differentiate numerically


def test_a_sigmoid_stabilised_with_a_branch(rng):
    """Its abs drops the imaginary part, so the complex step would say 0; also at 0 and far out."""
    z = np.array([-1000.0, -30.0, -1e-9, 0.0, 1e-9, 2.0, 1000.0])
    s = sigmoid(z)
    report = gradient_check(sigmoid, (s * (1 - s),), (z,), upstream=np.ones(7))
    assert report.passed and report.max_error < 1e-8, report.message


def test_a_small_gradient_through_abs_is_not_taken_from_the_complex_step():
    def f(z):
        return 1e-7 * (np.abs(z) + z)

    assert gradient_check(f, (np.array([2e-7]),), (np.array([1.0]),), upstream=np.ones(1)).passed
    assert not gradient_check(f, (np.array([1e-7]),), (np.array([1.0]),), upstream=np.ones(1)).passed


@pytest.mark.parametrize(
    "f, gradient",
    [
        (np.abs, np.sign),
        (lambda z: np.maximum(z, 0), lambda z: (z > 0) * 1.0),
        (lambda z: np.where(z > 0, z**2, -z), lambda z: np.where(z > 0, 2 * z, -1.0)),
        (lambda z: (z * np.conj(z)).real, lambda z: 2 * z),
        (lambda z: np.sqrt(np.sum(z * np.conj(z)).real), lambda z: z / np.linalg.norm(z)),
    ],
    ids=["abs", "relu", "where", "conj", "norm"],
)
def test_what_breaks_the_complex_step_silently(f, gradient):
    z = np.array([-2.0, -1e-5, 1e-5, 0.7, 3.0])
    up = 1.0 if np.ndim(f(z)) == 0 else np.ones(5)
    report = gradient_check(f, (gradient(z),), (z,), upstream=up)
    assert report.passed, report.message


def test_a_steep_function():
    """σ(1000 z): with a step that suits most functions, its slope would be off by far."""
    z = np.array([0.0, 1e-3, 5e-3])
    s = sigmoid(1000 * z)
    assert gradient_check(lambda z: sigmoid(1000 * z), (1000 * s * (1 - s),), (z,), upstream=np.ones(3)).passed


def test_a_singularity_nearby():
    z = np.array([1e-3, 0.1, 1.0])
    with np.errstate(invalid="ignore"):
        assert gradient_check(np.log, (1 / z,), (z,), upstream=np.ones(3)).passed


def test_a_gradient_that_is_exactly_zero(rng):
    """A softmax sums to 1, whatever its logits: numbers of 1e-17 are no disagreement."""

    def softmax(z):
        e = np.exp(z - z.max())
        return e / e.sum()

    assert gradient_check(softmax, (np.zeros(4),), (rng.normal(size=4),), upstream=np.ones(4)).passed


@pytest.mark.parametrize("kind", [np.float64, np.float32])
def test_a_zero_that_only_differences_can_see(kind, rng):
    """σ(z) + σ(−z) = 1: the stable σ takes no complex step, so what is left is rounding, coarser in float32."""

    def one(z):
        return sigmoid(kind(3) * z.astype(kind)) + sigmoid(kind(-3) * z.astype(kind))

    report = gradient_check(one, (np.zeros(30),), (rng.normal(size=30),), upstream=rng.normal(size=30))
    assert report.passed, report.message


def test_an_honest_float32_function_passes_and_a_wrong_one_does_not(gate):
    args, dout, grads = gate

    def coarse(x, h_prev, U, W, b):
        return input_gate(*(np.float32(a) for a in (x, h_prev, U, W, b)))

    assert gradient_check(coarse, grads, args, upstream=dout).passed
    assert not gradient_check(coarse, [*grads[:4], 1.01 * grads[4]], args, upstream=dout).passed


def test_the_complex_step_is_used_where_it_can_be(rng):
    """exp(10 z): to the last digit, which no difference reaches."""
    z = rng.normal(size=6)
    value, _ = derivatives(lambda z: np.exp(10 * z), (z,), np.ones(6), 0)
    assert_allclose(value, 10 * np.exp(10 * z), rtol=1e-15)


@pytest.mark.parametrize(
    "f",
    [
        lambda z: np.array([float(number) for number in z]),  # TypeError or ComplexWarning
        lambda z: np.zeros(3) + z.astype(float),  # ComplexWarning
        np.abs,  # a real result
    ],
    ids=["raises", "warns", "real"],
)
def test_central_differences_take_over_where_it_cannot(f):
    arg = np.array([1.0, 2.0, 3.0])
    assert complex_step(lambda moved: np.sum(f(moved)), arg) is None
    (numeric,) = numerical_gradient(f, (arg,))
    assert_allclose(numeric, 1, rtol=1e-9)


def test_overflow_on_the_way_is_told_once_and_not_for_every_nudge():
    def naive(z):
        return 1 / (1 + np.exp(-z))

    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        gradient_check(naive, (np.zeros(2),), (np.array([-1000.0, 1000.0]),))
    assert [warning.category for warning in told] == [RuntimeWarning]


def test_the_doubt_covers_the_error_of_a_central_difference(rng, monkeypatch):
    monkeypatch.setattr(differences, "complex_step", lambda loss, arg: None)
    z = rng.normal(size=20)
    value, doubt = derivatives(lambda z: np.tanh(3 * z), (z,), np.ones(20), 0)
    assert (np.abs(value - 3 * (1 - np.tanh(3 * z) ** 2)) <= doubt).all() and doubt.max() < 1e-9


# Where they do not: what, where, expected and got, a next step


def test_a_wrong_sign_is_named(gate):
    args, dout, grads = gate
    right = grads[2]
    report = gradient_check(input_gate, [*grads[:2], -right, *grads[3:]], args, upstream=dout)
    index = np.unravel_index(np.abs(right).argmax(), right.shape)
    place = f"dU_i[{index[0]}, {index[1]}]"
    assert not report.passed and report.where == place
    assert_allclose(report.max_error, 2, rtol=1e-9)
    first, second, last = report.message.splitlines()
    assert first == "dx, dh_prev, dW_i e db_i conferem."
    assert second.startswith(f"Em {place}: esperado ") and second.endswith("Todos os números têm o sinal trocado.")
    assert last == f"Refaça à mão a conta de {place} e compare com a sua linha de código."


def test_a_wrong_single_entry_is_named_with_its_numbers():
    U, x = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([0.5, 0.25])
    dU = np.outer(np.ones(2), x)
    dU[1, 0] = 0.75
    report = gradient_check(lambda U, x: U @ x, (dU, U.sum(axis=0)), (U, x), upstream=np.ones(2))
    assert report.where == "dU[1, 0]"
    assert report.message == (
        "dx confere.\n"
        "Em dU[1, 0]: esperado 0,5, obtido 0,75 (só esse número difere).\n"
        "Refaça à mão a conta de dU[1, 0] e compare com a sua linha de código."
    )


def test_a_missing_transpose_in_the_state(gate):
    """dh = dz Wᵀ in place of dz W: the right shape, other values, no guess about why."""
    args, dout, grads = gate
    out = input_gate(*args)
    grads[1] = (dout * out * (1 - out)) @ args[3].T
    report = gradient_check(input_gate, grads, args, upstream=dout)
    assert report.where.startswith("dh_prev[") and "15 de 15 números diferem" in report.message


def test_a_square_matrix_transposed_is_recognised(gate):
    args, dout, grads = gate
    report = gradient_check(input_gate, [*grads[:3], grads[3].T, grads[4]], args, upstream=dout)
    assert report.where.startswith("dW_i[") and "É a transposta da derivada numérica." in report.message


def test_another_shape_is_told_before_any_value(gate):
    args, dout, grads = gate
    report = gradient_check(input_gate, [*grads[:2], grads[2].T, grads[3], grads[4][None]], args, upstream=dout)
    assert report.where == "dU_i" and report.max_error == np.inf
    assert report.message.splitlines() == [
        "dx, dh_prev e dW_i conferem.",
        "dU_i deveria ter a forma de U_i, (3, 2); tem (2, 3); os números estão certos, mas transpostos.",
        "db_i deveria ter a forma de b_i, (3,); tem (1, 3).",
        "Confira a ordem dos fatores e as transpostas na linha de dU_i.",
    ]


def test_a_mean_in_place_of_a_sum_is_recognised_as_a_factor(gate):
    args, dout, grads = gate
    report = gradient_check(input_gate, [*grads[:4], grads[4] / 5], args, upstream=dout)
    assert "Todos os números são 0,2 vezes o esperado." in report.message


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_a_value_that_is_not_finite_has_its_own_sentence(bad, gate):
    args, dout, grads = gate
    grads[3][2, 1] = bad
    report = gradient_check(input_gate, grads, args, upstream=dout)
    assert report.where == "dW_i[2, 1]" and f"obtido {bad}, que não é um número finito" in report.message


def test_a_function_that_is_not_finite_at_the_point_or_beside_it():
    with np.errstate(divide="ignore"):
        report = gradient_check(np.log, (np.ones(2),), (np.array([1.0, 0.0]),))
    assert (report.passed, report.where) == (False, "f")
    assert report.message.startswith("A própria f devolve nan ou inf")
    report = gradient_check(np.sqrt, (np.ones(2),), (np.array([1.0, 0.0]),))
    assert "[1], a própria f devolve nan ou inf" in report.message


def test_what_is_no_matrix_of_numbers(gate):
    args, dout, grads = gate
    for nothing in ([[1.0], [1.0, 2.0]], "dU", 1j * grads[2]):
        report = gradient_check(input_gate, [*grads[:2], nothing, *grads[3:]], args, upstream=dout)
        assert report.where == "dU_i" and "dU_i não é uma matriz de números." in report.message


def test_the_callers_labels_say_where(gate):
    args, dout, grads = gate
    grads[0][3, 1] += 1
    grads[4][2] += 1
    labels = {
        "x": (["Eu", "não", "acredito", "em", "duendes"], ["tom", "tamanho"]),
        "b_i": ("unidade",),
        "W_i": (None, "h"),
    }
    report = gradient_check(input_gate, grads, args, upstream=dout, labels=labels)
    assert "dx[3, 1] (em, tamanho)" in report.message
    assert "db_i[2] (unidade 2)" in report.message
    grads[3][2, 1] += 1
    report = gradient_check(input_gate, [None, None, None, grads[3], None], args, upstream=dout, labels=labels)
    assert report.where == "dW_i[2, 1] (h 1)"


def test_five_lines_at_most_and_every_wrong_argument_named(gate):
    args, dout, grads = gate
    message = gradient_check(input_gate, [-g for g in grads], args, upstream=dout).message
    assert len(message.splitlines()) <= 5
    assert all(name in message for name in ("dx", "dh_prev", "dU_i", "dW_i", "db_i"))


def test_the_worst_argument_comes_first(gate):
    args, dout, grads = gate
    report = gradient_check(input_gate, [1.01 * grads[0], *grads[1:4], -grads[4]], args, upstream=dout)
    assert report.where.startswith("db_i[")
    assert report.message.splitlines()[1].startswith(f"Em {report.where}")


def test_a_report_shows_its_message():
    report = GradientReport(False, 1.0, "dU[0]", "Em dU[0]: …")

    class Printer:
        def text(self, text):
            self.shown = text

    printer = Printer()
    report._repr_pretty_(printer, cycle=False)
    assert str(report) == printer.shown == "Em dU[0]: …"


def test_a_function_that_hides_its_arguments_has_them_numbered():
    report = gradient_check(
        lambda *args: args[0] * args[1],
        (np.ones(1), 3 * np.ones(1)),
        (np.ones(1), np.ones(1)),
        upstream=1 + np.zeros(1),
    )
    assert report.where == "d(argumento 2)[0]"


# Misuse: one sentence in Portuguese

ONE = np.ones(1)


@pytest.mark.parametrize(
    "error, words, call",
    [
        (ValueError, "args tem 2 e grads tem 1", lambda: gradient_check(np.add, (ONE,), (ONE, ONE))),
        (TypeError, "grads precisa ser uma tupla", lambda: gradient_check(np.tanh, ONE, (ONE,))),
        (TypeError, "args precisa ser uma tupla", lambda: gradient_check(np.tanh, (ONE,), ONE)),
        (ValueError, "Não há o que conferir", lambda: gradient_check(np.tanh, (None,), (ONE,))),
        (TypeError, "U tem números do tipo int", lambda: gradient_check(lambda U: U, (ONE,), (np.arange(3),))),
        (TypeError, "do tipo bool", lambda: gradient_check(np.tanh, (ONE,), (ONE > 0,))),
        (TypeError, "do tipo complex", lambda: gradient_check(np.tanh, (ONE,), (1j * ONE,))),
        (TypeError, "tamanhos diferentes", lambda: gradient_check(np.tanh, (ONE,), ([[1.0], [1.0, 2.0]],))),
        (ValueError, "tem nan ou inf", lambda: gradient_check(np.tanh, (ONE,), (np.nan * ONE,))),
        (TypeError, "devolveu NoneType. Falta um return?", lambda: gradient_check(lambda x: None, (ONE,), (ONE,))),
        (
            ValueError,
            r"upstream precisa ter a forma",
            lambda: gradient_check(np.tanh, (ONE,), (ONE,), upstream=np.ones(2)),
        ),
        (ValueError, "f devolve 2 resultados", lambda: gradient_check(lambda x: (x, x), (ONE,), (ONE,), upstream=ONE)),
        (
            ValueError,
            "'V', que não é argumento",
            lambda: gradient_check(lambda U: U, (ONE,), (ONE,), labels={"V": (["a"],)}),
        ),
        (ValueError, "uma entrada por eixo", lambda: gradient_check(lambda U: U, (ONE,), (ONE,), labels={"U": "a"})),
        (
            ValueError,
            "2 nomes para um eixo de tamanho 1",
            lambda: gradient_check(lambda U: U, (ONE,), (ONE,), labels={"U": (["a", "b"],)}),
        ),
        (TypeError, "do tipo int", lambda: numerical_gradient(np.tanh, (np.arange(3),))),
    ],
)
def test_misuse_is_told_in_one_sentence(error, words, call):
    with pytest.raises(error, match=words):
        call()


def test_an_error_of_f_is_its_own(rng):
    with pytest.raises(ZeroDivisionError):
        gradient_check(lambda x: 1 / 0, (ONE,), (ONE,))


def test_two_results_of_a_sequence_against_torch(rng):
    args = [rng.normal(size=shape) for shape in ((3, 2, 1), (2, 1), (2, 1), (4, 1), (4, 1), (4,))]
    up = rng.normal(size=(3, 2, 1)), rng.normal(size=(2, 1))
    lstm = torch.nn.LSTM(1, 1, dtype=torch.float64)
    with torch.no_grad():
        for parameter, value in zip(lstm.parameters(), [*args[3:], np.zeros(4)], strict=True):
            parameter.copy_(torch.tensor(value))
    x, h0, c0 = (torch.tensor(a, requires_grad=True) for a in args[:3])
    h, (_, c) = lstm(x, (h0[None], c0[None]))
    inputs = [x, h0, c0, lstm.weight_ih_l0, lstm.weight_hh_l0, lstm.bias_ih_l0]
    expected = torch.autograd.grad([h, c[0]], inputs, [torch.tensor(u) for u in up])
    for numeric, exact in zip(numerical_gradient(lstm_forward, args, upstream=up), expected, strict=True):
        assert_allclose(numeric, exact, rtol=1e-7, atol=1e-9)
