"""A run under way, and all that the rest of it depends on, as arrays: go on from these and every bit is the same."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from enap_lstm.training.kernel import Kernel
from enap_lstm.training.own import Own

LOOK = 25  # steps over which the loss is averaged
Batch = tuple[np.ndarray, np.ndarray, np.ndarray]


class Run:
    """A learner, the generator that draws its batches, the losses so far, and the best weights so far."""

    def __init__(self, learner: Kernel | Own, seed: int) -> None:
        self.learner, self.rng = learner, np.random.default_rng(seed)
        self.losses: list[float] = []
        self.best, self.best_loss, self.best_step = learner.vector.copy(), math.inf, 0

    @property
    def step(self) -> int:
        return len(self.losses)

    @property
    def mean_loss(self) -> float:
        return float(np.mean(self.losses[-LOOK:])) if self.losses else math.nan

    def advance(self, batch: Callable[[np.random.Generator], Batch]) -> bool:
        """One step; False if its loss is no number any more."""
        self.losses.append(self.learner.backpropagate(*batch(self.rng)))
        self.learner.update()
        return math.isfinite(self.losses[-1])

    def look(self) -> None:
        """Keep the weights if the last steps went better than those before any other look."""
        if self.mean_loss < self.best_loss:
            self.best, self.best_loss, self.best_step = self.learner.vector.copy(), self.mean_loss, self.step

    def state(self) -> dict[str, Any]:
        best = {"best": self.best, "best_loss": np.array(self.best_loss), "best_step": np.array(self.best_step)}
        generator = np.array(json.dumps(self.rng.bit_generator.state))
        return best | {"memory": self.learner.memory.copy(), "losses": np.array(self.losses), "generator": generator}

    def restore(self, state: Mapping[str, Any]) -> None:
        self.learner.memory[...], self.losses = state["memory"], state["losses"].tolist()
        self.learner.updates = self.step
        self.best, self.best_loss, self.best_step = state["best"], float(state["best_loss"]), int(state["best_step"])
        self.rng.bit_generator.state = json.loads(str(state["generator"]))
