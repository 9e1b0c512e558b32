"""What `gradient_check` may be given: each misfit is told in one sentence, before any number is compared."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

Array = np.ndarray


def float_arrays(f: Callable[..., Any], grads: Any, args: Any) -> tuple[Array, ...]:
    """The arguments as float64 arrays of their own. Raises TypeError or ValueError.

    >>> float_arrays(np.tanh, (np.ones(2),), (np.ones(2, dtype="float32"),))[0].dtype
    dtype('float64')
    """
    for what, given in (("args", args), ("grads", grads)):
        if not isinstance(given, tuple | list):
            raise TypeError(
                f"{what} precisa ser uma tupla com uma entrada por argumento de f; veio {type(given).__name__}."
                f" Quando há um só, escreva uma vírgula depois dele: {what}=(x,)."
            )
    if len(grads) != len(args):
        raise ValueError(
            f"args tem {len(args)} e grads tem {len(grads)}: passe um gradiente por argumento, na mesma ordem,"
            " ou None para o que não quer conferir."
        )
    if all(grad is None for grad in grads):
        raise ValueError("Não há o que conferir: passe ao menos um gradiente que não seja None.")
    return tuple(_float_array(name, arg) for name, arg in zip(names_of(f, len(args)), args, strict=True))


def _float_array(name: str, given: Any) -> Array:
    try:
        array = np.asarray(given)
    except ValueError:  # rows of different lengths
        raise TypeError(f"{name} não é uma matriz: as linhas têm tamanhos diferentes.") from None
    if array.dtype.kind != "f":
        raise TypeError(
            f"{name} tem números do tipo {array.dtype}; para mexer um pouquinho em cada um, é preciso float."
            f" Passe {name if name.isidentifier() else 'x'}.astype(float)."
        )
    if not np.isfinite(array).all():
        raise ValueError(f"{name} tem nan ou inf; um gradiente só se confere em números finitos.")
    return array.astype(float)


def names_of(f: Callable[..., Any], count: int) -> list[str]:
    """The names of f's first `count` arguments, or their places where f does not tell.

    >>> names_of(lambda x, W, *, eps=1: x, 2), names_of(max, 2)
    (['x', 'W'], ['argumento 1', 'argumento 2'])
    """
    try:
        parameters = list(inspect.signature(f).parameters.values())
    except (TypeError, ValueError):  # built in
        parameters = []
    names = [p.name for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    return names[:count] if len(names) >= count else [f"argumento {k + 1}" for k in range(count)]


def upstream_of(value: Any, upstream: Any, rng: np.random.Generator) -> Any:
    """The upstream gradient in the shape of f's result: the one given, or drawn, or 1 for a number."""
    if isinstance(value, tuple | list):
        given = [None] * len(value) if upstream is None else upstream
        if not isinstance(given, tuple | list) or len(given) != len(value):
            raise ValueError(
                f"f devolve {len(value)} resultados: upstream precisa ser uma tupla com {len(value)} entradas."
            )
        return tuple(upstream_of(v, u, rng) for v, u in zip(value, given, strict=True))
    array = np.asarray(value)
    if array.dtype.kind not in "iuf":
        raise TypeError(f"f deveria devolver números; devolveu {type(value).__name__}. Falta um return?")
    if upstream is None:
        return rng.normal(size=array.shape) if array.shape else np.float64(1.0)
    if np.shape(upstream) != array.shape:
        raise ValueError(f"upstream precisa ter a forma do resultado de f, {array.shape}; tem {np.shape(upstream)}.")
    return np.asarray(upstream, dtype=float)


def fitting(labels: Mapping[str, Any], arrays: Mapping[str, Array]) -> Mapping[str, Any]:
    """The labels as they were given, once they are known to fit. Raises ValueError."""
    for name, axes in labels.items():
        if name not in arrays:
            raise ValueError(f"labels fala de {name!r}, que não é argumento de f; os nomes são {', '.join(arrays)}.")
        shape = arrays[name].shape
        if not isinstance(axes, tuple | list) or len(axes) != len(shape):
            raise ValueError(
                f"labels[{name!r}] precisa de uma entrada por eixo: {name} tem forma {shape}, portanto {len(shape)}."
            )
        for axis, size in zip(axes, shape, strict=True):
            if axis is not None and not isinstance(axis, str) and len(axis) != size:
                raise ValueError(f"labels[{name!r}] tem {len(axis)} nomes para um eixo de tamanho {size}.")
    return labels
