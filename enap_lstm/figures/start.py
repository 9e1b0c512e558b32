"""Figures of notebook 00: σ and its slope, the chain rule on one number, dW = dzᵀ x on 2 × 2."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from enap_lstm import plots
from enap_lstm.figures import diagram
from enap_lstm.plots import PALETTE, br
from enap_lstm.reference import sigmoid
from enap_lstm.widgets import Drawing

BLUE, VERMILION = PALETTE["blue"], PALETTE["vermilion"]

# The two requests of the lesson on matrices: what is known of each, and what each is scored for.
REQUESTS, INPUTS, SCORES = ("pedido 1", "pedido 2"), ("dias", "páginas"), ("urgência", "trabalho")


def scores_and_shares(words: Sequence[str], scores: np.ndarray) -> None:
    """Show, word by word, a score z that may be anything beside the share σ(z) that it becomes."""
    shares = sigmoid(scores)
    fig, (left, right) = plots.new_figures(2, 8.0, 2.9)
    _bars(left, words, scores, "nota z (sem unidade)", (-5, 6))
    _bars(right, words, shares, "fração que passa, σ(z)", (0, 1.15))
    left.axvline(0, color="#333333", linewidth=1)
    right.tick_params(labelleft=False)
    read = "; ".join(f"{w}: nota {br(z, 1)}, fração {br(s)}" for w, z, s in zip(words, scores, shares, strict=True))
    plots.show(
        fig, f"Barras por palavra. {read}.", "À esquerda, a nota de cada palavra; à direita, a mesma nota depois de σ."
    )


def _bars(ax: Axes, words: Sequence[str], values: np.ndarray, label: str, limits: tuple[float, float]) -> None:
    places = range(len(words))
    ax.barh(places, values, color=[BLUE if v >= 0 else VERMILION for v in values], height=0.6)
    for place, value in zip(places, values, strict=True):
        gap = 0.02 * (limits[1] - limits[0])
        ax.text(
            value + (gap if value >= 0 else -gap), place, br(value), va="center", ha="left" if value >= 0 else "right"
        )
    ax.set_yticks(places, words)
    ax.set_xlim(*limits)
    ax.invert_yaxis()
    ax.grid(axis="y", visible=False)
    ax.set_xlabel(label)
    plots.decimal_comma(ax.xaxis)


def sigmoid_at(z: float) -> Drawing:
    """The curve σ with its tangent at z: for a slider."""
    fig, (height, slope) = plots.new_figures(2, 8.0, 3.1)
    axis = np.linspace(-8, 8, 321)
    s = sigmoid(axis)
    here = float(sigmoid(z))
    steepness = here * (1 - here)
    for ax, curve, value, label in ((height, s, here, "σ(z)"), (slope, s * (1 - s), steepness, "inclinação de σ em z")):
        ax.axvspan(-8, -4, color="#EEEEEE")
        ax.axvspan(4, 8, color="#EEEEEE")
        ax.plot(axis, curve, color=BLUE, linewidth=2)
        ax.plot([z], [value], "o", color=VERMILION, markersize=8, zorder=4)
        ax.set_xlabel("z (sem unidade)")
        ax.set_ylabel(label)
        ax.set_xticks(range(-8, 9, 4))
        plots.decimal_comma(ax.xaxis)
        plots.decimal_comma(ax.yaxis)
    near = np.array([max(-8.0, z - 2), min(8.0, z + 2)])
    height.plot(near, here + steepness * (near - z), "--", color=VERMILION, linewidth=1.5)
    height.set_ylim(-0.08, 1.08)
    slope.set_ylim(0, 0.3)
    height.set_title(f"altura: σ({br(z, 1)}) = {br(here, 3)}", fontsize=11)
    slope.set_title(f"inclinação: {br(steepness, 3)}", fontsize=11)
    alt = (
        f"Duas curvas sobre z, de −8 a 8. A da esquerda, σ, sobe de 0 a 1 em forma de S e vale {br(here, 3)} em"
        f" z = {br(z, 1)}. A da direita, a sua inclinação, é um sino com topo 0,25 em z = 0 e vale {br(steepness, 3)} nesse ponto."
    )
    return fig, alt, "Cinza: a região saturada, em que σ quase não muda com z. Tracejado: a reta tangente no ponto."


def chain(x: float, w: float) -> None:
    """Show z = w x, s = σ(z): values forward above, slopes backward below, for one number."""
    z = w * x
    s = float(sigmoid(z))
    fig, ax = diagram.blank(8.0, 2.3, 10, 3)
    for place, text in ((1.0, f"w = {br(w, 1)}"), (5.0, f"z = w·x = {br(z, 1)}"), (9.0, f"s = σ(z) = {br(s, 3)}")):
        diagram.box(ax, (place, 1.75), text, "#E5F1F8")
    for start, end in ((1.6, 4.1), (5.9, 7.95)):
        diagram.arrow(ax, (start, 1.95), (end, 1.95))
        diagram.arrow(ax, (end, 1.5), (start, 1.5), VERMILION, dashed=True)
    diagram.note(ax, (2.85, 2.5), "ida: multiplica por x")
    diagram.note(ax, (6.9, 2.5), "ida: σ")
    diagram.note(ax, (2.85, 0.95), f"volta: × x = {br(x, 1)}", "#A34700")
    diagram.note(ax, (6.9, 0.95), f"volta: × s(1 − s) = {br(s * (1 - s), 4)}", "#A34700")
    product = f"ds/dw = {br(s * (1 - s), 4)} × {br(x, 1)} = {br(s * (1 - s) * x, 4)}"
    diagram.note(ax, (5.0, 0.25), product, size=12)
    alt = (
        f"Três caixas em fila, w, z e s. Na ida, w = {br(w, 1)} vira z = {br(z, 1)}, que vira s = {br(s, 3)}."
        f" Na volta, as inclinações {br(s * (1 - s), 4)} e {br(x, 1)} se multiplicam: {product}."
    )
    plots.show(fig, alt, "Setas cheias: a ida, com os valores. Setas tracejadas: a volta, com as inclinações.")


def row_meets_column(dz: np.ndarray, x: np.ndarray, row: int = 0, column: int = 1) -> None:
    """Show dW = dzᵀ x with one of its entries, and the row and the column it is made of, framed."""
    dW = dz.T @ x
    high = float(max(np.abs(m).max() for m in (dz, x, dW)))
    fig, axes = plots.new_figures(3, 8.8, 2.4)
    parts = (
        (dz.T, SCORES, REQUESTS, "dzᵀ (2 notas × 2 pedidos)"),
        (x, REQUESTS, INPUTS, "x (2 pedidos × 2 entradas)"),
        (dW, SCORES, INPUTS, "dW = dzᵀ x"),
    )
    for ax, (matrix, rows, columns, title) in zip(axes, parts, strict=True):
        plots.grid(ax, matrix, rows, columns, low=-high, high=high, digits=1)
        ax.set_title(title, fontsize=10)
    for ax, corner, width, height in (
        (axes[0], (-0.48, row - 0.48), dz.shape[0] - 0.04, 0.96),
        (axes[1], (column - 0.48, -0.48), 0.96, x.shape[0] - 0.04),
        (axes[2], (column - 0.48, row - 0.48), 0.96, 0.96),
    ):
        ax.add_patch(Rectangle(corner, width, height, fill=False, edgecolor="black", linewidth=3, clip_on=False))
    terms = " + ".join(f"({br(a, 1)})·({br(b, 1)})" for a, b in zip(dz[:, row], x[:, column], strict=True))
    entry = f"dW[{row}, {column}] = {terms} = {br(dW[row, column], 1)}"
    plots.show(fig, f"Três matrizes de 2 × 2: dzᵀ, x e dW. Com moldura, a conta {entry}.", entry)
