from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db import models
from django.utils import timezone

from backend.core.models import BaseModel

OVERDUE_AFTER = timedelta(minutes=2)


class DomainEventQuerySet(models.QuerySet["DomainEvent"]):
    def pending(self) -> "DomainEventQuerySet":
        """Events not yet dispatched whose time to be tried has come."""
        return self.filter(dispatched_at=None, failed_at=None, next_attempt_at__lte=timezone.now())

    def waiting(self) -> "DomainEventQuerySet":
        """Events that are not dispatched yet, whether their time has come or not."""
        return self.filter(dispatched_at=None, failed_at=None)

    def failed(self) -> "DomainEventQuerySet":
        """Events that were given up: every attempt is spent."""
        return self.filter(failed_at__isnull=False)

    def stuck(self) -> "DomainEventQuerySet":
        """Events that need a person: given up, tried in vain, or overdue though the sweep should have found them."""
        overdue = timezone.now() - OVERDUE_AFTER
        return self.filter(
            models.Q(failed_at__isnull=False)
            | models.Q(dispatched_at=None, failed_at=None, attempts__gt=0)
            | models.Q(dispatched_at=None, failed_at=None, next_attempt_at__lt=overdue)
        )

    def happened_in(self, workspace_ids: Iterable[UUID]) -> "DomainEventQuerySet":
        return self.filter(workspace_id__in=list(workspace_ids))


class DomainEvent(BaseModel):
    """Something that happened, in the past tense (`projects.decision_recorded`).

    Recorded in the same transaction as the change it tells of. Ids are plain UUIDs, so that events outlive rows.
    """

    name = models.CharField(max_length=120)
    workspace_id = models.UUIDField(null=True, blank=True)
    actor_id = models.UUIDField(null=True, blank=True)
    payload = models.JSONField(default=dict)
    attempts = models.PositiveIntegerField(default=0)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    dispatched_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True, default="")

    objects = DomainEventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=models.Q(dispatched_at=None, failed_at=None),
                name="events_pending_idx",
            ),
            models.Index(
                fields=["-failed_at"],
                condition=models.Q(failed_at__isnull=False),
                name="events_failed_idx",
            ),
            # The feed reads a workspace's newest events of the names that are told; the name comes last, so
            # that the many others are passed over within the index.
            models.Index(fields=["workspace_id", "-created_at", "name"], name="events_feed_idx"),
            models.Index(fields=["name", "-created_at"], name="events_name_idx"),
        ]

    def __str__(self) -> str:
        return self.name


class HandlerReceipt(BaseModel):
    """Proof that one handler has had its effect for one event; its uniqueness makes redelivery harmless."""

    event = models.ForeignKey(DomainEvent, on_delete=models.CASCADE, related_name="receipts")
    handler = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "handler"], name="one_receipt_per_event_and_handler")
        ]

    def __str__(self) -> str:
        return self.handler
