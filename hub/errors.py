"""The refusals that any layer may raise; how they are written on the wire is in ``hub.problems``.

Every class is a row of ``hub.problems.catalogue``. Texts are lazy, so that they come out in the caller's language.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from rest_framework.exceptions import APIException

from hub.problems.catalogue import BY_STATUS, PROBLEMS, Text

Error = dict[str, Any]
_FRAGMENT_SAFE = "!$&'()*+,;=:@?-._~"
_LONGEST_KEY = 128


def pointer(*path: object) -> str:
    """JSON pointer (RFC 6901) as a URI fragment: ``pointer("assets", 3, "name")`` is ``#/assets/3/name``."""
    parts = (str(part)[:_LONGEST_KEY].replace("~", "~0").replace("/", "~1") for part in path)
    return "#" + "".join("/" + quote(part, safe=_FRAGMENT_SAFE, errors="replace") for part in parts)


def field_error(where: str | Sequence[object], code: str, detail: Any) -> Error:
    """An entry of ``errors`` about a member of the body; ``where`` is a pointer, a field name or a path."""
    if isinstance(where, str):
        where = where if where.startswith("#") else pointer(where)
    else:
        where = pointer(*where)
    return {"pointer": where, "code": code, "detail": detail}


def parameter_error(name: str, code: str, detail: Any) -> Error:
    """An entry of ``errors`` about a query parameter."""
    return {"parameter": name[:_LONGEST_KEY], "code": code, "detail": detail}


def header_error(name: str, code: str, detail: Any) -> Error:
    """An entry of ``errors`` about a request header."""
    return {"header": name, "code": code, "detail": detail}


