"""The LSTM, equations (1) to (6) of the slides: one step, a sequence, and the way back through both.

States are (H,) or (N, H), sequences time-major (T, N, ·). Stacked parameters are U (4H, D), W (4H, H), b (4H,).
Sources: the slides; Hochreiter & Schmidhuber (1997); Jurafsky & Martin, ch. 9; Werbos (1990) for BPTT.
"""

import numpy as np

from enap_lstm.reference._affine import affine_backward
from enap_lstm.reference.activations import sigmoid


def by_gate(stacked):
    """The four blocks of a stacked parameter, rows in the order i, f, g, o: the one place that says so (PyTorch's too).

    >>> by_gate(np.arange(8))
    [array([0, 1]), array([2, 3]), array([4, 5]), array([6, 7])]
    """
    return np.split(stacked, 4)


def cell_state(f, c_prev, i, g):
    """Cell state c_t = f_t ⊙ c_{t-1} + i_t ⊙ g_t, equation (5): keep a share of the old, add a share of the new.

    >>> cell_state(np.array([1.0, 0.0]), np.array([7.0, 7.0]), np.array([0.0, 1.0]), np.array([2.0, 2.0]))
    array([7., 2.])

    All (H,) or (N, H) -> c, the same shape.
    """
    return f * c_prev + i * g


def cell_state_backward(dc, f, c_prev, i, g):
    """Gradients of equation (5), given dc: df, dc_prev, di, dg, each the shape of dc.

    >>> cell_state_backward(np.ones(1), np.array([0.9]), np.array([2.0]), np.array([0.1]), np.array([3.0]))
    (array([2.]), array([0.9]), array([3.]), array([0.1]))
    """
    return dc * c_prev, dc * f, dc * g, dc * i


def hidden_state(o, c):
    """Hidden state h_t = o_t ⊙ tanh(c_t), equation (6): what the cell lets be seen.

    >>> hidden_state(np.array([0.0, 1.0]), np.array([5.0, 0.0]))
    array([0., 0.])

    o, c (H,) or (N, H) -> h, the same shape.
    """
    return o * np.tanh(c)


def hidden_state_backward(dh, o, c):
    """Gradients of equation (6), given dh: do, dc, each the shape of dh.

    >>> hidden_state_backward(np.ones(1), np.array([0.5]), np.zeros(1))
    (array([0.]), array([0.5]))
    """
    tanh_c = np.tanh(c)
    return dh * tanh_c, dh * o * (1 - tanh_c**2)


def _cell(x, h_prev, c_prev, U, W, b):
    """The slide, line by line, with everything it computes on the way: i, f, g, o, c, h."""
    (U_i, U_f, U_g, U_o), (W_i, W_f, W_g, W_o), (b_i, b_f, b_g, b_o) = by_gate(U), by_gate(W), by_gate(b)
    i = sigmoid(x @ U_i.T + h_prev @ W_i.T + b_i)  # (1) input gate
    f = sigmoid(x @ U_f.T + h_prev @ W_f.T + b_f)  # (2) forget gate
    g = np.tanh(x @ U_g.T + h_prev @ W_g.T + b_g)  # (3) cell update
    o = sigmoid(x @ U_o.T + h_prev @ W_o.T + b_o)  # (4) output gate
    c = f * c_prev + i * g  # (5) cell state
    h = o * np.tanh(c)  # (6) hidden state
    return i, f, g, o, c, h


def lstm_step(x, h_prev, c_prev, U, W, b):
    """One step of the LSTM, equations (1) to (6), which `_cell` above spells out.

    >>> h, c = lstm_step(np.ones(2), np.zeros(3), np.ones(3), np.zeros((12, 2)), np.zeros((12, 3)), np.zeros(12))
    >>> c  # every gate is σ(0) = 0.5 and the candidate is 0: half of the memory stays
    array([0.5, 0.5, 0.5])

    x (D,) or (N, D), h_prev and c_prev (H,) or (N, H), U (4H, D), W (4H, H), b (4H,) -> h, c, the shape of h_prev.
    """
    i, f, g, o, c, h = _cell(x, h_prev, c_prev, U, W, b)
    return h, c


