"""How built, today's and coming parts are drawn, and the signs beside the arrows."""

from __future__ import annotations

from dataclasses import dataclass

from enap_lstm.figures.diagram import Dashes
from enap_lstm.figures.parts import HUE, PARTS, state
from enap_lstm.plots import INK, SOFT
from enap_lstm.plots.style import DASHED, TINT

SIGN = {
    "c_prev": "$c_{t-1}$",
    "fc": r"$f\,\odot\,c_{t-1}$",
    "ig": r"$i\,\odot\,g$",
    "c": "$c_t$",
    "tanh": r"$\tanh(c_t)$",
}
SIGN |= {"h": "$h_t$", **{letter: f"${letter}$" for letter in "ifgo"}}
MADE_BY = {"c_prev": "c", "fc": "c", "ig": "c", "tanh": "h", **{part: part for part in PARTS}}
KEY = {"past": "já construído", "today": "hoje", "future": "por vir"}


@dataclass(frozen=True)
class Look:
    """A state is told by fill, width and dashes before any colour."""

    edge: str
    fill: str
    letter: str
    text: str
    width: float
    dashes: Dashes = "-"
    lit: bool = False

    @property
    def built(self) -> bool:
        return self.dashes == "-"


def look(part: str, notebook: int) -> Look:
    """
    >>> [look(part, 3).built for part in "ifg"]
    [True, True, False]
    """
    hue, now = HUE[part], state(part, notebook)
    if now == "future":
        return Look(DASHED, "white", SOFT, SOFT, 1.1, (0, (3.5, 2.5)))
    if now == "today":
        return Look(hue, hue, "white", "white", 2.6, lit=True)
    return Look(hue, TINT.get(hue, "white"), hue, INK, 1.6)
