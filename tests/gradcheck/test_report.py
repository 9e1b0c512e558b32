"""gradient_check: right functions pass, wrong gradients are found and named, in words."""

import warnings

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from enap_lstm.gradcheck import GradientReport, gradient_check
from enap_lstm.reference import input_gate, input_gate_backward, sigmoid


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
    assert report.message.startswith("Os gradientes de x, h_prev, U_i, W_i e b_i conferem com a derivada numérica")


def test_a_python_number_is_an_array_of_no_axes():
    report = gradient_check(lambda z: z**2, (6.0,), (3.0,))
    assert report.passed
    assert gradient_check(lambda z: z**2, (5.0,), (3.0,)).message.startswith("Em z, o gradiente esperado é 6; veio 5.")


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
    assert report.passed and report.message.startswith("O gradiente de U_i confere com")


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


def test_overflow_on_the_way_is_told_once_and_not_for_every_nudge():
    def naive(z):
        return 1 / (1 + np.exp(-z))

    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        gradient_check(naive, (np.zeros(2),), (np.array([-1000.0, 1000.0]),))
    assert [warning.category for warning in told] == [RuntimeWarning]


# Where they do not: what, where, expected and got, a next step


def test_a_wrong_sign_is_named(gate):
    args, dout, grads = gate
    right = grads[2]
    report = gradient_check(input_gate, [*grads[:2], -right, *grads[3:]], args, upstream=dout)
    index = np.unravel_index(np.abs(right).argmax(), right.shape)
    place = f"U_i[{index[0]}, {index[1]}]"
    assert not report.passed and report.where == place
    assert_allclose(report.max_error, 2, rtol=1e-9)
    first, second, last = report.message.splitlines()
    assert first == "Os gradientes de x, h_prev, W_i e b_i conferem."
    assert second.startswith(f"Em {place}, o gradiente esperado é ") and second.endswith(
        "Todos os números têm o sinal trocado."
    )
    assert last == f"Refaça à mão a conta do gradiente em {place} e compare com a sua linha de código."


def test_a_wrong_single_entry_is_named_with_its_numbers():
    U, x = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([0.5, 0.25])
    dU = np.outer(np.ones(2), x)
    dU[1, 0] = 0.75
    report = gradient_check(lambda U, x: U @ x, (dU, U.sum(axis=0)), (U, x), upstream=np.ones(2))
    assert report.where == "U[1, 0]"
    assert report.message == (
        "O gradiente de x confere.\n"
        "Em U[1, 0], o gradiente esperado é 0,5; veio 0,75 (só esse número difere).\n"
        "Refaça à mão a conta do gradiente em U[1, 0] e compare com a sua linha de código."
    )


def test_a_missing_transpose_in_the_state(gate):
    """dh = dz Wᵀ in place of dz W: the right shape, other values, no guess about why."""
    args, dout, grads = gate
    out = input_gate(*args)
    grads[1] = (dout * out * (1 - out)) @ args[3].T
    report = gradient_check(input_gate, grads, args, upstream=dout)
    assert report.where.startswith("h_prev[") and "15 de 15 números diferem" in report.message


def test_a_square_matrix_transposed_is_recognised(gate):
    args, dout, grads = gate
    report = gradient_check(input_gate, [*grads[:3], grads[3].T, grads[4]], args, upstream=dout)
    assert report.where.startswith("W_i[") and "Com a matriz transposta, conferiria." in report.message


def test_another_shape_is_told_before_any_value(gate):
    args, dout, grads = gate
    report = gradient_check(input_gate, [*grads[:2], grads[2].T, grads[3], grads[4][None]], args, upstream=dout)
    assert report.where == "U_i" and report.max_error == np.inf
    assert report.message.splitlines() == [
        "Os gradientes de x, h_prev e W_i conferem.",
        "O gradiente de U_i deveria ter a forma de U_i, (3, 2); tem (2, 3); os números estão certos, mas transpostos.",
        "O gradiente de b_i deveria ter a forma de b_i, (3,); tem (1, 3).",
        "Confira a ordem dos fatores e as transpostas na linha do gradiente de U_i.",
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
    assert report.where == "W_i[2, 1]" and f"veio {bad}, que não é um número finito" in report.message


def test_a_function_that_is_not_finite_at_the_point_or_beside_it():
    with np.errstate(divide="ignore"):
        report = gradient_check(np.log, (np.ones(2),), (np.array([1.0, 0.0]),))
    assert (report.passed, report.where) == (False, "f")
    assert report.message.startswith("A própria f devolve nan ou inf")
    report = gradient_check(np.sqrt, (np.ones(2),), (np.array([1.0, 0.0]),))
    assert "Perto de x[1] a própria f devolve nan, inf ou um erro: ali não se comparou." in report.message


def test_what_is_no_matrix_of_numbers(gate):
    args, dout, grads = gate
    for nothing in ([[1.0], [1.0, 2.0]], "dU", 1j * grads[2]):
        report = gradient_check(input_gate, [*grads[:2], nothing, *grads[3:]], args, upstream=dout)
        assert report.where == "U_i" and "O gradiente de U_i não é um array de números" in report.message


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
    assert "x[3, 1] (em, tamanho)" in report.message
    assert "b_i[2] (unidade = 2)" in report.message
    grads[3][2, 1] += 1
    report = gradient_check(input_gate, [None, None, None, grads[3], None], args, upstream=dout, labels=labels)
    assert report.where == "W_i[2, 1] (h = 1)"


def test_five_lines_at_most_and_every_wrong_argument_named(gate):
    args, dout, grads = gate
    message = gradient_check(input_gate, [-g for g in grads], args, upstream=dout).message
    assert len(message.splitlines()) <= 5
    assert all(name in message for name in ("x", "h_prev", "U_i", "W_i", "b_i"))


def test_the_worst_argument_comes_first(gate):
    args, dout, grads = gate
    report = gradient_check(input_gate, [1.01 * grads[0], *grads[1:4], -grads[4]], args, upstream=dout)
    assert report.where.startswith("b_i[")
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
    assert report.where == "argumento 2[0]"
