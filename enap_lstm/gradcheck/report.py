"""Hold a backward against numerical derivatives, and say WHERE they disagree.

For any function of arrays; a student may use it on their own code. A leaf that knows neither LSTMs nor exercises.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from enap_lstm.gradcheck.arguments import fitting, float_arrays, names_of, upstream_of
from enap_lstm.gradcheck.numerical import derivatives, magnitude
from enap_lstm.portuguese import pt, pt_pair, series

TOLERANCE = 1e-6  # of the largest entry of an argument's gradient
VISIBLE = 1e-6  # of the loss: smaller gradients are compared with this, because the loss itself is rounded
COARSE = 1e5  # times the rounding of f's result, where that is more: a function in float32
FORGIVEN = 1e-3  # at most so much for the numerical derivative's own doubt
SHOWN = 3  # arguments told in full

Array = np.ndarray


@dataclass(frozen=True)
class GradientReport:
    """`max_error` is relative to the largest entry of its argument's gradient; `where` names the worst entry, or is empty."""

    passed: bool
    max_error: float
    where: str
    message: str

    def __str__(self) -> str:
        return self.message

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # IPython's hook
        printer.text(self.message)


@dataclass(frozen=True)
class _Trouble:
    name: str
    where: str
    sentence: str
    error: float
    next_step: str


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
    >>> def score(U, x):
    ...     return U @ x
    >>> print(gradient_check(score, (x[None], U[0]), (U, x), upstream=np.ones(1)))
    dU e dx conferem com a derivada numérica (maior erro relativo: 0).
    >>> gradient_check(score, (-x[None], U[0]), (U, x), upstream=np.ones(1), labels={"U": (["nota"], ["a", "b"])}).where
    'dU[0, 1] (nota, b)'

    f: a function of arrays that returns an array, a number or a tuple of arrays. grads: one per argument, in order, with the
    argument's shape; None leaves an argument out. upstream: the gradient of the loss with respect to f's result, of its
    shape (a tuple for a tuple); by default drawn from `rng` (`default_rng(0)`), or 1 for a number. labels: argument ->
    for each axis the names of its positions, or the axis's own name, or None. Raises TypeError or ValueError, in
    Portuguese, when these do not fit. Numerical derivatives: see `enap_lstm.gradcheck.numerical`.
    """
    arrays = float_arrays(f, grads, args)
    names = names_of(f, len(arrays))
    labels = fitting(labels or {}, dict(zip(names, arrays, strict=True)))
    value = f(*[a.copy() for a in arrays])
    upstream = upstream_of(value, upstream, rng or np.random.default_rng(0))
    if not _finite(value):
        what = "A própria f devolve nan ou inf nesse ponto. Confira a conta de ida antes do gradiente."
        return GradientReport(False, np.inf, "f", what)
    size, eps = magnitude(f, arrays, upstream)
    floor = size * max(VISIBLE, COARSE * eps)
    fine: list[str] = []
    troubles: list[_Trouble] = []
    errors = [0.0]
    for position, (name, grad) in enumerate(zip(names, grads, strict=True)):
        if grad is None:
            continue
        found = _compare(name, grad, derivatives(f, arrays, upstream, position), floor, labels.get(name, ()))
        if isinstance(found, _Trouble):
            troubles.append(found)
        else:
            fine.append(_d(name))
        errors.append(found.error if isinstance(found, _Trouble) else found)
    troubles.sort(key=lambda trouble: -round(trouble.error, 6))  # the worst first; what is as bad, in f's order
    where = troubles[0].where if troubles else ""
    return GradientReport(not troubles, max(errors), where, _message(fine, troubles, max(errors)))


def numerical_gradient(f: Callable[..., Any], args: Sequence[Any], *, upstream: Any = None) -> tuple[Array, ...]:
    """The gradient of sum(upstream * f(*args)) with respect to every argument, by nudging one entry at a time.

    >>> numerical_gradient(lambda x: x**2, (np.array([1.0, 3.0]),))[0].round(6)
    array([2., 6.])

    upstream: as f's result; by default ones. Returns one float64 array per argument, of its shape; nan where f is not
    finite nearby. Raises TypeError or ValueError as `gradient_check` does.
    """
    arrays = float_arrays(f, args, args)
    value = f(*[a.copy() for a in arrays])
    if upstream is None:
        upstream = tuple(map(np.ones_like, value)) if isinstance(value, tuple | list) else np.ones_like(value)
    upstream = upstream_of(value, upstream, np.random.default_rng(0))
    return tuple(derivatives(f, arrays, upstream, position)[0] for position in range(len(arrays)))


def _compare(
    name: str, given: Any, numerical: tuple[Array, Array], floor: float, labels: Sequence[Any]
) -> _Trouble | float:
    """What is wrong with one argument's gradient, or its relative error when nothing is."""
    numeric, doubt = numerical
    grad = _as_numbers(given)
    if grad is None:
        d = _d(name)
        return _Trouble(name, d, f"{d} não é uma matriz de números.", np.inf, f"Confira o que foi entregue como {d}.")
    if grad.shape != numeric.shape:
        return _other_shape(name, grad, numeric, floor)
    if not np.isfinite(numeric).all():
        place = _place(name, _first(~np.isfinite(numeric)), labels)
        sentence = f"Perto de {place}, a própria f devolve nan ou inf."
        return _Trouble(name, place, sentence, np.inf, "Confira a conta de ida antes do gradiente.")
    if not np.isfinite(grad).all():
        index = _first(~np.isfinite(grad))
        place = _place(_d(name), index, labels)
        sentence = (
            f"Em {place}: esperado {pt(float(numeric[index]))}, obtido {grad[index]}, que não é um número finito."
        )
        return _Trouble(name, place, sentence, np.inf, "Procure uma divisão por zero ou um exp de número muito grande.")
    return _other_values(name, grad, numeric, doubt, floor, labels)


