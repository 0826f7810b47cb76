"""Model and serializer fields that every resource may use: folded text, partial dates, timestamps, strict numbers."""
