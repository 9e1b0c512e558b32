"""The LSTM against torch.nn.LSTMCell, torch.nn.LSTM (BPTT by autograd) and finite differences."""

import subprocess
import sys

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose, assert_array_equal

from enap_lstm import reference
from enap_lstm.gradcheck import gradient_check
from enap_lstm.reference import by_gate, lstm_backward, lstm_forward, lstm_step, lstm_step_backward

STEPS = [(1, 4, 3), (5, 1, 2), (3, 2, 1), (2, 3, 5), (1, 1, 1)]  # N, D, H
SEQUENCES = [(1, 3, 2, 4), (4, 1, 3, 2), (3, 2, 1, 5), (5, 4, 3, 1), (6, 2, 3, 4), (1, 1, 1, 1)]  # T, N, D, H


def parameters(rng, D, H):
    return [rng.normal(size=shape) for shape in ((4 * H, D), (4 * H, H), (4 * H,))]


def load(module, U, W, b):
    """Our arrays as a torch module's parameters, without shuffling; its second bias is zero."""
    values = [*map(torch.tensor, (U, W, b)), torch.zeros(len(b), dtype=torch.float64)]
    with torch.no_grad():
        for parameter, value in zip(module.parameters(), values, strict=True):
            parameter.copy_(value)
    return module


def assert_gradients(ours, outputs, upstreams, inputs):
    theirs = torch.autograd.grad(outputs, inputs, [torch.tensor(upstream) for upstream in upstreams])
    for our, their in zip(ours, theirs, strict=True):
        assert our.dtype == np.float64
        assert_allclose(our, their, rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("N, D, H", STEPS)
def test_step_agrees_with_lstmcell_in_values_and_gradients(N, D, H, rng):
    U, W, b = parameters(rng, D, H)
    x, h_prev, c_prev, dh, dc = (rng.normal(size=(N, size)) for size in (D, H, H, H, H))
    cell = load(torch.nn.LSTMCell(D, H, dtype=torch.float64), U, W, b)
    tx, th, tc = (torch.tensor(a, requires_grad=True) for a in (x, h_prev, c_prev))
    expected = cell(tx, (th, tc))
    for ours, theirs in zip(lstm_step(x, h_prev, c_prev, U, W, b), expected, strict=True):
        assert_allclose(ours, theirs.detach(), rtol=1e-10, atol=1e-10)
    grads = lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b)
    assert_gradients(grads, expected, (dh, dc), [tx, th, tc, cell.weight_ih, cell.weight_hh, cell.bias_ih])
    report = gradient_check(lstm_step, grads, (x, h_prev, c_prev, U, W, b), upstream=(dh, dc))
    assert report.passed and report.max_error < 1e-6, report.message


@pytest.mark.parametrize("T, N, D, H", SEQUENCES)
def test_sequence_agrees_with_torch_in_values_and_gradients(T, N, D, H, rng):
    U, W, b = parameters(rng, D, H)
    x, h0, c0, dh = (rng.normal(size=shape) for shape in ((T, N, D), (N, H), (N, H), (T, N, H)))
    lstm = load(torch.nn.LSTM(D, H, dtype=torch.float64), U, W, b)
    tx, th, tc = (torch.tensor(a, requires_grad=True) for a in (x, h0, c0))
    expected, (_, expected_c) = lstm(tx, (th[None], tc[None]))
    h, c_T = lstm_forward(x, h0, c0, U, W, b)
    assert_allclose(h, expected.detach(), rtol=1e-10, atol=1e-10)
    assert_allclose(c_T, expected_c[0].detach(), rtol=1e-10, atol=1e-10)
    grads = lstm_backward(dh, x, h0, c0, U, W, b)
    assert_gradients(grads, [expected], [dh], [tx, th, tc, lstm.weight_ih_l0, lstm.weight_hh_l0, lstm.bias_ih_l0])


@pytest.mark.parametrize("T, N, D, H", [(1, 3, 2, 4), (4, 1, 3, 2), (3, 2, 1, 1)])
def test_bptt_agrees_with_finite_differences(T, N, D, H, rng):
    U, W, b = parameters(rng, D, H)
    x, h0, c0, dh = (rng.normal(size=shape) for shape in ((T, N, D), (N, H), (N, H), (T, N, H)))
    grads = lstm_backward(dh, x, h0, c0, U, W, b)
    report = gradient_check(lstm_forward, grads, (x, h0, c0, U, W, b), upstream=(dh, np.zeros((N, H))))
    assert report.passed and report.max_error < 1e-6, report.message


