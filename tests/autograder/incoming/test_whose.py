"""Whose a file is, by its path: what names mean, and that nobody gets what may be somebody else's."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from autograder.course.create import create
from autograder.course.folder import Course
from autograder.course.roster import Student
from autograder.incoming.accounts import Fate
from autograder.incoming.collect import collect
from autograder.incoming.worksheet import read_worksheet

NB = "02_input_gate"
LIST = [
    Student("ana", "Ana", "Alves", "ana@example.org"),
    Student("bia.lima", "Beatriz", "Lima", "bia@example.org"),
    Student("bruno", "Bruno", "Braga", "bruno@example.org"),
    Student("carla", "Carla", "Costa"),
    Student("maria.souza", "Maria", "Souza"),
    Student("maria.souza2", "Maria", "Souza Lima"),
]
SOLUTIONS = Path(__file__).resolve().parents[3] / "solutions"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return create(tmp_path_factory.mktemp("turmas") / "turma", SOLUTIONS)


@pytest.fixture
def course(made, tmp_path):
    shutil.copytree(made.root, tmp_path / "turma")
    course = Course(tmp_path / "turma")
    course.__dict__["students"] = {student.id: student for student in LIST}
    return course


def notebook(course, name, answers=True, metadata=True, mark=""):
    """A hand-in of one of the course's notebooks, with its metadata and answers or without."""
    content = json.loads(course.source_of(name).read_bytes())
    if not metadata:
        content["metadata"] = {}
        for cell in content["cells"]:
            cell["metadata"] = {}
            cell.pop("id", None)
    if not answers:
        content["cells"] = [cell for cell in content["cells"] if cell["cell_type"] == "markdown"]
    content["cells"].append({"cell_type": "markdown", "metadata": {}, "source": mark})
    return json.dumps(content, ensure_ascii=False).encode()


