"""Moodle's zip and worksheet: who, when, drafts; a line that may mean two people means nobody.

The three files in moodle/ are invented, in the shapes of Moodle 4.1 to 5.x.
"""

import csv
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from nbgrader.coursedir import CourseDirectory

from autograder.course.roster import Student
from autograder.ground.errors import BadFile
from autograder.incoming.accounts import Fate
from autograder.incoming.collect import collect
from autograder.incoming.worksheet import read_worksheet

NB = "02_input_gate"
MOODLE = Path(__file__).parent / "moodle"
PT, EN = MOODLE / "offline_grading_worksheet_pt_br.csv", MOODLE / "offline_grading_worksheet_en.csv"
IDS = {
    48213: "aluna.um", 48218: "aluno.dois", 48211: "aluna.tres", 48216: "joao.exemplo", 48212: "maria.primeira",
    48217: "maria.segunda", 48214: "aluna.rascunho", 48215: "aluno.sem.envio",
}  # fmt: skip
HANDED_IN = {  # local time
    "aluna.um": datetime(2026, 10, 5, 14, 30), "aluno.dois": datetime(2026, 10, 6, 9, 5),
    "aluna.tres": datetime(2026, 10, 3, 23, 47), "joao.exemplo": datetime(2026, 10, 5, 14, 30),
    "maria.primeira": datetime(2026, 10, 5, 14, 30), "maria.segunda": datetime(2026, 10, 3, 23, 47),
}  # fmt: skip
NOTEBOOK = '{"cells": [], "metadata": {"mark": "%s"}, "nbformat": 4, "nbformat_minor": 5}'
HEADER = "Identificador,Nome completo,Endereço de email,Número de identificação,Status,Nota,Nota máxima,Última modificação (envio),Comentários de feedback\n"


def listed(course, *students):
    course.__dict__["students"] = {student.id: student for student in students}
    return course


@pytest.fixture
def people(course):
    return listed(course, *[Student(id, email=f"{id}@example.org") for id in IDS.values()])


def timestamp(course, student):
    """As nbgrader reads it."""
    return CourseDirectory(root=str(course.root)).get_existing_timestamp(str(course.submission(student, NB).parent))


def write(path, text, encoding="utf-8-sig"):
    path.write_bytes(text.encode(encoding))
    return path


def delivery(path, *names):
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, NOTEBOOK % name)
    return path


@pytest.mark.parametrize("worksheet", [PT, EN], ids=["pt-BR", "en"])
def test_the_files_of_moodle_bring_everybody_with_the_time_of_handing_in(people, worksheet, run, tmp_path):
    participants = read_worksheet(worksheet, people.students)
    result = collect(people, NB, MOODLE / "submissions_download.zip", participants)
    assert set(result.students(Fate.NEW)) == set(HANDED_IN)
    for id, when in HANDED_IN.items():
        assert timestamp(people, id) == datetime.utcfromtimestamp(when.timestamp())
    assert result.students(Fate.DRAFT) == ["aluna.rascunho"] and not people.submission("aluna.rascunho", NB).exists()
    told = {Path(name).name for name in result.names(Fate.NOT_A_NOTEBOOK)}
    assert told == {"textoonline.html", "anotações.txt"} and result.exit_code == 0 and not result.untimed
    with zipfile.ZipFile(MOODLE / "submissions_download.zip") as archive:
        assert sorted(account.name for account in result.accounts) == sorted(archive.namelist())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("first", ["", "sep={}\n"])
def test_a_worksheet_as_excel_saves_it_says_the_same(people, tmp_path, encoding, separator, first):
    import csv
    import io

    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(csv.reader(io.StringIO(PT.read_text(encoding="utf-8-sig"))))
    path = write(tmp_path / "p.csv", first.format(separator) + out.getvalue(), encoding)
    participants = read_worksheet(path, people.students)
    assert {int(number): one.student for number, one in participants.items()} == IDS
    assert {n for n, one in participants.items() if one.draft} == {"48214"}
    assert [one.when for one in participants.values()] == [
        one.when for one in read_worksheet(EN, people.students).values()
    ]


