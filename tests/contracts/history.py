"""What happened to a resource: versions without gaps, who and what, the past and the way back (contract, 8)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.contracts.base import NEVER, Contract, of_the_kernel

MEMBERS = {"_links", "version", "event", "changed_at", "user", "client", "api_key", "request_id", "changes"}


def past_of(body):
    """A representation without what differs between now and then: actions and self."""
    links = {name: link for name, link in body["_links"].items() if name != "self" and "method" not in link}
    links = {name: link for name, link in links.items() if not isinstance(link, list) or name == "curies"}
    links.pop("permissions", None)
    return {**body, "_links": links}


class HistoryContract(Contract):
    """Each change is a version."""

    def new(self):
        """A resource without a past: (path, its history as path)."""
        one = self.make(full=True) if "create" in self.entry.actions else self.one
        return self.of(one)

    def history(self, href, **query):
        return self.api.get(f"{href}/history", query or None).items("history")

    def seen(self, href):
        """The resource as it is now, in plain JSON, without members that stand in other tables."""
        return {name: value for name, value in self.plain(href).items() if name not in self.entry.added}

    def test_creation_is_the_first_version(self):
        if "create" not in self.entry.actions:
            return
        answer = self.api.post(self.collection, self.body(full=True), x_request_id="making")
        made = answer.ok(self.made)
        (version,) = self.history(self.of(made))
        assert set(version) == MEMBERS
        assert (version["version"], version["event"], version["request_id"]) == (1, "create", "making")
        assert version["changed_at"] == made["updated_at"] == made["created_at"]
        assert {change["old"] for change in version["changes"]} <= {None}
        assert {"id", "uuid", "created_at"} & {change["field"] for change in version["changes"]} == set()

    @of_the_kernel
    def test_who_is_told_with_the_key(self):
        if "update" not in self.entry.actions:
            return
        self.api.patch(self.href, self.alteration(), x_request_id="changing").ok()
        version = self.history(self.href)[0]
        caller = self.here.users["admin" if self.api is self.here.admin else "engineer"]
        assert version["user"] == {"id": caller.pk, "name": caller.name}
        assert set(version["api_key"]) == {"id", "name"}
        assert version["client"] is None
        assert version["request_id"] == "changing"

    def test_a_change_tells_the_old_and_the_new(self):
        if "update" not in self.entry.actions:
            return
        href = self.new()
        before = self.plain(href)
        change = self.alteration()
        self.api.patch(href, change).ok()
        version = self.history(href)[0]
        assert version["event"] == "update"
        for name, value in change.items():
            told = [row for row in version["changes"] if row["field"] == name]
            assert told == [{"field": name, "old": before[name], "new": value}]
        assert len(version["changes"]) == len(change)

    @of_the_kernel
    def test_versions_have_no_gaps_and_come_newest_first(self):
        if "update" not in self.entry.actions:
            return
        href = self.new()
        first = self.versions(href)[0]
        for _ in range(4 if not self.change else 1):
            self.api.patch(href, self.alteration()).ok()
            self.api.patch(href, {}).ok()
            self.api.patch(href, {"surprise": 1}).problem(400)
        versions = self.versions(href)
        assert versions == list(range(len(versions), 0, -1))
        assert len(versions) == first + (4 if not self.change else 1)

    @of_the_kernel
    def test_history_has_pages(self):
        if "update" not in self.entry.actions:
            return
        href = self.new()
        for _ in range(2 if not self.change else 1):
            self.api.patch(href, self.alteration()).ok()
        answer = self.api.get(f"{href}/history", {"per_page": 1, "page": 2})
        body = answer.ok()
        assert len(body["_embedded"]["history"]) == 1
        assert body["pagination"]["total_count"] == len(self.versions(href))
        whole = self.history(href)
        assert body["_embedded"]["history"] == whole[1:2]
        for name in ("surprise", "order_by", "id"):
            assert self.api.get(f"{href}/history", {name: 1}).errors() == [(name, "unknown")]
        self.api.get(f"{href}/history", {"page": 0}).problem(400)
        assert self.api.get(f"{href}/history", {"page": "1" + "0" * 23}).items("history") == []

    @of_the_kernel
    def test_history_as_plain_json(self):
        answer = self.api.get(f"{self.href}/history", accept="application/json")
        assert {*answer.ok()} == {"history", "pagination"}
        assert {*answer.items("history")[0]} == MEMBERS - {"_links"}

    def test_each_version_is_read_as_it_was(self):
        for media in ("application/hal+json", "application/json"):
            self.each_version_is_read_as_it_was(media)

    def each_version_is_read_as_it_was(self, media):
        href, was, times = self.new(), {}, {}
        for _ in range(3 if not self.change else 1):
            now = self.api.get(href, accept=media).ok()
            number = self.versions(href)[0]
            was[number], times[number] = now, now["updated_at"]
            if "update" in self.entry.actions:
                self.api.patch(href, self.alteration()).ok()
        for number, then in was.items():
            for asked in (f"{href}/history/{number}", f"{href}?as_of={times[number]}"):
                found = self.api.get(asked, accept=media).ok()
                expected = {name: value for name, value in then.items() if name not in self.entry.added}
                if "_links" in found:
                    assert found["_links"]["self"]["href"] == asked
                    assert {name for name, link in found["_links"].items() if "method" in link} <= {"restore"}
                    found, expected = past_of(found), past_of(expected)
                assert found == expected

    @of_the_kernel
    def test_between_two_versions_the_older_holds(self):
        if "update" not in self.entry.actions:
            return
        href = self.new()
        before = self.seen(href)
        self.api.patch(href, self.alteration()).ok()
        after = datetime.fromisoformat(self.plain(href)["updated_at"])
        just_before = (after - timedelta(microseconds=1)).isoformat().replace("+", "%2B")
        assert self.plain(f"{href}?as_of={just_before}") == before

    @of_the_kernel
    def test_the_past_has_an_end_and_a_beginning(self):
        href = self.href
        created = datetime.fromisoformat(self.plain()["created_at"])
        earlier = (created - timedelta(seconds=1)).isoformat().replace("+00:00", "Z")
        self.api.get(href, {"as_of": earlier}).problem(404)
        tomorrow = (datetime.now(UTC) + timedelta(days=1)).isoformat().replace("+00:00", "Z")
        for moment in (tomorrow, "2026-01-01T00:00:00", "2026-01-01", "now", "", "2026-01-01T24:00:00Z", "0"):
            assert self.api.get(href, {"as_of": moment}).errors() == [("as_of", "invalid")]
        self.api.get(href, {"as_of": earlier, "explain": "actions"}).problem(400)
        assert self.api.get(self.collection, {"as_of": earlier}).errors() == [("as_of", "unknown")]

    @of_the_kernel
    def test_versions_that_never_were_are_404(self):
        for number in ("0", "99", "-1", "x", "1.0", "1" * 25, "１"):
            self.api.get(f"{self.href}/history/{number}").problem(404)
            self.api.post(f"{self.href}/history/{number}/restore").problem(404)
        self.api.get(f"{self.collection}/{NEVER}/history").problem(404)
        self.api.get(f"{self.collection}/{NEVER}/history/1").problem(404)

    @of_the_kernel
    def test_history_cannot_be_written(self):
        for path in ("history", "history/1"):
            for method in ("POST", "PUT", "PATCH", "DELETE"):
                self.api.ask(method, f"{self.href}/{path}", {}).problem(405)

    # -- the way back -----------------------------------------------------------------------------------------------

    def test_a_version_can_be_restored(self):
        if "update" not in self.entry.actions:
            return
        href = self.new()
        before, number = self.seen(href), self.versions(href)[0]
        self.api.patch(href, self.alteration()).ok()
        link = self.api.get(f"{href}/history/{number}").links["restore"]
        assert link == {"href": f"{href}/history/{number}/restore", "method": "POST"}
        assert self.history(href)[-1]["_links"]["restore"]["method"] == "POST"
        dry = self.api.post(f"{link['href']}?dry_run=true")
        assert dry.ok() == {"conflicts": []}
        assert self.versions(href)[0] == number + 1
        answer = self.api.follow(link)
        assert answer.ok()["id"] == before["id"]
        assert {**self.seen(href), "updated_at": 0} == {**before, "updated_at": 0}
        assert self.versions(href)[0] == number + 2
        assert self.history(href)[0]["event"] == "update"
        assert answer.headers["ETag"] == self.api.get(href).headers["ETag"]

    @of_the_kernel
    def test_restoring_what_is_changes_nothing(self):
        if "update" not in self.entry.actions:
            return
        href = self.new()
        number, announced = self.versions(href)[0], self.announced()
        self.api.post(f"{href}/history/{number}/restore").ok()
        assert (self.versions(href)[0], self.announced()) == (number, announced)

    @of_the_kernel
    def test_a_dry_run_is_true_or_false(self):
        self.api.post(f"{self.href}/history/1/restore?dry_run=maybe").problem(400)
        self.api.post(f"{self.href}/history/1/restore?surprise=1").problem(400)

    @of_the_kernel
    def test_who_may_not_change_may_not_restore(self):
        for caller in (self.here.operator, self.here.reader):
            assert caller.post(f"{self.href}/history/1/restore").status in (403, 404)
            answer = caller.get(f"{self.href}/history/1")
            assert answer.status in (403, 404) or "restore" not in answer.links


class RemovedHistoryContract(Contract):
    """A removed resource keeps its past, and can come back."""

    def removed(self):
        """(path, representation before) of a resource that was removed."""
        href = self.of(self.make(full=True))
        before = {name: value for name, value in self.plain(href).items() if name not in self.entry.added}
        assert self.api.delete(href).status == 204
        return href, before

    def test_what_is_removed_keeps_its_history(self):
        href, before = self.removed()
        versions = self.api.get(f"{href}/history").items("history")
        assert [version["event"] for version in versions] == ["delete", "create"]
        assert [version["version"] for version in versions] == [2, 1]
        assert self.api.get(f"{self.collection}/{before['uuid']}/history").ids is not None
        self.api.get(href).problem(404)
        self.api.get(f"{href}/history/1").ok()
        assert "restore" not in versions[0]["_links"]

    @of_the_kernel
    def test_it_is_read_as_of_a_moment_when_it_was(self):
        href, before = self.removed()
        assert self.plain(f"{href}?as_of={before['updated_at']}") == before
        deleted = self.api.get(f"{href}/history").items("history")[0]["changed_at"]
        self.api.get(href, {"as_of": deleted}).problem(404)

    @of_the_kernel
    def test_only_who_could_read_it_reads_its_history(self):
        href, _before = self.removed()
        if not self.administered and self.entry.group == "plant":
            self.here.colleague.get(f"{href}/history").problem(404)
            self.here.operator.get(f"{href}/history/1").problem(404)
        for path in ("history", "history/1", "history/2"):
            self.there.admin.get(f"{href}/{path}").problem(404)
        self.there.admin.post(f"{href}/history/1/restore").problem(404)

    def test_it_comes_back_as_itself(self):
        if "update" not in self.entry.actions:
            return
        href, before = self.removed()
        count = self.count()
        assert self.api.post(f"{href}/history/1/restore?dry_run=true").ok() == {"conflicts": []}
        answer = self.api.post(f"{href}/history/1/restore")
        assert answer.ok()["uuid"] == before["uuid"]
        after = {name: value for name, value in self.plain(href).items() if name not in self.entry.added}
        assert {**after, "updated_at": 0} == {**before, "updated_at": 0}
        assert self.versions(href) == [3, 2, 1]
        assert self.count() == count + 1
        if "permissions" in self.entry.actions:
            assert {"update", "delete", "permissions"} <= set(answer.links)
        assert self.api.patch(href, self.alteration()).status == 200
        assert self.api.delete(href).status == 204

    @of_the_kernel
    def test_what_was_removed_and_never_could_be_restored_says_so(self):
        href, _before = self.removed()
        self.api.post(f"{href}/history/2/restore").problem(404)
