"""Both directions against torch's bidirectional LSTM on packed sequences, which knows nothing of padding."""

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose, assert_array_equal
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from enap_lstm.reference import bilstm_backward, bilstm_forward, reverse_sequence, sentence_vector

SIZES = [(4, 3, 2, 5), (1, 1, 1, 1), (5, 4, 1, 3), (3, 2, 4, 1), (6, 5, 3, 2)]  # T, N, D, H


def parameters(rng, D, H):
    return tuple(rng.normal(size=shape) for shape in ((4 * H, D), (4 * H, H), (4 * H,)))


def torchs(fwd, bwd, D, H):
    lstm = torch.nn.LSTM(D, H, bidirectional=True, dtype=torch.float64)
    zero = np.zeros(4 * H)
    with torch.no_grad():
        for parameter, value in zip(lstm.parameters(), [*fwd, zero, *bwd, zero], strict=True):
            parameter.copy_(torch.tensor(value))
    return lstm


def example(rng, T, N, D, H):
    lengths = rng.permutation(np.append(rng.integers(1, T + 1, size=N - 1), T))
    return rng.normal(size=(T, N, D)), lengths, parameters(rng, D, H), parameters(rng, D, H)


@pytest.mark.parametrize("T, N, D, H", SIZES)
def test_values_and_gradients_agree_with_torch_on_packed_sequences(T, N, D, H, rng):
    x, lengths, fwd, bwd = example(rng, T, N, D, H)
    dh, lstm = rng.normal(size=(T, N, 2 * H)), torchs(fwd, bwd, D, H)
    tx = torch.tensor(x, requires_grad=True)
    packed = pack_padded_sequence(tx, torch.tensor(lengths), enforce_sorted=False)
    theirs, _ = pad_packed_sequence(lstm(packed)[0])
    assert_allclose(bilstm_forward(x, lengths, fwd, bwd), theirs.detach(), rtol=1e-10, atol=1e-10)
    theirs.backward(torch.tensor(dh))
    dx, *ours = bilstm_backward(dh, x, lengths, fwd, bwd)
    assert_allclose(dx, tx.grad, rtol=1e-10, atol=1e-10)
    weights = list(lstm.parameters())
    for mine, (U, W, b) in zip(ours, (weights[0:3], weights[4:7]), strict=True):
        for gradient, parameter in zip(mine, (U, W, b), strict=True):
            assert_allclose(gradient, parameter.grad, rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("T, N, D, H", SIZES)
def test_the_vector_of_a_sentence_is_torchs_last_state_of_each_direction(T, N, D, H, rng):
    x, lengths, fwd, bwd = example(rng, T, N, D, H)
    packed = pack_padded_sequence(torch.tensor(x), torch.tensor(lengths), enforce_sorted=False)
    _, (last, _) = torchs(fwd, bwd, D, H)(packed)
    ours = sentence_vector(bilstm_forward(x, lengths, fwd, bwd), lengths)
    assert_allclose(ours, torch.cat([last[0], last[1]], dim=-1).detach(), rtol=1e-10, atol=1e-10)


def test_reversing_keeps_the_padding_and_undoes_itself(rng):
    x, lengths = rng.normal(size=(5, 4, 2)), np.array([3, 5, 0, 1])
    turned = reverse_sequence(x, lengths)
    for n, length in enumerate(lengths):
        assert_array_equal(turned[:length, n], x[:length, n][::-1])
        assert_array_equal(turned[length:, n], x[length:, n])
    assert_array_equal(reverse_sequence(turned, lengths), x)


def test_a_sentence_does_not_see_its_neighbours_or_its_padding(rng):
    x, _, fwd, bwd = example(rng, 6, 3, 2, 4)
    lengths = np.array([4, 6, 2])
    alone = bilstm_forward(x[:4, :1], lengths[:1], fwd, bwd)
    x[4:, 0] = 99.0
    assert_allclose(bilstm_forward(x, lengths, fwd, bwd)[:4, 0], alone[:, 0], rtol=1e-12)
