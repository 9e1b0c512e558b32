"""notas.csv: every student and stranger once per released notebook, the gradebook's score, the status that wins."""

import csv
import io
import shutil

import pytest
from nbgrader.api import Gradebook

from autograder.course import enrol, records
from autograder.course.roster import Student
from autograder.outgoing import export as exporting
from autograder.outgoing.export import Row, export, made_here, rows, written

NB = "00_start"


@pytest.fixture
def released(course):
    """As after a release: the notebook is in release/, the gradebook knows its graded cell."""
    course.release_of(NB).parent.mkdir(parents=True)
    course.release_of(NB).write_bytes(course.source_of(NB).read_bytes())
    with Gradebook(course.db_url) as gradebook:
        gradebook.add_assignment(NB)
        gradebook.add_notebook(NB, NB)
        gradebook.add_grade_cell("check_sigmoid", NB, NB, max_score=10, cell_type="code")
    return course


def hand_in(course, *students):
    for student in students:
        course.submission(student, NB).parent.mkdir(parents=True)
        course.submission(student, NB).write_bytes(b"{}")


def record(course, student, score=7.5, status="graded", reason=""):
    """As after a grading: the gradebook has the mark, and the record says so."""
    in_gradebook(course, student, score)
    written = {
        "student": student, "notebook": NB, "file_hash": "f", "submission_hash": "s", "course_version": "v", "limits": {},
        "score": score, "max_score": 10.0, "status": status, "reason": reason, "exercises": [], "notes": [], "layers": {},
    }  # fmt: skip
    records.write(course.root, records.Record(**written))


def in_gradebook(course, student, auto, manual=None, penalty=None, outlived=False):
    with Gradebook(course.db_url) as gradebook:
        gradebook.update_or_create_student(student)
        gradebook.update_or_create_submission(NB, student)
        grade = gradebook.find_grade("check_sigmoid", NB, NB, student)
        grade.auto_score, grade.manual_score, grade.needs_manual_grade = auto, manual, outlived
        gradebook.find_submission_notebook(NB, NB, student).late_submission_penalty = penalty
        gradebook.db.commit()


def row(student, score, status, reason, max_score=10.0):
    names = {"ana": ("Ana", "Souza"), "bia": ("Bia", "Lima")}.get(student, ("", ""))
    return Row(student, *names, NB, score, max_score, status, reason)


def test_one_row_for_each_student_and_stranger_in_the_order_of_the_list(released):
    hand_in(released, "ana", "zoe", "caio")
    record(released, "ana")
    record(released, "zoe", 10.0)
    record(released, "caio", 2.0)
    assert list(rows(released)) == [
        row("ana", 7.5, "graded", ""),
        row("bia", None, "missing", "sem entrega"),
        row("caio", 2.0, "flagged", "fora da lista"),
        row("zoe", 10.0, "flagged", "fora da lista"),
    ]


def test_a_stranger_whose_submission_was_removed_is_gone(released):
    hand_in(released, "zoe")
    record(released, "zoe", 10.0)
    shutil.rmtree(released.submitted / "zoe")
    assert [each.student for each in rows(released)] == ["ana", "bia"]


def test_a_record_whose_gradebook_was_replaced_is_no_mark(released):
    hand_in(released, "ana")
    record(released, "ana")
    with Gradebook(released.db_url) as gradebook:
        gradebook.remove_submission(NB, "ana")
    assert next(rows(released)) == row("ana", None, "missing", "entregue, ainda não corrigida")


def test_notebooks_that_were_not_released_have_no_rows(course):
    assert list(rows(course)) == []
    assert written([]) == b"student,first_name,last_name,assignment,score,max_score,status,reason\n"


def test_a_notebook_that_release_has_lost_keeps_its_rows(released):
    shutil.rmtree(released.release)
    assert [each.assignment for each in rows(released)] == [NB, NB]


@pytest.mark.parametrize(
    "status, listed, expected",
    [
        ("graded", True, ("graded", "r")),
        ("limits", True, ("limits", "r")),
        ("graded", False, ("flagged", "r; fora da lista")),
        ("limits", False, ("flagged", "r; fora da lista")),
        ("unreadable", False, ("unreadable", "r; fora da lista")),
    ],
)
def test_the_rightmost_status_wins(released, status, listed, expected):
    student = "ana" if listed else "zoe"
    hand_in(released, student)
    record(released, student, 0.0, status, "r")
    found = next(each for each in rows(released) if each.student == student)
    assert (found.status, found.reason) == expected


def test_a_reason_already_recorded_is_not_repeated(released):
    hand_in(released, "zoe")
    record(released, "zoe", 1.0, "flagged", "fora da lista")
    assert [row.reason for row in rows(released) if row.student == "zoe"] == ["fora da lista"]


def test_the_gradebook_decides_manual_marks_and_late_penalties(released):
    hand_in(released, "ana", "bia", "caio")
    for student in ("ana", "bia", "caio"):
        record(released, student, 7.5)
    in_gradebook(released, "ana", 7.5, manual=9.0)
    in_gradebook(released, "bia", 7.5, penalty=2.0)
    in_gradebook(released, "caio", 7.5, penalty=20.0)
    assert {row.student: row.score for row in rows(released)} == {"ana": 9.0, "bia": 5.5, "caio": 0.0}


