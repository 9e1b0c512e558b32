"""The doctor sees what is really there: versions, layers, rights, the course; each fault has its remedy."""

import json
import os
from importlib import metadata

import pytest
from packaging.requirements import Requirement

from autograder.commands import doctor
from autograder.commands.doctor import Finding, findings, in_words
from tests.autograder.judging.test_grade import hand_in


@pytest.fixture
def healthy(monkeypatch):
    monkeypatch.setattr(doctor, "_isolation", lambda: iter(()))


def wrong(course):
    return {finding.part: finding for finding in findings(course.root) if not finding.holds}


@pytest.mark.slow
def test_the_layers_are_those_that_grading_finds():
    from autograder.judging.judge import judge_notebook  # noqa: F401  (what grading itself uses)
    from autograder.running.confined.confine import LAYERS

    assert [f.part for f in doctor._isolation()] == [f"isolamento: {name}" for name in LAYERS]


def test_every_package_the_project_asks_for_is_looked_at_and_nbgrader_is_new_enough():
    seen = {finding.part: finding for finding in doctor._versions()}
    assert all(finding.holds for finding in seen.values())
    assert {"Python", "numpy", "nbgrader", "jupytext", "scipy"} <= seen.keys() and "torch" not in seen
    assert seen["nbgrader"].seen == metadata.version("nbgrader")


def test_an_old_or_missing_package_is_said_with_what_is_needed(monkeypatch):
    monkeypatch.setattr(doctor.metadata, "version", lambda name: "0.9.5")
    old = doctor._package(Requirement("nbgrader>=0.9.6,<0.10"))
    assert not old.holds and "0.9.5" in old.seen and ">=0.9.6" in old.seen and "make setup" in old.remedy
    monkeypatch.undo()
    assert not doctor._package(Requirement("nenhum-pacote-assim>=1")).holds


def test_a_sound_course_is_in_order_for_a_person_and_a_program(released, run, healthy):
    code, said = run("doctor", "--course", released.root)
    assert code == 0 and said.splitlines()[-1] == "Tudo em ordem." and "2 pessoas" in said
    code, said = run("doctor", "--json", "--course", released.root)
    assert code == 0 and {"part", "holds", "seen", "remedy"} == json.loads(said)[0].keys()


def test_rights_that_are_too_wide_are_named_with_the_command_that_mends_them(released, run, healthy):
    os.chmod(released.gradebook, 0o644)
    code, said = run("doctor", "--course", released.root)
    assert code == 1 and f"chmod 600 {released.gradebook}" in said and "644" in said


def test_people_twice_strangers_and_due_dates(released, healthy):
    released.roster.write_text("id,email\nana,a@x.org\nbia,A@x.org\n", encoding="utf-8")
    (released.root / "curso.toml").write_text("[due]\n00_start = 2026-11-30T23:59:00-03:00\n", encoding="utf-8")
    hand_in(released, "zoe")
    found = wrong(released)
    assert (
        found.keys() == {"e-mails", "pessoas fora da lista"}
        and "purge --strangers" in found["pessoas fora da lista"].remedy
    )
    due = next(finding for finding in findings(released.root) if finding.part == "prazos")
    assert due.seen == "00_start 2026-12-01 02:59 UTC (curso.toml)"


@pytest.mark.parametrize("version, holds", [("3.8.10", True), ("3.99.1", False)])
def test_a_student_whose_python_is_newer_is_seen(released, healthy, version, holds):
    path = hand_in(released, "ana")
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["metadata"]["language_info"] = {
        "codemirror_mode": {"name": "ipython"},
        "name": "python",
        "version": version,
    }
    path.write_text(json.dumps(notebook), encoding="utf-8")
    finding = next(f for f in findings(released.root) if f.part == "Python dos estudantes")
    assert finding.holds == holds and version.rpartition(".")[0] in finding.seen


def test_little_room_on_the_disk_is_said(released, healthy, monkeypatch):
    monkeypatch.setattr("autograder.commands.doctor_of_course.free_space", lambda path: 5 << 20)
    assert wrong(released).keys() == {"espaço em disco"}


def test_outside_a_course_only_the_machine_is_looked_at(tmp_path, monkeypatch, run, healthy):
    monkeypatch.chdir(tmp_path)
    code, said = run("doctor")
    assert code == 0 and "não é uma turma" in said
    code, said = run("doctor", "--course", tmp_path)
    assert code == 1 and "não é uma turma" in said


def test_the_remedy_stands_below_what_does_not_hold():
    said = in_words([Finding("a", True, "bem"), Finding("b", False, "mal", "faça isto")]).splitlines()
    assert said[1:3] == ["FALTA b: mal", "      → faça isto"] and said[-1].startswith("1 de 2")
