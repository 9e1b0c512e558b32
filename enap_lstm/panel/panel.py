"""The panel of a check: one `Panel` holds what was found, and is read as HTML or as plain text."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from enap_lstm.panel import blocks, details, text
from enap_lstm.panel.inline import code, sentence, value
from enap_lstm.panel.parts import Output, Part, Source, State, Table
from enap_lstm.portuguese import points, pt


@dataclass(frozen=True)
class Panel:
    """What a check has to say, in the order in which it is read.

    >>> panel = Panel("sigmoid", State.NOT_YET, parts=[Part("valores", 4, False)], happened="Os valores diferem.",
    ...               where="em z = 2", expected="0,881", got="0,964", step="Compare σ com tanh.")
    >>> print(panel.as_text())
    ≠ Ainda não · sigmoid · vale 4 pontos
    Os valores diferem. Em z = 2: esperado 0,881, obtido 0,964.
    Próximo passo. Compare σ com tanh.

    Sentences may hold `code` and *words of the data*; everything else is shown as it is, a student's text too.
    """

    exercise: str
    state: State
    kind: str = ""  # two or three words beside the badge: "engano reconhecido", "falta um nome"
    parts: Sequence[Part] = ()
    outputs: Sequence[Output] = ()
    happened: str = ""
    where: str = ""  # goes on after `happened`: "na unidade 2, em *acredito* (t = 2)"
    expected: str = ""
    got: str = ""
    remarks: Sequence[str] = ()  # what is known beyond it, a paragraph each
    source: Source | None = None
    table: Table | None = None
    warnings: Sequence[str] = ()
    step: str = ""
    hints: Sequence[str] = ()
    opened: int = 0  # how many hints are told without being asked again

    @property
    def earned(self) -> float:
        return round(sum(part.worth for part in self.parts if part.earned), 2)

    @property
    def points(self) -> float:
        return round(sum(part.worth for part in self.parts), 2)

    @property
    def score(self) -> str:
        """The points in words; what is worth nothing yet says what it can be worth.

        >>> Panel("sigmoid", State.PARTLY, parts=[Part("valores", 1.5, True), Part("extremos", 0.5, False)]).score
        '1,5 de 2 pontos'
        """
        if self.earned:
            return f"{pt(self.earned)} de {points(self.points)}"
        return f"vale {points(self.points)}" if self.points else ""

    @property
    def worth(self) -> str:
        """What is right and what is missing, each with its points; nothing while all or none is right.

        A property may hold an "e" of its own, so a semicolon stands between two.
        """
        right, missing = (
            "; ".join(f"{part.name} ({pt(part.worth)})" for part in self.parts if part.earned is earned)
            for earned in (True, False)
        )
        return f"Certo: {right}. Falta: {missing}." if right and missing else ""

    @property
    def line(self) -> str:
        """One line that tells by itself, for a traceback and whatever shows nothing else."""
        head = " · ".join(filter(None, (self.exercise, self.state.words, self.score)))
        return f"{head}. {text.plain(self._told(str, ' {}'.format))}".rstrip()

    def as_text(self) -> str:
        """The panel for whatever shows no HTML."""
        head = (f"{self.state.sign} {self.state.words}", self.exercise, text.plain(self.kind), self.score)
        lines = [" · ".join(filter(None, head)), text.wrapped(self.worth), text.outputs_text(self.outputs)]
        lines += map(text.wrapped, (self._told(str, text.side), *self.remarks))
        lines += [text.source_text(self.source)] if self.source else []
        lines += [text.table_text(self.table)] if self.table else []
        lines += [text.wrapped(warning, "Atenção. ") for warning in self.warnings]
        lines += [text.wrapped(self.step, "Próximo passo. ")] if self.step else []
        lines += [text.wrapped(hint, f"Dica {k}: ") for k, hint in enumerate(self.hints[: self.opened], start=1)]
        if self.opened < len(self.hints):
            lines.append(f"Outra dica: check({self.exercise}, dica={self.opened + 1})")
        return "\n".join(filter(None, lines))

    def as_html(self) -> str:
        """The panel for a notebook, light or dark, with trust or without, and for the pages made of it."""
        parts = [(part.worth, part.earned) for part in self.parts]
        spoken = blocks.head(self.state, code(html.escape(self.exercise)), self.kind, self.score)
        spoken += blocks.bar(parts, self.state) if self.earned else ""  # an empty bar only discourages
        spoken += blocks.small(self.worth) + blocks.chips(self.outputs)
        told = self._told(sentence, value)
        spoken += blocks.prose(told) if told else ""
        read = "".join(map(blocks.paragraph, self.remarks))
        read += details.quoted(self.source) if self.source else ""
        read += details.table(self.table) if self.table else ""
        read += "".join(blocks.paragraph(warning, "Atenção.") for warning in self.warnings)
        read += blocks.paragraph(self.step, "Próximo passo.") if self.step else ""
        read += details.folded(self.hints, self.opened)
        label = f"Verificação de {self.exercise}: {self.state.words}"
        return blocks.frame(self.state, label, spoken, read)

    def _told(self, said: Callable[[str], str], side: Callable[[str], str]) -> str:
        """What happened · where · expected and got."""
        where = said(self.where[:1].upper() + self.where[1:])
        both = f"{'e' if where else 'E'}sperado{side(self.expected)}, obtido{side(self.got)}" if self.expected else ""
        difference = ": ".join(filter(None, (where, both)))
        return " ".join(filter(None, (said(self.happened), difference and f"{difference}.")))
