"""Tools: a tool with its edges; it is known by up to three identifiers."""

from hub.filters import ResourceFilterSet, TextFilter
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested, StateMachine
from hub.viewsets.resource import ResourceViewSet
from operations.models import Tool
from operations.rules import machines


class ToolSerializer(HalSerializer):
    """The shape of a tool."""

    class Meta:
        model = Tool
        fields = [
            "id",
            "uuid",
            "identifier1",
            "identifier2",
            "identifier3",
            "name",
            "description",
            "document_url",
            "group_name",
            "group_identifier",
            "class_name",
            "class_identifier",
            "current_life_time",
            "warning_life_time",
            "maximum_life_time",
            "state",
            "tenant",
            "created_at",
            "updated_at",
        ]


class ToolFilter(ResourceFilterSet):
    """What tools can be asked for."""

    state = TextFilter("state", commas=True)

    class Meta:
        model = Tool


class ToolViewSet(ResourceViewSet):
    """Tools: a tool with its edges; it is known by up to three identifiers."""

    entry = Entry(
        model=Tool,
        path="tools",
        group="production",
        title=("identifier1", "name"),
        states=StateMachine(field="state", table=machines.table("tool")),
        nested=(Nested(name="edges", target="tool_edge", via="tool", makes=True),),
    )
    serializer_class = ToolSerializer
    filterset_class = ToolFilter
