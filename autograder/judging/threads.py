"""Judging a few submissions at a time; whoever records them takes each result as it comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from autograder.ground.errors import CommandFailed
from autograder.incoming import submitted
from autograder.incoming.submitted import Handed
from autograder.judging.grader import Grader
from autograder.judging.judge import Graded
from autograder.judging.summary import DOCTOR, Summary, Work
from autograder.running.outcome import IsolationMissing
from autograder.running.runner import ParentLost
from autograder.running.warm import MOST_AT_A_TIME

NOT_HERE = f"Não é possível corrigir aqui: {{error}}. Veja: {DOCTOR}"


def judged(
    grader: Grader, todo: list[Work], jobs: int, summary: Summary, tell: Callable[[Work, str], None]
) -> Iterator[tuple[Work, Handed, Graded]]:
    """Judge in `jobs` threads; each result as it comes. Never many more results wait than there are threads.

    What a busy machine has disturbed, or stopped, is judged again alone when the others have ended: nobody's mark may
    depend on who else is graded at the time, and nobody is left without one because a process could not be started.
    """
    alone: list[Work] = []
    for work, result in at_a_time(grader, todo, min(max(jobs, 1), MOST_AT_A_TIME), tell):
        match result:
            case IsolationMissing():
                raise CommandFailed(NOT_HERE.format(error=result)) from None
            case Exception():
                alone.append(work)
            case handed, graded if not graded.disturbed:
                summary.layers |= graded.layers
                yield work, handed, graded
            case _:
                alone.append(work)
    for work in alone:
        try:
            handed = submitted.read(work.path)
            graded = grader.grade(work.notebook, handed)
        except ParentLost as error:
            raise CommandFailed(NOT_HERE.format(error=error)) from None
        except Exception as error:  # ours, not the student's: the others must still be graded
            summary.failed.append(f"{work.student} · {work.notebook}: {type(error).__name__}: {error}")
            tell(work, "done")
        else:
            summary.layers |= graded.layers
            yield work, handed, graded


def at_a_time(
    grader: Grader, todo: list[Work], jobs: int, tell: Callable[[Work, str], None]
) -> Iterator[tuple[Work, tuple[Handed, Graded] | Exception]]:
    """Each piece of work with its result, or with what stopped it."""

    def one(work: Work) -> tuple[Handed, Graded]:
        tell(work, "runs")
        handed = submitted.read(work.path)
        return handed, grader.attempt(work.notebook, handed)

    waiting = iter(todo)
    running: dict[Future[tuple[Handed, Graded]], Work] = {}
    with ThreadPoolExecutor(jobs) as threads:
        try:
            while True:
                for work in waiting:
                    running[threads.submit(one, work)] = work
                    if len(running) >= 2 * jobs:
                        break
                if not running:
                    return
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    work, error = running.pop(future), future.exception()
                    if error is not None and not isinstance(error, Exception):
                        raise error
                    yield work, future.result() if error is None else error
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            grader.close()  # what runs is killed, so that the threads end now
            raise
