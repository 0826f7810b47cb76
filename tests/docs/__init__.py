"""The pages of docs/, held against the running hub."""
