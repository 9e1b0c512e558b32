"""Hold a backward against numerical derivatives, and say WHERE they disagree.

For any function of arrays; a student may use it on their own code. A leaf that knows neither LSTMs nor exercises.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from enap_lstm.gradcheck import arguments, results, wording
from enap_lstm.gradcheck.compare import Finding, judge
from enap_lstm.gradcheck.misuse import Interrupted, Misuse, frames_outside
from enap_lstm.gradcheck.numerical import derivatives
from enap_lstm.gradcheck.probe import Array, Probe, coarseness, row
from enap_lstm.gradcheck.progress import Progress
from enap_lstm.gradcheck.words import Words


@dataclass(frozen=True)
class GradientReport:
    """`passed`: nothing disagrees, and something could be compared. `max_error` is relative to the largest entry of its
    argument's gradient; `where` names the worst entry by its argument, or is empty. The message says what was not seen."""

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
    >>> def score(U, x):
    ...     return U @ x
    >>> print(gradient_check(score, (x[None], U[0]), (U, x), upstream=np.ones(1)))
    Os gradientes de U e x conferem com a derivada numérica (maior erro relativo: 0).
    >>> gradient_check(score, (-x[None], U[0]), (U, x), upstream=np.ones(1), labels={"U": (["nota"], ["a", "b"])}).where
    'U[0, 1] (nota, b)'

    f: a function of arrays that returns an array, a number or a tuple of arrays. grads: one per argument, in order, with the
    argument's shape; None leaves an argument out (ids, masks, lengths, anything that is not differentiated). upstream: the
    gradient of the loss with respect to f's result, of its shape (a tuple for a tuple, None for a result that the loss does
    not read); by default drawn from `rng` (`default_rng(0)`), which the message then says, or 1 for a number. labels:
    argument -> for each axis the names of its positions, or the axis's own name ("t"), or None. Raises Misuse, a
    ValueError in Portuguese, when these do not fit. Numerical derivatives: see `enap_lstm.gradcheck.numerical`.
    """
    progress, findings = Progress(), list[Finding]()
    try:
        return _checked(f, grads, args, upstream, labels or {}, rng, progress, findings)
    except Misuse as error:
        raise error.with_traceback(None) from None
    except KeyboardInterrupt:
        raise Interrupted(wording.stopped(findings, progress.doing)) from None
    except Exception as error:  # f's own
        error.__traceback__ = frames_outside(error)
        raise
    finally:
        progress.clear()


def numerical_gradient(f: Callable[..., Any], args: Sequence[Any], *, upstream: Any = None) -> tuple[Array, ...]:
    """The gradient of sum(upstream * f(*args)) with respect to every argument, by nudging one entry at a time.

    >>> numerical_gradient(lambda x: x**2, (np.array([1.0, 3.0]),))[0].round(6)
    array([2., 6.])

    upstream: as f's result; by default ones. Returns one float64 array per argument, of its shape; nan where f has no
    derivative. Raises Misuse, a ValueError, as `gradient_check` does.
    """
    given = arguments.as_tuple("args", args)
    arguments.checked_function(f, given)
    names = arguments.names_of(f, len(given))
    arrays = tuple(arguments.float_array(name, arg) for name, arg in zip(names, given, strict=True))
    value = results.called(f, arrays, given, list(enumerate(names)))
    results.checked_result(value, upstream, results.spelled(f, names))
    weights = results.upstream_of(
        value, results.ones_like(value) if upstream is None else upstream, np.random.default_rng(0)
    )
    return tuple(derivatives(f, arrays, weights, position)[0] for position in range(len(arrays)))


def _checked(
    f: Callable[..., Any],
    grads: Any,
    args: Any,
    upstream: Any,
    labels: Any,
    rng: Any,
    progress: Progress,
    findings: list[Finding],
) -> GradientReport:
    given, offered = arguments.as_tuple("args", args), arguments.as_tuple("grads", grads)
    arguments.checked_function(f, given)
    asked = arguments.in_pairs(offered, given)
    names, rng = arguments.names_of(f, len(given)), arguments.generator(rng)
    moving = tuple(arguments.float_array(names[k], a) if k in asked else a for k, a in enumerate(given))
    labels = arguments.fitting(labels, dict(zip(names, moving, strict=True)))
    value = results.called(f, moving, given, [(k, names[k]) for k in asked])
    results.checked_result(value, upstream, results.spelled(f, names))
    weights = results.upstream_of(value, upstream, rng)
    first = row(value).astype(float)
    if not np.isfinite(first).all():
        return GradientReport(False, np.inf, "f", wording.NOT_FINITE)
    probe = Probe(f, moving, weights, progress)
    if not probe.repeats(first):
        return GradientReport(False, np.inf, "f", wording.CHANGES)
    for finding in _findings(probe, given, offered, names, labels, rng):
        findings.append(finding)  # one at a time: a Ctrl-C then tells those
    if not probe.repeats(first):
        return GradientReport(False, np.inf, "f", wording.CHANGES)
    drawn = results.drawn(value, upstream)
    wrong = [finding for finding in findings if finding.verdict == "wrong"]
    with_ones = ""
    if drawn and wrong:  # was a plain sum meant?
        summed = _findings(Probe(f, moving, results.ones_like(value), progress), given, offered, names, labels, rng)
        with_ones = results.ones_spelled(value) * all(finding.verdict == "right" for finding in summed)
    message = wording.report(findings, drawn, with_ones)
    worst = wording.worst_first(wrong)
    passed = not wrong and any(finding.verdict in ("right", "zero") for finding in findings)
    return GradientReport(passed, max(f.error for f in findings), worst[0].where if worst else "", message)


def _findings(
    probe: Probe,
    given: tuple[Any, ...],
    offered: tuple[Any, ...],
    names: list[str],
    labels: Mapping[str, Any],
    rng: np.random.Generator,
) -> Iterator[Finding]:
    for k, (name, grad) in enumerate(zip(names, offered, strict=True)):
        if grad is not None:
            probe.progress.doing = f"o gradiente de {name}"
            yield judge(probe, k, Words(name, tuple(labels.get(name, ()))), grad, coarseness(given[k]), rng)
