from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from backend.billing.catalogue_terms import PULLS, Action, Step
from backend.billing.services import stripe_catalogue, stripe_catalogue_steps
from backend.billing.worlds import environment
from backend.core.errors import ApplicationError


class Command(BaseCommand):
    help = (
        "Make the plans here and the products at Stripe alike. What both sides changed is told, not guessed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only say what would be done.")
        parser.add_argument(
            "--from-stripe", action="store_true", help="Take over from Stripe; tell it nothing."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            steps = self._steps(dry_run=options["dry_run"], from_stripe=options["from_stripe"])
        except ApplicationError as error:
            raise CommandError(error.detail) from error
        self._print(steps, dry_run=options["dry_run"])
        if any(step.action is Action.CONFLICT for step in steps):
            raise CommandError(
                "Some plans were changed here and at Stripe. Make both alike by hand, then sync again."
            )

    def _steps(self, *, dry_run: bool, from_stripe: bool) -> list[Step]:
        if not dry_run:
            return stripe_catalogue_steps.sync(from_stripe=from_stripe)
        steps = stripe_catalogue.differences()
        return [step for step in steps if not from_stripe or step.action in PULLS | {Action.CONFLICT}]

    def _print(self, steps: list[Step], *, dry_run: bool) -> None:
        if not steps:
            self.stdout.write(f"Nothing to do: Stripe ({environment()}) has what we have.")
            return
        self.stdout.write(f"{'Would be done' if dry_run else 'Done'} with Stripe ({environment()}):")
        widths = [max(len(str(step.action)) for step in steps), max(len(step.subject) for step in steps)]
        for step in steps:
            self.stdout.write(
                f"  {step.action:<{widths[0]}}  {step.subject:<{widths[1]}}  {step.detail}".rstrip()
            )
