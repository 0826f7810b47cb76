"""The resources of production, one module for each."""
