"""The class report: what a class got wrong, by name and by likeness, and what to do in the next lesson."""
