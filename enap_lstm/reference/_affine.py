"""What every gate does before its activation, and the way back."""

import numpy as np


def affine(x, h_prev, U, W, b):
    """z = U x + W h_{t-1} + b, row by row: x (D,) or (N, D), h_prev (H,) or (N, H) -> (H,) or (N, H)."""
    return x @ U.T + h_prev @ W.T + b


def affine_backward(dz, x, h_prev, U, W):
    """Gradients of z = U x + W h_{t-1} + b, given dz: dx, dh_prev, dU, dW, db; parameters are summed over a batch."""
    dx = dz @ U
    dh_prev = dz @ W
    rows = dz.reshape(-1, dz.shape[-1])  # one example is a batch of one
    dU = rows.T @ x.reshape(-1, x.shape[-1])
    dW = rows.T @ h_prev.reshape(-1, h_prev.shape[-1])
    db = np.sum(rows, axis=0)
    return dx, dh_prev, dU, dW, db
