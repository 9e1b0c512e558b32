"""The sigmoid, which every gate shares."""

import numpy as np


def sigmoid(z):
    """Sigmoid σ(z) = 1 / (1 + exp(−z)), elementwise, with no overflow at either end.

    >>> sigmoid(np.array([-1000.0, 0.0, 1000.0]))
    array([0. , 0.5, 1. ])

    z: a number or an array of any shape -> the shape of z. Source: equations (1), (2), (4); Jurafsky & Martin, ch. 5.
    """
    e = np.exp(-np.abs(z))  # at most 1, so neither branch can overflow
    return np.where(np.asarray(z) >= 0, 1.0, e) / (1.0 + e)
