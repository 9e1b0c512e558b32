"""The map of the cell with a control on each gate: what c and h of one word become (07)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from enap_lstm import reference
from enap_lstm.figures.cell_map import Flow, cell_map
from enap_lstm.figures.trace import trace
from enap_lstm.plots import Picture, br
from enap_lstm.widgets import sliders

Hidden = Callable[..., np.ndarray]
AT, UNIT = 2, 1  # "acredito" and the unit of the subject, where all four letters take a value of their own
LOW, HIGH = {"i": 0.0, "f": 0.0, "g": -1.0, "o": 0.0}, 1.0
ROUNDED = "Cada número foi arredondado por si."
CONTROL = {"i": "i, entrada", "f": "f, esquecimento", "g": "g, atualização", "o": "o, saída"}


def with_openings(i: float, f: float, g: float, o: float, hidden: Hidden = reference.hidden_state) -> Picture:
    """The map of notebook 07 at "acredito", unit 2, with these four numbers and the c and h that follow: for `sliders`.

    >>> with_openings(1.0, 1.0, -1.0, 0.5).caption
    'Com i = 1,00, f = 1,00, g = −1,00 e o = 0,50: c = −0,61 e h = −0,27. Cada número foi arredondado por si.'

    hidden: `hidden_state`, the student's own if it stands already.
    """
    t = trace()
    letters = {"i": i, "f": f, "g": g, "o": o}
    letters["c"] = float(reference.cell_state(f, t.c[AT - 1, UNIT], i, g))
    letters["h"] = float(np.asarray(hidden(np.array([o]), np.array([letters["c"]])), float)[0])
    moved = {letter: getattr(t, letter).copy() for letter in letters}
    for letter, value in letters.items():
        moved[letter][AT, UNIT] = value
    picture = cell_map(7, AT, UNIT, flow=Flow.of(**moved))
    said = {letter: f"{letter} = {br(value)}" for letter, value in letters.items()}
    caption = f"Com {said['i']}, {said['f']}, {said['g']} e {said['o']}: {said['c']} e {said['h']}."
    return Picture(picture.draw, f"{picture.alt} {caption}", f"{caption} {ROUNDED}", picture.numbers)


def mapa_com_controles(hidden_state: Hidden = reference.hidden_state) -> None:
    """Show the map at "acredito" with a slider for each of i, f, g and o.

    >>> mapa_com_controles()  # doctest: +SKIP
    """
    t = trace()
    starts = [(CONTROL[k], low, HIGH, round(float(getattr(t, k)[AT, UNIT]), 2)) for k, low in LOW.items()]
    sliders(partial(with_openings, hidden=hidden_state), starts, step=0.01)
