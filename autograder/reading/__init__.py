"""Reading what students hand in, without following, executing or believing any of it."""
