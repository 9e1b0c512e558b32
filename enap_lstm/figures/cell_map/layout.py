"""Where everything stands, as data: pixels from the top left, y downwards. `wide` and `narrow` are the two of them."""

from __future__ import annotations

from dataclasses import dataclass

from enap_lstm.figures.diagram import Point


@dataclass(frozen=True)
class Wire:
    """An arrow with square corners, its tip last: the part that makes what flows on it; the number beside it, and where."""

    part: str
    points: tuple[Point, ...]
    number: str = ""
    at: Point = (0, 0)
    align: str = "center"


@dataclass(frozen=True)
class Layout:
    size: Point
    type: tuple[float, float, float]  # points: title, numbers, names
    short: bool  # on the arrows that leave a gate, the number alone: its letter stands in the box
    margin: float
    legend: Point
    ground: tuple[float, float, float, float]
    belt: tuple[Point, Point]
    gate: Point  # a gate's width and height
    gates: dict[str, Point]
    nodes: tuple[tuple[str, str, Point], ...]
    tanh: tuple[Point, Point]
    wires: tuple[Wire, ...]
    numbers: tuple[tuple[str, Point, str], ...]
    names: tuple[tuple[str, Point, str], ...]  # of what leaves the cell
    h_prev: tuple[Point, Point | None, str]  # the sign, and the three numbers if apart
    lane: tuple[Point, ...]  # the way of x_t, from below the cell to the gates
    x: tuple[Point, str]
    words: tuple[float, ...]
    word: float
    bars: tuple[float, float, float]  # top, bottom, width
    axis: float | None  # where the bars' scale is written; below them if None
    tags: dict[str, Point]  # "hoje" on what is not a gate
