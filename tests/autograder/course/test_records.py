"""Records survive being interrupted, and read back as they were written."""

import os

import pytest

from autograder.course import records


def record(student="ana", **changes):
    base = {
        "student": student, "notebook": "02_input_gate", "file_hash": "f", "submission_hash": "s", "course_version": "v",
        "limits": {"cell": 20.0}, "score": 7.5, "max_score": 10.0, "status": "graded", "reason": "",
        "exercises": [], "notes": ["Célula 3 ignorada"], "layers": {"seccomp": True},
    }  # fmt: skip
    return base | changes


def test_what_is_written_is_read(tmp_path):
    records.write(tmp_path, record())
    assert records.read(tmp_path, "02_input_gate", "ana") == record()
    assert records.read(tmp_path, "02_input_gate", "bia") is None
    records.remove(tmp_path, "02_input_gate", "ana")
    records.remove(tmp_path, "02_input_gate", "ana")
    assert records.read(tmp_path, "02_input_gate", "ana") is None


def test_all_of_a_notebook_come_in_order_of_ids_and_damaged_ones_are_left_out(tmp_path):
    for student in ("carla", "ana", "b.c@d"):
        records.write(tmp_path, record(student))
    (records.folder(tmp_path, "02_input_gate") / "dora.json").write_text("{", encoding="utf-8")
    assert [r["student"] for r in records.all_of(tmp_path, "02_input_gate")] == ["ana", "b.c@d", "carla"]
    assert records.all_of(tmp_path, "03_forget_gate") == []


def test_an_interrupted_write_leaves_the_old_record_and_no_draft(tmp_path, monkeypatch):
    records.write(tmp_path, record())

    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        records.write(tmp_path, record(score=0.0))
    assert records.read(tmp_path, "02_input_gate", "ana") == record()
    assert [path.name for path in records.folder(tmp_path, "02_input_gate").iterdir()] == ["ana.json"]
