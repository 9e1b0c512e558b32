"""Every sentence about an answer, in Portuguese: what happened, where, expected and got, one next step.

At most five lines. What is right and what it is worth comes first; nothing is guessed.
"""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING

import numpy as np

from enap_lstm.judging import python_said
from enap_lstm.portuguese import points, pt, pt_pair, series

if TYPE_CHECKING:
    from enap_lstm.judging.answer import AnswerError
    from enap_lstm.judging.compare import Mismatch
    from enap_lstm.judging.definition import Case, Definition


def message(
    exercise: Definition,
    cases: list[Case],
    mismatches: list[Mismatch | None],
    holds: dict[str, bool],
    score: float,
    mistakes: list[str],
    hint: int,
) -> str:
    """What a student reads after a check: five lines at most."""
    total = points(exercise.points)
    if all(holds.values()):
        return f"Tudo certo: {pt(exercise.points)} de {total}. {exercise.well_done}".rstrip()
    prop = next(p for p, held in holds.items() if not held)
    case, mismatch = next((c, m) for c, m in zip(cases, mismatches, strict=True) if m and c.prop == prop)
    lines = [already_right(exercise, holds, score), what_happened(exercise, case, mismatch)]
    if blank(mismatch):
        return lines[-1]
    lines.append(still_right(exercise, case, cases, mismatches))
    known = mistakes and hint == 1  # who asks for another hint has read this one
    lines.append(exercise.mistakes[mistakes[0]].hint if known else one_hint(exercise, mismatch, hint))
    return "\n".join(line for line in lines if line)


def already_right(exercise: Definition, holds: dict[str, bool], score: float) -> str:
    """What is right and what it is worth; nothing while it is worth nothing: said first, that would only confuse."""
    if not score:
        return ""
    right, missing = ([prop for prop, held in holds.items() if held is wanted] for wanted in (True, False))
    earned = f"{pt(score * exercise.points)} de {points(exercise.points)}"
    return f"Certo até aqui: {series(right)} ({earned}). Falta: {series(missing)}."


def what_happened(exercise: Definition, case: Case, m: Mismatch) -> str:
    """One sentence: with which inputs, what differs, where, both sides."""
    name = m.output or "a resposta"
    with_case = f"Com {case.name}, "
    if m.kind == "error":
        return stopped(exercise, case, m.got)
    if m.kind == "none" and m.output and len(exercise.outputs) > 1:
        return f"{with_case}{m.output} veio None: falta a conta de {m.output}."
    if m.kind == "none":
        return f"{with_case}{exercise.name} não devolveu nada: falta um return com o resultado."
    if m.kind == "count":
        names = ", ".join(exercise.outputs)
        return f"{with_case}{exercise.name} deve devolver {m.expected} arrays, nesta ordem: {names}; devolveu {m.got}."
    if m.kind == "type":
        return f"{with_case}{name} deveria ser um array do NumPy; veio {m.got}."
    if m.kind == "shape":
        return f"{with_case}{name} deveria ter a forma {m.expected}; tem {m.got}.{shape_remark(m.expected, m.got)}"
    if m.kind == "dtype":
        return f"{with_case}{name} deveria ter números do tipo {m.expected}; tem {m.got}. {dtype_remark(m.got)}"
    if m.kind == "changed":
        changed = series([argument(exercise, k) for k in m.got])
        return f"{with_case}os valores estão certos, mas a função mudou {changed}, que recebeu de fora. Trabalhe numa cópia: `.copy()`."
    if m.kind == "aliased":
        shared = series([argument(exercise, k) for k in m.got])
        return f"{with_case}os valores estão certos, mas a resposta divide a memória com {shared}. Devolva um array novo: `.copy()`."
    expected, got = pt_pair(m.expected, m.got)
    return f"{with_case}os valores diferem{where(exercise, case, m)}: esperado {expected}, obtido {got} ({m.wrong} de {m.size} diferem)."


