"""Commands: something that the hub is asked to have done; it tells how far it has come."""

from rest_framework import serializers

from hub.filters import ResourceFilterSet, TextFilter
from hub.hal.serializer import HalSerializer
from hub.registry import ALL_ACTIONS, Entry, StateMachine
from hub.viewsets.resource import ResourceViewSet
from operations.models import Command
from operations.rules import machines
from operations.rules.command import command_enter


class CommandSerializer(HalSerializer):
    """The shape of a command."""

    parameters = serializers.DictField(required=False)

    class Meta:
        model = Command
        fields = [
            "id",
            "uuid",
            "name",
            "parameters",
            "state",
            "workplace",
            "machine",
            "operation",
            "delivered_at",
            "confirmed_at",
            "tenant",
            "created_at",
            "updated_at",
        ]


class CommandFilter(ResourceFilterSet):
    """What commands can be asked for."""

    state = TextFilter("state", commas=True)

    class Meta:
        model = Command


class CommandViewSet(ResourceViewSet):
    """Commands: something that the hub is asked to have done; it tells how far it has come."""

    entry = Entry(
        model=Command,
        path="commands",
        group="production",
        title=("name",),
        states=StateMachine(field="state", table=machines.table("command"), enter=command_enter),
        actions=ALL_ACTIONS - {"update", "bulk"},
    )
    serializer_class = CommandSerializer
    filterset_class = CommandFilter
    created_status = 202