def test_only_named_columns_are_looked_at(course, tmp_path):
    listed(
        course, Student("10", "D", "Dez"), Student("bia", "Bia", "B", "bia@example.org"), Student("77"), Student("ana")
    )
    rows = (
        "Participante1,Fulana,f@example.org,,Enviado,10,10,-,bia@example.org\nParticipante2,Ana,,ana,Enviado,77,10,-,\n"
    )
    participants = read_worksheet(write(tmp_path / "p.csv", HEADER + rows), course.students)
    assert {number: one.student for number, one in participants.items()} == {"1": None, "2": "ana"}


ANA = Student("ana", "Ana", "Alves", "ana@example.org")
BIA = Student("bia", "Bia", "Barros", "bia@example.org")
SHARING = [Student("ana", "Ana", "Alves", "casa@example.org"), Student("bia", "Bia", "Barros", "casa@example.org")]
DOUBTFUL = {
    "two of the list share the address": (SHARING, "1,Ana Alves,casa@example.org,", "mais de uma pessoa: ana, bia"),
    "shared, but the number tells": (SHARING, "1,Ana Alves,casa@example.org,ana", None),
    "columns at odds": ([ANA, BIA], "1,Ana Alves,ana@example.org,bia", "não concordam: ana, bia"),
    "another's name": ([ANA, BIA], "1,Bia Barros,ana@example.org,", "o nome é o de bia"),
    "another's name and address under a number of the list": ([ANA, BIA], "1,Zoé Zanetti,zoe@example.org,ana", "não são"),
    "a name changed": ([ANA, BIA], "1,Ana Alves Dias,ana@example.org,", None),
    "an address changed": ([ANA, BIA], "1,Ana Alves,nova@example.org,ana", None),
    "the last name first": ([ANA, BIA], '1,"Alves, Ana",ana@example.org,', None),
    "upper case": ([ANA, BIA], "1,ANA ALVES,ANA@EXAMPLE.ORG,", None),
    "one cell too few": ([ANA, BIA], "1,Ana Alves", "células"),
    "twice the same participant": ([ANA, BIA], "1,Ana Alves,ana@example.org,\nParticipante1,B,bia@example.org,", "mais de uma linha"),
    "two participants for one": ([ANA, BIA], "1,Ana Alves,ana@example.org,\nParticipante3,Ana Alves,,ana", "seria ana"),
    "nobody": ([ANA, BIA], "1,Zoé,zoe@example.org,", "ninguém"),
}  # fmt: skip


@pytest.mark.parametrize("students, rows, why", DOUBTFUL.values(), ids=DOUBTFUL.keys())
def test_a_doubtful_line_means_nobody_and_is_told_with_its_number(course, tmp_path, run, students, rows, why):
    listed(course, *students, Student("eva", "Eva", "E", "eva@example.org"))
    lines = [line if line.count(",") < 2 else line + ",Enviado,,10,-," for line in f"Participante{rows}".split("\n")]
    sheet = write(
        tmp_path / "p.csv", HEADER + "Participante9,Eva E,eva@example.org,,Enviado,,10,-,\n" + "\n".join(lines) + "\n"
    )
    participants = read_worksheet(sheet, course.students)
    origin = delivery(tmp_path / "e.zip", f"Ana Alves_1_assignsubmission_file/{NB}.ipynb")
    result = collect(course, NB, origin, participants)
    (account,) = result.accounts
    if why is None:
        assert (account.fate, account.student) == (Fate.NEW, "ana")
    else:
        assert account.fate is Fate.REFUSED and why in account.words and "linha 3" in account.words
        assert result.exit_code == 1 and not list(course.submitted.iterdir())


