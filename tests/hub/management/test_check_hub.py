"""check_hub tells operators what is wrong before users do."""

import json

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db


def run(capsys, *arguments):
    """The exit code and the JSON answer."""
    try:
        call_command("check_hub", "--json", *arguments)
        code = 0
    except SystemExit as end:
        code = end.code
    return code, json.loads(capsys.readouterr().out)


def test_sound_hub_passes(capsys):
    code, answer = run(capsys)
    assert (code, answer["ok"]) == (0, True), answer
    assert {"configuration", "processes", "database", "migrations"} <= {check["name"] for check in answer["checks"]}


def test_several_processes_need_a_shared_cache(capsys, settings):
    settings.CACHE_URL = ""
    code, answer = run(capsys, "--processes", "4")
    assert code == 1
    assert "CACHE_URL" in next(check["detail"] for check in answer["checks"] if check["name"] == "processes")


def test_failing_service_is_named(capsys, settings):
    settings.BROKER_URL = "amqp://guest@127.0.0.1:1//"
    code, answer = run(capsys)
    assert code == 1
    assert [check["name"] for check in answer["checks"] if not check["ok"]] == ["broker"]


def test_human_lines_say_ok_or_fail(capsys, settings):
    settings.CACHE_URL = ""
    with pytest.raises(SystemExit):
        call_command("check_hub", "--processes", "2")
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("FAIL  processes") for line in lines)
    assert any(line.startswith("ok    database") for line in lines)
