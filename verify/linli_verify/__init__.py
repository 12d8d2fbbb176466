"""Checks the archive of an election by the protocol linli-1, and knows nothing of Linli itself."""

__version__ = "1.0.0"
