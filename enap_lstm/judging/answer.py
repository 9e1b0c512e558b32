"""Call an answer and say what it did: the only thing a check, or a grader at a distance, ever sees of it.

A leaf that knows arrays and nothing else. The grader's confined process runs this same file, so that a student's notebook
and the grading agree on what an error, a changed argument or a returned view is.
"""

from __future__ import annotations

import builtins
import contextlib
import functools
import inspect
import traceback
import types
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

NO_INPUT = "input() não funciona aqui: ninguém responde durante a verificação."
LAZY = (  # calls that have computed nothing yet, and what they are for the message
    (types.GeneratorType, "generator"),
    (types.CoroutineType, "coroutine"),
    (types.AsyncGeneratorType, "coroutine"),
)


@dataclass(frozen=True)
class TrainedModel:
    """An answer that was trained, not written: `kind` says which weights `arrays` must hold."""

    kind: str
    arrays: Mapping[str, np.ndarray]


@dataclass(frozen=True)
class AnswerError:
    """What stopped an answer: the exception's type, its text, the line inside the function (1 is its `def`), and the
    name of the student's other function in which it happened, if it was one."""

    kind: str
    text: str
    line: int | None = None
    inside: str = ""


@dataclass(frozen=True)
class Observation:
    """One call of an answer: its value or its error, what it made of arguments that it changed (by position), and which
    results are views of which arguments: (position in the result, of an argument)."""

    value: Any = None
    error: AnswerError | None = None
    changed: dict[int, Any] = field(default_factory=dict)
    aliased: tuple[tuple[int, int], ...] = ()


def observe(answer: Any, args: tuple[Any, ...]) -> Observation:
    """Call `answer` on a copy of `args` and report what happened; an exception is a result, not a failure.

    >>> observe(lambda x: x[:1], (np.ones(2),)).aliased
    ((0, 0),)
    >>> observe(lambda x: 1 / 0, (np.ones(2),)).error.kind
    'ZeroDivisionError'

    A TrainedModel is not called: it is the value, as a tree. Only KeyboardInterrupt passes through: a student must be
    able to stop an endless loop.
    """
    if isinstance(answer, TrainedModel):
        return Observation(as_tree(answer))
    mine, pristine = copy_tree(args), copy_tree(args)
    try:
        with _quietly():
            value = as_tree(answer(*mine))
            if lazy := next((name for kind, name in LAZY if isinstance(value, kind)), ""):
                if hasattr(value, "close"):  # a coroutine that nobody awaited would warn later
                    value.close()
                return Observation(error=AnswerError("Lazy", lazy))
        changed = {k: a for k, (a, b) in enumerate(zip(mine, pristine, strict=True)) if not same_tree(a, b)}
        return Observation(value, None, changed, tuple(_views(value, mine)))
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # SystemExit and GeneratorExit included: an answer never ends its judge
        return Observation(error=_error(error, answer))


def as_tree(value: Any) -> Any:
    """A trained model as a dict, so that it travels and is compared as any other value; all else as it is."""
    return {"kind": value.kind, "arrays": dict(value.arrays)} if isinstance(value, TrainedModel) else value


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


def function_of(answer: Any) -> types.FunctionType | None:
    """The function that runs when `answer` is called: under its decorators; a partial's; a class's `__call__`.

    >>> function_of(functools.partial(copy_tree, 1)) is copy_tree
    True

    None for what holds no Python of the student's own: a ufunc, np.vectorize(one).
    """
    while isinstance(answer, functools.partial):
        answer = answer.func
    if not isinstance(answer, types.FunctionType | types.MethodType) and not hasattr(answer, "__wrapped__"):
        answer = type(answer).__call__ if callable(answer) else None
    answer = inspect.unwrap(answer) if callable(answer) else None
    answer = getattr(answer, "__func__", answer)
    own = isinstance(answer, types.FunctionType) and not str(answer.__module__).startswith("numpy")
    return answer if own else None


def _arrays(tree: Any) -> Iterator[np.ndarray]:
    if isinstance(tree, np.ndarray):
        yield tree
    elif isinstance(tree, list | tuple):
        for leaf in tree:
            yield from _arrays(leaf)
    elif isinstance(tree, dict):
        yield from _arrays(list(tree.values()))


def _views(value: Any, args: tuple[Any, ...]) -> Iterator[tuple[int, int]]:
    """Which results share memory with which arguments, by position; a single result is the first."""
    for k, result in enumerate(value if isinstance(value, tuple | list) else (value,)):
        mine = list(_arrays(result))
        for position, argument in enumerate(args):
            if any(np.may_share_memory(a, b) for a in mine for b in _arrays(argument)):
                yield k, position


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


def _error(error: BaseException, answer: Any) -> AnswerError:
    """What stopped the answer; a blank answer that this one called is Unwritten, and named: this one may be right."""
    function = function_of(answer)
    code = function.__code__ if function else None
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    line = next(
        (
            number - code.co_firstlineno + 1
            for frame, number in reversed(list(traceback.walk_tb(error.__traceback__)))
            if code is not None and frame.f_code is code
        ),
        None,
    )
    if type(error) is NotImplementedError and line and frames[-1].f_code is not code:
        return AnswerError("Unwritten", frames[-1].f_code.co_name, line)
    return AnswerError(type(error).__name__, _text(error), line, _inside(frames, code) if line else "")


def _inside(frames: list[types.FrameType], code: types.CodeType | None) -> str:
    """The student's own function, beside the answer, where an error came up: the last that shares the answer's globals."""
    home = next((frame.f_globals for frame in frames if frame.f_code is code), None)
    own = [frame.f_code for frame in frames if frame.f_globals is home]
    named = own and own[-1] is not code and own[-1].co_name.isidentifier()  # not <lambda>, not <listcomp>
    return own[-1].co_name if named else ""


def _text(error: BaseException) -> str:
    try:
        return str(error)[:500]
    except BaseException:  # a failing __str__ costs the text, never the report
        return ""
