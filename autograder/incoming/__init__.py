"""From what was handed in to a notebook of ours: collected, repaired, normalised."""
