"""Classes of people who are hard to tell apart, in every shape of delivery: nobody gets another's file, nobody vanishes.

The truth is not asked of the code under test: each file's content names its maker, and whether a line of the worksheet
tells who somebody is follows from counting cells here.
"""

import csv
import io
import itertools
import json
import random
import re
import zipfile
from collections import Counter

import pytest

from autograder.course.roster import Student, is_id
from autograder.incoming.accounts import Fate
from autograder.incoming.collect import collect
from autograder.incoming.worksheet import read_worksheet

NB = "02_input_gate"
FIRST = ["Ana", "Ana Maria", "Maria", "Mariana", "João", "Joana", "José", "Jose", "Zoë", "D'Arc", "Ana-Lú"]
LAST = [
    "Souza",
    "de Souza",
    "Souza Lima",
    "Lima",
    "Conceição",
    "Conceicao",
    "D'Ávila",
    "Sá",
    "Silva-Santos",
    "Silva",
    "Ana",
]
PEOPLE = 200
TAKEN = {Fate.NEW, Fate.UNKNOWN}


def slug(text):
    return re.sub(r"[^A-Za-z0-9]+", ".", text.encode("ascii", "ignore").decode()).strip(".").lower()


def make_class(rng):
    """Students with ids that are prefixes of one another; some share an address, some have none."""
    students = {}
    for _ in range(PEOPLE):
        first, last = rng.choice(FIRST), rng.choice(LAST)
        base = rng.choice(
            [slug(first), slug(f"{first} {last}"), slug(first[0] + last), slug(last), slug(f"{first}-{last}")]
        )
        forms = itertools.chain([base], (f"{base}{rng.choice(['', '.', '_', '-'])}{n}" for n in itertools.count(1)))
        id = next(form for form in forms if form.casefold() not in students and is_id(form))
        others = [one.email for one in students.values() if one.email]
        email = rng.choice([f"{id}@example.org"] * 8 + [""] + ([rng.choice(others)] if others else [""]))
        students[id.casefold()] = Student(id, first, last, email)
    return {student.id: student for student in students.values()}


def content(maker):
    return json.dumps({"cells": [], "metadata": {"maker": maker}, "nbformat": 4, "nbformat_minor": 5}).encode()


def deliver(path, files):
    with zipfile.ZipFile(path, "w") as archive:
        for name, maker in files.items():
            archive.writestr(name, content(maker))
    return path


def makers_of(course):
    """Student → who made what lies in their folder."""
    return {
        path.parent.parent.name: json.loads(path.read_bytes())["metadata"]["maker"]
        for path in course.submitted.glob(f"*/{NB}/{NB}.ipynb")
    }


@pytest.fixture
def dry(course, monkeypatch):
    """A course whose disk does not wait: 20,000 files are written in this test."""
    monkeypatch.setattr("autograder.ground.files.os.fsync", lambda descriptor: None)
    return course


HEADINGS = {
    "pt": ["Identificador", "Nome completo", "Endereço de email", "Número de identificação", "Status", "Nota", "Comentários de feedback"],
    "en": ["Identifier", "Full name", "Email address", "ID number", "Status", "Grade", "Feedback comments"],
}  # fmt: skip
FOLDERS = [
    "{name}_{n}_assignsubmission_file/{nb}.ipynb", "{name}_{n}_assignsubmission_file_/{nb} (1).ipynb",
    "{name}_{n}_assignsubmission_file_{nb}.ipynb", "Participante_{n}_assignsubmission_file/x.ipynb",
    "Curso-02-77/{name}_{n}_assignsubmission_file/a/{nb}.ipynb", "{name}_{n}_assignsubmission_file\\Cópia de {nb}.ipynb",
    "{name}_{n}_assignsubmission_file/{other}_{nb}.ipynb",
]  # fmt: skip


def cleaned(name):
    """As Moodle writes a name into a path."""
    return re.sub(r"[&<>\"':|\\/`]", "", name.replace("_", " "))


