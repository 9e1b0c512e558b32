"""What `gradient_check` may be given: each misfit is told in one sentence, before any number is compared."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from enap_lstm.gradcheck.misuse import Misuse

Array = np.ndarray


def checked_function(f: Any, args: tuple[Any, ...]) -> None:
    """Raise Misuse unless f can be called with these arguments."""
    if not callable(f):
        came = f"o texto {f!r}" if isinstance(f, str) else f"o resultado dela ({type(f).__name__})"
        raise Misuse(
            f"No lugar de f veio {came}. Passe a própria função, só o nome, sem aspas nem parênteses:"
            " gradient_check(f, grads, args)."
        )
    try:
        signature = inspect.signature(f)
    except (TypeError, ValueError):  # built in: it will say so itself
        return
    try:
        signature.bind(*args)
    except TypeError:
        names = [p.name for p in signature.parameters.values() if p.default is p.empty]
        raise Misuse(
            f"f pede {len(names)} argumento{'s' * (len(names) != 1)} ({', '.join(names)}), e args tem {len(args)}."
            " Passe em args o que f recebe, na mesma ordem."
        ) from None


def as_tuple(what: str, given: Any) -> tuple[Any, ...]:
    """`args` or `grads` as a tuple. Raises Misuse."""
    if isinstance(given, tuple | list):
        return tuple(given)
    if isinstance(given, Mapping):
        raise Misuse(f"{what} veio como dicionário. Passe uma tupla, na ordem dos argumentos de f.")
    raise Misuse(
        f"{what} precisa ser uma tupla com uma entrada por argumento de f; veio {type(given).__name__}."
        f" Quando há um só, escreva uma vírgula depois dele: ({'x' if what == 'args' else 'dx'},)."
    )


def in_pairs(grads: tuple[Any, ...], args: tuple[Any, ...]) -> list[int]:
    """The places of the arguments that have a gradient to check. Raises Misuse."""
    if len(grads) != len(args):
        raise Misuse(
            f"args tem {len(args)} e grads tem {len(grads)}: passe um gradiente por argumento, na mesma ordem,"
            " ou None para o que não quer conferir."
        )
    asked = [k for k, grad in enumerate(grads) if grad is not None]
    if not asked:
        raise Misuse("Não há o que conferir: passe ao menos um gradiente que não seja None.")
    return asked


def float_array(name: str, given: Any) -> Array:
    """An argument that can be nudged, as a float64 array of its own. Raises Misuse.

    >>> float_array("x", [1, 2])
    array([1., 2.])
    """
    if is_tensor(given):
        raise Misuse(f"{name} é um tensor do PyTorch. Passe {name}.detach().numpy() e uma f escrita com NumPy.")
    skip = "passe None no lugar do gradiente dele"
    if given is None or isinstance(given, str | Mapping):
        came = "None" if given is None else "um texto" if isinstance(given, str) else "um dicionário"
        raise Misuse(f"{name} é {came}, e só números têm gradiente: {skip}.")
    try:
        array = np.asarray(given)
    except ValueError:  # arrays or rows of different shapes
        raise Misuse(
            f"{name} não é uma matriz: junta arrays de formas diferentes. Confira um array de cada vez, com uma função"
            f" que receba só ele; ou {skip}."
        ) from None
    if array.dtype.kind not in "iuf":
        kinds = {"b": "valores verdadeiros ou falsos", "c": "números complexos"}
        came = kinds.get(array.dtype.kind, f"valores do tipo {array.dtype}")
        raise Misuse(f"{name} tem {came}, e aqui só números reais têm gradiente: {skip}.")
    if not np.isfinite(array).all():
        raise Misuse(f"{name} tem nan ou inf, e um gradiente só se confere em números finitos. Escolha outros valores.")
    return array.astype(float)


def generator(rng: Any) -> np.random.Generator:
    """A generator for what has to be drawn: the one given, or one of seed 0."""
    try:
        return np.random.default_rng(0 if rng is None else rng)
    except (TypeError, ValueError):
        raise Misuse("rng precisa ser um gerador do NumPy. Passe rng=np.random.default_rng(0).") from None


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


def fitting(labels: Any, args: Mapping[str, Any]) -> Mapping[str, Any]:
    """The labels as they were given, once they are known to fit. Raises Misuse."""
    if not isinstance(labels, Mapping):
        raise Misuse('labels precisa ser um dicionário, como {"x": ("t", None)}: uma entrada por eixo.')
    for name, axes in labels.items():
        if name not in args:
            raise Misuse(f"labels fala de {name!r}, que não é argumento de f; os nomes são {', '.join(args)}.")
        if not isinstance(args[name], np.ndarray):  # not differentiated: nothing of it is ever told
            continue
        shape = args[name].shape
        if not isinstance(axes, tuple | list) or len(axes) != len(shape):
            raise Misuse(
                f"labels[{name!r}] precisa de uma entrada por eixo: {name} tem forma {shape}, portanto {len(shape)}."
            )
        for axis, size in zip(axes, shape, strict=True):
            if axis is None or isinstance(axis, str):
                continue
            if not isinstance(axis, Sequence | np.ndarray):
                raise Misuse(f"labels[{name!r}] tem {axis!r} em um eixo: use os nomes das posições, um texto ou None.")
            if len(axis) != size:
                raise Misuse(f"labels[{name!r}] tem {len(axis)} nomes para um eixo de tamanho {size}.")
    return labels


def is_tensor(given: Any) -> bool:
    """Is it PyTorch's? Told without importing it."""
    return type(given).__module__.partition(".")[0] == "torch"
