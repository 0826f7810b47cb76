"""What may happen to the things of the plant."""
