"""Hold a backward against numbers: nudge every entry of every argument and see how much the result moves.

For any function of arrays; a student may use it on their own code. A leaf that knows neither LSTMs nor exercises.
"""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from enap_lstm.portuguese import pt, pt_pair, series

TOLERANCE = 1e-6  # central differences of a smooth function in float64 reach 1e-9
CUBE_ROOT_OF_EPS = float(np.finfo(float).eps) ** (1 / 3)  # balances rounding against curvature
COMPLEX_STEP = 1e-30  # no subtraction, so nothing to balance


@dataclass(frozen=True)
class GradientReport:
    """`max_error` is relative to the largest entry of an argument's gradient; `where` names the worst entry or is empty."""

    passed: bool
    max_error: float
    where: str
    message: str

    def __str__(self) -> str:
        return self.message

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # IPython's hook
        printer.text(self.message)


def gradient_check(
    f: Callable[..., Any],
    grads: Sequence[Any],
    args: Sequence[Any],
    *,
    upstream: Any = None,
    labels: Mapping[str, Any] | None = None,
    rng: np.random.Generator | None = None,
) -> GradientReport:
    """Compare analytic gradients with numerical ones and say WHERE they disagree.

    >>> U, x = np.array([[1.0, 2.0]]), np.array([3.0, 4.0])
    >>> print(gradient_check(lambda U, x: U @ x, (x[None], U[0]), (U, x), upstream=np.ones(1)))
    U e x conferem com a derivada numérica (maior erro relativo: 0).
    >>> gradient_check(lambda U, x: U @ x, (2 * x[None], U[0]), (U, x), upstream=np.ones(1)).where
    'U[0, 1]'

    f: a function of arrays that returns an array, a number or a tuple of arrays. grads: one per argument, in order, with the
    argument's shape; None leaves an argument out. upstream: the gradient of the loss with respect to f's result, of its
    shape (a tuple for a tuple); by default drawn from `rng`, or 1 for a number. labels: argument -> one sequence of names
    per axis. Raises TypeError or ValueError, in Portuguese, when these do not fit. Central differences, or the complex
    step where f allows it (Squire & Trapp, 1998).
    """
    args = _checked(f, grads, args)
    names = _names(f, len(args))
    upstream = _upstream(f(*_copies(args)), upstream, rng)
    fine: list[str] = []
    trouble: list[str] = []
    worst, worst_error, where = 0.0, 0.0, ""
    for name, grad, numeric in zip(names, grads, _gradients(f, args, upstream, grads), strict=True):
        if grad is None:
            continue
        sentence, error, index = _disagreement(name, np.asarray(grad), numeric, (labels or {}).get(name))
        worst = max(worst, error)
        if sentence is None:
            fine.append(name)
            continue
        trouble.append(sentence)
        if not where or error > worst_error:
            worst_error, where = error, name + (f"[{', '.join(map(str, index))}]" if index else "")
    return GradientReport(not trouble, worst, where, _message(fine, trouble, worst))


def numerical_gradient(f: Callable[..., Any], args: Sequence[Any], *, upstream: Any = None) -> tuple[np.ndarray, ...]:
    """The gradient of sum(upstream * f(*args)) with respect to every argument, by nudging one entry at a time.

    >>> numerical_gradient(lambda x: x**2, (np.array([1.0, 3.0]),))[0].round(6)
    array([2., 6.])

    upstream: by default ones. Returns one float64 array per argument, of its shape.
    """
    args = _checked(f, args, args)
    value = f(*_copies(args))
    if upstream is None:
        upstream = tuple(np.ones_like(v) for v in value) if isinstance(value, tuple | list) else np.ones_like(value)
    return tuple(_gradients(f, args, _upstream(value, upstream, None), args))


def _gradients(f: Callable[..., Any], args: tuple[np.ndarray, ...], upstream: Any, wanted: Sequence[Any]) -> list[Any]:
    def loss(position: int, moved: np.ndarray) -> Any:
        value = f(*[moved if k == position else a.copy() for k, a in enumerate(args)])
        pairs = zip(value, upstream, strict=True) if isinstance(value, tuple | list) else [(value, upstream)]
        return sum(np.sum(np.asarray(v) * u) for v, u in pairs)

    return [None if want is None else _one_gradient(loss, k, args[k]) for k, want in enumerate(wanted)]


def _one_gradient(loss: Callable[[int, np.ndarray], Any], position: int, arg: np.ndarray) -> np.ndarray:
    """Central differences, and the complex step in their place wherever both agree (abs and maximum break it silently)."""
    numeric = np.empty(arg.shape)
    for index in np.ndindex(arg.shape):
        step = CUBE_ROOT_OF_EPS * max(1.0, abs(arg[index]))
        ahead, behind = arg.copy(), arg.copy()
        ahead[index] += step
        behind[index] -= step
        numeric[index] = (loss(position, ahead) - loss(position, behind)) / (ahead[index] - behind[index])
        exact = _complex_step(loss, position, arg, index)
        if exact is not None and abs(exact - numeric[index]) <= 1e-5 * max(1.0, abs(exact)):
            numeric[index] = exact
    return numeric


