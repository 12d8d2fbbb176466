"""Pages: shifts for everybody, one's own hours, and the organiser's."""
