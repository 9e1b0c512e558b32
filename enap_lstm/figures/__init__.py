"""The figures of each notebook: one module per notebook, named as the notebook without its number."""
