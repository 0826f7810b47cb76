"""Pages for people: landing page, docs, link relations, guides. Nothing here comes from another server."""
