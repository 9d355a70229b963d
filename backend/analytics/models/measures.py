"""The figures themselves: added up once, read often."""

from django.db import models

from backend.accounts.models import Workspace
from backend.treasury.worlds import World

from .facts import Step


class DailyMetric(models.Model):
    """One figure of one day. What it counts, and in which unit, is said in `metrics`.

    World and currency are empty where no money is concerned; `dimension` names a part, such as a movement.
    """

    day = models.DateField()
    world = models.CharField(max_length=10, choices=World.choices, blank=True, default="")
    currency = models.CharField(max_length=3, blank=True, default="")
    metric = models.CharField(max_length=30)
    dimension = models.CharField(max_length=120, blank=True, default="")
    value = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["metric", "day", "world", "currency", "dimension"], name="one_daily_metric"
            )
        ]
        indexes = [models.Index(fields=["day"], name="daily_metrics_day_idx")]

    def __str__(self) -> str:
        return f"{self.metric} on {self.day}: {self.value}"


class FunnelStep(models.Model):
    """How many people reached a step: of those who signed up on a day (cohort), or on that very day (reached)."""

    class Basis(models.TextChoices):
        COHORT = "cohort", "Of those who signed up that day"
        REACHED = "reached", "Reached that day"

    day = models.DateField()
    basis = models.CharField(max_length=8, choices=Basis.choices)
    step = models.CharField(max_length=12, choices=Step.choices)
    world = models.CharField(max_length=10, choices=World.choices, blank=True, default="")
    people = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["basis", "day", "step", "world"], name="one_funnel_step")
        ]

    def __str__(self) -> str:
        return f"{self.step} on {self.day}: {self.people}"


class Cohort(models.Model):
    """Of those who began in one week or month, how many were still there in a later one.

    ACTIVITY counts people by their sign-up and whether they did anything in the period; PAYING counts workspaces by
    their first paid day and whether they pay at the period's end.
    """

    class Grain(models.TextChoices):
        WEEK = "week", "Week"
        MONTH = "month", "Month"

    class Kind(models.TextChoices):
        ACTIVITY = "activity", "Activity"
        PAYING = "paying", "Paying"

    grain = models.CharField(max_length=5, choices=Grain.choices)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    world = models.CharField(max_length=10, choices=World.choices, blank=True, default="")
    cohort = models.DateField(help_text="First day of the period in which they began.")
    period = models.DateField(help_text="First day of the period that is looked at.")
    size = models.PositiveIntegerField()
    retained = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["grain", "kind", "world", "cohort", "period"], name="one_cohort_cell"
            )
        ]
        indexes = [models.Index(fields=["period"], name="cohorts_period_idx")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.cohort} in {self.period}"


class MarginTarget(models.Model):
    """The margin agreed for a workspace; without one, MARGIN_TARGET_PERCENT holds."""

    workspace = models.OneToOneField(
        Workspace, primary_key=True, on_delete=models.CASCADE, related_name="margin_target"
    )
    percent = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(percent__lte=100), name="margin_target_is_a_percentage")
        ]

    def __str__(self) -> str:
        return f"{self.percent} %"
