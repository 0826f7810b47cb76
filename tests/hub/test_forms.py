"""HAL-FORMS: per action offered one template, made of the serializer that reads the body."""

from __future__ import annotations

import re

import pytest

from hub import registry
from hub.hal import forms, properties
from hub.hal.media import HAL, HAL_FORMS, JSON
from hub.openapi.schema import served
from tests.contracts.hal import link_objects

MADE = [entry.name for entry in served() if "create" in entry.actions]
#: What HAL-FORMS knows beside options (rwcbook.github.io/hal-forms); clients may stumble over others.
TYPES = {"hidden", "text", "textarea", "email", "url", "password", "number", "date"}


def get(api, place):
    answer = api.get(place, accept=HAL_FORMS)
    assert answer.headers["Content-Type"] == HAL_FORMS
    return answer.ok()


def fields(template):
    return {found["name"]: found for found in template["properties"]}


@pytest.fixture
def api(world):
    return world.here.engineer


@pytest.fixture
def asset(world):
    return world.here.make("asset", production_date="2016-06", description="spare")


def test_the_answer_is_hal_with_templates(api, asset):
    body = get(api, f"assets/{asset['id']}")
    templates = body.pop("_templates")
    assert body == api.get(f"assets/{asset['id']}", accept=HAL).ok()
    assert set(templates) == {"default", "update", "replace", "delete"}


def test_there_is_a_template_for_each_action_link_and_for_nothing_else(world, asset):
    href = f"/api/v1/assets/{asset['id']}"
    world.here.grant("asset", "read")
    for api in (world.here.engineer, world.here.admin, world.here.operator):
        for place in (href, "/api/v1/assets", f"{href}/permissions", "/api/v1/products"):
            answer = api.get(place, accept=HAL_FORMS)
            if answer.status == 403:
                continue
            body = answer.ok()
            actions = {name for name, link in link_objects(body["_links"]) if "method" in link}
            assert set(body["_templates"]) - {"default"} == actions, place


def test_a_template_repeats_what_its_link_says(api, asset):
    body = get(api, f"assets/{asset['id']}")
    for relation, template in body["_templates"].items():
        link = body["_links"]["update" if relation == "default" else relation]
        assert (template["method"], template["target"]) == (link["method"], link["href"])


def test_the_default_is_what_is_meant_most(api, asset):
    assert get(api, f"assets/{asset['id']}")["_templates"]["default"]["method"] == "PATCH"
    collection = get(api, "assets")["_templates"]
    assert collection["default"] == collection["create"]
    assert next(iter(collection)) == "default"


def test_fields_have_type_limits_and_what_is_required(api):
    found = fields(get(api, "assets")["_templates"]["create"])
    assert found["serial_number"] == {
        "name": "serial_number",
        "prompt": "Serial number",
        "type": "text",
        "required": True,
        "maxLength": 100,
    }
    assert found["description"]["type"] == "textarea"
    assert found["production_date"]["nullable"]
    assert re.fullmatch(found["production_date"]["regex"], "2016-06")
    assert not re.fullmatch(found["production_date"]["regex"], "June")
    assert {"id", "uuid", "tenant", "created_at"} & set(found) == set()


def test_a_reference_leads_to_the_collection_to_choose_from(api):
    options = fields(get(api, "assets")["_templates"]["create"])["product"]["options"]
    assert options["link"] == {"href": "/api/v1/products", "type": HAL}
    assert (options["valueField"], options["promptField"], options["maxItems"]) == ("id", "product_code", 1)
    item = api.get(options["link"]["href"]).items("products")
    assert all({"id", "product_code"} <= set(one) for one in item)


def test_choices_stand_in_the_form(world):
    role = fields(get(world.here.admin, "users")["_templates"]["create"])["role"]
    assert [one["value"] for one in role["options"]["inline"]] == ["operator", "engineer", "admin"]
    right = fields(get(world.here.admin, "tenant_permissions")["_templates"]["create"])["right"]
    assert [one["value"] for one in right["options"]["inline"]] == ["none", "read", "update", "delete", "permit"]


def test_what_changes_is_filled_in(api, asset):
    templates = get(api, f"assets/{asset['id']}")["_templates"]
    for relation in ("update", "replace"):
        found = fields(templates[relation])
        assert found["serial_number"]["value"] == asset["serial_number"]
        assert found["production_date"]["value"] == "2016-06"
        assert found["product"]["value"] == asset["_links"]["product"]["href"].rpartition("/")[2]
        assert found["product"]["options"]["selectedValues"] == [found["product"]["value"]]
        assert "value" not in found["parent"]
    assert "required" not in fields(templates["update"])["serial_number"]
    assert fields(templates["replace"])["serial_number"]["required"]


