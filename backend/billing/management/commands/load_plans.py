from typing import Any

from django.core.management.base import BaseCommand, CommandError

from backend.billing.plans.shipped import PlansUnreadable
from backend.billing.services import catalogue


class Command(BaseCommand):
    help = (
        "Make the plans and service packages that ship, where they are missing. Edited ones stay as they are."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = [str(row) for row in (*catalogue.load_plans(), *catalogue.load_packages())]
        except PlansUnreadable as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(f"Made {', '.join(made)}." if made else "All plans are there.")
