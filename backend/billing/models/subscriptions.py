"""Who pays for what. Rows mirror what Stripe said last; a contract without Stripe has one too."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from backend.accounts.models import Workspace
from backend.accounts.querysets import TenantQuerySet
from backend.billing.worlds import world_of
from backend.core.models import BaseModel
from backend.treasury.worlds import World

from .plans import Interval, Plan, PlanPrice

# Environment of a subscription that is a contract on paper.
CONTRACT = "contract"


class BillingAccount(BaseModel):
    """A workspace as a customer of one Stripe environment."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="billing_accounts")
    environment = models.CharField(max_length=10)
    stripe_customer_id = models.CharField(max_length=255)
    seen_at = models.DateTimeField(null=True, blank=True, help_text="At Stripe, by the last reconciliation.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "environment"], name="one_customer_per_workspace"),
            models.UniqueConstraint(
                fields=["environment", "stripe_customer_id"], name="one_workspace_per_customer"
            ),
        ]

    def __str__(self) -> str:
        return self.stripe_customer_id


class Status(models.TextChoices):
    """Stripe's words: https://docs.stripe.com/api/subscriptions/object#subscription_object-status"""

    INCOMPLETE = "incomplete", "First payment is missing"
    INCOMPLETE_EXPIRED = "incomplete_expired", "Never paid"
    TRIALING = "trialing", "On trial"
    ACTIVE = "active", "Active"
    PAST_DUE = "past_due", "Payment failed"
    UNPAID = "unpaid", "Unpaid"
    PAUSED = "paused", "Paused"
    CANCELED = "canceled", "Ended"


PAYING = frozenset({Status.ACTIVE, Status.PAST_DUE})
OVER = frozenset({Status.CANCELED, Status.INCOMPLETE_EXPIRED})


class SubscriptionQuerySet(TenantQuerySet["Subscription"]):
    def standing(self) -> "SubscriptionQuerySet":
        return self.exclude(status__in=OVER)

    def in_force(self, environment: str) -> "SubscriptionQuerySet":
        """Those that may give a plan while we speak with `environment`: its own, and contracts."""
        return self.standing().filter(environment__in=[environment, CONTRACT])

    def giving(self, now: datetime) -> "SubscriptionQuerySet":
        """Those whose plan holds at `now`; the same rule as `Subscription.gives_access`."""
        in_grace = Q(grace_ends_at=None) | Q(grace_ends_at__gt=now)
        return self.filter(
            Q(status__in=(Status.ACTIVE, Status.TRIALING)) | Q(status=Status.PAST_DUE) & in_grace
        )


class Subscription(BaseModel):
    """A workspace's plan for as long as it is paid for; without one a workspace is on Free.

    `past_due_since` and `grace_ends_at` frame the days after a failed payment in which nothing is taken away.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="subscriptions")
    environment = models.CharField(max_length=10)
    stripe_id = models.CharField(max_length=255, blank=True, default="", help_text="Empty for a contract.")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="subscriptions")
    price = models.ForeignKey(PlanPrice, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    interval = models.CharField(max_length=5, choices=Interval.choices, blank=True, default="")
    quantity = models.PositiveIntegerField(default=1)
    status = models.CharField(max_length=20, choices=Status.choices)
    started_at = models.DateTimeField(null=True, blank=True)
    current_period_starts_at = models.DateTimeField(null=True, blank=True)
    current_period_ends_at = models.DateTimeField(null=True, blank=True)
    trial_ends_at = models.DateTimeField(null=True, blank=True)
    cancels_at = models.DateTimeField(null=True, blank=True, help_text="When it ends, if it was cancelled.")
    ended_at = models.DateTimeField(null=True, blank=True)
    past_due_since = models.DateTimeField(null=True, blank=True)
    grace_ends_at = models.DateTimeField(null=True, blank=True)
    narrowed_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was told that the grace is over; empty once it is paid."
    )
    cancel_reason = models.CharField(max_length=40, blank=True, default="")
    cancel_comment = models.TextField(blank=True, default="")
    currency = models.CharField(max_length=3, default="USD")
    mrr_minor = models.BigIntegerField(default=0, help_text="Minor units a month, discounts taken off.")
    discount = models.CharField(
        max_length=120, blank=True, default="", help_text="In words, such as 20% for 3 months."
    )
    # What Stripe said last, and when we read it: an older answer never takes a newer one's place.
    read_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True, help_text="At Stripe, by the last reconciliation.")

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["environment", "stripe_id"],
                condition=~Q(stripe_id=""),
                name="one_row_per_stripe_subscription",
            ),
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="subscription_status_is_known"
            ),
            models.CheckConstraint(condition=Q(mrr_minor__gte=0), name="mrr_not_negative"),
            models.CheckConstraint(
                condition=Q(grace_ends_at=None) | Q(grace_ends_at__gte=F("past_due_since")),
                name="grace_follows_the_failure",
            ),
        ]
        indexes = [
            models.Index(
                fields=["workspace", "environment", "-created_at"], name="subscriptions_current_idx"
            ),
            models.Index(
                fields=["grace_ends_at"], condition=Q(status="past_due"), name="subscriptions_in_grace_idx"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} of {self.workspace}"

    @property
    def world(self) -> World:
        return world_of(self.environment)

    def gives_access(self, now: datetime) -> bool:
        """Say whether its plan holds at `now`: paid, on trial, or within the grace after a failed payment."""
        if self.status in (Status.ACTIVE, Status.TRIALING):
            return True
        return self.status == Status.PAST_DUE and (self.grace_ends_at is None or now < self.grace_ends_at)


class SubscriptionChange(BaseModel):
    """What a subscription came to be at a moment; the history that metrics are made from. Rows are only added.

    Ids are plain, so that the history outlives a workspace that is gone.
    """

    subscription_id = models.UUIDField()
    workspace_id = models.UUIDField()
    world = models.CharField(max_length=10, choices=World.choices)
    occurred_at = models.DateTimeField(help_text="By Stripe's clock.")
    status = models.CharField(max_length=20, choices=Status.choices)
    plan_key = models.CharField(max_length=40)
    interval = models.CharField(max_length=5, blank=True, default="")
    quantity = models.PositiveIntegerField(default=1)
    currency = models.CharField(max_length=3, default="USD")
    mrr_minor = models.BigIntegerField(help_text="Minor units a month; zero unless it is paid for.")
    cause = models.CharField(max_length=255, help_text="The event or the look that showed it.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subscription_id", "occurred_at", "cause"], name="one_change_per_cause"
            ),
        ]
        indexes = [
            models.Index(fields=["world", "occurred_at"], name="subscription_changes_time_idx"),
            models.Index(fields=["subscription_id", "occurred_at"], name="subscription_changes_own_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_key} {self.status} at {self.occurred_at:%Y-%m-%d}"
