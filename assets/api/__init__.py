"""How the things of the plant are seen: per resource its shape, its question, its door."""
