"""A slip is written once: a wrong answer that runs, with a hint whose blanks each exercise fills in its own letters."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from enap_lstm.exercise import Exercise

INNER = r"[^()]*(?:\([^()]*\)[^()]*)*"
NAME = rf"[A-Za-z_]\w*(?:\.\w+|\({INNER}\)|\[[^\]]*\])*"
OPERAND = rf"-?(?:{NAME}|\d+(?:\.\d+)?|\({INNER}\)|…)"
OPERATOR = r"(?: ?(?:@|\*\*|[*+]?=|[*/]) ?| [+-] )"  # tire-o is a word
CODE = re.compile(
    rf"`[^`]*`|(?<![\w·,]){OPERAND}(?:{OPERATOR}{OPERAND})+(?!\d|[,·]\d)|[A-Za-z_]\w*(?:\.\w+|\({INNER}\)|\[[^\]]*\])+|(?<!\w)\.T\b"
)
ALSO_WORDS = ("o", "do")  # the output gate and its gradient: in a sentence they would be read as Portuguese
ALONE = re.compile(r"(?<![=*/+−-] )(?<!\()\{(d?k)\}(?! ?[*/+−²(-])")


class Kind(Protocol):
    """What tells the exercises of one family apart; a wrong answer gets it first, before the exercise's arguments."""

    def words(self) -> dict[str, str]: ...


@dataclass(frozen=True)
class Slip:
    """A wrong answer and what to tell whoever wrote it, with blanks such as {U} and {k}."""

    hint: str
    wrong: Callable[..., Any]


class Slips(dict[str, Slip]):
    """A bank: id -> slip.

    >>> ANY = Slips()
    >>> @ANY.slip("plus-one", "É o que se obtém com {k} + 1. Tire o 1.")
    ... def _(kind, x):
    ...     return x + 1
    """

    def slip(self, id: str, hint: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Put the decorated wrong answer into the bank."""

        def keep(wrong: Callable[..., Any]) -> Callable[..., Any]:
            if id in self:
                raise ValueError(f"the slip {id!r} is written twice")
            self[id] = Slip(hint, wrong)
            return wrong

        return keep


def give(
    exercise: Exercise,
    kind: Kind,
    *banks: Slips,
    own: Mapping[str, str] | None = None,
    order: tuple[int, ...] | None = None,
) -> None:
    """Register every slip of the banks as the exercise's mistake; `own` says some hints in the exercise's own words.

    order: where the arguments of a slip stand among the exercise's own, if not in the same places.
    """
    slips = {id: slip for bank in banks for id, slip in bank.items()}
    own = own or {}
    if unknown := own.keys() - slips.keys():
        raise ValueError(f"{exercise.name}: hints for slips that are not in its banks: {sorted(unknown)}")
    words = kind.words()
    for id, slip in slips.items():
        wrong = partial(slip.wrong, kind)
        hint = fill(own.get(id, slip.hint), words)
        exercise.mistake(id, hint)(_reordered(wrong, order) if order else wrong)


def fill(hint: str, words: Mapping[str, str]) -> str:
    """A hint with its blanks filled and its code marked; so is a letter that could be taken for a word.

    >>> fill("Troque {dk} por {dk} * {k}, sem mudar {k}.", {"k": "o", "dk": "do"})
    'Troque `do` por `do * o`, sem mudar `o`.'
    """
    if words.get("k") in ALSO_WORDS:
        hint = ALONE.sub(r"`{\1}`", hint)
    return coded(hint.format(**words))


def coded(text: str) -> str:
    """A hint with backquotes around its code: calls, products, assignments; what has them already stays.

    >>> coded("Some h_prev @ W.T dentro de np.tanh, sem o .T.")
    'Some `h_prev @ W.T` dentro de `np.tanh`, sem o `.T`.'
    """
    return CODE.sub(lambda found: found[0] if found[0][0] == "`" else f"`{found[0]}`", text)


def _reordered(wrong: Callable[..., Any], order: tuple[int, ...]) -> Callable[..., Any]:
    return lambda *args: wrong(*(args[position] for position in order))
