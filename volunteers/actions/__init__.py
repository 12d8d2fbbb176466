"""The verbs of volunteering: planning, joining, attending, hours."""
