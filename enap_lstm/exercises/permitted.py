"""What an answer of each notebook may call, and what is closed while it is judged."""

from __future__ import annotations

import types
from typing import Any

from enap_lstm import gradcheck, reference
from enap_lstm.exercise import Exercise
from enap_lstm.exercises import registry  # not its names: it is still at work when it meets this module


def permitted(notebook: str) -> frozenset[str]:
    """Names in `enap_lstm.reference` that an answer of `notebook` may call: earlier notebooks', but no look-alikes.

    >>> "sigmoid" in permitted("02_input_gate"), "input_gate" in permitted("03_forget_gate")
    (True, False)
    """
    kin = set(look_alikes(notebook))
    return frozenset(e.name for e in _earlier(notebook) if e.name not in kin)


def look_alikes(notebook: str) -> tuple[str, ...]:
    """Exercises of earlier notebooks that would write an answer of this one: those of the same families.

    >>> look_alikes("02_input_gate")
    ('rnn_step', 'rnn_forward', 'rnn_step_backward')
    """
    families = {exercise.family for exercise in registry.of_notebook(notebook)} - {""}
    return tuple(e.name for e in _earlier(notebook) if e.family in families)


def _earlier(notebook: str) -> list[Exercise]:
    return [e for e in registry.EXERCISES.values() if e.notebook < notebook]


def _functions() -> dict[str, types.FunctionType]:
    """Every function defined in the reference, public or not, by name."""
    modules = [m for m in vars(reference).values() if isinstance(m, types.ModuleType)]
    return {
        name: value
        for module in [reference, *modules]
        for name, value in vars(module).items()
        if isinstance(value, types.FunctionType) and value.__module__.startswith(reference.__name__)
    }


def _with_what_they_call(names: frozenset[str], functions: dict[str, types.FunctionType]) -> set[str]:
    found: set[str] = set()
    waiting = [name for name in names if name in functions]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [called for called in functions[name].__code__.co_names if called in functions]
    return found


def seal() -> None:
    """Tell every exercise what is closed while its answers are judged (DESIGN: what would write the answer).

    That is the reference but for what the notebook may call, every oracle, and numerical gradients, which would
    write every backward.
    """
    functions = _functions()
    oracles = [exercise.oracle for exercise in registry.EXERCISES.values()]
    numerical: list[Any] = [gradcheck.gradient_check, gradcheck.numerical_gradient, gradcheck.derivatives]
    for notebook in registry.NOTEBOOKS:
        open_names = _with_what_they_call(permitted(notebook), functions)
        closed = [function for name, function in functions.items() if name not in open_names]
        for exercise in registry.of_notebook(notebook):
            exercise.look_alikes = look_alikes(notebook)
            exercise.sealed = (*closed, *oracles, *numerical)
