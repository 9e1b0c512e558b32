"""The two ways by which a gradient reaches the memory c_t: from h_t, and from c_{t+1}; with the numbers of one word (07)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure

from enap_lstm import reference
from enap_lstm.data import SENTENCE, toy
from enap_lstm.figures.diagram import DASHED, Point, Sheet
from enap_lstm.figures.trace import trace
from enap_lstm.plots import INK, MEMORY, SAID, SOFT, Picture, Table, br
from enap_lstm.plots.style import TINT

NEGATION = 0  # the unit "1 · negação", whose memory lasts
ROWS = ("dh que chega a h", "chega a c por h", "chega a c de t + 1", "chega a c, a soma", "segue para c anterior")


@dataclass(frozen=True)
class Place:
    """Where things stand in one layout: three memories on a line, h above the one in the middle."""

    size: Point
    type: float
    line: tuple[float, float, float, float]  # x of c_{t-1}, c_t, c_{t+1}; y
    h: Point
    aside: float  # from the arrow of h to its number


WIDE = Place((860, 380), 11, (100, 430, 760, 236), (430, 96), 20)
NARROW = Place((400, 400), 9.5, (44, 200, 356, 256), (200, 104), 16)


def arriving(back: Callable[..., tuple] = reference.hidden_state_backward) -> np.ndarray:
    """What reaches h_t and c_t of the unit of the negation when the loss asks 1 more of every h: one row per word.

    >>> arriving()[4].round(2)  # the last word: nothing comes from t + 1
    array([1.  , 0.36, 0.  , 0.36, 0.35])

    back: `hidden_state_backward`, the student's own if it stands already -> (5, 5), columns as in ROWS.
    """
    t = trace()
    zero = np.zeros((1, len(toy.UNITS)))
    c_prev = np.vstack([zero, t.c[:-1]])
    from_gates, from_next, found = zero[0], zero[0], []
    for k in reversed(range(len(SENTENCE))):
        dh, dc = 1 + from_gates, from_next
        by_h = np.asarray(back(dh, t.o[k], t.c[k])[1], float)
        _, from_gates, from_next, *_ = reference.lstm_step_backward(
            dh, dc, toy.WORDS[k], t.h_prev[k], c_prev[k], toy.U, toy.W, toy.B
        )
        found.append([values[NEGATION] for values in (dh, by_h, dc, by_h + dc, from_next)])
    return np.array(found[::-1])


def ways_into_c(t: int, back: Callable[..., tuple] = reference.hidden_state_backward) -> Picture:
    """The memory at word t with the two arrows that come back into it and the one that leaves: for `over_words`.

    >>> ways_into_c(4).caption
    'Em “duendes” (t = 4): 0,36 por h, mais 0,00 de t + 1, são 0,36.'
    """
    values = arriving(back)
    dh, by_h, dc, total, on = values[t]
    end = f"Em “{SENTENCE[t]}” (t = {t}): {br(by_h)} por h, mais {br(dc)} de t + 1, são {br(total)}."
    alt = (
        f"Esquema do caminho de volta na unidade da negação, se o erro pede 1 a mais de h em cada palavra. A h chega"
        f" {br(dh)}, e daí desce {br(by_h)} ao estado da célula. Pela esteira, de t + 1, chega {br(dc)}. Os dois se somam:"
        f" {br(total)}. Multiplicado pela porta de esquecimento, {br(on)} segue para o c anterior. {end}"
    )
    table = Table(["o quê", *SENTENCE], [[row, *map(br, column)] for row, column in zip(ROWS, values.T, strict=True)])
    return Picture(lambda narrow: _drawing(NARROW if narrow else WIDE, t, values[t]), alt, end, table)


def _drawing(place: Place, t: int, values: np.ndarray) -> Figure:
    sheet, size = Sheet(place.size), place.type
    dh, by_h, dc, total, on = map(br, values)
    (before, here, after, y), (x, up) = place.line, place.h
    for k, at in ((t - 1, before), (t, here), (t + 1, after)):
        sign, word = ("c0", "antes") if k < 0 else (f"c[{k}]", SENTENCE[k]) if k < len(SENTENCE) else ("", "fim")
        colour = INK if k == t else SOFT
        sheet.box((at, y), (62, 46), TINT[MEMORY] if sign else "white", MEMORY if sign else SOFT)
        sheet.text((at, y), sign, size, colour, "center", k == t)
        sheet.text((at, y + 44), word, size, colour, "center")
    sheet.box(place.h, (62, 46), TINT[SAID], SAID)
    sheet.text(place.h, f"h[{t}]", size, align="center", bold=True)
    sheet.arrow(((x, 24), (x, up - 27)), SAID, 2, dashes=DASHED)
    sheet.text((x + place.aside, 42), f"dh = {dh}", size, SAID)
    sheet.arrow(((x, up + 27), (x, y - 27)), SAID, 2, dashes=DASHED)
    sheet.text((x + place.aside, (up + y) / 2 - 8), "por h:", size, SAID)
    sheet.text((x + place.aside, (up + y) / 2 + 13), by_h, size, SAID, bold=True)
    for start, end, words, number in ((after, here, "de t + 1:", dc), (here, before, "segue, × f:", on)):
        sheet.arrow(((start - 35, y), (end + 35, y)), MEMORY, 2, dashes=DASHED)
        middle = (start + end) / 2
        sheet.text((middle, y - 41), words, size, MEMORY, "center")
        sheet.text((middle, y - 20), number, size, MEMORY, "center", True)
    sheet.text(
        (place.size[0] / 2, place.size[1] - 40),
        f"chega a c[{t}]: {by_h} + {dc} = {total}",
        size,
        bold=True,
        align="center",
    )
    sheet.text((place.size[0] / 2, place.size[1] - 16), "unidade 1, a da negação", size, SOFT, "center")
    return sheet.figure