def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    """Gradients of one step: equations (6) to (1), from the last to the first.

    >>> args = np.ones(2), np.zeros(3), np.ones(3), np.zeros((12, 2)), np.zeros((12, 3)), np.zeros(12)
    >>> dx, dh_prev, dc_prev, dU, dW, db = lstm_step_backward(np.zeros(3), np.ones(3), *args)
    >>> dc_prev  # what comes through c is multiplied by f = 0.5, and by nothing else
    array([0.5, 0.5, 0.5])

    dh (H,) or (N, H): all that reaches h_t; dc: what reaches c_t from step t+1 alone; the rest as in `lstm_step`
    -> dx, dh_prev, dc_prev, dU, dW, db, each the shape of its argument; parameters are summed over a batch.
    """
    i, f, g, o, c, h = _cell(x, h_prev, c_prev, U, W, b)
    do, dc_by_h = hidden_state_backward(dh, o, c)
    df, dc_prev, di, dg = cell_state_backward(dc + dc_by_h, f, c_prev, i, g)
    dz = np.concatenate([di * i * (1 - i), df * f * (1 - f), dg * (1 - g**2), do * o * (1 - o)], axis=-1)
    dx, dh_prev, dU, dW, db = affine_backward(dz, x, h_prev, U, W)
    return dx, dh_prev, dc_prev, dU, dW, db


def lstm_forward(x, h0, c0, U, W, b):
    """The LSTM over a sequence, one step per word.

    >>> h, c_T = lstm_forward(np.zeros((5, 1, 2)), np.zeros((1, 3)), np.ones((1, 3)), np.zeros((12, 2)), np.zeros((12, 3)), np.zeros(12))
    >>> h.shape, c_T  # five times half
    ((5, 1, 3), array([[0.03125, 0.03125, 0.03125]]))

    x (T, N, D), h0 and c0 (N, H), U (4H, D), W (4H, H), b (4H,) -> h (T, N, H) after each step, c_T (N, H) after the last.
    """
    h, c = _states(x, h0, c0, U, W, b)
    return h[1:], c[-1]


def lstm_backward(dh, x, h0, c0, U, W, b):
    """Backpropagation through time: the gradient of a loss that reads h only, from the last step to the first.

    >>> x, h0, c0, U, W, b = np.zeros((3, 1, 2)), np.zeros((1, 1)), np.ones((1, 1)), np.zeros((4, 2)), np.zeros((4, 1)), np.zeros(4)
    >>> dx, dh0, dc0, dU, dW, db = lstm_backward(np.array([0.0, 0.0, 1.0]).reshape(3, 1, 1), x, h0, c0, U, W, b)
    >>> dc0.round(6)  # 0.5³ of what h_3 gives to c_3
    array([[0.061534]])

    dh (T, N, H): the loss's own gradient with respect to each h_t; the rest as in `lstm_forward`
    -> dx (T, N, D), dh0, dc0 (N, H), dU (4H, D), dW (4H, H), db (4H,), summed over batch and time.
    """
    h, c = _states(x, h0, c0, U, W, b)
    dx, dh_next, dc_next = np.empty_like(x), np.zeros_like(h0), np.zeros_like(c0)
    dU, dW, db = np.zeros_like(U), np.zeros_like(W), np.zeros_like(b)
    for t in reversed(range(len(x))):
        step = lstm_step_backward(dh[t] + dh_next, dc_next, x[t], h[t], c[t], U, W, b)
        dx[t], dh_next, dc_next, dU_t, dW_t, db_t = step
        dU, dW, db = dU + dU_t, dW + dW_t, db + db_t
    return dx, dh_next, dc_next, dU, dW, db


def _states(x, h0, c0, U, W, b):
    """h and c before the first step and after each one: (T + 1, N, H)."""
    h, c = np.empty((len(x) + 1, *h0.shape)), np.empty((len(x) + 1, *c0.shape))
    h[0], c[0] = h0, c0
    for t, x_t in enumerate(x):
        h[t + 1], c[t + 1] = lstm_step(x_t, h[t], c[t], U, W, b)
    return h, c
