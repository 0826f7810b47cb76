"""Rights computed anew from their meaning, in plain Python, as a judge over the tables and statements of the hub."""

from __future__ import annotations

from dataclasses import dataclass, field

READ, DELETE, PERMIT = 1, 3, 4


@dataclass
class World:
    """Objects are (kind, id); holders are ("user", id) or ("group", id)."""

    tenant_of: dict = field(default_factory=dict)  # object -> tenant
    catalogues: set = field(default_factory=set)
    groups_of_kind: dict = field(default_factory=dict)  # kind -> group of kinds
    groups_of_user: dict = field(default_factory=dict)  # user -> set of groups
    roles: dict = field(default_factory=dict)
    grants: set = field(default_factory=set)  # (object, holder, right)
    tenant_wide: list = field(default_factory=list)  # (tenant, applies to, role, group, right)
    parents: dict = field(default_factory=dict)  # object -> set of (object, ceiling)

    def holders(self, user):
        return {("user", user), *(("group", group) for group in self.groups_of_user.get(user, ()))}

    def everywhere(self, user, tenant, kind):
        """Every holder counts with his most specific row."""
        order = [kind, f"@{self.groups_of_kind[kind]}", "*"]
        best = 0
        for holder in [None, ("role", self.roles[user]), *self.holders(user)]:
            rows = {}
            for where, applies_to, role, group, right in self.tenant_wide:
                who = ("role", role) if role else ("group", group) if group else None
                if where == tenant and who == holder:
                    rows[applies_to] = right
            found = [rows[name] for name in order if name in rows]
            best = max(best, found[0] if found else 0)
        return best

    def on_object(self, holders, thing, seen=()):
        """The highest direct grant, or what a neighbour passes on; a grant counts in the object's own tenant."""
        best = max((right for what, who, right in self.grants if what == thing and who in holders), default=0)
        for parent, ceiling in self.parents.get(thing, ()):
            if parent not in seen and self.tenant_of[parent] == self.tenant_of[thing]:
                best = max(best, min(ceiling, self.on_object(holders, parent, (*seen, thing))))
        return best

    def level(self, user, tenant, thing):
        kind, owner = thing[0], self.tenant_of[thing]
        if owner == tenant:
            return max(self.everywhere(user, tenant, kind), self.on_object(self.holders(user), thing))
        return READ if owner in self.catalogues and self.groups_of_kind[kind] == "master" else 0

    def visible(self, user, tenant, kind, level=READ):
        mine = [thing for thing in self.tenant_of if thing[0] == kind]
        return sorted(thing[1] for thing in mine if self.level(user, tenant, thing) >= level)
