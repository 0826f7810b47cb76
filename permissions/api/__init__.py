"""How accounts and rights are seen: per resource its shape, its question, its door."""
