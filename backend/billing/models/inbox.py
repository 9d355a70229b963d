"""What Stripe told us, kept as it came, and which of its objects we have yet to read again."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from backend.core.models import BaseModel


class StripeEvent(BaseModel):
    """One webhook, stored once by its id before it is answered; the raw record for audit."""

    environment = models.CharField(max_length=10)
    stripe_id = models.CharField(max_length=255)
    type = models.CharField(max_length=80)
    api_version = models.CharField(max_length=40, blank=True, default="")
    happened_at = models.DateTimeField(help_text="By Stripe's clock.")
    object_type = models.CharField(max_length=60, blank=True, default="")
    object_id = models.CharField(max_length=255, blank=True, default="")
    payload = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["environment", "stripe_id"], name="one_row_per_stripe_event"),
        ]
        indexes = [
            models.Index(fields=["-created_at"], name="stripe_events_newest_idx"),
            models.Index(fields=["object_id", "-happened_at"], name="stripe_events_object_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.stripe_id}"


class StripeObjectQuerySet(models.QuerySet["StripeObject"]):
    def due(self, now: datetime) -> "StripeObjectQuerySet":
        free = Q(lease_expires_at=None) | Q(lease_expires_at__lte=now)
        return self.filter(free, dirty=True, next_attempt_at__lte=now)


class StripeObject(BaseModel):
    """An object of Stripe's that events spoke of: dirty until it was read again since the last of them.

    `mark` grows with each event, and a reader cleans the row only if the mark is still the one it began with.
    """

    environment = models.CharField(max_length=10)
    type = models.CharField(max_length=60)
    stripe_id = models.CharField(max_length=255)
    dirty = models.BooleanField(default=True)
    mark = models.PositiveIntegerField(default=1)
    event_at = models.DateTimeField(null=True, blank=True, help_text="Of the newest event about it.")
    read_at = models.DateTimeField(null=True, blank=True)
    lease_owner = models.UUIDField(null=True, blank=True)
    lease_expires_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    error = models.TextField(blank=True, default="")

    objects = StripeObjectQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["environment", "type", "stripe_id"], name="one_row_per_stripe_object"
            ),
        ]
        indexes = [
            models.Index(fields=["next_attempt_at"], condition=Q(dirty=True), name="stripe_objects_due_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.stripe_id}"


class StripeClock(BaseModel):
    """How late it is at an environment's Stripe, by its newest event. Kept where that clock is followed."""

    environment = models.CharField(max_length=10, unique=True)
    heard_at = models.DateTimeField(help_text="By Stripe's clock.")

    def __str__(self) -> str:
        return f"{self.environment} at {self.heard_at:%Y-%m-%d %H:%M}"


class StripeEffect(BaseModel):
    """Something that was done once because of an object of Stripe's, such as telling that a payment failed.

    The row is written in the transaction that does it: whatever comes again finds it there.
    """

    environment = models.CharField(max_length=10)
    key = models.CharField(max_length=300, help_text="The object's id, and what was done.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["environment", "key"], name="each_stripe_effect_once"),
        ]

    def __str__(self) -> str:
        return self.key
