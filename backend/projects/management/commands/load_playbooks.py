from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from backend.projects.playbooks import files
from backend.projects.services import playbooks


class Command(BaseCommand):
    help = "Publish the playbooks; running it again changes nothing. A published version never changes."
    # The files are checked below, with a better message than a failed system check would give for --dir.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dir", type=Path, default=None, help="a folder of playbooks instead of the usual one"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = playbooks.load(directory=options["dir"] or files.folder())
        except (files.PlaybookInvalid, playbooks.PublishedVersionChanged) as error:
            raise CommandError(str(error)) from error
        for playbook, created in loaded:
            self.stdout.write(
                f"{playbook.key} version {playbook.version}: {'published' if created else 'unchanged'}"
            )
