"""An answer judged: called, compared, sealed off from the reference, told in Portuguese."""
