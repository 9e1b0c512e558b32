# %%
import numpy as np

from enap_lstm import check
from enap_lstm.reference import sigmoid


# %%
def output_gate(x, h_prev, U_o, W_o, b_o):
    """Porta de saída o_t, equação (4).

    x (D,) ou (N, D), h_prev (H,) ou (N, H) → o, com a forma de h_prev."""
    ### BEGIN SOLUTION
    return sigmoid(x @ U_o.T + h_prev @ W_o.T + b_o)
    ### END SOLUTION


# %%
check(output_gate)


# %%
def output_gate_backward(do, o, x, h_prev, U_o, W_o):
    """A volta pela porta de saída.

    do e o como h_prev, (H,) ou (N, H) → dx, dh_prev, dU, dW, db."""
    ### BEGIN SOLUTION
    dz = do * o * (1 - o)
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    return dz @ U_o, dz @ W_o, dz_rows.T @ x_rows, dz_rows.T @ h_rows, dz_rows.sum(axis=0)
    ### END SOLUTION


# %%
check(output_gate_backward)
