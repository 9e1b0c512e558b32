"""The Elman RNN against torch.nn.RNNCell, torch.nn.RNN and finite differences."""

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose, assert_array_equal

from enap_lstm.gradcheck import gradient_check
from enap_lstm.reference import rnn_backward, rnn_forward, rnn_step, rnn_step_backward

STEPS = [(1, 4, 3), (5, 1, 2), (3, 2, 1), (2, 3, 5), (1, 1, 1)]  # N, D, H
SEQUENCES = [(1, 3, 2, 4), (4, 1, 3, 2), (3, 2, 1, 5), (5, 4, 3, 1), (6, 2, 3, 4), (1, 1, 1, 1)]  # T, N, D, H


def parameters(rng, D, H):
    return [rng.normal(size=shape) for shape in ((H, D), (H, H), (H,))]


def load(module, U, W, b):
    """Our arrays as a torch module's parameters, without shuffling; its second bias is zero."""
    values = [*map(torch.tensor, (U, W, b)), torch.zeros(len(b), dtype=torch.float64)]
    with torch.no_grad():
        for parameter, value in zip(module.parameters(), values, strict=True):
            parameter.copy_(value)
    return module


def assert_gradients(ours, outputs, upstream, inputs):
    theirs = torch.autograd.grad(outputs, inputs, torch.tensor(upstream))
    for our, their in zip(ours, theirs, strict=True):
        assert our.dtype == np.float64
        assert_allclose(our, their, rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("N, D, H", STEPS)
def test_step_agrees_with_rnncell_in_value_and_gradients(N, D, H, rng):
    U, W, b = parameters(rng, D, H)
    x, h_prev, dh = rng.normal(size=(N, D)), rng.normal(size=(N, H)), rng.normal(size=(N, H))
    cell = load(torch.nn.RNNCell(D, H, dtype=torch.float64), U, W, b)
    tx, th = (torch.tensor(a, requires_grad=True) for a in (x, h_prev))
    expected = cell(tx, th)
    h = rnn_step(x, h_prev, U, W, b)
    assert_allclose(h, expected.detach(), rtol=1e-10, atol=1e-10)
    grads = rnn_step_backward(dh, x, h_prev, h, U, W)
    assert_gradients(grads, expected, dh, [tx, th, cell.weight_ih, cell.weight_hh, cell.bias_ih])
    report = gradient_check(rnn_step, grads, (x, h_prev, U, W, b), upstream=dh)
    assert report.passed and report.max_error < 1e-6, report.message


@pytest.mark.parametrize("T, N, D, H", SEQUENCES)
def test_sequence_agrees_with_torch_in_values_and_gradients(T, N, D, H, rng):
    U, W, b = parameters(rng, D, H)
    x, h0, dh = rng.normal(size=(T, N, D)), rng.normal(size=(N, H)), rng.normal(size=(T, N, H))
    rnn = load(torch.nn.RNN(D, H, dtype=torch.float64), U, W, b)
    tx, th = (torch.tensor(a, requires_grad=True) for a in (x, h0))
    expected, _ = rnn(tx, th[None])
    h = rnn_forward(x, h0, U, W, b)
    assert_allclose(h, expected.detach(), rtol=1e-10, atol=1e-10)
    grads = rnn_backward(dh, x, h0, h, U, W)
    assert_gradients(grads, expected, dh, [tx, th, rnn.weight_ih_l0, rnn.weight_hh_l0, rnn.bias_ih_l0])
    report = gradient_check(rnn_forward, grads, (x, h0, U, W, b), upstream=dh)
    assert report.passed and report.max_error < 1e-6, report.message


def test_one_example_is_a_row_of_a_batch(rng):
    U, W, b = parameters(rng, 2, 3)
    x, h_prev, dh = rng.normal(size=(4, 2)), rng.normal(size=(4, 3)), rng.normal(size=(4, 3))
    h = rnn_step(x, h_prev, U, W, b)
    assert_allclose(h, [rnn_step(x[n], h_prev[n], U, W, b) for n in range(4)], rtol=1e-12)
    rows = [rnn_step_backward(dh[n], x[n], h_prev[n], h[n], U, W) for n in range(4)]
    dx, dh_prev, dU, dW, db = zip(*rows, strict=True)
    one_by_one = np.stack(dx), np.stack(dh_prev), sum(dU), sum(dW), sum(db)
    for batch, example in zip(rnn_step_backward(dh, x, h_prev, h, U, W), one_by_one, strict=True):
        assert batch.shape == example.shape
        assert_allclose(batch, example, rtol=1e-12, atol=1e-12)


def test_words_as_integers_give_gradients_that_are_not_rounded(rng):
    """One-hot words are often integers; their gradient is not."""
    U, W, b = parameters(rng, 5, 3)
    words = np.eye(5, dtype=int)[:, None]
    h0, dh = np.zeros((1, 3)), rng.normal(size=(5, 1, 3))
    h = rnn_forward(words, h0, U, W, b)
    for whole, real in zip(
        rnn_backward(dh, words, h0, h, U, W), rnn_backward(dh, words * 1.0, h0, h, U, W), strict=True
    ):
        assert_array_equal(whole, real)


def test_arguments_stay_as_they_were(rng):
    U, W, b = parameters(rng, 2, 4)
    x, h0, dh = rng.normal(size=(5, 3, 2)), rng.normal(size=(3, 4)), rng.normal(size=(5, 3, 4))
    args = x, h0, U, W, b
    before = [a.copy() for a in args]
    h = rnn_forward(*args)
    kept = h.copy()
    rnn_backward(dh, x, h0, h, U, W)
    for now, then in zip((*args, h), (*before, kept), strict=True):
        assert_array_equal(now, then)
