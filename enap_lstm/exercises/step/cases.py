"""Inputs for the exercises about equation (6) and the whole step: D, H and N differ and include 1, but for the square cases.

One and the same answer must earn the same mark whatever is drawn: each gate's z reaches an end of its own, so that no two
gates ever stand alike, and neither o nor tanh(c) is ever near 0 or 1 but where a case says so.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from enap_lstm.data import SENTENCE
from enap_lstm.exercise import Case, words
from enap_lstm.exercises.gate.cases import (
    SQUARE,
    SQUARE_BATCH,
    extreme_arrays,
    gate_arrays,
    reaching,
    sentence_arrays,
    signs,
    upstream,
)
from enap_lstm.exercises.step.lines import LETTERS

Arrays = tuple[np.ndarray, ...]
TOLD = ("dc_prev", "db", "dU", "dW", "dx", "dh_prev")
STATES = ("h", "c", "do", "dc", "dh_prev", "dc_prev")
FAR = {"i": 0.6, "f": 1.0, "g": 0.4, "o": -0.8}  # of ±2.5: how far each gate's z goes, and to which side first
TWO = "um exemplo em que D = 2 e H = 3"


# What a message calls a place.
def labels(H: int, rows: Sequence[str] | str | None = None) -> dict[str, tuple]:
    """The axes of every leaf: the rows of a batch, the units, and in a stacked block of rows the gate with its unit.

    >>> labels(3)["dU"][0][5]
    'bloco f, unidade 2'
    """
    batch = () if rows is None else (rows,)
    stacked = tuple(f"bloco {letter}, unidade {unit}" for letter in LETTERS for unit in range(H))
    return {leaf: (*batch, "unidade") for leaf in STATES} | {"dx": batch} | {leaf: (stacked,) for leaf in ("dU", "dW", "db")}  # fmt: skip


def case(name: str, prop: str, args: Arrays, states: np.ndarray, **options) -> Case:
    """A case with its places named; `states`: any array of the states' shape."""
    rows = None if states.ndim == 1 else words(SENTENCE) if name == "a frase dos duendes" else "exemplo"
    return Case(name, args, prop, labels=labels(states.shape[-1], rows), **options)


# Equation (6) alone.
def hidden_arrays(rng: np.random.Generator, *size: int) -> Arrays:
    """o and c: a gate that is neither shut nor open, a memory of either sign that reaches 1.5."""
    o, c = rng.uniform(0.15, 0.85, size=size), rng.uniform(0.5, 1.5, size=size) * signs(rng, size)
    c.flat[0] = np.copysign(1.5, c.flat[0])
    return o, c


def huge_arrays(rng: np.random.Generator) -> Arrays:
    """c beyond the reach of exp on either side, with gates at 0, at 1 and between."""
    return np.array([1.0, rng.uniform(0.3, 0.7), 0.0, rng.uniform(0.3, 0.7)]), np.array([1000.0, -1000.0, 2.0, 0.4])


def hidden_cases(rng: np.random.Generator) -> list[tuple[str, str, Arrays]]:
    """Name, property and o, c, for equation (6) and its way back."""
    return [
        ("um exemplo em que H = 3", "um exemplo", hidden_arrays(rng, 3)),
        ("um exemplo em que H = 1", "um exemplo", hidden_arrays(rng, 1)),
        ("a frase dos duendes", "um lote", hidden_arrays(rng, len(SENTENCE), 3)),
        ("um lote em que N = H = 3", "um lote", hidden_arrays(rng, 3, 3)),
        ("um lote de 1", "um lote", hidden_arrays(rng, 1, 2)),
        ("um lote de 4 em que H = 1", "um lote", hidden_arrays(rng, 4, 1)),
        ("c em 1000 e em −1000", "valores extremos", huge_arrays(rng)),
    ]


def forward_hidden_cases(rng: np.random.Generator) -> list[Case]:
    return [case(name, prop, arrays, arrays[0]) for name, prop, arrays in hidden_cases(rng)]


def backward_hidden_cases(rng: np.random.Generator) -> list[Case]:
    """One example counts for each of the two gradients on its own."""
    cases = []
    for name, prop, (o, c) in hidden_cases(rng):
        args = upstream(rng, o.shape), o, c
        for only in ("do", "dc") if prop == "um exemplo" else (None,):
            named = f"o gradiente de {only[1]}" if only else prop
            cases.append(case(name, named, args, o, only=(only,) if only else None))
    return cases


