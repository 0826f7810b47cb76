"""What all contracts start from: the kind, one resource of it, and who may do what with it."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest

from hub import registry
from hub.access import ADMIN
from hub.models import Outbox
from hub.registry import Entry
from tests.factories import Answer, Api, Plant, World
from tests.factories.bodies import text, texts, writable

NEVER = 987_654_321
NEVER_UUID = "0197f0a1-5b7c-7c3e-9d4e-2f6a1b8c9d0e"
#: Members that every representation has and no body changes.
KEPT = ("id", "uuid", "created_at", "updated_at")


def of_the_kernel(test: Any) -> Any:
    """Marks a test of what the kernel does alike for every kind: it runs for those that are ``thorough`` only."""
    test.of_the_kernel = True
    return test


class Contract:
    """Base of all contracts. ``kind`` names the resource; ``one`` is one of it, with all members set.

    What a kind declares (members, references, filters, links, rules) is tested for each; what is the kernel's is
    tested for the kinds that are ``thorough``, some of every sort.
    """

    kind: ClassVar[str]
    thorough: ClassVar[bool] = False
    #: A change of a kind that has no free text.
    change: ClassVar[dict[str, Any]] = {}

    @pytest.fixture(autouse=True)
    def _begin(self, plants: World, kept_one: dict[str, Any]) -> None:
        self.world: World = plants
        self.here: Plant = plants.here
        self.there: Plant = plants.there
        self.one: dict[str, Any] = kept_one
        self.api: Api = self.here.maker(self.kind)

    # -- what it is -------------------------------------------------------------------------------------------------

    @property
    def entry(self) -> Entry:
        return registry.get(self.kind)

    @property
    def plural(self) -> str:
        return self.entry.plural

    @property
    def collection(self) -> str:
        return self.entry.href

    @property
    def href(self) -> str:
        return self.of(self.one)

    @property
    def made(self) -> int:
        """The status of creating one."""
        return int(self.entry.viewset.created_status)

    def of(self, resource: dict[str, Any]) -> str:
        return f"{self.collection}/{resource['id']}"

    @property
    def administered(self) -> bool:
        """Only admins change it, whatever is granted."""
        return self.entry.writer == ADMIN or self.entry.group in ("identity", "platform")

    @property
    def right_kind(self) -> str:
        """The kind whose rights count: its own, or that of what it hangs on."""
        shares = self.entry.shares[:1]
        return str(self.entry.model._meta.get_field(shares[0]).related_model.kind()) if shares else self.kind

    # -- shorthands -------------------------------------------------------------------------------------------------

    def body(self, **values: Any) -> dict[str, Any]:
        return self.here.body(self.kind, **values)

    def make(self, **values: Any) -> dict[str, Any]:
        return self.here.make(self.kind, **values)

    def get(self, **options: Any) -> Answer:
        return self.api.get(self.href, **options)

    def plain(self, href: str | None = None) -> dict[str, Any]:
        """The resource as plain JSON."""
        found: dict[str, Any] = self.api.get(href or self.href, accept="application/json").ok()
        return found

    def count(self) -> int:
        return int(self.api.get(self.collection, {"per_page": 1}).ok()["pagination"]["total_count"])

    def versions(self, href: str | None = None) -> list[int]:
        body = self.api.get(f"{href or self.href}/history", {"per_page": 100}).ok()
        return [item["version"] for item in body["_embedded"]["history"]]

    @staticmethod
    def announced() -> int:
        return Outbox.objects.count()

    def alteration(self) -> dict[str, Any]:
        """A change that any resource of the kind takes, another one each time where there is a free text."""
        names = list(texts(self.entry))
        if not names:
            return dict(self.change)
        name = "description" if "description" in names else names[-1]
        return {name: text(self.kind, name, texts(self.entry)[name].max_length)}

    def required(self) -> set[str]:
        return {name for name, field in writable(self.entry).items() if field.required}
