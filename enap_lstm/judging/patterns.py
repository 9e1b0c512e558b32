"""What wrong numbers have in common with the right ones, or with something at hand, where that can be seen. Nothing is guessed.

Each rule holds for every number of the leaf, or says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from enap_lstm.judging.compare import as_array
from enap_lstm.portuguese import pt

DECIMALS = range(1, 6)
Named = Sequence[tuple[str, object]]


def pattern(expected: np.ndarray, got: np.ndarray, arguments: Named, others: Named) -> tuple[str, str]:
    """A sentence about all the numbers of a leaf, and a step where it is plain; both empty when nothing is seen.

    >>> pattern(np.array([0.5, -2.0]), np.array([1.0, -4.0]), (), ())[0]
    'Todos os números são 2 vezes o esperado.'

    arguments: name and value of each argument; others: of each other output, as it should be.
    """
    if got.shape != expected.shape or not np.isfinite(got).all() or not np.isfinite(expected).all():
        return "", ""
    expected, got = expected.astype(float), got.astype(float)
    return next(_seen(expected, got, arguments, others), ("", ""))


def _seen(expected: np.ndarray, got: np.ndarray, arguments: Named, others: Named) -> Iterator[tuple[str, str]]:
    if not got.any():
        yield "Veio zero em toda parte.", ""
        return
    for name, value in arguments:
        if _equal(value, got):
            yield f"Veio o próprio `{name}`, um dos argumentos.", f"Falta a conta que parte de `{name}`."
    for name, value in others:
        if _equal(value, got):
            yield f"São os números de `{name}`.", ""
    for decimals in DECIMALS:
        if _equal(np.round(expected, decimals), got):
            yield f"São os números esperados, arredondados a {decimals} casa{'s' * (decimals > 1)}.", "Tire o arredondamento: a função devolve todas as casas."  # fmt: skip
    with np.errstate(all="ignore"):
        short = np.array_equal(got, got.astype(np.float16).astype(float))
    if short and np.allclose(got, expected, rtol=5e-3, atol=5e-3 * np.abs(expected).max()):
        yield (
            "Os números têm só a precisão de float16, três casas.",
            "Use float64, o tipo padrão do NumPy: tire o float16.",
        )
    if expected.size > 1:
        yield from _ratio(expected, got)
        difference = got - expected
        if _equal(np.full_like(difference, difference.flat[0]), difference):
            yield f"Todos os números estão {pt(abs(float(difference.flat[0])))} {'acima' if difference.flat[0] > 0 else 'abaixo'} do esperado.", ""  # fmt: skip
        if _equal(1 - expected, got):
            yield "Cada número é 1 menos o esperado.", ""
    if expected.ndim and len(expected) > 2 and (full := int(np.max(np.nonzero(got)[0])) + 1) < len(got):
        if _equal(expected[:full], got[:full]):
            yield f"Da posição {full} do primeiro eixo em diante, veio zero.", "Confira até onde vai o laço."
    if expected.ndim == 2 and expected.shape[0] == expected.shape[1] > 1 and _equal(expected.T, got):
        yield "É a transposta do esperado: linhas e colunas estão trocadas.", ""
    if expected.ndim and len(expected) > 1 and _equal(expected[::-1], got):
        yield "Os números vieram de trás para a frente.", ""
    if expected.ndim > 1 and len(expected) > 2 and _equal(expected[:-1], got[1:]):
        yield "Cada linha traz o que se espera da linha anterior.", ""


def _ratio(expected: np.ndarray, got: np.ndarray) -> Iterator[tuple[str, str]]:
    ratio = float(np.vdot(expected, got) / np.vdot(expected, expected)) if expected.any() else 0.0
    if ratio and _equal(ratio * expected, got):
        if np.isclose(ratio, -1, rtol=1e-6):
            yield "Todos os números têm o sinal trocado.", ""
        elif abs(ratio) < 1 and np.isclose(1 / ratio, round(1 / ratio), rtol=1e-6):
            yield f"Todos os números são o esperado dividido por {pt(float(round(1 / ratio)))}.", ""
        else:
            yield f"Todos os números são {pt(round(ratio, 6))} vezes o esperado.", ""


def _equal(value: object, got: np.ndarray) -> bool:
    array = as_array(value)
    if array is None or array.shape != got.shape or array.dtype.kind not in "fi":
        return False
    return bool(np.allclose(array.astype(float), got, rtol=1e-6, atol=1e-9 * np.abs(got).max(initial=0.0)))
