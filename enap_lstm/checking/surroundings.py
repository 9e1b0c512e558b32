"""What an answer uses beside its arguments: packages that grading does not have, data of the notebook."""

from __future__ import annotations

import ast
import inspect
import linecache
import re
import sys
import types
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from enap_lstm.judging.answer import function_of
from enap_lstm.portuguese import series

GRADING_HAS = {"numpy", "scipy", "enap_lstm", "__main__"} | sys.stdlib_module_names
MAX_PARSED = 50_000  # characters


def warnings_about(answer: Any, parameters: tuple[str, ...], passed: bool) -> tuple[str, ...]:
    """What to say of them: always what grading does not have; of data only when the answer is wrong."""
    told = []
    if foreign := sorted(set(foreign_imports(answer))):
        names = series([f"`{name}`" for name in foreign])
        told.append(f"A célula usa {names}. Na correção só existem o NumPy, o SciPy e a biblioteca padrão do Python.")
    if not passed and (data := list(borrowed(answer))):
        arguments = series([f"`{name}`" for name in parameters])
        told.append(f"A função usa {series([f'`{d}`' for d in data])}, do caderno. Era um dos argumentos, {arguments}?")
    return tuple(told)


def foreign_imports(answer: Any) -> Iterator[str]:
    """Packages beside NumPy, SciPy, this one and the standard library, in the answer, its helpers or their cells."""
    for function in _with_helpers(answer):
        used = inspect.getclosurevars(function)
        for value in [*used.globals.values(), *used.nonlocals.values()]:
            owner = value.__name__ if isinstance(value, types.ModuleType) else getattr(value, "__module__", None)
            if isinstance(owner, str):
                yield from _foreign(owner)
        yield from _imported(function)


def borrowed(answer: Any) -> Iterator[str]:
    """Arrays, numbers and lists of the notebook that the answer reads: often an argument under another name."""
    function = function_of(answer)
    used: Mapping[str, Any] = inspect.getclosurevars(function).globals if function else {}
    return (name for name, value in used.items() if isinstance(value, np.ndarray | float | list))


def _with_helpers(answer: Any) -> list[types.FunctionType]:
    """The answer and the functions of the same notebook that it calls, and those that these call."""
    first = function_of(answer)
    found: list[types.FunctionType] = []
    waiting = [first] if first else []
    while waiting:
        function = waiting.pop()
        if function not in found and function.__module__ == first.__module__:  # type: ignore[union-attr]
            found.append(function)
            used = inspect.getclosurevars(function).globals.values()
            waiting += [value for value in used if isinstance(value, types.FunctionType)]
    return found


def _imported(function: types.FunctionType) -> Iterator[str]:
    """What the cell that defines a function imports; of a function in a file, what it imports itself."""
    try:
        text = "".join(linecache.getlines(function.__code__.co_filename))
        if function.__module__ != "__main__" or len(text) > MAX_PARSED:
            text = inspect.cleandoc("\n" + inspect.getsource(function))
        tree = ast.parse(re.sub(r"^([ \t]*)[%!?].*$", r"\1pass", text, flags=re.M))
    except (
        OSError,
        TypeError,
        SyntaxError,
        IndexError,
        RecursionError,
    ):  # no text at hand: what the names told must do
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield from _foreign(alias.name)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from _foreign(node.module)


def _foreign(module: str) -> Iterator[str]:
    root = module.partition(".")[0]
    if root not in GRADING_HAS:
        yield root
