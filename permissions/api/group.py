"""Groups: users taken together, so that rights can be granted to all of them at once."""

from hub.access import ADMIN, READ
from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested
from hub.viewsets.resource import ResourceViewSet
from permissions.models import Group, GroupMember


class GroupSerializer(HalSerializer):
    """The shape of a group."""

    class Meta:
        model = Group
        fields = ["id", "uuid", "name", "description", "tenant", "created_at", "updated_at"]


class GroupFilter(ResourceFilterSet):
    """What groups can be asked for."""

    class Meta:
        model = Group


class GroupViewSet(ResourceViewSet):
    """Groups of the tenant; an admin makes them and says who is in."""

    entry = Entry(
        model=Group,
        path="groups",
        group="identity",
        writer=ADMIN,
        nested=(
            Nested(name="users", target="user", through=lambda: GroupMember, keys=("group", "user"), child_level=READ),
        ),
        actions=frozenset({"create", "update", "delete", "history", "search", "bulk"}),
    )
    serializer_class = GroupSerializer
    filterset_class = GroupFilter
