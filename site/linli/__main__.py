"""`linli …`, `python -m linli …` and `manage.py …` are the same command."""

import os
import sys

# These change tables, so they speak to the database as its owner; everything else as the application.
OWNER_COMMANDS = {"migrate", "makemigrations", "sqlmigrate", "dbshell", "setup", "flush"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.settings.dev")
    if len(sys.argv) > 1 and sys.argv[1] in OWNER_COMMANDS:
        os.environ.setdefault("LINLI_DATABASE_ROLE", "owner")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
