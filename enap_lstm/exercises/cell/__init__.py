"""What the cell itself may get wrong, beyond its gates: equations without a weight, in which each number goes its own way."""
