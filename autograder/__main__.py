"""`python -m autograder COMMAND`: each command parses, calls and reports; the work is in the modules it names.

Exit codes: 0, 1 (something failed and is listed), 2 (wrong use).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from autograder.commands.cli import Commands, course_option
from autograder.ground.errors import Stop


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
    from autograder.building import build as building

    changed = building.build(Path(), check=check)
    if check and changed:
        files = "\n".join(f"  {path}" for path in changed)
        raise Stop(f"Estes arquivos não são os que solutions/ gera:\n{files}\nExecute: python -m autograder build")
    for path in changed:
        click.echo(f"{'gravado' if path.exists() else 'removido'}: {path}")
    if not changed:
        click.echo("Tudo em dia: os cadernos já são os que solutions/ gera.")


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--solutions", metavar="DIR", type=click.Path(path_type=Path), help="As fontes; por padrão, as do repositório."
)
@click.option("--update", is_flag=True, help="Traz as fontes de agora para uma turma que já existe.")
def init(folder: Path, solutions: Path | None, update: bool) -> None:
    """Cria uma turma em uma pasta nova."""
    from autograder.course.create import create
    from autograder.course.create import update as bring
    from autograder.course.folder import Course

    beside = [Path("solutions"), Path(__file__).resolve().parent.parent / "solutions"]
    sources = solutions or next((path for path in beside if path.is_dir()), beside[0])
    if update:
        names = bring(Course(folder), sources)
        click.echo(f"Cadernos atualizados: {', '.join(names) or 'nenhum, já estavam em dia'}.")
        click.echo(f"Para distribuir: python -m autograder release --course {folder}")
        return
    made = create(folder, sources)
    click.echo(f"Turma criada em {made.root}, com {len(made.notebooks)} cadernos.")
    click.echo(f"Para dizer quem é da turma: python -m autograder roster --from LISTA.csv --course {made.root}")


@main.command()
@click.option("--from", "listed", metavar="ARQUIVO", required=True, type=click.Path(path_type=Path), help="Um CSV.")
@course_option
def roster(listed: Path, course: Any) -> None:
    """Põe pessoas na lista da turma, ou atualiza quem já está.

    A primeira linha do CSV dá os nomes das colunas: id, first_name, last_name, email, extra_time. Só id é obrigatória."""
    from autograder.course import enrol

    merged = enrol.merge(course, listed)
    click.echo(merged.in_words(len(course.students)))


@main.command()
@click.argument("notebooks", metavar="[CADERNO]...", nargs=-1)
@course_option
def release(notebooks: tuple[str, ...], course: Any) -> None:
    """Prepara os cadernos para distribuir; sem nomes, todos."""
    names = [course.known(name) for name in notebooks] or course.notebooks
    from autograder.outgoing import release as releasing

    released = releasing.release(
        course, names, tell=lambda name: click.echo(f"Conferindo as soluções de {name}…", err=True)
    )
    click.echo(released.in_words(course))
    sys.exit(1 if released.refused else 0)


@main.command()
@click.argument("notebook", metavar="CADERNO")
@click.option(
    "--from", "origin", metavar="PASTA_OU_ZIP", required=True, type=click.Path(path_type=Path), help="As entregas."
)
@click.option("--worksheet", metavar="ARQUIVO", type=click.Path(path_type=Path), help="Planilha de notas do Moodle.")
@course_option
def collect(notebook: str, origin: Path, worksheet: Path | None, course: Any) -> None:
    """Recolhe as entregas de um caderno.

    Os arquivos se chamam ESTUDANTE.ipynb ou ESTUDANTE_CADERNO.ipynb, ou ficam em uma pasta por estudante. Para o zip do
    Moodle, indique também a planilha de notas da tarefa."""
    from autograder.incoming import collect as collecting

    name = course.known(notebook)
    participants = collecting.read_participants(worksheet, course) if worksheet else None
    collected = collecting.collect(course, name, origin, participants)
    click.echo(collected.in_words(name))
    sys.exit(1 if collected.refused else 0)


@main.command()
@click.argument("notebooks", metavar="[CADERNO]...", nargs=-1)
@click.option("--student", metavar="ESTUDANTE", help="Só a entrega desta pessoa.")
@click.option(
    "--jobs", type=click.IntRange(1, 16), default=1, show_default=True, help="Quantas correções ao mesmo tempo."
)
@click.option("--regrade", is_flag=True, help="Corrige também o que já está corrigido e não mudou.")
@course_option
def grade(notebooks: tuple[str, ...], student: str | None, jobs: int, regrade: bool, course: Any) -> None:
    """Corrige o que é novo ou mudou desde a última vez.

    Pode ser interrompido: o mesmo comando continua de onde parou, com as mesmas notas."""
    from autograder.commands.progress import bar
    from autograder.judging import grade as grading

    summary = grading.grade(course, notebooks, student, jobs, regrade, watch=bar)
    click.echo(summary.in_words())
    sys.exit(summary.exit_code)


@main.command()
@click.argument("notebooks", metavar="[CADERNO]...", nargs=-1)
@click.option("--student", metavar="ESTUDANTE", help="Só a devolutiva desta pessoa.")
@course_option
def feedback(notebooks: tuple[str, ...], student: str | None, course: Any) -> None:
    """Escreve uma página por entrega corrigida, para quem a fez ler."""
    names = [course.known(name) for name in notebooks] or course.released
    from autograder.outgoing import feedback as pages

    written = pages.feedback(course.root, names, student)
    click.echo(written.in_words(course.root))
    sys.exit(1 if written.failed else 0)


@main.command()
@course_option
def report(course: Any) -> None:
    """Escreve uma página sobre a turma: o que errou, por nome, e o que dizer na próxima aula."""
    from autograder.outgoing.report import write

    click.echo(write.report(course).in_words())


@main.command()
@click.option("--format", "kind", type=click.Choice(["csv"]), default="csv", show_default=True, help="O formato.")
@click.option(
    "--to", metavar="ARQUIVO", type=click.Path(path_type=Path), help="Onde gravar; por padrão, notas.csv na turma."
)
@course_option
def export(kind: str, to: Path | None, course: Any) -> None:
    """Grava as notas da turma."""
    from autograder.outgoing import export as exporting

    click.echo(exporting.in_words(*exporting.export(course, to)))


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Para outro programa ler.")
@course_option
def status(as_json: bool, course: Any) -> None:
    """Mostra o que falta fazer."""
    from autograder.commands import status as standing

    lines = standing.status(course)
    click.echo(standing.as_json(lines) if as_json else standing.in_words(lines, len(course.students)))


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def publish(folder: Path) -> None:
    """Grava o repositório dos estudantes: cadernos e pacote, sem soluções.

    Execute na raiz do repositório do curso."""
    from autograder.outgoing import publish as publishing

    files = publishing.publish(Path(), folder)
    click.echo(f"Publicados {len(files)} arquivos em {folder}. Envie a pasta para o endereço dos estudantes.")


@main.command()
@click.option("--to", "folder", metavar="DIR", type=click.Path(path_type=Path), help="Onde; por padrão, pasta nova.")
@click.option("--jobs", type=click.IntRange(1, 16), default=2, show_default=True, help="Quantas correções juntas.")
def demo(folder: Path | None, jobs: int) -> None:
    """Mostra o trabalho inteiro, com uma turma de exemplo."""
    from autograder.commands import demo as demonstration

    demonstration.demo(main, folder, jobs)


@main.command()
@click.option("--students", type=click.IntRange(1, 500), default=24, show_default=True, help="Quantas entregas.")
def bench(students: int) -> None:
    """Compara tempo e memória com o nbgrader sem mudanças."""
    from autograder.commands import bench as benchmark

    benchmark.bench(students)


if __name__ == "__main__":
    main(prog_name="python -m autograder")
