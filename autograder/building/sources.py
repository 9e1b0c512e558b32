"""Read `solutions/NN_topic.py`: which cell is what, and every reason to refuse a source.

A source is jupytext's py:percent. It carries no nbgrader metadata: a cell's role follows from what stands in it, and its
points from the exercise.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import jupytext
from IPython.core.inputtransformer2 import TransformerManager

from autograder.building.regions import Unbalanced, find_regions, without_solutions
from autograder.building.syntax import checked_names, only_call, only_prepares, signature_wanted, signature_written
from autograder.ground.errors import Stop

FIGURE, TRAINING, TEACHER = "figura", "treino", "teacher"
OURS = ("nbgrader", "enap_lstm")  # metadata that only build writes
JUPYTEXTS = (
    "lines_to_next_cell",
    "lines_to_end_of_cell_marker",
    "cell_marker",
)  # how the .py was typed, of no use later


@dataclass(frozen=True)
class SourceCell:
    """One cell of a source; `line` is where its `# %%` stands, `exercise` the name for an answer or its check."""

    kind: str
    source: str
    line: int
    metadata: Mapping[str, Any]
    role: str | None = None
    exercise: str | None = None


@dataclass(frozen=True)
class Source:
    """A source that was found in order; `cells` as in the file, without the badge and the install cell."""

    path: Path
    cells: tuple[SourceCell, ...]

    @property
    def notebook(self) -> str:
        return self.path.stem


def read_source(path: Path, exercises: Mapping[str, Any]) -> Source:
    """Read a source and refuse whatever would make a wrong notebook of it.

    >>> [cell.role for cell in read_source(Path("solutions/00_start.py"), EXERCISES).cells if cell.role]
    ['setup', 'figure', 'answer', 'check', ..., 'summary']

    path: a py:percent file named as its notebook; exercises: name → Exercise.
    Raises Stop with one sentence that names the file and the line.
    """
    text = _text(path)
    _valid_python(path, text)
    notebook = jupytext.reads(text, fmt="py:percent")
    lines = _marker_lines(text, len(notebook.cells))
    cells = [
        SourceCell(cell.cell_type, cell.source, line, {k: v for k, v in cell.metadata.items() if k not in JUPYTEXTS})
        for cell, line in zip(notebook.cells, lines, strict=True)
        if cell.source.strip()
    ]
    mine = {name: exercise for name, exercise in exercises.items() if exercise.notebook == path.stem}
    if not mine:
        raise Stop(f"{path}: nenhum exercício registrado é do caderno {path.stem}. O nome do arquivo está certo?")
    for cell in cells:
        _metadata_is_clean(path, cell)
    if any(key in notebook.metadata for key in OURS):
        raise Stop(f"{path}: o cabeçalho traz metadados de {' ou '.join(OURS)}; apague-os, quem os escreve é o build.")
    cells = [_with_role(path, cell, mine, exercises) for cell in cells]
    cells = _first_code_cell_prepares(cells)
    _frame(path, cells)
    _both_cells_of_each(path, cells, mine)
    return Source(path, tuple(cells))


def _refuse(path: Path, cell: SourceCell, what: str, offset: int = 0) -> Stop:
    return Stop(f"{path}, linha {cell.line + offset}: {what}")


def _text(path: Path) -> str:
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise Stop(f"{path}, linha {line}: o arquivo não está em UTF-8. Grave-o em UTF-8 no editor.") from None


def _valid_python(path: Path, text: str) -> None:
    try:
        ast.parse(text)
    except SyntaxError as error:
        raise Stop(f"{path}, linha {error.lineno}: isto não é Python válido ({error.msg}). Corrija a fonte.") from None


def _marker_lines(text: str, n_cells: int) -> list[int]:
    """The line of each cell's `# %%`; what stands before the first one is a cell too, and begins at line 1."""
    markers = [number for number, line in enumerate(text.splitlines(), 1) if re.match(r"#\s*%%", line)]
    return ([1] * n_cells + markers)[-n_cells:] if n_cells else []


def _metadata_is_clean(path: Path, cell: SourceCell) -> None:
    for key in OURS:
        if key in cell.metadata:
            raise _refuse(path, cell, f"a célula traz metadados de {key}; apague-os, quem os escreve é o build.")
    for tag in cell.metadata.get("tags", []):
        if tag not in (FIGURE, TRAINING, TEACHER):
            raise _refuse(
                path, cell, f'a marca "{tag}" não existe; use "{FIGURE}", "{TRAINING}", "{TEACHER}" ou nenhuma.'
            )
        if tag == TEACHER and cell.kind != "markdown":
            raise _refuse(
                path, cell, f'a marca "{TEACHER}" é só de células de texto: o caderno do estudante não as tem.'
            )


