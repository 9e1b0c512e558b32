"""The six parts of the cell: letter, name in the words of the slides, colour, and the notebook that writes each."""

from __future__ import annotations

from enap_lstm.plots import GATE, INK, MEMORY, NEW, SAID

PARTS = "ifgoch"  # in the order of the notebooks: 02 writes i, 03 writes f, … 07 writes h
FIRST = 2
NAME = {  # article, and the name in two lines
    "i": ("a", "porta de", "entrada"),
    "f": ("a", "porta de", "esquecimento"),
    "g": ("a", "atualização", "de célula"),
    "o": ("a", "porta de", "saída"),
    "c": ("o", "estado", "da célula"),
    "h": ("o", "estado", "interno"),
}
HUE = {"i": GATE, "f": GATE, "o": GATE, "g": NEW, "c": MEMORY, "h": SAID, "input": INK}


def name(part: str) -> str:
    """
    >>> name("f")
    'porta de esquecimento'
    """
    return " ".join(NAME[part][1:])


def state(part: str, notebook: int) -> str:
    """Is a part built ("past"), the notebook's own ("today") or still to come ("future")? What enters is always there.

    >>> [state(part, 3) for part in PARTS]
    ['past', 'today', 'future', 'future', 'future', 'future']
    """
    own = 0 if part == "input" else PARTS.index(part) + FIRST
    return "past" if own < notebook else "today" if own == notebook else "future"


def today(notebook: int) -> str:
    """The letter of the part that a notebook writes, or nothing.

    >>> today(3), today(1), today(8)
    ('f', '', '')
    """
    return next((part for part in PARTS if state(part, notebook) == "today"), "")