def collected(course, tmp_path, files):
    with zipfile.ZipFile(tmp_path / "entregas.zip", "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return collect(course, NB, tmp_path / "entregas.zip")


def fates(result):
    return {account.name: (account.fate, account.student) for account in result.accounts}


NAMES = {
    "ana.ipynb": "ana", "CARLA.ipynb": "carla", "Ana_02_input_gate.ipynb": "ana", "bia.lima_02_input_gate.ipynb": "bia.lima",
    "ana - 02_input_gate.ipynb": "ana", "ana-02-input-gate.ipynb": "ana", "ANA 02 Input Gate.ipynb": "ana",
    "02_input_gate_bruno.ipynb": "bruno", "02_input_gate - bruno.ipynb": "bruno", "02_input_gate_BIA.LIMA (1).ipynb": "bia.lima",
    "Cópia de ana.ipynb": "ana", "Copy of ana_02_input_gate.ipynb": "ana", "Cópia de Cópia de 02_input_gate_ana.ipynb": "ana",
    "ana_Cópia de 02_input_gate.ipynb": "ana", "ana (1).ipynb": "ana", "ana_02_input_gate - Copia.ipynb": "ana",
    "ana_02_input_gate - Cópia (2).ipynb": "ana", "ana_02_input_gate-Copy1.ipynb": "ana", "ana - Copia.ipynb": "ana",
    "ana_02_input_gate(1).ipynb": "ana", "ana_02_input_gate_v2_final.ipynb": "ana", "ana_02_input_gate2.ipynb": "ana",
    "ana@example.org_02_input_gate.ipynb": "ana", "BRUNO@example.org.ipynb": "bruno", "ana/Untitled.ipynb": "ana",
    "ana/Untitled12.ipynb": "ana", "ana/02_input_gate (1).ipynb": "ana", "turma 1/ana/x/y.ipynb": "ana", "ANA/final.ipynb": "ana",
    "Cadernos/bruno/02_input_gate/02_input_gate.ipynb": "bruno", "bruno/lstm-main/notebooks/02_input_gate.ipynb": "bruno",
    "maria.souza2_02_input_gate.ipynb": "maria.souza2", "02_input_gate_maria.souza2.ipynb": "maria.souza2",
    "maria.souza/02_input_gate.ipynb": "maria.souza", "bia@example.org/02_input_gate.ipynb": "bia.lima",
    "ana+02_input_gate+2026-09-14 21:51:00 UTC/02_input_gate.ipynb": "ana",
    "inbound/bia.lima+02_input_gate+2026-09-14 21:51:00.123456 UTC+abc123/02_input_gate.ipynb": "bia.lima",
    "ana\\02_input_gate.ipynb": "ana",
}  # fmt: skip


@pytest.mark.parametrize("name, student", NAMES.items())
def test_names_that_say_who(course, tmp_path, name, student):
    result = collected(course, tmp_path, {name: notebook(course, NB)})
    assert fates(result) == {name.replace("\\", "/"): (Fate.NEW, student)} and result.exit_code == 0


DOUBTFUL = {
    "ana/bruno_02_input_gate.ipynb": {"ana", "bruno"}, "ana/bruno.ipynb": {"ana", "bruno"},
    "ana_02_input_gate_bruno.ipynb": {"ana", "bruno"}, "ana/bruno/02_input_gate.ipynb": {"ana", "bruno"},
    "Maria Souza_02_input_gate.ipynb": {"maria.souza", "maria.souza2"}, "maria_souza.ipynb": {"maria.souza", "maria.souza2"},
    "mariasouza.ipynb": {"maria.souza"}, "Souza, Maria/02_input_gate.ipynb": {"maria.souza", "maria.souza2"},
    "02_input_gate_Bruno Braga.ipynb": {"bruno"}, "02_input_gate_ana_paula.ipynb": {"ana"}, "beatriz.ipynb": {"bia.lima"},
    "ana 2.ipynb": {"ana"}, "02_input_gate.ipynb": {"?"}, "notebooks/02_input_gate.ipynb": {"?"}, "Untitled.ipynb": {"?"},
    "02_input_gate_final.ipynb": {"?"}, "joão.ipynb": {"?"},
}  # fmt: skip


@pytest.mark.parametrize("name, perhaps", DOUBTFUL.items())
def test_names_that_may_mean_several_or_nobody_are_refused_and_the_people_named(course, tmp_path, name, perhaps):
    result = collected(course, tmp_path, {name: notebook(course, NB)})
    assert fates(result) == {name: (Fate.REFUSED, "")} and set(result.left_without) == perhaps and result.exit_code == 1
    assert not list(course.submitted.iterdir())


STRANGERS = {
    "zoe.ipynb": "zoe", "zoe/02_input_gate.ipynb": "zoe", "turma/zoe_02_input_gate.ipynb": "zoe",
    "cadernos-main/notebooks/02_input_gate.ipynb": "cadernos-main",
}  # fmt: skip


@pytest.mark.parametrize("name, student", STRANGERS.items())
def test_who_is_on_no_list_is_taken_and_said(course, tmp_path, name, student):
    result = collected(course, tmp_path, {name: notebook(course, NB)})
    assert fates(result) == {name: (Fate.UNKNOWN, student)} and result.exit_code == 0
    assert course.submission(student, NB).is_file()
    again = collected(course, tmp_path, {name: notebook(course, NB)})
    assert fates(again) == {name: (Fate.UNKNOWN, student)}


def test_strangers_whose_names_differ_by_case_are_not_both_taken(course, tmp_path):
    names = ["zoe.ipynb", "ZOE.ipynb"]
    result = collected(course, tmp_path, {name: notebook(course, NB, mark=name) for name in names})
    assert sorted(result.names(Fate.REFUSED)) == sorted(names) and not list(course.submitted.iterdir())


@pytest.mark.parametrize("metadata", [True, False])
def test_two_copies_of_different_notebooks_are_each_its_own(course, tmp_path, metadata):
    files = {
        f"ana/Cópia de {name}.ipynb": notebook(course, name, metadata=metadata)
        for name in ("01_elman_rnn", NB, "03_forget_gate")
    }
    result = collected(course, tmp_path, files)
    assert fates(result)[f"ana/Cópia de {NB}.ipynb"] == (Fate.NEW, "ana") and result.exit_code == 0
    assert sorted(result.names(Fate.OTHER_NOTEBOOK)) == [
        "ana/Cópia de 01_elman_rnn.ipynb",
        "ana/Cópia de 03_forget_gate.ipynb",
    ]


@pytest.mark.parametrize("metadata", [True, False])
def test_what_a_file_holds_counts_before_its_name(course, tmp_path, metadata):
    files = {
        "ana/02_input_gate.ipynb": notebook(course, "01_elman_rnn", metadata=metadata),
        "bruno/03_forget_gate.ipynb": notebook(course, NB, metadata=metadata),
        "carla/Untitled.ipynb": notebook(course, "03_forget_gate", metadata=metadata),
        "maria.souza/Untitled.ipynb": notebook(course, NB, metadata=metadata),
    }
    result = collected(course, tmp_path, files)
    assert result.students(Fate.NEW) == ["bruno", "maria.souza"]
    assert result.students(Fate.OTHER_NOTEBOOK) == ["ana", "carla"]
    assert set(result.left_without) == {"ana", "carla"} and "mas é 01_elman_rnn" in result.in_words(course.root, [NB])


def test_a_later_notebook_that_holds_earlier_answers_is_the_later_one(course, tmp_path):
    later = json.loads(notebook(course, "03_forget_gate", metadata=False))
    later["cells"][1:1] = json.loads(notebook(course, NB, metadata=False))["cells"]
    result = collected(course, tmp_path, {"ana/03_forget_gate (1).ipynb": json.dumps(later).encode()})
    assert result.names(Fate.OTHER_NOTEBOOK) and not result.left_without


def test_without_any_trace_inside_the_name_counts(course, tmp_path):
    bare = b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
    result = collected(course, tmp_path, {"ana_03_forget_gate.ipynb": bare, "bruno_02_input_gate.ipynb": bare + b" "})
    assert fates(result) == {
        "ana_03_forget_gate.ipynb": (Fate.OTHER_NOTEBOOK, "ana"),
        "bruno_02_input_gate.ipynb": (Fate.NEW, "bruno"),
    }


def test_of_two_different_files_the_last_handed_in_counts_if_times_tell_and_none_otherwise(course, tmp_path):
    inbound = "ana+02_input_gate+2026-09-{}/02_input_gate.ipynb"
    files = {
        inbound.format("14 21:51:00 UTC"): notebook(course, NB, mark="1"),
        inbound.format("16 08:00:00 UTC"): notebook(course, NB, mark="2"),
        inbound.format("15 08:00:00 UTC"): notebook(course, NB, mark="3"),
        "bruno/a.ipynb": notebook(course, NB, mark="1"),
        "bruno/b.ipynb": notebook(course, NB, mark="2"),
        "bruno/c.ipynb": notebook(course, NB, mark="2"),
        "carla/a.ipynb": notebook(course, NB, mark="1"),
        "carla/b.ipynb": notebook(course, NB, mark="1"),
    }
    result = collected(course, tmp_path, files)
    assert course.submission("ana", NB).read_bytes() == files[inbound.format("16 08:00:00 UTC")]
    timestamp = course.submission("ana", NB).parent / "timestamp.txt"
    assert timestamp.read_text(encoding="utf-8") == "2026-09-16 08:00:00 UTC\n"
    assert len(result.names(Fate.OLDER)) == 2 and result.students(Fate.NEW) == ["ana", "carla"]
    assert set(result.names(Fate.REFUSED)) == {"bruno/a.ipynb", "bruno/b.ipynb", "bruno/c.ipynb"}
    assert set(result.left_without) == {"bruno"}


def test_the_course_itself_and_what_holds_it_are_no_deliveries(course, run, tmp_path):
    for origin in (course.root, course.root.parent, course.submitted, course.source):
        code, said = run("collect", NB, "--from", origin, "--course", course.root)
        assert code == 2 and "turma" in said, origin
    inside = course.root / "entregas"
    inside.mkdir()
    (inside / "zoe.ipynb").write_bytes(notebook(course, NB))
    assert run("collect", NB, "--from", inside, "--course", course.root)[0] == 0


def test_a_time_that_a_student_can_write_is_no_time(course, tmp_path):
    """What Moodle passes on, and what is in a zip of one's own, comes from the student, names and all."""
    early = "ana+02_input_gate+2020-01-01 00:00:00 UTC/02_input_gate.ipynb"
    with zipfile.ZipFile(tmp_path / "ana.zip", "w") as archive:
        archive.writestr(early, notebook(course, NB))
    (tmp_path / "p.csv").write_text("Identificador,id\nParticipante77,bruno\n", encoding="utf-8")
    folder = f"Bruno Braga_77_assignsubmission_file/{NB}"
    with zipfile.ZipFile(tmp_path / "e.zip", "w") as archive:
        archive.write(tmp_path / "ana.zip", "ana.zip")
        archive.writestr(f"{folder}/{NB}.ipynb", notebook(course, NB))
        archive.writestr(f"{folder}/timestamp.txt", "2020-01-01 00:00:00 UTC")
    participants = read_worksheet(tmp_path / "p.csv", course.students)
    result = collect(course, NB, tmp_path / "e.zip", participants)
    assert (course.submissions(NB), result.untimed) == (["ana", "bruno"], 2)
    assert not list(course.submitted.rglob("timestamp.txt"))


def test_nbgraders_own_folder_brings_its_times(course, tmp_path):
    files = {
        f"submitted/ana/{NB}/{NB}.ipynb": notebook(course, NB),
        f"submitted/ana/{NB}/timestamp.txt": b"2026-09-14 21:51:00 UTC",
    }
    files |= {f"submitted/bruno/{NB}/{NB}.ipynb": notebook(course, NB), f"submitted/bruno/{NB}/timestamp.txt": b"ontem"}
    result = collected(course, tmp_path, files)
    assert (course.submission("ana", NB).parent / "timestamp.txt").read_bytes() == b"2026-09-14 21:51:00 UTC\n"
    assert not (course.submission("bruno", NB).parent / "timestamp.txt").exists() and result.untimed == 1
