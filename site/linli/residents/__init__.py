"""Who lives here: requests to join a community and their verification."""