@pytest.mark.parametrize("seed", range(50))
def test_moodle_shapes(dry, tmp_path, seed):
    rng = random.Random(seed)
    students = dry.__dict__["students"] = make_class(rng)
    language, folder = rng.choice(["pt", "en"]), FOLDERS[seed % len(FOLDERS)]
    backwards, with_numbers, with_email = rng.random() < 0.3, rng.random() < 0.4, rng.random() < 0.8
    with_numbers = with_numbers or not with_email
    numbers = rng.sample(range(10_000, 99_999), PEOPLE)
    rows, files, truth, drafts, cells_of = [HEADINGS[language]], {}, {}, set(), {}
    for number, student in zip(numbers, students.values(), strict=True):
        names = [student.first_name, student.last_name]
        full = ", ".join(names[::-1]) if backwards else " ".join(names)
        draft = rng.random() < 0.1
        status = {
            "pt": ["Enviado para avaliação -  - ", "Rascunho (não enviado)"],
            "en": ["Submitted for grading", "Draft (not submitted)"],
        }
        email = rng.choice([str.upper, str])(student.email) if with_email else ""
        id_number = student.id if with_numbers and rng.random() < 0.8 else ""
        comment = rng.choice(list(students.values())).email
        hidden = {"pt": f"Participante{number}", "en": f"Participant {number}"}[language]
        rows.append([hidden, full, email, id_number, status[language][draft], rng.choice(list(students)), comment])
        name = folder.format(name=cleaned(full), n=number, nb=NB, other=rng.choice(list(students)))
        files[name], truth[name.replace("\\", "/")] = student.id, student.id
        cells_of[student.id] = (email.casefold(), id_number.casefold())
        drafts |= {student.id} if draft else set()
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=rng.choice(",;\t"), lineterminator=rng.choice(["\n", "\r\n"])).writerows(rows)
    (tmp_path / "p.csv").write_bytes(out.getvalue().encode(rng.choice(["utf-8", "utf-8-sig", "utf-16"])))
    result = collect(dry, NB, deliver(tmp_path / "e.zip", files), read_worksheet(tmp_path / "p.csv", students))
    assert sorted(account.name for account in result.accounts) == sorted(truth)
    for account in result.accounts:
        assert not account.student or account.student == truth[account.name]
    assert all(student == maker for student, maker in makers_of(dry).items())
    # who is told by an address that one person has, or by a number, is taken; who shares an address is refused
    had = Counter(student.email.casefold() for student in students.values())
    told = {id for id, (email, number) in cells_of.items() if number or (email and had[email] == 1)}
    assert set(makers_of(dry)) == told - drafts
    untold = set(students) - told
    assert result.exit_code == (1 if untold else 0)


NAMED = [
    "{id}.ipynb", "{id}_{nb}.ipynb", "{nb}_{id}.ipynb", "{id}/{nb}.ipynb", "{id}/Untitled{k}.ipynb", "{ID}_{nb} (2).ipynb",
    "Cópia de {id}.ipynb", "{id} - Copia.ipynb", "{id}_Cópia de {nb}.ipynb", "turma/{id}/a/b.ipynb", "{id}-{nb}.ipynb",
    "{nb} - {ID}.ipynb", "{id}+{nb}+2026-09-14 21:51:0{k} UTC/{nb}.ipynb", "{id}\\{nb}.ipynb", "{id}_{nb}_v{k}.ipynb",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(100, 115))
def test_names_with_ids(dry, tmp_path, seed):
    rng = random.Random(seed)
    students = dry.__dict__["students"] = make_class(rng)
    truth = {}
    for id in students:
        name = rng.choice(NAMED).format(id=id, ID=id.upper(), nb=NB, k=rng.randrange(10))
        truth[name] = id
    result = collect(dry, NB, deliver(tmp_path / "e.zip", truth))
    told = {name.replace("\\", "/"): id for name, id in truth.items()}
    assert {account.name: account.student for account in result.accounts} == told
    assert makers_of(dry) == {id: id for id in students} and result.exit_code == 0


UNNAMED = [
    "{full}.ipynb", "{full}_{nb}.ipynb", "{nb}_{full}.ipynb", "{full}/{nb}.ipynb", "{last}, {first}/{nb}.ipynb", "{first}.ipynb",
    "{first}_{nb}.ipynb", "{joined}_{nb}.ipynb", "{under}.ipynb", "{nb} {first}.ipynb", "{first} {k}.ipynb", "{under}{k}_{nb}.ipynb",
    "{nb}_{under}_{k}.ipynb", "{dashed}/x.ipynb", "{first}/{last}/{nb}.ipynb",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(200, 215))
def test_names_without_ids_are_never_another_persons(dry, tmp_path, seed):
    """People who write a name of theirs, some of them on no list: what is taken is theirs, or a stranger's under that name."""
    rng = random.Random(seed)
    students = dry.__dict__["students"] = make_class(rng)
    keys = {id.casefold(): id for id in students} | {s.email.casefold(): id for id, s in students.items() if s.email}
    truth = {}
    for k in range(PEOPLE):
        first, last = rng.choice(FIRST), rng.choice(LAST)
        form = {
            "first": first, "last": last, "full": f"{first} {last}", "joined": slug(first) + slug(last),
            "under": f"{slug(first)}_{slug(last)}", "dashed": f"{slug(first)}-{slug(last)}", "nb": NB, "k": k % 10,
        }  # fmt: skip
        name = rng.choice(UNNAMED).format(**form)
        words = [re.sub(rf"{NB}|\.ipynb", "", part).strip(" _").casefold() for part in name.split("/")]
        if any(word in keys for word in words):
            continue  # this name is an id or an address of the list: it does say who
        truth.setdefault(name, f"unlisted {k}")
    result = collect(dry, NB, deliver(tmp_path / "e.zip", truth))
    assert sorted(account.name for account in result.accounts) == sorted(truth)
    assert not set(makers_of(dry)) & set(students)
    assert all(
        account.fate in (Fate.REFUSED, Fate.UNKNOWN) or account.student not in students for account in result.accounts
    )
