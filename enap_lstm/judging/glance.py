"""A quick look at whether an answer can be making a known mistake: most of a bank is another one, and is left out by it.

It calls the mistake once and stops at the first array in which both are wrong in different ways. It may find
too much to look at, and never too little: `recognise` looks closely at what is left.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from enap_lstm.judging.alike import same
from enap_lstm.judging.answer import copy_tree
from enap_lstm.judging.compare import Mismatch, close, outputs_of
from enap_lstm.judging.comparers import Comparer
from enap_lstm.judging.definition import Definition, Mistake
from enap_lstm.judging.trial import Trial


class Differs(Exception):
    """The answer does something else."""


def glance(exercise: Definition, mistake: Mistake, ours: Trial) -> bool:
    """Is there anything in this case to look at more closely? Differs: the answer is plainly another one."""
    if ours.case.times > 1 or type(ours.case.compare) is not Comparer:
        return True
    error = ours.seen.error
    try:
        with np.errstate(all="ignore"):
            values = outputs_of(mistake.function(*copy_tree(ours.case.args)), exercise.leaves)
    except Exception as stopped:
        if error is None or error.kind != type(stopped).__name__:
            raise Differs from None
        return False
    if error is not None or bool(ours.spoilt) != isinstance(values, Mismatch):
        raise Differs
    if isinstance(values, Mismatch):
        return True
    theirs = dict(zip((leaf.name for leaf in exercise.leaves), values, strict=True))
    right = dict(zip(theirs, ours.expected, strict=True))
    seen = [_seen(right[leaf.name], theirs[leaf.name], ours.value(leaf)) for leaf in ours.judged]
    return any(seen) or ours.manners is not None


def _seen(right: Any, theirs: Any, ours: Any) -> bool:
    """Is the mistake wrong in this output, as the answer is? What are no plain arrays cannot be told at a glance."""
    if not isinstance(right, np.ndarray) or not isinstance(theirs, np.ndarray) or not isinstance(ours, np.ndarray):
        return True
    with np.errstate(all="ignore"):
        if theirs.shape == right.shape and theirs.dtype == right.dtype and close(right, theirs).all():
            return False
        if not same(theirs, ours):
            raise Differs
    return True