def where(exercise: Definition, case: Case, m: Mismatch) -> str:
    """` em dU[1, 0]`, or ` em f[2, 0], na palavra "acredito" (t = 3)`; empty when there is no place to name."""
    if m.output is None:
        return ""
    if not m.index:
        return f" em {m.output}"
    place = f" em {m.output}[{', '.join(map(str, m.index))}]"
    if case.rows is not None and m.index[0] < len(case.rows) and rows_first(exercise, case, m.output):
        place += f", na palavra “{case.rows[m.index[0]]}” (t = {m.index[0] + 1})"
    return place


def rows_first(exercise: Definition, case: Case, output: str) -> bool:
    """Does this output's first axis run over the case's rows? A gradient of a parameter sums over them."""
    expected = exercise.expected(case)[exercise.outputs.index(output)]
    return expected.ndim > 1 and expected.shape[0] == len(case.rows or ()) and not output.startswith(("dU", "dW", "db"))


def still_right(exercise: Definition, case: Case, cases: list[Case], mismatches: list[Mismatch | None]) -> str:
    """What already agrees near the first difference: earlier words of a sentence, other cases."""
    m = next(m for c, m in zip(cases, mismatches, strict=True) if c is case)
    if m and m.kind == "value" and m.index and case.rows and m.index[0] > 0 and where(exercise, case, m).endswith(")"):
        return f"Até “{case.rows[m.index[0] - 1]}”, tudo confere."
    fine = [c.name for c, other in zip(cases, mismatches, strict=True) if c.prop == case.prop and other is None]
    return f"Confere com {series(list(dict.fromkeys(fine)))}." if fine else ""


def one_hint(exercise: Definition, mismatch: Mismatch, hint: int) -> str:
    if mismatch.kind == "error" and (mismatch.got.kind in ("Sealed", "Unwritten") or not mismatch.got.line):
        return ""  # its sentence says what to do
    if hint == 1 and mismatch.kind == "error" and misspelt(exercise, mismatch.got):
        return ""  # so does a misspelt name's; a hint would tell more than was asked
    number = min(max(hint, 1), len(exercise.hints))
    text = f"Dica {number}: {exercise.hints[number - 1]}"
    if number < len(exercise.hints):
        text += f" Para outra dica: check({exercise.name}, dica={number + 1})"
    elif hint > number:
        text += " Esta é a última."
    return text


def misspelt(exercise: Definition, error: AnswerError) -> bool:
    """A name that nobody defined, other than an output whose calculation is still to be written."""
    name = re.search(r"name '(\w+)' is not defined", error.text)
    return error.kind == "NameError" and name is not None and name[1] not in exercise.outputs


def blank(m: Mismatch) -> bool:
    return m.kind == "error" and m.got.kind == "NotImplementedError"


