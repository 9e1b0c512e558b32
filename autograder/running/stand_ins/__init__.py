"""Modules that a submission finds in place of the course's and of torch; texts, never imported here."""
