"""Commands that make tenants, users, clients and keys."""
