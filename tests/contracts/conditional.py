"""Conditional reads and changes: ETag, Last-Modified, If-Match (contract, 5)."""

from __future__ import annotations

from email.utils import formatdate, parsedate_to_datetime

from tests.contracts.base import Contract, of_the_kernel


class ConditionalContract(Contract):
    """304 to who has it already."""

    def test_who_has_it_is_told_304(self):
        answer = self.get()
        tag = answer.headers["ETag"]
        for held in (tag, f"W/{tag}", f'"other", {tag}', "*"):
            again = self.get(if_none_match=held)
            assert (again.status, again.content) == (304, b""), held
            assert again.headers["ETag"] == tag
            assert again.headers["Cache-Control"] == "private, no-cache"
        assert self.get(if_none_match='"other"').status == 200
        assert self.get(if_none_match=tag.strip('"')).status == 200

    @of_the_kernel
    def test_who_has_nothing_older_is_told_304(self):
        modified = self.get().headers["Last-Modified"]
        assert self.get(if_modified_since=modified).status == 304
        earlier = formatdate(parsedate_to_datetime(modified).timestamp() - 2, usegmt=True)
        assert self.get(if_modified_since=earlier).status == 200
        assert self.get(if_modified_since="yesterday").status == 200
        # If-None-Match says more, so the other is not looked at.
        assert self.get(if_modified_since=modified, if_none_match='"other"').status == 200

    @of_the_kernel
    def test_the_tag_differs_by_media_type_language_and_actions(self):
        tags = {self.get().headers["ETag"]}
        tags.add(self.get(accept="application/json").headers["ETag"])
        tags.add(self.get(accept_language="de-DE").headers["ETag"])
        assert len(tags) == 3
        if self.entry.reader != "admin" and "update" in self.entry.actions:
            self.share("read")
            other = self.here.reader.get(self.href)
            assert other.ok()["_links"].keys() < self.get().links.keys()
            assert other.headers["ETag"] not in tags
            assert self.here.reader.get(self.href, if_none_match=self.get().headers["ETag"]).status == 200

    def share(self, right):
        if not self.administered:
            self.here.grant(self.right_kind, right)

    @of_the_kernel
    def test_what_is_included_does_not_change_it(self):
        tag = self.get().headers["ETag"]
        answer = self.api.get(self.href, {"include": "tenant"} if "tenant" in self.get().links else None)
        assert answer.headers["ETag"] == tag

    @of_the_kernel
    def test_the_tag_is_the_same_for_who_asks_in_other_words(self):
        tag = self.get().headers["ETag"]
        assert self.api.get(f"{self.collection}/{self.one['uuid']}").headers["ETag"] == tag
        assert self.get(accept="application/*").headers["ETag"] == tag
        assert self.get(accept_language="fr").headers["ETag"] == tag

    @of_the_kernel
    def test_304_only_for_who_may_read(self):
        tag = self.get().headers["ETag"]
        self.there.admin.get(self.href, if_none_match=tag).problem(404)
        self.world.nobody.get(self.href, if_none_match=tag).problem(401)

    @of_the_kernel
    def test_if_match_is_not_for_reading(self):
        assert self.get(if_match='"other"').status == 200


class ConditionalWriteContract(Contract):
    """If-Match keeps one from overwriting what somebody else wrote."""

    @of_the_kernel
    def test_the_tag_changes_with_the_resource(self):
        before = self.get().headers
        after = self.api.patch(self.href, self.alteration()).headers["ETag"]
        assert after != before["ETag"]
        assert self.get(if_none_match=before["ETag"]).status == 200
        assert self.get(if_none_match=after).status == 304

    @of_the_kernel
    def test_each_of_two_writes_at_once_has_its_tag(self):
        tags = [
            self.api.patch(self.href, self.alteration()).headers["ETag"] for _ in range(2 if not self.change else 1)
        ]
        assert len({*tags, self.get().headers["ETag"]}) == len(tags)

    @of_the_kernel
    def test_if_match_lets_the_right_version_through(self):
        for media, language in (("application/json", "de-DE"), ("application/hal+json", "en-GB")):
            tag = self.get(accept=media, accept_language=language).headers["ETag"]
            assert self.api.patch(self.href, self.alteration(), if_match=f'"other", {tag}').status == 200
        assert self.api.patch(self.href, self.alteration(), if_match="*").status == 200
        assert self.api.put(self.href, self.get().ok(), if_match=self.get().headers["ETag"]).status == 200

    @of_the_kernel
    def test_if_match_refuses_an_older_version(self):
        tag = self.get().headers["ETag"]
        changed = self.api.patch(self.href, self.alteration()).ok()
        for held in (tag, f"W/{self.get().headers['ETag']}", '"other"', "other", '""', '"0-0"', '"', "W/*"):
            for method in ("PATCH", "PUT", "DELETE"):
                if method == "DELETE" and "delete" not in self.entry.actions:
                    continue
                self.api.ask(method, self.href, changed, if_match=held).problem(412)
        assert self.get().ok() == changed

    @of_the_kernel
    def test_a_refused_body_is_told_before_an_older_version(self):
        self.api.patch(self.href, {"surprise": 1}, if_match='"other"').problem(400)

    @of_the_kernel
    def test_delete_with_the_right_version(self):
        if {"create", "delete"} <= self.entry.actions:
            href = self.of(self.make())
            assert self.api.delete(href, if_match=self.api.get(href).headers["ETag"]).status == 204

    @of_the_kernel
    def test_if_match_holds_for_restoring_too(self):
        tag = self.get().headers["ETag"]
        self.api.patch(self.href, self.alteration()).ok()
        self.api.post(f"{self.href}/history/1/restore", if_match=tag).problem(412)
