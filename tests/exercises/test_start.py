import math

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose

from enap_lstm.exercises.start import inputs, sigmoid


@pytest.mark.parametrize("shape", [(), (1,), (4,), (1, 3), (5, 1), (2, 5, 3)])
def test_oracle_agrees_with_torch(shape, rng):
    z = rng.normal(size=shape) * 5
    assert_allclose(sigmoid.oracle(z), torch.sigmoid(torch.tensor(z)), rtol=1e-12)


def test_extremes_are_exact_and_no_share_leaves_zero_to_one():
    """σ(±1000) is 0 and 1, not nan; warnings are errors here."""
    assert_allclose(sigmoid.oracle(np.array([-1000.0, 0.0, 1000.0])), [0.0, 0.5, 1.0], atol=1e-300)


def with_the_fraction(z):
    return 1 / (1 + np.exp(-z))


def with_tanh(z):
    return 0.5 + 0.5 * np.tanh(np.asarray(z) / 2)


def with_the_absolute_value(z):
    small = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, 1 / (1 + small), small / (1 + small))


def with_scipy(z):
    from scipy.special import expit

    return expit(z)


def with_clip(z):
    return 1 / (1 + np.exp(-np.clip(z, -700, 700)))


def with_a_loop(z):
    if np.ndim(z) == 0:
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0
    return [with_a_loop(part) for part in z]


def with_vectorize(z):
    return np.vectorize(with_a_loop, otypes=[float])(z)


def in_float32(z):
    return 1 / (1 + np.exp(-np.float32(z)))


def in_place_on_its_own(z):
    s = np.array(z, dtype=float)
    np.negative(s, out=s)
    np.exp(s, out=s)
    s += 1
    return 1 / s


def with_printing_and_an_extra_default(z, base=math.e):
    print(z)
    return 1 / (1 + np.power(base, -z))


@pytest.mark.parametrize(
    "answer",
    [
        with_the_fraction,
        with_tanh,
        with_the_absolute_value,
        with_scipy,
        with_clip,
        with_a_loop,
        with_vectorize,
        in_float32,
        in_place_on_its_own,
        with_printing_and_an_extra_default,
    ],
)
def test_a_right_answer_in_another_style_earns_full_marks(answer):
    for seed in range(5):
        report = sigmoid.judge(answer, np.random.default_rng(seed))
        assert report.score == 1, report.message


@pytest.mark.parametrize(("mistake", "points"), [("overflow", 7), ("vector-for-a-number", 8), ("in-place", 0)])
def test_what_a_mistake_still_earns(mistake, points, rng):
    report = sigmoid.judge(sigmoid.mistakes[mistake].function, rng)
    assert report.score * report.points == pytest.approx(points)


def test_math_exp_is_told_to_use_numpy(rng):
    """It raises on every array, so no mistake can be recognised: the first hint must say it."""
    report = sigmoid.judge(lambda z: 1 / (1 + math.exp(-z)), rng)
    assert report.score == 0 and report.mistakes == []
    assert "math.exp só aceita um número" in report.message


def test_extremes_come_in_another_order_each_time():
    drawn = {tuple(inputs(np.random.default_rng(seed))[-1].args[0]) for seed in range(20)}
    assert len(drawn) > 10
