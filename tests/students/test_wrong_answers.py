"""Wrong answers of students who knew only the notebooks: none is accepted, and nearly all are told what went wrong.

Each block says, as a regex, what a good message about that very mistake would have to contain. Hints are left out: they
speak of the exercise, whoever answers.
"""

import re
from functools import cache

import pytest

from tests.students.blocks import blocks, checked, without_hints

WRONG = blocks("wrong")
SHARE = 0.9


@cache
def _verdict(block):
    return checked(block)


@pytest.mark.parametrize("block", WRONG, ids=lambda block: str(block).replace("/", "÷"))
def test_a_wrong_answer_is_refused(block):
    passed, message = _verdict(block)
    assert not passed, message


def test_nearly_all_are_told_their_own_mistake(capsys):
    untold = [block for block in WRONG if not re.search(block.wanted, without_hints(_verdict(block)[1]), re.IGNORECASE)]
    told = 1 - len(untold) / len(WRONG)
    with capsys.disabled():
        print(f"\n{len(WRONG)} wrong answers, {told:.1%} told their own mistake; not told:")
        print(*(f"  {block}" for block in untold), sep="\n")
    assert told >= SHARE


def test_there_are_many_and_no_two_are_the_same():
    assert len(WRONG) >= 200
    assert len({(block.exercise, re.sub(r"\s+|#.*", "", block.code)) for block in WRONG}) == len(WRONG)