class Problem(APIException):
    """A refusal. ``slug`` names the problem type, which gives status and title; ``extra`` are further members."""

    slug = "internal"
    default_detail: Any = None
    wait: float | None = None

    def __init__(
        self,
        detail: Text | None = None,
        *,
        slug: str | None = None,
        status: int | None = None,
        title: Text | None = None,
        errors: Sequence[Error] | None = None,
        extra: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        if slug is None and status is not None and type(self) is Problem:
            slug = BY_STATUS.get(status, "internal")
        self.slug = slug or self.slug
        kind = PROBLEMS[self.slug]
        self.status_code = status or kind.status
        self.title = title or kind.title
        self.detail: Any = detail or self.default_detail or kind.explanation
        self.errors: list[Error] = list(errors or ())
        self.extra = extra or {}
        self.headers = headers or {}

    def __str__(self) -> str:
        return str(self.detail)

    @property
    def code(self) -> str:
        """What it is called among the errors of a batch."""
        return self.slug.replace("-", "_")

    def get_codes(self) -> Any:
        return [error["code"] for error in self.errors] or self.slug

    def get_full_details(self) -> Any:
        return self.errors or {"message": self.detail, "code": self.slug}


class ValidationProblem(Problem):
    """What is wrong with body, query or headers, all of it at once.

    400; but 409 when every error is ``unique`` and it is not about a bulk (``bulk=True`` stays 400).
    """

    slug = "validation"

    def __init__(
        self, errors: Iterable[Error], *, bulk: bool = False, detail: Text | None = None, **kwargs: Any
    ) -> None:
        errors = list(errors)
        kwargs.setdefault("slug", self._slug(errors, bulk))
        super().__init__(detail or _attention(errors), errors=errors, **kwargs)

    @staticmethod
    def _slug(errors: list[Error], bulk: bool) -> str:
        codes = {error["code"] for error in errors}
        if codes == {"unique"} and not bulk:
            return "unique"
        if errors and all("parameter" in error for error in errors):
            return "unknown-parameter" if codes == {"unknown"} else "invalid-parameter"
        if errors and all("header" in error for error in errors):
            return "invalid-header"
        return "validation"


def _attention(errors: list[Error]) -> str:
    count = len(errors)
    if errors and all("parameter" in error for error in errors):
        return ngettext("%d parameter needs attention.", "%d parameters need attention.", count) % count
    if errors and all("header" in error for error in errors):
        return ngettext("%d header needs attention.", "%d headers need attention.", count) % count
    return ngettext("%d field needs attention.", "%d fields need attention.", count) % count


class UnknownParameter(ValidationProblem):
    """400 naming the unknown query parameters and the allowed ones."""

    def __init__(self, names: str | Iterable[str], allowed: Iterable[str] = ()) -> None:
        allowed = sorted(allowed)
        names = [names] if isinstance(names, str) else list(names)
        errors = [parameter_error(name, "unknown", did_you_mean(name, allowed)) for name in names]
        super().__init__(errors, extra={"allowed": allowed})


def did_you_mean(name: str, allowed: Iterable[str]) -> Text:
    """A hint towards the name that was probably meant."""
    close = get_close_matches(name[:_LONGEST_KEY], list(allowed), n=1)
    return _("Did you mean %(name)s?") % {"name": close[0]} if close else _("There is no such name here.")


class BadParameter(ValidationProblem):
    """400 about one query parameter."""

    def __init__(self, name: str, detail: Text, code: str = "invalid", **extra: Any) -> None:
        super().__init__([parameter_error(name, code, detail)], extra=extra)


class BadHeader(ValidationProblem):
    """400 about one request header."""

    def __init__(self, name: str, detail: Text, code: str = "invalid") -> None:
        super().__init__([header_error(name, code, detail)])


class Malformed(Problem):
    """400: the body is not the JSON that can be read."""

    slug = "malformed"


class BadRequest(Problem):
    """400 for what has no better place."""

    slug = "bad-request"


class Forbidden(Problem):
    """403: may see, may not do."""

    slug = "forbidden"


class NotFoundProblem(Problem):
    """404: does not exist or may not be seen; always the same words."""

    slug = "not-found"


class Conflict(Problem):
    """409; ``code`` names the kind (``stale``, ``in_use``, ``illegal_transition`` or your own) and is a member."""

    slug = "conflict"

    def __init__(self, code: str = "conflict", detail: Text | None = None, **extra: Any) -> None:
        slug = code.replace("_", "-")
        super().__init__(
            detail, slug=slug if slug in PROBLEMS else "conflict", status=409, extra={"code": code, **extra}
        )

    @property
    def code(self) -> str:
        return str(self.extra["code"])


class IllegalTransition(Conflict):
    """409 naming the states that can be reached from the present one."""

    def __init__(self, state: str, legal: Sequence[str]) -> None:
        legal = list(legal)
        super().__init__("illegal_transition", _reachable(state, legal), legal=legal)


def _reachable(state: str, legal: list[str]) -> Text:
    if not legal:
        return _("%(state)s is final.") % {"state": state}
    if len(legal) == 1:
        return _("%(state)s can become %(last)s.") % {"state": state, "last": legal[0]}
    names = {"state": state, "names": ", ".join(legal[:-1]), "last": legal[-1]}
    return _("%(state)s can become %(names)s or %(last)s.") % names


class InUse(Conflict):
    """409: something still refers to it."""

    def __init__(self, detail: Text | None = None, **extra: Any) -> None:
        super().__init__("in_use", detail, **extra)


class QuotaUsedUp(Problem):
    """410: licence quota used up."""

    slug = "quota"


class PreconditionFailed(Problem):
    """412: If-Match names another version."""

    slug = "precondition-failed"


class PreconditionRequired(Problem):
    """428: the resource is only changed with If-Match."""

    slug = "precondition-required"


class TooLarge(Problem):
    """413; ``limit`` in bytes or elements is told to the client."""

    slug = "too-large"

    def __init__(self, limit: int | None = None, detail: Text | None = None) -> None:
        super().__init__(detail, extra={} if limit is None else {"limit": limit})


class UnsupportedMedia(Problem):
    """415: the body is not JSON in UTF-8."""

    slug = "unsupported-media-type"


class TooManyRequests(Problem):
    """429; ``wait`` in seconds becomes Retry-After."""

    slug = "too-many-requests"

    def __init__(self, wait: float | None = None, detail: Text | None = None, **kwargs: Any) -> None:
        super().__init__(detail, **kwargs)
        self.wait = wait


class Unavailable(Problem):
    """503; ``retry_after`` in seconds."""

    slug = "unavailable"

    def __init__(self, retry_after: int = 1, detail: Text | None = None) -> None:
        super().__init__(detail, headers={"Retry-After": str(retry_after)})


class GatewayTimeout(Problem):
    """504: database or broker did not answer in time."""

    slug = "timeout"
