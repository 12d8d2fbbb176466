"""What changes the portals: opening and closing communities, writing notices, reviewing them."""
