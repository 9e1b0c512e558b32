"""Numbers and lists as a Brazilian writes them. A leaf."""

from __future__ import annotations

import math
from typing import Any


def points(number: float) -> str:
    return f"{pt(number)} {'ponto' if number == 1 else 'pontos'}"


def series(names: list[str], last: str = "e") -> str:
    """`a`, `a e b`, `a, b e c`; a name that holds "e" itself is set off by semicolons.

    >>> series(["a entrada e o estado", "um lote"])
    'a entrada e o estado; um lote'
    """
    if any(f" {last} " in name for name in names):
        return "; ".join(names)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}" if names else ""


def pt(number: Any, digits: int = 3) -> str:
    """A number as a Brazilian writes it: 0,622; 1000; 1,2e−16; nan said as it is.

    >>> pt(0.622), pt(-0.0)
    ('0,622', '0')
    """
    if isinstance(number, int) or not math.isfinite(number):
        text = str(number)
    elif number and not 1e-3 <= abs(number) < 1e5:
        text = f"{number:.{digits}g}"
    else:
        text = f"{number + 0.0:.{digits}f}".rstrip("0").rstrip(".")  # + 0.0: a zero has no sign
    return text.replace(".", ",").replace("-", "−")


def pt_pair(expected: Any, got: Any) -> tuple[str, str]:
    """Both sides with just enough digits to see that they differ."""
    for digits in range(3, 17):
        if pt(expected, digits) != pt(got, digits):
            break
    return pt(expected, digits), pt(got, digits)
