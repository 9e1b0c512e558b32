"""One map from the back to the front: heading, the cell with its numbers, the sentence, the strip of bars."""

from __future__ import annotations

from dataclasses import replace

from matplotlib.figure import Figure

from enap_lstm.data import SENTENCE, toy
from enap_lstm.figures.cell_map.flow import Flow
from enap_lstm.figures.cell_map.look import KEY, MADE_BY, SIGN, look
from enap_lstm.figures.cell_map.narrow import NARROW
from enap_lstm.figures.cell_map.pen import Pen
from enap_lstm.figures.cell_map.strip import strip
from enap_lstm.figures.cell_map.wide import WIDE
from enap_lstm.figures.diagram import GROUND as MEANT
from enap_lstm.figures.diagram import Point
from enap_lstm.figures.parts import NAME, PARTS, name, state, today
from enap_lstm.plots import INK, SOFT, br
from enap_lstm.plots.style import GROUND


def drawing(narrow: bool, notebook: int, t: int, unit: int, flow: Flow, bars: str) -> Figure:
    """The map at word t; `bars` is the letter of the strip, "" for none."""
    place = NARROW if narrow else WIDE
    if not bars:  # nothing below the words
        place = replace(place, size=(place.size[0], place.bars[0] - 16))
    pen = Pen(place, notebook)
    _heading(pen, unit)
    _cell(pen, flow.at(t, unit))
    _what_enters(pen, flow, t)
    if bars:
        strip(pen, bars, flow.over_words(bars, unit), t)
    return pen.figure


def _heading(pen: Pen, unit: int) -> None:
    """What is lit, whose numbers these are, and a key to the states that occur."""
    place, part = pen.place, today(pen.notebook)
    first = f"Hoje: {NAME[part][0]} {name(part)}, ${part}$" if part else "O mapa da célula"
    pen.text((place.margin, 28), first, pen.title, bold=True)
    pen.text((place.margin, 54), f"caderno {pen.notebook:02d} · unidade {toy.UNITS[unit]}", pen.small, SOFT)
    x, y = place.legend
    for now, words in KEY.items():
        if example := [part for part in PARTS if state(part, pen.notebook) == now]:
            pen.styled_box((x + 13, y), (26, 16), look(example[-1], pen.notebook), radius=4)
            pen.text((x + 36, y), words, pen.small)
            x += 60 + 0.75 * pen.small * len(words)  # about the width of the words, and a gap


def _cell(pen: Pen, n: dict[str, float]) -> None:
    place, notebook = pen.place, pen.notebook
    x, y, width, height = place.ground
    pen.box((x + width / 2, y + height / 2), (width, height), GROUND, "none", width=0, radius=14, zorder=0)
    pen.ax.patches[-1].set_gid(MEANT)
    pen.belt(look("c", notebook))
    for wire in place.wires:
        pen.wire(wire.points, look(wire.part, notebook))
        if wire.number:
            _number(pen, wire.number, n, wire.at, wire.align)
    for letter, centre in place.gates.items():
        pen.gate(letter, centre, look(letter, notebook), n[letter])
    centre, size = place.tanh
    pen.styled_box(centre, size, look("h", notebook), radius=size[1] / 2)
    pen.text(centre, "tanh", pen.small, look("h", notebook).text, "center", bold=True)
    for part, sign, centre in place.nodes:
        pen.node(sign, centre, look(part, notebook))
    for number, at, align in place.numbers:
        _number(pen, number, n, at, align)
    for part, (x, y), align in place.names:
        for k, line in enumerate(NAME[part][1:]):
            pen.text((x, y + 17 * k), line, pen.small, SOFT, align)
    for part, at in place.tags.items():
        if look(part, notebook).lit:
            pen.tag(at)


def _number(pen: Pen, key: str, n: dict[str, float], at: Point, align: str) -> None:
    """`f = 0,18` beside its arrow: the sign alone while the part that computes it is still to come."""
    style = look(MADE_BY[key], pen.notebook)
    colour, value = (style.edge, br(n[key])) if style.built else (SOFT, "")
    if pen.place.short and key == "ig":  # too little room between two nodes: the sign above, the number below
        pen.text((at[0], at[1] - 18), SIGN[key], pen.number, colour, align)
        pen.text((at[0], at[1] + 17), value, pen.number, colour, align, style.lit)
    elif pen.place.short and key in "ifgo":
        pen.text(at, value, pen.number, colour, align, style.lit)
    else:
        pen.text(at, f"{SIGN[key]} = {value}" if value else SIGN[key], pen.number, colour, align, style.lit)


def _what_enters(pen: Pen, flow: Flow, t: int) -> None:
    """h of the word before; the five words, a frame round the one read now, and its way up to the gates."""
    place = pen.place
    at, apart, align = place.h_prev
    vector = f"({'; '.join(br(v) for v in flow.h_prev(t))})"
    pen.text(at, "$h_{t-1}$" if apart else f"$h_{{t-1}}$ = {vector}", pen.number, INK, align)
    if apart:
        pen.text(apart, vector, pen.small, INK, align)
    here, turn = place.words[t], place.lane[0]
    start = ((here, place.word - 18),) if here == turn[0] else ((here, place.word - 18), (here, turn[1]))
    pen.wire((*start, *place.lane), look("input", pen.notebook))
    x = "; ".join(f"{v:g}".replace(".", ",") for v in toy.WORDS[t])
    pen.text(place.x[0], f"$x_t$ = ({x})", pen.number, INK, place.x[1])
    for k, (centre, word) in enumerate(zip(place.words, SENTENCE, strict=True)):
        colour, now = (INK, True) if k == t else (SOFT, False)
        told = pen.text((centre, place.word), word, pen.number, colour, "center", now)
        if now:
            told.set_bbox({"boxstyle": "round,pad=0.38", "facecolor": "white", "edgecolor": INK, "linewidth": 1.8})
        pen.text((centre, place.word + 29), f"t = {k}", pen.small, colour, "center", now)
