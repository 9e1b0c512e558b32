"""What a run of `grade` does and did, for the person who started it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from autograder.course.records import Record
from autograder.ground.untrusted import for_terminal

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
    """What a run of `grade` did."""

    graded: list[Record] = field(default_factory=list)
    skipped: int = 0
    failed: list[str] = field(default_factory=list)
    layers: dict[str, bool] = field(default_factory=dict)

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
        lines += [f"  {_named(r)}: {r['status']}, {for_terminal(r['reason'])}" for r in self.graded if r["reason"]]
        lines += [f"  Sem nota: {for_terminal(each)}" for each in self.failed]
        missing = [name for name, holds in self.layers.items() if not holds]
        if missing:
            lines.append(f"ATENÇÃO: isolamento incompleto nesta máquina, falta {', '.join(missing)}. Veja: {DOCTOR}")
        if self.failed:
            return "\n".join([*lines, "Para tentar de novo só o que ficou sem nota, execute o mesmo comando."])
        return "\n".join([*lines, "Para escrever as devolutivas: python -m autograder feedback"])


def _named(record: Record) -> str:
    return f"{for_terminal(record['student'])} · {record['notebook']}"
