"""`python -m autograder COMMAND`: each command parses, calls and reports; the work is in the modules it names.

Exit codes: 0, 1 (something failed and is listed), 2 (wrong use).
"""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import click

from autograder import portuguese
from autograder.stop import Stop

portuguese.install()

DISK = {
    errno.ENOSPC: "não há mais espaço em disco",
    errno.EDQUOT: "a cota de disco acabou",
    errno.EACCES: "falta permissão",
    errno.EPERM: "falta permissão",
    errno.EROFS: "o disco não aceita gravação",
}


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
            _end(ctx, f"Não deu para terminar: {DISK[error.errno]}{where}. Depois de resolver, repita o comando.", 1)


def _end(ctx: click.Context, sentence: str, exit_code: int) -> NoReturn:
    click.ClickException(sentence).show()
    ctx.exit(exit_code)


def course_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--course DIR`, the same for all commands; the command gets an `autograder.course.Course`.

    >>> @click.command()
    ... @course_option
    ... def status(course):
    ...     click.echo(course.root)
    """

    def opened(ctx: click.Context, parameter: click.Parameter, folder: Path) -> Any:
        from autograder.course import Course  # here, so that --help need not wait for nbgrader

        return Course(folder)

    return click.option(
        "--course",
        metavar="DIR",
        type=click.Path(path_type=Path),
        default=".",
        callback=opened,
        help="A pasta da turma; sem a opção, a pasta atual.",
    )(command)


@click.group(
    cls=Commands,
    options_metavar="[OPÇÕES]",
    subcommand_metavar="COMANDO …",
    context_settings={"help_option_names": ["-h", "--help"]},
)
def main() -> None:
    """Prepara o curso, distribui os cadernos, recolhe e corrige as entregas."""
    if sys.platform != "linux":
        raise Stop("O corretor só funciona no Linux; no Windows, use o WSL2.")


@main.command()
@click.option("--check", is_flag=True, help="Não grava nada; termina com 1 se algum arquivo estiver desatualizado.")
def build(check: bool) -> None:
    """Gera notebooks/ a partir de solutions/.

    Execute na raiz do repositório do curso."""
    from autograder import build as building

    changed = building.build(Path(), check=check)
    if check and changed:
        files = "\n".join(f"  {path}" for path in changed)
        raise Stop(f"Estes arquivos não são os que solutions/ gera:\n{files}\nExecute: python -m autograder build")
    for path in changed:
        click.echo(f"{'gravado' if path.exists() else 'removido'}: {path}")
    if not changed:
        click.echo("Tudo em dia: os cadernos já são os que solutions/ gera.")


if __name__ == "__main__":
    main(prog_name="python -m autograder")
