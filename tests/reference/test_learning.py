"""Clipping, SGD and Adam against torch's; the choice among runs, some of which diverged."""

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose

from enap_lstm.reference import adam_step, choose_hyperparameters, clip_by_global_norm, sgd_step

SHAPES = [(3, 2), (4,), (1, 1)]


def arrays(rng, scale=1.0):
    return [scale * rng.normal(size=shape) for shape in SHAPES]


@pytest.mark.parametrize("scale", [0.01, 1.0, 100.0])
def test_clipping_agrees_with_torch_and_changes_nothing_given(scale, rng):
    grads = arrays(rng, scale)
    before = [gradient.copy() for gradient in grads]
    parameters = [torch.nn.Parameter(torch.zeros(shape, dtype=torch.float64)) for shape in SHAPES]
    for parameter, gradient in zip(parameters, grads, strict=True):
        parameter.grad = torch.tensor(gradient)
    torch.nn.utils.clip_grad_norm_(parameters, 1.0)
    for ours, theirs, old, given in zip(clip_by_global_norm(grads, 1.0), parameters, before, grads, strict=True):
        assert_allclose(ours, theirs.grad, rtol=2e-6)  # torch adds 1e-6 to the norm
        assert (old == given).all()


@pytest.mark.parametrize("make", [torch.optim.SGD, torch.optim.Adam])
def test_five_steps_agree_with_torch(make, rng):
    params, rate = arrays(rng), 0.03
    theirs = [torch.nn.Parameter(torch.tensor(p)) for p in params]
    optimizer = make(theirs, lr=rate)
    moments = [(np.zeros(shape), np.zeros(shape)) for shape in SHAPES]
    for step in range(1, 6):
        grads = arrays(rng)
        for parameter, gradient in zip(theirs, grads, strict=True):
            parameter.grad = torch.tensor(gradient)
        optimizer.step()
        if make is torch.optim.SGD:
            params = sgd_step(params, grads, rate)
        else:
            params, moments = adam_step(params, grads, moments, step, rate)
    for ours, parameter in zip(params, theirs, strict=True):
        assert_allclose(ours, parameter.detach(), rtol=1e-10)


def test_a_run_that_diverged_is_never_chosen():
    losses = np.array([[np.nan, np.inf, 2.0], [0.7, 0.5, 0.5], [0.9, np.nan, 0.5]])
    assert choose_hyperparameters(losses, [1.0, 0.1, 0.01], [8, 16, 32]) == (0.1, 16)


def test_where_the_larger_rate_ties_the_fewer_units_win():
    assert choose_hyperparameters([[0.5, 0.9], [0.5, 0.5]], [0.1, 0.01], [32, 8]) == (0.01, 8)


def test_no_finite_loss_is_said():
    with pytest.raises(ValueError, match="diverged"):
        choose_hyperparameters([[np.nan]], [1.0], [8])
