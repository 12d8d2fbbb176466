"""The root of everything: refusals, bases, discovery, look, embedded database."""
