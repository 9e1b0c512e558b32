"""Every file is told by name in one place, and who sent what was not taken is told: by the command, as a person reads it."""

import json
import os
import shutil
import struct
import zipfile
from pathlib import Path

import pytest

from autograder.course import enrol
from autograder.course.create import create
from autograder.course.folder import Course

NB, OTHER = "02_input_gate", "01_elman_rnn"
SOLUTIONS = Path(__file__).resolve().parents[3] / "solutions"
PAIR = "id,first_name,last_name,email,extra_time\nana,Ana,Alves,ana@example.org,0\nbia,Bia,Barros,bia@example.org,0\n"
HEADINGS = [
    "Novas", "Trocadas", "Iguais às de antes", "Mais antigas que a recolhida, que fica", "Não são cadernos .ipynb",
    "De outro caderno", "Rascunhos, ainda não enviados no Moodle", "De pessoa desconhecida, fora da lista da turma", "Recusados",
]  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return create(tmp_path_factory.mktemp("turmas") / "turma", SOLUTIONS)


@pytest.fixture
def course(made, tmp_path):
    return Course(shutil.copytree(made.root, tmp_path / "turma"))


def notebook(course, name):
    return course.source_of(name).read_bytes()


def as_zip(path, files):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def with_method(path, method):
    """The only member says that it is compressed in another way."""
    raw = bytearray(path.read_bytes())
    raw[8:10] = struct.pack("<H", method)
    at = raw.rindex(b"PK\x01\x02")
    raw[at + 10 : at + 12] = struct.pack("<H", method)
    path.write_bytes(raw)
    return path


def told(said):
    """Heading → the lines under it."""
    lines, under, heading = said.splitlines(), {}, ""
    for line in lines[1:]:
        if line.startswith("  "):
            under[heading].append(line.strip())
        else:
            heading = line.rpartition(":")[0]
            under[heading] = []
    assert all(heading in HEADINGS for heading, lines in under.items() if lines)
    for heading, lines in under.items():
        assert heading not in HEADINGS or f"{heading}: {len(lines)}." in said
    return {heading: sorted(lines) for heading, lines in under.items() if lines}


def taken(course):
    return sorted(path.parent.parent.name for path in course.submitted.glob(f"*/{NB}/{NB}.ipynb"))


# What was seen to go wrong in the wild: list, worksheet, files, who is taken, exit code, what is told.
ANA_48213 = f"Ana Alves_48213_assignsubmission_file/{NB}.ipynb"
FULANA = "Identificador,Nome completo,Endereço de email,Status,Nota,Comentários de feedback\nParticipante48213,Fulana,fulana@example.org,Enviado,,bia@example.org\n"
CASES = {
    "not .ipynb": (PAIR, None, {f"ana/{NB}.ipynb.txt": NB, "bia/entrega.rar": b"Rar!"}, [], 1, {
        "Não são cadernos .ipynb": [
            f"ana/{NB}.ipynb.txt → ana: é um caderno do Jupyter com outra extensão; renomeie para terminar em .ipynb e recolha de novo",
            "bia/entrega.rar → bia: é um arquivo RAR; descompacte e recolha a pasta, ou peça o .ipynb"]}),
    "Colab's copies of two notebooks": (PAIR, None, {f"ana/Cópia de {OTHER}.ipynb": OTHER, f"ana/Cópia de {NB}.ipynb": NB}, ["ana"], 0, {
        "Novas": [f"ana/Cópia de {NB}.ipynb → ana"], "De outro caderno": [f"ana/Cópia de {OTHER}.ipynb → ana: é {OTHER}"]}),
    "two people with one e-mail": (
        PAIR.replace("ana@", "sem-email@").replace("bia@", "sem-email@"),
        "Identificador,Nome completo,Endereço de email\nParticipante48213,Ana Alves,sem-email@example.org\n",
        {ANA_48213: NB}, [], 1, {
        "Recusados": [f"{ANA_48213}: a linha 2 da planilha não diz de quem é: sem-email@example.org serve a mais de uma pessoa: ana, bia"]}),
    "an e-mail in a comment's cell": (PAIR, FULANA, {f"F_48213_assignsubmission_file/{NB}.ipynb": NB}, [], 2, "Nenhuma linha"),
    "an e-mail in a comment's cell, among others": (
        PAIR, FULANA + "Participante48214,Ana Alves,ana@example.org,Enviado,,\n",
        {f"Fulana_48213_assignsubmission_file/{NB}.ipynb": NB, f"Ana Alves_48214_assignsubmission_file/{NB}.ipynb": NB}, ["ana"], 1, {
        "Novas": [f"Ana Alves_48214_assignsubmission_file/{NB}.ipynb → ana"],
        "Recusados": [f"Fulana_48213_assignsubmission_file/{NB}.ipynb: a linha 2 da planilha não diz de quem é: ninguém de alunos.csv tem fulana@example.org"]}),
    "a draft": (
        PAIR, "Identificador,Nome completo,Endereço de email,Status,Nota\nParticipante48214,Bia,bia@example.org,Rascunho (não enviado),\n",
        {f"Bia_48214_assignsubmission_file/{NB}.ipynb": NB}, [], 0, {
        "Rascunhos, ainda não enviados no Moodle": [f"Bia_48214_assignsubmission_file/{NB}.ipynb → bia"]}),
    "separators and reversed names": (
        PAIR, None, {f"ana - {NB}.ipynb": NB, f"{NB}_bia.ipynb": NB, f"ANA_{NB}.ipynb": NB}, ["ana", "bia"], 0, {
        "Novas": [f"{NB}_bia.ipynb → bia", f"ana - {NB}.ipynb → ana"],
        "Iguais às de antes": [f"ANA_{NB}.ipynb → ana: mesmo conteúdo que ana - {NB}.ipynb"]}),
    "a repository's zip": (PAIR, None, {f"cadernos-main/notebooks/{NB}.ipynb": NB}, ["cadernos-main"], 0, {
        "De pessoa desconhecida, fora da lista da turma": [f"cadernos-main/notebooks/{NB}.ipynb → cadernos-main: nova"]}),
    "anonymous, with Excel's first line": (
        PAIR, "sep=;\nIdentificador;E-mail\nParticipante48213;ana@example.org\n",
        {f"Participante_48213_assignsubmission_file_/{NB}.ipynb": NB}, ["ana"], 0, {
        "Novas": [f"Participante_48213_assignsubmission_file_/{NB}.ipynb → ana"]}),
}  # fmt: skip


