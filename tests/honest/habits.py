"""Honest notebooks by composition: a number chooses a notebook, an answer to each exercise, and one to five habits.

released notebook → answers → ANSWERING → EXPLORING → ARRANGING → SAVING → the file that is handed in
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from random import Random

from tests.honest import answering, arranging, exploring, saving  # noqa: F401  (they register their habits)
from tests.honest.answers import answer, wrong
from tests.honest.draft import HABITS, Draft, Habit

NOTEBOOKS = ("00_start", "01_elman_rnn", "02_input_gate", "03_forget_gate")
SEEDS = range(150)
MOST = 5


@dataclass(frozen=True)
class Honest:
    """A hand-in: its file, which notebook it is, and how it came about."""

    seed: int
    notebook: str
    habits: tuple[Habit, ...]
    raw: bytes

    def __str__(self) -> str:
        return f"{self.seed} {self.notebook}: {', '.join(map(str, self.habits))}"


@cache
def dealt() -> list[tuple[Habit, ...]]:
    """The habits of each hand-in, in the order of their turns: all come up equally often, but once only those that lift a mark."""
    rng, deck, hands = Random("habits"), [], []
    for _ in SEEDS:
        hand: list[Habit] = []
        for _ in range(rng.randint(1, MOST)):
            if len(deck) <= MOST:
                fresh = [habit for habit in HABITS.values() if not habit.told or not hands]
                deck = rng.sample(fresh, len(fresh)) + deck
            saved = any(habit.stage is saving.SAVING for habit in hand)
            hand.append(next(h for h in reversed(deck) if h not in hand and not (saved and h.stage is saving.SAVING)))
            deck.remove(hand[-1])
        hands.append(tuple(sorted(hand, key=lambda one: one.stage)))
    return hands


def handed_in(seed: int) -> Honest:
    """The hand-in of that number, the same every time."""
    rng = Random(f"notebook {seed}")
    draft = Draft(NOTEBOOKS[seed % len(NOTEBOOKS)], rng)
    for name, cell in draft.answers.items():
        cell["source"] = answer(name, rng, cell["source"])
        draft.others[name] = [other.rstrip("\n") for other in wrong(name)]
    habits = dealt()[seed]
    for one in habits:
        one.change(draft)
    return Honest(seed, draft.notebook, habits, draft.saved())


def cover() -> list[int]:
    """The fewest numbers, chosen one by one, whose hand-ins show every habit."""
    missing, chosen = set(HABITS), []
    while missing:
        seed = max(SEEDS, key=lambda seed: len(missing & {one.name for one in dealt()[seed]}))
        chosen.append(seed)
        missing -= {one.name for one in dealt()[seed]}
    return chosen
