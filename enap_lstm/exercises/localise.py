"""The slides' Portuguese for the letters of the equations: one place for names that figures and messages share."""

GATES = {
    "i": "porta de entrada",
    "f": "porta de esquecimento",
    "g": "atualização de célula",
    "o": "porta de saída",
}


def gate(letter: str) -> str:
    """A gate's name with its letter, as in the formulas.

    >>> gate("f")
    'porta de esquecimento (f)'
    """
    return f"{GATES[letter]} ({letter})"
