"""Wrong answers that any sigmoid gate may get, by id: the exercises pair them with hints in their own words.

Each is right but for one slip. Arguments come by position, as in the exercises: (x, h_prev, U, W, b) forwards and
(d_gate, gate, x, h_prev, U, W) backwards.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from enap_lstm.exercise import Exercise
from enap_lstm.exercises.gate.cases import Arrays


def register(exercise: Exercise, wrong: Mapping[str, Callable], hints: Mapping[str, str]) -> None:
    """Give the exercise the wrong answers that `hints` names, each with its hint."""
    for id, hint in hints.items():
        exercise.mistake(id, hint)(wrong[id])


def _sigma(z):
    return 1 / (1 + np.exp(-z))


def _z(x, h_prev, U, W, b):
    return x @ U.T + h_prev @ W.T + b


def _softmax(x, h_prev, U, W, b):
    powers = np.exp(_z(x, h_prev, U, W, b))
    return powers / powers.sum(axis=-1, keepdims=True)


def _overflow(x, h_prev, U, W, b):
    z = _z(x, h_prev, U, W, b)
    return np.exp(z) / (1 + np.exp(z))


def _bias_changed(x, h_prev, U, W, b):
    b += x @ U.T + h_prev @ W.T
    return _sigma(b)


FORWARD: dict[str, Callable] = {
    "tanh-for-sigmoid": lambda x, h_prev, U, W, b: np.tanh(_z(x, h_prev, U, W, b)),
    "sigmoid-missing": lambda x, h_prev, U, W, b: _z(x, h_prev, U, W, b),
    "softmax-for-sigmoid": _softmax,
    "complement": lambda x, h_prev, U, W, b: _sigma(-_z(x, h_prev, U, W, b)),
    "bias-missing": lambda x, h_prev, U, W, b: _sigma(x @ U.T + h_prev @ W.T),
    "bias-outside": lambda x, h_prev, U, W, b: _sigma(x @ U.T + h_prev @ W.T) + b,
    "bias-one-added": lambda x, h_prev, U, W, b: _sigma(_z(x, h_prev, U, W, b) + 1),
    "bias-changed": _bias_changed,
    "state-forgotten": lambda x, h_prev, U, W, b: _sigma(x @ U.T + b),
    "U-and-W-swapped": lambda x, h_prev, U, W, b: _sigma(x @ W.T + h_prev @ U.T + b),
    "W-not-transposed": lambda x, h_prev, U, W, b: _sigma(x @ U.T + h_prev @ W + b),
    "nothing-transposed": lambda x, h_prev, U, W, b: _sigma(x @ U + h_prev @ W + b),
    "columns-for-rows": lambda x, h_prev, U, W, b: _sigma(U @ x + W @ h_prev + b),
    "columns-of-a-batch": lambda x, h_prev, U, W, b: _sigma(U @ x.T + W @ h_prev.T + b),
    "always-a-batch": lambda x, h_prev, U, W, b: _sigma(_z(np.atleast_2d(x), np.atleast_2d(h_prev), U, W, b)),
    "memory-applied": lambda x, h_prev, U, W, b: _sigma(_z(x, h_prev, U, W, b)) * h_prev,
    "overflow": _overflow,
}


def _spread(dz, x, h_prev, U, W) -> Arrays:
    """A right way from dz to the five gradients: what most wrong answers share."""
    rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    return dz @ U, dz @ W, rows.T @ x_rows, rows.T @ h_rows, rows.sum(axis=0)


def _with_slope(slope: Callable) -> Callable:
    """All is right but what stands in the place of σ' = gate (1 − gate)."""
    return lambda d_gate, gate, x, h_prev, U, W: _spread(d_gate * slope(gate), x, h_prev, U, W)


def _afterwards(change: Callable) -> Callable:
    """`change` gets dz, the other arguments and the right gradients, and returns the wrong ones."""

    def wrong(d_gate, gate, x, h_prev, U, W):
        dz = d_gate * gate * (1 - gate)
        return change(dz, x, h_prev, U, W, *_spread(dz, x, h_prev, U, W))

    return wrong


def _slope_of(z):
    return np.exp(-z) / (1 + np.exp(-z)) ** 2


def _inner(d_gate, gate, x, h_prev, U, W):
    dz = d_gate * gate * (1 - gate)
    return dz @ U, dz @ W, dz.T @ x, dz.T @ h_prev, np.atleast_2d(dz).sum(axis=0)


def _with_db(db: Callable) -> Callable:
    """All is right but db, which `db` makes of dz as it came and of its rows."""
    return _afterwards(lambda dz, x, h, U, W, dx, dh, dU, dW, _: (dx, dh, dU, dW, db(dz, np.atleast_2d(dz))))


