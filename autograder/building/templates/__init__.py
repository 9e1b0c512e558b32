"""Texts of cells that the build writes; never imported here."""
