"""What leaves: released notebooks, feedback, marks, the students' repository."""