def test_secrets_are_never_filled_in(world):
    made = world.here.make("user")
    password = fields(get(world.here.admin, f"users/{made['id']}")["_templates"]["update"])["password"]
    assert password["type"] == "password"
    assert "value" not in password


def test_a_search_asks_for_the_filters(api):
    found = fields(get(api, "assets")["_templates"]["search"])
    assert list(found) == registry.get("asset").filterset.parameters()
    assert found["product_id"]["type"] == "number"


def test_links_of_a_nested_collection_take_a_list(world):
    product = world.here.make("product")
    templates = get(world.here.engineer, f"products/{product['id']}/categories")["_templates"]
    for relation, method in (("link", "POST"), ("unlink", "DELETE")):
        (found,) = templates[relation]["properties"]
        assert templates[relation]["method"] == method
        assert found["name"] == "product_categories"
        assert found["options"]["maxItems"] > 1


def test_a_grant_does_not_ask_for_the_object_that_the_path_names(api, asset):
    template = get(api, f"assets/{asset['id']}/permissions")["_templates"]["create"]
    assert template["target"] == f"/api/v1/assets/{asset['id']}/permissions"
    assert set(fields(template)) == {"right", "user", "group"}


def test_an_action_without_a_body_has_no_fields(api, asset):
    delete = get(api, f"assets/{asset['id']}")["_templates"]["delete"]
    assert delete["properties"] == []
    assert "contentType" not in delete
    api.patch(f"assets/{asset['id']}", {"description": "later"}).ok()
    assert get(api, f"assets/{asset['id']}/history/1")["_templates"]["restore"]["method"] == "POST"


def test_each_state_has_a_template_of_its_own():
    links = {
        "self": {"href": "/api/v1/x/1"},
        "updateXState": [
            {"href": "/api/v1/x/1/OPEN", "method": "POST", "name": "OPEN", "title": "Open"},
            {"href": "/api/v1/x/1/DONE", "method": "POST", "name": "DONE", "title": "Done"},
        ],
    }
    found = forms.templates({"_links": links})
    assert list(found) == ["default", "updateXState.OPEN", "updateXState.DONE"]
    assert found["updateXState.DONE"] == {
        "title": "Done",
        "method": "POST",
        "target": "/api/v1/x/1/DONE",
        "properties": [],
    }


def test_pages_of_a_search_are_no_actions(api, asset):
    answer = api.post("assets/search?per_page=1", {}, accept=HAL_FORMS)
    assert {"first", "last", "self"} & set(answer.ok()["_templates"]) == set()


@pytest.mark.parametrize("kind", MADE)
def test_a_filled_in_form_can_be_sent_back(world, kind):
    """What the form of PATCH holds is taken by PATCH, and changes nothing."""
    entry, made, api = registry.get(kind), world.here.make(kind, full=True), world.here.maker(kind)
    body = get(api, entry.of(made["id"]))
    create = get(api, entry.href)["_templates"]["create"]
    assert {one.get("type", "text") for one in create["properties"]} <= TYPES
    update = body["_templates"].get("update")
    if update is None:
        return
    given = {one["name"]: one["value"] for one in update["properties"] if "value" in one}
    tag = api.get(entry.of(made["id"])).headers["ETag"]
    answer = api.patch(entry.of(made["id"]), given)
    assert answer.ok()["id"] == made["id"]
    assert answer.headers["ETag"] == tag, "nothing changed"


def test_tags_tell_the_forms_from_hal_and_plain_json(api, asset):
    place = f"assets/{asset['id']}"
    tags = [api.get(place, accept=media).headers["ETag"] for media in (HAL, JSON, HAL_FORMS)]
    assert len(set(tags)) == 3
    assert api.get(place, accept=HAL_FORMS, if_none_match=tags[2]).status == 304
    assert api.get(place, accept=HAL_FORMS, if_none_match=tags[0]).status == 200
    assert api.patch(place, {"description": "new"}, if_match=tags[2]).status == 200, "only id and version count"


def test_any_serializer_field_has_a_type():
    from rest_framework import serializers

    class Odd(serializers.Field):
        pass

    assert properties.of_field("x", Odd(required=False, label="X"))["json"] is True
    assert properties.of_field("x", serializers.DecimalField(9, 3, label="X", max_value=5))["max"] == 5
    assert properties.of_field("x", serializers.URLField(label="X"))["type"] == "url"