def _other_shape(name: str, grad: Array, numeric: Array, floor: float) -> _Trouble:
    d = _d(name)
    turned = grad.T.shape == numeric.shape and np.allclose(grad.T, numeric, rtol=1e-5, atol=floor)
    extra = "; os números estão certos, mas transpostos" if turned else ""
    sentence = f"{d} deveria ter a forma de {name}, {numeric.shape}; tem {grad.shape}{extra}."
    return _Trouble(name, d, sentence, np.inf, f"Confira a ordem dos fatores e as transpostas na linha de {d}.")


def _other_values(
    name: str, grad: Array, numeric: Array, doubt: Array, floor: float, labels: Sequence[Any]
) -> _Trouble | float:
    difference = np.abs(grad - numeric)
    scale = max(np.abs(numeric).max(initial=0.0), np.abs(grad).max(initial=0.0), floor)
    wrong = difference > TOLERANCE * scale + np.minimum(10 * doubt, FORGIVEN * scale)
    error = float(difference.max(initial=0.0) / scale) if scale else 0.0
    if not wrong.any():
        return error
    index = _first(difference == difference[wrong].max())
    place = _place(_d(name), index, labels)
    expected, got = pt_pair(float(numeric[index]), float(grad[index]))
    count = f" ({wrong.sum()} de {wrong.size} números diferem)." if wrong.sum() > 1 else " (só esse número difere)."
    extent = _pattern(grad, numeric) or (count if wrong.size > 1 else ".")
    sentence = f"Em {place}: esperado {expected}, obtido {got}{extent}"
    next_step = f"Refaça à mão a conta de {place} e compare com a sua linha de código."
    return _Trouble(name, place, sentence, error, next_step)


def _pattern(grad: Array, numeric: Array) -> str:
    """What all entries have in common, where that can be seen; nothing is guessed."""
    close = TOLERANCE * np.abs(numeric).max(initial=0.0)
    if grad.ndim == 2 and grad.shape == grad.T.shape and np.allclose(grad.T, numeric, rtol=0, atol=close):
        return ". É a transposta da derivada numérica."
    if numeric.size < 2 or not numeric.any():
        return ""
    ratio = float(np.vdot(numeric, grad) / np.vdot(numeric, numeric))
    if ratio and np.allclose(grad, ratio * numeric, rtol=0, atol=abs(ratio) * close):
        if np.isclose(ratio, -1, rtol=1e-5):
            return ". Todos os números têm o sinal trocado."
        return f". Todos os números são {pt(round(ratio, 6))} vezes o esperado."
    return ""


def _message(fine: list[str], troubles: list[_Trouble], error: float) -> str:
    """Up to five lines: what is right, where the others differ, one next step."""
    agree = f"{series(fine)} {'conferem' if len(fine) > 1 else 'confere'}"
    if not troubles:
        return f"{agree} com a derivada numérica (maior erro relativo: {pt(error, 1)})."
    sentences = [trouble.sentence for trouble in troubles[:SHOWN]]
    if others := [_d(trouble.name) for trouble in troubles[SHOWN:]]:
        sentences[-1] += f" Também {'diferem' if len(others) > 1 else 'difere'}: {series(others)}."
    return "\n".join([*([f"{agree}."] if fine else []), *sentences, troubles[0].next_step])


def _d(name: str) -> str:
    return f"d{name}" if name.isidentifier() else f"d({name})"


def _place(name: str, index: tuple[int, ...], labels: Sequence[Any]) -> str:
    if not index:
        return name
    ticks = [
        f"{axis} {k}" if isinstance(axis, str) else str(axis[k])
        for axis, k in zip(labels, index, strict=False)
        if axis is not None
    ]
    return f"{name}[{', '.join(map(str, index))}]" + (f" ({', '.join(ticks)})" if ticks else "")


def _first(where: Array) -> tuple[int, ...]:
    return tuple(int(k) for k in np.argwhere(where)[0])


def _as_numbers(given: Any) -> Array | None:
    try:
        array = np.asarray(given)
    except ValueError:  # rows of different lengths
        return None
    return array.astype(float) if array.dtype.kind in "iuf" else None


def _finite(value: Any) -> bool:
    return all(np.isfinite(np.asarray(v)).all() for v in (value if isinstance(value, tuple | list) else [value]))
