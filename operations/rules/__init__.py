"""What may happen to the things of production."""
