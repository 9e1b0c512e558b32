"""All exercises, by name, in the order of the notebooks."""

from __future__ import annotations

import importlib

from enap_lstm.exercise import Exercise

NOTEBOOKS = ("00_start", "01_elman_rnn", "02_input_gate", "03_forget_gate")


def _of_module(notebook: str) -> list[Exercise]:
    """The exercises of a notebook's module, which has the notebook's name without its number."""
    module = importlib.import_module(f"enap_lstm.exercises.{notebook.partition('_')[2]}")
    return [value for value in vars(module).values() if isinstance(value, Exercise) and value.notebook == notebook]


EXERCISES: dict[str, Exercise] = {e.name: e for notebook in NOTEBOOKS for e in _of_module(notebook)}


def of_notebook(notebook: str) -> list[Exercise]:
    """The exercises of one notebook, in its order."""
    return [exercise for exercise in EXERCISES.values() if exercise.notebook == notebook]
