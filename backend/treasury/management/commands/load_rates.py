from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from backend.treasury.services import rates


class Command(BaseCommand):
    help = "Load the ECB's euro reference rates (eurofxref-hist.csv); the same file again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = rates.load_ecb(options["file"].read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"The file could not be read: {error}") from error
        except rates.NotTheBanksList as error:
            raise CommandError(error.detail) from error
        self.stdout.write(f"{loaded:,} rates")
