"""Student code at a distance: the grading copy it sees, the warm parent, the runner."""
