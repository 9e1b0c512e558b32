"""What a panel is made of: the states that a verdict may have, and the pieces that some of them show."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

WHOLE = 12  # lines of code that are shown whole; of a longer function only what stands around the arrow
AROUND = 3
# Signs in a sentence: `code`, *words of the data*, and t = 2, which stays on one line. 2 * 3 * 4 and a**b hold none.
SIGNS = re.compile(r"`(?P<code>[^`\n]+)`|(?<![\w*])\*(?P<words>\w(?:[^*`\n]*\w)?)\*(?![\w*])|(?<=\w) = (?=[\w−])")
NUMBER = re.compile(r"−?[\d,]+(e−?\d+)?( de [\d,]+)?|nan|−?inf")  # as `pt` writes one; also "1,5 de 5"


def read_signs(sentence: str, code: Callable[[str], str], words: Callable[[str], str], equals: str) -> str:
    """A sentence with its signs put into another form."""
    return SIGNS.sub(
        lambda sign: code(sign["code"]) if sign["code"] else words(sign["words"]) if sign["words"] else equals,
        sentence,
    )


class State(Enum):
    """A verdict: the sign and the words of its badge."""

    RIGHT = ("✓", "Certo")
    PARTLY = ("◐", "Em parte")
    NOT_YET = ("≠", "Ainda não")
    STOPPED = ("!", "A conta parou")
    TIME_LIMIT = ("◷", "Limite de tempo")
    UNCHECKED = ("↺", "Não verificada")
    TO_DO = ("○", "Por fazer")

    @property
    def sign(self) -> str:
        return self.value[0]

    @property
    def words(self) -> str:
        return self.value[1]


class Mark(Enum):
    """What became of one output: its sign, and a word where nothing more is known."""

    RIGHT = ("✓", "certo")
    MISSING = ("—", "falta")
    WRONG = ("≠", "difere")


@dataclass(frozen=True)
class Part:
    """A property of the exercise, the points that it is worth, and whether the answer has earned them."""

    name: str
    worth: float
    earned: bool


@dataclass(frozen=True)
class Output:
    """One output of an answer; `remark` says in a few words what is the matter with a wrong one ("a forma")."""

    name: str
    mark: Mark
    remark: str = ""

    @property
    def words(self) -> str:
        return self.remark or self.mark.value[1]


@dataclass(frozen=True)
class Source:
    """The student's own lines as they were written; `line`, counted from the def as 1, is the one in question.

    >>> [number for number, _ in Source("def f(x):\\n    return y", 2, "`y` não existe.").shown()]
    [1, 2]
    """

    text: str
    line: int
    remark: str

    def shown(self) -> Iterator[tuple[int | None, str]]:
        """Numbered lines; of a long function the def and what stands around the arrow. A gap has no number."""
        lines = list(enumerate(self.text.expandtabs(4).rstrip().split("\n"), start=1))
        if len(lines) <= WHOLE:
            yield from lines
            return
        before = 0
        for number, text in lines:
            if number == 1 or abs(number - self.line) <= AROUND:
                if number > before + 1:
                    yield None, "⋯"
                yield number, text
                before = number
        if before < len(lines):
            yield None, "⋯"


@dataclass(frozen=True)
class Table:
    """A few numbers of the case that fails, already written as words; `marked` is the row of the first difference."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    marked: int | None = None

    def numeric(self) -> list[bool]:
        """Which columns hold numbers alone, and stand to the right."""
        return [all(map(NUMBER.fullmatch, column)) for column in zip(*self.rows, strict=True)]
