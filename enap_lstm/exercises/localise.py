"""The slides' Portuguese for gates, gradients and the paths they take back: one place for words that many messages use."""

GATES = {
    "i": "porta de entrada",
    "f": "porta de esquecimento",
    "g": "atualização de célula",
    "o": "porta de saída",
}

STATES = {"c": "estado da célula", "h": "estado interno da célula"}

# What each output of a backward is the gradient of.
GRADIENTS = {
    "dx": "a entrada x",
    "dh_prev": "o estado interno anterior, h_prev",
    "dc_prev": "o estado da célula anterior, c_prev",
    "dU": "U, que lê a entrada",
    "dW": "W, que lê o estado interno anterior",
    "db": "o viés b",
}

PATHS = {"x": "pela entrada", "h": "pelo estado interno", "c": "pelo estado da célula"}


def gate(letter: str) -> str:
    """A gate's name with its letter, as in the formulas.

    >>> gate("f")
    'porta de esquecimento (f)'
    """
    return f"{GATES[letter]} ({letter})"
