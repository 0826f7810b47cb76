"""FORCE Bridge: production as FORCAM's clients know it, with ``properties``, ``_links`` and ``_embedded``.

Tables say what a resource is called and made of; ``telling`` and ``asking`` read them, ``operations`` asks the
canonical views.
"""
