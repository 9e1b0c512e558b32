"""Derivatives by nudging: right in any shape, honest about their own doubt, and none where there is none."""

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose

from enap_lstm.gradcheck import derivatives, numerical_gradient
from enap_lstm.gradcheck.numerical import complex_step, slopes
from enap_lstm.gradcheck.probe import Probe
from enap_lstm.gradcheck.slope import Line, central
from enap_lstm.reference import lstm_forward, sigmoid


@pytest.mark.parametrize("shape", [(), (1,), (1, 4), (3, 1), (2, 3, 4), (0, 3)])
def test_numerical_gradient_agrees_with_autograd_in_any_shape(shape, rng):
    x = rng.normal(size=shape)
    tx = torch.tensor(x, requires_grad=True)
    torch.sum(torch.tanh(tx) ** 3 + tx).backward()
    (numeric,) = numerical_gradient(lambda x: np.tanh(x) ** 3 + x, (x,))
    assert numeric.shape == shape and numeric.dtype == np.float64
    assert_allclose(numeric, tx.grad, rtol=1e-10, atol=1e-10)


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
    line = Line(Probe(f, (arg,), np.ones(3)), 0, np.array([1.0, 0.0, 0.0]), 1.0)
    assert complex_step(line) is None
    (numeric,) = numerical_gradient(f, (arg,))
    assert_allclose(numeric, 1, rtol=1e-9)


Z = np.random.default_rng(5).normal(size=20)


@pytest.mark.parametrize(
    "f, gradient, z",
    [
        (lambda z: np.tanh(3 * z), lambda z: 3 * (1 - np.tanh(3 * z) ** 2), Z),
        (lambda z: np.tanh(z.astype("float32")), lambda z: 1 - np.tanh(z) ** 2, Z),
        (lambda z: np.tanh(z.astype("float32")).astype(float), lambda z: 1 - np.tanh(z) ** 2, Z),
        (lambda z: np.abs(z) ** 1.5, lambda z: 1.5 * np.sign(z) * np.abs(z) ** 0.5, np.append(Z, [0.0, 1e-9])),
        (lambda z: 1e9 + np.sum(np.abs(z) ** 1.5), lambda z: 1.5 * np.sign(z) * np.abs(z) ** 0.5, Z),
        (lambda z: 1e13 + np.sum(np.abs(z) ** 1.5), lambda z: 1.5 * np.sign(z) * np.abs(z) ** 0.5, Z),
        (lambda z: sigmoid(z) + sigmoid(-z), lambda z: 0 * z, Z),
        (lambda z: sigmoid(1000 * z), lambda z: 1000 * sigmoid(1000 * z) * sigmoid(-1000 * z), Z / 100),
        (np.log, lambda z: 1 / z, np.array([1e-8, 1e-3, 0.3])),
        (lambda z: np.maximum(z, 0), lambda z: (z > 0) * 1.0, np.array([1e-9, -1e-9, 1.0])),
    ],
    ids=["tanh", "float32", "inside", "power", "offset", "far", "zero", "steep", "log", "corner"],
)
def test_the_doubt_covers_the_error_of_a_central_difference(f, gradient, z):
    probe = Probe(f, (z,), np.ones(np.shape(f(z))))
    found = [central(Line(probe, 0, direction, number)) for direction, number in zip(np.eye(len(z)), z, strict=True)]
    assert all(slope.smooth for slope in found)
    errors = np.abs([slope.value for slope in found] - gradient(z))
    assert (errors <= [slope.doubt for slope in found]).all()


@pytest.mark.parametrize(
    "f, at, kind, sides",
    [
        (lambda z: np.maximum(z, 0), 0.0, "corner", (0, 1)),
        (np.abs, 0.0, "corner", (-1, 1)),
        (lambda z: np.maximum(z - 2, 0), 2.0, "corner", (0, 1)),
        (lambda z: np.where(z >= 0, 1.0, 0.0), 0.0, "jump", None),
        (np.cbrt, 0.0, "jump", None),
        (np.sqrt, 0.0, "edge", None),
    ],
)
def test_where_there_is_no_derivative_none_is_given(f, at, kind, sides):
    probe = Probe(f, (np.array([at, 1.0]),), np.ones(2))
    here, elsewhere = slopes(probe, 0, [0, 1])
    assert elsewhere.smooth and np.isnan(here.value)
    assert here.kind == kind
    if sides:
        assert_allclose(here.sides, sides, atol=1e-6)
    numeric, doubt = derivatives(f, (np.array([at, 1.0]),), np.ones(2), 0)
    assert np.isnan(numeric[0]) and np.isinf(doubt[0])


def test_a_step_that_is_too_long_and_looks_settled_by_chance_is_not_trusted(rng):
    """sin(10⁴ z): whole waves fit into the first steps."""
    z = rng.normal(size=200)
    value, doubt = derivatives(lambda z: np.sin(1e4 * z) + 0 * np.abs(z), (z,), np.ones(200), 0)
    assert (np.abs(value - 1e4 * np.cos(1e4 * z)) <= doubt).all() and doubt.max() < 1


def test_a_function_that_stops_beside_the_point_has_an_edge_there():
    def f(z):
        if (z <= 0.3).any():
            raise ValueError
        return z**2

    (slope,) = slopes(Probe(f, (np.array([np.nextafter(0.3, 1)]),), np.ones(1)), 0, [0])
    assert slope.kind == "edge"


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
