"""The transcript is up to date, and what is said is short, readable and Portuguese."""

import re

import numpy as np
import pytest

from enap_lstm.exercises import EXERCISES
from tests.students.transcript import PAGE, hints, page, panels, readability, sentences

SAID = [(f"{name}: {what}", sentences(panel)) for name in EXERCISES for what, panel in panels(name).items()]
WORDS = 90
ENGLISH = (
    r"\b(the|is|are|not|with|without|must|should|of|to|expected|got|shapes?|values?|missing|wrong|has|object|index)\b"
)


def test_the_transcript_is_what_the_check_says_now():
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make mensagens`, and read what changed"


@pytest.mark.parametrize(("what", "text"), SAID, ids=[what for what, _ in SAID])
def test_a_message_is_short_and_portuguese(what, text):
    assert len(text.split()) <= WORDS, text
    assert not re.search(ENGLISH, re.sub(r"\S*\w[.(\[]\w\S*|“[^”]*”", "", text), re.IGNORECASE), text
    assert "!" not in text


def test_messages_are_easy_to_read():
    index = [readability(text) for _, text in SAID]
    assert np.mean(index) > 50
    assert np.percentile(index, 5) > 30


@pytest.mark.parametrize("name", EXERCISES)
def test_hints_are_easy_to_read(name):
    assert np.mean([readability(text) for _, text in hints(EXERCISES[name])]) > 50
