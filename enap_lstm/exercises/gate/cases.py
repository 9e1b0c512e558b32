"""Inputs for the exercises about a gate, any gate: D, H and N differ pairwise and include 1, but for the square cases."""

from __future__ import annotations

import numpy as np

from enap_lstm.data import SENTENCE
from enap_lstm.data.toy import WORDS
from enap_lstm.exercise import Case

Arrays = tuple[np.ndarray, ...]

SQUARE = "um exemplo em que D = H = 3"  # here a forgotten transpose gives numbers, not an exception
SQUARE_BATCH = "um lote em que N = D = H = 3"
PARAMETERS = ("dU", "dW", "db")
INPUTS = ("dx", "dh_prev")
BACKWARD_OUTPUTS = INPUTS + PARAMETERS
BACKWARD_PROPERTIES = {  # what `backward_cases` tries, and the share of the points that each part is worth
    "o passo da σ": 0.2,
    "os parâmetros": 0.25,
    "a entrada e o estado": 0.25,
    "um lote": 0.2,
    "portas em 0 e em 1": 0.1,
}


def gate_arrays(
    rng: np.random.Generator, *, N: int | None = None, D: int, H: int, scale: float = 1.0, bias: float = 1.0
) -> Arrays:
    """x, h_prev, U, W, b of a gate: one example when N is None, else a batch.

    >>> [array.shape for array in gate_arrays(np.random.default_rng(0), N=5, D=2, H=3)]
    [(5, 2), (5, 3), (3, 2), (3, 3), (3,)]

    scale multiplies x; bias multiplies b.
    """
    rows = () if N is None else (N,)
    x = scale * rng.uniform(0.5, 1.5, size=(*rows, D)) * rng.choice([-1.0, 1.0], size=(*rows, D))
    h_prev = rng.uniform(-0.9, 0.9, size=(*rows, H))
    b = bias * rng.uniform(0.3, 1.0, size=H) * rng.choice([-1.0, 1.0], size=H)
    return x, h_prev, 0.6 * rng.normal(size=(H, D)), 0.6 * rng.normal(size=(H, H)), b


def null_arrays(rng: np.random.Generator, *, D: int, H: int) -> Arrays:
    """x and h_prev are zero: nothing but the bias speaks."""
    _, _, U, W, b = gate_arrays(rng, D=D, H=H)
    return np.zeros(D), np.zeros(H), U, W, b


def sentence_arrays(rng: np.random.Generator, *, H: int, bias: float = 1.0) -> Arrays:
    """The words of the example sentence as the rows of x; before the first word the state is zero."""
    _, h_prev, U, W, b = gate_arrays(rng, N=len(SENTENCE), D=WORDS.shape[1], H=H, bias=bias)
    h_prev[0] = 0.0
    return WORDS.copy(), h_prev, U, W, b


def extreme_arrays(rng: np.random.Generator, *, D: int, H: int, scale: float = 1000.0) -> Arrays:
    """One example whose z is ±scale or beyond, with signs that alternate: exp overflows on either side."""
    x, h_prev, U, W, b = gate_arrays(rng, D=D, H=H)
    wanted = scale * rng.uniform(1.0, 2.0, size=H) * np.where(np.arange(H) % 2, -1.0, 1.0)
    stretch = wanted / (x @ U.T + h_prev @ W.T + b)
    return x, h_prev, U * stretch[:, None], W * stretch[:, None], b * stretch


def backward_arrays(rng: np.random.Generator, *, N: int | None = None, D: int, H: int) -> Arrays:
    """The gradient of a gate, the gate itself as the forward gives it, and x, h_prev, U, W."""
    x, h_prev, U, W, b = gate_arrays(rng, N=N, D=D, H=H)
    return _upstream(rng, h_prev.shape), _sigma(x @ U.T + h_prev @ W.T + b), x, h_prev, U, W


def shut_arrays(rng: np.random.Generator, *, D: int, H: int) -> Arrays:
    """The same with gates that stand at exactly 1 and exactly 0, as σ(±1000) does."""
    d_gate, gate, *others = backward_arrays(rng, D=D, H=H)
    gate[::2], gate[1::2] = 1.0, 0.0
    return d_gate, gate, *others


def backward_cases(rng: np.random.Generator) -> list[Case]:
    """What every gate's backward is tried on; one output at a time first, on square matrices, where nothing raises."""
    square = backward_arrays(rng, D=3, H=3)
    x, h_prev, U, W, b = sentence_arrays(rng, H=3)
    sentence = _upstream(rng, h_prev.shape), _sigma(x @ U.T + h_prev @ W.T + b), x, h_prev, U, W
    return [
        Case(SQUARE, square, "o passo da σ", only=("db",)),
        Case(SQUARE, square, "os parâmetros", only=PARAMETERS),
        Case("um exemplo em que D = 2 e H = 3", backward_arrays(rng, D=2, H=3), "a entrada e o estado"),
        Case(SQUARE, square, "a entrada e o estado", only=INPUTS),
        Case("a frase dos duendes", sentence, "um lote", rows=SENTENCE),
        Case(SQUARE_BATCH, backward_arrays(rng, N=3, D=3, H=3), "um lote"),
        Case("um lote de 1", backward_arrays(rng, N=1, D=4, H=2), "um lote"),
        Case("um lote de 4 em que D = 2 e H = 1", backward_arrays(rng, N=4, D=2, H=1), "um lote"),
        Case("a porta toda aberta ou toda fechada", shut_arrays(rng, D=1, H=4), "portas em 0 e em 1"),
    ]


def _upstream(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """A gradient from above, never close to zero: a slip in one unit must show."""
    return rng.uniform(0.5, 1.5, size=shape) * rng.choice([-1.0, 1.0], size=shape)


def _sigma(z: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-z))
