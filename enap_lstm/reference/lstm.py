"""The LSTM, equations (1) to (6) of the slides: one step, a sequence, and the way back through both.

One example or a batch: x (D,) or (N, D), states (H,) or (N, H). Sequences are time-major: x (T, N, D), h (T, N, H).
Stacked parameters are U (4H, D), W (4H, H), b (4H,), a block of H rows for each gate; `by_gate` knows their order.
"""

import numpy as np

from enap_lstm.reference.activations import sigmoid
from enap_lstm.reference.gates import (
    cell_update,
    cell_update_backward,
    forget_gate,
    forget_gate_backward,
    input_gate,
    input_gate_backward,
    output_gate,
    output_gate_backward,
)


def by_gate(stacked):
    """The four blocks of a stacked parameter, rows in the order i, f, g, o: the one place that says so (PyTorch's too).

    >>> by_gate(np.arange(8))
    [array([0, 1]), array([2, 3]), array([4, 5]), array([6, 7])]

    stacked (4H, D), (4H, H) or (4H,) -> four views, of i, f, g and o. Raises ValueError if the rows are not a multiple
    of four.
    """
    return np.split(stacked, 4)


def cell_state(f, c_prev, i, g):
    """Cell state c_t = f_t ⊙ c_{t-1} + i_t ⊙ g_t, equation (5): keep a share of the old, add a share of the new.

    >>> cell_state(np.array([1.0, 0.0]), np.array([7.0, 7.0]), np.array([0.0, 1.0]), np.array([2.0, 2.0]))
    array([7., 2.])

    All (H,) or (N, H) -> c, the same shape. Source: Hochreiter & Schmidhuber (1997); Gers et al. (2000).
    """
    return f * c_prev + i * g


def cell_state_backward(dc, f, c_prev, i, g):
    """Gradients of equation (5), given dc with respect to c = cell_state(f, c_prev, i, g).

    >>> cell_state_backward(np.ones(1), np.array([0.9]), np.array([2.0]), np.array([0.1]), np.array([3.0]))
    (array([2.]), array([0.9]), array([3.]), array([0.1]))

    All (H,) or (N, H) -> df, dc_prev, di, dg, the same shape. Source: the chain rule; Werbos (1990).
    """
    return dc * c_prev, dc * f, dc * g, dc * i


def hidden_state(o, c):
    """Hidden state h_t = o_t ⊙ tanh(c_t), equation (6): what the cell lets be seen.

    >>> hidden_state(np.array([0.0, 1.0]), np.array([5.0, 0.0]))
    array([0., 0.])

    o, c (H,) or (N, H) -> h, the same shape. Source: Hochreiter & Schmidhuber (1997); Jurafsky & Martin, ch. 9.
    """
    return o * np.tanh(c)


def hidden_state_backward(dh, o, c):
    """Gradients of equation (6), given dh with respect to h = hidden_state(o, c).

    >>> hidden_state_backward(np.ones(1), np.array([0.5]), np.zeros(1))
    (array([0.]), array([0.5]))

    All (H,) or (N, H) -> do, dc, the same shape; this dc is only what comes through h. Source: the chain rule.
    """
    tanh_c = np.tanh(c)
    return dh * tanh_c, dh * o * (1 - tanh_c**2)


def lstm_step(x, h_prev, c_prev, U, W, b):
    """One step of the LSTM, equations (1) to (6).

    >>> h, c = lstm_step(np.ones(2), np.zeros(3), np.ones(3), np.zeros((12, 2)), np.zeros((12, 3)), np.zeros(12))
    >>> c  # every gate is σ(0) = 0.5 and the candidate is 0: half of the memory stays
    array([0.5, 0.5, 0.5])

    x (D,) or (N, D), h_prev and c_prev (H,) or (N, H), U (4H, D), W (4H, H), b (4H,) -> h, c, the shape of h_prev.
    Source: the slides; Hochreiter & Schmidhuber (1997); Jurafsky & Martin, ch. 9.
    """
    (U_i, U_f, U_g, U_o), (W_i, W_f, W_g, W_o), (b_i, b_f, b_g, b_o) = by_gate(U), by_gate(W), by_gate(b)
    i = sigmoid(x @ U_i.T + h_prev @ W_i.T + b_i)  # (1) input gate
    f = sigmoid(x @ U_f.T + h_prev @ W_f.T + b_f)  # (2) forget gate
    g = np.tanh(x @ U_g.T + h_prev @ W_g.T + b_g)  # (3) cell update
    o = sigmoid(x @ U_o.T + h_prev @ W_o.T + b_o)  # (4) output gate
    c = f * c_prev + i * g  # (5) cell state
    h = o * np.tanh(c)  # (6) hidden state
    return h, c


