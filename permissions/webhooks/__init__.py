"""Telling receivers of changes: rows made by the relay, forms of what is sent, and the worker that sends it."""
