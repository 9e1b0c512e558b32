"""How far a run has come, in words, and the line that shows them."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence

from enap_lstm.portuguese import pt

BAR = 20


def progress(step: int, steps: int, loss: float, bound: float | None = None, baseline: float | None = None) -> str:
    """How many steps are done, and where the loss stands between what is known.

    >>> progress(500, 2000, 1.3624, bound=1.156, baseline=1.5)
    '█████░░░░░░░░░░░░░░░ 500 de 2000 passos · perda 1,362 nats (limite 1,156; diferença 0,206; linha de base 1,5)'
    """
    filled = BAR * min(step, steps) // max(steps, 1)
    said = f"{'█' * filled}{'░' * (BAR - filled)} {step} de {steps} passos"
    if not math.isfinite(loss):  # no step yet, or a run that diverged
        return said
    known = [] if bound is None else [f"limite {nats(bound)}", f"diferença {nats(loss - bound)}"]
    known += [] if baseline is None else [f"linha de base {nats(baseline)}"]
    return f"{said} · perda {nats(loss)} nats" + (f" ({'; '.join(known)})" if known else "")


def nats(number: float) -> str:
    """A loss, or a difference of losses, to the thousandth.

    >>> nats(1.3624), nats(-0.0004)
    ('1,362', '0')
    """
    return pt(round(number, 3) + 0.0)  # never -0


def duration(seconds: float) -> str:
    """A time as one says it.

    >>> duration(12.4), duration(200), duration(3700)
    ('12 s', '3 min', '1 h 2 min')
    """
    if seconds < 90:
        return f"{seconds:.0f} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"


class Line:
    """A line that IPython replaces in its place, and that is printed again elsewhere; it needs no widget.

    >>> Line()("500 de 2000 passos", [])
    500 de 2000 passos
    """

    def __init__(self) -> None:
        self._shown = None

    def __call__(self, words: str, losses: Sequence[float]) -> None:
        if self._shown is not None:
            self._shown.update({"text/plain": words}, raw=True)
        elif "IPython" in sys.modules and sys.modules["IPython"].get_ipython() is not None:
            from IPython.display import display

            self._shown = display({"text/plain": words}, raw=True, display_id=True)
        else:
            print(words)
