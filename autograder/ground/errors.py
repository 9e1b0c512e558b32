"""Everything that may go wrong in a command, each with the exit code it ends with; caught once, in `__main__`.

Stop                         1  the one way a command ends early: a sentence for the person at the keyboard
└── CommandFailed            1  the command could not do its work
    ├── NotReleased          1  a solution does not earn full marks, or nbgrader refused
    ├── Damaged              1  something of the course is gone, empty or broken; nothing was changed
    └── WrongUse             2  the person asked for something that cannot be
        ├── NoCourse         2  no course in this folder, or a folder that is not ours
        ├── UnknownNotebook  2
        └── BadFile          2  a class list, folder or zip that cannot be read
"""


class Stop(Exception):
    """One clear sentence in Portuguese, with the next step in it; the command shows it and exits with `exit_code`.

    >>> raise Stop("Não há fonte para o caderno 99_x. Veja os nomes em solutions/.")
    Traceback (most recent call last):
    autograder.ground.errors.Stop: Não há fonte para o caderno 99_x. Veja os nomes em solutions/.
    """

    exit_code = 1


class CommandFailed(Stop):
    """A failure to be told in one Portuguese sentence.

    >>> CommandFailed("Não deu.").exit_code
    1
    """

    exit_code = 1


class NotReleased(CommandFailed):
    """The notebook was not released; the sentence says why."""


class Damaged(CommandFailed):
    """A part of a course is not what it was; the sentence says which, and how to mend it."""


class WrongUse(CommandFailed):
    """The command was called with something that cannot be."""

    exit_code = 2


class NoCourse(WrongUse):
    """The folder is not a course of ours."""


class UnknownNotebook(WrongUse):
    """The course has no notebook of this name."""


class BadFile(WrongUse):
    """A file or folder given by the person cannot be read as what it should be."""
