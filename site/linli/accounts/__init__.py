"""Who signs in: users, and their sign-in by phone code, e-mail and passkey (allauth)."""
