"""Deliveries of a webhook: what it was told, what waits, what went wrong, and telling it again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.request import Request

from hub import access, errors, filters, registry
from hub.fields.timestamp import EXPECTED, parse, render
from hub.hal.links import CURIES
from hub.hal.plan import HAL
from hub.viewsets import paging
from hub.viewsets.answers import answer
from hub.viewsets.base import HubViewSet
from hub.viewsets.locating import Located, locate
from permissions.api.described_deliveries import OPERATIONS
from permissions.models import Webhook, WebhookDelivery
from permissions.models.webhook_delivery import STATUSES
from permissions.rules.webhooks import delivery_repeat

QUERY = ("status", "kind", "at_from", "at_to", "page", "per_page")


class WebhookDeliveryViewSet(HubViewSet):
    """Deliveries of one webhook, newest first."""

    places = (
        ("webhooks/<segment:key>/deliveries", {"get": "deliveries"}),
        ("webhooks/<segment:key>/deliveries/<segment:delivery>", {"get": "delivery"}),
        ("webhooks/<segment:key>/deliveries/<segment:delivery>/retry", {"post": "retry"}),
    )
    described = OPERATIONS

    def webhook(self, level: int = access.READ) -> Located:
        return locate(registry.get("webhook"), self.kwargs["key"], self.principal, level)

    def deliveries(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """What was told and what waits, the last first."""
        query = request.query_params
        webhook = self.webhook()
        filters.refuse_unknown(query, QUERY)
        rows = WebhookDelivery.objects.filter(webhook_id=webhook.id)
        if "status" in query:
            rows = rows.filter(status__in=_statuses(query["status"]))
        if "kind" in query:
            rows = rows.filter(kind__in=query["kind"].split(","))
        for name, look_up in (("at_from", "at__gte"), ("at_to", "at__lte")):
            if name in query:
                rows = rows.filter(**{look_up: _moment(name, query[name])})
        wanted = paging.page_request(query, b"deliveries")
        if wanted.after is not None:
            raise errors.BadParameter("after", _("Page by number."), "unknown")
        found = rows.order_by("-sequence", "-pk")[wanted.offset : wanted.offset + wanted.size]
        repeats = self._repeats(webhook)
        items = [] if wanted.beyond else [self._item(webhook, row, repeats=repeats) for row in found]
        page = paging.Page(items, rows.count(), wanted)
        pages = page.links(request.path, query)
        figures = {**page.figures(), **pages}
        if self.media != HAL:
            return answer(
                request, {"deliveries": items, "pagination": figures}, headers=page.headers(pages), tagged=True
            )
        href = registry.get("webhook").of(webhook.id)
        links = {"self": {"href": request.get_full_path()}, "curies": CURIES, "webhook": {"href": href}}
        find = {"href": f"{href}/deliveries{{?{','.join(QUERY)}}}", "templated": True}
        links |= {"find": find, **{name: {"href": one} for name, one in pages.items()}}
        data = {"_links": links, "_embedded": {"deliveries": items}, "pagination": figures}
        return answer(request, data, headers=page.headers(pages), tagged=True)

    def delivery(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """One delivery."""
        webhook = self.webhook()
        row = self._row(webhook)
        filters.refuse_unknown(request.query_params, ())
        return answer(request, self._item(webhook, row, repeats=self._repeats(webhook)), tagged=True)

    def retry(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """Tell it again: 200 with the delivery, which waits; 409 while the webhook is switched off."""
        webhook = self.webhook(access.UPDATE)
        row = self._row(webhook)
        filters.refuse_unknown(request.query_params, ())
        if not self._repeats(webhook):
            raise errors.Conflict("switched_off", _("The webhook is switched off."))
        return answer(request, self._item(webhook, delivery_repeat(row), repeats=True))

    # -- steps ------------------------------------------------------------------------------------------------------

    def _row(self, webhook: Located) -> WebhookDelivery:
        text = self.kwargs["delivery"]
        key = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
        found = WebhookDelivery.objects.filter(webhook_id=webhook.id, pk=key).first()
        if found is None:
            raise errors.NotFoundProblem()
        return found

    def _repeats(self, webhook: Located) -> bool:
        """Whether something can be told again now."""
        may = access.may_change(self.principal, registry.get("webhook")) and webhook.level >= access.UPDATE
        return may and Webhook.objects.filter(pk=webhook.id, enabled=True).exists()

    def _item(self, webhook: Located, row: WebhookDelivery, *, repeats: bool) -> dict[str, Any]:
        entry, target = registry.get("webhook"), registry.find(row.kind) or registry.find_sub(row.kind)
        href = f"{entry.of(webhook.id)}/deliveries/{row.pk}"
        told = {
            "id": row.pk,
            "message_id": row.message_id,
            "sequence": row.sequence,
            "previous": row.previous,
            "kind": row.kind,
            "event": row.event,
            "version": row.version,
            "at": render(row.at),
            "status": row.status,
            "attempts": row.attempts,
            "response_status": row.response_status,
            "error": row.error,
            "last_attempt_at": render(row.last_attempt_at),
            "next_attempt_at": render(row.next_attempt_at),
        }
        about = target.of(row.object_id) if target is not None else None
        if self.media != HAL:
            reference = {"id": webhook.id, "uuid": webhook.uuid, "href": entry.of(webhook.id)}
            told_of = {"id": row.object_id, "uuid": row.object_uuid, **({"href": about} if about else {})}
            return {**told, "resource": told_of, "webhook": reference}
        links = {"self": {"href": href}, "curies": CURIES, "webhook": {"href": entry.of(webhook.id)}}
        if about is not None:
            links["resource"] = {"href": about}
        if repeats:
            links["retry"] = {"href": f"{href}/retry", "method": "POST"}
        return {"_links": links, **told}


def _moment(name: str, text: str) -> datetime:
    try:
        return parse(text)
    except ValueError as error:
        raise errors.BadParameter(name, EXPECTED) from error


def _statuses(text: str) -> list[str]:
    """The states that are asked for; others are told apart from those there are."""
    wanted = text.split(",")
    if not set(wanted) <= set(STATUSES):
        raise errors.BadParameter("status", _("The states are {names}.").format(names=", ".join(STATUSES)))
    return wanted