# The step.
def step_arrays(rng: np.random.Generator, gate: Arrays) -> Arrays:
    """x, h_prev, c_prev, U, W, b, stacked, from the x and h_prev of one gate; where h_prev is zero, so is c_prev."""
    x, h_prev, *_ = gate
    c_prev = rng.uniform(0.4, 1.3, size=h_prev.shape) * signs(rng, h_prev.shape) * (h_prev != 0)
    each = [[far * array for array in reaching(rng, x, h_prev, bias=True)[2:]] for far in FAR.values()]
    return x, h_prev, c_prev, *(np.concatenate(parameter) for parameter in zip(*each, strict=True))


def extreme_step_arrays(rng: np.random.Generator) -> Arrays:
    """z beyond ±1000: units 0, 2 and 4 write and hide, 1 and 3 keep and show; unit 1 keeps a memory of ±1000."""
    x, h_prev, U, W, b = extreme_arrays(rng, D=1, H=5, gates=4)
    c_prev = rng.uniform(0.4, 1.3, size=5) * signs(rng, 5)
    c_prev[1] = 1000 * signs(rng, 1)[0]
    return x, h_prev, c_prev, U, W, b


def step_examples(rng: np.random.Generator) -> list[tuple[str, Arrays]]:
    """One example: square, where a forgotten transpose gives numbers, and not."""
    return [(TWO, step_arrays(rng, gate_arrays(rng, D=2, H=3))), (SQUARE, step_arrays(rng, gate_arrays(rng, D=3, H=3)))]


def step_batches(rng: np.random.Generator) -> list[tuple[str, Arrays]]:
    return [
        ("a frase dos duendes", step_arrays(rng, sentence_arrays(rng, H=3))),
        (SQUARE_BATCH, step_arrays(rng, gate_arrays(rng, N=3, D=3, H=3))),
        ("um lote de 1", step_arrays(rng, gate_arrays(rng, N=1, D=4, H=2))),
        ("um lote de 4 em que D = 2 e H = 1", step_arrays(rng, gate_arrays(rng, N=4, D=2, H=1))),
    ]


def step_cases(rng: np.random.Generator) -> list[Case]:
    """One example counts for c and for h, each on its own."""
    examples, extremes = step_examples(rng), extreme_step_arrays(rng)
    return [
        *(case(name, "o estado da célula", args, args[1], only=("c",)) for name, args in examples),
        *(case(name, "o estado interno", args, args[1], only=("h",)) for name, args in examples),
        *(case(name, "um lote", args, args[1]) for name, args in step_batches(rng)),
        case("z perto de 1000 e de −1000", "valores extremos", extremes, extremes[1]),
    ]


def step_backward_cases(rng: np.random.Generator) -> list[Case]:
    """Without dc, as at the last word, what comes through h; with both, what goes on by c, and the parameters.

    What a message speaks of first is what a slip shows in first: dc_prev, then db, whose blocks tell the gate.
    """

    def back(args: Arrays, *, dc: bool) -> Arrays:
        return upstream(rng, args[1].shape), upstream(rng, args[1].shape) * dc, *args

    (two, two_args), (square, square_args) = step_examples(rng)
    last, both, inputs = back(square_args, dc=False), back(square_args, dc=True), back(two_args, dc=False)
    extremes = back(extreme_step_arrays(rng), dc=False)
    no_dc = f"{square} e dc = 0"
    return [
        case(no_dc, "o que vem por h", last, last[0], only=TOLD, one_is_enough=True),
        case(square, "o que vem por c", both, both[0], only=("dc_prev",)),
        case(square, "os parâmetros", both, both[0], only=("db", "dU", "dW")),
        case(no_dc, "as entradas", last, last[0], only=("dx", "dh_prev")),
        case(f"{two}, e dc = 0", "as entradas", inputs, inputs[0], only=("dx", "dh_prev")),
        *(case(name, "um lote", back(args, dc=True), args[1], only=TOLD) for name, args in step_batches(rng)),
        case("portas todas abertas ou todas fechadas", "portas saturadas", extremes, extremes[0], only=TOLD),
    ]
