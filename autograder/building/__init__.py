"""From solutions/ to notebooks: reading a source, refusing what is wrong in it, assembling cells, cutting the reference."""
