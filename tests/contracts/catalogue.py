"""Standard rows: readable in every tenant, writable in none; a tenant adds its own beside them (contract, 2, 7)."""

from __future__ import annotations

from hub.models.tenant import CATALOGUE_ID
from tests.contracts.base import Contract, of_the_kernel
from tests.factories.bodies import texts


class CatalogueContract(Contract):
    """Coded master data."""

    def standard(self):
        rows = self.api.get(self.collection, {"per_page": 100}, accept="application/json").items(self.plural)
        return [row for row in rows if row["tenant"]["id"] == CATALOGUE_ID]

    def test_standard_rows_are_read_everywhere_and_changed_nowhere(self):
        for row in self.standard()[: 2 if self.thorough else 1]:
            href = self.of(row)
            for caller in (self.here.admin, self.here.engineer, self.here.operator, self.there.admin):
                links = caller.get(href).links
                assert not {"update", "replace", "delete", "permissions"} & set(links)
                assert caller.get(f"{href}/history/1").ok()["id"] == row["id"]
                assert "restore" not in caller.get(f"{href}/history/1").links
                for method in ("PATCH", "PUT", "DELETE"):
                    caller.ask(method, href, {}).problem(403)
                caller.get(f"{href}/permissions").problem(403)
                caller.post(f"{href}/history/1/restore").problem(403)
            elements = {self.plural: [{"id": row["id"], "name": "Mine"}]}
            errors = self.here.admin.post(f"{self.collection}/update", elements).errors()
            assert errors == [(f"#/{self.plural}/0", "forbidden")]

    def test_a_code_is_unique_within_the_tenant_whatever_its_case(self):
        taken = self.one["code"]
        for code in (taken, taken.upper(), taken.lower(), f" {taken} "):
            assert self.api.post(self.collection, self.body(code=code)).errors(409) == [("#/code", "unique")]
        self.there.make(self.kind, code=taken)
        other = self.make()
        assert self.api.patch(self.of(other), {"code": taken.upper()}).errors(409) == [("#/code", "unique")]
        bodies = {self.plural: [self.body(code="same"), self.body(code="SAME")]}
        errors = self.api.post(self.collection, bodies).errors(400)
        assert set(errors) == {(f"#/{self.plural}/0/code", "unique"), (f"#/{self.plural}/1/code", "unique")}

    def test_a_code_may_not_repeat_a_standard_one(self):
        for row in self.standard()[: 3 if self.thorough else 1]:
            for code in (row["code"], row["code"].upper()):
                assert self.api.post(self.collection, self.body(code=code)).errors(409) == [("#/code", "unique")]
                assert self.api.patch(self.href, {"code": code}).errors(409) == [("#/code", "unique")]

    @of_the_kernel
    def test_its_texts_are_translated(self):
        translatable = [name for name in self.entry.translatable if name in texts(self.entry)]
        for name in translatable:
            english = self.get().ok()[name]
            german = f"Deutsch: {name}"
            answer = self.api.patch(self.href, {name: german}, content_language="de-DE", accept_language="de-DE")
            assert answer.ok()[name] == german
            assert self.get().ok()[name] == english
            assert self.get(accept_language="de").ok()[name] == german
            assert self.get(accept_language="zh-CN").ok()[name] == english
            assert self.get(accept_language="fr, de;q=0.5").ok()[name] == german
            version = self.api.get(f"{self.href}/history").items("history")[0]
            assert [change["field"] for change in version["changes"]] == ["translations"]
        self.api.patch(self.href, {"name": "x"}, content_language="fr-FR").problem(400)

    @of_the_kernel
    def test_standard_rows_speak_the_readers_language(self):
        for row in self.standard():
            if row["code"] == "undefined":
                assert self.api.get(self.of(row), accept_language="de-DE").ok()["name"] == "Undefiniert"
                assert self.api.get(self.of(row), accept_language="zh-CN").ok()["name"] == "未定义"
