"""Inputs for the exercises about a gate, any gate: D, H and N differ pairwise and include 1, but for the square cases.

One and the same answer must earn the same mark whatever is drawn. So the sum z always reaches the same ends, on both sides
where there are two units; and where it is enormous, its three terms have the same sign, that of x leading.
"""

from __future__ import annotations

import numpy as np

from enap_lstm.data import SENTENCE
from enap_lstm.data.toy import WORDS
from enap_lstm.exercise import Case, words
from enap_lstm.exercises.gate.kinds import Gate
from enap_lstm.exercises.gate.property_hints import slope_property

Arrays = tuple[np.ndarray, ...]

SQUARE = "um exemplo em que D = H = 3"  # here a forgotten transpose gives numbers, not an exception
SQUARE_BATCH = "um lote em que N = D = H = 3"
END = 2.5  # how far z goes in ordinary cases
PARAMETERS = ("dU", "dW", "db")
INPUTS = ("dx", "dh_prev")
BACKWARD_OUTPUTS = INPUTS + PARAMETERS


def signs(rng: np.random.Generator, size: int | tuple[int, ...]) -> np.ndarray:
    return rng.choice([-1.0, 1.0], size=size)


def gate_arrays(rng: np.random.Generator, *, N: int | None = None, D: int, H: int, bias: bool = True) -> Arrays:
    """x, h_prev, U, W, b of a gate: one example when N is None, else a batch. z goes to ±2.5, by turns of the units.

    >>> [array.shape for array in gate_arrays(np.random.default_rng(0), N=5, D=2, H=3)]
    [(5, 2), (5, 3), (3, 2), (3, 3), (3,)]
    """
    rows = () if N is None else (N,)
    x = rng.uniform(0.5, 1.5, size=(*rows, D)) * signs(rng, (*rows, D))
    h_prev = rng.uniform(0.2, 0.9, size=(*rows, H)) * signs(rng, (*rows, H))
    return reaching(rng, x, h_prev, bias)


def sentence_arrays(rng: np.random.Generator, *, H: int) -> Arrays:
    """The words of the example sentence as the rows of x; before the first word the state is zero."""
    h_prev = rng.uniform(0.2, 0.9, size=(len(SENTENCE), H)) * signs(rng, (len(SENTENCE), H))
    h_prev[0] = 0.0
    return reaching(rng, WORDS.copy(), h_prev, bias=True)


def reaching(rng: np.random.Generator, x: np.ndarray, h_prev: np.ndarray, bias: bool) -> Arrays:
    """Parameters with which z goes to 2.5 in the first unit, to −2.5 in the second, and nearly as far in the others."""
    H, D = h_prev.shape[-1], x.shape[-1]
    U, W, b, furthest = np.zeros((H, D)), np.zeros((H, H)), np.zeros(H), np.zeros(H)
    while (weak := np.abs(furthest) < 0.5).any():  # of these units the terms cancel: stretched, they would be huge
        U[weak] = rng.uniform(0.3, 0.9, size=(weak.sum(), D)) * signs(rng, (weak.sum(), D))
        W[weak] = rng.uniform(0.3, 0.9, size=(weak.sum(), H)) * signs(rng, (weak.sum(), H))
        b[weak] = rng.uniform(0.4, 0.9, size=weak.sum()) * signs(rng, weak.sum()) * bias
        z = np.atleast_2d(x @ U.T + h_prev @ W.T + b)
        furthest = z[np.abs(z).argmax(axis=0), np.arange(H)]
    sides = np.where(np.arange(H) % 2, -1, 1) * np.where(np.arange(H) < 2, 1, rng.uniform(0.5, 0.9, size=H))
    stretch = END * sides / furthest
    return x, h_prev, U * stretch[:, None], W * stretch[:, None], b * stretch


def null_arrays(rng: np.random.Generator, *, D: int, H: int) -> Arrays:
    """x and h_prev are zero: nothing but the bias speaks."""
    _, _, U, W, _ = gate_arrays(rng, D=D, H=H)
    return np.zeros(D), np.zeros(H), U, W, rng.uniform(0.5, 2.0, size=H) * signs(rng, H)


