"""All exercises, by name, in the order of the notebooks: what the modules beside this one define, and no list of them."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

from enap_lstm.exercise import Exercise


def _defined() -> Iterator[Exercise]:
    """Every exercise of every module in this folder, in the order in which each module defines them."""
    for module in pkgutil.iter_modules([str(Path(__file__).parent)], f"{__package__}."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Exercise) and value.oracle.__module__ == module.name:
                yield value


EXERCISES: dict[str, Exercise] = {e.name: e for e in sorted(_defined(), key=lambda e: e.notebook)}
NOTEBOOKS: tuple[str, ...] = tuple(dict.fromkeys(e.notebook for e in EXERCISES.values()))


def of_notebook(notebook: str) -> list[Exercise]:
    """The exercises of one notebook, in its order.

    >>> [exercise.name for exercise in of_notebook("01_elman_rnn")]
    ['rnn_step', 'rnn_forward', 'rnn_step_backward']
    """
    return [exercise for exercise in EXERCISES.values() if exercise.notebook == notebook]
