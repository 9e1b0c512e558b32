"""`python -m autograder COMMAND`: each command parses, calls and reports; the work is in the modules it names.

Exit codes: 0, 1 (something failed and is listed), 2 (wrong use).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from autograder.commands.cli import Commands, course_option, course_option_but, say
from autograder.ground.errors import Stop, WrongUse
from autograder.ground.next_step import next_step


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
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, readable=False))
@click.option(
    "--solutions", metavar="DIR", type=click.Path(path_type=Path), help="As fontes; por padrão, as do repositório."
)
@click.option("--update", is_flag=True, help="Traz as fontes de agora para uma turma que já existe.")
def init(folder: Path, solutions: Path | None, update: bool) -> None:
    """Cria uma turma em uma pasta nova.

    Com --update, refaz também o que a turma perdeu: pastas vazias, o segredo, o gradebook."""
    from autograder.course import health
    from autograder.course.create import create, update_in_words
    from autograder.course.folder import Course

    beside = [Path("solutions"), Path(__file__).resolve().parent.parent / "solutions"]
    sources = solutions or next((path for path in beside if path.is_dir()), beside[0])
    if update:
        course = Course(folder)
        click.echo(update_in_words(course, sources, folder))
        health.require(course)  # what it cannot mend is still to be told
        return
    made = create(folder, sources)
    click.echo(f"Turma criada em {made.root}, com {len(made.notebooks)} cadernos.")
    click.echo(f"Para dizer quem é da turma: {next_step('roster', '--from', 'LISTA.csv', course=folder)}")


@main.command()
@click.option("--from", "listed", metavar="ARQUIVO", required=True, type=click.Path(path_type=Path), help="Um CSV.")
@click.option("--dry-run", is_flag=True, help="Mostra o que mudaria e não grava nada.")
@course_option_but("alunos.csv")
def roster(listed: Path, dry_run: bool, course: Any) -> None:
    """Põe pessoas na lista da turma, ou atualiza quem já está.

    A primeira linha do CSV dá os nomes das colunas, em qualquer ordem: id, nome, sobrenome, e-mail, tempo extra (ou nome
    completo, matrícula, usuário). Sem a coluna id, como na lista de participantes do Moodle, os ids são feitos da
    matrícula, do usuário ou do começo do e-mail, e mostrados antes de gravar."""
    from autograder.course import enrol

    merged = enrol.merge(
        course, listed, dry_run, tell=lambda merged: click.echo(merged.table(), nl=bool(merged.table()))
    )
    say(merged.in_words(course, listed, dry_run))


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
    say(released.in_words(course))
    sys.exit(1 if released.refused else 0)


@main.command()
@click.argument("notebook", metavar="CADERNO")
@click.option(
    "--from", "origin", metavar="PASTA_OU_ZIP", required=True, type=click.Path(path_type=Path), help="As entregas."
)
@click.option("--worksheet", metavar="ARQUIVO", type=click.Path(path_type=Path), help="Planilha de notas do Moodle.")
@click.option("--dry-run", is_flag=True, help="Mostra o destino de cada arquivo e não grava nada.")
@course_option
def collect(notebook: str, origin: Path, worksheet: Path | None, dry_run: bool, course: Any) -> None:
    """Recolhe as entregas de um caderno e diz o que foi feito de cada arquivo.

    Os arquivos se chamam ESTUDANTE.ipynb ou ESTUDANTE_CADERNO.ipynb, ou ficam em uma pasta por estudante. Para o zip do
    Moodle, indique também a planilha de notas da tarefa: dela vêm o horário de envio e quem ainda tem um rascunho.
    Termina com 1 se alguém enviou algo e nada foi recolhido."""
    from autograder.incoming import collect as collecting
    from autograder.incoming.worksheet import read_worksheet

    name = course.known(notebook)
    participants = read_worksheet(worksheet, course.students) if worksheet else None
    collected = collecting.collect(course, name, origin, participants, dry_run)
    typed = [name, "--from", origin, *(["--worksheet", worksheet] if worksheet else [])]
    say(collected.in_words(course.root, typed))
    sys.exit(collected.exit_code)


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
    say(summary.in_words())
    sys.exit(summary.exit_code)


@main.command()
@click.argument("notebooks", metavar="[CADERNO]...", nargs=-1)
@click.option("--student", metavar="ESTUDANTE", help="Só a devolutiva desta pessoa.")
@course_option
def feedback(notebooks: tuple[str, ...], student: str | None, course: Any) -> None:
    """Escreve uma página por entrega corrigida, para quem a fez ler."""
    names = [course.known(name) for name in notebooks] or course.notebooks
    from autograder.course import records
    from autograder.outgoing import feedback as pages

    if student is not None and not any(records.read(course.root, name, student) for name in names):
        raise WrongUse(f"Não há entrega corrigida de {student}. Para ver o que falta: python -m autograder status")
    written = pages.feedback(course.root, names, student)
    say(written.in_words(course.root))
    sys.exit(1 if written.failed else 0)


@main.command()
@course_option
def report(course: Any) -> None:
    """Escreve uma página sobre a turma: o que errou, por nome, e o que dizer na próxima aula."""
    from autograder.outgoing.report import write

    say(write.report(course).in_words())


@main.command()
@click.option(
    "--format",
    "kind",
    type=click.Choice(["csv", "excel-br"]),
    default="csv",
    show_default=True,
    help="csv, para programas; excel-br, para o Excel em português.",
)
@click.option(
    "--to", metavar="ARQUIVO", type=click.Path(path_type=Path), help="Onde gravar; por padrão, notas.csv na turma."
)
@click.option("--force", is_flag=True, help="Troca também um arquivo que este comando não gravou.")
@course_option
def export(kind: str, to: Path | None, force: bool, course: Any) -> None:
    """Grava as notas da turma."""
    from autograder.outgoing import export as exporting

    say(exporting.in_words(*exporting.export(course, to, kind, force)))


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Para outro programa ler.")
@course_option
def status(as_json: bool, course: Any) -> None:
    """Mostra o que falta fazer."""
    from autograder.commands import status as standing

    lines = standing.status(course)
    if as_json:
        click.echo(standing.as_json(lines))
    else:
        say(standing.in_words(lines, len(course.students)))


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Para outro programa ler.")
@click.option(
    "--course",
    metavar="DIR",
    type=click.Path(path_type=Path, readable=False),
    help="A turma; por padrão, a da pasta atual.",
)
def doctor(as_json: bool, course: Path | None) -> None:
    """Diz o que está em ordem nesta máquina e nesta turma, e como consertar o resto."""
    from autograder.commands import doctor as examining

    findings = examining.findings(course)
    click.echo(examining.as_json(findings) if as_json else examining.in_words(findings))
    sys.exit(0 if all(finding.holds for finding in findings) else 1)


@main.command()
@click.option("--student", metavar="ESTUDANTE", help="Tudo desta pessoa.")
@click.option("--strangers", is_flag=True, help="Tudo de quem não está na lista da turma.")
@click.option("--yes", is_flag=True, help="Apaga de verdade; sem a opção, só mostra o que seria apagado.")
@course_option
def purge(student: str | None, strangers: bool, yes: bool, course: Any) -> None:
    """Apaga da turma tudo o que é de uma pessoa: entregas, notas, devolutivas, nome.

    Sem --yes, só mostra."""
    from autograder.commands import purge as purging

    if (student is None) == (not strangers):
        raise WrongUse("Diga de quem: --student ESTUDANTE ou --strangers.")
    purged = purging.purge(course, [student] if student is not None else purging.strangers(course), really=yes)
    say(purged.in_words())
    sys.exit(1 if purged.left else 0)


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, readable=False))
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
