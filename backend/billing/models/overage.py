"""What models cost past a plan's allowance, on its way to an invoice."""

from django.db import models
from django.db.models import Q

from backend.billing.worlds import world_of
from backend.core.models import BaseModel
from backend.treasury.worlds import World


class OverageState(models.TextChoices):
    CLAIMED = "claimed", "To be sent"
    SENT = "sent", "Waits for the next invoice"
    INVOICED = "invoiced", "On an invoice"
    WAIVED = "waived", "Taken back at Stripe"


class OverageCharge(BaseModel):
    """One month's overage of a workspace, charged once: the row is written before Stripe is asked.

    It becomes one invoice item of the subscription or, where that has no invoice to come, an invoice of its own
    (`alone`). Whole cents, rounded down: never more than was spent. Ids are plain, so that it outlives a workspace that
    is gone.
    """

    workspace_id = models.UUIDField()
    environment = models.CharField(max_length=10)
    period_starts_at = models.DateTimeField(help_text="The month in which it was spent, in UTC.")
    period_ends_at = models.DateTimeField()
    subscription_stripe_id = models.CharField(max_length=255)
    stripe_customer_id = models.CharField(max_length=255)
    amount_minor = models.BigIntegerField(help_text="US cents.")
    alone = models.BooleanField(default=False, help_text="By an invoice of its own.")
    state = models.CharField(
        max_length=10, choices=OverageState.choices, default=OverageState.CLAIMED, editable=False
    )
    stripe_id = models.CharField(max_length=255, blank=True, default="", help_text="The invoice item's.")
    invoice_stripe_id = models.CharField(max_length=255, blank=True, default="")
    asked_at = models.DateTimeField(
        null=True, blank=True, help_text="When Stripe was first asked for the item."
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    error = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["environment", "workspace_id", "period_starts_at", "subscription_stripe_id"],
                name="one_overage_charge_per_month",
            ),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="overage_charge_is_something"),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(state__in=["claimed", "sent"]),
                name="overage_charges_due_idx",
            ),
            models.Index(fields=["stripe_id"], name="overage_charges_item_idx"),
        ]

    def __str__(self) -> str:
        return f"Overage of {self.period_starts_at:%B %Y}"

    @property
    def world(self) -> World:
        return world_of(self.environment)

    @property
    def key(self) -> str:
        """What Stripe knows the item by, however often it is asked for."""
        month = f"{self.period_starts_at:%Y-%m}"
        own = "-alone" if self.alone else ""
        return f"overage-{self.environment}-{self.workspace_id}-{month}-{self.subscription_stripe_id}{own}"
