"""What runs on the other side of the wall: this folder is copied whole to where student code runs, and nothing else is.

`inside` serves the grader, `confine` builds the walls that `probe` tries, `limit_keeper` watches what `usage` counts;
`frames` and `wire` are the language that both sides speak, `allowance` what both agree on.
"""
