"""One step of the Elman network with the gradient's way back, and the numbers of one word on both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure

from enap_lstm import plots, reference
from enap_lstm.data import SENTENCE
from enap_lstm.data.elman_toy import B, U, W
from enap_lstm.data.toy import WORDS
from enap_lstm.figures.diagram import DASHED, Point, Sheet
from enap_lstm.plots import GATE, INK, MEMORY, Picture, Table, br
from enap_lstm.plots.style import TINT

DH = np.array([0.2, 1.0])  # the news that arrives, for the example


@dataclass(frozen=True)
class Place:
    """Where things stand in one layout: a lane for each of the three terms of z, then the way from z to h."""

    size: Point
    type: float
    name: tuple[float, float]  # the boxes of what enters: middle, width
    lanes: tuple[float, float, float]
    run: tuple[float, float]  # from a name's box to z
    z: tuple[Point, Point]
    h: Point
    beside_h: bool  # z and h side by side, or one above the other


WIDE = Place((960, 400), 10.5, (86, 132), (76, 206, 336), (152, 465), ((520, 206), (100, 330)), (866, 206), True)
NARROW = Place((400, 590), 9, (46, 76), (240, 372, 504), (84, 306), ((352, 372), (84, 360)), (352, 64), False)


@dataclass(frozen=True)
class Step:
    """One word's numbers, there and back; dz is db, for the bias enters as it is."""

    x: np.ndarray
    h_prev: np.ndarray
    h: np.ndarray
    dx: np.ndarray
    dh_prev: np.ndarray
    dU: np.ndarray
    dW: np.ndarray
    db: np.ndarray


def way_back(t: int = 2, backward: Callable[..., tuple] = reference.rnn_step_backward) -> None:
    """Show one step with the gradient's way back: from dh through tanh to dz, and from dz to five places.

    >>> way_back()  # doctest: +SKIP

    t: the word of the sentence whose numbers are on the arrows, of the toy network; backward: `rnn_step_backward`, the
    student's own if it stands already.
    """
    h = reference.rnn_forward(WORDS[:, None], np.zeros((1, 2)), U, W, B)[:, 0]
    h_prev = h[t - 1] if t else np.zeros(2)
    step = Step(WORDS[t], h_prev, h[t], *(np.asarray(d, float) for d in backward(DH, WORDS[t], h_prev, h[t], U, W)))
    lines = told(step)
    alt = (
        f"Esquema de um passo, na palavra “{SENTENCE[t]}” (t = {t}). Na ida, três parcelas, x com U, h_prev com W, e b,"
        f" se somam em z, e a tanh leva z a h = {vector(step.h)}. Na volta, dh = {vector(DH)} passa pela tanh, multiplicado"
        f" por 1 − h² = {vector(1 - step.h**2)}, e vira dz = {vector(step.db)}; dz se divide em cinco:"
        f" {'; '.join(text for lane in lines for text in lane[2:])}."
    )
    caption = f"Setas cheias: a ida. Setas tracejadas: o gradiente, no caminho contrário. Números de “{SENTENCE[t]}”, t = {t}."
    named = {"dh": DH, "1 − h²": 1 - step.h**2, "dz": step.db, "dx": step.dx, "dh_prev": step.dh_prev}
    named |= {f"dU, linha {k}": row for k, row in enumerate(step.dU)} | {
        f"dW, linha {k}": row for k, row in enumerate(step.dW)
    }
    table = Table(["o quê", "números"], [[name, vector(values)] for name, values in (named | {"db": step.db}).items()])
    plots.show(Picture(lambda narrow: drawing(NARROW if narrow else WIDE, step), alt, caption, table))


