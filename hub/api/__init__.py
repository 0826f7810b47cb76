"""The hub's own resources: per resource its shape, its question, its door."""
