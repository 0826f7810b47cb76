"""The resources of FORCE Bridge, declared."""
