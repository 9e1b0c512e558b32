"""Everything that may go wrong in a command, each with the exit code it ends with; caught once, in `__main__`.

CommandFailed            1  the command could not do its work
├── NotReleased          1  a solution does not earn full marks, or nbgrader refused
├── DiskFull             1  no space: nothing was left half-written
└── WrongUse             2  the person asked for something that cannot be
    ├── NoCourse         2  no course in this folder, or a folder that is not ours
    ├── UnknownNotebook  2
    └── BadFile          2  a class list, folder or zip that cannot be read
"""

from autograder.stop import Stop


class CommandFailed(Stop):
    """A failure to be told in one Portuguese sentence.

    >>> CommandFailed("Não deu.").exit_code
    1
    """

    exit_code = 1


class NotReleased(CommandFailed):
    """The notebook was not released; the sentence says why."""


class DiskFull(CommandFailed):
    """There is no space left where the command writes."""


class WrongUse(CommandFailed):
    """The command was called with something that cannot be."""

    exit_code = 2


class NoCourse(WrongUse):
    """The folder is not a course of ours."""


class UnknownNotebook(WrongUse):
    """The course has no notebook of this name."""


class BadFile(WrongUse):
    """A file or folder given by the person cannot be read as what it should be."""