def test_a_manual_mark_of_an_earlier_file_is_for_a_person_to_look_at(released):
    hand_in(released, "ana")
    record(released, "ana", 7.5)
    in_gradebook(released, "ana", 10.0, manual=3.0, outlived=True)
    (found, _) = rows(released)
    assert (found.score, found.status) == (3.0, "flagged") and "entrega anterior" in found.reason


def test_missing_is_empty_unreadable_is_zero_and_what_waits_says_so(released):
    hand_in(released, "ana", "bia")
    record(released, "bia", 0.0, "unreadable", "O arquivo está vazio.")
    found = written(list(rows(released))).decode().splitlines()[1:]
    assert found == [
        f"ana,Ana,Souza,{NB},,10.0,missing,\"entregue, ainda não corrigida\"",
        f"bia,Bia,Lima,{NB},0.0,10.0,unreadable,O arquivo está vazio.",
    ]  # fmt: skip


def test_numbers_have_a_dot_and_six_places_and_text_is_never_a_formula():
    lines = [row("@ana", 10 / 3, "limits", "=HYPERLINK(1)\nx"), row("b", -0.0, "graded", "José, 'ã'", 10)]
    cells = list(csv.reader(io.StringIO(written(lines).decode("utf-8"))))[1:]
    assert cells[0] == ["'@ana", "", "", NB, "3.333333", "10.0", "limits", "'=HYPERLINK(1) x"]
    assert cells[1] == ["b", "", "", NB, "0.0", "10.0", "graded", "José, 'ã'"]


def test_a_brazilian_excel_opens_it_in_columns_with_numbers():
    content = written([row("ana", 10 / 3, "flagged", "a; b")], "excel-br")
    assert content.startswith(b"\xef\xbb\xbfestudante;nome;") and content.count(b"\r\n") == 2
    cells = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))[1]
    assert cells == ["ana", "Ana", "Souza", NB, "3,333333", "10,0", "flagged", "a; b"]


@pytest.mark.parametrize("kind", ["csv", "excel-br"])
def test_only_a_file_that_this_command_made_or_a_new_one_is_written(released, tmp_path, run, kind):
    target, told = tmp_path / "notas.csv", ["export", "--to", tmp_path / "notas.csv", "--course", released.root]
    assert run(*told, "--format", kind)[0] == 0 and made_here(target)
    assert run(*told)[0] == 0
    target.write_text("student;minhas notas\nana;10\n", encoding="utf-8")
    code, said = run(*told)
    assert code == 2 and "--force" in said and target.read_text(encoding="utf-8").startswith("student;minhas")
    assert run(*told, "--force")[0] == 0 and made_here(target)


@pytest.mark.parametrize(
    "name",
    [
        "gradebook.db",
        "alunos.csv",
        "curso.toml",
        "nbgrader_config.py",
        ".enap/secret",
        "source/00_start/00_start.ipynb",
    ],
)
def test_no_part_of_the_course_is_ever_overwritten(released, run, name):
    before = (released.root / name).read_bytes()
    for force in ([], ["--force"]):
        assert run("export", "--to", released.root / name, *force, "--course", released.root)[0] == 2
    assert (released.root / name).read_bytes() == before


def test_the_command_writes_whole_and_says_where(released, tmp_path, run, monkeypatch):
    code, said = run("export", "--course", released.root)
    assert code == 0 and "2 missing" in said and (released.root / "notas.csv").stat().st_mode & 0o777 == 0o600
    target = tmp_path / "saida.csv"
    assert run("export", "--format", "csv", "--to", target, "--course", released.root)[0] == 0
    before = target.read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device", str(target))

    record(released, "ana")
    hand_in(released, "ana")
    monkeypatch.setattr("autograder.ground.files.os.fsync", full)
    code, said = run("export", "--to", target, "--course", released.root)
    assert code == 1 and "espaço" in said and target.read_bytes() == before
    assert [path.name for path in tmp_path.glob(".draft-*")] == []


def test_wrong_use_ends_with_2(released, tmp_path, run):
    assert run("export", "--to", tmp_path, "--course", released.root)[0] == 2
    assert run("export", "--to", tmp_path / "nada" / "x.csv", "--course", released.root)[0] == 2
    assert run("export", "--format", "pdf", "--course", released.root)[0] == 2
    assert run("export", "--to", "/dev/null", "--course", released.root)[0] == 2
    code, said = run("export", "--to", "/proc/notas", "--course", released.root)
    assert code == 1 and "/proc" in said


def test_a_list_that_grew_after_the_grading_gives_rows_at_once(released, tmp_path):
    (tmp_path / "l.csv").write_text("id\nnovo\n", encoding="utf-8")
    enrol.merge(released, tmp_path / "l.csv")
    assert [row.student for row in rows(released)] == ["ana", "bia", "novo"]
    assert released.students["novo"] == Student("novo")
    assert "3 missing" in exporting.in_words(*export(released))
