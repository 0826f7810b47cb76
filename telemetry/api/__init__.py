"""The doors of values over time."""
