"""The admin as one more door: each page runs as its caller, in the scope of the caller's tenant.

``HUB_ADMIN_PRINCIPAL`` names the function that tells who that is: a principal for admins of a tenant, None for the
platform operator, who sees all tenants.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db import transaction
from django.utils.module_loading import import_string

from hub import context, errors, store
from hub.problems.handler import problem_response

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class HubAdminSite(admin.AdminSite):
    """The admin of the platform operator and of tenant admins."""

    site_header = site_title = "Plant Hub"
    index_title = "Administration"
    enable_nav_sidebar = True

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Every page inside the caller's scope, rendered before it ends."""

        def scoped(request: Any, *args: Any, **kwargs: Any) -> Any:
            if not self.has_permission(request):
                return view(request, *args, **kwargs)
            request.principal = import_string(settings.HUB_ADMIN_PRINCIPAL)(request)
            try:
                with _acting(request), _scope(request):
                    response = view(request, *args, **kwargs)
                    if hasattr(response, "render") and not response.is_rendered:
                        response = response.render()
                    return response
            except errors.Problem as problem:
                return problem_response(problem, request)

        return super().admin_view(scoped, cacheable)


def _acting(request: Any) -> AbstractContextManager[Any]:
    if request.principal is not None:
        return context.acting(request.principal)
    return context.acting(None, operator=(request.user.pk, str(request.user)))


def _scope(request: Any) -> AbstractContextManager[Any]:
    writes = request.method not in SAFE
    if request.principal is not None:
        return store.current().request_scope(request.principal, write=writes)
    return transaction.atomic() if writes else nullcontext()
