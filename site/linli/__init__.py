"""Linli 邻里: the site itself and the ground floor that every room stands on."""

__version__ = "0.1.0"
