"""Stacks, classifier and encoder-decoder against torch, their weights copied across."""

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose

from enap_lstm.gradcheck import gradient_check
from enap_lstm.reference import (
    sentence_logits,
    seq2seq_logits,
    stacked_lstm_backward,
    stacked_lstm_forward,
)
from tests.reference.test_bilstm import example, parameters, torchs

STACKS = [(4, 3, 2, [5, 1, 3]), (1, 1, 1, [1]), (3, 2, 4, [2, 6])]  # T, N, D, the layers' H


def loaded(layer, D):
    U, W, b = layer
    lstm = torch.nn.LSTM(D, W.shape[1], dtype=torch.float64)
    with torch.no_grad():
        for parameter, value in zip(lstm.parameters(), (U, W, b, np.zeros_like(b)), strict=True):
            parameter.copy_(torch.tensor(value))
    return lstm


def stack(rng, D, sizes):
    return [parameters(rng, below, H) for below, H in zip([D, *sizes], sizes, strict=False)]


@pytest.mark.parametrize("T, N, D, sizes", STACKS)
def test_a_stack_agrees_with_torch_in_values_and_gradients(T, N, D, sizes, rng):
    x, layers, dh = rng.normal(size=(T, N, D)), stack(rng, D, sizes), rng.normal(size=(T, N, sizes[-1]))
    modules = [loaded(layer, layer[0].shape[1]) for layer in layers]
    tx = torch.tensor(x, requires_grad=True)
    top = tx
    for module in modules:
        top, _ = module(top)
    assert_allclose(stacked_lstm_forward(x, layers), top.detach(), rtol=1e-10, atol=1e-10)
    top.backward(torch.tensor(dh))
    dx, gradients = stacked_lstm_backward(dh, x, layers)
    assert_allclose(dx, tx.grad, rtol=1e-10, atol=1e-10)
    for ours, module in zip(gradients, modules, strict=True):
        for gradient, parameter in zip(ours, module.parameters(), strict=False):  # torch's second bias is not ours
            assert_allclose(gradient, parameter.grad, rtol=1e-10, atol=1e-10)


def test_a_stack_agrees_with_finite_differences(rng):
    x, layers, dh = rng.normal(size=(3, 2, 2)), stack(rng, 2, [3, 2]), rng.normal(size=(3, 2, 2))
    dx, gradients = stacked_lstm_backward(dh, x, layers)

    def flat(x, *arrays):
        return stacked_lstm_forward(x, [arrays[:3], arrays[3:]])

    report = gradient_check(flat, (dx, *sum(gradients, ())), (x, *sum(layers, ())), upstream=dh)
    assert report.passed, report.message


@pytest.mark.parametrize("T, N, D, H, K", [(4, 3, 2, 5, 3), (3, 2, 1, 1, 4)])
def test_a_sentence_classifier_agrees_with_torch(T, N, D, H, K, rng):
    x, lengths, fwd, bwd = example(rng, T, N, D, H)
    V, b_y = rng.normal(size=(K, 2 * H)), rng.normal(size=K)
    packed = torch.nn.utils.rnn.pack_padded_sequence(torch.tensor(x), torch.tensor(lengths), enforce_sorted=False)
    _, (last, _) = torchs(fwd, bwd, D, H)(packed)
    theirs = torch.nn.functional.linear(torch.cat([last[0], last[1]], dim=-1), torch.tensor(V), torch.tensor(b_y))
    assert_allclose(sentence_logits(x, lengths, fwd, bwd, V, b_y), theirs.detach(), rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("Tx, Ty, N, D, E, H, K", [(4, 3, 2, 3, 5, 2, 6), (1, 5, 3, 2, 1, 4, 2)])
def test_an_encoder_hands_h_and_c_to_its_decoder_as_in_torch(Tx, Ty, N, D, E, H, K, rng):
    x, y = rng.normal(size=(Tx, N, D)), rng.normal(size=(Ty, N, E))
    encoder, decoder = parameters(rng, D, H), parameters(rng, E, H)
    V, b_y = rng.normal(size=(K, H)), rng.normal(size=K)
    _, handed = loaded(encoder, D)(torch.tensor(x))
    states, _ = loaded(decoder, E)(torch.tensor(y), handed)
    theirs = torch.nn.functional.linear(states, torch.tensor(V), torch.tensor(b_y))
    assert_allclose(seq2seq_logits(x, y, encoder, decoder, V, b_y), theirs.detach(), rtol=1e-10, atol=1e-10)
