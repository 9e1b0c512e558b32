"""Sentences about the gradient of one argument, under the name that it has in f."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from enap_lstm.portuguese import pt, pt_pair

if TYPE_CHECKING:
    from enap_lstm.gradcheck.evidence import Evidence

Told = tuple[str, str, str]  # where, the sentence, the next step


def entry(flat: int, shape: tuple[int, ...]) -> tuple[int, ...]:
    """The index of an entry, from its place in the flat order."""
    return tuple(int(k) for k in np.unravel_index(flat, shape))


@dataclass(frozen=True)
class Words:
    """name: the argument's; axes: for each axis the names of its positions, its own name, or None."""

    name: str
    axes: tuple[Any, ...] = ()

    def where(self, index: tuple[int, ...]) -> str:
        """An entry, and what it stands for.

        >>> Words("x", ("t", ["nome", "verbo"])).where((3, 1))
        'x[3, 1] (t = 3, verbo)'
        """
        ticks = [
            f"{axis} = {k}" if isinstance(axis, str) else str(axis[k])
            for axis, k in zip(self.axes, index, strict=False)
            if axis is not None
        ]
        place = f"{self.name}[{', '.join(map(str, index))}]" if index else self.name
        return place + (f" ({', '.join(ticks)})" if ticks else "")

    def value(self, found: Evidence, k: int, got: float, wrong: int, pattern: tuple[str, float]) -> Told:
        """Of the k-th of the entries looked at, one of `wrong` that differ."""
        slope, where = found.slopes[k], self.where(entry(found.looked[k], found.shape))
        again = f"Refaça à mão a conta do gradiente em {where} e compare com a sua linha de código."
        if not slope.smooth:
            low, high = (pt(side) for side in sorted(slope.sides))
            return where, f"Em {where}, o gradiente deveria estar entre {low} e {high}; veio {pt(got)}.", again
        expected, came = pt_pair(slope.value, got)
        return (
            where,
            f"Em {where}, o gradiente esperado é {expected}; veio {came}{_extent(found, wrong, pattern)}",
            again,
        )

    def somewhere(self, looked: int, size: int) -> Told:
        sentence = (
            f"O gradiente de {self.name}, tomado inteiro, não confere, embora os {looked} números olhados de perto, de"
            f" {size}, confiram: a diferença está em outro, e é pequena."
        )
        return self.name, sentence, f"Repita com um {self.name} menor, em que todos os números são olhados."

    def other_shape(self, shape: tuple[int, ...], got: tuple[int, ...], transposed: bool) -> Told:
        extra = "; os números estão certos, mas transpostos" if transposed else ""
        sentence = f"O gradiente de {self.name} deveria ter a forma de {self.name}, {shape}; tem {got}{extra}."
        return (
            self.name,
            sentence,
            f"Confira a ordem dos fatores e as transpostas na linha do gradiente de {self.name}.",
        )

    def not_finite(self, index: tuple[int, ...], got: float) -> Told:
        where = self.where(index)
        sentence = f"Em {where}, o gradiente veio {got}, que não é um número finito."
        return where, sentence, "Procure uma divisão por zero ou um exp de número muito grande na conta da volta."

    def no_numbers(self, given: Any, tensor: bool) -> Told:
        if tensor:
            return self.name, f"O gradiente de {self.name} é um tensor do PyTorch.", "Passe-o como .detach().numpy()."
        sentence = f"O gradiente de {self.name} não é um array de números; é {type(given).__name__}."
        return self.name, sentence, f"Confira o que foi entregue como gradiente de {self.name}."

    def odd(self, found: Evidence, k: int) -> str:
        """Of the k-th of the entries looked at, with no derivative to compare with."""
        slope, where = found.slopes[k], self.where(entry(found.looked[k], found.shape))
        if slope.kind == "corner":
            left, right = (pt(side) for side in slope.sides)
            return f"em {where} a derivada não existe ou é duvidosa (um bico: {left} de um lado, {right} do outro)"
        if slope.kind == "jump":
            return f"em {where} a derivada não existe (f dá um salto ou fica vertical)"
        if slope.kind == "edge":
            return f"perto de {where} a própria f devolve nan, inf ou um erro"
        return f"em {where} a derivada numérica é incerta demais"


def _extent(found: Evidence, wrong: int, pattern: tuple[str, float]) -> str:
    """How many differ, or what they have in common."""
    kind, ratio = pattern
    if kind == "transposed":
        return ". Com a matriz transposta, conferiria."
    if kind == "factor":
        opposite = ratio == -1
        return f". Todos os números {'têm o sinal trocado' if opposite else f'são {pt(round(ratio, 6) or ratio)} vezes o esperado'}."
    looked = len(found.looked)
    if looked == 1:
        return "."
    if wrong == 1:
        return " (só esse número difere)." if found.complete else f" (dos {looked} números olhados, só esse difere)."
    return f" ({wrong} de {looked} números{'' if found.complete else ' olhados'} diferem)."
