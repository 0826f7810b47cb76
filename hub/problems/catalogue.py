"""The table of problem types: slug, status, title and the explanation shown at ``/docs/problems/<slug>``.

Clients switch on ``type``; a slug is never renamed. A new kind of refusal is one row here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True, slots=True)
class ProblemType:
    """One kind of refusal."""

    status: int
    title: Text
    explanation: Text


def _type(status: int, title: Any, explanation: Any) -> ProblemType:
    return ProblemType(status, title, explanation)


PROBLEMS: dict[str, ProblemType] = {
    "validation": _type(
        400,
        _("The body has errors."),
        _("Each entry of errors points at one member of the body and says what is wrong. Nothing was written."),
    ),
    "malformed": _type(
        400,
        _("The body cannot be read."),
        _("The body has to be one JSON object in UTF-8, within the limits of depth, size and numbers."),
    ),
    "unknown-parameter": _type(
        400,
        _("A query parameter is not known."),
        _("The member allowed lists the parameters that can be used here. The templated find link lists them too."),
    ),
    "invalid-parameter": _type(
        400, _("A query parameter is not valid."), _("Each entry of errors names one parameter and what is wrong.")
    ),
    "invalid-header": _type(
        400, _("A header is not valid."), _("Each entry of errors names one header and what is wrong with its value.")
    ),
    "bad-request": _type(
        400, _("The request cannot be understood."), _("The request breaks a rule of HTTP or a limit.")
    ),
    "not-authenticated": _type(
        401,
        _("Please log in."),
        _("No valid credential came with the request, or it has expired. WWW-Authenticate names the ways to log in."),
    ),
    "forbidden": _type(
        403,
        _("You may not do this."),
        _(
            "You may see this resource, but your right, role or scope does not reach as far as this action. "
            "Ask with ?explain=actions what is lacking."
        ),
    ),
    "insecure-transport": _type(
        403, _("HTTPS only."), _("The request came over plain http and was refused before its body was read.")
    ),
    "csrf": _type(
        403, _("The form cannot be trusted."), _("The security token of the browser form is missing or old.")
    ),
    "not-found": _type(
        404, _("Not found."), _("It does not exist, or you may not see it. The two cannot be told apart on purpose.")
    ),
    "method-not-allowed": _type(
        405, _("Method not allowed."), _("The header Allow lists the methods of this resource.")
    ),
    "not-acceptable": _type(
        406,
        _("Not available in this media type."),
        _("Ask for application/hal+json, application/json or application/prs.hal-forms+json."),
    ),
    "conflict": _type(
        409, _("The request conflicts with the present state."), _("Read the resource again and decide.")
    ),
    "unique": _type(
        409, _("The value is taken already."), _("Another resource holds this value, which has to be unique.")
    ),
    "illegal-transition": _type(
        409,
        _("Not from here."),
        _("The state cannot be reached from the present one. The member legal lists the states that can."),
    ),
    "in-use": _type(409, _("Still in use."), _("Something else still refers to this resource.")),
    "stale": _type(
        409, _("Changed by somebody else."), _("The resource was changed at the same moment. Read it again and repeat.")
    ),
    "idempotency-running": _type(
        409, _("The first request is still running."), _("A request with the same Idempotency-Key is being worked on.")
    ),
    "quota": _type(410, _("The quota is used up."), _("The licence of this tenant does not allow any more of these.")),
    "length-required": _type(411, _("Length required."), _("Send Content-Length or a chunked body.")),
    "precondition-failed": _type(
        412, _("The precondition failed."), _("The resource has another version than the one named in If-Match.")
    ),
    "too-large": _type(
        413, _("Too large."), _("The body or the number of its elements is over the limit. Nothing was written.")
    ),
    "uri-too-long": _type(414, _("The address is too long."), _("Use POST …/search for long lists of filter values.")),
    "unsupported-media-type": _type(
        415, _("Unsupported media type."), _("Send the body as JSON in UTF-8, with its media type in Content-Type.")
    ),
    "range-not-satisfiable": _type(
        416, _("The file is not that long."), _("Content-Range says how many bytes the file has.")
    ),
    "idempotency-mismatch": _type(
        422,
        _("The key was used for another request."),
        _("The same Idempotency-Key came with a different body before."),
    ),
    "precondition-required": _type(
        428, _("A precondition is required."), _("Send If-Match with the ETag that you have read.")
    ),
    "too-many-requests": _type(429, _("Too many requests."), _("Wait as long as Retry-After says and try again.")),
    "headers-too-large": _type(431, _("The headers are too large."), _("Send fewer or shorter headers.")),
    "internal": _type(
        500,
        _("Something went wrong here."),
        _("This is our mistake. The request id lets an operator find what happened."),
    ),
    "unavailable": _type(
        503, _("Not available at the moment."), _("Try again after as many seconds as Retry-After says.")
    ),
    "timeout": _type(
        504, _("No answer in time."), _("A service the hub needs did not answer in time. Nothing was written.")
    ),
}

#: The problem that stands for a bare status (Django's and DRF's own exceptions).
BY_STATUS = {
    400: "bad-request",
    401: "not-authenticated",
    403: "forbidden",
    404: "not-found",
    405: "method-not-allowed",
    406: "not-acceptable",
    409: "conflict",
    410: "quota",
    411: "length-required",
    412: "precondition-failed",
    413: "too-large",
    414: "uri-too-long",
    415: "unsupported-media-type",
    416: "range-not-satisfiable",
    422: "idempotency-mismatch",
    428: "precondition-required",
    429: "too-many-requests",
    431: "headers-too-large",
    500: "internal",
    503: "unavailable",
    504: "timeout",
}
