import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose

from enap_lstm.exercises.elman_rnn import rnn_forward, sequence_arrays, sequence_inputs
from enap_lstm.exercises.sequence.kinds import Sequence
from enap_lstm.exercises.sequence.slips import LOOP
from enap_lstm.reference import lstm_forward, lstm_step


@pytest.mark.parametrize(("T", "N", "D", "H"), [(1, 2, 3, 4), (5, 1, 4, 3), (4, 3, 1, 2), (3, 5, 2, 1)])
def test_forward_agrees_with_torch(T, N, D, H, rng):
    x, h0, U, W, b = sequence_arrays(rng, T=T, N=N, D=D, H=H)
    network = torch.nn.RNN(D, H, dtype=torch.float64)
    with torch.no_grad():
        for parameter, ours in zip(network.parameters(), (U, W, b, 0 * b), strict=True):
            parameter.copy_(torch.tensor(ours))
        expected, _ = network(torch.tensor(x), torch.tensor(h0)[None])
    assert_allclose(rnn_forward.oracle(x, h0, U, W, b), expected, rtol=1e-10)


@pytest.mark.parametrize(
    ("mistake", "points"), [("starts-from-zeros", 2.4), ("last-state-only", 0), ("axis-squeezed", 0)]
)
def test_what_a_mistake_still_earns(mistake, points, rng):
    report = rnn_forward.judge(rnn_forward.mistakes[mistake].function, rng)
    assert report.score * report.points == pytest.approx(points)


def test_only_the_initial_state_property_has_an_h0_that_is_not_zero(rng):
    assert {case.prop for case in sequence_inputs(rng) if case.args[1].any()} == {"estado inicial"}


def test_the_bank_of_sequences_serves_two_states_as_well(rng):
    """Every slip of the loop runs on an LSTM, returns h and c_T, and is wrong, or a matter of manners, there too."""
    lstm = Sequence(lstm_step, ("h0", "c0"), "lstm_step(x[t], h, c, U, W, b)")
    T, N, D, H = 4, 3, 2, 5
    x, h0, c0 = rng.normal(size=(T, N, D)), rng.normal(size=(N, H)), rng.normal(size=(N, H))
    args = h0, c0, rng.normal(size=(4 * H, D)), rng.normal(size=(4 * H, H)), rng.normal(size=4 * H)
    for got, expected in zip(lstm.read(x, *args), lstm_forward(x, *args), strict=True):
        assert_allclose(got, expected, rtol=1e-12)
    for id, slip in LOOP.items():
        try:
            h, c = slip.wrong(lstm, x, *(array.copy() for array in args))
        except ValueError:  # walks over the batch: sizes that do not fit
            assert id in ("walks-over-the-batch", "input-reshaped"), id
            continue
        expected = lstm_forward(x, *args)
        right = h.shape == expected[0].shape and np.allclose(h, expected[0]) and np.allclose(c, expected[1])
        assert not right or id in ("initial-state-changed", "axis-squeezed"), id