@pytest.mark.parametrize(
    "status, draft",
    [("Rascunho (não enviado) -  - ", True), ("Draft (not submitted)", True), ("RASCUNHO", True), ("Reaberto", False),
     ("Enviado para avaliação - rascunho", False), ("Nenhum envio", False), ("", False)],
)  # fmt: skip
def test_drafts_are_known_by_how_the_status_begins(course, tmp_path, status, draft):
    listed(course, BIA)
    row = f"Participante48214,Bia,bia@example.org,,{status},,10,-,\n"
    participants = read_worksheet(write(tmp_path / "p.csv", HEADER + row), course.students)
    names = [f"Bia_48214_assignsubmission_file/{name}" for name in (f"{NB}.ipynb", "leia.pdf")]
    result = collect(course, NB, delivery(tmp_path / "e.zip", *names), participants)
    assert result.students(Fate.DRAFT) == (["bia"] if draft else []) and result.exit_code == 0
    assert course.submission("bia", NB).exists() is not draft
    assert ("Rascunhos, ainda não enviados no Moodle: 2" in result.in_words(course.root, [NB])) is draft


def joined(course, tmp_path, *names, rows="Participante77,Ana Alves,ana@example.org,,Enviado,,10,-,\n", header=HEADER):
    listed(course, ANA, BIA)
    participants = read_worksheet(write(tmp_path / "p.csv", header + rows), course.students)
    return collect(course, NB, delivery(tmp_path / "e.zip", *names), participants)


SHAPES = [
    "Ana Alves_77_assignsubmission_file/02_input_gate.ipynb", "Ana Alves_77_assignsubmission_file_/02_input_gate (1).ipynb",
    "Ana Alves_77_assignsubmission_file_02_input_gate.ipynb", "Alves, Ana_77_assignsubmission_file/x.ipynb",
    "Participante_77_assignsubmission_file/x.ipynb", "Participant_77_assignsubmission_file_x.ipynb",
    "Participante 77/x.ipynb", "Curso-02-123/Ana Alves_77_assignsubmission_file/a/b/x.ipynb",
    "Ana Alves_77_assignsubmission_file\\02_input_gate.ipynb", "ANA  ALVES_77_assignsubmission_file/x.IPYNB",
    "Ana Alves_77_assignsubmission_file/bia_02_input_gate.ipynb",
    "Ana Alves_77_assignsubmission_file/Bia Barros_88_assignsubmission_file/02_input_gate.ipynb",
    "Ana Alves_77_assignsubmission_file_Bia Barros_88_assignsubmission_file_02_input_gate.ipynb",
]  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_the_number_says_who_whatever_a_student_calls_files(course, tmp_path, name):
    rows = "Participante77,Ana Alves,ana@example.org,,Enviado,,10,-,\nParticipante88,Bia Barros,bia@example.org,,Enviado,,10,-,\n"
    result = joined(course, tmp_path, name, rows=rows)
    assert result.students(Fate.NEW) == ["ana"]


@pytest.mark.parametrize(
    "name",
    ["Grupo A_77_assignsubmission_file/x.ipynb", "Grupo padrão_assignsubmission_file/x.ipynb", "Bia Barros_77_assignsubmission_file/x.ipynb",
     "Ana Alves_99_assignsubmission_file/x.ipynb", "Participante 5/x.ipynb", "bia/Ana Alves_77_assignsubmission_file/x.ipynb"],
)  # fmt: skip
def test_groups_and_numbers_of_another_assignment_are_never_guessed(course, tmp_path, name):
    result = joined(course, tmp_path, name)
    assert result.names(Fate.REFUSED) == [name] and result.exit_code == 1


def test_a_column_of_groups_makes_numbers_doubtful(course, tmp_path):
    header = HEADER.replace("Nota,", "Grupo,", 1)
    names = [f"{name}_77_assignsubmission_file/x.ipynb" for name in ("Grupo Alves", "Ana Alves")]
    rows = "Participante77,Ana Alves,ana@example.org,,Enviado,Grupo Alves,10,-,\n"
    result = joined(course, tmp_path, *names, rows=rows, header=header)
    assert result.names(Fate.REFUSED) == [names[0]] and result.names(Fate.NEW) == [names[1]]


