"""The Elman RNN: one step, a sequence, and backpropagation through time.

Sources: Elman (1990), "Finding structure in time"; Jurafsky & Martin, ch. 9; the slide "Relembrando a RNN".
"""

import numpy as np

from enap_lstm.reference._affine import affine, affine_backward


def rnn_step(x, h_prev, U, W, b):
    """One step of the Elman RNN: h_t = tanh(U x_t + W h_{t-1} + b).

    >>> rnn_step(np.zeros(2), np.zeros(3), np.ones((3, 2)), np.ones((3, 3)), np.zeros(3))
    array([0., 0., 0.])

    x (D,) or (N, D), h_prev (H,) or (N, H), U (H, D), W (H, H), b (H,) -> h, the shape of h_prev.
    Source: Elman (1990); the slide "Relembrando a RNN".
    """
    return np.tanh(affine(x, h_prev, U, W, b))


def rnn_step_backward(dh, x, h_prev, h, U, W):
    """Gradients of one step, given dh with respect to its output h = rnn_step(x, h_prev, U, W, b).

    >>> x, h_prev, h, U, W = np.ones(2), np.ones(3), np.zeros(3), np.ones((3, 2)), np.eye(3)
    >>> dx, dh_prev, dU, dW, db = rnn_step_backward(np.ones(3), x, h_prev, h, U, W)
    >>> dx, db
    (array([3., 3.]), array([1., 1., 1.]))

    dh, h_prev, h (H,) or (N, H), x (D,) or (N, D), U (H, D), W (H, H) -> dx, dh_prev, dU, dW, db, each the shape
    of its argument; parameters are summed over a batch. Source: the chain rule; Werbos (1990).
    """
    dz = dh * (1 - h**2)  # tanh'(z) = 1 - tanh(z)²
    return affine_backward(dz, x, h_prev, U, W)


def rnn_forward(x, h0, U, W, b):
    """The RNN over a sequence, one step per word.

    >>> rnn_forward(np.zeros((5, 1, 2)), np.zeros((1, 3)), np.ones((3, 2)), np.ones((3, 3)), np.zeros(3)).shape
    (5, 1, 3)

    x (T, N, D), h0 (N, H), U (H, D), W (H, H), b (H,) -> h (T, N, H): the states after each step, h0 not among them.
    Source: Elman (1990); Jurafsky & Martin, ch. 9.
    """
    h = np.empty((len(x), *h0.shape))
    h_t = h0
    for t, x_t in enumerate(x):
        h_t = rnn_step(x_t, h_t, U, W, b)
        h[t] = h_t
    return h


def rnn_backward(dh, x, h0, h, U, W):
    """Backpropagation through time: from the last step to the first, each passing dh_prev on to the one before.

    >>> x, h0, U, W = np.zeros((4, 1, 2)), np.zeros((1, 3)), np.ones((3, 2)), np.eye(3)
    >>> h = rnn_forward(x, h0, U, W, np.zeros(3))
    >>> dx, dh0, dU, dW, db = rnn_backward(np.ones((4, 1, 3)), x, h0, h, U, W)
    >>> dh0  # every step's gradient of 1 arrives: W is the identity and tanh'(0) = 1
    array([[4., 4., 4.]])

    dh (T, N, H): the loss's own gradient with respect to each h_t; x (T, N, D), h0 (N, H); h (T, N, H), what
    `rnn_forward` gave; U (H, D), W (H, H) -> dx (T, N, D), dh0 (N, H), dU (H, D), dW (H, H), db (H,), summed over
    batch and time. Source: Werbos (1990).
    """
    dx, dh_next = np.empty(x.shape), np.zeros_like(h0)
    dU, dW, db = np.zeros_like(U), np.zeros_like(W), np.zeros(len(W))
    for t in reversed(range(len(x))):
        h_prev = h[t - 1] if t > 0 else h0
        dx[t], dh_next, dU_t, dW_t, db_t = rnn_step_backward(dh[t] + dh_next, x[t], h_prev, h[t], U, W)
        dU, dW, db = dU + dU_t, dW + dW_t, db + db_t
    return dx, dh_next, dU, dW, db