def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    """Gradients of one step: equations (6) to (1), from the last to the first.

    >>> args = np.ones(2), np.zeros(3), np.ones(3), np.zeros((12, 2)), np.zeros((12, 3)), np.zeros(12)
    >>> dx, dh_prev, dc_prev, dU, dW, db = lstm_step_backward(np.zeros(3), np.ones(3), *args)
    >>> dc_prev  # what comes through c is multiplied by f = 0.5, and by nothing else
    array([0.5, 0.5, 0.5])

    dh (H,) or (N, H): all that reaches h_t; dc: what reaches c_t from step t+1 alone; the rest as in `lstm_step`
    -> dx, dh_prev, dc_prev, dU, dW, db, each the shape of its argument; parameters are summed over a batch.
    Source: the chain rule, one equation of the slides at a time; Werbos (1990).
    """
    (U_i, U_f, U_g, U_o), (W_i, W_f, W_g, W_o), (b_i, b_f, b_g, b_o) = by_gate(U), by_gate(W), by_gate(b)
    i = input_gate(x, h_prev, U_i, W_i, b_i)
    f = forget_gate(x, h_prev, U_f, W_f, b_f)
    g = cell_update(x, h_prev, U_g, W_g, b_g)
    o = output_gate(x, h_prev, U_o, W_o, b_o)
    c = cell_state(f, c_prev, i, g)

    do, dc_through_h = hidden_state_backward(dh, o, c)  # (6)
    df, dc_prev, di, dg = cell_state_backward(dc + dc_through_h, f, c_prev, i, g)  # (5)
    dx, dh_prev, dU, dW, db = zip(
        input_gate_backward(di, i, x, h_prev, U_i, W_i),  # (1), then the others in the order of `by_gate`
        forget_gate_backward(df, f, x, h_prev, U_f, W_f),
        cell_update_backward(dg, g, x, h_prev, U_g, W_g),
        output_gate_backward(do, o, x, h_prev, U_o, W_o),
        strict=True,
    )
    # x and h_{t-1} entered all four gates, so their gradients add up; each gate has parameters of its own.
    return sum(dx), sum(dh_prev), dc_prev, np.concatenate(dU), np.concatenate(dW), np.concatenate(db)


def lstm_forward(x, h0, c0, U, W, b):
    """The LSTM over a sequence, one step per word.

    >>> x, h0, c0, U, W, b = np.zeros((5, 1, 2)), np.zeros((1, 1)), np.ones((1, 1)), *map(np.zeros, ((4, 2), (4, 1), 4))
    >>> h, c_T = lstm_forward(x, h0, c0, U, W, b)
    >>> h.shape, c_T  # five times half
    ((5, 1, 1), array([[0.03125]]))

    x (T, N, D), h0 and c0 (N, H), U (4H, D), W (4H, H), b (4H,) -> h (T, N, H) after each step, c_T (N, H) after the
    last. Source: the slides; Jurafsky & Martin, ch. 9.
    """
    h, c = _states(x, h0, c0, U, W, b)
    return h[1:], c[-1]


def lstm_backward(dh, x, h0, c0, U, W, b):
    """Backpropagation through time: the gradient of a loss that reads h only, from the last step to the first.

    >>> x, h0, c0, U, W, b = np.zeros((3, 1, 2)), np.zeros((1, 1)), np.ones((1, 1)), *map(np.zeros, ((4, 2), (4, 1), 4))
    >>> dx, dh0, dc0, dU, dW, db = lstm_backward(np.array([0.0, 0.0, 1.0]).reshape(3, 1, 1), x, h0, c0, U, W, b)
    >>> dc0.round(6)  # 0.5³ of what h_3 gives to c_3
    array([[0.061534]])

    dh (T, N, H): the loss's own gradient with respect to each h_t; the rest as in `lstm_forward`
    -> dx (T, N, D), dh0, dc0 (N, H), dU (4H, D), dW (4H, H), db (4H,), summed over batch and time.
    Source: Werbos (1990); Jurafsky & Martin, ch. 9.
    """
    h, c = _states(x, h0, c0, U, W, b)
    dx, dh_next, dc_next = np.empty(x.shape), np.zeros_like(h0), np.zeros_like(c0)
    dU, dW, db = np.zeros_like(U), np.zeros_like(W), np.zeros_like(b)
    for t in reversed(range(len(x))):
        step = lstm_step_backward(dh[t] + dh_next, dc_next, x[t], h[t], c[t], U, W, b)
        dx[t], dh_next, dc_next, dU_t, dW_t, db_t = step
        dU, dW, db = dU + dU_t, dW + dW_t, db + db_t
    return dx, dh_next, dc_next, dU, dW, db


def zero_states(x, parameters):
    """The h and c from which a sequence starts when nothing came before it.

    >>> h0, c0 = zero_states(np.ones((5, 2, 3)), (np.zeros((16, 3)), np.zeros((16, 4)), np.zeros(16)))
    >>> h0.shape, c0.sum()
    ((2, 4), np.float64(0.0))

    x (T, N, D), parameters (U, W, b) -> two arrays of zeros (N, H). Source: the slides.
    """
    return np.zeros((2, x.shape[1], parameters[1].shape[1]))


def _states(x, h0, c0, U, W, b):
    """h and c before the first step and after each one: (T + 1, N, H)."""
    h, c = np.empty((len(x) + 1, *h0.shape)), np.empty((len(x) + 1, *c0.shape))
    h[0], c[0] = h0, c0
    for t, x_t in enumerate(x):
        h[t + 1], c[t + 1] = lstm_step(x_t, h[t], c[t], U, W, b)
    return h, c
