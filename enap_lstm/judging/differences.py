"""What a difference tells: one short function for each kind of Mismatch. Facts come from `compare`; here they become sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from enap_lstm.judging import returned
from enap_lstm.judging.compare import Kind, Mismatch
from enap_lstm.judging.definition import Definition
from enap_lstm.judging.told import Told
from enap_lstm.judging.trial import Trial
from enap_lstm.judging.values import other_order, quoted, value
from enap_lstm.judging.written import Written
from enap_lstm.portuguese import pt, series

FEW = 8  # keys that a sentence lists


def shape(exercise: Definition, one: Trial, m: Mismatch, written: Written) -> Told:
    """The right kind of thing in another form."""
    assert m.leaf is not None
    if swapped := other_order(exercise, one):
        return swapped
    happened = f"`{m.leaf.path}` saiu com outra forma."
    remark = fixed_size(m.expected, m.got, written) or shape_remark(m.expected, m.got)
    where = f"com {one.case.name}"
    return Told(happened, "outra forma", where, _shape(m.expected), _shape(m.got), (remark,) if remark else ())


def _shape(shape: tuple[int, ...]) -> str:
    return f"forma {shape}" if shape else "um número"


def fixed_size(expected: tuple[int, ...], got: tuple[int, ...], written: Written) -> str:
    """A size that the answer has as a number, where it should have taken what came in."""
    for wanted, size in zip(expected, got, strict=False):
        made = rf"\b(zeros|ones|empty|range|reshape)\([^#]*\b{size}\b"
        if wanted != size and len(expected) == len(got) and (line := written.first_line(made)):
            return (
                f"O {size} da linha {line} é fixo, e aqui deveria ser {wanted}: use o tamanho do que chega, com .shape."
            )
    return ""


def shape_remark(expected: tuple[int, ...], got: tuple[int, ...]) -> str:
    """What two shapes tell by themselves."""
    if len(got) == len(expected) + 1 and sorted(got)[1:] == sorted(expected) and 1 in got:
        return (
            "Em algum ponto o vetor virou uma matriz de uma linha ou de uma coluna."
            if expected
            else "O número virou um array de um elemento."
        )
    if len(expected) == 2 and got == expected[::-1]:
        return "Linhas e colunas estão trocadas."
    if expected and got == ():
        return "Veio um número só: alguma soma ou produto juntou tudo."
    if len(got) < len(expected):
        return f"Devem ser {len(expected)} eixos; há {len(got)}."
    if len(got) == len(expected) > 0 and got[1:] == expected[1:] and abs(got[0] - expected[0]) == 1:
        return f"No primeiro eixo, {'sobra' if got[0] > expected[0] else 'falta'} uma posição."
    if expected and got[1:] == expected:
        return f"Há um eixo a mais na frente, de tamanho {got[0]}."
    return ""


def dtype(exercise: Definition, one: Trial, m: Mismatch, written: Written) -> Told:
    """Numbers of a type that loses something."""
    assert m.leaf is not None
    happened = f"`{m.leaf.path}` deveria ter números do tipo {m.expected}; veio {m.got}."
    integers = m.expected.startswith(("int", "uint"))
    line = written.first_line(rf"\b{m.got}\b|dtype=int|astype\(int")
    step = "Use um array de inteiros." if integers else dtype_step(m.got)
    return Told(happened, "outro tipo de número", step=step, line=line, remark=f"o tipo {m.got} nasce aqui", whole=True)


def dtype_step(got: str) -> str:
    """What to do about a type of number."""
    if got.startswith(("int", "uint", "bool")):
        return "Use um array de float: um inteiro perde as casas decimais."
    if got.startswith("complex"):
        return "Devolva só a parte real."
    if got == "float16":
        return "Use float64, o tipo padrão do NumPy: float16 guarda só três casas, e o resultado sai arredondado."
    return "Use float64, o tipo padrão do NumPy."


def keys(exercise: Definition, one: Trial, m: Mismatch, written: Written) -> Told:
    """A dict with keys that are missing, or too many."""
    assert m.leaf is not None
    missing, extra = ([k for k in a if k not in b] for a, b in ((m.expected, m.got), (m.got, m.expected)))
    told = [f"{what} {_listed(found)}" for what, found in (("falta", missing), ("sobra", extra)) if found]
    return Told(f"Em `{m.leaf.path}`, {series(told)}.", "as chaves diferem", f"com {one.case.name}", str(len(m.expected)), f"{len(m.got)} chaves")  # fmt: skip


def _listed(found: list[Any]) -> str:
    return series([quoted(key) for key in found[:FEW]]) + (f" e mais {len(found) - FEW}" if len(found) > FEW else "")


def changed(exercise: Definition, one: Trial, m: Mismatch, written: Written) -> Told:
    """An argument that the caller will find changed."""
    names = [exercise.parameters[k] for k in m.got]
    mine = [f"`{name}`" for name in names]
    line = written.first_line(
        "|".join(rf"^\s*{n}\s*([-+*/@]|//|\*\*)=|out\s*=\s*{n}\b|^\s*{n}\[.*\]\s*([-+*/@]|\*\*)?=(?!=)" for n in names)
    )
    happened = f"Os valores estão certos, mas a função mudou {series(mine)}, que recebeu de fora."
    step = f"Guarde a conta num nome novo, ou trabalhe numa cópia: `{names[0]}.copy()`."
    return Told(happened, "um argumento mudou", step=step, line=line, remark=f"escreve dentro de {mine[0]}", whole=True)  # fmt: skip


def aliased(exercise: Definition, one: Trial, m: Mismatch, written: Written) -> Told:
    """A result that is an argument, or a window on it."""
    assert m.leaf is not None
    shared = series([f"`{exercise.parameters[k]}`" for k in m.got])
    happened = (
        f"Os valores estão certos, mas `{m.leaf.path}` divide a memória com {shared}: quem mudar um muda o outro."
    )
    return Told(happened, "memória dividida", step=f"Devolva um array novo: `{m.leaf.path}.copy()`.", whole=True)


def none(exercise: Definition, one: Trial, m: Mismatch, written: Written) -> Told:
    """Nothing came back, or nothing yet for some of the outputs."""
    if m.leaf is None or len(exercise.leaves) == 1:
        return returned.nothing(exercise, one, written)
    missing = [leaf.path for leaf in exercise.leaves if (d := one.outputs[leaf.name]) and d.kind is Kind.NONE]
    right = [leaf.path for leaf in exercise.leaves if one.outputs[leaf.name] is None]
    told = [f"{series(right)}: {'certos' if len(right) > 1 else 'certo'}."] if right else []
    told.append(f"{'Faltam' if len(missing) > 1 else 'Falta'} {series(missing)}.")
    return Told(" ".join(told), "em construção", step=f"Escreva a conta de `{m.leaf.path}`, que veio None.")


def measure(exercise: Definition, one: Trial, m: Mismatch, written: Written) -> Told:
    """A frequency, or a figure that a trained model did not reach."""
    what = getattr(one.case.compare, "what", "")
    if what:
        side = "no mínimo" if m.got < m.expected else "no máximo"
        happened = f"{what[:1].upper()}{what[1:]} ainda não chega aonde deve."
        return Told(happened, "ainda não chega", f"com {one.case.name}", f"{side} {pt(m.expected)}", pt(m.got))
    happened = f"Em {one.case.times} sorteios, as frequências não são as esperadas."
    where = f"com {one.case.name}, o número {m.index[0]}"
    return Told(happened, "as frequências diferem", where, f"{pt(100 * m.expected, 1)} %", f"{pt(100 * m.got, 1)} %")


def kind_of_value(exercise: Definition, one: Trial, m: Mismatch, written: Written) -> Told:
    """Another kind of value than was asked for."""
    if m.leaf is None:
        return returned.count(exercise, one, m, written)
    return returned.another_kind(exercise, one, m, written)


BY_KIND: dict[Kind, Callable[[Definition, Trial, Mismatch, Written], Told]] = {
    Kind.NONE: none,
    Kind.COUNT: kind_of_value,
    Kind.TYPE: kind_of_value,
    Kind.KEYS: keys,
    Kind.SHAPE: shape,
    Kind.DTYPE: dtype,
    Kind.VALUE: value,
    Kind.CHANGED: changed,
    Kind.ALIASED: aliased,
    Kind.MEASURE: measure,
}
