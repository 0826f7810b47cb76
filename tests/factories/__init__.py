"""Small makers of everything a test starts from: tenants, people, keys, and resources of any registered kind."""

from tests.factories.api import Answer, Api, undone
from tests.factories.bodies import Bodies
from tests.factories.world import Plant, World

__all__ = ["Answer", "Api", "Bodies", "Plant", "World", "undone"]
