"""What a webhook may be: where it may call, whose rights it has, how many there are; its secret, and telling again."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub import errors, outbound
from hub.fields.folded import fold
from hub.models import Tenant
from permissions.models import Membership, User, Webhook, WebhookDelivery, WebhookState
from permissions.models.webhook_delivery import PENDING
from permissions.rules.accounts import NAME_TAKEN, checked_name, refusal
from permissions.rules.credentials import NOT_A_MEMBER
from permissions.webhooks import carrying, formats

MOST = 50

TOO_MANY = _("A tenant has at most {most} webhooks.")
KIND_UNKNOWN = _("There is no kind of resource called {name}.")
EVENT_UNKNOWN = _("The events are {names}.")
TYPE_UNKNOWN = _("This form knows no event called {name}.")
FORM_UNKNOWN = _("The forms are {names}.")
NOBODY = _("Name the user whose rights it has.")


def webhook_create(*, tenant: Tenant, user: User | None, values: dict[str, Any]) -> tuple[Webhook, str]:
    """A new webhook and its secret, told this once."""
    name = checked_name(values.pop("name"))
    if user is None:
        raise refusal("user", "required", NOBODY)
    if Webhook.objects.filter(tenant=tenant, name_folded=fold(name)).exists():
        raise refusal("name", "unique", NAME_TAKEN)
    if Webhook.objects.filter(tenant=tenant).count() >= MOST:
        raise errors.Conflict("too_many", TOO_MANY.format(most=MOST))
    webhook = Webhook(tenant=tenant, user=user, name=name, **values)
    webhook_check(webhook)
    webhook.save()
    WebhookState(webhook=webhook).save()
    return webhook, formats.secret_of(webhook)


def webhook_check(webhook: Webhook) -> None:
    """Raise the problem with all that is wrong with the webhook; what is named twice counts once."""
    for name in ("kinds", "events", "event_types"):
        setattr(webhook, name, " ".join(dict.fromkeys(getattr(webhook, name).split())))
    wrong = []
    try:
        outbound.target_of(webhook.url)
    except outbound.Refused as refused:
        wrong.append(errors.field_error("url", "invalid", refused.detail))
    if webhook.format not in formats.names():
        names = ", ".join(formats.names())
        wrong.append(errors.field_error("format", "invalid_choice", FORM_UNKNOWN.format(names=names)))
    else:
        wrong += _unknown("event_types", webhook.event_types, formats.of(webhook.format).event_types, TYPE_UNKNOWN)
    wrong += _unknown("kinds", webhook.kinds, carrying.kinds(), KIND_UNKNOWN)
    wrong += _unknown("events", webhook.events, formats.EVENTS, EVENT_UNKNOWN)
    user = webhook.user
    member = not user.is_superuser and Membership.objects.filter(user=user, tenant_id=webhook.tenant_id).exists()
    if not member or (user.technical and user.tenant_id != webhook.tenant_id):
        wrong.append(errors.field_error("user", "invalid", NOT_A_MEMBER))
    if wrong:
        raise errors.ValidationProblem(wrong)


def _unknown(field: str, words: str, known: Any, detail: Any) -> list[errors.Error]:
    text = ", ".join(sorted(known))
    return [
        errors.field_error((field, place), "invalid_choice", detail.format(name=word, names=text))
        for place, word in enumerate(words.split())
        if word not in known
    ]


def webhook_change(webhook: Webhook, changed: set[str]) -> None:
    """An earlier version does not bring back an earlier secret; who is switched on again begins anew."""
    if "secret_number" in changed:
        webhook.secret_number = max(webhook.secret_number, (webhook._loaded or {}).get("secret_number", 1))
    if changed != {"enabled"} or webhook.enabled:  # one that is no good any more can be switched off still
        webhook_check(webhook)
    if "enabled" in changed and webhook.enabled:
        cleared = {"failing_since": None, "paused_until": None, "consecutive_failures": 0}
        WebhookState.objects.filter(pk=webhook.pk).update(**cleared, last_error="")


def delivery_repeat(delivery: WebhookDelivery) -> WebhookDelivery:
    """Tell it again, now, with as many attempts as at first."""
    now = timezone.now()
    with transaction.atomic():
        spared = {"spared_attempts": delivery.attempts}
        WebhookDelivery.objects.filter(pk=delivery.pk).update(status=PENDING, next_attempt_at=now, error="", **spared)
        WebhookState.objects.filter(pk=delivery.webhook_id).update(paused_until=None)
    return WebhookDelivery.objects.get(pk=delivery.pk)
