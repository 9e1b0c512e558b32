"""The nbgrader ids of our cells: an answer has its function's name, the graded cell below it `check_` before that."""

GRADED = "check_"


def graded_id(exercise: str) -> str:
    """The id of an exercise's graded cell.

    >>> graded_id("sigmoid"), exercise_of("check_sigmoid")
    ('check_sigmoid', 'sigmoid')
    """
    return GRADED + exercise


def exercise_of(grade_id: str) -> str:
    """The exercise that a graded cell grades."""
    return grade_id.removeprefix(GRADED)
