"""Netilion's resources beside the canonical kinds, one file for each part of the plant."""