def _complex_step(loss: Callable[[int, np.ndarray], Any], position: int, arg: np.ndarray, index: Any) -> float | None:
    moved = arg.astype(complex)
    moved[index] += 1j * COMPLEX_STEP
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # a function that drops the imaginary part says so in a ComplexWarning
            value = loss(position, moved)
    except Exception:  # whatever a function has against complex numbers, central differences stand
        return None
    return float(np.imag(value)) / COMPLEX_STEP if np.iscomplexobj(value) else None


def _disagreement(
    name: str, grad: np.ndarray, numeric: np.ndarray, labels: Any
) -> tuple[str | None, float, tuple[int, ...]]:
    """A sentence or None, the relative error, and the index of the worst entry."""
    if grad.shape != numeric.shape:
        return f"A derivada de {name} deveria ter a forma {numeric.shape}; tem {grad.shape}.", float("inf"), ()
    if not np.isfinite(grad).all():
        index = tuple(int(k) for k in np.argwhere(~np.isfinite(grad))[0])
        return (
            f"A derivada de {_place(name, index, labels)} não é um número finito: {grad[index]}.",
            float("inf"),
            index,
        )
    difference = np.abs(grad - numeric)
    scale = max(np.abs(numeric).max(initial=0.0), np.abs(grad).max(initial=0.0))
    if not scale or (error := float(difference.max() / scale)) <= TOLERANCE:
        return None, float(difference.max(initial=0.0) / scale) if scale else 0.0, ()
    index = tuple(int(k) for k in np.unravel_index(difference.argmax(), difference.shape))
    mine, theirs = pt_pair(float(grad[index]), float(numeric[index]))
    count = int((difference > TOLERANCE * scale).sum())
    sentence = f"Em {_place(name, index, labels)}, a sua derivada é {mine}; a numérica, {theirs} ({count} de {grad.size} diferem)."
    return sentence + _pattern(grad, numeric), error, index


def _pattern(grad: np.ndarray, numeric: np.ndarray) -> str:
    """What all entries have in common, where that can be seen; nothing is guessed."""
    if grad.ndim == 2 and grad.shape[0] == grad.shape[1] > 1 and np.allclose(grad.T, numeric, rtol=TOLERANCE):
        return " É a transposta da numérica."
    big = np.abs(numeric) > 1e-3 * np.abs(numeric).max(initial=0.0)
    if big.sum() > 1:
        ratio = grad[big] / numeric[big]
        if np.allclose(ratio, ratio.flat[0], rtol=1e-4) and abs(ratio.flat[0]) > 1e-6:
            return f" Em todos os números, a sua é {pt(float(round(ratio.flat[0], 4)))} vezes a numérica."
    return ""


def _place(name: str, index: tuple[int, ...], labels: Any) -> str:
    if not index:
        return name
    place = f"{name}[{', '.join(map(str, index))}]"
    ticks = [str(axis[k]) for axis, k in zip(labels or (), index, strict=False) if axis is not None]
    return f"{place} ({', '.join(ticks)})" if ticks else place


def _message(fine: list[str], trouble: list[str], worst: float) -> str:
    if not trouble:
        verb = "conferem" if len(fine) > 1 else "confere"
        return f"{series(fine)} {verb} com a derivada numérica (maior erro relativo: {pt(worst, 1)})."
    lines = [f"{series(fine)} {'conferem' if len(fine) > 1 else 'confere'}."] if fine else []
    return "\n".join([*lines, *trouble, "Refaça à mão a conta desse número e compare com a sua linha de código."])


def _checked(f: Callable[..., Any], grads: Sequence[Any], args: Sequence[Any]) -> tuple[np.ndarray, ...]:
    if not isinstance(args, tuple | list) or not isinstance(grads, tuple | list):
        raise TypeError("grads e args são tuplas, uma entrada por argumento de f: (dx,) e (x,) quando há um só.")
    if len(grads) != len(args):
        raise ValueError(f"Há {len(args)} argumentos e {len(grads)} gradientes; passe um por argumento (ou None).")
    arrays = tuple(np.asarray(a) for a in args)
    for name, array in zip(_names(f, len(arrays)), arrays, strict=True):
        if array.dtype.kind != "f":
            raise TypeError(f"{name} precisa ser de float para poder mudar um pouquinho; veio {array.dtype}.")
    return tuple(a.astype(float) for a in arrays)


def _copies(args: tuple[np.ndarray, ...]) -> list[np.ndarray]:
    return [a.copy() for a in args]


def _upstream(value: Any, upstream: Any, rng: np.random.Generator | None) -> Any:
    rng = rng or np.random.default_rng(0)
    if isinstance(value, tuple | list):
        given = upstream if upstream is not None else [None] * len(value)
        return tuple(_upstream(v, u, rng) for v, u in zip(value, given, strict=True))
    shape = np.shape(value)
    if upstream is None:
        return rng.normal(size=shape) if shape else 1.0
    if np.shape(upstream) != shape:
        raise ValueError(f"upstream deveria ter a forma do resultado de f, {shape}; tem {np.shape(upstream)}.")
    return np.asarray(upstream)


def _names(f: Callable[..., Any], count: int) -> list[str]:
    try:
        names = list(inspect.signature(f).parameters)
    except (TypeError, ValueError):
        names = []
    return names if len(names) == count else [f"argumento {k + 1}" for k in range(count)]