@pytest.mark.parametrize("garbled", ["utf-8", "cp850"])
def test_names_whose_encoding_the_zip_does_not_tell(course, tmp_path, garbled):
    """macOS writes UTF-8, Windows in Portuguese cp850, and neither says so."""
    listed(course, Student("joao", "João", "Ção", "j@example.org"))
    name = "João Ção_77_assignsubmission_file/Cópia de 02_input_gate.ipynb"
    path = delivery(tmp_path / "e.zip", name.encode(garbled).decode("cp437"))
    raw = path.read_bytes().replace(name.encode(garbled).decode("cp437").encode(), name.encode(garbled))
    with zipfile.ZipFile(
        path, "w"
    ) as archive:  # zipfile marks what is not ASCII as UTF-8: the mark is taken away below
        info = zipfile.ZipInfo("x" * len(name.encode(garbled)))
        archive.writestr(info, NOTEBOOK % "joao")
    raw = path.read_bytes().replace(info.filename.encode(), name.encode(garbled))
    path.write_bytes(raw)
    row = 'Participante77,João Ção,j@example.org,,Enviado,,10,"sábado, 3 out. 2026, 23:47",\n'
    participants = read_worksheet(write(tmp_path / "p.csv", HEADER + row), course.students)
    result = collect(course, NB, path, participants)
    assert (result.names(Fate.NEW), result.students(Fate.NEW)) == ([name], ["joao"])


NO_WORKSHEETS = {
    "no Identificador": "Nome completo,E-mail\nAna,ana@example.org\n",
    "nothing that says who": "Identificador,Nome completo,Status\nParticipante77,Ana Alves,Enviado\n",
    "two columns of one kind": "Identificador,E-mail,Email address\nParticipante77,ana@example.org,bia@example.org\n",
    "another class": HEADER + "Participante77,Zoé,zoe@example.org,,Enviado,,10,-,\n",
    "a row that begins with something else": HEADER + "Ana,Ana Alves,ana@example.org,,Enviado,,10,-,\n",
    "an unclosed quote": HEADER + 'Participante77,"Ana Alves,ana@example.org,,Enviado,,10,-,\nParticipante78,B,bia@example.org,,,,,,\n',
    "empty": "",
}  # fmt: skip


@pytest.mark.parametrize("text", NO_WORKSHEETS.values(), ids=NO_WORKSHEETS.keys())
def test_what_is_no_worksheet_is_one_sentence_and_ends_with_2(course, tmp_path, run, text):
    sheet = write(tmp_path / "p.csv", text)
    origin = delivery(tmp_path / "e.zip", f"Ana Alves_77_assignsubmission_file/{NB}.ipynb")
    code, said = run("collect", "00_start", "--from", origin, "--worksheet", sheet, "--course", course.root)
    assert code == 2 and str(sheet) in said and len(said.strip().splitlines()) == 1
    with pytest.raises(BadFile):
        read_worksheet(sheet, {"ana": ANA})


def test_a_comment_with_line_breaks_quotes_and_a_backslash_is_a_comment(course, tmp_path):
    listed(course, ANA, BIA)
    rows = (
        'Participante77,Ana Alves,ana@example.org,,Enviado,,10,-,"<p>Bom.\nVeja ""f"".</p>"\n'
        'Participante88,Bia Barros,bia@example.org,,Enviado,,10,-,"em C:\\" e não em ""D"""\n'
    )
    participants = read_worksheet(write(tmp_path / "p.csv", HEADER + rows), course.students)
    assert [(one.student, one.line) for one in participants.values()] == [("ana", 2), ("bia", 4)]


def sheet_with_time(tmp_path, when):
    return write(tmp_path / "p.csv", HEADER + f'Participante77,Ana Alves,ana@example.org,,Enviado,,10,"{when}",\n')


