import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose
from torch.nn.functional import linear

from enap_lstm import reference
from enap_lstm.exercises.forget_gate import HALF_LIVES, forget_gate, forget_gate_backward, half_life_arrays
from enap_lstm.exercises.gate.cases import gate_arrays

SIZES = [(None, 3, 4), (1, 4, 3), (5, 1, 2), (3, 2, 1)]


@pytest.fixture
def rng():
    return np.random.default_rng(3)


@pytest.mark.parametrize(("N", "D", "H"), SIZES)
def test_oracle_agrees_with_torch(N, D, H, rng):
    arrays = gate_arrays(rng, N=N, D=D, H=H)
    x, h, U, W, b = map(torch.tensor, arrays)
    assert_allclose(forget_gate.oracle(*arrays), torch.sigmoid(linear(x, U, b) + linear(h, W)), rtol=1e-12)


@pytest.mark.parametrize(("N", "D", "H"), SIZES)
def test_backward_agrees_with_torch_autograd(N, D, H, rng):
    arrays = gate_arrays(rng, N=N, D=D, H=H)
    leaves = [torch.tensor(array, requires_grad=True) for array in arrays]
    x, h, U, W, b = leaves
    f = torch.sigmoid(linear(x, U, b) + linear(h, W))
    df = rng.normal(size=f.shape)
    f.backward(torch.tensor(df))
    got = forget_gate_backward.oracle(df, f.detach().numpy(), *arrays[:4])
    for gradient, leaf in zip(got, leaves, strict=True):
        assert_allclose(gradient, leaf.grad, rtol=1e-10, atol=1e-14)


def test_the_half_lives_are_what_the_case_says(rng):
    f = forget_gate.oracle(*half_life_arrays(rng))
    assert_allclose(f**HALF_LIVES, 0.5, rtol=1e-12)


def with_the_tanh_form(x, h_prev, U_f, W_f, b_f):
    return 0.5 + 0.5 * np.tanh((x @ U_f.T + h_prev @ W_f.T + b_f) / 2)


def with_einsum(x, h_prev, U_f, W_f, b_f):
    return reference.sigmoid(np.einsum("...d,hd->...h", x, U_f) + np.einsum("...k,hk->...h", h_prev, W_f) + b_f)


def with_the_naive_sigmoid_and_one_matrix(x, h_prev, U_f, W_f, b_f):
    return 1 / (1 + np.exp(-(np.concatenate([x, h_prev, np.ones((*x.shape[:-1], 1))], -1) @ np.c_[U_f, W_f, b_f].T)))


def row_by_row(x, h_prev, U_f, W_f, b_f):
    if x.ndim == 2:
        return [row_by_row(a, b, U_f, W_f, b_f) for a, b in zip(x, h_prev, strict=True)]
    return reference.sigmoid(U_f @ x + W_f @ h_prev + b_f)


def in_float32(x, h_prev, U_f, W_f, b_f):
    return with_the_tanh_form(*(np.float32(array) for array in (x, h_prev, U_f, W_f, b_f)))


@pytest.mark.parametrize(
    "answer",
    [with_the_tanh_form, with_einsum, with_the_naive_sigmoid_and_one_matrix, row_by_row, in_float32],
)
def test_a_right_answer_in_another_style_earns_full_marks(answer, rng):
    assert forget_gate.judge(answer, rng).score == 1


def backward_one_row_at_a_time(df, f, x, h_prev, U_f, W_f):
    if df.ndim == 1:
        dz = df * f * (1 - f)
        return U_f.T @ dz, W_f.T @ dz, dz[:, None] * x, dz[:, None] * h_prev, dz
    rows = [backward_one_row_at_a_time(*row, U_f, W_f) for row in zip(df, f, x, h_prev, strict=True)]
    dx, dh_prev, dU, dW, db = zip(*rows, strict=True)
    return list(dx), list(dh_prev), sum(dU), sum(dW), sum(db)


def backward_in_float32(df, f, x, h_prev, U_f, W_f):
    df, f, x, h_prev, U_f, W_f = (np.float32(array) for array in (df, f, x, h_prev, U_f, W_f))
    dz = np.atleast_2d(df * f * (1 - f))
    dU, dW = dz.T @ np.atleast_2d(x), dz.T @ np.atleast_2d(h_prev)
    return (dz @ U_f).reshape(x.shape), (dz @ W_f).reshape(h_prev.shape), dU, dW, dz.sum(axis=0)


@pytest.mark.parametrize("answer", [backward_one_row_at_a_time, backward_in_float32])
def test_a_right_backward_in_another_style_earns_full_marks(answer, rng):
    assert forget_gate_backward.judge(answer, rng).score == 1


def test_without_the_bias_the_rest_still_earns_its_points(rng):
    report = forget_gate.judge(forget_gate.mistakes["bias-missing"].function, rng)
    assert report.score == pytest.approx(0.4)
    assert report.mistakes == ["bias-missing"]
    assert "meia-vida" in report.message


def test_the_complement_is_told_what_f_equal_to_one_means(rng):
    report = forget_gate.judge(lambda *args: 1 - with_einsum(*args), rng)
    assert report.mistakes == ["complement"]
    assert "quanto FICA" in report.message


def test_the_input_gate_of_the_reference_is_closed(rng):
    """Notebook 02's function would write the answer: it is sealed while an answer of 03 is judged."""
    report = forget_gate.judge(lambda *args: reference.input_gate(*args), rng)
    assert report.score == 0
    assert forget_gate.judge(with_einsum, rng).score == 1  # and open again, or at least harmless, afterwards


def test_an_input_gate_that_is_not_here_is_not_asked_to_be_run(rng):
    report = forget_gate.judge(lambda *args: input_gate(*args), rng)  # noqa: F821
    assert report.message.endswith("Ele é de um caderno anterior; aqui, escreva a conta de novo.")


def test_a_sum_over_axis_0_that_joins_the_units_of_one_example_is_not_told_to_use_axis_0(rng):
    """The commonest slip without a skeleton: right in a batch, one number with one example."""

    def batch_only(df, f, x, h_prev, U_f, W_f):
        dz = df * f * (1 - f)
        return dz @ U_f, dz @ W_f, dz.T @ x, dz.T @ h_prev, dz.sum(axis=0)

    report = forget_gate_backward.judge(batch_only, rng)
    assert report.mistakes[0] == "batch-only" and report.message.endswith("passe dz, x e h_prev por np.atleast_2d.")
