"""A person in a real browser: logs in, follows links, fills in forms, and is never sent elsewhere."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from permissions.rules import accounts

pytestmark = pytest.mark.services("chromium")
NAME, PASSWORD = "grace", "correct horse battery"


@pytest.fixture
def origin(transactional_db, live_server):
    """The hub behind a real socket, with an engineer who has a password."""
    tenant = accounts.tenant_create(name="Kiel")
    accounts.user_create(name=NAME, tenant=tenant, role="engineer", password=PASSWORD)
    return live_server.url


@pytest.fixture
def pictures(tmp_path):
    """Where pictures of the pages go: SCREENSHOTS, or nowhere that lasts."""
    folder = Path(os.environ.get("SCREENSHOTS", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


class Person:
    """Looks at pages, and notes what they load and complain about."""

    def __init__(self, page, origin, pictures):
        self.page, self.origin, self.pictures = page, origin, pictures
        self.elsewhere, self.complaints = [], []
        page.on("request", lambda request: self._asked(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda message: self._said(message))
        page.on("dialog", lambda dialog: dialog.accept())

    def _asked(self, url):
        if not url.startswith((self.origin, "data:", "blob:")):
            self.elsewhere.append(url)

    def _said(self, message):
        if "Content Security Policy" in message.text:
            self.complaints.append(message.text)

    def picture(self, name):
        self.page.screenshot(path=str(self.pictures / f"{name}.png"), full_page=name != "docs")

    def heading(self, text):
        expect(self.page.locator("h1")).to_have_text(text)

    def follow(self, relation):
        """Click the link of a relation in the document."""
        line = self.page.locator("pre.json .k", has_text=f'"{relation}"').first
        line.locator("xpath=following-sibling::a[1]").click()

    def fill(self, form, **values):
        for name, value in values.items():
            self.page.locator(f"#{form}-{name}").fill(value)

    def submit(self, form):
        self.page.locator(f"#form-{form} button.primary").click()

    def make(self, relation, title, **values):
        """From the entry point: into a collection, through its form, to what was made."""
        self.page.locator(".crumbs a", has_text="API").click() if self.page.locator(".crumbs a").count() else None
        self.follow(relation)
        self.page.get_by_role("button", name="Create").first.click()
        self.fill("create", **values)
        self.submit("create")
        self.page.get_by_role("link", name="Open it").click()
        self.heading(title)
        return self.page.url.rpartition("/")[2]


@pytest.fixture
def person(origin, pictures):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1200, "height": 900})
        page.set_default_timeout(20_000)
        yield Person(page, origin, pictures)
        browser.close()


def log_in(person):
    person.page.goto(f"{person.origin}/")
    person.picture("landing")
    person.page.get_by_role("link", name="Start at the entry point").click()
    person.heading("Please log in.")
    person.page.locator("main a.primary").click()
    person.page.get_by_label("Name").fill(NAME)
    person.page.get_by_label("Password").fill(PASSWORD)
    person.page.get_by_role("button", name="Log in").click()
    person.heading("API")


def test_a_person_clicks_through_to_an_asset_and_changes_it(person):
    page = person.page
    log_in(person)
    maker = person.make("manufacturers", "Manufacturer Acme", name="Acme")
    product = person.make("products", "Product P-1 Pump", product_code="P-1", name="Pump", manufacturer=maker)
    person.make("assets", "Asset J200", serial_number="J200", product=product, production_date="2016-06")
    person.picture("asset")

    page.get_by_role("button", name="Update").first.click()
    expect(page.locator("#update-serial_number")).to_have_value("J200")
    person.fill("update", production_date="2016-13")
    person.submit("update")
    expect(page.locator("#form-update .field .wrong")).to_contain_text("YYYY-MM")
    person.picture("refused")
    person.fill("update", production_date="2017", description="spare")
    person.submit("update")
    expect(page.locator("pre.json")).to_contain_text('"production_date": "2017"')

    person.follow("history")
    page.locator('pre.json button[data-href$="/history/1/restore"]').click()
    expect(page.locator("pre.json")).to_contain_text('"version": 3')
    page.locator(".crumbs a").last.click()
    expect(page.locator("pre.json")).to_contain_text('"production_date": "2016-06"')

    page.get_by_role("button", name="Delete").first.click()
    person.heading("Assets")
    expect(page.locator("pre.json")).to_contain_text('"total_count": 0')
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("link", name="Start at the entry point")).to_be_visible()
    assert person.elsewhere == []
    assert person.complaints == []


def test_a_template_is_filled_in_on_the_page(person):
    log_in(person)
    person.page.goto(f"{person.origin}/api/v1/assets")
    form = person.page.locator('form.template[data-template*="serial_number"]')
    person.page.locator("details", has=form).locator("summary").click()
    form.locator('input[name="serial_number"]').fill("J2*")
    form.locator('input[name="product_id"]').fill("4,5")
    form.locator("button").click()
    person.page.wait_for_url("**/api/v1/assets?serial_number=J2*&product_id=4,5")
    person.heading("Assets")


def test_the_docs_need_no_other_server(person):
    person.page.goto(f"{person.origin}/docs/")
    expect(person.page.locator(".opblock-summary-path", has_text="/api/v1/").first).to_be_visible()
    person.page.get_by_role("link", name="Manufacturers", exact=True).click()
    operation = person.page.locator("#operations-Manufacturers-get_manufacturer")
    operation.locator("button.opblock-summary-control").click()
    expect(operation.locator(".parameters").first).to_be_visible()
    person.picture("docs")
    assert person.elsewhere == []
    assert person.complaints == []
