"""What people do in the market: the only writers of its tables."""