def stopped(exercise: Definition, case: Case, error: AnswerError) -> str:
    """An exception, in words: the line of the function, what Python said, and the shapes that came in."""
    at = f"Na linha {error.line} da sua função, " if error.line else f"Com {case.name}, "
    if error.kind == "NotImplementedError":
        return f"{exercise.name} ainda não foi escrita, ou o raise NotImplementedError ficou: troque-o pela sua conta e rode as duas células."
    if error.kind == "Sealed":
        return error.text
    if error.kind == "Unwritten":
        return f"{at}a conta chamou `{error.text}`, que ainda não foi escrita. Rode antes a célula com a sua resposta de `{error.text}`."
    if error.kind == "SystemExit":
        return f"{at}a função chamou exit(). Uma resposta devolve o resultado com return."
    name = re.search(r"name '(\w+)' is not defined", error.text)
    if error.kind == "NameError" and name and name[1] == exercise.name and not error.line:
        return f"A função {exercise.name} não foi encontrada: a célula da resposta está vazia, tem um erro ou mudou de nome."
    if error.kind == "NameError" and name and name[1] in exercise.outputs and len(exercise.outputs) > 1:
        return f"{at}`{name[1]}` ainda não tem valor: falta a linha que o calcula."
    if error.kind == "NameError" and name and name[1] in exercise.look_alikes:
        return f"{at}o nome `{name[1]}` não existe neste caderno. Ele é de um caderno anterior; aqui, escreva a conta de novo."
    if error.kind == "NameError" and name:
        return f"{at}o nome `{name[1]}` não existe neste caderno. Confira a grafia, ou rode a célula que o define.{name_remark(exercise, name[1])}"
    unbound = re.search(r"variable '(\w+)'", error.text)
    if error.kind == "UnboundLocalError" and unbound:
        return f"{at}a variável `{unbound[1]}` é usada antes de receber um valor: a linha que a define deve vir acima."
    if error.kind == "ValueError" and re.search(r"matmul|shapes|broadcast|dimension", error.text):
        said = python_said.told(error.text, python_said.SHAPES) or f"O NumPy disse: {error.text}"
        return f"{at}as formas não se combinam ({case.name}: {shapes(exercise, case)}). {said}"
    if error.kind == "TypeError" and "positional argument" in error.text and error.line:
        return f"{at}uma função foi chamada com argumentos a mais ou a menos. O Python disse: {error.text}"
    if error.kind == "TypeError" and "positional argument" in error.text:
        parameters = ", ".join(exercise.signature.parameters)
        return f"A função deve receber exatamente ({parameters}), nesta ordem. O Python disse: {error.text}"
    if said := python_said.told(error.text, python_said.SPELLING):
        return f"{at}{said}"
    said = python_said.told(error.text, python_said.SIZES)
    said = said or f"a conta parou com {error.kind}: {error.text}".rstrip(": .") + "."
    return f"{at}{said} As formas que chegaram ({case.name}): {shapes(exercise, case)}."


def shapes(exercise: Definition, case: Case) -> str:
    names = list(inspect.signature(exercise.oracle).parameters)
    args = list(zip(names, case.args, strict=False))
    arrays = [f"{n} {a.shape}" for n, a in args if isinstance(a, np.ndarray)]
    return ", ".join(arrays or [f"{n} um número" for n, a in args if isinstance(a, float | int)])


def argument(exercise: Definition, position: int) -> str:
    return list(exercise.signature.parameters)[position]


def name_remark(exercise: Definition, name: str) -> str:
    """What an unknown name is nearly: a function of NumPy, or an argument but for its case or its index."""
    if name in exercise.signature.parameters:
        return " No enunciado, ele é um dos argumentos: confira a linha do def."
    if callable(getattr(np, name, None)):
        return f" A função do NumPy se escreve np.{name}."
    twin = next((p for p in exercise.signature.parameters if p.lower() == name.lower()), None)
    if twin:
        return f" O argumento se chama `{twin}`."
    kin = [p for p in exercise.signature.parameters if p.partition("_")[0] == name.partition("_")[0]]
    return f" Há um argumento `{kin[0]}`." if len(kin) == 1 else ""


def shape_remark(expected: tuple[int, ...], got: tuple[int, ...]) -> str:
    if len(got) == len(expected) + 1 and sorted(got)[1:] == sorted(expected) and 1 in got:
        return " Em algum ponto o vetor virou uma matriz de uma linha ou de uma coluna."
    if len(expected) == 2 and got == expected[::-1]:
        return " Linhas e colunas estão trocadas."
    if expected and got == ():
        return " Veio um número só."
    if len(got) < len(expected):
        return f" Devem ser {len(expected)} eixos; há {len(got)}."
    if expected and got[1:] == expected:
        return f" Há um eixo a mais, de tamanho {got[0]}."
    return ""


def dtype_remark(got: str) -> str:
    if got.startswith(("int", "uint", "bool")):
        return "Use um array de float: um inteiro perde as casas decimais."
    if got.startswith("complex"):
        return "Devolva só a parte real."
    return "Use float64, o tipo padrão do NumPy."
