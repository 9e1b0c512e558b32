"""What the map says to a reader who cannot see it: in a paragraph, in a line below, in a table."""

from __future__ import annotations

from enap_lstm.data import SENTENCE, toy
from enap_lstm.figures.cell_map.flow import Flow
from enap_lstm.figures.cell_map.look import MADE_BY
from enap_lstm.figures.parts import PARTS, name, state, today
from enap_lstm.plots import Table, br

STATES = (("past", "Já construído"), ("today", "Hoje"), ("future", "Por vir"))
READ = {
    "i": "i",
    "f": "f",
    "g": "g",
    "o": "o",
    "c_prev": "c anterior",
    "fc": "f ⊙ c anterior",
    "ig": "i ⊙ g",
    "c": "c",
    "tanh": "tanh(c)",
    "h": "h",
}


def bars_of(notebook: int, bars: str) -> str:
    """The letter of the strip: what was asked for, the notebook's own, h once all is built; none in 01."""
    return bars or today(notebook) or ("h" if notebook > 1 else "")


def describe(notebook: int, t: int, unit: int, flow: Flow, bars: str) -> str:
    """States first, then the numbers in the order in which they arise.

    >>> describe(2, 1, 1, Flow.of(), "i")
    'Mapa da célula LSTM no caderno 02, ... Hoje: porta de entrada, i = 0,18. Por vir: porta de esquecimento; ...'
    """
    n = {key: br(value) if value >= 0 else f"({br(value)})" for key, value in flow.at(t, unit).items()}
    told = {part: f"{name(part)}, {part} = {n[part]}" for part in PARTS}
    told["c"] = (
        f"estado da célula, f ⊙ c anterior + i ⊙ g = {n['fc']} + {n['ig']} = {n['c']}, com c anterior {n['c_prev']}"
    )
    told["h"] = f"estado interno, o ⊙ tanh(c) = {n['o']} ⊙ {n['tanh']} = {n['h']}"
    h_prev, whose = "; ".join(br(v) for v in flow.h_prev(t)), toy.UNITS[unit].replace(" ·", ",")
    lines = [
        f"Mapa da célula LSTM no caderno {notebook:02d}, com os números da unidade {whose}, na palavra"
        f" “{SENTENCE[t]}” (t = {t}). Entram a palavra e o h anterior ({h_prev})."
    ]
    for now, intro in STATES:
        parts = [part for part in PARTS if state(part, notebook) == now]
        if parts:
            lines.append(f"{intro}: {'; '.join(name(p) if now == 'future' else told[p] for p in parts)}.")
    if bars:
        over = zip(SENTENCE, flow.over_words(bars, unit), strict=True)
        lines.append(f"Barras, {bars} por palavra: {'; '.join(f'{word} {br(v)}' for word, v in over)}.")
    return " ".join([*lines, "Números arredondados a duas casas."])


def caption(notebook: int) -> str:
    coming = (
        "Traço interrompido: o que ainda vamos escrever."
        if notebook < 7
        else "Com a parte de hoje, a célula fica completa."
        if notebook == 7
        else "Tudo o que está aqui já foi escrito."
    )
    rounded = " Cada número foi arredondado por si: uma soma pode diferir de 0,01." if notebook >= 6 else ""
    return coming + rounded


def table(notebook: int, t: int, unit: int, flow: Flow) -> Table:
    """The numbers of what is built, over all words; the one of the drawing is marked."""
    steps = [flow.at(k, unit) for k in range(len(SENTENCE))]
    head = ["", *(f"{word}, t = {k}{' (no mapa)' if k == t else ''}" for k, word in enumerate(SENTENCE))]
    seen = [key for key in READ if state(MADE_BY[key], notebook) != "future"]
    return Table(head, [[READ[key], *(br(step[key]) for step in steps)] for key in seen])
