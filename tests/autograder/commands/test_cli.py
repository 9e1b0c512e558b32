"""One place turns failures into a sentence and an exit code; what is a bug of ours stays a traceback."""

import errno
import sqlite3

import click
import pytest
from click.testing import CliRunner

from autograder.commands.cli import Commands
from autograder.ground.errors import CommandFailed, WrongUse


def ends_with(error):
    @click.group(cls=Commands)
    def group():
        """Nothing."""

    @group.command()
    def fail():
        raise error

    return CliRunner().invoke(group, ["fail"])


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (CommandFailed("Não deu."), 1, "Não deu."),
        (WrongUse("Assim não."), 2, "Assim não."),
        (OSError(errno.ENOSPC, "No space left", "notas.csv"), 1, "não há mais espaço em disco (notas.csv)"),
        (sqlite3.OperationalError("database or disk is full"), 1, "não há mais espaço em disco"),
        (sqlite3.OperationalError("database is locked"), 1, "outro programa está usando o gradebook.db"),
    ],
)
def test_a_failure_is_one_sentence_and_a_code(error, code, said):
    result = ends_with(error)
    assert result.exit_code == code and said in result.output and "Traceback" not in result.output


@pytest.mark.parametrize("error", [ValueError("ours"), sqlite3.OperationalError("what is this")])
def test_what_nobody_foresaw_is_not_hidden(error):
    assert ends_with(error).exception is error
