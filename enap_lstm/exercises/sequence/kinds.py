"""What tells one reader of a sequence from another: its step, and the initial states it takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

Arrays = tuple[np.ndarray, ...]


@dataclass(frozen=True)
class Sequence:
    """`step` gets a word, the states and the parameters, and returns the new states: (x, *initial, *parameters)."""

    step: Callable
    initial: tuple[str, ...]  # "h0", and the LSTM's "c0"
    code: str  # how the step's call is written in an answer

    def words(self) -> dict[str, str]:
        """What fills the blanks of a hint."""
        return {"h0": self.initial[0], "states": " e ".join(self.initial), "step": self.code}

    def split(self, args: Arrays) -> tuple[Arrays, Arrays]:
        """The arguments after x: the initial states, and the parameters."""
        return args[: len(self.initial)], args[len(self.initial) :]

    def read(self, x: np.ndarray, *args: np.ndarray) -> Any:
        """A right reading: h of every word (T, N, H) and, where there are two states, the last of the second."""
        states, parameters = self.split(args)
        h = []
        for x_t in x:
            states = self.once(x_t, *states, *parameters)
            h.append(states[0])
        return self.answer(np.stack(h), states)

    def once(self, *args: np.ndarray) -> Arrays:
        """One step, as a tuple of states however many there are."""
        states = self.step(*args)
        return states if isinstance(states, tuple) else (states,)

    def answer(self, h: np.ndarray, last: Arrays) -> Any:
        """What the exercise returns: h alone, or h and the last state of the second kind."""
        return (h, *last[1:]) if len(self.initial) > 1 else h
