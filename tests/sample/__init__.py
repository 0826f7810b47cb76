"""A plant of two things, installed only while testing, on which the hub's grammar is tried without domain words."""
