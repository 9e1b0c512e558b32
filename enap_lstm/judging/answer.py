"""Call an answer and say what it did: the only thing a check, or a grader at a distance, ever sees of it.

A leaf that knows arrays and nothing else. The grader's confined process runs this same file, so that a student's notebook
and the grading agree on what an error, a changed argument or a returned view is.
"""

from __future__ import annotations

import builtins
import contextlib
import inspect
import traceback
import types
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

NO_INPUT = "input() não funciona aqui: ninguém responde durante a verificação."
NOT_A_VALUE = "A resposta é um gerador (há um yield na função); devolva o valor com return."


@dataclass(frozen=True)
class AnswerError:
    """What stopped an answer: the exception's type, its text, and the line inside the function (1 is its `def`)."""

    kind: str
    text: str
    line: int | None = None


@dataclass(frozen=True)
class Observation:
    """One call of an answer: its value or its error, and the positions of arguments it changed or returned a view of."""

    value: Any = None
    error: AnswerError | None = None
    changed: tuple[int, ...] = ()
    aliased: tuple[int, ...] = ()


def observe(function: Callable[..., Any], args: tuple[Any, ...]) -> Observation:
    """Call `function` on a copy of `args` and report what happened; an exception is a result, not a failure.

    >>> observe(lambda x: x[:1], (np.ones(2),)).aliased
    (0,)
    >>> observe(lambda x: 1 / 0, (np.ones(2),)).error.kind
    'ZeroDivisionError'

    Only KeyboardInterrupt passes through: a student must be able to stop an endless loop.
    """
    mine, pristine = copy_tree(args), copy_tree(args)
    try:
        with _quietly():
            value = function(*mine)
            if isinstance(value, types.GeneratorType | types.CoroutineType):
                value.close()
                raise TypeError(NOT_A_VALUE)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # SystemExit and GeneratorExit included: an answer never ends its judge
        return Observation(error=_error(error, function))
    changed = tuple(k for k, (a, b) in enumerate(zip(mine, pristine, strict=True)) if not same_tree(a, b))
    aliased = tuple(k for k, a in enumerate(mine) if _shares_memory(value, a))
    return Observation(value=value, changed=changed, aliased=aliased)


def copy_tree(tree: Any) -> Any:
    """Copy arrays, lists, tuples and dicts all the way down; a Generator is copied with its state."""
    if isinstance(tree, np.ndarray):
        return tree.copy()
    if isinstance(tree, list | tuple):
        return type(tree)(copy_tree(leaf) for leaf in tree)
    if isinstance(tree, dict):
        return {key: copy_tree(leaf) for key, leaf in tree.items()}
    if isinstance(tree, np.random.Generator):
        twin = np.random.default_rng()
        twin.bit_generator.state = tree.bit_generator.state
        return twin
    return tree


def same_tree(a: Any, b: Any) -> bool:
    """Are two arguments still equal, bit for bit? A Generator may have advanced: that is what it is for."""
    if isinstance(b, np.ndarray):
        return (
            isinstance(a, np.ndarray)
            and a.shape == b.shape
            and a.dtype == b.dtype
            and bool(np.all((a == b) | (a != a)))
        )
    if isinstance(b, list | tuple):
        return len(a) == len(b) and all(same_tree(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(b, dict):
        return a.keys() == b.keys() and all(same_tree(a[key], b[key]) for key in b)
    return isinstance(b, np.random.Generator) or bool(a == b)


def _arrays(tree: Any) -> Iterator[np.ndarray]:
    if isinstance(tree, np.ndarray):
        yield tree
    elif isinstance(tree, list | tuple):
        for leaf in tree:
            yield from _arrays(leaf)
    elif isinstance(tree, dict):
        yield from _arrays(list(tree.values()))


def _shares_memory(value: Any, arg: Any) -> bool:
    theirs = list(_arrays(arg))
    return any(np.may_share_memory(mine, other) for mine in _arrays(value) for other in theirs)


@contextlib.contextmanager
def _quietly() -> Iterator[None]:
    """No keyboard, no warnings: 1/(1 + exp(-z)) is right although NumPy warns at z = -1000."""

    def no_input(prompt: object = "") -> str:
        raise RuntimeError(NO_INPUT)

    original = builtins.input
    builtins.input = no_input
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            yield
    finally:
        builtins.input = original


def _error(error: BaseException, function: Callable[..., Any]) -> AnswerError:
    """What stopped the answer; a blank answer that this one called is Unwritten, and named: this one may be right."""
    line = _line(error, function)
    if type(error) is NotImplementedError and line:
        *_, (frame, _) = traceback.walk_tb(error.__traceback__)
        if frame.f_code is not getattr(inspect.unwrap(function), "__code__", None):
            return AnswerError("Unwritten", frame.f_code.co_name, line)
    return AnswerError(type(error).__name__, _text(error), line)


def _text(error: BaseException) -> str:
    try:
        return str(error)[:500]
    except BaseException:  # a failing __str__ costs the text, never the report
        return ""


def _line(error: BaseException, function: Callable[..., Any]) -> int | None:
    """The line of the function where the error passed, counted from its `def`."""
    code = getattr(inspect.unwrap(function), "__code__", None) if callable(function) else None
    found = None
    trace = error.__traceback__
    while code is not None and trace is not None:
        if trace.tb_frame.f_code is code:
            found = trace.tb_lineno - code.co_firstlineno + 1
        trace = trace.tb_next
    return found
