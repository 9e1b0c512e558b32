"""What came back in the place of an array: a tuple, a list, a dict, a function, nothing. The kind is named first."""

from __future__ import annotations

import ast
from typing import Any

import numpy as np

from enap_lstm.judging.compare import Mismatch, compare
from enap_lstm.judging.definition import Definition
from enap_lstm.judging.told import Told
from enap_lstm.judging.trial import Trial
from enap_lstm.judging.written import Written

METHODS = ("method", "builtin_function_or_method", "method-wrapper", "method_descriptor")
FUNCTIONS = ("function", "ufunc", "type", "partial", "_ArrayFunctionDispatcher")
KINDS = {
    "dict": "um dict",
    "list": "uma lista",
    "tuple": "uma tupla",
    "set": "um set",
    "str": "um texto",
    "bool": "um valor lógico",
    "float": "um número",
    "int": "um número",
    "ndarray": "um array",
    "matrix": "um np.matrix",
    "MaskedArray": "um array mascarado",
    "Tensor": "um tensor do torch",
}
Numbers = np.ndarray | np.generic | float | int


def kind_of(got: Any) -> str:
    """The type of what came; of what could not travel, the type it had."""
    kind = got.kind if type(got).__name__ == "Unsupported" else type(got).__name__
    return kind if kind.isidentifier() or kind in METHODS else "objeto"


def called(value: Any) -> str:
    """A value by its kind, with its article: "uma tupla de 2", "um array de forma (3,)", "um dict"."""
    if isinstance(value, np.ndarray) and type(value) is np.ndarray:
        return f"um array de forma {value.shape}"
    kind = kind_of(value)
    return KINDS.get(kind, f"um `{kind}`") + (f" de {len(value)}" if isinstance(value, tuple | list) else "")


def nothing(exercise: Definition, one: Trial, written: Written) -> Told:
    """None came back: no return at all, one that this call does not reach, or a print in its place."""
    kind, returns = "nada devolvido", list(written.returns())
    if returns:
        value, line = returns[-1].value, returns[-1].lineno
        if isinstance(value, ast.Constant) and value.value is None:
            return _whole("A função devolveu `None`.", kind, "Devolva o resultado no lugar de None.", line, "aqui")
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
            step = f"O return devolve o que `{value.func.id}` devolve: confira se ela tem um return."
            return _whole(f"Com {one.case.name}, veio `None`.", kind, step, line, "é este return")
        happened = f"Com {one.case.name}, a função chegou ao fim sem passar por um return, e devolveu `None`."
        step = "Alinhe o return com as primeiras linhas da função, fora do if, do else ou do for."
        return _whole(happened, kind, step, line, "nem toda chamada chega a este return")
    if line := written.first_line(r"\bprint\(") or 0:
        happened = f"`{exercise.name}` mostra o resultado com print, mas não o devolve: veio `None`."
        return _whole(happened, kind, "Troque o print por return.", line, "print só mostra")
    happened = f"`{exercise.name}` não devolveu nada (veio `None`): falta um return com o resultado."
    names = ", ".join(leaf.path for leaf in exercise.leaves)
    return _whole(happened, "falta o return", f"Acrescente `return {names}` como última linha da função.", None, "")


def count(exercise: Definition, one: Trial, m: Mismatch, written: Written) -> Told:
    """Not as many values as outputs."""
    names, n = ", ".join(leaf.path for leaf in exercise.leaves), len(exercise.leaves)
    more = isinstance(m.got, tuple | list) and len(m.got) > n
    happened = f"`{exercise.name}` deve devolver {n} valores, nesta ordem: {names}. Veio {called(m.got)}."
    step = f"Termine com `return {names}`."
    step = step if more else f"Dê um valor a cada nome (None ao que ainda falta) e t{step[1:]}"
    return _whole(
        happened, "sobram valores" if more else "faltam valores", step, _return(written), "devolve outra coisa"
    )


def another_kind(exercise: Definition, one: Trial, m: Mismatch, written: Written) -> Told:
    """Something else in the place of an array, a number, a list, a dict."""
    assert m.leaf is not None
    name, line, kind = m.leaf.path, _return(written), kind_of(m.got)
    if isinstance(m.got, tuple | list) and isinstance(m.expected, Numbers):
        return _sequence(one, m, written)
    if isinstance(m.got, tuple | list) and isinstance(m.expected, tuple | list):
        happened = f"`{name}` deveria ter {len(m.expected)} itens; veio {called(m.got)}."
        return Told(happened, "outro tamanho", line=line, remark="o que esta linha devolve")
    if kind == exercise.name:
        happened = f"`{exercise.name}` é uma classe: chamá-la cria um objeto, e não faz a conta."
        return _whole(happened, "uma classe", f"Escreva uma função, com def {exercise.name}.", None, "")
    if kind in METHODS:
        step = "Ponha os parênteses depois do nome: `.transpose()`, `.sum()`, `.copy()`."
        return _whole(f"`{name}` é um método que não foi chamado.", "faltam parênteses", step, line, "falta chamá-lo")
    if kind in FUNCTIONS:
        step = "Ponha os parênteses depois do nome, com o que ela recebe."
        return _whole(f"`{name}` é uma função que não foi chamada.", "faltam parênteses", step, line, "falta chamá-la")
    wanted = "um array do NumPy" if isinstance(m.expected, Numbers) else KINDS[kind_of(m.expected)]
    step = (
        "Devolva os números num array, como np.array([…])." if isinstance(m.expected, Numbers) else f"Devolva {wanted}."
    )
    return _whole(
        f"`{name}` deveria ser {wanted}; veio {called(m.got)}.", "outro tipo", step, line, "devolve outra coisa"
    )


def _sequence(one: Trial, m: Mismatch, written: Written) -> Told:
    """A tuple or a list where one array is wanted: a comma, brackets, more than was asked for, rows of different lengths."""
    assert m.leaf is not None
    name, line, tuple_ = m.leaf.path, _return(written), isinstance(m.got, tuple)
    kind = f"veio {'uma tupla' if tuple_ else 'uma lista'}"
    if len(m.got) == 1:
        step = "Tire a vírgula do fim da linha do return." if tuple_ else "Tire os colchetes da linha do return."
        remark = "a vírgula no fim faz uma tupla" if tuple_ else "os colchetes fazem uma lista"
        return _whole(f"`{name}` deveria ser um array; {kind} com um array dentro.", kind, step, line, remark)
    right = [k for k, item in enumerate(m.got) if compare(m.expected, item, m.leaf) is None]
    shapes = [np.shape(item) if isinstance(item, Numbers) else None for item in m.got]
    if tuple_ or right or None in shapes or len(set(shapes)) > 1:
        which = f" O valor de posição {right[0]} já é `{name}`." if right else ""
        happened = f"`{name}` deveria ser um array; {kind} de {len(m.got)} valores.{which}"
        return _whole(happened, kind, f"Devolva só `{name}`.", line, f"devolve {len(m.got)} valores")
    got = (len(m.got), *((shapes[0] or ()) if shapes else ()))
    happened = f"`{name}` deveria ter a forma {np.shape(m.expected)}; {kind} que dá a forma {got}."
    return Told(happened, "outra forma", f"com {one.case.name}", line=line, remark="devolve uma lista")


def _return(written: Written) -> int | None:
    return next((node.lineno for node in reversed(list(written.returns()))), None)


def _whole(happened: str, kind: str, step: str, line: int | None, remark: str) -> Told:
    return Told(happened, kind, step=step, line=line, remark=remark, whole=True)
