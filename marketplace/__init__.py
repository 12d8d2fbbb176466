"""Services: providers list them, residents book, providers fulfil, residents confirm and rate."""