@pytest.mark.parametrize("listed, worksheet, files, who, exit_code, tells", CASES.values(), ids=CASES.keys())
def test_cases_of_the_wild(course, tmp_path, run, listed, worksheet, files, who, exit_code, tells):
    (tmp_path / "lista.csv").write_text(listed, encoding="utf-8")
    enrol.merge(course, tmp_path / "lista.csv")
    files = {name: notebook(course, what) if isinstance(what, str) else what for name, what in files.items()}
    more = []
    if worksheet:
        (tmp_path / "planilha.csv").write_text(worksheet, encoding="utf-8")
        more = ["--worksheet", tmp_path / "planilha.csv"]
    command = ("collect", NB, "--from", as_zip(tmp_path / "e.zip", files), *more, "--course", course.root)
    code, dry = run(*command, "--dry-run")
    assert code == exit_code and taken(course) == []
    code, said = run(*command)
    assert code == exit_code and taken(course) == who
    if exit_code == 2:
        assert tells in said and len(said.splitlines()) == 1
    else:
        assert told(said) == told(dry) == tells and "Nada foi gravado" in dry


METHODS = {9: "Deflate64", 93: "Zstandard", 98: "PPMd", 77: "tipo 77"}


@pytest.mark.parametrize("method, name", METHODS.items())
def test_a_compression_that_python_does_not_read_is_called_by_its_name(course, tmp_path, run, method, name):
    path = with_method(as_zip(tmp_path / "e.zip", {"ana.ipynb": notebook(course, NB)}), method)
    code, said = run("collect", NB, "--from", path, "--course", course.root)
    words = f"usa uma compressão que o Python não lê ({name}); descompacte e recolha a pasta"
    assert (code, told(said)) == (1, {"Recusados": [f"ana.ipynb → ana: {words}"]})


BARE = b'{"cells": [], "metadata": {}, "nbformat": 4}'
KINDS = {
    "ana.json": (BARE, "é um caderno do Jupyter com outra extensão"), "ana": (BARE, "é um caderno do Jupyter com outra extensão"),
    "ana_02_input_gate.ipynb.txt": (b"\xef\xbb\xbf" + BARE, "outra extensão"), "ana.ipynb.json": ("\ufeff".encode("utf-16-le") + BARE.decode().encode("utf-16-le"), "outra extensão"),
    "ana.rar": (b"Rar!\x1a", "RAR"), "ana.7z": (b"7z\xbc\xaf", "7-Zip"), "ana.tar.gz": (b"\x1f\x8b", "gzip"), "ana.pdf": (b"%PDF-1.7", "PDF"),
    "ana.html": (b"<html>", "HTML"), "ana.py": (b"x = 1", "Python"), "ana.docx": (b"PK\x03\x04", "Word"), "ana.bin": (b"PK\x03\x04", "zip com outra extensão"),
    "ana.dat": (b"Rar!", "RAR"), "ana.txt": (b"", "vazio"), "ana.xyz": (b"\x00\x01", "não é um caderno"), "ana.gdoc": (b"{}", "atalho do Google Drive"),
    "ana.ipynb.crdownload": (b"{", "download que não terminou"), "ana/leia.pdf": (b"%PDF", "PDF"),
}  # fmt: skip


