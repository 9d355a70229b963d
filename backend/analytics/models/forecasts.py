from django.db import models
from django.db.models import Q

from backend.accounts.models import Workspace
from backend.accounts.querysets import TenantQuerySet
from backend.core.models import BaseModel
from backend.treasury.worlds import World


class Forecast(BaseModel):
    """What was expected on one day of a series, kept as it was said. Amounts are minor units.

    Either it has points, or it says why there are none. Without a workspace it is the platform's.
    """

    class Metric(models.TextChoices):
        EARNED = "earned", "Earned"
        KEPT = "kept", "Kept"
        MRR = "mrr", "Monthly recurring revenue"

    class Method(models.TextChoices):
        SEASONAL_NAIVE = "seasonal_naive", "As the same weekdays before"
        ETS = "ets", "Exponential smoothing, damped"
        BLEND = "blend", "Half of each"

    workspace = models.ForeignKey(
        Workspace, null=True, blank=True, on_delete=models.CASCADE, related_name="forecasts"
    )
    metric = models.CharField(max_length=8, choices=Metric.choices)
    world = models.CharField(max_length=10, choices=World.choices)
    currency = models.CharField(max_length=3)
    made_on = models.DateField(help_text="UTC; the series ends the day before.")
    horizon_days = models.PositiveSmallIntegerField()
    method = models.CharField(max_length=16, choices=Method.choices, blank=True, default="")
    level = models.PositiveSmallIntegerField(default=80, help_text="Percent of actual days in the band.")
    points = models.JSONField(default=list, help_text="A list of {day, value_minor, low_minor, high_minor}.")
    declined_reason = models.CharField(max_length=300, blank=True, default="")

    objects = TenantQuerySet["Forecast"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "metric", "world", "currency", "made_on"],
                name="one_forecast_per_series_and_day",
            ),
            models.UniqueConstraint(
                fields=["metric", "world", "currency", "made_on"],
                condition=Q(workspace=None),
                name="one_platform_forecast_per_day",
            ),
            models.CheckConstraint(
                condition=(Q(declined_reason="") & ~Q(method="")) | (~Q(declined_reason="") & Q(method="")),
                name="forecast_says_something_or_why_not",
            ),
        ]
        indexes = [models.Index(fields=["made_on"], name="forecasts_made_idx")]

    def __str__(self) -> str:
        return f"{self.metric} in {self.currency}, made on {self.made_on}"


class ForecastScore(BaseModel):
    """How a forecast did against the days that have come since. Errors are mean absolute, in minor units."""

    forecast = models.OneToOneField(Forecast, on_delete=models.CASCADE, related_name="score")
    scored_days = models.PositiveSmallIntegerField()
    covered_days = models.PositiveSmallIntegerField(help_text="Actual within the band.")
    absolute_error_minor = models.BigIntegerField(help_text="Summed over the scored days.")
    naive_error_minor = models.BigIntegerField(help_text="What repeating the last week would have had.")
    actual_minor = models.BigIntegerField(help_text="Sum of the actual days' sizes.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(covered_days__lte=models.F("scored_days")), name="score_covers_what_it_scores"
            )
        ]

    def __str__(self) -> str:
        return f"{self.covered_days} of {self.scored_days} days within the band"
