"""A mark is what the student's own check would have said: honest notebooks, run in a real kernel and graded.

All 150 take some ten minutes: `HONEST=all pytest tests/honest`, or in pieces `python -m tests.honest 0 25`. The suite runs
the twenty that show the most habits.
"""

import os
from collections import Counter

import pytest

from tests.honest.compare import compare
from tests.honest.draft import HABITS
from tests.honest.habits import NOTEBOOKS, SEEDS, cover, dealt, handed_in

FEW = 20
SHARE = 0.98
ALL = os.environ.get("HONEST") == "all"


@pytest.mark.slow
def test_a_mark_is_what_the_students_own_summary_says_or_the_devolutiva_says_why():
    compared = compare(SEEDS if ALL else cover()[:FEW])
    assert not [str(one) for one in compared if not one.explained]
    assert sum(one.mark > 0 for one in compared) > len(compared) / 2, "half of the answers should be worth something"
    if ALL:  # the few are chosen for their habits, those that part mark and summary among them
        assert sum(one.same for one in compared) >= SHARE * len(compared)


def test_every_habit_comes_up_and_every_hand_in_has_one_to_five():
    counted = Counter(habit.name for seed in SEEDS for habit in dealt()[seed])
    assert len(HABITS) >= 35 and counted.keys() == HABITS.keys()
    assert min(counted[habit.name] for habit in HABITS.values() if not habit.told) >= 3
    assert {len(hand) for hand in dealt()} == {1, 2, 3, 4, 5}


def test_hand_ins_are_150_different_ones_and_the_same_every_time():
    files = [handed_in(seed).raw for seed in SEEDS]
    assert len(set(files)) == 150 and files[::25] == [handed_in(seed).raw for seed in SEEDS[::25]]
    assert {handed_in(seed).notebook for seed in SEEDS[:4]} == set(NOTEBOOKS)