def test_one_example_is_a_row_of_a_batch(rng):
    U, W, b = parameters(rng, 2, 3)
    x, h_prev, c_prev, dh, dc = (rng.normal(size=(4, size)) for size in (2, 3, 3, 3, 3))
    h, c = lstm_step(x, h_prev, c_prev, U, W, b)
    for n in range(4):
        h_n, c_n = lstm_step(x[n], h_prev[n], c_prev[n], U, W, b)
        assert h_n.shape == c_n.shape == (3,)
        assert_allclose([h_n, c_n], [h[n], c[n]], rtol=1e-12)
    rows = [lstm_step_backward(dh[n], dc[n], x[n], h_prev[n], c_prev[n], U, W, b) for n in range(4)]
    dx, dh_prev, dc_prev, dU, dW, db = zip(*rows, strict=True)
    one_by_one = np.stack(dx), np.stack(dh_prev), np.stack(dc_prev), sum(dU), sum(dW), sum(db)
    for batch, example in zip(lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b), one_by_one, strict=True):
        assert batch.shape == example.shape
        assert_allclose(batch, example, rtol=1e-12, atol=1e-12)


def test_the_step_is_its_gates_one_after_the_other(rng):
    """Equations (1) to (4) on their own blocks, then (5) and (6): so `by_gate` deals i, f, g, o, in this order."""
    (U_i, U_f, U_g, U_o), (W_i, W_f, W_g, W_o), (b_i, b_f, b_g, b_o) = map(by_gate, (p := parameters(rng, 2, 3)))
    x, h_prev, c_prev = rng.normal(size=(5, 2)), rng.normal(size=(5, 3)), rng.normal(size=(5, 3))
    i = reference.input_gate(x, h_prev, U_i, W_i, b_i)
    f = reference.forget_gate(x, h_prev, U_f, W_f, b_f)
    g = reference.cell_update(x, h_prev, U_g, W_g, b_g)
    o = reference.output_gate(x, h_prev, U_o, W_o, b_o)
    c = reference.cell_state(f, c_prev, i, g)
    h, c_step = lstm_step(x, h_prev, c_prev, *p)
    assert_allclose(c_step, c, rtol=1e-12)
    assert_allclose(h, reference.hidden_state(o, c), rtol=1e-12)


def test_rows_that_four_gates_cannot_share_are_refused():
    with pytest.raises(ValueError):
        by_gate(np.zeros((6, 2)))


def test_a_long_memory_lets_its_gradient_through(rng):
    """f = 1 at every step: the gradient of c_0 is that of c_T, however long the sentence (the slides' promise)."""
    T, H = 50, 3
    U, W = np.zeros((4 * H, 2)), np.zeros((4 * H, H))
    b = np.repeat([-1000.0, 1000.0, 0.0, 1000.0], H)  # i = 0, f = 1, o = 1
    c0, dh = rng.normal(size=(1, H)), np.zeros((T, 1, H))
    dh[-1] = 1
    dc0 = lstm_backward(dh, np.zeros((T, 1, 2)), np.zeros((1, H)), c0, U, W, b)[2]
    assert_allclose(dc0, 1 - np.tanh(c0) ** 2, rtol=1e-12)


def test_words_as_integers_give_gradients_that_are_not_rounded(rng):
    """One-hot words are often integers; their gradient is not."""
    p = parameters(rng, 5, 3)
    words, state, dh = np.eye(5, dtype=int)[:, None], np.zeros((1, 3)), rng.normal(size=(5, 1, 3))
    for whole, real in zip(
        lstm_backward(dh, words, state, state, *p), lstm_backward(dh, words * 1.0, state, state, *p), strict=True
    ):
        assert_array_equal(whole, real)


def test_arguments_stay_as_they_were(rng):
    args = [rng.normal(size=shape) for shape in ((5, 3, 2), (3, 4), (3, 4), (16, 2), (16, 4), (16,))]
    before = [a.copy() for a in args]
    lstm_forward(*args)
    lstm_backward(rng.normal(size=(5, 3, 4)), *args)
    for now, then in zip(args, before, strict=True):
        assert_array_equal(now, then)


def test_the_reference_needs_nothing_but_numpy():
    """Importing it brings in no torch, no nbgrader, no pyplot."""
    code = (
        "import sys, enap_lstm.reference;"
        "print([m for m in ('torch', 'nbgrader', 'matplotlib.pyplot', 'jupytext', 'scipy') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_every_public_function_is_exported_and_is_plain():
    """Sealing exchanges code and the grading copy cuts definitions: no closure, no decorator, no default."""
    for name in reference.__all__:
        function = getattr(reference, name)
        assert function.__closure__ is None and function.__defaults__ is None and not hasattr(function, "__wrapped__")
        assert function.__name__ == name and ">>>" in function.__doc__
