import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose

from enap_lstm.exercises.elman_rnn import rnn_forward, rnn_step, rnn_step_backward
from enap_lstm.exercises.elman_rnn.forward import sequence_arrays, sequence_inputs
from enap_lstm.exercises.elman_rnn.step_backward import step_backward_inputs
from enap_lstm.exercises.gate.cases import gate_arrays

SIZES = [(None, 3, 4), (1, 4, 3), (5, 1, 2), (3, 2, 1)]


def torch_cell(U, W, b):
    """PyTorch's own cell with our weights: its second bias stays zero."""
    cell = torch.nn.RNNCell(U.shape[1], U.shape[0], dtype=torch.float64)
    with torch.no_grad():
        for parameter, ours in zip(
            (cell.weight_ih, cell.weight_hh, cell.bias_ih, cell.bias_hh), (U, W, b, 0 * b), strict=True
        ):
            parameter.copy_(torch.tensor(ours))
    return cell


@pytest.mark.parametrize(("N", "D", "H"), SIZES)
def test_step_agrees_with_torch(N, D, H, rng):
    x, h_prev, U, W, b = gate_arrays(rng, N=N, D=D, H=H)
    expected = torch_cell(U, W, b)(torch.tensor(x), torch.tensor(h_prev)).detach()
    assert_allclose(rnn_step.oracle(x, h_prev, U, W, b), expected, rtol=1e-12)


@pytest.mark.parametrize(("N", "D", "H"), SIZES)
def test_backward_agrees_with_torch_autograd(N, D, H, rng):
    x, h_prev, U, W, b = gate_arrays(rng, N=N, D=D, H=H)
    cell = torch_cell(U, W, b)
    x_, h_ = (torch.tensor(array, requires_grad=True) for array in (x, h_prev))
    h = cell(x_, h_)
    dh = rng.normal(size=h.shape)
    h.backward(torch.tensor(dh))
    expected = (x_.grad, h_.grad, cell.weight_ih.grad, cell.weight_hh.grad, cell.bias_ih.grad)
    got = rnn_step_backward.oracle(dh, x, h_prev, h.detach().numpy(), U, W)
    for ours, theirs in zip(got, expected, strict=True):
        assert_allclose(ours, theirs, rtol=1e-10, atol=1e-14)


@pytest.mark.parametrize(("T", "N", "D", "H"), [(1, 2, 3, 4), (5, 1, 4, 3), (4, 3, 1, 2), (3, 5, 2, 1)])
def test_forward_agrees_with_torch(T, N, D, H, rng):
    x, h0, U, W, b = sequence_arrays(rng, T=T, N=N, D=D, H=H)
    network = torch.nn.RNN(D, H, dtype=torch.float64)
    with torch.no_grad():
        for parameter, ours in zip(network.parameters(), (U, W, b, 0 * b), strict=True):
            parameter.copy_(torch.tensor(ours))
        expected, _ = network(torch.tensor(x), torch.tensor(h0)[None])
    assert_allclose(rnn_forward.oracle(x, h0, U, W, b), expected, rtol=1e-10)


def step_with_einsum(x, h_prev, U, W, b):
    return np.tanh(np.einsum("...d,hd->...h", x, U) + np.einsum("...k,hk->...h", h_prev, W) + b)


def step_with_one_matrix(x, h_prev, U, W, b):
    return np.tanh(np.concatenate([x, h_prev], axis=-1) @ np.hstack([U, W]).T + b)


def step_with_columns(x, h_prev, U, W, b):
    return np.tanh((U @ x.T + W @ h_prev.T).T + b)


def step_with_loops_and_lists(x, h_prev, U, W, b):
    def one(x, h):
        return [float(np.tanh(sum(U[k] * x) + sum(W[k] * h) + b[k])) for k in range(len(b))]

    return one(x, h_prev) if x.ndim == 1 else [one(*row) for row in zip(x, h_prev, strict=True)]


def step_with_sigma(x, h_prev, U, W, b):
    return 2 / (1 + np.exp(-2 * (x @ U.T + h_prev @ W.T + b))) - 1


def step_in_float32(x, h_prev, U, W, b):
    x, h_prev, U, W, b = (np.float32(array) for array in (x, h_prev, U, W, b))
    return np.tanh(x @ U.T + h_prev @ W.T + b)


def step_in_place_on_its_own(x, h_prev, U, W, b):
    h = x @ U.T
    h += h_prev @ W.T
    h += b
    return np.tanh(h, out=h)


@pytest.mark.parametrize(
    "answer",
    [
        step_with_einsum,
        step_with_one_matrix,
        step_with_columns,
        step_with_loops_and_lists,
        step_with_sigma,
        step_in_float32,
        step_in_place_on_its_own,
    ],
)
def test_a_right_step_in_another_style_earns_full_marks(answer):
    for seed in range(5):
        report = rnn_step.judge(answer, np.random.default_rng(seed))
        assert report.score == 1, report.message


def forward_preallocated(x, h0, U, W, b):
    h = np.empty((*x.shape[:2], len(b)))
    for t in range(len(x)):
        h[t] = step_with_einsum(x[t], h[t - 1] if t else h0, U, W, b)
    return h


def forward_with_all_inputs_at_once(x, h0, U, W, b):
    z, h = x @ U.T + b, [h0]
    for z_t in z:
        h.append(np.tanh(z_t + h[-1] @ W.T))
    return h[1:]


