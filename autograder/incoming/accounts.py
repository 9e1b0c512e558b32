"""What became of every file that came: each in one place, by name; and who is left without what they sent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from autograder.ground.next_step import next_step
from autograder.ground.untrusted import for_terminal
from autograder.incoming.moodle import NO_WORKSHEET

SHOWN = 5  # names in one line; each stands in the table as well


class Fate(Enum):
    """Where a file ends up, in the order in which they are told."""

    NEW = "Novas"
    CHANGED = "Trocadas"
    SAME = "Iguais às de antes"
    OLDER = "Mais antigas que a recolhida, que fica"
    NOT_A_NOTEBOOK = "Não são cadernos .ipynb"
    OTHER_NOTEBOOK = "De outro caderno"
    DRAFT = "Rascunhos, ainda não enviados no Moodle"
    UNKNOWN = "De pessoa desconhecida, fora da lista da turma"
    REFUSED = "Recusados"


HAS_ONE = {Fate.NEW, Fate.CHANGED, Fate.SAME, Fate.OLDER}


@dataclass(frozen=True)
class Account:
    """One file: its fate, whose it is if that is certain, why, and who is left without it if it was not taken.

    `missed_by` is empty for what nobody misses; "?" stands for somebody whom the name does not tell.
    """

    name: str
    fate: Fate
    student: str = ""
    words: str = ""
    missed_by: tuple[str, ...] = ()

    def line(self) -> str:
        """The file, whose it is, and why."""
        whose = f" → {self.student}" if self.student else ""
        return for_terminal(self.name, 200) + whose + (f": {self.words}" if self.words else "")


@dataclass
class Collected:
    """The accounts of one collect, and what else a person should know of it."""

    notebook: str
    accounts: list[Account] = field(default_factory=list)
    untimed: int = 0
    dry_run: bool = False

    def names(self, fate: Fate) -> list[str]:
        """The files of one fate."""
        return [account.name for account in self.accounts if account.fate is fate]

    def students(self, *fates: Fate) -> list[str]:
        """Whose files had one of these fates, each once."""
        return sorted({account.student for account in self.accounts if account.fate in fates and account.student})

    @property
    def strangers(self) -> list[str]:
        """Ids from outside the class list that were taken."""
        return self.students(Fate.UNKNOWN)

    @property
    def left_without(self) -> dict[str, list[str]]:
        """Who sent something that was not taken, and has nothing else → the files."""
        have = set(self.students(*HAS_ONE, Fate.UNKNOWN))
        left: dict[str, list[str]] = {}
        for account in self.accounts:
            for person in account.missed_by:
                if person not in have:
                    left.setdefault(person, []).append(account.name)
        return left

    @property
    def exit_code(self) -> int:
        """1 when somebody is left without what they sent."""
        return 1 if self.left_without else 0

    def in_words(self, course: Path, command: Iterable[object]) -> str:
        """The table, then what to do next; `command` are the words that were typed."""
        count = {fate: len(self.names(fate)) for fate in Fate}
        taken = "seriam" if self.dry_run else "foram"
        lines = [
            f"Entregas de {self.notebook}: {_many(count[Fate.NEW], 'nova')}, {_many(count[Fate.CHANGED], 'trocada')},"
            f" {_many(count[Fate.SAME], 'igual', 'iguais')}; {_many(len(self.accounts), 'arquivo')} ao todo."
        ]
        for fate in Fate:
            if count[fate]:
                told = sorted(account.line() for account in self.accounts if account.fate is fate)
                lines += [f"{fate.value}: {count[fate]}.", *(f"  {line}" for line in told)]
        if self.strangers:
            lines.append(
                f"Fora da lista da turma: {', '.join(self.strangers)}. As entregas {taken} recolhidas assim mesmo, e a"
                " correção as assinala."
            )
        if self.untimed:
            lines.append(f"Sem horário de envio conhecido, e portanto sem desconto por atraso: {self.untimed}.")
        return "\n".join([*lines, *self._next(course, list(command))])

    def _next(self, course: Path, command: list[object]) -> list[str]:
        left = self.left_without
        named = [f"{for_terminal(who, 80)} ({for_terminal(files[0], 80)})" for who, files in left.items() if who != "?"]
        taken = "seria" if self.dry_run else "foi"
        lines = [f"Enviaram algo, e nada {taken} recolhido: {_first(named)}."] if named else []
        if left.get("?"):
            lines.append(f"Não se sabe de quem: {_first([for_terminal(name, 80) for name in left['?']])}.")
        if any(account.words == NO_WORKSHEET for account in self.accounts):
            command += ["--worksheet", "PLANILHA.csv"]
        if self.dry_run:
            return [*lines, f"Nada foi gravado. Para recolher: {next_step('collect', *command, course=course)}"]
        if left:
            again = next_step("collect", *command, course=course)
            return [*lines, f"Depois de resolver, repita; o que já foi recolhido fica como está: {again}"]
        if not self.students(*HAS_ONE, Fate.UNKNOWN):
            return [
                *lines,
                f"Nenhuma entrega de {self.notebook} foi encontrada. Confira a pasta ou o zip, e o caderno.",
            ]
        return [f"Para corrigir: {next_step('grade', self.notebook, course=course)}"]


def _first(names: list[str]) -> str:
    more = f" e mais {len(names) - SHOWN}" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


def _many(n: int, one: str, more: str = "") -> str:
    return f"{n} {one if n == 1 else more or one + 's'}"
