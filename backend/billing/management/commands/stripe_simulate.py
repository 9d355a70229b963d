"""`manage.py stripe_simulate <story>`: let something happen at the sandbox's Stripe, and see what comes of it here."""

from datetime import datetime
from typing import Any
from uuid import UUID

import httpx2
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from backend.accounts.models import Workspace
from backend.billing import inclusions, worlds
from backend.billing.management.stories import SANDBOX, STORIES, Stage, workspace_for
from backend.billing.models import StripeEvent, Subscription
from backend.events.models import DomainEvent
from backend.events.telling import sentences
from backend.treasury.models import LedgerEntry
from backend.treasury.money import as_decimal


class Command(BaseCommand):
    help = "Play a story at the sandbox's Stripe, and print what happened here. Never touches a real Stripe."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("story", nargs="?", choices=sorted(STORIES), help="which story")
        parser.add_argument("--list", action="store_true", help="tell the stories there are")
        parser.add_argument(
            "--workspace", type=UUID, help="whose billing it happens to; default: a new one's"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"] or not options["story"]:
            for name, play in STORIES.items():
                self.stdout.write(f"{name:24}{(play.__doc__ or '').strip()}")
            return
        if worlds.environment() != SANDBOX:
            raise CommandError("This plays with the sandbox's Stripe only, and a real one is set up here.")
        self.play(options["story"], options["workspace"])

    def play(self, name: str, workspace_id: UUID | None) -> None:
        began = timezone.now()
        workspace = workspace_for(name, workspace_id)
        stage = Stage(workspace, self.stdout.write)
        try:
            STORIES[name](stage)
            clean = stage.rest()
        except httpx2.TransportError as error:
            raise CommandError("The sandbox does not answer. Start Atelier with `make run` first.") from error
        if not clean:
            self.stderr.write("Some objects are still dirty: see the admin, Stripe objects.")
        self.report(workspace, began)

    def report(self, workspace: Workspace, began: datetime) -> None:
        events = StripeEvent.objects.filter(created_at__gte=began).count()
        self.stdout.write(f"\n{events} webhooks were taken. What happened here:")
        recorded = list(
            DomainEvent.objects.filter(workspace_id=workspace.pk, created_at__gte=began).order_by("pk")
        )
        said = sentences(recorded)
        for event in recorded:
            if event.name.startswith("billing."):
                told = said[event.pk].says if event.pk in said else ""
                self.stdout.write(f"  {event.name:32}{told}")
        self._books(workspace, began)
        self._standing(workspace)

    def _books(self, workspace: Workspace, began: datetime) -> None:
        entries = LedgerEntry.objects.for_workspace(workspace.pk).filter(created_at__gte=began)
        for entry in entries.order_by("pk"):
            amount = f"{as_decimal(entry.amount_minor, entry.currency):,} {entry.currency}"
            self.stdout.write(f"  {entry.kind:12}{amount:>16}  {entry.description}")

    def _standing(self, workspace: Workspace) -> None:
        for row in Subscription.objects.filter(workspace=workspace).select_related("plan"):
            mrr = as_decimal(row.mrr_minor, row.currency)
            self.stdout.write(f"  {row.plan} is {row.status}, {mrr:,} {row.currency} a month")
        inclusions.forget(workspace.pk)
        self.stdout.write(f"{workspace.name} ({workspace.pk}) is on {inclusions.of(workspace.pk).plan.name}.")
