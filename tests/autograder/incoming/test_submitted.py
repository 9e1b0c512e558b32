"""A submission is read without following a link, waiting for a pipe or trusting a size."""

import os
import socket

import pytest

from autograder.incoming import submitted


@pytest.fixture
def folder(tmp_path):
    """submitted/ana/02_input_gate of a course with a secret beside it."""
    (tmp_path / "secret").write_text("segredo", encoding="utf-8")
    folder = tmp_path / "submitted" / "ana" / "02_input_gate"
    folder.mkdir(parents=True)
    return folder


def notebook(folder):
    return folder / "02_input_gate.ipynb"


def test_a_regular_file_is_read_as_it_is(folder):
    notebook(folder).write_bytes(b"\x00\xff{}")
    assert submitted.read(notebook(folder)) == submitted.Handed(b"\x00\xff{}")


def test_a_missing_file_is_named(folder):
    assert "02_input_gate.ipynb" in submitted.read(notebook(folder)).refused


@pytest.mark.parametrize("kind", ["link", "dangling", "pipe", "folder", "socket"])
def test_only_regular_files_are_read_and_tidy_leaves_the_same_refusal(folder, kind, monkeypatch):
    path = notebook(folder)
    if kind == "link":
        path.symlink_to(folder.parents[2] / "secret")
    elif kind == "dangling":
        path.symlink_to(folder / "nowhere")
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        monkeypatch.chdir(folder)  # the name of a socket is limited to 108 bytes
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(path.name)
    assert submitted.read(path).refused == submitted.NOT_A_FILE
    assert submitted.tidy(folder) == [str(path)]
    assert path.is_file() and not path.is_symlink()
    assert submitted.read(path).refused == submitted.NOT_A_FILE
    assert submitted.tidy(folder) == []


@pytest.mark.parametrize("level", ["student", "notebook"])
def test_a_linked_folder_is_replaced_by_an_empty_one(folder, level):
    other = folder.parents[1] / "bia" / "02_input_gate"
    other.mkdir(parents=True)
    notebook(other).write_text("de outra pessoa", encoding="utf-8")
    folder.rmdir()
    if level == "student":
        folder.parent.rmdir()
        folder.parent.symlink_to(other.parent)
    else:
        folder.symlink_to(other)
    assert submitted.read(notebook(folder)).refused == submitted.NOT_A_FILE
    assert submitted.tidy(folder)
    assert not notebook(folder).exists()
    assert notebook(other).read_text(encoding="utf-8") == "de outra pessoa"


def test_tidy_takes_links_from_deep_below_and_leaves_files(folder):
    deep = folder / "dados" / "mais"
    deep.mkdir(parents=True)
    (deep / "link").symlink_to("/etc/passwd")
    (deep / "up").symlink_to(folder.parents[2])
    (deep / "dados.csv").write_text("1", encoding="utf-8")
    assert len(submitted.tidy(folder)) == 2
    assert [path.name for path in deep.iterdir()] == ["dados.csv"]


def test_a_file_beyond_the_limit_is_refused(folder, monkeypatch):
    monkeypatch.setattr(submitted, "MAXIMUM", 10)
    notebook(folder).write_bytes(b"x" * 11)
    assert submitted.read(notebook(folder)).refused == submitted.TOO_BIG


def test_tidy_works_in_a_folder_that_was_handed_in_read_only(folder):
    """An ordinary user could take nothing out of it; root can, so the modes are looked at."""
    deep = folder / "dentro"
    deep.mkdir()
    for place in (folder, deep):
        os.mkfifo(place / "cano")
        place.chmod(0o555)
    assert sorted(submitted.tidy(folder)) == [str(folder / "cano"), str(deep / "cano")]
    assert all(place.stat().st_mode & 0o700 == 0o700 for place in (folder, deep))
