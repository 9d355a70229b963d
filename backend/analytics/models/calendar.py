from django.db import models
from django.db.models import Q


class CalendarDay(models.Model):
    """A UTC day that is counted, the weeks and months it belongs to, and what of it must be counted again.

    The marks are the aggregation's memory: they are set together with the source's bookmark and taken away together
    with the new figures, so that a process that dies in between loses nothing.
    """

    day = models.DateField(primary_key=True)
    week = models.DateField(help_text="Its Monday.")
    month = models.DateField(help_text="Its first.")
    usage_stale = models.BooleanField("usage to be counted", default=True)
    lifecycle_stale = models.BooleanField("people and subscriptions to be counted", default=True)
    counted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "day"
        indexes = [
            models.Index(
                fields=["day"],
                condition=Q(usage_stale=True) | Q(lifecycle_stale=True),
                name="analytics_stale_days_idx",
            )
        ]

    def __str__(self) -> str:
        return str(self.day)


class Bookmark(models.Model):
    """How far a source has been read, by the moment its newest rows were added."""

    source = models.CharField(primary_key=True, max_length=40)
    read_until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.source} until {self.read_until:%Y-%m-%d %H:%M}"


class AggregationLease(models.Model):
    """One row at most: who counts holds it, so that two workers never count the same day at once."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    held_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="only_one_aggregation_lease")]

    def __str__(self) -> str:
        return "The lease"
