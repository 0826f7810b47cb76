"""Files that resources hold: read from forms, told apart by content, kept in a store, sent as downloads.

The rows are resources (``model.StoredFile``), the bytes lie in Django's default storage under a random key.
"""