def _gradient_changed(d_gate, gate, x, h_prev, U, W):
    d_gate *= gate * (1 - gate)
    return _spread(d_gate, x, h_prev, U, W)


BACKWARD: dict[str, Callable] = {
    "slope-missing": _with_slope(lambda gate: 1.0),
    "slope-of-tanh": _with_slope(lambda gate: 1 - gate**2),
    "slope-with-plus": _with_slope(lambda gate: gate * (1 + gate)),
    "slope-half": _with_slope(lambda gate: 1 - gate),
    "slope-negative": _with_slope(lambda gate: gate * (gate - 1)),
    "slope-alone": lambda d_gate, gate, x, h_prev, U, W: _spread(gate * (1 - gate), x, h_prev, U, W),
    "parentheses-missing": lambda d_gate, gate, x, h_prev, U, W: _spread(d_gate * gate * 1 - gate, x, h_prev, U, W),
    "memory-in-the-slope": lambda d_gate, gate, x, h_prev, U, W: _spread(
        d_gate * gate * (1 - gate) * h_prev, x, h_prev, U, W
    ),
    "sigmoid-twice": _with_slope(lambda gate: _sigma(gate) * (1 - _sigma(gate))),
    "slope-through-z": _with_slope(lambda gate: _slope_of(np.log(gate / (1 - gate)))),
    "W-transposed": _afterwards(lambda dz, x, h, U, W, dx, dh, dU, dW, db: (dx, dz @ W.T, dU, dW, db)),
    "U-transposed": _afterwards(lambda dz, x, h, U, W, dx, dh, dU, dW, db: (dz @ U.T, dh, dU, dW, db)),
    "U-and-W-transposed": _afterwards(lambda dz, x, h, U, W, dx, dh, dU, dW, db: (dz @ U.T, dz @ W.T, dU, dW, db)),
    "dU-and-dW-transposed": _afterwards(lambda dz, x, h, U, W, dx, dh, dU, dW, db: (dx, dh, dU.T + 0, dW.T + 0, db)),
    "columns-for-rows": _afterwards(lambda dz, x, h, U, W, dx, dh, *sums: (U.T @ dz, W.T @ dz, *sums)),
    "always-a-batch": _afterwards(lambda dz, x, h, U, W, dx, dh, *sums: (np.atleast_2d(dx), np.atleast_2d(dh), *sums)),
    "dx-and-dh_prev-swapped": _afterwards(lambda dz, x, h, U, W, dx, dh, dU, dW, db: (dh, dx, dU, dW, db)),
    "dU-and-dW-swapped": _afterwards(lambda dz, x, h, U, W, dx, dh, dU, dW, db: (dx, dh, dW, dU, db)),
    "x-for-h_prev": _afterwards(lambda dz, x, h, U, W, dx, dh, dU, dW, db: (dx, dh, dU, dU.copy(), db)),
    "mean-over-batch": _afterwards(
        lambda dz, x, h, U, W, dx, dh, *sums: (dx, dh, *(one / len(np.atleast_2d(dz)) for one in sums))
    ),
    "mean-in-db": _with_db(lambda dz, rows: rows.mean(axis=0)),
    "db-not-summed": _with_db(lambda dz, rows: dz),
    "db-in-rows": _with_db(lambda dz, rows: rows),
    "db-in-one-row": _with_db(lambda dz, rows: rows.sum(axis=0, keepdims=True)),
    "db-over-a-vector": _with_db(lambda dz, rows: dz.sum(axis=0)),
    "db-over-everything": _with_db(lambda dz, rows: dz.sum()),
    "db-over-units": _with_db(lambda dz, rows: dz.sum(axis=-1)),
    "db-over-units-of-rows": _with_db(lambda dz, rows: rows.sum(axis=1)),
    "inner-for-outer": _inner,
    "batch-only": _afterwards(
        lambda dz, x, h, U, W, dx, dh, *_: (dx, dh, dz.T @ x, dz.T @ h, dz.sum(axis=0)),
    ),
    "outer-on-a-batch": _afterwards(
        lambda dz, x, h, U, W, dx, dh, dU, dW, db: (dx, dh, np.outer(dz, x), np.outer(dz, h), db)
    ),
    "example-only": _afterwards(
        lambda dz, x, h, U, W, dx, dh, dU, dW, db: (dx, dh, np.outer(dz, x), np.outer(dz, h), dz)
    ),
    "gradient-changed": _gradient_changed,
}
