"""nbgrader's converters, used from this process as its commands would use them: the course's configuration, quietly."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import nbgrader.api
from nbgrader.converters.base import BaseConverter
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import create_engine
from sqlalchemy.exc import SAWarning
from traitlets.config import Config, PyFileConfigLoader

CONFIGURATION = "nbgrader_config.py"
LOG = logging.getLogger("autograder.nbgrader")
LOG.propagate = False
LOG.addHandler(logging.NullHandler())
C = TypeVar("C", bound=BaseConverter)


def configuration(root: Path) -> Config:
    """What the course's nbgrader_config.py says, as nbgrader's commands read it; empty where there is none."""
    if not (root / CONFIGURATION).is_file():
        return Config()
    return PyFileConfigLoader(CONFIGURATION, path=str(root)).load_config()


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
