"""How refusals look on the wire: the catalogue of problem types, the exception handlers, the documentation pages."""
