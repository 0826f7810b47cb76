"""Rights on one object, granted to users and groups and taken back (contract, 7)."""

from __future__ import annotations

from tests.contracts.base import NEVER, Contract, of_the_kernel


class GrantContract(Contract):
    """``{object}/permissions`` for those who hold permit on it."""

    def grant(self, right, caller=None, **holder):
        holder = holder or {"user": {"id": self.here.users["colleague"].pk}}
        return (caller or self.api).post(f"{self.href}/permissions", {"right": right, **holder})

    def closed(self):
        """Nobody holds anything on the kind but by grants on its objects."""
        self.here.grant(self.kind, "none")

    def test_a_grant_opens_and_its_end_closes(self):
        self.closed()
        colleague = self.here.colleague
        colleague.get(self.href).problem(404)
        for right, expected in (("read", 403), ("update", 200)):
            answer = self.grant(right)
            made = answer.ok(201)
            assert answer.headers["Location"] == made["_links"]["self"]["href"]
            assert made["right"] == right
            assert made["object"]["href"] == self.href
            colleague.get(self.href).ok()
            if "update" in self.entry.actions:
                assert colleague.patch(self.href, self.alteration()).status == expected
            assert self.one["id"] in colleague.get(self.collection, {"per_page": 100}).ids(self.plural)
            assert self.api.delete(answer.headers["Location"]).status == 204
            colleague.get(self.href).problem(404)
            assert colleague.get(self.collection, {"id": self.one["id"]}).ids(self.plural) == []

    @of_the_kernel
    def test_a_group_holds_for_its_members_at_once(self):
        self.closed()
        group = self.here.make("group")
        self.grant("update", group={"id": group["id"]}).ok(201)
        self.here.colleague.get(self.href).problem(404)
        users = {"users": [{"id": self.here.users["colleague"].pk}]}
        assert self.here.admin.post(f"/api/v1/groups/{group['id']}/users", users).status == 204
        self.here.colleague.patch(self.href, self.alteration()).ok()
        assert self.here.admin.delete(f"/api/v1/groups/{group['id']}/users", users).status == 204
        self.here.colleague.get(self.href).problem(404)

    @of_the_kernel
    def test_only_holders_of_permit_see_and_give_grants(self):
        self.closed()
        for right in ("read", "update", "delete"):
            self.grant(right).ok(201)
            self.here.colleague.get(f"{self.href}/permissions").problem(403)
            self.grant("read", self.here.colleague).problem(403)
        self.grant("permit").ok(201)
        found = self.here.colleague.get(f"{self.href}/permissions")
        rights = sorted((item["right"], item["_links"]["user"]["href"]) for item in found.items("permissions"))
        assert len(rights) == 5
        self.grant("read", self.here.colleague, user={"id": self.here.users["operator"].pk}).ok(201)
        self.here.operator.get(self.href).ok()
        self.here.operator.patch(self.href, self.alteration()).problem(403)

    @of_the_kernel
    def test_what_is_granted_twice_is_409(self):
        self.grant("read").ok(201)
        assert self.grant("read").errors(409) == [("#/right", "unique")]

    @of_the_kernel
    def test_what_cannot_be_granted_is_refused(self):
        user = {"user": {"id": self.here.users["colleague"].pk}}
        foreign = {"user": {"id": self.there.users["engineer"].pk}}
        group = {"group": {"id": self.there.make("group")["id"]}}
        cases = [
            ({}, {"#/right", "#/user"}),
            ({"right": "read"}, {"#/user"}),
            ({"right": "write", **user}, {"#/right"}),
            ({"right": 2, **user}, {"#/right"}),
            ({"right": "none", **user}, {"#/right"}),
            ({"right": "read", "user": {"id": NEVER}}, {"#/user"}),
            ({"right": "read", **foreign}, {"#/user"}),
            ({"right": "read", **group}, {"#/group"}),
            ({"right": "read", **user, "group": {"id": self.here.make("group")["id"]}}, {"#/user"}),
            ({"right": "read", **user, "surprise": 1}, {"#/surprise"}),
        ]
        for body, places in cases:
            errors = self.api.post(f"{self.href}/permissions", body).errors()
            assert {place for place, _code in errors} <= places, body
            assert errors

    @of_the_kernel
    def test_a_grant_is_removed_with_its_object(self):
        one = self.make()
        grant = self.api.post(
            f"{self.of(one)}/permissions", {"right": "read", "user": {"id": self.here.users["colleague"].pk}}
        ).headers["Location"]
        assert self.api.delete(self.of(one)).status == 204
        self.here.admin.get(grant).problem(404)

    @of_the_kernel
    def test_all_grants_can_be_seen_in_one_place(self):
        self.closed()
        made = self.grant("read").ok(201)
        for caller in (self.api, self.here.admin, self.here.colleague):
            assert made["id"] in caller.get("permissions", {"order_by": "-id"}).ids("permissions")
        assert made["id"] not in self.here.operator.get("permissions", {"order_by": "-id"}).ids("permissions")
        assert "delete" not in self.here.colleague.get(f"permissions/{made['id']}").links
        self.here.colleague.delete(f"permissions/{made['id']}").problem(403)
