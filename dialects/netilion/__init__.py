"""The dialect of Netilion, at ``/v1/``: plain JSON, references with ``href``, ``links``, ``errors`` with types.

Tables: ``tables`` (resources), ``routes`` (paths), ``errors`` (types of refusals). The rest reads them.
"""
