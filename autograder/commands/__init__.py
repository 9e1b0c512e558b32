"""What a person runs: one line of work each; `__main__` is the door."""
