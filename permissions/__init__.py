"""Users, clients, keys and rights."""
