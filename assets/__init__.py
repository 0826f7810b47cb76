"""Products, assets and what describes them."""
