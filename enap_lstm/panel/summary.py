"""The summary of a notebook: where each exercise stands, the points, what is missing, how to hand in."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from enap_lstm.panel import blocks, details, text
from enap_lstm.panel.inline import tag
from enap_lstm.panel.parts import State, Table
from enap_lstm.portuguese import points, pt, series

HANDING_IN = (
    "Salve o caderno. No JupyterHub, use a lista de tarefas (Submit). No Colab, use Arquivo › Fazer download ›"
    " Fazer o download do .ipynb e envie esse arquivo pelo Moodle."
)
TITLE = "margin: 0; padding: 0; border: 0; font-size: 1em; font-weight: 700; line-height: 1.5; color: inherit"


@dataclass(frozen=True)
class Standing:
    """Where one exercise stands; `changed`: the notebook holds another function than the one that was checked."""

    exercise: str
    state: State
    earned: float
    points: float
    changed: bool = False

    @property
    def done(self) -> bool:
        return self.state is State.RIGHT and not self.changed


@dataclass(frozen=True)
class Summary:
    """What this session's checks have said of a notebook's exercises.

    >>> print(Summary("00_start", [Standing("sigmoid", State.RIGHT, 10, 10)]).as_text())  # doctest: +ELLIPSIS
    ✓ Certo · 00_start · 10 de 10 pontos
    Pelas verificações desta sessão
    exercício  estado     pontos
    sigmoid    ✓ Certo  10 de 10
    Tudo pronto para entregar.
    Para entregar. Salve o caderno. ...
    """

    notebook: str
    standings: Sequence[Standing]

    @property
    def state(self) -> State:
        if all(one.done for one in self.standings):
            return State.RIGHT
        if self.earned:
            return State.PARTLY
        return State.TO_DO if all(one.state is State.TO_DO for one in self.standings) else State.NOT_YET

    @property
    def earned(self) -> float:
        return round(sum(one.earned for one in self.standings), 2)

    @property
    def score(self) -> str:
        return f"{pt(self.earned)} de {points(sum(one.points for one in self.standings))}"

    @property
    def table(self) -> Table:
        rows = [
            (
                f"`{one.exercise}`",
                "↺ Mudou depois" if one.changed else f"{one.state.sign} {one.state.words}",
                f"{pt(round(one.earned, 2))} de {pt(one.points)}",
            )
            for one in self.standings
        ]
        return Table("Pelas verificações desta sessão", ("exercício", "estado", "pontos"), rows)

    @property
    def missing(self) -> str:
        """What is still to do, and with which one to begin; or that nothing is."""
        names = [one.exercise for one in self.standings if not one.done]
        if not names:
            return "Tudo pronto para entregar."
        listed = series([f"`{name}`" for name in names])
        return f"Falta: {listed}. Se já estava certo antes, rode de novo a célula `check({names[0]})`."

    def as_text(self) -> str:
        head = f"{self.state.sign} {self.state.words} · {self.notebook} · {self.score}"
        handing_in = text.wrapped(HANDING_IN, "Para entregar. ")
        return "\n".join([head, text.table_text(self.table), text.wrapped(self.missing), handing_in])

    def as_html(self) -> str:
        """The summary as a panel; its title is a heading below those of the notebook's sections."""
        shares = [share for one in self.standings for share in ((one.earned, True), (one.points - one.earned, False))]
        title = tag("h3", f"Resumo de {html.escape(self.notebook)}", TITLE)
        spoken = blocks.head(self.state, title, "", self.score)
        spoken += blocks.bar(shares, self.state) if self.earned else ""
        spoken += blocks.paragraph(self.missing)
        read = details.table(self.table) + blocks.paragraph(HANDING_IN, "Para entregar.")
        return blocks.frame(self.state, f"Resumo de {self.notebook}", spoken, read)
