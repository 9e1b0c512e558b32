"""What f returned, and what the loss makes of it: the upstream gradient, given or drawn. Misfits are told in one sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from enap_lstm.gradcheck.arguments import is_tensor
from enap_lstm.gradcheck.misuse import F_STOPPED, Misuse
from enap_lstm.gradcheck.probe import copies, quiet

NOT_NUMBERS = {
    "c": "números complexos ({kind}), e o erro é um número real. Confira a parte que entra nele, por exemplo f(x).real.",
    "b": "valores verdadeiros ou falsos, que não têm derivada. Confira o número que vem antes da comparação.",
    "i": "números inteiros ({kind}), que andam aos saltos e não têm derivada. Confira o que vem antes do arredondamento.",
}


def called(f: Callable[..., Any], args: tuple[Any, ...], given: tuple[Any, ...], asked: list[tuple[int, str]]) -> Any:
    """f's own result, with all that it prints and warns of. `given`: the arguments before integers became floats.

    Raises what f raises, or Misuse if it is one of the `asked` (place, name) that f wants whole.
    """
    try:
        return f(*copies(args))
    except Exception as error:
        for k, name in asked:
            if np.asarray(given[k]).dtype.kind in "iu" and _takes(f, (*args[:k], given[k], *args[k + 1 :])):
                raise Misuse(
                    f"{name} tem números inteiros, e f não aceita outros ali (serão posições em outro array?). O que é"
                    f" inteiro não tem gradiente: passe None no lugar do gradiente de {name}."
                ) from None
        error.add_note(F_STOPPED)
        raise


def _takes(f: Callable[..., Any], args: tuple[Any, ...]) -> bool:
    try:
        with quiet():
            f(*copies(args))
    except Exception:
        return False
    return True


def checked_result(value: Any, upstream: Any, call: str) -> None:
    """Raise Misuse unless f returned real numbers: an array, a number, or several of them.

    call: how the student would call f, for the advice to take the first of several results.
    """
    several = isinstance(value, tuple | list)
    for part in value if several else (value,):
        what = _no_numbers(part)
        if what and several:
            raise Misuse(
                f"f devolve {len(value)} resultados, e um deles não é um array de números: é {what}. Se só o primeiro"
                f" entra no erro, passe no lugar de f: {call}[0]."
            )
        if what:
            raise Misuse(f"f deveria devolver um array de números; devolve {what}")
    if several and upstream is not None and not isinstance(upstream, tuple | list):
        raise Misuse(
            f"f devolve {len(value)} resultados: upstream precisa ser uma tupla com {len(value)} entradas. Se só o"
            f" primeiro entra no erro, passe no lugar de f: {call}[0]."
        )


def _no_numbers(part: Any) -> str:
    if part is None:
        return "None. Falta um return?"
    if is_tensor(part):
        return "um tensor do PyTorch. Escreva f com NumPy."
    if isinstance(part, Mapping):
        return "um dicionário. Escolha uma das entradas dele."
    try:
        kind = np.asarray(part).dtype
    except ValueError:
        return f"{type(part).__name__} com arrays de formas diferentes"
    if kind.kind == "f":
        return "uma tupla" if isinstance(part, tuple) else ""
    return NOT_NUMBERS.get(kind.kind.replace("u", "i"), f"{type(part).__name__}. Escreva f com NumPy.").format(
        kind=kind
    )


def upstream_of(value: Any, upstream: Any, rng: np.random.Generator) -> Any:
    """The upstream gradient in the shape of f's result: the one given, or drawn, or 1 for a number.

    >>> upstream_of((np.ones(2), 3.0), (np.ones(2), None), np.random.default_rng(0))
    (array([1., 1.]), array(0.))
    """
    if isinstance(value, tuple | list):
        if upstream is None:
            return tuple(upstream_of(v, None, rng) for v in value)
        if len(upstream) != len(value):
            raise Misuse(
                f"f devolve {len(value)} resultados, e upstream tem {len(upstream)}: passe uma entrada por resultado,"
                " ou None para o que não entra no erro."
            )
        return tuple(
            np.zeros(np.shape(v)) if u is None else upstream_of(v, u, rng) for v, u in zip(value, upstream, strict=True)
        )
    shape = np.shape(value)
    if upstream is None:
        return rng.normal(size=shape) if shape else np.float64(1.0)
    return _given(upstream, shape)


def _given(upstream: Any, shape: tuple[int, ...]) -> np.ndarray:
    if is_tensor(upstream):
        raise Misuse("upstream é um tensor do PyTorch. Passe upstream.detach().numpy().")
    try:
        array = np.asarray(upstream)
    except ValueError:
        array = np.empty(0, dtype=object)
    if array.dtype.kind not in "iuf":
        raise Misuse(f"upstream precisa ser um array de números com a forma do resultado de f, {shape}.")
    if array.shape != shape:
        raise Misuse(f"upstream precisa ter a forma do resultado de f, {shape}; tem {array.shape}.")
    if not np.isfinite(array).all():
        raise Misuse("upstream tem nan ou inf: f está bem, o que veio de fora não. Confira a conta que dá o upstream.")
    return array.astype(float)


def drawn(value: Any, upstream: Any) -> bool:
    """Was there an array whose upstream gradient nobody gave?"""
    return upstream is None and any(np.shape(v) for v in (value if isinstance(value, tuple | list) else (value,)))


def ones_like(value: Any) -> Any:
    """The upstream gradient of a plain sum."""
    return tuple(map(ones_like, value)) if isinstance(value, tuple | list) else np.ones(np.shape(value))


def ones_spelled(value: Any) -> str:
    """The same, as a student would write it."""
    if isinstance(value, tuple | list):
        return f"({', '.join(map(ones_spelled, value))})"
    return f"np.ones({np.shape(value)})"


def spelled(f: Callable[..., Any], names: list[str]) -> str:
    """How a lambda that calls f begins.

    >>> def forward(x, W):
    ...     return x @ W
    >>> spelled(forward, ["x", "W"])
    'lambda x, W: forward(x, W)'
    """
    name = getattr(f, "__name__", "f")
    given = ", ".join(n if n.isidentifier() else f"a{k}" for k, n in enumerate(names))
    return f"lambda {given}: {name if name.isidentifier() else 'f'}({given})"
