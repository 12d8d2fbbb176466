"""Places: the register of divisions and the communities opened on it."""
