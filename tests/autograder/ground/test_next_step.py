"""The next step can be pasted: a shell reads from it the very words that were meant."""

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from autograder.__main__ import main
from autograder.course.folder import Course
from autograder.ground.next_step import next_step, with_course
from tests.autograder.conftest import write_sources
from tests.autograder.judging.test_grade import hand_in

GRADE = "Para corrigir: python -m autograder grade 02"


def test_a_command_is_quoted_for_the_shell():
    words = ["init", "--update", "minha turma; rm -rf ~"]
    assert shlex.split(next_step(*words)) == ["python", "-m", "autograder", *words]


@pytest.mark.parametrize(
    "text, expected",
    [
        (GRADE, "Para corrigir: python -m autograder grade --course 'a b' 02"),
        ("python -m autograder init DIR", "python -m autograder init DIR"),
        ("python -m autograder grade --course x", "python -m autograder grade --course x"),
        ("(python -m autograder grade)\npython -m autograder grade", "(python -m autograder grade --course 'a b')\npython -m autograder grade --course 'a b'"),
        ("nada", "nada"),
    ],
)  # fmt: skip
def test_only_commands_on_a_course_get_one(text, expected):
    assert with_course(text, "a b", {"grade", "status"}) == expected


def pasted(said):
    """The last line's command, as a shell would split it."""
    line = said.splitlines()[-1]
    return shlex.split(line[line.index("python -m autograder") :])[3:]


def test_from_init_to_release_each_last_line_runs_as_it_stands(tmp_path, monkeypatch, run):
    solutions = write_sources(tmp_path / "fontes")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "LISTA.csv").write_text("id\nana\n", encoding="utf-8")
    code, said = run("init", "minha turma", "--solutions", solutions)
    for expected in ("roster", "release"):
        words = pasted(said)
        assert (
            code == 0
            and words[0] == expected
            and Path("minha turma").resolve() in [Path(word).resolve() for word in words]
        )
        monkeypatch.setattr("autograder.outgoing.release.verify", lambda *_: None)
        code, said = run(*words)
    assert code == 0 and Course("minha turma").released == ["00_start"]
    assert pasted(said)[0] == "collect" and "minha turma" in pasted(said)[2]


def test_inside_the_folder_nothing_needs_to_be_added(course, monkeypatch, run):
    monkeypatch.chdir(course.root)
    assert "--course" not in run("status")[1]
    monkeypatch.chdir(course.root.parent)
    assert "--course turma" in run("status", "--course", "turma")[1]


def test_a_damaged_course_says_where_to_mend_it(course, run, monkeypatch):
    course.gradebook.unlink()
    monkeypatch.chdir(course.root.parent)
    assert "python -m autograder init --update turma" in run("status", "--course", "turma")[1]


@pytest.mark.parametrize("name", ["turma [2026]", "turma*", "a?b", "a\nb", "$HOME"])
def test_a_path_that_nbgrader_cannot_work_in_is_refused_at_once_and_by_every_command(tmp_path, course, run, name):
    solutions = write_sources(tmp_path / "fontes")
    code, said = run("init", tmp_path / name, "--solutions", solutions)
    assert code == 2 and "nome sem eles" in said and not (tmp_path / name).exists()
    shutil.move(course.root, tmp_path / name)
    assert run("status", "--course", tmp_path / name)[0] == 2


@pytest.mark.parametrize(
    "name", ["minha turma", "turma#1", "100% {x}", 'd\'água "b"', "turma;x&y", "ção", "-turma", "~"]
)
def test_other_names_work_to_the_end(tmp_path, made_release, name, run, monkeypatch):
    monkeypatch.setattr("autograder.outgoing.release.verify", lambda *_: None)
    shutil.copytree(made_release, tmp_path / name)
    hand_in(Course(tmp_path / name), "ana")
    for each in ("release", "grade", "feedback", "export"):
        code, said = run(each, "--course", tmp_path / name)
        assert code == 0, said
    assert "ana,Ana,Souza,00_start,10.0,10.0,graded," in (tmp_path / name / "notas.csv").read_text(encoding="utf-8")


def test_the_printed_line_is_one_that_a_real_shell_understands(course, run, tmp_path):
    odd = tmp_path / "d'água (x); `y`"
    course.root.rename(odd)
    line = run("status", "--course", odd)[1].splitlines()[-1].partition(": ")[2]
    shown = subprocess.run(
        ["sh", "-c", line.replace("python -m autograder", "printf '%s\\n'")], capture_output=True, text=True
    )
    assert shown.stdout.splitlines()[:3] == ["release", "--course", os.fspath(odd)]


@pytest.mark.parametrize("page", ["README.md", "docs/guia-do-instrutor.md"])
def test_the_commands_of_the_pages_exist_with_these_options(page):
    text = (Path(__file__).parents[3] / page).read_text(encoding="utf-8")
    lines = re.findall(r"python -m autograder\s([^`#\n]+(?:\n[^`#\n]+`)?)", text)
    assert len(lines) >= 7
    for line in lines:
        name, *rest = shlex.split(line.strip("` \n"))
        options = {option for parameter in main.commands[name].params for option in parameter.opts}
        assert {word for word in rest if word.startswith("--")} <= options, line
