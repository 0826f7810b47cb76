"""What `make run` says to a newcomer."""

import json
import socket

import pytest
from django.core.management import CommandError, call_command

from hub.management.commands.serve import welcome


def test_welcome_ends_with_a_curl_to_paste(tmp_path):
    demo = tmp_path / "demo.json"
    demo.write_text(
        json.dumps({"users": [{"name": "ada", "password": "pw", "role": "admin"}], "api_keys": [{"key": "k.1"}]})
    )
    text = welcome("http://127.0.0.1:8000", demo)
    assert "curl -H 'X-API-Key: k.1' http://127.0.0.1:8000/api/v1/" in text
    assert "ada / pw (admin)" in text


def test_welcome_without_demo_names_the_places():
    text = welcome("http://127.0.0.1:8000", None)
    assert "curl" not in text
    assert "http://127.0.0.1:8000/docs/" in text


def test_port_in_use_is_said_plainly():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(CommandError, match="PORT=8001"):
            call_command("serve", "--port", str(taken.getsockname()[1]))
