"""The students' repository: the notebooks, the wheel their first cell installs, environment.yml, a README; no solutions."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from autograder.ground.errors import CommandFailed, WrongUse

EDITABLE = "-e .[course]"


def publish(root: Path, target: Path) -> list[Path]:
    """Write into `target`, new, empty or published before, all that students get; returns the files.

    >>> publish(Path(), Path("../cadernos"))[0].name
    'README.md'

    root: a clone of this project. Whatever else lies in `target` (its .git, say) stays. Raises WrongUse for a folder that
    holds something else, CommandFailed when the wheel cannot be built.
    """
    if (
        target.exists()
        and any(target.iterdir())
        and not (target / "notebooks").is_dir()
        and not (target / ".git").is_dir()
    ):
        raise WrongUse(f"A pasta {target} tem outras coisas. Dê uma pasta nova, vazia, ou já publicada antes.")
    with tempfile.TemporaryDirectory() as folder:
        wheel = build_wheel(root, Path(folder))
        notebooks = target / "notebooks"
        notebooks.mkdir(parents=True, exist_ok=True)
        for old in [*notebooks.glob("*.ipynb"), *notebooks.glob("enap_lstm-*.whl")]:
            old.unlink()
        environment = (root / "environment.yml").read_text(encoding="utf-8")
        (target / "environment.yml").write_text(
            environment.replace(EDITABLE, f"./notebooks/{wheel.name}"), encoding="utf-8"
        )
        shutil.copy(root / "docs" / "guia-do-aluno.md", target / "README.md")
        shutil.copy(root / "LICENSE", target / "LICENSE")
        copies = [shutil.copy(path, notebooks) for path in [*sorted((root / "notebooks").glob("*.ipynb")), wheel]]
    return [target / "README.md", target / "LICENSE", target / "environment.yml", *map(Path, copies)]


def build_wheel(root: Path, folder: Path) -> Path:
    """The wheel of enap_lstm, built from a clone."""
    draft = folder / "draft"  # setuptools leaves a build/ where it works, and takes up what it finds in one
    draft.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(root / name, draft)
    for name in ("enap_lstm", "autograder"):
        shutil.copytree(root / name, draft / name, ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(draft)]
    done = subprocess.run(command, capture_output=True, text=True)
    wheels = list(folder.glob("enap_lstm-*.whl"))
    if done.returncode or not wheels:
        raise CommandFailed(f"O pacote não pôde ser montado. O pip disse: {done.stderr.strip()[-300:]}")
    return wheels[0]
