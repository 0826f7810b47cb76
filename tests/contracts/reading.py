"""Reading one resource and its collection: identity, media types, methods, what is not there (contract, 2, 3, 6)."""

from __future__ import annotations

import re
from uuid import UUID

from tests.contracts.base import NEVER, NEVER_UUID, Contract, of_the_kernel

STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z")
#: Keys in a path that name nothing.
NO_KEYS = [
    str(NEVER), NEVER_UUID, NEVER_UUID.replace("-", ""), "0", "-1", "+1", "x", "1.0", "1e3", "null", "9" * 19, "9" * 20,
    "1" * 25, "1" * 5000, "%20", "%2E%2E", "%00", "%ED%A0%80", "１", "1,2", "*", "1;2", "0x1", "{id}",
]  # fmt: skip
#: What is asked for, and what is given.
NEGOTIATED = {
    "*/*": "application/hal+json",
    "": "application/hal+json",
    "application/*": "application/hal+json",
    "application/json": "application/json",
    "application/json;q=0.5, application/hal+json;q=0.4": "application/json",
    "application/json;q=0.5, application/hal+json": "application/hal+json",
    "text/csv, application/json;q=0.1": "application/json",
    "application/json; charset=utf-8": "application/json",
}


class ReadContract(Contract):
    """A resource is found by id and UUID, and nowhere else."""

    def test_it_is_listed_and_read(self):
        assert self.one["id"] in self.api.get(self.collection, {"per_page": 100}).ids(self.plural)
        answer = self.get()
        assert answer.headers["Content-Type"] == "application/hal+json"
        assert answer.ok()["id"] == self.one["id"]

    def test_id_and_uuid_have_their_form(self):
        body = self.get().ok()
        assert type(body["id"]) is int
        assert UUID(body["uuid"]).version == 7
        assert str(UUID(body["uuid"])) == body["uuid"]

    @of_the_kernel
    def test_times_are_utc_with_z(self):
        body = self.get().ok()
        assert STAMP.fullmatch(body["created_at"])
        assert STAMP.fullmatch(body["updated_at"])
        assert not body["created_at"].endswith(".000000Z")

    @of_the_kernel
    def test_the_uuid_leads_to_it_in_every_spelling(self):
        uuid = self.one["uuid"]
        for written in (uuid, uuid.upper(), uuid.replace("-", ""), uuid.replace("-", "").upper()):
            answer = self.api.get(f"{self.collection}/{written}")
            assert answer.content == self.get().content
            assert answer.ok()["_links"]["self"]["href"] == f"{self.collection}/{self.one['id']}"

    @of_the_kernel
    def test_what_is_not_there_is_404(self):
        for key in NO_KEYS:
            answer = self.api.get(f"{self.collection}/{key}")
            assert answer.status == (414 if len(key) > 8000 else 404), key
            answer.problem(404, "not-found")

    @of_the_kernel
    def test_a_trailing_slash_is_served(self):
        assert self.api.get(f"{self.href}/").content == self.get().content
        assert self.api.get(f"{self.collection}/").ids(self.plural) == self.api.get(self.collection).ids(self.plural)

    @of_the_kernel
    def test_other_methods_are_405_with_those_that_go(self):
        for method, path in (("PATCH", self.collection), ("DELETE", self.collection), ("POST", self.href)):
            answer = self.api.ask(method, path, {})
            answer.problem(405)
            assert {"GET", "HEAD", "OPTIONS"} <= set(answer.headers["Allow"].split(", "))
            assert method not in answer.headers["Allow"].split(", ")

    @of_the_kernel
    def test_options_tell_the_methods(self):
        answer = self.api.ask("OPTIONS", self.href)
        assert (answer.status, answer.content) == (204, b"")
        assert "GET" in answer.headers["Allow"]

    @of_the_kernel
    def test_head_is_get_without_a_body(self):
        head, get = self.api.ask("HEAD", self.href), self.get()
        assert (head.status, head.content, head.headers["ETag"]) == (200, b"", get.headers["ETag"])

    @of_the_kernel
    def test_other_media_types_are_406(self):
        for accept in ("text/csv", "application/xml", "application/json;q=0", "image/*;q=0.5"):
            for path in (self.href, self.collection):
                self.api.get(path, accept=accept).problem(406)

    @of_the_kernel
    def test_the_media_type_is_negotiated(self):
        for accept, media in NEGOTIATED.items():
            answer = self.get(accept=accept)
            assert (answer.status, answer.headers["Content-Type"]) == (200, media), accept

    @of_the_kernel
    def test_406_comes_before_401_and_401_before_404(self):
        self.world.nobody.get(f"{self.collection}/{NEVER}", accept="text/csv").problem(406)
        answer = self.world.nobody.get(f"{self.collection}/{NEVER}")
        answer.problem(401)
        assert answer.headers["WWW-Authenticate"]

    @of_the_kernel
    def test_json_is_compact(self):
        for answer in (self.get(), self.api.get(self.collection), self.api.get(f"{self.collection}/{NEVER}")):
            assert b'": ' not in answer.content.replace(b"\\", b"")
            assert b"\n" not in answer.content

    @of_the_kernel
    def test_answers_say_how_they_may_be_kept_and_who_asked(self):
        headers = self.get(x_request_id="asked-by-me").headers
        assert headers["Cache-Control"] == "private, no-cache"
        assert {part.strip() for part in headers["Vary"].split(",")} >= {"Accept", "Accept-Language", "Authorization"}
        assert headers["API-Version"] == "1.0"
        assert headers["X-Request-ID"] == "asked-by-me"
        assert headers["X-Content-Type-Options"] == "nosniff"

    @of_the_kernel
    def test_an_unknown_parameter_of_one_is_refused(self):
        assert self.api.get(self.href, {"inculde": "x"}).errors() == [("inculde", "unknown")]
        assert self.api.get(self.href, {"page": "1"}).errors() == [("page", "unknown")]

    @of_the_kernel
    def test_not_found_comes_before_a_bad_parameter(self):
        self.api.get(f"{self.collection}/{NEVER}", {"inculde": "x"}).problem(404)

    def test_plain_json_has_the_same_members_and_references_in_full(self):
        hal, plain = self.get().ok(), self.plain()
        links = {name: link for name, link in hal.pop("_links").items() if name in plain}
        assert "_links" not in plain
        assert "_embedded" not in plain
        for name, link in links.items():
            assert plain[name]["href"] == link["href"]
            assert plain[name]["href"].endswith(f"/{plain[name]['id']}")
            assert UUID(plain[name]["uuid"])
        assert {name: value for name, value in plain.items() if name in hal} == hal
        assert all(plain[name] is None for name in set(plain) - set(hal) - set(links))
