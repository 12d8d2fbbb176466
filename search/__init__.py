"""One box that finds everything of a community, for those who may see it."""
