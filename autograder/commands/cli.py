"""What every command shares: Portuguese, one place for failures, one `--course` option, quick starts."""

from __future__ import annotations

import errno
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import click

from autograder.commands import click_in_portuguese as portuguese
from autograder.ground.errors import Stop

portuguese.install()
# jsonschema, which nbformat needs, would build 38 grammars of addresses with it at every start: 2 to 3 s, and no notebook
# is checked for addresses. Without it jsonschema leaves that check out.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

DISK = {
    errno.ENOSPC: "não há mais espaço em disco",
    errno.EDQUOT: "a cota de disco acabou",
    errno.EACCES: "falta permissão",
    errno.EPERM: "falta permissão",
    errno.EROFS: "o disco não aceita gravação",
}
GRADEBOOK = {  # SQLite's words, which nbgrader passes on in exceptions of several kinds
    "database or disk is full": "não há mais espaço em disco",
    "database is locked": "outro programa está usando o gradebook.db",
    "attempt to write a readonly database": "falta permissão para gravar no gradebook.db",
    "unable to open database file": "o gradebook.db não pode ser aberto",
}
UNFINISHED = "Não deu para terminar: {reason}. Depois de resolver, repita o comando."
logging.raiseExceptions = False  # a log that cannot be written, on a full disk, is no second failure
for name in ("tornado.application", "sqlalchemy.pool"):  # nbgrader's tracebacks: what went wrong is said below
    logging.getLogger(name).addHandler(logging.NullHandler())
    logging.getLogger(name).propagate = False


class Commands(click.Group):
    """The one place where a failure becomes a sentence and an exit code."""

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        cmd.options_metavar = "[OPÇÕES]"
        super().add_command(cmd, name)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Stop as stop:
            _end(ctx, str(stop), stop.exit_code)
        except OSError as error:
            if error.errno not in DISK:
                raise
            where = f" em {error.filename}" if error.filename else ""
            _end(ctx, UNFINISHED.format(reason=DISK[error.errno] + where), 1)
        except Exception as error:
            reason = next((said for words, said in GRADEBOOK.items() if words in str(error)), None)
            if reason is None:
                raise
            _end(ctx, UNFINISHED.format(reason=reason), 1)


def _end(ctx: click.Context, sentence: str, exit_code: int) -> NoReturn:
    click.ClickException(sentence).show()
    ctx.exit(exit_code)


def course_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--course DIR`, the same for all commands; the command gets an `autograder.course.folder.Course`.

    >>> @click.command()
    ... @course_option
    ... def status(course):
    ...     click.echo(course.root)
    """

    def opened(ctx: click.Context, parameter: click.Parameter, folder: Path) -> Any:
        from autograder.course.folder import Course  # here, so that --help need not wait for nbgrader

        return Course(folder)

    return click.option(
        "--course",
        metavar="DIR",
        type=click.Path(path_type=Path),
        default=".",
        callback=opened,
        help="A pasta da turma; sem a opção, a pasta atual.",
    )(command)