def forward_recursive(x, h0, U, W, b):
    h = step_with_one_matrix(x[0], h0, U, W, b)
    rest = forward_recursive(x[1:], h, U, W, b) if len(x) > 1 else np.empty((0, *h.shape))
    return np.concatenate([h[None], rest])


def forward_sentence_by_sentence(x, h0, U, W, b):
    columns = []
    for n in range(x.shape[1]):
        h, states = h0[n].copy(), []
        for x_t in x[:, n]:
            h[:] = step_with_loops_and_lists(x_t, h, U, W, b)
            states.append(h.copy())
        columns.append(states)
    return np.swapaxes(columns, 0, 1).tolist()


def forward_in_float32(x, h0, U, W, b):
    return forward_preallocated(x, h0, U, W, b).astype(np.float32)


@pytest.mark.parametrize(
    "answer",
    [
        forward_preallocated,
        forward_with_all_inputs_at_once,
        forward_recursive,
        forward_sentence_by_sentence,
        forward_in_float32,
    ],
)
def test_a_right_forward_in_another_style_earns_full_marks(answer):
    for seed in range(5):
        report = rnn_forward.judge(answer, np.random.default_rng(seed))
        assert report.score == 1, report.message


def backward_with_outer_products(dh, x, h_prev, h, U, W):
    dz = dh - dh * h * h
    if dz.ndim == 1:
        return U.T @ dz, W.T @ dz, np.outer(dz, x), np.outer(dz, h_prev), dz
    dU = sum(np.outer(a, b) for a, b in zip(dz, x, strict=True))
    dW = sum(np.outer(a, b) for a, b in zip(dz, h_prev, strict=True))
    return dz @ U, dz @ W, dU, dW, np.sum(dz, 0)


def backward_with_einsum_and_a_list(dh, x, h_prev, h, U, W):
    dz = np.atleast_2d(dh * (1 - h) * (1 + h))
    rows, states = np.atleast_2d(x), np.atleast_2d(h_prev)
    dx, dh_prev = np.einsum("nh,hd->nd", dz, U), np.einsum("nh,hk->nk", dz, W)
    dU, dW = np.einsum("nh,nd->hd", dz, rows), np.einsum("nh,nk->hk", dz, states)
    return [dx.reshape(x.shape), dh_prev.reshape(h_prev.shape), dU, dW, np.einsum("nh->h", dz)]


def backward_with_concatenated_weights(dh, x, h_prev, h, U, W):
    dz, xh = dh * (1 - h**2), np.concatenate([x, h_prev], axis=-1)
    dxh, dUW = dz @ np.hstack([U, W]), np.atleast_2d(dz).T @ np.atleast_2d(xh)
    D = U.shape[1]
    return dxh[..., :D], dxh[..., D:], dUW[:, :D], dUW[:, D:], np.atleast_2d(dz).sum(axis=0)


def backward_in_float32(dh, x, h_prev, h, U, W):
    return backward_with_outer_products(*(np.float32(array) for array in (dh, x, h_prev, h, U, W)))


@pytest.mark.parametrize(
    "answer",
    [
        backward_with_outer_products,
        backward_with_einsum_and_a_list,
        backward_with_concatenated_weights,
        backward_in_float32,
    ],
)
def test_a_right_backward_in_another_style_earns_full_marks(answer):
    for seed in range(5):
        report = rnn_step_backward.judge(answer, np.random.default_rng(seed))
        assert report.score == 1, report.message


@pytest.mark.parametrize(
    ("exercise", "mistake", "points"),
    [
        (rnn_step, "columns-for-rows", 2.1),  # right for one example
        (rnn_step, "tanh-overflow", 2.4),
        (rnn_step, "bias-missing", 0),
        (rnn_forward, "starts-from-zeros", 2.4),  # only the initial state is lost
        (rnn_forward, "last-state-only", 0),
        (rnn_step_backward, "W-transposed", 2),  # dz and the parameters keep their marks
        (rnn_step_backward, "U-transposed", 2),
        (rnn_step_backward, "mean-over-batch", 3.2),
        (rnn_step_backward, "tanh-skipped", 0),
    ],
)
def test_what_a_mistake_still_earns(exercise, mistake, points, rng):
    report = exercise.judge(exercise.mistakes[mistake].function, rng)
    assert report.score * report.points == pytest.approx(points)


def test_a_wrong_sentence_is_told_the_word_where_it_goes_wrong(rng):
    message = rnn_forward.judge(rnn_forward.mistakes["h0-at-every-step"].function, rng).message
    assert "na palavra “não” (t = 2)" in message
    assert "Até “Eu”, tudo confere." in message


def test_square_cases_give_numbers_where_a_transpose_is_forgotten(rng):
    """The promise of the hints: W transposed never raises, U transposed gives numbers when D = H."""
    case = next(c for c in step_backward_inputs(rng) if "D = H = 3" in c.name)
    dx, dh_prev, *_ = rnn_step_backward.mistakes["U-and-W-transposed"].function(*case.args)
    right_dx, right_dh_prev, *_ = rnn_step_backward.oracle(*case.args)
    assert dx.shape == right_dx.shape and not np.allclose(dx, right_dx)
    assert dh_prev.shape == right_dh_prev.shape and not np.allclose(dh_prev, right_dh_prev)


def test_only_the_initial_state_property_has_an_h0_that_is_not_zero(rng):
    assert {case.prop for case in sequence_inputs(rng) if case.args[1].any()} == {"estado inicial"}
