"""What the relations mean that do not speak for themselves. A relation of an action says what following it does."""

from __future__ import annotations

#: Relations of any document or collection.
GENERAL = {
    "self": "The resource itself, at its canonical address.",
    "curies": "A template that leads from the name of any relation to its page here.",
    "service-desc": "The OpenAPI description of the API, for tools.",
    "service-doc": "These pages.",
    "first": "The first page of the collection.",
    "prev": "The page before this one.",
    "next": "The page after this one; with cursor paging it carries the cursor.",
    "last": "The last page of the collection.",
    "resource": "The resource that an entry is about.",
    "webhook": "The webhook that a delivery belongs to.",
    "permission_inheritances": "From which kinds rights flow to which; the same for every object.",
    "retry": "Send it once more, with as many attempts as at first.",
    "find": "The collection as a URI template that lists everything it can be asked: filters, order, paging, include.",
}
ACTIONS = {
    "search": "Ask the collection with the filters in a body, with lists of up to 10,000 values. Changes nothing.",
    "create": "Make one, or several at once, all or nothing. A reference is given by id, by UUID or by link.",
    "update": "Change only the members given (PATCH). On a collection: change many in one transaction (POST).",
    "replace": "Replace the whole resource (PUT); optional members left out get their default.",
    "delete": "Remove the resource. Its history stays, and it can be restored. 409 while something refers to it.",
    "permissions": "Who holds which right on the resource; the place to grant rights.",
    "history": "The versions of the resource, newest first, each with what it changed and who did it.",
    "restore": "Write the resource back to this version, as a new version. A deleted one comes back.",
    "download": "The file itself, always as a download; part of it by Range, that of an earlier version by version.",
    "link": "Link resources that exist already: a list of references in the body. 204 also when it was so already.",
    "unlink": "Take links away: a list of references in the body. The linked resources stay.",
}