def test_an_older_zip_never_replaces_a_newer_file_and_the_same_file_keeps_its_first_time(course, tmp_path):
    listed(course, ANA)
    folder = "Ana Alves_77_assignsubmission_file"

    def take(when, mark, seconds):
        path = tmp_path / "e.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(zipfile.ZipInfo(f"{folder}/x.ipynb", (2026, 10, 7, 9, 0, seconds)), NOTEBOOK % mark)
        sheet = read_worksheet(sheet_with_time(tmp_path, when), course.students) if when else None
        (account,) = collect(course, NB, path, sheet).accounts
        return account.fate

    assert take("2026-10-05 10:00", "b", 0) is Fate.NEW
    assert take("2026-10-04 10:00", "a", 0) is Fate.OLDER and b"b" in course.submission("ana", NB).read_bytes()
    assert take("2026-10-06 10:00", "b", 0) is Fate.SAME and timestamp(course, "ana").day == 5
    assert take("2026-10-03 10:00", "b", 0) is Fate.SAME and timestamp(course, "ana").day == 3
    (course.submission("ana", NB).parent / "timestamp.txt").write_text("segunda-feira, 14 set. 2026", encoding="utf-8")
    assert take("2026-10-05 10:00", "b", 0) is Fate.SAME and timestamp(course, "ana").day == 5
    assert take("2026-10-06 10:00", "c", 0) is Fate.CHANGED and timestamp(course, "ana").day == 6
    assert take("-", "a", 0) is Fate.CHANGED and timestamp(course, "ana") is None
    assert take("-", "z", 30) is Fate.CHANGED
    assert take("-", "a", 10) is Fate.OLDER and b'"z"' in course.submission("ana", NB).read_bytes()
    course.submission("ana", NB).write_text("trocado à mão", encoding="utf-8")  # whose age nobody knows
    assert take("-", "a", 10) is Fate.CHANGED


def test_late_penalties_go_by_the_worksheet_and_not_by_the_download(released, tmp_path, run):
    from nbgrader.api import Gradebook

    config = released.root / "nbgrader_config.py"
    config.write_text(
        config.read_text(encoding="utf-8") + "\nfrom nbgrader.plugins import BasePlugin\n\n\nclass Zero(BasePlugin):\n"
        "    def late_submission_penalty(self, student_id, score, total_seconds_late):\n        return score\n\n\n"
        "c.AssignLatePenalties.plugin_class = Zero\n",
        encoding="utf-8",
    )
    with Gradebook(released.db_url) as gradebook:
        gradebook.find_assignment("00_start").duedate = datetime(2026, 9, 20, 23, 59)
        gradebook.db.commit()
    rows = (
        'Participante1,Ana Souza,ana@example.org,,Enviado,,10,"segunda-feira, 14 set. 2026, 21:51",\n'
        'Participante2,Bia Lima,bia@example.org,,Enviado,,10,"sexta-feira, 25 set. 2026, 10:00",\n'
    )
    sheet = write(tmp_path / "p.csv", HEADER + rows)
    with zipfile.ZipFile(tmp_path / "e.zip", "w") as archive:
        for name in ("Ana Souza_1", "Bia Lima_2"):
            info = zipfile.ZipInfo(f"{name}_assignsubmission_file/00_start.ipynb", (2026, 9, 28, 9, 0, 0))
            archive.writestr(info, released.source_of("00_start").read_bytes())
    where = ("--course", released.root)
    assert run("collect", "00_start", "--from", tmp_path / "e.zip", "--worksheet", sheet, *where)[0] == 0
    assert run("grade", *where)[0] == 0 and run("export", *where)[0] == 0
    with open(released.root / "notas.csv", encoding="utf-8", newline="") as file:
        scores = {row["student"]: row["score"] for row in csv.DictReader(file)}
    assert float(scores["ana"]) > 0 and float(scores["bia"]) == 0
