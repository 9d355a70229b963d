"""What a workspace wants to earn or keep by a day. How far it is stands in the ledger, never here."""

from django.db import models
from django.db.models import F, Q

from backend.accounts.models import Workspace
from backend.accounts.querysets import TenantQuerySet
from backend.core.models import BaseModel
from backend.treasury.worlds import World


class GoalMetric(models.TextChoices):
    EARNED = "earned", "Earned"
    KEPT = "kept", "Kept"


class GoalQuerySet(TenantQuerySet["Goal"]):
    def current(self) -> "GoalQuerySet":
        return self.filter(archived_at=None)


class Goal(BaseModel):
    """A sum in one currency of one world, from a first day up to and including a last; minor units."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    metric = models.CharField(max_length=8, choices=GoalMetric.choices)
    currency = models.CharField(max_length=3, help_text="ISO 4217")
    world = models.CharField(max_length=10, choices=World.choices, default=World.REAL)
    target_minor = models.BigIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = GoalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(target_minor__gt=0), name="goal_wants_something"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="goal_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=Q(currency__regex=r"^[A-Z]{3}$"), name="goal_currency_is_iso"),
        ]
        indexes = [
            models.Index(fields=["workspace", "archived_at", "-created_at"], name="treasury_goals_idx")
        ]

    def __str__(self) -> str:
        return self.name
