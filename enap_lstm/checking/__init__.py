"""What a notebook's `check` needs to know beside the judgement: which exercise, whether the function is the one on the
screen, how long it may take, what grading will not have."""
