"""The student's own points beside the grader's, exercise by exercise, and what the devolutiva says where they differ."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.course.create import create
from autograder.incoming import submitted
from autograder.judging.grader import Grader
from tests.honest.draft import HABITS
from tests.honest.habits import Honest, handed_in
from tests.honest.kernel import Seen, run_in_a_kernel

SOLUTIONS = Path(__file__).parents[2] / "solutions"
SAME = 1e-5  # points; a mark is rounded to six places


@dataclass(frozen=True)
class Compared:
    """One exercise of one hand-in: what the summary and what the grader gave; `said` is all that the devolutiva says of it."""

    honest: Honest
    exercise: str
    summary: float
    mark: float
    said: str

    @property
    def same(self) -> bool:
        return abs(self.summary - self.mark) < SAME

    @property
    def explained(self) -> bool:
        """Is it the same, or more, with a sentence that says why? Nothing explains a mark below the student's own."""
        told = (habit.told for habit in HABITS.values() if habit.told)
        return self.same or (self.mark > self.summary and any(re.search(words, self.said) for words in told))

    def __str__(self) -> str:
        return f"{self.honest}\n  {self.exercise}: {self.summary:g} in the summary, {self.mark:g} by the grader\n{self.said}"


def compare(seeds: Sequence[int]) -> list[Compared]:
    """Run the hand-ins of these numbers in kernels, grade the same files, and hold the one against the other."""
    all_honest = [handed_in(seed) for seed in seeds]
    all_seen = run_in_a_kernel([honest.raw for honest in all_honest])
    with tempfile.TemporaryDirectory() as folder:
        with Grader(create(Path(folder) / "turma", SOLUTIONS)) as grader:
            pairs = zip(all_honest, all_seen, strict=True)
            return [one for honest, seen in pairs for one in _exercises(grader, honest, seen, Path(folder))]


def _exercises(grader: Grader, honest: Honest, seen: Seen, folder: Path) -> list[Compared]:
    path = folder / f"{honest.notebook}.ipynb"
    path.write_bytes(honest.raw)
    handed = submitted.read(path)
    found = grader.record(honest.notebook, "ana", handed, grader.grade(honest.notebook, handed))
    compared = []
    for exercise in found["exercises"]:
        name = exercise["name"]
        notes = [note for note in found["notes"] if re.search(rf"\b{name}\b", note)]
        said = "\n".join([*notes, exercise["reason"]])
        compared.append(Compared(honest, name, seen.points.get(name, 0.0), exercise["score"], said))
    return compared
