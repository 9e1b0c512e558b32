"""Whose each file is, what is refused, and that nothing is written twice, halfway or outside its place."""

import io
import json
import os
import shutil
import socket
import stat
import zipfile
from pathlib import Path

import pytest
from nbgrader.coursedir import CourseDirectory

from autograder.course.roster import Student
from autograder.ground.errors import BadFile
from autograder.incoming import archive as incoming
from autograder.incoming import members, moodle, place, whose
from autograder.incoming.accounts import Fate
from autograder.incoming.collect import collect
from autograder.incoming.worksheet import read_worksheet

NB = "02_input_gate"
CONTENT = json.dumps({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


@pytest.fixture
def inbox(tmp_path):
    (tmp_path / "entregas").mkdir()
    return tmp_path / "entregas"


def put(folder, *names, content=CONTENT):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def as_zip(path, *names, content=CONTENT, method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", method) as archive:
        for name in names:
            archive.writestr(name, content)
    return path


def collected(course, origin, **more):
    return collect(course, NB, origin, **more)


def new(result):
    """Who is there for the first time, on the list or not."""
    return result.students(Fate.NEW, Fate.UNKNOWN)


def refused(result):
    return {account.name: account.words for account in result.accounts if account.fate is Fate.REFUSED}


LAYOUTS = {
    "flat": ("ana.ipynb", "bia.ipynb"),
    "with the notebook's name": (f"ana_{NB}.ipynb", f"bia_{NB} (1).ipynb"),
    "renamed by a person": (f"ana_{NB}-final.ipynb", f"bia_{NB}_v2.IPYNB"),
    "a folder each": (f"ana/{NB}.ipynb", f"bia/{NB} (1).ipynb"),
    "a folder each, other names": ("ana/Untitled.ipynb", "bia/minha resposta.ipynb"),
    "deeper": (f"ana/caderno/{NB}.ipynb", f"bia/a/b/{NB}.ipynb"),
    "nbgrader's own": (f"ana/{NB}/{NB}.ipynb", f"submitted/bia/{NB}/{NB}.ipynb"),
    "one folder around": ("turma 1/ana.ipynb", "turma 1/bia.ipynb"),
    "two folders around": (f"x/y/ana_{NB}.ipynb", f"x/y/bia_{NB}.ipynb"),
    "rubbish beside": (
        "ana.ipynb",
        "bia.ipynb",
        "__MACOSX/._ana.ipynb",
        ".ipynb_checkpoints/ana.ipynb",
        "leia.txt",
        "._bia.ipynb",
    ),
    "other notebooks beside": ("ana.ipynb", "ana_01_elman_rnn.ipynb", f"bia/{NB}.ipynb", "bia/01_elman_rnn.ipynb"),
}


@pytest.mark.parametrize("names", LAYOUTS.values(), ids=LAYOUTS.keys())
@pytest.mark.parametrize("zipped", [False, True])
def test_who_handed_in_is_read_from_the_name(course, inbox, names, zipped):
    put(inbox, *names)
    origin = as_zip(inbox.parent / "e.zip", *names) if zipped else inbox
    result = collected(course, origin)
    assert (new(result), refused(result), result.strangers) == (["ana", "bia"], {}, [])
    for student in ("ana", "bia"):
        assert course.submission(student, NB).read_bytes() == CONTENT
    assert course.submissions(NB) == ["ana", "bia"]


def test_a_single_folder_of_one_student_is_no_wrapper(course, inbox):
    put(inbox, f"ana/{NB}.ipynb")
    assert new(collected(course, inbox)) == ["ana"]


def test_one_in_a_zip_of_their_own(course, inbox):
    as_zip(inbox / "ana.zip", f"{NB}.ipynb")
    as_zip(inbox / "bia.zip", f"coisas/{NB}.ipynb")
    assert new(collected(course, inbox)) == ["ana", "bia"]


def test_ids_that_do_not_serve_and_names_that_say_nothing(course, inbox):
    put(inbox, "joão.ipynb", "ana souza.ipynb", f"{NB}.ipynb", f"_{NB}.ipynb", "x" * 65 + ".ipynb")
    result = collected(course, inbox)
    assert len(refused(result)) == 5 and not new(result) and not list(course.submitted.iterdir())
    assert refused(result)[f"{NB}.ipynb"] == whose.NO_ID


def test_two_sources_for_one_id_are_refused_both_and_the_others_taken(course, inbox):
    put(inbox, "ana.ipynb", "bia.ipynb")
    put(inbox, f"ana_{NB}.ipynb", content=CONTENT + b" ")
    put(inbox, f"ana/{NB}.ipynb", content=CONTENT + b"  ")
    result = collected(course, inbox)
    assert new(result) == ["bia"] and sorted(refused(result)) == ["ana.ipynb", f"ana/{NB}.ipynb", f"ana_{NB}.ipynb"]
    assert not course.submission("ana", NB).exists()


def test_the_same_member_twice_in_a_zip_is_told_twice_and_taken_once(course, tmp_path):
    with pytest.warns(UserWarning, match="Duplicate"):
        path = as_zip(tmp_path / "e.zip", "ana.ipynb", "ana.ipynb")
    assert sorted(account.fate.name for account in collected(course, path).accounts) == ["NEW", "SAME"]


def test_links_pipes_sockets_and_devices_are_refused_and_not_followed(course, inbox, tmp_path):
    (tmp_path / "segredo.ipynb").write_bytes(b"segredo")
    (inbox / "ana.ipynb").symlink_to(tmp_path / "segredo.ipynb")
    (inbox / "pasta").symlink_to(tmp_path)
    os.mkfifo(inbox / "bia.ipynb")
    (inbox / "nulo.ipynb").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listening:
        here = os.getcwd()
        os.chdir(inbox)  # a socket's path is short
        listening.bind("s.ipynb")
        os.chdir(here)
        put(inbox, "caio.ipynb")
        result = collected(course, inbox)
    assert new(result) == ["caio"] and set(refused(result).values()) == {incoming.NOT_REGULAR}
    assert sorted(refused(result)) == ["ana.ipynb", "bia.ipynb", "nulo.ipynb", "pasta", "s.ipynb"]


def test_a_link_in_the_submissions_place_is_not_written_through(course, inbox, tmp_path):
    put(inbox, "ana.ipynb", "bia.ipynb")
    (tmp_path / "fora").mkdir()
    (course.submitted / "ana").symlink_to(tmp_path / "fora")
    course.submission("bia", NB).parent.mkdir(parents=True)
    course.submission("bia", NB).symlink_to(course.gradebook)
    result = collected(course, inbox)
    assert new(result) == ["bia"] and "link" in refused(result)["ana.ipynb"]
    assert not any((tmp_path / "fora").iterdir()) and course.gradebook.read_bytes()[:6] == b"SQLite"


BAD_PATHS = ["/etc/ana.ipynb", "../ana.ipynb", "a/../../ana.ipynb", "C:\\ana.ipynb", "..\\ana.ipynb"]


@pytest.mark.parametrize("name", BAD_PATHS)
def test_paths_that_leave_the_zip_are_refused(course, tmp_path, name):
    before = sorted(tmp_path.iterdir())
    result = collected(course, as_zip(tmp_path / "e.zip", name, "bia.ipynb"))
    assert new(result) == ["bia"] and list(refused(result).values()) == [incoming.BAD_PATH]
    assert sorted(path for path in tmp_path.iterdir() if path.name != "e.zip") == before


def test_links_in_a_zip_are_refused(course, tmp_path):
    link = zipfile.ZipInfo("ana.ipynb")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "e.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert list(refused(collected(course, tmp_path / "e.zip")).values()) == [incoming.NOT_REGULAR]


def test_bombs_are_refused_by_ratio_size_and_nesting(course, tmp_path, monkeypatch):
    inner, outer = io.BytesIO(), io.BytesIO()
    as_zip(inner, "ana.ipynb")
    as_zip(outer, "x.zip", content=inner.getvalue())
    with zipfile.ZipFile(tmp_path / "e.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ana.ipynb", bytes(30 << 20))
        archive.writestr("bia.zip", outer.getvalue())
        archive.writestr("caio.ipynb", os.urandom(3 << 20))
        archive.writestr("dora.ipynb", CONTENT)
    monkeypatch.setattr(members, "MAXIMUM", 2 << 20)
    found = refused(collected(course, tmp_path / "e.zip"))
    assert found == {"ana.ipynb": members.TOO_BIG, "bia.zip/x.zip": incoming.NESTED, "caio.ipynb": members.TOO_BIG}
    monkeypatch.undo()
    assert refused(collected(course, tmp_path / "e.zip"))["ana.ipynb"] == members.BOMB


def test_a_zip_that_lies_about_its_sizes_is_refused(course, tmp_path):
    path = as_zip(tmp_path / "e.zip", "ana.ipynb", content=bytes(4 << 20))
    raw = path.read_bytes()
    path.write_bytes(raw.replace((4 << 20).to_bytes(4, "little"), (100).to_bytes(4, "little")))
    assert set(refused(collected(course, path)).values()) <= {members.DAMAGED, members.BOMB}
    assert not course.submission("ana", NB).exists()


def test_damaged_members_and_inner_zips_are_listed(course, tmp_path):
    path = as_zip(tmp_path / "e.zip", "ana.ipynb", content=CONTENT * 50, method=zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"nbformat", b"NBFORMAT", 1))
    assert list(refused(collected(course, path)).values()) == [members.DAMAGED]
    inner = as_zip(tmp_path / "f.zip", "ana.zip", content=b"isto nao e um zip")
    assert list(refused(collected(course, inner)).values()) == [members.DAMAGED]


@pytest.mark.parametrize("content", [None, b"", b"PK\x05\x06", b"texto"])
def test_what_is_neither_folder_nor_zip_ends_with_2(course, tmp_path, run, content):
    path = tmp_path / "e.zip"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BadFile):
        collected(course, path)
    code, said = run("collect", "00_start", "--from", path, "--course", course.root)
    assert code == 2 and str(path) in said


def test_the_same_content_is_left_untouched_and_a_new_one_replaces_it(course, inbox):
    put(inbox, "ana.ipynb")
    os.utime(inbox / "ana.ipynb", (1_700_000_000, 1_700_000_000))
    assert new(collected(course, inbox)) == ["ana"]
    path = course.submission("ana", NB)
    before = path.stat()
    os.utime(inbox / "ana.ipynb", (1_800_000_000, 1_800_000_000))
    assert collected(course, inbox).students(Fate.SAME) == ["ana"]
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    assert timestamp(course, "ana") is None  # a file's time tells when it was downloaded, not when it was handed in
    put(inbox, "ana.ipynb", content=CONTENT + b" ")
    os.utime(inbox / "ana.ipynb", (1_800_000_000, 1_800_000_000))
    assert collected(course, inbox).students(Fate.CHANGED) == ["ana"] and path.read_bytes() == CONTENT + b" "
    assert timestamp(course, "ana") is None


def timestamp(course, student):
    """As nbgrader reads it."""
    return CourseDirectory(root=str(course.root)).get_existing_timestamp(str(course.submission(student, NB).parent))


def test_an_interruption_leaves_no_half_file_and_the_next_time_mends_it(course, inbox, monkeypatch):
    put(inbox, "ana.ipynb", "bia.ipynb")
    whole, calls = place.write_whole, []

    def interrupted(path, content, *more):
        calls.append(path)
        if calls[-1].suffix == ".ipynb" and "bia" in calls[-1].parts:
            raise KeyboardInterrupt
        whole(path, content, *more)

    monkeypatch.setattr(place, "write_whole", interrupted)
    with pytest.raises(KeyboardInterrupt):
        collected(course, inbox)
    assert course.submission("ana", NB).read_bytes() == CONTENT and not course.submission("bia", NB).exists()
    monkeypatch.undo()
    result = collected(course, inbox)
    assert (new(result), result.students(Fate.SAME)) == (["bia"], ["ana"]) and not list(
        course.submitted.rglob(".draft-*")
    )


def test_a_full_disk_is_one_sentence(course, inbox, run, monkeypatch):
    put(inbox, "ana.ipynb")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("autograder.ground.files.os.fsync", full)
    code, said = run("collect", "00_start", "--from", inbox, "--course", course.root)
    assert code == 1 and "não há mais espaço" in said and "Traceback" not in said
    assert not [path for path in course.submitted.rglob("*") if path.is_file()]


def test_the_command_lists_what_was_refused_and_names_strangers(course, inbox, run):
    put(inbox, "zoe.ipynb", "\x1b[31m[red]x.ipynb")
    code, said = run("collect", "00_start", "--from", inbox, "--course", course.root)
    assert code == 1 and "Fora da lista da turma: zoe" in said and "Recusados: 1" in said and "\x1b" not in said
    (inbox / "\x1b[31m[red]x.ipynb").unlink()
    code, said = run("collect", "00_start", "--from", inbox, "--course", course.root)
    assert (
        code == 0
        and said.splitlines()[-1] == f"Para corrigir: python -m autograder grade 00_start --course {course.root}"
    )


# Moodle: names as `mod/assign/classes/downloader.php` makes them, people invented.
PEOPLE = {
    "Aluna Exemplo Um_48213": "um", "Maria Exemplo Repetida_48212": "maria", "Maria Exemplo Repetida_48217": "maria2",
    "João Exemplo DÁvila_48216": "joao", "Participante_48218": "dois",
}  # fmt: skip


def moodle_zip(path, template):
    return as_zip(
        path, *[template.format(person) for person in PEOPLE], "Um_48213_assignsubmission_onlinetext/textoonline.html"
    )


def worksheet(tmp_path, encoding="utf-8-sig"):
    rows = ["Identificador,Nome completo,Endereço de email,Status,Nota"]
    rows += [
        f'Participante{person[-5:]},"{person[:-6]}",{id.upper()}@example.org,Enviado para avaliação,"8,50"'
        for person, id in PEOPLE.items()
    ]
    path = tmp_path / "Notas.csv"
    path.write_bytes("\r\n".join(rows).encode(encoding))
    return path


@pytest.fixture
def people(course):
    students = {id: Student(id, email=f"{id}@example.org") for id in PEOPLE.values()}
    course.__dict__["students"] = students
    return course


@pytest.mark.parametrize(
    "template",
    ["{}_assignsubmission_file/" + NB + ".ipynb", "{}_assignsubmission_file_/" + NB + " (1).ipynb",
     "{}_assignsubmission_file_" + NB + ".ipynb", "{}_assignsubmission_file/caderno/resposta.ipynb"],
)  # fmt: skip
def test_moodles_zip_is_joined_by_the_worksheet_never_by_the_name(people, tmp_path, template):
    participants = read_worksheet(worksheet(tmp_path), people.students)
    result = collected(people, moodle_zip(tmp_path / "e.zip", template), participants=participants)
    assert (new(result), refused(result), result.strangers) == (sorted(PEOPLE.values()), {}, [])


def test_moodles_zip_without_worksheet_is_refused_with_the_way_out(people, tmp_path):
    path = moodle_zip(tmp_path / "e.zip", "{}_assignsubmission_file/x.ipynb")
    result = collected(people, path)
    assert not new(result) and set(refused(result).values()) == {moodle.NO_WORKSHEET}


def test_groups_and_unknown_participants_are_never_guessed(people, tmp_path):
    path = as_zip(
        tmp_path / "e.zip",
        f"Grupo padrão_assignsubmission_file/{NB}.ipynb",
        f"X_99999_assignsubmission_file/{NB}.ipynb",
    )
    result = collected(people, path, participants=read_worksheet(worksheet(tmp_path, "cp1252"), people.students))
    assert not new(result) and moodle.GROUP in refused(result).values() and len(refused(result)) == 2


def test_a_worksheet_of_another_class_is_refused(course, tmp_path):
    with pytest.raises(BadFile, match="Nenhuma linha"):
        read_worksheet(worksheet(tmp_path), course.students)


def test_two_notebooks_in_one_moodle_folder(people, tmp_path):
    folder = "Aluna Exemplo Um_48213_assignsubmission_file"
    participants = read_worksheet(worksheet(tmp_path), people.students)
    path = as_zip(tmp_path / "e.zip", f"{folder}/{NB}.ipynb", f"{folder}/01_elman_rnn.ipynb")
    result = collected(people, path, participants=participants)
    assert (new(result), result.names(Fate.OTHER_NOTEBOOK)) == (["um"], [f"{folder}/01_elman_rnn.ipynb"])


def test_a_large_folder_is_no_problem(course, tmp_path):
    path = as_zip(tmp_path / "e.zip", *[f"aluno{k:04d}.ipynb" for k in range(600)])
    assert len(new(collected(course, path))) == 600
    shutil.rmtree(course.submitted)
    assert Path(path).exists()
