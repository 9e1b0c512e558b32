"""Class lists as people and Excel write them; what cannot be is listed and changes nothing."""

import unicodedata

import pytest
from nbgrader.api import Gradebook

from autograder.course import enrol, roster
from autograder.course.folder import Course
from autograder.course.roster import Student
from autograder.ground.errors import BadFile

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
        "jo\u00e3o,J",
        "ana,A",
        "ana,B",
        "..,x",
        ".oculto,x",
        "a/b,x",
        ",sem id",
        "x" * 65 + ",x",
        "ok,O,,,muito",
        "novo,N",
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
    assert code == 0 and "ao todo 3" in said and "python -m autograder release" in said.splitlines()[-1]


def test_an_interrupted_merge_leaves_the_old_list(course, tmp_path, monkeypatch):
    before = course.roster.read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("autograder.ground.files.os.replace", full)
    with pytest.raises(OSError):
        enrol.merge(course, write(tmp_path, HEADER + "zoe,Z,,,\n"))
    assert course.roster.read_bytes() == before and not list(course.root.glob(".draft-*"))