def told(step: Step) -> tuple[tuple[str, ...], ...]:
    """For each lane: what enters, what it brings to z; then what comes back, one text per line."""
    row = int(np.abs(step.db).argmax())  # the entry of a matrix that is not zero
    x, h = int(np.abs(step.x).argmax()), int(np.abs(step.h_prev).argmax())
    return (
        ("x", f"x Uᵀ = {vector(step.x @ U.T)}", f"dx = {vector(step.dx)}", f"dU[{row}, {x}] = {br(step.dU[row, x])}"),
        (
            "h_prev",
            f"h_prev Wᵀ = {vector(step.h_prev @ W.T)}",
            f"dh_prev = {vector(step.dh_prev)}",
            f"dW[{row}, {h}] = {br(step.dW[row, h])}",
        ),
        ("b", f"b = {vector(B)}", f"db = {vector(step.db)}"),
    )


def vector(values: np.ndarray) -> str:
    """
    >>> vector(np.array([0.5, -1.0]))
    '(0,50; −1,00)'
    """
    return f"({'; '.join(br(v) for v in values)})"


def drawing(place: Place, step: Step) -> Figure:
    sheet, size = Sheet(place.size), place.type
    (middle, width), (start, end) = place.name, place.run
    for y, (name, forward, *back) in zip(place.lanes, told(step), strict=True):
        sheet.box((middle, y), (width, 44), TINT[GATE])
        sheet.text((middle, y), name, size, align="center", bold=True)
        sheet.arrow(((start, y - 9), (end, y - 9)))
        sheet.arrow(((end, y + 9), (start, y + 9)), MEMORY, dashes=DASHED)
        sheet.text(((start + end) / 2, y - 30), forward, size, align="center")
        for k, text in enumerate(back):
            sheet.text(((start + end) / 2, y + 31 + 21 * k), text, size, MEMORY, "center")
    (x, y), (width, height) = place.z
    sheet.box((x, y), (width, height), TINT[GATE])
    z = step.x @ U.T + step.h_prev @ W.T + B
    for first, colour, name, values in ((-76, INK, "z =", z), (24, MEMORY, "dz =", step.db)):
        for k, text in enumerate((name, *map(br, values))):
            sheet.text((x, y + first + 24 * k), text, size, colour, "center")
    _to_h(sheet, place, step)
    return sheet.figure


def _to_h(sheet: Sheet, place: Place, step: Step) -> None:
    """The last piece: z through tanh to h, and dh back; beside z where there is room, above it where there is not."""
    (x, y), (width, height), size = *place.z, place.type
    sheet.box(place.h, (160, 76) if place.beside_h else (84, 92), TINT[GATE])
    lines = ("h =", *(br(v) for v in step.h)) if not place.beside_h else (f"h = {vector(step.h)}",)
    for k, text in enumerate(lines):
        sheet.text((place.h[0], place.h[1] + 23 * (k - (len(lines) - 1) / 2)), text, size, align="center")
    slope, news = f"× (1 − h²) = × {vector(1 - step.h**2)}", f"dh = {vector(DH)}"
    if place.beside_h:
        left, right = x + width / 2 + 5, place.h[0] - 85
        sheet.arrow(((left, y - 9), (right, y - 9)))
        sheet.arrow(((right, y + 9), (left, y + 9)), MEMORY, dashes=DASHED)
        sheet.text(((left + right) / 2, y - 30), "tanh", size, align="center")
        for k, text in enumerate(slope.split(" = ")):
            sheet.text(((left + right) / 2, y + 31 + 21 * k), text, size, MEMORY, "center")
        sheet.text((place.h[0], y + 60), news, size, MEMORY, "center")
        return
    top, bottom = place.h[1] + 52, y - height / 2 - 5
    sheet.arrow(((x - 9, bottom), (x - 9, top)))
    sheet.arrow(((x + 9, top), (x + 9, bottom)), MEMORY, dashes=DASHED)
    sheet.text((x - 24, (top + bottom) / 2), "tanh", size, align="right")
    sheet.text((x - 60, place.h[1] - 20), news, size, MEMORY, "right")
    sheet.text((x - 60, place.h[1] + 10), slope, size, MEMORY, "right")
