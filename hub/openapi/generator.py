"""Makes the document of the canonical API: its paths, one tag for each resource, in English whoever asks."""

from __future__ import annotations

import re
from typing import Any

from django.urls import get_resolver
from django.utils import translation
from drf_spectacular.generators import SchemaGenerator

from hub import registry
from hub.language import DEFAULT_LANGUAGE, django_name
from hub.openapi import parameters
from hub.openapi.components import Components, Schema
from hub.openapi.schema import served
from hub.openapi.wording import doc, words

LOGIN = "/api/auth/login"


class Generator(SchemaGenerator):
    """DEFAULT_GENERATOR_CLASS of drf-spectacular."""

    everywhere: list[Schema]

    def coerce_path(self, path: str, method: str, view: Any) -> str:
        """Keys are called id; only the entry point keeps its slash."""
        path = super().coerce_path(path, method, view).replace("{key}", "{id}")
        return path if path == registry.API_ROOT else path.rstrip("/")

    def _initialise_endpoints(self) -> None:
        """Other mounts have documents of their own."""
        super()._initialise_endpoints()
        self.endpoints = [one for one in self.endpoints or () if one[0].startswith((registry.API_ROOT, LOGIN))]

    def parse(self, input_request: Any, public: bool) -> dict[str, Any]:
        paths: dict[str, Any] = super().parse(input_request, public)
        parts = Components(self.registry)
        self.everywhere = [parameters.header(parts, name) for name in ("Accept-Language", "X-Tenant")]
        return paths

    def get_schema(self, request: Any = None, public: bool = False) -> dict[str, Any]:
        with translation.override(django_name(DEFAULT_LANGUAGE)):
            document: dict[str, Any] = super().get_schema(request, public)
        self._say_once(document)
        document["tags"] = [{"name": "Entry point", "description": "Where everything starts."}]
        for entry in served():
            document["tags"].append({"name": words(entry.plural).capitalize(), "description": doc(entry)})
        return document

    def _say_once(self, document: dict[str, Any]) -> None:
        """What all operations of a path take stands on the path; how to log in for reading stands at the top."""
        reading = document["security"] = document["paths"][registry.API_ROOT]["get"]["security"]
        for path, item in document["paths"].items():
            for operation in item.values():
                if operation["security"] == reading:
                    del operation["security"]
            if path.startswith(registry.API_ROOT):
                segments = [parameters.in_path(name) for name in re.findall(r"{(\w+)}", path)]
                document["paths"][path] = {"parameters": [*segments, *self.everywhere], **item}


def document() -> dict[str, Any]:
    """The whole description; the same for everyone, without any tenant's data."""
    assert get_resolver().url_patterns, "reading the URLs registers the resources"
    found: dict[str, Any] = Generator().get_schema(public=True)
    return found
