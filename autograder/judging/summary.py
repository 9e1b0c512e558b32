"""What a run of `grade` does and did, for the person who started it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from autograder.course.records import Record
from autograder.ground.untrusted import for_terminal
from autograder.judging.standing import Standing

DOCTOR = "python -m autograder doctor"
COLLECT = "python -m autograder collect CADERNO --from PASTA_OU_ZIP"


@dataclass(frozen=True)
class Work:
    """One submission: a folder of submitted/."""

    notebook: str
    student: str
    path: Path


@dataclass
class Summary:
    """What a run of `grade` did. `penalised`: whose penalty for lateness changed, by (student, notebook); `told`: every
    submission of which there is something to say now, whenever it was graded.
    """

    graded: list[Record] = field(default_factory=list)
    skipped: int = 0
    failed: list[str] = field(default_factory=list)
    layers: dict[str, bool] = field(default_factory=dict)
    penalised: list[tuple[str, str]] = field(default_factory=list)
    told: list[Standing] = field(default_factory=list)

    @property
    def unreadable(self) -> list[Record]:
        return [record for record in self.graded if record["status"] == "unreadable"]

    @property
    def exit_code(self) -> int:
        return 1 if self.failed or self.unreadable else 0

    def in_words(self) -> str:
        """The result, who needs a look, and on the last line what to do next."""
        if not (self.graded or self.skipped or self.failed):
            return f"Não há entregas para corrigir.\nPara recolher entregas: {COLLECT}"
        lines = [f"Corrigidas: {len(self.graded)}. Já estavam corrigidas: {self.skipped}."]
        graded = {(record["student"], record["notebook"]) for record in self.graded}
        again = set(self.penalised) - graded
        if again:
            lines.append(f"Descontos por atraso calculados de novo: {len(again)}.")
        lines += [f"  {each.in_words()}" for each in self.told if (each.student, each.notebook) in graded | again]
        lines += [f"  Sem nota: {for_terminal(each)}" for each in self.failed]
        missing = [name for name, holds in self.layers.items() if not holds]
        if missing:
            lines.append(f"ATENÇÃO: isolamento incompleto nesta máquina, falta {', '.join(missing)}. Veja: {DOCTOR}")
        if to_review := sum(each.to_review for each in self.told):
            lines.append(f"Para uma pessoa olhar: {to_review}. A lista inteira: python -m autograder status")
        if self.failed:
            return "\n".join([*lines, "Para tentar de novo só o que ficou sem nota, execute o mesmo comando."])
        return "\n".join([*lines, "Para escrever as devolutivas: python -m autograder feedback"])
