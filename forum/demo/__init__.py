"""Order 10: two years of talk."""

builds: list[object] = []
