"""Settings: base, and what differs in development (the default), tests and production."""
