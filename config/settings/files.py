"""Where files are kept: a directory of this machine, or an S3-compatible service (with django-storages installed)."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from .environment import is_local


def storage(url: str, directory: Path) -> dict[str, Any]:
    """Django's description of the store behind ``url``; without one, files lie in ``directory``.

    ``file:///var/lib/hub`` or ``s3://bucket/prefix?endpoint=https://…&region=…``; credentials come the way boto3 looks
    for them (``AWS_ACCESS_KEY_ID`` and so on).
    """
    parts = urlsplit(url)
    if parts.scheme in ("", "file"):
        place = Path(unquote(parts.path)) if url else directory
        options: dict[str, Any] = {"location": place, "base_url": None, "file_permissions_mode": 0o640}
        return {"BACKEND": "hub.files.store.DirectoryStore", "OPTIONS": options}
    if parts.scheme != "s3" or not parts.hostname:
        raise ImproperlyConfigured("FILES_URL must be file:///… or s3://bucket/….")
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    unknown = set(query) - {"endpoint", "region"}
    if unknown:
        raise ImproperlyConfigured(f"FILES_URL does not know {', '.join(sorted(unknown))}.")
    options = {"bucket_name": parts.netloc, "location": parts.path.strip("/"), "querystring_auth": True}
    # Beyond a megabyte a file is read through the disk, and a key is never written twice.
    options |= {"max_memory_size": 1_000_000, "file_overwrite": True, "default_acl": None}
    options |= {"endpoint_url": query["endpoint"]} if "endpoint" in query else {}
    options |= {"region_name": query["region"]} if "region" in query else {}
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


def refuse_plain_store(url: str) -> None:
    """Raise ImproperlyConfigured for a store on another machine that is spoken to in clear."""
    endpoint = parse_qs(urlsplit(url).query).get("endpoint", [""])[-1]
    if urlsplit(url).scheme == "s3" and urlsplit(endpoint).scheme == "http" and not is_local(endpoint):
        raise ImproperlyConfigured("FILES_URL names another machine without TLS. Use an https:// endpoint.")
