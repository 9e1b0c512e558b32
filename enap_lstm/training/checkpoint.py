"""A run on disk: written whole or not at all, never mixed with another run's."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

PAUSE = 20.0  # seconds, at least, from one writing to the next
BROKEN = (
    "O arquivo `{0}` não pôde ser lido como um treino salvo; foi guardado como `{1}`, e este treino começa do zero."
)
FOREIGN = "`{0}` é de outro treino (modelo, dados ou hiperparâmetros); foi guardado como `{1}`, e este começa do zero."
NOT_SAVED = "Não foi possível salvar o treino em `{0}` ({1}); ele continua, sem cópia em disco."


def fingerprint(settings: object, arrays: Iterable[np.ndarray]) -> str:
    """What tells one run from another: its settings, and the arrays that it starts from."""
    digest = hashlib.sha256(repr(settings).encode())
    for array in map(np.asarray, arrays):
        digest.update(repr((array.shape, array.dtype.str)).encode() + array.tobytes())
    return digest.hexdigest()


class Checkpoint:
    """The file of the run with this fingerprint; without a path it does nothing."""

    def __init__(self, path: str | Path | None, whose: str) -> None:
        self.path, self._whose, self._written = Path(path) if path else None, whose, time.monotonic()

    def load(self, names: Iterable[str]) -> dict[str, Any] | None:
        """What this run saved under these names; the file of anybody else is moved aside, and that is said."""
        if self.path is None or not self.path.exists():
            return None
        try:
            with open(self.path, "rb") as raw, np.load(raw, allow_pickle=False) as file:
                ours, state = str(file["whose"]) == self._whose, {name: file[name] for name in names}
        except Exception:  # a file may be broken in as many ways as its reader has parts
            return self._move_aside(self.path, BROKEN)
        return state if ours else self._move_aside(self.path, FOREIGN)

    def save(self, state: dict[str, Any], *, at_once: bool = False) -> None:
        """Write the state if the last writing is long enough ago; whoever reads finds the old state or the new one."""
        if self.path is None or not at_once and time.monotonic() - self._written < PAUSE:
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            draft = self.path.with_name(f"{self.path.name}.novo")
            with open(draft, "wb") as file:
                np.savez(file, whose=np.array(self._whose), **state)
                file.flush()
                os.fsync(file.fileno())
            os.replace(draft, self.path)
        except OSError as error:
            print(NOT_SAVED.format(self.path, error.strerror))
            self.path = None
        self._written = time.monotonic()

    @staticmethod
    def _move_aside(path: Path, why: str) -> None:
        number = 1
        while (aside := path.with_name(f"{path.name}.antigo-{number}")).exists():
            number += 1
        os.replace(path, aside)
        print(why.format(path, aside))
