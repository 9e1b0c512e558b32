"""The bidirectional flow: one LSTM reads the sentence forwards, another backwards, and their states stand side by side.

Sentences of a batch have lengths of their own; what lies beyond a sentence's length is padding and takes no part.
Source: the slides "Bidirectional LSTM"; Schuster & Paliwal (1997); Graves & Schmidhuber (2005); Jurafsky & Martin, ch. 9.
"""

import numpy as np

from enap_lstm.reference.lstm import lstm_backward, lstm_forward, zero_states


def reverse_sequence(x, lengths):
    """Turn round the first lengths[n] steps of each sequence; padding stays at the end.

    >>> reverse_sequence(np.array([1, 2, 3, 0]).reshape(4, 1), np.array([3])).ravel()
    array([3, 2, 1, 0])

    x (T, N, ...), lengths: integers (N,) from 0 to T -> the same shape. Applied twice, it gives x again.
    Source: Graves & Schmidhuber (2005).
    """
    t, n = np.arange(len(x))[:, None], np.arange(len(lengths))
    return x[np.where(t < lengths, lengths - 1 - t, t), n]


def bilstm_forward(x, lengths, fwd, bwd):
    """States of both directions at every word, the forward half first.

    >>> parameters = np.zeros((12, 2)), np.zeros((12, 3)), np.ones(12)
    >>> h = bilstm_forward(np.zeros((4, 2, 2)), np.array([4, 1]), parameters, parameters)
    >>> h.shape, bool(h[1:, 1].any())  # beyond a sentence's length there are zeros
    ((4, 2, 6), False)

    x (T, N, D), lengths: integers (N,), fwd and bwd: (U, W, b) of each direction, both start from zero states
    -> h (T, N, 2H). Source: Schuster & Paliwal (1997).
    """
    ahead, _ = lstm_forward(x, *zero_states(x, fwd), *fwd)
    back, _ = lstm_forward(reverse_sequence(x, lengths), *zero_states(x, bwd), *bwd)
    return np.concatenate([ahead, reverse_sequence(back, lengths)], axis=-1) * _real(x, lengths)


def bilstm_backward(dh, x, lengths, fwd, bwd):
    """Gradients of both directions; x fed both, so its two gradients add up.

    >>> parameters = np.zeros((4, 2)), np.zeros((4, 1)), np.zeros(4)
    >>> dx, ahead, back = bilstm_backward(np.ones((3, 1, 2)), np.ones((3, 1, 2)), np.array([2]), parameters, parameters)
    >>> dx.shape, bool(dx[2].any()), ahead[2].shape
    ((3, 1, 2), False, (4,))

    dh (T, N, 2H): the loss's own gradient with respect to each state, of no effect on padding; the rest as in
    `bilstm_forward` -> dx (T, N, D), (dU, dW, db) of fwd, (dU, dW, db) of bwd. Source: Werbos (1990).
    """
    dahead, dback = np.split(dh * _real(x, lengths), 2, axis=-1)
    reversed_x = reverse_sequence(x, lengths)
    dx, _, _, *dfwd = lstm_backward(dahead, x, *zero_states(x, fwd), *fwd)
    dx_reversed, _, _, *dbwd = lstm_backward(reverse_sequence(dback, lengths), reversed_x, *zero_states(x, bwd), *bwd)
    return dx + reverse_sequence(dx_reversed, lengths), tuple(dfwd), tuple(dbwd)


def sentence_vector(h, lengths):
    """What each direction knows after having read the whole sentence: the forward half at its last word, the backward half
    at its first.

    >>> sentence_vector(np.arange(12.0).reshape(3, 1, 4), np.array([2]))
    array([[4., 5., 2., 3.]])

    h (T, N, 2H), lengths: integers (N,), each at least 1 -> (N, 2H). Source: Jurafsky & Martin, ch. 9.
    """
    H = h.shape[-1] // 2
    return np.concatenate([h[lengths - 1, np.arange(len(lengths)), :H], h[0, :, H:]], axis=-1)


def _real(x, lengths):
    """1 at each word, 0 at padding: (T, N, 1)."""
    return (np.arange(len(x))[:, None] < lengths)[..., None].astype(float)
