"""Build, release, collect and grade the course. Linux only; see `python -m autograder --help`."""
