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

MOST_JOBS = 16


def judged(
    grader: Grader, todo: list[Work], jobs: int, summary: Summary, tell: Callable[[Work, str], None]
) -> Iterator[tuple[Work, Handed, Graded]]:
    """Judge in `jobs` threads; each result as it comes. Never many more results wait than there are threads."""

    def one(work: Work) -> tuple[Work, Handed, Graded]:
        tell(work, "runs")
        handed = submitted.read(work.path)
        return work, handed, grader.grade(work.notebook, handed)

    jobs = min(max(jobs, 1), MOST_JOBS)
    waiting = iter(todo)
    running: dict[Future[tuple[Work, Handed, Graded]], Work] = {}
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
                    work = running.pop(future)
                    try:
                        result = future.result()
                    except (IsolationMissing, ParentLost) as error:
                        raise CommandFailed(f"Não é possível corrigir aqui: {error}. Veja: {DOCTOR}") from None
                    except Exception as error:  # ours, not the student's: the others must still be graded
                        summary.failed.append(f"{work.student} · {work.notebook}: {type(error).__name__}: {error}")
                        tell(work, "done")
                    else:
                        summary.layers |= result[2].layers
                        yield result
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            grader.close()  # what runs is killed, so that the threads end now
            raise
