"""The sigmoid against torch, its own symmetry and its ends."""

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose, assert_array_equal

from enap_lstm.reference import sigmoid


@pytest.mark.parametrize("shape", [(), (1,), (4,), (3, 1), (2, 5), (0, 3)])
def test_agrees_with_torch_in_value_and_shape(shape, rng):
    z = rng.normal(scale=10, size=shape)
    assert np.shape(sigmoid(z)) == shape
    assert_allclose(sigmoid(z), torch.sigmoid(torch.tensor(z)), rtol=1e-12)


def test_both_ends_are_exact_and_silent():
    """Warnings are errors here, and NumPy's own errors are switched on as well, but for harmless underflow."""
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        assert_array_equal(sigmoid(np.array([-np.inf, -1000.0, 0.0, 1000.0, np.inf])), [0, 0, 0.5, 1, 1])


def test_the_left_tail_keeps_its_digits():
    """σ(-700) ≈ exp(-700), which 1 - σ(700) would have rounded to 0."""
    assert_allclose(sigmoid(-700.0), np.exp(-700.0), rtol=1e-12)


def test_left_and_right_add_up_to_one(rng):
    z = rng.normal(scale=5, size=100)
    assert_allclose(sigmoid(z) + sigmoid(-z), 1, rtol=1e-15)


@pytest.mark.parametrize("number", [-1000, 0, 3, -2.5, 1000.0, np.float64(1.5)])
def test_a_plain_number_gives_a_number(number):
    assert isinstance(sigmoid(number), float)  # np.float64 is a float
    assert_allclose(sigmoid(number), torch.sigmoid(torch.tensor(float(number), dtype=torch.float64)), rtol=1e-12)


def test_the_argument_stays_as_it_was():
    z = np.array([-1.0, 2.0])
    sigmoid(z)
    assert_array_equal(z, [-1.0, 2.0])
