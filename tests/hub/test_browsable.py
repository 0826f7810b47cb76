"""The browsable API: a browser sees what programs get, every link can be clicked, every action has its form."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from hub.hal import markup
from hub.hal.media import HAL
from tests.contracts.hal import link_objects
from tests.hub.pages import Page

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


class Browser:
    """Logged in with a session, as people are."""

    def __init__(self, user=None):
        self.client = Client(enforce_csrf_checks=True, headers={"Accept": BROWSER})
        if user is not None:
            self.client.force_login(user)

    def page(self, path, **headers):
        return Page(self.client.get(path, headers=headers))

    def send(self, page, method, href, body=None, **headers):
        """What the script of the page does: JSON to the link, with the token of the page."""
        (hub,) = page.all("div", id="hub")
        sent = {hub["data-csrf-header"]: hub["data-csrf"], "Accept": HAL, **headers}
        data = b"" if body is None else json.dumps(body).encode()
        return self.client.generic(method, href, data, "application/json", headers=sent)


@pytest.fixture
def browser(world):
    return Browser(world.here.users["engineer"])


@pytest.fixture
def asset(world):
    return world.here.make("asset", description="<b>spare</b>")


def href_of(asset):
    return f"/api/v1/assets/{asset['id']}"


# -- what is shown ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["", "assets", "assets/{id}", "assets/{id}/history", "assets?include=product"])
def test_a_page_shows_the_same_data_as_hal(world, browser, asset, place):
    path = "/api/v1/" + place.format(id=asset["id"])
    page = browser.page(path)
    assert page.status == 200
    page.sound()
    assert page.json == world.here.engineer.get(path, accept=HAL).json


def test_words_of_users_stay_words(browser, asset):
    page = browser.page(href_of(asset))
    assert "<b>spare" not in page.text
    assert page.json["description"] == "<b>spare</b>"


def test_every_href_can_be_clicked(browser, asset):
    for path in ("/api/v1/", "/api/v1/assets", href_of(asset)):
        page = browser.page(path)
        for documents in (page.json, *page.json.get("_embedded", {}).get("assets", ())):
            for _relation, link in link_objects(documents["_links"]):
                if "method" not in link:
                    assert link["href"].partition("{")[0] in page.hrefs, link


def test_addresses_of_pages_can_be_clicked_too(browser, world):
    world.here.make("asset")
    world.here.make("asset")
    page = browser.page("/api/v1/assets?per_page=1")
    assert {page.json["pagination"][name] for name in ("first", "next", "last")} <= page.hrefs


def test_a_template_has_a_form_for_its_variables(browser):
    page = browser.page("/api/v1/assets")
    template = page.json["_links"]["find"]["href"]
    assert page.all("form", class_="template", data_template=template)
    assert page.all("input", name="serial_number", aria_label="serial_number")
    assert page.all("form", class_="template", data_template="/docs/relations/{rel}")


def test_only_addresses_are_made_links():
    data = {"_links": {"self": {"href": "javascript:alert(1)"}, "x": {"href": "//evil.example/"}}, "next": "data:x"}
    text = markup.Markup({}).document(data)
    assert "<a " not in text
    assert markup.is_address("/api/v1/")
    assert not markup.is_address("//evil.example/")


def test_status_and_headers_are_shown(browser, asset):
    page = browser.page(href_of(asset))
    assert "200 OK" in page.words
    assert f'"{asset["id"]}-1-hal-en-GB-udp"' in page.words
    assert "GET, PUT, PATCH, DELETE, HEAD, OPTIONS" in page.words


def test_the_page_says_who_is_logged_in_and_offers_the_way_out(browser):
    page = browser.page("/api/v1/")
    assert any("engineer of Kiel · Kiel · engineer" in words for words in page.words)
    assert page.all("form", action="/logout", method="post")


def test_the_page_speaks_the_readers_language(browser):
    page = browser.page("/api/v1/", **{"Accept-Language": "de"})
    assert page.all("html", lang="de")
    assert "Abmelden" in page.words


# -- what caches may do -----------------------------------------------------------------------------------------------


def test_a_page_is_never_taken_for_what_programs_get(world, browser, asset):
    page = browser.page(href_of(asset))
    assert {"ETag", "Last-Modified"} & set(page.headers) == set()
    assert {"Accept", "Cookie"} <= {name.strip() for name in page.headers["Vary"].split(",")}
    tag = world.here.engineer.get(href_of(asset)).headers["ETag"]
    assert browser.page(href_of(asset), **{"If-None-Match": tag}).status == 200


def test_programs_get_hal_where_browsers_get_pages(world):
    for accept in ("*/*", "", HAL):
        assert world.here.engineer.get("", accept=accept).headers["Content-Type"] == HAL


# -- what can be done -------------------------------------------------------------------------------------------------


def test_every_action_link_is_a_button(browser, asset):
    for path in (href_of(asset), "/api/v1/assets", f"{href_of(asset)}/permissions"):
        page = browser.page(path)
        opened = {str(attrs["data-opens"]) for attrs in page.all("button") if "data-opens" in attrs}
        direct = {attrs["data-href"] for attrs in page.all("button") if "data-href" in attrs}
        for relation, link in link_objects(page.json["_links"]):
            if "method" in link:
                assert relation in opened or link["href"] in direct, relation
                if relation in opened:
                    assert page.all("form", id=f"form-{relation}", data_method=link["method"], data_href=link["href"])


def test_items_of_a_collection_have_buttons(browser, asset):
    page = browser.page("/api/v1/assets")
    href = href_of(asset)
    assert page.all("a", class_="button", href=f"{href}#update")
    assert page.all("button", data_method="DELETE", data_href=href)


def test_forms_are_filled_in_and_know_the_version(browser, asset):
    page = browser.page(href_of(asset))
    (serial,) = page.all("input", id="update-serial_number")
    assert serial["value"] == asset["serial_number"]
    (form,) = page.all("form", id="form-update")
    assert form["data-etag"].startswith(f'"{asset["id"]}-1-')
    (product,) = page.all("input", id="update-product")
    assert product["data-link"] == "/api/v1/products"


def test_a_form_changes_the_resource_with_session_and_token(world, browser, asset):
    page = browser.page(href_of(asset))
    (form,) = page.all("form", id="form-update")
    tag = {"If-Match": form["data-etag"]}
    answer = browser.send(page, form["data-method"], form["data-href"], {"description": "from a page"}, **tag)
    assert answer.status_code == 200
    assert world.here.engineer.get(href_of(asset)).json["description"] == "from a page"
    late = browser.send(page, form["data-method"], form["data-href"], {"description": "too late"}, **tag)
    assert late.status_code == 412


def test_without_the_token_nothing_is_changed(browser, asset):
    answer = browser.client.patch(href_of(asset), "{}", "application/json")
    assert answer.status_code == 403


def test_what_may_not_be_done_has_no_button(world, asset):
    page = Browser(world.here.users["operator"]).page("/api/v1/manufacturers")
    assert page.all("form", id="form-search")
    assert not page.all("form", id="form-create")


# -- refusals ---------------------------------------------------------------------------------------------------------


def test_who_is_not_logged_in_is_shown_the_way_in(db):
    page = Browser().page("/api/v1/assets?per_page=2")
    assert page.status == 401
    page.sound()
    assert "/login?next=/api/v1/assets%3Fper_page%3D2" in page.hrefs
    assert page.json["type"] == "/docs/problems/not-authenticated"
    assert "csrftoken" not in page.headers.get("Set-Cookie", "")


def test_a_refusal_is_a_readable_page(browser, asset):
    page = browser.page("/api/v1/assets?nonsense=1")
    assert page.status == 400
    page.sound()
    assert "nonsense" in page.words
    assert "/docs/problems/unknown-parameter" in page.hrefs
    assert browser.page("/api/v1/assets/999999").status == 404
    nowhere = browser.page("/api/v1/nowhere/at/all")
    assert nowhere.status == 404
    assert "/docs/problems/not-found" in nowhere.hrefs


def test_a_change_that_is_refused_in_a_browser_is_a_page(browser, asset):
    (hub,) = browser.page(href_of(asset)).all("div", id="hub")
    answer = browser.client.post(
        "/api/v1/assets", "{}", "application/json", headers={hub["data-csrf-header"]: hub["data-csrf"]}
    )
    page = Page(answer)
    assert page.status == 400
    assert {"#/serial_number", "#/product"} <= set(page.words)
