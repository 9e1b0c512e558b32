"""What every command shares: Portuguese, one place for failures, one `--course` option, quick starts."""

from __future__ import annotations

import logging
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import click

from autograder.commands import click_in_portuguese as portuguese
from autograder.commands import failures
from autograder.ground.errors import Stop
from autograder.ground.next_step import with_course

portuguese.install()
# jsonschema, which nbformat needs, would build 38 grammars of addresses with it at every start: 2 to 3 s, and no notebook
# is checked for addresses. Without it jsonschema leaves that check out.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

TYPED = "autograder.course"  # where a command's context keeps the course's folder as it was typed
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
        except Exception as error:
            sentence = failures.in_words(error)
            if sentence is None:
                raise
            _end(ctx, sentence, 1)


def _end(ctx: click.Context, sentence: str, exit_code: int) -> NoReturn:
    click.ClickException(pasteable(ctx, sentence)).show()
    ctx.exit(exit_code)


def say(text: str) -> None:
    """Print what a command has to say; the commands it names can be pasted as they stand."""
    click.echo(pasteable(click.get_current_context(), text))


def pasteable(ctx: click.Context, text: str) -> str:
    """The text with `--course` in each command it names, where this command works on a course in another folder."""
    folder: Path | None = ctx.meta.get(TYPED)
    if folder is None:
        return text
    text = text.replace("init --update DIR", f"init --update {shlex.quote(str(folder))}")
    if folder.resolve() == Path.cwd():
        return text
    main = ctx.find_root().command
    commands = main.commands.items() if isinstance(main, click.Group) else ()
    takes = {name for name, command in commands if any(option.name == "course" for option in command.params)}
    return with_course(text, str(folder), takes)


def course_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--course DIR`, the same for all commands; the command gets an `autograder.course.folder.Course`, looked over.

    >>> @click.command()
    ... @course_option
    ... def status(course):
    ...     click.echo(course.root)
    """
    return course_option_but()(command)


def course_option_but(*parts: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The same for a command that mends `parts` (names of health.PARTS), and so must work without them."""

    def opened(ctx: click.Context, parameter: click.Parameter, folder: Path) -> Any:
        from autograder.course import health  # here, so that --help need not wait for nbgrader
        from autograder.course.folder import Course

        course = Course(folder)
        ctx.meta[TYPED] = folder
        health.require(course, but=parts)
        return course

    return click.option(
        "--course",
        metavar="DIR",
        type=click.Path(path_type=Path, readable=False),  # whether it can be read is said where it is
        default=".",
        callback=opened,
        help="A pasta da turma; sem a opção, a pasta atual.",
    )
