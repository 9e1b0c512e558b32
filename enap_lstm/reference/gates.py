"""Each gate on its own, equations (1) to (4) of the slides, and its way back.

Every function takes one example, x (D,) and h_prev (H,), or a batch, x (N, D) and h_prev (N, H). A backward's first
argument is the gradient with respect to the gate's OUTPUT. U multiplies the input, W the state, as on the slides.
"""

import numpy as np

from enap_lstm.reference._affine import affine, affine_backward
from enap_lstm.reference.activations import sigmoid


def input_gate(x, h_prev, U_i, W_i, b_i):
    """Input gate i_t = σ(U_i x_t + W_i h_{t-1} + b_i), equation (1): what is added to the cell state.

    >>> input_gate(np.ones(2), np.ones(3), np.zeros((3, 2)), np.zeros((3, 3)), np.zeros(3))
    array([0.5, 0.5, 0.5])

    x (D,) or (N, D), h_prev (H,) or (N, H), U_i (H, D), W_i (H, H), b_i (H,) -> i, the shape of h_prev.
    Source: Hochreiter & Schmidhuber (1997); Jurafsky & Martin, ch. 9.
    """
    return sigmoid(affine(x, h_prev, U_i, W_i, b_i))


def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    """Gradients of equation (1), given di with respect to i = input_gate(x, h_prev, U_i, W_i, b_i).

    >>> half, U, W = np.full(3, 0.5), np.ones((3, 2)), np.eye(3)
    >>> dx, dh_prev, dU, dW, db = input_gate_backward(np.ones(3), half, np.ones(2), np.ones(3), U, W)
    >>> db
    array([0.25, 0.25, 0.25])

    di and i (H,) or (N, H), the rest as in `input_gate` -> dx, dh_prev, dU, dW, db, each the shape of its argument;
    parameters are summed over a batch. Source: the chain rule; Werbos (1990).
    """
    dz = di * i * (1 - i)  # σ'(z) = σ(z)(1 - σ(z))
    return affine_backward(dz, x, h_prev, U_i, W_i)


def forget_gate(x, h_prev, U_f, W_f, b_f):
    """Forget gate f_t = σ(U_f x_t + W_f h_{t-1} + b_f), equation (2): what is kept of the cell state.

    >>> forget_gate(np.ones(2), np.ones(3), np.zeros((3, 2)), np.zeros((3, 3)), np.zeros(3))
    array([0.5, 0.5, 0.5])

    x (D,) or (N, D), h_prev (H,) or (N, H), U_f (H, D), W_f (H, H), b_f (H,) -> f, the shape of h_prev.
    Source: Gers et al. (2000); Jurafsky & Martin, ch. 9.
    """
    return sigmoid(affine(x, h_prev, U_f, W_f, b_f))


def forget_gate_backward(df, f, x, h_prev, U_f, W_f):
    """Gradients of equation (2), given df with respect to f = forget_gate(x, h_prev, U_f, W_f, b_f).

    >>> half, U, W = np.full(3, 0.5), np.ones((3, 2)), np.eye(3)
    >>> dx, dh_prev, dU, dW, db = forget_gate_backward(np.ones(3), half, np.ones(2), np.ones(3), U, W)
    >>> db
    array([0.25, 0.25, 0.25])

    df and f (H,) or (N, H), the rest as in `forget_gate` -> dx, dh_prev, dU, dW, db, each the shape of its argument;
    parameters are summed over a batch. Source: the chain rule; Werbos (1990).
    """
    dz = df * f * (1 - f)  # σ'(z) = σ(z)(1 - σ(z))
    return affine_backward(dz, x, h_prev, U_f, W_f)


def cell_update(x, h_prev, U_g, W_g, b_g):
    """Cell update (candidate) g_t = tanh(U_g x_t + W_g h_{t-1} + b_g), equation (3): what could be added to the cell.

    >>> cell_update(np.ones(2), np.ones(3), np.zeros((3, 2)), np.zeros((3, 3)), np.zeros(3))
    array([0., 0., 0.])

    x (D,) or (N, D), h_prev (H,) or (N, H), U_g (H, D), W_g (H, H), b_g (H,) -> g, the shape of h_prev.
    Source: Hochreiter & Schmidhuber (1997); Jurafsky & Martin, ch. 9.
    """
    return np.tanh(affine(x, h_prev, U_g, W_g, b_g))


def cell_update_backward(dg, g, x, h_prev, U_g, W_g):
    """Gradients of equation (3), given dg with respect to g = cell_update(x, h_prev, U_g, W_g, b_g).

    >>> half, U, W = np.full(3, 0.5), np.ones((3, 2)), np.eye(3)
    >>> dx, dh_prev, dU, dW, db = cell_update_backward(np.ones(3), half, np.ones(2), np.ones(3), U, W)
    >>> db
    array([0.75, 0.75, 0.75])

    dg and g (H,) or (N, H), the rest as in `cell_update` -> dx, dh_prev, dU, dW, db, each the shape of its argument;
    parameters are summed over a batch. Source: the chain rule; Werbos (1990).
    """
    dz = dg * (1 - g**2)  # tanh'(z) = 1 - tanh(z)²
    return affine_backward(dz, x, h_prev, U_g, W_g)


def output_gate(x, h_prev, U_o, W_o, b_o):
    """Output gate o_t = σ(U_o x_t + W_o h_{t-1} + b_o), equation (4): how much of the cell shows in h.

    >>> output_gate(np.ones(2), np.ones(3), np.zeros((3, 2)), np.zeros((3, 3)), np.zeros(3))
    array([0.5, 0.5, 0.5])

    x (D,) or (N, D), h_prev (H,) or (N, H), U_o (H, D), W_o (H, H), b_o (H,) -> o, the shape of h_prev.
    Source: Hochreiter & Schmidhuber (1997); Jurafsky & Martin, ch. 9.
    """
    return sigmoid(affine(x, h_prev, U_o, W_o, b_o))


def output_gate_backward(do, o, x, h_prev, U_o, W_o):
    """Gradients of equation (4), given do with respect to o = output_gate(x, h_prev, U_o, W_o, b_o).

    >>> half, U, W = np.full(3, 0.5), np.ones((3, 2)), np.eye(3)
    >>> dx, dh_prev, dU, dW, db = output_gate_backward(np.ones(3), half, np.ones(2), np.ones(3), U, W)
    >>> db
    array([0.25, 0.25, 0.25])

    do and o (H,) or (N, H), the rest as in `output_gate` -> dx, dh_prev, dU, dW, db, each the shape of its argument;
    parameters are summed over a batch. Source: the chain rule; Werbos (1990).
    """
    dz = do * o * (1 - o)  # σ'(z) = σ(z)(1 - σ(z))
    return affine_backward(dz, x, h_prev, U_o, W_o)