def _with_role(path: Path, cell: SourceCell, mine: Mapping[str, Any], exercises: Mapping[str, Any]) -> SourceCell:
    """What a cell is for: answer, check, figure, training, summary, setup or demo; text has none, but for a note to whoever teaches."""
    try:
        regions = find_regions(cell.source)
    except Unbalanced as error:
        raise _refuse(path, cell, f"{error}.", _offset(path, cell) + error.line) from None
    if cell.kind != "code":
        note = TEACHER in cell.metadata.get("tags", [])
        return replace(_no_regions(path, cell, regions), role="teacher" if note else None)
    tree = _parse_cell(path, cell)
    for name in checked_names(tree):
        if name not in exercises:
            raise _refuse(path, cell, f"check({name}) pede um exercício que não está registrado em EXERCISES.")
    defined = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name in mine]
    if defined:
        return _answer(path, cell, defined, regions, mine)
    _no_regions(path, cell, regions)
    tags = cell.metadata.get("tags", [])
    checked = only_call(tree, "check")
    if checked is not None and len(checked) == 1 and not tags:
        if checked[0] not in mine:
            owner = exercises[checked[0]].notebook
            raise _refuse(path, cell, f"check({checked[0]}) é do caderno {owner}, não deste.")
        return replace(cell, role="check", exercise=checked[0])
    if only_call(tree, "resumo") == []:
        return replace(cell, role="summary")
    if FIGURE in tags or TRAINING in tags:
        return replace(cell, role="training" if TRAINING in tags else "figure")
    return replace(cell, role="setup" if only_prepares(tree) else "demo")


def _answer(
    path: Path,
    cell: SourceCell,
    defined: list[ast.FunctionDef],
    regions: list[tuple[int, int]],
    mine: Mapping[str, Any],
) -> SourceCell:
    name = defined[0].name
    if len(defined) > 1:
        names = " e ".join(node.name for node in defined)
        raise _refuse(path, cell, f"a célula define {names}; escreva um exercício por célula.")
    if not regions:
        raise _refuse(path, cell, f"{name} não tem região de solução (### BEGIN SOLUTION … ### END SOLUTION).")
    if cell.metadata.get("tags"):
        raise _refuse(path, cell, f"a célula de {name} é uma resposta e não pode ter marcas (tags).")
    found, wanted = signature_written(defined[0]), signature_wanted(mine[name].signature)
    if found != wanted:
        raise _refuse(path, cell, f"a assinatura é {name}{found}, e a do exercício é {name}{wanted}.")
    try:
        left = ast.parse(without_solutions(cell.source))
    except SyntaxError:
        raise _refuse(path, cell, f"sem as soluções, a célula de {name} não é Python válido; mova as marcas.") from None
    stays = [node for node in left.body if isinstance(node, ast.FunctionDef) and node.name == name]
    if not stays or signature_written(stays[0]) != wanted:
        raise _refuse(path, cell, f"a linha `def {name}…` está na região de solução; as marcas ficam dentro da função.")
    return replace(cell, role="answer", exercise=name)


def _no_regions(path: Path, cell: SourceCell, regions: list[tuple[int, int]]) -> SourceCell:
    if regions:
        what = "há uma região de solução fora da função de um exercício deste caderno."
        raise _refuse(path, cell, what, _offset(path, cell) + regions[0][0])
    return cell


def _offset(path: Path, cell: SourceCell) -> int:
    """How far below its `# %%` a cell's first line stands: jupytext drops the blank lines between."""
    below = path.read_text(encoding="utf-8").splitlines()[cell.line :]
    return 1 + next((k for k, line in enumerate(below) if line.strip()), 0)


def _parse_cell(path: Path, cell: SourceCell) -> ast.Module:
    try:
        return ast.parse(TransformerManager().transform_cell(cell.source))  # magics are commented in the .py, not here
    except SyntaxError as error:
        what = f"esta célula, sozinha, não é Python válido ({error.msg}). Há um `# %%` no meio de uma definição?"
        raise _refuse(path, cell, what) from None


def _first_code_cell_prepares(cells: list[SourceCell]) -> list[SourceCell]:
    first = next((k for k, cell in enumerate(cells) if cell.kind == "code"), None)
    return [replace(cell, role="setup") if k == first and cell.role == "demo" else cell for k, cell in enumerate(cells)]


def _frame(path: Path, cells: list[SourceCell]) -> None:
    """A title to carry the badge at the top, `resumo()` at the end."""
    if not cells or cells[0].kind != "markdown" or not cells[0].source.startswith("# "):
        raise Stop(f"{path}, linha 1: a primeira célula deve ser de texto e começar por um título (`# NN · Título`).")
    if cells[-1].role != "summary":
        raise _refuse(path, cells[-1], "a última célula deve ser exatamente `resumo()`.")


def _both_cells_of_each(path: Path, cells: list[SourceCell], mine: Mapping[str, Any]) -> None:
    for name in mine:
        answers, checks = ([c for c in cells if c.role == role and c.exercise == name] for role in ("answer", "check"))
        for found, what in ((answers, "a célula de resposta"), (checks, "a célula check()")):
            if not found:
                raise Stop(f"{path}: falta {what} do exercício {name}.")
            if len(found) > 1:
                raise _refuse(path, found[1], f"{what} do exercício {name} aparece duas vezes.")
        if checks[0].line < answers[0].line:
            raise _refuse(path, checks[0], f"check({name}) vem antes da célula de resposta.")
