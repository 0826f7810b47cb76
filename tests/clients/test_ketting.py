"""Ketting, a HAL client in JavaScript, walks every collection by links."""

import json
import subprocess
from pathlib import Path

import pytest

pytestmark = [pytest.mark.services("node"), pytest.mark.slow]


def test_ketting_walks_every_collection(demo):
    origin, key = demo
    result = subprocess.run(
        ["node", "walk.mjs", origin, key], cwd=Path(__file__).parent, capture_output=True, text=True, timeout=120
    )
    assert result.returncode == 0, result.stderr
    walk = json.loads(result.stdout)
    assert {"assets", "products", "manufacturers"} <= {name for name, count in walk["seen"].items() if count}
    assert walk["found"] == [walk["serial"]]
    assert walk["product"]
