"""nbgrader's converters, used from this process as its commands would use them: the course's configuration, quietly."""

from __future__ import annotations

import logging
import sys
import traceback
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import nbgrader.api
from nbgrader.converters.base import BaseConverter, NbGraderException
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import create_engine
from sqlalchemy.exc import SAWarning
from traitlets.config import Config, PyFileConfigLoader

from autograder.course.folder import CONFIG
from autograder.ground.errors import Damaged
from autograder.ground.untrusted import for_terminal

NOT_OURS = "{path} não liga mais o corretor ao nbgrader: falta nbgrader_plugin.configure(c). Corrija o arquivo."
LOG = logging.getLogger("autograder.nbgrader")
LOG.propagate = False
LOG.addHandler(logging.NullHandler())
_NBGRADERS = CourseDirectory.get_existing_timestamp
C = TypeVar("C", bound=BaseConverter)


def mend_times() -> None:
    """Let a timestamp.txt that cannot be read be a time not known, for all of nbgrader in this process.

    nbgrader itself ends there, with an AttributeError of its own: no mark, no collecting, at every run.
    """
    CourseDirectory.get_existing_timestamp = _time_or_none  # type: ignore[method-assign]


def _time_or_none(coursedir: CourseDirectory, path: str) -> datetime | None:
    try:
        return _NBGRADERS(coursedir, path)
    except (AttributeError, ValueError, OverflowError, OSError, TypeError):
        return None


def configuration(root: Path) -> Config:
    """What the course's nbgrader_config.py says, as nbgrader's commands read it; raises Damaged where it cannot be run.

    Without our plugin in it nbgrader would run a student's notebook in a kernel: then nothing is done.
    """
    path = root / CONFIG
    try:
        config = PyFileConfigLoader(CONFIG, path=str(root)).load_config()
    except (Exception, SystemExit) as error:
        where = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
        line = f", linha {where[-1]}" if where else ""
        said = for_terminal(f"{type(error).__name__}: {error}", 200)
        raise Damaged(f"{path}{line}: o nbgrader não pode ser configurado ({said}). Corrija o arquivo.") from None
    if "exporter_class" not in config.Autograde:
        raise Damaged(NOT_OURS.format(path=path))
    return config


def converter_of(kind: type[C], root: Path, notebook: str, student: str = "*", settings: Config | None = None) -> C:
    """A converter of a course, ready to start: its own configuration, and `settings` over it."""
    config = configuration(root)
    config.merge(settings or Config())
    config.CourseDirectory.root = str(root.resolve())
    coursedir = CourseDirectory(config=config, log=LOG)
    coursedir.assignment_id, coursedir.student_id, coursedir.notebook_id = notebook, student, "*"
    return kind(coursedir=coursedir, config=config, log=LOG)


@contextmanager
def one_engine() -> Iterator[None]:
    """Let nbgrader keep one database engine for a while: it makes eight for each submission, and each
    time looks up all tables and compiles all SQL anew. Its `Gradebook.close` still returns every connection.
    """
    engines: dict[str, Any] = {}
    tables = nbgrader.api.Base.metadata
    create_all = tables.create_all

    def kept(url: str, **options: Any) -> Any:
        if url not in engines:
            engines[url] = create_engine(url, **options)
            create_all(bind=engines[url])
        return engines[url]

    nbgrader.api.create_engine, tables.create_all = kept, lambda bind: None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)  # nbgrader's own queries, which we cannot change
            yield
    finally:
        nbgrader.api.create_engine, tables.create_all = create_engine, create_all
        for engine in engines.values():
            engine.dispose()


class _Causes(logging.Handler):
    """Keeps the exception that is being handled when a converter logs a failure, its own or a hook's: nbgrader forgets it."""

    def __init__(self) -> None:
        super().__init__()
        self.first: BaseException | None = None

    def emit(self, record: logging.LogRecord) -> None:
        failed = record.exc_info or (sys.exc_info() if record.levelno >= logging.ERROR else None)
        if self.first is None and failed and not isinstance(failed[1], NbGraderException):
            self.first = failed[1]


@contextmanager
def telling_why() -> Iterator[None]:
    """Let what went wrong inside a converter out as itself; nbgrader says only that something did, and of a hook nothing."""
    causes = _Causes()
    LOG.addHandler(causes)
    LOG.setLevel(logging.INFO)  # as which nbgrader mentions a hook that failed
    try:
        yield
    except NbGraderException:
        if causes.first is None:
            raise
    finally:
        LOG.setLevel(logging.NOTSET)
        LOG.removeHandler(causes)
    if causes.first is not None:
        raise causes.first


@contextmanager
def log_to(path: Path) -> Iterator[None]:
    """Let the converters' warnings and errors go to a file: the terminal shows progress, and nothing twice."""
    handler = logging.FileHandler(path, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    handler.setLevel(logging.WARNING)
    LOG.addHandler(handler)
    try:
        yield
    finally:
        LOG.removeHandler(handler)
        handler.close()
