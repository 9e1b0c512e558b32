"""Due dates and extra time are read strictly: nothing is guessed, and what cannot be is refused by name."""

from datetime import datetime, timedelta

import pytest

from autograder.course.create import COURSE_SETTINGS
from autograder.course.deadlines import extra_time, in_words
from autograder.course.folder import Course
from autograder.ground.errors import BadFile


@pytest.mark.parametrize(
    "text, hours",
    [
        ("0", 0),
        ("2", 48),
        ("2d", 48),
        ("1 dia", 24),
        ("3 dias", 72),
        ("48h", 48),
        ("1,5", 36),
        ("1.5 d", 36),
        ("90 H", 90),
    ],
)
def test_a_plain_number_is_days_and_the_letter_says_otherwise(text, hours):
    assert extra_time(text) == timedelta(hours=hours)


@pytest.mark.parametrize("text", ["", "-1", "muito", "2 semanas", "1d12h", "30min", "inf", "1e3", "99999"])
def test_what_is_no_length_of_time_is_refused(text):
    with pytest.raises(ValueError):
        extra_time(text)


def with_due(course, text):
    (course.root / "curso.toml").write_text(text, encoding="utf-8")
    return Course(course.root)


@pytest.mark.parametrize(
    "moment",
    ["2026-11-30T23:59:00-03:00", '"2026-11-30T23:59:00-03:00"', "2026-12-01T02:59:00Z", "2026-12-01 03:59:00+01:00"],
)
def test_a_date_with_its_zone_is_one_moment(course, moment):
    assert with_due(course, f"[due]\n00_start = {moment}\n").due == {"00_start": datetime(2026, 12, 1, 2, 59)}


def test_without_the_table_nothing_is_said_and_an_empty_one_says_that_nothing_is_due(course):
    assert course.due is None and with_due(course, "[due]\n").due == {}


@pytest.mark.parametrize(
    "line",
    [
        "00_start = 2026-11-30T23:59:00",
        "00_start = 2026-11-30",
        '00_start = "amanhã"',
        "00_start = 7",
        "99_x = 2026-11-30T23:59:00Z",
    ],
)
def test_a_date_without_its_zone_or_of_another_notebook_is_refused(course, line, run):
    with pytest.raises(BadFile, match=r"curso\.toml: em \[due\]"):
        _ = with_due(course, f"[due]\n{line}\n").due
    code, said = run("status", "--course", course.root)
    assert code != 0 and "[due]" in said


def test_the_settings_that_init_writes_show_a_date_that_works_once_the_sign_is_taken_away(course):
    shown = COURSE_SETTINGS.format(limits="").replace("# [due]", "[due]").replace("# 02_input_gate", "00_start")
    assert with_due(course, shown).due == {"00_start": datetime(2026, 12, 1, 2, 59)}


def test_lengths_of_time_are_said_by_their_two_largest_units():
    assert in_words(timedelta(hours=26, minutes=3)) == "1 d 2 h" and in_words(timedelta(hours=2, seconds=50)) == "2 h"
