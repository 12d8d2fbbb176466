"""Speeds as ratios to a yardstick of the same run on the same machine: `make bench`. Not collected by pytest."""
