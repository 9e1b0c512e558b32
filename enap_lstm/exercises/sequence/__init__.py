"""What every function over a sequence shares: how one is read, and the slips of whoever writes the loop."""