@pytest.mark.parametrize("zipped", [False, True])
def test_what_is_no_notebook_is_called_what_it_is_and_whose_it_is(course, tmp_path, run, zipped):
    (tmp_path / "lista.csv").write_text(PAIR, encoding="utf-8")
    enrol.merge(course, tmp_path / "lista.csv")
    for k, (name, (content, words)) in enumerate(KINDS.items()):
        path = tmp_path / f"e{k}" / name
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
        origin = as_zip(tmp_path / f"e{k}.zip", {name: content}) if zipped else tmp_path / f"e{k}"
        code, said = run("collect", NB, "--from", origin, "--course", course.root)
        (line,) = told(said)["Não são cadernos .ipynb"]
        assert code == 1 and line.startswith(f"{name} → ana: ") and words in line, name
        assert f"Enviaram algo, e nada foi recolhido: ana ({name})." in said


def test_every_file_of_a_mixed_delivery_stands_in_one_place(course, tmp_path, run):
    (tmp_path / "lista.csv").write_text(PAIR + "caio,Caio,Costa,,0\ndora,Dora,Dias,,0\n", encoding="utf-8")
    enrol.merge(course, tmp_path / "lista.csv")
    inbox, right = tmp_path / "entregas", notebook(course, NB)
    other = json.dumps(json.loads(right) | {"nbformat_minor": 4}).encode()
    for path in (course.submission("caio", NB), course.submission("dora", NB)):
        path.parent.mkdir(parents=True)
        path.write_bytes(right)
    files = {
        "ana.ipynb": right, "ana (1).ipynb": right, "caio.ipynb": other, "dora.ipynb": right, f"dora_{OTHER}.ipynb": notebook(course, OTHER),
        "bia.rar": b"Rar!", "zoe.ipynb": right, f"{NB}.ipynb": right, "leia.txt": b"oi", "x.zip": b"nada", ".DS_Store": b"", "__MACOSX/._ana.ipynb": b"",
    }  # fmt: skip
    for name, content in files.items():
        (inbox / name).parent.mkdir(parents=True, exist_ok=True)
        (inbox / name).write_bytes(content)
    os.symlink(inbox / "ana.ipynb", inbox / "l.ipynb")
    code, said = run("collect", NB, "--from", inbox, "--course", course.root)
    lines = [line for lines in told(said).values() for line in lines]
    names = [*(name for name in files if "__MACOSX" not in name), "__MACOSX/", "l.ipynb"]
    assert code == 1 and "13 arquivos ao todo" in said
    assert sorted(line.partition(" →")[0].partition(": ")[0] for line in lines) == sorted(names)
    assert {heading: len(lines) for heading, lines in told(said).items()} == {
        "Novas": 1, "Trocadas": 1, "Iguais às de antes": 2, "Não são cadernos .ipynb": 4, "De outro caderno": 1,
        "De pessoa desconhecida, fora da lista da turma": 1, "Recusados": 3,
    }  # fmt: skip


def test_nothing_for_this_notebook_is_said_and_moodles_zip_asks_for_its_worksheet(course, tmp_path, run):
    where = ("--course", course.root)
    code, said = run("collect", NB, "--from", as_zip(tmp_path / "e.zip", {"leia.pdf": b"%PDF"}), *where)
    assert code == 0 and said.splitlines()[-1].startswith(f"Nenhuma entrega de {NB} foi encontrada.")
    folders = [f"Aluna {n}_{n}_assignsubmission_file/{NB}.ipynb" for n in range(7)]
    files = dict.fromkeys(folders, notebook(course, NB)) | {
        "Aluna 1_1_assignsubmission_onlinetext/textoonline.html": b"<p>"
    }
    code, said = run("collect", NB, "--from", as_zip(tmp_path / "e.zip", files), *where)
    assert code == 1 and len(told(said)["Recusados"]) == 7 and "e mais 2." in said
    assert "textoonline.html: é um texto escrito no Moodle" in told(said)["Não são cadernos .ipynb"][0]
    assert "--worksheet PLANILHA.csv" in said.splitlines()[-1]
