"""What the cell may get wrong beyond its gates: equations without a weight, each number on its own way."""
