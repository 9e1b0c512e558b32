"""From a normalised notebook to marks: who decides, on whom, how many at a time."""
