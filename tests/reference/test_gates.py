"""Each gate alone, and equations (5) and (6), against torch.nn.functional and finite differences."""

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose, assert_array_equal
from torch.nn.functional import linear

from enap_lstm import reference
from enap_lstm.gradcheck import gradient_check

GATES = {
    "input_gate": torch.sigmoid,
    "forget_gate": torch.sigmoid,
    "cell_update": torch.tanh,
    "output_gate": torch.sigmoid,
}
SIZES = [(1, 4, 3), (5, 1, 2), (3, 2, 1), (2, 3, 5), (1, 1, 1)]  # N, D, H
each_gate = pytest.mark.parametrize("name", GATES)
each_size = pytest.mark.parametrize("N, D, H", SIZES)


def functions(name):
    return getattr(reference, name), getattr(reference, f"{name}_backward")


def gate_arrays(rng, N, D, H):
    return [rng.normal(size=shape) for shape in ((N, D), (N, H), (H, D), (H, H), (H,))]


@each_gate
@each_size
def test_values_and_gradients_agree_with_torch(name, N, D, H, rng):
    gate, backward = functions(name)
    x, h, U, W, b = arrays = gate_arrays(rng, N, D, H)
    dout = rng.normal(size=(N, H))
    tensors = [torch.tensor(a, requires_grad=True) for a in arrays]
    tx, th, tU, tW, tb = tensors
    expected = GATES[name](linear(tx, tU, tb) + linear(th, tW))
    out = gate(*arrays)
    assert_allclose(out, expected.detach(), rtol=1e-10, atol=1e-10)
    for ours, theirs in zip(
        backward(dout, out, x, h, U, W), torch.autograd.grad(expected, tensors, torch.tensor(dout)), strict=True
    ):
        assert_allclose(ours, theirs, rtol=1e-10, atol=1e-10)


@each_gate
@each_size
def test_gradients_agree_with_finite_differences(name, N, D, H, rng):
    gate, backward = functions(name)
    x, h, U, W, b = arrays = gate_arrays(rng, N, D, H)
    dout = rng.normal(size=(N, H))
    report = gradient_check(gate, backward(dout, gate(*arrays), x, h, U, W), arrays, upstream=dout)
    assert report.passed, report.message
    assert report.max_error < 1e-6


@each_gate
def test_one_example_is_a_row_of_a_batch(name, rng):
    gate, backward = functions(name)
    x, h, U, W, b = gate_arrays(rng, 4, 2, 3)
    dout, out = rng.normal(size=(4, 3)), gate(x, h, U, W, b)
    rows = [backward(dout[n], out[n], x[n], h[n], U, W) for n in range(4)]
    assert_allclose(out, [gate(x[n], h[n], U, W, b) for n in range(4)], rtol=1e-12)
    dx, dh_prev, dU, dW, db = zip(*rows, strict=True)
    one_by_one = np.stack(dx), np.stack(dh_prev), sum(dU), sum(dW), sum(db)  # parameters: sums, not means
    for batch, example in zip(backward(dout, out, x, h, U, W), one_by_one, strict=True):
        assert batch.shape == example.shape
        assert_allclose(batch, example, rtol=1e-12, atol=1e-12)


@each_gate
def test_saturated_gates_are_finite_and_pass_no_gradient(name, rng):
    gate, backward = functions(name)
    x, h, U, W, b = gate_arrays(rng, 5, 2, 3)
    b = np.array([1e4, -1e4, 1e4])
    out = gate(x, h, U, W, b)
    low = -1 if name == "cell_update" else 0
    assert_array_equal(out, np.tile([1, low, 1], (5, 1)))
    for gradient in backward(np.ones((5, 3)), out, x, h, U, W):
        assert_array_equal(gradient, np.zeros_like(gradient))


@pytest.mark.parametrize("shape", [(3,), (1,), (1, 4), (5, 2), (3, 1)])
def test_cell_state_agrees_with_torch_and_finite_differences(shape, rng):
    f, c_prev, i, g = arrays = [rng.normal(size=shape) for _ in range(4)]
    dc = rng.normal(size=shape)
    tf, tc, ti, tg = tensors = [torch.tensor(a, requires_grad=True) for a in arrays]
    expected = tf * tc + torch.mul(ti, tg)
    grads = reference.cell_state_backward(dc, *arrays)
    assert_allclose(reference.cell_state(*arrays), expected.detach(), rtol=1e-12)
    for ours, theirs in zip(grads, torch.autograd.grad(expected, tensors, torch.tensor(dc)), strict=True):
        assert_allclose(ours, theirs, rtol=1e-12)
    report = gradient_check(reference.cell_state, grads, arrays, upstream=dc)
    assert report.passed, report.message


@pytest.mark.parametrize("shape", [(3,), (1,), (1, 4), (5, 2), (3, 1)])
def test_hidden_state_agrees_with_torch_and_finite_differences(shape, rng):
    o, c = arrays = [rng.normal(size=shape) for _ in range(2)]
    dh = rng.normal(size=shape)
    tensors = [torch.tensor(a, requires_grad=True) for a in arrays]
    expected = tensors[0] * torch.tanh(tensors[1])
    grads = reference.hidden_state_backward(dh, o, c)
    assert_allclose(reference.hidden_state(o, c), expected.detach(), rtol=1e-12)
    for ours, theirs in zip(grads, torch.autograd.grad(expected, tensors, torch.tensor(dh)), strict=True):
        assert_allclose(ours, theirs, rtol=1e-12)
    report = gradient_check(reference.hidden_state, grads, arrays, upstream=dh)
    assert report.passed, report.message
