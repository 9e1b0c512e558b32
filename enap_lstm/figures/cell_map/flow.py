"""The numbers that flow through the cell, one array per letter: the toy cell's, or the student's own in their place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from enap_lstm.data import SENTENCE, toy
from enap_lstm.figures.parts import PARTS
from enap_lstm.figures.trace import trace


@dataclass(frozen=True, eq=False)
class Flow:
    """i, f, g, o, c, h over the sentence, each (5, 3); what comes before the first word is zero."""

    letters: dict[str, np.ndarray]

    @classmethod
    def of(cls, **letters: np.ndarray) -> Flow:
        """The toy cell's numbers, with the given ones in their place.

        >>> float(Flow.of(f=np.full((5, 3), 0.25)).at(4, 1)["fc"])  # a quarter of c before "duendes"
        0.159...
        """
        toy_cell, shape = trace(), (len(SENTENCE), len(toy.UNITS))
        own = {letter: np.asarray(values, float) for letter, values in letters.items()}
        for letter, values in own.items():
            if letter not in PARTS or values.shape != shape:
                raise ValueError(
                    f"O mapa recebe i, f, g, o, c ou h, cada um com forma {shape}; veio {letter}, com forma {values.shape}."
                )
        return cls({letter: getattr(toy_cell, letter) for letter in PARTS} | own)

    @property
    def units(self) -> int:
        return len(toy.UNITS)

    def over_words(self, letter: str, unit: int) -> np.ndarray:
        return self.letters[letter][:, unit]

    def h_prev(self, t: int) -> np.ndarray:
        """All units of h one word before: a gate reads them all."""
        return self.letters["h"][t - 1] if t else np.zeros(self.units)

    def at(self, t: int, unit: int) -> dict[str, float]:
        """What flows on each arrow at word t, for one unit.

        >>> n = Flow.of().at(4, 1)
        >>> [round(n[key], 2) for key in ("fc", "ig", "c")]  # rounded one by one: 0.12 + 0.94 is 1.05
        [0.12, 0.94, 1.05]
        """
        n = {letter: float(values[t, unit]) for letter, values in self.letters.items()}
        n["c_prev"] = float(self.letters["c"][t - 1, unit]) if t else 0.0
        return n | {"fc": n["f"] * n["c_prev"], "ig": n["i"] * n["g"], "tanh": float(np.tanh(n["c"]))}
