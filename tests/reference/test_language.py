"""The language model's parts against torch, finite differences and frequencies."""

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose, assert_array_equal

from enap_lstm.gradcheck import gradient_check
from enap_lstm.reference import (
    cross_entropy,
    make_targets,
    output_layer,
    output_layer_backward,
    perplexity,
    sample_next,
)

SIZES = [(4, 3, 5), (1, 2, 3), (5, 1, 2), (3, 4, 1)]  # T, N, K


def masked(rng, T, N):
    """Lengths that differ and are not sorted; a 0 among what counts."""
    lengths = rng.integers(1, T + 1, size=N)
    return (np.arange(T)[:, None] < lengths).astype(float)


@pytest.mark.parametrize("shape", [(4,), (4, 3), (2, 1)])
def test_targets_are_the_inputs_of_the_next_step(shape, rng):
    ids = rng.integers(0, 9, size=shape)
    inputs, targets = make_targets(ids)
    assert inputs.shape == targets.shape == (shape[0] - 1, *shape[1:])
    assert_array_equal(inputs[1:], targets[:-1])


@pytest.mark.parametrize("T, N, K", SIZES)
def test_cross_entropy_agrees_with_torch(T, N, K, rng):
    logits, targets, mask = rng.normal(size=(T, N, K)) * 3, rng.integers(0, K, size=(T, N)), masked(rng, T, N)
    loss, dlogits = cross_entropy(logits, targets, mask)
    scores = torch.tensor(logits, requires_grad=True)
    kept = torch.tensor(np.where(mask == 1, targets, -100)).reshape(-1)
    theirs = torch.nn.functional.cross_entropy(scores.reshape(-1, K), kept)
    theirs.backward()
    assert_allclose(loss, theirs.item(), rtol=1e-10, atol=1e-12)
    assert_allclose(dlogits, scores.grad, rtol=1e-10, atol=1e-12)


def test_cross_entropy_of_nothing_is_zero_and_of_huge_scores_is_finite(rng):
    targets = np.zeros((2, 3), dtype=int)
    loss, dlogits = cross_entropy(rng.normal(size=(2, 3, 4)), targets, np.zeros((2, 3)))
    assert loss == 0.0 and not dlogits.any()
    loss, dlogits = cross_entropy(np.full((2, 3, 4), 1e4) * [1, -1, 0, 1], targets, np.ones((2, 3)))
    assert np.isfinite(loss) and np.isfinite(dlogits).all()


@pytest.mark.parametrize("shape, K", [((4, 3, 2), 5), ((3, 1), 2), ((2,), 1)])
def test_output_layer_backward_agrees_with_finite_differences(shape, K, rng):
    h, V, b_y = rng.normal(size=shape), rng.normal(size=(K, shape[-1])), rng.normal(size=K)
    upstream = rng.normal(size=(*shape[:-1], K))
    report = gradient_check(output_layer, output_layer_backward(upstream, h, V), (h, V, b_y), upstream=upstream)
    assert report.passed, report.message


def test_perplexity_of_equally_likely_words_is_their_number():
    assert_allclose(perplexity(7 * np.log(50), 7), 50)


@pytest.mark.parametrize("temperature", [0.5, 1.0, 2.0])
def test_samples_come_as_often_as_the_softmax_says(temperature, rng):
    logits = np.array([0.0, 1.0, -1.0, 2.0])
    drawn = np.bincount([sample_next(logits, temperature, rng) for _ in range(4000)], minlength=4) / 4000
    expected = torch.softmax(torch.tensor(logits / temperature), dim=0).numpy()
    assert np.abs(drawn - expected).max() < 4 * np.sqrt(0.25 / 4000)


@pytest.mark.parametrize("temperature", [0, 1e-3, 0.01])
def test_a_cold_model_says_the_likeliest_word(temperature, rng):
    assert {sample_next(np.array([1.0, 900.0, 3.0]), temperature, rng) for _ in range(20)} == {1}
