"""The smallest grading copy: `enap_lstm` with what observes an answer, and nothing else."""

import shutil
from pathlib import Path

from enap_lstm.judging import answer


def smallest_copy(folder: Path, top: str = '"""A grading copy."""\n') -> Path:
    """Write it into `folder` and return that; `top` is the text of its `__init__.py`."""
    judging = folder / "enap_lstm" / "judging"
    judging.mkdir(parents=True)
    (folder / "enap_lstm/__init__.py").write_text(top, encoding="utf-8")
    for name in ("__init__.py", "answer.py"):
        shutil.copy(Path(answer.__file__).with_name(name), judging)
    return folder
