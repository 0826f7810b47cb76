"""Files over HTTP: forms that bring one, and ``/download``.

A form is read to its end before the database is held, and only for callers who may bring a file here; its bytes go to
the store within the transaction, and away again when that does not commit.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from rest_framework.request import Request

from hub import access, context, errors, filters, registry, store
from hub.files import keeping, parser, sending
from hub.registry import Entry
from hub.viewsets.history import HistoryMixin
from hub.viewsets.locating import locate


class UploadMixin(HistoryMixin):
    """What view sets of resources with files do besides. ``refused_types`` are types that are not taken here (415)."""

    refused_types: frozenset[str] = frozenset()

    # -- which requests bring a file ----------------------------------------------------------------------------------

    @property
    def acting(self) -> str:
        """The action, also before the framework has named it."""
        method = str(getattr(getattr(self, "request", None), "method", "") or "").lower()
        return str(getattr(self, "action", None) or getattr(self, "action_map", {}).get(method) or "")

    def made_here(self) -> Entry | None:
        """The kind that this action makes or changes."""
        if self.acting in ("create", "update", "partial_update"):
            return self.entry
        if self.acting == "nested_create":
            name = self.kwargs.get("child")  # none where the API is only described
            found = next((child for child in self.entry.nested if child.name == name), None)
            return registry.get(found.target) if found is not None else None
        return None

    @property
    def takes_forms(self) -> bool:
        made = self.made_here()
        return made is not None and made.files is not None

    def get_parsers(self) -> list[Any]:
        parsers: list[Any] = super().get_parsers()
        return [*parsers, parser.FormParser()] if self.takes_forms else parsers

    @property
    def body_limit(self) -> int:
        """How many bytes a body may have."""
        return parser.body_limit() if self.takes_forms and parser.is_form(self.request) else super().body_limit

    # -- reading and keeping ------------------------------------------------------------------------------------------

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if self.takes_forms and parser.is_form(request):
            principal = self.principal
            with context.acting(principal), store.current().request_scope(principal, write=False):
                self._admit(**kwargs)
            self.form = request.data

    def _admit(self, **kwargs: Any) -> None:
        """404 and 403 before a form is read."""
        made = self.made_here()
        assert made is not None
        if self.acting != "create":
            locate(self.entry, kwargs["key"], self.principal, access.UPDATE)
        if not access.may_change(self.principal, made):
            raise errors.Forbidden(extra={"needs": made.writer})

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = super().dispatch(request, *args, **kwargs)
            if response.status_code >= 400:
                keeping.take_back(self._uploads)
            return response
        except BaseException:
            keeping.take_back(self._uploads)
            raise
        finally:
            for upload in self._uploads:
                upload.close()

    def _act(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super()._act(request, *args, **kwargs)
        if response.status_code < 400:
            keeping.put(self._uploads)
        return response

    @property
    def _uploads(self) -> list[Any]:
        raw = getattr(self.request, "_request", self.request)
        return list(getattr(raw, "uploads", ()))

    # -- sending ------------------------------------------------------------------------------------------------------

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """A download has the type of the file, whatever is asked for."""
        return super().perform_content_negotiation(request, force=force or self.acting == "download")

    def download(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """The file as a download; ``?version=`` that of an earlier version."""
        query = request.query_params
        filters.refuse_unknown(query, ("version",))
        if "version" in query:
            key, _level = self._find(kwargs["key"])
            row = self._version(key, query["version"])
        else:
            located = locate(self.entry, kwargs["key"], self.principal)
            row = self.entry.model.objects.get(pk=located.id)
        if not row.file_key:
            raise errors.NotFoundProblem()
        return sending.download(request, row, row.updated_at)
