"""What a submission may use; every number can be set in the course's configuration (docs/guia-do-instrutor.md)."""

from dataclasses import dataclass

SPENT = 0.05  # seconds of the processor that are as good as none
CLOCK = 3  # seconds of the clock for each of the processor: a busy machine must not cost a mark


@dataclass(frozen=True)
class Limits:
    """Seconds, bytes and counts for one submission; memory is what its processes hold in proportion (PSS).

    >>> Limits(submission_cpu=20.0).wall
    60.0
    """

    cell: float = 20.0
    call: float = 5.0
    submission_cpu: float = 60.0
    memory: int = 1 << 30
    processes: int = 64
    files: int = 100 << 20
    output: int = 1 << 20

    @property
    def wall(self) -> float:
        """Seconds of the clock a submission may last: three times its CPU."""
        return CLOCK * self.submission_cpu


class Budget:
    """What is left of a submission's limits after each of its runs: forking anew never starts the clock anew."""

    def __init__(self, limits: Limits, now: float):
        self.cpu = limits.submission_cpu
        self.deadline = now + limits.wall

    def spend(self, cpu: float) -> None:
        """Take off the CPU seconds that a run's keeper has measured."""
        self.cpu -= max(cpu, 0.0)

    def spent(self, now: float) -> bool:
        """Is nothing left, of CPU or of the clock?"""
        return self.cpu <= SPENT or now >= self.deadline
