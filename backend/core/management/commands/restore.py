from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from backend.core import archives
from backend.core.errors import ApplicationError


class Command(BaseCommand):
    help = "Unpack a backup into the empty data folder of an embedded installation. Stop Atelier first."
    # The database is not there yet.
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="what `manage.py backup` wrote")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["file"].exists():
            raise CommandError(f"There is no file {options['file']}.")
        try:
            archives.read(source=options["file"], data_dir=settings.DATA_DIR)
        except ApplicationError as error:
            raise CommandError(error.detail) from error
        self.stdout.write(
            f"Restored into {settings.DATA_DIR}. `make run` brings it up to date and serves it."
        )
