"""How values over time are stored, read and removed."""
