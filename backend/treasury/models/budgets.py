"""What may be spent, and what is being spent. All amounts are integer 10⁻⁸ USD."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from backend.core.models import BaseModel
from backend.treasury.windows import Window
from backend.treasury.worlds import World


class ScopeKind(models.TextChoices):
    PLAN = "plan", "Plan allowance"
    WORKSPACE = "workspace", "Workspace budget"
    RUN = "run", "Run budget"
    AGENT = "agent", "Agent budget"
    USER = "user", "Your own cap"


class Budget(BaseModel):
    """A limit on one scope: how much, over which window, in which world.

    A scope is a kind and a UUID, so that apps above can be named without being known.
    """

    scope_kind = models.CharField(max_length=16, choices=ScopeKind.choices)
    scope_id = models.UUIDField()
    world = models.CharField(max_length=10, choices=World.choices, default=World.REAL)
    window = models.CharField(max_length=8, choices=Window.choices)
    workspace_id = models.UUIDField(null=True, blank=True, help_text="Whose feed tells of it.")
    label = models.CharField(
        max_length=60,
        blank=True,
        default="",
        help_text="What it is called; by its scope and window if empty.",
    )
    limit_e8 = models.BigIntegerField("limit", help_text="10⁻⁸ USD in each window.")
    warn_percent = models.PositiveSmallIntegerField(default=80)
    overage_allowed = models.BooleanField(default=False, help_text="May go past the limit, up to the cap.")
    overage_cap_e8 = models.BigIntegerField("overage cap", default=0, help_text="10⁻⁸ USD past the limit.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scope_kind", "scope_id", "world", "window"],
                name="one_budget_per_scope_world_and_window",
            ),
            models.CheckConstraint(
                condition=Q(limit_e8__gte=0) & Q(overage_cap_e8__gte=0), name="budget_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(warn_percent__gte=1, warn_percent__lte=100), name="budget_warns_within_limit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.scope_id}"

    @property
    def name(self) -> str:
        """What a refusal calls it: "Workspace budget, each month"."""
        return self.label or f"{ScopeKind(self.scope_kind).label}, {Window(self.window).label.lower()}"

    @property
    def overage_e8(self) -> int:
        return self.overage_cap_e8 if self.overage_allowed else 0


class BudgetPeriod(BaseModel):
    """One window of a budget, with what is spent and held in it.

    Its limits are copies, kept in step, so that one conditional UPDATE of this row decides.
    """

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="periods")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    limit_e8 = models.BigIntegerField()
    topped_up_e8 = models.BigIntegerField(default=0)
    overage_e8 = models.BigIntegerField(default=0)
    # The highest that `full_e8` and `overage_e8` have been in this window: a limit that came down makes nothing overage
    # that was not when it was spent, and one that was allowed stays owed.
    highest_full_e8 = models.BigIntegerField(default=0)
    highest_overage_e8 = models.BigIntegerField(default=0)
    spent_e8 = models.BigIntegerField(default=0)
    held_e8 = models.BigIntegerField(default=0)
    warned_at = models.DateTimeField(null=True, blank=True)
    exhausted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["budget", "starts_at"], name="one_period_per_budget_and_start"),
            models.CheckConstraint(
                condition=Q(spent_e8__gte=0) & Q(held_e8__gte=0) & Q(topped_up_e8__gte=0),
                name="budget_period_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.budget.name} from {self.starts_at:%Y-%m-%d}"

    @property
    def full_e8(self) -> int:
        """What counts as 100 %: the limit and what was topped up, without overage."""
        return self.limit_e8 + self.topped_up_e8

    @property
    def left_e8(self) -> int:
        """What can still be reserved; never below zero, though a call may have cost more than it held."""
        return max(0, self.full_e8 + self.overage_e8 - self.spent_e8 - self.held_e8)

    @property
    def warns_at_e8(self) -> int:
        return self.full_e8 * self.budget.warn_percent // 100


class ReservationQuerySet(models.QuerySet["Reservation"]):
    def expired(self, now: datetime) -> "ReservationQuerySet":
        """Those whose holder is dead: still held, the lease not renewed."""
        return self.filter(status=Reservation.Status.HELD, lease_expires_at__lt=now)


class Reservation(BaseModel):
    """An upper bound held before a call, until what it really cost is known."""

    class Status(models.TextChoices):
        HELD = "held", "Held"
        SETTLED = "settled", "Settled"
        RELEASED = "released", "Released"

    world = models.CharField(max_length=10, choices=World.choices)
    purpose = models.CharField(max_length=40)
    subject_id = models.UUIDField(null=True, blank=True, help_text="What it is for, such as a model call.")
    amount_e8 = models.BigIntegerField(help_text="The upper bound that is held, 10⁻⁸ USD.")
    actual_e8 = models.BigIntegerField(null=True, blank=True, help_text="What it cost, 10⁻⁸ USD.")
    estimated = models.BooleanField(default=False, help_text="Settled at its upper bound by the sweep.")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.HELD)
    lease_expires_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ReservationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_e8__gte=0) & (Q(actual_e8=None) | Q(actual_e8__gte=0)),
                name="reservation_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(status="settled", actual_e8__isnull=False)
                | (~Q(status="settled") & Q(actual_e8=None)),
                name="reservation_settled_has_actual",
            ),
        ]
        indexes = [
            models.Index(fields=["lease_expires_at"], condition=Q(status="held"), name="treasury_leases_idx"),
            models.Index(fields=["subject_id"], name="treasury_subject_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"


class Hold(BaseModel):
    """That a reservation counts in a period; its amount is the reservation's, so the two cannot differ."""

    reservation = models.ForeignKey(Reservation, on_delete=models.CASCADE, related_name="holds")
    period = models.ForeignKey(BudgetPeriod, on_delete=models.CASCADE, related_name="holds")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reservation", "period"], name="one_hold_per_reservation_and_period"
            )
        ]

    def __str__(self) -> str:
        return f"{self.reservation} in {self.period}"


def fits(amount_e8: int) -> Q:
    """The condition under which a period can take `amount_e8` more."""
    room = F("limit_e8") + F("topped_up_e8") + F("overage_e8") - F("spent_e8") - amount_e8
    return Q(held_e8__lte=room)
