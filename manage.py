#!/usr/bin/env python
"""The command line of the hub. Commands act as the owner of the database when DATABASE_OWNER_URL is set."""

import os
import sys
from pathlib import Path

SERVING = {"serve", "runserver", "check_hub", "test"}


def main() -> None:
    """Run one command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    key_file = Path(__file__).resolve().parent / ".secret_key"
    if not os.environ.get("SECRET_KEY") and key_file.is_file():
        os.environ.setdefault("SECRET_KEY_FILE", str(key_file))
    if len(sys.argv) > 1 and sys.argv[1] not in SERVING:
        os.environ.setdefault("HUB_AS_OWNER", "on")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
