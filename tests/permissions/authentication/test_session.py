"""The door of browsers: login page, session, CSRF, logout."""

import re

import pytest
from django.test import Client as Browser

from permissions.models import User
from permissions.rules.accounts import member_add, password_set, tenant_create
from tests.permissions.door_world import PASSWORD, ask


@pytest.fixture
def browser():
    return Browser(enforce_csrf_checks=True)


def log_in(browser, name="ada", password=PASSWORD, **more):
    page = browser.get("/login")
    secret = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())[1]
    return browser.post("/login", {"username": name, "password": password, "csrfmiddlewaretoken": secret, **more})


def test_login_page_opens_a_session(world, browser):
    assert log_in(browser).status_code == 302
    answer = ask(browser=browser).json()
    assert (answer["user"], answer["credential"], answer["scopes"]) == ("ada", "session", ["read", "write"])


def test_login_leads_back_to_where_it_was_asked_for(world, browser):
    assert log_in(browser, next="/api/v1/")["Location"] == "/api/v1/"
    assert log_in(browser, next="https://evil.example/")["Location"] == "/"


def test_login_page_says_nothing_of_which_was_wrong(world, browser):
    def shown(answer):
        return re.search(r'role="alert">([^<]+)<', answer.content.decode())[1]

    assert shown(log_in(browser, password="wrong")) == shown(log_in(browser, name="nobody"))


def test_login_makes_no_version_of_the_user(world, browser):
    log_in(browser)
    assert User.objects.get(pk=world.ada.pk).version == 1
    assert not hasattr(User, "last_login") or User.last_login is None


def test_change_without_the_csrf_token_is_forbidden(world, browser):
    log_in(browser)
    assert ask("post", browser=browser).status_code == 403


def test_change_with_the_csrf_token_is_let_in(world, browser):
    log_in(browser)
    browser.get("/login")
    secret = browser.cookies["csrftoken"].value
    assert ask("post", browser=browser, x_csrftoken=secret).status_code == 200


def test_logout_ends_the_session(world, browser):
    log_in(browser)
    secret = browser.cookies["csrftoken"].value
    assert browser.post("/logout", headers={"x-csrftoken": secret}).status_code == 302
    assert ask(browser=browser).status_code == 401


def test_session_ends_with_the_password_it_began_with(world, browser):
    log_in(browser)
    password_set(user=world.ada, password="another one")
    assert ask(browser=browser).status_code == 401


def test_session_of_a_deactivated_user_is_worth_nothing(world, browser):
    log_in(browser)
    world.ada.is_active = False
    world.ada.save()
    assert ask(browser=browser).status_code == 401


def test_person_chooses_among_the_own_tenants(world, browser):
    lyon = tenant_create(name="Lyon")
    member_add(user=world.ada, tenant=lyon, role="admin")
    log_in(browser)
    assert ask(browser=browser, x_tenant=str(lyon.pk)).json()["tenant"] == "Lyon"
    assert ask(browser=browser, x_tenant="999").status_code == 403


def test_platform_operator_has_no_role_in_the_api(world, browser):
    User.objects.create_superuser("root", PASSWORD)
    log_in(browser, name="root")
    assert ask(browser=browser).status_code == 403


def test_stale_cookie_is_nobody(world, browser):
    browser.cookies["sessionid"] = "x" * 32
    assert ask(browser=browser).status_code == 401


def test_admin_is_open_to_admins_and_the_operator_only(world):
    from permissions.rules.accounts import user_create

    boss, _ = user_create(name="boss", tenant=world.tenant, role="admin", password=PASSWORD)
    root = User.objects.create_superuser("root", PASSWORD)
    assert [user.is_staff for user in (boss, root, world.ada)] == [True, True, False]
    assert [user.has_module_perms("permissions") for user in (boss, root, world.ada)] == [True, True, False]
