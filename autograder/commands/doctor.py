"""`doctor`: what holds on this machine and in this course; each thing that does not, with its remedy."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from autograder.commands.finding import Finding
from autograder.ground.next_step import next_step

PROJECT, EXTRA = "enap-lstm", "course"
INSTALL = "na raiz do repositório do curso, execute: make setup (ou: python -m pip install -e '.[course]')"
LAYERS = {  # what to do where a layer does not hold
    "bubblewrap": "apt install bubblewrap; em um contêiner, permita namespaces de usuário",
    "namespaces": "permita namespaces de usuário: sysctl kernel.unprivileged_userns_clone=1, ou as permissões do contêiner",
    "landlock": "use um Linux 5.13 ou mais novo, com Landlock ligado; " + INSTALL,
    "seccomp": "apt install libseccomp2; " + INSTALL,
    "limits": "o sistema não aceita limites de processo (setrlimit); veja as permissões do contêiner",
}
NO_COURSE = "esta pasta não é uma turma; para examinar uma: " + next_step("doctor", "--course", "DIR")


def findings(course: Path | None = None) -> list[Finding]:
    """The machine, then the course in `course`; without one, the course of the current folder, if it is one."""
    from autograder.course.folder import is_ours

    found = [*_versions(), *_isolation()]
    if course is None and not is_ours(Path.cwd()):
        return [*found, Finding("turma", True, NO_COURSE)]
    from autograder.commands.doctor_of_course import of_course

    return [*found, *of_course(course or Path())]


def _versions() -> Iterator[Finding]:
    """This Python, and every package the project asks for, in the range it asks for."""
    described = metadata.metadata(PROJECT)
    ours = ".".join(map(str, sys.version_info[:3]))
    wanted = described["Requires-Python"] or ">=3.11"
    yield Finding("Python", ours in SpecifierSet(wanted), f"{ours}, preciso de {wanted}", f"instale um Python {wanted}")
    for text in metadata.requires(PROJECT) or []:
        need = Requirement(text)
        if need.marker is None or need.marker.evaluate({"extra": EXTRA}):
            yield _package(need)


def _package(need: Requirement) -> Finding:
    try:
        version = metadata.version(need.name)
    except metadata.PackageNotFoundError:
        return Finding(need.name, False, f"não está instalado, preciso de {need.specifier}", INSTALL)
    holds = need.specifier.contains(version, prereleases=True)
    return Finding(need.name, holds, version if holds else f"{version}, preciso de {need.specifier}", INSTALL)


def _isolation() -> Iterator[Finding]:
    """Each layer, tried in a warm parent as grading tries it."""
    from autograder.running.grading_copy import write_grading_copy
    from autograder.running.outcome import IsolationMissing
    from autograder.running.runner import ParentLost, WarmParent
    from enap_lstm.exercises import EXERCISES

    notebook = next(iter(EXERCISES.values())).notebook
    with tempfile.TemporaryDirectory() as folder:
        try:
            with WarmParent(notebook, write_grading_copy(notebook, Path(folder))) as parent:
                layers = dict(parent.layers)
        except (ParentLost, IsolationMissing, OSError) as error:
            yield Finding("isolamento", False, f"o processo de correção não começou: {error}", INSTALL)
            return
    for name, holds in layers.items():
        yield Finding(f"isolamento: {name}", holds, "funciona" if holds else "não funciona", LAYERS.get(name, INSTALL))


def as_json(found: list[Finding]) -> str:
    """The same for another program: a list with one object for each thing looked at."""
    return json.dumps([asdict(finding) for finding in found], ensure_ascii=False, indent=1)


def in_words(found: list[Finding]) -> str:
    """One line each, the remedy below what does not hold, and on the last line the sum."""
    lines = []
    for finding in found:
        lines.append(f"{'ok  ' if finding.holds else 'FALTA'} {finding.part}: {finding.seen}")
        if not finding.holds:
            lines.append(f"      → {finding.remedy}")
    wrong = sum(not finding.holds for finding in found)
    last = (
        "Tudo em ordem."
        if not wrong
        else f"{wrong} de {len(found)} por resolver; o que fazer está depois de cada seta."
    )
    return "\n".join([*lines, last])
