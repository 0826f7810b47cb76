"""The shapes of one resource, read from plan and serializer: HAL, plain JSON, what goes in, collections."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hub.hal import links as link_table
from hub.hal.plan import Link, plan_of
from hub.hal.reference import reference_fields
from hub.hal.serializer import ECHOED
from hub.openapi import common
from hub.openapi.components import ID, NUMBER, TEXT, Components, Schema, nullable, pascal, several, thing
from hub.openapi.wording import doc, says, words
from hub.registry import Entry, Nested, Sub, camel, subs
from hub.viewsets.bodies import MAX_ELEMENTS
from hub.viewsets.include import MAX_MANY, Relation, embeddable, target_of

NOISE = ("readOnly", "writeOnly", "title", "x-spec-enum-id")
IGNORED = "Ignored, so that a representation can be sent back."


class Shapes:
    """Makes the schemas of resources in one document; ``auto`` is drf-spectacular's view of the operation at hand."""

    def __init__(self, auto: Any) -> None:
        self.auto = auto
        self.parts = Components(auto.registry)

    def ref(self, entry: Entry, suffix: str, build: Any) -> Schema:
        return self.parts.ref(pascal(entry.name) + suffix, lambda: build(entry))

    # -- what comes out ---------------------------------------------------------------------------------------------

    def hal(self, entry: Entry) -> Schema:
        return self.ref(entry, "", self._hal)

    def plain(self, entry: Entry) -> Schema:
        return self.ref(entry, "Plain", self._plain)

    def forms(self, schema: Schema) -> Schema:
        """A HAL shape with its templates."""
        return {"allOf": [schema, thing({"_templates": common.templates(self.parts)}, ["_templates"])]}

    def _hal(self, entry: Entry) -> Schema:
        values = self._values(entry, hal=True)
        members: dict[str, Schema] = {"_links": self.ref(entry, "Links", self._links), **values, **self._added(entry)}
        inner = {name: self._inner(relation, common.embedded) for name, relation in embeddable(entry).items()}
        if inner:
            members["_embedded"] = thing(inner, description="What include asked for.")
        members |= self._explained(entry)
        return thing(members, ["_links", *values], description=doc(entry))

    def _plain(self, entry: Entry) -> Schema:
        values, members = self._values(entry), {}
        for member in plan_of(entry).members:
            members[member.name] = (
                self._plain_reference(entry, member) if isinstance(member, Link) else values[member.name]
            )
        inner = {
            name: self._inner(relation, common.reference)
            for name, relation in embeddable(entry).items()
            if name not in members
        }
        required = list(members)
        whole = {**members, **inner, **self._added(entry), **self._explained(entry)}
        return thing(whole, required, description=f"{doc(entry)} References stand among the members.")

    def _inner(self, relation: Relation, shape: Callable[[Components], Schema]) -> Schema:
        """What an include brings. Its members stand at its own kind: written down here once more, they would lead from
        every resource to all others, and tools that follow references would never come to an end."""
        one = {**shape(self.parts), "description": f"The {words(target_of(relation).name)}, whole, when included."}
        return several(one, maxItems=MAX_MANY) if isinstance(relation, Nested) else one

    def _explained(self, entry: Entry) -> dict[str, Schema]:
        if not link_table.table(entry):
            return {}
        rows = several(common.explanation(self.parts))
        return {"_explain": {**rows, "description": "Only with ?explain=actions."}}

    def _values(self, entry: Entry, *, hal: bool = False) -> dict[str, Schema]:
        fields = entry.serializer().fields
        shown = [value.name for value in plan_of(entry).values if not (hal and value.plain_only)]
        return {name: self.value(fields[name], "response") for name in shown}

    def _added(self, entry: Entry) -> dict[str, Schema]:
        return {name: self.value(field, "response") for name, field in entry.added.items()}

    def value(self, field: Any, direction: str) -> Schema:
        """The schema of a serializer field, as drf-spectacular reads it."""
        schema: Schema = self.auto._map_serializer_field(field, direction)
        self.auto._insert_field_validators(field, schema)
        for noise in (
            "readOnly",
            "writeOnly",
            "title",
            "x-spec-enum-id",
            *(["default"] if direction == "response" else []),
        ):
            schema.pop(noise, None)
        if "oneOf" in schema:  # an empty e-mail address fits both of its schemas, where nobody asserts formats
            schema["anyOf"] = schema.pop("oneOf")
        if field.field_name == "id":
            schema = dict(ID)
        return schema

    def _plain_reference(self, entry: Entry, link: Link) -> Schema:
        reference = common.reference(self.parts)
        if not self._may_be_absent(entry, link):
            return {**reference, "description": "With all its members when included."}
        return {"anyOf": [reference, {"type": "null"}], "description": "With all its members when included."}

    @staticmethod
    def _may_be_absent(entry: Entry, link: Link) -> bool:
        head, *tail = link.column.removesuffix("_id").split("__")
        return bool(tail) or bool(entry.model._meta.get_field(head).null)

    def _links(self, entry: Entry) -> Schema:
        link = common.link(self.parts)
        members: dict[str, Schema] = {"self": link, "curies": common.curies(self.parts)}
        for reference in plan_of(entry).links:
            kind = reference.target.name.replace("_", " ") if reference.target else "resource"
            members[reference.name] = {**link, "description": f"The {kind}; absent where there is none."}
        for spec in link_table.table(entry):
            members[spec.relation] = {**link, "description": says(entry, spec)}
        if entry.states is not None:
            text = "One link for each state that can be reached now; name is the state."
            members[link_table.state_relation(entry)] = {**several(link), "description": text}
        if "history" in entry.actions and "update" in entry.actions:
            members["restore"] = {**link, "description": "On a past version only: POST writes it back."}
        return thing(members, ["self"])

    # -- collections ------------------------------------------------------------------------------------------------

    def items(self, entry: Entry, *, hal: bool) -> Schema:
        """Resources of one kind without pagination, as the answer to making several."""
        if not hal:
            return thing({entry.plural: several(self.plain(entry))}, [entry.plural])
        inner = thing({entry.plural: several(self.hal(entry))}, [entry.plural])
        return thing({"_links": self._collection_links(entry), "_embedded": inner}, ["_links", "_embedded"])

    def _collection_links(self, entry: Entry) -> Schema:
        """The usual links, and those that write many of what hangs on the resources at once."""
        usual = common.collection_links(self.parts)
        link = {**common.link(self.parts), "description": "Write many of them in one transaction."}
        more = {camel(f"update_{sub.plural}"): link for sub in subs(entry) if "bulk" in sub.actions}
        listed = {**common.link(self.parts), "description": "All of them, with figures."}
        more |= {camel(sub.plural): listed for sub in subs(entry) if "list" in sub.actions}
        return {"allOf": [usual, thing(more)]} if more else usual

    def collection(self, entry: Entry, *, hal: bool) -> Schema:
        def build(entry: Entry) -> Schema:
            whole = self.items(entry, hal=hal)
            whole["properties"]["pagination"] = common.pagination(self.parts)
            whole["required"].append("pagination")
            if isinstance(entry, Sub):
                figured = {name: self.value(one, "response") for name, one in entry.figured.items()}
                whole["properties"] = {**figured, **whole["properties"]}
                whole["required"] += list(figured)
            return whole

        return self.ref(entry, "Collection" if hal else "CollectionPlain", build)

    # -- what goes in -----------------------------------------------------------------------------------------------

    def input(self, entry: Entry, *, partial: bool = False) -> Schema:
        """The body that makes or replaces a resource; ``partial`` is that of PATCH."""
        return self.ref(entry, "Change" if partial else "Input", lambda entry: self._input(entry, partial))

    def _input(self, entry: Entry, partial: bool) -> Schema:
        serializer = entry.serializer(partial=partial)
        references = reference_fields(serializer)
        members: dict[str, Schema] = {}
        required = []
        for name in serializer.Meta.fields:
            field = references.get(name) or serializer.fields[name]
            if getattr(field, "in_forms_only", False):
                continue
            if field.read_only:
                members[name] = {"description": IGNORED}
                continue
            members[name] = self._given(field) if name in references else self.value(field, "request")
            if field.required and not partial:
                required.append(name)
        return thing({**members, **self._echoed(entry, members)}, required, additionalProperties=False)

    def form(self, entry: Entry, *, partial: bool = False) -> Schema | None:
        """The form that brings a file, where the resource holds one: the members of the body as text, and the file."""
        files = entry.files
        if files is None:
            return None
        types = ", ".join(sorted(files.types)) or "any type"

        def build(entry: Entry) -> Schema:
            body = self._input(entry, partial)
            references = reference_fields(entry.serializer())
            for name in references:
                body["properties"][name] = {"anyOf": [TEXT, body["properties"][name]]}
            told = f"The file ({types}), or instead of it href."
            body["properties"][files.part] = {"type": "string", "format": "binary", "description": told}
            return body

        return self.ref(entry, "ChangeForm" if partial else "Form", build)

    def _given(self, field: Any) -> Schema:
        reference = common.reference_input(self.parts)
        return nullable(reference) if field.allow_null else reference

    @staticmethod
    def _echoed(entry: Entry, members: dict[str, Schema]) -> dict[str, Schema]:
        known: dict[str, Schema] = {
            "_links": {"type": "object", "description": "References in it count; the rest is ignored."},
            "_embedded": {"type": "object", "description": IGNORED},
        }
        names = sorted({*ECHOED, *entry.added} - set(members))
        return {name: known.get(name, {"description": IGNORED}) for name in names}

    def list_input(self, entry: Entry, element: Schema) -> Schema:
        """Several elements under the plural."""
        return thing(
            {entry.plural: several(element, maxItems=MAX_ELEMENTS)}, [entry.plural], additionalProperties=False
        )

    def bulk(self, entry: Entry) -> Schema:
        key = [{"required": ["id"]}, {"required": ["uuid"]}]
        version = {"version": {**NUMBER, "description": "The version the change was made for; another one refuses it."}}
        element = {"allOf": [self.input(entry, partial=True), thing(version)], "anyOf": key}
        return self.ref(entry, "Bulk", lambda entry: self.list_input(entry, element))

    def search(self, entry: Entry) -> Schema:
        return self.ref(entry, "Search", self._search)

    def _search(self, entry: Entry) -> Schema:
        whole: Schema = entry.filterset.body_schema()
        return {**whole, "properties": {name: self._wanted(one) for name, one in whole["properties"].items()}}

    def _wanted(self, member: Schema) -> Schema:
        """What a filter takes; the usual kinds have a name, so that they are written down once."""
        one = member["anyOf"][0] if "anyOf" in member else {}
        one = one["anyOf"][0] if "anyOf" in one else one
        kind = one.get("format", one.get("type")) if set(one) <= {"type", "format"} else None
        name = "reference" if "oneOf" in one else kind
        return self.parts.ref(f"Search.{name}", lambda: member) if name else member

    def secrets(self, entry: Entry) -> dict[str, Schema]:
        """Members shown once, when the resource is made; null in a replay."""
        names = getattr(entry.viewset, "secret_fields", ())
        return {name: {"type": ["string", "null"], "description": "Shown this once."} for name in names}
