"""`python -m tests.honest [FIRST [END]]`: hold the marks of these hand-ins (by default all) against their own summaries."""

import sys
import time

from tests.honest.compare import compare
from tests.honest.habits import SEEDS

first, end = [*map(int, sys.argv[1:]), *(SEEDS.start, SEEDS.stop)[len(sys.argv) - 1 :]]
started = time.monotonic()
compared = compare(range(first, end))
for one in compared:
    if not one.same:
        print(one, end="\n\n")
same = sum(one.same for one in compared)
print(f"{end - first} hand-ins, {len(compared)} exercises, {same} equal ({same / len(compared):.1%}); ", end="")
print(
    f"{sum(not one.explained for one in compared)} unexplained; {sum(one.mark > 0 for one in compared)} with points; ",
    end="",
)
print(f"{time.monotonic() - started:.0f} s")
