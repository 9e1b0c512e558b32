import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose

from enap_lstm.exercises.start import ENDS, inputs, sigmoid


@pytest.mark.parametrize("shape", [(), (1,), (4,), (1, 3), (5, 1), (2, 5, 3)])
def test_oracle_agrees_with_torch(shape, rng):
    z = rng.normal(size=shape) * 5
    assert_allclose(sigmoid.oracle(z), torch.sigmoid(torch.tensor(z)), rtol=1e-12)


def test_extremes_are_exact_and_no_share_leaves_zero_to_one():
    """σ(±1000) is 0 and 1, not nan; warnings are errors here."""
    assert_allclose(sigmoid.oracle(np.array([-1000.0, 0.0, 1000.0])), [0.0, 0.5, 1.0], atol=1e-300)


@pytest.mark.parametrize(("mistake", "points"), [("overflow", 7), ("vector-for-a-number", 8), ("clipped-at-20", 7)])
def test_what_a_mistake_still_earns(mistake, points, rng):
    report = sigmoid.judge(sigmoid.mistakes[mistake].function, rng)
    assert report.score * report.points == pytest.approx(points)


@pytest.mark.parametrize("beyond", [0.1, 2.0, 5.9, 6.1, 30.0, 500.0])
def test_a_sigmoid_that_is_wrong_only_far_out_earns_the_same_on_every_draw(beyond):
    def answer(z):
        return np.where(np.abs(z) > beyond, 0.5, sigmoid_by_hand(z))

    assert len({sigmoid.judge(answer, np.random.default_rng(seed)).score for seed in range(20)}) == 1


def sigmoid_by_hand(z):
    return 1 / (1 + np.exp(-np.asarray(z)))


def test_ordinary_numbers_reach_both_ends_on_every_draw():
    for seed in range(50):
        for case in inputs(np.random.default_rng(seed))[:2]:
            assert (case.args[0].min(), case.args[0].max()) == tuple(ENDS)


def test_extremes_come_in_another_order_each_time():
    drawn = {tuple(inputs(np.random.default_rng(seed))[-1].args[0]) for seed in range(20)}
    assert len(drawn) > 10
