"""Groups of graders that were killed do not gather; the folder here stands for the kernel's."""

import os

from autograder.running import control_group


def test_what_a_killed_grader_left_is_taken_away_and_what_is_in_use_or_young_or_somebody_elses_stays(tmp_path):
    for name in ("enap-killed", "enap-busy", "enap-young", "other"):
        (tmp_path / name).mkdir()
    (tmp_path / "enap-busy" / "process").touch()  # a group that holds a process cannot be removed either
    for name in ("enap-killed", "enap-busy", "other"):
        os.utime(tmp_path / name, (0, 0))
    control_group.forget_empty(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"enap-busy", "enap-young", "other"}
