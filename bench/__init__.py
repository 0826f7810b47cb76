"""Benchmarks: how fast the hub is, always as a ratio to something else measured in the same run."""
