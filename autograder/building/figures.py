"""Run a notebook's own figures, so that the committed notebook shows them before anyone has run a cell.

Set-up and figure cells run in a fresh process of their own; what they display comes back as `display_data`. As a program
(`python -m autograder.building.figures`) this module is that process: cells in on stdin, outputs out on stdout, both JSON.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import autograder
from autograder.ground.errors import Stop

KEPT = ("image/png", "text/html", "text/plain")
MATPLOTLIBRC = "svg.hashsalt: enap-lstm\nfont.family: DejaVu Sans\n"  # the font that comes with matplotlib itself


def run_figures(cells: Sequence[tuple[str, bool]], name: str) -> list[list[dict[str, Any]]]:
    """Run cells in order and return the outputs of those that are figures, [] for the others.

    >>> run_figures([("from IPython.display import display, HTML", False), ("display(HTML('σ'))", True)], "exemplo")[1]
    [{'data': {'text/html': 'σ', ...}, 'metadata': {}, 'output_type': 'display_data'}]

    cells: (code, is it a figure); name: what to call the source when a cell fails.
    The same cells give the same bytes: no settings of the user, one thread, matplotlib's own font.
    Raises Stop with the first line that failed.
    """
    with tempfile.TemporaryDirectory(prefix="enap-lstm-") as empty:
        settings = Path(empty, "matplotlibrc")
        settings.write_text(MATPLOTLIBRC, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "autograder.building.figures"],
            input=json.dumps(list(cells)),
            capture_output=True,
            encoding="utf-8",
            cwd=empty,
            env=_environment(empty, settings),
        )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["o processo terminou sem dizer por quê"])[-1]
        raise Stop(f"{name}: uma célula de figura ou de preparação falhou ao ser executada: {last}")
    return json.loads(done.stdout)


def _environment(home: str, settings: Path) -> dict[str, str]:
    course = importlib.util.find_spec("enap_lstm")  # the one this process would import, not another version's
    places = [Path(course.origin).parents[1]] if course and course.origin else []
    packages = os.pathsep.join(dict.fromkeys(map(str, [*places, Path(autograder.__path__[0]).parent])))
    return os.environ | {
        "IPYTHONDIR": home,
        "MATPLOTLIBRC": str(settings),
        "MPLBACKEND": "Agg",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": packages,
        "PYTHONUTF8": "1",
        "SOURCE_DATE_EPOCH": "0",
    }


def _display_data(data: dict[str, Any], metadata: dict[str, Any]) -> dict[str, Any] | None:
    """An output as it is stored, or None when a reader of the file would see nothing in it."""
    kept = {mime: data[mime] for mime in KEPT if mime in data}
    if set(kept) <= {"text/plain"}:  # a bare widget, or the value of a last expression
        return None
    about = {mime: metadata[mime] for mime in KEPT if mime in metadata}
    return {"output_type": "display_data", "data": kept, "metadata": about}


def _run(cells: Sequence[tuple[str, bool]]) -> list[list[dict[str, Any]]]:
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output

    shell = InteractiveShell.instance()
    stored = []
    for code, is_figure in cells:
        with capture_output() as captured:
            result = shell.run_cell(code)
        error = result.error_before_exec or result.error_in_exec
        if error is not None:
            first = next(line for line in code.splitlines() if line.strip())
            sys.exit(f"{type(error).__name__}: {error} (na célula que começa por `{first}`)")
        shown = [_display_data(output.data or {}, output.metadata or {}) for output in captured.outputs]
        stored.append([output for output in shown if output is not None] if is_figure else [])
    return stored


if __name__ == "__main__":
    json.dump(_run(json.load(sys.stdin)), sys.stdout)