def extreme_arrays(rng: np.random.Generator, *, D: int, H: int, gates: int = 1) -> Arrays:
    """One example whose z is beyond ±1000, with signs that alternate: exp overflows on either side. gates: stacked."""
    x, h_prev = rng.uniform(0.5, 1.5, size=D), rng.uniform(0.2, 0.9, size=H)
    rows = gates * H
    sign = np.where(np.arange(rows) % 2, -1.0, 1.0)[:, None]
    U = sign * rng.uniform(1000, 1500, size=(rows, D)) / (D * x)
    W = sign * rng.uniform(150, 300, size=(rows, H)) / (H * h_prev)
    return x, h_prev, U, W, sign[:, 0] * rng.uniform(150, 300, size=rows)


def named(gate: Gate) -> dict[str, tuple]:
    """The words of the sentence, wherever an output has one row for each."""
    return {leaf: (words(SENTENCE),) for leaf in (gate.k, "dx", "dh_prev")}


def batch_cases(rng: np.random.Generator, gate: Gate, prop: str) -> list[Case]:
    """The sentence, a square batch where no transpose raises, a batch of one, and one unit alone."""
    return [
        Case("a frase dos duendes", sentence_arrays(rng, H=3), prop, labels=named(gate)),
        Case(SQUARE_BATCH, gate_arrays(rng, N=3, D=3, H=3), prop),
        Case("um lote de 1", gate_arrays(rng, N=1, D=3, H=2), prop),
        Case("um lote de 4 em que D = 2 e H = 1", gate_arrays(rng, N=4, D=2, H=1), prop),
    ]


def extreme_case(rng: np.random.Generator, prop: str) -> Case:
    return Case("z perto de 1000 e de −1000", extreme_arrays(rng, D=1, H=4), prop)


def forward_cases(rng: np.random.Generator, gate: Gate) -> list[Case]:
    """What a gate is tried on: one example, the sentence and other batches, and z beyond the reach of exp."""
    return [
        Case("um exemplo em que D = 2 e H = 3", gate_arrays(rng, D=2, H=3), "um exemplo"),
        Case(SQUARE, gate_arrays(rng, D=3, H=3), "um exemplo"),
        *batch_cases(rng, gate, "um lote"),
        extreme_case(rng, "valores extremos"),
    ]


# The way back.
def backward_arrays(rng: np.random.Generator, gate: Gate, arrays: Arrays) -> Arrays:
    """The gradient of a gate, its value as the forward gives it, and x, h_prev, U, W, in the order of its backward."""
    x, h_prev, U, W, b = arrays
    value = gate.activation(x @ U.T + h_prev @ W.T + b)
    placed = dict(zip(gate.back, (upstream(rng, h_prev.shape), value, x, h_prev, U, W), strict=True))
    return tuple(placed[position] for position in range(len(placed)))


def shut_arrays(rng: np.random.Generator, gate: Gate, *, D: int, H: int) -> Arrays:
    """The same with gates that stand at exactly 1 and exactly 0, as σ(±1000) does."""
    d_gate, value, *others = backward_arrays(rng, gate, gate_arrays(rng, D=D, H=H))
    value[::2], value[1::2] = 1.0, 0.0
    return d_gate, value, *others


def backward_cases(rng: np.random.Generator, gate: Gate) -> list[Case]:
    """What every way back is tried on. Any right gradient proves the slope; square matrices, where nothing raises, first."""

    def case(name: str, prop: str, arrays: Arrays, **options) -> Case:
        return Case(name, backward_arrays(rng, gate, arrays), prop, **options)

    square = gate_arrays(rng, D=3, H=3)
    cases = [
        case(SQUARE, slope_property(gate), square, one_is_enough=True),
        case(SQUARE, "os parâmetros", square, only=PARAMETERS),
        case(SQUARE, "as entradas", square, only=INPUTS),
        case("um exemplo em que D = 2 e H = 3", "as entradas", gate_arrays(rng, D=2, H=3), only=INPUTS),
        case("a frase dos duendes", "um lote", sentence_arrays(rng, H=3), labels=named(gate)),
        case(SQUARE_BATCH, "um lote", gate_arrays(rng, N=3, D=3, H=3)),
        case("um lote de 1", "um lote", gate_arrays(rng, N=1, D=4, H=2)),
        case("um lote de 4 em que D = 2 e H = 1", "um lote", gate_arrays(rng, N=4, D=2, H=1)),
    ]
    shut = Case("a porta toda aberta ou toda fechada", shut_arrays(rng, gate, D=1, H=4), "portas saturadas")
    return [*cases, shut] if gate.is_sigmoid else cases


def upstream(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """A gradient from above, never close to zero: a slip in one unit must show."""
    return rng.uniform(0.5, 1.5, size=shape) * signs(rng, shape)
