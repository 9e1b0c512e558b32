"""The lesson of notebook 00 on gradients: the chain rule on one number, then dW = dzᵀ x on 2 × 2."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from enap_lstm import plots
from enap_lstm.figures.diagram import DASHED, Sheet
from enap_lstm.plots import GATE, MEMORY, Picture, Table, br
from enap_lstm.plots.style import TINT
from enap_lstm.reference import sigmoid

# The two requests of the lesson on matrices: what is known of each, and what each is scored for.
REQUESTS, INPUTS, SCORES = ("pedido 1", "pedido 2"), ("dias", "páginas"), ("urgência", "trabalho")


def chain(x: float, w: float) -> None:
    """Show z = w x, s = σ(z): values forward above, slopes backward below, for one number.

    >>> chain(x=2.0, w=0.5)  # doctest: +SKIP
    """
    z = w * x
    s = float(sigmoid(z))
    slope, product = s * (1 - s), s * (1 - s) * x
    boxes = (f"w = {br(w, 1)}", f"z = w·x = {br(z, 1)}", f"s = σ(z) = {br(s, 3)}")
    there, back = (
        (f"ida: × x = {br(x, 1)}", "ida: σ"),
        (f"volta: × x = {br(x, 1)}", f"volta: × s(1 − s) = {br(slope, 4)}"),
    )
    end = f"ds/dw = {br(slope, 4)} × {br(x, 1)} = {br(product, 4)}"

    def wide() -> Figure:
        sheet = Sheet((880, 250))
        for centre, text in zip((110, 440, 770), boxes, strict=True):
            sheet.box((centre, 105), (164, 44), TINT[GATE])
            sheet.text((centre, 105), text, 11, align="center")
        for left, forward, backward in zip((192, 522), there, back, strict=True):
            sheet.arrow(((left + 6, 94), (left + 160, 94)))
            sheet.arrow(((left + 160, 117), (left + 6, 117)), MEMORY, dashes=DASHED)
            sheet.text((left + 83, 68), forward, 10.5, align="center")
            sheet.text((left + 83, 152), backward, 10.5, MEMORY, "center")
        sheet.text((440, 212), end, 12, align="center")
        return sheet.figure

    def upright() -> Figure:
        sheet = Sheet((400, 420))
        for middle, text in zip((40, 180, 320), boxes, strict=True):
            sheet.box((170, middle), (180, 44), TINT[GATE])
            sheet.text((170, middle), text, 10.5, align="center")
        for top, forward, backward in zip((62, 202), there, back, strict=True):
            sheet.arrow(((158, top + 6), (158, top + 90)))
            sheet.arrow(((182, top + 90), (182, top + 6)), MEMORY, dashes=DASHED)
            sheet.text((144, top + 48), forward, 9.5, align="right")
            sheet.text((196, top + 48), backward, 9.5, MEMORY)
        sheet.text((200, 385), end, 11, align="center")
        return sheet.figure

    alt = (
        f"Três caixas em fila, w, z e s. Na ida, w = {br(w, 1)} vira z = {br(z, 1)}, que vira s = {br(s, 3)}."
        f" Na volta, as inclinações {br(slope, 4)} e {br(x, 1)} se multiplicam: {end}."
    )
    caption = "Setas cheias: a ida, com os valores. Setas tracejadas: a volta, com as inclinações."
    plots.show(Picture(lambda narrow: upright() if narrow else wide(), alt, caption))


def row_meets_column(dz: np.ndarray, x: np.ndarray, row: int = 0, column: int = 1) -> None:
    """Show dW = dzᵀ x with one of its entries, and the row and the column it is made of, framed.

    >>> row_meets_column(np.array([[1.0, -0.5], [2.0, 1.0]]), np.array([[1.0, 3.0], [2.0, -1.0]]))  # doctest: +SKIP
    """
    dW = dz.T @ x
    high = float(max(np.abs(m).max() for m in (dz, x, dW)))
    parts = (
        (dz.T, SCORES, REQUESTS, "dzᵀ (2 somas × 2 pedidos)", (-0.48, row - 0.48), (dz.shape[0] - 0.04, 0.96)),
        (x, REQUESTS, INPUTS, "x (2 pedidos × 2 entradas)", (column - 0.48, -0.48), (0.96, x.shape[0] - 0.04)),
        (dW, SCORES, INPUTS, "dW = dzᵀ x", (column - 0.48, row - 0.48), (0.96, 0.96)),
    )

    def draw(narrow: bool) -> Figure:
        fig, axes = plots.panels(narrow, 3, wide=(960, 260), tall=(400, 540))
        for ax, (matrix, rows, columns, title, corner, (width, height)) in zip(axes, parts, strict=True):
            plots.grid(ax, matrix, rows, columns, low=-high, high=high, digits=1)
            ax.set_title(title, fontsize=10)
            frame = Rectangle(corner, width, height, fill=False, edgecolor="black", linewidth=3, clip_on=False)
            ax.add_patch(frame)
        return fig

    terms = " + ".join(f"({br(a, 1)})·({br(b, 1)})" for a, b in zip(dz[:, row], x[:, column], strict=True))
    entry = f"dW[{row}, {column}] = {terms} = {br(dW[row, column], 1)}"
    numbers = Table(
        ["matriz e linha", "coluna 0", "coluna 1"],
        [
            [f"{title.split()[0]}, {name}", *(br(v, 1) for v in cells)]
            for matrix, rows, _, title, *_ in parts
            for name, cells in zip(rows, matrix, strict=True)
        ],
    )
    plots.show(Picture(draw, f"Três matrizes de 2 × 2: dzᵀ, x e dW. Com moldura, a conta {entry}.", entry, numbers))
