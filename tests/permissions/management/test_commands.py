"""The commands that make tenants, users, clients and keys."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.permissions.door_world import ask, basic, post_form


def run(*arguments):
    out = StringIO()
    call_command(*arguments, "--json", stdout=out)
    return json.loads(out.getvalue())


def refused(*arguments):
    out = StringIO()
    with pytest.raises(CommandError) as caught:
        call_command(*arguments, "--json", stdout=out)
    assert caught.value.returncode == 1
    body = json.loads(out.getvalue())
    assert set(body) == {"error"}
    return body["error"]


def test_tenant_is_made(db):
    made = run("create_tenant", "Kiel")
    assert set(made) == {"id", "uuid", "name"}
    assert made["name"] == "Kiel"


def test_catalogue_is_made(db):
    from hub.models.tenant import Tenant

    made = run("create_tenant", "Catalogue", "--public-catalogue")
    assert Tenant.objects.get(pk=made["id"]).public_catalogue


def test_user_is_made_and_can_log_in(world):
    made = run("create_user", "press", "--tenant", "kiel", "--role", "operator", "--technical")
    assert set(made) == {"id", "uuid", "name", "password"}
    answer = ask(authorization=basic("press", made["password"])).json()
    assert (answer["user"], answer["role"]) == ("press", "operator")


def test_user_gets_the_password_that_is_given(world):
    made = run("create_user", "press", "--tenant", "Kiel", "--role", "operator", "--technical", "--password", "pw")
    assert made["password"] == "pw"
    assert ask(authorization=basic("press", "pw")).status_code == 200


def test_tenant_is_found_by_name_id_and_uuid(world):
    for number, name in enumerate(("KIEL", str(world.tenant.pk), str(world.tenant.uuid), world.tenant.uuid.hex)):
        run("create_user", f"user {number}", "--tenant", name, "--role", "operator")


def test_member_is_added(world):
    run("create_tenant", "Lyon")
    made = run("add_member", "ada", "--tenant", "Lyon", "--role", "admin")
    assert (made["user"], made["tenant"], made["role"]) == ("ada", "Lyon", "admin")


def test_client_is_made_and_gets_a_token(world):
    made = run("create_client", "erp", "--tenant", "Kiel", "--grant", "client-credentials", "--role", "engineer")
    assert set(made) == {"id", "client_id", "client_secret", "user"}
    assert made["user"] == "erp"
    form = {"client_id": made["client_id"], "client_secret": made["client_secret"], "scope": "read write"}
    assert post_form("/oauth/token", grant_type="client_credentials", **form).status_code == 200


def test_client_acts_as_the_user_named(world):
    made = run("create_client", "erp", "--tenant", "Kiel", "--grant", "password", "--user", "SCADA", "--scope", "read")
    assert made["user"] == "scada"


def test_browser_client_is_made(world):
    made = run(
        "create_client",
        "app",
        "--tenant",
        "Kiel",
        "--grant",
        "authorization-code",
        "--redirect-uri",
        "https://a.example/b",
    )
    assert made["client_id"]


def test_key_is_made_and_opens(world):
    made = run("create_api_key", "oven", "--tenant", "Kiel", "--expires", "2099-01-31T00:00:00Z", "--scope", "read")
    assert set(made) == {"id", "key", "prefix", "user", "expires"}
    assert made["expires"] == "2099-01-31T00:00:00Z"
    assert made["prefix"] in made["key"]
    assert ask(x_api_key=made["key"]).json()["scopes"] == ["read"]


def test_key_without_end_says_so(world):
    assert run("create_api_key", "oven", "--tenant", "Kiel", "--role", "operator")["expires"] is None


@pytest.mark.parametrize(
    "arguments",
    [
        ("create_tenant", "KIEL"),
        ("create_user", "Ada", "--tenant", "Kiel", "--role", "operator"),
        ("add_member", "ada", "--tenant", "Kiel", "--role", "operator"),
        ("create_client", "bridge", "--tenant", "Kiel", "--grant", "client-credentials"),
        ("create_api_key", "LOGGER", "--tenant", "Kiel"),
    ],
)
def test_name_that_exists_is_an_error(world, arguments):
    assert "already" in refused(*arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        ("create_user", "x", "--tenant", "Nowhere", "--role", "operator"),
        ("add_member", "nobody", "--tenant", "Kiel", "--role", "operator"),
        ("create_client", "x", "--tenant", "Kiel", "--grant", "authorization-code"),
        ("create_client", "x", "--tenant", "Kiel", "--grant", "client-credentials", "--scope", "all"),
        ("create_client", "x", "--tenant", "Kiel", "--grant", "client-credentials", "--user", "nobody"),
        ("create_api_key", "x", "--tenant", "Kiel", "--expires", "2099-01-31"),
        ("create_api_key", "x", "--tenant", "Kiel", "--expires", "2099-13-31T00:00:00Z"),
        ("create_api_key", "x", "--tenant", "Kiel", "--expires", "2001-01-31T00:00:00Z"),
        ("create_tenant", ""),
    ],
)
def test_what_cannot_be_made_is_an_error(world, arguments):
    assert refused(*arguments)


def test_without_json_the_answer_is_for_people(world):
    out = StringIO()
    call_command("create_tenant", "Lyon", stdout=out)
    assert "Lyon" in out.getvalue()
    assert not out.getvalue().startswith("{")
