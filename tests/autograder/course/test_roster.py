"""Class lists as people and Excel write them; what cannot be is listed and changes nothing."""

import unicodedata

import pytest
from nbgrader.api import Gradebook

from autograder.course import enrol, roster
from autograder.course.folder import Course
from autograder.course.lock import only_one
from autograder.course.roster import Student
from autograder.ground.errors import BadFile, CommandFailed

HEADER = "id,first_name,last_name,email,extra_time\n"


def write(tmp_path, content, encoding="utf-8"):
    path = tmp_path / "lista.csv"
    path.write_bytes(content.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encodings_and_separators(tmp_path, encoding, separator, end):
    rows = [
        ["Email", "id", "first_name", "last_name"],
        ["jo@example.org", "joao.1", "João", "D'Ávila"],
        ["", "", "", ""],
    ]
    text = end.join(separator.join(row) for row in rows) + end
    assert roster.read(write(tmp_path, text, encoding)) == [Student("joao.1", "João", "D'Ávila", "jo@example.org", "0")]


def test_quoted_names_and_a_decimal_comma(tmp_path):
    text = 'id;first_name;last_name;email;extra_time\na+b;"Ana; Maria";Souza;;1,5\n'
    assert roster.read(write(tmp_path, text)) == [Student("a+b", "Ana; Maria", "Souza", "", "1.5")]


def test_every_bad_line_is_listed_and_nothing_is_changed(course, tmp_path):
    before = course.roster.read_bytes()
    lines = [
        "jo\u00e3o,J,,,",
        "ana,A,,,",
        "ana,B,,,",
        "..,x,,,",
        ".oculto,x,,,",
        "a/b,x,,,",
        ",sem id,,,",
        "x" * 65 + ",x,,,",
        "ok,O,,,muito",
        "novo,N,,,",
    ]
    with pytest.raises(BadFile) as refused:
        enrol.merge(course, write(tmp_path, HEADER + "\n".join(lines)))
    said = str(refused.value)
    assert [int(line.split(":")[0].split()[1]) for line in said.splitlines()[1:]] == [2, 4, 5, 6, 7, 8, 9, 10]
    assert "aparece mais de uma vez" in said and 'extra_time "muito"' in said
    assert course.roster.read_bytes() == before


@pytest.mark.parametrize("id", ["a", "ana.souza@example.org", "A_1-2+3", "x" * 64])
def test_ids_that_serve(id):
    assert roster.is_id(id)


@pytest.mark.parametrize(
    "id", ["", ".", "..", ".a", "a b", "a\n", "a/b", "é", unicodedata.normalize("NFD", "é"), "x" * 65, "*"]
)
def test_ids_that_do_not(id):
    assert not roster.is_id(id)


def test_merging_adds_updates_and_removes_nobody_in_list_and_gradebook(course, tmp_path):
    merged = enrol.merge(course, write(tmp_path, HEADER + "bia,Beatriz,Lima,bia@example.org,1.5\ncaio,Caio,Reis,,\n"))
    assert (merged.added, merged.changed, merged.unchanged) == (["caio"], ["bia"], [])
    assert list(course.students) == list(Course(course.root).students) == ["ana", "bia", "caio"]
    with Gradebook(course.db_url) as gradebook:
        assert {s.id: s.first_name for s in gradebook.students} == {"ana": "Ana", "bia": "Beatriz", "caio": "Caio"}
    assert enrol.merge(course, course.roster).unchanged == ["ana", "bia", "caio"]


def test_a_name_that_is_a_formula_stays_text_and_reads_back(course, tmp_path):
    enrol.merge(course, write(tmp_path, HEADER + "eva,=1+1,-x,,\n@bot,B,,,\n"))
    assert b"eva,'=1+1,'-x" in course.roster.read_bytes()
    assert Course(course.root).students["eva"] == Student("eva", "=1+1", "-x", "", "0")
    assert "@bot" in Course(course.root).students


@pytest.mark.parametrize(
    "content", [b"", b"nome,email\nx,y\n", b"\x00\x01\x02", b"PK\x03\x04" + bytes(256), b'id\n"' + b"a" * 200_000]
)
def test_what_is_no_list_is_refused(tmp_path, content):
    path = tmp_path / "lista.csv"
    path.write_bytes(content)
    with pytest.raises(BadFile, match="lista.csv"):
        roster.read(path)


def test_missing_files_and_folders_end_with_2(course, tmp_path, run):
    for path in (tmp_path / "nada.csv", tmp_path):
        code, said = run("roster", "--from", path, "--course", course.root)
        assert code == 2 and "não pode ser lido" in said


def test_the_command_ends_with_the_next_step(course, tmp_path, run):
    code, said = run("roster", "--from", write(tmp_path, HEADER + "zoe,Zoé,,,\n"), "--course", course.root)
    assert code == 0 and "3 ao todo" in said and "python -m autograder release" in said.splitlines()[-1]


def test_an_interrupted_merge_leaves_the_old_list(course, tmp_path, monkeypatch):
    before = course.roster.read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("autograder.ground.files.os.replace", full)
    with pytest.raises(OSError):
        enrol.merge(course, write(tmp_path, HEADER + "zoe,Z,,,\n"))
    assert course.roster.read_bytes() == before and not list(course.root.glob(".draft-*"))


MOODLE = "Nome,Sobrenome,Endereço de email,Grupos\n"
PT = [
    ("Nome;Sobrenome;E-mail;Matrícula;Tempo extra\nJoão;D'Ávila;jo@example.org;2023-7;1,5\n", "2023-7", "1.5"),
    ("Usuário;Nome completo;Endereço de e-mail\njo.davila;João D'Ávila;jo@example.org\n", "jo.davila", "0"),
    ('Nome completo,E-MAIL,id,TEMPO EXTRA\n"D\'Ávila, João",jo@example.org,jo,2\n', "jo", "2"),
    ("Número de identificação\tNome\tSobrenome\tEmail\n77\tJoão\tD'Ávila\tjo@example.org\n", "77", "0"),
    (MOODLE + "João,D'Ávila,Jo.Davila@example.org,Turma A\n", "jo.davila", "0"),
    ("First name,Last name,Email address,Groups\nJoão,D'Ávila,jo.davila@example.org,\n", "jo.davila", "0"),
    ("First name,Last name,ID number,Email address\nJoão,D'Ávila,529.982.247-25,jo@example.org\n", "jo", "0"),
    ("Nome,E-mail\nJoão D'Ávila,jo@example.org\n", "jo", "0"),
]


@pytest.mark.parametrize("text, id, extra_time", PT)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_portuguese_and_moodles_headings_and_ids_made_where_there_are_none(tmp_path, text, id, extra_time, encoding):
    (student,) = roster.read(write(tmp_path, text, encoding))
    assert (student.id, student.first_name, student.last_name) == (id, "João", "D'Ávila")
    assert student.extra_time == extra_time and student.email.casefold().startswith("jo")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_excels_first_line_that_names_the_separator(tmp_path, separator):
    text = f"sep={separator}\nid{separator}nome\na b{separator}Ana\n"
    with pytest.raises(BadFile, match="linha 3"):
        roster.read(write(tmp_path, text))
    assert roster.read(write(tmp_path, text.replace("a b", "ab")))[0].first_name == "Ana"


@pytest.mark.parametrize(
    "lines, bad",
    [
        (['ana,"Ana,Souza,a@x.org,0', "bia,Bia,Lima,b@x.org,0"], 2),
        (["ana,Ana,Souza,a@x.org,0", 'bia,"Bia,Lima,b@x.org,0', "caio,Caio,Reis,c@x.org,0"], 3),
        (['ana,"Ana,Souza,a@x.org,0', 'bia,"Bia",Lima,b@x.org,0'], 2),
        (['ana,"Ana', 'Souza",Lima,b@x.org,0'], 2),
        (["ana,Ana,Souza", "a@x.org,0"], 2),
        (["ana,Souza, Ana Maria,Lima,a@x.org,0"], 2),
        (["", "ana,Ana"], 3),
    ],
)
def test_an_unclosed_quote_or_a_broken_row_is_told_with_its_line_and_nobody_is_swallowed(course, tmp_path, lines, bad):
    before = course.roster.read_bytes()
    with pytest.raises(BadFile, match=rf"linha {bad}\b"):
        enrol.merge(course, write(tmp_path, HEADER + "\n".join(lines) + "\n"))
    assert course.roster.read_bytes() == before


@pytest.mark.parametrize(
    "rows, said",
    [
        ("Ana,Souza,ana.s@a.org,\nAna,Silva,ana.s@b.org,\n", "mais de uma vez, já na linha 2"),
        ("Ana,Silva,ANA@outro.org,\n", "já é de outra pessoa"),
        ("Ana,Silva,,\n", "não serve"),
        ("José,Silva,josé@example.org,\n", "não serve"),
    ],
)
def test_ids_made_from_addresses_that_collide_or_do_not_serve_are_refused(course, tmp_path, run, rows, said):
    code, output = run("roster", "--from", write(tmp_path, MOODLE + rows), "--course", course.root)
    assert code == 2 and said in output and "linha" in output and "coluna id" in output


@pytest.mark.parametrize("rows", ["CAIO,,,,\ncaio,,,,\n", "ANA,,,,\n"])
def test_ids_that_differ_by_case_only_are_refused(course, tmp_path, rows):
    with pytest.raises(BadFile, match="maiúsculas"):
        enrol.merge(course, write(tmp_path, HEADER + rows))


def test_who_is_known_by_the_address_keeps_the_id_and_what_the_new_list_does_not_tell(course, tmp_path, run):
    path = write(tmp_path, MOODLE + "Beatriz,Lima,BIA@example.org,G1\nCaio,Reis,caio.reis@example.org,G2\n")
    before = course.roster.read_bytes()
    code, said = run("roster", "--from", path, "--dry-run", "--course", course.root)
    assert code == 0 and course.roster.read_bytes() == before and "Nada foi gravado" in said
    assert "caio.reis" in said and "começo do e-mail" in said and '"Grupos"' in said
    code, said = run("roster", "--from", path, "--course", course.root)
    assert code == 0 and said.index("caio.reis") < said.index("Pessoas na lista")
    students = Course(course.root).students
    assert list(students) == ["ana", "bia", "caio.reis"]
    assert students["bia"] == Student("bia", "Beatriz", "Lima", "BIA@example.org", "1.5")


def test_headings_that_mean_nothing_or_the_same_are_named(course, tmp_path, run):
    path = write(tmp_path, "id,nome,cpf,turma\nzoe,Zoé,1,A\n")
    assert '"cpf", "turma"' in run("roster", "--from", path, "--course", course.root)[1]
    with pytest.raises(BadFile, match='"nome"'):
        roster.read(write(tmp_path, "id,first_name,nome\nzoe,Zoé,Z\n"))


def test_an_address_that_two_share_is_said(course, tmp_path, run):
    said = run("roster", "--from", write(tmp_path, HEADER + "eva,E,,ANA@example.org,\n"), "--course", course.root)[1]
    assert "está em 2 linhas (ana, eva)" in said


@pytest.mark.parametrize("begins", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-1.7", b"<!DOCTYPE html>"])
def test_other_formats_are_called_by_their_name(course, tmp_path, run, begins):
    (tmp_path / "lista.csv").write_bytes(begins + bytes(300))
    code, said = run("roster", "--from", tmp_path / "lista.csv", "--course", course.root)
    assert code == 2 and "CSV" in said and "Traceback" not in said


def test_a_list_waits_for_no_other_command_and_loses_nobody(course, tmp_path):
    """While another command writes in the course, one sentence; what is there stays."""
    (tmp_path / "nova.csv").write_text("id\nzeca\n", encoding="utf-8")
    before = course.roster.read_bytes()
    with only_one(course.root), pytest.raises(CommandFailed, match="em andamento"):
        enrol.merge(course, tmp_path / "nova.csv")
    assert course.roster.read_bytes() == before
    with only_one(course.root):
        assert enrol.merge(course, tmp_path / "nova.csv", dry_run=True).added == ["zeca"]
