"""Inputs for the cell state and its way back: N and H differ and include 1, but for the square batch.

One and the same answer must earn the same mark whatever is drawn. So no gate is near ½, the two
gates of one number differ and do not sum to 1, and no memory or candidate is near zero, but where a situation asks for it.
"""

from __future__ import annotations

import numpy as np

from enap_lstm.data import SENTENCE
from enap_lstm.exercise import Case, words

Arrays = tuple[np.ndarray, ...]

SITUATIONS = {  # name -> f, i
    "guardar": (1.0, 0.0),
    "somar": (1.0, 1.0),
    "trocar": (0.0, 1.0),
    "apagar": (0.0, 0.0),
}
NAMED = tuple(f"situação *{name}*" for name in SITUATIONS)
STATES = ("c", "df", "dc_prev", "di", "dg")  # all outputs have the same axes
THREE = "um exemplo em que H = 3"
SQUARE_BATCH = "um lote em que N = H = 3"  # here a product of matrices gives numbers, not an exception
FAR = 6.0  # how far a memory goes that has been added to for some time


def signs(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Of both signs, wherever there are two numbers."""
    return rng.permutation(np.resize([1.0, -1.0], int(np.prod(shape)))).reshape(shape)


def cell_arrays(rng: np.random.Generator, *, N: int | None = None, H: int) -> Arrays:
    """f, c_prev, i, g: one example when N is None, else a batch. c stays between −1 and 1.

    >>> [array.shape for array in cell_arrays(np.random.default_rng(0), N=5, H=3)]
    [(5, 3), (5, 3), (5, 3), (5, 3)]
    """
    shape = (H,) if N is None else (N, H)
    f, i = rng.uniform(0.72, 0.84, size=shape), rng.uniform(0.52, 0.64, size=shape)
    c_prev = rng.uniform(0.6, 0.75, size=shape) * signs(rng, shape)
    return f, c_prev, i, rng.uniform(0.3, 0.55, size=shape) * signs(rng, shape)


def sentence_arrays(rng: np.random.Generator, *, H: int) -> Arrays:
    """A row for each word of the example sentence; before the first word the memory is zero."""
    f, c_prev, i, g = cell_arrays(rng, N=len(SENTENCE), H=H)
    c_prev[0] = 0.0
    return f, c_prev, i, g


def four_situations(rng: np.random.Generator) -> Arrays:
    """The gates all open or all shut: one number for each situation; one c is negative, and none leaves −1 to 1."""
    _, c_prev, _, g = cell_arrays(rng, H=len(SITUATIONS))
    f, i = np.array(list(SITUATIONS.values())).T
    side = rng.choice([-1.0, 1.0]) * np.array([1, -1, 1, -1])
    return f.copy(), np.abs(c_prev) * side, i.copy(), np.abs(g) * np.array([1, -1, -1, 1]) * side


def far_arrays(rng: np.random.Generator, *, N: int | None = None, H: int) -> Arrays:
    """A memory beyond 1 or below −1, as it comes of adding for some words; what enters has its sign."""
    f, c_prev, i, g = cell_arrays(rng, N=N, H=H)
    return f, c_prev * FAR, i, np.abs(g) * np.sign(c_prev)


def forward_cases(rng: np.random.Generator) -> list[Case]:
    """The four situations first: there a message can say which of them goes wrong."""
    labels = {"c": (NAMED,)}
    return [
        Case("as portas em 0 ou em 1", four_situations(rng), "as quatro situações", labels=labels),
        Case(THREE, cell_arrays(rng, H=3), "portas entreabertas"),
        Case("um exemplo em que H = 1", cell_arrays(rng, H=1), "portas entreabertas"),
        Case("a frase dos duendes", sentence_arrays(rng, H=3), "um lote", labels=named()),
        Case(SQUARE_BATCH, cell_arrays(rng, N=3, H=3), "um lote"),
        Case("um lote de 1 em que H = 2", cell_arrays(rng, N=1, H=2), "um lote"),
        Case("um lote de 4 em que H = 1", cell_arrays(rng, N=4, H=1), "um lote"),
        Case("um exemplo com a memória longe de zero", far_arrays(rng, H=4), "memória além de 1"),
        Case("um lote com a memória longe de zero", far_arrays(rng, N=2, H=3), "memória além de 1"),
    ]


def backward_cases(rng: np.random.Generator) -> list[Case]:
    """Any right gradient opens the way; then the gates, the memory and the candidate, each for itself; then batches."""

    def case(name: str, prop: str, arrays: Arrays, **options) -> Case:
        return Case(name, (upstream(rng, arrays[0].shape), *arrays), prop, **options)

    three, ends = cell_arrays(rng, H=3), four_situations(rng)
    situations = {leaf: (NAMED,) for leaf in STATES}
    parts = {"as portas": ("df", "di"), "a memória": ("dc_prev",), "a proposta": ("dg",)}
    shut = "as portas em 0 ou em 1"
    return [
        case(THREE, "qualquer um dos quatro", three, one_is_enough=True),
        *(case(THREE, prop, three, only=only) for prop, only in parts.items()),
        *(case(shut, prop, ends, only=only, labels=situations) for prop, only in parts.items()),
        case("a frase dos duendes", "um lote", sentence_arrays(rng, H=3), labels=named()),
        case(SQUARE_BATCH, "um lote", far_arrays(rng, N=3, H=3)),
        case("um lote de 1 em que H = 2", "um lote", cell_arrays(rng, N=1, H=2)),
        case("um lote de 4 em que H = 1", "um lote", cell_arrays(rng, N=4, H=1)),
    ]


def named() -> dict[str, tuple]:
    """The words of the sentence along the rows of every output."""
    return {leaf: (words(SENTENCE),) for leaf in STATES}


def upstream(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """A gradient from above, never close to zero or to 1: leaving it out must show."""
    return rng.uniform(1.2, 1.9, size=shape) * signs(rng, shape)
