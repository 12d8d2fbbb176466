"""Addresses, one file for each place below a community's portal that `linli.urls` names."""
