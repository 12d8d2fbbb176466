"""What holds in the forum, as pure functions."""
