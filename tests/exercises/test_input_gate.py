import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose
from torch.nn.functional import linear

from enap_lstm import reference
from enap_lstm.exercises.gate.cases import backward_arrays, backward_cases, extreme_arrays, gate_arrays
from enap_lstm.exercises.input_gate import input_gate, input_gate_backward

SIZES = [(None, 3, 4), (1, 4, 3), (5, 1, 2), (3, 2, 1)]


@pytest.fixture
def rng():
    return np.random.default_rng(2)


@pytest.mark.parametrize(("N", "D", "H"), SIZES)
def test_oracle_agrees_with_torch(N, D, H, rng):
    arrays = gate_arrays(rng, N=N, D=D, H=H)
    x, h, U, W, b = map(torch.tensor, arrays)
    assert_allclose(input_gate.oracle(*arrays), torch.sigmoid(linear(x, U, b) + linear(h, W)), rtol=1e-12)


@pytest.mark.parametrize(("N", "D", "H"), SIZES)
def test_backward_agrees_with_torch_autograd(N, D, H, rng):
    arrays = gate_arrays(rng, N=N, D=D, H=H)
    leaves = [torch.tensor(array, requires_grad=True) for array in arrays]
    x, h, U, W, b = leaves
    i = torch.sigmoid(linear(x, U, b) + linear(h, W))
    di = rng.normal(size=i.shape)
    i.backward(torch.tensor(di))
    got = input_gate_backward.oracle(di, i.detach().numpy(), *arrays[:4])
    for gradient, leaf in zip(got, leaves, strict=True):
        assert_allclose(gradient, leaf.grad, rtol=1e-10, atol=1e-14)


def with_einsum(x, h_prev, U_i, W_i, b_i):
    return 1 / (1 + np.exp(-(np.einsum("...d,hd->...h", x, U_i) + np.einsum("...k,hk->...h", h_prev, W_i) + b_i)))


def with_the_tanh_form(x, h_prev, U_i, W_i, b_i):
    return 0.5 + 0.5 * np.tanh((x @ U_i.T + h_prev @ W_i.T + b_i) / 2)


def with_one_concatenated_matrix(x, h_prev, U_i, W_i, b_i):
    return reference.sigmoid(np.concatenate([x, h_prev], axis=-1) @ np.hstack([U_i, W_i]).T + b_i)


def with_columns_turned_round(x, h_prev, U_i, W_i, b_i):
    return reference.sigmoid((U_i @ x.T + W_i @ h_prev.T).T + b_i)


def with_loops_and_lists(x, h_prev, U_i, W_i, b_i):
    def one(x, h):
        return [float(reference.sigmoid(sum(U_i[k] * x) + sum(W_i[k] * h) + b_i[k])) for k in range(len(b_i))]

    return one(x, h_prev) if x.ndim == 1 else [one(*row) for row in zip(x, h_prev, strict=True)]


def with_in_place_work_on_its_own_array(x, h_prev, U_i, W_i, b_i):
    z = x @ U_i.T
    z += h_prev @ W_i.T
    z += b_i
    return reference.sigmoid(z)


def in_float32(x, h_prev, U_i, W_i, b_i):
    x, h_prev, U_i, W_i, b_i = (np.float32(array) for array in (x, h_prev, U_i, W_i, b_i))
    return np.float32(reference.sigmoid(x @ U_i.T + h_prev @ W_i.T + b_i))


def with_printing(x, h_prev, U_i, W_i, b_i):
    print(x.shape)
    return reference.sigmoid(x @ U_i.T + h_prev @ W_i.T + b_i)


@pytest.mark.parametrize(
    "answer",
    [
        with_einsum,
        with_the_tanh_form,
        with_one_concatenated_matrix,
        with_columns_turned_round,
        with_loops_and_lists,
        with_in_place_work_on_its_own_array,
        in_float32,
        with_printing,
    ],
)
def test_a_right_answer_in_another_style_earns_full_marks(answer, rng):
    assert input_gate.judge(answer, rng).score == 1


def backward_with_outer_products(di, i, x, h_prev, U_i, W_i):
    dz = di * (i - i**2)
    if dz.ndim == 1:
        return U_i.T @ dz, W_i.T @ dz, np.outer(dz, x), np.outer(dz, h_prev), dz.copy()
    dU = sum(np.outer(a, b) for a, b in zip(dz, x, strict=True))
    dW = sum(np.outer(a, b) for a, b in zip(dz, h_prev, strict=True))
    return dz @ U_i, dz @ W_i, dU, dW, np.sum(dz, 0)


def backward_with_einsum_and_a_list(di, i, x, h_prev, U_i, W_i):
    dz = np.atleast_2d(di * i * (1 - i))
    rows, states = np.atleast_2d(x), np.atleast_2d(h_prev)
    dx, dh = np.einsum("nh,hd->nd", dz, U_i), np.einsum("nh,hk->nk", dz, W_i)
    dU, dW = np.einsum("nh,nd->hd", dz, rows), np.einsum("nh,nk->hk", dz, states)
    return [dx.reshape(np.shape(x)), dh.reshape(np.shape(h_prev)), dU, dW, np.einsum("nh->h", dz)]


def backward_with_concatenated_weights(di, i, x, h_prev, U_i, W_i):
    dz, xh = di * i * (1 - i), np.concatenate([x, h_prev], axis=-1)
    dxh = dz @ np.hstack([U_i, W_i])
    dUW = np.atleast_2d(dz).T @ np.atleast_2d(xh)
    D = U_i.shape[1]
    return dxh[..., :D], dxh[..., D:], dUW[:, :D], dUW[:, D:], np.atleast_2d(dz).sum(axis=0)


@pytest.mark.parametrize(
    "answer",
    [backward_with_outer_products, backward_with_einsum_and_a_list, backward_with_concatenated_weights],
)
def test_a_right_backward_in_another_style_earns_full_marks(answer, rng):
    assert input_gate_backward.judge(answer, rng).score == 1


def test_a_wrong_dh_prev_keeps_what_the_other_properties_earn(rng):
    report = input_gate_backward.judge(input_gate_backward.mistakes["W-transposed"].function, rng)
    assert report.score == pytest.approx(0.55)
    assert report.mistakes == ["W-transposed"]


def test_the_word_of_the_sentence_is_named(rng):
    def deaf_to_the_third_word(x, h_prev, U_i, W_i, b_i):
        i = with_einsum(x, h_prev, U_i, W_i, b_i)
        if i.shape == (5, 3):
            i[2] = 0.5
        return i

    message = input_gate.judge(deaf_to_the_third_word, rng).message
    assert "acredito" in message
    assert "não" in message  # up to there all is right


def test_extreme_cases_reach_both_ends_on_every_seed():
    for seed in range(50):
        x, h_prev, U, W, b = extreme_arrays(np.random.default_rng(seed), D=1, H=4)
        z = x @ U.T + h_prev @ W.T + b
        assert (np.abs(z) > 999).all()
        assert set(np.sign(z)) == {-1.0, 1.0}


def test_backward_cases_hold_gates_that_the_forward_gives(rng):
    _, gate, x, h_prev, U, W = backward_arrays(rng, N=4, D=2, H=3)
    assert gate.shape == (4, 3)
    assert ((gate > 0) & (gate < 1)).all()
    shut = backward_cases(rng)[-1].args[1]
    assert set(shut) == {0.0, 1.0}
