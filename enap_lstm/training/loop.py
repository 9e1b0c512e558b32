"""The training loop: a budget in steps, a line that says how it goes, a stop that keeps the best, a file to go on from."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from enap_lstm.training.checkpoint import Checkpoint, fingerprint
from enap_lstm.training.kernel import Kernel
from enap_lstm.training.own import Own
from enap_lstm.training.progress import Line, duration, nats, progress
from enap_lstm.training.run import LOOK, Batch, Run
from enap_lstm.training.threads import one_thread

PAUSE = 1.0  # seconds, at least, from one line to the next


@dataclass(frozen=True)
class Training:
    """What a run has come to: its best parameters and their step, the loss of every step in nats, its end in words."""

    parameters: dict[str, np.ndarray]
    best_step: int
    losses: np.ndarray
    ended: str


def initial_parameters(K: int, D: int, H: int, seed: int = 0) -> dict[str, np.ndarray]:
    """Where training starts: E from the normal distribution, the rest uniform between ±1/√H, as PyTorch has it.

    >>> {name: array.shape for name, array in initial_parameters(K=9, D=2, H=3).items()}
    {'E': (9, 2), 'U': (12, 2), 'W': (12, 3), 'b': (12,), 'V': (9, 3), 'b_y': (9,)}

    K words, D numbers for each, H units -> float64 arrays by the names of the slides.
    """
    rng = np.random.default_rng(seed)
    shapes = {"U": (4 * H, D), "W": (4 * H, H), "b": (4 * H,), "V": (K, H), "b_y": (K,)}
    return {"E": rng.normal(size=(K, D))} | {name: rng.uniform(-1, 1, s) / H**0.5 for name, s in shapes.items()}


def train(
    parameters: Mapping[str, np.ndarray],
    batch: Callable[[np.random.Generator], Batch],
    steps: int,
    *,
    learning_rate: float,
    max_norm: float = 1.0,
    seed: int = 0,
    bound: float | None = None,
    baseline: float | None = None,
    checkpoint: str | Path | None = None,
    own: tuple[Callable, Callable] | None = None,
    watch: Callable[[str, list[float]], None] | None = None,
) -> Training:
    """Train a language model for a number of steps, or until the stop button; the best weights are kept.

    >>> def batch(rng):  # three words in turn, from any of them on
    ...     ids = (rng.integers(3, size=4) + np.arange(6)[:, None]) % 3
    ...     return ids[:-1], ids[1:], np.ones((5, 4))
    >>> run = train(initial_parameters(K=3, D=2, H=4), batch, 100, learning_rate=0.02, watch=lambda words, losses: None)
    >>> bool(run.losses[-1] < run.losses[0] / 2)
    True

    batch: rng -> inputs, targets, mask, each (T, N), the same in every batch, drawn by rng alone; bound and baseline:
    losses in nats to compare with; checkpoint: the file in which a run is saved and from which it goes on; own: the pair
    `lstm_forward`, `lstm_backward` in place of the kernel; watch: shows progress, given its words and all losses so far.
    The best weights are those at the look (one every 25 steps) with the smallest mean loss of the last 25.
    """
    settings: dict[str, Any] = {"learning_rate": learning_rate, "max_norm": max_norm}
    first = batch(np.random.default_rng(seed))
    learner = Own(parameters, *own, **settings) if own else Kernel(parameters, *first[0].shape, **settings)
    run, show = Run(learner, seed), watch or Line()
    kept = run.state()  # as it was at the last look: what a stop at any moment goes back to
    file = Checkpoint(checkpoint, fingerprint((settings, seed, bool(own)), [*parameters.values(), *first]))
    if saved := file.load(kept):
        run.restore(kept := saved)
        print(f"Os primeiros {run.step} passos vêm do treino salvo em `{file.path}`.")
    start, began, shown, end = run.step, time.monotonic(), -math.inf, "Pronto"
    try:
        with one_thread(), np.errstate(over="ignore", invalid="ignore"):  # what they would warn of is told at the end
            while run.step < steps and run.advance(batch):
                if run.step % LOOK and run.step < steps:
                    continue
                run.look()
                kept = run.state()
                file.save(kept)
                if (now := time.monotonic()) - shown > PAUSE:
                    left = duration((now - began) / (run.step - start) * (steps - run.step))
                    told = progress(run.step, steps, run.mean_loss, bound, baseline)
                    show(f"{told} · faltam cerca de {left}", run.losses)
                    shown = now
        if run.losses and not math.isfinite(run.losses[-1]):
            end = f"No passo {run.step} a perda deixou de ser um número; experimente uma taxa de aprendizado menor"
    except KeyboardInterrupt:
        run.restore(kept)
        end = "Parado a seu pedido" + ("; para continuar, execute a célula de novo" if file.path else "")
    file.save(kept, at_once=True)
    weights = f"passo {run.best_step}, os melhores: perda {nats(run.best_loss)} nats" if run.best_step else "começo"
    end += f". Ficam os pesos do {weights}."
    show(f"{progress(run.step, steps, run.mean_loss, bound, baseline)}\n{end}", run.losses)
    return Training(learner.named(run.best), run.best_step, np.array(run.losses), end)
