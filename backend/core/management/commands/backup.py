from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from backend.core import archives
from backend.core.errors import ApplicationError


class Command(BaseCommand):
    help = "Write the database, media, mail and secret key of an embedded installation to one file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="where to write it, such as atelier.tar.gz")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            archives.write(data_dir=settings.DATA_DIR, target=options["file"])
        except ApplicationError as error:
            raise CommandError(error.detail) from error
        self.stdout.write(
            f"Wrote {options['file']}. It holds the secret key: keep it where only you can read it."
        )
